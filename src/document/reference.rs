//! References: what a person cites a paragraph by, the same at every width and with every setting.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::Document;
use super::block::BlockKind;
use super::place::Place;
use super::turn::{Turn, TurnKind};

/// A paragraph of a document as it is cited: `Q3¶2`, `2024-03-07-Q03¶2`, `S1¶1`, `¶12`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The full date of the talk, where the document states it.
    pub date: Option<String>,
    /// The exchange; `None` for text that belongs to none.
    pub exchange: Option<Exchange>,
    /// The paragraph: of the exchange, counted from 1 over the question and its answers, or without an exchange the
    /// block of the document, counted likewise; `None` for the exchange as a whole.
    pub paragraph: Option<usize>,
}

/// Which exchange a reference names, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// The one that this question opens.
    Question(usize),
    /// Of those that no question opens, this one.
    Statement(usize),
}

/// A text that is no reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceError(pub String);

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.date.is_some() { 2 } else { 1 };
        if let Some(date) = &self.date {
            write!(f, "{date}-")?;
        }
        match self.exchange {
            Some(Exchange::Question(number)) => write!(f, "Q{number:0digits$}")?,
            Some(Exchange::Statement(number)) => write!(f, "S{number:0digits$}")?,
            None => {}
        }
        self.paragraph.map_or(Ok(()), |paragraph| write!(f, "¶{paragraph}"))
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Reads a reference as it is printed, or with `.` or `p` for `¶`, in either case and in full-width forms.
    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let plain: String = text.trim().chars().map(plain_form).collect();
        parse(&plain).ok_or_else(|| ReferenceError(text.to_owned()))
    }
}

/// The upper-case ASCII form of a character typed with an input method on; `¶` for its stand-ins.
fn plain_form(character: char) -> char {
    let narrow = match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '。' => '.',
        _ => character,
    };
    match narrow.to_ascii_uppercase() {
        '.' | 'P' | '§' => '¶',
        upper => upper,
    }
}

fn parse(text: &str) -> Option<Reference> {
    let (date, rest) = match text.get(..11) {
        Some(head) if head.get(..10).is_some_and(is_full_date) && head.ends_with('-') => {
            (Some(head[..10].to_owned()), &text[11..])
        }
        _ => (None, text),
    };
    let (exchange, paragraph) = match rest.split_once('¶') {
        Some((exchange, paragraph)) => (exchange, Some(count(paragraph)?)),
        None => (rest, None),
    };
    let exchange = match exchange.split_at_checked(1) {
        Some(("Q", number)) => Some(Exchange::Question(count(number)?)),
        Some(("S", number)) => Some(Exchange::Statement(count(number)?)),
        Some(_) => return None,
        None => None,
    };
    (exchange.is_some() || paragraph.is_some()).then_some(Reference { date, exchange, paragraph })
}

/// A number from 1 in ASCII digits.
fn count(text: &str) -> Option<usize> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?.filter(|&number| number > 0)
}

/// Whether `text` has the form `2024-03-07`.
fn is_full_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

/// The reference of the paragraph at `place`.
pub fn reference_of(document: &Document, place: Place) -> Reference {
    let date = document.date.clone().filter(|date| is_full_date(date));
    let found = document.turn_of(place.block).and_then(|turn| {
        let turns = document.exchange_of(turn);
        let paragraph = paragraphs(document, &turns).position(|block| block == place.block)? + 1;
        Some((exchange_at(document, turns.start), paragraph))
    });
    match found {
        Some((exchange, paragraph)) => Reference { date, exchange: Some(exchange), paragraph: Some(paragraph) },
        None => Reference { date, exchange: None, paragraph: Some(place.block + 1) },
    }
}

impl Reference {
    /// The reference without the date, as it is shown beside the text.
    pub fn short(&self) -> String {
        Reference { date: None, ..self.clone() }.to_string()
    }

    /// The place it names in `document`; its date is not compared.
    pub fn resolve(&self, document: &Document) -> Option<Place> {
        let block = match self.exchange {
            Some(exchange) => {
                let opening = openings(document).find(|&turn| exchange_at(document, turn) == exchange)?;
                let turns = document.exchange_of(opening);
                match self.paragraph {
                    Some(paragraph) => paragraphs(document, &turns).nth(paragraph.checked_sub(1)?)?,
                    None => document.turns[opening].blocks.start,
                }
            }
            None => self.paragraph?.checked_sub(1).filter(|&block| block < document.blocks.len())?,
        };
        Some(Place::start_of(block))
    }
}

/// Whether turn `index` opens an exchange: all do but the answers behind another turn.
fn opens(document: &Document, index: usize) -> bool {
    index == 0 || document.turns[index].kind != TurnKind::Answer
}

/// The turns that open exchanges.
fn openings(document: &Document) -> impl Iterator<Item = usize> + '_ {
    (0..document.turns.len()).filter(|&turn| opens(document, turn))
}

