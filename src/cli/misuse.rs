//! What is wrong with the arguments, in the reader's words.

use std::error::Error as _;

use clap::error::{ContextKind, ErrorKind};
use clap::{Command, Error};

use super::args::Expected;
use super::help::usage;
use super::words::asked_for;
use crate::output::Message;
use crate::strings::{Strings, Usage};

/// What is wrong, how the command is called, and where more is told. `arguments` are the words of the command line, without
/// the program's name.
pub fn told(error: &Error, commands: &Command, arguments: &[String], strings: &Strings) -> Message {
    let words = &strings.usage;
    let (command, path) = asked_for(commands, arguments);
    let mut lines = vec![what(error, words)];
    if let Some(like) =
        said(error, &[ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue])
    {
        lines.push(Message::put(&words.like, &[("like", &like)]));
    }
    lines.extend(usage(command, &path, strings).iter().map(|line| Message::put("{line}", &[("line", line)])));
    lines.push(Message::put(&words.more, &[("command", &path)]));
    Message::lines(lines)
}

/// The sentence about what is wrong.
fn what(error: &Error, words: &Usage) -> Message {
    let argument = said(error, &[ContextKind::InvalidArg]).unwrap_or_default();
    let value = said(error, &[ContextKind::InvalidValue]).unwrap_or_default();
    let argument = ("argument", &argument as &dyn std::fmt::Display);
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => Message::put(&words.no_value, &[argument]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let values = said(error, &[ContextKind::ValidValue]);
            let expected = values.map(|values| Message::put(&words.allowed, &[("values", &values)]));
            let expected = expected.unwrap_or_else(|| Message::put(wanted(error, words), &[]));
            let bad = Message::put(&words.bad_value, &[argument, ("value", &value)]);
            Message::lines([bad, expected].into_iter().filter(|message| !message.is_empty()))
        }
        ErrorKind::UnknownArgument => Message::put(&words.unexpected, &[argument]),
        ErrorKind::MissingRequiredArgument => Message::put(&words.missing, &[argument]),
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => {
            let name = said(error, &[ContextKind::InvalidSubcommand]).unwrap_or_default();
            Message::put(&words.no_command, &[("command", &name)])
        }
        ErrorKind::ArgumentConflict => {
            let other = said(error, &[ContextKind::PriorArg]).unwrap_or_default();
            Message::put(&words.conflict, &[argument, ("other", &other)])
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            Message::put(&words.no_value, &[argument])
        }
        ErrorKind::InvalidUtf8 => Message::put(&words.no_text, &[]),
        // whatever clap may come to find: its enum is not closed
        _ => Message::put(&words.other, &[("kind", &error.kind())]),
    }
}

/// What a value should have been, where one of our own parsers has refused it.
fn wanted<'a>(error: &Error, words: &'a Usage) -> &'a str {
    match error.source().and_then(|source| source.downcast_ref::<Expected>()) {
        Some(Expected::Width) => &words.no_width,
        Some(Expected::Language) => &words.no_language,
        None => "",
    }
}

/// The first of these that the error tells.
fn said(error: &Error, kinds: &[ContextKind]) -> Option<String> {
    kinds.iter().find_map(|kind| error.get(*kind)).map(ToString::to_string).filter(|said| !said.is_empty())
}
