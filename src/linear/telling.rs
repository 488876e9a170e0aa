//! Telling: what of the state has changed since something was said, in lines.

use std::collections::BTreeSet;

use super::pieces::{after, before, piece_at, sentence_at};
use super::{Heard, Linear, places};
use crate::app::layers::prompt::PromptKind;
use crate::app::message::{AboutCopy, AboutSearch, AboutSelection, Edge, Message};
use crate::app::page::raw;
use crate::app::panes::Pane;
use crate::app::{App, Listing};
use crate::document::place::{Passage, Place};
use crate::strings::put;
use crate::ui::Look;
use crate::ui::lists::n_hits;
use crate::ui::messages::sentence;

/// What of the state has been told.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub message: Option<Message>,
    /// The line that was asked for.
    pub prompt: Option<PromptKind>,
    /// Whether it was told how to write a note.
    pub note: bool,
    /// Which list, and what is left out of it.
    pub list: (Pane, Listing, String, bool),
    /// The entry of it that is chosen, by what it stands for, and how many there are.
    pub entry: Option<(crate::app::lists::Target, usize)>,
    /// Whether an entry alone was told last.
    pub is_entry: bool,
    pub folded: BTreeSet<usize>,
    selection: Option<Passage>,
    /// Its end that moves.
    moving: Option<Place>,
    raw: bool,
    /// The row of the text as it came that was told last.
    raw_row: Option<usize>,
}

/// The most of a selection that is told in whole, in characters; of a longer one, so many of each end less a half.
const SELECTED: usize = 120;
const END: usize = 20;

impl Linear {
    /// What is to be said now: what has changed since this was asked last. Empty where there is nothing.
    pub fn say(&mut self, app: &App, look: &Look) -> Vec<String> {
        if !self.has_begun {
            self.begin(app, look);
        }
        let heard = std::mem::take(&mut self.heard);
        let n_before = self.lines.len();
        let message = self.message(app, look);
        let moved = self.has_moved(app, heard);
        match (message, moved) {
            (message, true) => self.land(app, look, message, heard),
            (Some(message), false) => self.lines.push(message),
            (None, false) => {}
        }
        self.tell_copy(app, look);
        self.tell_selection(app, look);
        self.tell_raw(app, look);
        self.tell_list(app, look, heard);
        self.tell_prompt(app, look, heard);
        let is_writing = app.over.note.is_some() || app.over.prompt.is_some();
        if heard != Heard::Nothing && heard != Heard::Writing && self.lines.len() == n_before && n_before == 0 {
            let aloud = &look.strings.aloud;
            self.lines.push(match (is_writing, self.has_closed) {
                (true, _) => aloud.ask_answer.clone(),
                (false, true) => aloud.in_text.clone(),
                (false, false) => aloud.unchanged.clone(),
            });
        }
        self.has_closed = false;
        self.take_lines()
    }

    /// What is still to be said, also as the reading ends.
    pub fn take_lines(&mut self) -> Vec<String> {
        std::mem::take(&mut self.lines)
    }

    /// What is said first: what this is, and the piece that is read on from.
    fn begin(&mut self, app: &App, look: &Look) {
        let aloud = &look.strings.aloud;
        self.has_begun = true;
        let title = app.document.title_text().filter(|title| !title.is_empty());
        let title = title.unwrap_or(&look.strings.words.untitled);
        let [questions, sections, bookmarks] =
            [app.n_questions(), app.document.sections.len(), app.shelf.n_live()].map(|n| n.to_string());
        let values =
            [("title", title), ("questions", &*questions), ("sections", &*sections), ("bookmarks", &*bookmarks)];
        self.lines.push(places::spoken(&put(&aloud.contents, &values)));
        self.lines.push(aloud.welcome.clone());
        self.heard = Heard::Place;
        self.told.list = list_of(app);
        if app.panes.focus != Pane::Text {
            self.told.list.0 = Pane::Text;
        }
    }

