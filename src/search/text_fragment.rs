//! Addresses that lead into the middle of a page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a text directive as it is. `-`, `,` and `&` part its pieces, so they may not:
/// <https://wicg.github.io/scroll-to-text-fragment/#syntax>.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');
/// Passages with no more words than this are named whole, longer ones by their first and last
/// words: a browser finds them even if the page has changed a little in between.
const MOST_WHOLE: usize = 10;
/// How many words at either end name a longer passage.
const ENDS: usize = 5;

/// The address of a passage: a browser opens the page and scrolls to it. Nothing for an address
/// that is not of a page on the web.
pub fn text_fragment(url: &str, passage: &str) -> Option<String> {
    let (scheme, _) = url.split_once("://")?;
    if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
        return None;
    }
    // What was left out at its ends is not on the page.
    let words: Vec<&str> = passage.trim_matches(['…', ' ']).split_whitespace().collect();
    if words.is_empty() {
        return None;
    }
    let encoded = |words: &[&str]| utf8_percent_encode(&words.join(" "), ESCAPED).to_string();
    let text = if words.len() <= MOST_WHOLE {
        encoded(&words)
    } else {
        format!("{},{}", encoded(&words[..ENDS]), encoded(&words[words.len() - ENDS..]))
    };
    let mark = if url.contains('#') { ":~:" } else { "#:~:" };
    Some(format!("{url}{mark}text={text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_has_an_address() {
        let page = "https://example.org/a";
        let table = [
            (page, "A short one.", Some("#:~:text=A%20short%20one.")),
            (page, "…cut off", Some("#:~:text=cut%20off")),
            (page, "well-known, a&b", Some("#:~:text=well%2Dknown%2C%20a%26b")),
            (
                page,
                "one two three four five six seven eight nine ten eleven",
                Some(
                    "#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven",
                ),
            ),
            ("https://example.org/a#b", "停火", Some(":~:text=%E5%81%9C%E7%81%AB")),
            ("/2020/a", "A short one.", None),
            ("mailto:a@example.org", "A short one.", None),
            (page, " … ", None),
        ];
        for (url, passage, expected) in table {
            let expected = expected.map(|end| format!("{url}{end}"));
            assert_eq!(text_fragment(url, passage), expected, "{url}: {passage}");
        }
    }
}
