//! Handing over: what was marked, or the text, written to a file where the person says. All of it is work for a thread.

use std::path::{Path, PathBuf};

use super::errands::Work;
use super::source::expanded;
use crate::app::effect::{Handover, Portion};
use crate::app::message::HandoverOutcome;
use crate::app::page::MEASURE;
use crate::app::{App, Settings};
use crate::document::Document;
use crate::document::bookmark::Marks;
use crate::exchange::{Collection, Form};
use crate::input::typed::Target;
use crate::search::fold::fold;
use crate::storage::handed::{self, NotHanded};
use crate::telling::of_store;
use crate::ui::Look;
use crate::ui::printed::Printed;

/// What is needed to write something to a file, as it was when that was asked for.
struct Bundle {
    document: Document,
    marks: Marks,
    settings: Settings,
    look: Look,
    /// The file that is being read.
    source: Option<PathBuf>,
}

/// How to write something of this state to a file; what came of it is told.
pub(super) fn hand_over(app: &App, look: &Look, source: Option<PathBuf>, handover: Handover) -> Work<HandoverOutcome> {
    let marks = app.shelf.marks().clone();
    let (document, settings, look) = (app.document.clone(), app.settings.clone(), look.clone());
    let mut bundle = Bundle { document, marks, settings, look, source };
    Box::new(move || {
        // marks that are not saved yet know no more than the path that was typed
        if let Some(Ok(path)) = bundle.source.as_deref().map(Path::canonicalize) {
            bundle.document.source.path = path.display().to_string();
        }
        match handover.what {
            Portion::Marks => bundle.marks(&handover.target),
            Portion::Text => bundle.text(&handover.target),
        }
    })
}

impl Bundle {
    /// Writes what was marked.
    fn marks(&self, target: &Target) -> HandoverOutcome {
        let (path, form) = match place(&target.path, self.source.as_deref()) {
            Ok(place) => place,
            Err(told) => return told,
        };
        let collection = Collection::of_document(&self.document, &self.marks, fold);
        let n = collection.excerpts.len();
        let mut written = match form.written(&[collection], &self.look.strings.words.lost, false) {
            Ok(written) => written,
            Err(error) => return HandoverOutcome::NotWritten { why: of_store(&error.into(), &self.look.strings) },
        };
        if form.is_json() {
            written.push('\n');
        }
        // where the file is called by wenda, nobody knows yet where it is
        let path = if target.path.is_empty() { std::path::absolute(&path).unwrap_or(path) } else { path };
        self.write(&path, &written, target.replaces, "export", |path| HandoverOutcome::Exported { n, path })
    }

    /// Writes the text in rows, as a pipe would get it.
    fn text(&self, target: &Target) -> HandoverOutcome {
        let Bundle { document, look, settings, .. } = self;
        let printed = Printed { document, look, settings, width: MEASURE, safe: false };
        let mut text = String::new();
        let kept: Result<(), std::convert::Infallible> = printed.lines(0..document.blocks.len(), |line| {
            text.push_str(line);
            text.push('\n');
            Ok(())
        });
        let Ok(()) = kept;
        self.write(&expanded(&target.path), &text, target.replaces, "w", HandoverOutcome::TextWritten)
    }

    /// Writes a file; `word` is what replaces one that is there.
    fn write(
        &self,
        path: &Path,
        text: &str,
        replaces: bool,
        word: &'static str,
        told: impl FnOnce(String) -> HandoverOutcome,
    ) -> HandoverOutcome {
        let shown = path.display().to_string();
        match handed::write(path, text.as_bytes(), replaces, self.source.as_deref()) {
            Ok(()) => told(shown),
            Err(NotHanded::Exists) => HandoverOutcome::FileThere { word, path: shown },
            Err(NotHanded::Source) => HandoverOutcome::FileIsSource,
            Err(NotHanded::NoFolder(folder)) => HandoverOutcome::NoFolder(folder.display().to_string()),
            Err(NotHanded::Failed(error)) => HandoverOutcome::NotWritten { why: of_store(&error, &self.look.strings) },
        }
    }
}

/// The file that marks are written to, and their form: a form alone, a folder and nothing at all are given the name of the
/// document, a name without an ending is one of the first form.
fn place(named: &str, source: Option<&Path>) -> Result<(PathBuf, Form), HandoverOutcome> {
    let first = Form::ALL[0];
    let stem = source.and_then(Path::file_stem).map_or_else(|| "wenda".into(), |stem| stem.to_string_lossy());
    let called = |form: Form| format!("{stem}-bookmarks.{}", form.endings()[0]);
    if named.is_empty() {
        return Ok((called(first).into(), first));
    }
    if let Some(form) = Form::named(named) {
        return Ok((called(form).into(), form));
    }
    let path = expanded(named);
    if path.is_dir() {
        return Ok((path.join(called(first)), first));
    }
    match path.extension().map(|ending| ending.to_string_lossy().into_owned()) {
        None => Ok((path.with_extension(first.endings()[0]), first)),
        Some(ending) => {
            let known = || Form::ALL.iter().flat_map(|form| form.endings()).map(|it| format!(".{it}"));
            let form = Form::of_ending(&ending);
            let form =
                form.ok_or_else(|| HandoverOutcome::NoForm { ending, known: known().collect::<Vec<_>>().join(" ") })?;
            Ok((path, form))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_told_by_the_ending_and_a_name_is_found_where_none_is_typed() {
        let check = |named: &str, path: &str, form: Form| {
            assert_eq!(place(named, Some(Path::new("/talks/harbour.md"))), Ok((path.into(), form)), "{named}");
        };
        check("", "harbour-bookmarks.md", Form::Markdown);
        check("json", "harbour-bookmarks.json", Form::Json);
        check("annotations", "harbour-bookmarks.jsonld", Form::Annotations);
        check("mine.CSV", "mine.CSV", Form::Csv);
        check("mine", "mine.md", Form::Markdown);
        check("/", "/harbour-bookmarks.md", Form::Markdown);
        assert_eq!(place("", None), Ok(("wenda-bookmarks.md".into(), Form::Markdown)));
        assert!(matches!(place("mine.docx", None), Err(HandoverOutcome::NoForm { .. })));
    }
}
