//! `kwic terms` and `--collocates` where no blanks part words: pairs of characters, not characters.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::program::Place;

fn rows(place: &Place, args: &[&str]) -> (Value, BTreeMap<String, Vec<u64>>) {
    let found: Value = serde_json::from_str(&place.run(args).expect(0)).expect("is JSON");
    let (list, counts): (_, &[&str]) = match found.get("terms") {
        Some(list) => (list, &["inside", "outside"]),
        None => (&found["collocates"], &["count", "before", "everywhere"]),
    };
    let rows = list.as_array().expect("is a list").iter().map(|row| {
        let counts = counts.iter().map(|&key| row[key].as_u64().expect("is a number"));
        (row["word"].as_str().expect("is text").to_owned(), counts.collect())
    });
    let rows = rows.collect();
    (found, rows)
}

fn words_of(place: &Place, args: &[&str]) -> BTreeSet<String> {
    rows(place, args).1.into_keys().collect()
}

/// A text, one character or Latin word a token; `true` where it touches the one before.
fn by_hand(text: &str) -> Vec<(String, bool)> {
    let mut tokens: Vec<(String, bool)> = Vec::new();
    let (mut touches, mut is_latin) = (false, false);
    for c in text.chars() {
        match (tokens.last_mut(), c) {
            (Some(last), 'a'..='z') if is_latin && touches => last.0.push(c),
            (_, '。' | ' ') => touches = false,
            _ => {
                tokens.push((c.to_string(), touches && !is_latin && !c.is_ascii()));
                touches = true;
            }
        }
        is_latin = c.is_ascii_lowercase();
    }
    tokens
}

/// Which tokens are of a keyword of two characters.
fn of_keyword(tokens: &[(String, bool)], keyword: [&str; 2]) -> Vec<bool> {
    let begins = |at: usize| {
        tokens[at].0 == keyword[0] && tokens.get(at + 1).is_some_and(|next| next.0 == keyword[1])
    };
    (0..tokens.len()).map(|at| begins(at) || (at > 0 && begins(at - 1))).collect()
}

/// Posts made of words about ports; the last ones are deleted from the index again.
fn ports() -> (Place, Vec<Vec<(String, bool)>>) {
    let place = Place::new();
    let mut chance = fastrand::Rng::with_seed(11);
    let words =
        ["港口", "进口", "港湾", "口岸", "停火", "协议", "谈判", "船只", "统计学", " ferry ", "。"];
    let mut posts = Vec::new();
    for number in 0..90 {
        let mut text: Vec<&str> =
            (0..chance.usize(3..14)).map(|_| *chance.choice(&words).expect("one")).collect();
        if text.contains(&"港口") && chance.bool() {
            text.push("船只");
        }
        let text = text.concat();
        place.file(&format!("corpus/{number:02}.md"), &text);
        posts.push(by_hand(&text));
    }
    place.index();
    for number in 70..90 {
        fs::remove_file(place.path(&format!("corpus/{number:02}.md"))).expect("is removed");
    }
    place.index();
    posts.truncate(70);
    posts.retain(|post| !post.is_empty());
    (place, posts)
}

/// How often the two characters are in a row.
fn times(post: &[(String, bool)], pair: &[String; 2]) -> u64 {
    post.windows(2).filter(|both| both[0].0 == pair[0] && both[1].0 == pair[1]).count() as u64
}

fn pairs_of(post: &[(String, bool)]) -> impl Iterator<Item = (usize, [String; 2])> {
    let touching = post.windows(2).enumerate().filter(|(_, both)| both[1].1);
    touching.map(|(at, both)| (at, [both[0].0.clone(), both[1].0.clone()]))
}

#[test]
fn posts_of_pairs_are_counted_as_by_hand() {
    let (place, posts) = ports();
    let args = ["terms", "港口", "--json", "--min-count", "1", "--function-words", "-n", "999"];
    let (found, rows) = rows(&place, &args);
    let holds = |post: &[(String, bool)]| of_keyword(post, ["港", "口"]).contains(&true);
    let (inside, outside): (Vec<_>, Vec<_>) = posts.iter().partition(|post| holds(post));
    assert_eq!(found["total"], inside.len());
    let mut counts: BTreeMap<[String; 2], u64> = BTreeMap::new();
    for post in &inside {
        let taken = of_keyword(post, ["港", "口"]);
        let free = pairs_of(post).filter(|&(at, _)| !taken[at] && !taken[at + 1]);
        for pair in free.map(|(_, pair)| pair).collect::<BTreeSet<_>>() {
            *counts.entry(pair).or_default() += 1;
        }
    }
    let mut expected = BTreeMap::new();
    for (pair, count) in counts {
        let others = outside.iter().filter(|post| times(post, &pair) > 0).count() as u64;
        if count * posts.len() as u64 > (count + others) * inside.len() as u64 {
            expected.insert(pair.concat(), vec![count, others]);
        }
    }
    assert!(expected.contains_key("船只") && expected.len() > 5, "{expected:?}");
    let mut rows = rows;
    rows.remove("ferry");
    assert_eq!(rows, expected);
}

