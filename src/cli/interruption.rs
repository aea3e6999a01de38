//! Ctrl-C and SIGTERM, as a wish that a run looks at.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kwic::Error;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::ExitStatus;

/// Whether the user or the system wishes the run to end.
///
/// The first signal is noted, the second one ends the process at once. Once this is dropped, a
/// signal does what it does to a program that listens to none.
#[derive(Debug)]
pub struct Interruption {
    is_wished: Arc<AtomicBool>,
    is_over: Arc<AtomicBool>,
}

impl Interruption {
    /// Begins to listen.
    ///
    /// # Errors
    /// If the system lets nobody listen to its signals.
    pub fn listen() -> Result<Self, Error> {
        let this = Self { is_wished: Arc::default(), is_over: Arc::default() };
        this.register()
            .map_err(|error| Error::Internal(format!("cannot hear signals: {error}")))?;
        Ok(this)
    }

    /// The three actions of a signal run in the order in which they are registered.
    fn register(&self) -> std::io::Result<()> {
        for signal in [SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::clone(&self.is_over))?;
            let status = ExitStatus::Interrupted.code().into();
            flag::register_conditional_shutdown(signal, status, Arc::clone(&self.is_wished))?;
            flag::register(signal, Arc::clone(&self.is_wished))?;
        }
        Ok(())
    }

    /// Whether a signal came.
    pub fn is_wished(&self) -> bool {
        self.is_wished.load(Ordering::Relaxed)
    }
}

impl Drop for Interruption {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}
