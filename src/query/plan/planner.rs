//! Plans the parts of a query: words side by side, OR, NOT.

use std::sync::Arc;

use tantivy::query::{AllQuery, BooleanQuery, Occur, Query};
use tantivy::schema::Field;

use super::lexicon;
use crate::analysis::{is_function_word_of, normal_form};
use crate::error::Result;
use crate::index::IndexReader;
use crate::query::exclusion::Exclusion;
use crate::query::filter::unscored;
use crate::query::parse::MAX_LEAVES;
use crate::query::word::Lexicon;
use crate::query::{Branch, Leaf, Node, Pattern, Scope, Term, Warning, run};
use crate::scoring::{Counted, Form, Group, Nearness};

/// Gathers what the parts of a query ask for.
pub struct Planner<'a> {
    pub reader: &'a IndexReader,
    pub groups: Vec<Arc<Counted>>,
    pub pairs: Vec<Nearness>,
    pub patterns: Vec<Pattern>,
    pub warnings: Vec<Warning>,
    /// What the groups that are planned now are multiplied with.
    pub boost: f32,
}

/// What a part is for which posts match.
type Clause = (Occur, Box<dyn Query>);

impl<'a> Planner<'a> {
    pub fn of(reader: &'a IndexReader) -> Self {
        Self {
            reader,
            groups: Vec::new(),
            pairs: Vec::new(),
            patterns: Vec::new(),
            warnings: Vec::new(),
            boost: 1.0,
        }
    }
}

impl Planner<'_> {
    /// The parts of the topmost AND, of which runs that no post holds are taken apart: `停火协议谈判`
    /// may be two words, or three.
    pub fn without_lost_runs(&self, parts: &[Node]) -> Result<Vec<Node>> {
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
    pub fn all(&mut self, parts: &[Node]) -> Result<Vec<Clause>> {
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

    pub fn lexicon(&self, fields: &[(Field, f32)]) -> Result<Lexicon<'_>> {
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
