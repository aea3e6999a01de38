//! Hears that something in a folder changed, from the system or by the clock.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Hears that something changed, but not what: a run compares the folder with the index itself.
#[derive(Debug)]
pub enum Listener {
    /// Is told by the system.
    Native(Native),
    /// Takes it that something changed whenever a span of time is over.
    Clock {
        /// The span.
        every: Duration,
        /// When it was last over.
        last: Instant,
    },
}

/// What the system tells of a folder.
#[derive(Debug)]
pub struct Native {
    /// Goes on telling until it is dropped.
    _watcher: RecommendedWatcher,
    changes: Receiver<()>,
    is_broken: Arc<AtomicBool>,
}

impl Listener {
    /// Has the system tell of changes below `root`, but for those below `left_out`. Both are
    /// absolute and without links.
    ///
    /// # Errors
    /// If the system cannot, as where there are more folders than one user may follow.
    pub fn native(root: &Path, left_out: &Path) -> notify::Result<Self> {
        // One note that something changed says as much as a thousand.
        let (sender, changes) = sync_channel(1);
        let is_broken = Arc::new(AtomicBool::new(false));
        let ear = Ear { left_out: left_out.to_owned(), sender, is_broken: Arc::clone(&is_broken) };
        let mut watcher = notify::recommended_watcher(move |event| ear.take(event))?;
        watcher.watch(root, RecursiveMode::Recursive)?;
        Ok(Self::Native(Native { _watcher: watcher, changes, is_broken }))
    }

    /// Goes by the clock.
    pub fn clock(every: Duration) -> Self {
        Self::Clock { every, last: Instant::now() }
    }

    /// Waits for a change, for so long at most. Returns whether there was one.
    pub fn hear(&mut self, timeout: Duration) -> bool {
        match self {
            Self::Native(native) => match native.changes.recv_timeout(timeout) {
                Ok(()) => true,
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => {
                    native.is_broken.store(true, Ordering::Relaxed);
                    sleep(timeout);
                    false
                }
            },
            Self::Clock { every, last } => {
                sleep(timeout);
                let is_due = last.elapsed() >= *every;
                if is_due {
                    *last = Instant::now();
                }
                is_due
            }
        }
    }

    /// Whether something went wrong since, so that changes may go unheard.
    pub fn is_broken(&self) -> bool {
        matches!(self, Self::Native(native) if native.is_broken.load(Ordering::Relaxed))
    }
}

/// Takes what the system tells.
struct Ear {
    left_out: PathBuf,
    sender: SyncSender<()>,
    is_broken: Arc<AtomicBool>,
}

impl Ear {
    fn take(&self, event: notify::Result<Event>) {
        let matters = match event {
            Ok(event) => matters(&event, &self.left_out),
            Err(_) => {
                self.is_broken.store(true, Ordering::Relaxed);
                true
            }
        };
        if matters {
            // A note that is already there will do.
            let _ = self.sender.try_send(());
        }
    }
}

/// Whether an event may mean that posts changed. Reading is none, or a run would hear itself.
fn matters(event: &Event, left_out: &Path) -> bool {
    let is_reading = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    let is_elsewhere = |path: &PathBuf| !path.starts_with(left_out);
    // An event without a path is about everything, such as that some were lost.
    let is_everywhere = event.need_rescan() || event.paths.is_empty();
    !is_reading && (is_everywhere || event.paths.iter().any(is_elsewhere))
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, Flag, ModifyKind, RemoveKind, RenameMode};

    use super::*;

    #[test]
    fn reading_and_the_index_itself_do_not_matter() {
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let read = EventKind::Access(AccessKind::Close(AccessMode::Read));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        let table: [(EventKind, &[&str], bool); 9] = [
            (EventKind::Create(CreateKind::File), &["/a/b.md"], true),
            (EventKind::Remove(RemoveKind::Folder), &["/a"], true),
            (written, &["/a/b.md"], true),
            (read, &["/a/b.md"], false),
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), &["/a/b.md"], false),
            (written, &["/a/index/kwic.json"], false),
            (EventKind::Create(CreateKind::Folder), &["/a/index"], false),
            (renamed, &["/a/index/b.md", "/a/b.md"], true),
            (EventKind::Other, &[], true),
        ];
        for (kind, paths, expected) in table {
            let event =
                paths.iter().fold(Event::new(kind), |event, path| event.add_path(path.into()));
            assert_eq!(matters(&event, "/a/index".as_ref()), expected, "{event:?}");
        }
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan).add_path("/a/index".into());
        assert!(matters(&lost, "/a/index".as_ref()));
    }

    #[test]
    fn a_clock_hears_something_now_and_then() {
        let mut listener = Listener::clock(Duration::from_millis(30));
        let heard: Vec<_> = (0..6).map(|_| listener.hear(Duration::from_millis(10))).collect();
        assert!(heard.contains(&true) && heard.contains(&false), "{heard:?}");
        assert!(!listener.is_broken());
    }
}
