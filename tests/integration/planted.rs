//! How well copies are found: planted among thousands of real posts, where those are at hand.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use kwic::analysis::{normal_form, words};
use kwic::duplicates::{MIN_SIMILARITY, clusters};
use kwic::index::{IndexFolder, IndexReader};
use kwic::resemblance::MIN_WORDS;

use crate::corpora::shared;
use crate::program::Place;
use crate::wire;

/// So many copies of each kind are planted.
const COPIES: usize = 300;
/// Posts of fewer words are not copied, so that what is left of a cut one is no short text.
const LEAST_WORDS: usize = 60;
/// How many pairs are to be found at least, and how many of those found to be true.
const LEAST: f64 = 0.95;

const KINDS: [&str; 4] = ["whole", "headline", "tenth-changed", "cut-by-third"];

/// A post as it stands in the truth.
struct Known {
    path: String,
    title: String,
    text: String,
    /// Its shingles as they follow one another; none if the text is short.
    ordered: Vec<[u32; 3]>,
    shingles: HashSet<[u32; 3]>,
}

fn known(place: &Place, ids: &mut HashMap<String, u32>) -> Vec<Known> {
    let posts = place.run(&["export", "corpus"]).expect(0);
    let posts = posts.lines().map(wire::read::<wire::Post>);
    posts.map(|post| Known::of(post.path, post.title, post.text, ids)).collect()
}

impl Known {
    fn of(path: String, title: String, text: String, ids: &mut HashMap<String, u32>) -> Self {
        let mut form = String::new();
        let numbers = words(&text).map(|range| {
            normal_form(&text[range], &mut form);
            let next = ids.len() as u32;
            *ids.entry(form.clone()).or_insert(next)
        });
        let numbers: Vec<u32> = numbers.collect();
        let is_short = numbers.len() < MIN_WORDS;
        let ordered = numbers.windows(3).map(|three| [three[0], three[1], three[2]]);
        let ordered: Vec<_> = if is_short { Vec::new() } else { ordered.collect() };
        let shingles = ordered.iter().copied().collect();
        Self { path, title, text, ordered, shingles }
    }

    fn is_copy_of(&self, other: &Self) -> bool {
        self.resemblance(other) >= MIN_SIMILARITY
            && (self.is_throughout_in(other) || other.is_throughout_in(self))
    }

    /// Whether the other has a quarter of at least seven of its eight parts.
    fn is_throughout_in(&self, other: &Self) -> bool {
        let parts = self.ordered.chunks(self.ordered.len().div_ceil(8));
        let shared =
            |part: &[[u32; 3]]| part.iter().filter(|it| other.shingles.contains(*it)).count();
        parts.filter(|part| shared(part) * 4 < part.len()).count() <= 1
    }

    fn resemblance(&self, other: &Self) -> f64 {
        let both = self.shingles.intersection(&other.shingles).count();
        both as f64 / (self.shingles.len() + other.shingles.len() - both) as f64
    }
}

/// All pairs of posts that are alike enough, by an index of shingles. Of posts that are, one has one
/// of its rarest half of shingles in common with those of the other.
fn true_pairs(posts: &[Known]) -> HashSet<(usize, usize)> {
    let mut holders: HashMap<[u32; 3], usize> = HashMap::new();
    for shingle in posts.iter().flat_map(|post| &post.shingles) {
        *holders.entry(*shingle).or_default() += 1;
    }
    let (mut index, mut pairs) = (HashMap::<[u32; 3], Vec<usize>>::new(), HashSet::new());
    for (place, post) in posts.iter().enumerate() {
        let mut rare: Vec<_> = post.shingles.iter().map(|it| (holders[it], *it)).collect();
        rare.sort_unstable();
        rare.truncate(rare.len() / 2 + 1);
        let mut met = HashSet::new();
        for (_, shingle) in rare {
            let others = index.entry(shingle).or_default();
            met.extend(others.iter().copied());
            others.push(place);
        }
        let alike = met.into_iter().filter(|&at| post.is_copy_of(&posts[at]));
        pairs.extend(alike.map(|at| (at, place)));
    }
    pairs
}

/// Writes a copy of some posts of each kind, and returns the paths of each copy and its original.
fn plant(place: &Place, posts: &[Known]) -> Vec<(&'static str, String, String)> {
    let mut random = fastrand::Rng::with_seed(7);
    let mut long: Vec<&Known> =
        posts.iter().filter(|post| words(&post.text).count() >= LEAST_WORDS).collect();
    random.shuffle(&mut long);
    let mut planted = Vec::new();
    for (number, original) in long.into_iter().take(KINDS.len() * COPIES).enumerate() {
        let kind = KINDS[number % KINDS.len()];
        let mut text: Vec<String> = original.text.split(' ').map(str::to_owned).collect();
        let mut title = original.title.replace(['"', '\\'], "");
        match kind {
            "headline" => title = format!("An altogether different headline, {number}"),
            "tenth-changed" => change_a_tenth(&mut text, &mut random),
            "cut-by-third" => text.truncate(text.len() * 2 / 3),
            _ => {}
        }
        let path = format!("planted/{kind}-{number}.txt");
        let text = format!("---\ntitle: \"{title}\"\n---\n{}\n", text.join(" "));
        place.file(&format!("corpus/{path}"), text);
        planted.push((kind, original.path.clone(), path));
    }
    planted
}

