//! `kwic search`: what is found, in which order, and how it is shown.

use crate::program::Place;
use crate::wire;

/// A folder of small posts, indexed.
fn place(posts: &[(&str, &str)]) -> Place {
    let place = Place::new();
    for (name, text) in posts {
        place.file(&format!("corpus/{name}.md"), text);
    }
    place.index();
    place
}

/// The names of the posts that a search finds, by path unless the arguments say otherwise.
#[track_caller]
fn found(place: &Place, args: &[&str]) -> String {
    let run = place.run(&[&["search", "-l", "--sort", "path"], args].concat());
    assert!(run.status.is_some_and(|status| status < 2), "{run:#?}");
    let names = run
        .stdout
        .lines()
        .map(|line| line.trim_start_matches("corpus/").trim_end_matches(".md").to_owned());
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn queries_find_what_they_mean() {
    let place = place(&[
        (
            "a",
            "---\ntitle: Cease-fire holds\ntags: [peace, White House]\nlayout: post\n---\nLavrov met the military observers.",
        ),
        (
            "b",
            "---\ntitle: Talks\nauthor: Ann Lee\nrating: 5\n---\nObservers of the military met. A ceasefire failed.",
        ),
        (
            "c",
            "---\ntitle: Fire\nlang: ru\nextra:\n  deep: yes please\n---\nThey cease to fire. Лавров прибыл.",
        ),
        (
            "d",
            "---\ntitle: Lavrov\nauthor: Bo\n---\n\n# A truce\n\nSecond lavrov, 2020-10-14, PIO-1384.\n\n![A caption here](x.png)",
        ),
    ]);
    let table: [(&[&str], &str); 44] = [
        (&["lavrov"], "a d"),
        (&["LAVROV"], "a d"),
        (&["cease-fire"], "a b"),
        (&["cease", "fire"], "a b c"),
        (&["\"cease fire\""], "a b"),
        (&["=cease-fire"], "a"),
        (&["ceasefire"], "a b"),
        (&["\"military observers\""], "a"),
        (&["\"military observers\"~3"], "a b"),
        (&["observers military"], "a b"),
        (&["met NOT lavrov"], "b"),
        (&["--", "met", "-lavrov"], "b"),
        (&["lavrov OR ceasefire"], "a b d"),
        (&["-e", "lavrov", "-e", "ceasefire"], "a b d"),
        (&["(lavrov OR ceasefire) met"], "a b"),
        (&["title:lavrov"], "d"),
        (&["title:(talks OR fire)"], "a b c"),
        (&["body:lavrov"], "a d"),
        (&["heading:truce"], "d"),
        (&["caption:caption"], "d"),
        (&["tag:peace"], "a"),
        (&["tag:\"white house\""], "a"),
        (&["white house"], "a"),
        (&["author:lee"], "b"),
        (&["author:\"Ann Lee\""], "b"),
        (&["lang:ru"], "c"),
        (&["layout:post"], "a"),
        (&["rating:5"], "b"),
        (&["extra.deep:please"], "c"),
        (&["path:a.md"], "a"),
        (&["path:*.md"], "a b c d"),
        (&["лавров"], "c"),
        (&["obs*"], "a b"),
        (&["l?vrov"], "a d"),
        (&["lavrof~1"], "a d"),
        (&["PIO-1384"], "d"),
        (&["2020-10-14"], "d"),
        (&["*"], "a b c d"),
        (&["* NOT lavrov"], "b c"),
        (&["-e", "-lavrov"], "b c"),
        (&["--tag", "peace", "*"], "a"),
        (&["--author", "lee", "--author", "bo", "*"], "b d"),
        (&["--lang", "ru", "*"], "c"),
        (&["nothing-of-the-kind"], ""),
    ];
    for (args, expected) in table {
        assert_eq!(found(&place, args), expected, "{args:?}");
    }
    assert_eq!(
        place.run_with_stdin(&["search", "-l", "-"], "title:lavrov\n").expect(0),
        "corpus/d.md\n"
    );
}

#[test]
fn a_query_is_relaxed_when_no_post_has_all_of_it() {
    let place =
        place(&[("a", "One two three."), ("b", "One two."), ("c", "One. Four words here.")]);
    assert_eq!(found(&place, &["one two three"]), "a");
    assert_eq!(found(&place, &["one two zzz"]), "a b");
    assert_eq!(found(&place, &["one zzz yyy"]), "a b c");
    assert_eq!(found(&place, &["one two zzz", "--no-relax"]), "");
    assert_eq!(found(&place, &["two +zzz"]), "");
    assert_eq!(found(&place, &["\"four words\" zzz"]), "c");
    assert_eq!(found(&place, &["zzz path:a.md"]), "", "a filter is no answer");
    let run = place.run(&["search", "one two zzz"]);
    assert!(
        run.stderr.contains("no post has all 3 words; showing posts with 2 of them"),
        "{run:#?}"
    );
    let stdout = place.run(&["search", "one two zzz", "--json"]).expect(0);
    let results: wire::Results = wire::read(&stdout);
    assert!(results.query.relaxed);
    assert_eq!(results.warnings[0].code, "relaxed");
}

#[test]
fn odd_queries_are_answered_with_a_warning() {
    let place = place(&[("a", "A truce at 12:30. See http://example.org/x for more.")]);
    for (query, warning) in [
        ("(truce", "column 1: this `(` is never closed"),
        ("\"truce", "column 1: this quote is never closed"),
        ("truce zzz:more", "no post has a key `zzz`"),
    ] {
        let run = place.run(&["search", query, "--no-relax"]);
        assert!(run.stderr.contains(warning), "{run:#?}");
        assert_eq!(place.run(&["search", query, "--strict"]).status, Some(2));
    }
    for query in ["12:30", "http://example.org/x", "truce - more", "truce?"] {
        let run = place.run(&["search", query]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), "1 post\n"), "{query}");
    }
}

