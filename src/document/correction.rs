//! Corrections: the reader's verdicts on the structure, put over what reading found. The text stays as it is.

use std::collections::HashMap;
use std::ops::Range;

use super::block::{AsideKind, Block, BlockKind};
use super::shared::Shared;
use super::turn::{Certainty, Turn, TurnKind};
use super::verdict::{Topic, Verdict};
use super::{Document, Section};

/// The level of a heading that the reader found where the document has no other.
const LEVEL: u8 = 2;

impl Document {
    /// The document with the reader's verdicts on its blocks, the oldest first, put over what reading found.
    pub fn corrected(mut self, verdicts: &[(usize, Verdict)]) -> Self {
        // Of what was said about one thing only the last holds: whoever changes their mind finds all as it was read.
        let about = verdicts.iter().map(|(block, verdict)| (*block, verdict.topic()));
        let last: HashMap<(usize, Topic), usize> = about.enumerate().map(|(index, about)| (about, index)).collect();
        for (index, (block, verdict)) in verdicts.iter().enumerate() {
            match verdict {
                _ if last.get(&(*block, verdict.topic())) != Some(&index) => {}
                _ if *block >= self.blocks.len() => {}
                Verdict::Begins(kind) => self.begin_turn(*block, *kind),
                Verdict::NoTurn => self.drop_turn(*block),
                Verdict::Heading => self.set_heading(*block),
                Verdict::NoHeading => self.unset_heading(*block),
                Verdict::Speaker(name) => self.set_speaker(*block, name),
            }
        }
        self.number_questions();
        self
    }

    /// The turn whose first words stand in `block`: it begins there, or with a label that stands alone before it.
    pub(super) fn turn_opened_at(&self, block: usize) -> Option<usize> {
        let turn = self.turn_of(block)?;
        let mut before = self.turns[turn].blocks.start..block;
        before.all(|index| self.blocks[index].kind == BlockKind::Label || !self.is_content(index)).then_some(turn)
    }

    fn begin_turn(&mut self, block: usize, kind: TurnKind) {
        let opened = self.turn_opened_at(block).unwrap_or_else(|| {
            self.make_spoken(block);
            self.open_turn(block)
        });
        let turn = &mut self.turns[opened];
        (turn.kind, turn.certainty) = (kind, Certainty::Corrected);
        if kind != TurnKind::Question {
            turn.parts.clear();
        }
    }

    /// What somebody says is neither a heading nor something that belongs to the page.
    fn make_spoken(&mut self, block: usize) {
        self.unset_heading(block);
        if let BlockKind::Aside(_) = self.blocks[block].kind {
            self.blocks[block].kind = BlockKind::Paragraph;
        }
    }

    /// Opens a turn at `block`: in one that is there, its rest; elsewhere the text up to the next turn or heading.
    fn open_turn(&mut self, block: usize) -> usize {
        let around = self.turn_of(block);
        let end = around.map_or_else(|| self.end_of_text(block), |turn| self.turns[turn].blocks.end);
        if let Some(turn) = around {
            self.end_turn(turn, block);
        }
        let at = self.turns.partition_point(|turn| turn.blocks.start < block);
        self.turns.insert(at, Turn { speaker: self.printed_name(block), ..unnamed(block..end) });
        at
    }

    /// Ends a turn before `block`; of a question's parts only those before remain.
    fn end_turn(&mut self, turn: usize, block: usize) {
        let turn = &mut self.turns[turn];
        turn.blocks.end = block;
        turn.parts.retain(|part| part.block < block);
        if turn.parts.len() < 2 {
            turn.parts.clear();
        }
    }

    /// The name in the label of `block`, if it has one.
    fn printed_name(&self, block: usize) -> Option<Shared<str>> {
        let label = self.block_text(block).get(..self.blocks[block].label)?;
        let name = label.trim().trim_end_matches([':', '：']).trim();
        (!name.is_empty()).then(|| name.into())
    }

    /// Where the text that begins at `block` ends: at the next turn, heading or note.
    fn end_of_text(&self, block: usize) -> usize {
        let next_turn = self.turns.iter().map(|turn| turn.blocks.start).find(|&start| start > block);
        let limit = next_turn.unwrap_or(self.blocks.len());
        let ends = |at: &usize| {
            let kind = self.blocks[*at].kind;
            matches!(kind, BlockKind::Heading(_) | BlockKind::Aside(AsideKind::Note | AsideKind::Boilerplate))
        };
        (block + 1..limit).find(ends).unwrap_or(limit)
    }

