//! Which elements of a page hold the article, and which of those in them do not belong to it.
//!
//! First the names of elements are believed, as long as what is under a name is a small part of
//! the page: when the cards of a class hold half of the text, they are the article. Then the
//! article is looked for among the elements that are named as its body, else as its place, else
//! where the prose is. In it, what consists of links is left out, with the heading over it.
//!
//! The shares below were measured on 441 saved pages; figures hold within half a percent for
//! values of a third more or less (see ARCHITECTURE.md).

use std::collections::{HashMap, HashSet};

use super::Area;
use super::sign::Sign;
use super::survey::{Amount, Element, PROSE, Part, Survey};

/// What a name calls clutter is none if so much of the page's prose is under that name.
const MOST_CLUTTER: f32 = 0.4;
/// The same for what is outside the article, such as comments, which may well be longer than it.
const MOST_OUTSIDE: f32 = 0.8;
/// The same for names that are doubtful.
const MOST_DOUBTFUL: f32 = 0.1;
/// An element that is named as the article's holds more of the page's prose than this.
const LEAST_NAMED: f32 = 0.5;
/// Without such an element, the article is the smallest one that holds this much of the prose.
const LEAST_UNNAMED: f32 = 0.8;
/// An element is about links if this much of its text is in links.
const LINKS: f32 = 0.6;
/// A heading is a teaser if this much of it is in a link.
const LINKED_HEADING: f32 = 0.9;
/// The prose of one teaser, as a share of the article's, is no more than this.
const MOST_TEASER: f32 = 0.15;
/// The prose of all teasers together is no more than this: else they are what the page is about.
const MOST_TEASERS: f32 = 0.2;
/// Articles side by side are the page's if they hold this much of what they stand in.
const LEAST_SIDE_BY_SIDE: f32 = 0.9;

/// Finds the article of a page.
pub fn find(survey: &Survey) -> Area {
    let elements = &survey.elements;
    if elements.is_empty() {
        return Area::default();
    }
    let mut judge = Judge { elements, is_clutter: vec![false; elements.len()], held: Vec::new() };
    judge.weigh();
    judge.judge_names();
    judge.weigh();
    let root = judge.root();
    judge.judge_links(root);
    judge.judge_teasers(root);
    judge.judge_headings(root);
    let clutter = (0..elements.len()).filter(|&index| judge.is_clutter[index]);
    let clutter: HashSet<_> = clutter.map(|index| elements[index].node).collect();
    let roots = judge.articles_in(root).into_iter().map(|index| elements[index].node).collect();
    Area { roots, clutter }
}

struct Judge<'a> {
    elements: &'a [Element<'a>],
    /// Which elements do not belong to the article.
    is_clutter: Vec<bool>,
    /// What each element holds, clutter aside.
    held: Vec<Amount>,
}

impl<'a> Judge<'a> {
    /// Adds up what each element holds.
    fn weigh(&mut self) {
        self.held = self.elements.iter().map(|element| element.own).collect();
        for index in (1..self.elements.len()).rev() {
            if self.is_clutter[index] {
                self.held[index] = Amount::default();
            }
            let held = self.held[index];
            self.held[self.elements[index].parent].add(held);
        }
    }

    /// Believes the names that call little of the page clutter.
    fn judge_names(&mut self) {
        let prose = self.prose_by_name();
        let whole = self.held[0].prose.max(1);
        for (index, element) in self.elements.iter().enumerate() {
            let most = match element.named.sign {
                Sign::Clutter => MOST_CLUTTER,
                Sign::Outside => MOST_OUTSIDE,
                Sign::Doubtful => MOST_DOUBTFUL,
                Sign::Nothing | Sign::Content | Sign::Body => continue,
            };
            let prose = prose.get(element.named.name).copied().unwrap_or_default();
            self.is_clutter[index] = (prose as f32) < whole as f32 * most;
        }
    }

