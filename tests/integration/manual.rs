//! Manual pages, and what `install.sh` puts where.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::{Place, Run, project};

/// The commands that the help lists.
pub fn commands(place: &Place) -> BTreeSet<String> {
    let help = place.run(&["help"]).expect(0);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The names of the pages that there are to be.
fn pages(place: &Place) -> BTreeSet<String> {
    let of_command = |name: String| format!("kwic-{name}.1");
    commands(place).into_iter().map(of_command).chain(["kwic.1".to_owned()]).collect()
}

/// The names of the files in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("lists a folder");
    let names =
        entries.map(|entry| entry.expect("lists").file_name().into_string().expect("UTF-8"));
    names.collect()
}

#[test]
fn every_command_has_a_page() {
    let place = Place::new();
    place.run(&["man", "--dir", "share/man1"]).expect_silence();
    assert_eq!(names(&place.path("share/man1")), pages(&place));
    assert!(pages(&place).contains("kwic-search.1"));
    for name in commands(&place) {
        let page = place.run(&["man", &name]).expect(0);
        let file = place.path("share/man1").join(format!("kwic-{name}.1"));
        assert_eq!(fs::read_to_string(file).expect("is there"), page, "{name}");
        assert!(page.contains(&format!("\n.SH NAME\nkwic\\-{name} \\- ")), "{page}");
        assert!(page.contains(&format!("\n.SH SYNOPSIS\n\\fBkwic {name}\\fR")), "{page}");
    }
    let page = place.run(&["man"]).expect(0);
    assert_eq!(fs::read_to_string(place.path("share/man1/kwic.1")).expect("is there"), page);
    for section in ["SUBCOMMANDS", "\"EXIT STATUS\"", "ENVIRONMENT"] {
        assert!(page.contains(&format!("\n.SH {section}\n")), "{section}: {page}");
    }
}

#[test]
fn pages_are_the_same_everywhere() {
    let here = Place::new().run(&["man", "search"]).expect(0);
    let there = Place::with_samples();
    let mut command = there.command(["man", "search"]);
    command.env("COLUMNS", "40").env("LANG", "de_DE.UTF-8").env("KWIC_INDEX", "elsewhere");
    assert_eq!(Run::of(&mut command).expect(0), here);
    let version = env!("CARGO_PKG_VERSION");
    let title = format!(".TH KWIC-SEARCH 1 \\& \"kwic {version}\" \"User Commands\"");
    assert!(here.lines().any(|line| line == title), "{here}");
}

#[test]
fn what_is_no_command_has_no_page() {
    let place = Place::new();
    let run = place.run(&["man", "serach"]);
    assert_eq!((run.stdout.as_str(), run.status), ("", Some(2)));
    assert!(run.stderr.contains("no command `serach`"), "{run:?}");
    place.run(&["man", "search", "--dir", "x"]).expect(2);
    place.file("file", "").run(&["man", "--dir", "file/x"]).expect(2);
}

#[test]
fn man_finds_nothing_wrong() {
    let place = Place::new();
    place.run(&["man", "--dir", "pages"]).expect_silence();
    let programs: [(&str, &[&str]); 2] =
        [("man", &["--warnings", "-E", "UTF-8", "-l"]), ("mandoc", &["-Tlint", "-Wwarning"])];
    for (program, args) in programs {
        if Command::new(program).arg("--version").output().is_err() {
            eprintln!("skipped: there is no {program}");
            continue;
        }
        for page in names(&place.path("pages")) {
            let mut command = Command::new(program);
            command.args(args).arg(place.path("pages").join(&page)).env("LC_ALL", "C.UTF-8");
            let run = Run::of(&mut command);
            assert_eq!(run.stderr, "", "{program} {page}");
            let is_page = program == "man";
            assert_eq!(run.stdout.contains("SYNOPSIS"), is_page, "{program} {page}");
            // A page has no date, so that it is the same whenever it is made.
            let mut faults = run.stdout.lines().filter(|line| !line.contains("cannot parse date"));
            assert!(is_page || faults.next().is_none(), "{page}: {}", run.stdout);
        }
    }
}

#[cfg(unix)]
#[test]
fn the_install_script_puts_everything_in_its_place() {
    let place = Place::new();
    let mut script = Command::new("sh");
    script.arg(project().join("install.sh")).arg("/usr").current_dir(place.path(""));
    script.env("DESTDIR", "a package").env("KWIC", env!("CARGO_BIN_EXE_kwic"));
    Run::of(&mut script).expect_silence();
    // A second time it replaces what is there.
    Run::of(&mut script).expect_silence();
    let root = place.path("a package/usr");
    assert_eq!(names(&root.join("share/man/man1")), pages(&place));
    let program = Run::of(Command::new(root.join("bin/kwic")).arg("--version")).expect(0);
    assert_eq!(program, place.run(&["--version"]).expect(0));
    let files = [
        ("bash", "bash-completion/completions/kwic"),
        ("zsh", "zsh/site-functions/_kwic"),
        ("fish", "fish/vendor_completions.d/kwic.fish"),
        ("powershell", "kwic/completions/kwic.ps1"),
        ("elvish", "elvish/lib/kwic.elv"),
    ];
    for (shell, file) in files {
        let script = fs::read_to_string(root.join("share").join(file)).expect("is there");
        assert_eq!(script, place.run(&["completions", shell]).expect(0), "{shell}");
    }
}
