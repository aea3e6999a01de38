//! Completions, asked for as each shell does.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::{Place, Run};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];
/// What ends a candidate for bash.
const END: char = '\u{b}';

/// What bash is told for a line with the cursor at its end.
#[track_caller]
fn bash(place: &Place, line: &str) -> Vec<String> {
    let run = Run::of(place.command(["--", line]).env("COMPLETE", "bash"));
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)), "{line}");
    run.stdout.split_terminator(END).map(str::to_owned).collect()
}

/// The first candidates.
#[track_caller]
fn first(place: &Place, line: &str, count: usize) -> Vec<String> {
    bash(place, line).into_iter().take(count).collect()
}

#[test]
fn every_shell_has_a_script_that_calls_the_program_by_its_name() {
    let place = Place::new();
    for shell in SHELLS {
        let script = place.run(&["completions", shell]).expect(0);
        assert!(script.contains("kwic -- "), "{shell}: {script}");
        assert!(script.contains("COMPLETE"), "{shell}: {script}");
        assert!(!script.contains(env!("CARGO_BIN_EXE_kwic")), "{shell}: {script}");
    }
    place.run(&["completions", "tcsh"]).expect(2);
}

#[test]
fn values_come_from_the_index() {
    let place = Place::with_samples();
    place.index();
    let table: [(&str, &[&str]); 16] = [
        ("kwic search --tag ", &["Nagorno-Karabakh", "OSCE", "async", "git"]),
        ("kwic search --tag=nag", &["nagorno-karabakh"]),
        ("kwic search --tag NAG", &["Nagorno-Karabakh", "nagorno-karabakh"]),
        ("kwic search --tag town", &["town\\ hall"]),
        ("kwic search --tag 'town", &["town hall"]),
        ("kwic search --lang ", &["en", "ru", "ar", "zh"]),
        ("kwic terms --author Ansel", &["Anselmo\\ Quiroga"]),
        ("kwic search --facet ", &["tag", "category", "author", "lang"]),
        ("kwic search --facet lay", &["layout"]),
        ("kwic search ta", &["tag:"]),
        // Bash keeps what stands before a colon.
        ("kwic search lavrov -tag:lav", &["lavrov"]),
        ("kwic search 'lavrov tag:town", &["lavrov tag:\"town hall\""]),
        ("kwic search tag:town", &["\\\"town\\ hall\\\""]),
        ("kwic search lang:e", &["en", "es", "el"]),
        ("kwic concordance layout:", &["post", "page"]),
        ("kwic timeline path:2020/", &["2020/10/", "2020/11/", "2020/12/"]),
    ];
    for (line, expected) in table {
        assert_eq!(first(&place, line, expected.len()), expected, "{line}");
    }
}

#[test]
fn posts_and_names_are_completed() {
    let place = Place::with_samples();
    place.index();
    let table: [(&str, &[&str]); 8] = [
        ("kwic show ", &["2020/", "_posts/", "ar/"]),
        ("kwic show 2020/10/sec", &["2020/10/second-truce-midnight.md"]),
        ("kwic similar blog/who", &["blog/who-is-sergey-lavrov.md"]),
        // A path from here.
        ("kwic show corpus/2020/10/sec", &["corpus/2020/10/second-truce-midnight.md"]),
        ("kwic schema col", &["collocates"]),
        ("kwic man sea", &["search"]),
        ("kwic conc", &["concordance"]),
        ("kwic completions p", &["powershell"]),
    ];
    for (line, expected) in table {
        assert_eq!(first(&place, line, expected.len()), expected, "{line}");
    }
}

/// Queries with names, in a place without an index.
const QUERIES: &str = "[queries]\n\
    peace = { query = \"truce OR cease-fire\", description = \"Truces\\u001b[31m\" }\n\
    peru = \"lima\"\n";

#[test]
fn names_of_queries_come_from_the_settings() {
    let place = Place::new();
    place.file("kwic.toml", QUERIES).file("other.toml", "[queries]\npeak = \"alps\"\n");
    let table: [(&str, &[&str]); 9] = [
        ("kwic search @", &["@peace", "@peru"]),
        ("kwic search lavrov -@pea", &["-@peace"]),
        ("kwic search 'lavrov (@pea", &["lavrov (@peace"]),
        ("kwic timeline -e @x", &[]),
        ("kwic terms -e @peru", &["@peru"]),
        ("kwic timeline @peru", &["@peru"]),
        ("kwic new p", &["peace", "peru"]),
        ("kwic --config other.toml search @", &["@peak"]),
        ("kwic --no-config search @", &[]),
    ];
    for (line, expected) in table {
        assert_eq!(bash(&place, line), expected, "{line}");
    }
    let fish = Run::of(place.command(["--", "kwic", "search", "@"]).env("COMPLETE", "fish"));
    assert_eq!(fish.expect(0), "@peace\tTruces␛[31m\n@peru\tlima\n");
    place.file("kwic.toml", "[queries\n");
    assert_eq!(bash(&place, "kwic search @"), [""; 0], "settings that cannot be read say nothing");
}

