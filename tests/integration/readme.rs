//! The README's examples are real: each command in it is run, and prints what it says.
//!
//! A block that begins with three backticks and `console` holds commands after `$ ` and what each
//! prints. They run one after the other in a folder with the sample corpus. `KWIC_UPDATE=1 cargo test readme`
//! writes the outputs anew.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use kwic::corpus::ProblemCode;

use crate::golden::without_chance;
use crate::program::{Place, is_update, project};

#[test]
fn every_command_prints_what_the_readme_says() {
    let path = project().join("README.md");
    let readme = fs::read_to_string(&path).expect("there is a README");
    let place = Place::with_samples();
    let run = rewritten(&readme, |command| shell(&place, command));
    if is_update() {
        fs::write(&path, &run).expect("writes the README");
        return;
    }
    assert!(readme.contains("```console\n$ "), "the README has examples");
    let (said, printed) = (without_chance(&readme, &place), without_chance(&run, &place));
    // The first line that differs says more than two whole pages.
    if let Some((said, printed)) = said.lines().zip(printed.lines()).find(|(a, b)| a != b) {
        panic!("the README says\n  {said}\nand the program prints\n  {printed}");
    }
    assert_eq!(said.lines().count(), printed.lines().count(), "the README stops short");
}

#[test]
fn every_code_of_a_problem_is_explained() {
    let readme = fs::read_to_string(project().join("README.md")).expect("there is a README");
    for code in ProblemCode::ALL {
        let row = format!("\n| `{}` | ", code.as_str());
        assert_eq!(readme.matches(&row).count(), 1, "{row}");
    }
}

#[test]
fn the_settings_can_be_used() {
    let readme = fs::read_to_string(project().join("README.md")).expect("there is a README");
    let (_, example) = readme.split_once("```toml\n").expect("there is an example of settings");
    let (example, _) = example.split_once("```").expect("which ends");
    let place = Place::new();
    place.file("kwic.toml", example);
    let held = place.run(&["config"]).expect(0);
    assert!(held.contains("defaults.search.limit = 20  # kwic.toml:"), "{held}");
    assert!(held.lines().filter(|line| line.contains("# kwic.toml:")).count() > 10, "{held}");
}

/// The README with each command's output replaced by what `run` gives for it, or kept where that
/// is nothing.
fn rewritten(readme: &str, mut run: impl FnMut(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let (mut in_block, mut is_kept) = (false, false);
    for line in readme.lines() {
        let is_fence = line.starts_with("```");
        in_block = if is_fence { line == "```console" } else { in_block };
        if let Some(command) = line.strip_prefix("$ ").filter(|_| in_block) {
            let output = run(command);
            is_kept = output.is_none();
            let _ = write!(text, "{line}\n{}", output.unwrap_or_default());
        } else if !in_block || is_fence || is_kept {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

/// Runs a command line with `kwic` (and `cargo run`) meaning this build of the program. Nothing if
/// it needs a program that is not here.
fn shell(place: &Place, command: &str) -> Option<String> {
    if command.contains("| jq") && Command::new("jq").arg("--version").output().is_err() {
        eprintln!("skipped: there is no jq for `{command}`");
        return None;
    }
    let program = env!("CARGO_BIN_EXE_kwic");
    let command = command.replace("cargo run --release -- ", "kwic ");
    let script = format!("kwic() {{ '{program}' \"$@\"; }}\n{command}");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).current_dir(place.path("")).env_remove("KWIC_INDEX");
    shell.env_remove("KWIC_CONFIG").env("XDG_CONFIG_HOME", place.path("settings"));
    let output = shell.output().expect("there is a shell");
    // A terminal shows both, the answer first.
    let mut shown = String::from_utf8(output.stdout).expect("speaks UTF-8");
    shown.push_str(&String::from_utf8(output.stderr).expect("speaks UTF-8"));
    let folder = place.path("").canonicalize().expect("exists");
    Some(shown.replace(folder.to_string_lossy().trim_end_matches('/'), "/home/ann"))
}
