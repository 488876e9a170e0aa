//! Editing: the file of the document in the person's editor, to which the terminal is lent.

use std::io;
use std::path::{Path, absolute};

use super::editor;
use super::stage::Surroundings;
use super::whole::Whole;
use crate::app::message::HandoverOutcome;
use crate::input::editors;
use crate::reading::Format;
use crate::telling::of_system;

impl Whole {
    /// Lends the terminal to the person's editor, which opens the file at `line`. What it made of the file is noticed as any
    /// change of it is.
    ///
    /// # Errors
    /// The terminal can't be given back, or taken again.
    pub(super) fn edit(&mut self, line: usize, around: &mut Surroundings<'_>) -> io::Result<()> {
        let file = around.source.path.as_deref().filter(|path| *path != Path::new("-"));
        let is_text = Format::named(self.app.document.source.format).is_none_or(Format::is_text);
        let Some(file) = file.filter(|_| is_text).and_then(|file| absolute(file).ok()) else {
            self.app.handed_over(HandoverOutcome::NothingToEdit);
            return Ok(());
        };
        let chosen = editor::chosen().and_then(|setting| editors::command(&setting, file.as_os_str(), line));
        let Some(command) = chosen else {
            self.app.handed_over(HandoverOutcome::NoEditor);
            return Ok(());
        };
        let ended = around.face.lend(|| editor::run(&command))?;
        let editor = command.first().map(|program| program.to_string_lossy().into_owned()).unwrap_or_default();
        match ended {
            Ok(0) => {}
            Ok(code) => self.app.handed_over(HandoverOutcome::EditorFailed { editor, code }),
            Err(why) => self
                .app
                .handed_over(HandoverOutcome::NotEdited { editor, why: of_system(&why, &around.manner.look.strings) }),
        }
        self.watched.look_now();
        Ok(())
    }
}
