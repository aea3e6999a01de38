//! Finds which posts are copies of which.

use std::cmp::Reverse;

use tantivy::DocAddress;

use super::components::Components;
use super::connector::Connector;
use super::form::take_apart;
use super::order::Order;
use super::texts::Texts;
use super::whole::Whole;
use crate::error::Result;
use crate::index::{Cluster, Clusters, IndexReader};

/// Finds the copies among the posts of an index: clusters of texts of which each is connected with
/// the others by pairs that are at least so alike, from 0 to 1.
pub(super) fn find(reader: &IndexReader, min_similarity: f64) -> Result<Clusters> {
    let texts = Texts::of(reader)?;
    let whole = Whole { reader, texts: &texts, min_similarity };
    let mut connector = Connector::new(whole, texts.len());
    connector.look_at(texts.signatures())?;
    let components = take_apart(whole, connector.into_components()?)?;
    clusters(reader, &texts, components)
}

/// The posts of all that is connected: the largest clusters first, then those that begin
/// earliest.
fn clusters(reader: &IndexReader, texts: &Texts, mut components: Components) -> Result<Clusters> {
    let mut members: Vec<(u32, DocAddress)> = Vec::new();
    for text in 0..texts.len() {
        let root = components.root(text as u32);
        members.extend(texts.posts(text).iter().map(|&post| (root, post)));
    }
    members.sort_unstable();
    let order = Order::of(reader)?;
    let groups = members.chunk_by(|(one, _), (other, _)| one == other);
    let mut clusters = Vec::new();
    for posts in groups.filter(|posts| posts.len() > 1) {
        let keys = posts.iter().map(|&(_, post)| order.key(post));
        let mut keys = keys.collect::<Result<Vec<_>>>()?;
        keys.sort_unstable();
        clusters.push((Reverse(keys.len()), keys));
    }
    clusters.sort_unstable();
    let clusters = clusters
        .into_iter()
        .map(|(_, keys)| Cluster { posts: keys.into_iter().map(|key| key.post).collect() });
    Ok(clusters.collect())
}
