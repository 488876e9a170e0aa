//! Not here: places where the name of a speaker stands and labels nothing. Each reason is a row with an example; all of them
//! look at the same places, so that none depends on another.

use super::candidates::{Candidate, is_punctuated};
use super::cast::Member;
use super::judged::Judged;
use super::names::{self, Role};
use super::ruled;
use super::shapes::Shape;
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::rules::Rule;
use crate::reading::shares::OFTEN;
use crate::reading::widths;
use crate::reading::wrap::{self, takes_at_most};

/// Finds the places that a rule leaves out.
type Finds = fn(&Judged, &Lexicon) -> Vec<usize>;

pub(super) const RULES: [Rule<Finds>; 9] = [
    Rule {
        because: "it is alone on its line, and the name labels what is said on its line elsewhere",
        example: "Ann: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.\n\n✗Ann\n\nBo: We did.",
        n_cases: 2,
        finds: |all, _| all.numbers_of(is_odd),
    },
    Rule {
        because: "it is counted like the items of a list, and says no part, nor do others that are counted",
        example: "Ann: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.\n\n1. ✗Ann: the keeper.",
        n_cases: 1,
        finds: |all, _| {
            all.numbers_of(|found, member| found.label.numbered && member.role.is_none() && !all.cast.is_asker(member))
        },
    },
    Rule {
        because: "somebody is spoken to",
        example: "Ann: Who was there?\n\nBo: I was.\n\n×3\n\n✗Mr President:\n\nI thank you.",
        n_cases: 0,
        finds: |all, _| vocatives(all),
    },
    Rule {
        because: "somebody is spoken to, right below a mark that says that it is an answer",
        example: "問題：\n\n灯還亮嗎？\n\n答覆：\n\n✗主席：\n\n亮着。",
        n_cases: 0,
        finds: |all, _| addressed(all),
    },
    Rule {
        because: "it is part of the headline, or says who wrote the report",
        example: "✗周伯海：灯还是那盏灯\n\n记者：灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。",
        n_cases: 1,
        finds: of_headline,
    },
    Rule {
        because: "it is in a heading that is no sentence, and the name labels paragraphs elsewhere",
        example: "Ann Lee: It was dark.\n\nBo Lund: It was.\n\n×3\n\n### ✗Ann Lee: it was dark",
        n_cases: 1,
        finds: |all, _| in_headings(all),
    },
    Rule {
        because: "it is in a headline above what somebody else says",
        example: "Ann: Who was there?\n\nBo: I was.\n\n×3\n\n**✗Bo: the night of the storm**\n\nAnn: And then?",
        n_cases: 0,
        finds: |all, _| in_headlines(all),
    },
    Rule {
        because: "labels are right behind rules here, and this is elsewhere",
        example: "✗ANN LEE\n\n✗BO LUND\n\nFive questions of hers, and his answers.\n\n---\n\nANN LEE\n\nWho was there?\n\n---\n\nBO LUND\n\nI was.\n\n---\n\nANN LEE\n\nAnd then?\n\n---\n\nBO LUND\n\nWe left.\n\n---\n\nANN LEE\n\nWhen?\n\n---\n\nBO LUND\n\nAt noon.",
        n_cases: 1,
        finds: |all, _| elsewhere(all),
    },
    Rule {
        because: "it is in a list of those who take part, as it may be above each part of a long record",
        example: "Ann: Who was there?\n\nBo: I was.\n\n×20\n\n✗Ann\n\n✗Bo",
        n_cases: 0,
        finds: |all, _| lists(all),
    },
];

/// Whether a name that is set in other shapes, too, stands on a line of its own without a time.
fn is_odd(found: &Candidate, member: &Member) -> bool {
    found.label.shape == Shape::OwnLine && member.shapes.len() > 1 && found.label.time.is_none()
}

/// Names that stand once and alone before a colon, where all others stand before what they say: `Mr President:`.
fn vocatives(all: &Judged) -> Vec<usize> {
    let begins_strong =
        |found: &Candidate| all.drafts[found.draft].lines[found.line].spans().iter().any(|span| span.range.start == 0);
    let n_before = all.numbers_of(|found, member| !found.is_alone(&all.drafts) && !is_odd(found, member)).len();
    let alone = all.numbers_of(|found, member| {
        let is_once = member.n == 1 && found.label.shape == Shape::Colon && found.label.time.is_none();
        is_once && found.is_alone(&all.drafts) && !begins_strong(found)
    });
    if n_before >= OFTEN && n_before >= alone.len() * 4 { alone } else { Vec::new() }
}

