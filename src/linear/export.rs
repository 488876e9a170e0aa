//! The export of what was marked: printed, in the same forms that `wenda bookmarks export` gives, or written to a file.

use super::Linear;
use crate::app::{App, Effect};
use crate::exchange::{Collection, Form};
use crate::input::typed::{Target, Typed};
use crate::search::fold::fold;
use crate::strings::put;
use crate::telling::of_store;
use crate::ui::Look;

impl Linear {
    /// Prints what was marked in the form of this name, the first of all where none is named; what is a file's name, with
    /// an ending or in a folder, is written to.
    pub(super) fn export(&mut self, app: &mut App, look: &Look, named: String) -> Option<Effect> {
        if named.contains(['.', '/']) {
            return app.run_word(Typed::Export(Target { path: named, replaces: false }));
        }
        let form = if named.is_empty() { Some(Form::ALL[0]) } else { Form::named(&named.to_lowercase()) };
        match form {
            Some(form) => self.lines.extend(exported(app, look, form)),
            None => {
                let known = Form::ALL.map(Form::name).join(&look.strings.aloud.joint);
                let values = [("text", &*named), ("known", &*known)];
                self.lines.push(put(&look.strings.aloud.unknown_format, &values));
            }
        }
        None
    }
}

/// What was marked in this document, in a form: a line that says what follows, then its lines.
fn exported(app: &App, look: &Look, form: Form) -> Vec<String> {
    let (aloud, lost) = (&look.strings.aloud, &look.strings.words.lost);
    let collection = Collection::of_document(&app.document, app.shelf.marks(), fold);
    let n = collection.excerpts.len();
    if n == 0 {
        return vec![look.strings.messages.nothing_to_export.clone()];
    }
    let text = form.written(&[collection], lost, false).unwrap_or_else(|error| of_store(&error.into(), &look.strings));
    let head = put(&aloud.exported, &[("n", &n.to_string()), ("format", form.name())]);
    [head].into_iter().chain(text.lines().map(str::to_owned)).collect()
}
