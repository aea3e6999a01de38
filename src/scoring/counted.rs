//! Which posts hold a group, and how often.

use tantivy::index::SegmentId;
use tantivy::postings::Postings as _;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::group::{Form, Group, TermSet};
use super::model::rarity;
use super::occurrences::{Occurrences, Step};
use super::segment_field::SegmentField;
use crate::error::Result;
use crate::index::{IndexReader, LanguageSet, SegmentLanguages};

/// With more entries than one post in so many, they are added up in an array of all posts instead
/// of being sorted.
const DENSE: usize = 8;

/// A group, with the posts of an index that hold it.
pub struct Counted {
    /// The group.
    pub group: Group,
    segments: Vec<(SegmentId, SegmentCounts)>,
    holders: u64,
    rarity: f32,
}

/// The posts of a segment that hold a group, in order, and how often each does, weighed by form and
/// field. Deleted posts are not among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SegmentCounts {
    /// The posts.
    pub posts: Vec<u32>,
    /// How often each holds the group.
    pub counts: Vec<f32>,
    /// The posts that hold it in their title, if it is looked for elsewhere too.
    pub titles: Vec<u32>,
}

impl Counted {
    /// Counts a group in an index.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn of(group: Group, reader: &IndexReader) -> Result<Self> {
        let mut segments = Vec::new();
        let readers = reader.searcher().segment_readers().iter();
        for (segment, languages) in readers.zip(reader.segment_languages()?) {
            let title = (group.fields.len() > 1).then_some(reader.fields().title);
            let counts = SegmentCounts::of(&group, title, segment, languages)?;
            segments.push((segment.segment_id(), counts));
        }
        let holders = segments.iter().map(|(_, counts)| counts.posts.len() as u64).sum();
        let rarity = rarity(holders, reader.posts());
        Ok(Self { group, segments, holders, rarity })
    }

    /// How many posts hold the group.
    pub fn holders(&self) -> u64 {
        self.holders
    }

    /// What it says about a post that it holds the group: the rarer, the more.
    pub fn rarity(&self) -> f32 {
        self.rarity
    }

    /// The posts of a segment that hold the group.
    pub fn in_segment(&self, id: SegmentId) -> Option<&SegmentCounts> {
        self.segments.iter().find(|(known, _)| *known == id).map(|(_, counts)| counts)
    }
}

impl SegmentCounts {
    fn of(
        group: &Group,
        title: Option<Field>,
        segment: &SegmentReader,
        languages: &SegmentLanguages,
    ) -> Result<Self> {
        let (found, titles) = (Vec::new(), Vec::new());
        let mut entries = Entries { segment, languages, found, titles, sources: 0 };
        let fields = SegmentField::all(segment, &group.fields)?;
        for form in &group.forms {
            for field in &fields {
                let first = entries.found.len();
                entries.add(form, field)?;
                if Some(field.field) == title {
                    let posts = entries.found[first..].iter().map(|&(post, _)| post);
                    entries.titles.extend(posts);
                }
            }
        }
        Ok(entries.summed())
    }
}

/// Posts with counts, of one form and field after the other.
struct Entries<'a> {
    segment: &'a SegmentReader,
    languages: &'a SegmentLanguages,
    found: Vec<(u32, f32)>,
    /// Those that hold it in their title.
    titles: Vec<u32>,
    /// How many postings they come from; those of one are in order.
    sources: usize,
}

impl Entries<'_> {
    fn add(&mut self, form: &Form, field: &SegmentField) -> Result<()> {
        let weight = field.weight * form.weight;
        match form.steps.as_slice() {
            [terms] => self.add_terms(form, field, terms, weight),
            _ => self.add_rows(form, field, weight),
        }
    }

    fn add_terms(
        &mut self,
        form: &Form,
        field: &SegmentField,
        terms: &TermSet,
        weight: f32,
    ) -> Result<()> {
        let step = Step::of(field, terms, IndexRecordOption::WithFreqs)?;
        for mut postings in step.postings {
            self.sources += 1;
            let mut post = postings.doc();
            while post != TERMINATED {
                let count = postings.term_freq() as f32;
                self.push(form.languages, post, count * weight);
                post = postings.advance();
            }
        }
        Ok(())
    }

    fn add_rows(&mut self, form: &Form, field: &SegmentField, weight: f32) -> Result<()> {
        let Some(mut occurrences) = Occurrences::of(field, form)? else { return Ok(()) };
        self.sources += 1;
        let mut spans = Vec::new();
        occurrences.for_each_post(|occurrences, post| {
            spans.clear();
            occurrences.spans(post, &mut spans);
            if !spans.is_empty() {
                self.push(form.languages, post, spans.len() as f32 * weight);
            }
        });
        Ok(())
    }

    fn push(&mut self, languages: LanguageSet, post: u32, count: f32) {
        let is_alive = self.segment.alive_bitset().is_none_or(|alive| alive.is_alive(post));
        let is_spoken = languages == LanguageSet::ALL || languages.meets(self.languages.get(post));
        if is_alive && is_spoken {
            self.found.push((post, count));
        }
    }

    /// One count a post. They are added up in the order of forms and fields, whichever way.
    fn summed(mut self) -> SegmentCounts {
        self.titles.sort_unstable();
        self.titles.dedup();
        let posts = self.segment.max_doc() as usize;
        if self.sources > 1 && self.found.len() > posts / DENSE {
            return self.summed_in_array(posts);
        }
        if self.sources > 1 {
            self.found.sort_by_key(|&(post, _)| post);
        }
        let mut summed = SegmentCounts { titles: self.titles, ..SegmentCounts::default() };
        for (post, count) in self.found {
            match (summed.posts.last(), summed.counts.last_mut()) {
                (Some(&last), Some(sum)) if last == post => *sum += count,
                _ => {
                    summed.posts.push(post);
                    summed.counts.push(count);
                }
            }
        }
        summed
    }

    fn summed_in_array(self, posts: usize) -> SegmentCounts {
        let mut sums = vec![0.0_f32; posts];
        for (post, count) in self.found {
            sums[post as usize] += count;
        }
        let held = sums.iter().zip(0..).filter(|&(&sum, _)| sum > 0.0);
        let (counts, posts) = held.map(|(&sum, post)| (sum, post)).unzip();
        SegmentCounts { posts, counts, titles: self.titles }
    }
}