#[test]
fn days_filter_and_sort() {
    let place = place(&[
        ("a", "---\ndate: 2019-05-15\n---\nA truce truce truce."),
        ("b", "---\ndate: 2020-10-14 23:30:00 -0500\n---\nA truce."),
        ("c", "---\ndate: 2020-11\n---\nA truce and much else that makes it longer than the rest."),
        ("d", "A truce without a date."),
    ]);
    let table: [(&[&str], &str); 10] = [
        (&["--since", "2020"], "b c"),
        (&["--until", "2019"], "a"),
        (&["--since", "2020-10-14", "--until", "2020-10-14"], "b"),
        (&["--since", "2020-10-15", "--until", "2020-10"], ""),
        (&["date:2020-10"], "b"),
        (&["date:2019..2020-10"], "a b"),
        (&["date:..2019"], "a"),
        (&["date:*"], "a b c"),
        (&["--sort", "newest"], "c b a d"),
        (&["--sort", "oldest"], "a b c d"),
    ];
    for (args, expected) in table {
        let args = [&["truce"], args].concat();
        let run = place.run(&[&["search", "-l"], args.as_slice()].concat());
        let names: Vec<_> =
            run.stdout.lines().map(|line| &line["corpus/".len()..line.len() - 3]).collect();
        let sorted = args.contains(&"--sort");
        let mut expected: Vec<_> = expected.split_whitespace().collect();
        let mut names = names;
        if !sorted {
            names.sort_unstable();
            expected.sort_unstable();
        }
        assert_eq!(names, expected, "{args:?}");
    }
}

#[test]
fn pages_follow_one_another() {
    let posts: Vec<_> = (10..35).map(|number| format!("p{number}")).collect();
    let posts: Vec<_> = posts.iter().map(|name| (name.as_str(), "The same truce.")).collect();
    let place = place(&posts);
    let page = |args: &[&str]| {
        let stdout = place.run(&[&["search", "truce", "--json"], args].concat()).expect(0);
        let results: wire::Results = wire::read(&stdout);
        assert_eq!(results.total, 25);
        results.hits.into_iter().map(|hit| (hit.rank, hit.path)).collect::<Vec<_>>()
    };
    let all = page(&["-n", "100"]);
    assert_eq!(all.len(), 25);
    assert!(all.is_sorted(), "equals are in the order of their paths: {all:?}");
    assert_eq!(page(&[]), all[..10]);
    assert_eq!(page(&["--offset", "20"]), all[20..]);
    assert_eq!(page(&["--offset", "30"]), []);
    assert_eq!(page(&["-n", "0"]), []);
    assert_eq!(place.run(&["search", "truce", "-l"]).expect(0).lines().count(), 25);
}

