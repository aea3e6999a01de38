//! Posts by the addresses in them.

use tantivy::query::Query;
use tantivy::schema::Field;

use super::TermRegex;
use super::dictionary::regex_of;
use super::filter::unscored;
use super::regex_term_query::RegexTermQuery;
use crate::corpus::LinkTarget;
use crate::error::{Error, Result};

/// The posts with an address of a host and its subdomains, or below a path: `example.org`,
/// `example.org/2020`, `/about`.
pub(super) fn below(field: Field, typed: &str) -> Result<Box<dyn Query>> {
    matching(field, &expression_below(typed))
}

/// The same, or with an address that ends in this file name: `map.png`.
pub(super) fn below_or_named(field: Field, typed: &str) -> Result<Box<dyn Query>> {
    let named = format!(r"(.*/)?{}(\?.*)?", regex_of(typed));
    matching(field, &format!("({})|({named})", expression_below(typed)))
}

/// The posts with any address.
pub(super) fn any(field: Field) -> Result<Box<dyn Query>> {
    matching(field, ".*")
}

/// The posts with a term that an expression matches as a whole, in capitals and small letters.
pub(super) fn matching(field: Field, expression: &str) -> Result<Box<dyn Query>> {
    let regex = TermRegex::as_written(expression)
        .map_err(|fault| Error::Query(format!("this address cannot be searched for: {fault}")))?;
    Ok(unscored(Box::new(RegexTermQuery::new(field, b"", regex))))
}

/// The form of [`LinkTarget`] puts everything below a target behind its own letters.
fn expression_below(typed: &str) -> String {
    let target = LinkTarget::typed(typed);
    let (host, path) = (regex_of(target.host()), regex_of(target.path()));
    match (target.host().is_empty(), target.path().is_empty()) {
        (true, _) => format!("{path}([/?].*)?"),
        (false, true) => format!("{host}([./].*)?"),
        (false, false) => format!(r"{host}(\.[^/]*)?{path}([/?].*)?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_parts_are_compared() {
        let table: [(&str, &[&str], &[&str]); 5] = [
            (
                "example.org",
                &["org.example", "org.example/a", "org.example.news/a"],
                &["org.example2", "com.org.example", "/example.org"],
            ),
            (
                "example.org/2020",
                &["org.example/2020", "org.example/2020/a", "org.example.news/2020?p=1"],
                &["org.example", "org.example/20201", "org.example/a/2020"],
            ),
            (
                "/about",
                &["/about", "/about/team", "/about?x=1"],
                &["/aboutus", "org.example/about"],
            ),
            ("/", &["/about", "/"], &["org.example/"]),
            ("example.org/a?b=*", &["org.example/a?b=c"], &["org.example/a"]),
        ];
        for (typed, found, passed) in table {
            let expression = expression_below(typed);
            let regex = tantivy_fst::Regex::new(&expression).expect("is one");
            let is_match = |term: &&&str| matches(&regex, term);
            assert!(found.iter().all(|term| is_match(&term)), "{typed}: {expression}");
            assert!(!passed.iter().any(|term| is_match(&term)), "{typed}: {expression}");
        }
    }

    fn matches(regex: &tantivy_fst::Regex, term: &str) -> bool {
        use tantivy_fst::Automaton;
        let state = term.bytes().fold(regex.start(), |state, byte| regex.accept(&state, byte));
        regex.is_match(&state)
    }
}
