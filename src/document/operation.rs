//! Operations: what a person did to the marks of a document, as it is written down once and never changed.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::anchor::Anchor;
use super::shared::Shared;

pub use super::record::RecordError;

/// The version of the record's form that this program writes; lines of a newer one are not understood.
pub const VERSION: u64 = 1;

/// One thing that a person did: what, when, and on which device.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Unique for ever; it is also the id of the mark that an [`Change::Add`] makes.
    pub id: String,
    /// When, in an order that all devices agree on.
    pub stamp: Stamp,
    /// The time on the device's own clock (RFC 3339) where the stamp is far ahead of it, because another device's clock was.
    pub clock: Option<String>,
    /// The device's id.
    pub device: String,
    /// What.
    pub change: Change,
}

/// A hybrid logical clock's reading, `2026-11-22T13:00:00.123Z-0004`: time in UTC and a counter, so that it sorts as
/// text and what was done later is later, whatever a device's clock says.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(pub String);

impl Stamp {
    /// The time of it, RFC 3339.
    pub fn time(&self) -> &str {
        self.0.get(..24).unwrap_or(&self.0)
    }
}

/// What can be done to a document's marks.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A passage is marked.
    Add(Addition),
    /// The note or the tags of a mark change.
    Set(Edit),
    /// A mark goes.
    Delete(Target),
    /// A deleted mark comes back.
    Undelete(Target),
    /// The document was seen: its title, its path.
    Doc(Sighting),
    /// Another identity of the same document.
    Alias(Alias),
    /// The reader corrects the structure.
    Correct(Correction),
    /// What a newer version of the program did; kept.
    Other {
        /// Its kind.
        kind: String,
        /// All it says.
        fields: Map<String, Value>,
    },
}

/// A passage is marked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Addition {
    /// The passage.
    pub anchor: Shared<Anchor>,
    /// A note on it; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Its tags.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
    /// The id of the mark where it isn't the operation's own: it was made elsewhere and brought in.
    #[serde(default, rename = "bm", skip_serializing_if = "Option::is_none")]
    pub bookmark: Option<String>,
    /// Notes beside the note, where it comes from elsewhere with several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rival_notes: Vec<String>,
    /// Whether it was kept elsewhere against a deletion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revived: bool,
    /// When it was made, where that was elsewhere (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// When it was last changed, where that was elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// What a newer version of the program wrote here.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The note or the tags of a mark change.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// The mark.
    #[serde(rename = "bm")]
    pub bookmark: String,
    /// The new note, if it changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Tags that are added.
    #[serde(default, rename = "tags+", skip_serializing_if = "BTreeSet::is_empty")]
    pub add_tags: BTreeSet<String>,
    /// Tags that are taken away.
    #[serde(default, rename = "tags-", skip_serializing_if = "BTreeSet::is_empty")]
    pub remove_tags: BTreeSet<String>,
    /// The operations whose notes this one replaces: those that were seen when it was written.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub base: BTreeSet<String>,
    /// What a newer version of the program wrote here.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A mark goes or comes back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The mark.
    #[serde(rename = "bm")]
    pub bookmark: String,
    /// The edits of the mark that were seen when this was done; one that was not keeps the mark alive.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub seen: BTreeSet<String>,
    /// What a newer version of the program wrote here.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The document was seen under this title at this path.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sighting {
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Its absolute path.
    #[serde(default)]
    pub path: String,
    /// Its identity then.
    #[serde(default)]
    pub identity: String,
    /// The date of the talk, as far as it is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its format; empty where that was not written down yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Its text's [sketch](super::sketch::Sketch).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sketch: String,
    /// What a newer version of the program wrote here.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Another identity of the same document: the text was edited or converted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Alias {
    /// The other identity.
    pub identity: String,
    /// Whether the two are the same; `false` where the person said that they are not.
    #[serde(default = "yes")]
    pub same: bool,
    /// What a newer version of the program wrote here.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

fn yes() -> bool {
    true
}

/// The reader corrects the structure at a passage.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// The passage that is corrected.
    pub anchor: Shared<Anchor>,
    /// What is said about it, in the words of whoever reads structure.
    pub says: Said,
    /// What a newer version of the program wrote here.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A value, held as its text, which is a small part of what a map takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Said(Box<str>);

impl Said {
    /// The value.
    pub fn value(&self) -> Value {
        // It was written from one.
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

impl Default for Said {
    fn default() -> Self {
        Value::Null.into()
    }
}

impl From<Value> for Said {
    fn from(value: Value) -> Self {
        Said(value.to_string().into())
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Said::from)
    }
}

impl Change {
    /// The word for it in the log.
    pub fn kind(&self) -> &str {
        match self {
            Change::Add(_) => "add",
            Change::Set(_) => "set",
            Change::Delete(_) => "del",
            Change::Undelete(_) => "undel",
            Change::Doc(_) => "doc",
            Change::Alias(_) => "alias",
            Change::Correct(_) => "correct",
            Change::Other { kind, .. } => kind,
        }
    }

    /// What a newer version of the program wrote beside what is known of this kind.
    pub(super) fn extra(&self) -> &Map<String, Value> {
        match self {
            Change::Add(addition) => &addition.extra,
            Change::Set(edit) => &edit.extra,
            Change::Delete(target) | Change::Undelete(target) => &target.extra,
            Change::Doc(sighting) => &sighting.extra,
            Change::Alias(alias) => &alias.extra,
            Change::Correct(correction) => &correction.extra,
            Change::Other { fields, .. } => fields,
        }
    }

    pub(super) fn fields(&self) -> serde_json::Result<Map<String, Value>> {
        let value = match self {
            Change::Add(addition) => serde_json::to_value(addition),
            Change::Set(edit) => serde_json::to_value(edit),
            Change::Delete(target) | Change::Undelete(target) => serde_json::to_value(target),
            Change::Doc(sighting) => serde_json::to_value(sighting),
            Change::Alias(alias) => serde_json::to_value(alias),
            Change::Correct(correction) => serde_json::to_value(correction),
            Change::Other { fields, .. } => return Ok(fields.clone()),
        }?;
        serde_json::from_value(value)
    }

    pub(super) fn from_fields(kind: &str, fields: Map<String, Value>) -> serde_json::Result<Self> {
        let value = Value::Object(fields);
        Ok(match kind {
            "add" => Change::Add(serde_json::from_value(value)?),
            "set" => Change::Set(serde_json::from_value(value)?),
            "del" => Change::Delete(serde_json::from_value(value)?),
            "undel" => Change::Undelete(serde_json::from_value(value)?),
            "doc" => Change::Doc(serde_json::from_value(value)?),
            "alias" => Change::Alias(serde_json::from_value(value)?),
            "correct" => Change::Correct(serde_json::from_value(value)?),
            _ => Change::Other { kind: kind.to_owned(), fields: serde_json::from_value(value)? },
        })
    }
}

impl Operation {
    /// When it was done, as far as clocks tell (RFC 3339).
    pub fn time(&self) -> &str {
        self.clock.as_deref().unwrap_or(self.stamp.time())
    }
}
