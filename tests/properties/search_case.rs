//! Queries of every form through the whole of a search, passages included.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use fastrand::Rng;
use jiff::civil::Date;
use kwic::index::{IndexFolder, IndexReader};
use kwic::ingest::{IngestOptions, Silent, ingest};
use kwic::query::{DayRange, Filters};
use kwic::search::{Hit, Request, SnippetLimits, Sort, search};
use tempfile::TempDir;

use crate::campaign::Case;
use crate::grammar::{one_in, pick, prose, query};
use crate::laws::ensure;
use crate::mutation::mutated;
use crate::stopwatch::Stopwatch;

const TODAY: Date = Date::constant(2020, 10, 14);
/// So many posts are made up beside the project's samples.
const POSTS: u64 = 300;
/// No answer may take longer, in processor time. Without optimisation each takes many times as long.
const PATIENCE: Duration =
    if cfg!(debug_assertions) { Duration::from_secs(20) } else { Duration::from_secs(1) };

/// A request, of which the text of the query is made smaller if it fails.
#[derive(Clone, Debug)]
pub struct SearchCase(Request);

impl SearchCase {
    /// A query by the rules, the same with something wrong, or words of the posts.
    pub fn made_up(rng: &mut Rng) -> Self {
        let text = query::query(rng);
        let text = match rng.u8(..4) {
            0 | 1 => text,
            2 => mutated(rng, &text),
            _ => words(rng),
        };
        Self(asked(rng, text))
    }
}

/// Words as they stand in posts, some with an operator.
fn words(rng: &mut Rng) -> String {
    let word = |rng: &mut Rng| {
        let word = prose::word(rng).to_owned();
        match rng.u8(..10) {
            0 => format!("{word}~1"),
            1 => format!("{word}*"),
            2 => format!("\"{word} {}\"", prose::word(rng)),
            3 => format!("-{word}"),
            4 => mutated(rng, &word),
            _ => word,
        }
    };
    let words: Vec<_> = (0..=rng.usize(..5)).map(|_| word(rng)).collect();
    words.join(pick(rng, &[" ", " ", " ", " OR ", " NEAR "]))
}

/// A request with whatever may be asked for beside the words.
fn asked(rng: &mut Rng, text: String) -> Request {
    let mut request = Request { today: Some(TODAY), ..Request::new(text) };
    if one_in(rng, 8) {
        request.queries.push(words(rng));
    }
    if one_in(rng, 4) {
        request.filters = filters(rng);
    }
    request.any = one_in(rng, 12);
    request.explain = one_in(rng, 8);
    request.relax = !one_in(rng, 8);
    request.correct = !one_in(rng, 8);
    request.strict = one_in(rng, 16);
    request.sort = match rng.u8(..8) {
        0 => Sort::Newest,
        1 => Sort::Oldest,
        2 => Sort::Path,
        _ => Sort::Relevance,
    };
    if one_in(rng, 4) {
        request.limit = rng.usize(..40);
        request.offset = rng.usize(..4);
        let count = rng.bool().then(|| rng.usize(..5));
        request.snippets = SnippetLimits { count, length: rng.usize(..300) };
    }
    request
}

fn filters(rng: &mut Rng) -> Filters {
    let value = |rng: &mut Rng, values: &[&str]| -> Vec<String> {
        if one_in(rng, 3) { vec![pick(rng, values).to_owned()] } else { Vec::new() }
    };
    let day = |rng: &mut Rng| one_in(rng, 4).then(|| TODAY.saturating_sub(span(rng)));
    Filters {
        days: DayRange { from: day(rng), to: day(rng) },
        tags: value(rng, &["peace", "made up", "xyzzy", ""]),
        authors: value(rng, &["ann", "Nobody"]),
        languages: value(rng, &["en", "ru", "none", "xx"]),
        ..Filters::default()
    }
}

