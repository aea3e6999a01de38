//! Whole front matters: what their authors meant, and how much is taken of hostile ones.

use std::time::{Duration, Instant};

use super::*;

/// Title, date, tags and description of a file, and the lines of its problems.
fn read(text: &str) -> ([String; 4], Vec<u32>) {
    let split = split(text);
    let (front_matter, mut problems) =
        split.front_matter.map(|raw| parse(&raw)).unwrap_or_default();
    let (known, more) = KnownFields::take(front_matter);
    problems.extend(more);
    let fields = [
        known.title.unwrap_or_default(),
        known.date.map(|known| known.read.date.to_string()).unwrap_or_default(),
        known.tags.join("|"),
        known.description.unwrap_or_default(),
    ];
    (fields, problems.iter().filter_map(|problem| problem.line).collect())
}

/// A file, its title, date, tags and description, and the lines of its problems.
type Case = (&'static str, [&'static str; 4], &'static [u32]);

const CASES: &[Case] = &[
    (
        "---\ntitle: @Entity，关联\ndate: 2020-10-13 08:42:51\ntags:\n- JPA\n- java\ndescription: d\n---\n",
        ["@Entity，关联", "2020-10-13T08:42:51", "JPA|java", "d"],
        &[2],
    ),
    ("---\ntitle: `run.xml` explained\ntags: []\n---\n", ["`run.xml` explained", "", "", ""], &[2]),
    ("---\ntitle: `Ps` on a PC that can't\n---\n", ["`Ps` on a PC that can't", "", "", ""], &[2]),
    (
        "\n---\ntitle: `failed. CAfile: none`\ndate: 2020-03-27\n---\n",
        ["`failed. CAfile: none`", "2020-03-27", "", ""],
        &[3],
    ),
    ("---\ntitle: ! 'Queries: Now'\npublished: true\n---\n", ["Queries: Now", "", "", ""], &[]),
    ("---\ntitle: !binary |-\n  5L2/\n  55So\n---\n", ["使用", "", "", ""], &[]),
    ("---\ntitle: !!binary 5L2/55So\n---\n", ["使用", "", "", ""], &[]),
    (
        "---\ntitle: **\"In bold\"**\ndate: 2024-01-28\n---\n",
        ["**\"In bold\"**", "2024-01-28", "", ""],
        &[2],
    ),
    (
        "---\ntitle: [Error] in std::thread\ntags: [c++, error]\n---\n",
        ["[Error] in std::thread", "", "c++|error", ""],
        &[2],
    ),
    (
        "---\ntitle: *Kube:* A\ntags: [A B, C]\ncover-img: [X Y]\n---\n",
        ["*Kube:* A", "", "A B|C", ""],
        &[2],
    ),
    (
        "---\ntitle: T\n#author:\n  #login: a\ndate: '2006-11-26 23:17:38 -0500'\ntags: []\ncomments:\n- id: 6\n  author: B\n---\n",
        ["T", "2006-11-26T23:17:38-05:00", "", ""],
        &[],
    ),
    (
        "---\ndate: '2008-05-30 21:30:44'\ntitle: T, 6\n? ''\n: - a\n  - b\n---\n",
        ["T, 6", "2008-05-30T21:30:44", "", ""],
        &[],
    ),
    (
        "---\ntitle: T\ndate: Mon Jan 16 12:10:46 2023 \n---\n",
        ["T", "2023-01-16T12:10:46", "", ""],
        &[],
    ),
    ("---\ntitle: T\ndescription: false\ncover_image: false\n---\n", ["T", "", "", ""], &[3]),
    (
        "---\ntitle: T\npublished: true\npost_date: 13.08.2017\n---\n",
        ["T", "2017-08-13", "", ""],
        &[],
    ),
    (
        "--- \ntitle: > \n  A – B \ndescription: > \n  C. \ndate: 1602775207.4636798 \n--- \n",
        ["A – B", "2020-10-15T15:20:07Z", "", "C."],
        &[],
    ),
    ("---\ntitle:\tcanvas-3\ntags: [js]\n---\n", ["canvas-3", "", "js", ""], &[]),
    ("---\ntags:\n\t- a\n\t- b\ntitle: T\n---\n", ["T", "", "a|b", ""], &[3]),
    (
        "---\ntitle: {{Title}}\ndate: {{Date}}\nexcerpt: {{Title}}\ntags: [\"p\"]\n---\n",
        ["", "", "p", ""],
        &[],
    ),
    (
        "---\ntitle: T\nauthor:\n  login: a\ndate: '2011-07-09 16:05:20 -0300'\ntags:\n- PHP\n- Ü\n---\n",
        ["T", "2011-07-09T16:05:20-03:00", "PHP|Ü", ""],
        &[],
    ),
    ("---\ntitle: &note and friends\n---\n", ["&note and friends", "", "", ""], &[]),
    ("---\ntitle: &t Real\ndescription: *t\n---\n", ["Real", "", "", "Real"], &[]),
    ("---\ntitle: !Important news\n---\n", ["!Important news", "", "", ""], &[]),
    ("---\ntitle: !Important\n---\n", ["!Important", "", "", ""], &[]),
    ("---\ntitle: !!str 1.10\n---\n", ["1.10", "", "", ""], &[]),
    ("---\ntitle: 0x1F\ntags: [1_000, 007]\n---\n", ["0x1F", "", "1_000|007", ""], &[]),
    ("---\ntitle: 1.10 # c\ntags:\n- 1.10\n- ~\n---\n", ["1.10", "", "1.10|~", ""], &[]),
    ("---\ntitle: Issue #5\ndescription: d # c\n---\n", ["Issue #5", "", "", "d"], &[]),
    ("---\ntitle: \"a\nb: c\"\ntags: [d]\n---\n", ["a b: c", "", "d", ""], &[]),
    ("---\r\ntitle: 'x'\r\ntags:\r\n  - a\r\n---\r\n", ["x", "", "a", ""], &[]),
    ("---\ntitle: a\ntitle: b\n---\n", ["a", "", "", ""], &[]),
    (
        "+++\ntitle = \"T\"\ndate = 2020-10-14\ntags = [\"a\"]\n+++\n",
        ["T", "2020-10-14", "a", ""],
        &[],
    ),
    ("+++\ntitle = T \ndate = 2020-10-14\n+++\n", ["T", "2020-10-14", "", ""], &[2]),
    ("+++\ntitle = \"The \"T\"\"\ntags = [\"a\"]\n+++\n", ["The \"T\"", "", "a", ""], &[2]),
    (
        "{\n\"title\": \"T\",\n\"date\": \"2020-10-14T08:00:00\",\n\"tags\": [\"a\"]\n}\n",
        ["T", "2020-10-14T08:00:00", "a", ""],
        &[],
    ),
    ("{\n\"title\": \"T\",\n\"tags\": [\"a\",],\n}\n", ["T", "", "a", ""], &[3]),
    (
        "{\n\"title\": \"The \"T\" is\",\n\"tags\": [\"a\"]\n}\n",
        ["The \"T\" is", "", "a", ""],
        &[2],
    ),
    ("---json\n{\"title\": \"T\"}\n---\n", ["T", "", "", ""], &[]),
];

