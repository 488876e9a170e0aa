//! Handing over: what was marked as a file, the text as a file, and the text to the person's editor.

use crate::app::effect::{Handover, Portion};
use crate::app::message::{HandoverOutcome, Message};
use crate::app::page::raw;
use crate::app::{App, Effect};
use crate::input::typed::{Target, Typed};

impl App {
    /// Does what a word says that hands know, as if it had been typed after `:`.
    pub fn run_word(&mut self, word: Typed) -> Option<Effect> {
        self.answered(|app| app.run_typed(word))
    }

    /// Has what was marked written to a file.
    pub(in crate::app) fn export(&mut self, target: Target) -> Option<Effect> {
        if self.settings.permissions.export && self.shelf.n_live() == 0 {
            self.told.message = Some(Message::HandedOver(HandoverOutcome::NothingToExport));
            return None;
        }
        Some(Effect::HandOver(Handover { what: Portion::Marks, target }))
    }

    /// Has the text written to a file, as it is printed; without one, has written what could not be saved, as all else is
    /// saved as it is made.
    pub(in crate::app) fn write_text(&mut self, target: Target) -> Option<Effect> {
        if target.path.is_empty() {
            return self.update(crate::input::action::Action::Rescue, None);
        }
        Some(Effect::HandOver(Handover { what: Portion::Text, target }))
    }

    /// Has the file opened in the person's editor, at the line that is read.
    pub(in crate::app) fn edit(&mut self) -> Option<Effect> {
        Some(Effect::Edit(raw::line_at(&self.document, self.viewport.place())))
    }
}
