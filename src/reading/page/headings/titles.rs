//! Titles: which line is the title of the document, or that none is. Each reason is a row with an example, and the first that
//! tells something decides.

use super::looks;
use super::numbers::number;
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence, takes_at_most};

/// What the rules look at.
pub(super) struct Top<'a, 'b> {
    drafts: &'a [Draft<'b>],
    lexicon: &'a Lexicon,
    /// The title that the file states, folded.
    stated: Option<String>,
    /// The drafts that are headings, and those of them that are great ones.
    headings: Vec<usize>,
    tops: Vec<usize>,
    /// The first draft with a label; behind the last where none has one.
    first_label: usize,
}

/// What a rule tells of a draft: that it is the title, or that it is none, nor is anything else.
#[derive(Clone, Copy)]
pub(super) struct Tells {
    pub(super) draft: usize,
    is_title: bool,
}

impl Tells {
    fn title(draft: usize) -> Self {
        Tells { draft, is_title: true }
    }

    fn no_title(draft: usize) -> Self {
        Tells { draft, is_title: false }
    }
}

/// Finds the title, or what is none.
pub(super) type Finds = fn(&Top) -> Option<Tells>;

pub(super) const RULES: [Rule<Finds>; 9] = [
    Rule {
        because: "it is a heading in the words of the title that the file states",
        example: "---\ntitle: The Lamp\n---\n\n# Harbour News\n\n## ✗The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 9,
        finds: |top| top.headings.iter().find(|&&it| top.has_words(it)).map(|&it| Tells::title(it)),
    },
    Rule {
        because: "it is the first heading, above the talk, within the stated title or around it; no heading is a great one",
        example: "---\ntitle: The Lamp | Harbour News\n---\n\n## ✗The Lamp\n\nAnn: Who was there?\n\n## Later\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 1,
        finds: |top| top.above().filter(|&it| top.tops.is_empty() && top.is_within(it)).map(Tells::title),
    },
    Rule {
        because: "it is the only great heading, above the talk, whatever the page calls itself",
        example: "---\ntitle: Harbour News 4\n---\n\n# ✗The Lamp\n\nAnn: Who was there?\n\n## Later\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 22,
        finds: |top| top.only(&top.tops).filter(|&it| it < top.first_label).map(Tells::title),
    },
    Rule {
        because: "it is the only heading of all, above the talk, whatever the page calls itself",
        example: "---\ntitle: Harbour News 4\n---\n\n### ✗The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 16,
        finds: |top| top.only(&top.headings).filter(|&it| it < top.first_label && top.has_labels()).map(Tells::title),
    },
    Rule {
        because: "the title that the file states is that of no great heading: the text has none of its own",
        example: "---\ntitle: Harbour News 4\n---\n\n# ✗The Lamp\n\nAnn: Who was there?\n\n# The Boat\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 12,
        finds: |top| {
            let is_other = top.stated.is_some() && !top.tops.iter().any(|&it| top.is_within(it));
            is_other.then(|| Tells::no_title(top.headings.first().copied().or_else(|| top.first()).unwrap_or(0)))
        },
    },
    Rule {
        because: "it is the first of several great headings, and more prose stands above it than a byline and a note",
        example: "The lamp on the pier was lit again on the evening of the seventh of March. We spoke with the two who keep it, in the room below the lens, while the rain came in from the sea.\n\n# ✗The Lamp\n\nAnn: Who was there?\n\n# The Boat\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: |top| top.first_of_many().filter(|&(it, _)| top.has_prose_above(it)).map(|(it, _)| Tells::no_title(it)),
    },
    Rule {
        because: "it is the first of several great headings, and the next one counts on from its number",
        example: "# ✗1. The Lamp\n\nAnn: Who was there?\n\n# 2. The Boat\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: |top| {
            let counts_on = |(first, next)| top.number(first).is_some_and(|it| top.number(next) == Some(it + 1));
            top.first_of_many().filter(|&pair| counts_on(pair)).map(|(it, _)| Tells::no_title(it))
        },
    },
    Rule {
        because: "it is the first great heading, and nobody has spoken above it, or nobody speaks at all",
        example: "# ✗The Lamp\n\nAnn: Who was there?\n\n# The Boat\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 82,
        finds: |top| {
            let first = top.tops.first().filter(|&&it| it < top.first_label || !top.has_labels());
            first.map(|&it| Tells::title(it))
        },
    },
    Rule {
        because: "it is the first line, short, without an end or with one that titles have",
        example: "✗The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 114,
        finds: |top| top.first().filter(|&it| top.is_short_line(it)).map(Tells::title),
    },
];

