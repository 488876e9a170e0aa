//! The face that a person reads on: the full screen, or lines that are read aloud. The loop knows no other difference.

use std::io::{self, ErrorKind};
use std::time::Duration;

use super::clipboard::Clipboard;
use super::event::{Input, Inputs};
use super::lines::Lines;
use super::screen::{Manner, Screen};
use super::stopping;
use crate::app::{App, Effect};
use crate::input::mouse::Mouse;
use crate::linear;

/// The face that a person reads on.
pub(super) enum Face<'a> {
    Screen(Box<Screen<'a>>),
    Lines(Box<Lines<'a>>),
}

impl<'a> Face<'a> {
    /// Takes the terminal, or starts to read lines; also gives what came in before.
    pub fn begin(manner: &Manner<'a>, inputs: &mut Inputs) -> io::Result<(Self, Vec<Input>)> {
        if !manner.is_linear {
            return Screen::begin(manner, inputs).map(|(screen, early)| (Face::Screen(Box::new(screen)), early));
        }
        inputs.listen_to_signals()?;
        let (next, early) = inputs.listen_to_lines(manner.reads_terminal);
        let lines = Lines::new(manner.look, next, inputs.taken.clone());
        Ok((Face::Lines(Box::new(lines)), early))
    }

    /// How long the first frame waits for the terminal's answer, if there is one to come.
    pub fn patience(&self) -> Option<Duration> {
        match self {
            Face::Screen(screen) => screen.patience(),
            Face::Lines(_) => None,
        }
    }

    /// Columns and rows that the state is laid out for.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        match self {
            Face::Screen(screen) => screen.size(),
            Face::Lines(_) => Ok(linear::SIZE),
        }
    }

    /// Whether lines are read, of which each is answered by itself.
    pub fn is_linear(&self) -> bool {
        match self {
            Face::Screen(_) => false,
            Face::Lines(_) => true,
        }
    }

    /// Lays a state out for what is known of this terminal.
    pub fn prepare(&self, app: &mut App) {
        match self {
            Face::Screen(screen) => screen.prepare(app),
            Face::Lines(_) => {}
        }
    }

    /// Shows the state as it is now, or says what is new of it.
    pub fn draw(&mut self, app: &mut App) -> io::Result<()> {
        match self {
            Face::Screen(screen) => screen.draw(app),
            Face::Lines(lines) => {
                app.list_instead_of_page();
                lines.say(app)
            }
        }
    }

    /// Tells that the document is still being read, where nothing shows that.
    pub fn tell_reading(&mut self) -> io::Result<()> {
        match self {
            Face::Screen(_) => Ok(()),
            Face::Lines(lines) => lines.tell_reading(),
        }
    }

    /// Has the next frame drawn in full; lines that are printed stay.
    pub fn forget(&mut self) -> io::Result<()> {
        match self {
            Face::Screen(screen) => screen.forget(),
            Face::Lines(_) => Ok(()),
        }
    }

    /// Gives the window the title of a document; lines are printed into a window that is somebody else's.
    pub fn entitle(&mut self, title: &str) -> io::Result<()> {
        match self {
            Face::Screen(screen) => screen.entitle(title),
            Face::Lines(_) => Ok(()),
        }
    }

    /// Writes a sequence that changes nothing on the screen.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        match self {
            Face::Screen(screen) => screen.send(sequence),
            Face::Lines(lines) => lines.send(sequence),
        }
    }

    /// The way to the clipboard, where `set` is what the person set.
    pub fn clipboard(&self, set: Clipboard) -> Clipboard {
        match self {
            Face::Screen(_) => set,
            Face::Lines(lines) => lines.clipboard(set),
        }
    }

    /// Takes what was done with the mouse.
    pub fn point(&self, app: &mut App, mouse: Mouse) -> Option<Effect> {
        match self {
            Face::Screen(screen) => screen.point(app, mouse),
            // lines have no mouse
            Face::Lines(_) => None,
        }
    }

    /// Gives the mouse to the terminal, or takes it again; says whether it is ours then.
    pub fn pass_mouse(&mut self) -> io::Result<bool> {
        match self {
            Face::Screen(screen) => screen.pass_mouse(),
            Face::Lines(_) => Ok(false),
        }
    }

    /// Stops the program until the shell resumes it.
    pub fn suspend(&mut self) -> io::Result<()> {
        match self {
            Face::Screen(screen) => screen.suspend(),
            Face::Lines(_) => {
                stopping::stop();
                Ok(())
            }
        }
    }

    /// Lends the terminal to another program for as long as `run` takes; no line is read meanwhile either.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        match self {
            Face::Screen(screen) => screen.lend(run),
            Face::Lines(lines) => Ok(lines.lend(run)),
        }
    }

    /// Takes an input that is about the terminal alone; gives back any other.
    pub fn take(&mut self, app: &mut App, input: Input) -> io::Result<Option<Input>> {
        match self {
            Face::Screen(screen) => screen.take(app, input),
            // what is printed is not laid out
            Face::Lines(_) => Ok(Some(input)),
        }
    }

    /// Takes text that came at one go: what was pasted, or a line.
    pub fn take_text(&mut self, app: &mut App, text: &str) -> Option<Effect> {
        match self {
            Face::Screen(_) => {
                app.paste(text);
                None
            }
            Face::Lines(lines) => lines.hear(app, text),
        }
    }

    /// Whether the end of what is read ends the reading in an orderly way: that of lines does, a terminal that is gone does not.
    pub fn ends_with(&self, why: &io::Error) -> bool {
        self.is_linear() && why.kind() == ErrorKind::UnexpectedEof
    }

    /// Gives the terminal back for good; or, if another document follows, keeps for that what there is to keep.
    pub fn end(self, inputs: &mut Inputs, goes_on: bool) {
        match self {
            Face::Screen(screen) => screen.end(inputs, goes_on),
            Face::Lines(lines) => inputs.next_line = Some(lines.end()).filter(|_| goes_on),
        }
    }
}
