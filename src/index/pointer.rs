//! What the pointer file of an index folder holds.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// The version of the folder's own layout, apart from what a generation holds.
pub(super) const FORMAT: u32 = 1;

/// What the pointer file holds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pointer {
    pub format: u32,
    /// The number of the current generation; 0 while the first one is being built.
    pub generation: u64,
    /// The hash of the two, in hexadecimal: a damaged number would look like another one.
    #[serde(default)]
    hash: Option<String>,
}

/// What the pointer of any format says of its format.
#[derive(Debug, Deserialize)]
struct PointerFormat {
    format: u32,
}

impl Pointer {
    /// The pointer to a generation.
    pub fn new(generation: u64) -> Self {
        let mut pointer = Self { format: FORMAT, generation, hash: None };
        pointer.hash = Some(pointer.expected_hash());
        pointer
    }

    fn expected_hash(&self) -> String {
        let Self { format, generation, .. } = self;
        format!("{:016x}", xxh3_64(format!("{format} {generation}").as_bytes()))
    }

    /// Reads the text of a pointer file, or says why it is none.
    pub fn parse(text: &[u8]) -> Result<Self, PointerFault> {
        let parsed = serde_json::from_slice(text);
        let pointer: Self = parsed.map_err(|error| {
            let other = serde_json::from_slice::<PointerFormat>(text).ok();
            match other.filter(|other| other.format != FORMAT) {
                Some(other) => PointerFault::Format(other.format),
                None => PointerFault::Damage(error.to_string()),
            }
        })?;
        match &pointer.hash {
            Some(hash) if *hash != pointer.expected_hash() => {
                Err(PointerFault::Damage("its hash does not agree".to_owned()))
            }
            _ if pointer.format != FORMAT => Err(PointerFault::Format(pointer.format)),
            _ => Ok(pointer),
        }
    }
}

/// Why a pointer file cannot be used.
#[derive(Debug)]
pub(super) enum PointerFault {
    /// It is of another format.
    Format(u32),
    /// It is not what was written.
    Damage(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_read_or_says_why_not() {
        let whole = serde_json::to_string(&Pointer::new(7)).expect("is text");
        let other = whole.replace(":7", ":6");
        let table = [
            (whole.as_str(), "7"),
            (r#"{"format":1,"generation":7}"#, "7"),
            (r#"{"format":2,"generation":7}"#, "format 2"),
            (r#"{"format":2,"place":"elsewhere"}"#, "format 2"),
            (&other, "damage"),
            (r#"{"format":1,"generatiom":7}"#, "damage"),
            ("", "damage"),
        ];
        for (text, expected) in table {
            let read = match Pointer::parse(text.as_bytes()) {
                Ok(pointer) => pointer.generation.to_string(),
                Err(PointerFault::Format(format)) => format!("format {format}"),
                Err(PointerFault::Damage(_)) => "damage".to_owned(),
            };
            assert_eq!(read, expected, "{text}");
        }
    }
}
