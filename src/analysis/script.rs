//! Scripts that put no blanks between words, and what is written in them as one.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Whether a letter is of a script without blanks of which each character, or each cluster of them,
/// is a word to the index. Katakana is not: a run of it is one word, mostly a foreign one.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309f}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
        || is_clustered(c)
}

/// Whether a letter is Thai, Lao, Burmese or Khmer: several characters make one cluster there.
pub fn is_clustered(c: char) -> bool {
    is_thai_or_lao(c) || is_burmese(c) || matches!(c, '\u{1780}'..='\u{17ff}')
}

fn is_thai_or_lao(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}')
}

fn is_burmese(c: char) -> bool {
    matches!(c, '\u{1000}'..='\u{109f}')
}

/// Where the first cluster of a text ends: what no word ends within. That is a grapheme cluster of
/// Unicode (annex 29) with the vowels that are written before and after its consonant, and in
/// Burmese with the consonants that end the syllable.
pub(super) fn cluster_end(text: &str) -> usize {
    let mut clusters = text.grapheme_indices(true).peekable();
    let mut is_open = true;
    let mut end = 0;
    while let Some(&(start, cluster)) = clusters.peek() {
        let belongs = start == 0 || is_open || is_final(cluster);
        if !belongs || !cluster.starts_with(is_clustered) {
            break;
        }
        end = start + cluster.len();
        is_open = cluster.starts_with(is_leading_vowel);
        clusters.next();
    }
    end
}

/// A vowel that is written before the consonant after which it is spoken.
fn is_leading_vowel(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}')
}

/// Whether a cluster never begins a word: a vowel that is written after its consonant, or a Burmese
/// consonant without a vowel.
fn is_final(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    match chars.next() {
        Some('\u{e30}' | '\u{e32}' | '\u{e33}' | '\u{e45}' | '\u{eb0}' | '\u{eb2}' | '\u{eb3}') => {
            true
        }
        Some(c) if is_combining_mark(c) => true,
        Some(c) if is_burmese(c) => chars.find(|&c| c != '\u{1037}') == Some('\u{103a}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_never_cut() {
        let table = [
            ("เพื่อน", "เพื่|อ|น"),
            ("น้ำมา", "น้ำ|มา"),
            ("แมว", "แม|ว"),
            ("เกาะ", "เกาะ"),
            ("ໄຕລາວ", "ໄຕ|ລາ|ວ"),
            ("ខ្មែរ", "ខ្មែ|រ"),
            ("មាត្រា", "មា|ត្រា"),
            ("မြန်မာ", "မြန်|မာ"),
            ("အင်္ဂလိပ်", "အင်္ဂ|လိပ်"),
            ("ဆိုင်ကို", "ဆိုင်|ကို"),
            ("ကြောင်သည်", "ကြောင်|သည်"),
        ];
        for (text, expected) in table {
            let mut rest = text;
            let mut found = Vec::new();
            while !rest.is_empty() {
                let (cluster, after) = rest.split_at(cluster_end(rest).max(1));
                found.push(cluster);
                rest = after;
            }
            assert_eq!(found.join("|"), expected);
        }
    }

    #[test]
    fn scripts_without_blanks_are_known() {
        for c in "停々〇のゝไລမខ𠮷".chars() {
            assert!(is_unspaced(c), "{c}");
        }
        for c in "aéБ정カｶー1".chars() {
            assert!(!is_unspaced(c), "{c}");
        }
    }
}
