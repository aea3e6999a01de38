//! The words that the name of a class or an id is made of.

/// More words of one name are not looked at.
const MAX_WORDS: usize = 64;

/// The words of a name: `post-date`, `post_date` and `postDate` have two.
pub fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let bytes = rest.as_bytes();
        let is_end = |&at: &usize| {
            let (before, here) = (bytes[at - 1], bytes[at]);
            !here.is_ascii_alphanumeric()
                || here.is_ascii_uppercase() && before.is_ascii_lowercase()
        };
        let end = (1..bytes.len()).find(is_end).unwrap_or(bytes.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        (!word.is_empty()).then_some(word)
    })
    .take(MAX_WORDS)
}

/// Whether `word`, in any case, is one of `words`, which are in lower case and sorted.
pub fn is_in(words: &[&str], word: &str) -> bool {
    let lower = || word.bytes().map(|byte| byte.to_ascii_lowercase());
    words.binary_search_by(|one| one.bytes().cmp(lower())).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_where_their_case_or_kind_changes() {
        let table = [
            ("post-date", "post date"),
            ("postBody-text", "post Body text"),
            ("et_pb_XL2", "et pb XL2"),
            ("HTMLPage", "HTMLPage"),
            ("été-Date é", "t Date"),
            ("--", ""),
        ];
        for (name, expected) in table {
            assert_eq!(words(name).collect::<Vec<_>>().join(" "), expected, "{name}");
        }
    }

    #[test]
    fn words_are_found_in_any_case() {
        assert!(is_in(&["author", "date"], "Date"));
        assert!(!is_in(&["author", "date"], "dates"));
    }
}
