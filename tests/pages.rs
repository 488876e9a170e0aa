//! The pages for people say what is so: the keys in the guide and in the README are those of the keymap, and the formats are
//! those that are read.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;

use clap::CommandFactory;
use wenda::cli::args::Arguments;
use wenda::cli::formats::{Row, rows};
use wenda::input::action::{ALL, Action};
use wenda::input::key::Key;
use wenda::input::keymap::Keymap;
use wenda::strings::{Language, Strings};

/// What stands between backticks in `text`.
fn code_spans(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The keys that stand between backticks in `text`, as the help writes them. Counts (`12g`), what is typed after a key
/// (`:12`) and full-width forms mean the key itself; words are no keys.
fn keys_in(text: &str) -> BTreeSet<String> {
    // `:q` and `:50%` are words of the menu, which its own tests type.
    let is_word = |span: &str| {
        span.strip_prefix(':').is_some_and(|rest| !rest.is_empty() && !rest.chars().all(|c| c.is_ascii_digit()))
    };
    let is_key = |span: &&str| (!span.contains(['/', ' ']) || span.chars().count() == 1) && !is_word(span);
    let key = |span: &str| {
        let ascii = |c: char| Key::char(c).as_command().to_string();
        let span = span.trim_start_matches(|c: char| c.is_ascii_digit());
        let typed =
            span.strip_prefix(':').filter(|rest| rest.chars().all(|c| c.is_ascii_digit())).map(|_| ":".to_owned());
        typed.unwrap_or_else(|| {
            if span.chars().count() == 1 { span.chars().map(ascii).collect() } else { span.to_owned() }
        })
    };
    code_spans(text).into_iter().filter(is_key).map(key).filter(|key| !key.is_empty()).collect()
}

fn part<'a>(text: &'a str, name: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("<!-- {name} -->")).unwrap();
    rest.split_once(&format!("<!-- /{name} -->")).unwrap().0
}

fn check_bound(named: &BTreeSet<String>) {
    let keymap = Keymap::default();
    let bound: BTreeSet<_> = ALL.iter().flat_map(|action| keymap.keys_for(*action)).collect();
    let unbound: Vec<_> = named.difference(&bound).collect();
    assert!(unbound.is_empty(), "{unbound:?} do nothing");
}

#[test]
fn every_key_in_the_guide_does_something() {
    let named = keys_in(&fs::read_to_string("assets/guide.md").unwrap());
    assert!(named.len() > 25, "{named:?}");
    check_bound(&named);
}

#[test]
fn every_key_in_the_readme_does_something_and_every_action_is_there() {
    let readme = fs::read_to_string("README.md").unwrap();
    let named = keys_in(part(&readme, "keys"));
    check_bound(&named);
    let keymap = Keymap::default();
    let is_missing = |action: &&Action| !keymap.keys_for(**action).iter().any(|keys| named.contains(keys));
    let missing: Vec<_> = ALL.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "{missing:?} are not in the README");
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = fs::read_to_string("README.md").unwrap();
    let commands = Arguments::command();
    let is_missing = |name: &&str| !readme.contains(&format!("wenda {name}"));
    let missing: Vec<_> = commands.get_subcommands().map(clap::Command::get_name).filter(is_missing).collect();
    assert!(missing.is_empty(), "{missing:?} are not in the README");
}

#[test]
fn the_formats_in_the_readme_are_those_that_are_listed() {
    let readme = fs::read_to_string("README.md").unwrap();
    let row = |Row { name, endings, what, lost }: Row| format!("| `{name}` | {endings} | {what} | {lost} |\n");
    let table: String = rows(&Strings::of(Language::English)).into_iter().map(row).collect();
    let head = "| name | endings | what it is | what is lost |\n| --- | --- | --- | --- |\n";
    assert_eq!(part(&readme, "formats").trim_start(), format!("{head}{table}"), "write the table of the README anew");
}
