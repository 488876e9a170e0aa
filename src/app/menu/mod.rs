//! The menu: everything that can be done here, with its keys, filtered by what is typed in any language of wenda; and where
//! what is typed leads: a number, a share, a reference, a section, a speaker, a word that hands know.

pub mod choices;
pub mod command;

use self::choices::{Choice, Meaning};
use self::command::{Command, Offer, is_place};
use crate::app::lists::card::folded;
use crate::app::message::{AboutLayout, AboutOpening, AboutTyped, Message};
use crate::app::{App, Effect};
use crate::document::place::Place;
use crate::input::action::Action;
use crate::input::keymap::Context;
use crate::input::typed::{Takes, Typed};
use crate::search::find_all;
use crate::search::query::Query;

/// Keys that are shown of an action.
const KEYS: usize = 3;

/// The share that was typed, in percent: `50%`.
pub fn typed_share(typed: &str) -> Option<usize> {
    let digits = typed.trim().strip_suffix(['%', '％'])?;
    let digit = |c: char| crate::input::key::Key::char(c).digit();
    let number = digits.chars().map(digit).try_fold(0_usize, |sum, digit| Some((sum * 10 + digit?).min(1000)));
    number.filter(|number| !digits.is_empty() && *number <= 100)
}

impl App {
    /// What was typed, without the word that stands before the number of a question on the screen: `问 2` is its second.
    pub(in crate::app) fn without_question<'a>(&self, typed: &'a str) -> &'a str {
        let typed = typed.trim();
        let number = typed.strip_prefix(self.settings.question.as_str()).map(str::trim_start);
        number.filter(|number| !number.is_empty() && number.chars().all(char::is_numeric)).unwrap_or(typed)
    }

    /// What can be done: all of it, or what is called as was typed; then where that leads.
    pub(in crate::app) fn menu(&self, typed: &str) -> Vec<Choice> {
        let typed = self.without_question(typed);
        if is_place(typed) {
            return Vec::new();
        }
        let parts: Vec<String> = folded(typed).split_whitespace().map(str::to_owned).collect();
        let said = |text: &str| {
            let text = folded(text);
            parts.iter().all(|part| text.contains(part))
        };
        let mut choices = self.choices_called(typed, &said);
        if !typed.is_empty() && Typed::parse(typed).is_none() {
            choices.extend(self.choices_described(&said));
        }
        if !choices.is_empty() {
            return choices;
        }
        // letters that nothing is called by are pinyin
        let query = Query::new(&typed.to_lowercase()).typed_in(self.settings.pinyin);
        self.choices_called(typed, &|text| !find_all(&query, text).0.is_empty())
    }

    /// What is called otherwise, but has what was typed in its sentence: the theme where `colours` was.
    fn choices_described(&self, said: &dyn Fn(&str) -> bool) -> Vec<Choice> {
        let is_only_described = |offer: &&Offer| !said(&offer.words_for_search()) && said(&offer.sentences);
        let offers = self.settings.offers.iter().filter(|offer| self.is_possible(offer));
        offers.filter(is_only_described).map(|offer| self.choice_of(offer)).collect()
    }

    /// What is called so, in the order of the menu.
    fn choices_called(&self, typed: &str, said: &dyn Fn(&str) -> bool) -> Vec<Choice> {
        let mut choices: Vec<Choice> = self.typed_word(typed).into_iter().collect();
        let exports = |choice: &Choice| matches!(choice.means, Meaning::Typed(Typed::Export(_)));
        let is_there = choices.iter().any(exports);
        let offers = self.settings.offers.iter().filter(|offer| {
            let is_again = is_there && offer.command == Command::Export;
            !is_again && self.is_possible(offer) && said(&offer.words_for_search())
        });
        let mut offers: Vec<&Offer> = offers.collect();
        offers.sort_by_key(|offer| self.rank(offer));
        choices.extend(offers.into_iter().map(|offer| self.choice_of(offer)));
        if !typed.is_empty() {
            choices.extend(self.sections_called(said));
            choices.extend(self.speakers_called(said));
        }
        choices
    }

    fn choice_of(&self, offer: &Offer) -> Choice {
        let sign = match &offer.command {
            Command::Do(action) => {
                let word = Typed::word_of(*action).map(|word| format!(":{word}"));
                self.keymap().keys_for(*action).into_iter().take(KEYS).chain(word).collect::<Vec<_>>().join(" ")
            }
            Command::Export => format!(":{}", Takes::Export.word()),
            Command::Begin(takes) => format!(":{}", takes.word()),
            Command::Correct(_) | Command::NameSpeaker => String::new(),
        };
        Choice { sign, text: offer.words.clone(), means: Meaning::Do(offer.command.clone()) }
    }

    /// Whether something can be done here: its keys hold here, or it has none.
    fn is_possible(&self, offer: &Offer) -> bool {
        let Command::Do(action) = offer.command else { return true };
        let (keymap, context) = (self.keymap(), self.context());
        let has_keys = !keymap.keys_for(action).is_empty();
        !has_keys || keymap.has(Context::Everywhere, action) || keymap.has(context, action)
    }

    /// Where it stands in the menu: first what is of the layer at hand; before everything else corrections, where the structure
    /// is a guess, and after everything, with what is written to a file, where it is none.
    fn rank(&self, offer: &Offer) -> usize {
        match offer.command {
            Command::Do(action) if self.context() != Context::Everywhere => {
                usize::from(!self.keymap().has(self.context(), action)) * 2
            }
            Command::Do(_) => 2,
            Command::Correct(_) | Command::NameSpeaker if self.doubt().is_some() => 1,
            Command::Export | Command::Begin(_) | Command::Correct(_) | Command::NameSpeaker => 3,
        }
    }

    /// The word that hands know, if that was typed, as what stands first.
    fn typed_word(&self, typed: &str) -> Option<Choice> {
        let means = Typed::parse(typed)?;
        let called = |action: Action| {
            let offer = self.settings.offers.iter().find(|offer| offer.command == Command::Do(action))?;
            Some(self.choice_of(offer))
        };
        let known = match &means {
            Typed::Do(action) => called(*action),
            Typed::Open(_) | Typed::Write(_) | Typed::Export(_) | Typed::Set(..) => None,
        };
        let (sign, text) = known.map_or((String::new(), typed.to_owned()), |choice| (choice.sign, choice.text));
        Some(Choice { sign, text, means: Meaning::Typed(means) })
    }

    /// The sections whose headings say what was typed.
    fn sections_called(&self, said: &dyn Fn(&str) -> bool) -> Vec<Choice> {
        let sections = self.document.sections.iter().enumerate();
        let choice = |(index, section): (usize, &crate::document::Section)| {
            let text = self.document.heading(index).trim().to_owned();
            let means = Meaning::Go(Place::start_of(section.blocks.start));
            (!text.is_empty() && said(&text)).then_some(Choice { sign: "§".to_owned(), text, means })
        };
        sections.filter_map(choice).collect()
    }

    /// The speakers whose names say what was typed; each leads to where they speak next, or first.
    fn speakers_called(&self, said: &dyn Fn(&str) -> bool) -> Vec<Choice> {
        let here = self.viewport.place().block;
        let mut found: Vec<Choice> = Vec::new();
        for turn in &self.document.turns {
            let Some(name) = turn.full_speaker().filter(|name| name.chars().count() > 1 && said(name)) else {
                continue;
            };
            let start = Place::start_of(turn.blocks.start);
            let Some(known) = found.iter_mut().find(|choice| choice.text == name) else {
                found.push(Choice { sign: "@".to_owned(), text: name.to_owned(), means: Meaning::Go(start) });
                continue;
            };
            let is_behind = matches!(known.means, Meaning::Go(place) if place.block <= here);
            if is_behind && start.block > here {
                known.means = Meaning::Go(start);
            }
        }
        found
    }

    /// Goes to a share of the text.
    pub(in crate::app) fn jump_to_share(&mut self, percent: usize) {
        if percent >= 100 {
            let here = self.viewport.place();
            self.history.leave(here);
            return self.viewport.show_end(&self.document);
        }
        let all = self.document.text.len();
        self.jump(self.document.place_at(all / 100 * percent + all % 100 * percent / 100));
    }

    /// Does what a word says that hands know.
    pub(in crate::app) fn run_typed(&mut self, word: Typed) -> Option<Effect> {
        match word {
            Typed::Do(action) => return self.update(action, None),
            Typed::Open(path) if path.is_empty() => {
                self.told.message = Some(Message::Typed(AboutTyped::NamesNothing("e".to_owned())))
            }
            Typed::Open(path) => return Some(Effect::Open(path, None)),
            // what would be written is of the text below
            Typed::Write(_) | Typed::Export(_) if self.documents.open.is_some() => {
                self.told.message = Some(Message::Opening(AboutOpening::OnlyInText));
            }
            Typed::Write(target) => return self.write_text(target),
            Typed::Export(target) => return self.export(target),
            Typed::Set(name, value) => return self.set(&name, &value),
        }
        None
    }

    /// Sets what can be set while reading; tells what that is where it is something else.
    fn set(&mut self, name: &str, value: &str) -> Option<Effect> {
        match name {
            "measure" => {
                let wanted = value.parse().ok().filter(|wanted: &usize| *wanted >= crate::app::page::NARROWEST);
                let Some(wanted) = wanted else {
                    self.told.message = Some(Message::Typed(AboutTyped::NoSetting(format!("measure {value}"))));
                    return None;
                };
                self.settings.measure = wanted;
                self.told.message = Some(Message::Layout(AboutLayout::Width(wanted)));
                Some(Effect::Remember("measure", wanted.to_string()))
            }
            "theme" => {
                let Some(at) = self.settings.themes.iter().position(|theme| theme == value) else {
                    self.told.message = Some(Message::Typed(AboutTyped::NoSetting(format!("theme {value}"))));
                    return None;
                };
                self.settings.themes.rotate_left(at);
                self.told.message = Some(Message::Theme(value.to_owned()));
                Some(Effect::Remember("theme", value.to_owned()))
            }
            _ => {
                self.told.message = Some(Message::Typed(AboutTyped::NoSetting(name.to_owned())));
                None
            }
        }
    }
}
