//! The order in which the forms of a date are tried.

use jiff::civil::Time;
use jiff::fmt::{rfc2822, temporal::Pieces};

use super::written::{DateDoubt, DateError, ReadDate, Written};
use super::{DatePrecision, epoch, loose};

/// No date is longer than this; prose is.
const MAX_LENGTH: usize = 128;

/// Reads a date: epochs and digits alone, then the standards, then everything looser.
pub(super) fn parse(text: &str) -> Result<ReadDate, DateError> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if text.is_empty() || text.len() > MAX_LENGTH {
        return Err(DateError::Unreadable);
    }
    epoch::read(text)
        .or_else(|| iso(text))
        .or_else(|| mail(text))
        .or_else(|| loose::read(text))
        .or_else(|| day_alone(text))
        .ok_or(DateError::Unreadable)
        .and_then(Written::check)
}

/// ISO 8601, with its profiles RFC 3339 and RFC 9557.
fn iso(text: &str) -> Option<Written> {
    let pieces = Pieces::parse(text).ok()?;
    let precision =
        if pieces.time().is_some() { DatePrecision::Second } else { DatePrecision::Day };
    Some(Written {
        local: pieces.date().to_datetime(pieces.time().unwrap_or(Time::midnight())),
        offset: pieces.offset().map(|offset| offset.to_numeric_offset().seconds()),
        precision,
        doubt: None,
        order: None,
    })
}

/// The dates of mail and RSS.
fn mail(text: &str) -> Option<Written> {
    let zoned = rfc2822::parse(text).ok()?;
    Some(Written {
        local: zoned.datetime(),
        offset: Some(zoned.offset().seconds()),
        precision: DatePrecision::Second,
        doubt: None,
        order: None,
    })
}

/// A day in ISO's form before a time that cannot be read.
fn day_alone(text: &str) -> Option<Written> {
    let (day, time) = text.split_at_checked("YYYY-MM-DD".len())?;
    let written = iso(day).filter(|_| time.starts_with([' ', 'T', 't']))?;
    Some(Written { doubt: Some(DateDoubt::Time), ..written })
}

#[cfg(test)]
mod tests {
    use super::super::{DateOrder, OrderEvidence, OrderTally};
    use super::*;

