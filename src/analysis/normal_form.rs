//! The form of a word under which it is indexed.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Terms longer than this are cut, in bytes. Nobody types them, and they bloat the dictionary.
const MAX_BYTES: usize = 255;

/// Writes the normal form of `word` into `form`: lower case, compatibility forms (full-width
/// letters, ligatures) made plain, invisible characters (soft hyphens) dropped.
pub fn normal_form(word: &str, form: &mut String) {
    form.clear();
    if word.is_ascii() {
        form.push_str(word);
        form.make_ascii_lowercase();
    } else {
        form.extend(word.nfkc().filter(|&c| !is_invisible(c)).flat_map(lower_case));
        // Lower-casing can undo the composition (a capital dotted I gives an i and a dot).
        if !unicode_normalization::is_nfkc(form) {
            *form = form.nfkc().collect();
        }
    }
    cut(form, MAX_BYTES);
}

/// The character that [`normal_form`] makes of this one in any word; `None` if it makes none, or
/// several, or if that depends on what stands beside it. It takes as many bytes as the character.
pub fn normal_char(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    // Most of what is written beyond Latin, without a look at the tables.
    match c {
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{430}'..='\u{45f}' => {
            return Some(c);
        }
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' => return Some(c),
        _ => {}
    }
    let is_stable = |c: char| {
        is_nfkc_quick(std::iter::once(c)) == IsNormalized::Yes && canonical_combining_class(c) == 0
    };
    let mut lower = lower_case(c);
    let only = lower.next().filter(|_| lower.next().is_none())?;
    let is_plain = is_stable(c) && is_stable(only) && !is_invisible(c);
    (is_plain && only.len_utf8() == c.len_utf8()).then_some(only)
}

/// The lower case of a letter, with a final sigma made an ordinary one: where a word ends says
/// nothing of what it means.
fn lower_case(letter: char) -> impl Iterator<Item = char> {
    let letter = if letter == 'ς' { 'σ' } else { letter };
    // The dot that is left over of a capital dotted I is no part of the letter i.
    letter.to_lowercase().filter(|&c| c != '\u{307}')
}

/// Characters that are not seen and do not part words: soft hyphens, joiners, marks of direction.
fn is_invisible(c: char) -> bool {
    let is_mark_of_direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    is_mark_of_direction
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        // They choose among drawings of one character.
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn cut(form: &mut String, max_bytes: usize) {
    if form.len() > max_bytes {
        form.truncate(form.floor_char_boundary(max_bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_one_form() {
        let table = [
            ("Cease", "cease"),
            ("ÉTAT", "état"),
            ("e\u{301}tat", "état"),
            ("Ｌａｖｒｏｖ", "lavrov"),
            ("co\u{ad}operation", "cooperation"),
            ("ΛΌΓΟΣ", "λόγοσ"),
            ("λόγος", "λόγοσ"),
            ("İstanbul", "istanbul"),
            ("ﬁnance", "finance"),
            ("Straße", "straße"),
            ("停火", "停火"),
            ("葛\u{e0100}", "葛"),
            ("ﾃﾞｰﾀ", "データ"),
        ];
        let mut form = String::new();
        for (word, expected) in table {
            normal_form(word, &mut form);
            assert_eq!(form, expected, "{word}");
        }
    }

    #[test]
    fn plain_characters_have_a_form_of_their_own() {
        let mut form = String::new();
        for c in ('\0'..=char::MAX).filter(|&c| normal_char(c).is_some()) {
            normal_form(&format!("{c}a{c}"), &mut form);
            let own = normal_char(c).unwrap_or_default();
            assert_eq!(form, format!("{own}a{own}"), "{c:?}");
        }
        let table = [('L', Some('l')), ('É', Some('é')), ('ς', Some('σ')), ('火', Some('火'))];
        let others = ['\u{ad}', '\u{301}', 'İ', 'ﬁ', '…'].map(|c| (c, None));
        for (c, expected) in table.into_iter().chain(others) {
            assert_eq!(normal_char(c), expected, "{c:?}");
        }
    }

    #[test]
    fn long_words_are_cut_at_a_character() {
        let mut form = String::new();
        normal_form(&"é".repeat(400), &mut form);
        assert_eq!(form.len(), 254);
    }
}
