//! What happens when the program meets a state that it holds to be impossible.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Mutex;

use kwic::Error;

use super::{ExitStatus, Failure};

/// What the last panic of the main thread said.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Runs a command; a panic becomes a failure like any other, so that scripts find it where they look
/// for errors.
///
/// The library makes errors of the panics that damaged files cause. They must not be announced on
/// stderr before that, so the main thread's are kept, to be told if nobody else has caught them.
pub fn caught(
    command: impl FnOnce() -> Result<ExitStatus, Failure>,
) -> Result<ExitStatus, Failure> {
    let announce = take_hook();
    set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some("main") {
            announce(info);
        } else if let Ok(mut last) = LAST.lock() {
            *last = Some(describe(info));
        }
    }));
    catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| {
        let last = LAST.lock().ok().and_then(|mut last| last.take()).unwrap_or_default();
        Err(Error::Internal(format!("kwic failed, which is a mistake to be reported: {last}"))
            .into())
    })
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let message = info.payload_as_str().unwrap_or("a panic without words");
    let place = info.location().map_or(String::new(), |place| format!(" ({place})"));
    format!("{message}{place}")
}
