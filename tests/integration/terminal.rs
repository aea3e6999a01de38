//! What a person sees: the program on a terminal of its own, at several widths.
//!
//! The terminal comes from Python's `pty`; the tests are skipped where there is none, unless
//! `KWIC_REQUIRE_CONSUMERS` is set.

use std::fs;
use std::process::Command;

use textwrap::core::display_width;

use crate::consumers::has;
use crate::golden::{golden, without_chance};
use crate::program::{Place, Run, project};

const KWIC: &str = env!("CARGO_BIN_EXE_kwic");
/// Higher than any answer here, so that no pager is in the way.
const TALL: usize = 500;
/// What decides on links, colours and pagers.
const VARIABLES: [&str; 14] = [
    "KWIC_PAGER",
    "PAGER",
    "LESS",
    "FORCE_HYPERLINK",
    "DOMTERM",
    "VTE_VERSION",
    "TERM_PROGRAM",
    "COLORTERM",
    "WT_SESSION",
    "KONSOLE_VERSION",
    "NO_COLOR",
    "KWIC_INDEX",
    "COLUMNS",
    "LINES",
];

/// Posts in which each script meets what is hard to set: width, direction, accents, long words.
fn mixed_posts() -> Place {
    let place = Place::new();
    let posts = [
        (
            "latin",
            "Harbour lights",
            "en",
            "The harbour office keeps its lamps lit all night, so that late boats find the pier; see https://harbour.example.net/notices/2021/winter/lamps-and-buoys-of-the-outer-basin.html?season=winter&lamp=all#basin for each harbour lamp by name.",
        ),
        (
            "chinese",
            "港口 harbour 的灯",
            "zh",
            "港口办公室整夜亮灯，好让晚归的船找到码头。昨天 harbour 的第三盏灯坏了，修理工人乘小船出海，天亮以前把它换好，渔民们都松了一口气。",
        ),
        (
            "russian",
            "Огни гавани harbour",
            "ru",
            "Контора гавани не гасит фонарей всю ночь, чтобы поздние лодки нашли причал. Слово harbour написано на каждом буе латинскими буквами, хотя приезжие его не понимают.",
        ),
        (
            "hebrew",
            "אורות הנמל harbour",
            "he",
            "משרד הנמל משאיר את הפנסים דולקים כל הלילה, כדי שסירות מאוחרות ימצאו את הרציף. המילה harbour כתובה על כל מצוף באותיות לטיניות, אף שרוב הדייגים קוראים לו אחרת.",
        ),
        (
            "arabic",
            "أضواء الميناء harbour",
            "ar",
            "يترك مكتب الميناء المصابيح مضاءة طوال الليل لكي تجد القوارب المتأخرة الرصيف. كلمة harbour مكتوبة على كل عوامة بحروف لاتينية مع أن الصيادين يسمونها باسم آخر.",
        ),
        (
            "accents",
            "Le\u{301}ger harbour",
            "fr",
            "De\u{301}ja\u{300}, a\u{300} l’e\u{301}te\u{301}, la came\u{301}ra du harbour e\u{301}tait bra\u{302}le\u{301}e\u{300} sur la jete\u{301}e, ou\u{300} les e\u{301}le\u{300}ves re\u{302}vaient de\u{301}ja\u{300} d’e\u{301}chappe\u{301}es.",
        ),
        (
            "emoji",
            "Harbour party 🎉👩‍🚒",
            "en",
            "The harbour party 🎉 had fireworks 🎆🎆🎆, a fire crew 👩‍🚒👨‍🚒, flags 🇳🇴🇺🇦 and soup 🍲 for all; by midnight every harbour boat ⛵ had blown its horn 📯 twice and gone to sleep 😴.",
        ),
    ];
    for (day, (name, title, language, text)) in posts.into_iter().enumerate() {
        let day = day + 1;
        let post = format!(
            "---\ntitle: \"{title}\"\ndate: 2021-0{day}-1{day}\nlang: {language}\ntags: [harbour, lamps, {title}]\n\
             url: https://example.org/{name}\n---\n{text}\n"
        );
        place.file(&format!("corpus/2021/winter/harbour-lights-and-lamps-{name}.md"), post);
    }
    place.index();
    place
}

/// A post with a heading, code, a list and a table.
const CODE: &str = "---\ntitle: The switch\ndate: 2021-08-18\nlang: en\n---\nIt is turned by this.\n\n\
    ## The program\n\n```go\nfunc turn() {\n\tif dusk.Has(came) && keeper.Is(awake) && oil.Litres() > 0 \
    && !fog.Signals() {\n\t\tlog.Print(\"the keeper has turned all of them on\", dusk, keeper, oil)\n\
    \t}\n}\n```\n\n- It is run at dusk, and once more when the keeper has had his supper and his tea.\n\
    - It is not run in fog.\n\n> Nobody turns a light on in fog, said the keeper, because the horn is \
    what they listen for.\n\n| when | who |\n|---|---|\n| dusk | the keeper |\n";