    fn drop_turn(&mut self, block: usize) {
        let Some(turn) = self.turn_opened_at(block) else { return };
        let dropped = self.turns.remove(turn);
        if let Some(before) = self.turn_before(dropped.blocks.start) {
            self.turns[before].blocks.end = dropped.blocks.end;
            self.turns[before].certainty = Certainty::Corrected;
        }
    }

    /// The turn that ends right before `block`; what belongs to the page may lie between.
    fn turn_before(&self, block: usize) -> Option<usize> {
        let before = self.turns.iter().rposition(|turn| turn.blocks.end <= block)?;
        let is_next = (self.turns[before].blocks.end..block).all(|between| !self.is_content(between));
        is_next.then_some(before)
    }

    /// A turn goes on behind a heading, as it does in reading, but does not end in one. The label of a heading is none.
    fn set_heading(&mut self, block: usize) {
        let is_labelled = self.blocks[block].label > 0 || self.blocks[block].kind == BlockKind::Label;
        if is_labelled && self.turn_of(block).is_some_and(|turn| self.turns[turn].blocks.start == block) {
            self.drop_turn(block);
        }
        let level = self.level_of_heading(block);
        self.blocks[block].kind = BlockKind::Heading(level);
        self.blocks[block].label = 0;
        if let Some(turn) = self.turn_of(block) {
            let Range { start, end } = self.turns[turn].blocks;
            if (block + 1..end).all(|index| !self.is_content(index)) {
                self.end_turn(turn, block);
            } else if start == block {
                self.turns[turn].blocks.start = block + 1;
            }
            if self.turns[turn].blocks.is_empty() {
                self.turns.remove(turn);
            }
        }
        self.find_sections();
        let found = self.sections.iter_mut().find(|section| section.blocks.start == block);
        found.into_iter().for_each(|section| section.certainty = Certainty::Corrected);
    }

    /// The level of a heading at `block`: that of the section around it, else of the first one behind it.
    fn level_of_heading(&self, block: usize) -> u8 {
        let behind = || self.sections.iter().position(|section| section.blocks.start > block);
        self.section_of(block).or_else(behind).map_or(LEVEL, |section| self.sections[section].level)
    }

    /// What was no heading goes on in the turn before it, with the text behind it that nobody else says.
    fn unset_heading(&mut self, block: usize) {
        if !matches!(self.blocks[block].kind, BlockKind::Heading(_)) {
            return;
        }
        self.title = self.title.filter(|title| *title != block);
        self.blocks[block].kind = BlockKind::Paragraph;
        self.find_sections();
        if let Some(before) = self.turn_before(block).filter(|_| self.turn_of(block).is_none()) {
            self.turns[before].blocks.end = self.end_of_text(block);
            self.turns[before].certainty = Certainty::Corrected;
        }
    }

    /// The name stands for what was printed. Of whoever speaks elsewhere under this name the outlet is known.
    fn set_speaker(&mut self, block: usize, name: &str) {
        let Some(turn) = self.turn_of(block) else { return };
        let bears = |other: &&Turn| [other.speaker.as_deref(), other.speaker_full.as_deref()].contains(&Some(name));
        let known = self.turns.iter().find(bears).map(|other| other.outlet.clone());
        let turn = &mut self.turns[turn];
        (turn.speaker, turn.speaker_full) = (Some(name.into()), None);
        turn.certainty = Certainty::Corrected;
        if let Some(outlet) = known {
            turn.outlet = outlet;
        }
    }

    /// Makes the sections anew from the headings; what was known of their certainty is kept.
    fn find_sections(&mut self) {
        let known = std::mem::take(&mut self.sections);
        let level_of = |block: &Block| if let BlockKind::Heading(level) = block.kind { Some(level) } else { None };
        let blocks = self.blocks.iter().enumerate().filter(|(index, _)| self.title != Some(*index));
        let headings: Vec<(usize, u8)> = blocks.filter_map(|(index, block)| Some((index, level_of(block)?))).collect();
        for (at, &(start, level)) in headings.iter().enumerate() {
            let next = headings[at + 1..].iter().find(|(_, other)| *other <= level);
            let end = next.map_or(self.blocks.len(), |(start, _)| *start);
            let certainty = known.iter().find(|section| section.blocks.start == start).map(|section| section.certainty);
            self.sections.push(Section { level, blocks: start..end, certainty: certainty.unwrap_or_default() });
        }
    }

