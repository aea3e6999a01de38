//! From a [`Node`] to a query over the fields of an index.

use tantivy::Term as IndexTerm;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, EmptyQuery, ExistsQuery, Occur, PhraseQuery, Query,
    RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::address;
use super::exclusion::Exclusion;
use super::expand::{self, Expansion, MAX_TERMS};
use super::filter::{self, unscored};
use super::parse::unknown_field;
use super::{Filters, Leaf, Node, Pattern, Scope, Term, TermSet, Warning, WarningCode};
use crate::analysis::{normal_form, words};
use crate::error::{Error, Result};
use crate::index::{IndexReader, columns};

/// What a word in a field weighs against the same word in the body.
///
/// The title's weight follows the literature on structured documents (Robertson, Zaragoza and
/// Taylor 2004, "Simple BM25 extension to multiple weighted fields": titles gain most); headings
/// are words of the body already and only gain on top; captions are mostly furniture.
const WEIGHTS: [(fn(&crate::index::Fields) -> Field, f32); 6] = [
    (|fields| fields.body, 1.0),
    (|fields| fields.title, 2.0),
    (|fields| fields.description, 0.7),
    (|fields| fields.headings, 0.5),
    (|fields| fields.keywords, 0.5),
    (|fields| fields.captions, 0.3),
];

/// A query over an index, which can be relaxed.
pub struct Plan {
    /// Clauses that relaxing never drops: phrases, `+words`, filters, NOT.
    firm: Vec<(Occur, Box<dyn Query>)>,
    /// Whether the firm clauses ask for words, so that a post which meets them is some answer.
    has_firm_match: bool,
    /// The bare words of the topmost AND.
    words: Vec<Box<dyn Query>>,
    /// What a passage must hold.
    pub patterns: Vec<Pattern>,
    /// What was found odd while planning.
    pub warnings: Vec<Warning>,
}

impl Plan {
    /// The query as it was meant: all words required.
    pub fn strict(&self) -> Box<dyn Query> {
        self.with_words(self.words.len())
    }