/// The command that runs kwic on a terminal of so many columns and rows.
fn on_terminal(place: &Place, columns: usize, rows: usize, args: &[&str]) -> Command {
    let mut command = Command::new("python3");
    command.arg(project().join("tests/consumers/terminal.py"));
    command.args([columns.to_string(), rows.to_string(), KWIC.to_owned()]).args(args);
    command.current_dir(place.path("")).env("TERM", "xterm-256color");
    VARIABLES.iter().for_each(|name| {
        command.env_remove(name);
    });
    command
}

fn seen(place: &Place, columns: usize, args: &[&str]) -> String {
    Run::of(&mut on_terminal(place, columns, TALL, args)).expect(0)
}

#[test]
fn views_are_as_they_were_at_each_width() {
    if !has("python3") {
        return;
    }
    let place = mixed_posts();
    let plain = ["--color", "never", "--now", "2022-01-01T00:00:00Z"];
    place.file("corpus/2021/code.md", CODE);
    place.index();
    let views: [(&str, &[&str]); 7] = [
        ("search", &["search", "harbour", "--sort", "oldest"]),
        ("show", &["show", "2021/winter/harbour-lights-and-lamps-hebrew.md"]),
        ("timeline", &["timeline", "harbour", "lamps", "--by", "month"]),
        ("concordance", &["concordance", "harbour", "--sort", "oldest"]),
        ("explain", &["search", "נמל OR harbour", "--explain", "--sort", "oldest", "-n", "2"]),
        ("facets", &["search", "harbour", "-n", "0", "--facet", "tag", "--facet", "month"]),
        ("code", &["show", "2021/code.md"]),
    ];
    fs::create_dir_all(project().join("tests/golden/terminal")).expect("creates a folder");
    for (name, args) in views {
        for width in [60, 100, 160] {
            let text = seen(&place, width, &[args, &plain].concat());
            for line in text.lines() {
                // A path stays in one piece on a line of its own.
                let is_path = line.trim().starts_with("corpus/") && !line.trim().contains(' ');
                assert!(display_width(line) <= width || is_path, "{name} at {width}: {line}");
            }
            golden(&format!("terminal/{name}-{width}.txt"), &without_chance(&text, &place));
        }
    }
}

#[test]
fn marks_and_links_are_as_they_were() {
    if !has("python3") {
        return;
    }
    let place = mixed_posts();
    let text = seen(
        &place,
        60,
        &["search", "harbour", "--sort", "oldest", "-n", "2", "--hyperlink", "always"],
    );
    let (before, after) = ("\u{1b}]8;;file://", "\u{1b}\\");
    let folder = place.path("").canonicalize().expect("exists");
    let folder = folder.to_string_lossy();
    let links: Vec<&str> =
        text.split(before).skip(1).filter_map(|rest| Some(rest.split_once(after)?.0)).collect();
    assert_eq!(links.len(), 2, "{text:?}");
    for (link, name) in links.iter().zip(["latin", "chinese"]) {
        let host = link.split('/').next().expect("is text");
        let file = format!("/corpus/2021/winter/harbour-lights-and-lamps-{name}.md");
        assert_eq!(**link, format!("{host}{folder}{file}").replace(' ', "%20"));
    }
    place.file("corpus/2021/code.md", CODE);
    place.index();
    assert!(
        seen(&place, 60, &["show", "2021/code.md"]).contains("\u{1b}[1mThe program\u{1b}[0m\n")
    );
    // Neither an unknown terminal nor a pipe gets links.
    let args = ["search", "harbour"];
    assert!(!seen(&place, 60, &args).contains("\u{1b}]8"));
    let mut known = on_terminal(&place, 60, TALL, &args);
    assert!(Run::of(known.env("VTE_VERSION", "7000")).expect(0).contains("\u{1b}]8"));
    let mut piped = place.command(args);
    assert!(!Run::of(piped.env("VTE_VERSION", "7000")).expect(0).contains('\u{1b}'));
}

