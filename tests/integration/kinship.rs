//! `kwic terms` and `kwic similar`: words that posts share.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::concordance::plain_words;
use crate::golden::{golden, without_chance};
use crate::program::Place;

fn json(place: &Place, args: &[&str]) -> Value {
    serde_json::from_str(&place.run(args).expect(0)).expect("is JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().expect("is a list")
}

#[test]
fn posts_are_counted_as_by_hand() {
    let place = Place::new();
    let mut chance = fastrand::Rng::with_seed(7);
    let words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "omega", "the"];
    let mut posts: Vec<BTreeSet<&str>> = Vec::new();
    for number in 0..60 {
        let mut text: Vec<&str> =
            (0..chance.usize(1..6)).map(|_| *chance.choice(&words).expect("one")).collect();
        if text.contains(&"omega") && chance.bool() {
            text.push("gamma");
        }
        place.file(&format!("corpus/{number}.md"), text.join(" ") + ".");
        posts.push(text.into_iter().collect());
    }
    place.index();
    let args = ["terms", "omega", "--json", "--min-count", "1", "--function-words", "-n", "99"];
    let found = json(&place, &args);
    let inside: Vec<_> = posts.iter().filter(|post| post.contains("omega")).collect();
    assert_eq!(found["total"], inside.len());
    let mut told = 0;
    for word in words.into_iter().filter(|&word| word != "omega") {
        let a = inside.iter().filter(|post| post.contains(word)).count();
        let all = posts.iter().filter(|post| post.contains(word)).count();
        let is_told = a * posts.len() > all * inside.len();
        let row = list(&found, "terms").iter().find(|row| row["word"] == word);
        assert_eq!(row.is_some(), is_told, "{word}");
        if let Some(row) = row {
            told += 1;
            assert_eq!((&row["inside"], &row["outside"]), (&a.into(), &(all - a).into()), "{word}");
        }
    }
    assert!(told > 0);
    assert_eq!(found["terms_total"], told);
    assert!(
        list(&found, "terms").is_sorted_by_key(|row| -row["score"].as_f64().expect("a number"))
    );
}

#[test]
fn terms_of_a_filter_and_of_everything() {
    let place = Place::with_samples();
    place.index();
    let words = |args: &[&str]| {
        let found = json(&place, &[&["terms", "--json"], args].concat());
        let rows = list(&found, "terms").iter();
        rows.map(|row| row["word"].as_str().expect("is text").to_owned()).collect::<Vec<_>>()
    };
    let russian = words(&["lang:ru"]);
    assert!(!russian.is_empty());
    let is_russian = |word: &String| word.chars().any(|c| ('а'..='я').contains(&c));
    assert!(russian.iter().take(5).all(is_russian), "{russian:?}");
    assert!(!russian.iter().any(|word| word == "и" || word == "не"), "{russian:?}");
    assert!(words(&["lang:ru", "--function-words"]).iter().any(|word| word == "не"));
    assert!(!words(&["ceasefire"]).iter().any(|word| word.contains("ceasefire")));
    let run = place.run(&["terms", "*"]);
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(1)));
    assert_eq!(run.stderr, "no word sets 49 posts apart from 0 others\n");
    let run = place.run(&["terms", "nosuchword", "--csv"]);
    assert_eq!(
        (run.stdout.as_str(), run.status),
        ("word,inside,outside,expected,score\n", Some(1))
    );
}

#[test]
fn similar_posts_share_words() {
    let place = Place::with_samples();
    place.index();
    let path = "2020/10/second-truce-midnight.md";
    let found = json(&place, &["similar", path, "--json"]);
    assert_eq!(found["post"]["path"], path);
    assert!(list(&found, "words").len() <= 25);
    assert!(!list(&found, "hits").is_empty());
    let words = |path: &str| {
        let shown = json(&place, &["show", path, "--json"]);
        let fields = ["title", "description", "text"]
            .map(|key| shown[key].as_str().unwrap_or_default().to_owned());
        let captions = list(&shown, "captions").iter().filter_map(Value::as_str).map(str::to_owned);
        let tags = list(&shown, "tags").iter().filter_map(Value::as_str).map(str::to_owned);
        let all: Vec<String> = fields.into_iter().chain(captions).chain(tags).collect();
        plain_words(&all.join(" ")).into_iter().collect::<BTreeSet<_>>()
    };
    let own = words(path);
    for hit in list(&found, "hits") {
        let other = hit["path"].as_str().expect("is text");
        assert_ne!(other, path);
        let theirs = words(other);
        let shared = list(hit, "shared");
        assert!(!shared.is_empty());
        for word in shared.iter().filter_map(Value::as_str).filter(|word| !word.contains('.')) {
            assert!(own.contains(word) && theirs.contains(word), "{word}: {other}");
        }
    }
    let by_id = json(&place, &["similar", found["post"]["id"].as_str().expect("an id"), "--json"]);
    assert_eq!(by_id["hits"], found["hits"]);
    let from_here = json(&place, &["similar", &format!("corpus/{path}"), "--json"]);
    assert_eq!(from_here["hits"], found["hits"]);
}

