//! Files and folders made to hang the program, to fill the memory, or to fool a terminal.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::program::{Place, Run};
use crate::wire;

/// What no run may take: minutes are a sign of quadratic work. In release builds each file takes
/// well under two seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// The most memory that a run may ask for, in kibibytes.
const MEMORY: u32 = 1 << 20;

/// Runs the program with bounds on its time and memory. On two threads, since each has its stack.
#[track_caller]
fn run_in_bounds(place: &Place, args: &[&str]) -> Run {
    let args = [args, &["--threads", "2"]].concat();
    let mut command = place.command(args);
    if cfg!(target_os = "linux") {
        command = limited(&command);
    }
    let start = Instant::now();
    let run = Run::of(&mut command);
    assert!(start.elapsed() < PATIENCE, "took {:?}: {run:#?}", start.elapsed());
    run
}

/// The same command from a shell that bounds its memory first.
fn limited(command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {MEMORY} && exec \"$@\""), "sh"]);
    shell.arg(command.get_program()).args(command.get_args());
    // Reserved and unused memory of many cores counts as well.
    shell.env("MALLOC_ARENA_MAX", "2");
    if let Some(folder) = command.get_current_dir() {
        shell.current_dir(folder);
    }
    shell
}

/// Checks, indexes and searches one file: it must be read, with this problem, and its last word be
/// found.
#[track_caller]
fn is_survived(name: &str, content: impl AsRef<[u8]>, code: Option<&str>) {
    let place = Place::new();
    place.file(&format!("corpus/{name}"), content);
    let run = run_in_bounds(&place, &["check", "--json"]);
    let report: wire::Check = wire::read(&run.stdout);
    assert_eq!(report.failed_files.len() + report.skipped_files.len(), 0, "{name}: {report:#?}");
    let codes: Vec<_> = report.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes.first().copied(), code, "{name}: {:?}", report.problems);
    run_in_bounds(&place, &["index", "-q"]).expect_silence();
    assert_eq!(place.run(&["search", "-c", "survivor"]).expect(0), "1\n", "{name}");
}

