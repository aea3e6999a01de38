//! Many queries at once: read from lines, answered on all cores.

use std::io::{self, BufRead};

use rayon::prelude::*;

use super::Request;
use crate::error::Result;

/// A query by which its answer is told from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchQuery {
    /// Its id: as given, or the number of its line from 1.
    pub id: String,
    /// The query as typed.
    pub text: String,
}

impl BatchQuery {
    /// Reads a line: a query, or its id and a tab before it. A blank line is none.
    fn of_line(number: usize, line: &str) -> Option<Self> {
        if line.trim().is_empty() {
            return None;
        }
        let (id, text) = line.split_once('\t').unwrap_or(("", line));
        let id = match id.trim() {
            "" => number.to_string(),
            id => id.to_owned(),
        };
        Some(Self { id, text: text.trim().to_owned() })
    }
}

/// Reads queries from lines, each as it is asked for.
///
/// A line is a query, or an id, a tab and a query. Blank lines are passed over; what is not UTF-8
/// is replaced.
pub fn read_batch(source: impl BufRead) -> impl Iterator<Item = io::Result<BatchQuery>> {
    let lines = source.split(b'\n').zip(1..).map(|(line, number)| {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        Ok(BatchQuery::of_line(number, line.trim_start_matches('\u{feff}')))
    });
    lines.filter_map(io::Result::transpose)
}

/// Answers queries on all cores, each as the request says with the query in its place. The answers
/// are in the order of the queries; one that fails does not touch the others.
pub fn answer_batch<T: Send>(
    queries: &[BatchQuery],
    request: &Request,
    answer: impl Fn(&Request) -> Result<T> + Sync,
) -> Vec<Result<T>> {
    let answers = queries
        .par_iter()
        .map(|query| answer(&Request { queries: vec![query.text.clone()], ..request.clone() }));
    answers.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn lines_are_queries_with_or_without_an_id() {
        let text =
            b"\xef\xbb\xbftruce\nq1\tcease fire \r\n\n \t \n\tLavrov\nq 2\ta\tb\nq3\t\n\xffx";
        let read: io::Result<Vec<_>> = read_batch(&text[..]).collect();
        let read = read.unwrap();
        let expected = [
            ("1", "truce"),
            ("q1", "cease fire"),
            ("5", "Lavrov"),
            ("q 2", "a\tb"),
            ("q3", ""),
            ("8", "\u{fffd}x"),
        ];
        let found: Vec<_> =
            read.iter().map(|query| (query.id.as_str(), query.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn answers_are_in_the_order_of_the_queries() {
        let number =
            |number: usize| BatchQuery { id: number.to_string(), text: "x".repeat(number) };
        let queries: Vec<_> = (0..500).map(number).collect();
        let answers = answer_batch(&queries, &Request::new("other"), |request| {
            match request.queries.concat().len() {
                7 => Err(Error::QueryEmpty),
                length => Ok(length),
            }
        });
        assert_eq!(answers.len(), queries.len());
        for (number, answer) in answers.into_iter().enumerate() {
            assert_eq!(answer.ok(), (number != 7).then_some(number));
        }
    }
}
