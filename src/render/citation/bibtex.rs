//! Citations as BibTeX, through `biblatex`; no other module names it.

use biblatex::{Chunk, Chunks, Entry, EntryType, Spanned};

use super::Source;
use crate::corpus::PostDate;

/// An entry `@misc`, the type for what is on the web, under a key that no other post has.
pub fn entry(source: Source<'_>) -> String {
    let post = source.post;
    let mut entry = Entry::new(key(source), EntryType::Misc);
    let mut set = |name: &str, chunks: Chunks| entry.set(name, chunks);
    // Braces around the title keep its capitals in every style.
    set("title", vec![verbatim(&post.title)]);
    if !post.authors.is_empty() {
        set("author", authors(&post.authors));
    }
    if let Some(url) = &post.url {
        set("url", vec![plain(url)]);
    }
    if let Some(language) = &post.language {
        set("langid", vec![plain(language)]);
    }
    if let Some(date) = post.own_date() {
        let text = date.to_string();
        let parts: Vec<&str> = text.get(..10).unwrap_or(&text).split('-').collect();
        for (name, part) in ["year", "month", "day"].into_iter().zip(parts) {
            let value = if name == "year" { part } else { part.trim_start_matches('0') };
            set(name, vec![plain(value)]);
        }
    }
    entry.to_biblatex_string()
}

/// The last name of the first author and the year, to be recognised by, and the id.
fn key(Source { id, post }: Source<'_>) -> String {
    let name = post.authors.first().and_then(|name| name.split_whitespace().last());
    let letters = name.unwrap_or_default().chars().filter(char::is_ascii_alphabetic);
    let name: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    let year = post
        .own_date()
        .as_ref()
        .map_or_else(String::new, |date: &PostDate| date.year().to_string());
    let known = format!("{name}{year}");
    if known.is_empty() { id.to_string() } else { format!("{known}-{id}") }
}

/// The names, between which stands `and`. One that holds such a word, or a comma, which would turn
/// it around, is kept together by braces.
fn authors(names: &[String]) -> Chunks {
    let mut chunks = Vec::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            chunks.push(Spanned::zero(Chunk::Normal(" and ".to_owned())));
        }
        let is_parted = name.contains(',') || name.split_whitespace().any(|word| word == "and");
        chunks.push(if is_parted { verbatim(name) } else { plain(name) });
    }
    chunks
}

fn plain(text: &str) -> Spanned<Chunk> {
    Spanned::zero(Chunk::Normal(one_line(text)))
}

fn verbatim(text: &str) -> Spanned<Chunk> {
    Spanned::zero(Chunk::Verbatim(one_line(text)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_as_they_were() {
        let table: [&[&str]; 4] = [
            &["Anna Petrova"],
            &["Anna Petrova", "Agence France-Presse"],
            &["Smith and Sons", "Doe, Jane"],
            &["Curly {Brace} & 100% #1_x"],
        ];
        for names in table {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            let mut entry = Entry::new("key".into(), EntryType::Misc);
            entry.set("author", authors(&names));
            let written = entry.to_biblatex_string();
            let read = biblatex::Bibliography::parse(&written).expect("can be read");
            let found = read.get("key").expect("is there").author().expect("has authors");
            assert_eq!(found.len(), names.len(), "{written}");
        }
    }
}
