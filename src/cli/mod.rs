//! The commands: arguments in, data on stdout, talk on stderr (both through [`output`]), an exit code out.

pub mod args;
pub mod bookmarks;
pub mod completions;
pub mod config;
pub mod doctor;
pub mod find;
pub mod formats;
pub mod help;
pub mod manual;
mod misuse;
pub mod outline;
pub mod read;
pub mod setup;
pub mod show;
mod structure;
pub mod words;

use std::ffi::OsString;
use std::fmt::Display;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Command as Definitions, FromArgMatches};

use crate::document::controls::picture;
use crate::input::keymap;
use crate::layout::width::{WidthPolicy, opening};
use crate::output::{self, Message, Unwritten};
use crate::reading::{Lexicon, OpenError};
use crate::storage::StoreError;
use crate::strings::{Language, Strings};
use crate::telling::{of_opening, of_store, of_system};
use crate::terminal::event::PartFailed;
use crate::ui::theme;
use args::{Arguments, Command};

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub struct Failure {
    why: Why,
    code: u8,
}

/// Why a command ended.
#[derive(Debug)]
enum Why {
    /// What went wrong, where, and what to do.
    Told(Message),
    /// Standard output can't be written.
    Unwritten(Unwritten),
    /// The terminal can't be used.
    NoTerminal(io::Error),
}

impl Failure {
    /// Nothing was found, or not all could be done: exit code 1.
    pub fn partial(message: Message) -> Self {
        Failure { why: Why::Told(message), code: 1 }
    }

    /// Used wrongly: exit code 2.
    pub fn usage(message: Message) -> Self {
        Failure { why: Why::Told(message), code: 2 }
    }

    /// Something can't be read: exit code 3.
    pub fn unreadable(message: Message) -> Self {
        Failure { why: Why::Told(message), code: 3 }
    }

    /// A document can't be read: exit code 3.
    pub fn unopened(error: &OpenError, strings: &Strings) -> Self {
        Failure::unreadable(Message::of(of_opening(error, strings)))
    }

    /// Not all could be done, as what is kept can't be read or written: exit code 1.
    pub fn unkept(error: &StoreError, strings: &Strings) -> Self {
        Failure::partial(Message::of(of_store(error, strings)))
    }

    /// What there is to tell, if anything.
    fn message(&self, strings: &Strings) -> Message {
        let told = &strings.told;
        match &self.why {
            Why::Told(message) => message.clone(),
            Why::Unwritten(error) => Message::put(&told.unwritten, &[("why", &of_system(error.source(), strings))]),
            Why::NoTerminal(error) if error.get_ref().is_some_and(|it| it.is::<PartFailed>()) => {
                Message::put(&told.part_failed, &[])
            }
            Why::NoTerminal(error) => Message::put(&told.no_terminal, &[("why", &of_system(error, strings))]),
        }
    }

    /// Nothing is told: who reads what is printed has gone away. The code is what a shell gives for SIGPIPE.
    fn unheard() -> Self {
        Failure { why: Why::Told(Message::default()), code: 141 }
    }

    /// Ended by a signal: 128 and its number.
    pub fn signal(signal: i32) -> Self {
        Failure { why: Why::Told(Message::default()), code: u8::try_from(128 + signal).unwrap_or(1) }
    }
}

impl From<Unwritten> for Failure {
    /// A reader that went away early (`| head`) is no fault.
    fn from(error: Unwritten) -> Self {
        if error.is_reader_gone() { Failure::unheard() } else { Failure { why: Why::Unwritten(error), code: 1 } }
    }
}

impl From<io::Error> for Failure {
    /// The terminal is gone, or does not let itself be used; or who was reading what is printed went away (`| head`).
    fn from(error: io::Error) -> Self {
        let is_reader_gone = error.kind() == io::ErrorKind::BrokenPipe;
        if is_reader_gone { Failure::unheard() } else { Failure { why: Why::NoTerminal(error), code: 1 } }
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    // until the reader's words are known
    output::report_panics(crate::reading::is_guest, "{place}: {why}");
    let given: Vec<OsString> = std::env::args_os().collect();
    let strings = setup::words(lang(&given));
    output::report_panics(crate::reading::is_guest, &strings.told.panicked);
    let commands = words::commands(&strings);
    let parsed = commands.clone().try_get_matches_from(&given).and_then(|it| Arguments::from_arg_matches(&it));
    let done = match parsed {
        Ok(arguments) => dispatch(arguments, &commands, &strings),
        Err(error) => answer(&error, &commands, &given, &strings),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let message = failure.message(&strings);
            if !message.is_empty() {
                output::warn(&message);
            }
            ExitCode::from(failure.code)
        }
    }
}

/// The language that `--lang` names, wherever it stands: it is needed before the arguments are understood.
fn lang(given: &[OsString]) -> Option<Language> {
    let mut words = given.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => return Language::named(&words.next()?),
            Some(named) if named.starts_with('=') => return Language::named(&named[1..]),
            Some(_) | None => {}
        }
    }
    None
}

