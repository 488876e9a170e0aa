//! The words by which speakers are known: `assets/labels.toml`, with a person's own file laid over it.

mod calendar;
mod faults;
mod fields;
mod file;
mod folding;
mod occurring;
mod pairs;
mod role;
mod shapes;
mod table;
mod words;

use rustc_hash::FxHashSet;

pub(crate) use calendar::{Calendar, Numbered, Units};
use faults::line_of;
pub use faults::{LexiconError, WrongLabels};
pub(crate) use fields::{Field, Fields};
use file::{File, Lists, NotListed};
pub(crate) use folding::{Folded, fold, fold_onto, half_width};
pub(crate) use pairs::{Letters, Pairs};
pub(crate) use role::Role;
pub(crate) use shapes::{Between, Separator, Shapes, Slot};
pub(crate) use table::{Entry, Table};
pub(crate) use words::Words;

const DEFAULT: &str = include_str!("../../../assets/labels.toml");

/// Words that tell labels, roles, outlets, asides and questions.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// The lists as written, by their keys.
    written: Lists,
    pub(crate) question: Words,
    pub(crate) answer: Words,
    pub(crate) follow_up: Words,
    pub(crate) asker: Words,
    pub(crate) host: Words,
    pub(crate) chair: Words,
    pub(crate) answerer: Words,
    pub(crate) member: Words,
    pub(crate) may_answer: Words,
    pub(crate) voice: Words,
    /// The lists that name a part as one table, in the order in which a name is looked for in them.
    pub(crate) parts: Table,
    pub(crate) surnames: FxHashSet<char>,
    pub(crate) shapes: Shapes,
    pub(crate) calendar: Calendar,
    pub(crate) numbered: Numbered,
    pub(crate) double_surnames: Words,
    pub(crate) titles: Words,
    pub(crate) courtesy: Words,
    pub(crate) sent_from: Words,
    pub(crate) sent_to: Words,
    pub(crate) particles: Words,
    pub(crate) outlet_ends: Words,
    pub(crate) outlets: Words,
    pub(crate) not_outlets: Words,
    pub(crate) articles: Words,
    pub(crate) name_articles: Words,
    pub(crate) outlet_joints: Words,
    pub(crate) introductions: Words,
    pub(crate) presents: Words,
    pub(crate) am: Words,
    pub(crate) reporters: Words,
    pub(crate) links: Words,
    pub(crate) reported: Words,
    pub(crate) received: Words,
    pub(crate) never: Words,
    pub(crate) never_starts: Words,
    pub(crate) never_ends: Words,
    pub(crate) never_parts: Words,
    pub(crate) date_keys: Words,
    pub(crate) place_keys: Words,
    pub(crate) matter_keys: Words,
    pub(crate) notes: Words,
    pub(crate) credits: Words,
    pub(crate) divisions: Words,
    pub(crate) session: Words,
    pub(crate) credit_ends: Words,
    pub(crate) credit_starts: Words,
    pub(crate) jump: Words,
    pub(crate) boilerplate: Words,
    /// Lines that say that the text ends.
    pub(crate) text_ends: Words,
    pub(crate) question_ends: Words,
    pub(crate) weak_ends: Words,
    pub(crate) asking: Words,
    pub(crate) answering: Words,
    pub(crate) addresses: Words,
    pub(crate) selves: Words,
    pub(crate) behind_quotes: Words,
    pub(crate) hands_over: Words,
    pub(crate) greets: Words,
    pub(crate) opens: Words,
    pub(crate) closes: Words,
    pub(crate) interviews: Words,
    pub(crate) conversations: Words,
    pub(crate) announces: Words,
    pub(crate) part_first: Words,
    pub(crate) part_second: Words,
    pub(crate) part_third: Words,
    pub(crate) stated_title: Words,
    pub(crate) stated_date: Words,
    pub(crate) stated_place: Words,
    pub(crate) stated_speakers: Words,
    pub(crate) fields: Fields,
}

impl Lexicon {
    /// The words that wenda comes with, as a file that a person can edit.
    pub const SOURCE: &str = DEFAULT;

    /// The words that wenda comes with.
    pub fn default_words() -> Self {
        Lexicon::default().under(File::shipped(DEFAULT), DEFAULT).expect("assets/labels.toml is checked by a test")
    }

    /// These words with a person's own file laid over them: its words are added, those with a minus sign taken away.
    ///
    /// # Errors
    /// The first thing that is wrong with the file.
    pub fn with(&self, overlay: &str) -> Result<Self, LexiconError> {
        let (added, wrong) = File::own(overlay);
        if let Some(first) = wrong.into_iter().next() {
            return Err(first);
        }
        self.under(added, overlay)
    }

