//! The order of hits, decided in one pass over the matching posts.

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByString};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query;
use tantivy::{DocAddress, Order, Score, Searcher};

use super::date_key::SortByDate;
use super::recency::SortByScore;
use super::{Request, Sort};
use crate::error::Result;
use crate::index::{IndexReader, columns};

/// A page of hits and how many there are in all.
pub struct Ranked {
    /// The hits of the page, in order.
    pub hits: Vec<Found>,
    /// How many posts match.
    pub total: u64,
}

/// One matching post.
pub struct Found {
    /// Where it is in the index.
    pub address: DocAddress,
    /// How well it matches, blended with how new it is if that was asked for.
    pub score: Score,
}

/// Finds the posts that match and puts them in order.
///
/// The order is total (score, date, path, or in another sequence), so the same posts give the same
/// answer whatever segments they lie in. It is settled while collecting: sorting a page afterwards
/// would leave which of two equals is on the page to chance.
pub fn rank(reader: &IndexReader, query: &dyn Query, request: &Request) -> Result<Ranked> {
    let searcher = reader.searcher();
    // The collector makes room for as many hits as it is asked for.
    let posts = usize::try_from(reader.posts()).unwrap_or(usize::MAX);
    let limit = request.limit.min(posts.saturating_sub(request.offset));
    if limit == 0 {
        let total = searcher.search(query, &Count)? as u64;
        return Ok(Ranked { hits: Vec::new(), total });
    }
    let top = TopDocs::with_limit(limit).and_offset(request.offset);
    match request.sort {
        Sort::Relevance => by_relevance(searcher, query, top, request),
        Sort::Newest => {
            by_date(searcher, query, top, (SortByDate { now: request.now }, Order::Desc))
        }
        Sort::Oldest => by_date(searcher, query, top, (SortByDate { now: None }, Order::Asc)),
        Sort::Path => by_path(searcher, query, top),
    }
}

fn path() -> SortByString {
    SortByString::for_field(columns::PATH)
}

fn by_relevance(
    searcher: &Searcher,
    query: &dyn Query,
    top: TopDocs,
    request: &Request,
) -> Result<Ranked> {
    let score = (SortByScore { recency: request.recency }, Order::Desc);
    let date = (SortByDate { now: request.now }, Order::Desc);
    let order = (score, date, (path(), Order::Asc));
    let (hits, total) = searcher.search(query, &(top.order_by(order), Count))?;
    let hits = hits.into_iter().map(|((score, ..), address)| Found { address, score });
    Ok(Ranked { hits: hits.collect(), total: total as u64 })
}

fn by_date(
    searcher: &Searcher,
    query: &dyn Query,
    top: TopDocs,
    date: (SortByDate, Order),
) -> Result<Ranked> {
    let order = (date, SortBySimilarityScore, (path(), Order::Asc));
    let (hits, total) = searcher.search(query, &(top.order_by(order), Count))?;
    let hits = hits.into_iter().map(|((_, score, _), address)| Found { address, score });
    Ok(Ranked { hits: hits.collect(), total: total as u64 })
}

fn by_path(searcher: &Searcher, query: &dyn Query, top: TopDocs) -> Result<Ranked> {
    let order = ((path(), Order::Asc), SortBySimilarityScore);
    let (hits, total) = searcher.search(query, &(top.order_by(order), Count))?;
    let hits = hits.into_iter().map(|((_, score), address)| Found { address, score });
    Ok(Ranked { hits: hits.collect(), total: total as u64 })
}
