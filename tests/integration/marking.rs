//! What is marked: what found the post, and no other word of the query.

use crate::program::Place;
use crate::wire;

/// What is marked in the passages of each hit, by path.
#[track_caller]
fn marked(place: &Place, query: &str) -> Vec<String> {
    let args = ["search", "--json", "--sort", "path", "--snippets", "3", "-e", query];
    let results: wire::Results = wire::read(&place.run(&args).expect(0));
    let hits = results.hits.into_iter().map(|hit| {
        let mut words: Vec<String> = Vec::new();
        for snippet in hit.snippets {
            let chars: Vec<char> = snippet.text.chars().collect();
            let text = |&[from, to]: &[usize; 2]| chars[from..to].iter().collect();
            words.extend(snippet.highlights.iter().map(text));
        }
        format!("{}: {}", hit.path.trim_end_matches(".md"), words.join(" "))
    });
    hits.collect()
}

#[test]
fn a_side_of_or_that_found_nothing_marks_nothing() {
    let place = Place::new();
    place.file("corpus/1.md", "An apple and a pear lay there.");
    place.file("corpus/2.md", "---\ntags: [fruit]\n---\nAn apple, a plum and a pear lay there.");
    place.file("corpus/3.md", "A plum and a fig lay there.").index();
    let table: [(&str, &[&str]); 13] = [
        ("(apple NOT plum) OR pear", &["1: apple pear", "2: pear"]),
        ("apple -plum OR pear", &["1: apple pear", "2: pear"]),
        ("apple OR pear", &["1: apple pear", "2: apple pear"]),
        ("(apple fig) OR pear", &["1: pear", "2: pear"]),
        ("(apple tag:fruit) OR pear", &["1: pear", "2: apple pear"]),
        ("(apple -tag:fruit) OR pear", &["1: apple pear", "2: pear"]),
        ("(apple plum) OR fig", &["2: apple plum", "3: fig"]),
        ("((apple NOT plum) OR pear) there", &["1: apple pear there", "2: pear there"]),
        (
            "((apple OR (plum NOT pear)) lay) OR fig",
            &["1: apple lay", "2: apple lay", "3: plum fig lay"],
        ),
        ("NOT (apple NOT plum) lay", &["2: lay", "3: lay"]),
        ("(\"a pear\" NOT plum) OR apple", &["1: apple a pear", "2: apple"]),
        ("(pe* NOT plum) OR apple", &["1: apple pear", "2: apple"]),
        ("apple NOT plum", &["1: apple"]),
    ];
    for (query, expected) in table {
        assert_eq!(marked(&place, query), expected, "{query}");
    }
    let args = ["search", "--json", "--sort", "path", "-e", "apple -plum", "-e", "pear"];
    let results: wire::Results = wire::read(&place.run(&args).expect(0));
    let count = |hit: &wire::Hit| hit.snippets[0].highlights.len();
    assert_eq!(results.hits.iter().map(count).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn a_label_is_no_passage_where_text_follows_it() {
    let place = Place::new();
    let text = "The senate sat until noon on Friday and then went home.";
    place.file("corpus/label.md", format!("U.S.\n\n{text}\n"));
    place.file("corpus/alone.md", "A picture.\n\nU.S.\n");
    place.file("corpus/list.md", "Some senators:\n\n- Ann Reed, U.S.\n- Bo Gray, U.K.\n").index();
    let results: wire::Results =
        wire::read(&place.run(&["search", "--json", "--sort", "path", "U.S."]).expect(0));
    let texts = results.hits.iter().map(|hit| hit.snippets[0].text.as_str());
    assert_eq!(texts.collect::<Vec<_>>(), ["U.S.", text, "Ann Reed, U.S."]);
}
