//! Finds which posts are copies of which.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use tantivy::DocAddress;

use super::bands::for_each_pair;
use super::components::Components;
use super::order::Order;
use super::texts::Texts;
use crate::error::Result;
use crate::index::{Cluster, Clusters, IndexReader};
use crate::resemblance::Shingles;

/// Estimates that are this far below the least similarity are believed: five standard errors at .5.
const SURELY_BELOW: f64 = 0.22;
/// And so are those that are this far above it.
const SURELY_ABOVE: f64 = 0.22;

/// So many pairs between the two are compared by their texts; of further ones the estimate is
/// believed.
const MOST_COMPARED: usize = 200_000;
/// So many of them are gathered before they are compared, on all cores.
const GATHERED: usize = 4096;
/// So many shingles of texts are kept for further comparisons, of 16 bytes each.
const MOST_KEPT: usize = 4 << 20;

/// Finds the copies among the posts of an index: clusters of texts of which each is connected with
/// the others by pairs that are at least so alike, from 0 to 1.
pub(super) fn find(reader: &IndexReader, min_similarity: f64) -> Result<Clusters> {
    let texts = Texts::of(reader)?;
    let mut finder = Finder::new(reader, &texts, min_similarity);
    let mut result = Ok(());
    for_each_pair(texts.signatures(), |one, other| {
        if result.is_ok() {
            result = finder.look(one, other);
        }
    });
    result?;
    finder.compare()?;
    finder.into_clusters()
}

struct Finder<'a> {
    reader: &'a IndexReader,
    texts: &'a Texts,
    min_similarity: f64,
    components: Components,
    /// Pairs whose estimate does not settle whether they are alike.
    unsettled: Vec<(u32, u32)>,
    /// Those that were met: most pairs are met in several bands.
    met: HashSet<(u32, u32)>,
    /// The shingles of texts that were compared.
    shingles: HashMap<u32, Shingles>,
}

impl<'a> Finder<'a> {
    fn new(reader: &'a IndexReader, texts: &'a Texts, min_similarity: f64) -> Self {
        let components = Components::new(texts.len());
        let (unsettled, met, shingles) = Default::default();
        Self { reader, texts, min_similarity, components, unsettled, met, shingles }
    }

    /// Connects two texts if they are alike, or puts off the question.
    fn look(&mut self, one: u32, other: u32) -> Result<()> {
        let signatures = self.texts.signatures();
        let estimate = signatures[one as usize].estimate(&signatures[other as usize]);
        if estimate < self.min_similarity - SURELY_BELOW
            || self.components.are_connected(one, other)
        {
            return Ok(());
        }
        let is_settled = estimate >= self.min_similarity + SURELY_ABOVE;
        let pair = (one.min(other), one.max(other));
        if is_settled {
            self.components.connect(one, other);
        } else if self.met.len() >= MOST_COMPARED {
            if estimate >= self.min_similarity {
                self.components.connect(one, other);
            }
        } else if self.met.insert(pair) {
            self.unsettled.push(pair);
        }
        if self.unsettled.len() >= GATHERED { self.compare() } else { Ok(()) }
    }

    /// Compares the pairs that were put off by their texts, and connects those that are alike.
    fn compare(&mut self) -> Result<()> {
        let mut pairs = std::mem::take(&mut self.unsettled);
        pairs.retain(|&(one, other)| !self.components.are_connected(one, other));
        self.read(&pairs)?;
        let is_copy = |&(one, other): &(u32, u32)| {
            let texts = self.shingles.get(&one).zip(self.shingles.get(&other));
            texts.is_some_and(|(one, other)| one.is_copy_of(other, self.min_similarity))
        };
        let copies: Vec<bool> = pairs.par_iter().map(is_copy).collect();
        for (&(one, other), _) in pairs.iter().zip(copies).filter(|(_, is_copy)| *is_copy) {
            self.components.connect(one, other);
        }
        Ok(())
    }

    /// Reads the texts of some pairs, as far as they are not at hand.
    fn read(&mut self, pairs: &[(u32, u32)]) -> Result<()> {
        if self.shingles.values().map(Shingles::len).sum::<usize>() > MOST_KEPT {
            self.shingles.clear();
        }
        let mut texts: Vec<u32> = pairs.iter().flat_map(|&(one, other)| [one, other]).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.retain(|text| !self.shingles.contains_key(text));
        let (reader, known) = (self.reader, self.texts);
        let read = |text: u32| -> Result<(u32, Shingles)> {
            let post = reader.post(known.posts(text as usize)[0])?.post;
            Ok((text, Shingles::of(&post)))
        };
        let read: Vec<_> = texts.into_par_iter().map(read).collect::<Result<_>>()?;
        self.shingles.extend(read);
        Ok(())
    }

    /// The posts of all that is connected: the largest clusters first, then those that begin
    /// earliest.
    fn into_clusters(mut self) -> Result<Clusters> {
        let mut members: Vec<(u32, DocAddress)> = Vec::new();
        for text in 0..self.texts.len() {
            let root = self.components.root(text as u32);
            members.extend(self.texts.posts(text).iter().map(|&post| (root, post)));
        }
        members.sort_unstable();
        let order = Order::of(self.reader)?;
        let components = members.chunk_by(|(one, _), (other, _)| one == other);
        let mut clusters = Vec::new();
        for posts in components.filter(|posts| posts.len() > 1) {
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
}
