//! Many queries at once: read from lines or a table, answered on all cores.

use std::io::{self, BufRead, Read};

use csv::{ByteRecord, ReaderBuilder};

use rayon::prelude::*;

use super::Request;
use crate::error::Result;

/// A query by which its answer is told from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchQuery {
    /// Its id: as given, or the number of its line or row from 1.
    pub id: String,
    /// The query as typed.
    pub text: String,
}

/// What stands over the columns of a table of queries, if anything does.
const HEADER: [&str; 2] = ["id", "query"];

impl BatchQuery {
    /// Reads a row: a query, or its id and the query and whatever follows. A blank row is none.
    fn of_row(number: u64, row: &ByteRecord) -> Option<Self> {
        let column = |at| row.get(at).map(|value| String::from_utf8_lossy(value));
        let (first, second) = (column(0)?, column(1));
        match second {
            None => Self::of_line(number, &first.replace('\t', " ")),
            Some(second) if first.trim().is_empty() && second.trim().is_empty() => None,
            Some(second) => Some(Self::named(&first, number, &second)),
        }
    }

    fn named(id: &str, number: u64, text: &str) -> Self {
        let id = match id.trim() {
            "" => number.to_string(),
            id => id.to_owned(),
        };
        Self { id, text: text.trim().to_owned() }
    }

    /// Reads a line: a query, or its id and a tab before it. A blank line is none.
    fn of_line(number: u64, line: &str) -> Option<Self> {
        if line.trim().is_empty() {
            return None;
        }
        let (id, text) = line.split_once('\t').unwrap_or(("", line));
        Some(Self::named(id, number, text))
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

/// Reads queries from a table with commas (RFC 4180), each as it is asked for.
///
/// A row is a query, or an id and a query; further columns are passed over, and so are blank rows
/// and a first row that begins with `id,query`. A query without an id goes by the number of its row.
/// What is not UTF-8 is replaced.
pub fn read_csv_batch(source: impl Read) -> impl Iterator<Item = io::Result<BatchQuery>> {
    let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(source);
    let rows = reader.into_byte_records().zip(1..).map(|(row, number)| {
        let row = row?;
        let is_header = number == 1 && row.iter().take(2).eq(HEADER.map(str::as_bytes));
        Ok(if is_header { None } else { BatchQuery::of_row(number, &row) })
    });
    rows.filter_map(io::Result::transpose)
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
    fn rows_are_queries_with_or_without_an_id() {
        let table: [(&str, &[(&str, &str)]); 5] = [
            ("", &[]),
            ("id,query\r\nq1,truce\r\n", &[("q1", "truce")]),
            ("truce\n\n\"a, b\"\n", &[("1", "truce"), ("2", "a, b")]),
            (
                "\u{feff}q 1,\"\"\"military observers\"\" peace\",note\n ,Lavrov\n,\n",
                &[("q 1", "\"military observers\" peace"), ("2", "Lavrov")],
            ),
            ("a,\"two\nlines\"\nb\tc\nd,", &[("a", "two\nlines"), ("2", "b c"), ("d", "")]),
        ];
        for (text, expected) in table {
            let read: io::Result<Vec<_>> = read_csv_batch(text.as_bytes()).collect();
            let read = read.unwrap();
            let found: Vec<_> =
                read.iter().map(|query| (query.id.as_str(), query.text.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
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
