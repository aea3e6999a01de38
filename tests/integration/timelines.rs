//! What `timeline` makes of bursts, long times, nothing at all, and odd queries.

use std::process::Command;

use serde_json::Value;

use crate::program::{Place, Run};
use crate::wire;

/// Posts of a year, one a day, and in one week many of one story, of which one is the best.
fn story() -> Place {
    let place = Place::new();
    for day in 0..300 {
        let date = jiff::civil::date(2020, 1, 1).saturating_add(jiff::Span::new().days(day));
        let text = if day % 60 == 0 { "Far away a truce held." } else { "Weather and sports." };
        place.file(&format!("corpus/{date}.md"), format!("---\ndate: {date}\n---\n{text}"));
    }
    for number in 1..9 {
        let post =
            format!("---\ndate: 2020-05-{number:02}\n---\nThey met. The truce was on. More.");
        place.file(&format!("corpus/story/{number}.md"), post);
    }
    place.file("corpus/best.md", "---\ntitle: Truce\ndate: 2020-05-06\n---\nTruce, a truce.");
    place.index();
    place
}

#[test]
fn a_burst_is_named_with_the_post_that_leads_it() {
    let place = story();
    let answer = place.run(&["timeline", "truce", "--by", "week", "--json"]).expect(0);
    let timeline: wire::Timeline = wire::read(&answer);
    let [series] = timeline.queries.as_slice() else { panic!("{answer}") };
    let [burst] = series.bursts.as_slice() else { panic!("{answer}") };
    assert_eq!((burst.from.as_str(), burst.to.as_str()), ("2020-04-27", "2020-05-10"));
    assert_eq!((burst.count, burst.lead.path.as_str()), (10, "best.md"));
    assert!(burst.expected < 2.0, "{burst:?}");
    let text = place.run(&["timeline", "truce", "--by", "week"]).expect(0);
    assert_eq!(text.lines().filter(|line| line.ends_with('▲')).count(), 2, "{text}");
    assert!(text.contains("▲ 2020-W18 to 2020-W19: 10 posts"), "{text}");
    // What rises with all posts is no burst.
    let all: wire::Timeline = wire::read(&place.run(&["timeline", "*", "--json"]).expect(0));
    assert!(all.queries[0].bursts.is_empty(), "{all:?}");
}

