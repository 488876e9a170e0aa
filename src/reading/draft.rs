//! Drafts: blocks while they are being read, as lines that are split and joined (`line`).

use std::collections::BTreeMap;

use super::lexicon::Role;
pub(super) use super::line::{Composer, Label, Line, is_blank};
use super::wrap::{cells, is_unspaced};
use crate::document::block::{BlockKind, SpanStyle};
use crate::document::left_out::LeftOut;
use crate::document::turn::Certainty;

/// What a page is, as its labels tell.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    /// Somebody speaks.
    #[default]
    Talk,
    /// So it seems; nothing on the page is a fact.
    PerhapsTalk,
    /// Nobody does: these labels are none. Questions that are set off without one may still be found.
    NoTalk,
}

/// The drafts of a file, with what the file says about itself.
#[derive(Debug, Default)]
pub(super) struct Page<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
    pub(super) stated: Stated,
}

/// What front matter or metadata say.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) location: Option<String>,
    /// Who takes part, as far as it is said; often the guests only.
    pub(super) speakers: Vec<String>,
    /// Who asks and who answers, by the key of the name, as far as a line of the text says so.
    pub(super) parts: BTreeMap<String, Role>,
    /// Parts of the file that could not be read.
    pub(super) skipped: Vec<LeftOut>,
    /// Whether the text is too much to be judged and is shown as it is.
    pub(super) is_undivided: bool,
    /// Whether the text stood in the file as a program's literal.
    pub(super) is_literal: bool,
    /// Whether the file is not in the format that was asked for.
    pub(super) is_other_format: bool,
    /// What the text is where it is data for programs.
    pub(super) data: Option<&'static str>,
    /// Whether the format says of all that is said who says it: no other label is one then.
    pub(super) are_voiced: bool,
    /// Whether those who speak sit in a house, where nobody asks or answers unless it is said.
    pub(super) are_peers: bool,
    /// Whether the page is a talk, by what the labels that were found have in common.
    pub(super) kind: PageKind,
}

/// A block while it is being read.
#[derive(Debug, Clone)]
pub(super) struct Draft<'a> {
    pub(super) kind: BlockKind,
    /// Its printed lines, none empty; a rule has none.
    pub(super) lines: Vec<Line<'a>>,
    /// Whether its kind was marked in the source or is a guess.
    pub(super) certainty: Certainty,
    /// Marked as a term or a citation that stands by itself (`<dt>`, `<cite>`): as good as a colon.
    pub(super) term: bool,
    /// Whether its lines were broken to fit a page.
    pub(super) wrapped: bool,
    /// What was done where its lines meet.
    pub(super) seams: Seams,
    /// Whether spaces between its characters were taken out.
    pub(super) closed: bool,
    /// Whether it was lifted out of a paragraph that it interrupted.
    pub(super) lifted: bool,
    /// Whether it goes on with a paragraph that was too long to stay whole.
    pub(super) goes_on: bool,
}

/// What is done about a word that a hyphen divides between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mend {
    /// It was put together without its hyphen.
    Whole,
    /// The hyphen stands for what two words share, and a space follows it.
    Apart,
}

impl Mend {
    /// What goes between the two lines.
    pub(super) fn joint(self) -> &'static str {
        match self {
            Mend::Whole => "",
            Mend::Apart => " ",
        }
    }
}

/// What was done where lines meet: few drafts have anything of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Seams(Option<Box<Sewn>>);

#[derive(Debug, Clone, Default)]
struct Sewn {
    /// The lines before which two fragments were joined, in order.
    joined: Vec<usize>,
    /// The lines that begin within a divided word, in order, with what was done about it.
    mended: Vec<(usize, Mend)>,
}

impl Seams {
    /// Notes that a fragment was joined before this line.
    pub(super) fn join(&mut self, line: usize) {
        self.0.get_or_insert_default().joined.push(line);
    }

    /// The lines before which fragments were joined, in order.
    pub(super) fn joined(&self) -> &[usize] {
        self.0.as_deref().map_or(&[], |sewn| &sewn.joined)
    }

    /// Notes what was done about a word that is divided before this line; lines come in order.
    pub(super) fn mend(&mut self, line: usize, mend: Mend) {
        self.0.get_or_insert_default().mended.push((line, mend));
    }

    /// What was done about a word that is divided before this line.
    pub(super) fn mended(&self, line: usize) -> Option<Mend> {
        let mended = &self.0.as_deref()?.mended;
        mended.binary_search_by_key(&line, |(line, _)| *line).ok().map(|index| mended[index].1)
    }
}

impl<'a> Draft<'a> {
    pub(super) fn new(kind: BlockKind, lines: Vec<Line<'a>>) -> Self {
        Draft {
            kind,
            lines,
            certainty: Certainty::Certain,
            term: false,
            wrapped: false,
            seams: Seams::default(),
            closed: false,
            lifted: false,
            goes_on: false,
        }
    }

