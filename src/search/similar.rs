//! Posts like a given one.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::content_word::{ContentWords, counted_words};
use super::explanation::{Explanation, Source};
use super::matcher::Lookup;
use super::term_count::TermCounter;
use super::{Hit, IndexState, Request, Results, ranking};
use crate::corpus::Post;
use crate::error::Result;
use crate::index::{IndexReader, StoredPost, shielded};
use crate::query::{Node, Pattern, Scope, plan};
use crate::scoring::{
    Counted, Form, FormKind, Group, Lengths, PostsQuery, RankedQuery, Ranking, rarity, saturated,
};

/// A post is searched for by so many of its words: as many as in Lucene's MoreLikeThis.
const WORDS: usize = 25;
/// Of the words, a post must share one in so many (Elasticsearch's `more_like_this` asks for 30%, which
/// in a small folder finds next to nothing).
const SHARED: usize = 5;
/// What an occurrence in the title counts, as in the ranking.
const TITLE: f32 = 3.0;

/// Posts like a given one.
#[derive(Clone, Debug)]
pub struct Similar {
    /// The post that was asked about.
    pub post: StoredPost,
    /// The words by which it was searched for, the most telling first.
    pub words: Vec<TellingWord>,
    /// The posts like it, the most similar first. What is said of a query is empty but for its text,
    /// the words.
    pub results: Results,
    /// What each hit shares with the post, in the order of the hits: the words that made up most of
    /// its score first.
    pub shared: Vec<Vec<String>>,
}

/// A word that tells a post from others.
#[derive(Clone, Debug, PartialEq)]
pub struct TellingWord {
    /// The word in its normal form.
    pub word: String,
    /// What it weighs: how often the post holds it, saturating as in BM25, times how rare it is.
    pub weight: f32,
    /// How many posts hold it.
    pub posts: u64,
}

/// Finds posts that share the words of a post that tell most of it. The filters, the order, the limit,
/// the offset and the snippets of the request hold; its query says nothing.
///
/// The most telling words are those of title and text with the largest product of frequency, saturated
/// as in BM25 (Robertson and Zaragoza 2009), and inverse document frequency. They are searched for as a
/// query of which a fifth must be met, each word counting by its frequency in the post. So do
/// MoreLikeThis of Lucene and Rocchio's feedback before it (1971).
///
/// # Errors
/// If the index cannot be read.
pub fn similar(reader: &IndexReader, post: StoredPost, request: &Request) -> Result<Similar> {
    shielded(reader.folder().root(), || {
        let start = Instant::now();
        let found = telling(reader, &post.post)?;
        let words = found.iter().map(|(counted, weight)| TellingWord {
            word: counted.group.text.clone(),
            weight: *weight,
            posts: counted.holders(),
        });
        let words: Vec<_> = words.collect();
        let groups: Vec<_> = found.into_iter().map(|(counted, _)| counted).collect();
        let mut similar = Similar { post, words, results: empty(reader), shared: Vec::new() };
        if !groups.is_empty() {
            similar.find(reader, request, groups)?;
        }
        let texts = similar.words.iter().map(|word| word.word.as_str());
        similar.results.query = texts.collect::<Vec<_>>().join(" ");
        similar.results.took = start.elapsed();
        Ok(similar)
    })
}