    /// The message that is to be told, if it was not.
    fn message(&mut self, app: &App, look: &Look) -> Option<String> {
        if app.told.message == self.told.message {
            return None;
        }
        self.told.message.clone_from(&app.told.message);
        // where the moving end stands is told with its words
        let message =
            app.told.message.as_ref().filter(|it| !matches!(it, Message::Selection(AboutSelection::Moves { .. })))?;
        if *message == Message::Reloaded {
            // what was read may stand elsewhere: the piece at hand is read anew by who goes on
            self.place = app.viewport.place();
            self.said = Passage { start: self.place, end: self.place };
        }
        if let Message::Search(AboutSearch::Hit { number, all, wrapped }) = message {
            let aloud = &look.strings.aloud;
            let hit = if *wrapped { &aloud.hit_from_other_end } else { &aloud.hit };
            return Some(put(hit, &[("n", &number.to_string()), ("all", &n_hits(*all))]));
        }
        Some(places::spoken(&sentence(message, look, app.keymap())))
    }

    /// Whether it is to be told where the reader is: the text is elsewhere than what was read last, or that was asked for.
    fn has_moved(&self, app: &App, heard: Heard) -> bool {
        let selection = app.selecting.selection.map(|selection| selection.passage());
        let is_elsewhere = app.viewport.place() != self.place;
        match heard {
            _ if app.over.prompt.is_some() || app.over.note.is_some() => false,
            // the end of the selection is told, and not that the text follows it
            _ if selection.is_some() && selection != self.told.selection => false,
            Heard::Nothing | Heard::Writing => false,
            Heard::Command => is_elsewhere && self.told.selection.is_none(),
            Heard::Place | Heard::Sentence => is_elsewhere || app.told.message.is_none(),
        }
    }

    /// Tells where the reader is now, in one line, and reads what stands there.
    fn land(&mut self, app: &App, look: &Look, message: Option<String>, heard: Heard) {
        let place = app.viewport.place();
        let piece =
            if heard == Heard::Sentence { sentence_at(&app.document, place) } else { piece_at(&app.document, place) };
        let line = places::line_of(app, look, place);
        self.lines.push(message.into_iter().chain([line]).collect::<Vec<_>>().join(&look.strings.aloud.joint));
        self.read_out(app, look, piece, true);
    }

    /// Reads a piece; where the state stands belongs to it from now on.
    fn read_out(&mut self, app: &App, look: &Look, piece: Passage, is_told: bool) {
        self.lines.extend(places::words_of(app, look, piece, is_told));
        self.lines.extend(places::marks_on(app, look, piece));
        if app.raw.is_some() {
            self.lines.extend(places::source_of(app, look, piece.start));
        }
        (self.said, self.place) = (piece, app.viewport.place());
    }

    /// Reads `n` pieces on, or goes back over so many and reads the one there.
    pub(super) fn read(&mut self, app: &mut App, look: &Look, n: isize) {
        let here = app.viewport.place();
        if here != self.place {
            self.said = Passage { start: here, end: piece_at(&app.document, here).end };
        }
        if n < 0 {
            let mut place = self.said.start;
            for _ in 0..n.unsigned_abs() {
                let Some(back) = before(&app.document, place) else { break };
                place = back;
            }
            if place == self.said.start {
                return self.lines.push(sentence(&Message::Edge(Edge::Start), look, app.keymap()));
            }
            app.restore(place);
            return self.land(app, look, None, Heard::Place);
        }
        for nth in 0..n {
            let Some(place) = after(&app.document, self.said.end) else {
                if nth == 0 {
                    self.lines.push(sentence(&Message::Edge(Edge::End), look, app.keymap()));
                }
                return;
            };
            app.restore(place);
            let is_turn = places::begins_turn(&app.document, place);
            if is_turn {
                self.lines.push(places::line_of(app, look, place));
            }
            self.read_out(app, look, piece_at(&app.document, place), is_turn);
        }
    }

    /// Tells where the reader is in the whole, and reads the last piece once more.
    pub(super) fn tell_whereabouts(&mut self, app: &App, look: &Look) {
        let aloud = &look.strings.aloud;
        let place = app.viewport.place();
        let title = app.document.title_text().map(|title| put(&aloud.title, &[("text", &places::spoken(title))]));
        self.lines.extend(title);
        self.lines.extend(places::section_line(app, look, place));
        let percent = app.document.offset(place) * 100 / app.document.text.len().max(1);
        let line = [places::line_of(app, look, place), put(&aloud.percent, &[("n", &percent.to_string())])];
        self.lines.push(line.join(&aloud.joint));
        let said = self.said;
        self.read_out(app, look, said, true);
    }

