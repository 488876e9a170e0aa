//! Taking the terminal and giving it back, on every way out: the end, an error, a panic, a signal.

use std::io::{self, Stdout, Write, stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;

use super::backend::Painter;
use super::probe::questions;
use crate::app::App;
use crate::ui::{self, Look};

/// Columns of the terminal, if there is one.
pub fn columns() -> Option<u16> {
    crossterm::terminal::size().ok().map(|(columns, _)| columns)
}

/// Whether the terminal is ours now; shared with the panic hook and the signal thread.
#[derive(Debug, Clone, Default)]
pub struct Taken(Arc<AtomicBool>);

impl Taken {
    /// Gives the terminal back if it is ours: screen, cursor, paste and line modes as they were.
    pub fn give_back(&self) {
        if self.0.swap(false, Ordering::SeqCst) {
            let mut out = stdout();
            // Nothing can be done where even this fails; the next line still restores the line mode.
            let _ = execute!(
                out,
                EndSynchronizedUpdate,
                DisableMouseCapture,
                DisableBracketedPaste,
                Show,
                EnableLineWrap,
                // a terminal that has no other screen (GNU screen as it comes) would keep ours
                Clear(ClearType::All),
                MoveTo(0, 0),
                LeaveAlternateScreen
            );
            let _ = disable_raw_mode();
        }
    }

    /// Takes the terminal, with its mouse if wanted.
    pub(super) fn take(&self, mouse: bool) -> io::Result<()> {
        enable_raw_mode()?;
        self.0.store(true, Ordering::SeqCst);
        // what the terminal draws wider than it is must not go on in the next row
        execute!(stdout(), EnterAlternateScreen, DisableLineWrap, EnableBracketedPaste)?;
        if mouse { execute!(stdout(), EnableMouseCapture) } else { Ok(()) }
    }
}

/// The terminal while it is ours; dropping it gives it back.
pub struct Session {
    terminal: Terminal<Painter<Stdout>>,
    taken: Taken,
    mouse: bool,
}

impl Session {
    /// Takes the terminal, with its mouse if wanted; `taken` tells other threads. From now on a panic anywhere gives it back before its message is printed.
    ///
    /// # Errors
    /// The terminal does not let itself be switched.
    pub fn begin(taken: Taken, mouse: bool) -> io::Result<Self> {
        let in_hook = taken.clone();
        let print_message = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            in_hook.give_back();
            print_message(panic);
        }));
        let terminal = taken.take(mouse).and_then(|()| Terminal::new(Painter::new(stdout())));
        match terminal {
            Ok(terminal) => Ok(Session { terminal, taken, mouse }),
            Err(error) => {
                taken.give_back();
                Err(error)
            }
        }
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// The terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Asks the terminal how wide it draws ambiguous characters; who reads its input hears the answers.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn ask_widths(&self) -> io::Result<()> {
        stdout().write_all(questions().as_bytes())?;
        stdout().flush()
    }

    /// Draws one frame, which the terminal shows all at once if it can.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, app: &App, look: &Look) -> io::Result<()> {
        self.terminal.draw(|frame| ui::draw(frame, app, look)).map(drop)
    }

    /// Has the next frame drawn in full.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn forget_screen(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Gives the terminal back, lets `meanwhile` happen, and takes it again.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn lend(&mut self, meanwhile: impl FnOnce()) -> io::Result<()> {
        self.taken.give_back();
        meanwhile();
        self.taken.take(self.mouse)?;
        self.forget_screen()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.taken.give_back();
        let _ = stdout().flush();
    }
}
