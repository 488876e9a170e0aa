//! Reading places: where the person was in each document, and which documents they read lately. They may be lost
//! without harm, so each is a small file of its own that is replaced whole.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::device::time;
use super::{Folders, StoreError, files};
use crate::document::anchor::Anchor;

/// A document that was read, and where the reader was in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadingPlace {
    /// The document's identity.
    pub identity: String,
    /// Its absolute path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The text at the top of the screen.
    pub anchor: Anchor,
    /// When it was last read (RFC 3339); set by [`save`].
    #[serde(default)]
    pub time: String,
}

/// Keeps a reading place, with the time now.
///
/// # Errors
/// The state folder can't be written.
pub fn save(folders: &Folders, place: &ReadingPlace) -> Result<(), StoreError> {
    let place = ReadingPlace { time: time(), ..place.clone() };
    let text = serde_json::to_string(&place)?;
    files::replace(&file(&folder(folders), &place.identity), text.as_bytes())
}

/// Where the document with this identity was last read.
pub fn load(folders: &Folders, identity: &str) -> Option<ReadingPlace> {
    read(&file(&folder(folders), identity))
}

/// The documents that were read, the last one first.
pub fn recent(folders: &Folders) -> Vec<ReadingPlace> {
    let entries = fs::read_dir(folder(folders)).into_iter().flatten().flatten();
    let mut places: Vec<ReadingPlace> = entries.filter_map(|entry| read(&entry.path())).collect();
    places.sort_by(|a, b| b.time.cmp(&a.time));
    places
}

fn folder(folders: &Folders) -> PathBuf {
    folders.state.join("places")
}

fn file(folder: &Path, identity: &str) -> PathBuf {
    folder.join(format!("{identity}.json"))
}

fn read(path: &Path) -> Option<ReadingPlace> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}
