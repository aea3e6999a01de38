//! Front matter in three syntaxes.

use fastrand::Rng;

use super::{date, one_in, pick, prose};

const KEYS: [&str; 24] = [
    "title",
    "Title",
    "date",
    "tags",
    "categories",
    "author",
    "authors",
    "description",
    "draft",
    "published",
    "layout",
    "permalink",
    "lang",
    "image",
    "slug",
    "updated",
    "og:title",
    "my key",
    "'quoted'",
    "<<",
    "?",
    "#hidden",
    "a.b",
    "ключ",
];

/// Writes front matter with its delimiters.
pub fn write(rng: &mut Rng, out: &mut String) {
    out.push_str(pick(rng, &["", "", "", "\n", "\u{feff}", "  \n"]));
    match rng.u8(..6) {
        0 => fenced(rng, out, "+++\n", toml_line),
        1 => {
            out.push_str("{\n");
            for number in 0..rng.usize(..6) {
                out.push_str(if number > 0 { ",\n" } else { "" });
                let key = pick(rng, &KEYS);
                *out += &format!("\"{key}\": {}", json_value(rng, 0));
            }
            out.push_str(pick(rng, &["\n}\n", ",\n}\n", "\n}}\n", "\n"]));
        }
        _ => fenced(rng, out, "---\n", yaml_line),
    }
}

fn fenced(rng: &mut Rng, out: &mut String, fence: &str, line: fn(&mut Rng, &mut String)) {
    let end = pick(rng, &["\n", "\n", "\n", "\r\n", "\r"]);
    let mut text = fence.to_owned();
    for _ in 0..rng.usize(..8) {
        line(rng, &mut text);
        text.push('\n');
    }
    text.push_str(if one_in(rng, 12) { "" } else { fence });
    out.push_str(&text.replace('\n', end));
}

fn yaml_line(rng: &mut Rng, out: &mut String) {
    match rng.u8(..12) {
        0 => out.push_str("# a comment: with a colon"),
        1 => {
            out.push_str(pick(
                rng,
                &["- a", "\t- b", "prose", "{% if x %}", "...x", "", "}", "*a"],
            ));
        }
        _ => {
            out.push_str(pick(rng, &KEYS));
            out.push_str(pick(rng, &[": ", ": ", ": ", ":", ":\t", " : "]));
            yaml_value(rng, out, 1);
        }
    }
}

fn yaml_value(rng: &mut Rng, out: &mut String, depth: usize) {
    let indent = "  ".repeat(depth);
    match rng.u8(..14) {
        0 => out.push_str(&json_value(rng, 0)),
        1 => {
            let mark = pick(rng, &["|", ">", "|-", ">+", "|2", "> # c"]);
            *out +=
                &format!("{mark}\n{indent}{}\n\n{indent} {}", prose::line(rng), prose::line(rng));
        }
        2 if depth < 4 => {
            for _ in 0..rng.usize(..4) {
                *out += &format!("\n{indent}{}: ", pick(rng, &KEYS));
                yaml_value(rng, out, depth + 1);
            }
        }
        3 if depth < 4 => {
            for _ in 0..rng.usize(..4) {
                *out += &format!("\n{indent}- ");
                yaml_value(rng, out, depth + 1);
            }
        }
        4 => *out += &format!("&a {}", prose::word(rng)),
        5 => out.push_str("*a"),
        6 => *out += &format!("'{}", prose::line(rng)),
        7 => *out += &format!("\"{}\"", prose::line(rng)),
        8 => out.push_str(&date::odd_form(rng)),
        9 => {
            let day = date::day(rng);
            out.push_str(&date::clear_form(rng, day));
        }
        10 => out.push_str(pick(
            rng,
            &[
                "~",
                "yes",
                "0x1F",
                "1_000",
                ".nan",
                "1e999",
                "-0",
                "!binary aGk=",
                "!!str 5",
                "!x y",
            ],
        )),
        _ => out.push_str(&prose::line(rng)),
    }
}

fn toml_line(rng: &mut Rng, out: &mut String) {
    match rng.u8(..8) {
        0 => *out += &format!("[{}]", pick(rng, &["params", "a.b", "[x]", "menu.main"])),
        1 => *out += &format!("{} = {}", pick(rng, &KEYS), prose::line(rng)),
        2 => *out += &format!("{} = '''{}'''", pick(rng, &KEYS), prose::line(rng)),
        3 => *out += &format!("{} = {}", pick(rng, &KEYS), date::odd_form(rng)),
        _ => *out += &format!("{} = {}", pick(rng, &KEYS), json_value(rng, 0)),
    }
}

fn json_value(rng: &mut Rng, depth: usize) -> String {
    match rng.u8(..8) {
        0 if depth < 4 => {
            let items: Vec<_> = (0..rng.usize(..4)).map(|_| json_value(rng, depth + 1)).collect();
            format!("[{}]", items.join(","))
        }
        1 if depth < 4 => {
            let mut item = || format!("\"{}\": {}", pick(rng, &KEYS), json_value(rng, depth + 1));
            let items = [item(), item()];
            format!("{{{}}}", items.join(", "))
        }
        2 => rng.i64(..).to_string(),
        3 => pick(rng, &["true", "false", "null", "1.10", "1e400", "1602775207.46"]).to_owned(),
        _ => format!("{:?}", prose::line(rng)),
    }
}
