//! A value in quotation marks comes out as it went in, in each syntax.

use fastrand::Rng;
use kwic::corpus::front_matter::{parse, split};

use crate::campaign::Case;
use crate::grammar::{pick, prose};
use crate::laws::ensure;

/// Front matter of keys with quoted values.
#[derive(Clone, Debug)]
pub struct QuotedCase {
    text: String,
    values: Vec<(&'static str, String)>,
}

impl QuotedCase {
    /// One to four keys in YAML, TOML or JSON.
    pub fn made_up(rng: &mut Rng) -> Self {
        let keys = ["title", "layout", "my-key", "Author"];
        let value =
            |rng: &mut Rng| prose::line(rng) + pick(rng, &["", "\\", "\"", "'", "\u{1}", "# c"]);
        let values: Vec<_> =
            keys.iter().take(1 + rng.usize(..4)).map(|&key| (key, value(rng))).collect();
        let lines = |gap: &str, end: &str| {
            let line = |(key, value): &(&str, String)| format!("{key}{gap}{}", quoted(value)) + end;
            values.iter().map(line).collect::<String>()
        };
        let text = match rng.u8(..3) {
            0 => format!("---\n{}---\nText.", lines(": ", "\n")),
            1 => format!("+++\n{}+++\nText.", lines(" = ", "\n")),
            _ => {
                let line = |(key, value): &(&str, String)| format!("{key:?}: {}", quoted(value));
                let lines: Vec<_> = values.iter().map(line).collect();
                format!("{{\n{}\n}}\nText.", lines.join(",\n"))
            }
        };
        Self { text, values }
    }
}

/// A text in double quotation marks, with the escapes that all three syntaxes share.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

impl Case for QuotedCase {
    fn check(&self) -> Result<(), String> {
        let split = split(&self.text);
        ensure!(split.body == "Text.", "the body is {:?}", split.body);
        let (fields, problems) = parse(&split.front_matter.ok_or("there is no front matter")?);
        ensure!(problems.is_empty(), "{problems:?}");
        for (key, value) in &self.values {
            let found = fields.written(key);
            let is_same = found.as_deref().unwrap_or_default() == value;
            ensure!(is_same || value.trim().is_empty(), "`{key}` is {found:?}, not {value:?}");
        }
        Ok(())
    }
}
