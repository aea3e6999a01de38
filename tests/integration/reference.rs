//! The README is a reference: every command has a section with an example that is run, every flag is
//! named there, and nothing that looks like an example goes unrun.

use std::collections::BTreeSet;
use std::fs;

use crate::manual::commands;
use crate::program::{Place, project};

/// Examples that are not run, by how they begin, each with the reason.
const NOT_RUN: [(&str, &str); 4] = [
    (
        "    cargo run --release -- search",
        "builds the program; done from a fresh clone before release",
    ),
    (
        "    cargo install",
        "installs it; `manual::the_install_script_...` runs what `install.sh` does",
    ),
    ("```text\n$ kwic index corpus --watch", "never ends; `watching` runs it"),
    ("```toml\ncorpus = ", "settings; `readme::the_settings_can_be_used` reads them"),
];

/// Flags that all commands of a kind have: they are named once, in this section.
const COMMON: &str = "Flags of many commands";
/// The headings in the help of what all commands of a kind have.
const COMMON_HELP: [&str; 6] =
    ["Common options:", "Reading of queries:", "Filters:", "Freshness:", "Files:", "Dates:"];

fn readme() -> String {
    fs::read_to_string(project().join("README.md")).expect("there is a README")
}

/// A part of the README from one heading to the next.
#[derive(Debug)]
struct Section {
    heading: String,
    lines: Vec<String>,
}

impl Section {
    /// All of them; what stands before the first heading has none.
    fn all(readme: &str) -> Vec<Self> {
        let mut sections = vec![Self { heading: String::new(), lines: Vec::new() }];
        let mut in_block = false;
        for line in readme.lines() {
            in_block ^= line.starts_with("```");
            if line.starts_with('#') && !in_block {
                let heading = line.trim_start_matches('#').trim().to_owned();
                sections.push(Self { heading, lines: Vec::new() });
            } else if let Some(section) = sections.last_mut() {
                section.lines.push(line.to_owned());
            }
        }
        sections
    }

    fn is_of(&self, command: &str) -> bool {
        self.heading.contains(&format!("`kwic {command}`"))
    }

    /// The command lines that the test of the README runs.
    fn examples(&self) -> impl Iterator<Item = &str> {
        let mut in_block = false;
        self.lines.iter().filter_map(move |line| {
            if line.starts_with("```") {
                in_block = line == "```console";
            }
            line.strip_prefix("$ ").filter(|_| in_block)
        })
    }

    /// Whether a flag is named in it.
    fn names(&self, flag: &str) -> bool {
        let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
        let after = |line: &str| {
            line.match_indices(flag).any(|(at, _)| is_end(line[at + flag.len()..].chars().next()))
        };
        self.lines.iter().any(|line| after(line))
    }
}

/// Whether a command line runs a command of kwic.
fn runs(line: &str, command: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.windows(2).any(|pair| pair == ["kwic", command])
}

/// The long flags of a command: those of its own, and those that many have.
fn flags(place: &Place, command: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let help = place.run(&[command, "--help"]).expect(0);
    let (mut own, mut common, mut is_common) = (BTreeSet::new(), BTreeSet::new(), false);
    for line in help.lines() {
        if !line.starts_with(' ') && line.ends_with(':') {
            is_common = COMMON_HELP.contains(&line);
        }
        // What is said of a flag is set in further, and may begin with the name of another one.
        let indent = line.len() - line.trim_start().len();
        let mut words = line.split_whitespace().map(|word| word.trim_end_matches(','));
        if !(2..=6).contains(&indent) || !line.trim_start().starts_with('-') {
            continue;
        }
        if let Some(flag) = words.find(|word| word.starts_with("--") && *word != "--help") {
            if is_common { &mut common } else { &mut own }.insert(flag.to_owned());
        }
    }
    (own, common)
}

#[test]
fn every_command_has_a_section_with_an_example() {
    let sections = Section::all(&readme());
    let place = Place::new();
    for command in commands(&place) {
        let own: Vec<&Section> = sections.iter().filter(|part| part.is_of(&command)).collect();
        let [section] = own.as_slice() else { panic!("sections of {command}: {own:?}") };
        let is_run = section.examples().any(|line| runs(line, &command));
        assert!(is_run, "no example of `kwic {command}` in {:?}", section.heading);
    }
}

