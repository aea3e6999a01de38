//! Takes apart what has but a form in common: pages under one menu, notices with other numbers.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::components::Components;
use super::connector::{Connector, Guess, Likeness};
use super::whole::{SURELY, Whole};
use crate::error::Result;
use crate::resemblance::{MIN_WORDS, SHINGLE_WORDS, Shingles, Signature};

/// What more texts have in common than this is a form, and no story: so many tellings of one are
/// rare, and pages under one menu are hundreds.
const STORY_TEXTS: usize = 8;

/// A text that has no more shingles than this beside the form says nothing of its own: three words of
/// it were changed,
const BARE_SHINGLES: usize = 3 * SHINGLE_WORDS;
/// or of a longer one this part of it, as in the next edition of the same terms.
const BARE_PART: usize = 32;

/// Of so many texts at most the form is told,
const SAMPLE: usize = 1000;
/// and of so many shingles, about 16 bytes each.
const MOST_COUNTED: usize = 4 << 20;
/// So many texts are read at a time, on all cores.
const AT_A_TIME: usize = 64;

/// Fewer shingles than those of a text of [`MIN_WORDS`] words are alike by chance.
const MIN_SHINGLES: usize = MIN_WORDS + 1 - SHINGLE_WORDS;

/// Connects again what was connected, but of more texts than tell a story only those that are alike
/// beside what they all have in common.
///
/// # Errors
/// If a text cannot be read.
pub(super) fn take_apart(whole: Whole<'_>, mut connected: Components) -> Result<Components> {
    let count = whole.texts.len();
    let mut members: Vec<(u32, u32)> =
        (0..).take(count).map(|text| (connected.root(text), text)).collect();
    members.sort_unstable();
    let mut apart = Components::new(count);
    for group in members.chunk_by(|(one, _), (other, _)| one == other) {
        let group: Vec<u32> = group.iter().map(|&(_, text)| text).collect();
        if group.len() <= STORY_TEXTS {
            group.iter().for_each(|&text| apart.connect(group[0], text));
            continue;
        }
        let mut again = connect(whole, &group)?;
        for (place, &text) in (0..).zip(&group) {
            apart.connect(group[again.root(place) as usize], text);
        }
    }
    Ok(apart)
}

/// Connects the texts of a group that are alike beside its form, by their places in the group.
fn connect(whole: Whole<'_>, group: &[u32]) -> Result<Components> {
    let form = form(whole, group)?;
    let own =
        group.par_iter().map(|&text| Ok(Own::of(&whole.texts.read(whole.reader, text)?, &form)));
    let own: Vec<Own> = own.collect::<Result<_>>()?;
    let signatures = whole.texts.signatures();
    let wholes: Vec<_> = group.iter().map(|&text| signatures[text as usize]).collect();
    let owns: Vec<_> = own.iter().map(|own| own.signature).collect();
    let mut connector =
        Connector::new(BesideForm { whole, group, form: &form, own: &own }, group.len());
    connector.look_at(&wholes)?;
    connector.look_at(&owns)?;
    connector.into_components()
}

/// The shingles that more texts of a group have than tell a story. Of a large group, a sample tells.
fn form(whole: Whole<'_>, group: &[u32]) -> Result<HashSet<u64>> {
    let sample: Vec<u32> = group.iter().step_by(group.len().div_ceil(SAMPLE)).copied().collect();
    let mut holders: HashMap<u64, usize> = HashMap::new();
    for texts in sample.chunks(AT_A_TIME) {
        let read = texts.par_iter().map(|&text| whole.texts.read(whole.reader, text));
        for text in read.collect::<Result<Vec<_>>>()? {
            text.distinct().iter().for_each(|shingle| *holders.entry(*shingle).or_default() += 1);
        }
        if holders.len() > MOST_COUNTED {
            break;
        }
    }
    let common = holders.into_iter().filter(|(_, count)| *count > STORY_TEXTS);
    Ok(common.map(|(shingle, _)| shingle).collect())
}

/// What is known of a text of a group before it is compared with others.
struct Own {
    /// Whether it is nothing but the form.
    is_bare: bool,
    /// The signature of the rest.
    signature: Signature,
}

impl Own {
    fn of(text: &Shingles, form: &HashSet<u64>) -> Self {
        let own = text.without(form);
        let is_bare = own.distinct().len() <= BARE_SHINGLES.max(text.distinct().len() / BARE_PART);
        Self { is_bare, signature: Signature::of_shingles(&own) }
    }
}

/// Whether texts of a group are alike as wholes, and in what each says beside the form.
#[derive(Clone, Copy)]
struct BesideForm<'a> {
    whole: Whole<'a>,
    group: &'a [u32],
    form: &'a HashSet<u64>,
    own: &'a [Own],
}

/// A text, and what it says beside the form; of one that says nothing, nothing.
struct Parts {
    whole: Shingles,
    own: Shingles,
}

impl Likeness for BesideForm<'_> {
    type Text = Parts;

    fn guess(&self, one: u32, other: u32) -> Guess {
        let whole = || self.whole.guess(self.group[one as usize], self.group[other as usize]);
        let (one, other) = (&self.own[one as usize], &self.own[other as usize]);
        if one.is_bare || other.is_bare {
            return if one.is_bare && other.is_bare { whole() } else { Guess::Unlike };
        }
        let own = one.signature.estimate(&other.signature);
        if own < self.whole.min_similarity - SURELY {
            return Guess::Unlike;
        }
        match whole() {
            Guess::Unlike => Guess::Unlike,
            Guess::Open { likely: false } => Guess::Open { likely: false },
            _ => Guess::Open { likely: own >= self.whole.min_similarity },
        }
    }

    fn read(&self, text: u32) -> Result<Parts> {
        let whole = self.whole.texts.read(self.whole.reader, self.group[text as usize])?;
        let is_bare = self.own[text as usize].is_bare;
        let own = if is_bare { Shingles::default() } else { whole.without(self.form) };
        Ok(Parts { whole, own })
    }

    fn size(text: &Parts) -> usize {
        text.whole.len() + text.own.len()
    }

    fn are_alike(&self, one: &Parts, other: &Parts) -> bool {
        let is_short = one.own.len().min(other.own.len()) < MIN_SHINGLES;
        let is_own_alike = if is_short {
            one.own == other.own
        } else {
            one.own.resemblance(&other.own) >= self.whole.min_similarity
        };
        is_own_alike && self.whole.are_alike(&one.whole, &other.whole)
    }
}
