//! The last step: drafts become the blocks of a document, and repairs are recorded with their places.

use super::draft::{Draft, Mend, Page};
use super::wrap::joint;
use crate::document::block::{Block, BlockKind, Pieces, Span};
use crate::document::moment::Moment;
use crate::document::place::{Passage, Place};
use crate::document::{Document, Repair, RepairKind, Section};

/// Fills a document with the blocks of a page, which was read from `source`, and records what was repaired.
pub(super) fn blocks(document: &mut Document, page: Page, source: &str) {
    let mut room = Room::of(&page);
    let mut drafts = page.drafts;
    drafts.reverse();
    while let Some(draft) = drafts.pop() {
        room.make(document, &draft, &mut drafts);
        let index = document.blocks.len();
        let (kind, lifted, wrapped) = (draft.kind, draft.lifted, draft.wrapped);
        let (goes_on, closed, seams) = (draft.goes_on, draft.closed, draft.seams.clone());
        let joints = block(document, draft, source);
        let end = document.block_text(index).len();
        let repair = |kind, start: usize, end: usize| Repair {
            kind,
            passage: Passage { start: Place { block: index, byte: start }, end: Place { block: index, byte: end } },
        };
        if goes_on {
            document.repairs.push(repair(RepairKind::Parted, 0, 0));
        }
        if lifted {
            document.repairs.push(repair(RepairKind::LiftedOut, 0, end));
        }
        if wrapped && joints.len() > seams.joined().len() {
            document.repairs.push(repair(RepairKind::Unwrapped, 0, end));
        }
        if closed {
            document.repairs.push(repair(RepairKind::Closed, 0, end));
        }
        if kind == BlockKind::Preformatted {
            continue;
        }
        for (line, &at) in joints.iter().enumerate().map(|(line, at)| (line + 1, at)) {
            if seams.joined().contains(&line) {
                document.repairs.push(repair(RepairKind::Joined, at, at));
            } else if seams.mended(line) == Some(Mend::Whole) || document.block_text(index)[..at].ends_with('-') {
                document.repairs.push(repair(RepairKind::Mended, at, at));
            }
        }
    }
    document.text.shrink_to_fit();
    document.blocks.shrink_to_fit();
    document.moments.shrink_to_fit();
}

/// The room that a document takes while its drafts give up theirs, so that a long text is never held in both.
struct Room {
    /// It is taken and given up in steps of so many bytes and blocks.
    n_bytes: usize,
    n_blocks: usize,
}

impl Room {
    const STEPS: usize = 16;

    fn of(page: &Page) -> Self {
        let n_bytes: usize = page.drafts.iter().map(Draft::len).sum();
        Room { n_bytes: n_bytes / Self::STEPS, n_blocks: page.drafts.len() / Self::STEPS }
    }

    /// Makes room for a draft; the others are behind it.
    fn make(&mut self, document: &mut Document, draft: &Draft, others: &mut Vec<Draft>) {
        // So much may stand between the lines of a block and before it.
        const BETWEEN: usize = 16;
        let n_bytes = draft.len() + draft.lines.len() + BETWEEN;
        if document.text.capacity() - document.text.len() < n_bytes {
            document.text.reserve_exact(n_bytes.max(self.n_bytes));
        }
        if document.blocks.capacity() == document.blocks.len() {
            document.blocks.reserve_exact(self.n_blocks.max(1));
            others.shrink_to_fit();
        }
    }
}

/// Adds a block and returns the bytes of its text where a line begins, but for the first.
fn block(document: &mut Document, draft: Draft, text: &str) -> Vec<usize> {
    let start = document.text.len();
    let indent = own_indent(&draft, text);
    document.text.push_str(&indent);
    let mut joints = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut source = Pieces::default();
    for (number, line) in draft.lines.iter().enumerate() {
        if number > 0 {
            let before = &document.text[start..];
            let between = match draft.seams.mended(number) {
                _ if draft.kind == BlockKind::Preformatted => "\n",
                Some(mend) => mend.joint(),
                None => joint(before, line.text()),
            };
            document.text.push_str(between);
            joints.push(document.text.len() - start);
        }
        let from = document.text.len() - start;
        // A time that is printed with a name is that of what stands behind it.
        let printed = if number == 0 { line.label().and_then(|label| label.time) } else { None };
        if let Some(time) = line.time().or(printed) {
            document.moments.push(Moment { place: Place { block: document.blocks.len(), byte: from }, time });
        }
        document.text.push_str(line.text());
        spans.extend(
            line.spans()
                .iter()
                .map(|span| Span { range: span.range.start + from..span.range.end + from, style: span.style.clone() }),
        );
        source.push(line.source());
    }
    let label = draft.label().map_or(0, |label| (label.length() + indent.len()).min(document.text.len() - start));
    let text = (start..document.text.len()).into();
    document.text.push('\n');
    document.blocks.push(Block { kind: draft.block_kind(), text, label, spans: spans.into(), source });
    joints
}

/// The ideographic spaces before a paragraph, in its line or, where the parser of the format has dropped them, before its
/// place in the source. Unlike other white space they are printed characters of a Chinese text.
fn own_indent(draft: &Draft, source: &str) -> String {
    let Some(line) = draft.lines.first().filter(|_| draft.kind == BlockKind::Paragraph) else { return String::new() };
    let (before, behind) = source.split_at_checked(line.source().start).unwrap_or_default();
    let dropped = before.len() - before.trim_end_matches('\u{3000}').len();
    let kept = behind.len() - behind.trim_start_matches('\u{3000}').len();
    let in_source = if line.source().is_empty() { 0 } else { (dropped + kept) / '\u{3000}'.len_utf8() };
    "\u{3000}".repeat(line.ideographic_spaces().max(in_source))
}

/// The sections that headings open, each up to the next of its level or above. The title is no section.
pub(super) fn sections(drafts: &[Draft], title: Option<usize>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let BlockKind::Heading(level) = draft.kind else { continue };
        if Some(index) == title {
            continue;
        }
        while let Some(last) = open.pop_if(|last| sections[*last].level >= level) {
            sections[last].blocks.end = index;
        }
        open.push(sections.len());
        sections.push(Section { level, blocks: index..drafts.len(), certainty: draft.certainty });
    }
    sections
}

/// Finds the blocks of a format that tells no positions in the source, one after the other.
pub(super) fn locate(document: &mut Document) {
    let source = document.source.text.as_bytes();
    let mut from = 0;
    for index in 0..document.blocks.len() {
        if !document.blocks[index].source.is_empty() || document.blocks[index].text.is_empty() {
            continue;
        }
        let text = &document.text[document.blocks[index].text.range()];
        let Some(word) = text.split_whitespace().find(|word| word.len() > 1) else { continue };
        let limit = source.len().min(from + 200_000);
        let Some(at) = memchr::memmem::find(&source[from..limit], word.as_bytes()) else { continue };
        let start = from + at;
        // Not farther than the text with its markup can reach: a page may close none of its tags.
        let reach = source.len().min(start + 4 * text.len() + 1_000);
        let close = memchr::memmem::find(&source[start..reach], b"</");
        let end = close.map_or((start + text.len()).min(source.len()), |close| (start + close).max(start + word.len()));
        if document.source.text.is_char_boundary(start) && document.source.text.is_char_boundary(end) {
            document.blocks[index].source.push(start..end);
            from = start + word.len();
        }
    }
}