fn span(rng: &mut Rng) -> jiff::Span {
    jiff::Span::new().days(rng.i64(-3000..3000))
}

impl Case for SearchCase {
    fn check(&self) -> Result<(), String> {
        let reader = reader();
        let stopwatch = Stopwatch::start();
        let answer = search(reader, &self.0);
        let took = stopwatch.elapsed();
        ensure!(took < PATIENCE, "it took {took:?}");
        match answer {
            Ok(results) => {
                let rank = (self.0.offset + 1..).zip(&results.hits).all(|(n, hit)| hit.rank == n);
                ensure!(rank, "ranks are no row");
                ensure!(results.hits.len() <= self.0.limit, "more hits than were asked for");
                ensure!(results.hits.len() as u64 <= results.total, "more hits than there are");
                results.hits.iter().try_for_each(of_hit)
            }
            Err(kwic::Error::Query(message)) if message.trim().is_empty() => {
                Err("refused without a reason".to_owned())
            }
            Err(kwic::Error::Query(_) | kwic::Error::QueryEmpty) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn text(&self) -> Option<&str> {
        self.0.queries.first().map(String::as_str)
    }

    fn with_text(&self, text: String) -> Self {
        let mut request = self.0.clone();
        request.queries[0] = text;
        Self(request)
    }
}

/// Scores are numbers; marks ascend, stand apart and lie within their text.
fn of_hit(hit: &Hit) -> Result<(), String> {
    ensure!(hit.score.is_finite(), "a score of {}", hit.score);
    for snippet in &hit.snippets {
        let (mut end, length) = (0, snippet.text.chars().count());
        for (number, mark) in snippet.highlights.iter().enumerate() {
            let is_apart = number == 0 || mark.start > end;
            ensure!(is_apart && mark.start < mark.end && mark.end <= length, "{snippet:?}");
            end = mark.end;
        }
    }
    Ok(())
}

/// An index of the project's own samples, and of posts without much sense.
fn reader() -> &'static IndexReader {
    static INDEX: OnceLock<(TempDir, IndexReader)> = OnceLock::new();
    let index = || {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        copy(&samples, &corpus);
        for seed in 0..POSTS {
            let text = post(&mut Rng::with_seed(seed));
            fs::write(corpus.join(format!("made-up-{seed}.md")), text).expect("writes a post");
        }
        ingest(&IngestOptions::new(corpus, index.clone()), &Silent).expect("indexes");
        let reader = IndexReader::open(&IndexFolder::new(&index).expect("is a folder"));
        (folder, reader.expect("opens"))
    };
    &INDEX.get_or_init(index).1
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("creates a folder");
    for entry in fs::read_dir(from).expect("is a folder") {
        let path = entry.expect("is there").path();
        let target = to.join(path.file_name().expect("has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copies a post");
        }
    }
}

/// A post of the words that queries are made of, in some language.
fn post(rng: &mut Rng) -> String {
    let mut text = format!("---\nlang: {}\ntitle: ", pick(rng, &["en", "fr", "ru", "tr", "zh"]));
    text.push_str(pick(rng, &["Truce held", "Мир", "停火", "État", "Map"]));
    text.push_str(&format!("\ndate: {}\n", TODAY.saturating_sub(span(rng))));
    text.push_str(&format!("tags: [{}, made up]\n", pick(rng, &["peace", "war", "news"])));
    text.push_str(&format!("wordcount: {}\nrating: {}\n---\n", rng.u16(..), rng.f64() * 6.0));
    for _ in 0..=rng.usize(..6) {
        for _ in 0..=rng.usize(..40) {
            text.push_str(pick(rng, &["", "", "", "truce ", "karabakh ", "cease fire "]));
            text.push_str(prose::word(rng));
            text.push_str(pick(rng, &[" ", " ", " ", " ", ". ", ", ", "-", "\n", "。"]));
        }
        text.push_str("\n\n");
    }
    text
}
