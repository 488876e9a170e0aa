//! Lists: the outline, the bookmarks, hits and documents as numbered lines, ten at a time.

use super::line::Asked;
use super::telling::list_of;
use super::{Heard, Linear, places};
use crate::app::lists::card::Card;
use crate::app::lists::{Entry, List, Target};
use crate::app::panes::Pane;
use crate::app::{App, Effect};
use crate::input::action::Action;
use crate::layout::width::{WidthPolicy, opening};
use crate::strings::put;
use crate::ui::Look;
use crate::ui::lists::{nothing, said, title};

/// Entries that are told at once.
const AT_ONCE: usize = 10;

/// Cells of an entry's words in a list.
const CELLS: usize = 120;

/// The list that has the focus.
fn focused(app: &App) -> Option<&List> {
    match app.panes.focus {
        Pane::Text => None,
        Pane::Outline => Some(&app.lists.outline),
        Pane::List => Some(&app.lists.list),
    }
}

/// The indices of the entries that have a number: a title leads nowhere and has none.
fn numbered(list: &List) -> impl Iterator<Item = usize> {
    let entries = list.entries().iter().enumerate();
    entries.filter(|(_, entry)| entry.target != Target::Nothing).map(|(index, _)| index)
}

/// Chooses an entry of the list that has the focus, counted from 1; the number of entries where there is none of it.
fn choose(app: &mut App, number: usize) -> Result<(), usize> {
    let index = focused(app).and_then(|list| numbered(list).nth(number.checked_sub(1)?));
    let Some(index) = index else { return Err(focused(app).map_or(0, |list| numbered(list).count())) };
    match app.panes.focus {
        Pane::Text => {}
        Pane::Outline => app.lists.outline.choose(index),
        Pane::List => app.lists.list.choose(index),
    }
    Ok(())
}

impl Linear {
    /// Chooses an entry by its number; says so where there is none.
    pub(super) fn choose(&mut self, app: &mut App, look: &Look, number: usize) -> bool {
        let chosen = choose(app, number);
        if let Err(all) = chosen {
            let values = [("n", &*number.to_string()), ("all", &*all.to_string())];
            self.lines.push(put(&look.strings.aloud.no_such_entry, &values));
        }
        chosen.is_ok()
    }

    /// Goes to the entry of this number.
    pub(super) fn enter(&mut self, app: &mut App, look: &Look, number: usize) -> Option<Effect> {
        if !self.choose(app, look, number) {
            return None;
        }
        let effect = self.perform(app, look, Asked::alone(Action::Follow));
        self.heard = Heard::Place;
        effect
    }

    /// Tells the list that has come into focus, or the entry of it that is chosen now.
    pub(super) fn tell_list(&mut self, app: &App, look: &Look, heard: Heard) {
        let aloud = &look.strings.aloud;
        let list_before = std::mem::replace(&mut self.told.list, list_of(app));
        let folded_before = std::mem::replace(&mut self.told.folded, app.lists.folded.clone());
        self.told.is_entry = false;
        let Some(list) = focused(app) else {
            self.told.entry = None;
            if list_before.0 != Pane::Text && self.lines.is_empty() {
                self.lines.push(aloud.in_text.clone());
            }
            return;
        };
        let chosen = list.chosen().map(|entry| (entry.target.clone(), list.entries().len()));
        let entry_before = std::mem::replace(&mut self.told.entry, chosen);
        let is_prompted = app.over.prompt.is_some() || app.over.note.is_some();
        if is_prompted {
            // told when the line has been typed
            self.told.list = list_before;
            self.told.entry = entry_before;
            return;
        }
        if list_before != self.told.list {
            return self.tell_entries(app, look, list);
        }
        if folded_before != app.lists.folded {
            let is_folded = app.lists.folded.len() > folded_before.len();
            let sentence = if is_folded { &aloud.folded } else { &aloud.unfolded };
            let text = list.chosen().map(|entry| places::spoken(&entry.text)).unwrap_or_default();
            return self.lines.push(put(sentence, &[("text", &text)]));
        }
        if heard != Heard::Nothing && (entry_before != self.told.entry || self.lines.is_empty()) {
            self.tell_entry(app, look, list);
        }
    }

    fn tell_entries(&mut self, app: &App, look: &Look, list: &List) {
        let is_outline = app.panes.focus == Pane::Outline;
        self.lines.push(if is_outline { look.strings.words.outline.clone() } else { title(app, look) });
        if list.entries().is_empty() {
            let none = if is_outline { look.strings.words.no_outline.clone() } else { nothing(app, look) };
            return self.lines.push(none);
        }
        self.tell_piece(app, look, list, 0);
        self.lines.push(look.strings.aloud.list_hint.clone());
    }

