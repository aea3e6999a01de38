//! What an index run did.

use std::path::PathBuf;
use std::time::Duration;

use crate::corpus::date::OrderDecision;
use crate::corpus::{PostPath, Problem};
use crate::index::{Ledger, LedgerEntry};

/// What a run did. Files seen = [`indexed`](Self::indexed) + `unchanged` + skipped + failed +
/// `remaining`.
#[derive(Clone, Debug, Default)]
pub struct IngestReport {
    /// The folder of posts.
    pub corpus: PathBuf,
    /// The folder of the index.
    pub index: PathBuf,
    /// Files that have a post's name.
    pub seen: u64,
    /// What happened to the posts.
    pub changes: Changes,
    /// Posts that are in the index as they were.
    pub unchanged: u64,
    /// Files that a run that was told to stop did not come to.
    pub remaining: u64,
    /// What was left out, and why.
    pub ledger: Ledger,
    /// Files of other kinds that were passed over.
    pub ignored: u64,
    /// What could not be taken as written in the posts that were read, by path.
    pub problems: Vec<(PostPath, Problem)>,
    /// How many posts of the index have problems.
    pub posts_with_problems: u64,
    /// The order of day and month, if any date depends on it.
    pub date_order: Option<OrderDecision>,
    /// Bytes read.
    pub bytes: u64,
    /// The number of the commit that the index now is at.
    pub commit: u64,
    /// Why every post was read again, if that was not asked for.
    pub reread: Option<Reread>,
    /// Whether the run changed the index.
    pub committed: bool,
    /// Whether the run went to its end.
    pub complete: bool,
    /// How long the run took.
    pub took: Duration,
}

/// Why a run reads every post again, whatever its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reread {
    /// The index is of another format.
    Format,
    /// This kwic reads posts otherwise than the one that built the index.
    Pipeline,
    /// Drafts are taken in now, or no more.
    Drafts,
    /// What is furniture in the corpus is told otherwise.
    Furniture,
    /// Dates of which day and month can be mistaken are read in another order.
    DateOrder,
}

impl Reread {
    /// The name of this reason in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Pipeline => "pipeline",
            Self::Drafts => "drafts",
            Self::Furniture => "furniture",
            Self::DateOrder => "date_order",
        }
    }
}

/// What happened to the posts of an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Posts that were not there before.
    pub added: u64,
    /// Posts whose file was changed.
    pub modified: u64,
    /// Posts whose file has another path now.
    pub renamed: u64,
    /// Posts whose file is gone, or became none.
    pub removed: u64,
}

impl Changes {
    /// Whether nothing happened.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl IngestReport {
    /// Posts that were taken into the index by this run.
    pub fn indexed(&self) -> u64 {
        self.changes.added + self.changes.modified + self.changes.renamed
    }

    /// Files left out by rule.
    pub fn skipped(&self) -> &[LedgerEntry] {
        &self.ledger.skipped
    }

    /// Files left out because something went wrong.
    pub fn failed(&self) -> &[LedgerEntry] {
        &self.ledger.failed
    }

    /// Posts indexed in a second of the run.
    pub fn posts_per_second(&self) -> f64 {
        self.indexed() as f64 / self.took.as_secs_f64().max(1e-9)
    }
}
