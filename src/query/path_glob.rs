//! Posts by their paths.

use std::path::Path;

use tantivy::query::Query;
use tantivy::schema::Field;

use super::address;
use super::dictionary::regex_of;
use crate::error::Result;

/// The posts whose path matches a glob, lies below it, or ends in it. A path may be typed as hits
/// show it, with that of the corpus before it.
pub(super) fn matching(field: Field, typed: &str, corpus: &Path) -> Result<Box<dyn Query>> {
    let typed = typed.strip_prefix("./").unwrap_or(typed).trim_matches('/');
    let mut expression = format!("(.*/)?{}(/.*)?", regex_of(typed));
    if let Some(inside) = inside(typed, corpus) {
        expression = format!("({expression})|({}(/.*)?)", regex_of(inside));
    }
    address::matching(field, &expression)
}

/// What is left of a path without the names of folders that the corpus's own path ends in.
fn inside<'a>(typed: &'a str, corpus: &Path) -> Option<&'a str> {
    let mut cuts = typed.rmatch_indices('/').map(|(cut, _)| typed.split_at(cut));
    let (_, inside) = cuts.find(|(folders, _)| corpus.ends_with(folders))?;
    Some(inside.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_the_corpus_may_stand_before() {
        let table = [
            ("corpus/2020", Some("2020")),
            ("ann/corpus/2020/*.md", Some("2020/*.md")),
            ("home/ann/corpus/a", Some("a")),
            ("corpus/corpus/a", Some("corpus/a")),
            ("corpus", None),
            ("ann/2020", None),
            ("other/corpus/a", None),
            ("pus/2020", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(inside(typed, Path::new("/home/ann/corpus")), expected, "{typed}");
        }
    }
}
