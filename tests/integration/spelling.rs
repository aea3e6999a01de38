//! Spellings of one word: with a hyphen of any kind, with a blank, as one. Each finds all of them,
//! and itself first.

use std::fmt::Write;

use crate::program::Place;
use crate::wire;

/// A word as it is spelled, in the sentence of a language that it stands in.
struct Word {
    /// The code of the language.
    language: &'static str,
    /// The spellings; a post has one of them each.
    spellings: &'static [&'static str],
    /// What goes on after the word.
    next: &'static str,
}

const WORDS: [Word; 10] = [
    Word { language: "en", spellings: &["cease-fire", "cease fire", "ceasefire"], next: "deal" },
    Word { language: "en", spellings: &["cease-fires", "cease fires", "ceasefires"], next: "of" },
    Word { language: "en", spellings: &["e-mail", "email"], next: "server" },
    Word {
        language: "en",
        spellings: &["Nagorno-Karabakh", "Nagorno Karabakh", "Nagorno\u{2011}Karabakh"],
        next: "talks",
    },
    Word {
        language: "en",
        spellings: &["co-operation", "cooperation", "co\u{ad}operation", "co\u{2010}operation"],
        next: "council",
    },
    Word {
        language: "en",
        spellings: &["Armenia–Azerbaijan", "Armenia-Azerbaijan", "Armenia Azerbaijan"],
        next: "border",
    },
    Word { language: "en", spellings: &["web-site", "website", "web site"], next: "owner" },
    Word {
        language: "de",
        spellings: &["Online-Shop", "Onlineshop", "Online Shop"],
        next: "Betreiber",
    },
    Word {
        language: "ru",
        spellings: &["премьер-министр", "премьер\u{2011}министр", "премьер министр"],
        next: "Италии",
    },
    Word { language: "fr", spellings: &["porte-monnaie", "portemonnaie"], next: "perdu" },
];

impl Word {
    /// A folder with a post for each spelling, and one that has the parts of the word and no more.
    fn place(&self) -> Place {
        let place = Place::new();
        for (number, spelling) in self.spellings.iter().enumerate() {
            let (language, next) = (self.language, self.next);
            let text =
                format!("---\nlang: {language}\n---\nOn Monday {spelling} {next} was all.\n");
            place.file(&format!("corpus/{number}.md"), text);
        }
        place.file("corpus/other.md", "Nothing of the kind is said here.");
        place.index();
        place
    }
}

/// The hits of a search, and of each what is marked in its passage, with all that lies between marks.
#[track_caller]
fn marked(place: &Place, query: &str) -> Vec<(String, String)> {
    let results: wire::Results =
        wire::read(&place.run(&["search", "--json", "--no-relax", "--", query]).stdout);
    assert!(results.warnings.is_empty() && results.query.corrected.is_none(), "{results:#?}");
    let hits = results.hits.into_iter().map(|hit| {
        let snippet = &hit.snippets[0];
        let chars: Vec<char> = snippet.text.chars().collect();
        let (mut marked, mut end) = (String::new(), None);
        for &[from, to] in &snippet.highlights {
            // Between two words a blank is marked or not.
            let between: String = chars[end.unwrap_or(from)..from].iter().collect();
            let sign = if between.trim().is_empty() { "" } else { "|" };
            let inside: String = chars[from..to].iter().collect();
            write!(marked, "{sign}{between}{inside}").expect("strings take all");
            end = Some(to);
        }
        (hit.path, marked)
    });
    hits.collect()
}

/// One for all hyphens: the index keeps no more of them.
fn plain(text: &str) -> String {
    text.replace(['\u{2010}', '\u{2011}', '–'], "-").replace('\u{ad}', "")
}

/// Searches for each spelling of each word in what `query` makes of it, and says what is wrong: where
/// not every post is found, with `next` after the spelling marked, or another spelling comes first.
fn faults(query: impl Fn(&str, &Word) -> String, next: impl Fn(&Word) -> String) -> Vec<String> {
    let mut faults = Vec::new();
    for word in &WORDS {
        let place = word.place();
        for typed in word.spellings {
            let query = query(typed, word);
            let mut found = marked(&place, &query);
            let first = found.first().map(|(_, marked)| plain(marked)).unwrap_or_default();
            found.sort();
            let expected = (0..).zip(word.spellings).map(|(number, spelling)| {
                (format!("{number}.md"), format!("{spelling}{}", next(word)))
            });
            if first != plain(typed) + &next(word) || found != expected.collect::<Vec<_>>() {
                faults.push(format!("{query}: {first} in {found:?}"));
            }
        }
    }
    faults
}

#[test]
fn each_spelling_finds_all_and_itself_first() {
    assert_eq!(faults(|typed, _| typed.to_owned(), |_| String::new()), [""; 0]);
}

#[test]
fn each_spelling_finds_all_in_phrases() {
    let phrase = |typed: &str, word: &Word| format!("\"{typed} {}\"", word.next);
    assert_eq!(faults(phrase, |word| format!(" {}", word.next)), [""; 0]);
}

#[test]
fn near_takes_each_spelling() {
    for word in WORDS.iter().filter(|word| word.language == "en") {
        let place = word.place();
        for typed in word.spellings.iter().filter(|spelling| !spelling.contains(' ')) {
            let found = marked(&place, &format!("{typed} NEAR/2 Monday"));
            assert_eq!(found.len(), word.spellings.len(), "{typed}: {found:?}");
            let is_whole = |marked: &str| {
                let spelling = marked.trim_start_matches("Monday").trim();
                word.spellings.contains(&spelling)
            };
            assert!(found.iter().all(|(_, marked)| is_whole(marked)), "{typed}: {found:?}");
        }
    }
}

