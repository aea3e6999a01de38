//! Passages mark what matched, and sentences cover their text.

use std::collections::HashSet;

use fastrand::Rng;
use kwic::Error;
use kwic::analysis::tokens;
use kwic::index::{IndexFolder, IndexReader};
use kwic::ingest::{IngestOptions, Silent, ingest};
use kwic::query::{Filters, parse, plan};
use kwic::search::{Request, Snippet, SnippetLimits, search, sentences};

use crate::campaign::Case;
use crate::grammar::{one_in, pick, prose};
use crate::laws::ensure;

/// A few posts, and queries made of their words.
#[derive(Clone, Debug)]
pub struct PassageCase {
    posts: Vec<String>,
    queries: Vec<String>,
    limits: SnippetLimits,
}

impl PassageCase {
    /// Up to six posts and twelve queries.
    pub fn made_up(rng: &mut Rng) -> Self {
        let posts = (0..=rng.usize(..6)).map(|_| post(rng)).collect();
        let queries = (0..12).map(|_| query(rng)).collect();
        let count = one_in(rng, 2).then(|| rng.usize(..5));
        let length = if rng.bool() { rng.usize(..80) } else { SnippetLimits::default().length };
        Self { posts, queries, limits: SnippetLimits { count, length } }
    }
}

/// Paragraphs of sentences of any language, short and long.
fn post(rng: &mut Rng) -> String {
    let language = pick(rng, &["en", "de", "fr", "ru", "zh", "th", "tr"]);
    let mut text = format!("---\nlang: {language}\ntitle: {}\n---\n", pick(rng, &["Truce", "Mir"]));
    for _ in 0..=rng.usize(..4) {
        for _ in 0..=rng.usize(..6) {
            text.push_str(&prose::line(rng));
            text.push_str(pick(rng, &[". ", ".", "! ", "。", " z. B. ", ", ", " ", "…", "-"]));
        }
        text.push_str("\n\n");
    }
    text
}

/// Words of the posts with operators around them.
fn query(rng: &mut Rng) -> String {
    let mut query = String::new();
    for _ in 0..=rng.usize(..3) {
        let word = prose::word(rng);
        let form = rng.u8(..8);
        query.push_str(&match form {
            0 => format!("\"{word} {}\" ", prose::word(rng)),
            1 => format!("={word} "),
            2 => format!("{}* ", word.chars().next().unwrap_or('t')),
            3 => format!("{word}~1 "),
            4 => format!("NOT {word} "),
            5 => format!("OR {word} "),
            _ => format!("{word} "),
        });
    }
    query
}

impl Case for PassageCase {
    fn check(&self) -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
        std::fs::create_dir(&corpus).map_err(|error| error.to_string())?;
        for (number, post) in self.posts.iter().enumerate() {
            let path = corpus.join(format!("{number}.md"));
            std::fs::write(path, post).map_err(|error| error.to_string())?;
        }
        let in_words = |error: Error| error.to_string();
        ingest(&IngestOptions::new(corpus, index.clone()), &Silent).map_err(in_words)?;
        let folder = IndexFolder::new(&index).map_err(in_words)?;
        let reader = IndexReader::open(&folder).map_err(in_words)?;
        self.queries.iter().try_for_each(|query| self.answer_is_sound(&reader, query))
    }
}

impl PassageCase {
    fn answer_is_sound(&self, reader: &IndexReader, query: &str) -> Result<(), String> {
        let request = Request { snippets: self.limits, ..Request::new(query) };
        let Ok(results) = search(reader, &request) else { return Ok(()) };
        let terms = terms(reader, query)?;
        for hit in results.hits {
            ensure!(hit.snippets.len() <= self.limits.count.unwrap_or(2), "too many for {query}");
            for snippet in hit.snippets {
                of_snippet(&snippet, &terms).map_err(|reason| format!("{query}: {reason}"))?;
            }
        }
        Ok(())
    }
}

/// The terms of all forms of a query.
fn terms(reader: &IndexReader, query: &str) -> Result<HashSet<String>, String> {
    let parsed = parse(query, None).map_err(|error| error.to_string())?;
    let plan =
        plan(&parsed.node, &Filters::default(), reader).map_err(|error| error.to_string())?;
    let forms = plan.patterns.iter().flat_map(|pattern| &pattern.counted.group.forms);
    let steps = forms.flat_map(|form| &form.steps);
    Ok(steps.flat_map(|step| step.terms().map(str::to_owned)).collect())
}

/// Marks ascend, stand apart, lie within the text, and hold terms and nothing else.
fn of_snippet(snippet: &Snippet, terms: &HashSet<String>) -> Result<(), String> {
    let chars: Vec<char> = snippet.text.chars().collect();
    ensure!(!snippet.text.trim().is_empty(), "a passage without a text");
    ensure!(snippet.text.trim() == snippet.text, "blanks around {:?}", snippet.text);
    let mut end = 0;
    for (number, mark) in snippet.highlights.iter().enumerate() {
        let is_apart = number == 0 || mark.start > end;
        ensure!(is_apart && mark.start < mark.end && mark.end <= chars.len(), "{snippet:?}");
        end = mark.end;
        let marked: String = chars[mark.clone()].iter().collect();
        ensure!(is_of_terms(&marked, terms), "{marked:?} is marked in {:?}", snippet.text);
    }
    Ok(())
}

/// Whether each letter of a text is part of a term.
fn is_of_terms(text: &str, terms: &HashSet<String>) -> bool {
    let mut form = String::new();
    let mut is_covered = vec![false; text.len()];
    for token in tokens(text) {
        token.form(text, &mut form);
        if terms.contains(&form) {
            is_covered[token.range].fill(true);
        }
    }
    text.char_indices().all(|(at, c)| !c.is_alphanumeric() || is_covered[at])
}

/// A text of sentences and of what looks like their ends.
#[derive(Clone, Debug)]
pub struct SentenceCase {
    text: String,
}

impl SentenceCase {
    /// Up to forty words and signs.
    pub fn made_up(rng: &mut Rng) -> Self {
        let signs = [
            ".", ". ", "! ", "?", "…", "。", "！", "\"", "”", "「", "」", "z. B.", "Mr. ", "14. ",
            "ก ", "ข", "[1]", " — ", "A", "\n", "\u{a0}", "» ", "م؟",
        ];
        let part = |rng: &mut Rng| if rng.bool() { prose::word(rng) } else { pick(rng, &signs) };
        Self { text: (0..rng.usize(..40)).map(|_| part(rng)).collect() }
    }
}

impl Case for SentenceCase {
    fn check(&self) -> Result<(), String> {
        let mut end = 0;
        for range in sentences(&self.text) {
            ensure!(range.start >= end && range.end > range.start, "{range:?} after {end}");
            let gap = self.text.get(end..range.start).ok_or("a cut character")?;
            ensure!(gap.trim().is_empty(), "{gap:?} is in no sentence");
            let sentence = self.text.get(range.clone()).ok_or("a cut character")?;
            ensure!(sentence.trim() == sentence, "blanks around {sentence:?}");
            end = range.end;
        }
        ensure!(self.text[end..].trim().is_empty(), "{:?} is in no sentence", &self.text[end..]);
        Ok(())
    }

    fn text(&self) -> Option<&str> {
        Some(&self.text)
    }

    fn with_text(&self, text: String) -> Self {
        Self { text }
    }
}
