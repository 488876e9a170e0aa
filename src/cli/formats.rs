//! `formats`: what can be read, by what endings it is known, what of it is lost, and what to do with files that are not read.

use super::Failure;
use super::args::Looks;
use super::doctor::print_lines;
use super::setup;
use crate::reading::Format;
use crate::strings::{Strings, put};

/// Prints the list of formats in the reader's language.
pub fn formats(looks: &Looks) -> Result<(), Failure> {
    let folders = setup::needed_folders(looks)?;
    let set = setup::setup(looks, Some(&folders));
    print_lines(list(&set.look.strings), set.settings.policy)
}

/// A format, as `wenda formats` and the README tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name that `--format` takes.
    pub name: &'static str,
    /// What the names of its files end in.
    pub endings: String,
    /// What it is.
    pub what: String,
    /// What of it is not shown.
    pub lost: String,
}

/// All formats that are read, in the words of a language.
pub fn rows(strings: &Strings) -> Vec<Row> {
    let said = |of: &std::collections::BTreeMap<String, String>, name: &str| of.get(name).cloned().unwrap_or_default();
    let row = |format: Format| Row {
        name: format.name(),
        endings: format.endings().iter().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(" "),
        what: said(&strings.format_is, format.name()),
        lost: said(&strings.format_loses, format.name()),
    };
    Format::ALL.map(row).into()
}

/// The lines of the list.
fn list(strings: &Strings) -> Vec<String> {
    let words = &strings.formats;
    let mut lines = vec![words.about.clone(), String::new()];
    for Row { name, endings, what, lost } in rows(strings) {
        lines.push(put(&words.entry, &[("name", name), ("what", &what), ("endings", &endings)]));
        lines.push(format!("    {}", put(&words.loses, &[("lost", &lost)])));
    }
    lines.push(String::new());
    lines.extend([&words.pdf, &words.doc, &words.scan, &words.sound].map(String::clone));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strings::Language;

    #[test]
    fn each_format_has_its_words_in_each_language_and_no_other_has() {
        for language in Language::ALL {
            let strings = Strings::of(language);
            let rows = rows(&strings);
            for row in &rows {
                assert!(!row.what.is_empty() && !row.lost.is_empty() && row.endings.starts_with('.'), "{row:?}");
            }
            for words in [&strings.format_is, &strings.format_loses] {
                let unknown: Vec<_> = words.keys().filter(|name| !rows.iter().any(|row| row.name == *name)).collect();
                assert!(unknown.is_empty() && words.len() == rows.len(), "{unknown:?}");
            }
        }
    }

    #[test]
    fn a_name_and_each_ending_name_one_format() {
        for format in Format::ALL {
            for name in format.endings().iter().chain([&format.name()]) {
                assert_eq!(Format::named(name), Some(format), "{name}");
                assert_eq!(Format::named(&format!(".{}", name.to_uppercase())), Some(format), "{name}");
            }
        }
    }
}
