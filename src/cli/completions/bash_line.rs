//! A line as bash reads it, up to the cursor.

/// The words of a line, of which the last is to be completed.
#[derive(Debug, PartialEq, Eq)]
pub struct BashLine {
    words: Vec<String>,
    /// The quotes that the cursor stands in.
    quote: Option<char>,
    /// How much of the last word bash leaves as it is, in bytes: it only replaces what comes after.
    kept: usize,
}

impl BashLine {
    /// Reads a line. Bash replaces a word only from behind the last of `breaks` in it that no quotes
    /// hold, and from behind quotes.
    pub fn parse(line: &str, breaks: &str) -> Self {
        let mut read = Self { words: vec![String::new()], quote: None, kept: 0 };
        let mut is_between = true;
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            if read.quote.is_none() && c.is_ascii_whitespace() {
                if !is_between {
                    read.words.push(String::new());
                    read.kept = 0;
                }
                is_between = true;
                continue;
            }
            is_between = false;
            match (c, read.quote) {
                ('\\', None) => read.extend(chars.next()),
                ('\\', Some('"')) => match chars.next() {
                    Some(c @ ('"' | '\\' | '$' | '`')) => read.extend([c]),
                    other => read.extend(['\\'].into_iter().chain(other)),
                },
                ('\'' | '"', None) => read.turn(Some(c)),
                (c, Some(quote)) if c == quote => read.turn(None),
                (c, quote) => {
                    read.extend([c]);
                    if quote.is_none() && breaks.contains(c) {
                        read.kept = read.last().len();
                    }
                }
            }
        }
        read
    }

    /// The words; the last one is empty if the cursor stands behind a blank.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// What bash is to put in the place of what it replaces, so that the last word becomes another
    /// one; `None` if that does not begin with what it keeps.
    pub fn replacement(&self, word: &str) -> Option<String> {
        let rest = word.strip_prefix(self.last().get(..self.kept)?)?;
        let escaped = |c: char| match (self.quote, c) {
            (Some('\''), '\'') => r"'\''".to_owned(),
            (Some('"'), '"' | '\\' | '$' | '`') => format!("\\{c}"),
            // A backslash before it would stay there.
            (Some('"'), '!') => "\"'!'\"".to_owned(),
            (Some(_), c) => c.to_string(),
            (None, c) if is_plain(c) => c.to_string(),
            (None, c) => format!("\\{c}"),
        };
        let home = "~/";
        let is_at_home = self.kept == 0 && self.quote.is_none() && self.last().starts_with(home);
        let (home, rest) = rest.split_at(if is_at_home && rest.starts_with(home) { 2 } else { 0 });
        let mut text: String = home.to_owned();
        text.extend(rest.chars().map(escaped));
        // Bash ends the quotes, unless it believes that they are ended.
        let end = self.quote.filter(|&quote| text.ends_with(quote));
        text.extend(end);
        Some(text)
    }

    fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    fn extend(&mut self, chars: impl IntoIterator<Item = char>) {
        if let Some(word) = self.words.last_mut() {
            word.extend(chars);
        }
    }

    fn turn(&mut self, quote: Option<char>) {
        self.quote = quote;
        self.kept = self.last().len();
    }
}

/// Whether bash takes a character for nothing but itself, wherever it stands.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() || matches!(c, '-' | '_' | '.' | '/' | ':' | '=' | '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    const BREAKS: &str = " \t\n\"'><=;|&(:";

    #[test]
    fn words_are_those_of_bash() {
        let table: [(&str, &[&str]); 10] = [
            ("", &[""]),
            ("kwic ", &["kwic", ""]),
            ("kwic  search ta", &["kwic", "search", "ta"]),
            ("kwic show a\\ b", &["kwic", "show", "a b"]),
            ("kwic search tag:\"white ho", &["kwic", "search", "tag:white ho"]),
            ("kwic search 'tag:\"white ho", &["kwic", "search", "tag:\"white ho"]),
            ("kwic search 'it'\\''s' ", &["kwic", "search", "it's", ""]),
            ("kwic search \"a\\$b\\c\" ''", &["kwic", "search", "a$b\\c", ""]),
            ("kwic --tag=новости", &["kwic", "--tag=новости"]),
            ("kwic a\\", &["kwic", "a"]),
        ];
        for (line, expected) in table {
            assert_eq!(BashLine::parse(line, BREAKS).words(), expected, "{line}");
        }
    }

    #[test]
    fn only_what_bash_replaces_is_written() {
        let table = [
            ("kwic search --tag ", "white house", Some("white\\ house")),
            ("kwic search --tag=wh", "--tag=white house", Some("white\\ house")),
            (
                "kwic search --tag \"wh",
                "a $(b) `c` \"d\"!",
                Some("a \\$(b) \\`c\\` \\\"d\\\"\"'!'\"\""),
            ),
            ("kwic search --tag 'wh", "it's $(b)", Some("it'\\''s $(b)")),
            ("kwic search --tag ", "$(b);*~", Some("\\$\\(b\\)\\;\\*\\~")),
            ("kwic search tag:wh", "tag:\"white house\"", Some("\\\"white\\ house\\\"")),
            ("kwic search \"tag:wh", "tag:\"a b\"", Some("tag:\\\"a b\\\"\"")),
            ("kwic search 'tag:wh", "tag:\"white house\"", Some("tag:\"white house\"")),
            ("kwic search ta", "tag:", Some("tag:")),
            ("kwic index ~/a", "~/a b/", Some("~/a\\ b/")),
            ("kwic index '~/a", "~/a b/", Some("~/a b/")),
            ("kwic index ", "~/a", Some("\\~/a")),
            ("kwic search tag:", "lang:", None),
            ("kwic search tag\\:п", "tag:пресса", Some("tag:пресса")),
        ];
        for (line, word, expected) in table {
            let found = BashLine::parse(line, BREAKS).replacement(word);
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }
}
