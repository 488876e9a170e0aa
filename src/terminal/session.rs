//! Taking the terminal and giving it back, on every way out: the end, an error, a panic, a signal.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crossterm::cursor::{MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use rustix::termios::{ControlModes, InputModes, LocalModes, OutputModes, Termios};

use super::backend::Painter;
use super::output::Output;
use super::probe::{GROUND, questions};
use crate::app::App;
use crate::layout::shown::harmless_line;
use crate::layout::width::{WidthPolicy, opening};
use crate::ui::links::links;
use crate::ui::{self, Look};

/// Columns of the terminal, if there is one.
pub fn columns() -> Option<u16> {
    crossterm::terminal::size().ok().map(|(columns, _)| columns)
}

/// The terminal, as far as it can be ours; shared with the panic hook and the thread that waits for signals.
#[derive(Debug, Clone, Default)]
pub struct Taken(Arc<Hold>);

#[derive(Debug, Default)]
struct Hold {
    /// Whether the terminal is ours now.
    is_ours: AtomicBool,
    output: OnceLock<Output>,
    /// Whether another program has it for now, which takes the keys that stop and end programs.
    is_lent: AtomicBool,
    /// Whether the window has a title of ours, over the one that it had.
    is_titled: AtomicBool,
    before: LineMode,
}

/// The line mode in which the terminal was found: input, output, control and local modes (POSIX `termios`). Numbers that
/// are read without a lock: who restores it may be the only thread that still runs.
#[derive(Debug, Default)]
struct LineMode([AtomicU64; 4]);

impl LineMode {
    fn keep(&self, mode: &Termios) {
        let modes = [
            u64::from(mode.input_modes.bits()),
            u64::from(mode.output_modes.bits()),
            u64::from(mode.control_modes.bits()),
            u64::from(mode.local_modes.bits()),
        ];
        self.0.iter().zip(modes).for_each(|(kept, mode)| kept.store(mode, Ordering::SeqCst));
    }

    /// The mode that is kept, put into what the terminal has now.
    fn in_place_of(&self, mut now: Termios) -> Termios {
        let [input, output, control, local] = [0, 1, 2, 3].map(|index| self.0[index].load(Ordering::SeqCst));
        now.input_modes = InputModes::from_bits_retain(input as _);
        now.output_modes = OutputModes::from_bits_retain(output as _);
        now.control_modes = ControlModes::from_bits_retain(control as _);
        now.local_modes = LocalModes::from_bits_retain(local as _);
        now
    }
}

impl Taken {
    /// The way to the screen, opened when it is first needed.
    ///
    /// # Errors
    /// Standard output leads to no terminal.
    pub fn output(&self) -> io::Result<Output> {
        if let Some(output) = self.0.output.get() {
            return Ok(output.clone());
        }
        let output = Output::open()?;
        Ok(self.0.output.get_or_init(|| output).clone())
    }

    /// The program has to end: nothing waits for the terminal any more.
    pub fn stop_output(&self) {
        if let Some(output) = self.0.output.get() {
            output.stop();
        }
    }

    /// Whether the program has to end.
    pub(super) fn is_stopped(&self) -> bool {
        self.0.output.get().is_some_and(Output::is_stopped)
    }

    /// Gives the terminal back if it is ours: screen, cursor, paste and line modes as they were.
    pub fn give_back(&self) {
        if self.restore() {
            // crossterm has to know as well; the mode itself is restored by now
            let _ = disable_raw_mode();
        }
    }

    /// Puts the terminal back as it was if it is ours, and says whether it was. It takes no lock and waits for nothing
    /// longer than a moment, so that it works whatever the other threads are stuck in.
    pub(super) fn restore(&self) -> bool {
        let is_ours = self.0.is_ours.swap(false, Ordering::SeqCst);
        if let Some(output) = self.0.output.get().filter(|_| is_ours) {
            let title = if self.0.is_titled.swap(false, Ordering::SeqCst) { OLD_TITLE } else { "" };
            output.write_last(&[title.as_bytes(), &farewell()].concat());
            // Where even this fails there is no terminal any more.
            let _ = output.line_mode().and_then(|now| output.set_line_mode(&self.0.before.in_place_of(now)));
        }
        is_ours
    }

