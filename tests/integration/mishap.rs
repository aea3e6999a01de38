//! What a mishap must leave of an index, and what the next run must make of it.

use std::fs;

use crate::program::Place;
use crate::wire;

/// How many posts there are, so that a run takes long enough to be hit in all its parts.
pub const POSTS: usize = 120;
/// A word of every post, one of some, one of those that were edited, and one of none.
const WORDS: [&str; 4] = ["common", "third", "edited", "absent"];

/// Writes the posts of the first build.
pub fn write_posts(place: &Place) {
    for number in 0..POSTS {
        let third = if number % 3 == 0 { "third" } else { "other" };
        let text = format!("---\ntags: [t{}]\n---\nA common {third} word.\n", number % 7);
        place.file(&format!("corpus/{}/{number}.md", number % 10), text.repeat(1 + number % 4));
    }
}

/// Edits, adds, renames and removes some posts, others each time.
pub fn change_posts(place: &Place, round: usize) {
    let path = |number: usize| format!("corpus/{}/{number}.md", number % 10);
    for number in (0..POSTS).filter(|number| number % 5 == round % 5) {
        place.file(&path(number), format!("A common word, edited {round}.\n"));
    }
    place.file(&format!("corpus/new/{round}.md"), "A common new word.\n");
    let (from, to) = (path(round * 7 % POSTS), format!("corpus/moved-{round}.md"));
    // Another round may have moved it.
    let _ = fs::rename(place.path(&from), place.path(&to));
    let _ = fs::remove_file(place.path(&format!("corpus/new/{}.md", round.wrapping_sub(2))));
}

/// What an index finds, and how many posts it holds.
pub fn answers(place: &Place, index: &str) -> (Vec<String>, u64) {
    let found = WORDS.map(|word| {
        place
            .run(&["search", "--no-refresh", "--index", index, "-l", "--sort", "path", word])
            .stdout
    });
    let stats = place.run(&["stats", "--no-refresh", "--json", "--index", index]).expect(0);
    let stats: wire::Stats = wire::read(&stats);
    assert!(stats.complete);
    (found.to_vec(), stats.posts)
}

/// What is there can be read to the last byte.
#[track_caller]
pub fn is_whole(place: &Place, index: &str) {
    let run = place.run(&["verify", "--index", index]);
    assert_eq!(run.status, Some(0), "{run:#?}");
}

/// The next run mends what is left: the index then answers as a fresh one, and nothing else is there.
#[track_caller]
pub fn is_mended(place: &Place, index: &str) {
    place.run(&["index", "--quiet", "--index", index]).expect_silence();
    let _ = fs::remove_dir_all(place.path("fresh"));
    place.run(&["index", "--quiet", "--index", "fresh"]).expect_silence();
    assert_eq!(answers(place, index), answers(place, "fresh"));
    is_whole(place, index);
    has_no_leftovers(place, index);
}

/// There is one generation, and in it no file of a segment that is not used.
#[track_caller]
fn has_no_leftovers(place: &Place, index: &str) {
    let stats = place.run(&["stats", "--no-refresh", "--json", "--index", index]).expect(0);
    let stats: wire::Stats = wire::read(&stats);
    let names = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(place.path(folder)).expect("lists").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    };
    let mut generations = names(index);
    generations.retain(|name| name.starts_with("generation-"));
    assert_eq!(generations.len(), 1, "{generations:?}");
    let files = names(&format!("{index}/{}", generations[0]));
    for (end, count) in [(".store", stats.segments), (".term", stats.segments)] {
        let found = files.iter().filter(|name| name.ends_with(end)).count();
        assert_eq!(found, count, "{end} in {files:?}");
    }
    assert!(!files.iter().any(|name| name.starts_with(".tmp")), "{files:?}");
}
