//! The export of what was marked, as it is printed: the same forms that `wenda bookmarks export` gives.

use crate::app::App;
use crate::document::Document;
use crate::document::operation::Sighting;
use crate::exchange::{self, Collection};
use crate::search::fold::fold;
use crate::strings::put;
use crate::ui::Look;

/// The formats by their names, the first where none is named.
const FORMATS: [&str; 5] = ["markdown", "json", "csv", "org", "annotations"];

/// What is known of a document that was never seen before.
fn sighting(document: &Document) -> Sighting {
    Sighting {
        title: document.title_text().unwrap_or_default().to_owned(),
        path: document.source.path.clone(),
        identity: document.identity().to_string(),
        date: document.date.clone(),
        ..Sighting::default()
    }
}

/// What was marked in this document, in a format: a line that says what follows, then its lines.
pub(super) fn exported(app: &App, look: &Look, format: &str) -> Vec<String> {
    let (aloud, lost) = (&look.strings.aloud, &look.strings.words.lost);
    let Some(format) = FORMATS.into_iter().find(|name| format.is_empty() || *name == format) else {
        return vec![put(&aloud.unknown_format, &[("text", format), ("known", &FORMATS.join(&aloud.joint))])];
    };
    let marks = app.shelf.marks();
    let seen = marks.sightings().last().cloned();
    let Sighting { title, path, date, identity, .. } = seen.unwrap_or_else(|| sighting(&app.document));
    let excerpts = exchange::excerpts(marks, Some(&app.document), fold);
    if excerpts.is_empty() {
        return vec![aloud.nothing_to_export.clone()];
    }
    let n = excerpts.len().to_string();
    let collections = [Collection { identity, title, path, date, excerpts }];
    let written = match format {
        "json" => exchange::json(&collections),
        "annotations" => exchange::annotations(&collections),
        "csv" => Ok(exchange::csv(&collections, false)),
        "org" => Ok(exchange::org(&collections, lost)),
        _ => Ok(exchange::markdown(&collections, lost)),
    };
    let text = written.unwrap_or_else(|error| error.to_string());
    let head = put(&aloud.exported, &[("n", &n), ("format", format)]);
    [head].into_iter().chain(text.lines().map(str::to_owned)).collect()
}