    /// Takes the terminal, with its mouse if wanted.
    pub(super) fn take(&self, mouse: bool) -> io::Result<()> {
        let output = self.output()?;
        self.0.before.keep(&output.line_mode()?);
        // from here on whatever ends the program gives it back
        self.0.is_ours.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        switch_on(output, mouse)
    }

    /// Lets `run` happen while another program has the terminal.
    pub(super) fn lent<T>(&self, run: impl FnOnce() -> T) -> T {
        self.0.is_lent.store(true, Ordering::SeqCst);
        let came = run();
        self.0.is_lent.store(false, Ordering::SeqCst);
        came
    }

    /// Whether another program has the terminal.
    pub(super) fn is_lent(&self) -> bool {
        self.0.is_lent.load(Ordering::SeqCst)
    }

    /// Takes the terminal back from a program that may have left it in any state: the line mode to come back to is the one
    /// from before it.
    fn take_back(&self, mouse: bool) -> io::Result<()> {
        let mut output = self.output()?;
        output.set_line_mode(&self.0.before.in_place_of(output.line_mode()?))?;
        execute!(output, Print(PLAIN), DisableMouseCapture)?;
        self.take(mouse)
    }

    /// Takes it once more while it is ours: after a stop that could not be foreseen its modes may be a shell's. It is not
    /// given back in between, as then the line mode would echo what is typed and make signals of it.
    pub(super) fn take_again(&self, mouse: bool) -> io::Result<()> {
        let output = self.output()?;
        let mut mode = output.line_mode()?;
        if mode.local_modes.contains(LocalModes::ICANON) {
            self.0.before.keep(&mode);
            mode.make_raw();
            output.set_line_mode(&mode)?;
        }
        switch_on(output, mouse)
    }
}

/// Has the terminal tell when its colours become others (mode 2031 of Contour, kitty, VTE, tmux and others).
const TELLS_COLOURS: &str = "\x1b[?2031h";
const TELLS_NO_COLOURS: &str = "\x1b[?2031l";

/// Keeps the title of the window, and brings it back (XTWINOPS 22 and 23; xterm, VTE, kitty, tmux and others).
const KEEP_TITLE: &str = "\x1b[22;2t";
const OLD_TITLE: &str = "\x1b[23;2t";

/// Takes back what a program that was killed may have switched on: keys that send other sequences (DECCKM, DECKPNM, the
/// protocol of kitty, modifyOtherKeys of xterm), reports of the focus, an origin, insertion, a region that scrolls, another
/// set of characters.
const PLAIN: &str = "\x1b[?1l\x1b>\x1b[<u\x1b[>4m\x1b[?1004l\x1b[?6l\x1b[4l\x1b[r\x1b(B\x0f";

/// Switches on what reading needs.
fn switch_on(mut output: Output, mouse: bool) -> io::Result<()> {
    // what the terminal draws wider than it is must not go on in the next row
    execute!(output, EnterAlternateScreen, DisableLineWrap, EnableBracketedPaste, Print(TELLS_COLOURS))?;
    if mouse { execute!(output, EnableMouseCapture) } else { Ok(()) }
}

/// What a terminal is told that is given back.
fn farewell() -> Vec<u8> {
    let mut bytes = Vec::new();
    // writing to memory can't fail
    let _ = execute!(
        bytes,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        Print(TELLS_NO_COLOURS),
        Show,
        EnableLineWrap,
        crossterm::style::ResetColor,
        // a terminal that has no other screen (GNU screen as it comes) would keep ours
        Clear(ClearType::All),
        MoveTo(0, 0),
        LeaveAlternateScreen
    );
    bytes
}

/// The terminal while it is ours; dropping it gives it back.
pub struct Session {
    terminal: Terminal<Painter<Output>>,
    taken: Taken,
    mouse: bool,
    /// The title of the window, in which nothing acts; empty for none.
    title: String,
}