/// What the exchange is called that turn `opening` opens.
fn exchange_at(document: &Document, opening: usize) -> Exchange {
    let is_question = |turn: usize| document.turns[turn].kind == TurnKind::Question;
    let nth = openings(document).take_while(|&turn| turn <= opening);
    match is_question(opening) {
        true => Exchange::Question(nth.filter(|&turn| is_question(turn)).count()),
        false => Exchange::Statement(nth.filter(|&turn| !is_question(turn)).count()),
    }
}

/// The references of all turns, each that of its first paragraph, in one pass over the document.
pub fn references_of_turns(document: &Document) -> Vec<Reference> {
    let date = document.date.clone().filter(|date| is_full_date(date));
    let (mut n_questions, mut n_statements, mut n_paragraphs) = (0, 0, 0);
    let mut exchange = None;
    let reference = |(index, turn): (usize, &Turn)| {
        if opens(document, index) {
            let is_question = turn.kind == TurnKind::Question;
            let count = if is_question { &mut n_questions } else { &mut n_statements };
            *count += 1;
            exchange = Some(if is_question { Exchange::Question(*count) } else { Exchange::Statement(*count) });
            n_paragraphs = 0;
        }
        let first = n_paragraphs + 1;
        n_paragraphs += paragraphs(document, &(index..index + 1)).count();
        let is_cited = n_paragraphs >= first;
        let (exchange, paragraph) = if is_cited { (exchange, first) } else { (None, turn.blocks.start + 1) };
        Reference { date: date.clone(), exchange, paragraph: Some(paragraph) }
    };
    document.turns.iter().enumerate().map(reference).collect()
}

/// The blocks of these turns that count as paragraphs: what is said, without headings, labels of their own and asides.
fn paragraphs<'a>(document: &'a Document, turns: &Range<usize>) -> impl Iterator<Item = usize> + 'a {
    let blocks = document.turns[turns.clone()].iter().flat_map(|turn| turn.blocks.clone());
    blocks.filter(|&block| {
        let kind = document.blocks[block].kind;
        document.is_content(block) && !matches!(kind, BlockKind::Heading(_) | BlockKind::Label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::specimen::specimen;

    const TALK: &str = "开场的话\nS：欢迎\nQ：第一问？\nA：答一\n答二\n( 图片说明\n答三\n# 标题\nQ：第二问？\nA：答";

    #[test]
    fn every_block_has_a_reference_that_leads_back() {
        let mut document = specimen(TALK);
        for date in [None, Some("2024-03-07"), Some("--03-07")] {
            document.date = date.map(str::to_owned);
            for block in 0..document.blocks.len() {
                let printed = reference_of(&document, Place { block, byte: 3 }).to_string();
                let found = printed.parse::<Reference>().ok().and_then(|reference| reference.resolve(&document));
                assert_eq!(found, Some(Place::start_of(block)), "{printed}");
            }
        }
    }

    #[test]
    fn all_turns_at_once_have_the_references_of_their_first_paragraphs() {
        for talk in [TALK, "A：答\nA：再答\nQ：问？\n# 题\nS：话"] {
            let document = specimen(talk);
            let one_by_one = |turn: &Turn| {
                let mut blocks = turn.blocks.clone();
                let is_cited = |block: &usize| !matches!(document.blocks[*block].kind, BlockKind::Label);
                let first = blocks.find(is_cited).unwrap_or(turn.blocks.start);
                reference_of(&document, Place::start_of(first))
            };
            let expected: Vec<Reference> = document.turns.iter().map(one_by_one).collect();
            assert_eq!(references_of_turns(&document), expected);
        }
    }

    #[test]
    fn paragraphs_count_over_the_question_and_its_answers() {
        let mut document = specimen(TALK);
        let printed = |document: &Document, block| reference_of(document, Place::start_of(block)).to_string();
        let all: Vec<String> = (0..document.blocks.len()).map(|block| printed(&document, block)).collect();
        assert_eq!(all, ["¶1", "S1¶1", "Q1¶1", "Q1¶2", "Q1¶3", "¶6", "Q1¶4", "¶8", "Q2¶1", "Q2¶2"]);
        document.date = Some("2024-03-07".to_owned());
        assert_eq!(printed(&document, 8), "2024-03-07-Q02¶1");
    }

    #[test]
    fn a_reference_is_read_as_people_type_it() {
        for typed in ["Q3¶2", "q3.2", "Q3p2", "Ｑ３．２", "Ｑ３。２", " Q03¶2 "] {
            assert_eq!(typed.parse::<Reference>().map(|it| it.to_string()), Ok("Q3¶2".to_owned()), "{typed}");
        }
        for typed in ["", "Q", "Q0", "Q3¶", "3", "2024-03-07-", "问3", "2024-03-07Q3", "Q-3", "二〇二四年三月七日"]
        {
            assert!(typed.parse::<Reference>().is_err(), "{typed}");
        }
    }

    #[test]
    fn what_is_not_there_has_no_place() {
        let document = specimen(TALK);
        for reference in ["Q3", "Q1¶5", "S2", "¶99"] {
            assert_eq!(reference.parse::<Reference>().map(|it| it.resolve(&document)), Ok(None), "{reference}");
        }
    }
}