    /// How much prose there is under each name.
    fn prose_by_name(&self) -> HashMap<&'a str, usize> {
        let mut prose = HashMap::new();
        let mut ends = HashMap::new();
        for (element, held) in self.elements.iter().zip(&self.held) {
            // Of elements of a name that lie in one another, the outermost counts.
            let end = ends.entry(element.named.name).or_insert(0);
            if element.end > *end {
                *end = element.end;
                *prose.entry(element.named.name).or_insert(0) += held.prose;
            }
        }
        prose
    }

    /// The element that holds the article.
    fn root(&self) -> usize {
        let least = self.held[0].prose as f32 * LEAST_NAMED;
        let named = [Sign::Body, Sign::Content].into_iter().filter_map(|sign| self.most(sign));
        named
            .map(|index| self.with_namesakes(index))
            .find(|&index| self.held[index].prose as f32 > least)
            .unwrap_or_else(|| self.root_by_prose())
    }

    /// The element with this sign that holds most prose; of equals, the innermost.
    fn most(&self, sign: Sign) -> Option<usize> {
        let is_wanted = |&index: &usize| {
            self.elements[index].named.sign == sign
                && !self.is_clutter[index]
                && self.held[index].prose > 0
        };
        (0..self.elements.len()).filter(is_wanted).max_by_key(|&index| self.held[index].prose)
    }

    /// The smallest element that holds this one and all others of its name: a text in several
    /// parts.
    fn with_namesakes(&self, index: usize) -> usize {
        let name = self.elements[index].named.name;
        let is_namesake = |&other: &usize| {
            self.elements[other].named.name == name
                && !self.is_clutter[other]
                && self.held[other].prose > 0
        };
        let first = (0..self.elements.len()).find(is_namesake).unwrap_or(index);
        let last = (0..self.elements.len()).rev().find(is_namesake).unwrap_or(index);
        let mut root = index;
        while root > 0 && (first < root || last >= self.elements[root].end) {
            root = self.elements[root].parent;
        }
        root
    }

    /// The smallest element that holds most of the prose.
    fn root_by_prose(&self) -> usize {
        let mut root = 0;
        loop {
            let richest = self.children(root).max_by_key(|&child| self.held[child].prose);
            match richest {
                Some(child)
                    if matches!(self.elements[child].part, Part::Box | Part::Article)
                        && self.held[child].prose as f32
                            >= self.held[root].prose as f32 * LEAST_UNNAMED =>
                {
                    root = child;
                }
                _ => return root,
            }
        }
    }

    fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let end = self.elements[index].end;
        let first = Some(index + 1).filter(|&first| first < end);
        std::iter::successors(first, move |&child| {
            Some(self.elements[child].end).filter(|&next| next < end)
        })
    }

    /// Leaves out what consists of links, but for a list that belongs to the paragraph before it or
    /// to a larger one. In a page without a sentence, links are what it is about.
    fn judge_links(&mut self, root: usize) {
        if self.held[root].prose < PROSE {
            return;
        }
        // The last child so far of each element.
        let mut before = vec![None; self.elements.len()];
        for index in root + 1..self.elements[root].end {
            let element = &self.elements[index];
            let before = before[element.parent].replace(index);
            let is_in_item = self.elements[element.parent].part == Part::Item;
            let is_spared = element.part == Part::List
                && (is_in_item || before.is_some_and(|before| self.is_prose(before)));
            if matches!(element.part, Part::Box | Part::Article | Part::List)
                && self.held[index].is_linked(LINKS)
                && !is_spared
            {
                self.is_clutter[index] = true;
            }
        }
    }

    fn is_prose(&self, index: usize) -> bool {
        self.elements[index].part == Part::Paragraph
            && self.held[index].prose >= PROSE
            && !self.is_clutter[index]
    }

    /// Leaves out teasers for other articles: headings that are links, with what stands by them.
    fn judge_teasers(&mut self, root: usize) {
        let whole = self.held[root].prose as f32;
        let mut teasers: Vec<usize> = (root + 1..self.elements[root].end)
            .filter(|&index| self.elements[index].part == Part::Heading && !self.is_clutter[index])
            .filter(|&index| self.held[index].is_linked(LINKED_HEADING))
            .map(|index| self.teaser_of(index, root))
            .filter(|&teaser| {
                teaser > root && self.held[teaser].prose as f32 <= whole * MOST_TEASER
            })
            .collect();
        teasers.dedup();
        let prose: usize = teasers.iter().map(|&teaser| self.held[teaser].prose).sum();
        if prose as f32 <= whole * MOST_TEASERS {
            for teaser in teasers {
                self.is_clutter[teaser] = true;
            }
        }
    }

    /// Leaves out headings of what was left out: in boxes where nothing else is left, but not those
    /// before the text, which may be its title.
    fn judge_headings(&mut self, root: usize) {
        self.weigh();
        let end = self.elements[root].end;
        let is_text =
            |&index: &usize| !self.is_clutter[index] && self.elements[index].own.prose >= PROSE;
        let Some(text) = (root..end).find(is_text) else { return };
        let mut headings = vec![0; self.elements.len()];
        let mut has_clutter = vec![false; self.elements.len()];
        for index in (text + 1..end).rev() {
            let element = &self.elements[index];
            if element.part == Part::Heading {
                headings[index] = self.held[index].text;
            }
            let is_bare = element.part == Part::Box
                && has_clutter[index]
                && headings[index] == self.held[index].text;
            self.is_clutter[index] |= is_bare;
            if self.is_clutter[index] {
                has_clutter[element.parent] = true;
            } else {
                headings[element.parent] += headings[index];
            }
        }
    }

    /// The smallest element that holds more than this heading.
    fn teaser_of(&self, heading: usize, root: usize) -> usize {
        let mut teaser = self.elements[heading].parent;
        while teaser > root && self.held[teaser].text <= self.held[heading].text {
            teaser = self.elements[teaser].parent;
        }
        teaser
    }

    /// The articles that stand side by side in an element; if there is more in it, itself.
    fn articles_in(&self, root: usize) -> Vec<usize> {
        let mut articles = Vec::new();
        let mut index = root + 1;
        while index < self.elements[root].end {
            let is_article = self.elements[index].part == Part::Article;
            if is_article && !self.is_clutter[index] {
                articles.push(index);
            }
            let is_passed = is_article || self.is_clutter[index];
            index = if is_passed { self.elements[index].end } else { index + 1 };
        }
        let prose: usize = articles.iter().map(|&article| self.held[article].prose).sum();
        let is_all = prose as f32 >= self.held[root].prose as f32 * LEAST_SIDE_BY_SIDE;
        if is_all && prose > 0 { articles } else { vec![root] }
    }
}
