//! The signs that end sentences, and those that stand around them.

/// A sign at which a sentence may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A full stop, which ends abbreviations too.
    Dot,
    /// A sign that ends a sentence if a blank follows.
    Stop,
    /// A sign that ends a sentence whatever follows.
    Full,
    /// A blank, which ends sentences where none parts words.
    Blank,
    /// The end of a line, which only code has.
    LineEnd,
}

impl Sign {
    /// Whether it is more than white space.
    pub fn is_visible(self) -> bool {
        !matches!(self, Self::Blank | Self::LineEnd)
    }
}

/// What a character is to a sentence, if it may end one (`Sentence_Terminal` of Unicode, without
/// scripts that are no longer written).
pub fn sign_of(c: char) -> Option<Sign> {
    Some(match c {
        '.' => Sign::Dot,
        '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' => Sign::Stop,
        ' ' => Sign::Blank,
        '\n' => Sign::LineEnd,
        c if c.is_ascii() => return None,
        '。' | '．' | '｡' | '！' | '？' => Sign::Full,
        // Arabic, Urdu, Armenian, Devanagari, Burmese, Ethiopic, Khmer.
        '؟' | '۔' | '։' | '।' | '॥' | '။' | '።' | '፧' | '។' | '៕' => Sign::Full,
        _ => return None,
    })
}

/// Quotation marks and brackets that may close what a sentence ends in.
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '”'
            | '’'
            | '“'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '*'
    )
}

/// Those of them that open a quotation too, in the same language or in another.
pub fn may_open(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '»' | '«' | '›' | '‹' | '*')
}

/// What may stand before the first word of a sentence.
pub fn is_opening(c: char) -> bool {
    may_open(c)
        || matches!(c, '(' | '[' | '„' | '‚' | '¿' | '¡' | '「' | '『' | '（' | '【' | '《' | '〈')
}

/// Letters of scripts that put neither a blank between words nor one between sentences.
pub fn is_han_or_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Letters of scripts that put a blank between sentences and none between words, but for the signs
/// that repeat or shorten a word and have a blank after them.
pub fn is_clause_letter(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e2e}' | '\u{e30}'..='\u{e3a}' | '\u{e40}'..='\u{e45}' | '\u{e47}'..='\u{e4e}')
        || matches!(c, '\u{e81}'..='\u{eae}' | '\u{eb0}'..='\u{ec5}' | '\u{ec8}'..='\u{ece}')
}
