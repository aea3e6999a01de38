//! `kwic concordance`: every occurrence, counted once more from the exported texts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::golden::{golden, without_chance};
use crate::program::Place;

/// The words of a text in lower case, split at all that is neither letter nor digit.
pub fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn json(place: &Place, args: &[&str]) -> Value {
    serde_json::from_str(&place.run(args).expect(0)).expect("is JSON")
}

/// The title, the description and the paragraphs of each indexed post of the samples, by its path.
fn texts(place: &Place) -> BTreeMap<String, Vec<String>> {
    let exported = place.run(&["export", "corpus"]).expect(0);
    let posts = exported.lines().map(|line| serde_json::from_str::<Value>(line).expect("is JSON"));
    let published = posts.filter(|post| post["draft"] == false);
    let texts = published.map(|post| {
        let field = |name: &str| post[name].as_str().unwrap_or_default().to_owned();
        let text = field("text");
        let blocks = text.split("\n\n").map(str::to_owned);
        let all = [field("title"), field("description")].into_iter().chain(blocks);
        (field("path"), all.collect())
    });
    texts.collect()
}

#[test]
fn occurrences_are_those_of_the_exported_texts() {
    let place = Place::with_samples();
    place.index();
    let texts = texts(&place);
    let mut counts: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
    let mut parts = BTreeSet::new();
    for (path, texts) in &texts {
        for text in texts {
            for word in plain_words(text) {
                *counts.entry(word).or_default().entry(path).or_default() += 1;
            }
            // A part of `camelCase` is a word too.
            let words = text.split(|c: char| !c.is_alphanumeric());
            let humps = words.filter(|word| {
                word.as_bytes()
                    .windows(2)
                    .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
            });
            parts.extend(humps.map(str::to_lowercase));
        }
    }
    let is_sure = |word: &str| {
        word.len() > 3
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && !parts.iter().any(|part| part.contains(word))
    };
    let sure: Vec<_> = counts.iter().filter(|(word, _)| is_sure(word)).collect();
    assert!(sure.len() > 1000, "{}", sure.len());
    for (word, by_post) in sure.into_iter().step_by(29) {
        let query = format!("={word}");
        let args = ["concordance", "--no-refresh", "--json", "-n", "9999", &query];
        let found = json(&place, &args);
        let mut lines: BTreeMap<&str, u64> = BTreeMap::new();
        for line in found["lines"].as_array().expect("is a list") {
            *lines.entry(line["path"].as_str().expect("is text")).or_default() += 1;
        }
        assert_eq!(&lines, by_post, "{word}");
        assert_eq!(found["occurrences"], by_post.values().sum::<u64>(), "{word}");
        assert_eq!(found["posts"], by_post.len(), "{word}");
    }
}

