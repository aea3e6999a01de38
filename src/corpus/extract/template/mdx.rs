//! What is not text in MDX: module lines, and components with expressions in them.

use super::code;
use crate::corpus::extract::element;

/// The longest tag of a component, in bytes.
const LONGEST_TAG: usize = 1024;

/// Whether a body has a line that looks like a module's.
pub fn has_modules(body: &str) -> bool {
    let is_module = |line: &str| line.starts_with("import ") || line.starts_with("export ");
    is_module(body) || body.match_indices('\n').any(|(at, _)| is_module(&body[at + 1..]))
}

/// The end of the `import` or `export` that begins the line at `at`.
pub fn module_end(source: &str, at: usize) -> Option<usize> {
    let line_end = code::line_end(source, at);
    let line = source[at..line_end].trim_end();
    if is_import(line) {
        return Some(line_end);
    }
    if !is_export(line) {
        return None;
    }
    let mut end = line_end;
    while end < source.len() && !source[end..code::line_end(source, end)].trim().is_empty() {
        end = code::line_end(source, end);
    }
    Some(end)
}

fn is_import(line: &str) -> bool {
    let Some(what) = line.strip_prefix("import ") else {
        return false;
    };
    let from = what.rsplit_once("from ").map_or(what, |(_, from)| from);
    let from = from.trim_end_matches(';').trim();
    let is_quoted =
        |quote: char| from.len() > 1 && from.starts_with(quote) && from.ends_with(quote);
    is_quoted('"') || is_quoted('\'')
}

fn is_export(line: &str) -> bool {
    const WHAT: [&str; 6] = ["const ", "let ", "var ", "function ", "default ", "{"];
    let Some(what) = line.strip_prefix("export ") else {
        return false;
    };
    let is_code = line.contains(['=', '{', '(']) || line.ends_with(';');
    is_code && WHAT.iter().any(|word| what.starts_with(word))
}

/// The end of the component's tag that `rest` begins with, if it has an expression in it.
///
/// Other tags of components are markup like any other.
pub fn component_end(rest: &str) -> Option<usize> {
    let name = rest[1..].split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next()?;
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains(|c: char| c.is_ascii_lowercase())
        && !element::is_known(&name.to_ascii_lowercase());
    if !is_component {
        return None;
    }
    let mut braces = 0_usize;
    let mut has_expression = false;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST_TAG).skip(1) {
        match byte {
            b'{' => {
                braces += 1;
                has_expression = true;
            }
            b'}' => braces = braces.saturating_sub(1),
            b'>' if braces == 0 => return has_expression.then_some(at + 1),
            b'<' if braces == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn module_lines_are_told_from_prose() {
        let table = [
            ("import Tabs from '@theme/Tabs';\nx", Some(32)),
            ("import 'a.css'\n", Some(15)),
            ("import duties from China rose\n", None),
            ("export const a = {\n  b: 1,\n};\n\nx", Some(30)),
            ("export default function x() {}\n", Some(31)),
            ("export licences are needed;\n", None),
            ("x import 'a'\n", None),
        ];
        for (source, expected) in table {
            assert_eq!(module_end(source, 0), expected, "{source:?}");
        }
    }

    #[test]
    fn components_with_expressions_go() {
        let table = [
            ("<Chart data={[1, 2]} />x", Some(23)),
            ("<Chart on={() => { a > b }}>x", Some(28)),
            ("<Ui.Chart a={1}>", Some(16)),
            ("<Tabs>", None),
            ("<Img a={1}>", None),
            ("<P a={1}>", None),
            ("<String> {", None),
            ("<Chart a={1}", None),
        ];
        for (source, expected) in table {
            assert_eq!(component_end(source), expected, "{source}");
        }
    }
}
