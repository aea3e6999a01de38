//! What the flags of a search ask for.

use std::sync::Arc;

use clap::ValueEnum as _;
use kwic::Error;
use kwic::index::IndexReader;
use kwic::preferences::{Preferences, Synonyms};
use kwic::query::HalfLife;
use kwic::render::SearchCommand;
use kwic::search::{Recency, Request, SnippetLimits};

use super::{Args, Order};
use crate::cli::queries::RUN_DEPTH;
use crate::cli::question::queries;
use crate::cli::reading::set;
use crate::cli::{Failure, Settings};

impl Args {
    /// The search; of a batch, for no query yet.
    ///
    /// # Errors
    /// If stdin, a date or the half-life cannot be read.
    pub fn request(&self, settings: &Settings) -> Result<Request, Failure> {
        let queries = queries(&self.words, &self.expression)?;
        Ok(Request {
            sort: self.sort.into(),
            recency: self.recency(settings)?,
            limit: self.limit(),
            offset: self.offset,
            collapse: self.collapses(settings),
            snippets: SnippetLimits {
                count: self.snippets.map(usize::from),
                length: self.snippet_length,
            },
            facets: self.facet.clone(),
            facet_limit: self.facet_limit,
            explain: self.explain,
            ..self.reading.request(queries, settings)?
        })
    }

    /// Whether copies are put together: if asked for, or if a person reads the hits on a terminal.
    fn collapses(&self, settings: &Settings) -> bool {
        let is_for_eyes =
            settings.style.width.is_some() && self.batch.is_none() && self.form.is_text();
        self.collapse || (is_for_eyes && !self.expand)
    }

    /// What the commands of other searches have in common with this one.
    pub fn command(&self, settings: &Settings) -> SearchCommand {
        let SearchCommand { mut flags } = self.reading.command(settings);
        let sort = self.sort.to_possible_value().filter(|_| self.sort != Order::Relevance);
        if let Some(sort) = sort {
            flags.extend(["--sort".to_owned(), sort.get_name().to_owned()]);
        }
        if let Some(half_life) = &self.recency {
            flags.extend(["--recency".to_owned(), half_life.clone()]);
        }
        flags.extend(set([
            ("--collapse", self.collapse),
            ("--expand", self.expand),
            ("--no-synonyms", self.no_synonyms),
        ]));
        SearchCommand { flags }
    }

    /// How the ranking is blended with how new posts are.
    fn recency(&self, settings: &Settings) -> Result<Option<Recency>, Failure> {
        let Some(typed) = &self.recency else { return Ok(None) };
        let refused = |reason: &str| Error::Option {
            option: "--recency",
            value: typed.clone(),
            reason: reason.into(),
        };
        if self.sort != Order::Relevance {
            return Err(refused(
                "it is a part of the relevance, and `--sort` asks for another order",
            )
            .into());
        }
        let half_life = HalfLife::parse(typed)
            .ok_or_else(|| refused("a half-life is written as 2w, \"6 months\", 1y or 10d"))?;
        Ok(Some(Recency { half_life, now: settings.now }))
    }

    /// The index, without what the flags switch off.
    pub fn with_preferences(&self, reader: IndexReader) -> IndexReader {
        if !self.no_synonyms {
            return reader;
        }
        let kept = reader.preferences().clone();
        reader.with_preferences(Arc::new(Preferences { synonyms: Synonyms::default(), ..kept }))
    }

    fn limit(&self) -> usize {
        match self.limit {
            _ if self.form.count => 0,
            Some(limit) => limit,
            None if self.form.paths => usize::MAX,
            None if self.form.trec => RUN_DEPTH,
            None => 10,
        }
    }
}