#[test]
fn a_passage_is_whole_sentences_around_what_matched() {
    let place = place(&[(
        "a",
        "---\ntitle: Observers\ndescription: A truce for the observers.\n---\n\n# First part\n\n\
         Nothing here. Mr. Lavrov spoke on Sept. 27 of a truce.\nIt was late.\n\n\
         <figure><img alt=\"Lavrov at a truce\"><figcaption>Lavrov and the truce</figcaption></figure>\n\n\
         ## Second part\n\nThe military observers came; observers of the military did not.",
    )]);
    let snippets = |query: &str| {
        let stdout = place.run(&["search", query, "--json"]).expect(0);
        let mut results: wire::Results = wire::read(&stdout);
        results.hits.remove(0).snippets
    };
    let lavrov = snippets("lavrov truce");
    assert_eq!(lavrov.len(), 1);
    let passage = &lavrov[0];
    let text = "Nothing here. Mr. Lavrov spoke on Sept. 27 of a truce. It was late.";
    assert_eq!(passage.text, text);
    assert_eq!(passage.highlights, [[18, 24], [48, 53]]);
    assert_eq!((passage.section.as_deref(), passage.line), (Some("First part"), Some(8)));
    assert_eq!(passage.field, "body");
    let observers = snippets("\"military observers\"");
    let text = "The military observers came; observers of the military did not.";
    assert_eq!((observers[0].text.as_str(), &observers[0].highlights[..]), (text, &[[4, 22]][..]));
    assert_eq!(observers[0].section.as_deref(), Some("Second part"));
    let by_caption = snippets("caption:lavrov");
    assert_eq!(
        by_caption[0].text.as_str(),
        "Nothing here. Mr. Lavrov spoke on Sept. 27 of a truce. It was late."
    );
    assert!(by_caption[0].highlights.is_empty());
}

#[test]
fn a_hit_by_its_title_shows_real_sentences() {
    let place = place(&[
        (
            "a",
            "---\ntitle: Spain\n---\nMADRID, March 11 -\n\n* * *\n\nThe economy grew more than the ministry had said it would.",
        ),
        (
            "b",
            "---\ntitle: Phone\n---\n# Spain on the phone\n\nOn Saturday evening the phone rang in Madrid for an hour.\n\n- Spain",
        ),
    ]);
    let first = |query: &str| {
        let stdout = place.run(&["search", query, "--json"]).expect(0);
        let mut results: wire::Results = wire::read(&stdout);
        results.hits.remove(0).snippets.remove(0)
    };
    let opening = first("title:spain");
    assert_eq!(opening.text, "The economy grew more than the ministry had said it would.");
    assert!(opening.highlights.is_empty());
    let below = first("spain phone");
    assert_eq!(below.text, "On Saturday evening the phone rang in Madrid for an hour.");
    assert_eq!(below.highlights, [[24, 29]]);
    assert_eq!(below.section.as_deref(), Some("Spain on the phone"));
}

#[test]
fn operators_hold_in_scripts_without_capitals() {
    let place = place(&[("a", "双方停火"), ("b", "中文编码"), ("c", "停火 编码")]);
    assert_eq!(found(&place, &["停火 OR 编码"]), "a b c");
    assert_eq!(found(&place, &["停火 NOT 编码"]), "a");
    let loud = place.run(&["search", "ONE OR TWO"]);
    assert!(loud.stderr.contains("column 5: OR is a word among others"), "{loud:#?}");
}

#[test]
fn languages_are_found_however_they_are_written() {
    let place = place(&[("a", "---\nlang: zh_tw\n---\n文"), ("b", "---\nlang: en-US\n---\nText")]);
    for code in ["zh", "zh-TW", "zh_cn", "ZH"] {
        assert_eq!(found(&place, &["*", "--lang", code]), "a", "{code}");
        assert_eq!(found(&place, &[&format!("lang:{code}")]), "a", "{code}");
    }
}

