//! Every answer in JSON is as `kwic schema` says, with no key that it does not name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::manual::commands;
use crate::program::Place;

/// The schemas by their names.
struct Schemas(BTreeMap<String, Validator>);

impl Schemas {
    /// All that the program lists, each closed to keys that it does not name.
    fn of(place: &Place) -> Self {
        let listed = place.run(&["schema"]).expect(0);
        let names = listed.lines().filter_map(|line| line.split_whitespace().next());
        let validators = names.map(|name| {
            let schema = place.run(&["schema", name]).expect(0);
            let mut schema: Value = serde_json::from_str(&schema).expect("is JSON");
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            close(&mut schema);
            let options = jsonschema::options().should_validate_formats(true);
            (name.to_owned(), options.build(&schema).expect("is a schema"))
        });
        Self(validators.collect())
    }

    #[track_caller]
    fn check(&self, name: &str, answer: &str) {
        let validator = self.0.get(name).unwrap_or_else(|| panic!("no schema `{name}`"));
        let answer: Value = serde_json::from_str(answer).expect("is JSON");
        let faults: Vec<String> = validator
            .iter_errors(&answer)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

/// Forbids all keys of objects that a schema does not name. A published schema allows them, since
/// keys may be added; here a new one must be described.
fn close(schema: &mut Value) {
    let Value::Object(object) = schema else { return };
    let describes = ["type", "$ref", "anyOf", "oneOf", "allOf"];
    let is_any = !describes.iter().any(|&key| object.contains_key(key));
    close_within(object);
    if !is_any {
        object.insert("unevaluatedProperties".into(), false.into());
    }
}

/// The same for what is inside of what a schema describes. Parts that describe the same object are
/// closed by the whole of them.
fn close_within(schema: &mut Map<String, Value>) {
    for (key, part) in schema.iter_mut() {
        match (key.as_str(), part) {
            ("properties", Value::Object(parts)) => parts.values_mut().for_each(close),
            ("items" | "additionalProperties", part) => close(part),
            ("prefixItems", Value::Array(parts)) => parts.iter_mut().for_each(close),
            ("anyOf" | "oneOf" | "allOf", Value::Array(parts)) => {
                parts.iter_mut().filter_map(Value::as_object_mut).for_each(close_within);
            }
            ("$defs", Value::Object(parts)) => {
                parts.values_mut().filter_map(Value::as_object_mut).for_each(close_within);
            }
            _ => {}
        }
    }
}

/// A folder with all that can be said of posts, and its index.
fn rich_place() -> Place {
    let place = Place::with_samples();
    place.file("corpus/bad.md", "---\ntitle: [x] y\ndate: 4/5/2020\n---\nA truce of 4/5/2020.\n");
    place.file("corpus/binary.md", b"\x00\x01\x02\x00").file("corpus/future.md", FUTURE);
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"odd-\xff.md");
        fs::write(place.path("corpus").join(name), "Oddly named truce.").expect("writes a file");
    }
    place.file("queries.tsv", "a\tcease-fire\nb\t()\nc\tnosuchword\nd\t(lavrov\ne\toddly\n");
    place.file("qrels.tsv", "a\t2020/10/second-truce-midnight.md\t1\n");
    place.file("kwic.toml", SETTINGS);
    place.run(&["index", "--quiet"]).expect(0);
    place
}

const SETTINGS: &str = r#"
exclude = ["*.php"]
synonyms = ["truce, armistice"]

[queries]
plain = "lavrov"
peace = { query = "truce", description = "of peace", watch = true }
none = { query = "zzzz", watch = true }

[defaults.stats]
color = "never"
"#;

const FUTURE: &str = "---\ntitle: Soon\ndate: 2999-01-01\nrating: {a: [1, null]}\n---\nA truce.\n";

