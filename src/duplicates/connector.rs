//! Connects texts that are alike, with few looks at the texts themselves.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::bands::for_each_pair;
use super::components::Components;
use crate::error::Result;
use crate::resemblance::Signature;

/// So many pairs are compared by their texts; of further ones the estimate is believed.
const MOST_COMPARED: usize = 200_000;
/// So many of them are gathered before they are compared, on all cores.
const GATHERED: usize = 4096;
/// So many shingles of texts are kept for further comparisons, of 16 bytes each.
const MOST_KEPT: usize = 4 << 20;

/// What makes two texts alike. Texts are given by their place in a list.
pub(super) trait Likeness: Sync {
    /// A text as far as it is needed to compare it.
    type Text: Send + Sync;

    /// What is known of two texts before they are read.
    fn guess(&self, one: u32, other: u32) -> Guess;

    /// Reads a text.
    fn read(&self, text: u32) -> Result<Self::Text>;

    /// How many shingles are kept with a text.
    fn size(text: &Self::Text) -> usize;

    /// Whether two texts are alike.
    fn are_alike(&self, one: &Self::Text, other: &Self::Text) -> bool;
}

/// What is known of two texts before they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    Alike,
    Unlike,
    /// Their texts tell; without them, one is to believe this.
    Open {
        likely: bool,
    },
}

/// Texts of which those that are alike get connected.
pub(super) struct Connector<L: Likeness> {
    likeness: L,
    components: Components,
    /// Pairs that are to be compared by their texts.
    open: Vec<(u32, u32)>,
    /// All pairs of which that was to be: most pairs are met in several bands.
    met: HashSet<(u32, u32)>,
    /// The texts that were read.
    kept: HashMap<u32, L::Text>,
}

impl<L: Likeness> Connector<L> {
    /// So many texts, each by itself.
    pub fn new(likeness: L, count: usize) -> Self {
        let (open, met, kept) = Default::default();
        Self { likeness, components: Components::new(count), open, met, kept }
    }

    /// Looks at all pairs of texts whose signatures say that they may be alike.
    ///
    /// # Errors
    /// If a text cannot be read.
    pub fn look_at(&mut self, signatures: &[Signature]) -> Result<()> {
        let mut result = Ok(());
        for_each_pair(signatures, |one, other| {
            if result.is_ok() {
                result = self.look(one, other);
            }
        });
        result
    }

    /// Connects two texts if they are alike, or puts off the question.
    fn look(&mut self, one: u32, other: u32) -> Result<()> {
        if self.components.are_connected(one, other) {
            return Ok(());
        }
        match self.likeness.guess(one, other) {
            Guess::Unlike => {}
            Guess::Open { likely } if self.met.len() >= MOST_COMPARED => {
                if likely {
                    self.components.connect(one, other);
                }
            }
            Guess::Open { .. } => {
                let pair = (one.min(other), one.max(other));
                if self.met.insert(pair) {
                    self.open.push(pair);
                }
            }
            Guess::Alike => self.components.connect(one, other),
        }
        if self.open.len() >= GATHERED { self.compare() } else { Ok(()) }
    }

    /// What is connected, after all looks.
    ///
    /// # Errors
    /// If a text cannot be read.
    pub fn into_components(mut self) -> Result<Components> {
        self.compare()?;
        Ok(self.components)
    }

    /// Compares the pairs that were put off by their texts, and connects those that are alike.
    fn compare(&mut self) -> Result<()> {
        let mut pairs = std::mem::take(&mut self.open);
        pairs.retain(|&(one, other)| !self.components.are_connected(one, other));
        self.read(&pairs)?;
        let are_alike = |&(one, other): &(u32, u32)| {
            let texts = self.kept.get(&one).zip(self.kept.get(&other));
            texts.is_some_and(|(one, other)| self.likeness.are_alike(one, other))
        };
        let alike: Vec<bool> = pairs.par_iter().map(are_alike).collect();
        for (&(one, other), _) in pairs.iter().zip(alike).filter(|(_, alike)| *alike) {
            self.components.connect(one, other);
        }
        Ok(())
    }

    /// Reads the texts of some pairs, as far as they are not at hand.
    fn read(&mut self, pairs: &[(u32, u32)]) -> Result<()> {
        if self.kept.values().map(L::size).sum::<usize>() > MOST_KEPT {
            self.kept.clear();
        }
        let mut texts: Vec<u32> = pairs.iter().flat_map(|&(one, other)| [one, other]).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.retain(|text| !self.kept.contains_key(text));
        let read = |text: u32| -> Result<(u32, L::Text)> { Ok((text, self.likeness.read(text)?)) };
        let read: Vec<_> = texts.into_par_iter().map(read).collect::<Result<_>>()?;
        self.kept.extend(read);
        Ok(())
    }
}
