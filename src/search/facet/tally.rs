//! Values counted by post, those that differ in their form only as one.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use tantivy::DocAddress;

use crate::analysis::normal_form;

/// Values and how many posts have each.
#[derive(Default)]
pub(super) struct Tally {
    writings: Vec<Writing>,
    by_text: HashMap<String, usize, RandomState>,
    values: Vec<Value>,
    by_form: HashMap<String, usize, RandomState>,
    /// How many posts have any value, and the last of them.
    posts: u64,
    last: Option<DocAddress>,
}

/// A value in one of its forms.
struct Writing {
    text: String,
    value: usize,
    uses: u64,
}

impl Writing {
    /// Whether a value is shown in this form rather than in another one.
    fn is_before(&self, other: &Self) -> bool {
        other.uses.cmp(&self.uses).then_with(|| self.text.cmp(&other.text)).is_lt()
    }
}

/// A value in all of its forms.
#[derive(Default)]
struct Value {
    posts: u64,
    /// The post that was counted last.
    last: Option<DocAddress>,
}

/// A form of a value, by which it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WritingId(usize);

impl Tally {
    /// The id of a value as it is written.
    pub(super) fn writing(&mut self, text: &str) -> WritingId {
        if let Some(&known) = self.by_text.get(text) {
            return WritingId(known);
        }
        let mut form = String::new();
        normal_form(text.trim(), &mut form);
        let next = self.values.len();
        let value = *self.by_form.entry(form).or_insert(next);
        if value == next {
            self.values.push(Value::default());
        }
        let id = self.writings.len();
        self.by_text.insert(text.to_owned(), id);
        self.writings.push(Writing { text: text.trim().to_owned(), value, uses: 0 });
        WritingId(id)
    }

    /// Counts a value of a post. All values of one post are to be counted one after the other.
    pub(super) fn add(&mut self, post: DocAddress, writing: WritingId) {
        let writing = &mut self.writings[writing.0];
        writing.uses += 1;
        let value = &mut self.values[writing.value];
        if value.last != Some(post) {
            value.last = Some(post);
            value.posts += 1;
        }
        if self.last != Some(post) {
            self.last = Some(post);
            self.posts += 1;
        }
    }

    /// How many values were counted.
    pub(super) fn distinct(&self) -> u64 {
        self.values.iter().filter(|value| value.posts > 0).count() as u64
    }

    /// How many posts have a value.
    pub(super) fn posts(&self) -> u64 {
        self.posts
    }

    /// The values with most posts, then by the value; each as it is written most often.
    pub(super) fn most_frequent(self, limit: usize) -> Vec<(String, u64)> {
        let mut shown: Vec<Option<Writing>> = self.values.iter().map(|_| None).collect();
        for writing in self.writings.into_iter().filter(|writing| writing.uses > 0) {
            let place = &mut shown[writing.value];
            if place.as_ref().is_none_or(|best| writing.is_before(best)) {
                *place = Some(writing);
            }
        }
        let counted = shown.into_iter().zip(&self.values);
        let mut counted: Vec<_> =
            counted.filter_map(|(writing, value)| Some((writing?.text, value.posts))).collect();
        let order =
            |a: &(String, u64), b: &(String, u64)| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0));
        if limit < counted.len() && limit > 0 {
            counted.select_nth_unstable_by(limit - 1, order);
        }
        counted.truncate(limit);
        counted.sort_unstable_by(order);
        counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(posts: &[&[&str]]) -> Tally {
        let mut tally = Tally::default();
        for (number, values) in (0..).zip(posts) {
            for value in *values {
                let writing = tally.writing(value);
                tally.add(DocAddress::new(0, number), writing);
            }
        }
        tally
    }

    #[test]
    fn forms_of_a_value_are_one_and_count_once_a_post() {
        let posts: [&[&str]; 6] = [
            &["Git", "git", "b"],
            &["git"],
            &[],
            &["ＧＩＴ ", "a"],
            &["a", "B", "a"],
            &["état", "etat"],
        ];
        let tally = tally(&posts);
        assert_eq!((tally.distinct(), tally.posts()), (5, 5));
        let expected = [("git", 3), ("B", 2), ("a", 2), ("etat", 1), ("état", 1)];
        let found = tally.most_frequent(9);
        let found: Vec<_> = found.iter().map(|(value, count)| (value.as_str(), *count)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_most_frequent_are_the_same_whatever_the_limit() {
        let values: Vec<String> = (0..50).map(|number| format!("v{}", number % 17)).collect();
        let posts: Vec<Vec<&str>> = values.iter().map(|value| vec![value.as_str()]).collect();
        let posts: Vec<&[&str]> = posts.iter().map(Vec::as_slice).collect();
        let all = tally(&posts).most_frequent(usize::MAX);
        assert_eq!(all.len(), 17);
        for limit in 0..20 {
            assert_eq!(tally(&posts).most_frequent(limit), all[..limit.min(17)], "{limit}");
        }
    }
}
