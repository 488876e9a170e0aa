//! What the line that is typed can mean: the commands of the palette, the questions, tags and speakers that it matches.

use std::collections::BTreeSet;

use super::command::Command;
use crate::app::App;
use crate::app::layers::prompt::PromptKind;
use crate::app::lists::card::{folded, one_line};
use crate::document::place::Place;
use crate::document::turn::Turn;
use crate::input::typed::Typed;
use crate::search::find_all;
use crate::search::query::Query;

/// Something to choose while a line is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What stands before it: a question's or a tag's number. May be empty.
    pub sign: String,
    /// What it is called.
    pub text: String,
    /// What choosing it means.
    pub means: Meaning,
}

/// What choosing something means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// To do this.
    Do(Command),
    /// To go there.
    Go(Place),
    /// To do what a word says that hands know.
    Typed(Typed),
    /// To have typed this.
    Word,
}

impl App {
    /// What can be chosen now; every word that was typed is part of it.
    pub fn choices(&self) -> Vec<Choice> {
        let Some(prompt) = &self.over.prompt else { return Vec::new() };
        match prompt.kind {
            PromptKind::Command => self.menu(prompt.text()),
            PromptKind::Question => self.questions_that_say(prompt.text()),
            PromptKind::Tag => self.known_tags(prompt.text()),
            PromptKind::Speaker => self.known_speakers(prompt.text()),
            PromptKind::Search | PromptKind::Filter => Vec::new(),
        }
    }

    /// The questions whose number, speaker or first words match.
    fn questions_that_say(&self, typed: &str) -> Vec<Choice> {
        /// Cells of a question that are looked through and shown.
        const WORDS: usize = 600;
        let pinyin = self.settings.pinyin;
        let whole = Query::new(typed).typed_in(pinyin);
        let choice = |turn: &Turn| {
            let number = turn.number?.to_string();
            let bodies = turn.blocks.clone().map(|block| self.document.body_text(block).trim());
            let words = one_line(&bodies.collect::<Vec<_>>().join(" "), WORDS);
            let speaker = turn.full_speaker().filter(|speaker| speaker.chars().count() > 1);
            let text = [speaker.unwrap_or_default(), words.trim()].join(" ").trim().to_owned();
            let others: Vec<&str> = typed.split_whitespace().filter(|word| folded(word) != number).collect();
            let rest = Query::new(&others.join(" ")).typed_in(pinyin);
            // the number may be one of the words
            let (found, is_reading) = find_all(&whole, &text);
            let matches = !found.is_empty() || rest.is_empty() || rest != whole && !find_all(&rest, &text).0.is_empty();
            let means = Meaning::Go(Place::start_of(turn.blocks.start));
            matches.then_some((is_reading, Choice { sign: number, text, means }))
        };
        let mut choices: Vec<(bool, Choice)> = self.document.turns.iter().filter_map(choice).collect();
        // what is read as was typed comes after what is written so
        choices.sort_by_key(|(is_reading, _)| *is_reading);
        choices.into_iter().map(|(_, choice)| choice).collect()
    }

    /// The tags that the digits give, then those used here.
    fn known_tags(&self, typed: &str) -> Vec<Choice> {
        let numbered = self.settings.tags.iter().take(9).enumerate();
        let numbered = numbered.map(|(index, tag)| ((index + 1).to_string(), tag.clone()));
        let used: BTreeSet<&String> = self.shelf.in_order().iter().flat_map(|(mark, _)| &mark.tags).collect();
        let others = used.into_iter().filter(|tag| !self.settings.tags.contains(tag));
        let others = others.map(|tag| ("#".to_owned(), tag.clone()));
        words(numbered.chain(others), typed)
    }

    /// Whoever speaks in the document.
    fn known_speakers(&self, typed: &str) -> Vec<Choice> {
        let names: BTreeSet<&str> = self.document.turns.iter().filter_map(Turn::full_speaker).collect();
        words(names.into_iter().map(|name| (String::new(), name.to_owned())), typed)
    }
}

/// The words that contain what was typed.
fn words(known: impl Iterator<Item = (String, String)>, typed: &str) -> Vec<Choice> {
    let typed = folded(typed.trim());
    let matching = known.filter(|(_, text)| folded(text).contains(&typed));
    matching.map(|(sign, text)| Choice { sign, text, means: Meaning::Word }).collect()
}
