//! `completions`: what a shell completes, from the definitions of the arguments, with their values in the reader's words.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command};
use clap_complete::Shell;

use super::{Failure, print};
use crate::reading::Format;
use crate::strings::Strings;
use crate::ui::theme;

/// Prints the completions of a shell.
pub fn completions(shell: Shell, commands: &Command, strings: &Strings) -> Result<(), Failure> {
    print(&script(shell, commands, strings))
}

fn script(shell: Shell, commands: &Command, strings: &Strings) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut offering(commands.clone(), strings), "wenda", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Zsh => with_files_beside_commands(&script),
        Shell::Fish => with_values_before_commands(&script),
        _ => script,
    }
}

/// The definitions with the values that may be chosen. They are for shells alone: what is given is read by other parsers.
fn offering(command: Command, strings: &Strings) -> Command {
    let command = command.mut_args(|argument| {
        let values = values(&argument, strings);
        if values.is_empty() { argument } else { argument.value_parser(PossibleValuesParser::new(values)) }
    });
    command.mut_subcommands(|below| offering(below, strings))
}

/// The values of an argument that has a choice of them, each with what it is.
fn values(argument: &Arg, strings: &Strings) -> Vec<PossibleValue> {
    let described = |name: &str, what: Option<&String>| {
        let value = PossibleValue::new(name.to_owned());
        what.map_or_else(|| value.clone(), |what| value.clone().help(what.clone()))
    };
    let known = if argument.get_action().takes_values() { argument.get_possible_values() } else { Vec::new() };
    match argument.get_id().as_str() {
        _ if !known.is_empty() => {
            let names = known.iter().map(PossibleValue::get_name);
            names.map(|name| described(name, strings.value_help.get(name))).collect()
        }
        "format" => Format::ALL.iter().map(|it| described(it.name(), strings.format_is.get(it.name()))).collect(),
        "lang" => ["zh", "zh-Hant", "en"].iter().map(|name| described(name, strings.value_help.get(*name))).collect(),
        "name" => theme::DEFAULTS.iter().map(|(name, _)| described(name, None)).collect(),
        _ => Vec::new(),
    }
}

/// The script for zsh, in which a file or a command may come first. As it is generated, the first word can only be a file and
/// the second a command, which is never so.
fn with_files_beside_commands(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.starts_with("'::files -- "));
    let script: String = lines.map(|line| format!("{line}\n")).collect();
    let listed = "_describe -t commands 'wenda commands' commands \"$@\"";
    let is_file = "(( $+functions[_wenda__subcmd__${line[1]}_commands] )) || _files";
    script.replace("$line[2]", "$line[1]").replace(listed, &format!("{listed}\n    _files")).replacen(
        "        case $line[1] in\n",
        &format!("        {is_file}\n        case $line[1] in\n"),
        1,
    )
}

/// The script for fish, in which an option before the command may be left without its value, as it is while that is being
/// completed. As it is generated, nothing is completed then.
fn with_values_before_commands(script: &str) -> String {
    script.replacen("    or return\n", "", 1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::words::commands;
    use crate::strings::Language;

    /// The values that are described, of a command and those below it.
    fn described(command: &Command, all: &mut BTreeSet<String>) {
        for argument in command.get_arguments().filter(|it| it.get_action().takes_values()) {
            let values = argument.get_possible_values();
            all.extend(values.iter().filter(|it| it.get_help().is_some()).map(|it| it.get_name().to_owned()));
        }
        command.get_subcommands().for_each(|below| described(below, all));
    }

    #[test]
    fn each_value_is_described_in_each_language() {
        for language in Language::ALL {
            let strings = Strings::of(language);
            let mut own = BTreeSet::from(["zh", "zh-Hant", "en"].map(str::to_owned));
            described(&commands(&strings), &mut own);
            assert_eq!(own, strings.value_help.keys().cloned().collect(), "{language:?}");
        }
    }

    #[test]
    fn in_fish_an_option_may_lack_its_value() {
        let strings = Strings::of(Language::English);
        let script = script(Shell::Fish, &commands(&strings), &strings);
        assert!(script.contains("argparse -s") && !script.contains("or return\n    if set -q"), "{script}");
    }

    #[test]
    fn in_zsh_a_command_may_come_first() {
        let strings = Strings::of(Language::English);
        let script = script(Shell::Zsh, &commands(&strings), &strings);
        assert!(!script.contains("$line[2]") && !script.contains("'::files -- "), "{script}");
        assert_eq!(script.matches("|| _files\n").count(), 1);
        assert_eq!(script.matches("commands \"$@\"\n    _files\n").count(), 1);
    }
}
