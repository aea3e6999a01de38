//! What the names of classes, of microdata and of relations say about who wrote something, when,
//! and what stands beside an article.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::super::name_words::{is_in, words};
use super::super::tree::NodeRef;

/// What an element is marked as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// It holds the author.
    pub author: Option<AuthorMark>,
    /// It holds a date.
    pub is_date: bool,
    /// It belongs to something beside the article: comments, other posts, menus.
    pub is_aside: bool,
}

/// How sure it is that an element holds the author, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AuthorMark {
    /// Microdata or the relation `author` say so.
    Declared,
    /// A class says so.
    Class,
    /// It links to the page of an author.
    Link,
}

/// Words in the names of classes of authors.
const AUTHOR_WORDS: [&str; 13] = [
    "auteur",
    "auteurs",
    "author",
    "authors",
    "autor",
    "autore",
    "autores",
    "byline",
    "bylines",
    "contributor",
    "contributors",
    "creator",
    "writer",
];
/// Words beside those that say that something other than the name is meant.
const NOT_NAME_WORDS: [&str; 14] = [
    "avatar",
    "bio",
    "biography",
    "count",
    "date",
    "description",
    "image",
    "img",
    "job",
    "photo",
    "picture",
    "role",
    "social",
    "title",
];
/// Words in the names of classes of dates.
const DATE_WORDS: [&str; 18] = [
    "byline",
    "date",
    "dateline",
    "datepublished",
    "dates",
    "datetime",
    "datum",
    "fecha",
    "meta",
    "modified",
    "postdate",
    "posted",
    "pubdate",
    "publish",
    "published",
    "time",
    "timestamp",
    "updated",
];
/// First words in the names of classes of what stands beside the article.
const ASIDE_FIRST: [&str; 20] = [
    "comment",
    "commentlist",
    "comments",
    "cookie",
    "footer",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "popular",
    "promo",
    "recent",
    "recommended",
    "related",
    "respond",
    "sidebar",
    "suggested",
    "testimonial",
    "widget",
];
/// Last words in such names.
const ASIDE_LAST: [&str; 10] = [
    "comment",
    "commentlist",
    "comments",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "sidebar",
    "testimonial",
    "testimonials",
];
/// Elements around the whole article, whose classes tell what the page has.
const WHOLES: [&str; 4] = ["html", "body", "main", "article"];
/// Folders of the addresses of authors' pages.
const AUTHOR_FOLDERS: [&str; 14] = [
    "author",
    "authors",
    "autor",
    "autoren",
    "autores",
    "auteur",
    "auteurs",
    "contributor",
    "contributors",
    "columnist",
    "profile",
    "staff",
    "writer",
    "writers",
];
/// More names of one element are not looked at.
const MAX_NAMES: usize = 64;
/// What more names and lists of names of one page say is not kept.
const MOST_KNOWN: usize = 20_000;

/// What class names and ids, and lists of them, say: pages use the same few over and over.
pub(super) type Known<'a> = HashMap<&'a str, Marks, RandomState>;

