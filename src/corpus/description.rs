//! The description of a post without what scrapers put before and after it.
//!
//! A scraped description often is the beginning of the page as one text: the title, "enlarge this
//! image", the caption and the credit of the picture, and only then a sentence. All of these are in
//! the post already, so nothing is lost with them here.

use super::extract::{leading_phrase, plain_line};
use super::{Block, BlockKind};

/// Captions and titles that run on without a blank ("PhotosThe") have at least so many words; of
/// one word that is how a longer one begins ("PerlMonks").
const FEWEST_WORDS: usize = 2;
/// Captions shorter than this, in bytes, begin sentences by chance.
const SHORTEST_CAPTION: usize = 8;
/// More captions than this are not looked for.
const MOST_CAPTIONS: usize = 32;
/// What may stand between a title and the sentence after it.
const DIVIDERS: [&str; 9] = [":", " - ", " – ", " — ", " | ", " · ", " -> ", " » ", "…"];

/// The description as it is to be shown and weighed: without markup, the title, captions, credits
/// and furniture before it and the invitation to read on after it. `None` if nothing is left.
pub fn clean(written: &str, title: &str, blocks: &[Block]) -> Option<String> {
    let plain = plain_line(written);
    let captions = blocks.iter().filter(|block| block.kind == BlockKind::Caption);
    let captions = captions.map(|block| block.text.as_str());
    let captions = captions.filter(|text| text.len() >= SHORTEST_CAPTION).take(MOST_CAPTIONS);
    let pieces: Vec<&str> = std::iter::once(title).chain(captions).collect();
    let text = without_invitation(without_pieces(plain.trim(), &pieces));
    (!text.is_empty()).then(|| text.to_owned())
}

/// How what was cut goes over into what comes after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A blank, as between any two words of a sentence.
    Blank,
    /// The end, a divider, the end of a sentence, or no blank where one had to be.
    Seam,
}

/// The text after the pieces that it begins with, in any order and each as often as it comes.
///
/// A title may also be how the first sentence begins. So pieces are cut off only if there are two
/// or more of them, or if there is a seam after one.
fn without_pieces<'a>(text: &'a str, pieces: &[&str]) -> &'a str {
    let mut rest = text;
    let mut count = 0;
    let mut has_seam = false;
    while let Some((after, joint)) = cut_piece(rest, pieces) {
        rest = after;
        count += 1;
        has_seam |= joint == Joint::Seam;
    }
    if has_seam || count > 1 { rest } else { text }
}

/// Cuts off the longest piece that a text begins with.
fn cut_piece<'a>(text: &'a str, pieces: &[&str]) -> Option<(&'a str, Joint)> {
    let furniture = leading_phrase(text);
    let own = pieces.iter().filter_map(|piece| leading(text, piece));
    let mut ends: Vec<usize> = own.chain(furniture).filter(|&end| end > 0).collect();
    ends.sort_unstable();
    ends.into_iter().rev().find_map(|end| {
        let joint = joint(&text[..end], &text[end..])?;
        Some((after_divider(&text[end..]), joint))
    })
}