#[test]
fn a_language_is_found_where_it_is_told() {
    let english = "The mill stands by the river, and the people of the town come for their flour.";
    let welsh = format!("---\nlang: cy\n---\n{english}");
    let place = place(&[
        ("a", welsh.as_str()),
        ("de/b", "Drei Worte nur."),
        ("c.fr", "Trois mots seulement."),
        ("d", english),
        ("e", "Three words only."),
        ("it/f", english),
        ("g", "河边的磨坊"),
        ("it/h", "Il mulino è vicino al fiume."),
    ]);
    let table = [
        ("lang:cy", "a"),
        ("lang:de", "de/b"),
        ("lang:fr", "c.fr"),
        ("lang:en", "d it/f"),
        ("lang:zh", "g"),
        ("lang:it", "it/h"),
        ("lang:none", "e"),
        ("lang:Unknown", "e"),
        ("lang:*", "a c.fr d de/b g it/f it/h"),
        ("NOT lang:none", "a c.fr d de/b g it/f it/h"),
    ];
    for (query, expected) in table {
        assert_eq!(found(&place, &[query]), expected, "{query}");
    }
    let shown = |path: &str| {
        let text = place.run(&["show", path]).expect(0);
        let line = text.lines().find_map(|line| line.strip_prefix("language    "));
        line.unwrap_or_default().to_owned()
    };
    assert_eq!(shown("a.md"), "cy (from front matter)");
    assert_eq!(shown("c.fr.md"), "fr (from file name)");
    assert_eq!(shown("d.md"), "en (detected)");
    assert_eq!(shown("e.md"), "");
    let stats = place.run(&["stats"]).expect(0);
    assert!(
        stats.contains("\nlanguages   en 2, cy 1, de 1, fr 1, it 1, zh 1, unknown 1\n"),
        "{stats}"
    );
}

#[test]
fn addresses_are_found_by_host_and_folder() {
    let place = place(&[
        (
            "a",
            "---\nurl: https://www.example.org/blog/a/\n---\nSee [one](https://www.news.example.net/2020/one?id=1), \
             [about](/about/team) and [more](../more).\n\n![A map](https://img.example.net/maps/lune.png)",
        ),
        ("b", "See [all](https://example.net) and [about us](/aboutus).\n\n![A map](lune.png?w=3)"),
        ("notes/c", "---\nimage: https://cdn.example.com/lead.jpg\n---\nSee [d](d.md#top)."),
        ("notes/d", "No link: https is a word here."),
    ]);
    let table = [
        ("link:example.net", "a b"),
        ("link:news.example.net", "a"),
        ("link:www.EXAMPLE.net", "a b"),
        ("link:example.net/2020", "a"),
        ("link:example.net/20", ""),
        ("link:https://news.example.net/2020/one?id=1", "a"),
        ("link:example.org", "a"),
        ("link:/about", "a"),
        ("link:/blog/more", "a"),
        ("link:/notes/d.md", "notes/c"),
        ("link:lune.png", ""),
        ("link:cdn.example.com", ""),
        ("link:*", "a b notes/c"),
        ("image:img.example.net", "a"),
        ("image:example.net/maps", "a"),
        ("image:lune.png", "a b"),
        ("image:lune.*", "a b"),
        ("image:ne.png", ""),
        ("image:cdn.example.com", "notes/c"),
        ("image:*", "a b notes/c"),
        ("NOT image:*", "notes/d"),
    ];
    for (query, expected) in table {
        assert_eq!(found(&place, &[query]), expected, "{query}");
    }
    let stdout = place.run(&["show", "a.md", "--json"]).expect(0);
    let post: wire::Post = wire::read(&stdout);
    assert_eq!(post.images, ["https://img.example.net/maps/lune.png"]);
}

#[test]
fn dates_of_other_keys_are_found_by_year_month_and_day() {
    let place = place(&[
        ("a", "---\nupdated: 2020-10-14\ndate: 2019\n---\nA."),
        ("b", "---\nupdated: 2020-10-14T08:00:00Z\ndate: 2019\n---\nB."),
        ("c", "+++\nupdated = 2020-10-15T08:00:00\ndate = 2019-01-01\n+++\nC."),
        ("d", "---\nupdated: 2021\ndate: 2019\n---\nD."),
    ]);
    let table = [
        ("updated:2020", "a b c"),
        ("updated:2020-10", "a b c"),
        ("updated:2020-10-14", "a b"),
        ("updated:2020-10-15", "c"),
        ("updated:2020-11", ""),
        ("updated:2021", "d"),
    ];
    for (query, expected) in table {
        assert_eq!(found(&place, &[query]), expected, "{query}");
    }
}

#[test]
fn a_pattern_of_many_words_keeps_the_most_frequent() {
    let rare: String = (0..700).map(|number| format!("aa{number:03} ")).collect();
    let place = place(&[("a", rare.as_str()), ("b", "aazz"), ("c", "aazz")]);
    let run = place.run(&["search", "-l", "aa*"]);
    assert_eq!(run.stdout.lines().count(), 3, "{run:#?}");
    assert!(run.stderr.contains("matches 701 words, of which only the 512"), "{run:#?}");
}

