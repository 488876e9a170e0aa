//! The screen while a state is shown on it: drawing, and what the terminal says of itself.

use std::borrow::Cow;
use std::io;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::clipboard::Clipboard;
use super::event::{Input, Inputs};
use super::gate::Gate;
use super::probe;
use super::session::Session;
use super::stopping;
use super::widths::{Asking, Widths};
use crate::app::{App, Effect};
use crate::input::mouse::Mouse;
use crate::layout::width::WidthPolicy;
use crate::storage::Folders;
use crate::ui::colour::Rgb;
use crate::ui::page::sign_word_width;
use crate::ui::theme::Ground;
use crate::ui::{self, Look};

/// How to deal with the terminal, whatever is read on it.
#[derive(Debug, Clone)]
pub struct Manner<'a> {
    /// Words and themes.
    pub look: &'a Look,
    /// Where everything lies that is kept.
    pub folders: Folders,
    /// How to learn how wide the terminal draws ambiguous characters.
    pub asking: Asking,
    /// Whether the terminal's own answer says what its ground is; else the person said it.
    pub asks_ground: bool,
    /// Whether the mouse is ours while reading.
    pub mouse: bool,
    /// Whether lines are read and printed, and no screen is drawn.
    pub is_linear: bool,
    /// Whether these lines are read from the terminal whatever standard input is: that is the document.
    pub reads_terminal: bool,
    /// The way to the clipboard.
    pub clipboard: Clipboard,
}

/// How long a person who leaves waits for answers of the terminal that are still to come.
const PARTING: Duration = Duration::from_millis(300);

/// How long the program waits at its end until what the terminal answered is on the disk.
const REMEMBERING: Duration = Duration::from_millis(100);

/// How long the first frame waits for an unknown terminal; one nearby answers sooner. When the answer comes later,
/// everything is laid out anew.
const FIRST_FRAME: Duration = Duration::from_millis(150);

/// How long it waits for the ground of a terminal whose widths are known, lest the colours change before the reader's eyes.
const FIRST_COLOURS: Duration = Duration::from_millis(60);

/// The terminal, ours while this lives, and what it looks like.
pub(super) struct Screen<'a> {
    session: Session,
    /// Closes the terminal to the thread that reads it.
    gate: Option<Gate>,
    widths: Widths,
    /// Words and themes, these as they are drawn on this terminal.
    look: Cow<'a, Look>,
    asking: Asking,
    asks_ground: bool,
}

impl<'a> Screen<'a> {
    /// Takes the terminal and asks it for its widths; also gives what came in before.
    pub fn begin(manner: &Manner<'a>, inputs: &mut Inputs) -> io::Result<(Self, Vec<Input>)> {
        inputs.listen_to_signals()?;
        let session = match inputs.session.take() {
            Some(session) => session,
            None => Session::begin(inputs.taken.clone(), manner.mouse)?,
        };
        let mut widths = inputs.widths.take().unwrap_or_else(|| Widths::of(manner.folders.clone()));
        let asks = match manner.asking {
            Asking::Ask => true,
            Asking::Never => manner.asks_ground && !inputs.is_listening(),
            Asking::Remembered => false,
        };
        let asked = asks && session.ask(manner.asking == Asking::Ask).is_ok();
        let early = inputs.listen(asked);
        widths.awaited = asked;
        let (ground, asks_ground, gate) = (widths.ground, manner.asks_ground, inputs.gate.clone());
        let (look, asking) = (Cow::Borrowed(manner.look), manner.asking);
        let mut screen = Screen { session, gate, widths, look, asking, asks_ground };
        ground.into_iter().for_each(|ground| screen.stand_on(ground));
        Ok((screen, early))
    }

    /// How long the first frame waits for the terminal's answer, if there is one to come.
    pub fn patience(&self) -> Option<Duration> {
        let is_new = self.widths.remembered.is_none() && self.asking == Asking::Ask;
        self.widths.awaited.then_some(if is_new { FIRST_FRAME } else { FIRST_COLOURS })
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.session.size()
    }

    /// Lays a state out for what is known of this terminal's widths.
    pub fn prepare(&self, app: &mut App) {
        if let Some(policy) = self.widths.remembered.filter(|_| self.asking != Asking::Never) {
            self.adopt(app, policy);
        }
    }

    /// Lays the state out for the screen as it is now, and draws one frame.
    pub fn draw(&mut self, app: &mut App) -> io::Result<()> {
        self.session.draw(app, &self.look)
    }

