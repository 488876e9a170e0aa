//! Questions without a name: the ways in which a document may set them off. Each way is a row with an example.

use std::ops::RangeInclusive;

use super::alike;
use super::dialogues;
use super::draft_marks::{dashes, leading_mark};
use super::names::{self, Role};
use super::question_headings::{headings, headings_above_answers, headings_above_marks};
use super::shapes;
use super::unlabelled::next;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label, is_blank};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::shares::FEW;
use crate::reading::widths;
use crate::reading::wrap::{ends_with_question_mark, has_question_mark, takes_at_most};

/// A way of setting questions off.
pub(super) struct Way {
    /// So many tenths of what is set off so must ask.
    tenths: usize,
    asks: Asks,
    /// The drafts that are set off so, in groups that are alike.
    groups: fn(&[Draft], &Lexicon) -> Vec<Vec<usize>>,
}

impl Way {
    /// The questions that are set off in this way, if enough of a document are.
    pub(super) fn questions(&self, drafts: &[Draft], lexicon: &Lexicon) -> Option<Vec<usize>> {
        let is_custom = |found: &Vec<usize>| are_questions(drafts, found, lexicon, self.tenths, self.asks);
        (self.groups)(drafts, lexicon).into_iter().find(is_custom)
    }
}

/// Type, marks and headings must ask nearly always; what stands at a place of its own, or is answered in its way, may bid to tell.
pub(super) const RULES: [Rule<Way>; 11] = [
    Rule {
        because: "they are paragraphs in strong type",
        example: "**✗Who was there?**\n\nI was.\n\n**✗And then?**\n\nWe left.\n\n**✗When was that?**\n\nAt noon.",
        n_cases: 4,
        finds: Way { tenths: 8, asks: asks_anywhere, groups: |drafts, _| vec![all(drafts, is_strong_line)] },
    },
    Rule {
        because: "a mark of questions is before them, and none of answers below",
        example: "✗Q: Who was there?\n\nI was.\n\n✗Q: And then?\n\nWe left.\n\n✗Q: When was that?\n\nAt noon.",
        n_cases: 1,
        finds: Way {
            tenths: 8,
            asks: asks_at_end,
            groups: |drafts, lexicon| vec![all(drafts, |draft| printed_mark(draft, lexicon).is_some())],
        },
    },
    Rule {
        because: "two dashes are before them",
        example: "✗——灯还亮吗？\n\n亮着。\n\n✗——一直亮？\n\n一直。\n\n✗——今天也亮？\n\n也亮。",
        n_cases: 1,
        finds: Way { tenths: 3, asks: asks_at_end, groups: |drafts, _| vec![all(drafts, |draft| dashes(draft) > 0)] },
    },
    Rule {
        because: "they are the only item of a list above a text",
        example: "- ✗Who was there?\n\nI was.\n\n- ✗And then?\n\nWe left.\n\n- ✗When was that?\n\nAt noon.",
        n_cases: 0,
        finds: Way {
            tenths: 8,
            asks: asks_at_end,
            groups: |drafts, _| vec![(0..drafts.len()).filter(|&index| is_item_above_text(drafts, index)).collect()],
        },
    },
    Rule {
        because: "they are headings of one level",
        example: "## ✗Who was there?\n\nI was.\n\n## ✗And then?\n\nWe left.\n\n## ✗When was that?\n\nAt noon.",
        n_cases: 1,
        finds: Way {
            tenths: 8,
            asks: asks_at_end,
            groups: |drafts, _| LEVELS.map(|level| headings(drafts, level)).collect(),
        },
    },
    Rule {
        because: "they are headings above a mark of answers",
        example: "## ✗Who was there?\n\n▲ I was.\n\n## ✗Tell us more.\n\n▲ We left.\n\n## ✗When was that?\n\n▲ At noon.\n\n## ✗Go on.\n\n▲ We slept.",
        n_cases: 0,
        finds: Way {
            tenths: 2,
            asks: asks_at_end,
            groups: |drafts, _| LEVELS.map(|level| headings_above_marks(drafts, level)).collect(),
        },
    },
    Rule {
        because: "they are headings above one and the same label",
        example: "## ✗Who was there?\n\n**Keeper**: I was.\n\n## ✗Tell us more.\n\n**Keeper**: We left.\n\n## ✗When was that?\n\n**Keeper**: At noon.\n\n## ✗Go on.\n\n**Keeper**: We slept.",
        n_cases: 0,
        finds: Way {
            tenths: 5,
            asks: asks_at_end,
            groups: |drafts, lexicon| LEVELS.map(|level| headings_above_answers(drafts, level, lexicon)).collect(),
        },
    },
    Rule {
        because: "they begin with the first of two marks that take turns",
        example: "✗● Who was there?\n\n▲ I was.\n\n✗● Tell us more.\n\n▲ We left.\n\n✗● Go on.\n\n▲ We slept.",
        n_cases: 1,
        finds: Way { tenths: 3, asks: asks_at_end, groups: |drafts, _| taking_turns(drafts).into_iter().collect() },
    },
    Rule {
        because: "dashes begin all that is said, and what asks takes turns with what does not",
        example: "— ✗Who was there?\n\n— I was.\n\n— ✗And then?\n\n— We left.\n\n— ✗When was that?\n\n— At noon.",
        n_cases: 0,
        finds: Way {
            tenths: 8,
            asks: asks_at_end,
            groups: |drafts, lexicon| dialogues::of_dashes(drafts, lexicon).into_iter().collect(),
        },
    },
    Rule {
        because: "a dash is before them, and quotation marks are around what answers",
        example: "-✗Who was there.\n\n“I was.”\n\n-✗And then?\n\n“We left.”\n\n-✗Tell us when.\n\n“At noon.”",
        n_cases: 0,
        finds: Way { tenths: 0, asks: asks_at_end, groups: |drafts, _| vec![dialogues::above_quotations(drafts)] },
    },
    Rule {
        because: "a mark, a number or type sets them off from all else",
        example: "*✗Who was there?*\n\nI was.\n\n*✗And then?*\n\nWe left.\n\n*✗When was that?*\n\nAt noon.",
        n_cases: 9,
        finds: Way { tenths: 8, asks: asks_at_end, groups: |drafts, lexicon| alike::ways(drafts, &lexicon.calendar) },
    },
];