#[test]
fn long_answers_go_through_a_pager() {
    if !has("python3") {
        return;
    }
    let place = mixed_posts();
    place.file("pager.sh", "echo \"PAGED $1 $LESS\"; cat; echo END\n");
    place.file("quitter.sh", "echo PAGED; head -n 1\n");
    let search: &[&str] = &["search", "harbour"];
    let run = |rows: usize, pager: &str, args: &[&str]| {
        Run::of(on_terminal(&place, 80, rows, args).env("KWIC_PAGER", pager))
    };
    let paged = run(10, "sh pager.sh 'two words'", search).expect(0);
    assert!(paged.starts_with("PAGED two words FRX\n 1. "), "{paged}");
    // The summary is below what was paged.
    assert!(paged.contains("\nEND\n7 posts\n"), "{paged}");
    for command in [&["show", "2021/winter/harbour-lights-and-lamps-arabic.md"][..], &["stats"]] {
        assert!(run(6, "sh pager.sh", command).expect(0).starts_with("PAGED"), "{command:?}");
    }
    let without: [(usize, &str, &[&str]); 5] = [
        (TALL, "sh pager.sh", search),
        (10, "sh pager.sh", &["search", "harbour", "--no-pager"]),
        (10, "", search),
        (10, "cat", search),
        (10, "no-such-pager", search),
    ];
    for (rows, pager, args) in without {
        let text = run(rows, pager, args).expect(0);
        assert!(!text.contains("PAGED") && text.contains("7 posts"), "{pager}: {text}");
    }
    let dumb = Run::of(
        on_terminal(&place, 80, 10, search).env("TERM", "dumb").env("PAGER", "sh pager.sh"),
    );
    assert!(!dumb.expect(0).contains("PAGED"));
    let fallback = Run::of(on_terminal(&place, 80, 10, search).env("PAGER", "sh pager.sh"));
    assert!(fallback.expect(0).starts_with("PAGED"));
    let piped = Run::of(place.command(["stats"]).env("KWIC_PAGER", "sh pager.sh"));
    assert!(!piped.expect(0).contains("PAGED"));
    // Quitting early is no failure, however much is left.
    let quit = run(10, "sh quitter.sh", &["export", "corpus"]).expect(0);
    assert!(quit.starts_with("PAGED\n{") && !quit.contains("kwic:"), "{quit}");
    // Nor does it hide what the status says.
    place.file("odd/a.md", "---\ntitle: a: b\n---\ntext\n");
    let odd = run(2, "sh quitter.sh", &["check", "odd", "--color", "never"]).expect(1);
    assert!(odd.starts_with("PAGED\na.md:2:\n"), "{odd}");
}

#[test]
fn hints_are_for_people_alone() {
    if !has("python3") {
        return;
    }
    let place = mixed_posts();
    let next = "hint: `--offset 3` shows the next 3, `--facet tag` counts their tags\n";
    let any = "hint: `--any` ranks posts with any of the words, `--open 1` opens the first in the editor\n";
    let table: [(&[&str], Option<&str>); 7] = [
        (&["search", "harbour", "office", "lamps", "night"], Some(any)),
        (&["search", "harbour", "-n", "3"], Some(next)),
        (&["search", "harbour"], Some("hint: `--open 1` opens the first in the editor\n")),
        (&["search", "harbour", "-n", "3", "--no-hints"], None),
        (&["search", "harbour", "--json"], None),
        (
            &["concordance", "harbour", "-n", "2", "--sort", "right"],
            Some("hint: `--offset 2` shows the next 2, `--collocates` counts the words around\n"),
        ),
        (&["concordance", "harbour", "--csv"], None),
    ];
    for (args, expected) in table {
        let text = seen(&place, 100, args);
        match expected {
            Some(expected) => assert!(text.ends_with(expected), "{args:?}: {text}"),
            None => assert!(!text.contains("hint:"), "{args:?}: {text}"),
        }
        assert!(!place.run(args).stderr.contains("hint:"), "{args:?}");
    }
}

#[test]
fn a_table_on_a_terminal_holds_nothing_that_it_obeys() {
    if !has("python3") {
        return;
    }
    let place = Place::new();
    let post = "---\ntitle: \"Harbour\\e[31m \\a lights\"\ndate: 2020-10-14\ntags: [\"a\\e]0;x\"]\n---\nThe harbour is lit.\n";
    place.file("corpus/a.md", post).file("corpus/b.md", post).index();
    let table: [&[&str]; 4] = [
        &["search", "harbour"],
        &["concordance", "harbour"],
        &["similar", "a.md"],
        &["timeline", "harbour OR \u{1b}[31mlit"],
    ];
    for args in table {
        for form in ["--csv", "--tsv"] {
            let text = seen(&place, 100, &[args, &[form, "--no-pager"]].concat());
            assert!(text.lines().count() > 1, "{text}");
            assert!(text.contains('␛'), "{args:?} {form}: {text}");
            assert!(!text.contains(['\u{1b}', '\u{7}']), "{args:?} {form}: {text:?}");
        }
    }
}

#[test]
fn people_are_told_that_nothing_is_new() {
    if !has("python3") {
        return;
    }
    let place = mixed_posts();
    place.file("kwic.toml", "[queries]\nharbour = { query = \"harbour\", watch = true }\n");
    let new = ["new", "--no-pager", "--color", "never"];
    assert!(seen(&place, 60, &new).starts_with("@harbour: 7 new posts\n"));
    let again = Run::of(&mut on_terminal(&place, 60, TALL, &new));
    assert_eq!(again.expect(1), "nothing new\n");
    assert_eq!(place.run(&["new"]).stderr, "");
}
