//! The passages that answer: which sentences, and what is marked in them.

use crate::program::Place;
use crate::wire;

/// A post, by its body or with front matter, a query and the passages that answer. What is marked
/// stands between `‹` and `›`.
struct Case {
    language: &'static str,
    post: &'static str,
    query: &'static str,
    passages: &'static [&'static str],
}

const fn case(
    language: &'static str,
    post: &'static str,
    query: &'static str,
    passages: &'static [&'static str],
) -> Case {
    Case { language, post, query, passages }
}

/// Three sentences that are long enough to stand alone, for the case when a passage is one sentence.
const BRIDGE: &str = "The council voted late on Monday to close the old stone bridge for the whole winter, since two of its piers had moved a little. A ferry will carry cars and carts across the river every half an hour until the engineers have found out why the piers moved. The ferry costs nothing, and the council hopes that nobody is going to ask how long the winter is going to be this time.";

const CASES: [Case; 46] = [
    // What says nothing.
    case("en", "---\ntitle: Prices rise\ndescription: \"******\"\n---\n", "prices", &[]),
    // Which sentences.
    case(
        "en",
        BRIDGE,
        "engineers",
        &[
            "A ferry will carry cars and carts across the river every half an hour until the ‹engineers› have found out why the piers moved.",
        ],
    ),
    case(
        "en",
        BRIDGE,
        "council",
        &[
            "The ‹council› voted late on Monday to close the old stone bridge for the whole winter, since two of its piers had moved a little.",
        ],
    ),
    case(
        "en",
        BRIDGE,
        "council ferry",
        &[
            "The ‹ferry› costs nothing, and the ‹council› hopes that nobody is going to ask how long the winter is going to be this time.",
        ],
    ),
    case(
        "en",
        BRIDGE,
        "monday ferry",
        &[
            "The council voted late on ‹Monday› to close the old stone bridge for the whole winter, since two of its piers had moved a little. A ‹ferry› will carry cars and carts across the river every half an hour until the engineers have found out why the piers moved.",
        ],
    ),
    case(
        "en",
        "The mill stands. It has no wheel.\n\nLater the mill got a wheel of oak, and the wheel of the mill turned.",
        "mill wheel",
        &["Later the ‹mill› got a ‹wheel› of oak, and the ‹wheel› of the ‹mill› turned."],
    ),
    case("en", "Old.\n\nThe heron waits.\n\nThe heron waits.", "heron", &["The ‹heron› waits."]),
    case(
        "en",
        "Mr. Reed of the U.S. Senate met Gov. Gray on Sept. 27 and praised the barge. Nobody else did so then.",
        "barge",
        &[
            "Mr. Reed of the U.S. Senate met Gov. Gray on Sept. 27 and praised the ‹barge›. Nobody else did so then.",
        ],
    ),
    case(
        "en",
        "These are plain violations.In turn, they answered with a long and angry note that the other side of the river refused to accept at all, as far as one can see.",
        "note",
        &[
            "In turn, they answered with a long and angry ‹note› that the other side of the river refused to accept at all, as far as one can see.",
        ],
    ),
    case(
        "en",
        "## Ferries\n\nBoats leave every hour from the northern pier.",
        "ferries",
        &["Boats leave every hour from the northern pier."],
    ),
    case(
        "en",
        "![A heron by the weir](x.png)\n\nNothing moved on the water that morning.",
        "heron",
        &["Nothing moved on the water that morning."],
    ),
    case("en", "    let heron = 1;\n    let weir = heron;\n", "weir", &["let ‹weir› = heron;"]),
    // Hits by other fields.
    case(
        "en",
        "---\ntitle: Quagmire\n---\nVIENNA, May 3 -\n\nBy Ann Lee for the Evening Paper\n\nThe mud came up to the axles on both sides of the road.",
        "quagmire",
        &["The mud came up to the axles on both sides of the road."],
    ),
    case(
        "en",
        "---\ntags: [turbines]\n---\nMills turn wind into flour. They did so for a thousand years.",
        "tag:turbines",
        &["Mills turn wind into flour. They did so for a thousand years."],
    ),
    case(
        "en",
        "---\nauthor: Odile Marsh\n---\nThe odile is also a bird. It sings late in the evening.",
        "author:odile",
        &["The odile is also a bird. It sings late in the evening."],
    ),
    case(
        "en",
        "---\ndate: 1998-05-04\n---\nIt happened in May 1998, they say. Nobody wrote it down.",
        "date:1998-05-04",
        &["It happened in May 1998, they say. Nobody wrote it down."],
    ),
    case(
        "en",
        "---\ntitle: Sluices\n---\nThe sluices were open all night, and the meadow was under water.",
        "title:sluices",
        &["The sluices were open all night, and the meadow was under water."],
    ),
    case(
        "en",
        "---\ndescription: Of eels and weirs. And of more.\n---\nFish swim upstream in autumn when the water is high.",
        "eels",
        &["Of ‹eels› and weirs."],
    ),
    // What is marked.
    case(
        "en",
        "A cease-fire, a cease fire, a ceasefire; cease the fire.",
        "cease fire",
        &["A ‹cease-fire›, a ‹cease› ‹fire›, a ‹ceasefire›; ‹cease› the ‹fire›."],
    ),
    case(
        "en",
        "A cease-fire, a cease fire, a ceasefire; cease the fire.",
        "cease-fire",
        &["A ‹cease-fire›, a ‹cease fire›, a ‹ceasefire›; cease the fire."],
    ),
    case(
        "en",
        "A cease-fire, a cease fire, a ceasefire; cease the fire.",
        "ceasefire",
        &["A ‹cease-fire›, a ‹cease fire›, a ‹ceasefire›; cease the fire."],
    ),
    case(
        "en",
        "A cease-fire, a cease fire, a ceasefire; cease the fire.",
        "=cease-fire",
        &["A ‹cease-fire›, a cease fire, a ceasefire; cease the fire."],
    ),
    case(
        "en",
        "Observers of the military met military observers.",
        "\"military observers\"",
        &["Observers of the military met ‹military observers›."],
    ),
    case(
        "en",
        "Observers of the military met military observers.",
        "\"military observers\"~2",
        &["‹Observers of the military› met ‹military observers›."],
    ),
    case(
        "en",
        "Observing is what an observer does; observers observe.",
        "observers",
        &["‹Observing› is what an ‹observer› does; ‹observers› ‹observe›."],
    ),
    case(
        "en",
        "Observing is what an observer does; observers observe.",
        "=observers",
        &["Observing is what an observer does; ‹observers› observe."],
    ),
    case(
        "en",
        "The barges, the bargeman and a barn.",
        "barge*",
        &["The ‹barges›, the ‹bargeman› and a barn."],
    ),
    case(
        "en",
        "Lavrov met Lavrow and Larov, not Petrov.",
        "lavrov~1",
        &["‹Lavrov› met ‹Lavrow› and ‹Larov›, not Petrov."],
    ),
    case(
        "en",
        "The heron fed. The crane did not feed.",
        "heron NOT stork",
        &["The ‹heron› fed. The crane did not feed."],
    ),
    case(
        "en",
        "The heron fed. The crane did not feed.",
        "heron OR crane",
        &["The ‹heron› fed. The ‹crane› did not feed."],
    ),
    case(
        "en",
        "They told US clerks that the U.S. helps us.",
        "U.S.",
        &["They told ‹US› clerks that the ‹U.S.› helps us."],
    ),
    case("en", "We wrote it in C++ and not in C.", "C++", &["We wrote it in ‹C++› and not in C."]),
    case(
        "en",
        "The naïve miller sold a café.",
        "naive cafe",
        &["The ‹naïve› miller sold a ‹café›."],
    ),
    case("en", "Sale of gift cards is over.", "=gift", &["Sale of ‹gift› cards is over."]),
    // Other languages.
    case(
        "de",
        "Am 14. Oktober wurde z. B. die Brücke am Fluss von Hrn. Dr. Weiß gesperrt, wie der Rat der Stadt nach langer Sitzung am Abend sagte. Am Montag darauf fuhr die erste Fähre.",
        "Brücken",
        &[
            "Am 14. Oktober wurde z. B. die ‹Brücke› am Fluss von Hrn. Dr. Weiß gesperrt, wie der Rat der Stadt nach langer Sitzung am Abend sagte.",
        ],
    ),
    case(
        "de",
        "Die Straße ist zu. Die Strasse bleibt zu.",
        "straße",
        &["Die ‹Straße› ist zu. Die ‹Strasse› bleibt zu."],
    ),
    case(
        "fr",
        "L’eau monte. « Elle montera encore. » Les élections d’été sont remises.",
        "élection eau",
        &["L’‹eau› monte. « Elle montera encore. » Les ‹élections› d’été sont remises."],
    ),
    case(
        "es",
        "La Sra. Paz vio el puente, p. ej. de noche. ¿Quién más? Nadie.",
        "puentes",
        &["La Sra. Paz vio el ‹puente›, p. ej. de noche. ¿Quién más? Nadie."],
    ),
    case(
        "ru",
        "Были хлеб, соль и т. д. Мельник А. С. Котов открыл мельницу в 1830 г. В тот же год сгорел мост.",
        "мельницы",
        &[
            "Были хлеб, соль и т. д. Мельник А. С. Котов открыл ‹мельницу› в 1830 г. В тот же год сгорел мост.",
        ],
    ),
    case(
        "el",
        "Η γέφυρα έκλεισε. Το πλοίο φεύγει νωρίς.",
        "γεφυρα",
        &["Η ‹γέφυρα› έκλεισε. Το πλοίο φεύγει νωρίς."],
    ),
    case(
        "zh",
        "大桥今天关闭。渡船每小时一班！没有人知道原因。",
        "渡船",
        &["大桥今天关闭。‹渡船›每小时一班！没有人知道原因。"],
    ),
    case("zh", "停火，停了火。", "停火", &["‹停火›，停了火。"]),
    case(
        "ja",
        "橋が閉まった。「渡し船だ！」と村人は言った。",
        "渡し船",
        &["橋が閉まった。「‹渡し船›だ！」と村人は言った。"],
    ),
    case("th", "สะพานปิดแล้ว ผู้คนใช้เรือข้ามฟาก", "เรือ", &["สะพานปิดแล้ว ผู้คนใช้‹เรือ›ข้ามฟาก"]),
    case(
        "ko",
        "다리가 닫혔다. 배는 매시간 떠난다.",
        "다리",
        &["‹다리가› 닫혔다. 배는 매시간 떠난다."],
    ),
    case(
        "ar",
        "أُغلق الجسر. تغادر العبّارة كل ساعة؟ نعم.",
        "الجسر",
        &["أُغلق ‹الجسر›. تغادر العبّارة كل ساعة؟ نعم."],
    ),
];

