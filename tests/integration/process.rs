//! A program that runs beside the test.

use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// Sends signals to a process, one right after the other.
#[track_caller]
pub fn signal(child: &Child, names: &[&str]) {
    let script = "for name in $1; do kill -s $name $0 || exit; done";
    let id = child.id().to_string();
    let kill = Command::new("sh").args(["-c", script, &id, &names.join(" ")]).status();
    assert!(kill.expect("`sh` is everywhere").success(), "the process is gone already");
}

/// Waits until something is the case, for as long as a busy machine may take.
#[track_caller]
pub fn patience(is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain");
        std::thread::sleep(Duration::from_millis(20));
    }
}