#[test]
fn long_times_are_not_printed_day_by_day() {
    let place = Place::new();
    place.file("corpus/a.md", "---\ndate: 1851-09-18\n---\nTruce.");
    place.file("corpus/b.md", "---\ndate: 2020-10-14\n---\nTruce.").index();
    let run = place.run(&["timeline", "truce", "--by", "day"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("such as week, or less time with --since and --until"), "{run:#?}");
    let text = place.run(&["timeline", "truce", "--by", "week"]).expect(0);
    assert!(text.contains("weeks without any") && text.lines().count() < 10, "{text}");
    let answer = place.run(&["timeline", "truce", "--json"]).expect(0);
    let timeline: wire::Timeline = wire::read(&answer);
    assert_eq!((timeline.by.as_str(), timeline.queries[0].buckets.len()), ("year", 170));
    let empty = place.run(&["timeline", "truce", "nothinglikeit", "--no-correct", "--csv"]);
    assert_eq!(empty.expect(0).lines().count(), 1 + 2 * 170);
}

#[test]
fn nothing_found_is_status_1_in_every_form() {
    let place = Place::with_samples();
    place.index();
    for form in [&[][..], &["--json"], &["--csv"], &["--svg"]] {
        let args = [&["timeline", "zzzzz", "tag:zzzzz"][..], form].concat();
        let stdout = place.run(&args).expect(1);
        assert!(!stdout.is_empty(), "{form:?}");
    }
    let header = "query,bucket,from,to,count,posts,per_hundred,burst\n";
    assert_eq!(place.run(&["timeline", "zzzzz", "--csv"]).expect(1), header);
}

#[test]
fn what_finds_nothing_is_told_why_and_what_does() {
    let place = Place::with_samples();
    place.index();
    let row = "  `tag:recipies`: no post; without it 6; there are recipe 1\n\
        without a part of it:\n    kwic search --no-correct +truce  # 6 posts\n";
    for form in [&[][..], &["--csv"], &["--svg"]] {
        let query = ["timeline", "--no-correct", "+truce tag:recipies"];
        let run = place.run(&[&query[..], form].concat());
        assert_eq!(run.status, Some(1), "{run:#?}");
        assert!(run.stderr.starts_with("no post matches +truce tag:recipies\n"), "{run:#?}");
        assert!(run.stderr.ends_with(row), "{run:#?}");
    }
    let two = place.run(&["timeline", "lavrov", "tag:recipies", "--since", "2008"]);
    assert_eq!(two.status, Some(0));
    assert!(two.stderr.contains("no post matches tag:recipies\n"), "{two:#?}");
    assert!(two.stderr.contains("did you mean:\n    kwic search --since "), "{two:#?}");
    assert!(two.stderr.contains(" tag:recipe "), "{two:#?}");
    assert!(!two.stderr.contains("matches lavrov"), "{two:#?}");
    let json = place.run(&["timeline", "lavrov", "tag:recipies", "--json"]);
    assert_eq!(json.stderr, "");
    let answer: wire::Timeline = wire::read(&json.stdout);
    let [found, missed] = answer.queries.as_slice() else { panic!("{answer:?}") };
    assert!(found.no_hits.is_none() && found.suggestions.is_empty(), "{found:?}");
    assert_eq!(missed.suggestions[0].query, "tag:recipe");
    assert_eq!(missed.no_hits.as_ref().expect("is told").clauses[0].posts, 0);
}

#[test]
fn answers_are_as_their_schemas_say() {
    let place = story();
    let table: [(&str, &[&str]); 3] = [
        ("timeline", &["timeline", "truce", "weather", "--json"]),
        ("timeline", &["timeline", "zzzzz", "--json"]),
        ("search", &["search", "truce", "--facet", "year", "--facet", "tag", "--json"]),
    ];
    for (name, args) in table {
        let schema: Value = wire::read(&place.run(&["schema", name]).expect(0));
        let answer: Value = wire::read(&place.run(args).stdout);
        let validator = jsonschema::validator_for(&schema).expect("is a schema");
        let faults: Vec<_> = validator.iter_errors(&answer).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{args:?}: {faults:?}");
    }
}

#[test]
fn a_picture_is_xml_whatever_was_typed() {
    let place = story();
    let hostile = "truce OR \"<script>&amp;]]>\u{1b}[31m'\"";
    let svg = place.run(&["timeline", hostile, "weather", "--by", "month", "--svg"]).expect(0);
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "), "{svg}");
    assert!(!svg.contains("<script") && !svg.contains('\u{1b}'), "{svg}");
    let script = "import sys, xml.etree.ElementTree as tree\n\
        root = tree.parse(sys.stdin).getroot()\n\
        tag = '{http://www.w3.org/2000/svg}'\n\
        assert root.tag == tag + 'svg' and root.get('role') == 'img', root.tag\n\
        ids = {element.get('id') for element in root}\n\
        assert set(root.get('aria-labelledby').split()) <= ids, ids\n\
        lines = [p for p in root.iter(tag + 'path') if p.find(tag + 'title') is not None]\n\
        dots = list(root.iter(tag + 'circle'))\n\
        named = [dot for dot in dots if dot.find(tag + 'title') is not None]\n\
        print(len(lines), len(named), len(dots) - len(named))";
    let mut python = Command::new("python3");
    if python.arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3");
        return;
    }
    let file = place.path("picture.svg");
    std::fs::write(&file, svg).expect("writes");
    let mut python = Command::new("python3");
    python.args(["-c", script]).stdin(std::fs::File::open(&file).expect("opens"));
    let run = Run::of(python.env("PYTHONIOENCODING", "utf-8").env("PYTHONUTF8", "1"));
    // Two queries in two panels; the story is marked in both, and once it is said what the mark means.
    assert_eq!(run.expect(0).trim(), "4 2 1");
}
