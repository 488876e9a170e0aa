//! What the state asks of the world outside: an action has at most one of these as its consequence.

use crate::document::controls::PlainText;
use crate::document::operation::Change;
use crate::input::typed::Target;

/// What of a document is handed over: written to a file where the person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Portion {
    /// What was marked in the document.
    Marks,
    /// The text, as it is printed.
    Text,
}

/// What is to be handed over, to which file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// What.
    pub what: Portion,
    /// The file; for marks it may be unnamed.
    pub target: Target,
}

/// What the outside world is asked to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write this down; the operation comes back through [`App::record`](super::App::record), and
    /// [`App::saved`](super::App::saved) when it is on the disk.
    Record(Box<Change>),
    /// Send this text to the clipboard.
    Copy(PlainText),
    /// Open the document at this path, at this reference; of a folder, list the documents.
    Open(String, Option<String>),
    /// Open a document of the list that the program was given, by its path.
    OpenGiven(String),
    /// Find what was marked in all documents; it comes back through [`App::list_gathered`](super::App::list_gathered).
    ListEverything,
    /// Find the documents read before; they come back through [`App::show_documents`](super::App::show_documents).
    ListRecent,
    /// Remember whether this is a version of a document that was marked before.
    Decide(bool),
    /// Write what could not be saved to a file elsewhere; what became of it comes back as
    /// [`App::rescued`](super::App::rescued).
    Rescue,
    /// Write something to a file where the person says; what came of it comes back as
    /// [`App::handed_over`](super::App::handed_over).
    HandOver(Handover),
    /// Open the file of the document in the person's editor, at this line, counted from 1; what went wrong comes back the
    /// same way.
    Edit(usize),
    /// Remember for the next start that the person changed this setting to this.
    Remember(&'static str, String),
    /// Draw the whole screen anew.
    Redraw,
    /// Give the mouse to the terminal, or take it again; whose it is then comes back as
    /// [`App::mouse_is`](super::App::mouse_is).
    Mouse,
    /// Give the terminal back until the shell resumes the program.
    Suspend,
    /// End.
    Quit,
}
