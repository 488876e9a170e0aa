//! Small documents for tests of the model, written as one block a line.

use super::Document;
use super::block::{Block, BlockKind};
use super::turn::{Certainty, Turn, TurnKind};
use super::{Section, block::AsideKind};

/// A document of one block a line: `# ` a heading, `Q：` `A：` `S：` the first paragraph of a turn by a speaker of that
/// name, `( ` a caption, and anything else a paragraph of the turn before it.
pub(crate) fn specimen(lines: &str) -> Document {
    let mut document = Document::default();
    for line in lines.lines() {
        let block = document.blocks.len();
        let (kind, text) = match line.split_once(' ') {
            Some(("#", heading)) => (BlockKind::Heading(2), heading),
            Some(("(", caption)) => (BlockKind::Aside(AsideKind::Caption), caption),
            _ => (BlockKind::Paragraph, line),
        };
        let turn_kind = match text.split_once('：').map(|(label, _)| label) {
            Some("Q") => Some(TurnKind::Question),
            Some("A") => Some(TurnKind::Answer),
            Some("S") => Some(TurnKind::Statement),
            _ => None,
        };
        push_block(&mut document, kind, text, if turn_kind.is_some() { "Q：".len() } else { 0 });
        match turn_kind {
            Some(kind) => push_turn(&mut document, kind, &text[..1], block),
            None => document.turns.iter_mut().last().into_iter().for_each(|turn| turn.blocks.end = block + 1),
        }
        if matches!(kind, BlockKind::Heading(_)) {
            document.sections.push(Section { level: 2, blocks: block..block, certainty: Certainty::Certain });
        }
        document.sections.iter_mut().last().into_iter().for_each(|section| section.blocks.end = block + 1);
    }
    document
}

fn push_block(document: &mut Document, kind: BlockKind, text: &str, label: usize) {
    let start = document.text.len();
    document.text.push_str(text);
    let range = start..document.text.len();
    document.text.push('\n');
    document.blocks.push(Block::new(kind, range, label));
}

fn push_turn(document: &mut Document, kind: TurnKind, speaker: &str, block: usize) {
    let number = (kind == TurnKind::Question).then(|| document.questions().count() + 1);
    let speaker = Some(speaker.into());
    let blocks = block..block + 1;
    document.turns.push(Turn {
        kind,
        speaker,
        speaker_full: None,
        outlet: None,
        number,
        blocks,
        parts: Vec::new(),
        time: None,
        certainty: Certainty::Certain,
    });
}
