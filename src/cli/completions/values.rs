//! What the arguments of a command line may be, as the index and the configuration file have it.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

use clap::{Arg, Command, ValueHint};
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};
use kwic::index::{IndexFolder, IndexReader};
use kwic::preferences::{NamedQueries, NamedQuery};
use kwic::render::terminal_text;
use kwic::search::{Completion, CompletionSlot, completions, name_completions};

use crate::cli::settings::index_folder;
use crate::cli::{Common, config_file};

/// So many values are offered; nobody reads more.
const LIMIT: usize = 300;

/// The arguments with values from the index, by their names in the structs of all subcommands.
const SLOTS: [(&str, CompletionSlot); 9] = [
    ("words", CompletionSlot::Query),
    ("expression", CompletionSlot::Query),
    ("queries", CompletionSlot::Query),
    ("tag", CompletionSlot::Tag),
    ("author", CompletionSlot::Author),
    ("lang", CompletionSlot::Language),
    ("facet", CompletionSlot::FacetField),
    ("post", CompletionSlot::Path),
    ("posts", CompletionSlot::Path),
];

/// The argument of `kwic new` that names queries.
const QUERY_NAME: &str = "names";

/// The argument of `kwic man` that names a command.
const COMMAND_NAME: &str = "page";

/// What the help calls a value that is a folder.
const FOLDERS: [&str; 2] = ["CORPUS", "DIR"];

/// The program's command line, with values for the words that are typed.
pub fn with_values(command: Command, words: &[OsString]) -> Command {
    // A file of settings that cannot be read says nothing here, as a missing one does.
    let file = config_file::find(&Common {
        config: behind("--config", words).map(Path::to_owned),
        no_config: words.iter().any(|word| word == "--no-config"),
        ..Common::default()
    });
    let config = file.and_then(|file| config_file::read(&file).ok()).unwrap_or_default();
    let (index, _) = index_folder(behind("--index", words), &config);
    let queries = Arc::new(config.preferences.queries);
    let names: Vec<String> =
        command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    command.mut_subcommands(|command| {
        command.mut_args(|arg| match slot(&arg) {
            Some(slot) => {
                let (index, queries) = (index.clone(), Arc::clone(&queries));
                let values = move |typed: &OsStr| values(&index, &queries, slot, typed);
                arg.add(ArgValueCompleter::new(values))
            }
            None if arg.get_id() == QUERY_NAME => {
                let queries = Arc::clone(&queries);
                arg.add(ArgValueCandidates::new(move || query_names(&queries)))
            }
            None if arg.get_id() == COMMAND_NAME => {
                let names = names.clone();
                arg.add(ArgValueCandidates::new(move || {
                    names.iter().map(CompletionCandidate::new).collect()
                }))
            }
            None if is_named(&arg, &FOLDERS) => arg.value_hint(ValueHint::DirPath),
            None => arg,
        })
    })
}

/// The path that stands behind a flag on the line.
fn behind<'a>(flag: &str, words: &'a [OsString]) -> Option<&'a Path> {
    words.iter().enumerate().rev().find_map(|(place, word)| {
        let next = words.get(place + 1).filter(|_| word == flag).map(Path::new);
        next.or_else(|| word.to_str()?.strip_prefix(flag)?.strip_prefix('=').map(Path::new))
    })
}

fn slot(arg: &Arg) -> Option<CompletionSlot> {
    // The queries of `kwic eval` are a file.
    let found = SLOTS.iter().find(|(id, _)| arg.get_id() == id && !is_named(arg, &["FILE"]));
    found.map(|&(_, slot)| slot)
}

/// Whether the help calls the value of an argument by one of these names.
fn is_named(arg: &Arg, names: &[&str]) -> bool {
    let mut own = arg.get_value_names().unwrap_or_default().iter();
    own.any(|own| names.contains(&own.as_str()))
}

/// The names of queries.
fn query_names(queries: &NamedQueries) -> Vec<CompletionCandidate> {
    let candidate = |(name, query)| CompletionCandidate::new(name).help(Some(told(query).into()));
    queries.iter().map(candidate).collect()
}

/// What a query is for.
fn told(query: &NamedQuery) -> String {
    terminal_text(query.description.as_ref().unwrap_or(&query.text))
}

/// The values for what was typed; without a word if there is no index or it cannot be read.
fn values(
    index: &Path,
    queries: &NamedQueries,
    slot: CompletionSlot,
    typed: &OsStr,
) -> Vec<CompletionCandidate> {
    let text = typed.to_str();
    if slot == CompletionSlot::Query {
        let names = text.map(|text| of_names(queries, text)).unwrap_or_default();
        if !names.is_empty() {
            return names;
        }
    }
    let found = text.and_then(|text| from_index(index, slot, text)).unwrap_or_default();
    if found.is_empty() && slot == CompletionSlot::Path {
        return PathCompleter::file().complete(typed);
    }
    found
}

/// The queries that an `@name` at the end of a query may be.
fn of_names(queries: &NamedQueries, typed: &str) -> Vec<CompletionCandidate> {
    let candidate = |found: Completion| {
        let name = found.text.rsplit('@').next().unwrap_or_default();
        let help = queries.get(name).map(|query| told(query).into());
        CompletionCandidate::new(found.text).help(help)
    };
    name_completions(queries, typed).into_iter().map(candidate).collect()
}

fn from_index(index: &Path, slot: CompletionSlot, typed: &str) -> Option<Vec<CompletionCandidate>> {
    let reader = IndexReader::open(&IndexFolder::new(index).ok()?).ok()?;
    let found = completions(&reader, slot, typed, LIMIT).ok()?;
    // Terminals would obey what others cannot be typed for.
    let harmless = found.into_iter().filter(|found| terminal_text(&found.text) == found.text);
    let candidate = |found: Completion| {
        let help = found.posts.map(|posts| match posts {
            1 => "1 post".to_owned(),
            posts => format!("{posts} posts"),
        });
        CompletionCandidate::new(found.text).help(help.map(Into::into))
    };
    Some(harmless.map(candidate).collect())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn every_argument_with_values_is_there() {
        let program = Cli::command();
        let has = |id: &str| {
            let mut args = program.get_subcommands().flat_map(Command::get_arguments);
            args.any(|arg| arg.get_id() == id)
        };
        for id in SLOTS.map(|(id, _)| id).into_iter().chain([COMMAND_NAME, QUERY_NAME]) {
            assert!(has(id), "{id}");
        }
    }

    #[test]
    fn the_path_behind_a_flag_is_taken() {
        let table: [(&[&str], Option<&str>); 5] = [
            (&["kwic", "search", "--tag", ""], None),
            (&["kwic", "--index", "a", "search", ""], Some("a")),
            (&["kwic", "search", "--index=b", ""], Some("b")),
            (&["kwic", "search", "--index"], None),
            (&["kwic", "search", "--indexes=b", "--config", "c"], None),
        ];
        for (words, expected) in table {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            assert_eq!(behind("--index", &words), expected.map(Path::new), "{words:?}");
        }
    }
}
