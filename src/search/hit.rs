//! Results as values, before anything prints them.

use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use super::matcher::Matcher;
use super::text_fragment::text_fragment;
use super::{
    Copies, Correction, ExplainedQuery, Explanation, Facet, NoHits, Request, Snippet, SnippetField,
    Suggestion, passage,
};
use crate::corpus::{Post, PostPath, is_future};
use crate::index::{IndexReader, PostId, StoredPost};
use crate::query::{Scope, Warning};

/// The answer to a search.
#[derive(Clone, Debug)]
pub struct Results {
    /// The query as typed.
    pub query: String,
    /// The query as it was understood.
    pub parsed: String,
    /// What each of its words was taken for, if the request asks for it.
    pub explained: Option<ExplainedQuery>,
    /// Whether words were dropped to find anything.
    pub relaxed: bool,
    /// What was searched for instead, if a word was plainly a typo.
    pub correction: Option<Correction>,
    /// How many posts match.
    pub total: u64,
    /// The index that was asked.
    pub index: IndexState,
    /// What was odd about the query.
    pub warnings: Vec<Warning>,
    /// The hits of this page, in order.
    pub hits: Vec<Hit>,
    /// How all posts that match are spread over the values of the fields that the request names.
    pub facets: Vec<Facet>,
    /// Why nothing was found, if nothing was.
    pub no_hits: Option<NoHits>,
    /// Other searches that find something, where this one finds nothing or lacks words.
    pub suggestions: Vec<Suggestion>,
    /// How long the search took, from reading the query to the last passage.
    pub took: Duration,
}

/// Which state of which index an answer comes from.
#[derive(Clone, Debug)]
pub struct IndexState {
    /// How many posts it holds.
    pub posts: u64,
    /// The number of its commit, which rises with each.
    pub generation: u64,
    /// When it was committed.
    pub committed_at: Timestamp,
    /// Whether its build ran to its end.
    pub complete: bool,
    /// How many posts in the folder differ from the index; `None` if nobody looked.
    pub stale: Option<u64>,
    /// Where the posts' files are.
    pub corpus: PathBuf,
}

impl IndexState {
    /// The state of an index, with the folder not looked at.
    pub fn of(reader: &IndexReader) -> Self {
        let manifest = reader.manifest();
        Self {
            posts: reader.posts(),
            generation: manifest.commit,
            committed_at: manifest.committed_at,
            complete: manifest.complete,
            stale: None,
            corpus: reader.corpus(),
        }
    }
}

/// One post that answers, by its path alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Where it lies in the corpus.
    pub path: PostPath,
    /// How well it matches.
    pub score: f32,
}

/// One post that answers.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its place in the order, from 1, whatever the page.
    pub rank: usize,
    /// How well it matches.
    pub score: f32,
    /// Its id.
    pub id: PostId,
    /// The post.
    pub post: Post,
    /// Whether its date lies in the future.
    pub is_future: bool,
    /// What matched in the title, as ranges of characters.
    pub title_highlights: Vec<Range<usize>>,
    /// The passages that answer, best first; or the post's first sentences if none does.
    pub snippets: Vec<Snippet>,
    /// What made up its score, if the request asks for it.
    pub explanation: Option<Explanation>,
    /// Its copies that match too, if the request asks for one hit of all.
    pub copies: Option<Copies>,
}

impl Hit {
    /// Where a passage of it is on the web: the post's address with a text fragment, which a browser
    /// scrolls to. Only for what stands in the article and has an address.
    pub fn address_of(&self, snippet: &Snippet) -> Option<String> {
        let url = self.post.url.as_deref().filter(|_| snippet.field == SnippetField::Body)?;
        text_fragment(url, &snippet.text)
    }

    pub(super) fn new(
        rank: usize,
        score: f32,
        stored: StoredPost,
        matcher: &Matcher,
        request: &Request,
    ) -> Self {
        let StoredPost { id, post } = stored;
        let title_highlights = matcher.highlights(&Scope::Title, &post.title);
        let snippets = passage::passages(&post, matcher, request.snippets);
        let is_future = post
            .own_date()
            .zip(request.now)
            .is_some_and(|(date, now)| is_future(date.seconds(), now));
        let (explanation, copies) = (None, None);
        Self { rank, score, id, post, is_future, title_highlights, snippets, explanation, copies }
    }
}
