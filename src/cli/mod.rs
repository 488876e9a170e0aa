//! The commands: arguments in, data on stdout, talk on stderr (both through [`output`]), an exit code out.

pub mod args;
pub mod bookmarks;
pub mod config;
pub mod doctor;
pub mod formats;
pub mod outline;
pub mod read;
pub mod setup;
pub mod show;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use crate::document::controls::picture;
use crate::input::keymap;
use crate::layout::width::{WidthPolicy, opening};
use crate::output::{self, Message, Unwritten, message};
use crate::reading::Lexicon;
use crate::ui::theme;
use args::{Arguments, Command};

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub struct Failure {
    /// What went wrong, where, and what to do.
    message: Message,
    code: u8,
}

impl Failure {
    /// Nothing was found, or not all could be done: exit code 1.
    pub fn partial(message: Message) -> Self {
        Failure { message, code: 1 }
    }

    /// Used wrongly: exit code 2.
    pub fn usage(message: Message) -> Self {
        Failure { message, code: 2 }
    }

    /// Something can't be read: exit code 3.
    pub fn unreadable(message: Message) -> Self {
        Failure { message, code: 3 }
    }

    /// Ended by a signal: 128 and its number.
    pub fn signal(signal: i32) -> Self {
        Failure { message: Message::default(), code: u8::try_from(128 + signal).unwrap_or(1) }
    }
}

impl From<Unwritten> for Failure {
    /// A reader that went away early (`| head`) is no fault; the code is what a shell gives for SIGPIPE.
    fn from(error: Unwritten) -> Self {
        if error.is_reader_gone() {
            return Failure { message: Message::default(), code: 141 };
        }
        Failure::partial(Message::of(error))
    }
}

impl From<io::Error> for Failure {
    /// The terminal is gone, or does not let itself be used.
    fn from(error: io::Error) -> Self {
        Failure::partial(message!("the terminal can't be used: {}", error))
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    output::report_panics(crate::reading::is_guest);
    let done = match Arguments::try_parse() {
        Ok(arguments) => dispatch(arguments),
        Err(error) => answer(&error),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.message.is_empty() {
                output::warn(&failure.message);
            }
            ExitCode::from(failure.code)
        }
    }
}

/// What the parser of arguments has to say instead of arguments: the help and the version, which were asked for, or what
/// is wrong with them. Of an argument with control characters it is told as if these were pictures: clap would leave some
/// out with what follows, and a line feed would begin a line.
fn answer(error: &clap::Error) -> Result<(), Failure> {
    if let ErrorKind::DisplayHelp | ErrorKind::DisplayVersion = error.kind() {
        let text = error.render().to_string();
        return output::print(|data| Ok(data.text(&text)?));
    }
    let shown = |argument: OsString| -> String {
        argument.to_string_lossy().chars().map(|c| picture(c).unwrap_or(c)).collect()
    };
    let told = Arguments::try_parse_from(std::env::args_os().map(shown)).err();
    let text = told.as_ref().unwrap_or(error).render().to_string();
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        output::say(&Message::of_library(&text));
        return Err(Failure::usage(Message::default()));
    }
    Err(Failure::usage(Message::of_library(text.trim_start_matches("error: "))))
}

/// What is said of a first word that is neither a file nor a command, but was meant as a command.
fn no_command(files: &[PathBuf]) -> Option<Message> {
    let word = files.first().filter(|word| !word.exists())?.to_str()?;
    let is_word = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphabetic());
    let commands = Arguments::command();
    let names: Vec<&str> = commands.get_subcommands().map(clap::Command::get_name).collect();
    let alike: Vec<&str> = names.iter().copied().filter(|name| word.get(..2) == name.get(..2)).collect();
    if !is_word || files.len() == 1 && alike.is_empty() {
        return None;
    }
    let advice = match alike[..] {
        [] => format!("the commands are {}", names.join(", ")),
        _ => format!("did you mean `wenda {}`?", alike.join("` or `wenda ")),
    };
    Some(message!("{}: there is no such command or file; {}", word, advice))
}

fn dispatch(mut arguments: Arguments) -> Result<(), Failure> {
    let command = arguments.command.take();
    let n_allowed = usize::from(command.is_none());
    if let Some(no_command) = command.is_none().then(|| no_command(&arguments.files)).flatten() {
        return Err(Failure::usage(no_command));
    }
    if let Some(extra) = arguments.files.get(n_allowed) {
        return Err(Failure::usage(message!(
            "{}: wenda reads one transcript at a time; to look into several, `wenda outline` takes them",
            extra.display()
        )));
    }
    let looks = &arguments.looks;
    match command {
        None => read::read(&arguments),
        Some(Command::Show(show)) => show::show(&show, looks),
        Some(Command::Outline(outline)) => outline::outline(&outline, looks),
        Some(Command::Bookmarks(command)) => bookmarks::bookmarks(&command, looks),
        Some(Command::Config) => print(config::DEFAULT),
        Some(Command::Formats) => formats::formats(looks),
        Some(Command::Doctor) => doctor::doctor(looks),
        Some(Command::Keys) => print(keymap::DEFAULT),
        Some(Command::Labels) => print(Lexicon::SOURCE),
        Some(Command::Themes { name }) => match theme::DEFAULTS.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => print(text),
            None => {
                let known: Vec<&str> = theme::DEFAULTS.iter().map(|(name, _)| *name).collect();
                Err(Failure::usage(message!("there is no theme {}; there are {}", name, known.join(", "))))
            }
        },
    }
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
