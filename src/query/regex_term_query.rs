//! Posts with a term that an expression matches as a whole.

use std::sync::Arc;

use regex_automata::util::primitives::StateID;
use tantivy::query::{AutomatonWeight, EnableScoring, Query, Weight};
use tantivy::schema::Field;
use tantivy_fst::Automaton;

use super::TermRegex;

/// The posts with a term of a field that begins with some bytes and matches an expression after
/// them. It adds nothing to a score that would tell one term from another.
#[derive(Clone, Debug)]
pub struct RegexTermQuery {
    field: Field,
    automaton: Arc<After>,
}

impl RegexTermQuery {
    /// Posts with a term of `field` that is `prefix` and then what `regex` matches.
    pub fn new(field: Field, prefix: &[u8], regex: TermRegex) -> Self {
        let automaton = Arc::new(After { prefix: prefix.to_owned(), regex });
        Self { field, automaton }
    }
}

impl Query for RegexTermQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AutomatonWeight::<After>::new(self.field, Arc::clone(&self.automaton))))
    }
}

/// An expression behind fixed bytes.
#[derive(Clone, Debug)]
struct After {
    prefix: Vec<u8>,
    regex: TermRegex,
}

/// How far a term is read.
#[derive(Clone, Copy)]
enum Progress {
    /// So many bytes of the prefix.
    Prefix(usize),
    /// Beyond the prefix.
    Rest(StateID),
    /// It has another prefix.
    Lost,
}

impl After {
    fn beyond(&self, read: usize) -> Progress {
        if read == self.prefix.len() {
            Progress::Rest(self.regex.start())
        } else {
            Progress::Prefix(read)
        }
    }
}

impl Automaton for After {
    type State = Progress;

    fn start(&self) -> Progress {
        self.beyond(0)
    }

    fn is_match(&self, state: &Progress) -> bool {
        matches!(state, Progress::Rest(state) if self.regex.is_match(state))
    }

    fn can_match(&self, state: &Progress) -> bool {
        match state {
            Progress::Prefix(_) => true,
            Progress::Rest(state) => self.regex.can_match(state),
            Progress::Lost => false,
        }
    }

    fn accept(&self, state: &Progress, byte: u8) -> Progress {
        match *state {
            Progress::Prefix(read) if self.prefix.get(read) == Some(&byte) => self.beyond(read + 1),
            Progress::Prefix(_) | Progress::Lost => Progress::Lost,
            Progress::Rest(state) => Progress::Rest(self.regex.accept(&state, byte)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_stands_before_the_expression() {
        let regex = TermRegex::new("b+").expect("is an expression");
        let after = After { prefix: b"a\0s".to_vec(), regex };
        let table: [(&[u8], bool, bool); 5] = [
            (b"a\0sbb", true, true),
            (b"a\0s", false, true),
            (b"a\0", false, true),
            (b"x\0sbb", false, false),
            (b"a\0sbc", false, false),
        ];
        for (term, is_match, can_match) in table {
            let state = term.iter().fold(after.start(), |state, &byte| after.accept(&state, byte));
            assert_eq!(after.is_match(&state), is_match, "{term:?}");
            // A dead state shows a byte later.
            let later = if can_match { state } else { after.accept(&state, b'c') };
            assert_eq!(after.can_match(&later), can_match, "{term:?}");
        }
    }
}
