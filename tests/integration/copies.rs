//! Copies among the posts: found, put together in a search, listed, remembered.

use std::fs;
use std::process::Command;

use serde::Deserialize;

use crate::program::{Place, Run};
use crate::wire;

const TRUCE: &str = "The two sides agreed on Saturday to stop shooting at noon, so that prisoners \
and the dead can be exchanged. The foreign ministers had talked for ten hours in Moscow before \
they signed four short points, and neither of them took a question. The Red Cross is to act as \
go-between. Within an hour both defense ministries reported incoming fire from the other side.";

const SOUP: &str = "Rinse the lentils until the water runs clear, then fry an onion in oil until it \
is golden. Add cumin, the lentils, six dried apricots and a litre of stock. Let it simmer for half \
an hour, blend it, and season it with lemon. It keeps for three days and tastes better on the \
second, once the truce between sweet and sour has held for a night in the fridge.";

fn post(title: &str, date: &str, text: &str) -> String {
    let date = if date.is_empty() { String::new() } else { format!("date: {date}\n") };
    format!("---\ntitle: {title}\n{date}---\n{text}\n")
}

/// Three tellings of one story, two of another, and one that is by itself.
fn stories() -> Place {
    let place = Place::new();
    let resent = TRUCE.replace("Saturday", "Sunday").replace("noon", "midnight");
    let cut = &TRUCE[..TRUCE.find("The Red Cross").expect("is there")];
    place
        .file("corpus/b-wire.md", post("Sides agree to a truce", "2020-10-11", TRUCE))
        .file("corpus/a-resent.md", post("A truce, at last", "2020-10-10", &resent))
        .file("corpus/c-cut.md", post("Truce", "", cut))
        .file("corpus/soup.md", post("Red lentil soup", "2019-01-01", SOUP))
        .file("corpus/soup-again.md", post("Soup for a truce", "2019-02-02", SOUP))
        .file("corpus/note.md", post("A note on the word truce", "2018-01-01", "Say truce."));
    place.index();
    place
}

fn search(place: &Place, args: &[&str]) -> wire::Results {
    wire::read(&place.run(&[&["search", "--json"], args].concat()).expect(0))
}

/// Path, and paths of the copies, of each hit.
fn shown(results: &wire::Results) -> Vec<(&str, Vec<&str>)> {
    let hits = results.hits.iter().map(|hit| {
        let copies = hit.copies.iter().flatten().map(|copy| copy.path.as_str());
        (hit.path.as_str(), copies.collect())
    });
    hits.collect()
}

#[test]
fn copies_are_one_hit_of_the_earliest() {
    let place = stories();
    let all = search(&place, &["truce", "--sort", "path"]);
    assert_eq!((all.total, all.hits.len()), (6, 6));
    assert!(all.hits.iter().all(|hit| hit.copies.is_none() && hit.copies_total.is_none()));
    let collapsed = search(&place, &["truce", "--sort", "path", "--collapse"]);
    assert_eq!(collapsed.total, 6, "the total counts posts");
    let expected = [
        ("a-resent.md", vec!["b-wire.md", "c-cut.md"]),
        ("note.md", vec![]),
        ("soup.md", vec!["soup-again.md"]),
    ];
    assert_eq!(shown(&collapsed), expected);
    let hit = &collapsed.hits[0];
    assert_eq!((hit.rank, hit.copies_total), (1, Some(2)));
    let copies = hit.copies.as_ref().expect("is asked for");
    assert_eq!(copies[0].date.as_deref(), Some("2020-10-11"));
    assert!((0.7..0.95).contains(&copies[0].similarity), "{copies:?}");
    assert!((0.4..0.7).contains(&copies[1].similarity), "{copies:?}");
    assert_eq!(collapsed.hits[2].copies.as_ref().expect("is there")[0].similarity, 1.0);
}

#[test]
fn a_cluster_stands_where_its_best_hit_would() {
    let place = stories();
    // The copy has the word in its title, the first post only in its text.
    let all = search(&place, &["truce", "soup", "--any"]);
    let best = |path: &str| all.hits.iter().find(|hit| hit.path == path).expect("is a hit").rank;
    assert!(best("soup-again.md") < best("soup.md"));
    let collapsed = search(&place, &["truce", "soup", "--any", "--collapse"]);
    assert_eq!(collapsed.hits[0].path, "soup.md");
    assert_eq!(collapsed.hits[0].score, all.hits[best("soup.md") - 1].score, "its own score");
    let ranks: Vec<_> = collapsed.hits.iter().map(|hit| hit.rank).collect();
    assert_eq!(ranks, [1, 2, 3]);
}