    const FORMS: &[(&str, &str)] = &[
        // Epochs and digits alone.
        ("1603120581", "2020-10-19T15:16:21Z"),
        ("1603120581.2402408", "2020-10-19T15:16:21Z"),
        ("1603120581240", "2020-10-19T15:16:21Z"),
        ("1603120581240240", "2020-10-19T15:16:21Z"),
        ("1603120581240240800", "2020-10-19T15:16:21Z"),
        ("1.603120581e9", "2020-10-19T15:16:21Z"),
        ("544150786.55", "1987-03-31T00:59:46Z"),
        ("-544150786", "1952-10-03T23:00:14Z"),
        ("2020", "2020"),
        ("202010", "2020-10"),
        ("20201014", "2020-10-14"),
        ("202010141530", "2020-10-14T15:30:00"),
        ("20201014153059", "2020-10-14T15:30:59"),
        // ISO 8601 and what passes for it.
        ("2020-10", "2020-10"),
        ("2020-10-14", "2020-10-14"),
        (" '2020-10-14' ", "2020-10-14"),
        ("2020-10-14T08:00", "2020-10-14T08:00:00"),
        ("2020-10-14 08:00", "2020-10-14T08:00:00"),
        ("2020-10-14 8:05", "2020-10-14T08:05:00"),
        ("2020-10-14T08:00:00Z", "2020-10-14T08:00:00Z"),
        ("2020-10-14T08:00:00.999Z", "2020-10-14T08:00:00Z"),
        ("2020-10-14T08:00:00,5+04:00", "2020-10-14T08:00:00+04:00"),
        ("2020-10-14 08:00:00 +0400", "2020-10-14T08:00:00+04:00"),
        ("2020-10-14 08:00:00 +04:00", "2020-10-14T08:00:00+04:00"),
        ("2020-10-14 08:00:00+00:00", "2020-10-14T08:00:00Z"),
        ("2020-10-14 08:00:00 -0330", "2020-10-14T08:00:00-03:30"),
        ("2020-10-14 08:00:00 -3", "2020-10-14T08:00:00-03:00"),
        ("2020-10-14 08:00:00 UTC", "2020-10-14T08:00:00Z"),
        ("2020-10-14 08:00:00 GMT+4", "2020-10-14T08:00:00+04:00"),
        ("2020-10-14 08:00 EST", "2020-10-14T08:00:00-05:00"),
        ("2020-10-14 08:00:00 Europe/Yerevan", "2020-10-14T08:00:00"),
        ("2020-10-14T08:00:00+04:00[Asia/Yerevan]", "2020-10-14T08:00:00+04:00"),
        ("2020-10-14 +0400", "2020-10-14"),
        ("2020-10-14Z", "2020-10-14"),
        ("20201014T080000Z", "2020-10-14T08:00:00Z"),
        ("2020-1-4", "2020-01-04"),
        ("2020-1-4T5:06:07Z", "2020-01-04T05:06:07Z"),
        ("2020/10/04", "2020-10-04"),
        ("2020.10.04", "2020-10-04"),
        ("2020_10_04", "2020-10-04"),
        ("2020/10", "2020-10"),
        ("10/2020", "2020-10"),
        ("2020-10-14 23:59:60", "2020-10-14T23:59:59"),
        // Mail, C, JavaScript.
        ("Wed, 14 Oct 2020 08:00:00 +0400", "2020-10-14T08:00:00+04:00"),
        ("14 Oct 2020 08:00 GMT", "2020-10-14T08:00:00Z"),
        ("Tue, 14 Oct 2020 08:00:00 GMT", "2020-10-14T08:00:00Z"),
        ("Wed, 14 Oct 20 08:00:00 EST", "2020-10-14T08:00:00-05:00"),
        ("Mon Jan 16 12:10:46 2023", "2023-01-16T12:10:46"),
        ("Mon Jan 16 12:10:46 PST 2023", "2023-01-16T12:10:46-08:00"),
        ("Wed Oct 14 2020 08:00:00 GMT+0400 (Armenia Standard Time)", "2020-10-14T08:00:00+04:00"),
        // By people.
        ("14.10.2020", "2020-10-14"),
        ("4.5.2020 08:30", "2020-05-04T08:30:00"),
        ("14-10-2020", "2020-10-14"),
        ("10-14-2020", "2020-10-14"),
        ("10/14/2020", "2020-10-14"),
        ("14/10/2020", "2020-10-14"),
        ("5/5/2020", "2020-05-05"),
        ("Oct 14, 2020", "2020-10-14"),
        ("October 14th, 2020", "2020-10-14"),
        ("Oct. 14, 2020 at 3:15 p.m.", "2020-10-14T15:15:00"),
        ("October 14, 2020 12:15 AM", "2020-10-14T00:15:00"),
        ("October 14, 2020, 3pm", "2020-10-14T15:00:00"),
        ("Wednesday, 14 October 2020", "2020-10-14"),
        ("the 14th of October 2020", "2020-10-14"),
        ("14-Oct-2020", "2020-10-14"),
        ("14Oct2020", "2020-10-14"),
        ("2020-Oct-14", "2020-10-14"),
        ("2020 October 14", "2020-10-14"),
        ("October 2020", "2020-10"),
        ("Oct, 2020", "2020-10"),
        ("14. März 2020", "2020-03-14"),
        ("Mittwoch, 14. Oktober 2020, 15:30 Uhr", "2020-10-14T15:30:00"),
        ("1er août 2020", "2020-08-01"),
        ("mercredi 14 octobre 2020 à 15h30", "2020-10-14T15:30:00"),
        ("mar. 14 juil. 2020", "2020-07-14"),
        ("14 de octubre de 2020", "2020-10-14"),
        ("mar 13 ottobre 2020", "2020-10-13"),
        ("14 de março de 2020", "2020-03-14"),
        ("14 maart 2020", "2020-03-14"),
        ("14 октября 2020 г.", "2020-10-14"),
        ("Октябрь 2020", "2020-10"),
        ("14 października 2020", "2020-10-14"),
        ("14 Ekim 2020", "2020-10-14"),
        ("14 Şubat 2020", "2020-02-14"),
        ("2020年10月14日", "2020-10-14"),
        ("2020年10月14日 08:30", "2020-10-14T08:30:00"),
        ("2020年10月", "2020-10"),
        ("2020年", "2020"),
        ("2020년 10월 14일", "2020-10-14"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"),
    ];

    #[test]
    fn forms_are_read() {
        for (text, expected) in FORMS {
            let found = parse(text).map(|read| (read.date.to_string(), read.doubt));
            assert_eq!(found, Ok(((*expected).to_owned(), None)), "{text}");
        }
    }

    #[test]
    fn doubts_are_told() {
        use DateDoubt::{Century, Offset, Time};
        let table = [
            ("2020-10-14T08:00:00+23:00", "2020-10-14T08:00:00", Offset),
            ("2020-10-14 08:00:00 -2300", "2020-10-14T08:00:00", Offset),
            ("2020-10-14 08:00:00 +9999", "2020-10-14T08:00:00", Offset),
            ("2020-10-14 08:00:00+04:00:01", "2020-10-14T08:00:00", Offset),
            ("Wed, 14 Oct 2020 08:00:00 +2300", "2020-10-14T08:00:00", Offset),
            ("2020-10-14 25:00:00", "2020-10-14", Time),
            ("2020-10-14 16:30-:00+16:30", "2020-10-14", Time),
            ("14 October 2020 8:75", "2020-10-14", Time),
            ("14.10.20", "2020-10-14", Century),
            ("10/14/99", "1999-10-14", Century),
            ("14 Oct 69", "2069-10-14", Century),
            ("14.10.20 25:00", "2020-10-14", Time),
        ];
        for (text, expected, doubt) in table {
            let found = parse(text).map(|read| (read.date.to_string(), read.doubt));
            assert_eq!(found, Ok((expected.to_owned(), Some(doubt))), "{text}");
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_told() {
        let table = [
            ("14/10/2020", Some(("dmy", None))),
            ("14-10-2020 08:00", Some(("dmy", None))),
            ("10/14/2020", Some(("mdy", None))),
            ("10/14/99", Some(("mdy", None))),
            ("4/5/2020", Some(("ambiguous", Some("2020-05-04")))),
            ("4/5/2020 8:05 +0200", Some(("ambiguous", Some("2020-05-04T08:05:00+02:00")))),
            ("04-05-2020", Some(("ambiguous", Some("2020-04-05")))),
            ("5/5/2020", None),
            ("4.5.2020", None),
            ("14.10.2020", None),
            ("2020-04-05", None),
            ("4 May 2020", None),
        ];
        for (text, expected) in table {
            let order = parse(text).ok().and_then(|read| read.order);
            let other = order.and_then(|order| match order {
                OrderEvidence::Ambiguous { other, .. } => Some(other.to_string()),
                OrderEvidence::Proof(_) => None,
            });
            let found = order.as_ref().map(|order| (order.as_str(), other.as_deref()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_order_of_the_corpus_settles_a_date() {
        use DateOrder::{DayFirst, MonthFirst};
        let table = [
            ("4/5/2020", None, "2020-04-05"),
            ("4/5/2020", Some(MonthFirst), "2020-04-05"),
            ("4/5/2020", Some(DayFirst), "2020-05-04"),
            ("4-5-2020", None, "2020-05-04"),
            ("4-5-2020", Some(MonthFirst), "2020-04-05"),
            ("14/5/2020", Some(MonthFirst), "2020-05-14"),
            ("5/14/2020", Some(DayFirst), "2020-05-14"),
            ("4.5.2020", Some(MonthFirst), "2020-05-04"),
        ];
        for (text, order, expected) in table {
            let decision = OrderTally::default().decide(order);
            let found = parse(text).map(|read| read.settle(&decision).to_string());
            assert_eq!(found.as_deref(), Ok(expected), "{text} {order:?}");
        }
    }

    const NO_DATES: &[&str] = &[
        "",
        " ",
        "''",
        "true",
        "{{ date }}",
        "TBD",
        "5",
        "123",
        "12345",
        "1234567",
        "12345678",
        "2020-13-01",
        "2020-02-30",
        "30.02.2020",
        "13/13/2020",
        "October",
        "14 October",
        "8:30",
        "Chapter 5 of 2020",
        "Spring 2020",
        "updated 5 times in 2020",
        "1.10",
        "-5",
        "1e300",
        "-",
        "99999999999999999999999999",
        "10.0.0.1",
        "2020-10-14-15",
        "ä",
        "٢٠٢٠",
    ];

    #[test]
    fn what_is_no_date_is_refused() {
        for text in NO_DATES {
            assert_eq!(parse(text), Err(DateError::Unreadable), "{text}");
        }
        for text in ["0000-10-14", "-002020-10-14", "0000"] {
            assert_eq!(parse(text), Err(DateError::OutOfRange), "{text}");
        }
        assert_eq!(parse(&"2020-10-14 ".repeat(20)), Err(DateError::Unreadable));
    }

    /// Marsaglia's generator: cheap, and the same on every run.
    fn xorshift(state: &mut u64) -> usize {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        usize::try_from(*state >> 33).unwrap()
    }

    #[test]
    fn no_text_is_fatal() {
        const CHANGES: &[char] =
            &['0', '9', '1', '-', '+', ':', '.', ' ', 'T', 'ä', '年', 'p', '(', 'Z'];
        let mut state = 0x2545_F491_4F6C_DD1D;
        let mut read = 0;
        for round in 0..20_000 {
            let (text, _) = FORMS[round % FORMS.len()];
            let mut text: Vec<char> = text.chars().collect();
            for _ in 0..=xorshift(&mut state) % 3 {
                let at = xorshift(&mut state) % (text.len() + 1);
                let change = CHANGES[xorshift(&mut state) % CHANGES.len()];
                match xorshift(&mut state) % 3 {
                    0 => text.insert(at, change),
                    1 if at < text.len() => text[at] = change,
                    _ if at < text.len() => drop(text.remove(at)),
                    _ => {}
                }
            }
            if let Ok(found) = parse(&text.iter().collect::<String>()) {
                read += 1;
                let form = found.date.to_string();
                let again = parse(&form).map(|again| again.date.to_string());
                assert_eq!(again.as_ref(), Ok(&form), "{}", String::from_iter(&text));
            }
        }
        assert!(read > 2_000, "only {read} of the mutations were dates");
    }
}