/// Commands that print a document, by the schema that it follows.
const DOCUMENTS: &[(&str, &[&str])] = &[
    ("index", &["index", "--json"]),
    ("index", &["index", "--json", "--rebuild"]),
    ("search", &["search", "cease-fire", "--json"]),
    ("search", &["search", "cease-fire", "--json", "--explain", "-n", "2"]),
    ("search", &["search", "truce lavrov", "--json", "--explain", "--no-refresh"]),
    ("search", &["search", "*", "--json", "-n", "100", "--snippets", "3"]),
    ("search", &["search", "*", "--json", "-n", "0"]),
    ("search", &["search", "zzzz", "--json"]),
    ("search", &["search", "lavrof", "--json"]),
    ("search", &["search", "(truce nosuchfield:x", "--json"]),
    ("search", &["search", "lavrov armistice karabakh", "--json"]),
    ("search", &["search", "+truce tag:recipies", "--json"]),
    ("search", &["search", "oddly", "--json", "--format-version", "1"]),
    ("show", &["show", "bad.md", "--json"]),
    ("show", &["show", "future.md", "--json"]),
    ("check", &["check", "corpus", "--json"]),
    ("stats", &["stats", "--json"]),
    ("eval", &["eval", "--queries", "queries.tsv", "--qrels", "qrels.tsv", "--json"]),
    ("concordance", &["concordance", "truce", "--json"]),
    ("concordance", &["concordance", "oddly zzzz", "--json", "-n", "1"]),
    ("concordance", &["concordance", "zzzz", "--json"]),
    ("collocates", &["concordance", "truce", "--collocates", "--json"]),
    ("terms", &["terms", "truce", "--json"]),
    ("similar", &["similar", "future.md", "--json"]),
    ("similar", &["similar", "blog/who-is-sergey-lavrov.md", "--json"]),
    ("error", &["concordance", "lang:en", "--json"]),
    ("timeline", &["timeline", "truce", "lang:ru", "zzzz", "--json"]),
    ("search", &["search", "truce", "--json", "--facet", "tag", "--facet", "rating"]),
    ("duplicates", &["duplicates", "--json"]),
    ("search", &["search", "storm", "--json", "--collapse"]),
    ("verify", &["verify", "--json"]),
    ("new", &["new", "--json"]),
    ("new", &["new", "--since", "2020-10", "--json"]),
    ("config", &["config", "--json"]),
    ("config", &["config", "--json", "--no-config", "--index", "index"]),
    ("error", &["new", "nosuch", "--json"]),
    ("error", &["search", "()", "--json"]),
    ("error", &["search", "truce", "--json", "--since", "soon"]),
    ("error", &["search", "truce", "--json", "--csv"]),
    ("error", &["search", "truce", "--json", "--format-version", "2"]),
    ("error", &["show", "nowhere.md", "--json"]),
    ("error", &["stats", "--index", "nowhere", "--json"]),
    ("error", &["index", "nowhere", "--json"]),
    ("error", &["check", "nowhere", "--json"]),
    ("error", &["verify", "--index", "nowhere", "--json"]),
];

/// Commands that print lines, by the schema that each line follows.
const LINES: &[(&str, &[&str])] = &[
    ("export", &["export", "corpus"]),
    ("posts", &["show", "bad.md", "nowhere.md", "future.md", "--jsonl"]),
    ("batch", &["search", "--batch", "queries.tsv"]),
    ("batch", &["search", "--batch", "queries.tsv", "--strict", "--explain", "--json"]),
    ("jsonl", &["search", "cease-fire", "--jsonl"]),
    ("jsonl", &["search", "cease-fire", "--jsonl", "--explain"]),
    ("jsonl", &["search", "*", "--jsonl", "-n", "100"]),
    ("jsonl", &["search", "(oddly nosuchfield:x", "--jsonl"]),
    ("jsonl", &["search", "+truce tag:recipies", "--jsonl"]),
    ("jsonl", &["search", "()", "--jsonl"]),
    ("jsonl", &["search", "truce", "--jsonl", "--csv"]),
];