impl Similar {
    fn find(
        &mut self,
        reader: &IndexReader,
        request: &Request,
        groups: Vec<Arc<Counted>>,
    ) -> Result<()> {
        let words: Vec<Box<dyn Query>> = groups
            .iter()
            .map(|counted| Box::new(PostsQuery(Arc::clone(counted))) as Box<dyn Query>)
            .collect();
        let least = words.len().div_ceil(SHARED);
        let filters = plan(&Node::All, &request.filters, reader)?.strict();
        let shared = BooleanQuery::union_with_minimum_required_clauses(words, least);
        let id = Term::from_field_text(reader.fields().id, self.post.id.as_str());
        let itself = TermQuery::new(id, IndexRecordOption::Basic);
        let clauses: Vec<(Occur, Box<dyn Query>)> = vec![
            (Occur::Must, Box::new(filters)),
            (Occur::Must, Box::new(shared)),
            (Occur::MustNot, Box::new(itself)),
        ];
        let lengths = Lengths::of(reader)?;
        let ranking = Arc::new(Ranking { groups, pairs: Vec::new(), lengths });
        let matching = Box::new(BooleanQuery::new(clauses));
        let query = RankedQuery { matching, ranking: Arc::clone(&ranking) };
        let ranked = ranking::rank(reader, &query, request)?;
        let patterns = ranking.groups.iter().map(|counted| Pattern {
            scope: Scope::Anywhere,
            counted: Arc::clone(counted),
            branches: Vec::new(),
        });
        let patterns: Vec<_> = patterns.collect();
        let lookup = Lookup::new(&patterns);
        for (found, rank) in ranked.hits.into_iter().zip(request.offset + 1..) {
            let stored = reader.post(found.address)?;
            let language = stored.post.language.as_deref();
            let matcher = lookup.in_post(reader, found.address, language)?;
            self.results.hits.push(Hit::new(rank, found.score, stored, &matcher, request));
            let explanation = Explanation::of(&ranking, found.address, None, reader)?;
            self.shared.push(shared_words(explanation));
        }
        self.results.total = ranked.total;
        Ok(())
    }
}

/// The words of a post that tell most of it, each as a group that counts by its frequency there.
fn telling(reader: &IndexReader, post: &Post) -> Result<Vec<(Arc<Counted>, f32)>> {
    let languages = reader.languages()?;
    let language = post.language.as_deref().or_else(|| languages.codes().next());
    let content = ContentWords::in_language(language.unwrap_or_default());
    let counts = counts(post).into_iter().filter(|(word, _)| content.contain(word));
    let counter = TermCounter::of(reader, reader.fields().body)?;
    let mut words = Vec::new();
    for (word, count) in counts {
        // What no other post has finds nothing.
        let holders = counter.posts(&word)?;
        if holders > 1 {
            words.push((saturated(count, 1.0) * rarity(holders, reader.posts()), count, word));
        }
    }
    words.sort_by(|(a, _, word), (b, _, other)| b.total_cmp(a).then_with(|| word.cmp(other)));
    words.truncate(WORDS);
    let groups = words.into_iter().map(|(weight, count, text)| {
        let forms = vec![Form::of_token(FormKind::Typed, text.as_str(), 1.0)];
        let fields = reader.preferences().weights.of_fields(reader.fields());
        let boost = saturated(count, 1.0);
        let group = Group { text, fields, forms, boost, is_feedback: false };
        Ok((Arc::new(Counted::of(group, reader)?), weight))
    });
    groups.collect()
}

/// How often a post holds each of its words, weighed by field.
fn counts(post: &Post) -> BTreeMap<String, f32> {
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    let texts = post.text_blocks().map(|block| (block.text.as_str(), 1.0));
    for (text, weight) in texts.chain([(post.title.as_str(), TITLE)]) {
        for word in counted_words(text) {
            *counts.entry(word.term).or_default() += weight;
        }
    }
    counts
}

/// The words that made up a score, those that made up most of it first.
fn shared_words(explanation: Explanation) -> Vec<String> {
    let mut parts = explanation.parts;
    parts.sort_by(|a, b| b.score.total_cmp(&a.score));
    let words = parts.into_iter().filter_map(|part| match part.source {
        Source::Word { text, .. } => Some(text),
        Source::Nearness { .. } | Source::Title | Source::Recency { .. } => None,
    });
    words.collect()
}

fn empty(reader: &IndexReader) -> Results {
    Results {
        query: String::new(),
        parsed: String::new(),
        explained: None,
        relaxed: false,
        correction: None,
        total: 0,
        index: IndexState::of(reader),
        warnings: Vec::new(),
        hits: Vec::new(),
        facets: Vec::new(),
        no_hits: None,
        suggestions: Vec::new(),
        took: std::time::Duration::ZERO,
    }
}
