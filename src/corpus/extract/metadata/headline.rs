//! The title of a page, out of its headings and the titles it gives itself.

use std::cmp::Reverse;

use super::super::tree::NodeRef;
use super::element_text::whole_text;
use super::place::Place;

/// A heading says the title if this share of its words is in the title.
const SAME_TITLE: f32 = 0.6;
/// More headings of the first level, and of the others, are not kept.
const MAX_HEADINGS: usize = 100;
/// Longer headings and titles, in bytes, are not compared.
const MAX_TITLE: usize = 500;
/// The only main heading of a page is its title if it has this many words or more; shorter ones
/// name the site, or say "Contents".
const TELLING_WORDS: usize = 3;
/// What stands between the title of a page and the name of its site.
const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", " · ", " » ", " :: "];

/// A heading and where in the page's text it stands.
#[derive(Clone, Debug)]
pub(super) struct PageHeading {
    pub text: String,
    pub place: Place,
    level: u8,
}

/// The headings of a page down to the third level, in order.
#[derive(Debug, Default)]
pub(super) struct PageHeadings {
    headings: Vec<PageHeading>,
    /// How many there are of the first level, and of the others.
    counts: [usize; 2],
}

impl PageHeadings {
    pub(super) fn add(&mut self, level: u8, node: NodeRef<'_>, place: Place) {
        let count = &mut self.counts[usize::from(level > 1)];
        if *count >= MAX_HEADINGS {
            return;
        }
        let Some(text) = whole_text(node) else { return };
        // Generators of documentation add a link to the heading itself.
        let text = text.trim_end_matches(['¶', '#']).trim_end();
        if !text.is_empty() && text.len() <= MAX_TITLE {
            *count += 1;
            self.headings.push(PageHeading { text: text.to_owned(), place, level });
        }
    }

    /// The heading that says what the titles say.
    ///
    /// Pages have main headings for their sites and for cookies too, and titles with the name of
    /// the site behind them. What both say is the title.
    pub(super) fn said(&self, titles: &[&String]) -> Option<&PageHeading> {
        let titles = titles.iter().filter(|title| title.len() <= MAX_TITLE);
        let titles: Vec<_> = titles.map(|title| (title, forms(title))).collect();
        let rank = |heading: &PageHeading| {
            let begins = titles.iter().any(|(title, _)| begins(&heading.text, title));
            let heading_forms = forms(&heading.text);
            let said = titles.iter().map(|(_, title)| words_said(&heading_forms, title));
            let said = said.max().unwrap_or(0);
            (begins || said > 0).then_some((begins, said, Reverse(heading.level)))
        };
        let said = self.headings.iter().filter_map(|heading| Some((rank(heading)?, heading)));
        // Backwards, since of equals the last one is the greatest.
        said.rev().max_by_key(|&(rank, _)| rank).map(|(_, heading)| heading)
    }

    /// The first main heading.
    pub(super) fn first(&self) -> Option<&PageHeading> {
        self.headings.iter().find(|heading| heading.level == 1)
    }

    /// The title: what heading and titles say, or else one of these. `sites` holds the names of the
    /// site in lower case.
    pub(super) fn title(&self, titles: &[&String], sites: &[String]) -> Option<String> {
        let heading = self.said(titles).or_else(|| self.only(titles));
        let given = || titles.first().map(|title| without_site(title, sites));
        let first = || self.first().map(|heading| heading.text.clone());
        heading.map(|heading| heading.text.clone()).or_else(given).or_else(first)
    }

    /// The only main heading, if it is more than a name and not just a part of a title.
    fn only(&self, titles: &[&String]) -> Option<&PageHeading> {
        let mut main = self.headings.iter().filter(|heading| heading.level == 1);
        let only = main.next().filter(|_| main.next().is_none())?;
        let is_telling = only.text.split_whitespace().count() >= TELLING_WORDS;
        let is_part = titles.iter().any(|title| title.contains(&only.text));
        (is_telling && !is_part).then_some(only)
    }
}

/// A title without the name of the site, as far as that stands behind a vertical bar or is known.
fn without_site(title: &str, sites: &[String]) -> String {
    let is_site = |text: &str| sites.contains(&text.trim().to_lowercase());
    let cut = SEPARATORS.iter().find_map(|separator| {
        let (own, site) = title.rsplit_once(separator)?;
        is_site(site).then_some(own)
    });
    let own = cut.unwrap_or(title);
    let own = own.split_once(" | ").map_or(own, |(first, _)| first).trim();
    if own.is_empty() { title.to_owned() } else { own.to_owned() }
}

/// Whether a title begins with a heading, and a separator or nothing follows.
fn begins(heading: &str, title: &str) -> bool {
    let rest =
        title.get(..heading.len()).filter(|start| start.to_lowercase() == heading.to_lowercase());
    rest.is_some_and(|start| {
        let rest = &title[start.len()..];
        rest.is_empty() || SEPARATORS.iter().any(|separator| rest.starts_with(separator))
    })
}

/// The words of a text, in lower case.
fn forms(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

/// How many words of a title a heading says; none if the heading says other things or too little.
fn words_said(heading: &[String], title: &[String]) -> usize {
    let both = heading.iter().filter(|word| title.contains(word)).count();
    let is_said = both as f32 >= SAME_TITLE * heading.len() as f32 && both * 3 >= title.len();
    if is_said { both } else { 0 }
}
