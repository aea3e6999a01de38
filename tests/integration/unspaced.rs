//! Scripts without blanks between words, and languages with endings glued to them.

use crate::program::Place;
use crate::wire;

const POSTS: [(&str, &str, &str); 14] = [
    ("zh1", "zh", "双方的停火协议昨天在日内瓦签署。"),
    ("zh2", "zh", "停止开火，火速撤离。"),
    ("zh3", "zh", "停火之后，各方又谈起了新的协议。"),
    ("ja1", "ja", "東京の古い図書館では、時々データベースの講座がある。"),
    ("ja2", "ja", "ﾒｰﾙｻｰﾊﾞｰとｉＰｈｏｎｅを買った。"),
    ("ja3", "ja", "小さなサーバを机の下に置く。人々はメールを待つ。"),
    ("ja4", "ja", "葛\u{e0100}の花と第３回の講座、ベース。"),
    ("ko1", "ko", "휴전협정은 서울에서 서명되었다."),
    ("ko2", "ko", "우리는 휴전협정을 서울까지 가져갔다."),
    ("th1", "th", "เพื่อนของฉันดื่มน้ำที่ร้านหนังสือ"),
    ("th2", "th", "แมวมาที่บ้านทุกเช้า"),
    ("lo1", "lo", "ແມວດື່ມນ້ຳຢູ່ເຮືອນ"),
    ("km1", "km", "ឆ្មាផឹកទឹកនៅក្នុងផ្ទះ"),
    ("my1", "my", "ကြောင်သည်အိမ်တွင်ရေသောက်သည်။"),
];

fn place() -> Place {
    let place = Place::new();
    for (name, language, text) in POSTS {
        place.file(
            &format!("corpus/{name}.md"),
            format!("---\ntitle: {name}\nlang: {language}\n---\n{text}"),
        );
    }
    place.index();
    place
}

fn answer(place: &Place, args: &[&str]) -> wire::Results {
    let run = place.run(&[&["search", "--json", "--no-refresh"], args].concat());
    assert!(run.status.is_some_and(|status| status < 2), "{run:#?}");
    wire::read(&run.stdout)
}

/// The names of the posts in order.
fn names(results: &wire::Results) -> String {
    let names = results.hits.iter().map(|hit| hit.path.trim_end_matches(".md"));
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn words_are_found_inside_runs() {
    let place = place();
    let table: [(&[&str], &str); 33] = [
        (&["停火"], "zh1 zh3"),
        (&["停火协议"], "zh1"),
        (&["\"停火协议\""], "zh1"),
        (&["=停火"], "zh1 zh3"),
        (&["火"], "zh1 zh2 zh3"),
        (&["停*"], "zh1 zh2 zh3"),
        (&["*协议"], "zh1 zh3"),
        (&["停?协议"], "zh1"),
        (&["停火条议~1"], "zh1"),
        (&["図書館"], "ja1"),
        (&["時々"], "ja1"),
        (&["データベース"], "ja1"),
        (&["ベース", "--no-relax"], "ja4"),
        (&["データ*"], "ja1"),
        (&["ﾃﾞｰﾀﾍﾞｰｽ"], "ja1"),
        (&["サーバー"], "ja2 ja3"),
        (&["メール"], "ja2 ja3"),
        (&["iPhoneを買う", "--no-relax"], ""),
        (&["iphone"], "ja2"),
        (&["葛の花"], "ja4"),
        (&["第3回"], "ja4"),
        (&["휴전협정이"], "ko1 ko2"),
        (&["서울"], "ko1 ko2"),
        (&["=휴전협정은"], "ko1"),
        (&["น้ำ"], "th1"),
        (&["เพื่อน"], "th1"),
        (&["แมว"], "th2"),
        // A consonant is no word without its vowels.
        (&["นำ", "--no-relax"], ""),
        (&["ນ້ຳ"], "lo1"),
        (&["ផ្ទះ"], "km1"),
        (&["ផទ", "--no-relax"], ""),
        (&["အိမ်"], "my1"),
        (&["အိမ", "--no-relax"], ""),
    ];
    for (args, expected) in table {
        let results = answer(&place, &[&["--sort", "path", "--no-correct"], args].concat());
        assert_eq!(names(&results), expected, "{args:?}");
        assert!(!results.query.relaxed, "{args:?}");
    }
}

#[test]
fn a_run_of_several_words_is_taken_apart_if_no_post_holds_it() {
    let place = place();
    let results = answer(&place, &["停火新的协议"]);
    assert_eq!(names(&results), "zh3");
    assert!(results.query.relaxed);
    assert_eq!(answer(&place, &["\"停火新的协议\""]).total, 0);
    assert_eq!(answer(&place, &["+停火新的协议"]).total, 0);
    assert_eq!(answer(&place, &["停火新的协议", "--no-relax"]).total, 0);
    let any = answer(&place, &["--any", "停火协议什么时候签署？"]);
    assert!(names(&any).starts_with("zh1 zh3"), "{}", names(&any));
    let long = "火".repeat(5000);
    assert!(answer(&place, &[&long]).total > 0);
}

#[test]
fn what_stands_together_comes_first() {
    let place = place();
    assert_eq!(names(&answer(&place, &["停火 协议"])), "zh1 zh3");
}

#[test]
fn a_word_is_marked_once_and_whole() {
    let place = place();
    let table = [
        ("停火协议", "停火协议"),
        ("停*", "停"),
        ("ﾃﾞｰﾀﾍﾞｰｽ", "データベース"),
        ("น้ำ", "น้ำ"),
        ("ផ្ទះ", "ផ្ទះ"),
        ("အိမ်", "အိမ်"),
        ("葛", "葛\u{e0100}"),
        ("휴전협정이", "휴전협정은"),
        ("双方签署停火协议", "双方|停火协议|签署"),
    ];
    for (query, expected) in table {
        let results = answer(&place, &[query]);
        let snippet = &results.hits[0].snippets[0];
        let text: Vec<char> = snippet.text.chars().collect();
        let marked: Vec<String> = snippet
            .highlights
            .iter()
            .map(|&[start, end]| text[start..end].iter().collect())
            .collect();
        assert_eq!(marked.join("|"), expected, "{query} in {}", snippet.text);
    }
}
