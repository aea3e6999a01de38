//! One walk over a page that collects all there is to say about it.

use super::super::element;
use super::super::page::filled;
use super::super::tree::{NodeId, NodeRef, attribute};
use super::super::visit::Visitor;
use super::PageMetadata;
use super::byline::Bylines;
use super::byline_label;
use super::class_word::{Known, Marks};
use super::dateline::{self, Datelines};
use super::element_text::{
    MAX_LINE, breaks_line, folded, short_lines, text, texts, time, whole_text,
};
use super::headline::PageHeadings;
use super::linked_data::LinkedData;
use super::meta_tag::{self, MetaTags};
use super::person_name;
use super::place::{Anchor, Place};
use super::script;

/// More `<time>` are not kept.
const MAX_TIMES: usize = 1000;
/// More elements marked as an author's are not looked at.
const MAX_MARKED: usize = 1000;
/// More names of the site are not kept.
const MAX_SITES: usize = 20;
/// A `<time>` that is farther from the heading, in bytes of text, may be of another post.
const NEAR: usize = 3000;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Survey<'a> {
    metas: MetaTags,
    linked: LinkedData,
    /// The dates of `<time>` elements, as written.
    times: Vec<(String, Place)>,
    /// The text of `<title>`.
    title: Option<String>,
    headings: PageHeadings,
    bylines: Bylines,
    datelines: Datelines,
    canonical: Option<String>,
    /// The dates that microdata say are those of publication, and those of changes.
    declared: Vec<(String, Place)>,
    changed: Vec<String>,
    /// A date of publication in the data of a script.
    scripted: Option<String>,
    /// The bytes of text of the page.
    len: usize,
    line: Line,
    /// What names of classes say.
    marks: Known<'a>,
    /// How many elements marked as an author's there were.
    marked: usize,
    /// The outermost part beside the article that is open.
    aside: Option<NodeId>,
    /// The outermost element known to hold a date that is open.
    dated: Option<NodeId>,
}

/// The text since the last begin or end of a block.
#[derive(Debug, Default)]
struct Line {
    text: String,
    /// Where it begins.
    at: usize,
    is_long: bool,
    /// There is a `<time>` in it, which is looked at by itself.
    has_time: bool,
}

impl<'a> Visitor<'a> for Survey<'a> {
    fn enter(&mut self, node: NodeRef<'a>) -> bool {
        if let Some(text) = node.value().as_text() {
            self.add_text(text);
            return false;
        }
        let Some(element) = node.value().as_element() else { return true };
        let name = element.name();
        match name {
            "meta" => self.metas.add(node),
            "link" if attribute(element, "rel") == Some("canonical") => {
                self.canonical = attribute(element, "href").and_then(filled);
            }
            "title" if self.title.is_none() => self.title = whole_text(node),
            "script" => self.add_script(attribute(element, "type"), node),
            _ => {}
        }
        if element::role(name) == element::Role::Hidden && name != "head" {
            return false;
        }
        if breaks_line(name) {
            self.end_line();
        }
        self.add_element(name, node);
        true
    }

    fn leave(&mut self, node: NodeRef<'a>) {
        let Some(element) = node.value().as_element() else { return };
        if element::is_block(element.name()) {
            self.end_line();
        }
        if self.aside == Some(node.id()) {
            self.aside = None;
        }
        if self.dated == Some(node.id()) {
            self.end_line();
            self.dated = None;
        }
    }
}

impl<'a> Survey<'a> {
    fn add_text(&mut self, text: &str) {
        if self.line.text.is_empty() {
            self.line.at = self.len;
        }
        self.len += text.trim_ascii().len();
        if self.line.text.len() + text.len() > MAX_LINE * 2 {
            self.line.is_long = true;
        } else {
            self.line.text.push_str(text);
        }
    }

