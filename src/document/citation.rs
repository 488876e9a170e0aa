//! A passage as it is quoted elsewhere: its words, who said them where, and the question that they answer. What leaves
//! wenda names its place in full, with the date of the talk (`2024-03-07-Q03¶2`); the short form (`Q3¶2`) is for the screen,
//! beside the text. Both lead back.

use super::Document;
use super::anchor::{Anchor, Asked, asked};
use super::moment::clock;
use super::place::Passage;
use super::reference::reference_of;
use super::shared::Shared;

/// What can be said of a passage where it is quoted.
#[derive(Debug, Clone, Default)]
pub struct Citation {
    text: String,
    values: Vec<Value>,
}

/// What a template can hold.
pub const PLACEHOLDERS: &[&str] =
    &["{text}", "{speaker}", "{title}", "{reference}", "{date}", "{question}", "{time}", "{asker}", "{asked}"];

/// A name that a template can hold, with what is known.
type Value = (&'static str, Option<String>);

impl Citation {
    /// The citation of a passage; `None` where it has no text.
    pub fn of(document: &Document, passage: Passage) -> Option<Self> {
        let text = document.text.get(document.offset(passage.start)..document.offset(passage.end))?;
        let turn = document.turn_of(passage.start.block);
        let anchor = Anchor {
            exact: text.to_owned(),
            speaker: turn.and_then(|turn| document.turns[turn].speaker.as_deref().map(Shared::from)),
            question: turn.and_then(|turn| document.turns[document.exchange_of(turn).start].number),
            reference: Some(reference_of(document, passage.start).to_string()),
            asked: turn.and_then(|turn| asked(document, turn).map(Shared::from)),
            ..Anchor::default()
        };
        let mut citation = Citation::of_anchor(document, &anchor);
        citation.values.push(("{time}", document.time_at(passage.start).map(clock)));
        (!text.is_empty()).then_some(citation)
    }

    /// The citation of a passage that is no longer in the document, as it was when it was marked.
    pub fn of_anchor(document: &Document, anchor: &Anchor) -> Self {
        let Anchor { speaker, question, reference, asked, .. } = anchor.clone();
        let Asked { speaker: asker, words } = asked.as_deref().cloned().unwrap_or_default();
        let asked = words.split('\n').collect::<Vec<_>>().join(" ");
        let values = vec![
            ("{text}", Some(anchor.exact.clone())),
            ("{speaker}", speaker.as_deref().map(str::to_owned)),
            ("{title}", document.title_text().map(str::to_owned)),
            ("{reference}", reference),
            ("{question}", question.map(|number| number.to_string())),
            ("{asker}", asker),
            ("{asked}", Some(asked).filter(|words| !words.is_empty())),
            ("{date}", document.date.clone()),
        ];
        Citation { text: anchor.exact.clone(), values }
    }

    /// The words alone.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The citation in the form of a template with `{text}`, `{speaker}` and so on. What is not known is left out together
    /// with the mark before it, and a line that has nothing else to say is left out as a whole.
    pub fn written(&self, template: &str) -> String {
        let lines: Vec<String> = template.trim_end().lines().filter_map(|line| self.line(line)).collect();
        lines.join("\n")
    }

    /// A line of a template filled in; `None` where nothing that it asks for is known.
    fn line(&self, template: &str) -> Option<String> {
        let (known, unknown): (Vec<&Value>, Vec<&Value>) =
            self.values.iter().filter(|(name, _)| template.contains(name)).partition(|(_, value)| value.is_some());
        if known.is_empty() && !unknown.is_empty() {
            return None;
        }
        Some(filled(&unknown.into_iter().fold(template.to_owned(), |line, (name, _)| without(&line, name)), &known))
    }
}

/// `template` with its names replaced by their values; what these say is not searched for names.
fn filled(template: &str, known: &[&Value]) -> String {
    let (mut out, mut rest) = (String::new(), template);
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let len = match known.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, value)) => {
                out.push_str(value.as_deref().unwrap_or_default());
                name.len()
            }
            None => {
                out.push('{');
                1
            }
        };
        rest = &rest[len..];
    }
    out + rest
}

/// `template` without `name` and the marks that part it from what stands before, or else behind.
fn without(template: &str, name: &str) -> String {
    const PARTING: &[char] = &[',', '，', '、', ';', '；', ' '];
    let mut left = template.to_owned();
    while let Some(at) = left.find(name) {
        let (before, behind) = (&left[..at], &left[at + name.len()..]);
        let cut = before.trim_end_matches(PARTING);
        left = if cut.len() < before.len() {
            format!("{cut}{behind}")
        } else {
            format!("{before}{}", behind.trim_start_matches(PARTING))
        };
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::place::Place;
    use crate::document::specimen::specimen;

    #[test]
    fn what_is_not_known_leaves_no_comma() {
        assert_eq!(without("“{text}”（{speaker}，{title}）", "{speaker}"), "“{text}”（{title}）");
        assert_eq!(without("“{text}” ({speaker}, {title})", "{title}"), "“{text}” ({speaker})");
    }

    #[track_caller]
    fn check(block: usize, template: &str, expected: &str) {
        let mut document = specimen("Q：今年贸易{date}如何？\nA：创纪录。{speaker}");
        document.date = Some("2024-03-07".to_owned());
        let label = document.blocks[block].label;
        let end = Place { block, byte: document.block_text(block).len() };
        let citation = Citation::of(&document, Passage { start: Place { block, byte: label }, end });
        assert_eq!(citation.map(|it| it.written(template)).as_deref(), Some(expected));
    }

    #[test]
    fn a_passage_carries_its_question_and_its_place_in_full() {
        let template = "“{text}” ({reference}, {title})\n{asker}: {asked}\n";
        check(1, template, "“创纪录。{speaker}” (2024-03-07-Q01¶2)\nQ: 今年贸易{date}如何？");
        check(0, template, "“今年贸易{date}如何？” (2024-03-07-Q01¶1)");
        check(1, "没有名字的一行\n{question} {date}", "没有名字的一行\n1 2024-03-07");
    }
}