/// The length of `piece` in a text that begins with it, without regard to case.
fn leading(text: &str, piece: &str) -> Option<usize> {
    let mut ours = text.char_indices();
    for wanted in piece.chars() {
        let (_, c) = ours.next()?;
        if c != wanted && !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(ours.next().map_or(text.len(), |(at, _)| at))
}

/// How a piece goes over into what follows; `None` if it ends inside a word.
fn joint(piece: &str, after: &str) -> Option<Joint> {
    let Some(next) = after.chars().next() else { return Some(Joint::Seam) };
    let is_divided = DIVIDERS.iter().any(|divider| after.starts_with(divider));
    let ends_sentence = |text: &str| text.ends_with(['.', '!', '?', '。', '！', '？']);
    let begins_after_stop =
        after.starts_with(['.', '!', '?']) && after[1..].starts_with(char::is_whitespace);
    if is_divided || begins_after_stop || next.is_whitespace() && ends_sentence(piece) {
        return Some(Joint::Seam);
    }
    if !next.is_alphanumeric() {
        return next.is_whitespace().then_some(Joint::Blank);
    }
    let has_words = piece.split_whitespace().nth(FEWEST_WORDS - 1).is_some();
    let is_whole = piece.ends_with(|c: char| c.is_alphanumeric() || ".!?)\"'”’".contains(c));
    let runs_on = is_whole && next.is_uppercase() && !piece.ends_with(char::is_uppercase);
    (has_words && runs_on).then_some(Joint::Seam)
}

fn after_divider(text: &str) -> &str {
    let divider = DIVIDERS.iter().find(|divider| text.starts_with(**divider));
    let text = &text[divider.map_or(0, |divider| divider.len())..];
    let is_stop = text.starts_with(['.', '!', '?']) && text[1..].starts_with(char::is_whitespace);
    text[usize::from(is_stop)..].trim_start()
}

/// The text before a "continue reading" at its end.
fn without_invitation(text: &str) -> &str {
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '.' | '!' | '?' | '…' | ']' | ')');
    let end = text.trim_end_matches(is_mark);
    let stops = end.char_indices().rev().filter(|&(_, c)| matches!(c, '.' | '!' | '?' | '…' | ']'));
    let cut = stops.take(2).find_map(|(at, c)| {
        let invitation = end[at + c.len_utf8()..].trim_start();
        let is_whole = leading_phrase(invitation) == Some(invitation.len());
        (is_whole && !invitation.is_empty()).then(|| &end[..at + c.len_utf8()])
    });
    cut.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::LineMap;

    fn captions(texts: &[&str]) -> Vec<Block> {
        let block = |text: &&str| Block {
            kind: BlockKind::Caption,
            text: (*text).to_owned(),
            lines: LineMap::starting_at(1),
        };
        texts.iter().map(block).collect()
    }

    #[test]
    fn what_stands_before_the_first_sentence_is_cut() {
        let title = "Bridge Over The Lune Reopens";
        let table = [
            ("The bridge is open again.", Some("The bridge is open again.")),
            ("Bridge Over The Lune Reopens", None),
            ("BRIDGE OVER THE LUNE REOPENS", None),
            ("Bridge Over The Lune Reopens: cars may pass.", Some("cars may pass.")),
            ("Bridge Over The Lune Reopens - Cars may pass.", Some("Cars may pass.")),
            ("Bridge Over The Lune Reopens. Cars may pass.", Some("Cars may pass.")),
            ("Bridge Over The Lune ReopensCars may pass.", Some("Cars may pass.")),
            (
                "Bridge Over The Lune ReopensEnlarge this image toggle caption Ada Okafor/Shutter \
                 Ada Okafor/ShutterCars may pass.",
                Some("Cars may pass."),
            ),
            ("Enlarge this image hide caption Cars may pass.", Some("Cars may pass.")),
            ("Ada Okafor/ShutterCars may pass.", Some("Cars may pass.")),
            ("The first car at noon. Cars may pass.", Some("Cars may pass.")),
            ("Ada Okafor/Shutter", None),
            ("Cars may pass. Continue reading →", Some("Cars may pass.")),
            ("Cars may pass […] Read more »", Some("Cars may pass […]")),
            ("<p>Cars <b>may</b> pass &amp; do.</p>", Some("Cars may pass & do.")),
            ("  ", None),
        ];
        let blocks = captions(&["Ada Okafor/Shutter", "The first car at noon."]);
        for (written, expected) in table {
            assert_eq!(clean(written, title, &blocks).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn good_text_is_left_alone() {
        let table = [
            ("Perl", "Perl is a language."),
            ("Perl", "PerlMonks is a place to ask."),
            ("Perl", "Perl's own tests"),
            ("Go", "Gophers meet"),
            ("How to bake bread", "How to bake bread without an oven"),
            ("How to bake bread", "How to bake breads of all kinds"),
            ("The first car", "The first car at noon was a van."),
            ("News", "Share this post with your neighbours."),
            ("News", "Read more books. Read more."),
            ("News", "Enlarge this image and you see a van."),
            ("News", "Facebook bought the bridge."),
            ("News", "A van at the gate of the town hall waits."),
            ("Bread and butter/", "Bread and butter/Jam for tea"),
            ("新闻", "新闻联播今天停播。"),
        ];
        let blocks = captions(&["A van at the gate", "Share"]);
        for (title, written) in table {
            assert_eq!(clean(written, title, &blocks).as_deref(), Some(written), "{title}");
        }
    }
}
