//! Blade's directives: `@extends('layout')`, `@section('content')`, `@endsection`.

use super::finder::Finder;
use super::{Cut, LONGEST_TAG};

/// The names after `@`; any other name is somebody's, and text.
const DIRECTIVES: &[&str] = &[
    "append",
    "auth",
    "break",
    "can",
    "cannot",
    "case",
    "checked",
    "class",
    "component",
    "continue",
    "csrf",
    "default",
    "each",
    "else",
    "elseif",
    "empty",
    "endauth",
    "endcan",
    "endcannot",
    "endcomponent",
    "endempty",
    "enderror",
    "endfor",
    "endforeach",
    "endforelse",
    "endguest",
    "endif",
    "endisset",
    "endonce",
    "endphp",
    "endprepend",
    "endproduction",
    "endpush",
    "endsection",
    "endslot",
    "endswitch",
    "endunless",
    "endverbatim",
    "endwhile",
    "env",
    "error",
    "extends",
    "for",
    "foreach",
    "forelse",
    "guest",
    "hasSection",
    "if",
    "include",
    "includeFirst",
    "includeIf",
    "includeUnless",
    "includeWhen",
    "inject",
    "isset",
    "json",
    "lang",
    "method",
    "once",
    "overwrite",
    "parent",
    "php",
    "prepend",
    "production",
    "props",
    "push",
    "section",
    "show",
    "slot",
    "stack",
    "stop",
    "switch",
    "unless",
    "verbatim",
    "while",
    "yield",
];

/// Whether a line of the body begins with a directive that only Blade has.
pub fn opens_blade(body: &str) -> bool {
    let is_blade = |at: usize| {
        let is_first = at == 0 || body.as_bytes()[at - 1] == b'\n';
        is_first && ["@extends(", "@section("].iter().any(|name| body[at..].starts_with(name))
    };
    memchr::memchr_iter(b'@', body.as_bytes()).any(is_blade)
}

/// The directive at `at` with its arguments, or all of an `@php` block.
pub fn cut(finder: &mut Finder<'_>, at: usize) -> Option<Cut> {
    let source = finder.source();
    if source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '@') {
        return None;
    }
    let rest = &source[at + 1..];
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
    DIRECTIVES.binary_search(&name).ok()?;
    let after = at + 1 + name.len();
    if let Some(end) = arguments_end(source, after) {
        return Some(Cut::to(end));
    }
    let block_end = if name == "php" { finder.find("@endphp", after) } else { None };
    Some(Cut::to(block_end.map_or(after, |end| end + "@endphp".len())))
}

/// The end of the parenthesis that opens at `at`, or after blanks.
fn arguments_end(source: &str, at: usize) -> Option<usize> {
    let blanks = source[at..].len() - source[at..].trim_start_matches([' ', '\t']).len();
    let open = at + blanks;
    if !source[open..].starts_with('(') {
        return None;
    }
    let mut depth = 0_usize;
    let mut quote = None;
    for (offset, byte) in source.as_bytes()[open..].iter().take(LONGEST_TAG).enumerate() {
        match (quote, byte) {
            (Some(mark), _) if mark == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(') => depth += 1,
            (None, b')') if depth == 1 => return Some(open + offset + 1),
            (None, b')') => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(DIRECTIVES.is_sorted());
    }

    #[test]
    fn arguments_end_at_their_parenthesis() {
        let table = [
            ("('a')b", Some(5)),
            (" (')', f(1))b", Some(12)),
            ("b", None),
            ("(a", None),
            ("", None),
        ];
        for (source, expected) in table {
            assert_eq!(arguments_end(source, 0), expected, "{source}");
        }
    }
}
