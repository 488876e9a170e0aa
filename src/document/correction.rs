//! Corrections: what the reader says about the structure, put over what reading found. The text stays as it is.

use serde_json::{Value, json};

use super::block::BlockKind;
use super::turn::{Certainty, Turn, TurnKind};
use super::{Document, Section};

/// What the reader says about a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A turn of this kind begins here.
    Begins(TurnKind),
    /// No turn begins here: what stands here belongs to the turn before, or to none.
    NoTurn,
    /// This is a heading.
    Heading,
    /// This is no heading.
    NoHeading,
    /// The turn that this belongs to is said by this speaker.
    Speaker(String),
}

/// The level of a heading that the reader found.
const LEVEL: u8 = 2;

/// What a verdict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    Turn,
    Heading,
    Speaker,
}

impl Verdict {
    fn topic(&self) -> Topic {
        match self {
            Verdict::Begins(_) | Verdict::NoTurn => Topic::Turn,
            Verdict::Heading | Verdict::NoHeading => Topic::Heading,
            Verdict::Speaker(_) => Topic::Speaker,
        }
    }

    /// The verdict as it is kept in a log.
    pub fn to_json(&self) -> Value {
        match self {
            Verdict::Begins(TurnKind::Question) => json!({"begins": "question"}),
            Verdict::Begins(TurnKind::Answer) => json!({"begins": "answer"}),
            Verdict::Begins(TurnKind::Statement) => json!({"begins": "statement"}),
            Verdict::NoTurn => json!({"begins": "nothing"}),
            Verdict::Heading => json!({"heading": true}),
            Verdict::NoHeading => json!({"heading": false}),
            Verdict::Speaker(name) => json!({"speaker": name}),
        }
    }

    /// The verdict that a log holds; `None` for one that only a newer version understands.
    pub fn from_json(value: &Value) -> Option<Self> {
        if let Some(name) = value.get("speaker") {
            return name.as_str().map(|name| Verdict::Speaker(name.to_owned()));
        }
        if let Some(heading) = value.get("heading") {
            return heading.as_bool().map(|heading| if heading { Verdict::Heading } else { Verdict::NoHeading });
        }
        match value.get("begins")?.as_str()? {
            "question" => Some(Verdict::Begins(TurnKind::Question)),
            "answer" => Some(Verdict::Begins(TurnKind::Answer)),
            "statement" => Some(Verdict::Begins(TurnKind::Statement)),
            "nothing" => Some(Verdict::NoTurn),
            _ => None,
        }
    }
}

