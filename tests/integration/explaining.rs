//! `kwic search --explain`: what each word was taken for, and what made up each score.

use crate::program::Place;
use crate::wire;

fn answer(place: &Place, query: &str) -> wire::Results {
    wire::read(&place.run(&["search", "--json", "--no-refresh", "--explain", query]).expect(0))
}

#[test]
fn parts_add_up_to_the_score() {
    let place = Place::with_samples();
    place.index();
    let queries = [
        "cease-fire",
        "cease fire shelling",
        "lavrov^3 karabakh",
        "\"humanitarian ceasefire\" OR title:truce",
        "ceas* NOT lavrov",
        "lavrof~2",
        "停火",
        "lavrov tag:russia",
        "lavrov armistice karabakh",
        "lavrof",
    ];
    for query in queries {
        let results = answer(&place, query);
        assert!(results.total > 0, "{query}");
        let explained = results.query.explained.expect("is explained");
        assert!(explained.posts >= 40 && !explained.words.is_empty(), "{query}");
        for hit in &results.hits {
            let explanation = hit.explanation.as_ref().expect("is explained");
            let sum: f64 = explanation.parts.iter().map(|part| part.score).sum();
            assert!((sum - hit.score).abs() < 1e-4, "{query} {}: {sum} {}", hit.path, hit.score);
            assert!(explanation.length > 0.0 && explanation.parts.iter().all(|p| p.count > 0.0));
        }
    }
    let plain = place.run(&["search", "--json", "lavrov"]).expect(0);
    let plain: wire::Results = wire::read(&plain);
    assert!(plain.query.explained.is_none());
    assert!(plain.hits.iter().all(|hit| hit.explanation.is_none()));
}

#[test]
fn each_form_is_told_with_its_posts() {
    let place = Place::new();
    place.file("corpus/a.md", "---\nlang: en\n---\nThe truce, the truces, a résumé.");
    place.file("corpus/b.md", "---\nlang: en\n---\nA truce. A resume, a truce.");
    place.file("corpus/c.md", "---\nlang: fr\n---\nLe truces.");
    place.index();
    let table = [
        ("truce", "truce typed 1 * 2; truces inflection 0.7 en,fr 2"),
        ("=truce", "truce typed 1 * 2"),
        ("resume", "resume typed 1 * 1; résumé accent 0.9 * 1"),
        ("tru*", "truce pattern 1 * 2; truces pattern 1 * 2"),
        ("truse~", "truce typo 0.7 * 2"),
        ("\"the truce\"", "the truce typed 1 * 1"),
    ];
    for (query, expected) in table {
        let explained = answer(&place, query).query.explained.expect("is explained");
        let forms = explained.words[0].forms.iter().filter(|form| form.posts > 0);
        let forms = forms.map(|form| {
            let languages = form.languages.as_ref().map_or("*".to_owned(), |all| all.join(","));
            format!("{} {} {} {languages} {}", form.text, form.kind, form.weight, form.posts)
        });
        assert_eq!(forms.collect::<Vec<_>>().join("; "), expected, "{query}");
    }
}

#[test]
fn people_read_it_in_words() {
    let place = Place::new();
    place.file("corpus/a.md", "---\ntitle: Peace\n---\nA truce.");
    place.file("corpus/b.md", "---\ntitle: War\n---\nNo such word here.");
    place.index();
    let stdout = place.run(&["search", "--explain", "truce^2"]).expect(0);
    for line in [
        "query truce^2",
        "`truce`: in 1 of 2 posts; rarity 0.69, times 2; body 1, title 3",
        "    truce  as typed, counts 1: 1 post",
        "    `truce` 1.4",
        ": 1.0 occurrences weighed by field and form, in 1 of 2 posts, post length 0.8 of the usual, times 2",
    ] {
        assert!(stdout.contains(line), "{line}\n{stdout}");
    }
}