/// The levels of headings within a talk.
const LEVELS: RangeInclusive<u8> = 2..=6;

/// The drafts that ask and are set off alike, of the first way in which enough of a document are.
pub(crate) fn questions(drafts: &[Draft], lexicon: &Lexicon) -> Vec<usize> {
    RULES.iter().find_map(|rule| rule.finds.questions(drafts, lexicon)).unwrap_or_default()
}

/// The drafts for which this holds.
fn all(drafts: &[Draft], is_one: impl Fn(&Draft) -> bool) -> Vec<usize> {
    (0..drafts.len()).filter(|&index| is_one(&drafts[index])).collect()
}

/// The drafts that begin with the first of two marks that take turns: `- …?`, `▲ …`.
fn taking_turns(drafts: &[Draft]) -> Option<Vec<usize>> {
    let marked: Vec<(usize, char)> =
        (0..drafts.len()).filter_map(|index| Some((index, leading_mark(&drafts[index])?.0))).collect();
    let (first, second) = (marked.first()?.1, marked.iter().map(|(_, mark)| *mark).find(|mark| *mark != marked[0].1)?);
    let take_turns = marked.windows(2).all(|pair| pair[0].1 != pair[1].1 || pair[0].1 == second);
    let are_two = marked.iter().all(|(_, mark)| *mark == first || *mark == second);
    let asked = marked.iter().filter(|(_, mark)| *mark == first).map(|(index, _)| *index);
    (take_turns && are_two).then(|| asked.collect())
}

/// A paragraph that is strong as a whole.
fn is_strong_line(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph && draft.is_strong() && draft.takes_at_most(widths::TEN_ROWS)
}

