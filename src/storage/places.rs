//! Reading places: where the person was in each document, and which documents they read lately. They may be lost
//! without harm, so each is a small file of its own that is replaced whole.

use serde::{Deserialize, Serialize};

use super::device::time;
use super::within::{Name, Spot};
use super::{Folders, StoreError, files};
use crate::document::anchor::Anchor;
use crate::document::identity::DocumentId;

/// The longest file of a reading place, in bytes: with a path and a title as long as they come.
const LONGEST: u64 = 1024 * 1024;

/// A document that was read, and where the reader was in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadingPlace {
    /// The document's identity.
    pub identity: DocumentId,
    /// Its absolute path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The text at the top of the screen.
    pub anchor: Anchor,
    /// When it was last read (RFC 3339); set by [`save`].
    #[serde(default)]
    pub time: String,
    /// What a list says of it.
    #[serde(default)]
    pub standing: Standing,
}

/// What a list of documents says of one without reading it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// When the talk was, as far as that is stated.
    #[serde(default)]
    pub date: Option<String>,
    /// How many questions it has.
    #[serde(default)]
    pub n_questions: usize,
    /// What the text at the top of the screen is cited by; empty where that is not known.
    #[serde(default)]
    pub reference: String,
    /// How much of the text lies before the screen, in percent.
    #[serde(default)]
    pub percent: Option<u8>,
    /// How many bookmarks there are.
    #[serde(default)]
    pub n_marks: usize,
}

/// Keeps a reading place, with the time now.
///
/// # Errors
/// The state folder can't be written.
pub fn save(folders: &Folders, place: &ReadingPlace) -> Result<(), StoreError> {
    let place = ReadingPlace { time: time(), ..place.clone() };
    let text = serde_json::to_string(&place)?;
    files::replace(&file(folders, place.identity), text.as_bytes())
}

/// Where the document with this identity was last read.
pub fn load(folders: &Folders, identity: DocumentId) -> Option<ReadingPlace> {
    read(&file(folders, identity))
}

/// The documents that were read, the last one first.
pub fn recent(folders: &Folders) -> Vec<ReadingPlace> {
    let files = folder(folders).list().unwrap_or_default();
    let mut places: Vec<ReadingPlace> = files.iter().filter_map(read).collect();
    places.sort_by(|a, b| b.time.cmp(&a.time));
    places
}

/// The document that was last read at `path` (absolute), with where its reader was.
pub fn last_at(folders: &Folders, path: &str) -> Option<ReadingPlace> {
    recent(folders).into_iter().find(|place| place.path == path && !path.is_empty())
}

fn folder(folders: &Folders) -> Spot {
    folders.state_root().join("places")
}

fn file(folders: &Folders, identity: DocumentId) -> Spot {
    folder(folders).join(Name::from(identity).between("", ".json"))
}

fn read(file: &Spot) -> Option<ReadingPlace> {
    serde_json::from_slice(&files::read(file, LONGEST).ok()??).ok()
}
