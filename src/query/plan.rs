//! From a [`Node`] to a query over the fields of an index.

use std::sync::Arc;

use tantivy::query::{AllQuery, BooleanQuery, EmptyQuery, ExistsQuery, Occur, Query};
use tantivy::schema::Field;

use super::address;
use super::dictionary::{Dictionary, MAX_TERMS, glob};
use super::exclusion::Exclusion;
use super::expansion::{fuzzy, letters_of, possible, too_many, wildcard};
use super::filter::{self, unscored};
use super::meta_value::MetaKey;
use super::parse::{MAX_LEAVES, unknown_field};
use super::path_glob;
use super::presence;
use super::regex_term_query::RegexTermQuery;
use super::run;
use super::word::Lexicon;
use super::{Branch, Filters, Leaf, Node, Pattern, Scope, Term, Warning};
use crate::analysis::{is_function_word_of, normal_form};
use crate::error::{Error, Result};
use crate::index::{IndexReader, columns};
use crate::scoring::{
    Counted, Form, FormKind, Group, Lengths, Nearness, PostsQuery, RankedQuery, Ranking, TermSet,
};

/// Queries with more patterns that any letter may begin (`*e*`, `/.*e/`) are refused: each looks at
/// every word of the index, which takes a tenth of a second where there are half a million.
const MAX_OPEN: usize = 4;

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
    let mut planner = Planner {
        reader,
        groups: Vec::new(),
        pairs: Vec::new(),
        patterns: Vec::new(),
        warnings: Vec::new(),
        boost: 1.0,
    };
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

struct Planner<'a> {
    reader: &'a IndexReader,
    groups: Vec<Arc<Counted>>,
    pairs: Vec<Nearness>,
    patterns: Vec<Pattern>,
    warnings: Vec<Warning>,
    /// What the groups that are planned now are multiplied with.
    boost: f32,
}

type Clause = (Occur, Box<dyn Query>);

