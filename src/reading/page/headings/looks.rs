//! Looks: lines without markup that are set as headings by their brackets, marks or spaces alone. Each way is a row with an
//! example.

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Stated};
use crate::reading::labels::shapes::Shape;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence, is_framed, is_unspaced, takes_at_most};

/// What the rules look at besides a line.
pub(super) struct Around<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// Whether anybody speaks.
    pub(super) has_labels: bool,
    /// Whether circles set off who speaks.
    pub(super) is_minutes: bool,
}

impl<'a> Around<'a> {
    pub(super) fn of(drafts: &[Draft], lexicon: &'a Lexicon) -> Self {
        let has_labels = drafts.iter().any(|draft| draft.label().is_some());
        Around { lexicon, has_labels, is_minutes: are_minutes(drafts) }
    }
}

/// Whether a line is set so.
pub(super) type Looks = fn(&Draft, &Around) -> bool;

pub(super) const RULES: [Rule<Looks>; 5] = [
    Rule {
        because: "it is a note in brackets that opens the questions",
        example: "Ann: Welcome.\n\n✗(Questions and answers)\n\nBo: Who was there?\n\nAnn: I was.",
        n_cases: 1,
        finds: |draft, around| opens_session(draft.first(), around.lexicon),
    },
    Rule {
        because: "it is in lenticular brackets as a whole",
        example: "✗【开幕致辞】\n\n记者：灯还亮吗？\n\n守灯人：亮着。",
        n_cases: 2,
        finds: |draft, around| around.has_labels && is_line(draft) && is_in_lenticular_brackets(draft.first()),
    },
    Rule {
        because: "its ideographs are set wide apart",
        example: "# 燈塔\n\n✗報 告 事 項\n\n記者：燈還亮嗎？\n\n守燈人：亮著。\n\n記者：一直亮？\n\n守燈人：一直。",
        n_cases: 0,
        finds: |draft, around| around.has_labels && is_line(draft) && is_letter_spaced(draft.first()),
    },
    Rule {
        because: "rows of marks are around it",
        example: "# The Lamp\n\n✗===The harbour===\n\nAnn: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: |draft, around| around.has_labels && is_line(draft) && is_framed(draft.first()),
    },
    Rule {
        because: "a circle begins it where circles set off who speaks",
        example: "✗○議事日程\n\n○森委員長　灯はまだついていますか。\n\n○田村議員　ついています。\n\n○森委員長　今日もですか。\n\n○田村議員　今日もです。",
        n_cases: 0,
        finds: |draft, around| around.has_labels && around.is_minutes && is_line(draft) && is_circled(draft.first()),
    },
];

/// Whether a draft is set as a heading.
pub(super) fn is_set(draft: &Draft, around: &Around) -> bool {
    may_be_set(draft) && RULES.iter().any(|rule| (rule.finds)(draft, around))
}

/// A line of a paragraph or quotation without a label, and no link: the rules look at these.
pub(super) fn may_be_set(draft: &Draft) -> bool {
    matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation)
        && draft.lines.len() == 1
        && draft.label().is_none()
        && !draft.is_link()
}

/// Where the format says what a heading is, the title is the one that is stated.
pub(super) fn stated_title(drafts: &[Draft], stated: &Stated) -> Option<usize> {
    let is_heading = |draft: &Draft| matches!(draft.kind, BlockKind::Heading(_));
    drafts.iter().position(|draft| is_heading(draft) && Some(draft.first()) == stated.title.as_deref())
}

/// Whether rows of marks stand around a line, or, in minutes, a circle before it.
pub(super) fn is_in_marks(text: &str, is_minutes: bool) -> bool {
    is_framed(text) || is_minutes && is_circled(text)
}

/// Whether circles set off who speaks.
pub(super) fn are_minutes(drafts: &[Draft]) -> bool {
    let is_circled = |draft: &&Draft| draft.label().is_some_and(|label| label.shape == Shape::Circle);
    drafts.iter().filter(is_circled).take(2).count() == 2
}

/// Whether a text is in brackets as a whole, as stage notes are.
pub(super) fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '[', '［'])
        && (text.ends_with(['）', ')', ']', '］']) || !text.contains(['）', ')', ']', '］']))
}

/// A paragraph of one line that has no label.
pub(super) fn is_line(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph && draft.label().is_none() && draft.lines.len() == 1
}

/// `（媒体提问）`: a stage note that opens the questions.
fn opens_session(text: &str, lexicon: &Lexicon) -> bool {
    let is_around = |letter: char| {
        matches!(
            letter,
            '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']' | '<' | '>' | '〈' | '〉' | '＜' | '＞' | '*'
        )
    };
    let inner = text.trim_matches(is_around);
    inner.len() < text.len()
        && takes_at_most(inner, widths::PHRASE)
        && !inner.contains(['：', ':', '，', '。'])
        && lexicon.session.within(&fold(inner)).is_some()
}

/// `○（部外局関係）`, `○議事日程`
fn is_circled(text: &str) -> bool {
    text.starts_with(['○', '◯', '\u{3007}', '◎'])
        && takes_at_most(text, widths::NAME)
        && (text.ends_with('）') || !ends_sentence(text))
}

/// `【开幕致辞】` on a line of its own.
fn is_in_lenticular_brackets(text: &str) -> bool {
    let inner = text.strip_prefix('【').and_then(|text| text.strip_suffix('】'));
    let is_short = |text: &str| (4..=widths::PHRASE).contains(&cells(text)) && !text.contains(['【', '】', '：', '。']);
    inner.is_some_and(is_short)
}

/// `報 告 事 項`: ideographs set wide apart.
fn is_letter_spaced(text: &str) -> bool {
    if !takes_at_most(text, widths::LINE) {
        return false;
    }
    let letters: Vec<&str> = text.split([' ', '\u{3000}']).filter(|letter| !letter.is_empty()).collect();
    let is_letter = |text: &&str| text.chars().count() == 1 && text.chars().all(is_unspaced);
    letters.len() >= 4 && letters.iter().all(is_letter)
}
