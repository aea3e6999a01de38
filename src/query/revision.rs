//! A query with a part of it taken out or put otherwise.

use super::{Leaf, Node, Scope, Term};

/// The way to a part of a query: which child of which child.
pub type Place = Vec<usize>;

/// The parts of a query that a post must hold or may hold, with their places; what it must lack is
/// not among them.
pub fn leaves(node: &Node) -> Vec<(Place, &Leaf)> {
    let mut found = Vec::new();
    collect(node, &mut Vec::new(), &mut found);
    found
}

fn collect<'a>(node: &'a Node, place: &mut Place, found: &mut Vec<(Place, &'a Leaf)>) {
    match node {
        Node::Leaf(leaf) => found.push((place.clone(), leaf)),
        Node::And(parts) | Node::Or(parts) => {
            for (index, part) in parts.iter().enumerate() {
                place.push(index);
                collect(part, place, found);
                place.pop();
            }
        }
        _ => {}
    }
}

/// The query with `count` parts from a place on replaced by others, side by side.
pub fn revised(node: &Node, place: &[usize], count: usize, others: Vec<Node>) -> Node {
    match (node, place) {
        (Node::And(parts), &[index]) => {
            let end = (index + count).min(parts.len());
            let mut parts = parts.clone();
            parts.splice(index.min(end)..end, others);
            Node::and(parts)
        }
        (Node::And(parts), [index, below @ ..]) => {
            Node::And(with_child(parts, *index, below, count, others))
        }
        (Node::Or(parts), [index, below @ ..]) => {
            Node::Or(with_child(parts, *index, below, count, others))
        }
        _ => Node::and(others),
    }
}

fn with_child(
    parts: &[Node],
    index: usize,
    below: &[usize],
    count: usize,
    others: Vec<Node>,
) -> Vec<Node> {
    let mut parts = parts.to_vec();
    if let Some(part) = parts.get_mut(index) {
        *part = revised(part, below, count, others);
    }
    parts
}

/// A query as somebody would type it, which reads as the same again.
pub fn typed(node: &Node) -> String {
    let joined = |parts: &[Node], between: &str| {
        parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
    };
    match node {
        Node::And(parts) => joined(parts, " "),
        Node::Or(parts) => joined(parts, " OR "),
        node => node.to_string(),
    }
}

impl Leaf {
    /// Where it is looked for.
    pub fn scope(&self) -> Scope {
        self.field.as_deref().map_or(Scope::Anywhere, Scope::of_name)
    }

    /// The same part with another word, or with another value of its field in quotes where it
    /// needs them; `None` if the value cannot be typed.
    pub fn with_text(&self, text: &str) -> Option<Self> {
        let text = text.to_owned();
        let term = match &self.term {
            Term::Phrase { slop, .. } => Term::Phrase { text, slop: *slop },
            Term::Exact(_) => Term::Exact(text),
            _ if is_plain(&text) => Term::Word(text),
            _ if text.contains(['"', '“', '”', '„', '«', '»']) => return None,
            _ => Term::Phrase { text, slop: 0 },
        };
        Some(Self { term, ..self.clone() })
    }
}

/// Whether a value needs no quotes.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '_'))
        && text.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    fn node(query: &str) -> Node {
        parse(query, None).expect("is a query").node
    }

    #[test]
    fn queries_are_typed_as_they_are_read() {
        let queries = [
            "a",
            "a b -c",
            "* NOT c",
            "a OR b",
            "\"a b\"~2 +c title:d",
            "(a OR b) (c OR (d AND e))",
            "date:2020-10-01..2020-10-31 x^2",
        ];
        for query in queries {
            assert_eq!(node(&typed(&node(query))), node(query), "{query}");
        }
    }

    #[test]
    fn parts_are_replaced_where_they_are() {
        let table: [(&str, &[usize], usize, &str, &str); 6] = [
            ("a b c", &[1], 1, "x y", "a x y c"),
            ("a b c", &[1], 2, "x", "a x"),
            ("a b", &[1], 9, "x", "a x"),
            ("a", &[], 1, "x y", "x y"),
            ("a OR b", &[1], 1, "x y", "a OR (x AND y)"),
            ("a (b OR (c d))", &[1, 1, 0], 1, "x", "a (b OR (x AND d))"),
        ];
        for (query, place, count, others, expected) in table {
            let others = match node(others) {
                Node::And(parts) => parts,
                one => vec![one],
            };
            assert_eq!(typed(&revised(&node(query), place, count, others)), expected, "{query}");
        }
        assert_eq!(typed(&revised(&node("a b"), &[0], 1, Vec::new())), "b");
    }

    #[test]
    fn what_must_be_there_is_told_from_what_must_not() {
        let query = node("a (b OR title:c) NOT d");
        let found: Vec<_> =
            leaves(&query).into_iter().map(|(place, leaf)| (place, leaf.to_string())).collect();
        let expected = [(vec![0], "a"), (vec![1, 0], "b"), (vec![1, 1], "title:c")]
            .map(|(p, l)| (p, l.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn values_are_quoted_where_they_must_be() {
        let table = [
            ("tag:x", "world", Some("tag:world")),
            ("tag:x", "White House", Some("tag:\"White House\"")),
            ("+tag:x^2", "a:b", Some("+tag:\"a:b\"^2")),
            ("tag:x", "say \"hi\"", None),
            ("=x", "y", Some("=y")),
            ("\"x z\"~2", "y z", Some("\"y z\"~2")),
        ];
        for (query, text, expected) in table {
            let Node::Leaf(leaf) = node(query) else { panic!("{query} is no leaf") };
            let found = leaf.with_text(text).map(|leaf| leaf.to_string());
            assert_eq!(found.as_deref(), expected, "{query}");
        }
    }
}
