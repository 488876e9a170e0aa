//! Watches the document and the folder of its marks: a thread that looks once a second, because file systems that cross a
//! network tell nobody of changes.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::event::Input;
use crate::storage::watch::Fingerprint;

/// Marks made in another window appear within two seconds.
const INTERVAL: Duration = Duration::from_secs(1);

/// What keeps a watch going: the thread ends soon after this is dropped.
pub struct Watched(#[allow(dead_code, reason = "held, not read")] Arc<()>);

/// Starts the thread.
pub fn watch(document: Option<PathBuf>, marks: PathBuf, inputs: Sender<Input>) -> Watched {
    let held = Arc::new(());
    let wanted = Arc::downgrade(&held);
    thread::spawn(move || {
        let look = || (document.as_deref().map(Fingerprint::of).unwrap_or_default(), Fingerprint::of(&marks));
        let mut known = look();
        loop {
            thread::sleep(INTERVAL);
            if wanted.strong_count() == 0 {
                return;
            }
            let now = look();
            let mut changes = Vec::new();
            // A file that is gone may be about to be replaced: the text stays on the screen until there is another.
            if now.0 != known.0 && !now.0.is_empty() {
                changes.push(Input::DocumentChanged);
                known.0 = now.0;
            }
            if now.1 != known.1 {
                changes.push(Input::MarksChanged);
                known.1 = now.1;
            }
            if changes.into_iter().any(|change| inputs.send(change).is_err()) {
                return;
            }
        }
    });
    Watched(held)
}
