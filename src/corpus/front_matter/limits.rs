//! How much is taken from one post's front matter, and values built within those bounds.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::scalar::decode_binary;
use super::value::{Map, Value};

/// Front matter beyond this many bytes is not given to a parser as a whole.
pub(super) const MAX_BYTES: usize = 1 << 20;
/// Keys taken from one post, at the top level.
pub(super) const MAX_KEYS: usize = 512;
/// Values taken below one key.
const MAX_LEAVES_OF_KEY: usize = 512;
/// Values taken below all keys.
const MAX_LEAVES: usize = 2048;
/// Lists and maps inside one another.
pub(super) const MAX_DEPTH: usize = 32;

/// What may still be taken from a post.
///
/// Each key has an allowance of its own: a long list of comments must not cost the title after it.
#[derive(Debug)]
pub(super) struct Limits {
    leaves: Cell<usize>,
    leaves_of_key: Cell<usize>,
    bytes: Cell<usize>,
    skips: Cell<usize>,
    exceeded: Cell<bool>,
    /// The top-level key that is being read, as its author sees it, and as the parser does that may
    /// be given no more than a part of the text.
    entry: RefCell<String>,
    key: RefCell<String>,
    first_left_out: RefCell<Option<String>>,
}

impl Limits {
    /// The full allowance.
    pub fn new() -> Self {
        Self {
            leaves: Cell::new(MAX_LEAVES),
            leaves_of_key: Cell::new(MAX_LEAVES_OF_KEY),
            bytes: Cell::new(MAX_BYTES),
            skips: Cell::new(MAX_BYTES),
            exceeded: Cell::new(false),
            entry: RefCell::default(),
            key: RefCell::default(),
            first_left_out: RefCell::default(),
        }
    }

    /// Gives the allowance anew, for another way to read the same text.
    pub fn start_over(&self) {
        let fresh = Self::new();
        self.leaves.swap(&fresh.leaves);
        self.bytes.swap(&fresh.bytes);
        self.skips.swap(&fresh.skips);
        self.first_left_out.take();
        self.begin_key();
    }

    /// Whether something was left out.
    pub fn were_exceeded(&self) -> bool {
        self.exceeded.get()
    }

    /// The first top-level key of which something was left out, where it is known.
    pub fn first_left_out(&self) -> Option<String> {
        self.first_left_out.borrow().clone()
    }

    /// Notes that something was left out of the key that is being read.
    pub fn exceed(&self) {
        self.exceeded.set(true);
        let (entry, key) = (self.entry.borrow(), self.key.borrow());
        let key = if entry.is_empty() { &key } else { &entry };
        let mut first = self.first_left_out.borrow_mut();
        if first.is_none() && !key.is_empty() {
            *first = Some(key.to_string());
        }
    }

    /// Gives the next top-level key its allowance.
    pub fn begin_key(&self) {
        self.leaves_of_key.set(MAX_LEAVES_OF_KEY);
        self.key.borrow_mut().clear();
    }

    /// Names the top-level key that is read next.
    pub fn name_key(&self, key: &str) {
        key.clone_into(&mut self.key.borrow_mut());
    }

    /// Names the top-level key whose lines are read next, whatever keys a parser finds in them.
    pub fn name_entry(&self, key: &str) {
        key.clone_into(&mut self.entry.borrow_mut());
    }

    /// Takes one value at a depth; false if there are too many or they lie too deep.
    pub fn take(&self, depth: usize) -> bool {
        let (leaves, of_key) = (self.leaves.get(), self.leaves_of_key.get());
        if depth > MAX_DEPTH || leaves == 0 || of_key == 0 {
            return false;
        }
        self.leaves.set(leaves - 1);
        self.leaves_of_key.set(of_key - 1);
        true
    }

    /// Passes over one value; an error if aliases make more of them than any text could hold.
    fn skip<E: Error>(&self) -> Result<(), E> {
        self.exceed();
        let left = self.skips.get().checked_sub(1);
        self.skips.set(left.ok_or_else(|| E::custom("aliases repeat too much"))?);
        Ok(())
    }

    /// Takes a text whole, or none of it: aliases may repeat a long one without end.
    pub fn take_text(&self, text: &str) -> Value {
        let Some(left) = self.bytes.get().checked_sub(text.len()) else {
            self.exceed();
            return Value::Null;
        };
        self.bytes.set(left);
        Value::Text(text.to_owned())
    }
}

/// Builds a [`Value`] from any parser of serde's, within limits.
#[derive(Clone, Copy)]
pub(super) struct ValueSeed<'l> {
    pub limits: &'l Limits,
    /// How many lists and maps are around the value.
    pub depth: usize,
}

impl<'l> ValueSeed<'l> {
    /// For the front matter as a whole.
    pub fn root(limits: &'l Limits) -> Self {
        Self { limits, depth: 0 }
    }

    fn inner(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    /// Tells the limits which key is read next, if it is one of the top level.
    fn name(self, key: &str) {
        if self.depth == 0 {
            self.limits.name_key(key);
        }
    }

    /// Whether the next value of a collection may be taken; at the top level only keys are counted.
    fn may_take(self, taken: usize) -> bool {
        if self.depth > 0 {
            return self.limits.take(self.depth);
        }
        self.limits.begin_key();
        taken < MAX_KEYS
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(whole_number(value))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(whole_number(value))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(whole_number(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(self.limits.take_text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        // Once nothing may be taken, the rest is skipped: skipping follows no aliases.
        while self.may_take(list.len()) {
            match items.next_element_seed(self.inner())? {
                Some(item) => list.push(item),
                None => return Ok(Value::List(list)),
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {
            self.limits.skip()?;
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while self.may_take(map.len()) {
            let Some(key) = entries.next_key_seed(self.inner())? else {
                return Ok(Value::Map(map));
            };
            let key = key.to_text().into_owned();
            self.name(&key);
            map.insert(key, entries.next_value_seed(self.inner())?);
        }
        if self.depth == 0
            && let Some(key) = entries.next_key_seed(self.inner())?
        {
            self.name(&key.to_text());
            entries.next_value::<IgnoredAny>()?;
            self.limits.skip()?;
        }
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            self.limits.skip()?;
        }
        Ok(Value::Map(map))
    }

    /// A tag in YAML: it is dropped, and its value kept.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, variant) = tagged.variant::<String>()?;
        let value = variant.newtype_variant_seed(self)?;
        let decoded = value.as_text().filter(|_| tag == "binary").and_then(decode_binary);
        Ok(decoded.map_or(value, Value::Text))
    }
}

/// A whole number, as text if it is too large for one.
fn whole_number<N: TryInto<i64> + ToString + Copy>(number: N) -> Value {
    number.try_into().map_or_else(|_| Value::Text(number.to_string()), Value::Int)
}
