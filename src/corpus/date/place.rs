//! Dates in the names of files and folders.

use jiff::civil::{Date, Time};

use super::epoch::compact;
use super::{DatePrecision, PostDate};

/// Years that a name can begin with: other numbers of four digits are not years.
const YEARS: std::ops::Range<i16> = 1900..2200;

/// The date that a name begins with.
pub(super) fn date_of_name(name: &str) -> Option<PostDate> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        4 => separated(name),
        8 => Some(PostDate::from_day(compact(&name[..digits])?.local.date())),
        _ => None,
    }
}

/// `YYYY-MM-DD`, with any one of the separators that are used in names.
fn separated(name: &str) -> Option<PostDate> {
    let separator = name[4..].chars().next().filter(|c| matches!(c, '-' | '_' | '.'))?;
    let mut parts = name.splitn(3, separator);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let day = &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()];
    Some(PostDate::from_day(day_of(year, month, day)?))
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year_of(year)?;
    Date::new(year, two_digits(month)?, two_digits(day)?).ok()
}

fn year_of(text: &str) -> Option<i16> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| is_year && YEARS.contains(year))
}

fn two_digits(text: &str) -> Option<i8> {
    let is_part = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_part)
}

/// The date of the innermost folders that make one up; the last part of the path is no folder.
pub(super) fn date_of_path(path: &str) -> Option<PostDate> {
    let (folders, _) = path.rsplit_once('/')?;
    let folders: Vec<_> = folders.split('/').collect();
    (0..folders.len()).rev().find_map(|at| match folders[at..] {
        [year, month, day, ..] if day_of(year, month, day).is_some() => {
            day_of(year, month, day).map(PostDate::from_day)
        }
        [year, month, ..] if month_of(year, month).is_some() => month_of(year, month),
        [name, ..] => date_of_name(name),
        [] => None,
    })
}

fn month_of(year: &str, month: &str) -> Option<PostDate> {
    let first = Date::new(year_of(year)?, two_digits(month)?, 1).ok()?;
    let local = first.to_datetime(Time::midnight());
    Some(PostDate::from_civil(local, None, DatePrecision::Month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<PostDate>, expected: &str, input: &str) {
        assert_eq!(found.map_or(String::new(), |date| date.to_string()), expected, "{input:?}");
    }

    #[test]
    fn names_begin_with_dates() {
        let table = [
            ("2017-01-02-slug.md", "2017-01-02"),
            ("2017-1-2-slug.md", "2017-01-02"),
            ("2017_01_02_slug.md", "2017-01-02"),
            ("2017.01.02.md", "2017-01-02"),
            ("20170102-slug.md", "2017-01-02"),
            ("20170102.md", "2017-01-02"),
            ("2017-01-02", "2017-01-02"),
            ("2017-01-02T10-00-00.md", "2017-01-02"),
            ("2017-02-30-slug.md", ""),
            ("2017-01-slug.md", ""),
            ("2017-01_02.md", ""),
            ("2017-01-023.md", ""),
            ("201701021.md", ""),
            ("20171302-slug.md", ""),
            ("1234-01-02-slug.md", ""),
            ("slug-2017-01-02.md", ""),
            ("2017", ""),
            ("2017ä01ä02", ""),
            ("", ""),
        ];
        for (name, expected) in table {
            check(date_of_name(name), expected, name);
        }
    }

    #[test]
    fn folders_make_up_dates() {
        let table = [
            ("2019/05/15/slug/index.html", "2019-05-15"),
            ("blog/2019/05/15/slug.html", "2019-05-15"),
            ("2019/5/slug.md", "2019-05"),
            ("https://example.org/2019/05/15/slug/", "2019-05-15"),
            ("2019/05/31/99/x.md", "2019-05-31"),
            ("2019/05/99/x.md", "2019-05"),
            ("2018/01/2019/05/x.md", "2019-05"),
            ("posts/2019-05-15-slug/index.md", "2019-05-15"),
            ("2019/slug.md", ""),
            ("2019/13/slug.md", ""),
            ("2019/05", ""),
            ("0007/05/x.md", ""),
            ("x.md", ""),
            ("//", ""),
        ];
        for (path, expected) in table {
            check(date_of_path(path), expected, path);
        }
    }
}