#[test]
fn what_posts_say_is_neither_run_nor_obeyed() {
    let place = Place::new();
    let tags = r#"["$(touch ran)", "`touch ran`; x", "esc\u001b[31m", "it's", "*", "wow!"]"#;
    place.file("corpus/a.md", format!("---\ntitle: A\ntags: {tags}\n---\nText.\n")).index();
    let found = bash(&place, "kwic search --tag ");
    let quoted = ["\\$\\(touch\\ ran\\)", "\\*", "\\`touch\\ ran\\`\\;\\ x", "it\\'s", "wow\\!"];
    assert_eq!(found.iter().collect::<BTreeSet<_>>(), quoted.map(str::to_owned).iter().collect());
    let found = bash(&place, "kwic search --tag \"$");
    assert_eq!(found, ["\\$(touch ran)"]);
    let run = Run::of(
        place.command(["--", "kwic", "search", "--tag", "it"]).env("COMPLETE", "powershell"),
    );
    assert_eq!(run.expect(0), "'it''s'\t1 post\n");
}

#[test]
fn without_an_index_there_is_nothing_and_no_noise() {
    let place = Place::with_samples();
    let line = "kwic search --tag ";
    assert_eq!(bash(&place, line), [""; 0]);
    assert!(!place.path("index").exists(), "a completion builds no index");

    place.index();
    let elsewhere = bash(&place, "kwic --index nowhere search --tag ");
    assert_eq!(elsewhere, [""; 0]);
    fs::rename(place.path("index"), place.path("other")).expect("renames");
    assert_eq!(bash(&place, line), [""; 0]);
    assert_eq!(first(&place, "kwic search --index=other --tag ", 1), ["Nagorno-Karabakh"]);
    let run =
        Run::of(place.command(["--", line]).envs([("COMPLETE", "bash"), ("KWIC_INDEX", "other")]));
    assert!(run.expect(0).starts_with("Nagorno-Karabakh"));

    let pointer = fs::read_dir(place.path("other")).expect("lists");
    for entry in pointer.flatten().filter(|entry| entry.path().is_file()) {
        fs::write(entry.path(), "damaged").expect("writes");
    }
    assert_eq!(bash(&place, "kwic search --index=other --tag "), [""; 0]);
}

#[test]
fn what_is_gone_is_not_offered() {
    let place = Place::new();
    place.file("corpus/old/a.md", "---\ntags: [gone, both]\nmood: x\n---\nA.\n");
    place.file("corpus/new/b.md", "---\ntags: [both]\n---\nB.\n").index();
    assert_eq!(first(&place, "kwic show ", 2), ["new/", "old/"]);
    assert_eq!(bash(&place, "kwic search mo"), ["mood:"]);
    fs::remove_file(place.path("corpus/old/a.md")).expect("removes");
    place.index();
    assert_eq!(bash(&place, "kwic search --tag "), ["both"]);
    assert_eq!(first(&place, "kwic show ", 2), ["new/", "--null"]);
    assert_eq!(bash(&place, "kwic search mo"), [""; 0]);
}

#[test]
fn no_list_is_endless() {
    let place = Place::new();
    let tags: Vec<String> = (0..400).map(|number| format!("t{number}")).collect();
    place.file("corpus/a.md", format!("---\ntags: [{}]\n---\nA.\n", tags.join(", ")));
    for number in 0..400 {
        place.file(&format!("corpus/many/{number}.md"), "A post.\n");
    }
    place.index();
    for line in ["kwic search --tag ", "kwic search tag:", "kwic similar many/"] {
        assert_eq!(bash(&place, line).len(), 300, "{line}");
    }
}

#[test]
fn an_unknown_shell_is_an_error() {
    let run = Run::of(Place::new().command(["--", "kwic "]).env("COMPLETE", "tcsh"));
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
    assert!(run.stderr.contains("unknown shell `tcsh`"), "{run:?}");
}