/// The texts of some passages, with what is marked between `‹` and `›`.
fn shown(snippets: &[wire::Snippet]) -> Vec<String> {
    let text = |snippet: &wire::Snippet| {
        let mut text = String::new();
        for (at, c) in snippet.text.chars().enumerate() {
            if snippet.highlights.iter().any(|&[_, end]| end == at) {
                text.push('›');
            }
            if snippet.highlights.iter().any(|&[start, _]| start == at) {
                text.push('‹');
            }
            text.push(c);
        }
        let length = snippet.text.chars().count();
        text + if snippet.highlights.iter().any(|&[_, end]| end == length) { "›" } else { "" }
    };
    snippets.iter().map(text).collect()
}

fn snippets(place: &Place, args: &[&str]) -> Vec<wire::Snippet> {
    let run = place.run(&[&["search", "--json", "--no-refresh"], args].concat());
    let mut results: wire::Results = wire::read(&run.stdout);
    assert_eq!(results.hits.len(), 1, "{args:?}: {run:#?}");
    results.hits.remove(0).snippets
}

#[test]
fn passages_are_what_a_person_would_quote() {
    let place = Place::new();
    for (number, case) in CASES.iter().enumerate() {
        let (front_matter, body) = match case.post.strip_prefix("---\n") {
            Some(rest) => rest.split_once("---\n").expect("is closed"),
            None => ("", case.post),
        };
        let text = format!("---\nlang: {}\n{front_matter}---\n\n{body}\n", case.language);
        place.file(&format!("corpus/{number}.md"), text);
    }
    place.index();
    let mut wrong = Vec::new();
    for (number, case) in CASES.iter().enumerate() {
        let query = format!("({}) path:{number}.md", case.query);
        let found = shown(&snippets(&place, &[&query]));
        if found != case.passages {
            wrong.push(format!("{}: {found:#?} instead of {:#?}", case.query, case.passages));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_foreign_inflection_is_not_marked() {
    let place = Place::new();
    place.file("corpus/a.md", "---\nlang: en\n---\nThe house had a haus in it.");
    place.file("corpus/b.md", "---\nlang: de\n---\nDas Haus hat viele Häuser und Hause.");
    place.file("corpus/c.md", "---\nlang: en\n---\nA haus is no häuser here.");
    place.index();
    let found = |path: &str| shown(&snippets(&place, &["haus", &format!("path:{path}")]));
    assert_eq!(found("b.md"), ["Das ‹Haus› hat viele ‹Häuser› und ‹Hause›."]);
    assert_eq!(found("c.md"), ["A ‹haus› is no häuser here."]);
}

#[test]
fn as_many_passages_as_are_asked_for() {
    let place = Place::new();
    place.file(
        "corpus/a.md",
        format!("{BRIDGE}\n\nNo winter lasts for ever.\n\nA hard winter ends."),
    );
    place.index();
    let found = |args: &[&str]| shown(&snippets(&place, &[&["winter"], args].concat()));
    assert_eq!(found(&[]).len(), 1);
    assert_eq!(found(&["--snippets", "0"]), Vec::<String>::new());
    assert_eq!(found(&["--snippets", "1"]), found(&[]));
    let all = found(&["--snippets", "9"]);
    assert_eq!(all.len(), 4, "{all:#?}");
    assert!(all.contains(&"No ‹winter› lasts for ever.".to_owned()), "{all:#?}");
    let run = place.run(&["search", "winter", "--snippets", "101"]);
    assert_eq!(run.status, Some(2));
}

#[test]
fn long_sentences_are_cut_at_words_around_what_matched() {
    let place = Place::new();
    place.file("corpus/a.md", BRIDGE);
    place.index();
    let found =
        |query: &str, length: &str| shown(&snippets(&place, &[query, "--snippet-length", length]));
    let table = [
        ("engineers", "60", "… hour until the ‹engineers› have found out why the piers moved."),
        ("council", "40", "The ‹council› voted late on Monday to …"),
        ("nobody", "40", "… hopes that ‹nobody› is going to ask how …"),
        ("nobody", "1", "… hopes that ‹nobody› is going to ask how …"),
    ];
    for (query, length, expected) in table {
        assert_eq!(found(query, length), [expected], "{query} {length}");
    }
    assert_eq!(found("engineers", "4000")[0].matches("piers").count(), 2);
}
