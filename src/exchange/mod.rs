//! Exchange: marks as files that other programs and people read, and back again. Nothing here knows a disk.

mod annotation;
mod csv;
mod form;
mod json;
mod markdown;
mod org;

use crate::document::Document;
use crate::document::bookmark::{Bookmark, Marks};
use crate::document::controls::PlainText;
use crate::document::identity::DocumentId;
use crate::document::operation::Sighting;
use crate::document::place::Passage;
use crate::document::reference::reference_of;
use crate::document::resolver::Resolver;
use crate::document::shared::Shared;
use crate::document::skeleton::Fold;

pub use annotation::annotations;
pub use csv::{csv, csv_row};
pub use form::Form;
pub use json::{ImportError, import, json};
pub use markdown::markdown;
pub use org::org;

/// The marks of one document, as they are given away.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collection {
    /// The identity that the document is kept under.
    pub identity: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// Where it was seen last; empty where that is nowhere.
    pub path: String,
    /// The date of the talk, as far as it is stated.
    pub date: Option<String>,
    /// What was marked.
    pub excerpts: Vec<Excerpt>,
}

/// A marked passage, as it is given away.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excerpt {
    /// The mark.
    pub bookmark: Shared<Bookmark>,
    /// What to cite the passage by; empty where nothing is known.
    pub reference: String,
    /// Whether the passage is no longer in the document.
    pub is_lost: bool,
}

impl Collection {
    /// These of the marks of the document that is kept under `identity`, with what is known of it from when it was seen last.
    pub fn of(identity: DocumentId, marks: &Marks, excerpts: Vec<Excerpt>) -> Self {
        let Sighting { title, path, date, .. } = marks.sightings().last().cloned().unwrap_or_default();
        Collection { identity: identity.to_string(), title, path, date, excerpts }
    }

    /// What was marked in a document that is being read, in the order of its text; with what is known of it from when it was
    /// seen last, or, if that never was, from now.
    pub fn of_document(document: &Document, marks: &Marks, fold: Fold) -> Self {
        let now = || Sighting {
            title: document.title_text().unwrap_or_default().to_owned(),
            path: document.source.path.clone(),
            identity: document.identity().to_string(),
            date: document.date.clone(),
            ..Sighting::default()
        };
        let Sighting { title, path, date, identity, .. } = marks.sightings().last().cloned().unwrap_or_else(now);
        Collection { identity, title, path, date, excerpts: excerpts(marks, Some(document), fold) }
    }

    /// What the document is called: its title, else its path, else its identity.
    pub fn name(&self) -> &str {
        [&self.title, &self.path, &self.identity].into_iter().find(|name| !name.is_empty()).map_or("", String::as_str)
    }
}

/// The live marks in the order of the text as it is now, the lost ones last; without the document in the order of the
/// text that they were made in.
pub fn excerpts(marks: &Marks, document: Option<&Document>, fold: Fold) -> Vec<Excerpt> {
    let resolver: Option<(&Document, Resolver)> = document.map(|it| (it, marks.resolver(it).folding(fold)));
    let excerpt = |bookmark: &Shared<Bookmark>| {
        let marked_as = bookmark.anchor.reference.clone().unwrap_or_default();
        let now =
            resolver.as_ref().map(|(document, resolver)| (*document, resolver.resolve(&bookmark.anchor).passage()));
        let (reference, is_lost, order) = match now {
            Some((document, Some(Passage { start, .. }))) => {
                (reference_of(document, start).to_string(), false, document.offset(start))
            }
            Some((_, None)) => (marked_as, true, usize::MAX),
            None => (marked_as, false, bookmark.anchor.start),
        };
        (order, Excerpt { bookmark: bookmark.clone(), reference, is_lost })
    };
    let mut ordered: Vec<(usize, Excerpt)> = marks.live_shared().map(excerpt).collect();
    ordered.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.bookmark.id.cmp(&other.bookmark.id)));
    ordered.into_iter().map(|(_, excerpt)| excerpt).collect()
}

/// The deleted marks, the last deleted first, as they were.
pub fn deleted(marks: &Marks) -> Vec<Excerpt> {
    let excerpt = |bookmark: &Shared<Bookmark>| Excerpt {
        reference: bookmark.anchor.reference.clone().unwrap_or_default(),
        bookmark: bookmark.clone(),
        is_lost: false,
    };
    marks.deleted_shared().into_iter().map(excerpt).collect()
}

/// Text without control characters and marks of direction; line feeds and tabs stay.
fn plain(text: &str) -> String {
    PlainText::of(text).0.to_string()
}

/// Text on one line, without control characters and marks of direction.
fn one_line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
pub(crate) mod specimens {
    //! Marks for the tests of the formats.

    use super::{Collection, Excerpt};
    use crate::document::anchor::{Anchor, Asked};
    use crate::document::bookmark::Bookmark;

    /// One document with a mark that has everything, one whose text is dangerous to the formats, and a lost one.
    pub(crate) fn collection() -> Collection {
        let anchor = Anchor {
            exact: "双方贸易额达到创纪录的水平。\n下一段".to_owned(),
            prefix: "答：".to_owned(),
            suffix: "。".to_owned(),
            start: 12,
            end: 30,
            speaker: Some("王毅".into()),
            question: Some(3),
            reference: Some("Q3¶2".to_owned()),
            asked: Some(Asked { speaker: Some("《人民日报》记者".to_owned()), words: "贸易如何？".to_owned() }.into()),
            made_in: "0123".into(),
            ..Anchor::default()
        };
        let whole = Bookmark {
            id: "0199-1".to_owned(),
            anchor: anchor.into(),
            note: "引用\n第二行".to_owned(),
            rival_notes: vec!["别处写的".to_owned()],
            tags: ["经济".to_owned(), "a b".to_owned()].into(),
            created: "2026-11-22T13:00:00.000Z".to_owned(),
            modified: "2026-11-22T14:00:00.000Z".to_owned(),
            ..Bookmark::default()
        };
        let dangerous = Anchor { exact: "=1+1,\"a\"\u{1b}[31m\n* # > |".to_owned(), ..Anchor::default() };
        let dangerous = Bookmark { id: "0199-2".to_owned(), anchor: dangerous.into(), ..Bookmark::default() };
        let excerpt = |bookmark: &Bookmark, is_lost| Excerpt {
            bookmark: bookmark.clone().into(),
            reference: bookmark.anchor.reference.clone().unwrap_or_default(),
            is_lost,
        };
        Collection {
            identity: "abcd".to_owned(),
            title: "答记者问".to_owned(),
            path: "/talks/seed.md".to_owned(),
            date: Some("2024-03-07".to_owned()),
            excerpts: vec![excerpt(&whole, false), excerpt(&dangerous, true)],
        }
    }
}
