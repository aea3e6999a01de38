//! From a [`Node`] to a query over the fields of an index.

mod leaf_query;
mod open_pattern;
mod planner;

use std::sync::Arc;

use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Field;

use super::dictionary::Dictionary;
use super::word::Lexicon;
use super::{Filters, Node, Pattern, Scope, Warning};
use crate::error::Result;
use crate::index::IndexReader;
use crate::scoring::{Counted, Group, Lengths, RankedQuery, Ranking};
use open_pattern::refuse_open;
use planner::Planner;

/// A query over an index, which can be relaxed.
pub struct Plan {
    /// Clauses that relaxing never drops: phrases, `+words`, filters, NOT.
    firm: Vec<(Occur, Box<dyn Query>)>,
    /// Whether the firm clauses ask for words, so that a post which meets them is some answer.
    has_firm_match: bool,
    /// The bare words of the topmost AND.
    words: Vec<Box<dyn Query>>,
    /// By what the posts that match are ranked.
    ranking: Arc<Ranking>,
    /// What a passage must hold.
    pub patterns: Vec<Pattern>,
    /// What was found odd while planning.
    pub warnings: Vec<Warning>,
}

impl Plan {
    /// The query as it was meant: all words required.
    pub fn strict(&self) -> RankedQuery {
        self.with_words(self.words.len())
    }

    /// The query with at least `count` of its bare words required.
    pub fn with_words(&self, count: usize) -> RankedQuery {
        let mut clauses: Vec<_> =
            self.firm.iter().map(|(occur, query)| (*occur, query.box_clone())).collect();
        if count == self.words.len() {
            clauses.extend(self.words.iter().map(|word| (Occur::Must, word.box_clone())));
        } else if count > 0 {
            let words = self.words.iter().map(|word| word.box_clone()).collect();
            let query = BooleanQuery::union_with_minimum_required_clauses(words, count);
            clauses.push((Occur::Must, Box::new(query)));
        }
        let matching = Box::new(BooleanQuery::new(clauses));
        RankedQuery { matching, ranking: Arc::clone(&self.ranking) }
    }

    /// How many of its bare words must be left of the query when it is relaxed.
    pub fn least_words(&self) -> usize {
        usize::from(!self.has_firm_match)
    }

    /// How many bare words the query has.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// By what its posts are ranked.
    pub fn ranking(&self) -> &Arc<Ranking> {
        &self.ranking
    }

    /// How many terms are searched for: all variants of all words.
    pub fn terms(&self) -> usize {
        let forms = self.ranking.groups.iter().flat_map(|counted| &counted.group.forms);
        forms.flat_map(|form| &form.steps).map(|step| step.terms().count()).sum()
    }

    /// Ranks by more words than were asked for, each multiplied with a number. Which posts match and
    /// what is marked in them stays the same.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn rank_also_by(&mut self, words: &[(String, f32)], reader: &IndexReader) -> Result<()> {
        let fields = reader.preferences().weights.of_fields(reader.fields());
        let lexicon = lexicon(reader, &fields)?;
        let ranking = Arc::make_mut(&mut self.ranking);
        for (word, boost) in words {
            let (text, fields, forms) = (word.clone(), fields.clone(), lexicon.forms(word)?);
            let group = Group { text, fields, forms, boost: *boost, is_feedback: true };
            ranking.groups.push(Arc::new(Counted::of(group, reader)?));
        }
        Ok(())
    }

    /// What it asks for that no post has in any form, as typed.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let groups = self.ranking.groups.iter();
        groups.filter(|counted| counted.holders() == 0).map(|counted| counted.group.text.as_str())
    }
}

/// Plans a query over an index.
///
/// # Errors
/// If the index cannot be read, or a pattern is too complex.
pub fn plan(node: &Node, filters: &Filters, reader: &IndexReader) -> Result<Plan> {
    refuse_open(node)?;
    let mut planner = Planner::of(reader);
    let parts = match node {
        Node::And(parts) => parts.as_slice(),
        node => std::slice::from_ref(node),
    };
    let mut firm = Vec::new();
    let mut words = Vec::new();
    let mut has_firm_match = false;
    let parts = &planner.without_lost_runs(parts)?[..];
    let queries = planner.all(parts)?;
    for (part, clause) in parts.iter().zip(queries) {
        if part.is_bare_word() {
            words.push(clause.1);
        } else {
            has_firm_match |= part.holds_words();
            firm.push(clause);
        }
    }
    firm.extend(filters.clauses(reader.fields()));
    let Planner { groups, pairs, patterns, warnings, .. } = planner;
    let ranking = Arc::new(Ranking { groups, pairs, lengths: Lengths::of(reader)? });
    Ok(Plan { firm, has_firm_match, words, ranking, patterns, warnings })
}

fn lexicon<'a>(reader: &'a IndexReader, fields: &[(Field, f32)]) -> Result<Lexicon<'a>> {
    // Headings are words of the body too.
    let headings = reader.fields().headings;
    let names = fields.iter().map(|&(field, _)| field);
    let names = names.filter(|&field| field != headings || fields.len() == 1).collect();
    Ok(Lexicon { dictionary: Dictionary::of(reader, names), languages: reader.languages()? })
}

/// The fields in which the words of a scope are looked for, with what they count there.
pub(super) fn text_fields(reader: &IndexReader, scope: &Scope) -> Vec<(Field, f32)> {
    let fields = reader.fields();
    let one = |field| vec![(field, 1.0)];
    match scope {
        Scope::Title => one(fields.title),
        Scope::Description => one(fields.description),
        Scope::Body => one(fields.body),
        Scope::Headings => one(fields.headings),
        Scope::Captions => one(fields.captions),
        Scope::Author => one(fields.author),
        _ => reader.preferences().weights.of_fields(fields),
    }
}
