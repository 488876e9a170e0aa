//! The help of the command line: made from the definitions of the arguments, in the reader's words, in rows that fit.

use clap::{Arg, Command};

use super::doctor::set_in_rows;
use super::show::screen_width;
use super::words::written;
use super::{Failure, print_rows};
use crate::layout::width::{WidthPolicy, text_width};
use crate::strings::{Strings, put};

/// The widest column of names: what is longer has its words on the rows below.
const WIDEST: usize = 34;

/// Prints the help of a command; `path` is how it is called.
pub fn print(command: &Command, path: &str, strings: &Strings) -> Result<(), Failure> {
    print_rows(&rows(command, path, strings, screen_width()))
}

/// The help of a command, in rows of at most `width` cells.
pub fn rows(command: &Command, path: &str, strings: &Strings, width: usize) -> Vec<String> {
    let words = &strings.usage;
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut rows = set_in_rows(&[about, String::new()], width, WidthPolicy::NARROW);
    rows.extend(usage(command, path, strings));
    let commands = command.get_subcommands().map(|below| {
        let about = below.get_about().map(ToString::to_string).unwrap_or_default();
        (below.get_name().to_owned(), about)
    });
    let (options, arguments): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(|argument| !argument.is_hide_set()).partition(|it| it.get_long().is_some());
    let described = |argument: &&Arg| (named(argument), told(argument, strings));
    for (heading, entries) in [
        (&words.commands, commands.collect::<Vec<_>>()),
        (&words.arguments, arguments.iter().map(described).collect()),
        (&words.options, options.iter().map(described).collect()),
    ] {
        if !entries.is_empty() {
            rows.extend([String::new(), heading.clone()]);
            rows.extend(two_columns(&entries, width));
        }
    }
    rows
}

/// How a command is called, one way a line.
pub fn usage(command: &Command, path: &str, strings: &Strings) -> Vec<String> {
    let words = &strings.usage;
    let (listed, named) = (format!("[{}]", words.option_list), format!("<{}>", words.command_name));
    let arguments = command.get_positionals().map(written);
    let whole: Vec<String> = [path.to_owned(), listed.clone()].into_iter().chain(arguments).collect();
    let below = [path.to_owned(), listed, named].join(" ");
    let ways = match (command.has_subcommands(), command.get_positionals().next().is_some()) {
        (true, true) => vec![whole.join(" "), below],
        (true, false) => vec![below],
        (false, _) => vec![whole.join(" ")],
    };
    let indent = " ".repeat(text_width(&words.usage, WidthPolicy::NARROW));
    let line = |(at, way): (usize, String)| format!("{}{way}", if at == 0 { &words.usage } else { &indent });
    ways.into_iter().enumerate().map(line).collect()
}

/// How an argument is called in the list: with its short form.
fn named(argument: &Arg) -> String {
    match argument.get_short() {
        Some(short) => format!("-{short}, {}", written(argument)),
        None if argument.get_long().is_some() => format!("    {}", written(argument)),
        None => written(argument),
    }
}

/// What the list says of an argument: what it is, the values that it takes, and which it has by default.
pub fn told(argument: &Arg, strings: &Strings) -> String {
    let words = &strings.usage;
    let values: Vec<String> = argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults = argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned());
    let defaults: Vec<String> = if argument.get_action().takes_values() { defaults.collect() } else { Vec::new() };
    let mut told = argument.get_help().map(ToString::to_string).unwrap_or_default();
    if !values.is_empty() && argument.get_action().takes_values() {
        told += &put(&words.values, &[("values", &values.join(", "))]);
    }
    if !defaults.is_empty() {
        told += &put(&words.default, &[("value", &defaults.join(", "))]);
    }
    told
}

/// Names and what is said of them, these in a column of their own.
fn two_columns(entries: &[(String, String)], width: usize) -> Vec<String> {
    let cells = |name: &str| text_width(name, WidthPolicy::NARROW);
    let column = entries.iter().map(|(name, _)| cells(name)).filter(|cells| *cells <= WIDEST).max().unwrap_or(0) + 4;
    let mut rows = Vec::new();
    for (name, told) in entries {
        let told = set_in_rows(std::slice::from_ref(told), width.saturating_sub(column).max(20), WidthPolicy::NARROW);
        let mut told = told.into_iter();
        let room = column.saturating_sub(cells(name) + 2);
        if cells(name) + 4 > column {
            rows.push(format!("  {name}"));
        } else {
            rows.push(format!("  {name}{}{}", " ".repeat(room), told.next().unwrap_or_default()).trim_end().to_owned());
        }
        rows.extend(told.map(|row| format!("{}{row}", " ".repeat(column))));
    }
    rows
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Arguments;
    use crate::cli::words::commands;
    use crate::strings::Language;

    /// The paths of a command and of all below it.
    fn each(command: &Command, path: &str, look: &mut impl FnMut(&Command, &str)) {
        look(command, path);
        command.get_subcommands().for_each(|below| each(below, &format!("{path} {}", below.get_name()), look));
    }

    #[test]
    fn each_command_and_argument_has_its_words_in_each_language() {
        for language in Language::ALL {
            let strings = Strings::of(language);
            let is_own = |text: &str| match language {
                Language::English => text.is_ascii() || text.contains(['“', '…', '¶', '问']),
                Language::Chinese | Language::Traditional => text.chars().any(|c| c >= '\u{4E00}'),
            };
            each(&commands(&strings), "wenda", &mut |command, path| {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty() && is_own(&about), "{language:?}: {path}: {about}");
                for argument in command.get_arguments() {
                    let told = told(argument, &strings);
                    let name = argument.get_id();
                    assert!(!told.is_empty() && is_own(&told), "{language:?}: {path} {name}: {told}");
                }
            });
        }
    }

    #[test]
    fn the_words_of_the_help_all_belong_to_something() {
        for language in Language::ALL {
            let strings = Strings::of(language);
            let (mut known, mut values) = (Vec::new(), Vec::new());
            each(&Arguments::command(), "", &mut |command, path| {
                let path = path.trim_start();
                known.push(if path.is_empty() { command.get_name().to_owned() } else { path.to_owned() });
                for argument in command.get_arguments() {
                    let own = format!("{path}.{}", argument.get_id());
                    known.extend([own.trim_start_matches('.').to_owned(), argument.get_id().to_string()]);
                    let names = argument.get_value_names().unwrap_or_default();
                    values.extend(names.iter().map(ToString::to_string));
                    values.push(argument.get_id().to_string().to_uppercase());
                }
            });
            known.extend(["help".to_owned(), "version".to_owned()]);
            let unused: Vec<_> = strings.help.keys().filter(|name| !known.contains(name)).collect();
            assert!(unused.is_empty(), "{language:?}: {unused:?}");
            let unused: Vec<_> = strings.value_names.keys().filter(|name| !values.contains(name)).collect();
            assert!(unused.is_empty(), "{language:?}: {unused:?}");
        }
    }

    #[test]
    fn no_row_of_the_help_is_wider_than_the_screen() {
        for language in Language::ALL {
            let strings = Strings::of(language);
            each(&commands(&strings), "wenda", &mut |command, path| {
                for row in rows(command, path, &strings, 80) {
                    assert!(text_width(&row, WidthPolicy::NARROW) <= 80, "{row}");
                }
            });
        }
    }
}
