//! What is said of a place: the one line before a jump, and the words of a piece.

use super::pieces::piece_at;
use crate::app::App;
use crate::document::Document;
use crate::document::block::{AsideKind, BlockKind};
use crate::document::bookmark::Bookmark;
use crate::document::moment::clock;
use crate::document::place::{Passage, Place};
use crate::document::reference::{Exchange, reference_of};
use crate::document::turn::{Certainty, Turn, TurnKind};
use crate::strings::put;
use crate::ui::Look;
use crate::ui::messages::of_reason;

/// Whether a turn begins at a place, on its label or where that would stand.
pub(super) fn begins_turn(document: &Document, place: Place) -> bool {
    let turn = document.turn_of(place.block).map(|turn| document.turns[turn].blocks.start);
    let label = document.blocks.get(place.block).map_or(0, |block| block.label);
    turn == Some(place.block) && place.byte <= label
}

/// The line that tells where a place is: `第 3 问，共 12 问，路透社记者`.
pub(super) fn line_of(app: &App, look: &Look, place: Place) -> String {
    let (document, aloud) = (&app.document, &look.strings.aloud);
    if let Some(line) = heading_line(app, look, place.block) {
        return line;
    }
    let Some(index) = document.turn_of(place.block) else {
        return put(&aloud.paragraph_of_text, &[("n", &(place.block + 1).to_string())]);
    };
    let turn = &document.turns[index];
    let mut parts = vec![kind_of(app, look, index, turn)];
    // a label such as `问` names nobody
    parts.extend(turn.full_speaker().filter(|speaker| speaker.chars().count() > 1).map(str::to_owned));
    if !begins_turn(document, place) {
        let reference = reference_of(document, place);
        let paragraph = reference.paragraph.filter(|_| matches!(reference.exchange, Some(Exchange::Question(_))));
        parts.extend(paragraph.map(|n| put(&aloud.paragraph, &[("n", &n.to_string())])));
    }
    parts.extend(document.time_at(place).map(clock));
    match turn.certainty {
        Certainty::Certain => {}
        Certainty::Guess(reason) => {
            parts.push(put(&aloud.guess, &[("why", &of_reason(reason, &look.strings))]));
        }
        Certainty::Corrected => parts.push(aloud.corrected.clone()),
    }
    parts.join(&aloud.joint)
}

fn kind_of(app: &App, look: &Look, index: usize, turn: &Turn) -> String {
    let (document, aloud) = (&app.document, &look.strings.aloud);
    let (n, all) = (|number: usize| number.to_string(), app.n_questions().to_string());
    match turn.kind {
        TurnKind::Question => {
            let number = turn.number.map(n).unwrap_or_default();
            put(&aloud.question, &[("n", &number), ("all", &all)])
        }
        TurnKind::Answer => {
            let asked = document.turns[document.exchange_of(index).start].number;
            asked.map_or_else(|| look.strings.words.answer.clone(), |number| put(&aloud.answer, &[("n", &n(number))]))
        }
        TurnKind::Statement => aloud.statement.clone(),
    }
}

/// The line of a heading: the number of its section, or that it is the title.
fn heading_line(app: &App, look: &Look, block: usize) -> Option<String> {
    let (document, aloud) = (&app.document, &look.strings.aloud);
    let text = document.block_text(block);
    if document.title == Some(block) {
        return Some(put(&aloud.title, &[("text", &spoken(text))]));
    }
    let section = document.sections.iter().position(|section| section.blocks.start == block)?;
    let (n, all) = ((section + 1).to_string(), document.sections.len().to_string());
    Some(put(&aloud.section, &[("n", &n), ("all", &all), ("text", &spoken(text))]))
}

/// The line of the section that a place stands in, if it stands in one and is not its heading.
pub(super) fn section_line(app: &App, look: &Look, place: Place) -> Option<String> {
    let section = app.document.section_of(place.block)?;
    let heading = app.document.sections[section].blocks.start;
    if heading == place.block { None } else { heading_line(app, look, heading) }
}

