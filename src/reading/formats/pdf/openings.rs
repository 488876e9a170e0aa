//! Openings: what lines of print begin with where somebody speaks. A line that happens to be full says nothing of whether the
//! next goes on with it: two speeches would be one paragraph.

use std::collections::HashSet;

use super::paragraphs::Paragraph;
use super::words::Line as Printed;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Line};
use crate::reading::labels::shapes::{self, Shape};
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap::ends_sentence;

/// The names that paragraphs of a document begin with, or lines after a sentence, set off as labels are.
pub(crate) struct Openings<'a> {
    names: HashSet<String>,
    lexicon: &'a Lexicon,
}

impl<'a> Openings<'a> {
    pub(crate) fn of(paragraphs: &[Paragraph], lexicon: &'a Lexicon) -> Self {
        let text = paragraphs.iter().filter(|paragraph| paragraph.aside.is_none());
        let mut names = HashSet::new();
        for paragraph in text {
            names.extend(paragraph.lines.first().and_then(|line| opening(line, lexicon)).map(|(name, _)| name));
            let pairs = paragraph.lines.windows(2).filter(|pair| ends_sentence(&pair[0].text()));
            let inner = pairs.filter_map(|pair| opening(&pair[1], lexicon)).filter(|(_, is_colon)| *is_colon);
            names.extend(inner.map(|(name, _)| name));
        }
        Openings { names, lexicon }
    }

    /// Whether `line`, which is not the first of its paragraph, begins as a speech does: with a name that begins another, or,
    /// where what stands `before` it is complete, with any before a colon.
    pub(crate) fn begins(&self, before: &str, line: &Printed) -> bool {
        let found = opening(line, self.lexicon);
        found.is_some_and(|(name, is_colon)| self.names.contains(&name) || is_colon && ends_sentence(before))
    }
}

/// The name that a line begins with, and whether a colon sets it off, if what it begins with is set like a label.
fn opening(line: &Printed, lexicon: &Lexicon) -> Option<(String, bool)> {
    let text = line.text();
    let draft = Draft::new(BlockKind::Paragraph, vec![Line::plain(&text, 0..text.len())?]);
    let label = shapes::label(&draft, 0, lexicon)?;
    let is_colon = match label.shape {
        Shape::Colon => true,
        Shape::Bracket | Shape::Circle | Shape::Dash | Shape::Stop | Shape::Spaces => false,
        // These are told by more than a line of print.
        Shape::OwnLine | Shape::Round | Shape::Strong | Shape::Voice | Shape::Term | Shape::Cell => return None,
        Shape::Induced | Shape::Asked | Shape::Answered => return None,
    };
    Some((label.name_in(draft.first()).to_owned(), is_colon))
}

#[cfg(test)]
mod tests {
    use super::super::paragraphs::{Setting, of_block};
    use super::super::printed::words;
    use super::super::{columns, drafts};
    use super::*;

    /// Checks the lines of the blocks of a page of one column.
    fn check(page: &[&str], expected: &[&str]) {
        let (setting, lexicon) = (Setting { body: 10.0, is_indented: false }, Lexicon::default_words());
        let blocks = columns::blocks(words(page));
        let paragraphs: Vec<Paragraph> =
            blocks.into_iter().flat_map(|block| of_block(block, setting, 0, &lexicon)).collect();
        let (drafts, _) = drafts::drafts(paragraphs, 10.0, &lexicon);
        let text = |draft: &Draft| draft.lines.iter().map(Line::text).collect::<Vec<_>>().join("/");
        assert_eq!(drafts.iter().map(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_full_line_does_not_join_two_speeches() {
        check(
            &[
                "Keeper: The lamp was lit at six, and",
                "it burned until the boat had come in.",
                "Reporter: And who had lit it, if you",
                "were not here on that day?",
                "Keeper: My brother had. He lit it and",
                "Reporter: You mean that he was here?",
            ],
            &[
                "Keeper: The lamp was lit at six, and it burned until the boat had come in./Reporter: And who had lit it, if you were not here on that day?",
                "Keeper: My brother had. He lit it and/Reporter: You mean that he was here?",
            ],
        );
    }

    #[test]
    fn a_colon_within_a_sentence_begins_nothing() {
        check(
            &["The keeper asked what they all asked", "that day: who had lit it? Nobody knew."],
            &["The keeper asked what they all asked that day: who had lit it? Nobody knew."],
        );
    }
}
