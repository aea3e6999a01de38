//! Real posts by the thousands, where they are at hand: `shared/` beside the project's folder, or
//! wherever `KWIC_SHARED` points.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::program::{Place, project};
use crate::wire;

/// The folder of shared test data, or a message that says what is skipped.
pub fn shared(what: &str) -> Option<PathBuf> {
    let beside = project().parent().map(|parent| parent.join("shared"));
    let folder = std::env::var_os("KWIC_SHARED").map(PathBuf::from).or(beside)?;
    if folder.join(what).exists() {
        return Some(folder.join(what));
    }
    eprintln!("skipped: there is no {}", folder.join(what).display());
    None
}

fn text(path: &Path) -> &str {
    path.to_str().expect("is UTF-8")
}

#[test]
fn the_post_that_started_it_all() {
    let Some(seed) = shared("seed") else { return };
    let place = Place::new();
    place.run(&["index", text(&seed), "--index", "X", "-q"]).expect_silence();
    let search = |query: &str| {
        let stdout = place.run(&["search", query, "--index", "X", "--json"]).expect(0);
        let mut results: wire::Results = wire::read(&stdout);
        assert_eq!(results.total, 1);
        results.hits.remove(0)
    };
    for (query, form) in [
        ("cease-fire", "cease-fire"),
        ("Lavrov", "Lavrov"),
        ("\"military observers\"", "military observers"),
    ] {
        let hit = search(query);
        let title =
            "Azerbaijan, Armenia Trade Accusations Of Breaking Cease-Fire In Nagorno-Karabakh";
        assert_eq!(hit.title, title);
        assert_eq!(hit.date.as_deref(), Some("2020-10-19T15:16:21Z"));
        assert_eq!(hit.date_source.as_deref(), Some("front_matter"));
        let description = hit.description.expect("has one");
        assert!(description.starts_with("Russia on Wednesday proposed"), "{description}");
        assert!(description.ends_with("must comply with the cease-fire.\""), "{description}");
        assert!(!hit.snippets.is_empty());
        for snippet in &hit.snippets {
            assert_eq!(snippet.field, "body");
            assert!(!snippet.highlights.is_empty());
            let chars: Vec<char> = snippet.text.chars().collect();
            for &[from, to] in &snippet.highlights {
                assert_eq!(chars[from..to].iter().collect::<String>(), form, "{snippet:?}");
            }
            assert!(snippet.text.ends_with(['.', '"', '…']), "{snippet:?}");
            assert!(!snippet.text.contains("toggle caption"), "{snippet:?}");
        }
    }
    let credit = search("\"Aris Messinis\"").snippets.remove(0);
    assert!(credit.text.starts_with("Russia on Wednesday"), "a credit is no passage: {credit:?}");
    assert_eq!(search("Lavrov").title_highlights.len(), 0);
    assert_eq!(search("cease-fire").title_highlights, [[50, 60]]);
}

#[test]
fn posts_that_break_parsers_are_read() {
    let Some(nasty) = shared("nasty") else { return };
    let place = Place::new();
    let stdout = place.run(&["index", text(&nasty), "--json"]).expect(0);
    let report: wire::Report = wire::read(&stdout);
    assert_eq!((report.failed, report.skipped), (0, 0), "{report:#?}");
    assert!(report.indexed >= 19);
}

/// A nasty post as its author meant it.
struct Meant {
    name: &'static str,
    title: &'static str,
    /// A date that the post tells; the file's own is none.
    date: Option<&'static str>,
    tags: &'static [&'static str],
    description: Option<&'static str>,
}

