//! Values of front-matter keys.

use rayon::prelude::*;
use tantivy::query::{Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, Term};

use super::tally::Tally;
use crate::corpus::{Map, Value};
use crate::error::Result;
use crate::index::IndexReader;

/// So many posts are read back by one core at a time.
const PART: usize = 256;

/// Counts the values of a key by its path, as written; of a list each of its values.
///
/// The index holds such values word by word only, so the posts that have the key are read back, on
/// all cores.
pub(super) fn values(reader: &IndexReader, path: &str, posts: &[DocAddress]) -> Result<Tally> {
    let holders = holders(reader.searcher(), Term::from_field_text(reader.fields().key, path))?;
    let posts: Vec<DocAddress> =
        posts.iter().copied().filter(|post| holders.binary_search(post).is_ok()).collect();
    let parts: Result<Vec<Vec<(DocAddress, Vec<String>)>>> = posts
        .par_chunks(PART)
        .map(|part| {
            let of_post = |&post| Ok((post, texts(&reader.post(post)?.post.meta, path)));
            part.iter().map(of_post).collect()
        })
        .collect();
    let mut tally = Tally::default();
    for (post, texts) in parts?.into_iter().flatten() {
        for text in texts {
            let writing = tally.writing(&text);
            tally.add(post, writing);
        }
    }
    Ok(tally)
}

/// The posts that have a term, in the order of their addresses.
fn holders(searcher: &Searcher, term: Term) -> Result<Vec<DocAddress>> {
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let weight = query.weight(tantivy::query::EnableScoring::disabled_from_searcher(searcher))?;
    let mut holders = Vec::new();
    for (number, segment) in (0_u32..).zip(searcher.segment_readers()) {
        let mut scorer = weight.scorer(segment, 1.0)?;
        while scorer.doc() != TERMINATED {
            holders.push(DocAddress::new(number, scorer.doc()));
            scorer.advance();
        }
    }
    Ok(holders)
}

/// The values of a key that can be read: texts that are not blank, numbers, truth values.
fn texts(meta: &Map, path: &str) -> Vec<String> {
    let mut texts = Vec::new();
    collect_map(meta, path, &mut texts);
    texts
}

/// A key may hold dots itself, so each key that the path begins with is followed.
fn collect_map(map: &Map, path: &str, texts: &mut Vec<String>) {
    for (key, value) in map.iter() {
        let Some(rest) = path.strip_prefix(key.to_lowercase().as_str()) else { continue };
        if rest.is_empty() {
            collect(value, None, texts);
        } else if let Some(rest) = rest.strip_prefix('.') {
            collect(value, Some(rest), texts);
        }
    }
}

/// The values at the end of a path, or of what lies below a value.
fn collect(value: &Value, rest: Option<&str>, texts: &mut Vec<String>) {
    match (value, rest) {
        (Value::List(items), _) => items.iter().for_each(|item| collect(item, rest, texts)),
        (Value::Map(map), Some(rest)) => collect_map(map, rest, texts),
        (Value::Map(_), None) | (_, Some(_)) => {}
        (value, None) if value.is_empty() => {}
        (value, None) => texts.push(value.to_text().into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, Value)]) -> Map {
        entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    #[test]
    fn keys_are_found_by_their_path() {
        let text = |text: &str| Value::Text(text.to_owned());
        let ann = Value::Map(map(&[("Login", text("ann")), ("age", Value::Int(7))]));
        let bob = Value::Map(map(&[("login", text("bob"))]));
        let meta = map(&[
            ("Layout", text("post")),
            ("rating", Value::Float(4.5)),
            ("team", Value::List(vec![ann.clone(), bob, text("all")])),
            ("lead", ann),
            ("lead.age", text("old")),
            ("empty", text(" ")),
            ("on", Value::Bool(false)),
            ("days", Value::List(vec![text("Mon"), Value::Null, Value::Int(2)])),
        ]);
        let table: [(&str, &[&str]); 11] = [
            ("layout", &["post"]),
            ("rating", &["4.5"]),
            ("team.login", &["ann", "bob"]),
            ("team", &["all"]),
            ("lead", &[]),
            ("lead.age", &["7", "old"]),
            ("lead.age.x", &[]),
            ("empty", &[]),
            ("on", &["false"]),
            ("days", &["Mon", "2"]),
            ("lay", &[]),
        ];
        for (path, expected) in table {
            assert_eq!(texts(&meta, path), expected, "{path}");
        }
    }
}