impl Planner<'_> {
    /// The parts of the topmost AND, of which runs that no post holds are taken apart: `停火协议谈判`
    /// may be two words, or three.
    fn without_lost_runs(&self, parts: &[Node]) -> Result<Vec<Node>> {
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            let room = MAX_LEAVES.saturating_sub(kept.len()).max(1);
            match bare_word(part).filter(|_| part.is_bare_word()) {
                Some(word) if !run::pairs(word, room).is_empty() && self.is_lost(word)? => {
                    kept.extend(run::taken_apart(part, room));
                }
                _ => kept.push(part.clone()),
            }
        }
        Ok(kept)
    }

    /// Whether no post holds a word.
    fn is_lost(&self, word: &str) -> Result<bool> {
        let fields = self.fields();
        let forms = self.lexicon(&fields)?.meanings(word, &self.reader.preferences().synonyms)?;
        let group = Group { text: word.to_owned(), fields, forms, boost: 1.0, is_feedback: false };
        Ok(Counted::of(group, self.reader)?.holders() == 0)
    }

    /// All of some parts. Words side by side may be written as one, and count more when they are
    /// near each other.
    fn all(&mut self, parts: &[Node]) -> Result<Vec<Clause>> {
        let mut clauses = Vec::with_capacity(parts.len());
        let mut before: Option<usize> = None;
        let mut joined: Vec<Form> = Vec::new();
        let mut of_rows = self.synonyms_of_rows(parts)?;
        for (index, part) in parts.iter().enumerate() {
            let Some(word) = bare_word(part) else {
                clauses.push(self.clause(part)?);
                before = None;
                continue;
            };
            let with_before = std::mem::take(&mut joined);
            if let Some(after) = parts.get(index + 1).and_then(bare_word) {
                joined = self.joined(word, after)?;
            }
            let first = self.groups.len();
            let forms = [with_before, joined.clone(), std::mem::take(&mut of_rows[index])].concat();
            clauses.push((Occur::Must, self.word(part, word, forms)?));
            if self.groups.len() == first || self.only_joins(word) {
                continue;
            }
            self.pairs.extend(before.map(|before| Nearness { first: before, second: first }));
            before = Some(first);
        }
        Ok(clauses)
    }

    /// Any of the words of a text. Those that only hold it together say nothing, unless there are no
    /// others.
    fn any(&mut self, words: &[Node]) -> Result<Box<dyn Query>> {
        let says_something =
            |word: &&Node| !bare_word(word).is_some_and(|word| self.only_joins(word));
        let telling: Vec<Node> = words.iter().filter(says_something).cloned().collect();
        let telling = if telling.is_empty() { words } else { &telling };
        // A question without blanks is no phrase.
        let parts = telling.iter().flat_map(|word| run::taken_apart(word, MAX_LEAVES));
        let parts: Vec<Node> = parts.take(MAX_LEAVES).collect();
        let clauses = self.all(&parts)?;
        Ok(Box::new(BooleanQuery::union(clauses.into_iter().map(|(_, query)| query).collect())))
    }

    /// The forms in which two bare words side by side are written as one.
    fn joined(&self, first: &str, second: &str) -> Result<Vec<Form>> {
        self.lexicon(&self.fields())?.joined(first, second)
    }

    /// A bare word, with the forms in which it is written as one with its neighbours.
    fn word(&mut self, part: &Node, word: &str, joined: Vec<Form>) -> Result<Box<dyn Query>> {
        let fields = self.fields();
        let mut forms =
            self.lexicon(&fields)?.meanings(word, &self.reader.preferences().synonyms)?;
        forms.extend(joined);
        let boost = if let Node::Leaf(leaf) = part { leaf.boost } else { 1.0 };
        self.group(&Scope::Anywhere, word, fields, forms, boost)
    }

    /// The synonyms of bare words side by side that mean something together, by word: whoever has
    /// one of them has all of the words.
    fn synonyms_of_rows(&self, parts: &[Node]) -> Result<Vec<Vec<Form>>> {
        let synonyms = &self.reader.preferences().synonyms;
        let mut by_word = vec![Vec::new(); parts.len()];
        if synonyms.longest() < 2 {
            return Ok(by_word);
        }
        let lexicon = self.lexicon(&self.fields())?;
        for first in 0..parts.len() {
            for count in 2..=synonyms.longest().min(parts.len() - first) {
                let words = parts[first..first + count].iter().map(bare_word);
                let Some(words) = words.collect::<Option<Vec<_>>>() else { break };
                let forms = lexicon.synonyms(&words.join(" "), &[], synonyms)?;
                for word in &mut by_word[first..first + count] {
                    word.extend(forms.iter().cloned());
                }
            }
        }
        Ok(by_word)
    }

    /// The fields that bare words are looked for in.
    fn fields(&self) -> Vec<(Field, f32)> {
        self.reader.preferences().weights.of_fields(self.reader.fields())
    }

    /// Whether a word is a function word in the language of most posts.
    fn only_joins(&self, word: &str) -> bool {
        let language = self.reader.languages().ok().and_then(|languages| languages.codes().next());
        is_function_word_of(language.unwrap_or_default(), &normal(word))
    }

    fn lexicon(&self, fields: &[(Field, f32)]) -> Result<Lexicon<'_>> {
        lexicon(self.reader, fields)
    }

    fn clause(&mut self, node: &Node) -> Result<Clause> {
        Ok(match node {
            Node::Not(inner) => (Occur::MustNot, self.unwanted(inner)?),
            node => (Occur::Must, self.query(node)?),
        })
    }

    /// What a post must lack; its words are not marked in passages, and say nothing of a post.
    fn unwanted(&mut self, node: &Node) -> Result<Box<dyn Query>> {
        let kept = (self.patterns.len(), self.groups.len(), self.pairs.len());
        let query = self.query(node)?;
        self.patterns.truncate(kept.0);
        self.groups.truncate(kept.1);
        self.pairs.truncate(kept.2);
        Ok(Box::new(Exclusion(query)))
    }

    fn query(&mut self, node: &Node) -> Result<Box<dyn Query>> {
        Ok(match node {
            Node::All => unscored(Box::new(AllQuery)),
            Node::Leaf(leaf) => self.leaf(leaf)?,
            Node::And(parts) => Box::new(BooleanQuery::new(self.all(parts)?)),
            Node::Or(parts) => {
                let queries: Result<Vec<_>> = parts.iter().map(|part| self.side(part)).collect();
                Box::new(BooleanQuery::union(queries?))
            }
            Node::Words(words) => self.any(words)?,
            Node::Not(inner) => {
                let inner = self.unwanted(inner)?;
                let all: Box<dyn Query> = unscored(Box::new(AllQuery));
                Box::new(BooleanQuery::new(vec![(Occur::Must, all), (Occur::MustNot, inner)]))
            }
        })
    }

    /// One side of an OR. Unless it is a single thing, which is found where it stands, its words
    /// only count where all of it was found.
    fn side(&mut self, part: &Node) -> Result<Box<dyn Query>> {
        let first = self.patterns.len();
        let query = self.query(part)?;
        if !matches!(part, Node::Leaf(_)) {
            let branch = Arc::new(Branch::new(query.box_clone()));
            let patterns = &mut self.patterns[first..];
            patterns.iter_mut().for_each(|pattern| pattern.branches.push(Arc::clone(&branch)));
        }
        Ok(query)
    }

    fn leaf(&mut self, leaf: &Leaf) -> Result<Box<dyn Query>> {
        let scope = leaf.field.as_deref().map_or(Scope::Anywhere, Scope::of_name);
        match (scope, leaf.field.as_deref()) {
            (Scope::Meta(path), Some(name)) => self.meta(&path, name, leaf),
            (scope, _) => self.scoped(&scope, leaf),
        }
    }

    fn scoped(&mut self, scope: &Scope, leaf: &Leaf) -> Result<Box<dyn Query>> {
        let fields = self.reader.fields();
        let term = &leaf.term;
        match (scope, term) {
            (_, Term::Days(range)) => {
                let days = filter::days(fields.day, *range);
                Ok(unscored(days.unwrap_or_else(|| Box::new(AllQuery))))
            }
            (_, Term::Anything) => self.anything(scope),
            (Scope::Tag, Term::Wildcard(_) | Term::Regex(_)) => whole_matching(fields.tag, term),
            (Scope::Category, Term::Wildcard(_) | Term::Regex(_)) => {
                whole_matching(fields.category, term)
            }
            (Scope::Language, Term::Wildcard(_) | Term::Regex(_)) => {
                whole_matching(fields.language, term)
            }
            (Scope::Path, _) => {
                path_glob::matching(fields.path, text_of(term), &self.reader.corpus())
            }
            (Scope::Link, _) => address::below(fields.link, text_of(term)),
            (Scope::Image, _) => address::below_or_named(fields.image, text_of(term)),
            (Scope::Tag, _) => Ok(whole(fields.tag, term)),
            (Scope::Category, _) => Ok(whole(fields.category, term)),
            (Scope::Language, _) => Ok(unscored(filter::language(fields.language, text_of(term)))),
            _ => self.in_words(scope, leaf),
        }
    }

    /// `field:*`: posts that have any value there.
    fn anything(&self, scope: &Scope) -> Result<Box<dyn Query>> {
        let fields = self.reader.fields();
        let column = match scope {
            Scope::Anywhere | Scope::Title | Scope::Path => {
                return Ok(unscored(Box::new(AllQuery)));
            }
            Scope::Link => return address::any(fields.link),
            Scope::Image => return address::any(fields.image),
            Scope::Meta(path) => return Ok(unscored(presence::key(fields.key, path))),
            Scope::Description => return Ok(unscored(presence::any_word(fields.description))),
            Scope::Body => return Ok(unscored(presence::any_word(fields.body))),
            Scope::Headings => return Ok(unscored(presence::any_word(fields.headings))),
            Scope::Captions => return Ok(unscored(presence::any_word(fields.captions))),
            Scope::Tag => columns::TAG,
            Scope::Category => columns::CATEGORY,
            Scope::Author => columns::AUTHOR,
            Scope::Language => columns::LANGUAGE,
            Scope::Date => columns::DATE,
        };
        Ok(unscored(Box::new(ExistsQuery::new(column.to_owned(), false))))
    }

    /// A word, a phrase or a pattern in fields of running text.
    fn in_words(&mut self, scope: &Scope, leaf: &Leaf) -> Result<Box<dyn Query>> {
        let fields = text_fields(self.reader, scope);
        let lexicon = self.lexicon(&fields)?;
        let mut warnings = Vec::new();
        let forms = match &leaf.term {
            Term::Word(text) => lexicon.meanings(text, &self.reader.preferences().synonyms)?,
            Term::NamedDays { text, .. } => lexicon.forms(text)?,
            Term::Exact(text) => lexicon.exactly(text),
            Term::Phrase { text, slop } => lexicon.phrase(text, *slop, &mut warnings)?,
            Term::Near { words, distance } => lexicon.near(words, *distance, &mut warnings)?,
            Term::Regex(regex) => {
                let expansion = lexicon.dictionary.regex(regex, MAX_TERMS)?;
                warnings.extend(too_many(&expansion, regex.pattern()));
                let terms = TermSet::Any(expansion.terms.into_iter().collect());
                possible(vec![Form::of_steps(FormKind::Pattern, vec![terms], 1.0)])
            }
            Term::Wildcard(pattern) => wildcard(&lexicon.dictionary, pattern, &mut warnings)?,
            Term::Fuzzy { text, distance } => {
                fuzzy(&lexicon.dictionary, text, *distance, &mut warnings)?
            }
            Term::Range(_) | Term::Days(_) | Term::Anything => Vec::new(),
        };
        self.warnings.append(&mut warnings);
        let text = match &leaf.term {
            near @ Term::Near { .. } => near.to_string(),
            term => text_of(term).to_owned(),
        };
        self.group(scope, &text, fields, forms, leaf.boost)
    }

    /// Counts the forms of a word or phrase, by which it is found, ranked and marked.
    fn group(
        &mut self,
        scope: &Scope,
        text: &str,
        fields: Vec<(Field, f32)>,
        forms: Vec<Form>,
        boost: f32,
    ) -> Result<Box<dyn Query>> {
        if forms.is_empty() {
            return Ok(Box::new(EmptyQuery));
        }
        let boost = self.boost * boost;
        let group = Group { text: text.to_owned(), fields, forms, boost, is_feedback: false };
        let counted = Arc::new(Counted::of(group, self.reader)?);
        self.groups.push(Arc::clone(&counted));
        let (scope, branches) = (scope.clone(), Vec::new());
        self.patterns.push(Pattern { scope, counted: Arc::clone(&counted), branches });
        Ok(Box::new(PostsQuery(counted)))
    }

    /// A front-matter key by its own name. One that no post has is a word with a colon after it.
    fn meta(&mut self, path: &str, name: &str, leaf: &Leaf) -> Result<Box<dyn Query>> {
        let fields = self.reader.fields();
        if self.reader.searcher().doc_freq(&presence::key_term(fields.key, path))? == 0 {
            self.warnings.push(unknown_field(name));
            let term = Term::Word(format!("{name}:{}", leaf.term));
            return self.in_words(&Scope::Anywhere, &Leaf { term, ..leaf.clone() });
        }
        match MetaKey::new(fields.meta, path).query(&leaf.term) {
            Some(query) => Ok(unscored(query)),
            None => self.scoped(&Scope::Meta(path.to_owned()), leaf),
        }
    }
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

