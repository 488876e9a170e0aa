//! Observing: each line of the talk is looked at once, and what its beginning could be as a label is kept.

use super::signs::{self, Prefix};
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::lexicon::Calendar;

/// More prefixes than this are no talk; the rest is not looked at.
const MOST: usize = 200_000;

/// All prefixes of a document, in order of their lines.
pub(super) fn prefixes(drafts: &[Draft], calendar: &Calendar) -> Vec<Prefix> {
    let mut found: Vec<Prefix> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let is_text = draft.is_content() && !matches!(draft.kind, BlockKind::Preformatted | BlockKind::TableRow);
        if !is_text || draft.is_link() || found.len() > MOST {
            continue;
        }
        let mut depth = 0i32;
        for (number, line) in draft.lines.iter().enumerate() {
            // Inside quotation marks nobody else begins to speak.
            if depth <= 0 && line.voice().is_none() && !is_credit(drafts, index, number) {
                let first = found.len();
                signs::prefixes(line, calendar, &mut found);
                found[first..].iter_mut().for_each(|prefix| (prefix.draft, prefix.line) = (index, number));
            }
            if number + 1 < draft.lines.len() {
                depth = (depth + open_quotes(line.text())).max(0);
            }
        }
    }
    found
}

/// Quotation marks that a text opens and does not close.
fn open_quotes(text: &str) -> i32 {
    let sign = |letter: char| match letter {
        '“' | '「' | '『' => 1,
        '”' | '」' | '』' => -1,
        _ => 0,
    };
    text.chars().map(sign).sum()
}

/// Whether a line below what is quoted says whose words these are: `— Ann Lee`. Where what is said begins with a dash, too,
/// it is what somebody else says.
pub(in crate::reading::labels) fn is_credit(drafts: &[Draft], index: usize, line: usize) -> bool {
    let is_dash = |text: &str| text.starts_with(['—', '–', '―', '-']);
    let is_said = |draft: &Draft| draft.kind == BlockKind::Quotation && !is_dash(draft.first());
    let draft = &drafts[index];
    let is_below = if line > 0 { is_said(draft) } else { index > 0 && is_said(&drafts[index - 1]) };
    draft.kind == BlockKind::Quotation && is_dash(draft.lines[line].text()) && is_below
}