#[rustfmt::skip]
const MEANT: [Meant; 19] = [
    Meant { name: "at-title-chinese", title: "@OneToMany和ManyToOne双向关联时，FetchType开关的意外行为影响", date: Some("2020-10-13T08:42:51"), tags: &["JPA", "java", "spring"], description: Some("使用spring data jpa遇到的坑") },
    Meant { name: "at-title", title: "@Controller", date: None, tags: &["java", "spring", "토비의 스프링"], description: Some("컨트롤러 어노테이션") },
    Meant { name: "backtick-title-html-body", title: "`version.xml` explained", date: None, tags: &[], description: None },
    Meant { name: "backtick-title", title: "`PsExec` to salvage a remote PC that can't connect to", date: None, tags: &[], description: None },
    Meant { name: "bang-quoted-title-html-body", title: "Propel Queries: Now With Manual Binding, Too", date: None, tags: &[], description: None },
    Meant { name: "binary-title", title: "使用SSH Key认证来登录OpenSSH Server", date: None, tags: &[], description: None },
    Meant { name: "bold-quoted-title", title: "**\"Installing R in Conda Env and Easy Use with VScode\"**", date: Some("2024-01-28"), tags: &[], description: Some("A better way to control the R version for different projects") },
    Meant { name: "bracket-title-cpp-colons", title: "[Error] Pure virtual method called with std::thread", date: None, tags: &["c++", "error"], description: None },
    Meant { name: "commented-out-keys-and-comments-list", title: "Creating Flash Videos Using FFMpeg", date: Some("2006-11-26T23:17:38-05:00"), tags: &[], description: None },
    Meant { name: "complex-key-question-mark", title: "Obtaining overrepresented motifs in DNA sequences, part 6", date: Some("2008-05-30T21:30:44"), tags: &[], description: None },
    Meant { name: "ctime-date", title: "Challenge Condition Variables", date: Some("2023-01-16T12:10:46"), tags: &[], description: None },
    Meant { name: "description-false-cover-false", title: "Getting started with elastica queries in Symfony", date: None, tags: &[], description: None },
    Meant { name: "jigsaw-post_date-german-order", title: "Forget about DRY", date: Some("2017-08-13"), tags: &[], description: None },
    Meant { name: "leading-newline-backtick-colon", title: "`server certificate verification failed. CAfile: none CRLfile: none`", date: Some("2020-03-27"), tags: &["linux_basic", "git"], description: None },
    Meant { name: "seed-sibling-plain-text-body", title: "Koyeb raises $1.6 million for its serverless data-processing engine – TechCrunch", date: Some("2020-10-15T15:20:07Z"), tags: &[], description: Some("French startup Koyeb has raised a $1.6 million (€1.4 million) pre-seed round.The company focuses on data-processing workflows across multiple cloud providers.") },
    Meant { name: "star-title", title: "*Kubernetes:* A Beginning", date: None, tags: &["100DaysOfCloud", "DevSecOps"], description: Some("Day 2") },
    Meant { name: "tab-after-colon", title: "canvas-learn-3", date: None, tags: &["javascript"], description: None },
    // Its title is a template's to fill in; the first heading is the best there is.
    Meant { name: "template-values", title: "Name:", date: None, tags: &["pokemon", "video games"], description: None },
    Meant { name: "wordpress-nested-author-quoted-dates", title: "Desafios de programação", date: Some("2011-07-09T16:05:20-03:00"), tags: &["PHP", "Programação"], description: None },
];

#[test]
fn posts_that_break_parsers_are_read_as_their_authors_meant_them() {
    let Some(nasty) = shared("nasty") else { return };
    let posts: Vec<wire::Post> = exported(&Place::new(), &nasty);
    for meant in &MEANT {
        let post = posts.iter().find(|post| post.path.split('.').next() == Some(meant.name));
        let post = post.unwrap_or_else(|| panic!("{} is not there", meant.name));
        let is_own = post.date_source.as_deref() != Some("mtime");
        let date = post.date.as_deref().filter(|_| is_own);
        let name = meant.name;
        assert_eq!(post.title, meant.title, "{name}");
        assert_eq!(date, meant.date, "{name}");
        assert_eq!(post.tags, meant.tags, "{name}");
        assert_eq!(post.description.as_deref(), meant.description, "{name}");
    }
}