    /// Gives the window the title of a document.
    pub fn entitle(&mut self, title: &str) -> io::Result<()> {
        self.session.entitle(title)
    }

    /// Has the next frame drawn in full.
    pub fn forget(&mut self) -> io::Result<()> {
        self.session.forget_screen()
    }

    /// Writes a sequence that changes nothing on the screen.
    pub fn send(&mut self, sequence: &str) -> io::Result<()> {
        self.session.send(sequence)
    }

    /// Takes what was done with the mouse on the screen as it was drawn last.
    pub fn point(&self, app: &mut App, mouse: Mouse) -> Option<Effect> {
        let spots = ui::spots(app, &self.look, mouse.gesture);
        app.point(mouse, &spots)
    }

    /// Gives the mouse to the terminal, or takes it again; says whether it is ours then.
    pub fn pass_mouse(&mut self) -> io::Result<bool> {
        self.session.pass_mouse()
    }

    /// Gives the terminal back until the shell resumes the program.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.session.lend(stopping::stop)
    }

    /// Lends the terminal to another program for as long as `run` takes; nobody else reads it meanwhile.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        let Screen { session, gate, .. } = self;
        match gate {
            Some(gate) => gate.closed(|| session.lend_to(run))?,
            None => session.lend_to(run),
        }
    }

    /// Takes an input that is about the terminal alone; gives back any other.
    pub fn take(&mut self, app: &mut App, input: Input) -> io::Result<Option<Input>> {
        match input {
            // The next frame has the new size.
            Input::Resized => {}
            // After a stop that could not be foreseen (SIGSTOP) the terminal's modes may be anything.
            Input::Continue => self.session.take_again()?,
            Input::Ground(ground) => self.stand_on(ground),
            Input::Recoloured if self.asks_ground => self.session.send(probe::GROUND)?,
            Input::Recoloured => {}
            Input::Widths(_) if self.asking == Asking::Never => self.widths.awaited = false,
            Input::Widths(policy) => {
                self.widths.awaited = false;
                // a silent terminal is remembered as narrow, so that the next start does not wait for it
                self.widths.remember(policy.or(self.widths.remembered).unwrap_or_default());
                let drawn_for = app.settings.policy;
                if let Some(policy) = policy {
                    self.adopt(app, policy);
                }
                if app.settings.policy != drawn_for {
                    // what was drawn for other widths stands elsewhere than it was meant to
                    self.forget()?;
                }
            }
            Input::Key(_) | Input::Mouse(_) | Input::Paste(_) | Input::End(_) | Input::Stop | Input::Closed(_) => {
                return Ok(Some(input));
            }
            Input::Saved(_) | Input::NotSaved(_) | Input::Rescued(_) | Input::Delivered(_) => return Ok(Some(input)),
            Input::DocumentChanged | Input::MarksChanged | Input::Fetched(..) | Input::Surveyed => {
                return Ok(Some(input));
            }
        }
        Ok(None)
    }

    /// Gives the terminal back for good; or, if another document follows, keeps it for that: between two documents no
    /// key meets a shell's line mode.
    pub fn end(self, inputs: &mut Inputs, goes_on: bool) {
        let Screen { session, widths, .. } = self;
        if goes_on {
            (inputs.session, inputs.widths) = (Some(session), Some(widths));
            return;
        }
        if widths.awaited {
            // an answer that came after the terminal was given back would stand in the shell's prompt
            await_widths(&inputs.inputs, PARTING);
        }
        drop(session);
        widths.finish(REMEMBERING);
    }

    /// Draws all themes for a ground of this colour, from the next frame on.
    fn stand_on(&mut self, ground: Rgb) {
        self.widths.ground = Some(ground);
        if self.asks_ground {
            self.look.to_mut().stand_on(Ground::Is(ground));
        }
    }

    /// Lays everything out anew for a terminal of these widths.
    fn adopt(&self, app: &mut App, policy: WidthPolicy) {
        let policy = WidthPolicy { full_quotes: app.settings.policy.full_quotes, ..policy };
        app.set_policy(policy, sign_word_width(&self.look, policy));
    }
}

/// Waits until the terminal has told its widths, or until `patience` is over; what else comes in is nobody's any more.
fn await_widths(inputs: &Receiver<Input>, patience: Duration) {
    let until = Instant::now() + patience;
    let next = || inputs.recv_timeout(until.saturating_duration_since(Instant::now())).ok();
    while next().is_some_and(|input| !matches!(input, Input::Widths(_))) {}
}
