//! What is read of whole web pages, against what their author meant: the pages of `tests/pages/`,
//! each about one kind of furniture or layout, with its truth beside it.

use std::collections::HashMap;
use std::fs;

use serde::Deserialize;

use crate::program::{Place, project};
use crate::wire;

/// The least F1 of a page, unless its truth says otherwise.
const LEAST_F1: f64 = 0.90;
const LEAST_MEAN_F1: f64 = 0.97;
const LEAST_PHRASES: f64 = 0.97;
const LEAST_TITLES: f64 = 0.95;
const LEAST_DATES: f64 = 0.95;
const LEAST_AUTHORS: f64 = 0.90;

/// What a page says, as its author meant it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Truth {
    title: String,
    authors: Vec<String>,
    /// The day of publication, as `YYYY-MM-DD`.
    date: Option<String>,
    /// The blocks of the article's text in order; its title is not among them.
    text: Vec<String>,
    /// Phrases that the text holds.
    with: Vec<String>,
    /// Phrases that it does not hold.
    without: Vec<String>,
    imperfect: Option<Imperfect>,
}

/// A page that is known not to be read as it should be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Imperfect {
    least_f1: f64,
    reason: String,
}

/// How close a text is to the true one, by the multisets of their words.
#[derive(Clone, Copy, Debug, Default)]
struct Closeness {
    precision: f64,
    recall: f64,
    f1: f64,
}

/// How many of the things that were looked at are right.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    right: usize,
    all: usize,
}

/// How a page was read.
struct Score {
    name: String,
    closeness: Closeness,
    least_f1: f64,
    reason: Option<String>,
    with: Share,
    without: Share,
    title: Share,
    authors: Share,
    date: Share,
}

impl Closeness {
    fn of(ours: &str, truth: &str) -> Self {
        let (ours, truth) = (counted_words(ours), counted_words(truth));
        let both: usize =
            ours.iter().map(|(word, &n)| n.min(truth.get(word).copied().unwrap_or(0))).sum();
        let share = |words: &HashMap<_, usize>| ratio(both, words.values().sum());
        let (precision, recall) = (share(&ours), share(&truth));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, f1 }
    }

    fn mean(all: impl ExactSizeIterator<Item = Self>) -> Self {
        let count = all.len() as f64;
        let sum = all.fold(Self::default(), |sum, one| Self {
            precision: sum.precision + one.precision,
            recall: sum.recall + one.recall,
            f1: sum.f1 + one.f1,
        });
        Self { precision: sum.precision / count, recall: sum.recall / count, f1: sum.f1 / count }
    }
}

impl Share {
    fn of(checks: impl Iterator<Item = bool>) -> Self {
        checks.fold(Self::default(), |share, is_right| Self {
            right: share.right + usize::from(is_right),
            all: share.all + 1,
        })
    }

    fn value(self) -> f64 {
        ratio(self.right, self.all)
    }
}

impl std::iter::Sum for Share {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        shares.fold(Self::default(), |sum, one| Self {
            right: sum.right + one.right,
            all: sum.all + one.all,
        })
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}/{}", self.right, self.all))
    }
}

impl Score {
    fn of(post: &wire::Post, truth: Truth) -> Self {
        // The title is judged by itself, whether or not it stands in the text too.
        let blocks = post.text.split("\n\n").filter(|block| folded(block) != folded(&truth.title));
        let text = folded(&blocks.collect::<Vec<_>>().join(" "));
        let holds = |phrase: &String| text.contains(&folded(phrase));
        let authors = (!truth.authors.is_empty()).then_some(post.authors == truth.authors);
        let day = |date: &String| date.get(..10).map(str::to_owned);
        let date =
            truth.date.as_ref().map(|date| post.date.as_ref().and_then(day).as_ref() == Some(date));
        Self {
            name: post.path.trim_end_matches(".html").to_owned(),
            closeness: Closeness::of(&text, &truth.text.join(" ")),
            least_f1: truth.imperfect.as_ref().map_or(LEAST_F1, |imperfect| imperfect.least_f1),
            reason: truth.imperfect.map(|imperfect| imperfect.reason),
            with: Share::of(truth.with.iter().map(holds)),
            without: Share::of(truth.without.iter().map(|phrase| !holds(phrase))),
            title: Share::of(std::iter::once(post.title == truth.title)),
            authors: Share::of(authors.into_iter()),
            date: Share::of(date.into_iter()),
        }
    }
}