impl Document {
    /// The document with the reader's verdicts on its blocks, the oldest first, put over what reading found.
    pub fn corrected(mut self, verdicts: &[(usize, Verdict)]) -> Self {
        for (index, (block, verdict)) in verdicts.iter().enumerate() {
            // Of what was said about one thing only the last holds: whoever changes their mind finds all as it was read.
            let is_taken_back =
                verdicts[index + 1..].iter().any(|(other, later)| other == block && later.topic() == verdict.topic());
            match verdict {
                _ if is_taken_back => {}
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

    fn begin_turn(&mut self, block: usize, kind: TurnKind) {
        let opened = match self.turn_of(block) {
            Some(turn) if self.turns[turn].blocks.start == block => turn,
            Some(turn) => {
                let end = std::mem::replace(&mut self.turns[turn].blocks.end, block);
                self.turns.insert(turn + 1, Turn { speaker: self.printed_name(block), ..unnamed(block..end) });
                turn + 1
            }
            None => {
                let at = self.turns.partition_point(|turn| turn.blocks.start < block);
                let blocks = block..self.end_of_text(block);
                self.turns.insert(at, Turn { speaker: self.printed_name(block), ..unnamed(blocks) });
                at
            }
        };
        let turn = &mut self.turns[opened];
        (turn.kind, turn.certainty) = (kind, Certainty::Corrected);
    }

    /// The name in the label of `block`, if it has one.
    fn printed_name(&self, block: usize) -> Option<String> {
        let label = self.block_text(block).get(..self.blocks[block].label)?;
        let name = label.trim().trim_end_matches([':', '：']).trim();
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// Where the text that begins at `block` ends: at the next turn or heading.
    fn end_of_text(&self, block: usize) -> usize {
        let next_turn = self.turns.iter().map(|turn| turn.blocks.start).find(|&start| start > block);
        let limit = next_turn.unwrap_or(self.blocks.len());
        let is_heading = |at: &usize| matches!(self.blocks[*at].kind, BlockKind::Heading(_));
        (block + 1..limit).find(is_heading).unwrap_or(limit)
    }

    fn drop_turn(&mut self, block: usize) {
        let Some(turn) = self.turn_of(block) else { return };
        let dropped = self.turns.remove(turn);
        let goes_on = turn.checked_sub(1).filter(|&before| self.turns[before].blocks.end == dropped.blocks.start);
        if let Some(before) = goes_on {
            self.turns[before].blocks.end = dropped.blocks.end;
            self.turns[before].certainty = Certainty::Corrected;
        }
    }

    /// A heading ends the turn that it stands in; what stands behind it goes on as another turn of the same speaker.
    fn set_heading(&mut self, block: usize) {
        self.blocks[block].kind = BlockKind::Heading(LEVEL);
        self.blocks[block].label = 0;
        if let Some(turn) = self.turn_of(block) {
            let before = &mut self.turns[turn];
            let rest = Turn { blocks: block + 1..before.blocks.end, certainty: Certainty::Corrected, ..before.clone() };
            before.blocks.end = block;
            let is_empty = before.blocks.is_empty();
            if !rest.blocks.is_empty() {
                self.turns.insert(turn + 1, rest);
            }
            if is_empty {
                self.turns.remove(turn);
            }
        }
        self.find_sections();
        self.mark_section(block);
    }

    fn unset_heading(&mut self, block: usize) {
        if self.title == Some(block) {
            self.title = None;
        }
        if matches!(self.blocks[block].kind, BlockKind::Heading(_)) {
            self.blocks[block].kind = BlockKind::Paragraph;
            self.find_sections();
        }
    }

    fn set_speaker(&mut self, block: usize, name: &str) {
        if let Some(turn) = self.turn_of(block) {
            self.turns[turn].speaker = Some(name.to_owned());
            self.turns[turn].certainty = Certainty::Corrected;
        }
    }

    /// Makes the sections anew from the headings; what was known of their certainty is kept.
    fn find_sections(&mut self) {
        let known = std::mem::take(&mut self.sections);
        let level_of = |index: usize| match self.blocks[index].kind {
            BlockKind::Heading(level) if self.title != Some(index) => Some(level),
            _ => None,
        };
        let headings: Vec<(usize, u8)> =
            (0..self.blocks.len()).filter_map(|index| Some((index, level_of(index)?))).collect();
        for (at, &(start, level)) in headings.iter().enumerate() {
            let next = headings[at + 1..].iter().find(|(_, other)| *other <= level);
            let end = next.map_or(self.blocks.len(), |(start, _)| *start);
            let certainty = known.iter().find(|section| section.blocks.start == start).map(|section| section.certainty);
            self.sections.push(Section { level, blocks: start..end, certainty: certainty.unwrap_or_default() });
        }
    }

    fn mark_section(&mut self, block: usize) {
        let found = self.sections.iter_mut().find(|section| section.blocks.start == block);
        found.into_iter().for_each(|section| section.certainty = Certainty::Corrected);
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
fn unnamed(blocks: std::ops::Range<usize>) -> Turn {
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
    use super::super::block::Block;
    use super::*;

    /// A document of paragraphs, with turns over some of them.
    fn document(n_blocks: usize, turns: &[(TurnKind, std::ops::Range<usize>)]) -> Document {
        let mut document = Document::default();
        for index in 0..n_blocks {
            let start = document.text.len();
            document.text.push_str(&format!("第{index}段。\n"));
            let text = start..document.text.len() - 1;
            let kind = BlockKind::Paragraph;
            document.blocks.push(Block { kind, text, label: 0, spans: Vec::new(), source: Vec::new() });
        }
        let turn =
            |(kind, blocks): &(TurnKind, std::ops::Range<usize>)| Turn { kind: *kind, ..unnamed(blocks.clone()) };
        document.turns = turns.iter().map(turn).collect();
        document
    }

    fn check(
        verdicts: &[(usize, Verdict)],
        expected: &[(TurnKind, std::ops::Range<usize>, Option<usize>)],
    ) -> Document {
        let before = document(6, &[(TurnKind::Question, 1..2), (TurnKind::Answer, 2..5)]);
        let text = before.text.clone();
        let after = before.corrected(verdicts);
        let turns: Vec<_> = after.turns.iter().map(|turn| (turn.kind, turn.blocks.clone(), turn.number)).collect();
        assert_eq!(turns, expected);
        assert_eq!(after.text, text, "a correction never touches the text");
        after
    }

    #[test]
    fn a_turn_can_begin_inside_another() {
        use TurnKind::{Answer, Question};
        check(
            &[(3, Verdict::Begins(Question)), (4, Verdict::Begins(Answer))],
            &[(Question, 1..2, Some(1)), (Answer, 2..3, None), (Question, 3..4, Some(2)), (Answer, 4..5, None)],
        );
    }

    #[test]
    fn a_turn_can_begin_where_there_was_none() {
        use TurnKind::{Answer, Question, Statement};
        check(
            &[(5, Verdict::Begins(Question)), (0, Verdict::Begins(Statement))],
            &[(Statement, 0..1, None), (Question, 1..2, Some(1)), (Answer, 2..5, None), (Question, 5..6, Some(2))],
        );
    }

    #[test]
    fn of_two_verdicts_on_one_thing_the_last_holds() {
        use TurnKind::{Question, Statement};
        let mut before = document(6, &[(Question, 1..2), (TurnKind::Answer, 2..5)]);
        before.turns[1].speaker = Some("王".to_owned());
        let after = before.corrected(&[(2, Verdict::NoTurn), (2, Verdict::Begins(Statement))]);
        assert_eq!(after.turns[1].speaker.as_deref(), Some("王"));
        assert_eq!((after.turns[1].kind, after.turns[1].blocks.clone()), (Statement, 2..5));
        check(
            &[(3, Verdict::Heading), (3, Verdict::NoHeading)],
            &[(Question, 1..2, Some(1)), (TurnKind::Answer, 2..5, None)],
        );
    }

    #[test]
    fn a_turn_that_begins_at_a_label_has_the_name_that_is_printed() {
        let mut before = document(3, &[(TurnKind::Answer, 0..3)]);
        before.text.replace_range(before.blocks[1].text.clone(), "林：好");
        before.blocks[1].label = "林：".len();
        before.blocks[1].text.end = before.blocks[1].text.start + "林：好".len();
        let after = before.corrected(&[(1, Verdict::Begins(TurnKind::Question))]);
        assert_eq!(after.turns[1].speaker.as_deref(), Some("林"));
    }

    #[test]
    fn a_turn_that_is_none_goes_to_the_one_before() {
        use TurnKind::Question;
        check(&[(3, Verdict::NoTurn)], &[(Question, 1..5, Some(1))]);
    }

    #[test]
    fn a_heading_parts_a_turn_and_opens_a_section() {
        use TurnKind::{Answer, Question};
        let expected = [(Question, 1..2, Some(1)), (Answer, 2..3, None), (Answer, 4..5, None)];
        let after = check(&[(3, Verdict::Heading)], &expected);
        assert_eq!(after.sections.len(), 1);
        assert_eq!(after.sections[0].blocks, 3..6);
        assert_eq!(after.corrected(&[(3, Verdict::NoHeading)]).sections.len(), 0);
    }

    #[test]
    fn verdicts_survive_the_log() {
        let kinds = [TurnKind::Question, TurnKind::Answer, TurnKind::Statement].map(Verdict::Begins);
        let others = [Verdict::NoTurn, Verdict::Heading, Verdict::NoHeading, Verdict::Speaker("王".to_owned())];
        for verdict in kinds.into_iter().chain(others) {
            assert_eq!(Verdict::from_json(&verdict.to_json()), Some(verdict));
        }
        assert_eq!(Verdict::from_json(&serde_json::json!({"sings": true})), None);
    }
}
