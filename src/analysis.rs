//! From text to tokens: the same way for posts, for queries and for passages.
//!
//! The index holds surface forms, normalised and in lower case. A word is split at everything that
//! is neither a letter nor a digit, so `cease-fire`, `O'Brien` and `U.S.` are several tokens in a
//! row; a query word of several tokens is searched as a phrase, which makes the split harmless.
//! In scripts that write no blanks between words each character is a token of its own, or what is
//! written around one consonant; a run of katakana is one word.

mod token;

mod folding;
mod function_words;
mod normal_form;
mod script;
mod stemmer;
mod tokenizer;
mod whole;
mod words;

pub use folding::{fold, fold_char};
pub use function_words::{is_function_word, is_function_word_of};
pub use normal_form::{normal_char, normal_form};
pub(crate) use script::is_unspaced;
pub use stemmer::Stemmer;
pub(crate) use token::tokens_within;
pub use token::{Token, TokenKind, Tokens, is_hyphen, tokens};
pub use tokenizer::{KEYWORD_ANALYZER, TEXT_ANALYZER, tokenizers};
pub(crate) use words::is_word_character;
pub use words::{Words, words};
