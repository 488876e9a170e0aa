//! Refusals: why a verdict of the reader would change nothing.

use super::Document;
use super::block::BlockKind;
use super::turn::Certainty;
use super::verdict::Verdict;

/// Why a verdict would change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No words stand here.
    Blank,
    /// A turn of this kind begins here, and no guess is to be confirmed.
    BeginsAlready,
    /// No turn begins at this paragraph; it stands inside one.
    InsideTurn,
    /// This belongs to nobody's turn.
    Nobodys,
    /// This is the title.
    IsTitle,
    /// This is a heading, and no guess is to be confirmed.
    IsHeading,
    /// This is no heading.
    NoHeading,
    /// The speaker has this name.
    NamedSo,
}

impl Document {
    /// Why `verdict` on `block` would change nothing; `None` if it changes something.
    pub fn refusal(&self, block: usize, verdict: &Verdict) -> Option<Refusal> {
        if self.block_text(block).trim().is_empty() {
            return Some(Refusal::Blank);
        }
        let is_heading = matches!(self.blocks[block].kind, BlockKind::Heading(_));
        let is_guess = |certainty: Certainty| matches!(certainty, Certainty::Guess(_));
        let around = self.turn_of(block).map(|turn| &self.turns[turn]);
        let opened = self.turn_opened_at(block).map(|turn| &self.turns[turn]);
        match verdict {
            Verdict::Begins(kind) => {
                let is_so = opened.is_some_and(|turn| turn.kind == *kind && !is_guess(turn.certainty));
                is_so.then_some(Refusal::BeginsAlready)
            }
            Verdict::NoTurn if opened.is_some() => None,
            Verdict::NoTurn => Some(if around.is_some() { Refusal::InsideTurn } else { Refusal::Nobodys }),
            Verdict::Heading if self.title == Some(block) => Some(Refusal::IsTitle),
            Verdict::Heading => {
                let section = self.sections.iter().find(|section| section.blocks.start == block);
                let is_so = is_heading && !section.is_some_and(|section| is_guess(section.certainty));
                is_so.then_some(Refusal::IsHeading)
            }
            Verdict::NoHeading => (!is_heading).then_some(Refusal::NoHeading),
            Verdict::Speaker(name) => match around {
                None => Some(Refusal::Nobodys),
                Some(turn) => (turn.full_speaker() == Some(name)).then_some(Refusal::NamedSo),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::specimen::specimen;
    use super::super::turn::{Reason, TurnKind};
    use super::*;

    /// What is said to a verdict on a block of a small talk; a verdict that is not refused changes the structure.
    #[track_caller]
    fn check(block: usize, verdict: Verdict, expected: Option<Refusal>) {
        let mut talk = specimen("# 桥\n开场。\n# 节\nQ：问？\n又说。\nA：答。\n\n# 尾");
        talk.title = Some(0);
        talk.sections.remove(0);
        talk.turns[1].certainty = Certainty::Guess(Reason::Alternation);
        talk.sections[1].certainty = Certainty::Guess(Reason::LooksLikeHeading);
        assert_eq!(talk.refusal(block, &verdict), expected, "{verdict:?} on {block}");
        let told = |document: &Document| format!("{:?} {:?} {:?}", document.turns, document.sections, document.title);
        let changed = told(&talk.clone().corrected(&[(block, verdict.clone())])) != told(&talk);
        assert!(changed || expected.is_some(), "{verdict:?} on {block}");
    }

    #[test]
    fn a_verdict_that_changes_nothing_is_refused_with_the_reason() {
        use TurnKind::{Answer, Question, Statement};
        use Verdict::{Begins, Heading, NoHeading, NoTurn, Speaker};
        for (block, verdict, expected) in [
            (3, Begins(Question), Some(Refusal::BeginsAlready)),
            (3, Begins(Statement), None),
            (4, Begins(Question), None),
            (5, Begins(Answer), None),
            (2, Begins(Question), None),
            (0, Begins(Statement), None),
            (6, Begins(Question), Some(Refusal::Blank)),
            (3, NoTurn, None),
            (4, NoTurn, Some(Refusal::InsideTurn)),
            (1, NoTurn, Some(Refusal::Nobodys)),
            (0, Heading, Some(Refusal::IsTitle)),
            (2, Heading, Some(Refusal::IsHeading)),
            (7, Heading, None),
            (4, Heading, None),
            (0, NoHeading, None),
            (2, NoHeading, None),
            (4, NoHeading, Some(Refusal::NoHeading)),
            (1, Speaker("林".to_owned()), Some(Refusal::Nobodys)),
            (3, Speaker("Q".to_owned()), Some(Refusal::NamedSo)),
            (4, Speaker("林".to_owned()), None),
        ] {
            check(block, verdict, expected);
        }
    }
}
