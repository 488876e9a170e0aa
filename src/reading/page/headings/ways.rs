//! Ways: how lines without markup head what is below them. Each way is a row with an example. Those of one stage look at the same
//! drafts, so that none depends on another.

use std::cell::OnceCell;

use super::before_labels::{BeforeLabels, is_in_parts};
use super::looks::is_line;
use super::no_headings;
use super::refrains::Refrains;
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence, takes_at_most};

/// When a way is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Where there is no heading below the title.
    NoHeading,
    /// Where none is marked.
    NoMark,
    /// Where none is marked, and the stage before found none.
    Last,
}

/// What the rules look at.
pub(super) struct Plain<'a, 'b> {
    pub(super) drafts: &'a [Draft<'b>],
    pub(super) title: Option<usize>,
    pub(super) refrains: &'a Refrains,
    pub(super) lexicon: &'a Lexicon,
    /// The first draft with a label.
    pub(super) first_label: Option<usize>,
    /// The lines that are right before labels, once a rule has asked for them.
    before_labels: OnceCell<BeforeLabels>,
}

pub(super) struct Way {
    pub(super) stage: Stage,
    /// The drafts that are headings.
    pub(super) lines: fn(&Plain) -> Vec<usize>,
}

pub(super) const RULES: [Rule<Way>; 9] = [
    Rule {
        because: "it is short and strong as a whole, and there are two",
        example: "# The Lamp\n\n**✗The storm**\n\nAnn: Who was there?\n\nBo: I was.\n\n**✗The morning after**\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 1,
        finds: Way { stage: Stage::NoHeading, lines: |all| two_and_more(all.strong()) },
    },
    Rule {
        because: "two stars that nothing closes begin it, and there are two",
        example: "# The Lamp\n\n✗**On the harbour\n\nAnn: Who was there?\n\nBo: I was.\n\n✗**On the boats\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: Way { stage: Stage::NoMark, lines: |all| two_and_more(all.starred()) },
    },
    Rule {
        because: "it is all in capitals, and there are two",
        example: "# The Lamp\n\n✗THE MILL\n\nIt was late when we went down to the quay.\n\n✗THE LONG WAY HOME\n\nThe boat was gone, and so was the keeper.",
        n_cases: 1,
        finds: Way { stage: Stage::NoMark, lines: |all| two_and_more(all.alike(|text, _| is_capitals(text))) },
    },
    Rule {
        because: "it is a word for parts of a text with a number, and there are two",
        example: "# The Lamp\n\n✗Chapter 1\n\nIt was late when we went down to the quay.\n\n✗Chapter 2: the boat\n\nThe boat was gone, and so was the keeper.",
        n_cases: 0,
        finds: Way { stage: Stage::NoMark, lines: |all| two_and_more(all.alike(is_division)) },
    },
    Rule {
        because: "it is right before a label, and somebody has spoken above",
        example: "Ann: Who was there?\n\nBo: I was.\n\n✗The storm\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 8,
        finds: Way { stage: Stage::Last, lines: |all| all.before_labels(|all, index| all.has_spoken(index)) },
    },
    Rule {
        because: "it is right before the first label, as two and more are before others",
        example: "# The Lamp\n\n✗A place above the harbour where two people live\n\nAnn: Who was there?\n\nBo: I was.\n\nThe storm\n\nAnn: And then?\n\nBo: We left.\n\nThe boat\n\nAnn: When?\n\nBo: At noon.",
        n_cases: 0,
        finds: Way {
            stage: Stage::Last,
            lines: |all| all.before_labels(|all, index| !all.has_spoken(index) && all.n_between() >= 2),
        },
    },
    Rule {
        because: "it is right before the first label, of a few words and whole, as one is before another label",
        example: "# The Lamp\n\n✗Before the storm\n\nAnn: Who was there?\n\nBo: I was.\n\nThe storm\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 4,
        finds: Way {
            stage: Stage::Last,
            lines: |all| {
                let is_whole = |text: &str| takes_at_most(text, widths::COLUMN) && !is_in_parts(text);
                all.before_labels(|all, index| {
                    !all.has_spoken(index) && all.n_between() == 1 && is_whole(all.drafts[index].first())
                })
            },
        },
    },
    Rule {
        because: "it is right before the first label, below what the page prints of itself",
        example: "# The Lamp\n\n时间：三月七日\n\n✗Before the storm\n\nAnn: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 1,
        finds: Way {
            stage: Stage::Last,
            lines: |all| all.before_labels(|all, index| !all.has_spoken(index) && all.follows_aside(index)),
        },
    },
    Rule {
        because: "it is one of those that count on in ideographs, of which some are right before labels",
        example: "# 灯塔\n\n✗一、灯室\n\n灯室在塔顶，只有两个人进得去。\n\n✗二、守灯\n\n记者：灯还亮吗？\n\n守灯人：亮着。",
        n_cases: 1,
        finds: Way { stage: Stage::Last, lines: |all| all.counted_in_ideographs() },
    },
];