    /// The query with at least `count` of its bare words required.
    pub fn with_words(&self, count: usize) -> Box<dyn Query> {
        let mut clauses: Vec<_> =
            self.firm.iter().map(|(occur, query)| (*occur, query.box_clone())).collect();
        if count == self.words.len() {
            clauses.extend(self.words.iter().map(|word| (Occur::Must, word.box_clone())));
        } else if !self.words.is_empty() {
            let words = self.words.iter().map(|word| word.box_clone()).collect();
            let query = BooleanQuery::union_with_minimum_required_clauses(words, count);
            let occur = if count == 0 { Occur::Should } else { Occur::Must };
            clauses.push((occur, Box::new(query)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// How many of its bare words must be left of the query when it is relaxed.
    pub fn least_words(&self) -> usize {
        usize::from(!self.has_firm_match)
    }

    /// How many bare words the query has.
    pub fn words(&self) -> usize {
        self.words.len()
    }
}

/// Plans a query over an index.
///
/// # Errors
/// If the index cannot be read, or a pattern is too complex.
pub fn plan(node: &Node, filters: &Filters, reader: &IndexReader) -> Result<Plan> {
    let mut planner = Planner { reader, patterns: Vec::new(), warnings: Vec::new() };
    let parts = match node {
        Node::And(parts) => parts.as_slice(),
        node => std::slice::from_ref(node),
    };
    let mut firm = Vec::new();
    let mut words = Vec::new();
    let mut has_firm_match = false;
    for part in parts {
        if part.is_bare_word() {
            words.push(planner.query(part)?);
        } else {
            has_firm_match |= part.holds_words();
            firm.push(planner.clause(part)?);
        }
    }
    firm.extend(filters.clauses(reader.fields()));
    let Planner { patterns, warnings, .. } = planner;
    Ok(Plan { firm, has_firm_match, words, patterns, warnings })
}

struct Planner<'a> {
    reader: &'a IndexReader,
    patterns: Vec<Pattern>,
    warnings: Vec<Warning>,
}

impl Planner<'_> {
    fn clause(&mut self, node: &Node) -> Result<(Occur, Box<dyn Query>)> {
        Ok(match node {
            Node::Not(inner) => (Occur::MustNot, self.unwanted(inner)?),
            node => (Occur::Must, self.query(node)?),
        })
    }

    /// What a post must lack; its words are not marked in passages.
    fn unwanted(&mut self, node: &Node) -> Result<Box<dyn Query>> {
        let kept = self.patterns.len();
        let query = self.query(node)?;
        self.patterns.truncate(kept);
        Ok(Box::new(Exclusion(query)))
    }

    fn query(&mut self, node: &Node) -> Result<Box<dyn Query>> {
        Ok(match node {
            Node::All => unscored(Box::new(AllQuery)),
            Node::Leaf(leaf) => self.leaf(leaf)?,
            Node::And(parts) => {
                let clauses: Result<Vec<_>> = parts.iter().map(|part| self.clause(part)).collect();
                Box::new(BooleanQuery::new(clauses?))
            }
            Node::Or(parts) => {
                let queries: Result<Vec<_>> = parts.iter().map(|part| self.query(part)).collect();
                Box::new(BooleanQuery::union(queries?))
            }
            Node::Not(inner) => {
                let inner = self.unwanted(inner)?;
                let all: Box<dyn Query> = unscored(Box::new(AllQuery));
                Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, inner)]))
            }
        })
    }

    fn leaf(&mut self, leaf: &Leaf) -> Result<Box<dyn Query>> {
        let scope = leaf.field.as_deref().map_or(Scope::Anywhere, Scope::of_name);
        let query = match (scope, leaf.field.as_deref()) {
            (Scope::Meta(path), Some(name)) if leaf.term != Term::Anything => {
                self.meta(&path, name, &leaf.term)?
            }
            (scope, _) => self.scoped(&scope, &leaf.term)?,
        };
        let is_plain = (leaf.boost - 1.0).abs() < f32::EPSILON;
        Ok(if is_plain { query } else { Box::new(BoostQuery::new(query, leaf.boost)) })
    }

    fn scoped(&mut self, scope: &Scope, term: &Term) -> Result<Box<dyn Query>> {
        let fields = self.reader.fields();
        match (scope, term) {
            (_, Term::Days(range)) => {
                let days = filter::days(fields.day, *range);
                Ok(unscored(days.unwrap_or_else(|| Box::new(AllQuery))))
            }
            (_, Term::Anything) => self.anything(scope),
            (Scope::Path, _) => path(fields.path, text_of(term)),
            (Scope::Link, _) => address::below(fields.link, text_of(term)),
            (Scope::Image, _) => address::below_or_named(fields.image, text_of(term)),
            (Scope::Tag, _) => Ok(whole(fields.tag, term)),
            (Scope::Category, _) => Ok(whole(fields.category, term)),
            (Scope::Language, _) if is_none(text_of(term)) => {
                let known = self.anything(scope)?;
                let all: Box<dyn Query> = unscored(Box::new(AllQuery));
                let clauses = vec![(Occur::Must, all), (Occur::MustNot, known)];
                Ok(Box::new(BooleanQuery::new(clauses)))
            }
            (Scope::Language, _) => Ok(unscored(filter::language(fields.language, text_of(term)))),
            _ => self.in_words(scope, term),
        }
    }

    /// `field:*`: posts that have any value there.
    fn anything(&self, scope: &Scope) -> Result<Box<dyn Query>> {
        let column = match scope {
            Scope::Anywhere | Scope::Title | Scope::Path => {
                return Ok(unscored(Box::new(AllQuery)));
            }
            Scope::Link => return address::any(self.reader.fields().link),
            Scope::Image => return address::any(self.reader.fields().image),
            Scope::Tag => columns::TAG,
            Scope::Category => columns::CATEGORY,
            Scope::Author => columns::AUTHOR,
            Scope::Language => columns::LANGUAGE,
            Scope::Date => columns::DATE,
            _ => {
                let fields = "tag, category, author, lang, link, image and date";
                return Err(Error::Query(format!("only {fields} can be searched for any value")));
            }
        };
        Ok(unscored(Box::new(ExistsQuery::new(column.to_owned(), false))))
    }

    /// A word, a phrase or a pattern in fields of running text.
    fn in_words(&mut self, scope: &Scope, term: &Term) -> Result<Box<dyn Query>> {
        let fields = self.text_fields(scope);
        let steps = self.steps(&fields, term)?;
        if steps.is_empty() || steps.iter().any(is_nothing) {
            return Ok(Box::new(EmptyQuery));
        }
        let slop = if let Term::Phrase { slop, .. } = term { *slop } else { 0 };
        let queries = fields
            .iter()
            .map(|&(field, weight)| {
                let query = in_field(field, &steps, slop);
                Box::new(BoostQuery::new(query, weight)) as Box<dyn Query>
            })
            .collect();
        let weight = self.weight(fields[0].0, &steps)?;
        self.patterns.push(Pattern { scope: scope.clone(), steps, slop, weight });
        Ok(Box::new(BooleanQuery::union(queries)))
    }

    fn text_fields(&self, scope: &Scope) -> Vec<(Field, f32)> {
        let fields = self.reader.fields();
        let one = |field| vec![(field, 1.0)];
        match scope {
            Scope::Title => one(fields.title),
            Scope::Description => one(fields.description),
            Scope::Body => one(fields.body),
            Scope::Headings => one(fields.headings),
            Scope::Captions => one(fields.captions),
            Scope::Author => one(fields.author),
            _ => WEIGHTS.iter().map(|(field, weight)| (field(fields), *weight)).collect(),
        }
    }

    /// The tokens of a term, each with the forms that it may stand in.
    fn steps(&mut self, fields: &[(Field, f32)], term: &Term) -> Result<Vec<TermSet>> {
        let names: Vec<Field> = fields.iter().map(|&(field, _)| field).collect();
        match term {
            Term::Wildcard(pattern) => self.wildcard_steps(&names, pattern),
            Term::Fuzzy { text, distance } => tokens(text)
                .iter()
                .map(|word| {
                    let found = expand::fuzzy(self.reader.searcher(), &names, word, *distance)?;
                    Ok(self.any_of(found, text))
                })
                .collect(),
            term => Ok(tokens(text_of(term)).into_iter().map(TermSet::One).collect()),
        }
    }

    /// A pattern is split at hyphens and the like as a word is, but `*` and `?` are letters in it.
    fn wildcard_steps(&mut self, fields: &[Field], pattern: &str) -> Result<Vec<TermSet>> {
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '*' | '?');
        let parts = pattern.split(|c| !is_letter(c)).filter(|part| !part.is_empty());
        parts
            .map(|part| {
                let mut form = String::new();
                normal_form(part, &mut form);
                if !form.contains(['*', '?']) {
                    return Ok(TermSet::One(form));
                }
                let found = expand::wildcard(self.reader.searcher(), fields, &form)?;
                Ok(self.any_of(found, pattern))
            })
            .collect()
    }

    fn any_of(&mut self, expansion: Expansion, typed: &str) -> TermSet {
        if expansion.total > expansion.terms.len() {
            let message = format!(
                "`{typed}` matches {} words, of which only the {MAX_TERMS} most frequent are \
                 searched for; more letters make it match fewer",
                expansion.total
            );
            self.warnings.push(Warning { code: WarningCode::TooManyTerms, message });
        }
        TermSet::Any(expansion.terms.into_iter().collect())
    }

    /// The rarer its rarest token is, the more a match says (the usual inverse document frequency).
    fn weight(&self, field: Field, steps: &[TermSet]) -> Result<f32> {
        let posts = self.reader.posts() as f32;
        let mut weight = 0.0_f32;
        for step in steps {
            let mut frequency = 0;
            for form in step.forms() {
                let term = IndexTerm::from_field_text(field, form);
                frequency += self.reader.searcher().doc_freq(&term)?;
            }
            weight = weight.max((1.0 + posts / (1.0 + frequency as f32)).ln());
        }
        Ok(weight)
    }

    /// A front-matter key by its own name. One that no post has is a word with a colon after it.
    fn meta(&mut self, path: &str, name: &str, term: &Term) -> Result<Box<dyn Query>> {
        let field = self.reader.fields().meta;
        if !self.has_key(field, path)? {
            self.warnings.push(unknown_field(name));
            let text = format!("{name}:{}", text_of(term));
            return self.in_words(&Scope::Anywhere, &Term::Word(text));
        }
        Ok(unscored(meta_value(field, path, text_of(term))))
    }

    /// Whether any post has this front-matter key.
    fn has_key(&self, field: Field, path: &str) -> Result<bool> {
        let prefix = IndexTerm::from_field_json_path(field, path, true);
        let prefix = prefix.serialized_value_bytes();
        for segment in self.reader.searcher().segment_readers() {
            let index = segment.inverted_index(field)?;
            let stream = index.terms().range().ge(prefix).into_stream();
            let mut stream = stream.map_err(tantivy::TantivyError::from)?;
            if stream.advance() && stream.key().starts_with(prefix) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Paths that match a glob, that lie below it, or whose end it is.
fn path(field: Field, glob: &str) -> Result<Box<dyn Query>> {
    let glob = expand::regex_of(glob.trim_matches('/'));
    let regex = RegexQuery::from_pattern(&format!("(.*/)?{glob}(/.*)?"), field)?;
    Ok(unscored(Box::new(regex)))
}

/// A value as a whole: a tag, a category, a language.
fn whole(field: Field, term: &Term) -> Box<dyn Query> {
    unscored(filter::keyword(field, text_of(term)))
}

/// A value of a front-matter key, by its words and by the number or truth value it may be.
fn meta_value(field: Field, path: &str, text: &str) -> Box<dyn Query> {
    let key = || IndexTerm::from_field_json_path(field, path, true);
    let mut queries: Vec<Box<dyn Query>> = Vec::new();
    let typed =
        tantivy::json_utils::convert_to_fast_value_and_append_to_json_term(&key(), text, true);
    if let Some(term) = typed {
        queries.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
    }
    let terms: Vec<_> = tokens(text)
        .iter()
        .map(|token| {
            let mut term = key();
            term.append_type_and_str(token);
            term
        })
        .collect();
    match terms.as_slice() {
        [] => {}
        [term] => queries.push(Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic))),
        _ => queries.push(Box::new(PhraseQuery::new(terms))),
    }
    Box::new(BooleanQuery::union(queries))
}