/// Every post of a folder, as `kwic export` prints it, and of each what `T` takes.
fn exported<T: DeserializeOwned>(place: &Place, corpus: &Path) -> Vec<T> {
    let stdout = place.run(&["export", text(corpus)]).expect(0);
    stdout.lines().map(wire::read).collect()
}

/// What a post is called, by whom and of when it is.
#[derive(Deserialize)]
struct Imprint {
    path: String,
    title: String,
    date: Option<String>,
    date_source: Option<String>,
    authors: Vec<String>,
}

impl Imprint {
    /// The folder of its corpus, where corpora lie side by side.
    fn corpus(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }
}

/// How many posts of each corpus have their date from where.
fn print_date_sources(posts: &[Imprint]) {
    const SOURCES: [&str; 6] =
        ["front_matter", "metadata", "path", "file_name", "time_element", "mtime"];
    eprintln!("{:16}{:>8}{}", "corpus", "posts", SOURCES.map(|s| format!("{s:>14}")).concat());
    for posts in posts.chunk_by(|a, b| a.corpus() == b.corpus()) {
        let share = |source: &str| {
            let from = |post: &&Imprint| post.date_source.as_deref() == Some(source);
            let count = posts.iter().filter(from).count();
            format!("{:>13.1}%", 100.0 * count as f64 / posts.len() as f64)
        };
        let (corpus, shares) = (posts[0].corpus(), SOURCES.map(share).concat());
        eprintln!("{corpus:16}{:>8}{shares}", posts.len());
    }
}

/// These have a TAB after a colon, which YAML does not allow there.
#[rustfmt::skip]
const TABS: [[&str; 4]; 3] = [
    ["2025-04-30-leap-16-enters-beta", "openSUSE Leap 16 Enters Beta", "2025-04-30T13:00:00+02:00", "Lubos Kocman (Edited by Douglas DeMaio)"],
    ["2025-08-04-leap-16-rc", "Try Xfce on Wayland with openSUSE Leap 16.0 RC", "2025-08-04T13:00:00+02:00", "Lubos Kocman (Edited by Douglas DeMaio)"],
    ["2025-09-03-leap-16-doubles-support", "openSUSE Leap and Leap Micro doubles down on support", "2025-09-03T17:00:00+02:00", "Lubos Kocman"],
];

fn assert_tabs_are_read(posts: &[Imprint]) {
    for [name, title, date, author] in TABS {
        let post = posts.iter().find(|post| post.path.ends_with(&format!("/{name}.md")));
        let post = post.unwrap_or_else(|| panic!("{name} is not there"));
        let found = (post.title.as_str(), post.date.as_deref(), post.authors.as_slice());
        assert_eq!(found, (title, Some(date), &[author.to_owned()][..]), "{name}");
    }
}

#[test]
fn no_post_of_the_nine_corpora_is_lost() {
    let Some(corpora) = shared("corpora/unpack") else { return };
    let place = Place::new();
    let unpacked = Command::new(corpora).arg(place.path("corpus")).status().expect("runs");
    assert!(unpacked.success());
    let stdout = place.run(&["index", "--json"]).expect(0);
    let report: wire::Report = wire::read(&stdout);
    assert!(report.seen > 50_000);
    assert_eq!(report.seen, report.indexed + report.skipped + report.failed);
    assert_eq!(report.failed, 0, "{:#?}", report.failed_files);
    for query in ["cease-fire", "oil prices", "\"open source\"", "停火", "ruby*"] {
        let stdout = place.run(&["search", query, "--json"]);
        let results: wire::Results = wire::read(&stdout.stdout);
        assert!(results.total > 0 || stdout.status == Some(1), "{query}");
    }
    let posts: Vec<Imprint> = exported(&place, &place.path("corpus"));
    assert_eq!(posts.len(), report.seen, "drafts are exported too");
    for post in &posts {
        assert!(!post.title.trim().is_empty(), "{} has no title", post.path);
    }
    assert_tabs_are_read(&posts);
    print_date_sources(&posts);
}