/// What there is to say instead of arguments: the help and the version, which were asked for, or what is wrong with them. Of
/// an argument with control characters it is told as if these were pictures.
fn answer(error: &clap::Error, commands: &Definitions, given: &[OsString], strings: &Strings) -> Result<(), Failure> {
    let shown = |argument: &OsString| -> String {
        argument.to_string_lossy().chars().map(|c| picture(c).unwrap_or(c)).collect()
    };
    let given: Vec<String> = given.iter().map(shown).collect();
    let words = given.get(1..).unwrap_or_default();
    let (command, path) = words::asked_for(commands, words);
    match error.kind() {
        ErrorKind::DisplayHelp => help::print(command, &path, strings),
        ErrorKind::DisplayVersion => print_rows(&[format!("wenda {}", env!("CARGO_PKG_VERSION"))]),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let rows = help::rows(command, &path, strings, show::screen_width());
            let rows = rows.iter().map(|row| Message::put("{row}", &[("row", row)]));
            output::say(&Message::lines(rows));
            Err(Failure::usage(Message::default()))
        }
        _ => {
            let again = commands.clone().try_get_matches_from(&given).err();
            Err(Failure::usage(misuse::told(again.as_ref().unwrap_or(error), commands, words, strings)))
        }
    }
}

/// What is said of a first word that is neither a file nor a command, but was meant as a command.
fn no_command(files: &[PathBuf], commands: &Definitions, strings: &Strings) -> Option<Message> {
    let word = files.first().filter(|word| !word.exists())?.to_str()?;
    let is_word = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphabetic());
    let names: Vec<&str> = commands.get_subcommands().map(Definitions::get_name).collect();
    let alike: Vec<&str> = names.iter().copied().filter(|name| word.get(..2) == name.get(..2)).collect();
    if !is_word || files.len() == 1 && alike.is_empty() {
        return None;
    }
    let usage = &strings.usage;
    Some(match alike[..] {
        [] => Message::put(&usage.there_are, &[("word", &word), ("commands", &names.join(", "))]),
        _ => Message::put(&usage.did_you_mean, &[("word", &word), ("commands", &alike.join("`, `wenda "))]),
    })
}

fn dispatch(mut arguments: Arguments, commands: &Definitions, strings: &Strings) -> Result<(), Failure> {
    let command = arguments.command.take();
    if let Some(no_command) = command.is_none().then(|| no_command(&arguments.files, commands, strings)).flatten() {
        return Err(Failure::usage(no_command));
    }
    if let Some(extra) = arguments.files.first().filter(|_| command.is_some()) {
        return Err(Failure::usage(Message::put(&strings.usage.file_before, &[("path", &extra.display())])));
    }
    let looks = &arguments.looks;
    match command {
        None => read::read(&arguments, strings),
        Some(Command::Show(show)) => show::show(&show, looks),
        Some(Command::Outline(outline)) => outline::outline(&outline, looks),
        Some(Command::Find(find)) => find::find(&find, looks),
        Some(Command::Bookmarks(command)) => bookmarks::bookmarks(&command, looks),
        Some(Command::Config) => print(config::DEFAULT),
        Some(Command::Formats) => formats::formats(looks),
        Some(Command::Doctor) => doctor::doctor(looks),
        Some(Command::Keys) => print(keymap::DEFAULT),
        Some(Command::Labels) => print(Lexicon::SOURCE),
        Some(Command::Completions { shell }) => completions::completions(shell, commands, strings),
        Some(Command::Man) => manual::manual(commands, strings),
        Some(Command::Themes { name }) => match theme::DEFAULTS.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => print(text),
            None => {
                let known: Vec<&str> = theme::DEFAULTS.iter().map(|(name, _)| *name).collect();
                let values: [(&str, &dyn Display); 2] = [("name", &name), ("known", &known.join(", "))];
                Err(Failure::usage(Message::put(&strings.usage.no_theme, &values)))
            }
        },
    }
}

fn print_rows(rows: &[String]) -> Result<(), Failure> {
    output::print(|data| rows.iter().try_for_each(|row| data.line(row)).map_err(Failure::from))
}

fn print(text: &str) -> Result<(), Failure> {
    output::print(|data| Ok(data.text(text)?))
}

/// The beginning of a text, on one line that is not longer than people like.
fn beginning(text: &str) -> String {
    const CELLS: usize = 80;
    // a word of one letter and its space take two cells: no more words than this are begun
    let mut words = text.split_whitespace();
    let begun = words.by_ref().take(CELLS).collect::<Vec<_>>().join(" ");
    let shown = opening(&begun, CELLS, WidthPolicy::NARROW);
    if shown.len() < begun.len() || words.next().is_some() { format!("{shown}…") } else { begun }
}
