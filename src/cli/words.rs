//! The arguments in the reader's words: what the help, the manual and the completions say of each command and argument.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Arguments;
use crate::reading::Format;
use crate::strings::{Strings, put};

/// The definitions of all commands and arguments, in the words of a language.
pub fn commands(strings: &Strings) -> Command {
    let mut commands = in_words(Arguments::command(), "", strings);
    // what holds for all commands is known to each from here on
    commands.build();
    commands
}

/// A command in words, with those below it. `path` names the commands above it and itself, without `wenda`.
fn in_words(command: Command, path: &str, strings: &Strings) -> Command {
    let name = if path.is_empty() { command.get_name() } else { path };
    let about = strings.help.get(name).cloned();
    let command = match about {
        Some(about) => command.about(about.clone()).long_about(about),
        None => command,
    };
    let flag = |id: &'static str, short, action| Arg::new(id).long(id).short(short).action(action);
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help))
        .mut_args(|argument| argument_in_words(argument, path, strings));
    if path.is_empty() {
        let version = flag("version", 'V', ArgAction::Version);
        command = command.arg(argument_in_words(version, path, strings));
    }
    let below = |below: Command| {
        let path = format!("{path} {}", below.get_name());
        in_words(below, path.trim_start(), strings)
    };
    command.mut_subcommands(below)
}

/// An argument in words.
fn argument_in_words(argument: Arg, path: &str, strings: &Strings) -> Arg {
    let (own, shared) = (format!("{path}.{}", argument.get_id()), argument.get_id().as_str());
    let help = strings.help.get(own.trim_start_matches('.')).or_else(|| strings.help.get(shared));
    let help = help.map(|help| put(help, &[("formats", &Format::all_names())]));
    let name = value_name(&argument, strings);
    let argument = match help {
        Some(help) => argument.help(help.clone()).long_help(help),
        None => argument,
    };
    match name {
        Some(name) => argument.value_name(name),
        None => argument,
    }
}

/// What stands for the value of an argument, if it takes one.
fn value_name(argument: &Arg, strings: &Strings) -> Option<String> {
    if !argument.get_action().takes_values() {
        return None;
    }
    let id = argument.get_id().as_str().to_uppercase();
    let name = argument.get_value_names().and_then(|names| Some(names.first()?.to_string())).unwrap_or(id);
    Some(strings.value_names.get(&name).cloned().unwrap_or(name))
}

/// The command that is asked for on a command line, and its path: the names of it and of those above it.
pub fn asked_for<'a>(root: &'a Command, words: &[String]) -> (&'a Command, String) {
    let (mut command, mut path) = (root, root.get_name().to_owned());
    for word in words {
        if let Some(below) = command.find_subcommand(word) {
            command = below;
            path = format!("{path} {}", below.get_name());
        }
    }
    (command, path)
}

/// An argument as it is written on a command line: `--width <CELLS>`, `[FILE]`, `<FILES>...`.
pub fn written(argument: &Arg) -> String {
    let name = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let name = name.unwrap_or_else(|| argument.get_id().to_string());
    let more = if matches!(argument.get_action(), ArgAction::Append) { "..." } else { "" };
    match (argument.get_long(), argument.get_action().takes_values()) {
        (Some(long), true) => format!("--{long} <{name}>{more}"),
        (Some(long), false) => format!("--{long}"),
        (None, _) if argument.is_required_set() => format!("<{name}>{more}"),
        (None, _) => format!("[{name}]{more}"),
    }
}