#[test]
fn authors_are_understood() {
    for (text, fields, lines) in CASES {
        let (found, found_lines) = read(text);
        assert_eq!(found.each_ref().map(String::as_str), *fields, "{text:?}");
        assert_eq!(found_lines, *lines, "{text:?}");
    }
}

#[test]
fn keys_are_found_by_name_and_path() {
    let text = "Title: x\nauthor: {Name: A, links: {home: h}}\nms.date: 2020\nn: 1.0";
    let (front_matter, _) = parse(&RawFrontMatter { syntax: Syntax::Yaml, text, line: 2 });
    let table = [
        ("title", Some("x"), Some(2)),
        ("author.name", Some("A"), None),
        ("author.links.home", Some("h"), None),
        ("ms.date", Some("2020"), Some(4)),
        ("n", Some("1.0"), Some(5)),
        ("author.none", None, None),
        ("title.x", None, None),
        ("none", None, None),
    ];
    for (key, written, line) in table {
        assert_eq!(front_matter.written(key).as_deref(), written, "{key}");
        assert_eq!(front_matter.line(key), line, "{key}");
    }
}

fn numbered(count: u32, line: fn(u32) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

/// Lists of aliases of lists of aliases: nine times as many values with each line.
fn alias_bomb() -> String {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let line = |pair: &[&str]| {
        format!("{}: &{} [{}]\n", pair[1], pair[1], vec![format!("*{}", pair[0]); 9].join(","))
    };
    "a: &a [x,x]\n".to_owned() + &names.windows(2).map(line).collect::<Vec<_>>().concat()
}

fn limit_is_reported(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.code == ProblemCode::FrontMatterLimit)
}

#[test]
fn no_front_matter_is_taken_without_bound() {
    let fan_out = format!("a: &a [{}]\n{}", "x,".repeat(50_000), "b: *a\n");
    let table = [
        ("keys", numbered(10_000, |n| format!("k{n}: {n}\n"))),
        ("items", format!("a: [{}]\ntitle: T\n", "x, ".repeat(10_000))),
        ("depth", format!("a: {}{}\ntitle: T\n", "[".repeat(40), "]".repeat(40))),
        ("brackets", format!("a: {}\ntitle: T\n", "[".repeat(100_000))),
        ("bomb", alias_bomb() + "title: T\n"),
        ("fan out", fan_out + "title: T\n"),
        ("text", format!("a: &a {}\nb: [{}]\ntitle: T\n", "x".repeat(10_000), "*a,".repeat(500))),
        ("size", format!("a: {}\ntitle: T\n", "x".repeat(2 << 20))),
    ];
    for (name, text) in table {
        let text = format!("---\n{text}---\n");
        let raw = split(&text).front_matter.unwrap();
        let (front_matter, problems) = parse(&raw);
        let title = front_matter.written("title");
        assert!(name == "keys" || title.as_deref() == Some("T"), "{name}: {problems:?}");
        assert!(limit_is_reported(&problems), "{name}: {problems:?}");
        let size: usize = front_matter.iter().map(|(_, value)| value.to_text().len()).sum();
        assert!(front_matter.iter().len() <= limits::MAX_KEYS, "{name}");
        assert!(size <= 2 * MAX_BYTES, "{name}: {size}");
    }
}