/// The drafts that are headings by the ways of a stage.
pub(super) fn find(stage: Stage, plain: &Plain) -> Vec<usize> {
    let of_stage = RULES.iter().filter(|rule| rule.finds.stage == stage);
    of_stage.flat_map(|rule| (rule.finds.lines)(plain)).collect()
}

/// One alone may be anything.
fn two_and_more(found: Vec<usize>) -> Vec<usize> {
    if found.len() < 2 { Vec::new() } else { found }
}

impl<'a, 'b> Plain<'a, 'b> {
    pub(super) fn of(
        drafts: &'a [Draft<'b>],
        title: Option<usize>,
        refrains: &'a Refrains,
        lexicon: &'a Lexicon,
    ) -> Self {
        let first_label = drafts.iter().position(|draft| draft.label().is_some());
        Plain { drafts, title, refrains, lexicon, first_label, before_labels: OnceCell::new() }
    }

    /// Lines, but for the title, above something that belongs to the talk, for whose text this holds.
    fn lines_above(&self, is_one: impl Fn(&Draft) -> bool) -> Vec<usize> {
        let is_followed = |index: usize| self.drafts.get(index + 1).is_some_and(Draft::is_content);
        let is_open = |&index: &usize| {
            let draft = &self.drafts[index];
            Some(index) != self.title && is_line(draft) && is_followed(index) && is_one(draft)
        };
        (0..self.drafts.len()).filter(is_open).collect()
    }

    /// Short lines that are strong as a whole, but for those above another.
    fn strong(&self) -> Vec<usize> {
        let is_strong = |draft: &Draft| {
            let text = draft.first();
            is_line(draft) && draft.is_strong() && (3..=widths::LINE).contains(&cells(text)) && !ends_sentence(text)
        };
        let is_one = |draft: &Draft| is_strong(draft) && !no_headings::is_none(draft.first(), self.lexicon);
        let mut found = self.lines_above(is_one);
        found.retain(|&index| !is_one(&self.drafts[index + 1]));
        found
    }

    /// `**On the harbour`: the mark of a house.
    fn starred(&self) -> Vec<usize> {
        self.lines_above(|draft| draft.first().starts_with("**") && !draft.is_strong() && !ends_sentence(draft.first()))
    }

    /// Lines of a kind. Above the first label stand subtitles: only the last of them may open what is said.
    fn alike(&self, is_kind: fn(&str, &Lexicon) -> bool) -> Vec<usize> {
        let mut found = self.lines_above(|draft| {
            let text = draft.first();
            takes_at_most(text, widths::ROW) && !ends_sentence(text) && is_kind(text, self.lexicon)
        });
        let n_above = found.partition_point(|&index| Some(index) < self.first_label);
        found.drain(..n_above.saturating_sub(1));
        if self.first_label.is_none() || found.last() > self.first_label.as_ref() { found } else { Vec::new() }
    }

    fn known(&self) -> &BeforeLabels {
        self.before_labels.get_or_init(|| BeforeLabels::of(self))
    }

    /// The lines right before labels.
    fn lines(&self) -> &[usize] {
        &self.known().lines
    }

    /// Those for which this holds.
    fn before_labels(&self, is_one: impl Fn(&Self, usize) -> bool) -> Vec<usize> {
        self.lines().iter().copied().filter(|&index| is_one(self, index)).collect()
    }

    fn has_spoken(&self, index: usize) -> bool {
        self.first_label.is_some_and(|first| index > first)
    }

    /// How many of them stand after the first label.
    fn n_between(&self) -> usize {
        self.lines().iter().filter(|&&index| self.has_spoken(index)).count()
    }

    fn follows_aside(&self, index: usize) -> bool {
        index > 0 && matches!(self.drafts[index - 1].kind, BlockKind::Aside(_))
    }

    /// The lines anywhere that make a series of `一、`, `二、` with the first of those before labels.
    fn counted_in_ideographs(&self) -> Vec<usize> {
        self.known().counted_in_ideographs(self)
    }
}

/// A line of words in capitals, one of them of four letters at least, without a colon or a figure.
fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    let longest = text.split(|letter: char| !letter.is_alphabetic()).map(|word| word.chars().count()).max();
    letters().all(char::is_uppercase)
        && longest >= Some(4)
        && !text.contains([':', '/'])
        && !text.contains(|letter: char| letter.is_ascii_digit())
}

/// `Chapter 4`, `PART II`, `Kapitel 3: …`
fn is_division(text: &str, lexicon: &Lexicon) -> bool {
    let mut words = text.split([' ', '.', ':']);
    let is_named = words.next().is_some_and(|first| lexicon.divisions.has(&fold(first)));
    let is_number = |word: &str| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit() || "IVXLCivxlc".contains(letter))
    };
    is_named && words.next().is_some_and(is_number)
}
