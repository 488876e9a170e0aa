//! Settled: what is set like a label and labels nothing after all, once it is known what is below each. Each reason is a row
//! with an example; all of them look at the same drafts, and of two that name one draft the first counts.

use std::collections::{BTreeMap, HashMap};

use super::labelled::Labelled;
use super::shapes::Shape;
use super::{legend, storeys};
use crate::document::block::{AsideKind, BlockKind};
use crate::document::turn::{Certainty, Reason};
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::rules::Rule;
use crate::reading::shares::FEW;

/// What it is that labels nothing.
#[derive(Debug, Clone, Copy)]
enum Becomes {
    Heading,
    Paragraph,
    Matter,
}

/// Finds the drafts whose labels are none.
pub(super) struct Finds {
    becomes: Becomes,
    pub(super) drafts: fn(&Labelled, &Lexicon) -> Vec<usize>,
}

pub(super) const RULES: [Rule<Finds>; 6] = [
    Rule {
        because: "a mark is above a label that names who speaks",
        example: "✗问\n\n记者：灯还亮吗？\n\n✗答\n\n守灯人：亮着。\n\n×3",
        n_cases: 1,
        finds: Finds { becomes: Becomes::Matter, drafts: storeys::marks },
    },
    Rule {
        because: "a line with a colon, once, right above a label heads what follows",
        example: "Ann Lee: Who was there?\n\nBo Lund: I was.\n\n✗Bridges and Boats:\n\nAnn Lee: And then?\n\nBo Lund: We left.",
        n_cases: 0,
        finds: Finds { becomes: Becomes::Heading, drafts: |all, _| once(all, &[Shape::Colon]) },
    },
    Rule {
        because: "a name in brackets, once, with nothing below tells who wrote it",
        example: "Reporter: Is it lit?\n\nKeeper: It is.\n\n×2\n\n✗(Reporter Ann Lee)",
        n_cases: 1,
        finds: Finds { becomes: Becomes::Paragraph, drafts: |all, _| once(all, &[Shape::Round, Shape::Bracket]) },
    },
    Rule {
        because: "names in a row behind which nothing is said are a list",
        example: "✗Ann Lee:\n\n✗Bo Lund:\n\n✗Mia Holm:\n\nAnn Lee: Who was there?\n\nBo Lund: I was.\n\nMia Holm: I was not.\n\nAnn Lee: And then?\n\nBo Lund: We left.\n\nMia Holm: I slept.",
        n_cases: 0,
        finds: Finds { becomes: Becomes::Paragraph, drafts: |all, _| lists(all) },
    },
    Rule {
        because: "lines at the top say who is behind the labels that come back below",
        example: "✗问：记者\n\n✗答：守灯人\n\n问：灯还亮吗？\n\n答：亮着。\n\n问：一直亮？\n\n答：一直。\n\n问：今天也亮？\n\n答：也亮。",
        n_cases: 0,
        finds: Finds { becomes: Becomes::Matter, drafts: |all, _| legend::entries(all) },
    },
    Rule {
        because: "the first line says in one who is behind the labels below",
        example: "✗问：记者  答：守灯人\n\n问：灯还亮吗？\n\n答：亮着。\n\n问：一直亮？\n\n答：一直。",
        n_cases: 0,
        finds: Finds { becomes: Becomes::Matter, drafts: legend::line },
    },
];

/// The drafts in which each label labels something.
pub(super) fn settled<'a>(all: Labelled<'a>, lexicon: &Lexicon) -> Vec<Draft<'a>> {
    let mut found: BTreeMap<usize, Becomes> = BTreeMap::new();
    for Rule { finds, .. } in &RULES {
        for index in (finds.drafts)(&all, lexicon) {
            found.entry(index).or_insert(finds.becomes);
        }
    }
    let mut drafts = all.drafts;
    for (index, becomes) in found {
        let draft = &mut drafts[index];
        draft.set_label(None);
        draft.kind = match becomes {
            Becomes::Heading => {
                draft.certainty = Certainty::Guess(Reason::LooksLikeHeading);
                BlockKind::Heading(2)
            }
            Becomes::Paragraph => BlockKind::Paragraph,
            Becomes::Matter => BlockKind::Aside(AsideKind::Matter),
        };
    }
    drafts
}

/// The positions, among what belongs to the talk, of labels behind which nothing is said.
fn silent(all: &Labelled) -> Vec<usize> {
    let is_silent = |position: &usize| {
        let next = all.content.get(position + 1).map(|&next| &all.drafts[next]);
        all.drafts[all.content[*position]].kind == BlockKind::Label && next.is_none_or(|next| next.label().is_some())
    };
    (0..all.content.len()).filter(is_silent).collect()
}

/// Labels of these shapes behind which nothing is said, and whose names label nothing else.
fn once(all: &Labelled, shapes: &[Shape]) -> Vec<usize> {
    let silent: Vec<usize> = silent(all).into_iter().map(|position| all.content[position]).collect();
    let of_shape = |index: &usize| all.drafts[*index].label().is_some_and(|label| shapes.contains(&label.shape));
    let mut found: Vec<usize> = silent.into_iter().filter(of_shape).collect();
    let named = found.iter().filter_map(|&index| all.drafts[index].name());
    let mut counts: HashMap<&str, usize> = named.map(|name| (name, 0)).collect();
    for name in all.drafts.iter().filter_map(Draft::name).filter(|_| !found.is_empty()) {
        counts.entry(name).and_modify(|n| *n += 1);
    }
    found.retain(|&index| all.drafts[index].name().is_some_and(|name| counts[name] == 1));
    found
}

/// Labels in a row behind which nothing is said.
fn lists(all: &Labelled) -> Vec<usize> {
    let silent = silent(all);
    let last = all.content.len().checked_sub(1);
    let is_list = |run: &&[usize]| run.len() >= FEW || run.len() > 1 && run.last() == last.as_ref();
    let runs = silent.chunk_by(|one, next| one + 1 == *next).filter(is_list);
    runs.flatten().map(|&position| all.content[position]).collect()
}