    /// The draft with texts of its own.
    pub(super) fn into_owned(self) -> Draft<'static> {
        let Draft { kind, lines, certainty, term, wrapped, seams, closed, lifted, goes_on } = self;
        let lines = lines.into_iter().map(Line::into_owned).collect();
        Draft { kind, lines, certainty, term, wrapped, seams, closed, lifted, goes_on }
    }

    /// A draft like this one, but without its lines: cloning a draft for each of its lines takes the square of them.
    pub(super) fn emptied(&self) -> Self {
        let Draft { kind, certainty, term, wrapped, closed, lifted, goes_on, .. } = *self;
        let seams = self.seams.clone();
        Draft { kind, lines: Vec::new(), certainty, term, wrapped, seams, closed, lifted, goes_on }
    }

    /// The draft in pieces: each but the first begins with one of these lines, which are in order.
    pub(super) fn pieces(mut self, starts: &[usize]) -> Vec<Self> {
        let within = starts.iter().rev().filter(|&&line| line > 0);
        // From the end on, so that each line is moved once.
        let mut pieces: Vec<Draft> =
            within.map(|&line| Draft { lines: self.lines.split_off(line), ..self.emptied() }).collect();
        pieces.push(self);
        pieces.reverse();
        pieces
    }

    /// The text of its first line.
    pub(super) fn first(&self) -> &str {
        self.lines.first().map_or("", Line::text)
    }

    /// The text of its last line.
    pub(super) fn last(&self) -> &str {
        self.lines.last().map_or("", Line::text)
    }

    /// Its kind, with the bytes that the marker of a list item takes in its first line.
    pub(super) fn block_kind(&self) -> BlockKind {
        match self.kind {
            BlockKind::ListItem { depth, marker: _ } => {
                BlockKind::ListItem { depth, marker: u32::try_from(self.marker()).unwrap_or(u32::MAX) }
            }
            kind => kind,
        }
    }

    /// Bytes of the bullet or number that its first line begins with.
    pub(super) fn marker(&self) -> usize {
        self.lines.first().map_or(0, Line::marker)
    }

    /// The label that the first line begins with, once labels are known.
    pub(super) fn label(&self) -> Option<&Label> {
        self.lines.first().and_then(Line::label)
    }

    /// The name in its label.
    pub(super) fn name(&self) -> Option<&str> {
        self.label().map(|label| label.name_in(self.first()))
    }

    /// What its first line says behind its label.
    pub(super) fn said(&self) -> &str {
        self.lines.first().map_or("", Line::said)
    }

    /// Gives the first line a label, or takes its label away.
    pub(super) fn set_label(&mut self, label: Option<Label>) {
        self.lines.iter_mut().take(1).for_each(|line| line.set_label(label.clone()));
    }

    /// Bytes of text in all its lines.
    pub(super) fn len(&self) -> usize {
        self.lines.iter().map(|line| line.text().len()).sum()
    }

    /// Whether all its lines together take so many cells at most; the bytes of most say enough.
    pub(super) fn takes_at_most(&self, n_cells: usize) -> bool {
        let n_bytes = self.len();
        let n_taken = || self.lines.iter().map(|line| cells(line.text())).sum::<usize>();
        n_bytes <= n_cells || n_bytes <= 4 * n_cells && n_taken() <= n_cells
    }

    /// Whether it says more than so many letters do: an ideograph says as much as three of them. The bytes of most say enough.
    pub(super) fn says_more_than(&self, n_letters: usize) -> bool {
        let letters = self.lines.iter().flat_map(|line| line.text().chars());
        let said = || letters.map(|letter| if is_unspaced(letter) { 3 } else { 1 }).sum::<usize>();
        let n_bytes = self.len();
        n_bytes > 4 * n_letters || n_bytes > n_letters && said() > n_letters
    }

    /// Whether it belongs to the talk.
    pub(super) fn is_content(&self) -> bool {
        !matches!(self.kind, BlockKind::Aside(_) | BlockKind::Rule) && !self.lines.is_empty()
    }

    /// Whether all of its text is strong.
    pub(super) fn is_strong(&self) -> bool {
        self.lines.iter().all(|line| {
            let strong = line.spans().iter().filter(|span| span.style == SpanStyle::Strong);
            strong.map(|span| span.range.len()).sum::<usize>() == line.text().len()
        }) && !self.lines.is_empty()
    }

    /// Whether it is nothing but a link: the headline of another page.
    pub(super) fn is_link(&self) -> bool {
        self.lines.iter().all(|line| {
            let linked = line.spans().iter().filter(|span| matches!(span.style, SpanStyle::Link(_)));
            !line.text().is_empty() && linked.map(|span| span.range.len()).sum::<usize>() == line.text().len()
        }) && !self.lines.is_empty()
    }
}
