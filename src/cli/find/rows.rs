//! Hits for people and for programs: a row or an object each.

use std::io::Write;

use serde::Serialize;

use super::Found;
use crate::cli::structure::kind_name;
use crate::document::Document;
use crate::document::place::Passage;
use crate::document::reference::reference_of;
use crate::document::turn::{Certainty, Turn};
use crate::layout::kwic::InContext;
use crate::layout::width::{WidthPolicy, padded, text_width, truncate};
use crate::output::{Data, Unwritten};

/// Cells of who speaks.
const WHO: usize = 16;
/// Cells of a reference, so that what was found stands at the same place in all documents but for those of thousands of turns.
const REFERENCE: usize = 7;

/// Prints the hits in a document under its name, each with what stands around it and who says it, in rows of `width` cells;
/// after each `context` paragraphs on both sides, whole.
pub fn print(data: &mut Data<impl Write>, found: &Found, width: usize, context: usize) -> Result<(), Unwritten> {
    let Found { path, document, hits } = found;
    let about = [document.title_text(), document.printed_date(), Some(path)];
    data.line(&about.into_iter().flatten().collect::<Vec<_>>().join(" · "))?;
    let references: Vec<String> = hits.iter().map(|hit| reference_of(document, hit.start).short()).collect();
    let cells = |text: &String| text_width(text, POLICY);
    let widest = references.iter().map(cells).max().unwrap_or(0).max(REFERENCE);
    let who = if width < 3 * WHO { 0 } else { WHO };
    let room = width.saturating_sub(widest + who + 4);
    let mut shown = None;
    for (hit, reference) in hits.iter().zip(&references) {
        let speaker = turn_of(document, *hit).and_then(|turn| turn.speaker.as_deref()).unwrap_or_default();
        let speaker = padded(&truncate(speaker, who, "…", POLICY), who, POLICY);
        let text = document.block_text(hit.start.block);
        let (range, column) = (hit.start.byte..hit.end.byte, room * 2 / 5);
        let InContext { before, found, after } = InContext::of(text, range, (column, room), "…", POLICY);
        data.line(format!("  {} {speaker} {before}{found}{after}", padded(reference, widest, POLICY)).trim_end())?;
        if context > 0 && shown != Some(hit.start.block) {
            shown = Some(hit.start.block);
            around(document, hit.start.block, context).try_for_each(|text| data.line(&format!("    {text}")))?;
        }
    }
    Ok(())
}

/// How wide characters are where no terminal is asked.
const POLICY: WidthPolicy = WidthPolicy::NARROW;

/// A hit for programs.
#[derive(Serialize)]
struct HitOf<'a> {
    schema: &'static str,
    path: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    reference: String,
    kind: Option<&'static str>,
    speaker: Option<&'a str>,
    outlet: Option<&'a str>,
    question: Option<usize>,
    certain: bool,
    found: &'a str,
    /// Where it stands in the paragraph, in characters (Unicode scalar values).
    start: usize,
    end: usize,
    paragraph: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    around: Vec<&'a str>,
}

/// Prints the hits in a document as JSON, an object on a line each.
pub fn print_json(data: &mut Data<impl Write>, found: &Found, context: usize) -> Result<(), Unwritten> {
    let Found { path, document, hits } = found;
    hits.iter().try_for_each(|hit| {
        let (text, turn) = (document.block_text(hit.start.block), turn_of(document, *hit));
        let found = &text[hit.start.byte..hit.end.byte];
        let start = text[..hit.start.byte].chars().count();
        let context = if context > 0 { around(document, hit.start.block, context).collect() } else { Vec::new() };
        data.value(&HitOf {
            schema: "wenda.hit/1",
            path,
            title: document.title_text(),
            date: document.date.as_deref(),
            reference: reference_of(document, hit.start).short(),
            kind: turn.map(|turn| kind_name(turn.kind)),
            speaker: turn.and_then(|turn| turn.speaker.as_deref()),
            outlet: turn.and_then(|turn| turn.outlet.as_deref()),
            question: turn.and_then(|turn| turn.number),
            certain: turn.is_some_and(|turn| !matches!(turn.certainty, Certainty::Guess(_))),
            found,
            start,
            end: start + found.chars().count(),
            paragraph: text,
            around: context,
        })
    })
}

fn turn_of(document: &Document, hit: Passage) -> Option<&Turn> {
    Some(&document.turns[document.turn_of(hit.start.block)?])
}

/// The paragraphs from `n` before a block to `n` after it, without empty ones.
fn around(document: &Document, block: usize, n: usize) -> impl Iterator<Item = &str> {
    let texts = move |blocks: std::ops::Range<usize>| blocks.map(|block| document.block_text(block).trim());
    let before: Vec<&str> = texts(0..block).rev().filter(|text| !text.is_empty()).take(n).collect();
    let after = texts(block + 1..document.blocks.len()).filter(|text| !text.is_empty()).take(n);
    before.into_iter().rev().chain(texts(block..block + 1)).chain(after)
}
