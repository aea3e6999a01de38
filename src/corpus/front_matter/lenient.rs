//! What a parser rejects, read again key by key.
//!
//! Each key's lines are given to the YAML parser alone, so that one broken value costs nothing but
//! itself. What is rejected even then is read by indentation, and single values as plain text: that
//! is what an author means who writes `title: @Controller` or `title: **bold** words`.

use super::entry::{Entry, entries};
use super::field::Field;
use super::limits::{Limits, MAX_BYTES, MAX_KEYS};
use super::lines::{Line, lines};
use super::scalar::{strip_comment, unquote};
use super::spelling::restore_field;
use super::value::{Map, Value};
use super::yaml;

/// Lists and maps inside one another that are read by indentation; each costs a pass over its text.
const MAX_DEPTH: usize = 8;
/// One key's lines beyond this many bytes are left out: they hold an image, or nonsense.
pub(super) const MAX_ENTRY: usize = 1 << 16;

/// What a key costs of the bytes that are read at all, however short it is.
const MIN_COST: usize = 256;

/// What the keys are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `key: value` lines.
    Yaml,
    /// `"key": value,` lines.
    Json,
}

/// Reads all keys that can be found; also returns the fields' indices that no parser understood.
pub(super) fn read(text: &str, dialect: Dialect, limits: &Limits) -> (Vec<Field>, Vec<usize>) {
    let text = inside(text, dialect);
    let mut reading = Reading { text, dialect, limits, fields: Vec::new(), salvaged: Vec::new() };
    let mut left = MAX_BYTES;
    for entry in entries(text) {
        limits.name_entry(&entry.key);
        if reading.fields.len() >= MAX_KEYS || left == 0 {
            limits.exceed();
            break;
        }
        let entry = shortened(entry, limits);
        left = left.saturating_sub(entry.source.len().max(MIN_COST));
        limits.begin_key();
        reading.take(&entry);
    }
    (reading.fields, reading.salvaged)
}

/// An entry of too many lines without those below the key, and a line too long without its value.
fn shortened<'t>(entry: Entry<'t>, limits: &Limits) -> Entry<'t> {
    if entry.source.len() <= MAX_ENTRY {
        return entry;
    }
    limits.exceed();
    let (source, _) = entry.source.split_at(entry.source.len() - entry.block.len());
    if source.len() <= MAX_ENTRY {
        return Entry { block: "", source, ..entry };
    }
    Entry { block: "", source: "", inline: "", ..entry }
}

/// The text within the outer braces of JSON.
fn inside(text: &str, dialect: Dialect) -> &str {
    if dialect == Dialect::Yaml {
        return text;
    }
    let text = text.strip_prefix('{').unwrap_or(text).trim_end();
    text.strip_suffix('}').unwrap_or(text)
}

struct Reading<'t> {
    text: &'t str,
    dialect: Dialect,
    limits: &'t Limits,
    fields: Vec<Field>,
    salvaged: Vec<usize>,
}