/// The text of a bare word.
fn bare_word(node: &Node) -> Option<&str> {
    match node {
        Node::Leaf(Leaf { field: None, term: Term::Word(text), .. }) => Some(text),
        _ => None,
    }
}

fn normal(word: &str) -> String {
    let mut form = String::new();
    normal_form(word, &mut form);
    form
}

/// Refuses more patterns than a few that look at every word.
fn refuse_open(node: &Node) -> Result<()> {
    if open_patterns(node) <= MAX_OPEN {
        return Ok(());
    }
    Err(Error::Query(format!(
        "the query has more than {MAX_OPEN} patterns that any letter may begin, such as `*e*`; \
         letters at the beginning make them quick"
    )))
}

/// How many patterns look at every word, those of what is excluded among them.
fn open_patterns(node: &Node) -> usize {
    match node {
        Node::All => 0,
        Node::Not(inner) => open_patterns(inner),
        Node::And(parts) | Node::Or(parts) | Node::Words(parts) => {
            parts.iter().map(open_patterns).sum()
        }
        Node::Leaf(leaf) => match &leaf.term {
            Term::Wildcard(pattern) => {
                letters_of(pattern).filter(|part| part.starts_with(['*', '?'])).count()
            }
            Term::Regex(regex) => usize::from(regex.is_open()),
            _ => 0,
        },
    }
}

/// A value as a whole: a tag, a category, a language.
fn whole(field: Field, term: &Term) -> Box<dyn Query> {
    unscored(filter::keyword(field, text_of(term)))
}

/// Values that match an expression or a pattern as a whole.
fn whole_matching(field: Field, term: &Term) -> Result<Box<dyn Query>> {
    let regex = match term {
        Term::Regex(regex) => regex.clone(),
        term => glob(text_of(term))?,
    };
    Ok(unscored(Box::new(RegexTermQuery::new(field, b"", regex))))
}

/// What a term was typed as, without its operators.
fn text_of(term: &Term) -> &str {
    match term {
        Term::Word(text)
        | Term::Exact(text)
        | Term::Wildcard(text)
        | Term::Phrase { text, .. }
        | Term::Fuzzy { text, .. }
        | Term::NamedDays { text, .. } => text,
        Term::Regex(regex) => regex.pattern(),
        Term::Near { .. } | Term::Range(_) | Term::Days(_) | Term::Anything => "",
    }
}
