//! Files and what is read from them.

use std::path::Path;

use super::*;

fn parse(text: &str) -> Result<Config> {
    Config::parse(text, Path::new("/home/ann/kwic.toml"))
}

#[test]
fn settings_are_read_with_their_lines() {
    let text = r#"
corpus = "posts"
index = "/var/index"
include = ["*.md"]
synonyms = [
    "truce, armistice",
    "usa => united states",
]

[weights]
title = 5
captions = 0.1

[queries]
peace = "truce OR cease-fire"

[queries.russia]
query = "lavrov"
tag = ["russia", "white house"]
lang = "ru"
since = "2 weeks ago"
watch = true
description = "What Lavrov said"

[defaults]
color = "never"

[defaults.search]
limit = 20
no-relax = true
tag = ["a", "b"]
"#;
    let config = parse(text).expect("is read");
    assert_eq!(config.corpus.as_deref(), Some(Path::new("/home/ann/posts")));
    assert_eq!(config.index.as_deref(), Some(Path::new("/var/index")));
    assert_eq!(config.include, Some(vec!["*.md".to_owned()]));
    assert_eq!(config.exclude, None);
    let weights = config.preferences.weights;
    assert_eq!((weights.title, weights.captions, weights.body), (5.0, 0.1, 1.0));
    assert_eq!(config.synonyms, ["truce, armistice", "usa => united states"]);
    let russia = config.preferences.queries.get("russia").expect("is there");
    let expected = "(lavrov) (tag:\"russia\" OR tag:\"white house\") (lang:\"ru\") \
                    (date:>=\"2 weeks ago\")";
    assert_eq!(russia.text, expected);
    assert!(russia.watch && russia.description.is_some());
    let peace = config.preferences.queries.get("peace").expect("is there");
    assert_eq!((peace.text.as_str(), peace.watch), ("truce OR cease-fire", false));
    let typed: Vec<_> =
        config.defaults.iter().map(|flag| (flag.setting(), flag.value.typed(&flag.name))).collect();
    let flag = |name: &str, typed: &[&str]| {
        (name.to_owned(), typed.iter().map(|&flag| flag.to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        typed,
        [
            flag("defaults.color", &["--color=never"]),
            flag("defaults.search.limit", &["--limit=20"]),
            flag("defaults.search.no-relax", &["--no-relax"]),
            flag("defaults.search.tag", &["--tag=a", "--tag=b"]),
        ]
    );
    let table = [
        ("corpus", 2),
        ("synonyms.2", 7),
        ("weights.captions", 12),
        ("queries.peace", 15),
        ("queries.russia", 17),
        ("defaults.color", 26),
        ("defaults.search.tag", 31),
    ];
    for (name, line) in table {
        assert_eq!(config.lines.get(name), Some(&line), "{name}");
    }
}

#[test]
fn faults_name_the_line_and_the_nearest_setting() {
    let table = [
        ("\ncorpsu = \"a\"", 2, "there is no setting `corpsu`", "did you mean `corpus`?"),
        ("zzz = 1", 1, "no setting `zzz`", "there are: corpus, index"),
        ("[weights]\nbdoy = 1", 2, "no setting `bdoy`", "did you mean `body`?"),
        ("[queries.a]\nquery = \"a\"\nwatsh = true", 3, "no setting `watsh`", "`watch`?"),
        ("corpus = 3", 1, "integer `3`, expected", ""),
        ("\ninclude = \"*.md\"", 2, "expected a sequence", ""),
        ("[weights]\ntitle = \"big\"", 2, "expected f32", ""),
        ("[weights]\ntitle = 0", 2, "`weights.title` is a number above 0", ""),
        ("[weights]\ntitle = inf", 2, "`weights.title` is a number above 0", ""),
        ("synonyms = [\n\"a, b\",\n\"c\"]", 3, "`c`: a rule names at least two words", ""),
        ("corpus = \"\"", 1, "`corpus` is no folder: it is empty", ""),
        ("\n[queries]\na = 3", 3, "expected a query, or a table with a `query`", ""),
        ("[queries]\n\"a b\" = \"c\"", 2, "`queries.a b`: the name of a query", ""),
        ("[queries.a]\nwatch = true", 1, "`queries.a`: there is nothing to search for", ""),
        ("[queries]\na = { query = \"b\", since = \"soon\" }", 2, "`soon` is no date", ""),
        ("[defaults.search]\nlimit = { a = 1 }", 2, "expected a flag's value", ""),
        ("a = \n", 1, "", ""),
        ("corpus = \"a\"\ncorpus = \"b\"", 2, "duplicate key", ""),
    ];
    for (text, line, message, hint) in table {
        let error = parse(text).expect_err(text);
        let shown = error.to_string();
        assert!(shown.starts_with(&format!("/home/ann/kwic.toml:{line}: ")), "{text}: {shown}");
        assert!(shown.contains(message), "{text}: {shown}");
        assert!(error.hint().unwrap_or_default().contains(hint), "{text}: {:?}", error.hint());
    }
}

#[test]
fn an_empty_file_says_nothing() {
    for text in ["", "\u{feff}", "# nothing\r\n"] {
        let config = parse(text).expect("is read");
        assert_eq!(config, Config { file: "/home/ann/kwic.toml".into(), ..Config::default() });
    }
}
