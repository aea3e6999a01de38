//! A date that a post tells, before and after it is held against its corpus and the present.

use super::date::{OrderBasis, OrderDecision, OrderEvidence, PostDate, ReadDate};
use super::date_rules::DateRules;
use super::front_matter::KnownDate;
use super::{DateSource, PostPath, Problem, ProblemCode};

/// A date as it was found in a post.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoundDate {
    /// The date as its text alone tells it.
    pub read: ReadDate,
    /// Where it was found.
    pub source: DateSource,
    /// The key of the front matter that holds it.
    pub known: Option<KnownDate>,
}

impl FoundDate {
    /// A date from a source that is not the front matter.
    pub fn new(read: ReadDate, source: DateSource) -> Self {
        Self { read, source, known: None }
    }

    /// The date that is meant, and what is doubtful about it.
    pub fn settle(&self, path: &PostPath, rules: &DateRules<'_>) -> (PostDate, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut date = self.read.date;
        if let Some(evidence) = self.read.order {
            let decision = rules.order();
            date = self.read.settle(decision);
            let doubt = order_doubt(&date, evidence, decision);
            problems.extend(doubt.map(|doubt| self.problem(ProblemCode::DateOrder, &doubt)));
        }
        // A file's own time is no claim of its author's.
        if self.source != DateSource::Mtime && rules.is_future(&date) {
            let what = format!("says {date}, which is in the future; it is sorted behind the rest");
            problems.push(self.problem(ProblemCode::DateFuture, &what));
        }
        let published = self.known.filter(KnownDate::is_of_publication);
        if let Some(told) = published.and_then(|_| conflict(&date, path)) {
            let what = format!("says {date}, the file's path {told}; the former was taken");
            problems.push(self.problem(ProblemCode::DateConflict, &what));
        }
        (date, problems)
    }

    fn problem(&self, code: ProblemCode, what: &str) -> Problem {
        let name = self.known.map_or("the date".to_owned(), |known| format!("`{}`", known.key));
        let line = self.known.and_then(|known| known.line);
        Problem { code, message: format!("{name} {what}"), line }
    }
}

/// Why day and month of a date may be the other way round, or `None` if nothing says so.
fn order_doubt(
    date: &PostDate,
    evidence: OrderEvidence,
    decision: &OrderDecision,
) -> Option<String> {
    match (evidence, decision.basis) {
        (OrderEvidence::Proof(order), OrderBasis::Majority) if Some(order) != decision.order => {
            Some(format!("is {date}, with day and month the other way round than in most posts"))
        }
        (OrderEvidence::Ambiguous { .. }, OrderBasis::Majority) => Some(format!(
            "has day and month in one order or the other, as posts of this folder have both; it \
             was read as {date}, as most are"
        )),
        (OrderEvidence::Ambiguous { .. }, OrderBasis::Usage) => Some(format!(
            "has day and month in one order or the other, and no post tells which; it was read as \
             {date} (`--date-order` decides)"
        )),
        _ => None,
    }
}

/// The date that a post's file name or folders tell, if it is not the date that was written: more
/// than a day from it, since one moment has two dates around the world.
fn conflict(written: &PostDate, path: &PostPath) -> Option<PostDate> {
    let named = PostDate::from_file_name(&path.file_name());
    let placed = || PostDate::from_path(&path.to_string());
    let told = named.or_else(placed)?;
    let (written, days) = (written.days(), told.days());
    let gap = (days.start() - written.end()).max(written.start() - days.end());
    (gap > 1).then_some(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PostDate {
        PostDate::parse(text).expect("a date").date
    }

    #[test]
    fn names_and_dates_conflict_beyond_a_day() {
        let table = [
            ("2020-10-14", "2020-10-14-a.md", None),
            ("2020-10-15T03:00:00+04:00", "2020-10-14-a.md", None),
            ("2020-10-13", "2020-10-14-a.md", None),
            ("2020-10-16", "2020-10-14-a.md", Some("2020-10-14")),
            ("2020-10-12", "2020-10-14-a.md", Some("2020-10-14")),
            ("2020", "2020-10-14-a.md", None),
            ("2019", "2020-10-14-a.md", Some("2020-10-14")),
            ("2020-10", "2020-11-01-a.md", None),
            ("2020-10", "2020-11-02-a.md", Some("2020-11-02")),
            ("2020-10-14", "2020/10/a.md", None),
            ("2020-12-02", "2020/10/a.md", Some("2020-10")),
            ("2020-10-14", "2019/10/2020-10-14-a.md", None),
            ("2020-10-14", "a.md", None),
        ];
        for (written, path, expected) in table {
            let found = conflict(&date(written), &PostPath::new(path));
            let found = found.map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{written} in {path}");
        }
    }
}
