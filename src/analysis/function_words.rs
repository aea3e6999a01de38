//! Words that say how others hang together, and nothing by themselves: `the`, `and`, `der`, `où`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The languages whose lists (those of NLTK) are used, by code.
const LANGUAGES: [&str; 14] =
    ["da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ru", "sv"];
/// What the lists lack.
const MORE: [&str; 1] = ["us"];

static ALL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lists = LANGUAGES.into_iter().filter_map(stop_words::lookup).flatten().copied();
    lists.chain(MORE).collect()
});

/// Every list there is, by the code of its language.
static BY_LANGUAGE: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let list = |&code: &&'static str| {
        let words = stop_words::lookup(code)?.iter().copied();
        Some((code, words.chain(MORE).collect()))
    };
    stop_words::available_languages().iter().filter_map(list).collect()
});

/// Whether a word, in its normal form, is a function word of one of the large European languages.
pub fn is_function_word(form: &str) -> bool {
    ALL.contains(form)
}

/// Whether it is one of this language, by its code; of English, where the language is not known.
pub fn is_function_word_of(language: &str, form: &str) -> bool {
    let list = BY_LANGUAGE.get(language).or_else(|| BY_LANGUAGE.get("en"));
    list.is_some_and(|list| list.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_known() {
        for word in ["the", "us", "it", "who", "und", "dans", "не", "los"] {
            assert!(is_function_word(word), "{word}");
        }
        for word in ["nato", "truce", "cease", "fire", ""] {
            assert!(!is_function_word(word), "{word}");
        }
    }

    #[test]
    fn each_list_is_there() {
        for language in LANGUAGES {
            assert!(stop_words::lookup(language).is_some(), "{language}");
        }
        assert!(is_function_word_of("de", "und") && !is_function_word_of("en", "und"));
    }
}
