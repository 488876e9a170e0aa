//! Jumps: to questions, turns, sections, sentences, references and hits, and back.

use crate::app::lists::Target;
use crate::app::marks::selection;
use crate::app::message::{AboutMark, AboutOpening, AboutTyped, Edge, Message};
use crate::app::panes::Pane;
use crate::app::{App, Listing};
use crate::document::moment::typed_time;
use crate::document::place::Place;
use crate::document::reference::Reference;
use crate::document::turn::TurnKind;

/// What `]`, `}` and `J` go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Landmark {
    Question,
    Turn,
    Section,
}

impl App {
    /// Goes to a place, to the first row of the pane, and remembers where from.
    pub(in crate::app) fn jump(&mut self, place: Place) {
        let here = self.viewport.place();
        if here != place {
            self.history.leave(here);
        }
        self.viewport.show_at_top(place);
    }

    /// Goes to where a passage begins.
    fn jump_to_passage(&mut self, place: Place) {
        self.jump(self.landing(place));
    }

    /// Where to land for a passage that begins at `place`: on the label before it, so that it is seen who speaks.
    fn landing(&self, place: Place) -> Place {
        let begins = self.document.blocks.get(place.block).is_some_and(|block| place.byte <= block.label);
        if begins { Place::start_of(place.block) } else { place }
    }

    /// Goes `count` landmarks on or back from the place on screen; as far as there are any.
    pub(in crate::app) fn jump_to(&mut self, landmark: Landmark, forward: bool, count: usize) {
        let here = self.viewport.place();
        let mut target = None;
        let mut at = here;
        for _ in 0..count.max(1) {
            let Some(next) = self.next_landmark(landmark, at, forward) else { break };
            (target, at) = (Some(next), next);
        }
        match target {
            Some(place) => self.jump(place),
            None => self.told.message = Some(self.no_landmark(landmark, forward)),
        }
    }

    /// The nearest landmark behind `here`, or before it. The lists are in order, so that finding it takes no walk.
    fn next_landmark(&self, landmark: Landmark, here: Place, forward: bool) -> Option<Place> {
        let document = &self.document;
        // A place inside the first row of a landmark is on it: going back from there leads to the one before.
        let (starts_before, starts_after) = (|block: usize| block < here.block, |block: usize| block > here.block);
        if landmark == Landmark::Section {
            let sections = &document.sections;
            let index = if forward {
                sections.partition_point(|section| !starts_after(section.blocks.start))
            } else {
                sections.partition_point(|section| starts_before(section.blocks.start)).checked_sub(1)?
            };
            return sections.get(index).map(|section| Place::start_of(section.blocks.start));
        }
        let turns = &document.turns;
        let wanted =
            |turn: &&crate::document::turn::Turn| landmark == Landmark::Turn || turn.kind == TurnKind::Question;
        let found = if forward {
            let from = turns.partition_point(|turn| !starts_after(turn.blocks.start));
            turns[from..].iter().find(wanted)
        } else {
            let to = turns.partition_point(|turn| starts_before(turn.blocks.start));
            turns[..to].iter().rfind(wanted)
        };
        found.map(|turn| Place::start_of(turn.blocks.start))
    }

    fn no_landmark(&self, landmark: Landmark, forward: bool) -> Message {
        match (landmark, forward) {
            (Landmark::Question, _) if self.document.questions().next().is_none() => Message::Edge(Edge::NoQuestions),
            (Landmark::Question, true) => Message::Edge(Edge::LastQuestion),
            (Landmark::Question, false) => Message::Edge(Edge::FirstQuestion),
            (Landmark::Turn, true) => Message::Edge(Edge::LastTurn),
            (Landmark::Turn, false) => Message::Edge(Edge::FirstTurn),
            (Landmark::Section, true) => Message::Edge(Edge::LastSection),
            (Landmark::Section, false) => Message::Edge(Edge::FirstSection),
        }
    }

    /// Goes to question `number`.
    pub(in crate::app) fn jump_to_question(&mut self, number: usize) {
        let asked = self.document.turns.iter().find(|turn| turn.number == Some(number));
        match asked.map(|turn| Place::start_of(turn.blocks.start)) {
            Some(place) => self.jump(place),
            None => {
                let last = self.document.questions().count();
                self.told.message = Some(Message::Typed(AboutTyped::NoSuchQuestion { number, last }));
            }
        }
    }

