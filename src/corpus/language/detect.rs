//! The language of a text, or none: better no language than a wrong one.
//!
//! Some scripts are of one language, which settles it in a few letters. For the rest two libraries
//! must agree: each errs on telegrams and tables, but rarely to the same side.

use std::collections::BTreeMap;

use whatlang::Lang;

use crate::corpus::{Block, BlockKind};

/// Bytes of prose that are looked at.
const MAX_SAMPLE: usize = 1024;
/// Words that a text must have, in scripts of several languages.
const FEWEST_WORDS: usize = 5;
/// And words that it must have if only one of the libraries knows its language.
const FEWEST_WORDS_ALONE: usize = 20;
/// The languages that `whichlang` knows, of those in shared scripts (ISO 639-3).
const SECONDED: [&str; 13] =
    ["ara", "deu", "eng", "fra", "hin", "ita", "nld", "por", "rus", "spa", "swe", "tur", "vie"];
/// The confidence, from 0 to 1, below which `whatlang`'s answer is not taken.
const THRESHOLD: f64 = 0.9;
/// One character of Chinese or one syllable of Korean says about as much as so many letters.
const LETTERS_OF_A_SIGN: usize = 3;
/// Of a Japanese text at least one character in so many is a kana.
const JAPANESE_PER_KANA: usize = 10;

/// The ten commonest words of English that other large languages do not share.
const ENGLISH: [&str; 10] =
    ["the", "and", "of", "to", "that", "with", "this", "from", "are", "for"];
/// They make up a quarter of running English; at this share, in percent, it is no other language.
const ENGLISH_SHARE: usize = 12;
/// Words that a text must have to be judged by them.
const ENGLISH_WORDS: usize = 20;

/// Scripts that one language of today is written in, or nearly: the first and last letter of a
/// block of Unicode, and the code of the language (ISO 639-1).
const SCRIPTS: [(char, char, &str); 20] = [
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{c80}', '\u{cff}', "kn"),
    ('\u{d00}', '\u{d7f}', "ml"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1100}', '\u{11ff}', "ko"),
    ('\u{1200}', '\u{137f}', "am"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{1f00}', '\u{1fff}', "el"),
    ('\u{3040}', '\u{30ff}', "ja"),
    ('\u{ac00}', '\u{d7a3}', "ko"),
];

/// The beginning of a post's prose: title, description, text without code.
pub(super) struct Sample {
    text: String,
}

impl Sample {
    pub fn of(title: &str, description: Option<&str>, blocks: &[Block]) -> Self {
        let prose = blocks.iter().filter(|block| block.kind.is_text());
        let prose = prose.filter(|block| block.kind != BlockKind::Code);
        let parts = std::iter::once(title).chain(description);
        let mut text = String::with_capacity(MAX_SAMPLE);
        for part in parts.chain(prose.map(|block| block.text.as_str())) {
            let left = MAX_SAMPLE - text.len();
            text.push_str(&part[..part.floor_char_boundary(left)]);
            if text.len() + 1 >= MAX_SAMPLE {
                break;
            }
            text.push('\n');
        }
        Self { text }
    }

    /// The language, if it is sure.
    pub fn detect(&self) -> Option<&'static str> {
        let (script, letters) = main_script(&self.text)?;
        match script {
            Script::Of(code) => return Some(code),
            Script::Shared if words(&letters).count() < FEWEST_WORDS => return None,
            Script::Shared if is_english(&letters) => return Some("en"),
            Script::Shared => {}
        }
        let found = whatlang::detect(&letters)?;
        let is_sure = found.confidence() >= THRESHOLD && is_seconded(found.lang(), &letters);
        is_sure.then(|| code(found.lang())).flatten()
    }

    /// The likeliest language, however unsure.
    pub fn guess(&self) -> Option<&'static str> {
        match main_script(&self.text)? {
            (Script::Of(code), _) => Some(code),
            (Script::Shared, letters) => code(whatlang::detect_lang(&letters)?),
        }
    }
}

/// The script of most letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// That of one language, by its code.
    Of(&'static str),
    /// One of several: Latin, Cyrillic, Arabic, Devanagari.
    Shared,
}

/// What a character is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Latin,
    Han,
    Script(&'static str),
    Other,
}

/// How many letters of each writing a text has.
#[derive(Default)]
struct Letters {
    latin: usize,
    other: usize,
    han: usize,
    kana: usize,
    of_scripts: BTreeMap<&'static str, usize>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self::default();
        // Addresses are in Latin letters in texts of all languages.
        let is_address = |word: &&str| word.is_ascii() && word.contains("://");
        let words = text.split_whitespace().filter(|word| !is_address(word));
        for c in words.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
            match writing(c) {
                Writing::Latin => letters.latin += 1,
                Writing::Other => letters.other += 1,
                Writing::Han => letters.han += 1,
                Writing::Script("ja") => letters.kana += 1,
                Writing::Script(code) => *letters.of_scripts.entry(code).or_default() += 1,
            }
        }
        letters
    }

    /// The language whose own script most letters are of.
    fn own_script(&self) -> Option<&'static str> {
        let is_japanese = self.kana * JAPANESE_PER_KANA >= self.han + self.kana;
        let east_asian = (self.han + self.kana) * LETTERS_OF_A_SIGN;
        let east_asian = (if is_japanese { "ja" } else { "zh" }, east_asian);
        let scripts = self.of_scripts.iter().map(|(&code, &count)| match code {
            "ko" => (code, count * LETTERS_OF_A_SIGN),
            code => (code, count),
        });
        let (code, most) = scripts.chain([east_asian]).max_by_key(|&(_, count)| count)?;
        (most > self.latin && most > self.other).then_some(code)
    }
}

