//! The commands: arguments in, data on stdout, talk on stderr, an exit code out.

pub mod args;
pub mod bookmarks;
pub mod config;
pub mod doctor;
pub mod outline;
pub mod read;
pub mod setup;
pub mod show;

use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::input::keymap;
use crate::layout::width::{WidthPolicy, opening};
use crate::reading::Lexicon;
use crate::ui::theme;
use args::{Arguments, Command};

/// Why a command ended without doing what was asked.
#[derive(Debug)]
pub struct Failure {
    /// What went wrong, where, and what to do.
    message: String,
    code: u8,
}

impl Failure {
    /// Nothing was found, or not all could be done: exit code 1.
    pub fn partial(message: impl Display) -> Self {
        Failure { message: message.to_string(), code: 1 }
    }

    /// Used wrongly: exit code 2.
    pub fn usage(message: impl Display) -> Self {
        Failure { message: message.to_string(), code: 2 }
    }

    /// Something can't be read: exit code 3.
    pub fn unreadable(message: impl Display) -> Self {
        Failure { message: message.to_string(), code: 3 }
    }

    /// Ended by a signal: 128 and its number.
    pub fn signal(signal: i32) -> Self {
        Failure { message: String::new(), code: u8::try_from(128 + signal).unwrap_or(1) }
    }
}

impl From<io::Error> for Failure {
    /// Writing failed. A reader that went away early (`| head`) is no fault; the code is what a shell gives for SIGPIPE.
    fn from(error: io::Error) -> Self {
        let pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Failure { message: if pipe { String::new() } else { error.to_string() }, code: if pipe { 141 } else { 1 } }
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.message.is_empty() {
                // With nowhere to write to there is nothing left to do.
                let _ = writeln!(io::stderr(), "wenda: {}", harmless(&failure.message));
            }
            ExitCode::from(failure.code)
        }
    }
}

/// What is said of a first word that is neither a file nor a command, but was meant as a command.
fn no_command(files: &[PathBuf]) -> Option<String> {
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
    Some(format!("{word}: there is no such command or file; {advice}"))
}

fn dispatch(mut arguments: Arguments) -> Result<(), Failure> {
    let command = arguments.command.take();
    let n_allowed = usize::from(command.is_none());
    if let Some(no_command) = command.is_none().then(|| no_command(&arguments.files)).flatten() {
        return Err(Failure::usage(no_command));
    }
    if let Some(extra) = arguments.files.get(n_allowed) {
        let what = "wenda reads one transcript at a time; to look into several, `wenda outline` takes them";
        return Err(Failure::usage(format!("{}: {what}", extra.display())));
    }
    let looks = &arguments.looks;
    match command {
        None => read::read(&arguments),
        Some(Command::Show(show)) => show::show(&show, looks),
        Some(Command::Outline(outline)) => outline::outline(&outline, looks),
        Some(Command::Bookmarks(command)) => bookmarks::bookmarks(&command),
        Some(Command::Config) => print(config::DEFAULT),
        Some(Command::Doctor) => doctor::doctor(looks),
        Some(Command::Keys) => print(keymap::DEFAULT),
        Some(Command::Labels) => print(Lexicon::SOURCE),
        Some(Command::Themes { name }) => match theme::DEFAULTS.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => print(text),
            None => {
                let known: Vec<&str> = theme::DEFAULTS.iter().map(|(name, _)| *name).collect();
                Err(Failure::usage(format!("there is no theme {name}; there are {}", known.join(", "))))
            }
        },
    }
}

fn print(text: &str) -> Result<(), Failure> {
    Ok(io::stdout().lock().write_all(text.as_bytes())?)
}

/// Text that may hold a file's name or content, fit for a terminal: control characters show as `�`.
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect()
}

/// The beginning of a text, on one line that is not longer than people like.
fn beginning(text: &str) -> String {
    const CELLS: usize = 80;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = opening(&words, CELLS, WidthPolicy::NARROW);
    if shown.len() < words.len() { format!("{shown}…") } else { words }
}
