//! Plans the leaves of a query: words, phrases and patterns, each in its scope.

use std::sync::Arc;

use tantivy::query::{AllQuery, EmptyQuery, ExistsQuery, Query};
use tantivy::schema::Field;

use super::planner::Planner;
use super::text_fields;
use crate::error::Result;
use crate::index::columns;
use crate::query::dictionary::{MAX_TERMS, glob};
use crate::query::expansion::{fuzzy, possible, too_many, wildcard};
use crate::query::filter::{self, unscored};
use crate::query::meta_value::MetaKey;
use crate::query::parse::unknown_field;
use crate::query::regex_term_query::RegexTermQuery;
use crate::query::{Leaf, Pattern, Scope, Term, address, path_glob, presence};
use crate::scoring::{Counted, Form, FormKind, Group, PostsQuery, TermSet};

impl Planner<'_> {
    pub fn leaf(&mut self, leaf: &Leaf) -> Result<Box<dyn Query>> {
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
    pub fn group(
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
