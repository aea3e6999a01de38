//! Many little updates: the index stays nearly as small and as quick as a fresh one.
//!
//! `KWIC_UPDATES=1000` makes so many on twice as many posts, and prints the figures.

use std::time::{Duration, Instant};

use fastrand::Rng;
use kwic::index::{IndexFolder, IndexReader};
use kwic::search::{Request, search};

use crate::program::{Place, project};

/// How many updates are made if nothing else is asked for.
const UPDATES: usize = 60;
/// How many posts there are for each update.
const POSTS_PER_UPDATE: usize = 2;
/// The index may be so much larger, and a query may take so much longer, than a fresh one.
const MOST_WEAR: f64 = 1.3;
/// How often all queries are asked, of each index in turn; the quickest time counts.
const ROUNDS: usize = 40;

/// A word, some words, a phrase, a pattern, a field, a filter, and all posts.
const QUERIES: [&str; 8] = [
    "cease-fire",
    "lavrov karabakh",
    "the OR and OR of",
    "\"cease fire\"",
    "ceas*",
    "title:truce",
    "date:2020-10 lavrov",
    "*",
];

/// Texts to make posts of.
fn samples() -> Vec<String> {
    let options = kwic::corpus::WalkOptions::default();
    let walked = kwic::corpus::walk(&project().join("corpus"), &options).expect("is there");
    walked.files.iter().filter_map(|file| std::fs::read_to_string(&file.path).ok()).collect()
}

/// Edits, adds or removes one post, all three as often.
fn change(place: &Place, rng: &mut Rng, texts: &[String], update: usize, posts: usize) {
    let name = |number: usize| format!("corpus/{}/{number}.md", number % 20);
    let any = name(rng.usize(..posts));
    let text = &texts[rng.usize(..texts.len())];
    match update % 3 {
        0 => place.file(&any, format!("{text}\nEdited {update} times.\n")),
        1 => place.file(&name(posts + update), text),
        _ => {
            // It may be gone already.
            let _ = std::fs::remove_file(place.path(&any));
            place
        }
    };
}

fn reader(place: &Place, index: &str) -> IndexReader {
    let folder = IndexFolder::new(&place.path(index)).expect("is an index");
    IndexReader::open(&folder).expect("opens")
}

fn size(reader: &IndexReader) -> u64 {
    reader.folder().size(reader.generation()).expect("can be listed")
}

/// How long all queries take, ten hits with passages each.
fn time(reader: &IndexReader) -> Duration {
    let start = Instant::now();
    for query in QUERIES {
        search(reader, &Request::new(query)).expect("answers");
    }
    start.elapsed()
}

#[test]
fn little_updates_leave_no_fat() {
    let asked = std::env::var("KWIC_UPDATES").ok();
    let updates = asked.map_or(UPDATES, |count| count.parse().expect("KWIC_UPDATES is a number"));
    let posts = updates * POSTS_PER_UPDATE;
    let (place, texts, rng) = (Place::new(), samples(), &mut Rng::with_seed(1));
    for number in 0..posts {
        let text = &texts[number % texts.len()];
        place.file(&format!("corpus/{}/{number}.md", number % 20), text);
    }
    place.index();
    for update in 0..updates {
        change(&place, rng, &texts, update, posts);
        place.index();
    }
    place.run(&["index", "--quiet", "--index", "fresh"]).expect_silence();
    let (worn, fresh) = (reader(&place, "index"), reader(&place, "fresh"));
    assert_eq!(worn.posts(), fresh.posts());
    let times = (0..ROUNDS).map(|_| (time(&worn), time(&fresh)));
    let quickest = |a: (Duration, Duration), b: (Duration, Duration)| (a.0.min(b.0), a.1.min(b.1));
    let (slow, quick) = times.reduce(quickest).expect("there are rounds");
    let larger = size(&worn) as f64 / size(&fresh) as f64;
    let slower = slow.as_secs_f64() / quick.as_secs_f64();
    let segments = worn.searcher().segment_readers().len();
    eprintln!(
        "{updates} updates, {} posts in {segments} segments: {} bytes instead of {} ({larger:.2}), \
         {slow:.2?} instead of {quick:.2?} ({slower:.2})",
        worn.posts(),
        size(&worn),
        size(&fresh),
    );
    assert!(larger <= MOST_WEAR && slower <= MOST_WEAR, "{larger:.2} in size, {slower:.2} in time");
}
