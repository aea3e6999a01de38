//! Real posts by the thousands, where they are at hand: `shared/` beside the project's folder, or
//! wherever `KWIC_SHARED` points.

use std::path::PathBuf;
use std::process::Command;

use crate::program::{Place, project};
use crate::wire;

/// The folder of shared test data, or a message that says what is skipped.
fn shared(what: &str) -> Option<PathBuf> {
    let beside = project().parent().map(|parent| parent.join("shared"));
    let folder = std::env::var_os("KWIC_SHARED").map(PathBuf::from).or(beside)?;
    if folder.join(what).exists() {
        return Some(folder.join(what));
    }
    eprintln!("skipped: there is no {}", folder.join(what).display());
    None
}

fn text(path: &std::path::Path) -> &str {
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
}