/// `Q: …` where no `A: …` answers it, in a heading or a paragraph.
pub(super) fn printed_mark(draft: &Draft, lexicon: &Lexicon) -> Option<Label> {
    let is_text = matches!(draft.kind, BlockKind::Heading(2..) | BlockKind::Paragraph);
    let label = shapes::label(draft, 0, lexicon).filter(|label| is_text && label.length() < draft.first().len())?;
    let name = label.name_in(draft.first());
    (names::role(name, lexicon) == Some(Role::Question) && !names::is_never(name, lexicon)).then_some(label)
}

/// Tells whether a draft asks.
pub(super) type Asks = fn(&Draft, &Lexicon) -> bool;

/// Whether its last sentence asks.
pub(super) fn asks_at_end(draft: &Draft, lexicon: &Lexicon) -> bool {
    let bare = without_note(draft.last()).trim_end_matches(|it: char| is_blank(it) || "”」\"*".contains(it));
    let tail: String = bare.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let said = fold(tail.trim_end_matches(['。', '.']));
    ends_with_question_mark(bare) || lexicon.question_ends.end_of(&said).is_some()
}

/// Whether one of its sentences asks: what is printed in strong type as a whole asks, then tells why.
fn asks_anywhere(draft: &Draft, lexicon: &Lexicon) -> bool {
    asks_at_end(draft, lexicon)
        || !draft.takes_at_most(widths::ROW) && draft.lines.iter().any(|line| has_question_mark(line.text()))
}

/// The item of a list with text below that belongs to no list. The last of several items is none: that is a checklist, or a
/// list of questions that nobody answers.
fn is_item_above_text(drafts: &[Draft], index: usize) -> bool {
    let is_item = |index: usize| matches!(drafts[index].kind, BlockKind::ListItem { .. });
    let is_below_another = || (0..index).rev().find(|&before| drafts[before].is_content()).is_some_and(is_item);
    is_item(index) && !is_below_another() && next(drafts, index).is_some_and(|next| !is_item(next))
}

/// `A. On foot`, `B. By boat`, on lines of their own or on one: what a question of a survey or an exam can be answered with, from
/// this draft on.
fn are_options(drafts: &[Draft], index: usize) -> bool {
    // The letter and the stop after it, in whatever width.
    let is_option = |text: &str, letters: [char; 2]| {
        let behind = text.trim_start_matches(['(', '（']).strip_prefix(letters);
        behind.is_some_and(|behind| behind.starts_with(['.', '、', ')', '）', '．']))
    };
    let (first, second) = (['A', 'Ａ'], ['B', 'Ｂ']);
    let content = drafts[index..].iter().filter(|draft| draft.is_content()).take(2);
    let mut lines = content.flat_map(|draft| &draft.lines).map(|line| line.text()[line.marker()..].trim_start());
    let Some(line) = lines.next().filter(|line| is_option(line, first)) else { return false };
    let below = lines.next().is_some_and(|line| is_option(line, second));
    below || line.split(is_blank).any(|word| is_option(word, second))
}

/// Whether there are enough, so many tenths of them ask, and something that has no label stands below nearly each.
pub(super) fn are_questions(drafts: &[Draft], found: &[usize], lexicon: &Lexicon, tenths: usize, asks: Asks) -> bool {
    let asks = |index: &&usize| asks(&drafts[**index], lexicon);
    let is_followed = |index: &&usize| {
        next(drafts, **index).is_some_and(|next| {
            drafts[next].label().is_none() && found.binary_search(&next).is_err() && !are_options(drafts, next)
        })
    };
    let share = |count: usize, tenths: usize| count * 10 >= found.len() * tenths;
    found.len() >= FEW
        && share(found.iter().filter(asks).count(), tenths)
        && share(found.iter().filter(is_followed).count(), 8)
}

/// What is asked, without who asks it in brackets behind: `…か。（港の会・田村議員）`.
fn without_note(text: &str) -> &str {
    let open = text.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']));
    open.filter(|&open| open > 0 && takes_at_most(&text[open..], widths::ROW)).map_or(text, |open| &text[..open])
}
