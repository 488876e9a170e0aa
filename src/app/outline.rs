//! The outline's entries: sections, and under each its questions with who asks.

use super::list::{Entry, Target};
use crate::document::Document;
use crate::document::place::Place;
use crate::document::turn::{Certainty, Turn, TurnKind};

/// Every section and every question, in order; also the statements, where there are questions among which they stand.
pub fn entries(document: &Document) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut sections = document.sections.iter().peekable();
    let levels = document.sections.iter().map(|section| section.level);
    let top = levels.min().unwrap_or(1);
    let mut depth = 0;
    let asked = document.questions().next().is_some();
    for turn in document.turns.iter().filter(|turn| !asked || turn.kind != TurnKind::Answer) {
        while let Some(section) = sections.next_if(|section| section.blocks.start <= turn.blocks.start) {
            depth = usize::from(section.level - top);
            entries.push(section_entry(document, section.blocks.start, depth, section.certainty));
        }
        let inside = document.section_of(turn.blocks.start).is_some();
        entries.push(turn_entry(document, turn, if inside { depth + 1 } else { 0 }));
    }
    for section in sections {
        let depth = usize::from(section.level - top);
        entries.push(section_entry(document, section.blocks.start, depth, section.certainty));
    }
    entries
}

fn section_entry(document: &Document, block: usize, depth: usize, certainty: Certainty) -> Entry {
    Entry {
        target: Target::Section(Place::start_of(block)),
        depth,
        sign: String::new(),
        text: document.block_text(block).to_owned(),
        guess: matches!(certainty, Certainty::Guess(_)),
    }
}

/// A turn is known by for whom it is said, else by who says it, else by its first words.
fn turn_entry(document: &Document, turn: &Turn, depth: usize) -> Entry {
    let first_words = || {
        let mut bodies =
            turn.blocks.clone().filter(|block| document.is_content(*block)).map(|block| document.body_text(block));
        bodies.find(|body| !body.is_empty()).map(|body| body.chars().take(60).collect::<String>()).unwrap_or_default()
    };
    let who = turn.speaker.clone().filter(|speaker| speaker.chars().count() > 2);
    Entry {
        target: Target::Turn(Place::start_of(turn.blocks.start)),
        depth,
        sign: turn.number.map_or_else(String::new, |number| number.to_string()),
        text: who.unwrap_or_else(first_words),
        guess: matches!(turn.certainty, Certainty::Guess(_)),
    }
}
