//! Lines that are right before labels and stand like headings, and those that are counted with them. An algorithm, no list of
//! judgements: what is made of these lines is told by the rows of `ways`.

use std::collections::HashSet;

use super::looks::{is_bracketed, is_line};
use super::no_headings;
use super::numbers;
use super::ways::Plain;
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::labels::stamps;
use crate::reading::lexicon::Lexicon;
use crate::reading::page::asides;
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, takes_at_most};

/// The drafts of a document that may be headings by where they stand.
pub(super) struct BeforeLabels {
    /// Those that belong to the talk, dates in brackets aside.
    content: Vec<usize>,
    /// The lines of them that are right before labels, without an end, and are no remarks, no refrains, and not what is said
    /// below a label.
    pub(super) lines: Vec<usize>,
}

impl BeforeLabels {
    pub(super) fn of(plain: &Plain) -> Self {
        let Plain { drafts, title, refrains, lexicon, .. } = plain;
        if plain.first_label.is_none() {
            return BeforeLabels { content: Vec::new(), lines: Vec::new() };
        }
        let is_talk = |index: &usize| drafts[*index].is_content() && !is_bracketed_date(&drafts[*index], lexicon);
        let content: Vec<usize> = (0..drafts.len()).filter(is_talk).collect();
        // What stands right below a label of its own line, or below a line with a time, is said, however short.
        let is_before_said = |draft: &Draft| {
            draft.kind == BlockKind::Label
                || is_line(draft) && stamps::stamp(draft.first(), &lexicon.calendar).is_some()
        };
        let is_said: HashSet<usize> =
            content.windows(2).filter(|pair| is_before_said(&drafts[pair[0]])).map(|pair| pair[1]).collect();
        let opens = |pair: &[usize]| {
            let may_open = Some(pair[0]) != *title && drafts[pair[1]].label().is_some();
            let text = line(&drafts[pair[0]], lexicon).filter(|_| may_open)?;
            (!no_headings::is_none(text, lexicon)).then_some(pair[0])
        };
        let is_rare = |index: &usize| !refrains.has(&drafts[*index]) && !is_said.contains(index);
        let lines = content.windows(2).filter_map(opens).filter(is_rare).collect();
        BeforeLabels { content, lines }
    }

    /// The numbered lines anywhere that make a series of `一、`, `二、` with the first of those before labels that has a number:
    /// no sentences, no labels.
    pub(super) fn counted_in_ideographs(&self, plain: &Plain) -> Vec<usize> {
        let Plain { drafts, lexicon, .. } = plain;
        let first = self.lines.iter().find_map(|&index| numbers::marked(drafts[index].first(), lexicon));
        if !first.is_some_and(|(is_ideographic, _)| is_ideographic) {
            return Vec::new();
        }
        let is_short =
            |index: usize| line(&drafts[index], lexicon).is_some_and(|text| takes_at_most(text, widths::PHRASE));
        let number = |index: usize| numbers::ideographic(drafts[index].first(), lexicon);
        let short = self.content.iter().filter(|&&index| is_short(index));
        let found: Vec<(usize, u32)> = short.filter_map(|&index| Some((index, number(index)?))).collect();
        let rises = found.len() >= 2 && found.iter().zip(1..).all(|((_, number), count)| *number == count);
        if rises { found.into_iter().map(|(index, _)| index).collect() } else { Vec::new() }
    }
}

/// `秘书长  某某`, `采访／某某`: a key and its value, or something else in two parts.
pub(super) fn is_in_parts(text: &str) -> bool {
    text.contains(['／', '/', '|', '｜', '：', ':', '\u{3000}', '\t']) || text.contains("  ")
}

/// `（1999年3月15日）` below a heading.
fn is_bracketed_date(draft: &Draft, lexicon: &Lexicon) -> bool {
    is_line(draft) && is_bracketed(draft.first()) && asides::is_stamp(draft.first(), lexicon)
}

/// The text of a draft that is one short line without an end.
fn line<'a>(draft: &'a Draft<'_>, lexicon: &Lexicon) -> Option<&'a str> {
    let is_line = draft.kind == BlockKind::Paragraph || matches!(draft.kind, BlockKind::ListItem { depth: 0, .. });
    let text = draft.first();
    let is_alone = is_line && draft.label().is_none() && draft.lines.len() == 1;
    if !is_alone || takes_at_most(text, 1) || !takes_at_most(text, widths::ROW) {
        return None;
    }
    let is_clause = text.ends_with(['，', ',', '、'])
        || text.contains('，') && !takes_at_most(text, widths::COLUMN) && numbers::number(text, lexicon).is_none();
    let is_open = !ends_sentence(text) && !is_clause || text.starts_with('【') && text.ends_with('】');
    is_open.then_some(text)
}