/// The draft that is the title.
pub(super) fn find(drafts: &[Draft], stated: Option<&str>, lexicon: &Lexicon) -> Option<usize> {
    let top = Top::of(drafts, stated, lexicon);
    let tells = RULES.iter().find_map(|rule| (rule.finds)(&top))?;
    tells.is_title.then_some(tells.draft)
}

impl<'a, 'b> Top<'a, 'b> {
    pub(super) fn of(drafts: &'a [Draft<'b>], stated: Option<&str>, lexicon: &'a Lexicon) -> Self {
        let of_kind = |is_one: fn(&BlockKind) -> bool| -> Vec<usize> {
            (0..drafts.len()).filter(|&index| is_one(&drafts[index].kind)).collect()
        };
        Top {
            drafts,
            lexicon,
            stated: stated.map(fold),
            headings: of_kind(|kind| matches!(kind, BlockKind::Heading(_))),
            tops: of_kind(|kind| matches!(kind, BlockKind::Heading(1))),
            first_label: drafts.iter().position(|draft| draft.label().is_some()).unwrap_or(drafts.len()),
        }
    }

    fn has_labels(&self) -> bool {
        self.first_label < self.drafts.len()
    }

    /// The first draft that belongs to the talk.
    fn first(&self) -> Option<usize> {
        self.drafts.iter().position(Draft::is_content)
    }

    /// The first heading, if it is above the talk.
    fn above(&self) -> Option<usize> {
        self.headings.first().copied().filter(|&it| it < self.first_label)
    }

    /// The only one of these, where the file states a title.
    fn only(&self, headings: &[usize]) -> Option<usize> {
        let &[only] = headings else { return None };
        self.stated.is_some().then_some(only)
    }

    /// The first great heading and the next, where there are several.
    fn first_of_many(&self) -> Option<(usize, usize)> {
        let &[first, next, ..] = &self.tops[..] else { return None };
        Some((first, next))
    }

    fn has_words(&self, heading: usize) -> bool {
        self.stated.as_ref().is_some_and(|stated| *stated == fold(self.drafts[heading].first()))
    }

    /// Whether the stated title holds a heading, with the name of the site for instance, or the heading holds it.
    fn is_within(&self, heading: usize) -> bool {
        let heading = fold(self.drafts[heading].first());
        self.stated.as_ref().is_some_and(|stated| stated.contains(&heading) || heading.contains(stated))
    }

    fn number(&self, heading: usize) -> Option<u32> {
        number(self.drafts[heading].first(), self.lexicon)
    }

    fn has_prose_above(&self, heading: usize) -> bool {
        /// Cells of prose above a title: more than a byline, a date and a note.
        const PROSE: usize = 160;
        let is_prose = |draft: &&Draft| draft.is_content() && ends_sentence(draft.last());
        self.drafts[..heading].iter().filter(is_prose).map(|draft| cells(draft.first())).sum::<usize>() > PROSE
    }

    /// Whether a draft is a short line that nobody says, and neither a note in brackets nor set off by marks.
    fn is_short_line(&self, index: usize) -> bool {
        let (draft, text) = (&self.drafts[index], self.drafts[index].first());
        let is_closed = || text.ends_with(['》', '」', '”', ')', '）', '？', '?']);
        looks::is_line(draft)
            && !looks::is_bracketed(text)
            && !looks::is_in_marks(text, looks::are_minutes(self.drafts))
            && takes_at_most(text, widths::ROW)
            && (is_closed() || !ends_sentence(text))
    }
}