/// Runs a script of a shell with the program in the path; nothing if there is no such shell.
fn shell(place: &Place, shell: &str, args: &[&str]) -> Option<Run> {
    if Command::new(shell).arg("--version").output().is_err() {
        eprintln!("skipped: there is no {shell}");
        return None;
    }
    let folder = Path::new(env!("CARGO_BIN_EXE_kwic")).parent().expect("is in a folder");
    let mut path = folder.as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let mut command = Command::new(shell);
    command.args(args).current_dir(place.path("")).env("PATH", path).env("HOME", place.path(""));
    Some(Run::of(command.env_remove("KWIC_INDEX")))
}

/// The samples, indexed, and a query with a name.
fn with_queries() -> Place {
    let place = Place::with_samples();
    place.file("kwic.toml", "[queries]\npeace = \"truce\"\n").index();
    place
}

#[cfg(unix)]
#[test]
fn bash_completes_through_the_script() {
    let place = with_queries();
    let script = r#"
        eval "$(kwic completions bash)"
        try() {
            COMP_LINE=$1 COMP_POINT=${#1}
            _kwic_complete kwic
            printf '<%s>' "${COMPREPLY[@]:0:3}"
            echo
        }
        try 'kwic search --tag '
        try 'kwic search --tag "town'
        try 'kwic search tag:recip'
        try 'kwic search --lang u'
        try 'kwic show 2020/10/sec'
        try 'kwic index co'
        try 'kwic search --tag zzzz'
        COMP_WORDBREAKS=${COMP_WORDBREAKS//@/}
        try 'kwic search @pe'
        COMP_WORDBREAKS=$COMP_WORDBREAKS@
        try 'kwic search @pe'
    "#;
    let Some(run) = shell(&place, "bash", &["--norc", "-c", script]) else { return };
    let expected = "<Nagorno-Karabakh><OSCE><async>\n<town hall>\n<recipe>\n<uk>\n\
        <2020/10/second-truce-midnight.md>\n<corpus/>\n<>\n<@peace>\n<peace>\n";
    assert_eq!(run.expect(0), expected);
}

#[test]
fn fish_completes_through_the_script() {
    let place = with_queries();
    let script = "kwic completions fish | source\n\
        complete -C 'kwic search --tag Nag'; complete -C 'kwic search @p'";
    let Some(run) = shell(&place, "fish", &["--no-config", "-c", script]) else { return };
    assert_eq!(run.expect(0), "Nagorno-Karabakh\t2 posts\n@peace\ttruce\n");
}

#[test]
fn zsh_takes_the_script() {
    let place = with_queries();
    // What completes is only there while a line is edited; the rest of the script is run.
    let script = "compdef() { echo compdef $@ }; _describe() { print -l ${(P)@[-1]} }\n\
        source <(kwic completions zsh)\n\
        words=(kwic search --tag Nag) CURRENT=4 _clap_dynamic_completer_kwic\n\
        words=(kwic search @p) CURRENT=3 _clap_dynamic_completer_kwic";
    let Some(run) = shell(&place, "zsh", &["-f", "-c", script]) else { return };
    let expected = "compdef _clap_dynamic_completer_kwic kwic\nNagorno-Karabakh:2 posts\n\
        @peace:truce\n";
    assert_eq!(run.expect(0), expected);
}

#[test]
fn elvish_completes_through_the_script() {
    let place = with_queries();
    // The script is for the editor of the command line, of which this has the variable that it sets.
    let script = "var edit: = (ns [&completion:=(ns [&arg-completer=[&]])])\n\
        eval (kwic completions elvish | slurp) &ns=(ns [&edit:=$edit:])\n\
        $edit:completion:arg-completer[kwic] kwic search --tag Nag\n\
        $edit:completion:arg-completer[kwic] kwic search --tag town\n\
        $edit:completion:arg-completer[kwic] kwic search @p";
    let Some(run) = shell(&place, "elvish", &["-norc", "-c", script]) else { return };
    assert_eq!(run.expect(0), "Nagorno-Karabakh\ntown hall\n@peace\n");
}

#[test]
fn powershell_completes_through_the_script() {
    let place = with_queries();
    let script = "kwic completions powershell | Out-String | Invoke-Expression\n\
        foreach ($line in 'kwic search --tag Nag', 'kwic search --tag town') {\n\
            $found = TabExpansion2 -inputScript $line -cursorColumn $line.Length\n\
            $found.CompletionMatches | ForEach-Object { $_.CompletionText }\n\
        }";
    let args = ["-NoProfile", "-NonInteractive", "-Command", script];
    let Some(run) = shell(&place, "pwsh", &args) else { return };
    assert_eq!(run.expect(0).replace('\r', ""), "Nagorno-Karabakh\n'town hall'\n");
}
