//! The stem that a word's inflections share.

use std::borrow::Cow;

use frostem::Algorithm;

/// Finds stems of one language, by the algorithms of the Snowball project.
#[derive(Clone, Copy)]
pub struct Stemmer(frostem::Stemmer);

impl Stemmer {
    /// The stemmer of a language by its code (ISO 639-1, with or without a region); `None` if there
    /// is none for it.
    pub fn of(language: &str) -> Option<Self> {
        let code = language.split(['-', '_']).next().unwrap_or(language);
        Some(Self(frostem::Stemmer::new(algorithm(code)?)))
    }

    /// The stem of a word in its normal form. It need not be a word.
    pub fn stem<'a>(&self, form: &'a str) -> Cow<'a, str> {
        self.0.stem(form)
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
}
