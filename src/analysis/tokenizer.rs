//! The analyzers as the search engine calls them.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::{Tokens, normal_form, tokens};

/// The analyzer of running text. Its number rises whenever it would split or normalise anything
/// differently: the index stores no more of an analyzer than its name.
pub const TEXT_ANALYZER: &str = "kwic_text_3";

/// The analyzer of values that are compared as a whole: tags, categories, languages.
pub const KEYWORD_ANALYZER: &str = "kwic_keyword_1";

/// The analyzers by name, to be registered with each index that is opened.
pub fn tokenizers() -> TokenizerManager {
    // The engine's own come too: ids and paths are indexed as they are by its "raw".
    let manager = TokenizerManager::default();
    manager.register(TEXT_ANALYZER, TextAnalyzer::from(TextTokenizer::default()));
    manager.register(KEYWORD_ANALYZER, TextAnalyzer::from(KeywordTokenizer::default()));
    manager
}

/// The tokens of running text.
#[derive(Clone, Default)]
struct TextTokenizer {
    token: Token,
}

struct TextTokens<'a> {
    text: &'a str,
    tokens: Tokens<'a>,
    token: &'a mut Token,
}

impl Tokenizer for TextTokenizer {
    type TokenStream<'a> = TextTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TextTokens<'a> {
        self.token.reset();
        TextTokens { text, tokens: tokens(text), token: &mut self.token }
    }
}

impl TokenStream for TextTokens<'_> {
    fn advance(&mut self) -> bool {
        let Some(token) = self.tokens.next() else { return false };
        self.token.offset_from = token.range.start;
        self.token.offset_to = token.range.end;
        self.token.position = token.position;
        token.form(self.text, &mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// One token for the whole value.
#[derive(Clone, Default)]
struct KeywordTokenizer {
    token: Token,
}

struct KeywordToken<'a> {
    token: &'a mut Token,
    is_done: bool,
}

impl Tokenizer for KeywordTokenizer {
    type TokenStream<'a> = KeywordToken<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> KeywordToken<'a> {
        self.token.reset();
        self.token.offset_to = text.len();
        self.token.position = 0;
        normal_form(text.trim(), &mut self.token.text);
        KeywordToken { token: &mut self.token, is_done: false }
    }
}

impl TokenStream for KeywordToken<'_> {
    fn advance(&mut self) -> bool {
        !std::mem::replace(&mut self.is_done, true)
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a text as (text, position, from, to).
    fn tokens(analyzer: &str, text: &str) -> Vec<(String, usize, usize, usize)> {
        let mut analyzer = tokenizers().get(analyzer).expect("is registered");
        let mut stream = analyzer.token_stream(text);
        let mut found = Vec::new();
        stream.process(&mut |t| {
            found.push((t.text.clone(), t.position, t.offset_from, t.offset_to));
        });
        found
    }

    #[test]
    fn tokens_have_text_position_and_offsets() {
        let expected =
            [("état", 0, 0, 5), ("cease", 1, 6, 11), ("cease-fire", 1, 6, 16), ("fire", 2, 12, 16)];
        let expected = expected.map(|(text, p, from, to)| (text.to_owned(), p, from, to));
        assert_eq!(tokens(TEXT_ANALYZER, "État Cease-Fire"), expected);
    }

    #[test]
    fn a_keyword_is_one_token() {
        assert_eq!(tokens(KEYWORD_ANALYZER, "White House"), [("white house".into(), 0, 0, 11)]);
    }
}
