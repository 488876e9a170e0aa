//! Summaries: what a list of documents says of each, without opening it: what it is called, who speaks, how far it was read.

use super::card::{Card, one_line};
use crate::document::{Document, printed_date};
use crate::layout::language::Language;

/// Cells of a title, or of the names, that are kept: more than a screen is wide.
const CELLS: usize = 250;

/// Speakers that are named.
const SPEAKERS: usize = 12;

/// What is known of a document without opening it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Its title; empty where it has none.
    pub title: String,
    /// When the talk was, as far as that is stated (ISO 8601).
    pub date: Option<String>,
    /// How many questions it has.
    pub n_questions: usize,
    /// Who speaks, those who speak most often first, parted by commas.
    pub speakers: String,
}

impl Summary {
    /// Its date as it is printed; empty where none is stated.
    pub fn printed_date(&self) -> &str {
        self.date.as_deref().map_or("", printed_date)
    }

    /// The summary of a document.
    pub fn of(document: &Document) -> Self {
        let mut names: Vec<(&str, usize)> = Vec::new();
        for name in document.turns.iter().filter_map(|turn| turn.full_speaker()) {
            match names.iter().position(|(known, _)| *known == name) {
                Some(at) => names[at].1 += 1,
                // a label such as `问` names nobody
                None if name.chars().count() > 1 && names.len() < 10 * SPEAKERS => names.push((name, 1)),
                None => {}
            }
        }
        names.sort_by_key(|(_, n_turns)| std::cmp::Reverse(*n_turns));
        let names: Vec<&str> = names.into_iter().map(|(name, _)| name).take(SPEAKERS).collect();
        Summary {
            title: one_line(document.title_text().unwrap_or_default(), CELLS),
            date: document.date.clone(),
            n_questions: document.questions().count(),
            speakers: one_line(&names.join(separator(&names)), CELLS),
        }
    }
}

/// What stands between names: the mark of Chinese where one of them is written so.
fn separator(names: &[&str]) -> &'static str {
    let is_ideographic = |name: &&str| Language::of(name, Language::Latin).is_ideographic();
    if names.iter().any(is_ideographic) { "、" } else { ", " }
}

/// What has been found out about a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Known {
    /// Nothing yet.
    #[default]
    Unread,
    /// It can be read.
    Read(Summary),
    /// It can't, for this reason.
    Faulty(String),
}

/// Where a reader has stopped in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stopped {
    /// The question or paragraph at the top, as it is cited; empty where that is not known.
    pub reference: String,
    /// How much of the text lay before the end of the screen, in percent.
    pub percent: Option<u8>,
    /// How many bookmarks there were.
    pub n_marks: usize,
}

/// What has been found out about a document of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learnt {
    /// Its row, counted from 0.
    pub row: usize,
    /// What it is.
    pub known: Known,
    /// Where its reader stopped, if it has been read.
    pub stopped: Option<Stopped>,
}

/// A document that can be opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The path by which it is opened.
    pub path: String,
    /// What is known of it.
    pub known: Known,
    /// Where its reader stopped, if it has been read.
    pub stopped: Option<Stopped>,
}

impl Row {
    /// A document of which only the path is known.
    pub fn unread(path: String) -> Self {
        Row { path, ..Row::default() }
    }

    /// The name of its file.
    pub fn file(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }

    /// What it is called: its title, else its file.
    pub fn title(&self) -> &str {
        match &self.known {
            Known::Read(Summary { title, .. }) if !title.is_empty() => title,
            Known::Read(_) | Known::Unread | Known::Faulty(_) => self.file(),
        }
    }

    /// All that is said of it, on a line.
    pub(in crate::app) fn line(&self) -> String {
        let said = match &self.known {
            Known::Read(summary) => [summary.printed_date().to_owned(), summary.speakers.clone()],
            Known::Faulty(why) => [why.clone(), String::new()],
            Known::Unread => Default::default(),
        };
        let percent = self.stopped.as_ref().and_then(|stopped| stopped.percent).map(|percent| format!("{percent}%"));
        let parts = [self.title().to_owned()].into_iter().chain(said).chain(percent);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    }

    /// What a filter looks through.
    pub(in crate::app) fn card(&self) -> Card {
        let (speaker, date) = match &self.known {
            Known::Read(summary) => (Some(summary.speakers.clone()), summary.printed_date()),
            Known::Unread | Known::Faulty(_) => (None, ""),
        };
        let quotation = [self.title(), self.file(), date].join("\n");
        Card { speaker, quotation, ..Card::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::specimen::specimen;

    #[test]
    fn a_date_without_a_year_is_told_as_it_is_printed() {
        let row = |date: Option<&str>| {
            let summary = Summary { date: date.map(str::to_owned), ..Summary::default() };
            Row { known: Known::Read(summary), ..Row::unread("talks/boat.md".to_owned()) }
        };
        assert_eq!(row(Some("--03-07")).line(), "boat.md  03-07");
        assert_eq!(row(Some("2024-03-07")).line(), "boat.md  2024-03-07");
        assert_eq!(row(None).line(), "boat.md");
        assert!(row(Some("--03-07")).card().quotation.ends_with("\n03-07"));
    }

    #[test]
    fn a_summary_names_who_speaks_most_often_first() {
        let mut document = specimen("Q：甲？\nA：乙。\nQ：丙？\nA：丁。\nS：戊。\nA：己。");
        for (turn, name) in document.turns.iter_mut().zip(["记者", "镇长林", "记者", "镇长林", "问", "镇长林"])
        {
            turn.speaker = Some(name.into());
        }
        let summary = Summary::of(&document);
        assert_eq!(summary.speakers, "镇长林、记者");
        assert_eq!(summary.n_questions, 2);
    }
}