#[test]
fn the_first_key_left_out_is_named() {
    let list = |open: &str, close: &str| format!("{open}{}{close}", "x, ".repeat(1000));
    let table = [
        ("yaml", format!("---\n{}---\n", numbered(600, |n| format!("k{n}: {n}\n"))), "k512"),
        ("list", format!("---\na: b\nc: {}\nd: {}\n---\n", list("[", "]"), list("[", "]")), "c"),
        ("nested", format!("---\na:\n  b: {}\n---\n", list("[", "]")), "a"),
        ("lenient", format!("---\na: @\nc:\n  - {}\n---\n", list("[", "]")), "c"),
        (
            "lenient keys",
            format!("---\na: @\n{}---\n", numbered(600, |n| format!("k{n}: v\n"))),
            "k511",
        ),
        ("long", format!("---\na: b\nc: {}\n---\n", "x".repeat(2 << 20)), "c"),
        ("toml", format!("+++\n{}+++\n", numbered(600, |n| format!("k{n:03} = {n}\n"))), "k512"),
        (
            "json",
            format!("{{\"a\": 1, \"c\": {}1]}}\n", "[1, ".to_owned() + &"1, ".repeat(1000)),
            "c",
        ),
    ];
    for (name, text, key) in table {
        let raw = split(&text).front_matter.expect(name);
        let (_, problems) = parse(&raw);
        let end = format!("begins at `{key}`");
        let found = problems.iter().find(|problem| problem.code == ProblemCode::FrontMatterLimit);
        let message = found.map_or("", |problem| problem.message.as_str());
        assert!(message.ends_with(&end), "{name}: {message}");
    }
}

#[test]
fn json_on_one_line_keeps_the_keys_around_a_long_one() {
    let list = "1,".repeat(1 << 20) + "1";
    let more = numbered(60_000, |n| format!(", \"key{n}\": \"value\""));
    for text in [
        format!("{{\"title\": \"T\", \"a\": [{list}], \"tags\": [\"a\"]}}\n"),
        format!("{{\"title\": \"T\", \"tags\": [\"a\"]{more}}}\n"),
    ] {
        let raw = split(&text).front_matter.unwrap();
        assert!(limit_is_reported(&parse(&raw).1));
        assert_eq!(read(&text).0.each_ref().map(String::as_str), ["T", "", "a", ""]);
    }
}

#[test]
fn a_long_list_costs_only_itself() {
    let comments = numbered(1000, |n| format!("- id: {n}\n  author: {{name: A}}\n"));
    let text = format!("---\ncomments:\n{comments}tags: [a]\ntitle: T\n---\n");
    let (found, _) = read(&text);
    assert_eq!(found.each_ref().map(String::as_str), ["T", "", "a", ""]);
}

#[test]
fn ten_megabytes_are_read_at_once() {
    // Each takes less than half a second, but the machine may be busy; what is quadratic takes hours.
    const LIMIT: Duration = Duration::from_secs(5);
    const SIZE: usize = 10 << 20;
    let yaml = |unit: &str| format!("---\ntitle: T\n{}\n---\n", unit.repeat(SIZE / unit.len()));
    let table = [
        ("keys", yaml("key: value\n")),
        ("new keys", format!("---\n{}---\n", numbered(800_000, |n| format!("k{n}: v\n")))),
        ("brackets", yaml("[")),
        ("braces", yaml("{a: ")),
        ("dashes", yaml("- ")),
        ("one line", yaml("x")),
        ("returns", yaml("a\r")),
        ("quotes", yaml("\"")),
        ("blank lines", yaml("\n")),
        ("anchors", yaml("&a *a ")),
        ("toml", format!("+++\ntitle = 'T'\n{}+++\n", numbered(800_000, |n| format!("k{n}=1\n")))),
        ("json", format!("{{\"title\": \"T\", \"a\": [{}]}}\n", "1,".repeat(SIZE / 2))),
        ("unclosed", format!("---\ntitle: T\n{}", "a: b\n".repeat(SIZE / 5))),
        ("open json", format!("{{\"a\": {}", "{".repeat(SIZE))),
    ];
    for (name, text) in table {
        let start = Instant::now();
        let split = split(&text);
        let problems = split.front_matter.map_or(split.problems, |raw| parse(&raw).1);
        let took = start.elapsed();
        assert!(!problems.is_empty(), "{name}");
        assert!(took < LIMIT, "{name}: {took:?}");
    }
}
