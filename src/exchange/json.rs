//! Marks as JSON, without loss, and back; Web Annotations are read too.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::error::Category;

use super::{Collection, Excerpt};
use crate::document::anchor::{Anchor, Asked};
use crate::document::bookmark::Bookmark;
use crate::document::shared::Shared;

/// The version of the form.
const SCHEMA: &str = "wenda.bookmarks/1";

/// Why a text can't be imported.
#[derive(Debug)]
pub enum ImportError {
    /// It is no JSON from this line and column on, both from 1.
    NoJson {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It is an export that lacks something; these are the words of its parser.
    Incomplete(String),
    /// It is JSON of another form.
    Unknown,
}

impl From<serde_json::Error> for ImportError {
    fn from(error: serde_json::Error) -> Self {
        match error.classify() {
            Category::Data => ImportError::Incomplete(error.to_string()),
            Category::Syntax | Category::Eof | Category::Io => {
                ImportError::NoJson { line: error.line(), column: error.column() }
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    documents: Vec<FileDocument>,
}

#[derive(Serialize, Deserialize)]
struct FileDocument {
    identity: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    date: Option<String>,
    bookmarks: Vec<Shared<Bookmark>>,
}

/// All marks as JSON, with everything that is kept of them.
///
/// # Errors
/// None: all that is written has a form in JSON.
pub fn json(collections: &[Collection]) -> serde_json::Result<String> {
    let document = |from: &Collection| FileDocument {
        identity: from.identity.clone(),
        title: from.title.clone(),
        path: from.path.clone(),
        date: from.date.clone(),
        bookmarks: from.excerpts.iter().map(|excerpt| excerpt.bookmark.clone()).collect(),
    };
    let file = File { schema: SCHEMA.to_owned(), documents: collections.iter().map(document).collect() };
    serde_json::to_string_pretty(&file)
}

/// Reads what [`json`] wrote, or a page of Web Annotations.
///
/// # Errors
/// It is neither.
pub fn import(text: &str) -> Result<Vec<Collection>, ImportError> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))?;
    if value.get("schema").and_then(Value::as_str) == Some(SCHEMA) {
        let file: File = serde_json::from_value(value)?;
        return Ok(file.documents.into_iter().map(collection).collect());
    }
    let items = value.get("items").and_then(Value::as_array).ok_or(ImportError::Unknown)?;
    Ok(annotated(items))
}

fn collection(from: FileDocument) -> Collection {
    let excerpt = |bookmark: Shared<Bookmark>| {
        let reference = bookmark.anchor.reference.clone().unwrap_or_default();
        Excerpt { bookmark, reference, is_lost: false }
    };
    Collection {
        identity: from.identity,
        title: from.title,
        path: from.path,
        date: from.date,
        excerpts: from.bookmarks.into_iter().map(excerpt).collect(),
    }
}

/// The marks that Web Annotations are, by their source. They name no identity: that is for whoever has the document.
fn annotated(items: &[Value]) -> Vec<Collection> {
    let mut collections: Vec<Collection> = Vec::new();
    for item in items {
        let Some(bookmark) = annotation(item) else { continue };
        let path = item["target"]["source"].as_str().map(path_of).unwrap_or_default();
        let excerpt = Excerpt { bookmark: bookmark.into(), ..Excerpt::default() };
        match collections.iter_mut().find(|known| known.path == path) {
            Some(known) => known.excerpts.push(excerpt),
            None => collections.push(Collection { path, excerpts: vec![excerpt], ..Collection::default() }),
        }
    }
    collections
}

fn annotation(item: &Value) -> Option<Bookmark> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let selectors: Vec<&Value> = listed(&item["target"]["selector"]);
    let of_kind = |kind: &str| selectors.iter().copied().find(|selector| selector["type"] == kind);
    let quote = of_kind("TextQuoteSelector")?;
    let position = |end: &str| {
        let number = of_kind("TextPositionSelector").and_then(|selector| selector[end].as_u64());
        number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
    };
    let bodies = listed(&item["body"]);
    let tags = bodies.iter().filter(|body| body["purpose"] == "tagging").map(|body| text(&body["value"])).collect();
    let notes: Vec<String> =
        bodies.iter().filter(|body| body["purpose"] != "tagging").map(|body| text(&body["value"])).collect();
    Some(Bookmark {
        id: text(&item["id"]).trim_start_matches("urn:uuid:").to_owned(),
        anchor: Anchor {
            exact: text(&quote["exact"]),
            prefix: text(&quote["prefix"]),
            suffix: text(&quote["suffix"]),
            start: position("start"),
            end: position("end"),
            reference: own(item, "reference"),
            speaker: own(item, "speaker").map(Shared::from),
            asked: own(item, "question").map(|words| Asked { speaker: own(item, "asker"), words }.into()),
            ..Anchor::default()
        }
        .into(),
        note: notes.join("\n\n"),
        tags,
        created: text(&item["created"]),
        modified: text(&item["modified"]),
        ..Bookmark::default()
    })
}

/// What stands in an annotation under a name of our own.
fn own(item: &Value, name: &str) -> Option<String> {
    item.get(format!("wenda:{name}")).and_then(Value::as_str).map(str::to_owned)
}

/// A value, or the values in it if it is a list: JSON-LD allows both.
fn listed(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |values| values.iter().collect())
}

/// The path of a `file:` IRI; other IRIs stay as they are.
fn path_of(source: &str) -> String {
    let Some(path) = source.strip_prefix("file://") else { return source.to_owned() };
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let code = rest.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match code.filter(|_| byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &rest[3..];
            }
            None => {
                bytes.push(byte);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::exchange::annotations;
    use crate::exchange::specimens::collection;

    #[test]
    fn what_is_exported_is_imported_without_loss() {
        let imported = import(&json(&[collection()]).unwrap()).unwrap();
        let bookmarks = |from: &Collection| from.excerpts.iter().map(|it| it.bookmark.clone()).collect::<Vec<_>>();
        assert_eq!(bookmarks(&imported[0]), bookmarks(&collection()));
        assert_eq!((&imported[0].identity, &imported[0].date), (&collection().identity, &collection().date));
    }

    #[test]
    fn web_annotations_are_imported() {
        let mut there = collection();
        there.path = "/稿/a b.md".to_owned();
        let imported = import(&annotations(&[there.clone()]).unwrap()).unwrap();
        let (found, known) = (&imported[0].excerpts[0].bookmark, &there.excerpts[0].bookmark);
        assert_eq!(imported[0].path, there.path);
        assert_eq!((&found.anchor.exact, &found.tags), (&known.anchor.exact, &known.tags));
        assert_eq!(found.note, known.whole_note());
        let said =
            |mark: &Bookmark| (mark.anchor.speaker.clone(), mark.anchor.asked.clone(), mark.anchor.reference.clone());
        assert_eq!(said(found), said(known));
    }

    #[test]
    fn other_files_are_refused() {
        for text in ["", "[]", "{}", "{\"schema\":\"wenda.outline/1\"}"] {
            assert!(import(text).is_err(), "{text}");
        }
    }
}
