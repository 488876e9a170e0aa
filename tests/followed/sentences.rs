//! Sentences that name a key, a command or a file, and whether there are rows for them.

use std::fmt::Write as _;
use std::path::Path;

use super::rows::Row;

/// A sentence with what it names in backticks.
#[derive(Debug)]
pub struct Sentence {
    text: String,
    named: Vec<String>,
}

/// The sentences of a Markdown text that name something, a row of a table or a line of a list being one. The picture and the
/// table of formats are made by other tests.
pub fn of_markdown(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let (mut is_made, mut is_code) = (false, false);
    for line in text.lines() {
        if line.starts_with("<!--") {
            is_made = line.starts_with("<!-- screen") || line.starts_with("<!-- formats");
        }
        if line.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        match (is_made, is_code) {
            (true, _) => {}
            (false, true) => sentences.extend(of_command(line)),
            (false, false) => divided(line).into_iter().for_each(|part| sentences.extend(naming(part))),
        }
    }
    sentences
}

/// A line of a block of commands: what stands before two spaces is the command.
fn of_command(line: &str) -> Option<Sentence> {
    let command = line.split("  ").next().unwrap_or_default().split('#').next().unwrap_or_default().trim();
    (!command.is_empty()).then(|| Sentence { text: line.to_owned(), named: vec![command.to_owned()] })
}

fn naming(text: &str) -> Option<Sentence> {
    let parts: Vec<&str> = text.split('`').collect();
    let named: Vec<String> = parts.iter().skip(1).step_by(2).map(|part| (*part).to_owned()).collect();
    (parts.len() > 2).then(|| Sentence { text: text.to_owned(), named })
}

/// A paragraph, divided after what ends a sentence; within backticks nothing does.
fn divided(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut is_quoted) = (Vec::new(), 0, false);
    let mut following = text.char_indices().peekable();
    while let Some((at, c)) = following.next() {
        is_quoted ^= c == '`';
        let next = following.peek().map(|(_, next)| *next);
        let is_end = matches!(c, '。' | '？' | '！') || matches!(c, '.' | '?') && next == Some(' ');
        if is_end && !is_quoted {
            parts.push(&text[start..at + c.len_utf8()]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// What stands for a file, a folder and the like in what a sentence names, and what the rows put there.
const PLACES: [(&str, &str); 5] =
    [("FILE...", "second.md"), ("FILE", "talk.md"), ("FOLDER", "."), ("SHELL", "fish"), ("--width N", "--width 30")];

/// Whether a step does or asks for something, beside looking at words.
fn is_done(step: &str) -> bool {
    ["> ", "$ ", "file ", "exists ", "holds ", "sent "].iter().any(|kind| step.starts_with(kind))
        || step.contains("wenda.outline/1")
        || step.starts_with("foot 配色")
}

/// Whether the steps do what is named; what stands in brackets may be left out, and commas part commands.
fn is_in(tried: &str, name: &str) -> bool {
    let filled = PLACES.iter().fold(name.to_owned(), |text, (place, put)| text.replace(place, put));
    let parts = filled.split(['[', ']', ',']).map(str::trim).filter(|part| !part.is_empty());
    tried.contains(name)
        || tried.contains(&format!("<{name}>"))
        || parts.clone().count() > 0 && parts.into_iter().all(|part| tried.contains(part))
}

/// Whether it is a file of this project, or a name in its code.
fn is_of_the_project(name: &str) -> bool {
    ["", "src/"].iter().any(|folder| Path::new(folder).join(name).is_file()) || name == "App::update"
}

/// Whether it is another program's, or is so on another system: nothing of it can be tried here.
fn is_of_others(name: &str) -> bool {
    ["cargo ", "soffice ", "ocrmypdf ", "WENDA_ANCHORS=", "~/Library/"].iter().any(|start| name.starts_with(start))
}

/// Sentences that other tests check, each with its test.
pub fn checked_elsewhere() -> Vec<(&'static str, &'static str)> {
    vec![
        ("reach the clipboard through tmux inside tmux", "tests/copying.rs::fn through_tmux"),
        ("Control characters and marks of direction that a document holds", "tests/copying.rs::fn acting"),
        ("PDF is read with `pdftotext`", "tests/pdf.rs::fn a_newspaper_page_reads_as_its_twin"),
    ]
}

/// Each sentence has rows in which all that it names is pressed, typed or looked at; each row has its sentence.
pub fn check(sentences: &[Sentence], rows: &[Row], elsewhere: &[(&str, &str)]) {
    let mut complaints = String::new();
    for Sentence { text, named } in sentences {
        let own: Vec<&Row> = rows.iter().filter(|row| text.contains(&row.sentence)).collect();
        let steps = own.iter().flat_map(|row| &row.steps).filter(|step| is_done(step));
        let tried: String = steps.map(|step| format!("{step}\n")).collect();
        let is_elsewhere = elsewhere.iter().any(|(sentence, _)| text.contains(sentence));
        let is_tried = |name: &&String| is_in(&tried, name) || is_of_the_project(name) || is_of_others(name);
        let missing: Vec<_> = named.iter().filter(|name| !is_tried(name)).collect();
        if !is_elsewhere && !missing.is_empty() {
            writeln!(complaints, "{missing:?} is not tried in: {text}").unwrap();
        }
    }
    for row in rows {
        let n = sentences.iter().filter(|sentence| sentence.text.contains(&row.sentence)).count();
        if n != 1 {
            writeln!(complaints, "{n} sentences name something and have: {}", row.sentence).unwrap();
        }
    }
    for (sentence, test) in elsewhere {
        let is_there = sentences.iter().any(|it| it.text.contains(sentence));
        let (file, name) = test.split_once("::").unwrap();
        let has_test = std::fs::read_to_string(file).is_ok_and(|text| text.contains(name));
        if !is_there || !has_test {
            writeln!(complaints, "{sentence}: no such sentence, or no test {test}").unwrap();
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}
