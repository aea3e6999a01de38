//! What is wrong with which post of a folder.

mod duplicate;

use std::collections::BTreeMap;

use crate::corpus::date::OrderDecision;
use crate::corpus::{PostPath, Problem, ProblemCode};
use crate::error::{Error, Result};
use crate::index::{Ledger, LedgerEntry, StoredPost};
use crate::survey::{SurveyOptions, survey};
use duplicate::{Fingerprint, Originals};

/// What was found wrong in a folder.
#[derive(Clone, Debug)]
pub struct CheckReport {
    /// Posts that were read.
    pub posts: u64,
    /// What could not be taken as written, by path.
    pub problems: Vec<(PostPath, Problem)>,
    /// The order of day and month, if any date depends on it.
    pub date_order: Option<OrderDecision>,
    /// Files that are no posts.
    pub ledger: Ledger,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.ledger.failed.is_empty()
    }

    /// Whether nothing was left out by rule, as links and binary files are.
    pub fn is_complete(&self) -> bool {
        self.ledger.skipped.is_empty()
    }

    /// How often each kind of problem was met.
    pub fn counts(&self) -> BTreeMap<ProblemCode, u64> {
        let mut counts = BTreeMap::new();
        for (_, problem) in &self.problems {
            *counts.entry(problem.code).or_default() += 1;
        }
        counts
    }
}

/// Reads every post of a folder and gathers what is wrong with it.
///
/// # Errors
/// If the corpus cannot be walked or holds nothing that kwic reads.
pub fn check(options: &SurveyOptions) -> Result<CheckReport> {
    let (mut posts, mut problems, mut originals) = (0, Vec::new(), Originals::default());
    let surveyed = survey::<_, Error>(options, Checked::from, |checked| {
        posts += 1;
        let Checked { path, mut found, fingerprint } = checked;
        found.extend(originals.compare(&path, fingerprint));
        problems.extend(found.into_iter().map(|problem| (path.clone(), problem)));
        Ok(())
    })?;
    let ledger = Ledger::new(surveyed.unread.into_iter().map(LedgerEntry::from));
    Ok(CheckReport { posts, problems, date_order: surveyed.date_order, ledger })
}

/// What is left of a post once it is checked.
struct Checked {
    path: PostPath,
    found: Vec<Problem>,
    fingerprint: Fingerprint,
}

impl From<StoredPost> for Checked {
    fn from(StoredPost { post, .. }: StoredPost) -> Self {
        let fingerprint = Fingerprint::of(&post);
        Self { path: post.path, found: post.problems, fingerprint }
    }
}
