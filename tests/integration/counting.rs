//! Facets and timelines hold what counting the posts one by one gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use fastrand::Rng;
use serde_json::Value;

use crate::program::Place;
use crate::wire;

const POSTS: usize = 240;
const WORDS: [&str; 6] = ["zorvak", "plimt", "quedrix", "bonfal", "trisk", "wumgo"];
const TAGS: [&str; 5] = ["Peace", "peace", "White House", "état", "ÉTAT"];
const HOSTS: [&str; 4] =
    ["https://a.example/x", "https://www.a.example/y?p=1", "http://b.example", "/about"];
const FACETS: [&str; 14] = [
    "tag",
    "category",
    "author",
    "lang",
    "link",
    "year",
    "quarter",
    "month",
    "week",
    "day",
    "layout",
    "rating",
    "seo.section",
    "topics",
];

/// A folder of posts of every kind that matters to a count: with dates of all precisions, dates at
/// other places, dates of the file alone, values in several forms, twice, and not at all.
fn place(random: &mut Rng) -> Place {
    let place = Place::new();
    for number in 0..POSTS {
        let mut post = String::from("---\n");
        let date = match random.u8(0..6) {
            0 => None,
            1 => Some(format!("{}", random.u16(2018..2022))),
            2 => Some(format!("2020-{:02}", random.u8(1..13))),
            3 => Some(format!("2020-12-31T23:30:00-0{}:00", random.u8(1..10))),
            _ => Some(format!("2020-{:02}-{:02}", random.u8(9..12), random.u8(1..29))),
        };
        for (key, value) in [
            ("date", date),
            ("tags", list(random, &TAGS)),
            ("categories", list(random, &["World", "WORLD", "Home"])),
            ("author", pick(random, &["Ann Oduya", "Ben Ito"])),
            ("lang", pick(random, &["en", "de", "fr"])),
            ("layout", pick(random, &["post", "Post", "page"])),
            ("rating", pick(random, &["5", "4.5", "\"5\""])),
            ("topics", list(random, &["x y", "X Y", "7", "true"])),
        ] {
            if let Some(value) = value {
                let _ = writeln!(post, "{key}: {value}");
            }
        }
        if random.bool() {
            let _ = writeln!(post, "seo:\n  Section: s{}", random.u8(0..3));
        }
        post.push_str("---\n\n");
        for _ in 0..random.u8(1..9) {
            let _ = write!(post, "{} ", WORDS[random.usize(..WORDS.len())]);
        }
        for _ in 0..random.u8(0..4) {
            let _ = write!(post, "[l]({}) ", HOSTS[random.usize(..HOSTS.len())]);
        }
        place.file(&format!("corpus/{number}.md"), post);
    }
    place
}

fn pick(random: &mut Rng, values: &[&str]) -> Option<String> {
    random.bool().then(|| values[random.usize(..values.len())].to_owned())
}

fn list(random: &mut Rng, values: &[&str]) -> Option<String> {
    let some: Vec<_> = (0..random.usize(..4)).filter_map(|_| pick(random, values)).collect();
    (!some.is_empty()).then(|| format!("[{}]", some.join(", ")))
}

