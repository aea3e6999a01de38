//! Splits text into words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use super::script::{cluster_end, is_clustered};

/// The byte ranges of the words of `text`, in order.
pub fn words(text: &str) -> Words<'_> {
    words_within(text, 0..text.len())
}

/// The words of a part of a text, by their bytes in the text.
pub(super) fn words_within(text: &str, part: Range<usize>) -> Words<'_> {
    Words { text: &text[..part.end], position: part.start, run: None, word: 0..0 }
}

/// Iterator over the words of a text; see [`words`].
pub struct Words<'a> {
    text: &'a str,
    /// Where the next look for a word begins, outside of a run.
    position: usize,
    /// A stretch of text beyond ASCII, split by the rules of Unicode.
    run: Option<Run<'a>>,
    /// What is left of a word of the run: it may hold several of ours.
    word: Range<usize>,
}

struct Run<'a> {
    start: usize,
    end: usize,
    /// Where the last cluster of several words of Unicode ends.
    taken: usize,
    bounds: UWordBoundIndices<'a>,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            if let Some(word) = self.next_in_word() {
                return Some(word);
            }
            if self.advance_run() {
                continue;
            }
            if let Some(word) = self.next_outside_run()? {
                return Some(word);
            }
        }
    }
}

impl Words<'_> {
    /// The next part of a Unicode word: `l’eau` is one to Unicode and two to a reader.
    fn next_in_word(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = &self.text[self.word.clone()];
            let start = rest.find(is_word_character)?;
            let length = rest[start..].find(|c| !is_word_character(c));
            let end = length.map_or(self.word.end, |length| self.word.start + start + length);
            let found = self.word.start + start..end;
            self.word.start = end;
            // Marks and invisible characters alone are no word.
            if self.text[found.clone()].chars().any(char::is_alphanumeric) {
                return Some(found);
            }
        }
    }

    /// Takes the next word of the run, if there is a run and it has one.
    fn advance_run(&mut self) -> bool {
        let Some(run) = &mut self.run else { return false };
        match run.bounds.next() {
            Some((offset, word)) => {
                let start = run.start + offset;
                self.word = start..start + word.len();
                // Unicode parts Thai and its like wherever it can be; a cluster may be several of these.
                if word.starts_with(is_clustered) && start < run.taken {
                    let end = self.word.end;
                    self.word = run.taken.min(end)..end;
                } else if word.starts_with(is_clustered) {
                    run.taken = start + cluster_end(&self.text[start..run.end]);
                    self.word = start..run.taken.max(start + word.len());
                    run.taken = self.word.end;
                }
            }
            None => self.run = None,
        }
        true
    }

    /// The next plain word, `Some(None)` if a run begins instead, or `None` at the end.
    fn next_outside_run(&mut self) -> Option<Option<Range<usize>>> {
        let bytes = self.text.as_bytes();
        let is_outside = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        let start = self.position + bytes[self.position..].iter().position(|b| !is_outside(b))?;
        let length = bytes[start..].iter().position(is_outside).unwrap_or(bytes.len() - start);
        let stretch = start..start + length;
        self.position = stretch.end;
        if bytes[stretch.clone()].is_ascii() {
            return Some(Some(stretch));
        }
        let bounds = self.text[stretch.clone()].split_word_bound_indices();
        self.run =
            Some(Run { start: stretch.start, end: stretch.end, taken: stretch.start, bounds });
        Some(None)
    }
}

/// Letters, digits, the marks on them, and what is invisible inside a word (a soft hyphen).
pub fn is_word_character(c: char) -> bool {
    c.is_alphanumeric()
        || (!c.is_ascii()
            && (is_combining_mark(c)
                || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_into_words() {
        let table: [(&str, &[&str]); 23] = [
            ("", &[]),
            (" - ", &[]),
            ("Russia on Wednesday", &["Russia", "on", "Wednesday"]),
            ("a shaky cease-fire.", &["a", "shaky", "cease", "fire"]),
            ("Azerbaijan's d'études l’eau", &["Azerbaijan", "s", "d", "études", "l", "eau"]),
            ("U.S. 1,200.50", &["U", "S", "1", "200", "50"]),
            ("snake_case camelCase", &["snake", "case", "camelCase"]),
            ("PIO-1384 2020-10-14", &["PIO", "1384", "2020", "10", "14"]),
            ("état naïve e\u{301}tat", &["état", "naïve", "e\u{301}tat"]),
            ("Лавров—министр", &["Лавров", "министр"]),
            ("co\u{ad}operation \u{ad}", &["co\u{ad}operation"]),
            ("停火协议", &["停", "火", "协", "议"]),
            ("カタカナとひらがな", &["カタカナ", "と", "ひ", "ら", "が", "な"]),
            ("정전 협정", &["정전", "협정"]),
            ("وقف إطلاق", &["وقف", "إطلاق"]),
            ("ABC停火def", &["ABC", "停", "火", "def"]),
            ("🙂 ok…fine", &["ok", "fine"]),
            ("น้ำดื่ม 2 ลิตร", &["น้ำ", "ดื่", "ม", "2", "ลิ", "ต", "ร"]),
            ("ขายiPhoneแล้ว", &["ขา", "ย", "iPhone", "แล้", "ว"]),
            ("ព្រះ និង", &["ព្រះ", "និ", "ង"]),
            ("မြန်မာ၊အင်္ဂလိပ်", &["မြန်", "မာ", "အင်္ဂ", "လိပ်"]),
            ("人々ﾃﾞｰﾀ第３回", &["人", "々", "ﾃﾞｰﾀ", "第", "３", "回"]),
            ("हिन्दी में", &["हिन्दी", "में"]),
        ];
        for (text, expected) in table {
            let found: Vec<_> = words(text).map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn ranges_ascend_and_hold_a_letter_or_digit() {
        let text = "a’’b·c\u{301}\u{301} \u{200d}x\u{200d} é'é 한'국 ｆ．ｇ \u{2060}";
        let mut end = 0;
        for range in words(text) {
            assert!(range.start >= end && range.end > range.start);
            assert!(text[range.clone()].chars().any(char::is_alphanumeric));
            end = range.end;
        }
        assert_eq!(words(text).count(), 10);
    }
}