/// The script of most letters, and the text without the words of other scripts: names and code in
/// Latin letters stand in texts of all languages.
fn main_script(text: &str) -> Option<(Script, String)> {
    let letters = Letters::of(text);
    if let Some(code) = letters.own_script() {
        return Some((Script::Of(code), String::new()));
    }
    if letters.latin + letters.other == 0 {
        return None;
    }
    let is_latin = letters.latin >= letters.other;
    let is_foreign = |c: char| c.is_alphabetic() && (writing(c) == Writing::Latin) != is_latin;
    let words = text.split_whitespace().filter(|word| !word.contains(is_foreign));
    Some((Script::Shared, words.collect::<Vec<_>>().join(" ")))
}

fn writing(c: char) -> Writing {
    match c {
        ..'\u{370}' | '\u{1e00}'..'\u{1f00}' => Writing::Latin,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Writing::Han,
        _ => {
            let script = SCRIPTS.iter().find(|(first, last, _)| (*first..=*last).contains(&c));
            script.map_or(Writing::Other, |&(_, _, code)| Writing::Script(code))
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Whether this is running English. Most posts are, and this tells them in a twentieth of the time.
fn is_english(text: &str) -> bool {
    let (mut all, mut common) = (0, 0);
    for word in words(text) {
        let is_common = || ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word));
        all += 1;
        // None of them is longer, and half of all words are.
        common += usize::from(word.len() <= 4 && is_common());
    }
    all >= ENGLISH_WORDS && common * 100 >= all * ENGLISH_SHARE
}

/// Whether `whichlang` says the same. Of a language that it does not know the text must be longer.
fn is_seconded(lang: Lang, text: &str) -> bool {
    let second = whichlang::detect_language(text).three_letter_code();
    if SECONDED.contains(&lang.code()) {
        return second == lang.code();
    }
    words(text).nth(FEWEST_WORDS_ALONE - 1).is_some()
}

/// The code that people use for a language (ISO 639-1) in a script of several. `None` for Latin and
/// a few small languages, which a table of names or numbers is taken for more often than met.
fn code(lang: Lang) -> Option<&'static str> {
    let code = match lang {
        Lang::Afr => "af",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        _ => return None,
    };
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> Option<&'static str> {
        Sample::of(text, None, &[]).detect()
    }

    #[test]
    fn texts_are_told_by_their_letters() {
        let table = [
            (
                "The river rose overnight, and the people of the lower town moved their carts to higher ground.",
                "en",
            ),
            (
                "Der Fluss stieg über Nacht, und die Leute aus der Unterstadt brachten ihre Karren auf die Höhe.",
                "de",
            ),
            (
                "La rivière a monté pendant la nuit et les gens de la ville basse ont déplacé leurs charrettes.",
                "fr",
            ),
            (
                "El río creció durante la noche y la gente de la ciudad baja llevó sus carros a lo más alto.",
                "es",
            ),
            (
                "Ночью река поднялась, и жители нижнего города перевезли свои телеги на холм, а утром \
 вернулись домой, чтобы посмотреть, что осталось от их садов и что ещё можно было спасти.",
                "ru",
            ),
            (
                "Уночі річка піднялася, і мешканці нижнього міста перевезли свої вози на пагорб, де було сухо, \
              а вранці повернулися додому, щоб подивитися, що залишилося від їхніх садів.",
                "uk",
            ),
            ("ارتفع النهر أثناء الليل ونقل سكان البلدة السفلى عرباتهم إلى مكان أعلى.", "ar"),
        ];
        for (text, code) in table {
            assert_eq!(detect(text), Some(code), "{text}");
        }
    }

    #[test]
    fn a_script_of_one_language_settles_it() {
        let table = [
            ("川の水", "ja"),
            ("河水上涨", "zh"),
            ("Git 中文文件名的处理", "zh"),
            ("Ruby 3.4.0 リリース", "ja"),
            ("루비 2.1.0 릴리스 https://cache.example.org/pub/ruby/ruby-2.1.0.tar.gz", "ko"),
            ("昨日の川の水位はhttps://www.example.org/todayにあります。", "ja"),
            ("강물", "ko"),
            ("Ποτάμι", "el"),
            ("נהר", "he"),
            ("Գետ", "hy"),
            ("მდინარე", "ka"),
            ("แม่น้ำ", "th"),
        ];
        for (text, code) in table {
            assert_eq!(detect(text), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_not_sure_has_no_language() {
        let table = [
            "",
            "404",
            "Lorem ipsum dolor",
            "Ang ilog tumaas",
            "Net 15 cts vs 12 cts",
            "Revs 34.2 mln vs 31.9 mln. Shr 41 cts vs 38 cts. Avg shrs 9.1 mln vs 8.8 mln",
            "QCOMBOBOX QSPINBOX QLINEEDIT QTEXTEDIT QPUSHBUTTON QCHECKBOX",
        ];
        for text in table {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn code_is_no_prose_and_a_long_text_is_cut() {
        let block = |kind, text: &str| Block {
            kind,
            text: text.to_owned(),
            lines: crate::corpus::LineMap::starting_at(1),
        };
        let prose = "é".repeat(MAX_SAMPLE);
        let blocks = [block(BlockKind::Code, "let x"), block(BlockKind::Paragraph, &prose)];
        let sample = Sample::of("Title", Some("About it."), &blocks);
        assert!(sample.text.starts_with("Title\nAbout it.\néé"), "{}", sample.text);
        assert!(sample.text.len() <= MAX_SAMPLE);
    }
}
