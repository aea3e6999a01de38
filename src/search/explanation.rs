//! How a query was understood, and what made up the score of each hit.

use std::sync::Arc;

use tantivy::DocAddress;

use super::Recency;
use crate::error::Result;
use crate::index::{IndexReader, LanguageSet, Languages, columns};
use crate::query::Plan;
use crate::scoring::{Counted, Form, FormKind, Group, PartOf, Ranking, TermSet};

/// What each word of a query was taken for.
#[derive(Clone, Debug)]
pub struct ExplainedQuery {
    /// The words and phrases by which posts are ranked.
    pub words: Vec<ExplainedWord>,
    /// How many posts the index holds.
    pub posts: u64,
}

/// A word or phrase with its forms.
#[derive(Clone, Debug)]
pub struct ExplainedWord {
    /// As it was typed.
    pub text: String,
    /// The fields it is looked for in, by name, with what it counts there.
    pub fields: Vec<(String, f32)>,
    /// How many posts hold any of its forms.
    pub posts: u64,
    /// What it says about a post to hold it: the rarer it is, the more.
    pub rarity: f32,
    /// What its score is multiplied with.
    pub boost: f32,
    /// Whether it was not asked for, but taken from the posts that answer best.
    pub is_feedback: bool,
    /// The forms, each token of a pattern by itself.
    pub forms: Vec<ExplainedForm>,
}

/// A form in which a word may stand in a post.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedForm {
    /// The form; its tokens apart by blanks, the variants of one token by `|`.
    pub text: String,
    /// How it comes from what was typed.
    pub kind: FormKind,
    /// What an occurrence counts, 1 being what was typed.
    pub weight: f32,
    /// The codes of the languages in which it counts; `None` for every language.
    pub languages: Option<Vec<String>>,
    /// How many posts hold it.
    pub posts: u64,
}

/// What made up the score of a hit.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The parts, which add up to the score.
    pub parts: Vec<Contribution>,
    /// The length of the post, where the usual one is 1.
    pub length: f32,
}

/// What a part of a query adds to a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// What it is.
    pub source: Source,
    /// How often the post holds it, weighed by form, field and, of two words, by how near they are;
    /// of recency, the share of the rest of the score that it adds.
    pub count: f32,
    /// What that adds to the score.
    pub score: f32,
}

/// What a contribution comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A word or a phrase.
    Word {
        /// As it was typed.
        text: String,
        /// How many posts hold it.
        posts: u64,
        /// What its score is multiplied with.
        boost: f32,
    },
    /// That two words stand near each other.
    Nearness {
        /// The first, as it was typed.
        first: String,
        /// The one after it in the query.
        second: String,
    },
    /// That the title holds all words; `count` is the share of it that they are.
    Title,
    /// That the post is new. It adds `count` times what the words and their nearness add up to.
    Recency {
        /// The age of the post, in days.
        age: f64,
        /// The age at which half of what the newest posts gain is left, in days.
        half_life: f64,
    },
}

impl ExplainedQuery {
    /// Explains a query in an index.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub(super) fn of(plan: &Plan, reader: &IndexReader) -> Result<Self> {
        let groups = plan.ranking().groups.iter();
        let words = groups.map(|counted| ExplainedWord::of(counted, reader));
        Ok(Self { words: words.collect::<Result<_>>()?, posts: reader.posts() })
    }
}

impl ExplainedWord {
    fn of(counted: &Counted, reader: &IndexReader) -> Result<Self> {
        let Group { text, fields, forms, boost, is_feedback } = &counted.group;
        let schema = reader.searcher().schema();
        let name = |&(field, weight)| (schema.get_field_name(field).to_owned(), weight);
        let mut explained = Vec::new();
        for form in forms.iter().flat_map(single_forms) {
            let alone = Group { forms: vec![form.clone()], ..counted.group.clone() };
            let posts = Counted::of(alone, reader)?.holders();
            explained.push(ExplainedForm::of(&form, posts, reader.languages()?));
        }
        Ok(Self {
            text: text.clone(),
            fields: fields.iter().map(name).collect(),
            posts: counted.holders(),
            rarity: counted.rarity(),
            boost: *boost,
            is_feedback: *is_feedback,
            forms: explained,
        })
    }
}

