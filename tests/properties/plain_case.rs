//! Plain prose in simple markup: each word comes out once, in order.

use fastrand::Rng;
use kwic::corpus::{Format, extract};

use crate::campaign::Case;
use crate::grammar::prose::numbered_word;
use crate::grammar::{one_in, pick};
use crate::laws::ensure;

/// A body whose words are known.
#[derive(Clone, Debug)]
pub struct PlainCase {
    name: &'static str,
    body: String,
    words: Vec<String>,
}

impl PlainCase {
    /// A few paragraphs, items, headings or quotes of HTML, Markdown or text.
    pub fn made_up(rng: &mut Rng) -> Self {
        let mut case = Self {
            name: *rng.choice(&["a.html", "a.md", "a.txt"]).unwrap_or(&"a.md"),
            body: String::new(),
            words: Vec::new(),
        };
        for _ in 0..=rng.usize(..6) {
            let (before, after) = case.block(rng);
            case.body.push_str(before);
            for number in 0..=rng.usize(..12) {
                if number > 0 {
                    case.body.push_str(pick(rng, &[" ", " ", "\n", ", ", "  "]));
                }
                case.add_word(rng);
            }
            case.body.push_str(after);
        }
        let end = pick(rng, &["\n", "\n", "\r\n", "\r"]);
        case.body = case.body.replace('\n', end);
        case
    }

    fn block(&self, rng: &mut Rng) -> (&'static str, &'static str) {
        let blocks: &[_] = match self.name {
            "a.html" => &[
                ("<p>", "</p>"),
                ("<p>\n", "\n"),
                ("<div>", "</div>\n"),
                ("<ul><li>", "</ul>"),
                ("<blockquote>", "</blockquote>"),
                ("<table><tr><td>", "</td></tr></table>\n"),
                ("<section><h2>T</h2><p>", "</section>"),
                ("<pre>", "</pre>"),
            ],
            "a.md" => &[
                ("", "\n\n"),
                ("- ", "\n\n"),
                ("> ", "\n\n"),
                ("1. ", "\n\n"),
                ("<p>", "</p>\n\n"),
                ("<div>\n\n", "\n\n</div>\n\n"),
                ("```\n", "\n```\n\n"),
            ],
            _ => &[("", "\n\n"), ("  ", "\n \n")],
        };
        *rng.choice(blocks).unwrap_or(&("", "\n\n"))
    }

    fn add_word(&mut self, rng: &mut Rng) {
        let word = numbered_word(self.words.len());
        let is_marked = self.name != "a.txt" && one_in(rng, 4) && !self.is_in_code();
        let (before, after) = match (is_marked, self.name) {
            (false, _) => ("", ""),
            (true, "a.md") if rng.bool() => {
                let marks = [
                    ("*", "*"),
                    ("**", "**"),
                    ("`", "`"),
                    ("[", "](/x)"),
                    ("~~", "~~"),
                    ("", "[^1]"),
                ];
                *rng.choice(&marks).unwrap_or(&("", ""))
            }
            _ => {
                let tags = [
                    ("<b>", "</b>"),
                    ("<a href='/x'>", "</a>"),
                    ("<x-y>", "</x-y>"),
                    ("", "<br>"),
                    ("<!-- c -->", ""),
                    ("&quot;", "&quot;"),
                    ("<span\nid=x>", "</span>"),
                ];
                *rng.choice(&tags).unwrap_or(&("", ""))
            }
        };
        self.body += &format!("{before}{word}{after}");
        self.words.push(word);
    }

    fn is_in_code(&self) -> bool {
        self.body.matches("```\n").count() % 2 == 1
    }
}

impl Case for PlainCase {
    fn check(&self) -> Result<(), String> {
        let format = Format::of_name(self.name).ok_or("is no post's name")?;
        let extracted = extract(&self.body, format, 1);
        ensure!(extracted.problems.is_empty(), "{:?}", extracted.problems);
        let texts = extracted.blocks.iter().map(|block| block.text.as_str());
        let text = texts.collect::<Vec<_>>().join(" ");
        let is_word = |word: &&str| self.words.iter().any(|known| known == word);
        let found: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).filter(is_word).collect();
        ensure!(found == self.words, "found {found:?}");
        let lines = extracted.blocks.iter().map(|block| block.lines.first());
        ensure!(lines.is_sorted(), "the blocks' lines do not ascend: {:?}", extracted.blocks);
        for word in &self.words {
            self.stands_on_its_line(word, &extracted.blocks)?;
        }
        Ok(())
    }
}

impl PlainCase {
    fn stands_on_its_line(&self, word: &str, blocks: &[kwic::corpus::Block]) -> Result<(), String> {
        let at = self.body.find(word).ok_or("is not in the body")?;
        let line = crate::laws::lines_of(&self.body[..at]);
        let found = blocks.iter().find_map(|block| {
            let offset = block.text.find(word)?;
            Some(block.lines.line_at(u32::try_from(offset).unwrap_or(u32::MAX)))
        });
        ensure!(found == Some(line), "`{word}` of line {line} is said to be on {found:?}");
        Ok(())
    }
}
