//! What queries are read as.

use super::*;

const TODAY: Option<Date> = Some(Date::constant(2020, 10, 14));

/// What a query is read as, and the warnings.
fn read(text: &str) -> (String, Vec<String>) {
    let parsed = parse(text, TODAY).expect(text);
    let messages = parsed.warnings.into_iter().map(|warning| warning.message).collect();
    (parsed.node.to_string(), messages)
}

#[test]
fn queries_are_read_as_meant() {
    let table = [
        ("cease-fire", "cease-fire"),
        ("cease-fire Lavrov", "(cease-fire AND Lavrov)"),
        ("a b OR c", "((a AND b) OR c)"),
        ("a AND (b OR c)", "(a AND (b OR c))"),
        ("a -b", "(a AND NOT b)"),
        ("-b", "(* AND NOT b)"),
        ("NOT NOT b", "b"),
        ("\"a b\"~3 +c", "(\"a b\"~3 AND +c)"),
        ("title:(a b)", "(title:a AND title:b)"),
        ("author.name:\"Ann Lee\"", "author.name:\"Ann Lee\""),
        ("ceas* l?vrov lavrof~ x~2^3", "(ceas* AND l?vrov AND lavrof~1 AND x~2^3)"),
        ("what is it?", "(what AND is AND it)"),
        ("=cease-fire", "=cease-fire"),
        ("*", "*"),
        ("***", "*"),
        ("tag:*", "tag:*"),
        ("a - b & c", "(a AND b AND c)"),
        ("path:2020/*", "path:2020/*"),
        ("link:/about", "link:/about"),
        ("link:https://example.org/a?b=c d", "(link:https://example.org/a?b=c AND d)"),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), (expected.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn words_are_near_each_other() {
    let table = [
        ("a NEAR b", "(a NEAR/10 b)"),
        ("*:* -a", "(* AND NOT a)"),
        ("a || b && c", "(a OR (b AND c))"),
        ("a NEAR/5 b c", "((a NEAR/5 b) AND c)"),
        ("a NEAR b NEAR/3 c", "(a NEAR/3 b NEAR/3 c)"),
        ("a OR b NEAR c", "(a OR (b NEAR/10 c))"),
        ("NOT a NEAR b", "(* AND NOT (a NEAR/10 b))"),
        ("title:(a NEAR b)", "title:(a NEAR/10 b)"),
        ("title:a NEAR title:b", "title:(a NEAR/10 b)"),
        ("cease-fire NEAR Lavrov", "(cease-fire NEAR/10 Lavrov)"),
        ("(a OR b) NEAR c", "((a NEAR/10 c) OR (b NEAR/10 c))"),
        ("+a NEAR b^3", "+(a NEAR/10 b)^3"),
        ("(a NEAR b)^2", "(a NEAR/10 b)^2"),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), (expected.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn ranges_are_read_by_their_types() {
    let table = [
        ("wordcount:>500", "wordcount:>500"),
        ("wordcount:>=500 wordcount:< 600", "(wordcount:>=500 AND wordcount:<600)"),
        ("wordcount:<=-5", "wordcount:<=-5"),
        ("wordcount:100..500", "wordcount:[100 TO 500]"),
        ("wordcount:100..", "wordcount:>=100"),
        ("wordcount:[100 TO 500] a", "(wordcount:[100 TO 500] AND a)"),
        ("wordcount:{100 TO *}", "wordcount:>100"),
        ("-rating:>4.5", "(* AND NOT rating:>4.5)"),
        ("updated:>2020-10", "updated:>2020-10"),
        ("updated:>\"last week\"", "updated:>\"last week\""),
        ("updated:yesterday..", "updated:>=yesterday"),
        ("featured:>=true", "featured:>=true"),
        ("include:../layout", "include:../layout"),
        ("slug:a..b", "slug:a..b"),
        ("wordcount:(>5 <9)", "(wordcount:>5 AND wordcount:<9)"),
        ("date:2020-10", "date:2020-10-01..2020-10-31"),
        ("date:2020..2021", "date:2020-01-01..2021-12-31"),
        ("date:>2020", "date:2021-01-01.."),
        ("date:>=2020-10", "date:2020-10-01.."),
        ("date:<2019", "date:..2018-12-31"),
        ("date:<=2019", "date:..2019-12-31"),
        ("date:{2019 TO 2021}", "date:2020-01-01..2020-12-31"),
        ("date:yesterday", "date:2020-10-13..2020-10-13"),
        ("date:\"last month\"", "date:2020-09-01..2020-09-30"),
        ("date:last-month", "date:2020-09-01..2020-09-30"),
        ("date:>=\"2 weeks ago\"", "date:2020-09-30.."),
        ("date:>2w", "date:2020-10-01.."),
        ("date:\"14 oct 2020\"", "date:2020-10-14..2020-10-14"),
        ("date:2020-10-14T08:00:00Z", "date:2020-10-14..2020-10-14"),
        ("date:*", "date:*"),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), (expected.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn expressions_and_boosts_are_read() {
    let table = [
        ("/colou?r(ed|s)?/", "/colou?r(ed|s)?/"),
        ("title:/lavr.*/^2", "title:/lavr.*/^2"),
        ("tag:/white .*/", "tag:/white .*/"),
        ("/usr/local/bin /usr/local/", "(/usr/local/bin AND /usr/local/)"),
        ("a^2 \"a b\"^0.5", "(a^2 AND \"a b\"^0.5)"),
        ("(a b)^2", "(a^2 AND b^2)"),
        ("(a (b OR c^3)^2)^.5", "(a^0.5 AND (b OR c^3))"),
        ("title:(a -b)^2", "(title:a^2 AND NOT title:b)"),
        ("*^2", "*"),
    ];
    for (text, expected) in table {
        assert_eq!(read(text), (expected.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn odd_queries_are_read_with_a_warning() {
    let table = [
        ("a (b", "(a AND b)", "column 3: this `(` is never closed"),
        ("a) b", "(a AND b)", "column 2: this `)` closes nothing"),
        ("ж \"b c", "(ж AND b AND c)", "column 3: this quote is never closed"),
        ("OR a", "a", "column 1: nothing stands before this OR"),
        ("a OR", "a", "column 5: nothing stands after the OR"),
        ("AND a", "a", "column 1: nothing stands before this AND"),
        ("a NOT", "a", "column 3: nothing stands after this NOT"),
        ("a AND", "a", "column 3: nothing stands after this AND"),
        ("WAR AND PEACE", "(WAR AND AND AND PEACE)", "column 5: AND is a word among others"),
        ("SHOTS NEAR MOSCOW", "(SHOTS AND NEAR AND MOSCOW)", "column 7: NEAR is a word among"),
        ("a date:soon", "(a AND soon)", "column 8: `soon` is no date"),
        ("date:>soon", "\"soon\"", "column 7: `soon` is no date"),
        ("date:[soon TO later]", "\"soon later\"", "column 6: `soon later` is no date"),
        ("date:last month", "(last AND month)", "column 6: `last` is no date"),
        ("date:2021..2020", "date:2021-01-01..2020-12-31", "column 6: this range ends before"),
        ("rating:5..1", "rating:[5 TO 1]", "column 8: this range ends before it begins"),
        ("layout:>post", "layout:>post", "column 9: an end of this range is neither"),
        ("layout:> a:b", "a:b", "column 8: a value is missing after this sign"),
        ("title:>5", "title:\"5\"", "column 8: only `date` and the keys"),
        ("title:[a TO b]", "title:\"a b\"", "column 7: only `date` and the keys"),
        ("a /(b/", "(a AND \"(b\")", "column 3: `/(b/` is no regular expression (unclosed group)"),
        ("date:/a/", "\"a\"", "column 6: `/a/` is no regular expression (a date has no words)"),
        ("NEAR a", "a", "column 1: nothing stands before this NEAR"),
        ("a NEAR", "a", "column 3: nothing stands after this NEAR"),
        ("a NEAR OR b", "(a OR b)", "column 3: nothing stands after this NEAR"),
        ("\"a b\" NEAR c", "(a NEAR/10 b NEAR/10 c)", "column 7: beside NEAR, the words between"),
        ("a* NEAR b", "(a* AND b)", "column 4: NEAR joins words"),
        ("a NEAR (b c)", "(a AND (b AND c))", "column 3: NEAR joins words"),
        ("title:a NEAR b", "(title:a AND b)", "column 9: NEAR joins words in one field"),
        ("tag:(a NEAR b)", "(tag:a AND tag:b)", "column 8: NEAR joins words in one field"),
        ("a NEAR/999 b", "(a NEAR/255 b)", "column 3: 999 words between others are read as 255"),
        (
            "a NEAR/99999999999 b",
            "(a NEAR/255 b)",
            "column 3: so many words between others are read",
        ),
        (
            "a NEAR/2 b NEAR/4 c",
            "(a NEAR/4 b NEAR/4 c)",
            "column 3: all these words are to be near",
        ),
        ("!a b", "(!a AND b)", "column 1: `!` is no operator"),
        ("b title: a", "(b AND title: AND a)", "column 3: nothing stands directly after `title:`"),
        ("a NEAR/x b", "(a AND NEAR/x AND b)", "column 3: NEAR/ takes a number of words"),
        ("\"a b\"~99999999999", "\"a b\"~255", "column 1: so many words between others are read"),
        ("a~99999999999", "a~2", "column 1: so large a number is read as `~2`"),
        ("\"a b\"~999", "\"a b\"~255", "column 1: 999 words between others are read as 255"),
        ("a^0", "a", "column 1: `^0` is no boost from 0.001 to 1000"),
        ("b a^-2", "(b AND a)", "column 3: `^-2` is no boost"),
        ("(a b)^9999", "(a AND b)", "column 6: `^9999` is no boost"),
        ("a~7", "a~2", "column 1: `~7` is read as `~2`"),
        ("a~0", "a~1", "column 1: `~0` is read as `~1`"),
    ];
    for (text, expected, warning) in table {
        let (node, messages) = read(text);
        assert_eq!(node, expected, "{text}");
        let message = messages.first().map_or("", String::as_str);
        assert!(message.starts_with(warning), "{text}: {message}");
    }
}

#[test]
fn groups_beside_near_have_a_limit() {
    let group = |count: usize| format!("({})", vec!["a"; count].join(" OR "));
    let (node, messages) = read(&format!("{} NEAR {}", group(4), group(4)));
    assert_eq!((node.matches("NEAR").count(), messages.len()), (16, 0));
    let (node, messages) = read(&format!("{} NEAR {}", group(4), group(5)));
    assert_eq!(node.matches("NEAR").count(), 0);
    assert!(messages[0].contains("too many choices"), "{messages:?}");
}

#[test]
fn queries_beyond_the_limits_are_refused() {
    let table = [
        ("(".repeat(100) + "a", "the query is nested deeper than 64 times"),
        ("+".repeat(90) + &"(+".repeat(70) + "a", "the query is nested deeper than 64 times"),
        ("a ".repeat(1025), "the query has more than 1024 words"),
        ("( ".repeat(5000), "the query has more than 1024 words"),
        ("x".repeat(70_000), "the query is longer than 64 KiB"),
        ("a* ".repeat(17), "the query has more than 16 patterns (`*`, `?`, `~` or `/.../`)"),
        ("/(a{1000}){1000}/".to_owned(), "`/(a{1000}){1000}/` cannot be searched for: it is too"),
    ];
    for (text, expected) in table {
        let message = match parse(&text, TODAY) {
            Err(Error::Query(message)) => message,
            other => format!("{other:?}"),
        };
        assert!(message.starts_with(expected), "{}: {message}", &text[..9]);
    }
    assert!(matches!(parse(" - & ", TODAY), Err(Error::QueryEmpty)));
    assert!(parse(&"a ".repeat(1024), TODAY).is_ok());
    assert!(parse(&"a* ".repeat(16), TODAY).is_ok());
}

#[test]
fn patterns_longer_than_terms_are_words() {
    let (node, messages) = read(&("a".repeat(255) + "*"));
    assert_eq!(node, "a".repeat(255) + "*");
    assert!(messages[0].contains("a pattern is at most 255 bytes long"), "{messages:?}");
    assert_eq!(read(&("a".repeat(254) + "*")).1, Vec::<String>::new());
}
