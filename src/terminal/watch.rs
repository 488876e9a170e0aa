//! Watches the document and the folder of its marks: a thread that looks once a second, because file systems that cross a
//! network tell nobody of changes.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::errands::Work;
use super::event::Input;
use super::pace::Pace;
use crate::storage::watch::Fingerprint;

/// Marks made in another window appear within two seconds.
const INTERVAL: Duration = Duration::from_secs(1);

/// What keeps a watch going: the thread ends soon after this is dropped.
pub struct Watched {
    watch: Arc<Watch>,
    /// Has the thread look at once.
    sooner: Sender<()>,
}

/// What the thread and whoever reads the document have in common.
struct Watch {
    pace: Mutex<Pace<Fingerprint>>,
    start: Instant,
}

impl Watch {
    /// Does something with the pace, which is sound whatever a thread did that held it.
    fn with<T>(&self, act: impl FnOnce(&mut Pace<Fingerprint>, Duration) -> T) -> T {
        act(&mut self.pace.lock().unwrap_or_else(PoisonError::into_inner), self.start.elapsed())
    }
}

impl Watched {
    /// Has it looked at once whether something has changed.
    pub fn look_now(&self) {
        // a thread that has ended has told why
        let _ = self.sooner.send(());
    }

    /// `work`, which reads the document anew; how long it takes decides how soon it is done again.
    pub fn timed<T: 'static>(&self, work: Work<T>) -> Work<T> {
        let watch = Arc::downgrade(&self.watch);
        Box::new(move || {
            let began = Instant::now();
            watch.upgrade().inspect(|watch| watch.with(|pace, _| pace.began()));
            let read = work();
            watch.upgrade().inspect(|watch| watch.with(|pace, now| pace.ended(now, began.elapsed())));
            read
        })
    }
}

/// A document and the folder of its marks, and what both look like from outside.
#[derive(Debug)]
pub struct Watching {
    document: Option<PathBuf>,
    marks: PathBuf,
    known: (Fingerprint, Fingerprint),
}

impl Watching {
    /// Looks at the file of a document, if it has one, and at the folder of its marks.
    pub fn of(document: Option<PathBuf>, marks: PathBuf) -> Self {
        let mut watching = Watching { document, marks, known: Default::default() };
        watching.known = watching.look();
        watching
    }

    /// What both look like now.
    fn look(&self) -> (Fingerprint, Fingerprint) {
        (self.document.as_deref().map(Fingerprint::of).unwrap_or_default(), Fingerprint::of(&self.marks))
    }
}

/// Starts the thread; it tells `inputs` when something looks otherwise than it did.
pub fn watch(mut watching: Watching, inputs: Sender<Input>) -> Watched {
    let known = &watching.known;
    let pace = Mutex::new(Pace::new(known.0.clone(), Duration::ZERO));
    let watch = Arc::new(Watch { pace, start: Instant::now() });
    let wanted = Arc::downgrade(&watch);
    let (sooner, is_asked) = channel();
    thread::spawn(move || {
        loop {
            // the other end is gone with the watch
            let _ = is_asked.recv_timeout(INTERVAL);
            let Some(watch) = wanted.upgrade() else { return };
            let now = watching.look();
            let mut changes = Vec::new();
            // A file that is gone may be about to be replaced: the text stays on the screen until there is another.
            if !now.0.is_empty() && watch.with(|pace, time| pace.look(time, now.0.clone())) {
                changes.push(Input::DocumentChanged);
            }
            if now.1 != watching.known.1 {
                changes.push(Input::MarksChanged);
                watching.known.1 = now.1;
            }
            if changes.into_iter().any(|change| inputs.send(change).is_err()) {
                return;
            }
        }
    });
    Watched { watch, sooner }
}