#[test]
fn labelled_pages_are_read_as_meant() {
    let scores = scores();
    assert!(scores.len() >= 26, "{} pages", scores.len());
    let mean = Closeness::mean(scores.iter().map(|score| score.closeness));
    println!("\n{}", table(&scores, mean));
    for score in &scores {
        let Score { name, closeness, least_f1, .. } = score;
        assert!(closeness.f1 >= *least_f1, "{name}: {closeness:?}, not {least_f1}");
    }
    let share = |part: fn(&Score) -> Share| scores.iter().map(part).sum::<Share>().value();
    let bounds = [
        ("mean F1", mean.f1, LEAST_MEAN_F1),
        ("with", share(|score| score.with), LEAST_PHRASES),
        ("without", share(|score| score.without), LEAST_PHRASES),
        ("titles", share(|score| score.title), LEAST_TITLES),
        ("authors", share(|score| score.authors), LEAST_AUTHORS),
        ("dates", share(|score| score.date), LEAST_DATES),
    ];
    for (what, value, least) in bounds {
        assert!(value >= least, "{what}: {value:.3}, not {least}");
    }
}

/// Reads all pages with the program, and compares each with its truth.
fn scores() -> Vec<Score> {
    let folder = project().join("tests/pages");
    let place = Place::new();
    let folder_name = folder.to_str().expect("is UTF-8");
    let lines = place.run(&["export", folder_name]).expect(0);
    let scores: Vec<_> = lines
        .lines()
        .map(|line| {
            let post: wire::Post = wire::read(line);
            let truth = fs::read_to_string(folder.join(&post.path).with_extension("json"));
            let truth = truth.unwrap_or_else(|error| panic!("{}: {error}", post.path));
            Score::of(&post, wire::read(&truth))
        })
        .collect();
    let truths = fs::read_dir(&folder).expect("lists the pages").filter(|entry| {
        let path = entry.as_ref().expect("lists a page").path();
        path.extension().is_some_and(|extension| extension == "json")
    });
    assert_eq!(scores.len(), truths.count(), "each truth has its page");
    scores
}

/// A row for each page, and one for all of them.
fn table(scores: &[Score], mean: Closeness) -> String {
    let mut rows = vec![format!(
        "{:28} {:>6} {:>6} {:>6} {:>6} {:>8} {:>6} {:>7} {:>6}",
        "page", "F1", "prec.", "recall", "with", "without", "title", "authors", "date"
    )];
    for score in scores {
        let shares = [score.with, score.without, score.title, score.authors, score.date];
        rows.push(row(&score.name, score.closeness, shares));
        if let Some(reason) = &score.reason {
            rows.push(format!("    at least {:.2}: {reason}", score.least_f1));
        }
    }
    let sum = |part: fn(&Score) -> Share| scores.iter().map(part).sum();
    let sums = [
        sum(|score| score.with),
        sum(|score| score.without),
        sum(|score| score.title),
        sum(|score| score.authors),
        sum(|score| score.date),
    ];
    rows.push(row("means, sums", mean, sums));
    rows.join("\n")
}

fn row(name: &str, closeness: Closeness, shares: [Share; 5]) -> String {
    let Closeness { f1, precision, recall } = closeness;
    let [with, without, title, authors, date] = shares;
    format!(
        "{name:28} {f1:6.3} {precision:6.3} {recall:6.3} {with:>6} {without:>8} {title:>6} \
         {authors:>7} {date:>6}"
    )
}

/// How often each word occurs, in lower case. Scripts without blanks are counted by characters.
fn counted_words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    let mut count = |word: &str| {
        if !word.is_empty() {
            *words.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    };
    for run in text.split(|c: char| !c.is_alphanumeric()) {
        let mut rest = run;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_without_blanks(c)) {
            let (before, from) = rest.split_at(at);
            let (character, after) = from.split_at(c.len_utf8());
            count(before);
            count(character);
            rest = after;
        }
        count(rest);
    }
    words
}

/// Whether a character is of a script without blanks between words: kana and Chinese characters.
fn is_without_blanks(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// The text in lower case, each run of white space as one blank.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// `part` of `whole`; all of nothing is 1.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[test]
fn closeness_counts_each_word_as_often_as_both_have_it() {
    let table = [
        ("a b", "a b", (1.0, 1.0)),
        ("a a b c", "A b", (0.5, 1.0)),
        ("a", "a b b b", (1.0, 0.25)),
        ("停火了", "停火", (2.0 / 3.0, 1.0)),
        ("a", "b", (0.0, 0.0)),
    ];
    for (ours, truth, (precision, recall)) in table {
        let found = Closeness::of(ours, truth);
        assert!((found.precision - precision).abs() < 1e-9, "{ours}: {found:?}");
        assert!((found.recall - recall).abs() < 1e-9, "{ours}: {found:?}");
        assert!(found.f1 <= f64::max(precision, recall), "{ours}: {found:?}");
    }
}
