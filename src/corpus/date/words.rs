//! The words in a date: months and zones.

/// Names of the months, as they stand in dates, in lower case: English, German, French, Spanish,
/// Italian, Portuguese, Dutch, Russian, Polish and Turkish.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "januar",
        "jänner",
        "janvier",
        "enero",
        "gennaio",
        "janeiro",
        "januari",
        "января",
        "январь",
        "stycznia",
        "styczeń",
        "ocak",
    ],
    &[
        "february",
        "februar",
        "feber",
        "février",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
        "февраля",
        "февраль",
        "lutego",
        "luty",
        "şubat",
    ],
    &[
        "march",
        "märz",
        "maerz",
        "mars",
        "marzo",
        "março",
        "maart",
        "mrt",
        "марта",
        "март",
        "marca",
        "marzec",
        "mart",
    ],
    &["april", "avril", "abril", "aprile", "апреля", "апрель", "kwietnia", "kwiecień", "nisan"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "мая", "май", "maja", "maj", "mayıs"],
    &[
        "june", "juni", "juin", "junio", "giugno", "junho", "июня", "июнь", "czerwca", "czerwiec",
        "haziran",
    ],
    &[
        "july", "juli", "juillet", "julio", "luglio", "julho", "июля", "июль", "lipca", "lipiec",
        "temmuz",
    ],
    &[
        "august",
        "août",
        "agosto",
        "augustus",
        "августа",
        "август",
        "sierpnia",
        "sierpień",
        "ağustos",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "setiembre",
        "settembre",
        "setembro",
        "сентября",
        "сентябрь",
        "września",
        "wrzesień",
        "eylül",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "ottobre",
        "outubro",
        "октября",
        "октябрь",
        "października",
        "październik",
        "ekim",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "ноября",
        "ноябрь",
        "listopada",
        "listopad",
        "kasım",
    ],
    &[
        "december",
        "dezember",
        "décembre",
        "diciembre",
        "dicembre",
        "dezembro",
        "декабря",
        "декабрь",
        "grudnia",
        "grudzień",
        "aralık",
    ],
];

/// The month that a word in lower case names, whole or by its first three letters or more.
pub(crate) fn month(word: &str) -> Option<i8> {
    let find = |matches: &dyn Fn(&str) -> bool| {
        (1..).zip(MONTHS).find(|(_, names)| names.iter().any(|name| matches(name)))
    };
    let whole = find(&|name| name == word);
    let is_long = word.chars().count() >= 3;
    let found = whole.or_else(|| find(&|name| is_long && name.starts_with(word)));
    found.map(|(number, _)| number)
}

/// Abbreviated zones, in minutes from UTC, in lower case.
///
/// Where an abbreviation has several meanings, that of most web pages is taken.
const ZONES: [(&str, i32); 34] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("met", 60),
    ("cest", 120),
    ("mest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("ist", 330),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("brt", -180),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("cst", -360),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
    ("akst", -540),
    ("hst", -600),
];

/// The offset in seconds of the zone that a word in lower case abbreviates.
pub(super) fn zone(word: &str) -> Option<i32> {
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| minutes * 60)
}

/// Whether a word in lower case says nothing in a date: "October of 2020", "2020年10月".
pub(super) fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 11] =
        ["of", "de", "del", "do", "г", "года", "year", "年", "月", "년", "월"];
    FILLERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_named_whole_or_in_short() {
        let table = [
            ("october", Some(10)),
            ("oct", Some(10)),
            ("sept", Some(9)),
            ("mar", Some(3)),
            ("märz", Some(3)),
            ("mrt", Some(3)),
            ("juin", Some(6)),
            ("juil", Some(7)),
            ("ago", Some(8)),
            ("okt", Some(10)),
            ("дек", Some(12)),
            ("mai", Some(5)),
            ("ma", None),
            ("mars", Some(3)),
            ("marsh", None),
            ("", None),
        ];
        for (word, expected) in table {
            assert_eq!(month(word), expected, "{word}");
        }
    }

    #[test]
    fn zones_have_offsets() {
        let table = [("z", Some(0)), ("est", Some(-18_000)), ("ist", Some(19_800)), ("xyz", None)];
        for (word, expected) in table {
            assert_eq!(zone(word), expected, "{word}");
        }
    }
}
