//! What the date of a post is held against: the other dates of its corpus, and the present.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::thread;

use jiff::{SignedDuration, Timestamp};

use super::SourceFile;
use super::date::{DateOrder, OrderDecision, OrderEvidence, OrderTally, PostDate};
use super::front_matter::{self, KnownFields};

/// A date further ahead than this is one in the future: clocks differ, and so do days around the
/// world, but not by more.
const LEEWAY: SignedDuration = SignedDuration::from_hours(24);

/// What the caller knows about the dates of a corpus.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateOptions {
    /// How `4/5/2020` is meant if no date of the corpus tells.
    pub order: Option<DateOrder>,
    /// The present; if it is not told, no date lies in the future.
    pub now: Option<Timestamp>,
}

/// What the date of a post is held against.
///
/// The order of day and month is that of the whole corpus. It is looked for when the first post
/// asks, in the front matter of every post: most corpora never do, and pay nothing for it.
#[derive(Debug, Default)]
pub struct DateRules<'a> {
    files: &'a [SourceFile],
    threads: usize,
    options: DateOptions,
    decision: OnceLock<OrderDecision>,
}

impl<'a> DateRules<'a> {
    /// The rules of a corpus of these files, which are read on so many threads (0 for one a core).
    pub fn new(files: &'a [SourceFile], options: DateOptions, threads: usize) -> Self {
        Self { files, threads, options, decision: OnceLock::new() }
    }

    /// The order of day and month in this corpus.
    pub fn order(&self) -> &OrderDecision {
        self.decision.get_or_init(|| self.tally().decide(self.options.order))
    }

    /// The order of day and month, if a post asked for it.
    pub fn asked_order(&self) -> Option<OrderDecision> {
        self.decision.get().copied()
    }

    /// Whether a date lies in the future.
    pub fn is_future(&self, date: &PostDate) -> bool {
        self.options.now.is_some_and(|now| is_future(date.seconds(), now))
    }

    /// Threads of its own, not those of a pool: one that waits here must not be given another post
    /// to read, which would wait for the same answer.
    fn tally(&self) -> OrderTally {
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let threads = if self.threads == 0 { cores() } else { self.threads };
        let share = self.files.len().div_ceil(threads).max(1);
        let mut tally = OrderTally::default();
        thread::scope(|scope| {
            let shares = self.files.chunks(share);
            let counts: Vec<_> = shares.map(|files| scope.spawn(|| tally_of(files))).collect();
            for count in counts {
                tally += count.join().unwrap_or_default();
            }
        });
        tally
    }
}

/// Whether an instant, in seconds since 1970 in UTC, lies so far ahead of `now` that it is dubious.
pub fn is_future(seconds: i64, now: Timestamp) -> bool {
    seconds > now.as_second().saturating_add(LEEWAY.as_secs())
}

fn tally_of(files: &[SourceFile]) -> OrderTally {
    let mut tally = OrderTally::default();
    for file in files {
        // A post that brings a parser down is reported when it is read as a whole.
        let evidence = catch_unwind(AssertUnwindSafe(|| evidence(file))).ok().flatten();
        if let Some(evidence) = evidence {
            tally.count(&evidence);
        }
    }
    tally
}

/// What the front matter of a post tells of the order of day and month.
fn evidence(file: &SourceFile) -> Option<OrderEvidence> {
    let source = file.read().ok()?;
    let raw = front_matter::split(&source.text).front_matter?;
    let (front_matter, _) = front_matter::parse(&raw);
    let (fields, _) = KnownFields::take(front_matter);
    fields.date?.read.order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PostDate {
        PostDate::parse(text).expect("a date").date
    }

    #[test]
    fn the_future_begins_after_a_day() {
        let now: Timestamp = "2020-10-14T12:00:00Z".parse().expect("a moment");
        let options = DateOptions { now: Some(now), order: None };
        let rules = DateRules::new(&[], options, 1);
        let table = [
            ("2020-10-15T12:00:00Z", false),
            ("2020-10-15T12:00:01Z", true),
            ("2020-10-15", false),
            ("2020-10-16", true),
            ("9999-12-31T23:59:59-12:00", true),
            ("0002-01-01", false),
        ];
        for (text, expected) in table {
            assert_eq!(rules.is_future(&date(text)), expected, "{text}");
            assert!(!DateRules::default().is_future(&date(text)), "{text}");
        }
    }
}
