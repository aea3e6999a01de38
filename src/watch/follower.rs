//! Waits for changes, and starts a run after each burst of them.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::burst::Burst;
use super::listener::Listener;
use super::root::Root;
use super::{Notice, WatchOptions};
use crate::error::Error;
use crate::ingest::{IngestOptions, Progress, ingest};

/// A wish to end is noticed within this time.
const PULSE: Duration = Duration::from_millis(100);
/// How often the root is looked at: nobody tells when a folder above it is moved or comes back.
const ROOT_POLL: Duration = Duration::from_secs(1);
/// How often the folder is looked at where the system cannot tell of changes.
const FALLBACK_POLL: Duration = Duration::from_secs(2);
/// A run that failed is tried again after this time: a full disk may have been emptied.
const RETRY: Duration = Duration::from_secs(10);
/// All is begun anew after this time. `notify` passes over folders that it cannot follow, such as
/// one that is moved while it is being added, and says so only if there are too many of them.
const RENEWAL: Duration = Duration::from_secs(600);

/// Follows a folder.
pub struct Follower<'a, E> {
    /// What to do after each burst.
    options: IngestOptions,
    poll: Option<Duration>,
    progress: &'a dyn Progress,
    tell: &'a mut dyn FnMut(Notice<'_>) -> Result<(), E>,
    started: Instant,
    /// The failure of the last run.
    failure: Option<Failure>,
    is_polling_told: bool,
}

struct Failure {
    message: String,
    retry_at: Instant,
}

/// A listener at the root that it listens to.
struct Session {
    root: Root,
    listener: Listener,
    since: Instant,
    /// When the root was last looked at.
    looked_at: Instant,
    burst: Option<Burst>,
}

/// Why a wait is over.
enum Wake {
    /// Something changed.
    Changed,
    /// The listener is not to be relied upon any more.
    Deaf,
    /// It is time to end.
    Cancelled,
}

impl<'a, E> Follower<'a, E> {
    pub fn new(
        options: &WatchOptions,
        progress: &'a dyn Progress,
        tell: &'a mut dyn FnMut(Notice<'_>) -> Result<(), E>,
    ) -> Self {
        let (rebuild, rehash, retry, wait) = (false, false, false, true);
        Self {
            options: IngestOptions { rebuild, rehash, retry, wait, ..options.ingest.clone() },
            poll: options.poll,
            progress,
            tell,
            started: Instant::now(),
            failure: None,
            is_polling_told: false,
        }
    }

    /// Follows the folder until the run is cancelled.
    pub fn follow(mut self) -> Result<(), E> {
        let Some(mut session) = self.begin()? else { return Ok(()) };
        loop {
            match self.wait(&mut session) {
                Wake::Changed => self.run()?,
                Wake::Deaf => {
                    // Two that listen to one folder may be more than the system allows.
                    drop(session);
                    let Some(new) = self.begin()? else { return Ok(()) };
                    session = new;
                }
                Wake::Cancelled => return Ok(()),
            }
        }
    }

    /// Begins to listen, as soon as there is a folder to listen to. Returns nothing if the run is
    /// cancelled before.
    fn begin(&mut self) -> Result<Option<Session>, E> {
        let corpus = self.options.corpus.clone();
        let mut is_gone = false;
        loop {
            if let Some(root) = Root::find(&corpus) {
                if is_gone {
                    (self.tell)(Notice::CorpusBack(&corpus))?;
                }
                let listener = self.listener(&root)?;
                return Ok(Some(Session::new(root, listener)));
            }
            if !is_gone {
                (self.tell)(Notice::CorpusGone(&corpus))?;
                is_gone = true;
            }
            if self.pause(ROOT_POLL) {
                return Ok(None);
            }
        }
    }

    fn listener(&mut self, root: &Root) -> Result<Listener, E> {
        if let Some(every) = self.poll {
            return Ok(Listener::clock(every));
        }
        match Listener::native(root.path(), &self.index()) {
            Ok(listener) => Ok(listener),
            Err(error) => {
                if !self.is_polling_told {
                    self.is_polling_told = true;
                    (self.tell)(Notice::Polling { reason: error.to_string() })?;
                }
                // Not `notify`'s own poller: it compares whole seconds, and only later ones count
                // as a change.
                Ok(Listener::clock(FALLBACK_POLL))
            }
        }
    }

    /// The index folder as the system names it in events.
    fn index(&self) -> PathBuf {
        self.options.index.canonicalize().unwrap_or_else(|_| self.options.index.clone())
    }

    /// Waits for the end of a burst of changes.
    fn wait(&self, session: &mut Session) -> Wake {
        loop {
            let now = Instant::now();
            if self.progress.is_cancelled() {
                return Wake::Cancelled;
            }
            if now.duration_since(session.looked_at) >= ROOT_POLL {
                session.looked_at = now;
                if session.is_deaf(&self.options) {
                    return Wake::Deaf;
                }
            }
            let is_retry = self.failure.as_ref().is_some_and(|failure| now >= failure.retry_at);
            if is_retry || session.burst.is_some_and(|burst| burst.is_over(now)) {
                session.burst = None;
                return Wake::Changed;
            }
            if session.listener.hear(PULSE) {
                let now = Instant::now();
                session.burst.get_or_insert(Burst::begin(now)).extend(now);
            }
        }
    }

    /// Brings the index in line with the folder.
    fn run(&mut self) -> Result<(), E> {
        let mut options = self.options.clone();
        // What lay in the future when the watch began may not now.
        let passed = jiff::SignedDuration::try_from(self.started.elapsed()).unwrap_or_default();
        options.dates.now = options.dates.now.map(|now| now.saturating_add(passed).unwrap_or(now));
        match ingest(&options, self.progress) {
            Ok(report) => {
                self.failure = None;
                if report.committed { (self.tell)(Notice::Committed(&report)) } else { Ok(()) }
            }
            // The next look at the root says it, and the next look at the wish to end.
            Err(Error::CorpusMissing(_) | Error::CorpusNotFolder(_) | Error::Interrupted) => {
                self.failure = None;
                Ok(())
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Says what went wrong, unless that is what was said last.
    fn fail(&mut self, error: &Error) -> Result<(), E> {
        let message = error.to_string();
        let is_known = self.failure.as_ref().is_some_and(|failure| failure.message == message);
        self.failure = Some(Failure { message, retry_at: Instant::now() + RETRY });
        if is_known { Ok(()) } else { (self.tell)(Notice::Failed(error)) }
    }

    /// Waits. Returns whether the run was cancelled meanwhile.
    fn pause(&self, span: Duration) -> bool {
        let end = Instant::now() + span;
        while Instant::now() < end && !self.progress.is_cancelled() {
            sleep(PULSE);
        }
        self.progress.is_cancelled()
    }
}

impl Session {
    /// Whatever happened to the folder before is the first burst.
    fn new(root: Root, listener: Listener) -> Self {
        let now = Instant::now();
        let burst = Some(Burst::begin(now));
        Self { root, listener, since: now, looked_at: now, burst }
    }

    fn is_deaf(&self, options: &IngestOptions) -> bool {
        self.listener.is_broken()
            || self.since.elapsed() >= RENEWAL
            || Root::find(&options.corpus).as_ref() != Some(&self.root)
    }
}
