//! What surrounds an article without being of it, as data: class names and whole-line phrases.
//!
//! Rules compare whole words of a name, never parts of words: `shared-memory` is not a `share`
//! button and `loading` is no `ad`. What a rule may swallow is bounded by length.

use crate::corpus::BlockKind::{self, Caption, Furniture};

/// A block under a furniture class that is longer than this (in characters) is text after all.
pub const LONGEST_BY_CLASS: usize = 240;

/// A block longer than this (in characters) is never a furniture phrase.
const LONGEST_PHRASE: usize = 80;

/// Whole class names.
const CLASSES: &[(&str, BlockKind)] = &[
    ("a2a_kit", Furniture),
    ("ad", Furniture),
    ("addtoany", Furniture),
    ("ads", Furniture),
    ("adsbygoogle", Furniture),
    ("advert", Furniture),
    ("advertisement", Furniture),
    ("advertising", Furniture),
    ("attribution", Caption),
    ("breadcrumb", Furniture),
    ("breadcrumbs", Furniture),
    ("caption", Caption),
    ("caption-text", Caption),
    ("caption-wrap", Caption),
    ("cookie-banner", Furniture),
    ("cookie-bar", Furniture),
    ("cookie-consent", Furniture),
    ("cookie-notice", Furniture),
    ("credit", Caption),
    ("credits", Caption),
    ("enlarge", Furniture),
    ("enlarge-options", Furniture),
    ("enlarge_measure", Furniture),
    ("enlargelink", Furniture),
    ("hide-caption", Furniture),
    ("hidecaption", Furniture),
    ("image-credits", Caption),
    ("jp-relatedposts", Furniture),
    ("newsletter", Furniture),
    ("pagination", Furniture),
    ("printfriendly", Furniture),
    ("read-more", Furniture),
    ("readmore", Furniture),
    ("related", Furniture),
    ("related-articles", Furniture),
    ("related-content", Furniture),
    ("related-links", Furniture),
    ("related-posts", Furniture),
    ("related-stories", Furniture),
    ("share", Furniture),
    ("sharedaddy", Furniture),
    ("sharing", Furniture),
    ("skip-link", Furniture),
    ("social", Furniture),
    ("sponsored", Furniture),
    ("subscribe", Furniture),
    ("toggle-caption", Furniture),
    ("wp-caption-text", Caption),
];

/// First words of class names made of several: `ad-backstage`, `share-buttons`.
const FIRST_WORDS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "newsletter",
    "share",
    "sharing",
    "social",
    "subscribe",
    "subscription",
];

/// Last words of class names made of several: `photo-credit`, `top-ad`, `post-share`.
const LAST_WORDS: &[(&str, BlockKind)] = &[
    ("ad", Furniture),
    ("ads", Furniture),
    ("advert", Furniture),
    ("advertisement", Furniture),
    ("breadcrumbs", Furniture),
    ("caption", Caption),
    ("credit", Caption),
    ("newsletter", Furniture),
    ("subscribe", Furniture),
];

/// First words of class names that say what a post is about, whatever the words after them.
const TOPIC_WORDS: &[&str] = &["author", "category", "has", "language", "post", "tag", "topic"];

/// Lines that are furniture as a whole, in lower case and without what stands around them.
const PHRASES: &[&str] = &[
    "ad",
    "ad feedback",
    "advertisement",
    "advertisement - continue reading below",
    "advertisement continue reading the main story",
    "anzeige",
    "article continues after advertisement",
    "artikel teilen",
    "auf facebook teilen",
    "back to top",
    "bild vergrößern",
    "click to enlarge",
    "click to share on facebook",
    "click to share on twitter",
    "compartir",
    "compartir en facebook",
    "condividi",
    "continue reading",
    "continue reading the main story",
    "copy link",
    "email this",
    "enlarge this image",
    "facebook",
    "hide caption",
    "image copyright",
    "image source",
    "jump to navigation",
    "leer más",
    "leggi anche",
    "lire aussi",
    "media caption",
    "media playback is unsupported on your device",
    "partager",
    "partager sur facebook",
    "partager sur twitter",
    "pinterest",
    "print this",
    "pubblicità",
    "publicidad",
    "publicidade",
    "publicité",
    "read more",
    "read next",
    "reklama",
    "related articles",
    "related stories",
    "share",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "share this story",
    "share this with",
    "sign up for our newsletter",
    "skip advertisement",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "subscribe to our channel",
    "subscribe to our newsletter",
    "subscribe to our podcast",
    "suscríbete a nuestro boletín",
    "toc",
    "toggle caption",
    "tweet",
    "view comments",
    "view image in fullscreen",
    "weiterlesen",
    "weiterlesen nach der anzeige",
    "whatsapp",
    "your browser does not support the audio element",
    "your browser does not support the video tag",
    "zum inhalt springen",
    "в продолжение темы",
    "копировать ссылку",
    "поделиться",
    "поделиться в facebook",
    "подписаться",
    "подписывайтесь на нашу рассылку",
    "реклама",
    "читайте также",
    "читать далее",
    "スポンサーリンク",
    "广告",
    "広告",
    "廣告",
    "광고",
];