/// Names alone before a colon, right below a mark of questions or answers that is alone, too: `答覆：` / `主席：`.
fn addressed(all: &Judged) -> Vec<usize> {
    let is_alone = |found: &Candidate| found.label.shape == Shape::Colon && found.is_alone(&all.drafts);
    let is_mark = |found: &Candidate| matches!(all.cast.of(found).role, Some(Role::Question | Role::Answer));
    let is_next = |mark: &Candidate, found: &Candidate| {
        let is_below = mark.draft == found.draft && mark.line + 1 == found.line;
        let is_last = mark.line + 1 == all.drafts[mark.draft].lines.len();
        is_below || is_last && mark.draft + 1 == found.draft && found.line == 0
    };
    let pairs = all.places.windows(2).zip(1..);
    let is_spoken_to = |pair: &[Candidate]| {
        let (mark, found) = (&pair[0], &pair[1]);
        is_mark(mark) && !is_mark(found) && is_alone(mark) && is_alone(found) && is_next(mark, found)
    };
    pairs.filter(|(pair, _)| is_spoken_to(pair)).map(|(_, at)| at).collect()
}

/// `[Interview] What the keeper saw`, `周伯海：灯还是那盏灯`, 【某某报记者 周伯海】: what begins the head of a document, and is
/// nowhere else.
fn of_headline(all: &Judged, lexicon: &Lexicon) -> Vec<usize> {
    let recurs = all.cast.members.iter().any(|member| member.accepted && member.n > 1);
    let is_punctuated = is_punctuated(&all.places, &all.drafts);
    let first = all.drafts.iter().position(Draft::is_content).unwrap_or(0);
    all.numbers_of(|found, member| {
        let draft = &all.drafts[found.draft];
        let name = found.label.name_in(draft.first());
        let is_headline = || {
            let is_line =
                draft.lines.len() == 1 && takes_at_most(draft.first(), widths::ROW) && !found.is_alone(&all.drafts);
            is_line && !wrap::ends_sentence(draft.first()) && names::role(name, lexicon).is_none()
        };
        // 【某某报记者 周伯海】 before the first words: who wrote the report.
        let is_byline = || name.contains(' ') && names::role(name, lexicon) == Some(Role::Asker);
        let is_above = match found.label.shape {
            Shape::Bracket => found.draft == first && (recurs || is_byline()),
            Shape::Round => found.draft == first && recurs,
            Shape::Colon => is_punctuated && recurs && is_headline(),
            _ => false,
        };
        found.line == 0 && member.n == 1 && is_above
    })
}

/// `### Ann Lee: it was dark`
fn in_headings(all: &Judged) -> Vec<usize> {
    if !is_punctuated(&all.places, &all.drafts) {
        return Vec::new();
    }
    let is_heading = |found: &Candidate| matches!(all.drafts[found.draft].kind, BlockKind::Heading(_));
    let is_open = |found: &Candidate| !found.is_alone(&all.drafts) && !wrap::ends_sentence(found.text(&all.drafts));
    all.numbers_of(|found, member| {
        is_heading(found) && is_open(found) && member.role.is_none() && member.n_headings * 2 <= member.n
    })
}

/// Headlines that are set off, from the first sentence on that is said: above it a legend looks the same.
fn in_headlines(all: &Judged) -> Vec<usize> {
    let is_said = |found: &Candidate| all.cast.of(found).accepted && wrap::ends_sentence(found.text(&all.drafts));
    let begin = all.places.iter().position(is_said).unwrap_or(0);
    let is_headline = |number: usize| {
        let found = &all.places[number];
        found.is_set_off(&all.drafts) && found.is_headline(all.places.get(number + 1), &all.drafts)
    };
    let mut found = all.numbers_of(|_, member| member.n_headlines * 2 < member.n);
    found.retain(|&number| number > begin && is_headline(number));
    found
}

/// Names on lines of their own where nearly all labels are set otherwise.
fn lists(all: &Judged) -> Vec<usize> {
    /// Of fewer labels that are set otherwise some may be alone on their lines.
    const MANY: usize = 40;
    let is_line = |found: &Candidate| found.label.shape == Shape::OwnLine && found.label.time.is_none();
    let lines = all.numbers_of(|found, _| is_line(found));
    let n_others = all.numbers_of(|found, _| !is_line(found)).len();
    if n_others >= MANY && lines.len() * 20 <= n_others { lines } else { Vec::new() }
}

/// Names on lines of their own elsewhere than right behind the rule behind which labels are in this document.
fn elsewhere(all: &Judged) -> Vec<usize> {
    let Some(rule) = &all.rule else { return Vec::new() };
    all.numbers_of(|found, _| ruled::is_elsewhere(found, rule, &all.drafts))
}
