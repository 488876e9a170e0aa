//! Candidates: where a label could be, and what stands around that place.

use super::shapes::Shape;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label};
use crate::reading::shares::are_most;
use crate::reading::widths;
use crate::reading::wrap;

/// A place where a label could be.
pub(crate) struct Candidate {
    pub(crate) draft: usize,
    pub(crate) line: usize,
    pub(crate) label: Label,
    pub(crate) key: String,
    /// The number of its key: candidates with the same key have the same.
    pub(crate) named: usize,
    /// The number of whom it names in the cast, once that is counted.
    pub(crate) member: usize,
}

impl Candidate {
    /// The text of its line.
    pub(crate) fn text<'a>(&self, drafts: &'a [Draft]) -> &'a str {
        drafts[self.draft].lines[self.line].text()
    }

    /// The name as printed.
    pub(crate) fn name<'a>(&self, drafts: &'a [Draft]) -> &'a str {
        self.label.name_in(self.text(drafts))
    }

    /// What stands behind the label on its line.
    pub(crate) fn said<'a>(&self, drafts: &'a [Draft]) -> &'a str {
        self.label.said_in(self.text(drafts))
    }

    /// Whether nothing stands behind the label on its line.
    pub(crate) fn is_alone(&self, drafts: &[Draft]) -> bool {
        self.said(drafts).is_empty()
    }

    /// Whether another label begins right behind its line: then nothing is said under this one that is not on its line.
    pub(crate) fn is_followed(&self, next: Option<&Candidate>, drafts: &[Draft]) -> bool {
        let is_last = self.line + 1 == drafts[self.draft].lines.len();
        let is_next = |next: &&Candidate| {
            next.draft == self.draft && next.line == self.line + 1
                || is_last && next.draft == self.draft + 1 && next.line == 0
        };
        next.filter(is_next).is_some_and(|next| next.named != self.named && next.label.shape != Shape::OwnLine)
    }

    /// `某某：一切都好` on a line of its own without an end, right before another label.
    pub(crate) fn is_headline(&self, next: Option<&Candidate>, drafts: &[Draft]) -> bool {
        let (draft, text) = (&drafts[self.draft], self.text(drafts));
        draft.lines.len() == 1
            && !self.is_alone(drafts)
            && self.is_followed(next, drafts)
            && wrap::takes_at_most(text, widths::ROW)
            && !wrap::ends_sentence(text)
    }

    /// Whether it is set like a heading: marked as one, or strong as a whole.
    pub(crate) fn is_set_off(&self, drafts: &[Draft]) -> bool {
        matches!(drafts[self.draft].kind, BlockKind::Heading(_)) || drafts[self.draft].is_strong()
    }
}

/// Whether most lines that begin with a name and a colon end with a stop, those set like headings aside.
pub(crate) fn is_punctuated(candidates: &[Candidate], drafts: &[Draft]) -> bool {
    let is_said = |found: &&Candidate| {
        found.label.shape != Shape::OwnLine && !found.is_alone(drafts) && !found.is_set_off(drafts)
    };
    let (mut n, mut n_ended) = (0, 0);
    for found in candidates.iter().filter(is_said) {
        n += 1;
        n_ended += usize::from(wrap::ends_sentence(found.text(drafts)));
    }
    are_most(n_ended, n)
}
