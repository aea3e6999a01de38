//! Template syntax out of a body, before anything else reads it.
//!
//! What goes is replaced by the line ends in it, so that all other text stays on its line. Blade,
//! Liquid, Jinja and Nunjucks tags go, and so do the shortcodes of Hugo and `WordPress`, kramdown's
//! attribute lists and what is not text in MDX; what stands between paired tags stays. In Markdown
//! code and in `<pre>` or `<code>` nothing is touched unless the whole file is a template.

mod code;
mod directive;
mod finder;
mod mdx;
mod tag;
mod wordpress;

use std::borrow::Cow;

use crate::corpus::{Format, Markup};
use finder::Finder;

/// The longest tag, in bytes; a longer one is text with braces in it.
const LONGEST_TAG: usize = 4096;

/// Removes template syntax from a body, keeping the number of its lines.
pub fn strip(body: &str, format: Format) -> Cow<'_, str> {
    let is_blade = format.templated || directive::opens_blade(body);
    if !has_marks(body, format.markup) && !is_blade {
        return Cow::Borrowed(body);
    }
    let mut stripper = Stripper::new(body, format, is_blade);
    stripper.run();
    stripper.finish()
}

/// Whether a body holds anything that could be template syntax.
fn has_marks(body: &str, markup: Markup) -> bool {
    let bytes = body.as_bytes();
    let opens_tag = |at: usize| {
        matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#' | b'!' | b':' | b'/'))
            || (at > 0 && bytes[at - 1] == b'=')
    };
    memchr::memchr_iter(b'{', bytes).any(opens_tag)
        || memchr::memmem::find(bytes, b"<?").is_some()
        || (markup == Markup::Markdown && mdx::has_modules(body))
        || wordpress::has_shortcodes(body)
}

/// Where reading goes on, and what stands for what was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// The end of what goes.
    end: usize,
    /// What stands in its place, besides its line ends.
    text: String,
}

impl Cut {
    fn to(end: usize) -> Self {
        Self { end, text: String::new() }
    }
}

struct Stripper<'a> {
    source: &'a str,
    finder: Finder<'a>,
    is_markdown: bool,
    /// In plain text, no element can stand for a tag.
    is_plain: bool,
    /// `WordPress` may have written it: plain text it does not, nor templates of other engines.
    may_have_shortcodes: bool,
    /// The file is a template as a whole, its code examples included.
    is_templated: bool,
    is_blade: bool,
    /// The bytes that something may begin with.
    is_mark: [bool; 256],
    out: String,
    /// How much of the source is in `out`, or replaced there.
    done: usize,
    at: usize,
    /// The line at hand is indented like code.
    in_indented_code: bool,
}

impl<'a> Stripper<'a> {
    fn new(source: &'a str, format: Format, is_blade: bool) -> Self {
        let is_markdown = format.markup == Markup::Markdown;
        let may_have_shortcodes = format.markup != Markup::Text && !format.templated;
        let marks = [
            (b'{', true),
            (b'<', true),
            (b'[', may_have_shortcodes),
            (b'`', is_markdown),
            (b'\n', is_markdown),
            (b'@', is_blade),
        ];
        let mut is_mark = [false; 256];
        for (byte, may_begin) in marks {
            is_mark[usize::from(byte)] = may_begin;
        }
        Self {
            source,
            finder: Finder::new(source),
            is_markdown,
            is_plain: format.markup == Markup::Text,
            may_have_shortcodes,
            is_templated: format.templated,
            is_blade,
            is_mark,
            out: String::with_capacity(source.len()),
            done: 0,
            at: 0,
            in_indented_code: false,
        }
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.done == 0 {
            return Cow::Borrowed(self.source);
        }
        self.out.push_str(&self.source[self.done..]);
        Cow::Owned(self.out)
    }

