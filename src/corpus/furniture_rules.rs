//! What the owner of a corpus knows to be no part of its articles.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What is furniture in a corpus beside what is so everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurnitureRules {
    names: BTreeSet<String>,
    lines: BTreeSet<String>,
}

impl FurnitureRules {
    /// Rules about classes and ids, whose elements are left out with all that is in them, and about
    /// lines, which are never quoted. Case makes no difference, nor do signs around a line.
    pub fn new(
        names: impl IntoIterator<Item = impl AsRef<str>>,
        lines: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Self {
        let names = names.into_iter().map(|name| name.as_ref().trim().to_lowercase());
        let lines = lines.into_iter().map(|line| bare(line.as_ref()));
        let is_something = |text: &String| !text.is_empty();
        Self {
            names: names.filter(is_something).collect(),
            lines: lines.filter(is_something).collect(),
        }
    }

    /// Whether one of the names of an element is that of furniture.
    pub fn has_name(&self, names: &str) -> bool {
        !self.names.is_empty()
            && names.split_ascii_whitespace().any(|name| self.names.contains(&name.to_lowercase()))
    }

    /// Whether a block's whole text is such a line.
    pub fn has_line(&self, text: &str) -> bool {
        !self.lines.is_empty() && self.lines.contains(&bare(text))
    }
}

/// A line in lower case without the signs around it.
fn bare(line: &str) -> String {
    line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_lines_are_compared_as_a_whole() {
        let rules = FurnitureRules::new(["Promo-Box", " "], ["Follow us!", "—"]);
        for (names, expected) in
            [("x promo-box", true), ("PROMO-BOX", true), ("promo", false), ("", false)]
        {
            assert_eq!(rules.has_name(names), expected, "{names}");
        }
        for (line, expected) in
            [("» FOLLOW US «", true), ("Follow us home", false), ("—", false), ("", false)]
        {
            assert_eq!(rules.has_line(line), expected, "{line}");
        }
    }
}