    /// Looks at the line that ends here.
    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if !line.is_long && may_tell(&line.text) {
            let text = folded(&line.text);
            if !text.is_empty() && text.len() <= MAX_LINE && !self.take_line(&text, &line) {
                // The name stands on the next line.
                self.line = Line { text: text + " ", at: line.at, ..Line::default() };
                return;
            }
        }
        // The next line needs no memory of its own.
        line.text.clear();
        self.line.text = line.text;
    }

    /// Looks at a line, given its folded text too; says whether it is more than a label.
    fn take_line(&mut self, text: &str, line: &Line) -> bool {
        let place = Place { at: line.at, aside: self.aside };
        if byline_label::after_label(text) == Some("") {
            return false;
        }
        self.bylines.add_line(text, place);
        if !line.has_time {
            self.datelines.add(text, self.dated.is_some(), place);
        }
        true
    }

    /// Takes note of an element that may hold text.
    fn add_element(&mut self, name: &str, node: NodeRef<'a>) {
        let marks = Marks::of(node, &mut self.marks);
        if marks.is_aside {
            self.aside.get_or_insert(node.id());
        }
        if marks.is_date {
            self.dated.get_or_insert(node.id());
        }
        let place = Place { at: self.len, aside: self.aside };
        match name {
            "time" => self.add_time(node, place),
            "h1" => self.headings.add(1, node, place),
            "h2" => self.headings.add(2, node, place),
            "h3" => self.headings.add(3, node, place),
            _ => {}
        }
        if let Some(property) = node.value().as_element().and_then(|e| attribute(e, "itemprop")) {
            self.add_property(property, node, place);
        }
        if let Some(mark) = marks.author.filter(|_| self.marked < MAX_MARKED) {
            self.marked += 1;
            self.bylines.add_marked(mark, &short_lines(node), place);
        }
    }

    fn add_script(&mut self, kind: Option<&str>, node: NodeRef<'_>) {
        if kind == Some("application/ld+json") {
            self.linked.add(&text(node));
        } else if self.scripted.is_none() {
            self.scripted = texts(node).find_map(script::published);
        }
    }

    fn add_time(&mut self, node: NodeRef<'_>, place: Place) {
        self.line.has_time = true;
        if self.times.len() < MAX_TIMES {
            self.times.extend(time(node).map(|time| (time, place)));
        }
    }

    /// Takes the date of an element with a property of <https://schema.org/Article>.
    fn add_property(&mut self, property: &str, node: NodeRef<'_>, place: Place) {
        let Some(element) = node.value().as_element() else { return };
        if self.declared.len() + self.changed.len() >= MAX_TIMES || element.name() == "meta" {
            return;
        }
        let keys = ["content", "datetime", "title"];
        let value = keys.iter().find_map(|key| attribute(element, key));
        let date = || {
            let written = value.and_then(filled);
            written.or_else(|| short_lines(node).iter().find_map(|line| dateline::date_in(line)))
        };
        match property {
            "datePublished" | "dateCreated" => {
                self.declared.extend(date().map(|date| (date, place)));
            }
            "dateModified" => self.changed.extend(date()),
            _ => {}
        }
    }

    /// What the whole page says.
    pub(super) fn finish(mut self) -> PageMetadata {
        self.end_line();
        let titles = self.metas.contents(&meta_tag::TITLE);
        let titles: Vec<_> =
            titles.iter().chain(&self.linked.headline).chain(&self.title).collect();
        let sites = self.sites();
        let heading = self.headings.said(&titles);
        let heading = heading.or(self.headings.first());
        let anchor = Anchor(heading.map(|heading| (heading.place, heading.text.len())));
        let modified = self.modified();
        PageMetadata {
            headline: self.headings.title(&titles, &sites),
            dates: self.published(anchor),
            shown: self
                .datelines
                .nearest(anchor)
                .into_iter()
                .chain(self.scripted.clone())
                .collect(),
            times: self.times(anchor, !modified.is_empty()),
            modified,
            authors: self.authors(anchor, &sites),
            description: self.metas.first(&meta_tag::DESCRIPTION).or(self.linked.description),
            image: self.metas.first(&meta_tag::IMAGE).or(self.linked.image),
            url: self.canonical.or(self.metas.first(&meta_tag::URL)).or(self.linked.url),
        }
    }

    /// The names of the site and of who runs it, in lower case.
    fn sites(&self) -> Vec<String> {
        let sites = self.metas.contents(&meta_tag::SITE);
        let sites = sites.iter().chain(&self.linked.sites);
        let sites = sites.filter(|site| site.len() <= MAX_LINE).take(MAX_SITES);
        sites.map(|site| site.to_lowercase()).collect()
    }

    /// The dates of publication, the surest first.
    fn published(&self, anchor: Anchor) -> Vec<String> {
        let mut dates = self.linked.published.clone();
        dates.extend(self.metas.contents(&meta_tag::PUBLISHED));
        dates.extend(by_distance(&self.declared, anchor).map(|(_, date)| date.clone()));
        dates
    }

    fn modified(&self) -> Vec<String> {
        let mut dates = self.linked.modified.clone();
        dates.extend(self.metas.contents(&meta_tag::MODIFIED));
        dates.extend(self.changed.iter().cloned());
        dates
    }

    /// The dates of `<time>` elements, those nearest to the heading first; where a better date is
    /// known, without those that are far from it.
    fn times(&self, anchor: Anchor, is_dated: bool) -> Vec<String> {
        let times = by_distance(&self.times, anchor);
        let is_near = |distance: usize| !is_dated || distance < NEAR;
        times.filter(|&(distance, _)| is_near(distance)).map(|(_, time)| time.clone()).collect()
    }

    /// The authors that the page's metadata name, or else those of a byline. The site itself is
    /// the author only if nobody else is.
    fn authors(&self, anchor: Anchor, sites: &[String]) -> Vec<String> {
        let is_person = |name: &String| {
            let name = name.to_lowercase();
            !person_name::is_nobody(&name) && !sites.contains(&name)
        };
        let metas = self.metas.contents(&meta_tag::AUTHOR);
        let metas: Vec<_> = metas.iter().filter_map(|name| person_name::given(name)).collect();
        let meta = metas.iter().find(|name| is_person(name)).or(metas.first());
        let card = self.metas.card_author().and_then(|name| person_name::given(&name));
        let declared = [self.linked.authors(), Vec::from_iter(meta.cloned()), Vec::from_iter(card)];
        if let Some(names) = declared.iter().find(|names| names.iter().any(is_person)) {
            return names.clone();
        }
        let shown = self.bylines.authors(anchor);
        let declared = declared.into_iter().find(|names| !names.is_empty());
        if shown.is_empty() { declared.unwrap_or_default() } else { shown }
    }
}

/// Whether a line may name the author or a day: most lines begin with no label and have no digit,
/// which is seen at once.
fn may_tell(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit()) || byline_label::may_begin(line.trim_start())
}

/// What is not beside the article, the nearest to the heading first, with the distance.
fn by_distance(
    found: &[(String, Place)],
    anchor: Anchor,
) -> impl Iterator<Item = (usize, &String)> {
    let near = found.iter().filter_map(|(date, place)| Some((anchor.distance(*place)?, date)));
    let mut near: Vec<_> = near.collect();
    near.sort_by_key(|&(distance, _)| distance);
    near.into_iter()
}