impl Marks {
    /// What the attributes of an element say.
    pub(super) fn of<'a>(node: NodeRef<'a>, known: &mut Known<'a>) -> Self {
        let Some(element) = node.value().as_element() else { return Self::default() };
        let mut marks = Self { is_aside: element.name() == "nav", ..Self::default() };
        for (key, value) in element.attrs() {
            match key {
                "class" | "id" | "data-testid" => {
                    marks.add(Self::of_names(value, known));
                }
                "rel" | "itemprop" if has_word(value, "author") => {
                    marks.author = Some(AuthorMark::Declared);
                }
                "href" if is_author_address(value) && marks.author.is_none() => {
                    marks.author = Some(AuthorMark::Link);
                }
                _ => {}
            }
        }
        marks.is_aside &= !WHOLES.contains(&element.name());
        marks
    }

    fn of_names<'a>(names: &'a str, known: &mut Known<'a>) -> Self {
        if let Some(&marks) = known.get(names) {
            return marks;
        }
        let mut marks = Self::default();
        for name in names.split_ascii_whitespace().take(MAX_NAMES) {
            let found = known.get(name).copied().unwrap_or_else(|| {
                let found = Self::of_name(name);
                keep(known, name, found);
                found
            });
            marks.add(found);
        }
        keep(known, names, marks);
        marks
    }

    fn of_name(name: &str) -> Self {
        let mut marks = Self::default();
        let (mut is_author, mut is_other, mut last) = (false, false, "");
        for (index, word) in words(name).enumerate() {
            is_author |= is_in(&AUTHOR_WORDS, word);
            is_other |= is_in(&NOT_NAME_WORDS, word);
            marks.is_date |= is_in(&DATE_WORDS, word);
            marks.is_aside |= index == 0 && is_in(&ASIDE_FIRST, word);
            last = word;
        }
        marks.is_aside |= is_in(&ASIDE_LAST, last);
        marks.author = (is_author && !is_other).then_some(AuthorMark::Class);
        marks
    }

    fn add(&mut self, other: Self) {
        self.is_date |= other.is_date;
        self.is_aside |= other.is_aside;
        if other.author.is_some() && self.author != Some(AuthorMark::Declared) {
            self.author = other.author;
        }
    }
}

fn keep<'a>(known: &mut Known<'a>, names: &'a str, marks: Marks) {
    if known.len() < MOST_KNOWN {
        known.insert(names, marks);
    }
}

fn has_word(value: &str, word: &str) -> bool {
    value.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether this is the address of one author's page, such as `/author/ann-lee/`.
fn is_author_address(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let mut folders = path.rsplit('/');
    let last = folders.next().unwrap_or_default();
    !last.is_empty() && folders.next().is_some_and(|folder| AUTHOR_FOLDERS.contains(&folder))
}

#[cfg(test)]
mod tests {
    use super::super::super::tree;
    use super::*;

    fn marks(tag: &str) -> Marks {
        let document = tree::parse(&format!("<{tag}>x"), false, 1);
        let nodes = document.html.tree.root().descendants();
        let inner = nodes.filter(|node| node.value().is_element()).last();
        inner.map(|node| Marks::of(node, &mut Known::default())).unwrap_or_default()
    }

    #[test]
    fn tables_are_sorted() {
        let tables: [&[&str]; 5] =
            [&AUTHOR_WORDS, &NOT_NAME_WORDS, &DATE_WORDS, &ASIDE_FIRST, &ASIDE_LAST];
        for table in tables {
            assert!(table.is_sorted(), "{table:?}");
        }
    }

    #[test]
    fn authors_are_marked() {
        use AuthorMark::{Class, Declared, Link};
        let table = [
            ("a rel='nofollow author'", Some(Declared)),
            ("span class=name itemprop=author", Some(Declared)),
            ("p class='x post-author'", Some(Class)),
            ("p class=articleBlock_authorName__x1", Some(Class)),
            ("p class=author-bio", None),
            ("p class=authority", None),
            ("a href=/blog/author/ann-lee/", Some(Link)),
            ("a href='https://example.org/authors/ann?x=/y'", Some(Link)),
            ("a href=/authors/", None),
            ("a href=/author/ann/page/2", None),
        ];
        for (tag, expected) in table {
            assert_eq!(marks(tag).author, expected, "{tag}");
        }
    }

    #[test]
    fn dates_and_asides_are_marked() {
        let table = [
            ("p class=post-date", (true, false)),
            ("p class=Article_date__0aO", (true, false)),
            ("p class=update", (false, false)),
            ("p class=candidate", (false, false)),
            ("p class='été-Date é'", (true, false)),
            ("nav", (false, true)),
            ("div id=comments", (false, true)),
            ("div class=related-posts", (false, true)),
            ("div class='with sidebar-widget'", (false, true)),
            ("div class=has-sidebar-left", (false, false)),
            ("main class=no-sidebar", (false, false)),
        ];
        for (tag, expected) in table {
            let found = marks(tag);
            assert_eq!((found.is_date, found.is_aside), expected, "{tag}");
        }
    }
}