/// The words of a piece, a paragraph or a line of it each; who speaks is left out where that `is_told`, and a heading too.
pub(super) fn words_of(app: &App, look: &Look, passage: Passage, is_told: bool) -> Vec<String> {
    let document = &app.document;
    let mut lines = Vec::new();
    for block in passage.start.block..=passage.end.block {
        let (text, Some(found)) = (document.block_text(block), document.blocks.get(block)) else { continue };
        let mut from = if block == passage.start.block { passage.start.byte } else { 0 };
        let to = if block == passage.end.block { passage.end.byte } else { text.len() };
        if is_told && from < found.label {
            from = found.label;
        }
        let words = text.get(from..to).unwrap_or_default();
        let heading = heading_line(app, look, block);
        match (found.kind, heading) {
            (BlockKind::Label, _) | (_, Some(_)) if is_told => {}
            (_, Some(heading)) => lines.push(heading),
            (BlockKind::Aside(AsideKind::Caption), None) => {
                lines.push(put(&look.strings.aloud.caption, &[("text", &spoken(words))]));
            }
            (
                BlockKind::Aside(
                    AsideKind::Kicker
                    | AsideKind::Credit
                    | AsideKind::JumpLine
                    | AsideKind::RunningHead
                    | AsideKind::PageNumber
                    | AsideKind::Note
                    | AsideKind::Matter
                    | AsideKind::Boilerplate,
                ),
                None,
            ) => lines.push(put(&look.strings.aloud.aside, &[("text", &spoken(words))])),
            (BlockKind::TableRow, None) => lines.push(spoken(&words.replace(" | ", &look.strings.aloud.joint))),
            (BlockKind::Heading(_) | BlockKind::Label | BlockKind::Paragraph | BlockKind::ListItem { .. }, None)
            | (BlockKind::Quotation | BlockKind::Preformatted | BlockKind::Rule, None) => {
                lines.extend(words.lines().map(spoken));
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// The bookmarks on a piece, a line each, with their tags and notes.
pub(super) fn marks_on(app: &App, look: &Look, passage: Passage) -> Vec<String> {
    let touches = |stands: &Passage| stands.start < passage.end && passage.start < stands.end;
    let blocks = passage.start.block..=passage.end.block;
    let found = blocks.flat_map(|block| app.shelf.marks_in(block)).filter(|(_, stands)| touches(stands));
    let mut marks: Vec<&Bookmark> = found.map(|(mark, _)| mark).collect();
    marks.dedup_by(|one, other| one.id == other.id);
    marks.into_iter().map(|mark| mark_line(app, look, mark)).collect()
}

fn mark_line(app: &App, look: &Look, mark: &Bookmark) -> String {
    let aloud = &look.strings.aloud;
    let reference = app.shelf.reference(&app.document, mark);
    let mut parts = vec![put(&aloud.bookmarked, &[("reference", &reference)])];
    let tags = mark.tags.iter().cloned().collect::<Vec<_>>().join(&aloud.joint);
    let note = mark.whole_note();
    parts.extend(Some(tags).filter(|tags| !tags.is_empty()).map(|tags| put(&aloud.tagged, &[("text", &tags)])));
    parts.extend(Some(note).filter(|note| !note.is_empty()).map(|note| put(&aloud.noted, &[("text", &spoken(&note))])));
    parts.join(&aloud.joint)
}

/// The text as it came of the blocks of a piece.
pub(super) fn source_of(app: &App, look: &Look, place: Place) -> Vec<String> {
    let passage = piece_at(&app.document, place);
    let blocks = passage.start.block..=passage.end.block;
    let lines = blocks.flat_map(|block| app.document.source_of(block).lines());
    let raw = |line: &str| put(&look.strings.aloud.raw, &[("text", &spoken(line))]);
    lines.filter(|line| !line.trim().is_empty()).map(raw).collect()
}

/// A text as it is read aloud, on one line: a frame that a document draws (U+2500 to U+259F) is no word.
pub(super) fn spoken(text: &str) -> String {
    let plain: String = text.chars().map(|c| if matches!(c, '\u{2500}'..='\u{259F}') { ' ' } else { c }).collect();
    plain.split([' ', '\n', '\r']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
