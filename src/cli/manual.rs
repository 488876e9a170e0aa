//! `man`: the manual as a page for `man`, made from the definitions of the arguments, the keymap and the strings, in the
//! reader's words. It is written in roff with the macros of `man`(7).

use clap::{Arg, Command};

use super::Failure;
use super::help::{told, usage};
use super::words::written;
use crate::input::action;
use crate::input::keymap::Keymap;
use crate::layout::width::{WidthPolicy, text_width};
use crate::output;
use crate::strings::{Manual, Strings};

/// Prints the manual.
pub fn manual(commands: &Command, strings: &Strings) -> Result<(), Failure> {
    output::print(|data| Ok(data.text(&page(commands, &Keymap::default(), strings))?))
}

/// The page.
fn page(commands: &Command, keymap: &Keymap, strings: &Strings) -> String {
    let words = &strings.manual;
    let name = commands.get_name();
    let about = commands.get_about().map(ToString::to_string).unwrap_or_default();
    let mut lines = vec![
        format!(".TH {} 1 \"\" \"{name} {}\"", name.to_uppercase(), env!("CARGO_PKG_VERSION")),
        // no hyphens in words, no wide gaps in rows
        ".nh".to_owned(),
        ".ad l".to_owned(),
    ];
    section(&mut lines, &words.name);
    lines.push(format!("{name} \\- {}", escaped(&about)));
    section(&mut lines, &words.synopsis);
    lines.extend(synopsis(commands, name, strings));
    section(&mut lines, &words.description);
    paragraphs(&mut lines, &words.about);
    section(&mut lines, &words.options);
    commands.get_arguments().for_each(|argument| lines.extend(entry(argument, strings)));
    section(&mut lines, &words.commands);
    commands.get_subcommands().for_each(|below| lines.extend(of_command(below, name, strings)));
    section(&mut lines, &words.keys);
    lines.extend(keys(keymap, strings));
    rest(&mut lines, words);
    lines.join("\n") + "\n"
}

/// What is not in the definitions: files, the environment, exit codes.
fn rest(lines: &mut Vec<String>, words: &Manual) {
    for (heading, text) in [
        (&words.files, &words.about_files),
        (&words.environment, &words.about_environment),
        (&words.exit_status, &words.about_exit_status),
    ] {
        section(lines, heading);
        for line in text.lines() {
            match line.split_once('\t') {
                Some((name, what)) => lines.extend([".TP".to_owned(), bold(name), escaped(what)]),
                None => lines.extend([".PP".to_owned(), escaped(line)]),
            }
        }
    }
}

fn section(lines: &mut Vec<String>, heading: &str) {
    lines.push(format!(".SH \"{}\"", escaped(heading)));
}

fn paragraphs(lines: &mut Vec<String>, text: &str) {
    for paragraph in text.lines() {
        lines.extend([".PP".to_owned(), escaped(paragraph)]);
    }
}

/// How a command is called, a way a line.
fn synopsis(command: &Command, path: &str, strings: &Strings) -> Vec<String> {
    let indent = text_width(&strings.usage.usage, WidthPolicy::NARROW);
    let ways = usage(command, path, strings).into_iter().enumerate().map(|(at, line)| {
        let way = if at == 0 { line[strings.usage.usage.len()..].to_owned() } else { line[indent..].to_owned() };
        [bold(&way), ".br".to_owned()]
    });
    ways.flatten().collect()
}

/// A command below the first, with its arguments and with those below it.
fn of_command(command: &Command, above: &str, strings: &Strings) -> Vec<String> {
    let path = format!("{above} {}", command.get_name());
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut lines = vec![format!(".SS \"{}\"", escaped(&path)), escaped(&about), ".PP".to_owned()];
    lines.extend(synopsis(command, &path, strings));
    let own = command.get_arguments().filter(|argument| !argument.is_global_set() && argument.get_id() != "help");
    lines.extend(own.flat_map(|argument| entry(argument, strings)));
    lines.extend(command.get_subcommands().flat_map(|below| of_command(below, &path, strings)));
    lines
}

/// An argument and what is said of it.
fn entry(argument: &Arg, strings: &Strings) -> [String; 3] {
    let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    [".TP".to_owned(), bold(&(short + &written(argument))), escaped(&told(argument, strings))]
}

/// The keys, by what they are for.
fn keys(keymap: &Keymap, strings: &Strings) -> Vec<String> {
    let mut lines = Vec::new();
    let mut group = None;
    for action in action::ALL {
        if group.replace(action.group()) != Some(action.group()) {
            let name = strings.groups.get(action.group().name()).cloned().unwrap_or_default();
            lines.push(format!(".SS \"{}\"", escaped(&name)));
        }
        let what = strings.actions.get(action.name()).cloned().unwrap_or_default();
        let keys = keymap.keys_for(*action);
        if !keys.is_empty() {
            lines.extend([".TP".to_owned(), bold(&keys.join("  ")), escaped(&what)]);
        }
    }
    lines
}

fn bold(text: &str) -> String {
    format!("\\fB{}\\fR", escaped(text))
}

/// A text in which nothing is a request or an escape of roff, and which can be broken between ideographs: roff itself breaks
/// lines at spaces alone.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut before = None;
    for c in text.chars() {
        let is_wide = |c: char| c >= '\u{2E80}' && c.is_alphanumeric();
        if is_wide(c) && before.is_some_and(|before: char| is_wide(before) || "，。；：、）」”".contains(before))
        {
            escaped.push_str("\\:");
        }
        match c {
            '\\' => escaped.push_str("\\e"),
            '-' => escaped.push_str("\\-"),
            '\'' => escaped.push_str("\\(aq"),
            '"' => escaped.push_str("\\(dq"),
            '`' => escaped.push_str("\\(ga"),
            '^' => escaped.push_str("\\(ha"),
            '~' => escaped.push_str("\\(ti"),
            '.' if escaped.is_empty() => escaped.push_str("\\&."),
            c => escaped.push(c),
        }
        before = Some(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::words::commands;
    use crate::strings::Language;

    #[test]
    fn nothing_in_a_text_is_a_request_of_roff() {
        for (text, expected) in [
            (".so /etc/passwd", "\\&.so /etc/passwd"),
            ("'br", "\\(aqbr"),
            ("a\\fB--b", "a\\efB\\-\\-b"),
            ("一句话。两句", "一\\:句\\:话。\\:两\\:句"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn the_manual_tells_of_each_command_argument_and_key_in_each_language() {
        for language in Language::ALL {
            let strings = Strings::of(language);
            let (definitions, keymap) = (commands(&strings), Keymap::default());
            let page = page(&definitions, &keymap, &strings);
            for name in ["wenda bookmarks export", "--byte-order-mark", "--width", "--secure", "Q3", "WENDA_HOME"] {
                let name = escaped(name).replace("byte\\-order\\-mark", "bom");
                assert!(page.contains(&name), "{language:?}: {name}");
            }
            for action in action::ALL {
                let keys = keymap.keys_for(*action);
                assert!(keys.is_empty() || page.contains(&bold(&keys.join("  "))), "{language:?}: {action:?}");
            }
            let is_known = |line: &&str| {
                [".TH ", ".nh", ".ad ", ".SH ", ".SS ", ".TP", ".PP", ".br"].iter().any(|known| line.starts_with(known))
            };
            let requests = page.lines().filter(|line| line.starts_with(['.', '\'']));
            let unknown: Vec<_> = requests.filter(|line| !is_known(line)).collect();
            assert!(unknown.is_empty(), "{unknown:?}");
        }
    }
}
