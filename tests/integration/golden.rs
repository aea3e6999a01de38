//! What the program prints over the sample corpus, compared with files that a person has read.
//!
//! `KWIC_UPDATE=1 cargo test golden` writes the files anew; read the difference before it goes in.

use std::fs;

use crate::program::{Place, is_update, project};

const TEMPLATE: &str = r"{{ date }}\t{{ title }} [{{ tags }}] {{ path }}:{{ line }}";
const FACET: &str = "--facet";

#[test]
fn outputs_are_as_they_were() {
    let place = Place::with_samples();
    let table: &[(&str, &[&str])] = &[
        ("index.txt", &["index"]),
        ("index.json", &["index", "--rebuild", "--json"]),
        ("search-cease-fire.txt", &["search", "cease-fire"]),
        ("search-cease-fire.json", &["search", "cease-fire", "--json"]),
        ("search-lavrov.txt", &["search", "Lavrov"]),
        ("search-lavrov.json", &["search", "Lavrov", "--json", "-n", "3"]),
        (
            "search-phrase-colour.txt",
            &["search", "\"military observers\" OR 停火", "--color", "always"],
        ),
        ("show.txt", &["show", "2020/10/us-brokers-third-cease-fire.md"]),
        ("show.json", &["show", "2020/10/us-brokers-third-cease-fire.md", "--json"]),
        ("stats.txt", &["stats"]),
        ("search-lavrov.jsonl", &["search", "Lavrov", "--jsonl", "-n", "3"]),
        ("search-recipies.jsonl", &["search", "+truce tag:recipies", "--jsonl"]),
        ("search-lavrov.csv", &["search", "Lavrov", "--csv"]),
        ("search-lavrov.tsv", &["search", "Lavrov", "--tsv"]),
        ("search-lavrov.format", &["search", "Lavrov", "--format", TEMPLATE]),
        ("schema.txt", &["schema"]),
        ("schema-search.json", &["schema", "search"]),
        ("schema-jsonl.json", &["schema", "jsonl"]),
        (
            "facets.txt",
            &["search", "cease-fire", "-n", "1", FACET, "tag", FACET, "year", FACET, "link"],
        ),
        (
            "facets.json",
            &["search", "cease-fire", "-n", "0", "--json", FACET, "lang", FACET, "layout"],
        ),
        ("timeline.txt", &["timeline", "cease-fire", "Lavrov", "lang:ru"]),
        ("timeline.json", &["timeline", "cease-fire", "--json", "--since", "2020-10"]),
        ("timeline.csv", &["timeline", "cease-fire", "Lavrov", "--by", "year", "--csv"]),
        ("timeline.svg", &["timeline", "cease-fire", "Lavrov OR Лавров", "--svg"]),
    ];
    let mut odd = Vec::new();
    for (name, args) in table {
        let run = place.run(args);
        let shown = format!("{}{}", run.stdout, stderr_part(&run.stderr));
        let found = without_chance(&shown, &place);
        let path = project().join("tests/golden").join(name);
        if is_update() {
            fs::write(&path, &found).expect("writes a golden file");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            odd.push(format!("== {name}\n{found}"));
        }
    }
    assert!(odd.is_empty(), "not as in tests/golden:\n{}", odd.join("\n"));
}

/// Compares an output with a golden file, or writes it anew.
#[track_caller]
pub fn golden(name: &str, found: &str) {
    let path = project().join("tests/golden").join(name);
    if is_update() {
        fs::write(&path, found).expect("writes a golden file");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "not as in tests/golden:\n== {name}\n{found}");
}

fn stderr_part(stderr: &str) -> String {
    if stderr.is_empty() { String::new() } else { format!("--- stderr\n{stderr}") }
}

/// The output with what differs from run to run replaced: times, sizes on disk, the folder, and
/// dates that are only a file's own.
pub fn without_chance(text: &str, place: &Place) -> String {
    let folder = place.path("").canonicalize().expect("exists");
    let folder = folder.to_string_lossy().trim_end_matches('/').to_owned();
    let text = text.replace(&folder, "FOLDER");
    let mut lines: Vec<String> = text.lines().map(without_chance_in_line).collect();
    for at in 1..lines.len() {
        if lines[at].contains("\"date_source\": \"mtime\"") {
            for line in
                lines[at.saturating_sub(2)..at].iter_mut().filter(|l| l.contains("\"date\""))
            {
                *line = blank_after(line, "\"date\": ");
            }
        }
    }
    lines.join("\n") + "\n"
}

fn without_chance_in_line(line: &str) -> String {
    if line.starts_with("{\"type\":") {
        return ["\"took_ms\":", "\"committed_at\":"]
            .iter()
            .fold(line.to_owned(), |line, key| blank_value(&line, key));
    }
    for key in ["\"took_ms\": ", "\"posts_per_second\": ", "\"committed_at\": "] {
        if line.contains(key) {
            return blank_after(line, key);
        }
    }
    if let Some((size, rest)) =
        line.split_once(" in ").filter(|(_, rest)| rest.contains("posts a second"))
    {
        let target = rest.rsplit_once(' ').map_or("", |(_, target)| target);
        return format!("{size} in TIME s, SPEED posts a second, into {target}");
    }
    for (label, shown) in [("size  ", "size        SIZE"), ("built  ", "built       TIME")] {
        if line.starts_with(label) {
            return shown.to_owned();
        }
    }
    match line.find(" (file)") {
        Some(end) if end >= 10 => format!("{}FILE-DATE{}", &line[..end - 10], &line[end..]),
        _ => line.to_owned(),
    }
}

/// The line without the value of a key of an object that stands on one line.
fn blank_value(line: &str, key: &str) -> String {
    let Some((before, after)) = line.split_once(key) else { return line.to_owned() };
    let end = after.find([',', '}']).unwrap_or(after.len());
    format!("{before}{key}CHANCE{}", &after[end..])
}

fn blank_after(line: &str, key: &str) -> String {
    let start = line.find(key).map_or(0, |at| at + key.len());
    let comma = if line.ends_with(',') { "," } else { "" };
    format!("{}CHANCE{comma}", &line[..start])
}
