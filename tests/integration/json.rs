//! The JSON of `search` holds what it promises, on all languages of the sample corpus.

use crate::program::Place;
use crate::wire;

fn search(place: &Place, query: &str) -> wire::Results {
    let run = place.run(&["search", "--json", "--no-refresh", "-n", "100", query]);
    assert!(run.status.is_some_and(|status| status < 2), "{run:#?}");
    wire::read(&run.stdout)
}

#[test]
fn the_envelope_is_whole() {
    let place = Place::with_samples();
    place.index();
    let results = search(&place, "cease-fire");
    assert_eq!(results.format_version, 1);
    assert_eq!(results.query.text, "cease-fire");
    assert_eq!(results.query.parsed, "cease-fire");
    assert_eq!(results.query.corrected, None);
    assert_eq!(results.total, results.hits.len() as u64);
    assert!(results.total >= 6 && results.took_ms > 0.0);
    assert!(results.index.posts >= 40 && results.index.complete);
    assert_eq!((results.index.generation, results.index.stale), (1, None));
    assert!(results.index.committed_at.ends_with('Z'));
    assert!(results.facets.is_empty() && results.warnings.is_empty());
    let nothing = search(&place, "zzzzz");
    assert_eq!((nothing.total, nothing.hits.len()), (0, 0));
}

#[test]
fn ranges_are_code_points_in_every_language() {
    let place = Place::with_samples();
    place.index();
    // Each query with what may stand under its marks, without regard to case.
    let table = [
        ("cease-fire", &["cease-fire", "cease-fires", "cease fire", "ceasefire", "ceasefires"][..]),
        ("Lavrov", &["lavrov", "lavrov’s", "lavrovs"]),
        ("Лавров", &["лавр", "лавров", "лаврова", "лаврову", "лавровым", "лавровый"]),
        ("停火", &["停火"]),
        ("لافروف", &["لافروف"]),
        ("O'Brien", &["o'brien", "o’brien", "o brien", "o`brien", "obrien"]),
        ("café", &["café", "cafe"]),
    ];
    for (query, forms) in table {
        let results = search(&place, query);
        assert!(results.total > 0, "{query}");
        for hit in &results.hits {
            check_marks(query, forms, &hit.title, &hit.title_highlights);
            for snippet in &hit.snippets {
                check_marks(query, forms, &snippet.text, &snippet.highlights);
                assert!(!snippet.text.is_empty() && snippet.text.trim() == snippet.text);
                assert!(snippet.line.is_some_and(|line| line > 0) || snippet.field != "body");
            }
        }
        assert!(
            results.hits.iter().any(|hit| hit.snippets.iter().any(|s| !s.highlights.is_empty()))
        );
    }
}

#[track_caller]
fn check_marks(query: &str, forms: &[&str], text: &str, marks: &[[usize; 2]]) {
    let chars: Vec<char> = text.chars().collect();
    let mut end = 0;
    for &[from, to] in marks {
        assert!(end <= from && from < to, "{query}: {marks:?}");
        end = to;
        let marked: String = chars[from..to].iter().collect::<String>().to_lowercase();
        assert!(forms.contains(&marked.as_str()), "{query}: {marked:?} in {text:?}");
    }
}

#[test]
fn scores_fall_and_equal_runs_are_equal() {
    let place = Place::with_samples();
    place.index();
    let first = search(&place, "truce OR cease-fire OR Lavrov");
    assert!(first.hits.is_sorted_by(|a, b| a.score >= b.score));
    assert!(first.hits.iter().map(|hit| hit.rank).eq(1..=first.hits.len()));
    let second = search(&place, "truce OR cease-fire OR Lavrov");
    let order = |results: &wire::Results| -> Vec<String> {
        results.hits.iter().map(|hit| hit.path.clone()).collect()
    };
    assert_eq!(order(&first), order(&second));
}