#[test]
fn pages_count_what_is_shown() {
    let place = stories();
    let page = |offset: &str| {
        let args = ["truce", "--sort", "path", "--collapse", "-n", "1", "--offset", offset];
        let results: wire::Results =
            wire::read(&place.run(&[&["search", "--json"], &args[..]].concat()).stdout);
        assert_eq!(results.total, 6);
        results.hits.into_iter().map(|hit| (hit.rank, hit.path)).next()
    };
    let named = |rank, path: &str| Some((rank, path.to_owned()));
    assert_eq!(page("0"), named(1, "a-resent.md"));
    assert_eq!(page("1"), named(2, "note.md"));
    assert_eq!(page("2"), named(3, "soup.md"));
    assert_eq!(page("3"), None);
    let paths = place.run(&["search", "truce", "--sort", "path", "--collapse", "-l"]).expect(0);
    assert_eq!(paths, "corpus/a-resent.md\ncorpus/note.md\ncorpus/soup.md\n");
}

#[test]
fn what_does_not_match_is_no_copy_of_a_hit() {
    let place = stories();
    let of_saturday = search(&place, &["Saturday", "--collapse"]);
    assert_eq!(of_saturday.total, 2);
    assert_eq!(shown(&of_saturday), [("b-wire.md", vec!["c-cut.md"])]);
    let later = search(&place, &["truce", "--since", "2020-10-11", "--collapse"]);
    assert_eq!(shown(&later), [("b-wire.md", vec![])]);
}

#[test]
fn text_says_how_many_copies_there_are() {
    let place = stories();
    let run = place.run(&["search", "truce", "--collapse", "--sort", "path"]);
    assert!(run.stdout.contains("corpus/a-resent.md:5  +2 copies\n"), "{}", run.stdout);
    assert!(run.stdout.contains("corpus/soup.md:5  +1 copy\n"), "{}", run.stdout);
    assert_eq!(run.stderr, "6 posts, 3 of them copies\n");
    let plain = place.run(&["search", "truce"]);
    assert!(!plain.stdout.contains("cop"), "not for a pipe unless asked: {}", plain.stdout);
    for args in [["--collapse", "-c"], ["--collapse", "--expand"]] {
        let refused = place.run(&[&["search", "truce"], &args[..]].concat());
        assert_eq!(refused.status, Some(2), "{args:?}");
    }
}

/// Runs the program on a terminal; nothing if there is no Python to make one.
#[cfg(unix)]
fn on_terminal(place: &Place, args: &[&str]) -> Option<Run> {
    Command::new("python3").arg("--version").output().ok()?;
    let script = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)";
    let program = place.command(args);
    let mut python = Command::new("python3");
    python.args(["-c", script]).arg(program.get_program()).args(program.get_args());
    // A pager would wait for somebody to press a key.
    python.args(["--no-pager", "--no-hints"]);
    python.current_dir(place.path("")).env_remove("KWIC_INDEX").stdin(std::process::Stdio::null());
    Some(Run::of(&mut python))
}

#[cfg(unix)]
#[test]
fn copies_are_put_together_on_a_terminal() {
    let place = stories();
    let Some(run) = on_terminal(&place, &["search", "truce", "--color", "never"]) else { return };
    assert!(run.stdout.contains("+2 copies"), "{run:?}");
    for args in [["search", "truce", "--expand"], ["search", "truce", "--json"]] {
        let run = on_terminal(&place, &args).expect("there is a Python");
        assert!(!run.stdout.contains("copies"), "{run:?}");
    }
}