#[test]
fn strangers_do_not_command_the_terminal() {
    let place = place(&[(
        "a",
        "---\ntitle: \"evil \\e[31mred\\a\"\n---\nA truce \u{1b}]0;owned\u{7} here.",
    )]);
    let shown = place.run(&["search", "truce", "--color", "never"]).expect(0);
    assert!(!shown.contains(['\u{1b}', '\u{7}']), "{shown:?}");
    let shown = place.run(&["show", "a.md"]).expect(0);
    assert!(!shown.contains(['\u{1b}', '\u{7}']), "{shown:?}");
}

#[test]
fn colours_are_asked_for() {
    let place = place(&[("a", "A truce.")]);
    let is_coloured = |args: &[&str]| place.run(args).expect(0).contains('\u{1b}');
    assert!(is_coloured(&["search", "truce", "--color", "always"]));
    assert!(!is_coloured(&["search", "truce", "--color", "never"]));
    assert!(!is_coloured(&["search", "truce"]), "a pipe is no terminal");
    assert!(!is_coloured(&["search", "truce", "--json", "--color", "always"]));
}

#[test]
fn show_takes_an_id_or_either_path() {
    let place =
        place(&[("sub/a", "---\ntitle: Shown\ndate: 2020-10-14\nmine: 3\n---\n# Head\n\nText.")]);
    let stdout = place.run(&["show", "corpus/sub/a.md", "--json"]).expect(0);
    let post: wire::Post = wire::read(&stdout);
    assert_eq!((post.title.as_str(), post.text.as_str()), ("Shown", "Head\n\nText."));
    assert_eq!(post.headings, ["Head"]);
    assert_eq!(post.meta.get("mine"), Some(&serde_json::json!(3)));
    for name in ["sub/a.md", "./corpus/sub/../sub/a.md", &post.id] {
        assert_eq!(place.run(&["show", name, "--json"]).expect(0), stdout, "{name}");
    }
    let absolute = place.path("corpus/sub/a.md");
    let text = place.run(&["show", absolute.to_str().expect("is UTF-8")]).expect(0);
    assert!(text.starts_with("Shown\n"), "{text}");
    assert!(text.contains("2020-10-14 (from front matter)"), "{text}");
    assert!(text.ends_with("\nHead\n\nText.\n"), "{text}");
}

#[test]
fn the_post_of_that_title_comes_first() {
    let long = "What it is, where it comes from and who needs it takes a long text. ".repeat(30);
    let often = |word: &str| {
        let title = format!("{word} in practice, by example");
        format!("---\ntitle: {title}\n---\n# {word}\n\n{word}. {word} and {word}: {word}. {long}")
    };
    let named = |word: &str| format!("---\ntitle: {word}\n---\nAbout {word}. {long}");
    let place = place(&[
        ("often", &often("nsIFile")),
        ("named", &named("nsIFile")),
        ("often-phrase", &often("CSS grid")),
        ("named-phrase", &named("CSS Grid")),
        ("longer", &named("CSS Grid for people who have no time for it")),
    ]);
    let table = [
        ("nsIFile", "named often"),
        ("css grid", "named-phrase often-phrase longer"),
        ("\"css grid\"", "named-phrase often-phrase longer"),
    ];
    for (query, expected) in table {
        let run = place.run(&["search", "--format={{ path }}\n", query]);
        let found: Vec<_> =
            run.stdout.lines().filter_map(|path| path.strip_suffix(".md")).collect();
        assert_eq!(found.join(" "), expected, "{query}");
    }
    // What is not looked for in titles cannot be one.
    let run = place.run(&["search", "--json", "--explain", "nsIFile body:nsIFile"]);
    assert!(!run.stdout.contains("\"title\","), "{}", run.stdout);
    let run = place.run(&["search", "--json", "--explain", "-n", "1", "nsIFile"]);
    let answer: serde_json::Value = wire::read(&run.stdout);
    let parts = answer["hits"][0]["explanation"]["parts"].as_array().expect("parts").clone();
    let title = parts.iter().find(|part| part["kind"] == "title").expect("a title");
    assert_eq!(title["count"], 1.0);
    let sum: f64 = parts.iter().filter_map(|part| part["score"].as_f64()).sum();
    let score = answer["hits"][0]["score"].as_f64().expect("a score");
    assert!((sum - score).abs() < 1e-4, "{sum} {score}");
}