#[test]
fn phrases_are_one_occurrence_and_excluded_words_are_none() {
    let place = Place::new();
    place.file(
        "corpus/a.md",
        "---\ntitle: The cease-fire\nlang: en\n---\nA cease fire, and ceasefires. Peace.\n\nCease.\n\nFire.",
    );
    place.file("corpus/b.md", "The ceasefire, a truce.").index();
    let keywords = |query: &str| {
        let found = json(&place, &["concordance", "--json", "--sort", "path", query]);
        let lines = found["lines"].as_array().expect("is a list").iter();
        lines.map(|line| line["keyword"].as_str().expect("is text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(keywords("cease-fire"), ["cease-fire", "cease fire", "ceasefires", "ceasefire"]);
    assert_eq!(keywords("\"cease fire\" peace"), ["cease-fire", "cease fire", "Peace"]);
    assert_eq!(keywords("ceasefire NOT truce"), ["cease-fire", "cease fire", "ceasefires"]);
    assert_eq!(keywords("title:ceasefire"), ["cease-fire"]);
    assert_eq!(keywords("tru*"), ["truce"]);
}

#[test]
fn lines_are_stretches_of_the_texts_in_order() {
    let place = Place::with_samples();
    place.index();
    let texts = texts(&place);
    let all = json(&place, &["concordance", "the", "--json", "-n", "9999", "--width", "60"]);
    let lines = all["lines"].as_array().expect("is a list");
    assert!(lines.len() > 500);
    let flat: BTreeMap<&str, Vec<String>> = texts
        .iter()
        .map(|(path, texts)| {
            let flat = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
            (path.as_str(), texts.iter().map(flat).collect())
        })
        .collect();
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    for line in lines {
        let [left, keyword, right] = ["left", "keyword", "right"].map(|key| text(line, key));
        let stretch = [left.as_str(), &keyword, &right].concat();
        let path = text(line, "path");
        assert!(flat[path.as_str()].iter().any(|text| text.contains(stretch.trim())), "{line}");
        assert!(left.chars().count() <= 30 && right.chars().count() <= 30, "{line}");
    }
    let first_words = |key: &str, found: &Value| {
        let lines = found["lines"].as_array().expect("is a list").iter();
        let words = lines.map(|line| {
            let mut words = plain_words(&text(line, key));
            if key == "left" {
                words.reverse();
            }
            words.first().cloned().unwrap_or_default()
        });
        // How letters beyond ASCII are folded is tested where it is done.
        words.filter(|word| word.is_ascii()).collect::<Vec<_>>()
    };
    assert!(first_words("right", &all).is_sorted());
    let args = ["concordance", "the", "--json", "-n", "9999", "--sort", "left", "--width", "60"];
    assert!(first_words("left", &json(&place, &args)).is_sorted());
    let mut pages = Vec::new();
    for offset in (0..lines.len()).step_by(100) {
        let offset = offset.to_string();
        let args = ["concordance", "the", "--json", "-n", "100", "--width", "60", "--offset"];
        let page = json(&place, &[&args[..], &[&offset]].concat());
        pages.extend(page["lines"].as_array().expect("is a list").clone());
    }
    assert_eq!(&pages, lines);
}

#[test]
fn posts_come_in_the_order_of_a_search() {
    let place = Place::with_samples();
    place.index();
    for order in ["relevance", "newest", "oldest", "path"] {
        let args = ["concordance", "truce OR lavrov", "--json", "-n", "999", "--sort", order];
        let found = json(&place, &args);
        let mut paths: Vec<&Value> = found["lines"]
            .as_array()
            .expect("is a list")
            .iter()
            .map(|line| &line["path"])
            .collect();
        paths.dedup();
        let args = ["search", "truce OR lavrov", "--json", "-n", "999", "--sort", order];
        let hits = json(&place, &args);
        let hits: Vec<&Value> =
            hits["hits"].as_array().expect("is a list").iter().map(|hit| &hit["path"]).collect();
        let held: Vec<_> = hits.into_iter().filter(|path| paths.contains(path)).collect();
        assert_eq!(paths, held, "{order}");
    }
}

#[test]
fn the_line_is_that_of_the_file() {
    let place = Place::new();
    let post = "---\ntitle: None\n---\n\n# A truce\n\nOne two\nthree truce.\n";
    place.file("corpus/a.md", post).index();
    let found = json(&place, &["concordance", "truce", "--json", "--sort", "path"]);
    let lines = found["lines"].as_array().expect("is a list").iter();
    let lines: Vec<_> = lines.map(|line| (line["line"].clone(), line["field"].clone())).collect();
    assert_eq!(lines, [(5.into(), "heading".into()), (8.into(), "body".into())]);
}

#[test]
fn words_near_keywords_are_counted_as_by_hand() {
    let place = Place::new();
    // The windows of two words: a b KEY c d | d KEY (a new paragraph) | e c KEY KEY c
    place.file("corpus/a.md", "x a b key c d x x.\n\nd key\n\nthe e c key key c");
    place.file("corpus/b.md", "c c a x x x x x x x x x x x x x x x x x").index();
    let args =
        ["concordance", "=key", "--collocates", "--json", "--window", "2", "--min-count", "1"];
    let run = place.run(&args);
    assert_eq!(run.status, Some(1), "letters say nothing");
    let found: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    assert_eq!((&found["occurrences"], &found["words_inside"]), (&4.into(), &8.into()));
    assert_eq!(found["words"], 36);
    let row = |found: &Value, word: &str| {
        let rows = found["collocates"].as_array().expect("is a list").iter();
        let row = rows.filter(|row| row["word"] == word).map(|row| {
            ["count", "before", "after", "everywhere"]
                .map(|key| row[key].as_u64().unwrap_or_default())
        });
        row.collect::<Vec<_>>()
    };
    let all = json(&place, &[&args[..], &["--function-words"]].concat());
    assert_eq!(row(&all, "c"), [[3, 1, 2, 5]]);
    assert_eq!(row(&all, "d"), [[2, 1, 1, 2]]);
    assert_eq!(row(&all, "b"), [[1, 1, 0, 1]]);
    assert!(
        row(&all, "x").is_empty() && row(&all, "the").is_empty() && row(&all, "key").is_empty()
    );
    let d = all["collocates"].as_array().expect("is a list").iter().find(|row| row["word"] == "d");
    let d = d.expect("is there");
    // 2 of 8 inside, 0 of 28 outside.
    let g2 = |a: f64, b: f64, c: f64, d: f64| {
        let n = a + b + c + d;
        let part = |o: f64, row: f64, column: f64| {
            if o > 0.0 { o * (o * n / (row * column)).ln() } else { 0.0 }
        };
        2.0 * (part(a, a + b, a + c)
            + part(b, a + b, b + d)
            + part(c, c + d, a + c)
            + part(d, c + d, b + d))
    };
    let score = d["score"].as_f64().expect("is a number");
    assert!((score - g2(2.0, 6.0, 0.0, 28.0)).abs() < 0.001, "{score}");
    assert_eq!(d["expected"], 0.444);
}

#[test]
fn what_cannot_be_shown_is_said() {
    let place = Place::with_samples();
    place.index();
    let run = place.run(&["concordance", "tag:peace", "--json"]);
    assert_eq!(run.status, Some(2));
    let answer: Value = serde_json::from_str(&run.stdout).expect("is JSON");
    assert_eq!(answer["error"]["code"], "query_without_words");
    assert!(run.stderr.contains("hint: add the word to look for"), "{}", run.stderr);
    for args in [
        &["concordance", "truce", "--window", "3"][..],
        &["concordance", "truce", "--collocates", "--sort", "left"],
        &["concordance", "truce", "--json", "--csv"],
        &["concordance", "truce", "--csv", "--tsv"],
        &["concordance", "truce", "--width", "3"],
        &["concordance"],
    ] {
        assert_eq!(place.run(args).status, Some(2), "{args:?}");
    }
    let run = place.run(&["concordance", "nosuchword", "--csv"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(run.stdout, "number,id,path,line,date,title,field,left,keyword,right\n");
    assert!(run.stderr.contains("no post matches nosuchword"), "{}", run.stderr);
    let run = place.run(&["concordance", "author:Oduya"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(run.stderr, "1 post, none with a match in title, description or text\n");
    let counted = place.run(&["concordance", "truce", "-n", "0"]);
    assert_eq!((counted.stdout.as_str(), counted.status), ("", Some(0)));
    assert!(counted.stderr.ends_with(", none shown\n"), "{}", counted.stderr);
}

#[test]
fn filters_narrow_the_posts() {
    let place = Place::with_samples();
    place.index();
    let count = |args: &[&str]| {
        let args = [&["concordance", "truce", "--json", "-n", "0"], args].concat();
        serde_json::from_str::<Value>(&place.run(&args).stdout).expect("is JSON")["occurrences"]
            .as_u64()
            .expect("is a number")
    };
    let all = count(&[]);
    let (before, after) = (count(&["--until", "2020-10-20"]), count(&["--since", "2020-10-21"]));
    assert!(before > 0 && after > 0);
    assert_eq!(all, before + after);
    assert_eq!(count(&["--lang", "ja"]), 0);
}

#[test]
fn escape_sequences_are_not_printed() {
    let place = Place::new();
    place.file("corpus/a.md", "one \u{1b}[31mred truce \u{202e}two\u{7}").index();
    let shown = place.run(&["concordance", "truce"]).expect(0);
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
    assert!(shown.contains("␛[31mred truce"), "{shown:?}");
}

#[test]
fn golden_outputs_are_as_they_were() {
    let place = Place::with_samples();
    place.index();
    let truce = ["concordance", "truce OR 停火 OR هدنة", "--since", "2000"];
    let with = |args: &[&'static str]| [&truce[..], args].concat();
    let table = [
        ("concordance.txt", with(&["-n", "12"])),
        ("concordance-60.txt", with(&["-n", "12", "--width", "60"])),
        ("concordance-100.txt", with(&["-n", "12", "--width", "100", "--sort", "left"])),
        ("concordance-160.txt", with(&["-n", "12", "--width", "160", "--color", "always"])),
        ("concordance.json", with(&["-n", "3", "--json"])),
        ("concordance.csv", with(&["-n", "5", "--csv", "--sort", "newest"])),
        ("collocates.txt", with(&["--collocates", "--min-count", "2"])),
        ("collocates.json", with(&["--collocates", "--min-count", "2", "--json", "-n", "3"])),
        ("collocates.csv", with(&["--collocates", "--min-count", "2", "--csv", "-n", "3"])),
    ];
    for (name, args) in table {
        golden(name, &without_chance(&place.run(&args).stdout, &place));
    }
}