#[test]
fn pairs_near_a_keyword_are_counted_as_by_hand() {
    const WINDOW: usize = 3;
    let (place, posts) = ports();
    let args = ["concordance", "港口", "--collocates", "--json", "--min-count", "1", "-n", "999"];
    let (found, mut rows) = rows(&place, &[&args[..], &["--window", "3"]].concat());
    let mut counts: BTreeMap<[String; 2], [u64; 2]> = BTreeMap::new();
    let mut words_inside = 0;
    for post in &posts {
        let taken = of_keyword(post, ["港", "口"]);
        let distance = |at: usize, ahead: bool| {
            let reach = (1..=WINDOW).filter(|&far| {
                let there = if ahead { at.checked_add(far) } else { at.checked_sub(far) };
                there.and_then(|there| taken.get(there)) == Some(&true)
            });
            reach.min().unwrap_or(usize::MAX)
        };
        let nearest = |at: usize| distance(at, true).min(distance(at, false));
        let is_inside = |at: usize| !taken[at] && nearest(at) <= WINDOW;
        words_inside += (0..post.len()).filter(|&at| is_inside(at)).count();
        for (at, pair) in pairs_of(post).filter(|&(at, _)| is_inside(at) && is_inside(at + 1)) {
            let [count, before] = counts.entry(pair).or_default();
            *count += 1;
            *before += u64::from(distance(at, true) < distance(at, false));
        }
    }
    assert_eq!(found["words_inside"], words_inside);
    let words = found["words"].as_u64().expect("is a number");
    let mut expected = BTreeMap::new();
    for (pair, [count, before]) in counts {
        let everywhere: u64 = posts.iter().map(|post| times(post, &pair)).sum();
        if count * words > everywhere * words_inside as u64 {
            expected.insert(pair.concat(), vec![count, before, everywhere]);
        }
    }
    assert!(expected.contains_key("停火") && expected.len() > 5, "{expected:?}");
    rows.remove("ferry");
    assert_eq!(rows, expected);
}

#[test]
fn particles_and_hiragana_are_left_out() {
    let place = Place::new();
    for number in 0..4 {
        let chinese = "双方的代表也是在港口谈判。他们说停火协议很快生效，港口的船只可以出发。";
        let japanese = "港の会議で停戦が決まり、代表は記者に合意を説明した。データも公開された。";
        let english = "The harbour was closed, and ferries waited for the storm to pass by.";
        place.file(&format!("corpus/zh/{number}.md"), chinese);
        place.file(&format!("corpus/ja/{number}.md"), japanese);
        place.file(&format!("corpus/en/{number}.md"), english);
        place.file(&format!("corpus/fr/{number}.md"), "Le port reste fermé à cause du vent.");
    }
    place.index();
    let with = |args: &[&str]| words_of(&place, &[args, &["--json", "-n", "999"]].concat());
    let chinese = with(&["terms", "lang:zh"]);
    for word in ["代表", "停火", "协议", "谈判", "船只"] {
        assert!(chinese.contains(word), "{word}: {chinese:?}");
    }
    assert!(!chinese.iter().any(|word| word.contains(['的', '也', '很'])), "{chinese:?}");
    assert!(chinese.iter().all(|word| word.chars().count() > 1), "{chinese:?}");
    assert!(with(&["terms", "lang:zh", "--function-words"]).contains("方的"));
    let japanese = with(&["terms", "lang:ja"]);
    let expected = ["会議", "停戦", "代表", "記者", "合意", "説明", "公開", "データ"];
    assert!(expected.iter().all(|&word| japanese.contains(word)), "{japanese:?}");
    assert!(!japanese.iter().any(|word| word.contains(['の', 'が', 'し'])), "{japanese:?}");
    let near = with(&["concordance", "谈判", "--collocates"]);
    assert!(near.contains("停火") || near.contains("港口"), "{near:?}");
    assert_eq!(
        with(&["terms", "lang:fr"]),
        ["cause", "fermé", "port", "reste", "vent"].map(str::to_owned).into()
    );
}