/// A form of one token in any of its variants as one form for each variant.
fn single_forms(form: &Form) -> Vec<Form> {
    match form.steps.as_slice() {
        [TermSet::Any(terms)] => {
            let single =
                |term: &String| Form { steps: vec![TermSet::One(term.clone())], ..form.clone() };
            terms.iter().map(single).collect()
        }
        _ => vec![form.clone()],
    }
}

impl ExplainedForm {
    fn of(form: &Form, posts: u64, languages: &Languages) -> Self {
        let Form { kind, steps, slop, weight, languages: spoken } = form;
        let steps: Vec<_> =
            steps.iter().map(|step| step.terms().collect::<Vec<_>>().join("|")).collect();
        let slop = slop.map_or(String::new(), |slop| format!(" ~{slop}"));
        let in_all = *spoken == LanguageSet::ALL;
        let codes = languages.codes().filter(|code| spoken.meets(languages.set_of(Some(code))));
        Self {
            text: steps.join(" ") + &slop,
            kind: *kind,
            weight: *weight,
            languages: (!in_all).then(|| codes.map(str::to_owned).collect()),
            posts,
        }
    }
}

impl Explanation {
    /// Explains the score of a post.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub(super) fn of(
        ranking: &Arc<Ranking>,
        address: DocAddress,
        recency: Option<Recency>,
        reader: &IndexReader,
    ) -> Result<Self> {
        let segment = reader.searcher().segment_reader(address.segment_ord);
        let length = ranking.lengths.of_segment(segment)?.get(address.doc_id);
        let mut parts = Vec::new();
        ranking.in_segment(segment)?.parts(address.doc_id, |of, part| {
            if part.score != 0.0 {
                let source = Source::of(of, ranking);
                parts.push(Contribution { source, count: part.count, score: part.score });
            }
        });
        if let Some(recency) = recency {
            let dates = segment.fast_fields().i64(columns::DATE)?;
            let age = dates.first(address.doc_id).and_then(|seconds| recency.age(seconds));
            let score = parts.iter().map(|part| part.score).sum();
            parts.extend(age.and_then(|age| Contribution::of_recency(&recency, age, score)));
        }
        Ok(Self { parts, length })
    }
}

impl Contribution {
    /// What a post of this age, in days, gains on top of a score, if anything.
    fn of_recency(recency: &Recency, age: f64, score: f32) -> Option<Self> {
        let source = Source::Recency { age, half_life: recency.half_life.days() };
        let count = recency.gain(age);
        let score = score * count;
        (score != 0.0).then_some(Self { source, count, score })
    }
}

impl Source {
    fn of(part: PartOf, ranking: &Ranking) -> Self {
        let text = |index: usize| ranking.groups[index].group.text.clone();
        match part {
            PartOf::Group(index) => {
                let counted = &ranking.groups[index];
                let (posts, boost) = (counted.holders(), counted.group.boost);
                Self::Word { text: text(index), posts, boost }
            }
            PartOf::Pair(index) => {
                let pair = ranking.pairs[index];
                Self::Nearness { first: text(pair.first), second: text(pair.second) }
            }
            PartOf::Title => Self::Title,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_as_they_stand() {
        let any = |terms: &[&str]| TermSet::Any(terms.iter().map(|&t| t.to_owned()).collect());
        let one = |term: &str| TermSet::One(term.to_owned());
        let table = [
            (vec![one("a")], None, vec!["a"]),
            (vec![any(&["b", "a"])], None, vec!["a", "b"]),
            (vec![one("a"), any(&["b", "c"])], Some(3), vec!["a b|c ~3"]),
        ];
        for (steps, slop, expected) in table {
            let form = Form { slop, ..Form::of_steps(FormKind::Typed, steps, 1.0) };
            let found = single_forms(&form).into_iter();
            let languages = Languages::default();
            let found: Vec<_> =
                found.map(|form| ExplainedForm::of(&form, 0, &languages).text).collect();
            assert_eq!(found, expected);
        }
    }
}