/// One part of a query, which can be asked of a post without an index.
#[derive(Clone)]
enum Part {
    Word(&'static str),
    NotWord(&'static str),
    Tag(&'static str),
    Language(&'static str),
    Days(&'static str, &'static str),
}

impl Part {
    fn any(random: &mut Rng) -> Self {
        let mut word = || WORDS[random.usize(..WORDS.len())];
        match (word(), random.u8(0..8)) {
            (_, 0) => Self::Tag(TAGS[random.usize(..TAGS.len())]),
            (_, 1) => Self::Language(["en", "de", "fr"][random.usize(..3)]),
            (_, 2) => Self::Days("2020-10-01", "2020-12-31"),
            (_, 3) => Self::Days("2019-01-01", "2020-10-15"),
            (word, 4) => Self::NotWord(word),
            (word, _) => Self::Word(word),
        }
    }

    fn typed(&self) -> String {
        match self {
            Self::Word(word) => format!("={word}"),
            Self::NotWord(word) => format!("NOT {word}"),
            Self::Tag(tag) => format!("tag:\"{tag}\""),
            Self::Language(code) => format!("lang:{code}"),
            Self::Days(from, to) => format!("date:{from}..{to}"),
        }
    }

    fn matches(&self, post: &wire::Post) -> bool {
        match self {
            Self::Word(word) => post.text.contains(word),
            Self::NotWord(word) => !post.text.contains(word),
            Self::Tag(tag) => post.tags.iter().any(|own| own.to_lowercase() == tag.to_lowercase()),
            Self::Language(code) => post.language.as_deref() == Some(code),
            Self::Days(from, to) => {
                day(post).is_some_and(|day| (*from..=*to).contains(&day.as_str()))
            }
        }
    }
}

/// The parts of a query, which all must hold; the first one is of words or values.
fn query(random: &mut Rng) -> Vec<Part> {
    let first = std::iter::repeat_with(|| Part::any(random))
        .find(|part| !matches!(part, Part::NotWord(_)))
        .expect("comes at last");
    let more = random.usize(..3);
    std::iter::once(first).chain((0..more).map(|_| Part::any(random))).collect()
}

fn typed(parts: &[Part]) -> String {
    parts.iter().map(Part::typed).collect::<Vec<_>>().join(" ")
}

fn exported(place: &Place) -> Vec<wire::Post> {
    place.run(&["export"]).expect(0).lines().map(wire::read).collect()
}

fn matching<'a>(posts: &'a [wire::Post], parts: &[Part]) -> Vec<&'a wire::Post> {
    posts.iter().filter(|post| parts.iter().all(|part| part.matches(post))).collect()
}

/// The first day of a post's own date.
fn day(post: &wire::Post) -> Option<String> {
    let is_own = post.date_source.as_deref() != Some("mtime");
    let date = post.date.as_ref().filter(|_| is_own)?;
    let day: String = date.chars().take(10).collect();
    Some(day.clone() + &"-01".repeat((10 - day.len()) / 3))
}

/// The values that a post has for a facet, in the form in which they are compared.
fn values(post: &wire::Post, facet: &str) -> BTreeSet<String> {
    let day: Option<jiff::civil::Date> = day(post).map(|day| day.parse().expect("a day"));
    let of_day = |name: &dyn Fn(jiff::civil::Date) -> String| day.into_iter().map(name).collect();
    let meta = |value: Option<&Value>| -> Vec<String> {
        let items = match value {
            Some(Value::Array(items)) => items.clone(),
            value => value.cloned().into_iter().collect(),
        };
        let text = |item: Value| item.as_str().map_or_else(|| item.to_string(), str::to_owned);
        items.into_iter().map(text).collect()
    };
    let values: Vec<String> = match facet {
        "tag" => post.tags.clone(),
        "category" => post.categories.clone(),
        "author" => post.authors.clone(),
        "lang" => post.language.iter().cloned().collect(),
        "link" => post.links.iter().map(|link| host(link)).collect(),
        "year" => of_day(&|day| day.strftime("%Y").to_string()),
        "quarter" => of_day(&|day| format!("{}-Q{}", day.year(), (day.month() + 2) / 3)),
        "month" => of_day(&|day| day.strftime("%Y-%m").to_string()),
        "week" => of_day(&|day| day.strftime("%G-W%V").to_string()),
        "day" => of_day(&|day| day.to_string()),
        "seo.section" => meta(post.meta.get("seo").and_then(|seo| seo.get("Section"))),
        key => meta(post.meta.get(key)),
    };
    values.iter().map(|value| value.to_lowercase()).collect()
}

fn host(link: &str) -> String {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let end = rest[1..].find(['/', '?']).map_or(rest.len(), |at| at + 1);
    let host = if link.starts_with('/') { link } else { &rest[..end] };
    host.trim_start_matches("www.").to_owned()
}

#[test]
fn facets_are_what_counting_gives() {
    let mut random = Rng::with_seed(61);
    let place = place(&mut random);
    place.index();
    let posts = exported(&place);
    let queries: Vec<_> = (0..300).map(|_| query(&mut random)).collect();
    let lines: String = queries.iter().map(|parts| typed(parts) + "\n").collect();
    let mut args = vec![
        "search",
        "--batch",
        "-",
        "-n",
        "0",
        "--no-relax",
        "--no-correct",
        "--facet-limit",
        "999",
    ];
    args.extend(FACETS.iter().flat_map(|name| ["--facet", name]));
    let run = place.run_with_stdin(&args, &lines);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    let answers: Vec<wire::Answer> = run.stdout.lines().map(wire::read).collect();
    assert_eq!(answers.len(), queries.len());
    let mut counted = 0;
    for (parts, answer) in queries.iter().zip(&answers) {
        let found = matching(&posts, parts);
        assert_eq!(answer.total, found.len() as u64, "{}", typed(parts));
        for name in FACETS {
            let (mut expected, mut missing) = (BTreeMap::new(), 0);
            for post in &found {
                let values = values(post, name);
                missing += u64::from(values.is_empty());
                values.into_iter().for_each(|value| *expected.entry(value).or_insert(0) += 1);
            }
            let (facet, totals) = (&answer.facets[name], &answer.facet_totals[name]);
            let shown: BTreeMap<_, _> =
                facet.iter().map(|found| (found.value.to_lowercase(), found.count)).collect();
            assert_eq!(shown, expected, "{name} of {}", typed(parts));
            let distinct = expected.len() as u64;
            assert_eq!((totals.distinct, totals.missing), (distinct, missing), "{name}");
            let order = |value: &wire::FacetValue| (u64::MAX - value.count, value.value.clone());
            assert!(facet.is_sorted_by_key(order), "{name} of {}", typed(parts));
            counted += facet.len();
        }
    }
    assert!(counted > 10_000, "{counted}: the queries find too little to tell");
}

#[test]
fn the_query_of_a_value_finds_what_was_counted() {
    let mut random = Rng::with_seed(62);
    let place = place(&mut random);
    place.index();
    let mut args = vec!["search", "--json", "-n", "0", "--facet-limit", "99", "*"];
    // Words of longer texts are found too, and hosts with their subdomains; here are none.
    args.extend(FACETS.iter().flat_map(|name| ["--facet", name]));
    let results: wire::Results = wire::read(&place.run(&args).expect(0));
    let values: Vec<_> = results.facets.values().flatten().collect();
    let queries: Vec<_> =
        values.iter().map(|value| value.query.clone().expect("has one")).collect();
    assert!(queries.len() > 60, "{queries:?}");
    let run = place.run_with_stdin(&["search", "--batch", "-", "-n", "0"], &queries.join("\n"));
    let answers: Vec<wire::Answer> = run.expect(0).lines().map(wire::read).collect();
    for ((value, query), answer) in values.iter().zip(&queries).zip(&answers) {
        assert_eq!(answer.total, value.count, "{query}");
    }
}

#[test]
fn timelines_are_what_counting_gives() {
    let mut random = Rng::with_seed(63);
    let place = place(&mut random);
    place.index();
    let posts = exported(&place);
    for unit in ["day", "week", "month", "quarter", "year"] {
        for filter in
            [&[][..], &["--lang", "en"], &["--since", "2019-05-05", "--until", "2020-11-15"]]
        {
            let is_left = |post: &&wire::Post| match filter {
                ["--lang", code] => post.language.as_deref() == Some(*code),
                ["--since", ..] => Part::Days("2019-05-05", "2020-11-15").matches(post),
                _ => true,
            };
            let queries: Vec<_> = (0..16).map(|_| query(&mut random)).collect();
            let texts: Vec<String> = queries.iter().map(|parts| typed(parts)).collect();
            let mut args = vec!["timeline", "--json", "--no-relax", "--no-correct", "--by", unit];
            args.extend(filter.iter().copied().chain(texts.iter().map(String::as_str)));
            let timeline: wire::Timeline = wire::read(&place.run(&args).expect(0));
            assert_eq!((timeline.by.as_str(), timeline.queries.len()), (unit, queries.len()));
            for (parts, series) in queries.iter().zip(&timeline.queries) {
                let found: Vec<_> = matching(&posts, parts).into_iter().filter(is_left).collect();
                assert_eq!(series.total, found.len() as u64, "{}", series.query);
                let all: Vec<&wire::Post> = posts.iter().filter(is_left).collect();
                check_buckets(series, &found, &all);
            }
        }
    }
}

/// Checks that the buckets follow each other and hold the posts of their days.
fn check_buckets(series: &wire::Series, found: &[&wire::Post], all: &[&wire::Post]) {
    let count = |posts: &[&wire::Post], bucket: &wire::Bucket| {
        let days = posts.iter().filter_map(|post| day(post));
        days.filter(|day| (&bucket.from..=&bucket.to).contains(&day)).count() as u64
    };
    for bucket in &series.buckets {
        assert_eq!(bucket.count, count(found, bucket), "{} in {}", series.query, bucket.label);
        assert_eq!(bucket.posts, count(all, bucket), "{} in {}", series.query, bucket.label);
        let share = (bucket.posts > 0).then(|| 100.0 * bucket.count as f64 / bucket.posts as f64);
        let is_near = |share: f64| bucket.per_hundred.is_some_and(|own| (own - share).abs() < 1e-3);
        assert_eq!(share.is_some_and(is_near), bucket.per_hundred.is_some(), "{bucket:?}");
    }
    for pair in series.buckets.windows(2) {
        let to: jiff::civil::Date = pair[0].to.parse().expect("a day");
        assert_eq!(to.tomorrow().expect("has one").to_string(), pair[1].from);
    }
    let undated = found.iter().filter(|post| day(post).is_none()).count() as u64;
    assert_eq!(series.undated, undated, "{}", series.query);
    let counted: u64 = series.buckets.iter().map(|bucket| bucket.count).sum();
    assert_eq!(counted + undated, series.total, "{}", series.query);
}

#[test]
fn a_facet_that_is_none_says_what_may_be_meant() {
    let place = Place::with_samples();
    place.index();
    let table = [
        ("tga", "did you mean `tag`?"),
        ("laiout", "did you mean `layout`?"),
        ("zzzzzz", "there are tag, category, author"),
        ("date", "a date is counted by year, quarter, month, week or day"),
        ("body", "almost every post has another one"),
    ];
    for (name, expected) in table {
        let run = place.run(&["search", "truce", "--facet", name, "--json"]);
        assert_eq!(run.status, Some(2), "{name}");
        assert!(run.stderr.contains(expected), "{name}: {}", run.stderr);
        let answer: Value = wire::read(&run.stdout);
        assert_eq!(answer["error"]["code"], "option");
    }
    place.run(&["search", "truce", "--facet", "tag", "-l"]).expect(2);
    // Of no posts there are no values, and no error.
    let none: wire::Results =
        wire::read(&place.run(&["search", "zzzzz", "--facet", "tag", "--json"]).expect(1));
    assert_eq!((none.facets["tag"].len(), none.facet_totals["tag"].missing), (0, 0));
}
