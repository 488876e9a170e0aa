//! Finding: a search follows the letters that are typed, goes to its hits, and goes on between the keys until the whole
//! document has been searched.

use super::{Found, Searching};
use crate::app::layers::prompt::PromptKind;
use crate::app::message::{AboutSearch, AboutSelection, Message};
use crate::app::page::viewport::Stance;
use crate::app::{App, Effect, Listing};
use crate::search::query::Query;

impl App {
    /// Whether something is still to be done that no key waits for.
    pub fn is_at_work(&self) -> bool {
        !self.searching.is_over()
    }

    /// Does a piece of it, in a few milliseconds.
    pub fn work(&mut self) {
        let found = self.searching.go_on(&self.document);
        if self.lists.listing == Listing::Hits && self.lists_fewer_hits() {
            self.list_entries();
        }
        match found {
            Some(found) => self.arrive(found),
            None if self.searching.is_awaited() => self.tell_search(),
            None => self.tell_number(),
        }
        self.lay_out();
    }

    /// Whoever does something else no longer waits for a hit, and the text stays where it is; in the line in which the search
    /// is typed they do.
    pub(in crate::app) fn give_up_hit(&mut self) {
        if !self.types_search() {
            self.searching.give_up();
            self.history.departure = None;
        }
    }

    /// Whether a search is being typed.
    fn types_search(&self) -> bool {
        self.over.prompt.as_ref().is_some_and(|prompt| prompt.kind == PromptKind::Search)
    }

    /// Searches for what is being typed, from where that began.
    pub(in crate::app) fn search_for(&mut self, text: &str) {
        let found = self.searching.find(&self.document, text);
        if self.lists.listing == Listing::Hits {
            self.list_entries();
        }
        self.arrive(found);
        if text.is_empty() {
            self.told.message = None;
        }
    }

    /// Notes what was searched for, for who looks for it again, on another day, too.
    pub(in crate::app) fn keep_search(&mut self, text: &str) -> Option<Effect> {
        /// Searches that are kept.
        const MOST: usize = 100;
        let searches = &mut self.settings.searches;
        searches.retain(|known| known != text);
        searches.push(text.to_owned());
        searches.drain(..searches.len().saturating_sub(MOST));
        Some(Effect::Remember("searches", searches.join("\n")))
    }

    /// Puts an earlier search into the line, or a later one.
    pub(in crate::app) fn recall_search(&mut self, earlier: bool) {
        let Some(prompt) = &mut self.over.prompt else { return };
        if prompt.recall(&self.settings.searches, earlier) {
            self.typed();
        }
    }

    /// Leaves the line in which a search was typed, for its hits.
    pub(in crate::app) fn accept_search(&mut self) {
        let origin = self.searching.origin().map(|origin| origin.place);
        self.searching.accept();
        if self.searching.is_awaited() {
            self.history.departure = origin;
            self.list_other(Listing::Hits);
            return self.tell_search();
        }
        match self.searching.current_number() {
            Some(number) => {
                origin.into_iter().for_each(|origin| self.history.leave(origin));
                self.list_other(Listing::Hits);
                self.choose_hit(number);
                self.tell_hit(false);
            }
            None => {
                self.list_other(Listing::Bookmarks);
                self.tell_nothing();
            }
        }
    }

    /// Forgets the search, and its hits in the list.
    pub(in crate::app) fn drop_search(&mut self) {
        self.searching.drop_hits();
        if self.lists.listing == Listing::Hits {
            self.list_other(Listing::Bookmarks);
        }
    }

    /// Searches for the selected words, and goes to where they stand next.
    pub(in crate::app) fn search_selection(&mut self) {
        let Some(selection) = self.selecting.selection.filter(|selection| !selection.passage().is_empty()) else {
            self.told.message = Some(Message::Selection(AboutSelection::NothingSelected));
            return;
        };
        let passage = selection.passage();
        let range = self.document.offset(passage.start)..self.document.offset(passage.end);
        let text = self.document.text.get(range).unwrap_or_default().trim().to_owned();
        self.searching.begin(Stance::at(passage.end));
        let found = self.searching.find(&self.document, &Query::of_text(&text));
        self.searching.accept();
        self.selecting.selection = None;
        self.list_other(Listing::Hits);
        self.depart(found);
    }

    /// Goes to the next or previous hit of the search.
    pub(in crate::app) fn jump_hit(&mut self, forward: bool) {
        if self.searching.text().is_empty() {
            self.told.message = Some(Message::Search(AboutSearch::NoSearch));
            return;
        }
        self.searching.find_again(&self.document);
        let found = self.searching.step(self.viewport.place(), forward);
        self.depart(found);
    }

    /// Searches another version of the text for what was searched for `before`: goes on with a search that is being typed,
    /// lists the hits anew, or remembers the words.
    pub(in crate::app) fn search_anew(&mut self, before: &Searching) {
        let lists_hits = self.lists.listing == Listing::Hits;
        self.searching.resume(&self.document, before);
        if self.types_search() {
            self.searching.begin(self.viewport.stance());
            self.typed();
        }
        self.list_other(if lists_hits { Listing::Hits } else { Listing::Bookmarks });
    }

    /// Goes to what a search has come to, and remembers where from.
    fn depart(&mut self, found: Found) {
        self.history.departure = Some(self.viewport.place());
        self.arrive(found);
    }

    /// Goes to what a search has come to.
    fn arrive(&mut self, found: Found) {
        let is_typed = self.types_search();
        match found {
            Found::Hit(hit, wrapped) => {
                self.history.departure.take().into_iter().for_each(|place| self.history.leave(place));
                self.reveal(hit.start);
                self.tell_hit(wrapped && !is_typed && self.searching.hits().len() > 1);
            }
            Found::Nothing => {
                self.history.departure = None;
                if is_typed {
                    self.return_to_origin();
                } else if self.lists.listing == Listing::Hits {
                    self.list_other(Listing::Bookmarks);
                }
                self.tell_nothing();
            }
            Found::NotYet => {
                if is_typed {
                    self.return_to_origin();
                }
                self.tell_search();
            }
        }
    }

    /// Says which hit this is.
    fn tell_hit(&mut self, wrapped: bool) {
        if let Some(number) = self.searching.current_number() {
            if self.lists.listing == Listing::Hits {
                self.choose_hit(number);
            }
            self.told.message =
                Some(Message::Search(AboutSearch::Hit { number, all: self.searching.n_hits(), wrapped }));
        }
    }

    /// Says that there is no hit, or that an expression can't have any.
    fn tell_nothing(&mut self) {
        let text = self.searching.text().to_owned();
        let is_faulty = self.searching.is_faulty();
        let about = if is_faulty { AboutSearch::Faulty(text) } else { AboutSearch::NoHits(text) };
        self.told.message = Some(Message::Search(about));
    }

    /// Says how many hits there are by now, where their number is being told.
    fn tell_number(&mut self) {
        if let Some(Message::Search(AboutSearch::Hit { all, .. })) = &mut self.told.message {
            *all = self.searching.n_hits();
        }
    }

    /// Says that a hit is still searched for.
    fn tell_search(&mut self) {
        self.told.message = Some(Message::Search(AboutSearch::Searching(self.searching.hits().len())));
    }

    /// Goes back to where the search began.
    pub(in crate::app) fn return_to_origin(&mut self) {
        if let Some(origin) = self.searching.origin() {
            self.viewport.stand(origin);
        }
    }
}