#[test]
fn every_flag_is_in_the_section_of_its_command() {
    let sections = Section::all(&readme());
    let place = Place::new();
    let of_many = sections.iter().find(|section| section.heading == COMMON).expect("is there");
    let mut missing = Vec::new();
    for command in commands(&place) {
        let section = sections.iter().find(|part| part.is_of(&command)).expect("has a section");
        let (own, common) = flags(&place, &command);
        assert!(common.contains("--index") && common.contains("--no-config"), "{command}");
        missing.extend(
            own.into_iter().filter(|flag| !section.names(flag)).map(|flag| (command.clone(), flag)),
        );
        missing.extend(
            common
                .into_iter()
                .filter(|flag| !of_many.names(flag))
                .map(|flag| (COMMON.to_owned(), flag)),
        );
    }
    missing.dedup();
    assert!(missing.is_empty(), "the README does not name {missing:#?}");
}

#[test]
fn no_example_goes_unrun() {
    let readme = readme();
    let (mut unrun, mut excused) = (Vec::new(), BTreeSet::new());
    for block in blocks(&readme) {
        match NOT_RUN.iter().find(|(start, _)| block.starts_with(start)) {
            Some((start, _)) => {
                excused.insert(*start);
            }
            None if !block.starts_with("```console\n") => unrun.push(block),
            None => {
                let lines =
                    block.lines().skip(1).filter(|line| line.trim_start().starts_with("$ "));
                assert!(lines.clone().count() > 0, "a block without a command: {block}");
                assert!(lines.clone().all(|line| line.starts_with("$ ")), "set in: {block}");
                assert!(lines.clone().all(|line| !line.ends_with('\\')), "goes on: {block}");
            }
        }
    }
    assert!(unrun.is_empty(), "neither run nor excused:\n{}", unrun.join("\n\n"));
    assert_eq!(excused.len(), NOT_RUN.len(), "an excuse without an example: {excused:?}");
}

/// The blocks of code: between fences, and those that are set in.
fn blocks(readme: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let (mut in_fence, mut in_indent) = (false, false);
    for line in readme.lines() {
        let is_fence = line.starts_with("```");
        let is_indented = line.starts_with("    ") && !in_fence && !is_fence;
        let begins = (is_fence && !in_fence) || (is_indented && !in_indent);
        if begins {
            blocks.push(format!("{line}\n"));
        } else if let Some(block) = blocks.last_mut().filter(|_| in_fence || is_indented) {
            block.extend([line, "\n"]);
        }
        in_fence ^= is_fence;
        in_indent = is_indented;
    }
    blocks
}

/// What is written as a command between the lines can be typed: there are such a command and flags.
#[test]
fn what_is_quoted_in_a_sentence_can_be_typed() {
    let readme = readme();
    let place = Place::new();
    let commands = commands(&place);
    let prose = prose(&readme);
    let quoted: BTreeSet<&str> = prose.split('`').skip(1).step_by(2).collect();
    let quoted: Vec<&str> = quoted.into_iter().filter(|code| code.starts_with("kwic ")).collect();
    assert!(quoted.len() > 20, "{quoted:?}");
    for code in quoted {
        let words: Vec<&str> = code.split_whitespace().collect();
        let command = words[1];
        if command == "help" {
            continue;
        }
        assert!(commands.contains(command), "no such command: {code}");
        let (own, common) = flags(&place, command);
        let typed = words.iter().take_while(|word| !matches!(**word, "|" | ")"));
        for flag in typed.filter(|word| word.starts_with("--") && word.len() > 2) {
            let flag = flag.split('=').next().unwrap_or(flag);
            assert!(own.contains(flag) || common.contains(flag), "no such flag: {code}");
        }
    }
}

/// The README without its blocks of code.
fn prose(readme: &str) -> String {
    let mut in_fence = false;
    let lines = readme.lines().filter(|line| {
        let is_fence = line.starts_with("```");
        in_fence ^= is_fence;
        !in_fence && !is_fence && !line.starts_with("    ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn links_lead_to_headings() {
    let readme = readme();
    let anchors: BTreeSet<String> =
        Section::all(&readme).iter().map(|section| anchor(&section.heading)).collect();
    let links = readme.split("](#").skip(1).filter_map(|rest| rest.split(')').next());
    for link in links {
        assert!(anchors.contains(link), "no heading for #{link} in {anchors:#?}");
    }
}

/// How GitHub names a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|&c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}
