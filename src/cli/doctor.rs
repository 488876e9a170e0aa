//! `doctor`: what this terminal was asked, what it answered, and what follows.

use super::Failure;
use super::args::Looks;
use super::setup;
use super::show::screen_width;
use crate::layout::fill::{Line, Shape, fill};
use crate::layout::kinsoku::Rules;
use crate::layout::language::Language;
use crate::layout::shown::harmless_line;
use crate::layout::width::WidthPolicy;
use crate::output::{self, Unwritten};
use crate::storage::Folders;
use crate::strings::{Doctor, put};
use crate::terminal::probe::{Answers, CAP, QUESTIONS, examine};
use crate::terminal::widths::{Asking, terminal_name};

/// Prints what is known about the terminal.
pub fn doctor(looks: &Looks) -> Result<(), Failure> {
    let folders = setup::needed_folders(looks)?;
    let set = setup::setup(looks, Some(&folders));
    let words = &set.look.strings.doctor;
    let answered = if output::is_on_terminal() { Some(examine()?) } else { None };
    let mut said = vec![words.about.clone(), String::new(), put(&words.terminal, &[("name", &named(words))])];
    said.push(match (set.asking, set.settings.policy.wide_quotes) {
        (Asking::Never, true) => put(&words.fixed, &[("value", "wide")]),
        (Asking::Never, false) => put(&words.fixed, &[("value", "narrow")]),
        (Asking::Remembered | Asking::Ask, _) => words.auto.clone(),
    });
    said.extend(answered.as_ref().map_or_else(|| vec![words.not_asked.clone()], |answers| report(words, answers)));
    let found = answered.and_then(|answers| answers.policy());
    let policy = if set.asking == Asking::Never { set.settings.policy } else { found.unwrap_or_default() };
    said.push(String::new());
    said.extend(decision(words, policy));
    said.push(String::new());
    said.extend(advice(words, &folders));
    said.push(String::new());
    said.extend(faults(looks, &folders));
    print_lines(said, policy)
}

/// Prints lines: on a terminal in rows that fit it, elsewhere as they are.
pub(super) fn print_lines(said: Vec<String>, policy: WidthPolicy) -> Result<(), Failure> {
    let rows = if output::is_on_terminal() {
        // names and settings may hold what ends a row
        let lines: Vec<String> = said.iter().map(|line| harmless_line(line)).collect();
        set_in_rows(&lines, screen_width(), policy)
    } else {
        said
    };
    output::print(|data| rows.iter().try_for_each(|row| data.line(row)).map_err(|error: Unwritten| error.into()))
}

/// Lines in rows of at most `width` cells; what a line is indented by, the rows below are, too.
pub(super) fn set_in_rows(lines: &[String], width: usize, policy: WidthPolicy) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for line in lines {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let rules = Rules::default().in_language(Language::of(line, Language::Latin));
        let shape = Shape { width, first_indent: indent, rest_indent: indent, rules, policy, ..Shape::default() };
        let (said, blank) = (&line[indent..], line.trim().is_empty());
        let row = |row: Line| " ".repeat(row.indent) + said[row.range].trim_end();
        rows.extend(if blank { vec![String::new()] } else { fill(said, &shape).into_iter().map(row).collect() });
    }
    rows
}

/// What a person can do, and where everything lies.
fn advice(words: &Doctor, folders: &Folders) -> Vec<String> {
    let is_inside = ["TMUX", "STY"].iter().any(|name| std::env::var_os(name).is_some());
    let file = folders.config.join("config.toml").display().to_string();
    let (config, data) = (folders.config.display().to_string(), folders.data.display().to_string());
    let mut said: Vec<String> = is_inside.then(|| words.multiplexer.clone()).into_iter().collect();
    said.push(put(&words.override_hint, &[("file", &file)]));
    said.push(put(&words.files, &[("config", &config), ("data", &data)]));
    said
}

/// Everything that is wrong in the person's own files, or that nothing is.
fn faults(looks: &Looks, folders: &Folders) -> Vec<String> {
    let mut set = setup::setup(looks, Some(folders));
    // it is read for what is wrong with it alone
    drop(setup::lexicon(Some(folders), &mut set.faults));
    let words = &set.look.strings.faults;
    match setup::fault_sentences(&set.faults, &set.look.strings, Some(folders)) {
        sentences if sentences.is_empty() => vec![words.none.clone()],
        sentences => [vec![words.title.clone()], sentences].concat(),
    }
}

fn named(words: &Doctor) -> String {
    let name = terminal_name();
    if name.is_empty() { words.unnamed.clone() } else { name }
}

/// What was asked and what came back.
fn report(words: &Doctor, answers: &Answers) -> Vec<String> {
    let after = answers.after.as_millis().to_string();
    if !answers.ended && answers.cells.is_empty() {
        return vec![put(&words.no_answer, &[("ms", &CAP.as_millis().to_string())])];
    }
    let cells = |index: usize| answers.cells.get(index).map_or("?".to_owned(), ToString::to_string);
    let pairs = QUESTIONS.iter().enumerate().map(|(index, question)| format!("{question} {}", cells(index)));
    let mut said = vec![words.asked.clone(), format!("  {}", pairs.collect::<Vec<_>>().join("   "))];
    said.push(put(&words.answer, &[("ms", &after)]));
    if answers.policy().is_none() {
        said.push(words.incomplete.clone());
    }
    said
}

/// What wenda makes of it.
fn decision(words: &Doctor, policy: WidthPolicy) -> Vec<String> {
    let width = |wide: bool| if wide { &words.wide } else { &words.narrow };
    let rows = [
        (&words.quotes, width(policy.wide_quotes)),
        (&words.symbols, width(policy.wide_symbols)),
        (&words.boxes, width(policy.wide_boxes)),
        (&words.letters, width(policy.wide_letters)),
        (&words.joined_emoji, if policy.split_zwj { &words.parts } else { &words.whole }),
        (&words.selected_emoji, if policy.split_presentation { &words.unselected } else { &words.whole }),
    ];
    let line = |(class, how): (&String, &String)| format!("  {class}: {how}");
    std::iter::once(words.decided.clone()).chain(rows.map(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Konsole joins emoji, but keeps a text character to its one cell.
    #[test]
    fn each_kind_of_emoji_is_told_of_in_both_languages() {
        let konsole = WidthPolicy { split_presentation: true, ..WidthPolicy::NARROW };
        for (language, joined, selected) in [
            (crate::strings::Language::English, "joined from several: as one sign", "as the text character"),
            (crate::strings::Language::Chinese, "合成的表情: 作为一个字符", "显示原来的文字符号"),
        ] {
            let said = decision(&crate::strings::Strings::of(language).doctor, konsole).join("\n");
            assert!(said.contains(joined) && said.contains(selected), "{said}");
        }
    }

    #[test]
    fn what_is_said_is_set_by_our_own_rules() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let set = |text, width| set_in_rows(&lines(text), width, WidthPolicy::NARROW).join("\n");
        assert_eq!(set("有的字在终端上占两格。先问终端。", 22), "有的字在终端上占两格。\n先问终端。");
        assert_eq!(set("  quotes and dashes: two cells\n\nend", 20), "  quotes and dashes:\n  two cells\n\nend");
    }
}
