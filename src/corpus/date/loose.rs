//! Dates as people write them: words and numbers in nearly any order.
//!
//! The text is cut into numbers, words and symbols. The time of day is recognised first, then the
//! zone after it; what remains has to make up one day, month or year.

use jiff::civil::{Date, DateTime, Time};

use super::epoch::compact;
use super::words::{is_filler, month, zone};
use super::written::{DateDoubt, DayMonth, Written};
use super::{DateOrder, DatePrecision};

/// Reads a date in a form of no standard.
pub(super) fn read(text: &str) -> Option<Written> {
    // JavaScript and RFC 9557 name the zone once more in brackets.
    let text = text.split(['(', '[']).next()?.to_lowercase();
    let mut tokens = tokens(&text)?;
    let clock = take_clock(&mut tokens);
    let offset = take_zone(&mut tokens, clock.map(|clock| clock.at));
    let calendar = calendar(&tokens)?;
    let mut written = calendar.at(Time::midnight(), None, calendar.precision);
    match clock {
        Some(_) if calendar.precision < DatePrecision::Day => return None,
        Some(Clock { time: Some(time), .. }) => {
            written = calendar.at(time, offset, DatePrecision::Second);
        }
        // There is no such time: the day is good all the same.
        Some(Clock { time: None, .. }) => written.doubt = Some(DateDoubt::Time),
        None => written.offset = offset,
    }
    Some(written)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token<'a> {
    Number { value: i32, digits: usize },
    Word(&'a str),
    Symbol(char),
}

/// Cuts a text into tokens; `None` if a number is too long for any part of a date.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_kin = |c: char| match first {
            '0'..='9' => c.is_ascii_digit(),
            _ => first.is_alphabetic() && c.is_alphabetic(),
        };
        let other = rest.char_indices().skip(1).find(|&(_, c)| !is_kin(c));
        let (token, after) = rest.split_at(other.map_or(rest.len(), |(at, _)| at));
        tokens.push(match first {
            '0'..='9' if token.len() <= 8 => {
                Token::Number { value: token.parse().ok()?, digits: token.len() }
            }
            '0'..='9' => return None,
            _ if first.is_alphabetic() => Token::Word(token),
            _ => Token::Symbol(first),
        });
        rest = after.trim_start();
    }
    Some(tokens)
}

/// A time of day, and where among the tokens it stood.
#[derive(Clone, Copy)]
struct Clock {
    at: usize,
    /// `None` if there is no such time.
    time: Option<Time>,
}

fn take_clock(tokens: &mut Vec<Token<'_>>) -> Option<Clock> {
    // A colon before it makes it a part of `2020:10:14`, which cameras write.
    let may_begin = |at: usize| at == 0 || tokens[at - 1] != Token::Symbol(':');
    let found = (0..tokens.len())
        .filter(|&at| may_begin(at))
        .find_map(|at| clock_of(&tokens[at..]).map(|(time, length)| (at, time, length)));
    let (at, time, length) = found?;
    tokens.drain(at..at + length);
    Some(Clock { at, time })
}