#[test]
fn copies_come_first_and_filters_hold() {
    let place = Place::new();
    let story = "The harbour of Lindaholm closed after the storm broke its northern mole. ";
    place.file("corpus/a.md", story);
    place.file("corpus/b.md", format!("---\ntags: [copy]\ndate: 2020-01-01\n---\n{story}"));
    place.file("corpus/c.md", "A harbour of Lindaholm is for sale.");
    place.file("corpus/d.md", "Quinces and pears.").index();
    let paths = |args: &[&str]| {
        let run = place.run(&[&["similar", "a.md", "--json"], args].concat());
        let found: Value = serde_json::from_str(&run.stdout).expect("is JSON");
        let paths =
            list(&found, "hits").iter().map(|hit| hit["path"].as_str().expect("text").to_owned());
        (paths.collect::<Vec<_>>(), found["total"].as_u64().expect("a number"), run.status)
    };
    let own = |paths: &[&str]| paths.iter().map(|&path| path.to_owned()).collect::<Vec<_>>();
    assert_eq!(paths(&[]), (own(&["b.md", "c.md"]), 2, Some(0)));
    assert_eq!(paths(&["-n", "1"]), (own(&["b.md"]), 2, Some(0)));
    assert_eq!(paths(&["--offset", "1"]), (own(&["c.md"]), 2, Some(0)));
    assert_eq!(paths(&["--tag", "copy"]), (own(&["b.md"]), 1, Some(0)));
    assert_eq!(paths(&["--since", "2021"]), (own(&[]), 0, Some(1)));
    let run = place.run(&["similar", "d.md"]);
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(1)));
    assert!(run.stderr.starts_with("no post is like “"), "{}", run.stderr);
    assert_eq!(place.run(&["similar", "nosuch.md"]).status, Some(2));
}

#[test]
fn a_table_of_similar_posts_says_what_their_json_does() {
    let place = Place::new();
    let story = "The harbour of Lindaholm closed after the storm broke its northern mole. ";
    place.file("corpus/a.md", story);
    place.file("corpus/b.md", format!("---\ntitle: \"b\\tc, d\"\ntags: [x, y]\n---\n{story}"));
    place.file("corpus/c.md", "A harbour of Lindaholm is for sale.");
    place.file("corpus/d.md", "Quinces and pears.").index();
    let header = "rank score id path line title date language tags authors url snippet shared";
    let found = json(&place, &["similar", "a.md", "--json"]);
    let expected: Vec<Vec<String>> = list(&found, "hits")
        .iter()
        .map(|hit| {
            let joined =
                |key| -> Vec<&str> { list(hit, key).iter().filter_map(Value::as_str).collect() };
            let title = hit["title"].as_str().expect("a title").to_owned();
            vec![
                hit["rank"].to_string(),
                title,
                joined("tags").join("; "),
                joined("shared").join("; "),
            ]
        })
        .collect();
    assert_eq!(expected.len(), 2, "{found}");
    let told = |row: &[String]| [0, 5, 8, 12].map(|column| row[column].clone()).to_vec();
    let own = |row: &csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();

    let text = place.run(&["similar", "a.md", "--csv"]).expect(0);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(own(reader.headers().expect("a header")).join(" "), header);
    let rows: Vec<_> = reader.records().map(|row| told(&own(&row.expect("a row")))).collect();
    assert_eq!(rows, expected);

    let text = place.run(&["similar", "a.md", "--tsv"]).expect(0);
    let mut lines =
        text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(lines.next().expect("a header").join(" "), header);
    let rows: Vec<_> = lines
        .map(|row| told(&row).iter().map(|it| it.replace("\\t", "\t")).collect::<Vec<_>>())
        .collect();
    assert_eq!(rows, expected);

    let none = place.run(&["similar", "d.md", "--csv"]);
    assert_eq!((none.stdout, none.status), (header.replace(' ', ",") + "\n", Some(1)));
    assert_eq!(none.stderr, "");
    for forms in [["--csv", "--tsv"], ["--json", "--csv"]] {
        place.run(&[&["similar", "a.md"][..], &forms].concat()).expect(2);
    }
}

#[test]
fn golden_outputs_are_as_they_were() {
    let place = Place::with_samples();
    place.index();
    let post = "2020/10/second-truce-midnight.md";
    let table: [(&str, &[&str]); 6] = [
        ("terms.txt", &["terms", "ceasefire", "-n", "12"]),
        ("terms.json", &["terms", "ceasefire", "--json", "-n", "3"]),
        ("terms.csv", &["terms", "ceasefire", "--csv", "-n", "3"]),
        ("similar.txt", &["similar", post, "-n", "3"]),
        ("similar.json", &["similar", post, "-n", "1", "--json"]),
        ("similar.csv", &["similar", post, "-n", "3", "--csv"]),
    ];
    for (name, args) in table {
        golden(name, &without_chance(&place.run(args).stdout, &place));
    }
}
