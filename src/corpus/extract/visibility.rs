//! Which elements a browser does not show.

use super::tree::{ElementData, attribute};

/// Whether an element is hidden by an attribute of its own.
pub fn is_hidden(element: &ElementData) -> bool {
    let hides = |(name, value): (&str, &str)| match name.as_bytes() {
        b"hidden" => true,
        b"aria-hidden" => value.trim().eq_ignore_ascii_case("true"),
        b"style" => is_not_displayed(value),
        _ => false,
    };
    element.attrs().any(hides) && !attribute(element, "id").is_some_and(is_streamed)
}

/// Whether a `style` attribute takes the element out of the page.
fn is_not_displayed(style: &str) -> bool {
    style.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(name, value)| {
            let value = value.trim().split(['!', ' ']).next().unwrap_or_default();
            name.trim().eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
        })
    })
}

/// Whether this is the id of a part that React sends hidden and shows in its place once all is
/// there (<https://react.dev/reference/react-dom/server/renderToPipeableStream>): `S:1f`.
fn is_streamed(id: &str) -> bool {
    id.strip_prefix("S:").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::extract::tree;

    #[test]
    fn attributes_hide() {
        let table = [
            ("<p hidden>", true),
            ("<p aria-hidden=TRUE>", true),
            ("<p aria-hidden=false>", false),
            ("<p style='color: red; DISPLAY : none !important'>", true),
            ("<p style='display:block'>", false),
            ("<p style='x-display: none'>", false),
            ("<div hidden id='S:1f'>", false),
            ("<div hidden id='S:xy'>", true),
            ("<p class=hidden>", false),
        ];
        for (html, expected) in table {
            let document = tree::parse(html, false, 1);
            let elements = document.html.tree.values().filter_map(|node| node.as_element());
            let element = elements.last().expect("an element");
            assert_eq!(is_hidden(element), expected, "{html}");
        }
    }
}