    /// Goes to where a command says: a question's number or a reference.
    pub(in crate::app) fn jump_to_reference(&mut self, text: &str) {
        let typed = text.trim();
        let digits: Option<String> =
            typed.chars().map(|c| c.to_digit(10).or(full_width_digit(c)).map(|d| d.to_string())).collect();
        if let Some(number) = digits.and_then(|digits| digits.parse().ok()) {
            return self.jump_to_question(number);
        }
        match typed.parse::<Reference>() {
            Ok(reference) => match reference.resolve(&self.document) {
                Some(place) => self.jump(place),
                None => self.told.message = Some(Message::Typed(AboutTyped::NoSuchReference(typed.to_owned()))),
            },
            Err(_) => self.told.message = Some(Message::Typed(AboutTyped::UnknownCommand(typed.to_owned()))),
        }
    }

    /// Goes to what was said at a time.
    pub(in crate::app) fn jump_to_time(&mut self, typed: &str) {
        let place = typed_time(typed).and_then(|time| self.document.place_of_time(time));
        match place {
            Some(place) => self.jump_to_passage(place),
            None => self.told.message = Some(Message::Typed(AboutTyped::NoTimes)),
        }
    }

    /// Goes to the next or previous sentence.
    pub(in crate::app) fn jump_sentence(&mut self, forward: bool, count: usize) {
        let mut place = self.viewport.place();
        for _ in 0..count.max(1) {
            let Some(next) = selection::next_sentence(&self.document, place, forward) else { break };
            place = next;
        }
        let at_end = place.byte >= self.document.block_text(place.block).len();
        if forward && at_end && place.block + 1 < self.document.blocks.len() {
            place = Place::start_of(place.block + 1);
        }
        if place == self.viewport.place() {
            self.told.message = Some(if forward { Message::Edge(Edge::End) } else { Message::Edge(Edge::Start) });
        } else {
            self.viewport.show_at_top(place);
        }
    }

    /// Goes to the next or previous bookmark.
    pub(in crate::app) fn jump_bookmark(&mut self, forward: bool) {
        let here = self.viewport.place();
        let mut next = self.shelf.next(here, forward);
        // A bookmark behind the label that the reader stands on is the one that was gone to.
        if let Some(place) = next.filter(|place| self.landing(*place) == here) {
            next = self.shelf.next(place, forward);
        }
        match next {
            Some(place) => {
                self.jump_to_passage(place);
                if self.lists.listing == Listing::Bookmarks {
                    self.lists.list.choose_place(place);
                }
            }
            None if self.shelf.n_live() == 0 => self.told.message = Some(Message::Edge(Edge::NoBookmarks)),
            None => {
                self.told.message =
                    Some(if forward { Message::Edge(Edge::LastBookmark) } else { Message::Edge(Edge::FirstBookmark) })
            }
        }
    }

    /// Goes to what the list in focus has chosen; a document is opened by the caller.
    pub(in crate::app) fn follow(&mut self) -> Option<crate::app::Effect> {
        let list = if self.panes.focus == Pane::Outline { &self.lists.outline } else { &self.lists.list };
        let target = list.chosen().map(|entry| entry.target.clone());
        if let Some(Target::Document(path, at)) = target {
            let is_listed = self.panes.focus == Pane::List && self.lists.listing == Listing::Documents;
            return Some(if is_listed { self.open_listed(path) } else { crate::app::Effect::Open(path, at) });
        }
        if let Some(Target::Bookmark(id, None)) = &target {
            let quote = self.shelf.get(id).map_or_else(String::new, |mark| mark.anchor.exact.clone());
            self.told.message = Some(Message::Mark(AboutMark::LostBookmark { quote }));
            return None;
        }
        match target.and_then(|target| target.place()) {
            Some(place) => self.jump_to_passage(place),
            None => self.told.message = Some(Message::NothingChosen),
        }
        self.panes.leave();
        None
    }

    /// Says that a document is not where it was.
    pub fn no_file(&mut self, path: &str) {
        self.told.message = Some(Message::Opening(AboutOpening::NoFile(path.to_owned())));
    }

    /// Goes back to before the last jump, or forward again.
    pub(in crate::app) fn travel(&mut self, back: bool) {
        let here = self.viewport.place();
        match if back { self.history.back(here) } else { self.history.forward(here) } {
            Some(place) => self.viewport.show_at_top(place),
            None => {
                self.told.message =
                    Some(if back { Message::Edge(Edge::NoWayBack) } else { Message::Edge(Edge::NoWayForward) })
            }
        }
    }

    /// Changes between this place and the last.
    pub(in crate::app) fn swap_places(&mut self) {
        match self.history.swap(self.viewport.place()) {
            Some(place) => self.viewport.show_at_top(place),
            None => self.told.message = Some(Message::Edge(Edge::NoWayBack)),
        }
    }
}

/// A digit typed with an input method in full-width mode.
fn full_width_digit(c: char) -> Option<u32> {
    ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32)
}
