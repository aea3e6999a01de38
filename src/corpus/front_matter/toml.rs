//! TOML, through the `toml` crate; no other module names it.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{Separator, key_of};
use super::field::Field;
use super::limits::{Limits, MAX_KEYS};
use super::lines::lines;
use super::scalar::{strip_comment, unquote};
use super::syntax_error::SyntaxError;
use super::value::{Map, Value};

/// Reads a TOML document: what keeps to the syntax, and what is wrong with the rest.
///
/// The parser recovers by itself. A line it could not read is then taken as `key = text`.
pub(super) fn read(text: &str, limits: &Limits) -> (Vec<Field>, Vec<SyntaxError>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut fields = fields_of(table.get_ref(), text, limits);
    let mut problems: Vec<SyntaxError> = Vec::new();
    for error in errors.iter().take(MAX_ERRORS) {
        let at = error.span().map_or(0, |span| span.start);
        let line = line_of(text, at);
        if problems.iter().any(|problem| problem.line == line) {
            continue;
        }
        problems.push(SyntaxError { message: error.message().to_owned(), line });
        salvage(text, line, &mut fields, limits);
    }
    (fields, problems)
}

/// Errors that are looked into: to find the line of each takes a pass over the text.
const MAX_ERRORS: usize = 32;

fn fields_of(table: &DeTable<'_>, text: &str, limits: &Limits) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut counted = (0, 0);
    for (key, value) in in_order(table) {
        limits.name_entry(key.get_ref());
        if fields.len() >= MAX_KEYS {
            limits.exceed();
            break;
        }
        limits.begin_key();
        let start = key.span().start;
        counted = (start, counted.1 + count_lines(text, counted.0, start));
        let mut field = Field::new(key.get_ref().to_string(), value_of(value.get_ref(), 1, limits));
        field.line = Some(counted.1);
        spell(&mut field, value.get_ref());
        fields.push(field);
    }
    fields
}

/// A table sorts its keys by name; their author wrote them in another order.
fn in_order<'t, 'i>(
    table: &'t DeTable<'i>,
) -> Vec<(&'t Spanned<Cow<'i, str>>, &'t Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn value_of(value: &DeValue<'_>, depth: usize, limits: &Limits) -> Value {
    match value {
        DeValue::String(text) => limits.take_text(text),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(datetime) => Value::Text(datetime.to_string()),
        DeValue::Integer(number) => {
            let parsed = i64::from_str_radix(number.as_str(), number.radix());
            parsed.map_or_else(|_| limits.take_text(number.as_str()), Value::Int)
        }
        DeValue::Float(number) => {
            let parsed = number.as_str().parse();
            parsed.map_or_else(|_| limits.take_text(number.as_str()), Value::Float)
        }
        DeValue::Array(items) => {
            let within = within(limits, depth);
            let items = items.iter().take_while(within);
            Value::List(items.map(|item| value_of(item.get_ref(), depth + 1, limits)).collect())
        }
        DeValue::Table(table) => {
            let within = within(limits, depth);
            let entries = in_order(table).into_iter().take_while(within);
            let named = entries.map(|(key, value)| {
                (key.get_ref().to_string(), value_of(value.get_ref(), depth + 1, limits))
            });
            Value::Map(named.collect())
        }
    }
}

/// Whether one more value may be taken; notes it if not.
fn within<T>(limits: &Limits, depth: usize) -> impl FnMut(&T) -> bool + '_ {
    move |_| {
        let may_take = limits.take(depth);
        if !may_take {
            limits.exceed();
        }
        may_take
    }
}

/// Keeps the spelling of numbers.
fn spell(field: &mut Field, value: &DeValue<'_>) {
    match value {
        DeValue::Integer(_) | DeValue::Float(_) => field.spell(&spelling(value)),
        DeValue::Array(items) if field.has_unspelled_items() => {
            field.items =
                Some(items.iter().map(|item| spelling(item.get_ref()).into_owned()).collect());
        }
        _ => {}
    }
}

