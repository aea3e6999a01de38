//! A search as the command that runs it.

use shlex::Quoter;

use crate::search::{Variant, filter_flags};

/// What all searches of a run have in common on the command line.
#[derive(Clone, Debug, Default)]
pub struct SearchCommand {
    /// Flags that go before the query, with their values: `--index`, `other`.
    pub flags: Vec<String>,
}

impl SearchCommand {
    /// The command of a search, quoted for a POSIX shell.
    pub fn line(&self, variant: &Variant) -> String {
        let mut words = vec!["kwic".to_owned(), "search".to_owned()];
        words.extend(self.flags.iter().cloned());
        for (flag, value) in filter_flags(&variant.filters) {
            words.extend(flag_and_value(flag, value));
        }
        match variant.queries.as_slice() {
            [query] => {
                words.extend(query.starts_with('-').then(|| "--".to_owned()));
                words.push(query.clone());
            }
            queries => {
                words.extend(queries.iter().flat_map(|query| flag_and_value("-e", query.clone())));
            }
        }
        // A command line cannot hold a NUL, nor could it have been typed.
        let quoter = Quoter::new().allow_nul(true);
        quoter.join(words.iter().map(String::as_str)).unwrap_or_default()
    }
}

/// A value that begins with a dash is joined to its flag, or it would be taken for another one.
fn flag_and_value(flag: &str, value: String) -> Vec<String> {
    match (value.starts_with('-'), flag.starts_with("--")) {
        (true, true) => vec![format!("{flag}={value}")],
        (true, false) => vec![format!("{flag}{value}")],
        _ => vec![flag.to_owned(), value],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{DayRange, Filters};

    #[test]
    fn commands_can_be_typed() {
        let filters = || Filters {
            days: DayRange::parse("2020-10..", None).expect("is one"),
            tags: vec!["White House".to_owned(), "-x".to_owned()],
            ..Filters::default()
        };
        let table: [(&[&str], &[&str], Filters, &str); 6] = [
            (&[], &["lavrov"], Filters::default(), "kwic search lavrov"),
            (&[], &["\"a b\" c"], Filters::default(), "kwic search '\"a b\" c'"),
            (
                &["--index", "my index"],
                &["*"],
                Filters::default(),
                "kwic search --index 'my index' '*'",
            ),
            (&[], &["-a b"], Filters::default(), "kwic search -- '-a b'"),
            (&[], &["a", "-b"], Filters::default(), "kwic search -e a -e-b"),
            (
                &[],
                &["o'brien"],
                filters(),
                "kwic search --since 2020-10-01 --tag 'White House' '--tag=-x' \"o'brien\"",
            ),
        ];
        for (flags, queries, filters, expected) in table {
            let own = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
            let command = SearchCommand { flags: own(flags) };
            let variant = Variant { queries: own(queries), filters, today: None };
            assert_eq!(command.line(&variant), expected);
        }
    }
}
