//! One hit of each story.

use std::collections::{HashMap, HashSet};

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocSet, Score};

use super::Request;
use super::ranking::{self, Found, Ranked};
use crate::duplicates::clusters;
use crate::error::Result;
use crate::index::{Cluster, Clusters, IndexReader};

/// So many times the hits of a page are looked at first, and so many times more whenever they turn
/// out to be copies of each other.
const WIDENING: usize = 4;

/// The request for the hits among which those of the page are looked for first.
pub(super) fn widened(request: &Request) -> Request {
    let limit = needed(request).saturating_mul(WIDENING);
    Request { limit, offset: 0, ..request.clone() }
}

/// How many hits the page and those before it have.
fn needed(request: &Request) -> usize {
    request.offset.saturating_add(request.limit)
}

/// Puts copies together and cuts out the page. Returns its hits, each the earliest of the copies that
/// match, in the place of the best of them; and the other copies of each.
pub(super) fn collapse(
    reader: &IndexReader,
    query: &dyn Query,
    request: &Request,
    mut ranked: Ranked,
) -> Result<(Ranked, Vec<Vec<DocAddress>>)> {
    let clusters = clusters(reader)?;
    let total = ranked.total;
    let mut heads = heads(ranked.hits, clusters);
    let mut wide = widened(request);
    while heads.len() < needed(request) && (wide.limit as u64) < total {
        wide.limit = wide.limit.saturating_mul(WIDENING);
        ranked = ranking::rank(reader, query, &wide)?;
        heads = self::heads(ranked.hits, clusters);
    }
    let page = heads.into_iter().skip(request.offset).take(request.limit);
    let page: Vec<(Found, Option<&Cluster>)> = page.collect();
    let in_clusters = page.iter().filter_map(|(_, cluster)| *cluster);
    let scores = scores(reader, query, in_clusters)?;
    let mut hits = Vec::new();
    let mut copies = Vec::new();
    for (best, cluster) in page {
        let posts = cluster.map_or(&[][..], |cluster| &cluster.posts);
        let mut matching = posts.iter().filter_map(|post| Some((*post, *scores.get(post)?)));
        let earliest = matching.next().map(|(address, score)| Found { address, score });
        copies.push(matching.map(|(post, _)| post).collect());
        hits.push(earliest.unwrap_or(best));
    }
    Ok((Ranked { hits, total }, copies))
}

/// The best hit of each cluster, and the hits that have no copy.
fn heads(hits: Vec<Found>, clusters: &Clusters) -> Vec<(Found, Option<&Cluster>)> {
    let mut met = HashSet::new();
    let heads = hits.into_iter().filter_map(|found| match clusters.of_post(found.address) {
        Some((place, cluster)) => met.insert(place).then_some((found, Some(cluster))),
        None => Some((found, None)),
    });
    heads.collect()
}

/// The scores of the posts of some clusters that match.
fn scores<'a>(
    reader: &IndexReader,
    query: &dyn Query,
    clusters: impl Iterator<Item = &'a Cluster>,
) -> Result<HashMap<DocAddress, Score>> {
    let mut scores = HashMap::new();
    let mut posts: Vec<_> = clusters.flat_map(|cluster| &cluster.posts).copied().collect();
    if posts.is_empty() {
        return Ok(scores);
    }
    posts.sort_unstable();
    let searcher = reader.searcher();
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    for posts in posts.chunk_by(|one, other| one.segment_ord == other.segment_ord) {
        let mut scorer = weight.scorer(searcher.segment_reader(posts[0].segment_ord), 1.0)?;
        for &post in posts {
            if scorer.doc() < post.doc_id {
                scorer.seek(post.doc_id);
            }
            if scorer.doc() == post.doc_id {
                scores.insert(post, scorer.score());
            }
        }
    }
    Ok(scores)
}
