//! The outline's entries: sections, and under each its questions with who asks.

use std::collections::BTreeSet;
use std::convert::Infallible;

use super::card::{LIST_CELLS, one_line};
use super::{Entry, Target};
use crate::app::message::{AboutLayout, Message};
use crate::app::panes::Pane;
use crate::app::{App, Effect};
use crate::document::Document;
use crate::document::place::Place;
use crate::document::turn::{Certainty, Turn, TurnKind};

/// Every section and every question, in order; also the statements, where there are questions among which they stand.
pub fn entries(document: &Document) -> Vec<Entry> {
    let mut entries = Vec::new();
    let taken = each_entry(document, |entry| {
        entries.push(entry);
        Ok::<(), Infallible>(())
    });
    match taken {
        Ok(()) => entries,
    }
}

/// The same without what lies in a folded section.
pub fn shown_entries(document: &Document, folded: &BTreeSet<usize>) -> Vec<Entry> {
    let mut hidden_below = None;
    let mut shown = entries(document);
    shown.retain(|entry| {
        if hidden_below.is_some_and(|depth| entry.depth > depth) {
            return false;
        }
        let is_folded = matches!(entry.target, Target::Section(place) if folded.contains(&place.block));
        hidden_below = is_folded.then_some(entry.depth);
        true
    });
    shown
}

impl App {
    /// Folds the section that the outline has chosen, or the one around what it has chosen.
    pub(in crate::app) fn fold(&mut self) {
        let (list, folded) = (&self.lists.outline, &self.lists.folded);
        let entries = list.entries();
        let at = list.chosen_index();
        let Some(chosen) = entries.get(at).filter(|_| self.panes.focus == Pane::Outline) else {
            self.told.message = Some(Message::Layout(AboutLayout::NothingToFold));
            return;
        };
        let is_open = |entry: &Entry| matches!(entry.target, Target::Section(place) if !folded.contains(&place.block));
        let has_inside = entries.get(at + 1).is_some_and(|next| next.depth > chosen.depth);
        let around = || (0..at).rev().find(|&before| is_open(&entries[before]) && entries[before].depth < chosen.depth);
        let section = if is_open(chosen) && has_inside { Some(at) } else { around() };
        let target = section.map(|index| entries[index].target.clone());
        if let Some(Target::Section(place)) = target {
            self.set_folded(place, true);
        } else {
            self.told.message = Some(Message::Layout(AboutLayout::NothingToFold));
        }
    }

    /// Unfolds the section that the outline has chosen; goes to any other entry.
    pub(in crate::app) fn unfold(&mut self) -> Option<Effect> {
        let chosen = self.lists.outline.chosen().filter(|_| self.panes.focus == Pane::Outline);
        let target = chosen.map(|entry| entry.target.clone());
        if let Some(Target::Section(place)) = target
            && self.lists.folded.contains(&place.block)
        {
            self.set_folded(place, false);
            return None;
        }
        self.follow()
    }

    /// Folds a section of the outline, or unfolds it, and chooses it.
    pub(in crate::app) fn set_folded(&mut self, section: Place, folds: bool) {
        if folds {
            self.lists.folded.insert(section.block);
        } else {
            self.lists.folded.remove(&section.block);
        }
        self.lists.outline.replace(shown_entries(&self.document, &self.lists.folded));
        self.lists.outline.choose_place(section);
    }
}

/// Gives the same one after the other, as long as they are taken.
pub fn each_entry<E>(document: &Document, mut take: impl FnMut(Entry) -> Result<(), E>) -> Result<(), E> {
    let mut sections = document.sections.iter().peekable();
    let levels = document.sections.iter().map(|section| section.level);
    let top = levels.min().unwrap_or(1);
    let mut depth = 0;
    let asked = document.questions().next().is_some();
    let names = tells_apart(document);
    let mut before: Option<&Turn> = None;
    for turn in document.turns.iter().filter(|turn| !asked || turn.kind != TurnKind::Answer) {
        // A chair's many calls in a row are one entry.
        let goes_on = before.is_some_and(|it| it.kind == TurnKind::Statement && it.speaker == turn.speaker);
        before = Some(turn);
        if asked && goes_on && turn.kind == TurnKind::Statement {
            continue;
        }
        while let Some(section) = sections.next_if(|section| section.blocks.start <= turn.blocks.start) {
            depth = usize::from(section.level - top);
            take(section_entry(document, section.blocks.start, depth, section.certainty))?;
        }
        let inside = document.section_of(turn.blocks.start).is_some();
        let by_name = names || turn.kind != TurnKind::Question;
        take(turn_entry(document, turn, if inside { depth + 1 } else { 0 }, by_name))?;
    }
    for section in sections {
        let depth = usize::from(section.level - top);
        take(section_entry(document, section.blocks.start, depth, section.certainty))?;
    }
    Ok(())
}

fn section_entry(document: &Document, block: usize, depth: usize, certainty: Certainty) -> Entry {
    Entry {
        target: Target::Section(Place::start_of(block)),
        depth,
        text: document.block_text(block).to_owned(),
        certainty,
        ..Entry::default()
    }
}

/// Whether the names of those who ask tell the questions apart: not where one asks them all.
fn tells_apart(document: &Document) -> bool {
    let speakers: BTreeSet<_> = document.questions().map(|turn| document.turns[turn].speaker.as_deref()).collect();
    speakers.len() > 1 || document.questions().count() < 4
}

/// A turn is known by who says it, or else by its first words.
fn turn_entry(document: &Document, turn: &Turn, depth: usize, by_name: bool) -> Entry {
    let first_words = || {
        let mut bodies =
            turn.blocks.clone().filter(|block| document.is_content(*block)).map(|block| document.body_text(block));
        one_line(bodies.find(|body| !body.is_empty()).unwrap_or_default(), LIST_CELLS)
    };
    let who = turn.speaker.clone().filter(|speaker| by_name && speaker.chars().count() > 1);
    let (text, words) = who.map_or_else(|| (first_words(), String::new()), |who| (who.to_string(), first_words()));
    Entry {
        target: Target::Turn(Place::start_of(turn.blocks.start)),
        depth,
        sign: turn.number.map_or_else(String::new, |number| number.to_string()),
        text,
        words,
        time: turn.time,
        certainty: turn.certainty,
        card: None,
        is_bare: false,
    }
}