    fn number_questions(&mut self) {
        let mut n_questions = 0;
        for turn in &mut self.turns {
            let asks = turn.kind == TurnKind::Question;
            n_questions += usize::from(asks);
            turn.number = asks.then_some(n_questions);
        }
    }
}

/// A turn whose speaker nobody has named.
fn unnamed(blocks: Range<usize>) -> Turn {
    Turn {
        kind: TurnKind::Statement,
        speaker: None,
        speaker_full: None,
        outlet: None,
        number: None,
        blocks,
        parts: Vec::new(),
        time: None,
        certainty: Certainty::Corrected,
    }
}

#[cfg(test)]
mod tests {
    use super::super::specimen::specimen;
    use super::*;
    use TurnKind::{Answer, Question, Statement};
    use Verdict::{Begins, Heading, NoHeading, NoTurn, Speaker};

    const TALK: &str = "开场。\nQ：问一？\nA：答一。\n再说。\n又说。\n完了。";

    /// Puts verdicts over a specimen; its turns are then these, a line each: kind, number, speaker, the blocks.
    #[track_caller]
    fn check_on(talk: &str, verdicts: &[(usize, Verdict)], expected: &[&str]) -> Document {
        let before = specimen(talk);
        let text = before.text.clone();
        let after = before.corrected(verdicts);
        let told = |turn: &Turn| {
            let number = turn.number.map_or_else(String::new, |number| number.to_string());
            let kind = format!("{:?}", turn.kind);
            format!("{}{number} {} {:?}", &kind[..1], turn.speaker.as_deref().unwrap_or("-"), turn.blocks)
        };
        assert_eq!(after.turns.iter().map(told).collect::<Vec<_>>(), expected);
        assert_eq!(after.text, text, "a correction never touches the text");
        after
    }

    #[track_caller]
    fn check(verdicts: &[(usize, Verdict)], expected: &[&str]) -> Document {
        check_on(TALK, verdicts, expected)
    }

    #[test]
    fn a_turn_can_begin_inside_another_whose_rest_follows() {
        check(&[(3, Begins(Question)), (5, Begins(Answer))], &["Q1 Q 1..2", "A A 2..3", "Q2 - 3..5", "A - 5..6"]);
    }

    #[test]
    fn a_turn_can_begin_where_there_was_none() {
        check(&[(0, Begins(Statement))], &["S - 0..1", "Q1 Q 1..2", "A A 2..6"]);
        check_on("# 节\n甲。\n乙。\n# 又一节\n丙。", &[(1, Begins(Question))], &["Q1 - 1..3"]);
    }

    #[test]
    fn a_turn_can_begin_at_what_was_no_speech() {
        let asked = check_on(
            "开场。\n# 桥稳吗？\n稳。",
            &[(1, Begins(Question)), (2, Begins(Answer))],
            &["Q1 - 1..2", "A - 2..3"],
        );
        assert!(asked.sections.is_empty());
        let asked = check_on("Q：问？\n( 桥稳吗？\n稳。", &[(1, Begins(Question))], &["Q1 Q 0..1", "Q2 - 1..3"]);
        assert_eq!(asked.blocks[1].kind, BlockKind::Paragraph);
    }

    #[test]
    fn a_label_that_stands_alone_belongs_to_what_it_introduces() {
        let mut talk = specimen("Q：\n问一？\nA：答一。");
        talk.blocks[0].kind = BlockKind::Label;
        let after = talk.clone().corrected(&[(1, Begins(Statement))]);
        assert_eq!((after.turns[0].kind, after.turns[0].blocks.clone(), after.turns.len()), (Statement, 0..2, 2));
        assert_eq!(talk.corrected(&[(1, NoTurn)]).turns.len(), 1);
    }

    #[test]
    fn of_two_verdicts_on_one_thing_the_last_holds() {
        check(&[(2, NoTurn), (2, Begins(Statement))], &["Q1 Q 1..2", "S A 2..6"]);
        check(&[(3, Heading), (3, NoHeading)], &["Q1 Q 1..2", "A A 2..6"]);
        check(&[(3, Begins(Question)), (3, NoTurn)], &["Q1 Q 1..2", "A A 2..6"]);
    }