fn numbered(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn nesting_without_end() {
    let limit = Some("markup_limit");
    is_survived("a.html", "<div>".repeat(200_000) + "survivor", limit);
    is_survived("b.md", "- ".repeat(100_000) + "survivor", limit);
    is_survived("c.md", "> ".repeat(100_000) + "survivor", limit);
    is_survived("d.html", "<table><tr><td>".repeat(50_000) + "survivor", limit);
    let lists = numbered(1000, |depth| "  ".repeat(depth) + "- a\n");
    is_survived("e.md", lists + "\nsurvivor", limit);
}

#[test]
fn elements_without_end() {
    let limit = Some("markup_limit");
    is_survived("a.html", "<b>a</b> ".repeat(1_200_000) + "survivor", limit);
    is_survived("b.html", "<p>a<br>".repeat(600_000) + "survivor", limit);
}

#[test]
fn attributes_without_end() {
    let many = numbered(1_000_000, |number| format!(" a{number}=b"));
    is_survived("a.html", format!("<p{many}>survivor</p>"), Some("markup_limit"));
}

#[test]
fn a_line_of_fifty_megabytes() {
    // Few words but long ones: an index of ten million words is another matter.
    let line = ("x".repeat(1000) + " ").repeat(50_000);
    is_survived("a.html", format!("<p>{line} survivor"), None);
    is_survived("b.md", format!("{} survivor", &line[..10 << 20]), None);
}

#[test]
fn ten_megabytes_of_front_matter() {
    let limit = Some("front_matter_limit");
    let keys = numbered(800_000, |number| format!("key{number}: a\n"));
    is_survived("a.md", format!("---\n{keys}---\nsurvivor"), limit);
    let keys = numbered(800_000, |number| format!("key{number}=1\n"));
    is_survived("b.md", format!("+++\n{keys}+++\nsurvivor"), limit);
    let keys = numbered(700_000, |number| format!("\"key{number}\": 1,\n"));
    is_survived("c.md", format!("{{{keys}\"z\": 1}}\nsurvivor"), limit);
    let list = "1,".repeat(5 << 20);
    is_survived("e.md", format!("{{\"a\": [{list}1], \"title\": \"survivor\"}}\nText"), limit);
    is_survived("d.md", format!("---\ntitle: {}\n---\nsurvivor", "x".repeat(10 << 20)), limit);
}

#[test]
fn bombs_of_aliases() {
    let level = |number: usize| {
        format!("k{0}: &k{0} [{1}]\n", number, format!("*k{},", number - 1).repeat(9))
    };
    let bomb = "k0: &k0 [x]\n".to_owned() + &(1..30).map(level).collect::<String>();
    is_survived("a.md", format!("---\n{bomb}---\nsurvivor"), Some("front_matter_limit"));
    let text = "x".repeat(100_000);
    let quadratic = format!("a: &a {text}\nb: [{}]\n", "*a,".repeat(100_000));
    is_survived("b.md", format!("---\n{quadratic}---\nsurvivor"), Some("front_matter_limit"));
}

#[test]
fn bytes_that_are_no_text() {
    let bad = b"---\ntitle: \xff\xfe\ntags: [\xc3, \x80]\nd\xffate: 2020\n---\n\xc3\x28 \xf0\x28\x8c\xbc survivor \xe2\x82";
    is_survived("a.md", bad, Some("encoding"));
    let all: Vec<u8> = (1..=255).cycle().take(1 << 20).collect();
    is_survived("b.html", [&all, &b"<p>survivor"[..]].concat(), Some("encoding"));
    is_survived("c.md", b"\xff\xfes\0u\0r\0v\0i\0v\0o\0r\0\xd8", None);
}

#[test]
fn a_file_that_grew_or_went_since_it_was_seen() {
    use kwic::corpus::{DateRules, FurnitureRules, Post, UnreadCode, WalkOptions, walk};
    let place = Place::new();
    for name in ["gone", "grown", "huge", "same"] {
        place.file(&format!("{name}.md"), "A truce.");
    }
    let walked = walk(&place.path(""), &WalkOptions::default()).expect("walks");
    std::fs::remove_file(place.path("gone.md")).expect("removes");
    place.file("grown.md", "A truce that held.");
    let huge = std::fs::File::create(place.path("huge.md")).expect("creates");
    huge.set_len(1 << 40).expect("takes no room for what is empty");
    let read = |file| {
        Post::of(file, &DateRules::default(), &FurnitureRules::default())
            .map(|read| read.post.text())
            .map_err(|unread| unread.code)
    };
    let found: Vec<_> = walked.files.iter().map(read).collect();
    let expected = [
        Err(UnreadCode::Vanished),
        Ok("A truce that held.".to_owned()),
        Err(UnreadCode::TooLarge),
        Ok("A truce.".to_owned()),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_folder_that_changes_during_the_run() {
    let place = Place::new();
    for number in 0..400 {
        place.file(&format!("corpus/{number}.md"), "A truce. ".repeat(1000));
    }
    let mut child = place.command(["index", "--json", "--threads", "2"]);
    let child = child.stdout(std::process::Stdio::piped()).spawn().expect("starts");
    for number in (0..400).rev() {
        match number % 3 {
            0 => std::fs::remove_file(place.path(&format!("corpus/{number}.md"))).expect("removes"),
            1 => drop(place.file(&format!("corpus/{number}.md"), "A truce. ".repeat(2000))),
            _ => drop(place.file(&format!("corpus/new-{number}.md"), "A truce.")),
        }
    }
    let run = Run::from(child.wait_with_output().expect("ends"));
    let report: wire::Report = wire::read(&run.expect(0));
    assert_eq!(report.seen, report.indexed + report.skipped + report.failed);
    assert!(report.failed_files.iter().all(|file| file.code == "vanished"), "{report:#?}");
    let count = place.run(&["search", "-c", "truce", "--no-refresh"]).expect(0);
    assert_eq!(count, format!("{}\n", report.indexed));
}

/// Escape sequences of a terminal in every place where a post's author can put text.
#[test]
fn no_post_commands_a_terminal() {
    const EVIL: &str = "\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}2J\u{7f}\u{202e}";
    let place = Place::new();
    let quoted = EVIL.escape_unicode().to_string().replace("\\u{", "\\U{");
    let quoted: String = quoted
        .split("\\U{")
        .skip(1)
        .map(|code| format!("\\U{:0>8}", &code[..code.len() - 1]))
        .collect();
    let front = format!(
        "title: \"{quoted} truce\"\ntags: [\"{quoted}\"]\nauthor: \"{quoted}\"\nlang: \"{quoted}\"\n\
         categories: [\"{quoted}\"]\ndate: \"{quoted}\"\nother: \"{quoted}\"\n\"{quoted}\": 1"
    );
    let name = EVIL.replace('/', "");
    place
        .file(
            &format!("corpus/{name}.md"),
            format!("---\n{front}\n---\n# {EVIL}\n\nA {EVIL} truce.\n\n    {EVIL}"),
        )
        .file(&format!("corpus/{name}-draft.md"), "---\ndraft: true\n---\n")
        .file(&format!("corpus/{name}-binary.md"), b"\0\xff\0\xff")
        .file("corpus/lenient.md", format!("---\n{EVIL}: @{EVIL}\ndate: {EVIL}\n---\nText."));
    let post = place.path(&format!("corpus/{name}.md"));
    let post = post.to_str().expect("is UTF-8");
    let table: [&[&str]; 12] = [
        &["index"],
        &["search", "truce"],
        &["search", "truce", "--color", "never", "-n", "1"],
        &["search", "zebra"],
        &["search", EVIL],
        &["search", "--sort", "oldest", &format!("truce {EVIL}")],
        &["show", post],
        &["show", EVIL],
        &["stats"],
        &["check"],
        &["export"],
        &["index", EVIL],
    ];
    for args in table {
        let run = place.run(args);
        for (stream, text) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
            // JSON goes to scripts, and has escapes of its own for what ASCII calls control.
            let is_harmless = |c: char| match args[0] {
                "export" if stream == "stdout" => {
                    c == '\n' || !c.is_ascii_control() || c == '\u{7f}'
                }
                _ => c == '\n' || !(c.is_control() || c == '\u{202e}'),
            };
            assert!(text.chars().all(is_harmless), "{args:?} on {stream}: {text:?}");
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;
    use std::path::Path;
    use std::process::Command;

    use super::{numbered, run_in_bounds};
    use crate::program::{Place, Run};
    use crate::wire;

    /// The user that owns nothing, on most systems.
    const NOBODY: u32 = 65_534;

    #[test]
    fn what_is_no_file_is_named_and_not_opened() {
        let place = Place::new();
        place.file("corpus/a.md", "Text.").file("corpus/sub/b.md", "Text.");
        symlink("..", place.path("corpus/sub/loop")).expect("links");
        symlink("self.md", place.path("corpus/self.md")).expect("links");
        symlink("/dev/zero", place.path("corpus/endless.md")).expect("links");
        let _socket = std::os::unix::net::UnixListener::bind(place.path("corpus/socket.md"));
        make(&place, "pipe.md", &["p"]);
        let mut expected = vec![
            ("endless.md", "link"),
            ("pipe.md", "not_a_file"),
            ("self.md", "link"),
            ("socket.md", "not_a_file"),
            ("sub/loop", "link"),
        ];
        if make(&place, "device.md", &["c", "1", "5"]) {
            expected.insert(0, ("device.md", "not_a_file"));
        } else {
            eprintln!("skipped: this user may not make a device");
        }
        for args in [&["index", "--json"], &["check", "--json"]] {
            let run = run_in_bounds(&place, args);
            let answer: serde_json::Value = wire::read(&run.stdout);
            let skipped = answer["skipped_files"].as_array().expect("is a list");
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let found: Vec<_> =
                skipped.iter().map(|file| (text(&file["path"]), text(&file["code"]))).collect();
            assert_eq!(
                found,
                expected.iter().map(|&(p, c)| (p.into(), c.into())).collect::<Vec<_>>()
            );
        }
    }

    fn make(place: &Place, name: &str, kind: &[&str]) -> bool {
        let path = place.path(&format!("corpus/{name}"));
        let made =
            Command::new("mknod").arg(path).args(kind).output().expect("mknod is everywhere");
        made.status.success()
    }

    #[test]
    fn a_folder_without_permission_is_named() {
        let place = Place::new();
        place.file("corpus/a.md", "Text.").file("corpus/secret/b.md", "Text.");
        place.file("corpus/c.md", "Text.");
        let set = |name: &str, mode: u32| {
            fs::set_permissions(place.path(name), Permissions::from_mode(mode)).expect("is ours");
        };
        for (name, mode) in
            [("", 0o755), ("corpus", 0o755), ("corpus/secret", 0), ("corpus/c.md", 0)]
        {
            set(name, mode);
        }
        let run = without_privileges(&place, &["check", "corpus", "--json"]);
        set("corpus/secret", 0o755);
        let report: wire::Check = wire::read(&run.stdout);
        let failed: Vec<_> =
            report.failed_files.iter().map(|f| (f.path.as_str(), f.code.as_str())).collect();
        assert_eq!(failed, [("c.md", "unreadable"), ("secret", "unreadable")], "{run:#?}");
        assert_eq!(run.status, Some(1));
    }

    /// Runs the program as a user who may not read everything.
    fn without_privileges(place: &Place, args: &[&str]) -> Run {
        let mut command = place.command(args);
        if fs::read(place.path("corpus/c.md")).is_ok() {
            // A copy, since the original may lie where only its builder may look.
            let copy = place.path("kwic");
            fs::copy(Path::new(env!("CARGO_BIN_EXE_kwic")), &copy).expect("copies");
            command = Command::new(copy);
            command.args(args).current_dir(place.path("")).uid(NOBODY).gid(NOBODY);
        }
        Run::of(&mut command)
    }

    #[test]
    fn a_hundred_folders_deep() {
        let place = Place::new();
        let path = numbered(100, |number| format!("{number}/"));
        place.file(&format!("corpus/{path}a.md"), "survivor");
        run_in_bounds(&place, &["index", "-q"]).expect_silence();
        assert_eq!(place.run(&["search", "-c", "survivor"]).expect(0), "1\n");
    }
}