#[test]
fn every_answer_is_as_its_schema_says() {
    let place = rich_place();
    let schemas = Schemas::of(&place);
    for (name, args) in DOCUMENTS {
        let run = place.run(args);
        assert_eq!(run.status == Some(2), *name == "error" || *name == "eval", "{args:?} {run:#?}");
        schemas.check(name, &run.stdout);
    }
    for (name, args) in LINES {
        let run = place.run(args);
        assert!(!run.stdout.is_empty(), "{args:?} {run:#?}");
        run.stdout.lines().for_each(|line| schemas.check(name, line));
    }
    let cited = place.run(&["search", "*", "-n", "100", "--cite", "csl-json"]).expect(0);
    let cited: Vec<Value> = serde_json::from_str(&cited).expect("is a list");
    assert!(cited.len() > 40);
    cited.iter().for_each(|item| schemas.check("citation", &item.to_string()));
    fs::remove_file(ledger(&place)).expect("takes the ledger away");
    let damaged = place.run(&["verify", "--json"]).expect(1);
    schemas.check("verify", &damaged);
    schemas.check("verify", &place.run(&["verify", "--json", "--repair"]).expect(0));
    let exercised = DOCUMENTS.iter().chain(LINES).map(|(name, _)| *name);
    let exercised: BTreeSet<&str> = exercised.chain(["citation"]).collect();
    assert_eq!(exercised, schemas.0.keys().map(String::as_str).collect());
}

/// The file in which the newest index names what was left out.
fn ledger(place: &Place) -> PathBuf {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("lists a folder");
        entries.map(|entry| entry.expect("is there").path()).collect()
    };
    let folders = list(&place.path("index")).into_iter().filter(|path| path.is_dir());
    let mut files = folders.flat_map(|folder| list(&folder));
    let is_ledger = |file: &PathBuf| file.to_string_lossy().contains("ledger-");
    files.find(is_ledger).expect("there is a ledger")
}

#[test]
fn every_command_with_json_has_a_schema() {
    let place = Place::new();
    let schemas = Schemas::of(&place);
    let commands = commands(&place);
    assert!(commands.contains("search") && commands.contains("verify"), "{commands:?}");
    for command in commands {
        let speaks = place.run(&[&command, "--help"]).expect(0).contains("--json\n");
        assert!(!speaks || schemas.0.contains_key(&command), "no schema of {command}");
    }
}

#[test]
fn a_key_that_no_schema_names_is_found() {
    let place = Place::with_samples();
    place.index();
    let schemas = Schemas::of(&place);
    let search = place.run(&["search", "Lavrov", "--json", "--explain"]).expect(0);
    let hit_line = place.run(&["search", "Lavrov", "--jsonl"]).expect(0);
    let hit_line = hit_line.lines().nth(1).expect("there is a hit").to_owned();
    let batch = place.run_with_stdin(&["search", "--batch", "-"], "Lavrov\n").expect(0);
    let table = [
        ("search", &search, ""),
        ("search", &search, "/query"),
        ("search", &search, "/hits/0"),
        ("search", &search, "/hits/0/snippets/0"),
        ("search", &search, "/query/explained/words/0/forms/0"),
        ("search", &search, "/hits/0/explanation/parts/0"),
        ("jsonl", &hit_line, ""),
        ("jsonl", &hit_line, "/path"),
        ("jsonl", &hit_line, "/snippets/0"),
        ("batch", &batch, ""),
        ("batch", &batch, "/hits/0"),
    ];
    for (name, answer, place) in table {
        let whole: Value = serde_json::from_str(answer).expect("is JSON");
        assert!(schemas.0[name].is_valid(&whole), "{name}");
        let (mut more, mut fewer) = (whole.clone(), whole);
        let object = |value: &mut Value| -> Map<String, Value> {
            let object = value.pointer_mut(place).and_then(Value::as_object_mut);
            std::mem::take(object.unwrap_or_else(|| panic!("{name}: nothing at {place:?}")))
        };
        let mut inserted = object(&mut more);
        inserted.insert("unknown".into(), json!(1));
        *more.pointer_mut(place).expect("is there") = inserted.into();
        assert!(!schemas.0[name].is_valid(&more), "{name} {place}: a new key");
        let mut removed = object(&mut fewer);
        removed.retain(|key, _| !["text", "score", "total"].contains(&key.as_str()));
        *fewer.pointer_mut(place).expect("is there") = removed.into();
        assert!(!schemas.0[name].is_valid(&fewer), "{name} {place}: a missing key");
    }
}

#[test]
fn schemas_are_asked_for_by_name() {
    let place = Place::new();
    let run = place.run(&["schema", "serach"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("search") && run.stderr.contains("jsonl"), "{run:#?}");
}
