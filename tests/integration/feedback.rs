//! Long questions are ranked by words of the posts that answer them best, too.

use crate::program::Place;
use crate::wire;

const QUESTION: &str = "Which bakers sold sour rye bread beside the northern harbour market?";

fn place() -> Place {
    let place = Place::new();
    let post = |name: &str, text: &str| {
        place.file(&format!("corpus/{name}.md"), format!("---\ntitle: T\nlang: en\n---\n{text}"));
    };
    for number in 1..=4 {
        let text = "Bakers sold sour rye bread with kvass beside the northern harbour market.";
        post(&format!("answer-{number}"), text);
    }
    post("near-a", "Bread was sold there, and a glass of water.");
    post("near-b", "Bread was sold there, and a cup of kvass.");
    post("only", "Kvass is a drink.");
    for number in 1..=9 {
        post(&format!("other-{number}"), "Nothing about it at all here.");
    }
    place.index();
    place
}

fn answer(place: &Place, query: &str, flags: &[&str]) -> wire::Results {
    let args = ["search", "--json", "--no-refresh", "--explain", "-n", "20", query];
    wire::read(&place.run(&[&args[..], flags].concat()).expect(0))
}

fn feedback(results: &wire::Results) -> Vec<&str> {
    let words = &results.query.explained.as_ref().expect("is explained").words;
    words.iter().filter(|word| word.feedback).map(|word| word.text.as_str()).collect()
}

#[test]
fn words_of_the_best_posts_rank_and_do_not_match() {
    let place = place();
    let results = answer(&place, QUESTION, &["--any"]);
    assert_eq!(feedback(&results), ["kvass"]);
    let paths: Vec<&str> = results.hits.iter().map(|hit| hit.path.as_str()).collect();
    let answers = ["answer-1.md", "answer-2.md", "answer-3.md", "answer-4.md"];
    assert_eq!(paths, [&answers[..], &["near-b.md", "near-a.md"]].concat());
    assert_eq!(results.total, 6);
    for hit in &results.hits {
        let parts = &hit.explanation.as_ref().expect("is explained").parts;
        let sum: f64 = parts.iter().map(|part| part.score).sum();
        assert!((sum - hit.score).abs() < 1e-4, "{}", hit.path);
        for snippet in &hit.snippets {
            let kvass = snippet.text.find("kvass").map(|at| snippet.text[..at].chars().count());
            let is_marked = snippet.highlights.iter().any(|range| Some(range[0]) == kvass);
            assert!(!is_marked, "{snippet:?}");
        }
    }
}

#[test]
fn pages_and_limits_do_not_change_the_order() {
    let place = place();
    let all: Vec<String> =
        answer(&place, QUESTION, &["--any"]).hits.into_iter().map(|hit| hit.path).collect();
    let mut paged = Vec::new();
    for offset in ["0", "2", "4"] {
        let args = ["search", "--json", "--no-refresh", "--any", "-n", "2", "--offset", offset];
        let page: wire::Results =
            wire::read(&place.run(&[&args[..], &[QUESTION]].concat()).expect(0));
        paged.extend(page.hits.into_iter().map(|hit| hit.path));
    }
    assert_eq!(paged, all);
}

#[test]
fn short_questions_and_other_queries_mean_what_they_say() {
    let place = place();
    assert!(feedback(&answer(&place, "sour rye bread", &["--any"])).is_empty());
    assert!(feedback(&answer(&place, QUESTION, &[])).is_empty());
    assert!(feedback(&answer(&place, QUESTION, &["--any", "--sort", "newest"])).is_empty());
    let told = place.run(&["search", "--explain", "--any", QUESTION]).expect(0);
    assert!(told.contains("`kvass` (from the best posts): in 6 of 16 posts"), "{told}");
}
