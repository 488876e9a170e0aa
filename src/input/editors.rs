//! Editors: how the one that a person has chosen is told to open a file at a line. Which ways there are stands in
//! `assets/editors.toml`; no shell is asked, so that a file may be called anything.

use std::ffi::{OsStr, OsString};
use std::sync::LazyLock;

use serde::Deserialize;

/// A way in which editors are told of a line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    names: Vec<String>,
    given: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ways {
    editors: Vec<Way>,
}

/// All ways. A test reads the file.
static WAYS: LazyLock<Ways> =
    LazyLock::new(|| toml::from_str(include_str!("../../assets/editors.toml")).unwrap_or_default());

/// The program and its arguments that open `file` at `line`, counted from 1, in the editor of `setting`: a program, and
/// perhaps arguments (`code --wait`). `None` where the setting names no program.
pub fn command(setting: &str, file: &OsStr, line: usize) -> Option<Vec<OsString>> {
    let mut words = words(setting).into_iter();
    let program = words.next().filter(|program| !program.is_empty())?;
    let name = program.rsplit('/').next().unwrap_or_default();
    let way = WAYS.editors.iter().find(|way| way.names.iter().any(|known| known == name));
    let alone = ["{file}".to_owned()];
    let given = way.map_or(&alone[..], |way| &way.given);
    let command = [program.clone()].into_iter().chain(words).map(OsString::from);
    Some(command.chain(given.iter().map(|part| filled_in(part, file, line))).collect())
}

/// An argument with the file and the line in it.
fn filled_in(part: &str, file: &OsStr, line: usize) -> OsString {
    let part = part.replace("{line}", &line.to_string());
    let mut argument = OsString::new();
    for (nth, piece) in part.split("{file}").enumerate() {
        if nth > 0 {
            argument.push(file);
        }
        argument.push(piece);
    }
    argument
}

/// The words of a command line as a shell parts them: by blanks, but for those in quotes and after a backslash. Nothing
/// else of a shell is known.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None::<char>);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, blank) if blank.is_whitespace() => words.extend(word.take()),
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (Some(open), close) if open == close => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(letters.next()),
            (None | Some(_), letter) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(setting: &str, expected: &[&str]) {
        let command = command(setting, OsStr::new("/talks/$(a) b.md"), 12).unwrap_or_default();
        let command: Vec<&str> = command.iter().filter_map(|word| word.to_str()).collect();
        assert_eq!(command, expected, "{setting}");
    }

    #[test]
    fn each_editor_is_told_of_the_line_in_its_own_way() {
        let file = "/talks/$(a) b.md";
        check("vim", &["vim", "+12", file]);
        check("/usr/bin/nano", &["/usr/bin/nano", "+12", file]);
        check("emacsclient -nw", &["emacsclient", "-nw", "+12", file]);
        check("code --wait", &["code", "--wait", "-g", "/talks/$(a) b.md:12"]);
        check("hx", &["hx", "/talks/$(a) b.md:12"]);
        check("kate", &["kate", "-l", "12", file]);
        check("some-editor", &["some-editor", file]);
        check("  ", &[]);
    }

    #[test]
    fn a_setting_is_parted_as_a_shell_does_and_means_nothing_else_of_it() {
        assert_eq!(words(r#""/opt/My Editor/ed" -a 'b  c' d\ e"#), ["/opt/My Editor/ed", "-a", "b  c", "d e"]);
        assert_eq!(words("vim -c \"set tw=60\" $HOME;ls"), ["vim", "-c", "set tw=60", "$HOME;ls"]);
        assert_eq!(words(r#"a "" 'b\c'"#), ["a", "", r"b\c"]);
    }

    #[test]
    fn no_editor_stands_twice_in_the_file() {
        let mut names: Vec<&String> = WAYS.editors.iter().flat_map(|way| &way.names).collect();
        let n = names.len();
        assert!(n > 20, "the file can't be read");
        names.sort();
        names.dedup();
        assert_eq!(names.len(), n);
    }
}
