//! Limits of what is searched for are never silent.

use std::fmt::Write;

use crate::program::{Place, Run};
use crate::wire;

fn results(run: &Run) -> wire::Results {
    wire::read(&run.stdout)
}

#[test]
fn a_phrase_with_too_many_spellings_is_warned_of() {
    let place = Place::new();
    let words = ["cease-fire", "web-site", "week-end", "on-line", "health-care", "data-base"];
    let joined = words.map(|word| word.replace('-', ""));
    place.file("corpus/a.md", format!("{} {}", words.join(" "), joined.join(" "))).index();
    let message = |count: usize| {
        let query = format!("\"{}\"", words[..count].join(" "));
        let mut results = results(&place.run(&["search", "--json", &query]));
        results.warnings.pop().map(|warning| (warning.code, warning.message))
    };
    assert_eq!(message(4), None);
    let (code, message) = message(5).expect("there are 32 spellings");
    assert_eq!(code, "too_many_terms");
    assert!(message.contains("spelled in 32 ways, of which only the 16 nearest"), "{message}");
}

#[test]
fn of_many_clauses_the_rarest_are_named() {
    let place = Place::new();
    place
        .file("corpus/a.md", "one two three four five six seven eight nine ten eleven twelve")
        .index();
    let mut query = "+one".to_owned();
    for word in ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"] {
        write!(query, " +{word}").expect("strings take all");
    }
    let few = results(&place.run(&["search", "--json", &format!("{query} +zyx")]));
    assert_eq!(few.no_hits.map(|no_hits| no_hits.clauses.len()), Some(12));
    assert!(few.warnings.is_empty(), "{:?}", few.warnings);
    let many = results(&place.run(&["search", "--json", &format!("{query} +twelve +zyx")]));
    let clauses = many.no_hits.expect("nothing is found").clauses;
    let last = clauses.last().expect("twelve are named");
    assert_eq!((clauses.len(), last.text.as_str(), last.posts), (12, "+zyx", 0));
    assert_eq!(last.posts_without, Some(1));
    let message = "of 13 clauses, only the 12 that fewest posts meet are named";
    assert_eq!(many.warnings[0].message, message);
    let too_many = format!("{} +zyx", "+one ".repeat(40));
    let too_many = results(&place.run(&["search", "--json", &too_many]));
    assert_eq!(too_many.no_hits.map(|no_hits| no_hits.clauses.len()), Some(0));
    assert_eq!(
        too_many.warnings[0].message,
        "which of 41 words and phrases left nothing is not looked into"
    );
}

#[test]
fn one_post_that_is_not_shown_is_one() {
    let place = Place::new();
    place.file("corpus/a.md", "A truce.").index();
    for args in [["-n", "0"], ["--offset", "1"]] {
        let run = place.run(&[&["search", "truce"], &args[..]].concat());
        assert_eq!((run.stderr.as_str(), run.status), ("1 post, not shown\n", Some(0)), "{args:?}");
    }
}