    /// The same with a file of which only a part may be right: that part is laid over them, and all that is wrong is told.
    pub fn with_all_of(&self, overlay: &str) -> (Self, Vec<LexiconError>) {
        /// A file with more faults is taken for no file of labels.
        const MOST: usize = 200;
        let (mut added, mut faults) = File::own(overlay);
        while faults.len() < MOST {
            match self.under(added.clone(), overlay) {
                Ok(lexicon) => {
                    faults.sort_by_key(|fault| fault.line);
                    return (lexicon, faults);
                }
                Err(fault) => {
                    added.leave_out(&fault.wrong);
                    faults.push(fault);
                }
            }
        }
        (Lexicon::default_words(), faults)
    }

    /// These words with a file laid over them, which was read from `overlay`.
    fn under(&self, added: File, overlay: &str) -> Result<Self, LexiconError> {
        let mut lexicon = Lexicon { written: self.written.clone(), ..Lexicon::default() };
        added.lay_over(&mut lexicon.written).map_err(|missing| not_listed(overlay, missing))?;
        lexicon.index(overlay)?;
        Ok(lexicon)
    }

    /// Whether a folded key tells about the talk: `地点`, `取材・文`.
    pub(crate) fn is_matter(&self, key: &str) -> bool {
        let mut parts =
            key.split(['・', '·', '/', '／', '、', '&', '＆', '+', '|', '｜']).filter(|part| !part.is_empty());
        let mut is_credit = || parts.clone().count() > 1 && parts.all(|part| self.credits.has(part));
        // 採訪整理: two of them without a mark between.
        let is_pair = || {
            let behind = self.credits.start_of(key).map(|first| &key[first.len()..]);
            behind.is_some_and(|second| self.credits.has(second))
        };
        [&self.date_keys, &self.place_keys, &self.matter_keys].iter().any(|keys| keys.has(key))
            || is_credit()
            || is_pair()
    }

    /// Makes the word lists of what is written; a key that nobody reads is an error.
    fn index(&mut self, overlay: &str) -> Result<(), LexiconError> {
        let mut written = self.written.clone();
        let surnames = written.remove("surnames").unwrap_or_default();
        self.surnames = surnames.iter().flat_map(|names| names.chars()).collect();
        let shapes = Shapes::new(written.remove("shapes").unwrap_or_default());
        self.shapes = shapes.map_err(|shape| LexiconError {
            line: line_of(overlay, &shape),
            wrong: WrongLabels::NoShape(shape.into_owned()),
        })?;
        self.calendar = Calendar::taken_from(&mut written).map_err(|row| LexiconError {
            line: line_of(overlay, &row),
            wrong: WrongLabels::NoNumberedName(row.into_owned()),
        })?;
        self.numbered = Numbered::taken_from(&mut written);
        self.fields = Fields::taken_from(&mut written);
        let mut take = |(key, words): (&str, &mut Words)| *words = Words::new(written.remove(key).unwrap_or_default());
        self.lists_of_names().into_iter().for_each(&mut take);
        self.lists_of_texts().into_iter().for_each(&mut take);
        self.parts = Table::new(&[
            &self.question,
            &self.answer,
            &self.asker,
            &self.host,
            &self.chair,
            &self.answerer,
            &self.voice,
            &self.member,
        ]);
        match written.keys().next() {
            Some(key) => {
                let line =
                    overlay.lines().position(|line| line.trim_start().starts_with(key.as_ref())).unwrap_or(0) + 1;
                let (name, near) = (key.to_string(), File::shipped(DEFAULT).near_key(key));
                Err(LexiconError { line, wrong: WrongLabels::UnknownList { name, near } })
            }
            None => Ok(()),
        }
    }

