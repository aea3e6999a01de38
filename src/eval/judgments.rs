//! What people judged: which documents answer which query, and how well.

use std::collections::BTreeMap;

use super::document_name::{encoded, stem};
use crate::corpus::PostPath;
use crate::error::{Error, Result};

/// How well a document answers a query: above 0 it is relevant, and the more the better.
pub type Grade = i64;

/// The judgments of one query: documents and their grades.
pub type Grades = BTreeMap<String, Grade>;

/// Judgments of many queries, known in TREC as *qrels*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgments {
    queries: BTreeMap<String, Grades>,
    naming: Naming,
    passed_over: usize,
}

/// What the documents go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    /// The file's name without its ending.
    Stem,
    /// The path in the corpus.
    Path,
}

impl Judgments {
    /// Reads lines of three columns that are apart by tabs: query, document, grade.
    ///
    /// Of two judgments of a document the later one holds. Lines of other than three columns are
    /// passed over.
    ///
    /// # Errors
    /// If a grade is no whole number, with the line; if no document is relevant to any query.
    pub fn parse(text: &str) -> Result<Self> {
        let mut queries: BTreeMap<String, Grades> = BTreeMap::new();
        let mut passed_over = 0;
        let text = text.trim_start_matches('\u{feff}');
        for (line, number) in text.lines().zip(1..) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [query, document, grade] = columns[..] else {
                passed_over += usize::from(!line.trim().is_empty());
                continue;
            };
            let grade = grade.trim().parse().map_err(|_| not_a_grade(number, grade))?;
            queries.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
        }
        let is_path = queries.values().flat_map(Grades::keys).any(|name| name.contains('/'));
        queries.retain(|_, grades| grades.values().any(|&grade| grade > 0));
        if queries.is_empty() {
            let reason = "no document in it is relevant to any query; a line is a query's id, a \
                          document's id and a grade above 0, apart by tabs";
            return Err(Error::Judgments(reason.to_owned()));
        }
        let naming = if is_path { Naming::Path } else { Naming::Stem };
        Ok(Self { queries, naming, passed_over })
    }

    /// The queries for which any document is relevant, with the grades of each.
    pub fn queries(&self) -> impl Iterator<Item = (&str, &Grades)> {
        self.queries.iter().map(|(query, grades)| (query.as_str(), grades))
    }

    /// How many lines that are not blank were passed over.
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }

    /// The document that a post is, among those of a query: the one of its path or its file's stem,
    /// also with blanks percent-encoded. A post that was not judged is what others of its kind are.
    pub fn document(&self, grades: &Grades, path: &PostPath) -> String {
        let path = path.to_string();
        let stem = stem(&path).to_owned();
        let names = [path.clone(), encoded(&path), stem.clone(), encoded(&stem)];
        let judged = names.into_iter().find(|name| grades.contains_key(name));
        judged.unwrap_or(match self.naming {
            Naming::Stem => stem,
            Naming::Path => path,
        })
    }
}

fn not_a_grade(line: usize, grade: &str) -> Error {
    Error::Judgments(format!("line {line}: the grade `{grade}` is no whole number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The judgments as one line: `query: document=grade ...; ...`.
    fn shown(text: &str) -> String {
        let judgments = match Judgments::parse(text) {
            Ok(judgments) => judgments,
            Err(error) => return error.to_string(),
        };
        let queries = judgments.queries().map(|(query, grades)| {
            let grades = grades.iter().map(|(document, grade)| format!(" {document}={grade}"));
            format!("{query}:{}", grades.collect::<String>())
        });
        queries.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn lines_are_read() {
        let table = [
            ("1\ta\t1\n1\tb\t0\n2\ta\t3", "1: a=1 b=0; 2: a=3"),
            ("\u{feff}1\ta\t 2 \r\n", "1: a=2"),
            ("1\ta\t1\n1\ta\t-1\n2\ta\t1", "2: a=1"),
            ("1\ta\t1\n\nnonsense\n1 a 1\n1\tb\t1\t1", "1: a=1"),
            ("q 1\td/a b.md\t+1", "q 1: d/a b.md=1"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text:?}");
        }
        assert!(shown("1\ta\t1\n1\tb\thigh").contains("line 2: the grade `high`"));
        assert!(shown("1\ta\t0").contains("no document in it is relevant"));
        assert!(shown("").contains("no document in it is relevant"));
    }

    #[test]
    fn lines_of_other_columns_are_counted() {
        let judgments = Judgments::parse("1\ta\t1\n\n \nnonsense\n1\tb\t1\t1\n").unwrap();
        assert_eq!(judgments.passed_over(), 2);
    }
}