    fn run(&mut self) {
        while self.at < self.source.len() {
            if self.is_at_line_start() && self.take_line() {
                continue;
            }
            let mut rest = self.source.as_bytes()[self.at..].iter();
            match rest.position(|&byte| self.is_mark[usize::from(byte)]) {
                Some(offset) => self.take_mark(self.at + offset),
                None => self.at = self.source.len(),
            }
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.at == 0 || self.source.as_bytes()[self.at - 1] == b'\n'
    }

    /// Deals with a line as a whole if it is code or a module line; says whether it did.
    fn take_line(&mut self) -> bool {
        if !self.is_markdown {
            return false;
        }
        let line = &self.source[self.at..code::line_end(self.source, self.at)];
        if !self.is_templated
            && let Some(end) = code::fenced_end(self.source, self.at)
        {
            self.at = end;
            return true;
        }
        if let Some(end) = mdx::module_end(self.source, self.at) {
            self.replace(self.at, &Cut::to(end));
            return true;
        }
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        let follows_blank = self.in_indented_code || code::follows_blank(self.source, self.at);
        self.in_indented_code = is_indented && follows_blank && !self.is_templated;
        false
    }

    /// Deals with the mark at `at`, which may or may not begin something.
    fn take_mark(&mut self, at: usize) {
        self.at = at + 1;
        match self.source.as_bytes()[at] {
            b'{' => self.take_brace(at),
            b'<' => self.take_angle(at),
            b'[' if self.may_have_shortcodes && !self.in_indented_code => {
                let cut = wordpress::cut(&self.source[at..]);
                self.cut_if(at, cut.map(|cut| Cut { end: at + cut.end, ..cut }));
            }
            b'`' if self.is_markdown && !self.is_templated => {
                self.at = code::span_end(self.source, at);
            }
            b'@' if self.is_blade => {
                let cut = directive::cut(&mut self.finder, at);
                self.cut_if(at, cut);
            }
            _ => {}
        }
    }

    fn take_brace(&mut self, at: usize) {
        if let Some(kept) = tag::verbatim(&mut self.finder, at) {
            self.replace_around(at, &kept);
        } else if self.in_indented_code && !tag::is_certain(&self.source[at..]) {
            // An array of arrays, a hash of hashes.
        } else {
            let cut = tag::cut(&mut self.finder, at, self.is_markdown);
            self.cut_if(at, cut);
        }
    }

    fn take_angle(&mut self, at: usize) {
        let rest = &self.source[at..];
        if rest.starts_with("<?") {
            let end = self.finder.find("?>", at).map(|close| close + 2);
            self.cut_if(at, end.map(Cut::to));
        } else if let Some(end) = code::kept_end(&mut self.finder, at, self.is_templated) {
            self.at = end;
        } else if self.is_markdown {
            self.cut_if(at, mdx::component_end(rest).map(|end| Cut::to(at + end)));
        }
    }

    fn cut_if(&mut self, at: usize, cut: Option<Cut>) {
        if let Some(cut) = cut {
            self.replace(at, &cut);
        }
    }

    fn replace(&mut self, at: usize, cut: &Cut) {
        self.out.push_str(&self.source[self.done..at]);
        if !self.is_plain {
            self.out.push_str(&cut.text);
        }
        push_line_ends(&mut self.out, &self.source[at..cut.end]);
        self.done = cut.end;
        self.at = cut.end;
    }

    /// Removes a pair of tags, and keeps what is between them from being looked at.
    fn replace_around(&mut self, at: usize, kept: &tag::Verbatim) {
        self.replace(at, &Cut { end: kept.content.start, text: kept.before.to_owned() });
        let content = &self.source[kept.content.clone()];
        if kept.is_code && !self.is_plain {
            self.out.push_str(&content.replace('&', "&amp;").replace('<', "&lt;"));
        } else if !kept.is_comment {
            self.out.push_str(content);
        } else {
            push_line_ends(&mut self.out, content);
        }
        self.done = kept.content.end;
        self.replace(kept.content.end, &Cut { end: kept.end, text: kept.after.to_owned() });
    }
}

/// Adds the line ends of `text`, each as it is.
fn push_line_ends(out: &mut String, text: &str) {
    out.extend(text.chars().filter(|c| matches!(c, '\n' | '\r')));
}

#[cfg(test)]
mod tests;
