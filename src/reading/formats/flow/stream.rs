//! Streams: paragraphs that follow each other, of the document itself or of a cell, a note or a box in it.

use super::{Look, Role, Setting};
use crate::document::block::{AsideKind, BlockKind, SpanStyle};
use crate::reading::draft::{Composer, Draft, Line, is_blank};
use crate::reading::lexicon::Lexicon;
use crate::reading::paragraphs;
use crate::reading::wrap;

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Text,
    Box,
}

/// A draft, and where it stands.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) draft: Draft<'static>,
    pub(super) origin: Origin,
    /// Whether it is the title by its style.
    is_title: bool,
}

impl Piece {
    pub(super) fn new(draft: Draft<'static>) -> Self {
        Piece { draft, origin: Origin::Text, is_title: false }
    }
}

/// Paragraphs, and the one that is open.
#[derive(Debug, Default)]
pub(super) struct Stream {
    composer: Composer<'static>,
    pieces: Vec<Piece>,
    /// Boxes that were met in the open paragraph.
    aside: Vec<Piece>,
    look: Look,
    /// White space whose look is that of what stands around it.
    gap: String,
    /// The number of a note whose mark is not set yet.
    note: Option<usize>,
}

/// How a run is shown: bold type tells more than italics.
fn style(look: Look) -> Option<SpanStyle> {
    match look {
        Look { strong: true, .. } => Some(SpanStyle::Strong),
        Look { emphasis: true, .. } => Some(SpanStyle::Emphasis),
        Look { .. } => None,
    }
}

/// Where the bullet or number ends that somebody typed before an item, with a tab behind it. A letter may be a speaker's mark.
fn typed_marker(text: &str) -> Option<usize> {
    let (marker, item) = text.split_once('\t')?;
    let number = marker.trim_end_matches(['.', ')']);
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_bullet = matches!(marker, "•" | "◦" | "▪" | "●" | "○" | "■" | "–" | "-" | "*");
    (!item.trim().is_empty() && (is_bullet || is_number && number.len() + 1 == marker.len())).then_some(marker.len())
}

impl Stream {
    /// Adds a run of text, and says whether it looks other than the one before it.
    pub(super) fn text(&mut self, text: &str, look: Look, is_in_cell: bool) -> bool {
        if text.chars().all(is_blank) {
            self.gap.push_str(text);
            return false;
        }
        if self.note.is_some() {
            self.set_mark(!text.trim_start_matches(is_blank).starts_with([':', '：']));
        }
        let is_other = look != self.look;
        let gap = std::mem::take(&mut self.gap);
        let between = if is_other { None } else { style(look) };
        self.composer.push(&gap, between.as_ref(), 0..0);
        if is_in_cell {
            self.composer.push_in_cell(text, style(look).as_ref(), 0..0);
        } else {
            self.composer.push(text, style(look).as_ref(), 0..0);
        }
        self.look = look;
        is_other
    }

    /// Sets the mark of a note where it hurts no label: not before a colon.
    fn set_mark(&mut self, is_set: bool) {
        if let Some(note) = self.note.take().filter(|_| is_set && !self.composer.is_empty()) {
            self.composer.push(&format!("[{note}]"), None, 0..0);
            self.look = Look::default();
        }
    }

    /// A note is met. Notes that follow each other have their marks side by side.
    pub(super) fn mark_note(&mut self, number: usize) {
        self.set_mark(true);
        self.note = Some(number);
    }

    /// Ends a line. A name or a heading that ends with the mark of a note is what it is without it.
    pub(super) fn end_line(&mut self) {
        if self.note.is_some() {
            let is_sentence = wrap::ends_sentence(self.composer.open_text());
            self.set_mark(is_sentence);
        }
        self.gap.clear();
        self.composer.end_line();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.composer.is_empty()
    }