/// Openings of short lines that point to another story.
const OPENINGS: &[&str] = &[
    "also read:",
    "leer más:",
    "leggi anche:",
    "lesen sie auch:",
    "lesen sie hier:",
    "lire aussi :",
    "lire aussi:",
    "mehr zum thema:",
    "more on this story:",
    "read also:",
    "read more:",
    "читайте также:",
];

/// What the value of a `class` attribute says about the text under it, if anything.
pub fn of_class(class: &str) -> Option<BlockKind> {
    class.split_ascii_whitespace().find_map(of_name)
}

/// What one class name (or an id) says.
pub fn of_name(name: &str) -> Option<BlockKind> {
    let name = name.to_ascii_lowercase();
    if let Ok(index) = CLASSES.binary_search_by_key(&name.as_str(), |&(class, _)| class) {
        return Some(CLASSES[index].1);
    }
    let (first, _) = name.split_once(['-', '_'])?;
    let (_, last) = name.rsplit_once(['-', '_'])?;
    if TOPIC_WORDS.contains(&first) {
        return None;
    }
    if FIRST_WORDS.contains(&first) {
        return Some(Furniture);
    }
    LAST_WORDS.iter().find(|&&(word, _)| word == last).map(|&(_, kind)| kind)
}

/// Whether a block's whole text is a furniture phrase.
pub fn is_phrase(text: &str) -> bool {
    // Most blocks are longer, and are told apart without a look at their letters.
    if text.len() > LONGEST_PHRASE * 4 || text.chars().nth(LONGEST_PHRASE).is_some() {
        return false;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    PHRASES.binary_search_by(|phrase| phrase.chars().cmp(lower(bare))).is_ok()
        || text.contains(':') && OPENINGS.iter().any(|opening| begins_with(text, opening))
}

/// The length in bytes of the longest furniture phrase of several words that a text begins with.
///
/// Of one word (`share`, `facebook`) too many sentences begin.
pub fn leading_phrase(text: &str) -> Option<usize> {
    let of_several_words = PHRASES.iter().filter(|phrase| phrase.contains(' '));
    of_several_words.filter_map(|phrase| prefix_length(text, phrase)).max()
}

/// How many bytes of `text` say `opening`, which is in lower case, if it begins with it.
fn prefix_length(text: &str, opening: &str) -> Option<usize> {
    let length = text.char_indices().nth(opening.chars().count()).map_or(text.len(), |(at, _)| at);
    opening.chars().eq(lower(&text[..length])).then_some(length)
}

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// Whether `text` begins with `opening`, which is in lower case.
fn begins_with(text: &str, opening: &str) -> bool {
    let mut text = lower(text);
    opening.chars().all(|c| text.next() == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(CLASSES.is_sorted_by_key(|&(class, _)| class));
        assert!(PHRASES.is_sorted());
    }

    #[test]
    fn every_rule_applies() {
        for &(class, kind) in CLASSES {
            assert_eq!(of_class(&format!("x {} y", class.to_uppercase())), Some(kind), "{class}");
        }
        for word in FIRST_WORDS {
            assert_eq!(of_class(&format!("{word}-box")), Some(Furniture), "{word}");
        }
        for &(word, kind) in LAST_WORDS {
            assert_eq!(of_class(&format!("box-{word}")), Some(kind), "{word}");
            assert_eq!(of_class(&format!("box_{word}")), Some(kind), "{word}");
        }
        for phrase in PHRASES {
            assert!(is_phrase(&format!("» {phrase}: ")), "{phrase}");
        }
        for opening in OPENINGS {
            assert!(is_phrase(&format!("{opening} the long way home")), "{opening}");
        }
    }

    #[test]
    fn classes_are_compared_by_whole_words() {
        let table = [
            ("ad-backstage", Some(Furniture)),
            ("toggle-caption", Some(Furniture)),
            ("photo-credit", Some(Caption)),
            ("wp-caption", Some(Caption)),
            ("img lazyOnLoad", None),
            ("shared-memory", None),
            ("loading", None),
            ("market-share", None),
            ("address", None),
            ("adventure", None),
            ("credit-card", None),
            ("tag-newsletter", None),
            ("category-ads", None),
            ("has-share", None),
            ("readable", None),
            ("headline", None),
            ("", None),
        ];
        for (class, expected) in table {
            assert_eq!(of_class(class), expected, "{class}");
        }
    }

    #[test]
    fn a_text_may_begin_with_a_phrase() {
        let table = [
            ("Enlarge this image toggle caption", Some("Enlarge this image")),
            ("Share this post with others", Some("Share this post")),
            ("RELATED STORIESOne", Some("RELATED STORIES")),
            ("Bild vergrößernDas Haus", Some("Bild vergrößern")),
            ("Advertisement revenue fell", None),
            ("Share", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(leading_phrase(text).map(|end| &text[..end]), expected, "{text}");
        }
    }

    #[test]
    fn phrases_are_whole_short_lines() {
        let long = format!("Read more: {}", "far away ".repeat(10));
        let table = [
            ("Advertisement", true),
            ("ADVERTISEMENT:", true),
            ("[Enlarge this image]", true),
            ("Read more: The long way home", true),
            ("An advertisement", false),
            ("Advertisement revenue fell", false),
            ("Share of the market", false),
            ("Read more books", false),
            ("Реклама", true),
            (long.as_str(), false),
            ("…", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_phrase(text), expected, "{text}");
        }
    }
}