    /// Tells the text that no clipboard took.
    fn tell_copy(&mut self, app: &App, look: &Look) {
        if matches!(app.told.message, Some(Message::Copy(AboutCopy::NotCopied))) && !self.copied.is_empty() {
            self.lines.push(look.strings.aloud.no_clipboard.clone());
            self.lines.extend(std::mem::take(&mut self.copied).lines().map(str::to_owned));
        }
    }

    fn tell_selection(&mut self, app: &App, look: &Look) {
        let passage = app.selecting.selection.map(|selection| selection.passage());
        let moving = app.selecting.selection.map(|selection| selection.moving);
        let moving_before = std::mem::replace(&mut self.told.moving, moving);
        if passage == self.told.selection {
            if moving != moving_before {
                self.tell_moving_end(app, look, moving.unwrap_or_default());
            }
            return;
        }
        self.told.selection = passage;
        let aloud = &look.strings.aloud;
        let Some(passage) = passage else {
            if self.lines.is_empty() {
                self.lines.push(aloud.unselected.clone());
            }
            return;
        };
        let range = app.document.offset(passage.start)..app.document.offset(passage.end);
        let text = places::spoken(app.document.text.get(range).unwrap_or_default());
        let n = text.chars().count();
        let number = ("n", &*n.to_string());
        if n <= SELECTED {
            return self.lines.push(put(&aloud.selected, &[number, ("text", &text)]));
        }
        let from: String = text.chars().take(END).collect();
        let to: String = text.chars().skip(n - END).collect();
        self.lines.push(put(&aloud.selected_long, &[number, ("from", &from), ("to", &to)]));
    }

    /// Tells at which words the end of the selection stands that moves now.
    fn tell_moving_end(&mut self, app: &App, look: &Look, moving: Place) {
        let (before, after) = app.document.text.split_at(app.document.offset(moving));
        let end: Vec<char> = before.chars().rev().take(END / 2).collect();
        let text: String = end.into_iter().rev().chain("…".chars()).chain(after.chars().take(END / 2)).collect();
        self.lines.push(put(&look.strings.aloud.moving_end, &[("text", &places::spoken(&text))]));
    }

    /// Tells what stands in the file, when that is asked for, and the row that it is scrolled to.
    fn tell_raw(&mut self, app: &App, look: &Look) {
        let was_raw = std::mem::replace(&mut self.told.raw, app.raw.is_some());
        if app.raw.is_none() {
            if was_raw {
                self.lines.push(look.strings.aloud.raw_off.clone());
            }
            self.told.raw_row = None;
            return;
        }
        let row = raw_row(app).unwrap_or_default();
        let before = self.told.raw_row.replace(row.start);
        if !was_raw {
            self.lines.extend(places::source_of(app, look, app.viewport.place()));
        } else if before != Some(row.start) && self.lines.is_empty() {
            let text = places::spoken(app.document.source.text.get(row).unwrap_or_default());
            self.lines.push(put(&look.strings.aloud.raw, &[("text", &text)]));
        }
    }

    /// Says the first of several pieces, and keeps the others for who goes on.
    pub(super) fn tell_in_pieces(&mut self, pieces: Vec<Vec<String>>, more: &str) {
        let n_pieces = pieces.len();
        for (index, mut piece) in pieces.into_iter().enumerate() {
            let left = n_pieces - index - 1;
            piece.extend((left > 0).then(|| put(more, &[("n", &left.to_string())])));
            if index == 0 { self.lines.extend(piece) } else { self.later.push_back(piece) }
        }
    }
}

/// The row of the file that the text as it came is scrolled to.
fn raw_row(app: &App) -> Option<std::ops::Range<usize>> {
    let rows = raw::rows(&app.document, &app.viewport, app.raw.as_ref()?, usize::from(u16::MAX), 1);
    rows.into_iter().next().map(|row| row.range)
}

/// Whether that is blank, and not the last.
pub(super) fn is_at_blank_row(app: &App) -> bool {
    let source = &app.document.source.text;
    raw_row(app).is_some_and(|row| {
        let is_blank = source.get(row.clone()).is_some_and(|text| text.trim().is_empty());
        is_blank && row.start > 0 && source.get(row.end..).is_some_and(|rest| !rest.trim().is_empty())
    })
}

/// Which list has the focus, and what is left out of it.
pub(super) fn list_of(app: &App) -> (Pane, Listing, String, bool) {
    (app.panes.focus, app.lists.listing, app.lists.filter.clone(), app.lists.by_time)
}