/// Singular and plural in all spellings; each finds all, whatever its own ending.
const INFLECTED: [(&str, &[&str]); 4] = [
    ("en", &["cease-fire", "cease fire", "ceasefire", "cease-fires", "cease fires", "ceasefires"]),
    ("en", &["e-mail", "email", "e-mails", "emails"]),
    ("en", &["web-site", "web site", "website", "web-sites", "web sites", "websites"]),
    ("de", &["Auto-Bahn", "Autobahn", "Auto Bahn", "Auto-Bahnen", "Autobahnen", "Auto Bahnen"]),
];

#[test]
fn each_inflection_of_each_spelling_finds_all() {
    for (language, spellings) in INFLECTED {
        let place = Place::new();
        for (number, spelling) in spellings.iter().enumerate() {
            let text = format!("---\nlang: {language}\n---\nOn Monday {spelling} was all.\n");
            place.file(&format!("corpus/{number}.md"), text);
        }
        place.index();
        for typed in spellings {
            let mut found = marked(&place, typed);
            assert_eq!(found.first().map(|(_, marked)| marked.as_str()), Some(*typed), "{typed}");
            found.sort();
            let found: Vec<_> = found.iter().map(|(_, marked)| marked.as_str()).collect();
            assert_eq!(found, spellings, "{typed}");
        }
    }
}

#[test]
fn a_sign_of_equality_takes_one_spelling() {
    let table: [(usize, &str, &[usize]); 9] = [
        (0, "=cease-fire", &[0]),
        (0, "=cease\u{2011}fire", &[0]),
        (0, "=ceasefire", &[2]),
        (0, "=cease =fire", &[0, 1]),
        (0, "=cease-fires", &[]),
        (2, "=e-mail", &[0]),
        (2, "=email", &[1]),
        (3, "=Nagorno-Karabakh", &[0, 2]),
        (4, "=cooperation", &[1, 2]),
    ];
    for (word, query, expected) in table {
        let found = marked(&WORDS[word].place(), query);
        let mut found: Vec<_> = found.into_iter().map(|(path, _)| path).collect();
        found.sort();
        let expected: Vec<_> = expected.iter().map(|number| format!("{number}.md")).collect();
        assert_eq!(found, expected, "{query}");
    }
}

/// Codes, dates and the like: found as they are and in their parts in a row, and nothing else.
#[test]
fn what_looks_like_a_code_is_found_in_a_row() {
    let place = Place::new();
    let posts = [
        ("code", "Ticket PIO-1384 was closed."),
        ("parted", "See PIO 1384 for more."),
        ("scattered", "Of 1384 tickets, the PIO closed 5."),
        ("date", "Written on 2020-10-14 in Ganja."),
        ("slashes", "Written on 2020/10/14 in Ganja."),
        ("reversed", "Written on 14-10-2020 in Ganja."),
        ("letters", "Press a-b-c-d to go on."),
        ("chain", "Press a-b-c-d-e-f to go on."),
        ("cold", "It was -5 degrees outside."),
    ];
    for (name, text) in posts {
        place.file(&format!("corpus/{name}.md"), text);
    }
    place.index();
    let table = [
        ("PIO-1384", "code parted"),
        ("pio-1384", "code parted"),
        ("PIO 1384", "code parted scattered"),
        ("=PIO-1384", "code"),
        ("\"PIO-1384\"", "code parted"),
        ("2020-10-14", "date slashes"),
        ("2020/10/14", "date slashes"),
        ("14-10-2020", "reversed"),
        ("a-b-c-d", "chain letters"),
        ("=a-b-c-d", "letters"),
        ("a-b-c-d-e-f", "chain"),
        ("b-a", ""),
        ("\"-5\"", "cold scattered"),
        ("degrees \"-5\"", "cold"),
        ("tickets -5", ""),
        ("press -5", "chain letters"),
        ("-5", "chain code date letters parted reversed slashes"),
    ];
    for (query, expected) in table {
        let run = place.run(&["search", "-l", "--sort", "path", "--no-relax", "--", query]);
        let names = run.stdout.lines();
        let names = names.map(|path| path.trim_start_matches("corpus/").trim_end_matches(".md"));
        assert_eq!(names.collect::<Vec<_>>().join(" "), expected, "{query}: {}", run.stderr);
    }
}

/// A syllable or two at the end of a Korean word say what it does in the sentence; three are another
/// word, and in other languages there are no such endings.
#[test]
fn korean_words_are_found_with_their_endings() {
    let place = Place::new();
    let posts = [
        ("bare", "ko", "정전 소식"),
        ("one", "ko", "정전이 시작됐다"),
        ("two", "ko", "정전에서 시작됐다"),
        ("three", "ko", "정전협정문을 읽었다"),
        ("other", "ja", "정전이 시작됐다"),
    ];
    for (name, language, text) in posts {
        place.file(&format!("corpus/{name}.md"), format!("---\nlang: {language}\n---\n{text}\n"));
    }
    place.index();
    let mut found = marked(&place, "정전");
    assert_eq!(found[0].0, "bare.md", "as typed comes first");
    found.sort();
    let found: Vec<_> = found.iter().map(|(path, marked)| format!("{path} {marked}")).collect();
    assert_eq!(found, ["bare.md 정전", "one.md 정전이", "two.md 정전에서"]);
    assert_eq!(marked(&place, "=정전").len(), 1);
}

#[test]
fn titles_are_marked_whole_too() {
    let place = Place::new();
    place.file("corpus/a.md", "---\ntitle: A Cease-Fires\u{2019} end\n---\nText.").index();
    let results: wire::Results =
        wire::read(&place.run(&["search", "--json", "ceasefire"]).expect(0));
    assert_eq!(results.hits[0].title_highlights, [[2, 13]]);
}