    #[test]
    fn a_turn_that_begins_at_a_label_has_the_name_that_is_printed() {
        let mut talk = specimen("A：好。\n林：好。");
        talk.blocks[1].label = "林：".len();
        assert_eq!(talk.corrected(&[(1, Begins(Question))]).turns[1].speaker.as_deref(), Some("林"));
    }

    #[test]
    fn a_turn_that_is_none_goes_to_the_one_before_or_to_none() {
        check(&[(2, NoTurn)], &["Q1 Q 1..6"]);
        check(&[(1, NoTurn)], &["A A 2..6"]);
        check(&[(3, NoTurn)], &["Q1 Q 1..2", "A A 2..6"]);
    }

    #[test]
    fn a_turn_goes_on_behind_a_heading_but_does_not_end_in_one() {
        assert_eq!(check(&[(3, Heading)], &["Q1 Q 1..2", "A A 2..6"]).sections[0].blocks, 3..6);
        check(&[(5, Heading)], &["Q1 Q 1..2", "A A 2..5"]);
        check(&[(1, Heading)], &["A A 2..6"]);
        check(&[(2, Heading)], &["Q1 Q 1..6"]);
        check(&[(3, Begins(Question)), (3, Heading)], &["Q1 Q 1..2", "A A 2..3", "Q2 - 4..6"]);
    }

    #[test]
    fn a_heading_is_of_the_level_of_those_around_it() {
        let mut talk = specimen("甲。\n# 节\n乙。\n丙。");
        talk.sections[0].level = 3;
        talk.blocks[1].kind = BlockKind::Heading(3);
        let after = talk.corrected(&[(0, Heading), (2, Heading)]);
        let found: Vec<_> = after.sections.iter().map(|section| (section.level, section.blocks.clone())).collect();
        assert_eq!(found, [(3, 0..1), (3, 1..2), (3, 2..4)]);
        assert_eq!(after.sections[1].certainty, Certainty::Certain);
        assert_eq!(after.sections[2].certainty, Certainty::Corrected);
    }

    #[test]
    fn what_is_no_heading_goes_on_in_the_turn_before() {
        let talk = "Q：问一？\nA：答一。\n( 图\n# 桥\n桥很稳。\nQ：问二？";
        let mut before = specimen(talk);
        before.turns[1].blocks.end = 2;
        let after = before.corrected(&[(3, NoHeading)]);
        let blocks: Vec<_> = after.turns.iter().map(|turn| turn.blocks.clone()).collect();
        assert_eq!((blocks, after.sections.len()), (vec![0..1, 1..5, 5..6], 0));
    }

    #[test]
    fn a_title_can_be_no_heading() {
        let mut talk = specimen("# 桥\nQ：问？");
        talk.title = Some(0);
        let after = talk.corrected(&[(0, NoHeading)]);
        assert_eq!((after.title, after.blocks[0].kind), (None, BlockKind::Paragraph));
    }

    #[test]
    fn a_question_keeps_the_parts_that_are_left_of_it() {
        use super::super::place::Place;
        let mut talk = specimen("Q：一？\n二？\n三？\nA：答。");
        talk.turns[0].parts = (0..3).map(Place::start_of).collect();
        let parts = |verdicts: &[(usize, Verdict)]| talk.clone().corrected(verdicts).turns[0].parts.len();
        assert_eq!(parts(&[(2, Begins(Question))]), 2);
        assert_eq!(parts(&[(1, Begins(Question))]), 0);
        assert_eq!(parts(&[(0, Begins(Answer))]), 0);
    }

    #[test]
    fn a_speaker_has_the_name_given_and_the_outlet_of_whoever_bears_it() {
        let mut talk = specimen("Q：问？\nQ：又问？\nA：答。");
        (talk.turns[0].speaker_full, talk.turns[0].outlet) = (Some("全名".into()), Some("晨报".into()));
        (talk.turns[1].speaker, talk.turns[1].outlet) = (Some("林".into()), Some("晚报".into()));
        let named = |block: usize, name: &str| {
            let after = talk.clone().corrected(&[(block, Speaker(name.to_owned()))]);
            let turn = &after.turns[block];
            [turn.full_speaker(), turn.outlet.as_deref()].map(|name| name.map(str::to_owned))
        };
        let check = |block, name, expected: [Option<&str>; 2]| {
            assert_eq!(named(block, name).each_ref().map(Option::as_deref), expected)
        };
        check(0, "周", [Some("周"), Some("晨报")]);
        check(0, "林", [Some("林"), Some("晚报")]);
        check(1, "A", [Some("A"), None]);
    }
}