/// The tokens in a row, in one field.
fn in_field(field: Field, steps: &[TermSet], slop: u32) -> Box<dyn Query> {
    if let [step] = steps {
        return any_term(field, step);
    }
    let mut terms = Vec::with_capacity(steps.len());
    for step in steps {
        match step {
            TermSet::One(form) => terms.push(IndexTerm::from_field_text(field, form)),
            TermSet::Any(_) => return in_field_with_patterns(field, steps),
        }
    }
    let phrase = |terms: Vec<IndexTerm>| -> Box<dyn Query> {
        let terms = terms.into_iter().enumerate().collect();
        Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop))
    };
    if slop == 0 || terms.len() != 2 {
        return phrase(terms);
    }
    // To the engine a step backwards costs two places; to a reader near is near either way.
    let backwards = terms.iter().rev().cloned().collect();
    Box::new(BooleanQuery::union(vec![phrase(terms), phrase(backwards)]))
}

/// A word of several tokens of which some are patterns: each choice of forms is a phrase.
fn in_field_with_patterns(field: Field, steps: &[TermSet]) -> Box<dyn Query> {
    let mut phrases: Vec<Vec<&str>> = vec![Vec::new()];
    for step in steps {
        let mut longer = Vec::new();
        for phrase in &phrases {
            for form in step.forms().take(MAX_TERMS / phrases.len() + 1) {
                longer.push(phrase.iter().copied().chain([form]).collect());
            }
        }
        phrases = longer;
    }
    let query = |phrase: Vec<&str>| -> Box<dyn Query> {
        let terms = phrase.iter().map(|form| IndexTerm::from_field_text(field, form)).collect();
        Box::new(PhraseQuery::new(terms))
    };
    Box::new(BooleanQuery::union(phrases.into_iter().map(query).collect()))
}

fn any_term(field: Field, step: &TermSet) -> Box<dyn Query> {
    let query = |form: &str| -> Box<dyn Query> {
        let term = IndexTerm::from_field_text(field, form);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    };
    match step {
        TermSet::One(form) => query(form),
        TermSet::Any(_) => Box::new(BooleanQuery::union(step.forms().map(query).collect())),
    }
}

/// Whether a value asks for posts without one: `lang:none`. No language has a code like these.
fn is_none(value: &str) -> bool {
    ["none", "unknown"].iter().any(|word| value.eq_ignore_ascii_case(word))
}

fn is_nothing(step: &TermSet) -> bool {
    matches!(step, TermSet::Any(forms) if forms.is_empty())
}

fn tokens(text: &str) -> Vec<String> {
    let token = |range| {
        let mut form = String::new();
        normal_form(&text[range], &mut form);
        form
    };
    words(text).map(token).collect()
}

/// What a term was typed as, without its operators.
fn text_of(term: &Term) -> &str {
    match term {
        Term::Word(text)
        | Term::Exact(text)
        | Term::Wildcard(text)
        | Term::Phrase { text, .. }
        | Term::Fuzzy { text, .. } => text,
        Term::Days(_) | Term::Anything => "",
    }
}