fn spelling<'a>(value: &'a DeValue<'_>) -> Cow<'a, str> {
    match value {
        DeValue::String(text) => Cow::Borrowed(text),
        DeValue::Integer(number) => match number.radix() {
            16 => format!("0x{number}", number = number.as_str()).into(),
            8 => format!("0o{number}", number = number.as_str()).into(),
            2 => format!("0b{number}", number = number.as_str()).into(),
            _ => Cow::Borrowed(number.as_str()),
        },
        DeValue::Float(number) => Cow::Borrowed(number.as_str()),
        DeValue::Boolean(value) => Cow::Owned(value.to_string()),
        DeValue::Datetime(datetime) => Cow::Owned(datetime.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => Cow::Borrowed(""),
    }
}

/// Takes the key on a broken line as text, unless an earlier line has it already.
fn salvage(text: &str, line: u32, fields: &mut Vec<Field>, limits: &Limits) {
    let index = usize::try_from(line).unwrap_or(usize::MAX);
    let Some(source) = lines(text).nth(index) else {
        return;
    };
    let section = lines(text).take(index).filter_map(|line| section_of(line.text)).last();
    let Some((key, rest)) = key_of(source.text, Separator::Equals) else {
        return;
    };
    let value = limits.take_text(&unquote(strip_comment(rest)));
    let key = unquote(key).into_owned();
    match section {
        None => replace(fields, Field { line: Some(line), ..Field::new(key, value) }),
        Some(section) => match fields.iter_mut().find(|field| field.key == section) {
            Some(Field { value: Value::Map(map), .. }) => map.insert(key, value),
            Some(_) => {}
            None => {
                let map = Map::from_iter([(key, value)]);
                fields.push(Field::new(section.to_owned(), Value::Map(map)));
            }
        },
    }
}

/// Puts a salvaged field in the place of what the parser made of the same line.
fn replace(fields: &mut Vec<Field>, field: Field) {
    match fields.iter_mut().find(|known| known.key == field.key) {
        Some(known) if known.line == field.line || known.value.is_empty() => *known = field,
        Some(_) => {}
        None => fields.push(field),
    }
}

fn section_of(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('[')?.split(']').next()?;
    Some(name.trim_matches(['[', '"', '\'', ' ']))
}

fn line_of(text: &str, offset: usize) -> u32 {
    count_lines(text, 0, offset)
}

fn count_lines(text: &str, from: usize, to: usize) -> u32 {
    let between = text.get(from..to.min(text.len())).unwrap_or_default();
    u32::try_from(between.matches('\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_json(text: &str) -> (String, Vec<u32>) {
        let (fields, errors) = read(text, &Limits::new());
        let map: Map = fields.into_iter().map(|field| (field.key, field.value)).collect();
        (serde_json::to_string(&map).unwrap(), errors.iter().map(|error| error.line).collect())
    }

    #[test]
    fn toml_becomes_values() {
        let table: [(&str, &str, &[u32]); 10] = [
            ("", "{}", &[]),
            ("b = 1\na = 'x'\nc = 1.5\nd = true", r#"{"b":1,"a":"x","c":1.5,"d":true}"#, &[]),
            ("d = 2020-10-14T08:00:00+04:00", r#"{"d":"2020-10-14T08:00:00+04:00"}"#, &[]),
            ("d = 2020-10-14", r#"{"d":"2020-10-14"}"#, &[]),
            ("h = 0x1F\nl = [1, 'x']", r#"{"h":31,"l":[1,"x"]}"#, &[]),
            ("[event]\nstart = 1\nend = 2", r#"{"event":{"start":1,"end":2}}"#, &[]),
            ("t = \"It \"is\" so\"\nu = 1", r#"{"t":"It \"is\" so","u":1}"#, &[0]),
            ("t = Not quoted # c\nu = 1", r#"{"t":"Not quoted","u":1}"#, &[0]),
            ("a = 1\na = 2", r#"{"a":1}"#, &[1]),
            ("a = 1\n[s]\nt = no quotes\nu = 2", r#"{"a":1,"s":{"t":"no quotes","u":2}}"#, &[2]),
        ];
        for (text, expected, errors) in table {
            let (found, lines) = read_json(text);
            assert_eq!((found.as_str(), lines.as_slice()), (expected, errors), "{text:?}");
        }
    }

    #[test]
    fn numbers_keep_their_spelling() {
        let (fields, _) = read("a = 1.10\nb = 0x1F\nc = [1.10, 'x']\nd = 5", &Limits::new());
        let found: Vec<_> = fields.iter().map(|f| (f.written.as_deref(), f.line)).collect();
        let expected =
            [(Some("1.10"), Some(0)), (Some("0x1F"), Some(1)), (None, Some(2)), (None, Some(3))];
        assert_eq!(found, expected);
        assert_eq!(fields[2].items.as_deref(), Some(&["1.10".to_owned(), "x".to_owned()][..]));
    }
}