#[test]
fn batches_put_copies_together_too() {
    let place = stories();
    let run = place.run_with_stdin(&["search", "--batch", "-", "--collapse"], "truce\nlentils\n");
    let counts: Vec<usize> =
        run.expect(0).lines().map(|line| line.matches("\"copies_total\":").count()).collect();
    assert_eq!(counts, [3, 1]);
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Duplicates {
    format_version: u32,
    min_similarity: f64,
    total: u64,
    posts: u64,
    index: wire::Index,
    clusters: Vec<Cluster>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cluster {
    posts: u64,
    first: wire::NamedPost,
    copies: Vec<Compared>,
}

#[derive(Debug, Deserialize)]
struct Compared {
    path: String,
    similarity: f64,
    differences: Vec<Difference>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    before: String,
    removed: String,
    added: String,
}

fn duplicates(place: &Place, args: &[&str]) -> Duplicates {
    let run = place.run(&[&["duplicates", "--json"], args].concat());
    let found: Duplicates = wire::read(&run.stdout);
    assert_eq!(run.status, Some(i32::from(found.total == 0)));
    assert_eq!(found.format_version, 1);
    found
}

#[test]
fn copies_are_listed_with_what_differs() {
    let place = stories();
    let found = duplicates(&place, &[]);
    assert_eq!((found.total, found.posts, found.min_similarity), (2, 5, 0.5));
    let stats: serde_json::Value = wire::read(&place.run(&["stats", "--json"]).expect(0));
    assert_eq!((Some(found.index.posts), found.index.stale), (stats["posts"].as_u64(), Some(0)));
    let [truce, soup] = &found.clusters[..] else { panic!("{found:?}") };
    assert_eq!((truce.posts, truce.first.path.as_str()), (3, "a-resent.md"));
    assert_eq!(
        (soup.first.path.as_str(), soup.copies[0].path.as_str()),
        ("soup.md", "soup-again.md")
    );
    assert_eq!((soup.copies[0].similarity, soup.copies[0].differences.len()), (1.0, 0));
    let places: Vec<_> = truce.copies[0]
        .differences
        .iter()
        .map(|it| (it.before.as_str(), it.removed.as_str(), it.added.as_str()))
        .collect();
    let expected =
        [("sides agreed on", "Sunday", "Saturday"), ("stop shooting at", "midnight,", "noon,")];
    assert_eq!(places, expected);
    let stricter = duplicates(&place, &["--min-similarity", "0.99"]);
    assert_eq!((stricter.total, stricter.posts), (1, 2));
    assert_eq!(duplicates(&place, &["--limit", "0"]).clusters.len(), 0);
    let second = duplicates(&place, &["-n", "1", "--offset", "1", "--copies", "0"]);
    assert_eq!(second.clusters[0].first.path, "soup.md");
    assert!(second.clusters[0].copies.is_empty());
}

#[test]
fn copies_are_listed_for_people() {
    let place = stories();
    let run = place.run(&["duplicates", "--copies", "1"]);
    let expected = "\
3 posts: A truce, at last
    2020-10-10  corpus/a-resent.md
    2020-10-11  corpus/b-wire.md  0.83  Sides agree to a truce
        sides agreed on [-Sunday-]{+Saturday+}
        stop shooting at [-midnight,-]{+noon,+}
    and 1 more

2 posts: Red lentil soup
    2019-01-01  corpus/soup.md
    2019-02-02  corpus/soup-again.md  1.00  Soup for a truce
";
    assert_eq!(run.stdout, expected);
    assert_eq!((run.stderr.as_str(), run.status), ("2 clusters of 5 posts\n", Some(0)));
}

#[test]
fn where_there_are_no_copies_that_is_said() {
    let place = Place::new();
    place
        .file("corpus/a.md", post("One", "", "")) // Empty bodies are no copies of each other.
        .file("corpus/b.md", post("One", "", ""))
        .file("corpus/c.md", post("Ten cents", "", "Payable in May."))
        .file("corpus/d.md", post("Twelve cents", "", "Payable in May."));
    place.index();
    let run = place.run(&["duplicates"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", "no post is a copy of another\n"));
    assert_eq!(run.status, Some(1));
    assert_eq!(duplicates(&place, &[]).clusters.len(), 0);
    let odd = place.run(&["duplicates", "--min-similarity", "0.3"]);
    assert_eq!(odd.status, Some(2));
    assert!(odd.stderr.contains("a similarity is a number from 0.5 to 1"), "{}", odd.stderr);
    // The same short text under the same title is a copy.
    place.file("corpus/e.md", post("Ten cents", "", "Payable in May!"));
    assert_eq!(duplicates(&place, &[]).posts, 2);
}

fn cache(place: &Place) -> Vec<String> {
    let files = fs::read_dir(place.path("index/generation-1")).expect("lists").flatten();
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("clusters-")).collect()
}

#[test]
fn what_was_found_is_kept_and_never_trusted_blindly() {
    let place = stories();
    assert!(cache(&place).is_empty(), "only who asks pays");
    let before = place.run(&["duplicates"]);
    assert_eq!(cache(&place), ["clusters-1"]);
    for junk in ["", "junk"] {
        place.file("index/generation-1/clusters-1", junk);
        assert_eq!(place.run(&["duplicates"]), before);
    }
    place.run(&["verify"]).expect(0);
    // A change makes another commit, whose copies are found anew.
    place.file("corpus/third.md", post("Soup once more", "2019-03-03", SOUP));
    assert_eq!(duplicates(&place, &[]).posts, 6);
    assert_eq!(cache(&place), ["clusters-2"]);
    fs::remove_file(place.path("corpus/soup.md")).expect("is there");
    let now = duplicates(&place, &[]);
    assert_eq!(now.clusters[1].first.path, "soup-again.md");
}

#[cfg(unix)]
#[test]
fn an_index_that_cannot_be_written_to_does_without() {
    let place = stories();
    // Even the superuser cannot write a file where a folder is in the way.
    for name in ["clusters-1", "clusters-1/in-the-way"] {
        fs::create_dir(place.path("index/generation-1").join(name)).expect("creates");
    }
    assert_eq!(duplicates(&place, &["--no-refresh"]).posts, 5);
    assert_eq!(duplicates(&place, &["--no-refresh"]).posts, 5);
}

#[test]
fn thousands_of_equal_posts_are_one_cluster() {
    let place = Place::new();
    for number in 0..5000 {
        place.file(&format!("corpus/{number:04}.md"), post(&format!("Post {number}"), "", SOUP));
    }
    place.index();
    let found = duplicates(&place, &[]);
    assert_eq!((found.total, found.posts, found.clusters[0].copies.len()), (1, 5000, 10));
    let results = search(&place, &["lentils", "--collapse"]);
    assert_eq!((results.total, results.hits.len()), (5000, 1));
    assert_eq!(results.hits[0].copies_total, Some(4999));
    assert_eq!(results.hits[0].copies.as_ref().map(Vec::len), Some(100));
}

#[test]
fn thousands_of_posts_of_one_template_are_one_cluster() {
    let place = Place::new();
    for number in 0..1500 {
        let text = SOUP.replace("lentils until", &format!("lentils number {number} until"));
        place.file(&format!("corpus/{number:04}.md"), post("Soup", "", &text));
    }
    place.index();
    let found = duplicates(&place, &[]);
    assert_eq!((found.total, found.posts), (1, 1500));
}

#[test]
fn huge_posts_are_compared() {
    let place = Place::new();
    let huge: String = (0..200_000).map(|number| format!("word{number} ")).collect();
    let changed = huge.replace("word7 ", "other ");
    place.file("corpus/a.md", &huge).file("corpus/b.md", changed).index();
    let found = duplicates(&place, &[]);
    assert_eq!((found.total, found.posts), (1, 2));
    let difference = &found.clusters[0].copies[0].differences[0];
    assert_eq!((difference.removed.as_str(), difference.added.as_str()), ("word7", "other"));
}

/// So many words in an order of its own for each seed.
fn words(seed: u64, count: usize) -> String {
    const STOCK: &str = "river stone lamp garden winter bread letter window harbour clay engine \
    mirror thread copper ladder basket meadow signal anchor pepper candle drum feather needle \
    orchard paper quarry ribbon saddle timber valley wagon";
    let stock: Vec<&str> = STOCK.split_whitespace().collect();
    let mut random = fastrand::Rng::with_seed(seed);
    (0..count).filter_map(|_| random.choice(&stock).copied()).collect::<Vec<_>>().join(" ")
}

/// Paths of the posts of each cluster.
fn clusters(place: &Place) -> Vec<Vec<String>> {
    let found = duplicates(place, &["--copies", "100"]);
    let paths = found.clusters.into_iter().map(|cluster| {
        let copies = cluster.copies.into_iter().map(|copy| copy.path);
        std::iter::once(cluster.first.path).chain(copies).collect()
    });
    paths.collect()
}

#[test]
fn pages_under_one_menu_are_no_copies() {
    let place = Place::new();
    let menu = words(0, 200);
    let page = |number: u64, text: &str| {
        let name = format!("corpus/{number:02}.md");
        place.file(&name, post(&format!("Page {number}"), "", &format!("{menu}\n\n{text}")));
    };
    (1..=40).for_each(|number| page(number, &words(number, 40)));
    // Under another headline, with a few words changed, cut.
    page(51, &words(1, 40));
    page(52, &format!("{} sea sand", words(2, 38)));
    page(53, &words(3, 35));
    place.index();
    assert_eq!(clusters(&place), [["01.md", "51.md"], ["02.md", "52.md"], ["03.md", "53.md"]]);
    let hits = search(&place, &["lamp", "--collapse", "-n", "100"]);
    assert_eq!((hits.total, hits.hits.len()), (43, 40));
}

#[test]
fn a_notice_that_was_sent_again_and_again_is_one_story() {
    let place = Place::new();
    let notice = words(0, 300);
    for week in 10..30 {
        place.file(&format!("corpus/{week}.md"), post("Notice", "", &format!("{week} {notice}")));
    }
    place.index();
    assert_eq!(clusters(&place).iter().map(Vec::len).collect::<Vec<_>>(), [20]);
}