    /// Tells the next entries of the list that has the focus, if there are any that were not told.
    pub(super) fn tells_more_entries(&mut self, app: &App, look: &Look) -> bool {
        let (Some(n_told), Some(list)) = (self.n_entries_told, focused(app)) else { return false };
        let is_more = n_told < list.entries().len() && self.told.list == list_of(app);
        if is_more {
            self.tell_piece(app, look, list, n_told);
        }
        is_more
    }

    /// Tells a few entries from this one on, and how many are left.
    fn tell_piece(&mut self, app: &App, look: &Look, list: &List, from: usize) {
        let mut number = numbered(list).take_while(|index| *index < from).count();
        for entry in list.entries().iter().skip(from).take(AT_ONCE) {
            let text = text_of(app, look, entry, false);
            let is_numbered = entry.target != Target::Nothing;
            number += usize::from(is_numbered);
            self.lines.push(if is_numbered { format!("{number}. {text}") } else { text });
        }
        let n_told = (from + AT_ONCE).min(list.entries().len());
        let left = list.entries().len() - n_told;
        self.n_entries_told = Some(n_told);
        self.lines.extend((left > 0).then(|| put(&look.strings.aloud.more, &[("n", &left.to_string())])));
    }

    fn tell_entry(&mut self, app: &App, look: &Look, list: &List) {
        let aloud = &look.strings.aloud;
        let Some(entry) = list.chosen() else { return self.lines.push(aloud.empty.clone()) };
        let n = numbered(list).take_while(|index| *index <= list.chosen_index()).count().to_string();
        let all = numbered(list).count().to_string();
        let text = text_of(app, look, entry, true);
        self.lines.push(put(&aloud.chosen, &[("n", &n), ("all", &all), ("text", &text)]));
        self.told.is_entry = true;
    }
}

/// What an entry says; the `whole` of it, or as much as a list needs.
fn text_of(app: &App, look: &Look, entry: &Entry, whole: bool) -> String {
    let (words, aloud) = (&look.strings.words, &look.strings.aloud);
    let mut parts = Vec::new();
    let mut card = entry.card.as_deref().cloned();
    match &entry.target {
        Target::Section(place) => {
            let sentence = app.lists.folded.contains(&place.block).then_some(&aloud.folded);
            let text = places::spoken(&entry.text);
            return sentence.map_or(text.clone(), |sentence| put(sentence, &[("text", &text)]));
        }
        Target::Turn(_) if !entry.sign.is_empty() => parts.push(format!("{} {}", words.question, entry.sign)),
        Target::Bookmark(id, start) => {
            let mark = app.shelf.get(id);
            parts.extend(mark.map(|mark| app.shelf.reference(&app.document, mark)).filter(|sign| !sign.is_empty()));
            parts.extend(start.is_none().then(|| aloud.lost.clone()));
            card = card.or_else(|| mark.map(Card::of));
        }
        Target::Turn(_) | Target::Deleted(..) | Target::Hit(_) | Target::Document(..) | Target::Nothing => {
            parts.push(entry.sign.clone());
        }
        Target::Correction(_, start, verdict) => {
            parts.push(entry.sign.clone());
            parts.extend(start.is_none().then(|| aloud.lost.clone()));
            parts.push(look.verdict(verdict));
        }
    }
    match card {
        Some(card) => parts.extend(of_card(look, &card, whole)),
        None => parts.extend([said(entry, look), entry.words.clone()]),
    }
    let spoken = parts.iter().map(|part| places::spoken(part)).filter(|part| !part.is_empty());
    spoken.collect::<Vec<_>>().join(&aloud.joint)
}

/// The parts of a card: its words, its note and tags, and where it is from.
fn of_card(look: &Look, card: &Card, whole: bool) -> Vec<String> {
    let aloud = &look.strings.aloud;
    let text = |sentence: &str, text: &str| put(sentence, &[("text", text)]);
    let cut = |words: &str| if whole { words.to_owned() } else { beginning(words) };
    let mut parts = Vec::new();
    let some = |words: &str| Some(cut(words)).filter(|words| !words.is_empty());
    parts.extend(some(&card.note).map(|note| text(&aloud.noted, &note)));
    parts.extend(some(&card.tags.join(&aloud.joint)).map(|tags| text(&aloud.tagged, &tags)));
    parts.extend(some(&card.quotation).map(|words| text(&aloud.quoted, &words)));
    parts.extend(card.speaker.clone());
    if whole {
        parts.extend(card.question.as_ref().map(|question| text(&aloud.asked, question)));
        parts.extend(card.document.as_ref().map(|document| text(&aloud.from, document)));
        parts.extend(some(card.time.get(..10).unwrap_or_default()).map(|day| text(&aloud.made, &day)));
    }
    parts
}

/// The beginning of words, as long as a list needs.
fn beginning(words: &str) -> String {
    let one_line = places::spoken(words);
    let begun = opening(&one_line, CELLS, WidthPolicy::NARROW);
    if begun.len() < one_line.len() { format!("{begun}…") } else { one_line }
}
