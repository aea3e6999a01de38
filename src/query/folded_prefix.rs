//! An automaton that reads the words of a dictionary without their accents and hyphens.

use tantivy_fst::Automaton;

use crate::analysis::fold_char;

/// Accepts the words that begin with some letters, or consist of them, once they are folded.
pub struct FoldedPrefix {
    letters: Vec<char>,
    /// Whether more letters may follow.
    is_open: bool,
}

/// How far a word was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// How many of the letters were met, or `None` if another one was.
    met: Option<usize>,
    /// The bytes of a character that is not read to its end.
    bytes: [u8; 4],
    length: usize,
}

impl FoldedPrefix {
    /// Accepts words that begin with these folded letters.
    pub fn of(folded: &str) -> Self {
        Self { letters: folded.chars().collect(), is_open: true }
    }

    /// Accepts words that consist of these folded letters.
    pub fn whole(folded: &str) -> Self {
        Self { is_open: false, ..Self::of(folded) }
    }

    /// Whether a character that begins with this byte may be the next letter, or none at all. Most of
    /// a dictionary in many scripts is passed over by that.
    fn may_begin(&self, met: usize, byte: u8) -> bool {
        let is_dropped = byte == b'-' || matches!(byte, 0xcc | 0xcd);
        let Some(expected) = self.letters.get(met) else { return self.is_open || is_dropped };
        let mut bytes = [0; 4];
        let lead = expected.encode_utf8(&mut bytes).as_bytes()[0];
        byte == lead
            || is_dropped
            || match lead {
                // Latin letters with accents.
                0..0x80 => matches!(byte, 0xc3..=0xc9 | 0xe1),
                // The scripts of two bytes, and Greek letters with several accents.
                0x80..0xe0 => matches!(byte, 0xc2..=0xdf | 0xe1),
                _ => false,
            }
    }

    /// How many letters are met after this character.
    fn met_after(&self, met: usize, c: char) -> Option<usize> {
        let mut now = Some(met);
        fold_char(c, |letter| {
            now = now.and_then(|met| match self.letters.get(met) {
                Some(&expected) => (letter == expected).then_some(met + 1),
                None => self.is_open.then_some(met),
            });
        });
        now
    }
}

impl Automaton for FoldedPrefix {
    type State = State;

    fn start(&self) -> State {
        State { met: Some(0), bytes: [0; 4], length: 0 }
    }

    fn is_match(&self, state: &State) -> bool {
        state.met == Some(self.letters.len()) && state.length == 0
    }

    fn can_match(&self, state: &State) -> bool {
        state.met.is_some()
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        let Some(met) = state.met else { return *state };
        // Any letter may follow: so it is with most of the bytes that are read of a dictionary.
        if self.is_open && met == self.letters.len() && state.length == 0 && byte.is_ascii() {
            return *state;
        }
        if state.length == 0 && !self.may_begin(met, byte) {
            return State { met: None, ..*state };
        }
        let mut next = *state;
        let Some(place) = next.bytes.get_mut(next.length) else {
            return State { met: None, ..*state };
        };
        *place = byte;
        next.length += 1;
        // What is no character yet may become one.
        if let Ok(text) = std::str::from_utf8(&next.bytes[..next.length])
            && let Some(c) = text.chars().next()
        {
            return State { met: self.met_after(met, c), bytes: [0; 4], length: 0 };
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(automaton: &FoldedPrefix, word: &str) -> bool {
        let state = word.bytes().fold(automaton.start(), |state, b| automaton.accept(&state, b));
        automaton.is_match(&state)
    }

    #[test]
    fn words_are_accepted_without_their_accents() {
        let table = [
            ("etat", "état", true, true),
            ("etat", "états", true, false),
            ("etat", "eta", false, false),
            ("ceasefire", "cease-fire", true, true),
            ("ceasefire", "cease-fires", true, false),
            ("strass", "straße", true, false),
            ("stra", "straße", true, false),
            ("лавров", "лаврова", true, false),
            ("cafe", "cafe\u{301}", true, true),
            ("אבג", "אָבג", true, true),
            ("ἀγο", "αγο", false, false),
            ("αγο", "ἀγοράω", true, false),
            ("", "", true, true),
            ("a", "b", false, false),
        ];
        for (letters, word, begins, is_whole) in table {
            assert_eq!(accepts(&FoldedPrefix::of(letters), word), begins, "{letters} {word}");
            assert_eq!(accepts(&FoldedPrefix::whole(letters), word), is_whole, "{letters} {word}");
        }
    }

    #[test]
    fn bytes_that_are_no_characters_are_refused() {
        let automaton = FoldedPrefix::of("");
        let state =
            [0xff; 9].iter().fold(automaton.start(), |state, &b| automaton.accept(&state, b));
        assert!(!automaton.is_match(&state));
    }
}
