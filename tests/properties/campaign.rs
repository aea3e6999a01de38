//! Tries a property on one input after the other, and tells how to repeat a failure.

use std::cell::RefCell;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

use fastrand::Rng;

use crate::reduction::reduced;
use crate::stopwatch::Stopwatch;

/// An input with a property that must hold for it.
pub trait Case: Clone + Debug + Send + 'static {
    /// Says what is wrong, if anything is.
    fn check(&self) -> Result<(), String>;

    /// What the property was tried on, to be made smaller; `None` if a part of it proves nothing.
    fn text(&self) -> Option<&str> {
        None
    }

    /// The same case about another text.
    fn with_text(&self, _: String) -> Self {
        self.clone()
    }
}

/// No input may take longer than so many looks at the clock. Most take less than a millisecond; what
/// hangs takes for ever. A machine that is put to sleep wakes up to one look that is late.
const LOOKS: u32 = 6;
/// How long after the last one each look is taken.
const LOOK: Duration = Duration::from_secs(5);

/// What the thread that tries tells the one that waits.
enum News {
    Began(u64),
    /// The input that was begun last is made smaller, which may take long.
    Reducing,
    Failed(String),
}

/// Tries the property of cases made from ascending seeds: `quick` of them, or as many as the
/// environment asks for.
pub fn run<C: Case>(kind: &'static str, quick: u64, make: fn(&mut Rng) -> C) {
    let first: u64 = from_environment("KWIC_FUZZ_SEED").unwrap_or(1);
    let count: u64 = from_environment("KWIC_FUZZ_CASES").unwrap_or(quick);
    silence_expected_panics();
    let (sender, receiver) = mpsc::channel();
    let work = move || try_all(first..first.saturating_add(count), make, &sender);
    let worker = thread::Builder::new().name(WORKER.to_owned()).spawn(work).expect("starts");
    let mut current = first;
    let (mut looks, mut is_reducing) = (0, false);
    loop {
        match receiver.recv_timeout(LOOK) {
            Ok(News::Began(seed)) => (current, looks) = (seed, 0),
            Ok(News::Failed(report)) => panic!("{kind}, KWIC_FUZZ_SEED={current}: {report}"),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Ok(News::Reducing) => is_reducing = true,
            Err(mpsc::RecvTimeoutError::Timeout) if is_reducing || looks < LOOKS => looks += 1,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                panic!("{kind}, KWIC_FUZZ_SEED={current}: no end within {:?}", LOOK * LOOKS)
            }
        }
    }
    let (slowest, seed) = worker.join().expect("ended well");
    eprintln!("{kind}: {count} inputs, the slowest {slowest:?} (seed {seed})");
}

fn from_environment<T: FromStr>(name: &str) -> Option<T> {
    let value = std::env::var(name).ok()?;
    let parsed = value.parse().ok();
    assert!(parsed.is_some(), "{name}={value} is no number");
    parsed
}

/// Tries all cases up to the first failure; returns the longest time that one took, and its seed.
fn try_all<C: Case>(
    seeds: std::ops::Range<u64>,
    make: fn(&mut Rng) -> C,
    news: &mpsc::Sender<News>,
) -> (Duration, u64) {
    let mut slowest = (Duration::ZERO, 0);
    for seed in seeds {
        // Nobody listens any more once the test is over.
        let _ = news.send(News::Began(seed));
        let case = make(&mut Rng::with_seed(seed));
        let stopwatch = Stopwatch::start();
        if let Err(reason) = judge(&case) {
            let _ = news.send(News::Reducing);
            let _ = news.send(News::Failed(report(&case, &reason)));
            break;
        }
        slowest = slowest.max((stopwatch.elapsed(), seed));
    }
    slowest
}

fn report<C: Case>(case: &C, reason: &str) -> String {
    let Some(text) = case.text() else {
        return format!("{reason}\n{case:#?}");
    };
    let smallest = reduced(text, |text| judge(&case.with_text(text.to_owned())).is_err());
    let smallest = case.with_text(smallest);
    // What failed by its time alone may not fail again.
    let again = judge(&smallest).err();
    let again = again.unwrap_or_else(|| format!("{reason}, but not again"));
    format!("{again}\nreduced to {smallest:?}")
}

/// Checks a case; a panic is a failure like any other.
fn judge(case: &impl Case) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| case.check()))
        .unwrap_or_else(|_| Err(LAST_PANIC.take().unwrap_or_default()))
}

/// The name of the threads whose panics are expected.
const WORKER: &str = "tries cases";

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps what a worker panics with, which is reported once the input is as small as can be.
fn silence_expected_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().name() == Some(WORKER) {
                LAST_PANIC.set(Some(info.to_string()));
            } else {
                usual(info);
            }
        }));
    });
}
