//! Storage: the only folder that opens what the person made and what is kept for them: marks, reading places, settings.
//!
//! ```text
//! <data>/documents/<identity>/marks.<device>.jsonl   what the person made, as an append-only log
//! <data>/documents/<identity>/damaged.<log>          lines of a log that can't be read
//! <data>/documents/<identity>/text/<hash>.gz         the text as it was when marked
//! <state>/places/<identity>.json                     where they read; may be lost without harm
//! <state>/terminals.json                             what terminals answered about themselves
//! <state>/device                                     this device's id
//! <config>/config.toml keymap.toml labels.toml …     what they set
//! ```
//!
//! Opening a document: [`opening`] asks the [`library`] which of the documents with marks it is, has [`marks`] fold all of
//! its logs, and gives the journal that adds to them. Adding a mark: [`device`] stamps it, the journal writes it by
//! [`log`], and keeps the text beside it ([`texts`]). Now and then [`compaction`] shortens a long log; [`absorb`] takes in
//! what was made elsewhere.
//!
//! What lies in these folders is input: it may have come with an archive or by a syncing service. A path is made only of
//! names of a known form and followed through no link (`within`), and only regular files of a bounded length are opened
//! (`files`).

pub mod absorb;
mod aside;
pub mod compaction;
pub mod config;
pub mod device;
mod error;
mod files;
mod folders;
pub mod handed;
mod journal;
pub mod library;
pub mod log;
pub mod marks;
pub mod opening;
pub mod places;
pub mod remembered;
pub mod rescue;
pub mod texts;
pub mod watch;
mod within;

pub use aside::Damage;
pub use device::{Device, Stamper};
pub use error::StoreError;
pub use folders::Folders;
pub use journal::Journal;
pub use marks::{Loaded, MarksStore};