impl Reading<'_> {
    fn take(&mut self, entry: &Entry<'_>) {
        let known = self.fields.iter().find(|field| field.key == entry.key);
        if known.is_some_and(|field| !field.value.is_empty()) {
            return;
        }
        let Some(map) = self.parse(entry) else {
            let value = self.salvage(entry, 0);
            let is_left_out = entry.source.is_empty();
            if self.insert(entry, entry.key.clone().into_owned(), value) && !is_left_out {
                self.salvaged.push(self.fields.len() - 1);
            }
            return;
        };
        for (key, value) in map {
            let is_new = self.insert(entry, key, value);
            if let Some(field) = self.fields.last_mut().filter(|_| is_new) {
                restore_field(field, entry, self.text);
            }
        }
    }

    /// Adds a field at the end, in the place of one of its name only if that is empty.
    fn insert(&mut self, entry: &Entry<'_>, key: String, value: Value) -> bool {
        let known = self.fields.iter().position(|field| field.key == key);
        if let Some(index) = known {
            if !self.fields[index].value.is_empty() || value.is_empty() {
                return false;
            }
            self.fields.remove(index);
            self.salvaged.retain_mut(|salvaged| {
                let is_other = *salvaged != index;
                *salvaged -= usize::from(*salvaged > index);
                is_other
            });
        }
        self.fields.push(Field { line: Some(entry.line), ..Field::new(key, value) });
        true
    }

    /// What the parser makes of the entry's lines alone, as they stand or cleaned.
    fn parse(&self, entry: &Entry<'_>) -> Option<Map> {
        let as_written = self.parse_source(entry.source);
        as_written.or_else(|| self.parse_source(&cleaned(entry.source)?))
    }

    fn parse_source(&self, source: &str) -> Option<Map> {
        let map = match self.dialect {
            Dialect::Yaml => yaml::read(source, self.limits),
            Dialect::Json => {
                let value = source.trim_end().trim_end_matches(',');
                yaml::read(&format!("{{{value}}}"), self.limits)
            }
        };
        map.ok().filter(|map| !map.is_empty())
    }

    /// Reads an entry that no parser accepts.
    fn salvage(&self, entry: &Entry<'_>, depth: usize) -> Value {
        let inline = match self.dialect {
            Dialect::Yaml => entry.inline,
            Dialect::Json => entry.inline.trim_end_matches(','),
        };
        if strip_comment(inline).is_empty() {
            return self.salvage_block(entry.block, depth);
        }
        if let Some(is_folded) = block_scalar(inline) {
            return self.limits.take_text(&block_text(entry.block, is_folded));
        }
        let text = lines(entry.block)
            .map(Line::trimmed)
            .filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("{%"))
            .fold(inline.to_owned(), |text, line| text + " " + line);
        self.salvage_scalar(&text)
    }

    fn salvage_scalar(&self, text: &str) -> Value {
        let text = text.trim();
        let text = if text.starts_with(['"', '\'']) { text } else { strip_comment(text) };
        match unquote(text) {
            text if text.is_empty() => Value::Null,
            text => self.limits.take_text(&text),
        }
    }

    /// Reads the lines below a key: a list, a map, or text.
    fn salvage_block(&self, block: &str, depth: usize) -> Value {
        let first = lines(block).find(|line| is_significant(*line));
        let Some(first) = first else {
            return Value::Null;
        };
        if depth < MAX_DEPTH && is_item(first) {
            return self.salvage_list(block, first.indent(), depth + 1);
        }
        if depth < MAX_DEPTH && entries(block).next().is_some() {
            return self.salvage_map(block, depth + 1);
        }
        let text: Vec<_> = lines(block).filter(|l| is_significant(*l)).map(Line::trimmed).collect();
        self.salvage_scalar(&text.join(" "))
    }

    fn salvage_map(&self, text: &str, depth: usize) -> Value {
        let mut map = Map::new();
        for entry in entries(text) {
            if !self.limits.take(depth) {
                self.limits.exceed();
                break;
            }
            match self.parse(&entry) {
                Some(parsed) => parsed.into_iter().for_each(|(key, value)| map.insert(key, value)),
                None => map.insert(entry.key.clone().into_owned(), self.salvage(&entry, depth)),
            }
        }
        Value::Map(map)
    }

    fn salvage_list(&self, block: &str, indent: usize, depth: usize) -> Value {
        let mut items = Vec::new();
        for item in list_items(block, indent) {
            if !self.limits.take(depth) {
                self.limits.exceed();
                break;
            }
            items.push(self.salvage_item(item, depth));
        }
        Value::List(items)
    }

    /// Reads one item, whose dash is its first character but for blanks.
    fn salvage_item(&self, item: &str, depth: usize) -> Value {
        // The item under a key of its own: the parser only ever sees maps.
        if let Ok(map) = yaml::read(&format!("item:\n{item}"), self.limits)
            && let Some(Value::List(items)) = map.get("item")
            && let [value] = items.as_slice()
        {
            return value.clone();
        }
        let dedented = item.replacen('-', " ", 1);
        if depth < MAX_DEPTH && entries(&dedented).next().is_some() {
            return self.salvage_map(&dedented, depth + 1);
        }
        self.salvage_scalar(&lines(&dedented).map(Line::trimmed).collect::<Vec<_>>().join(" "))
    }
}

/// A text without what is no YAML in any place: tabs as indentation, lines of a template engine.
fn cleaned(source: &str) -> Option<String> {
    let is_tag = |line: &Line<'_>| line.trimmed().starts_with("{%");
    if !source.contains('\t') && !lines(source).any(|line| is_tag(&line)) {
        return None;
    }
    let kept = lines(source).filter(|line| !is_tag(line));
    Some(kept.map(|line| line.text.replace('\t', "  ") + "\n").collect())
}

fn is_significant(line: Line<'_>) -> bool {
    !line.is_blank() && !line.trimmed().starts_with('#')
}

fn is_item(line: Line<'_>) -> bool {
    line.trimmed() == "-" || line.trimmed().starts_with("- ") || line.trimmed().starts_with("-\t")
}

