//! Paragraphs that are set off alike: by the mark that they begin with, by a number, by italics.

use std::collections::BTreeMap;

use super::around;
use crate::document::block::{BlockKind, SpanStyle};
use crate::reading::draft::{Draft, is_blank};
use crate::reading::lexicon::Calendar;
use crate::reading::shares::FEW;

/// What sets a paragraph off from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// `— …`, `▲ …`
    Mark(char),
    /// `1、…`
    Number,
    /// Italics, or another type than strong, as a whole.
    Emphasis,
    /// Strong type as a whole.
    Strong,
    Quotation,
}

/// The paragraphs without a label, by what sets them off; ways that hardly any has are left out.
pub(super) fn ways(drafts: &[Draft], calendar: &Calendar) -> Vec<Vec<usize>> {
    let mut ways: BTreeMap<Way, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.label().is_none()) {
        if let Some(way) = way(draft, calendar) {
            ways.entry(way).or_default().push(index);
        }
    }
    ways.into_values().filter(|found| found.len() >= FEW).collect()
}

fn way(draft: &Draft, calendar: &Calendar) -> Option<Way> {
    let text = draft.first();
    let is_text = matches!(draft.kind, BlockKind::Paragraph | BlockKind::ListItem { .. });
    if draft.kind == BlockKind::Quotation {
        return Some(Way::Quotation);
    }
    if !is_text || text.is_empty() {
        return None;
    }
    if around::number(text, calendar) > 0 || draft.marker() > 0 && text.starts_with(|it: char| it.is_ascii_digit()) {
        return Some(Way::Number);
    }
    let first = text.chars().next().filter(|first| draft.marker() == 0 && is_mark(*first));
    if let Some(first) = first {
        let is_said = text[first.len_utf8()..].trim_start_matches(is_blank).starts_with(|it: char| !is_mark(it));
        return is_said.then_some(Way::Mark(first));
    }
    is_all(draft, &SpanStyle::Emphasis).then_some(Way::Emphasis).or_else(|| draft.is_strong().then_some(Way::Strong))
}

/// Whether a character marks the beginning of a paragraph and belongs to no word, number, quotation or bracket.
fn is_mark(letter: char) -> bool {
    !letter.is_alphanumeric()
        && !is_blank(letter)
        && !"“”\"'‘’「」『』《》〈〉()（）[]［］【】¿¡.,，。、#*_$€£¥%&@+<>…".contains(letter)
}

/// Whether all of its text is in this type.
fn is_all(draft: &Draft, style: &SpanStyle) -> bool {
    draft.lines.iter().all(|line| {
        let spans = line.spans().iter().filter(|span| span.style == *style);
        spans.map(|span| span.range.len()).sum::<usize>() == line.text().len()
    })
}
