//! Lines and elements of a page that name its author.

use super::byline_label;
use super::class_word::AuthorMark;
use super::person_name::{self, Rest};
use super::place::{Anchor, Place};

/// More bylines of one page are not looked at.
const MAX_BYLINES: usize = 200;
/// Names that stand in bylines of their own, but this close, in bytes of text, wrote it together.
const TOGETHER: usize = 80;

/// What tells that something is a byline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Evidence {
    Mark(AuthorMark),
    /// A line that begins with "By" or the like.
    Label,
    /// A line that begins with "Written by" or the like.
    PlainLabel,
}

impl Evidence {
    /// What the evidence lacks in sureness, as bytes of text that a surer byline may be farther
    /// from the heading, and the distance from which on it is worth nothing.
    fn weight(self) -> (usize, usize) {
        match self {
            Self::Mark(AuthorMark::Declared) => (0, usize::MAX),
            Self::Mark(AuthorMark::Class) => (300, usize::MAX),
            Self::Mark(AuthorMark::Link) => (400, 3000),
            Self::Label => (400, 1000),
            Self::PlainLabel => (400, usize::MAX),
        }
    }
}

#[derive(Debug)]
struct Byline {
    names: Vec<String>,
    evidence: Evidence,
    place: Place,
}

/// The bylines of a page, in order.
#[derive(Debug, Default)]
pub(super) struct Bylines(Vec<Byline>);

impl Bylines {
    /// Takes the names in the first line of a marked element that has any.
    pub(super) fn add_marked(&mut self, mark: AuthorMark, lines: &[String], place: Place) {
        let names = lines.iter().find_map(|line| {
            let line = byline_label::byline(line).unwrap_or(line);
            let (names, rest) = person_name::names(line);
            let first = names.first()?;
            // One word alone may be a pen name; one that begins a longer line is a button.
            let is_person = first.contains(' ') || first == line && mark != AuthorMark::Link;
            (rest == Rest::Apart && is_person).then_some(names)
        });
        self.add(names.unwrap_or_default(), Evidence::Mark(mark), place);
    }

    /// Takes the names in a line that begins with "By" or the like.
    pub(super) fn add_line(&mut self, line: &str, place: Place) {
        let Some(people) = byline_label::byline(line) else { return };
        let (names, rest) = person_name::names(people);
        let is_person = names.first().is_some_and(|name| {
            // Scripts without blanks write a name in one word.
            name.contains(' ') || name.chars().all(|c| !c.is_lowercase() && !c.is_uppercase())
        });
        if rest == Rest::Apart && is_person {
            let is_plain = byline_label::is_plain_label(line);
            let evidence = if is_plain { Evidence::PlainLabel } else { Evidence::Label };
            self.add(names, evidence, place);
        }
    }

    fn add(&mut self, names: Vec<String>, evidence: Evidence, place: Place) {
        if !names.is_empty() && self.0.len() < MAX_BYLINES {
            self.0.push(Byline { names, evidence, place });
        }
    }

    /// The names in the surest byline, and in those of its kind beside it.
    pub(super) fn authors(&self, anchor: Anchor) -> Vec<String> {
        let cost = |byline: &Byline| {
            let (cost, limit) = byline.evidence.weight();
            let distance = anchor.distance(byline.place).filter(|&distance| distance < limit)?;
            Some(distance.saturating_add(cost))
        };
        let costs = self.0.iter().filter_map(|byline| Some((cost(byline)?, byline)));
        let Some((_, best)) = costs.min_by_key(|&(cost, _)| cost) else { return Vec::new() };
        let is_beside = |byline: &&Byline| {
            byline.evidence == best.evidence
                && byline.place.at.abs_diff(best.place.at) < TOGETHER
                && anchor.distance(byline.place).is_some()
        };
        let mut authors = Vec::new();
        for name in self.0.iter().filter(is_beside).flat_map(|byline| &byline.names) {
            if !authors.contains(name) {
                authors.push(name.clone());
            }
        }
        authors
    }
}
