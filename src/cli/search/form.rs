//! In which form the answer to a search is printed.

use kwic::render::{CitationForm, HitTemplate, TableFormat};

use crate::cli::citation::Citation;
use crate::cli::{Failure, Settings};

/// Flags that choose a form, of which only one can be chosen.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Forms of the answer")]
#[group(skip)]
pub struct FormFlags {
    /// Print one JSON document (`kwic schema search`).
    #[arg(long, group = "form")]
    pub json: bool,

    /// Print JSON objects, one a line: `begin`, `warning`, `hit`, `summary`, or `error` (`kwic schema
    /// jsonl`).
    #[arg(long, group = "form")]
    pub jsonl: bool,

    /// Print a table with commas and a header: rank, score, id, path, line, title, date, language,
    /// tags, authors, url, snippet.
    #[arg(long, group = "form", conflicts_with = "explain")]
    csv: bool,

    /// Print the same with tabs and without quotes: `\t`, `\n`, `\r` and `\\` stand for a tab, line
    /// ends and a backslash in a value.
    #[arg(long, group = "form", conflicts_with = "explain")]
    tsv: bool,

    /// Print a line for each hit as this Jinja template says, such as `{{ date }} {{ title }}`.
    ///
    /// It knows the keys of a hit in JSON, and `line` and `snippet` of the first passage. What is null
    /// there is an empty text, lists are joined by `; `; `\n`, `\t`, `\0` and `\\` are escapes.
    #[arg(long, value_name = "TEMPLATE", group = "form", allow_hyphen_values = true)]
    format: Option<String>,

    /// Print how to cite each hit.
    #[arg(long, value_name = "FORM", group = "form", conflicts_with = "explain")]
    cite: Option<Citation>,

    /// Print only the paths of the hits.
    #[arg(short = 'l', long, group = "form", conflicts_with = "explain")]
    pub paths: bool,

    /// End each path with a NUL byte instead of a line end.
    #[arg(short = '0', long, requires = "paths")]
    null: bool,

    /// Print only how many posts match.
    #[arg(short = 'c', long, group = "form", conflicts_with = "explain")]
    pub count: bool,

    /// Print a run in the format of TREC: query's id (1 without --batch), Q0, path, rank, score,
    /// `kwic`. The scores fall from each hit to the next, and blanks in paths are percent-encoded.
    #[arg(long, group = "form", conflicts_with = "explain")]
    pub trec: bool,
}

/// The form of an answer.
pub enum Form {
    /// Text for people.
    Text,
    /// One JSON document.
    Json,
    /// JSON objects, one a line.
    JsonLines,
    /// Rows under a header.
    Table(TableFormat),
    /// What a template says of each hit.
    Template(Box<HitTemplate>),
    /// How each hit is cited.
    Citations(CitationForm),
    /// Paths alone, with this byte after each.
    Paths(u8),
    /// How many posts match.
    Count,
    /// A run in the format of TREC.
    Trec,
}

impl FormFlags {
    /// Whether people are to read the answer.
    pub fn is_text(&self) -> bool {
        let is_for_programs = self.json || self.jsonl || self.csv || self.tsv || self.trec;
        let is_part = self.paths || self.count || self.format.is_some() || self.cite.is_some();
        !is_for_programs && !is_part
    }

    /// The form that is asked for. A template that cannot be filled is refused here, before anything
    /// is searched.
    pub fn form(&self, settings: &Settings) -> Result<Form, Failure> {
        let flags = [
            (self.json, Form::Json),
            (self.jsonl, Form::JsonLines),
            (self.csv, Form::Table(TableFormat::Csv)),
            (self.tsv, Form::Table(TableFormat::Tsv)),
            (self.paths, Form::Paths(if self.null { b'\0' } else { b'\n' })),
            (self.count, Form::Count),
            (self.trec, Form::Trec),
        ];
        if let Some(template) = &self.format {
            let is_for_terminal = settings.style.width.is_some();
            return Ok(Form::Template(Box::new(HitTemplate::parse(template, is_for_terminal)?)));
        }
        if let Some(form) = self.cite {
            return Ok(Form::Citations(form.into()));
        }
        let form = flags.into_iter().find_map(|(is_set, form)| is_set.then_some(form));
        Ok(form.unwrap_or(Form::Text))
    }
}