/// The time that tokens begin with, and how many of them it takes.
fn clock_of(tokens: &[Token<'_>]) -> Option<(Option<Time>, usize)> {
    use Token::{Number, Symbol, Word};
    let (hour, minute, second, mut length) = match *tokens {
        [
            Number { value: hour, digits: 1 | 2 },
            Symbol(':'),
            Number { value: minute, digits: 1 | 2 },
            Symbol(':'),
            Number { value: second, digits: 1 | 2 },
            ..,
        ] => (hour, minute, second, 5),
        [
            Number { value: hour, digits: 1 | 2 },
            Symbol(':') | Word("h"),
            Number { value: minute, digits: 1 | 2 },
            ..,
        ] => (hour, minute, 0, 3),
        [Number { value: hour, digits: 1 | 2 }, Word("am" | "pm"), ..] => (hour, 0, 0, 1),
        _ => return None,
    };
    if let [Symbol('.' | ','), Number { digits, .. }, ..] = tokens[length..]
        && length == 5
        && (digits != 4 || tokens[length] == Symbol('.'))
    {
        length += 2;
    }
    let (hour, taken) = match tokens[length..] {
        [Word("am"), ..] => (hour % 12, 1),
        [Word("pm"), ..] => (hour % 12 + 12, 1),
        [Word("a"), Symbol('.'), Word("m"), ..] => (hour % 12, 3),
        [Word("p"), Symbol('.'), Word("m"), ..] => (hour % 12 + 12, 3),
        _ => (hour, 0),
    };
    Some((time_of(hour, minute, second), length + taken))
}

fn time_of(hour: i32, minute: i32, second: i32) -> Option<Time> {
    // A leap second has no place in the calendar.
    let second = if second == 60 { 59 } else { second };
    Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()
}

/// Takes the zone: after the clock, or without one where nothing else can be meant.
fn take_zone(tokens: &mut Vec<Token<'_>>, clock_at: Option<usize>) -> Option<i32> {
    let is_plain = |token: &Token<'_>| {
        matches!(token, Token::Symbol('+') | Token::Word("z" | "ut" | "utc" | "gmt"))
    };
    let at = clock_at.or_else(|| tokens.iter().position(is_plain))?;
    let (named, name_length) = match tokens.get(at) {
        Some(Token::Word(word)) => zone(word).map_or((None, 0), |offset| (Some(offset), 1)),
        _ => (None, 0),
    };
    let (numeric, length) = numeric_offset(&tokens[at + name_length..]).unzip();
    tokens.drain(at..at + name_length + length.unwrap_or(0));
    numeric.or(named)
}

