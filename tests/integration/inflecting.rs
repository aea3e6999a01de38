//! Inflections, where the posts of an index are in several languages.

use crate::program::Place;

/// So many posts in English make a language rare that two posts are in.
const POSTS: usize = 1100;

/// Posts in English, of which each says `denied`, and two in Catalan.
fn place() -> Place {
    let place = Place::new();
    for number in 0..POSTS {
        let text = format!("---\nlang: en\n---\nThe request was denied in room {number}.\n");
        place.file(&format!("corpus/en/{number}.md"), text);
    }
    for (name, text) in [("gats", "Els gats dormen dens."), ("gos", "El gos dorm a la casa.")] {
        place.file(&format!("corpus/ca/{name}.md"), format!("---\nlang: ca\n---\n{text}\n"));
    }
    place.index();
    place
}

#[test]
fn a_word_of_many_posts_is_none_of_a_rare_language() {
    let place = place();
    let table = [
        // By the rules of Catalan `denied` and `dens` are forms of one word.
        ("denied lang:ca", ""),
        ("dens lang:ca", "ca/gats.md"),
        // A form that no post has may be of any language.
        ("gat", "ca/gats.md"),
    ];
    for (query, expected) in table {
        let run = place.run(&["search", query, "-l", "--no-correct", "--no-relax"]);
        let found = run.stdout.trim().strip_prefix("corpus/").unwrap_or_default();
        assert_eq!(found, expected, "{query}");
    }
    // The English posts are found in their inflections whatever there is beside them.
    let run = place.run(&["search", "-c", "requests denying rooms", "--no-relax"]);
    assert_eq!(run.stdout.trim(), POSTS.to_string());
}