impl Session {
    /// Takes the terminal, with its mouse if wanted; `taken` tells other threads. From now on a panic anywhere gives it
    /// back before its message is printed.
    ///
    /// # Errors
    /// The terminal does not let itself be switched.
    pub fn begin(taken: Taken, mouse: bool) -> io::Result<Self> {
        let in_hook = taken.clone();
        let print_message = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // what is expected to fail is caught, and told as a sentence
            if crate::reading::is_guest() {
                return;
            }
            // whichever thread it is, no frame comes after this
            in_hook.stop_output();
            in_hook.give_back();
            print_message(panic);
        }));
        let terminal = taken.take(mouse).and_then(|()| Terminal::new(Painter::new(taken.output()?)));
        match terminal {
            Ok(terminal) => Ok(Session { terminal, taken, mouse, title: String::new() }),
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

    /// Writes a sequence that changes nothing on the screen: a question, or text for the clipboard.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn send(&self, sequence: &str) -> io::Result<()> {
        io::Write::write_all(&mut self.taken.output()?, sequence.as_bytes())
    }

    /// Asks the terminal for its ground, and if wanted how wide it draws ambiguous characters; who reads its input hears the
    /// answers.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn ask(&self, widths: bool) -> io::Result<()> {
        self.send(&if widths { questions() } else { GROUND.to_owned() })
    }

    /// Lays the state out for the screen as large as it is now, and draws one frame of just that size, which the terminal
    /// shows all at once if it can. There is no other size: whatever came first, a key, a change of size or a stop, what
    /// is drawn fits.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn draw(&mut self, app: &mut App, look: &Look) -> io::Result<()> {
        self.terminal.backend_mut().shows_cursor(ui::shows_cursor(app));
        let linked = self.terminal.backend().links();
        let draw = |frame: &mut ratatui::Frame<'_>| {
            app.resize((frame.area().width, frame.area().height));
            ui::draw(frame, app, look);
            *linked.borrow_mut() = links(app);
        };
        self.terminal.draw(draw).map(drop)
    }

    /// Gives the window a title of a document's, until the terminal is given back.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn entitle(&mut self, title: &str) -> io::Result<()> {
        /// Cells that windows have room for.
        const CELLS: usize = 80;
        let shown = harmless_line(title);
        self.title = opening(&shown, CELLS, WidthPolicy::NARROW).trim().to_owned();
        self.send_title()
    }

    /// Tells the terminal the title, if there is one. The console of Linux knows none and would print it, GNU screen does not
    /// bring the old one back.
    fn send_title(&self) -> io::Result<()> {
        let is = |name: &str, value: &str| std::env::var_os(name).is_some_and(|it| it == value);
        let knows_none = is("TERM", "linux") || is("TERM", "dumb") || std::env::var_os("STY").is_some();
        if self.title.is_empty() || knows_none {
            return Ok(());
        }
        if !self.taken.0.is_titled.swap(true, Ordering::SeqCst) {
            self.send(KEEP_TITLE)?;
        }
        // a tab is no character of a title
        let title: String = self.title.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        self.send(&format!("\x1b]2;{title} - wenda\x1b\\"))
    }

    /// Gives the mouse to the terminal, or takes it again; says whether it is ours then.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn pass_mouse(&mut self) -> io::Result<bool> {
        let mut output = self.taken.output()?;
        if self.mouse {
            execute!(output, DisableMouseCapture)?
        } else {
            execute!(output, EnableMouseCapture)?
        }
        self.mouse = !self.mouse;
        Ok(self.mouse)
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
        self.send_title()?;
        self.forget_screen()
    }

    /// Gives the terminal back, lets another program have it while `run` happens, and takes it again in whatever state it is.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn lend_to<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        self.taken.give_back();
        let came = self.taken.lent(run);
        self.taken.take_back(self.mouse)?;
        self.send_title()?;
        self.forget_screen()?;
        Ok(came)
    }

    /// Takes the terminal once more, after a stop that could not be foreseen.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn take_again(&mut self) -> io::Result<()> {
        self.taken.take_again(self.mouse)?;
        self.forget_screen()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.taken.give_back();
    }
}