    /// The lists for names by their keys in a file …
    fn lists_of_names(&mut self) -> [(&'static str, &mut Words); 29] {
        [
            ("question", &mut self.question),
            ("answer", &mut self.answer),
            ("follow_up", &mut self.follow_up),
            ("asker", &mut self.asker),
            ("host", &mut self.host),
            ("chair", &mut self.chair),
            ("answerer", &mut self.answerer),
            ("member", &mut self.member),
            ("may_answer", &mut self.may_answer),
            ("voice", &mut self.voice),
            ("double_surnames", &mut self.double_surnames),
            ("titles", &mut self.titles),
            ("courtesy", &mut self.courtesy),
            ("sent_from", &mut self.sent_from),
            ("sent_to", &mut self.sent_to),
            ("particles", &mut self.particles),
            ("outlet_ends", &mut self.outlet_ends),
            ("outlets", &mut self.outlets),
            ("not_outlets", &mut self.not_outlets),
            ("articles", &mut self.articles),
            ("name_articles", &mut self.name_articles),
            ("outlet_joints", &mut self.outlet_joints),
            ("introductions", &mut self.introductions),
            ("presents", &mut self.presents),
            ("am", &mut self.am),
            ("reporters", &mut self.reporters),
            ("links", &mut self.links),
            ("reported", &mut self.reported),
            ("received", &mut self.received),
        ]
    }

    /// … and those for what else a text says.
    fn lists_of_texts(&mut self) -> [(&'static str, &mut Words); 37] {
        [
            ("never", &mut self.never),
            ("never_starts", &mut self.never_starts),
            ("never_ends", &mut self.never_ends),
            ("never_parts", &mut self.never_parts),
            ("date", &mut self.date_keys),
            ("place", &mut self.place_keys),
            ("matter", &mut self.matter_keys),
            ("notes", &mut self.notes),
            ("credits", &mut self.credits),
            ("divisions", &mut self.divisions),
            ("session", &mut self.session),
            ("credit_ends", &mut self.credit_ends),
            ("credit_starts", &mut self.credit_starts),
            ("jump", &mut self.jump),
            ("boilerplate", &mut self.boilerplate),
            ("text_ends", &mut self.text_ends),
            ("question_ends", &mut self.question_ends),
            ("weak_ends", &mut self.weak_ends),
            ("asking", &mut self.asking),
            ("answering", &mut self.answering),
            ("addresses", &mut self.addresses),
            ("selves", &mut self.selves),
            ("behind_quotes", &mut self.behind_quotes),
            ("hands_over", &mut self.hands_over),
            ("greets", &mut self.greets),
            ("opens", &mut self.opens),
            ("closes", &mut self.closes),
            ("interviews", &mut self.interviews),
            ("conversations", &mut self.conversations),
            ("announces", &mut self.announces),
            ("part_first", &mut self.part_first),
            ("part_second", &mut self.part_second),
            ("part_third", &mut self.part_third),
            ("front_title", &mut self.stated_title),
            ("front_date", &mut self.stated_date),
            ("front_place", &mut self.stated_place),
            ("front_speakers", &mut self.stated_speakers),
        ]
    }
}

fn not_listed(overlay: &str, NotListed { word, key, near }: NotListed) -> LexiconError {
    LexiconError { line: line_of(overlay, &word), wrong: WrongLabels::NotListed { word, list: key, near } }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_words_that_wenda_comes_with_can_be_read() {
        let words = Lexicon::default_words();
        assert!(words.asker.has("记者") && words.question.has("q") && words.surnames.contains(&'王'));
    }

    #[test]
    fn a_persons_own_words_are_laid_over() {
        let words = Lexicon::default_words().with("[zh]\nasker = [\"探问人\", \"-记者\"]\n").unwrap();
        assert!(words.asker.has("探问人") && !words.asker.has("记者") && words.asker.has("記者"));
    }

    #[test]
    fn an_error_names_its_line() {
        let words = Lexicon::default_words();
        assert_eq!(words.with("version = 1\n\n[zh]\nasker = 3\n").unwrap_err().line, 4);
        assert_eq!(words.with("[zh]\nhost = []\naskers = []\n").unwrap_err().line, 3);
        assert_eq!(words.with("asker = [\"探问人\"]\n").unwrap_err().line, 1);
        assert_eq!(words.with("[zh]\n\nshapes = [\"name：\"]\n").unwrap_err().line, 3);
        assert_eq!(words.with("version = 9\n").unwrap_err().line, 1);
    }

    #[test]
    fn a_word_is_taken_away_however_it_is_spelled_and_one_that_is_nowhere_is_named() {
        let words = Lexicon::default_words();
        let taken = words.with("[en]\nasker = [\"-REPORTER\"]\n").unwrap();
        assert!(words.asker.has("reporter") && !taken.asker.has("reporter"));
        let error = words.with("[en]\nhost = []\nasker = [\"-reportr\"]\n").unwrap_err();
        let WrongLabels::NotListed { word, list, near } = error.wrong else { panic!("{error:?}") };
        assert_eq!((error.line, word.as_str(), list.as_str()), (3, "-reportr", "asker"));
        assert_eq!(near.first().map(String::as_str), Some("Reporter"));
        let error = words.with("[en]\nasker = [\"-qwertyuiop\"]\n").unwrap_err();
        assert!(matches!(&error.wrong, WrongLabels::NotListed { near, .. } if near.is_empty()), "{error:?}");
    }
}