/// Puts another word in the place of one in ten.
fn change_a_tenth(words: &mut [String], random: &mut fastrand::Rng) {
    let places = random.choose_multiple(0..words.len(), words.len() / 10);
    for place in places {
        words[place] = format!("changed{}", random.u32(..));
    }
}

/// The cluster of each post that is in one, by its path.
fn found(place: &Place) -> HashMap<String, usize> {
    let folder = IndexFolder::new(&place.path("index")).expect("is an index");
    let reader = IndexReader::open(&folder).expect("opens");
    let paths = reader.paths().expect("reads");
    let clusters = clusters(&reader).expect("finds").iter().enumerate();
    let named = clusters.flat_map(|(number, cluster)| {
        cluster.posts.iter().map(move |&post| (post, number)).collect::<Vec<_>>()
    });
    named.map(|(post, number)| (paths.get(post).expect("reads").to_string(), number)).collect()
}

/// The pairs of posts that are in one group, by the group of each.
fn pairs_of_groups(groups: &HashMap<usize, usize>) -> HashSet<(usize, usize)> {
    let mut by_group: HashMap<usize, Vec<usize>> = HashMap::new();
    for (&post, &group) in groups {
        by_group.entry(group).or_default().push(post);
    }
    let mut pairs = HashSet::new();
    for posts in by_group.values_mut() {
        posts.sort_unstable();
        for (at, &one) in posts.iter().enumerate() {
            pairs.extend(posts[at + 1..].iter().map(|&other| (one, other)));
        }
    }
    pairs
}

/// The component of each post that is in a pair.
fn components(pairs: &HashSet<(usize, usize)>) -> HashMap<usize, usize> {
    let mut component: HashMap<usize, usize> = HashMap::new();
    let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
    for &(one, other) in pairs {
        for post in [one, other] {
            component.entry(post).or_insert(post);
            members.entry(post).or_insert_with(|| vec![post]);
        }
        let (into, from) = (component[&one], component[&other]);
        if into != from {
            let moved = members.remove(&from).unwrap_or_default();
            component.extend(moved.iter().map(|&post| (post, into)));
            members.entry(into).or_default().extend(moved);
        }
    }
    component
}

fn copy_posts(from: &Path, place: &Place) {
    let copied = Command::new("cp").arg("-r").arg(from).arg(place.path("corpus/")).status();
    assert!(copied.expect("runs").success());
}

#[test]
fn planted_and_natural_copies_are_found() {
    let Some(unpack) = shared("corpora/unpack") else { return };
    let place = Place::new();
    let unpacked = Command::new(unpack).arg(place.path("unpacked")).status().expect("runs");
    assert!(unpacked.success());
    fs::create_dir(place.path("corpus")).expect("creates");
    copy_posts(&place.path("unpacked/reuters-posts"), &place);
    let mut ids = HashMap::new();
    let planted = plant(&place, &known(&place, &mut ids));
    place.index();
    let posts = known(&place, &mut ids);
    let truth = true_pairs(&posts);
    let found = found(&place);
    let places: HashMap<&str, usize> =
        posts.iter().enumerate().map(|(at, post)| (post.path.as_str(), at)).collect();
    let of_one =
        |one: &str, other: &str| found.get(one).is_some_and(|it| found.get(other) == Some(it));
    for kind in KINDS {
        let pairs: Vec<_> = planted.iter().filter(|(of, ..)| *of == kind).collect();
        let mean = pairs.iter().map(|(_, one, other)| {
            posts[places[one.as_str()]].resemblance(&posts[places[other.as_str()]])
        });
        let mean = mean.sum::<f64>() / pairs.len() as f64;
        let hits = pairs.iter().filter(|(_, one, other)| of_one(one, other)).count();
        let recall = hits as f64 / pairs.len() as f64;
        eprintln!("{kind:14} mean similarity {mean:.3}, recall {recall:.4}");
        assert!(recall >= LEAST, "{kind}: {recall}");
    }
    let met = truth.iter().filter(|(a, b)| of_one(&posts[*a].path, &posts[*b].path)).count();
    let recall = met as f64 / truth.len() as f64;
    // Short texts are not in the truth: they are the same or not.
    let groups = found.iter().filter_map(|(path, &group)| {
        let at = *places.get(path.as_str())?;
        (!posts[at].shingles.is_empty()).then_some((at, group))
    });
    let claimed = pairs_of_groups(&groups.collect());
    let components = components(&truth);
    let is_true = |(a, b): &&(usize, usize)| {
        components.get(a).is_some_and(|one| components.get(b) == Some(one))
    };
    let precision = claimed.iter().filter(is_true).count() as f64 / claimed.len() as f64;
    eprintln!("{} true pairs: recall {recall:.4}; precision {precision:.4}", truth.len());
    assert!(recall >= LEAST && precision >= LEAST, "{recall} {precision}");
}