/// Splits a block before each dash that is indented no further than the first.
fn list_items(block: &str, indent: usize) -> Vec<&str> {
    let opens = |line: &Line<'_>| is_item(*line) && line.indent() <= indent;
    let starts: Vec<_> = lines(block).filter(opens).map(|line| line.start).collect();
    let ends = starts.iter().skip(1).copied().chain([block.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &block[start..end]).collect()
}

/// Whether a value announces a block scalar, and if so whether its lines are folded (`>`).
fn block_scalar(inline: &str) -> Option<bool> {
    let header = strip_comment(inline);
    let indicators = header.strip_prefix(['|', '>'])?;
    let is_header = indicators.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-'));
    is_header.then(|| header.starts_with('>'))
}

/// The text of a block scalar, without the indentation that all its lines share.
fn block_text(block: &str, is_folded: bool) -> String {
    let indents = lines(block).filter(|line| !line.is_blank()).map(Line::indent);
    let indent = indents.min().unwrap_or(0);
    let texts = lines(block).map(|line| line.text.get(indent..).unwrap_or("").trim_end());
    texts.collect::<Vec<_>>().join(if is_folded { " " } else { "\n" }).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str, dialect: Dialect) -> String {
        let (fields, _) = read(text, dialect, &Limits::new());
        let map: Map = fields.into_iter().map(|field| (field.key, field.value)).collect();
        serde_json::to_string(&map).unwrap()
    }

    #[test]
    fn every_key_is_kept() {
        let table = [
            ("title: @Controller\ntags: [a, b]", r#"{"title":"@Controller","tags":["a","b"]}"#),
            ("title: `x` y\nn: 1", r#"{"title":"`x` y","n":1}"#),
            ("title: %x", r#"{"title":"%x"}"#),
            ("title: *K:* A", r#"{"title":"*K:* A"}"#),
            ("title: **\"b\"** c", r#"{"title":"**\"b\"** c"}"#),
            ("title: [x] y", r#"{"title":"[x] y"}"#),
            ("title: a: b: c", r#"{"title":"a: b: c"}"#),
            ("title: 'It's so'", r#"{"title":"It's so"}"#),
            ("title: \"open\nb: 1", r#"{"title":"open","b":1}"#),
            ("title: - x", r#"{"title":"- x"}"#),
            ("title:x\na: @", r#"{"title":"x","a":"@"}"#),
            ("title: @x # c", r#"{"title":"@x"}"#),
            ("title: {{ a }} b", r#"{"title":"{{ a }} b"}"#),
            ("d: long\nline: at\nmargin", r#"{"d":"long","line":"at margin"}"#),
            ("a: @\n{% if x %}\nb: 1\n{% endif %}", r#"{"a":"@","b":1}"#),
            ("tags:\n\t- a\n\t- b\nc:\td", r#"{"tags":["a","b"],"c":"d"}"#),
            ("tags:\n- @a\n- b: c\n- 'd\n- 7", r#"{"tags":["@a",{"b":"c"},"d",7]}"#),
            ("a:\n  b: @x\n  c:\n    - @d\n  e: 1", r#"{"a":{"b":"@x","c":["@d"],"e":1}}"#),
            ("l:\n- a: @x\n  b: 2\n- c", r#"{"l":[{"a":"@x","b":2},"c"]}"#),
            ("a: |\n  x\n   y\nb: @", r#"{"a":"x\n y\n","b":"@"}"#),
            ("a: >-\n\tx\n\ty", r#"{"a":"x y"}"#),
            ("a: |\nb: 1\n? c\n: d\ne: @", r#"{"a":"","b":1,"c":"d","e":"@"}"#),
            ("a: @\na: 2\nb:\nb: 3", r#"{"a":"@","b":3}"#),
            ("stray\na: @", r#"{"a":"@"}"#),
            ("a: x\u{1}y\nb: c", "{\"a\":\"x\\u0001y\",\"b\":\"c\"}"),
            ("  a: @\n  b: c", r#"{"a":"@","b":"c"}"#),
            ("", "{}"),
        ];
        for (text, expected) in table {
            assert_eq!(json(text, Dialect::Yaml), expected, "{text:?}");
        }
    }

    #[test]
    fn json_is_read_by_its_lines() {
        let table = [
            (
                "{\n \"a\": \"x\",\n \"b\": [1, 2]\n \"c\": 'd',\n}",
                r#"{"a":"x","b":[1,2],"c":"d"}"#,
            ),
            (
                "{\n \"a\": \"It \"is\" so\",\n \"b\": {\n  \"c\": 1\n }\n}",
                r#"{"a":"It \"is\" so","b":{"c":1}}"#,
            ),
        ];
        for (text, expected) in table {
            assert_eq!(json(text, Dialect::Json), expected, "{text:?}");
        }
    }

    #[test]
    fn what_no_parser_read_is_named() {
        let (fields, salvaged) = read("a: 1\nb: @x\n\nc: *y\n", Dialect::Yaml, &Limits::new());
        let lines: Vec<_> = salvaged.iter().map(|&index| fields[index].line).collect();
        assert_eq!(lines, [Some(1), Some(3)]);
    }
}