    /// Ends a paragraph, and says how many drafts it makes.
    pub(super) fn end_paragraph(&mut self, setting: &Setting, lexicon: &Lexicon) -> usize {
        self.end_line();
        self.look = Look::default();
        let mut lines = self.composer.finish();
        let n_before = self.pieces.len();
        if let Some(first) = lines.first_mut() {
            let typed = if *setting == Setting::default() { typed_marker(first.text()) } else { None };
            let typed = typed.map(|end| {
                let rest = first.split_off(end);
                let marker = std::mem::replace(first, rest).text().to_owned();
                first.trim();
                Setting { item: Some((0, marker)), ..Setting::default() }
            });
            let setting = typed.as_ref().unwrap_or(setting);
            let is_title = setting.role == Role::Title;
            let kind = match (setting.role, &setting.item) {
                (Role::Title, _) => BlockKind::Heading(1),
                (Role::Heading(level), _) => BlockKind::Heading(level.clamp(1, 6)),
                (Role::Caption, _) => BlockKind::Aside(AsideKind::Caption),
                (Role::Contents, _) => BlockKind::Aside(AsideKind::Boilerplate),
                (_, Some((depth, _))) => BlockKind::ListItem { depth: *depth, marker: 0 },
                (Role::Quotation, None) => BlockKind::Quotation,
                (Role::Text, None) => BlockKind::Paragraph,
            };
            if let Some((_, marker)) = setting.item.as_ref().filter(|(_, marker)| !marker.is_empty()) {
                first.put_before(&format!("{marker} "));
            }
            let parts = match kind {
                BlockKind::Paragraph | BlockKind::Quotation => paragraphs::of(lines, lexicon),
                _ => vec![lines],
            };
            let drafts = parts.into_iter().map(|lines| Draft::new(kind, lines));
            self.pieces.extend(drafts.map(|draft| Piece { is_title, ..Piece::new(draft) }));
        }
        self.pieces.append(&mut self.aside);
        self.pieces.len() - n_before
    }

    /// Keeps what stands beside the open paragraph until that ends.
    pub(super) fn set_aside(&mut self, mut pieces: Vec<Piece>) {
        if self.is_empty() {
            self.pieces.append(&mut pieces);
        } else {
            self.aside.append(&mut pieces);
        }
    }

    /// Adds what is whole.
    pub(super) fn extend(&mut self, pieces: impl IntoIterator<Item = Piece>) {
        self.pieces.extend(pieces);
    }

    pub(super) fn into_pieces(self) -> Vec<Piece> {
        self.pieces
    }
}

/// The drafts of a whole document. Boxes hold what stands beside the talk, unless most of the text is in them; the headings
/// of a document that has a title stand below it.
pub(super) fn settled(pieces: Vec<Piece>) -> Vec<Draft<'static>> {
    let length = |origin: Origin| {
        let of_origin = pieces.iter().filter(|piece| piece.origin == origin);
        of_origin.map(|piece| piece.draft.len()).sum::<usize>()
    };
    let are_beside = length(Origin::Box) < length(Origin::Text);
    let has_title = pieces.iter().any(|piece| piece.is_title);
    let settle = |piece: Piece| {
        let Piece { mut draft, origin, is_title } = piece;
        match draft.kind {
            BlockKind::Heading(level) if has_title && !is_title => draft.kind = BlockKind::Heading((level + 1).min(6)),
            BlockKind::Heading(_) | BlockKind::Aside(_) => {}
            _ if origin == Origin::Box && are_beside => draft.kind = BlockKind::Aside(AsideKind::Matter),
            _ => {}
        }
        draft
    };
    pieces.into_iter().map(settle).collect()
}

/// The lines of a piece as one.
pub(super) fn joined(lines: Vec<Line<'static>>) -> Line<'static> {
    let mut joined = Line::default();
    for line in lines {
        let joint = wrap::joint(joined.text(), line.text());
        joined.append(joint, line);
    }
    joined
}