/// The offset that tokens begin with, and how many of them it takes.
fn numeric_offset(tokens: &[Token<'_>]) -> Option<(i32, usize)> {
    use Token::{Number, Symbol};
    let sign = match tokens.first()? {
        Symbol('+') => 1,
        Symbol('-' | '\u{2212}') => -1,
        _ => return None,
    };
    let (minutes, length) = match tokens[1..] {
        [Number { value: hours, digits: 1 | 2 }, Symbol(':'), Number { value, digits: 2 }, ..] => {
            (hours * 60 + value, 4)
        }
        [Number { value, digits: 4 }, ..] => (value / 100 * 60 + value % 100, 2),
        [Number { value: hours, digits: 1 | 2 }] => (hours * 60, 2),
        _ => return None,
    };
    Some((sign * minutes * 60, length))
}

/// A day, month or year.
#[derive(Clone, Copy)]
struct Calendar {
    date: Date,
    precision: DatePrecision,
    doubt: Option<DateDoubt>,
    order: Option<DayMonth>,
}

impl Calendar {
    fn new(year: i32, month: i32, day: Option<i32>) -> Option<Self> {
        let (year, month) = (year.try_into().ok()?, month.try_into().ok()?);
        let date = Date::new(year, month, day.unwrap_or(1).try_into().ok()?).ok()?;
        let precision = if day.is_some() { DatePrecision::Day } else { DatePrecision::Month };
        Some(Self { date, precision, doubt: None, order: None })
    }

    fn at(self, time: Time, offset: Option<i32>, precision: DatePrecision) -> Written {
        let local = DateTime::from_parts(self.date, time);
        Written { local, offset, precision, doubt: self.doubt, order: self.order }
    }
}

/// A number of a date.
#[derive(Clone, Copy)]
struct Part {
    value: i32,
    digits: usize,
}

/// Words of a full date that mean nothing here: the day of the week, "published on".
const MAX_UNKNOWN_WORDS: usize = 3;

fn calendar(tokens: &[Token<'_>]) -> Option<Calendar> {
    let mut parts = Vec::new();
    let mut months = Vec::new();
    let mut unknown = 0;
    for token in tokens {
        match *token {
            Token::Number { value, digits } => parts.push(Part { value, digits }),
            Token::Word(word) => match month(word) {
                Some(month) => months.push((word, month)),
                None => unknown += usize::from(!is_filler(word)),
            },
            Token::Symbol(_) => {}
        }
    }
    // In Spanish, French and Italian, "mar" is Tuesday too.
    if months.len() == 2 {
        months.retain(|(word, _)| *word != "mar");
    }
    let months: Vec<_> = months.into_iter().map(|(_, month)| month).collect();
    let found = match *months {
        [] => of_numbers(&parts, separator(tokens)),
        [month] => of_month(month, &parts),
        _ => None,
    }?;
    let allowed = if found.precision == DatePrecision::Day { MAX_UNKNOWN_WORDS } else { 0 };
    (unknown <= allowed).then_some(found)
}

/// The symbol between the first number and the second.
fn separator(tokens: &[Token<'_>]) -> Option<char> {
    let mut after = tokens.iter().skip_while(|token| !matches!(token, Token::Number { .. }));
    match after.nth(1)? {
        Token::Symbol(symbol) => Some(*symbol),
        _ => None,
    }
}

/// A date whose month is a word.
fn of_month(month: i8, parts: &[Part]) -> Option<Calendar> {
    let month = i32::from(month);
    match *parts {
        [Part { value: year, digits: 4 }] => Calendar::new(year, month, None),
        [Part { value: year, digits: 4 }, Part { value: day, digits: 1 | 2 }]
        | [Part { value: day, digits: 1 | 2 }, Part { value: year, digits: 4 }] => {
            Calendar::new(year, month, Some(day))
        }
        [Part { value: day, digits: 1 | 2 }, Part { value, digits: 2 }] => {
            of_short_year(Calendar::new(century_of(value), month, Some(day)))
        }
        _ => None,
    }
}

/// A date of numbers alone.
fn of_numbers(parts: &[Part], separator: Option<char>) -> Option<Calendar> {
    match *parts {
        [Part { digits: 4, value }] => {
            let year = Calendar::new(value, 1, None)?;
            Some(Calendar { precision: DatePrecision::Year, ..year })
        }
        [Part { digits: 8, value }] => {
            let date = compact(&value.to_string())?.local.date();
            Some(Calendar { date, precision: DatePrecision::Day, doubt: None, order: None })
        }
        [Part { digits: 4, value: year }, Part { digits: 1 | 2, value: month }]
        | [Part { digits: 1 | 2, value: month }, Part { digits: 4, value: year }] => {
            Calendar::new(year, month, None)
        }
        [
            Part { digits: 4, value: year },
            Part { digits: 1 | 2, value: month },
            Part { digits: 1 | 2, value: day },
        ] => Calendar::new(year, month, Some(day)),
        [
            Part { digits: 1 | 2, value: first },
            Part { digits: 1 | 2, value: second },
            Part { digits, value: year },
        ] => match (digits, separator) {
            (4, _) => year_last(first, second, year, separator),
            (2, Some('.' | '/')) => {
                of_short_year(year_last(first, second, century_of(year), separator))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `D.M.Y`, `M/D/Y` or `D/M/Y`: a number above 12 is the day; else the separator decides.
///
/// Dots go with the day first wherever they are written, and tell nothing of other forms.
fn year_last(first: i32, second: i32, year: i32, separator: Option<char>) -> Option<Calendar> {
    let order = match separator {
        _ if first > 12 => DateOrder::DayFirst,
        _ if second > 12 => DateOrder::MonthFirst,
        Some('/') => DateOrder::MonthFirst,
        _ => DateOrder::DayFirst,
    };
    let (usual, swapped) = match order {
        DateOrder::DayFirst => ((second, first), (first, second)),
        DateOrder::MonthFirst => ((first, second), (second, first)),
    };
    let of = |(month, day)| Calendar::new(year, month, Some(day));
    let other = of(swapped).map(|other| other.date);
    let tells = separator != Some('.') && first != second;
    Some(Calendar { order: tells.then_some(DayMonth { order, other }), ..of(usual)? })
}

/// A date whose century was guessed.
fn of_short_year(calendar: Option<Calendar>) -> Option<Calendar> {
    Some(Calendar { doubt: Some(DateDoubt::Century), ..calendar? })
}

/// The year that two digits stand for: from 1970 to 2069.
fn century_of(year: i32) -> i32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}
