//! The stem that a word's inflections share.

use std::borrow::Cow;

use frostem::Algorithm;

/// Finds stems of one language, by the algorithms of the Snowball project.
#[derive(Clone, Copy)]
pub struct Stemmer {
    stemmer: frostem::Stemmer,
    algorithm: Algorithm,
}

impl Stemmer {
    /// The stemmer of a language by its code (ISO 639-1, with or without a region); `None` if there
    /// is none for it.
    pub fn of(language: &str) -> Option<Self> {
        let code = language.split(['-', '_']).next().unwrap_or(language);
        let algorithm = algorithm(code)?;
        Some(Self { stemmer: frostem::Stemmer::new(algorithm), algorithm })
    }

    /// The stem of a word in its normal form. It need not be a word.
    pub fn stem<'a>(&self, form: &'a str) -> Cow<'a, str> {
        self.stemmer.stem(form)
    }

    /// Whether words of ASCII letters are none of the language, and each is its own stem.
    pub fn is_for_another_script(&self) -> bool {
        matches!(
            self.algorithm,
            Algorithm::Arabic
                | Algorithm::Armenian
                | Algorithm::Greek
                | Algorithm::Hindi
                | Algorithm::Nepali
                | Algorithm::Russian
                | Algorithm::Tamil
                | Algorithm::Yiddish
        )
    }
}

fn algorithm(code: &str) -> Option<Algorithm> {
    Some(match code {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_share_a_stem() {
        let table = [
            ("en", "elections", "election"),
            ("en-GB", "ceasefires", "ceasefire"),
            ("fr", "élections", "élection"),
            ("de", "häuser", "haus"),
            ("ru", "министра", "министр"),
            ("ru", "лаврову", "лаврова"),
            ("es", "elecciones", "elección"),
            ("tr", "kitaplar", "kitap"),
            ("ar", "الكتاب", "كتاب"),
            ("fi", "taloissa", "talo"),
            ("pl", "wyborach", "wybory"),
        ];
        for (language, a, b) in table {
            let stemmer = Stemmer::of(language).expect(language);
            assert_eq!(stemmer.stem(a), stemmer.stem(b), "{language}: {a}, {b}");
        }
        assert!(Stemmer::of("zh").is_none());
    }

    #[test]
    fn words_of_another_script_are_their_own_stems() {
        let endings = ["", "s", "es", "ing", "ed", "ov", "a", "lar", "en", "ai", "y", "oi", "ias"];
        for code in ["ar", "hy", "el", "hi", "ne", "ru", "ta", "yi"] {
            let stemmer = Stemmer::of(code).expect(code);
            assert!(stemmer.is_for_another_script());
            for beginning in ["relat", "happ", "al", "nation", "x", "1st", "wal"] {
                for word in endings.map(|ending| format!("{beginning}{ending}")) {
                    assert_eq!(stemmer.stem(&word), word, "{code}");
                }
            }
        }
        assert!(!Stemmer::of("en").expect("en").is_for_another_script());
    }
}
