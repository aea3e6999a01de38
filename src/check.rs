//! What is wrong with which post of a folder.

use std::collections::BTreeMap;

use crate::corpus::{PostPath, Problem, ProblemCode};
use crate::error::{Error, Result};
use crate::index::Ledger;
use crate::survey::{SurveyOptions, survey};

/// What was found wrong in a folder.
#[derive(Clone, Debug)]
pub struct CheckReport {
    /// Posts that were read.
    pub posts: u64,
    /// What could not be taken as written, by path.
    pub problems: Vec<(PostPath, Problem)>,
    /// Files that are no posts.
    pub ledger: Ledger,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.ledger.failed.is_empty()
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
    let (mut posts, mut problems) = (0, Vec::new());
    let unread = survey::<_, Error>(
        options,
        |stored| (stored.post.path, stored.post.problems),
        |(path, found): (PostPath, Vec<Problem>)| {
            posts += 1;
            problems.extend(found.into_iter().map(|problem| (path.clone(), problem)));
            Ok(())
        },
    )?;
    Ok(CheckReport { posts, problems, ledger: Ledger::new(unread) })
}
