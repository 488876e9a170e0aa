//! The places jumped from, to go back to.

use crate::document::place::Place;

/// Where the reader has been: behind is what `back` leads to, ahead what `forward` leads to.
#[derive(Debug, Clone, Default)]
pub struct History {
    behind: Vec<Place>,
    ahead: Vec<Place>,
    last: Option<Place>,
    /// Where a jump to a hit that is still searched for leaves from.
    pub(in crate::app) departure: Option<Place>,
}

/// Jumps remembered; older ones are forgotten.
const REMEMBERED: usize = 200;

impl History {
    /// Remembers that a jump left `from`.
    pub fn leave(&mut self, from: Place) {
        self.last = Some(from);
        if self.behind.last() != Some(&from) {
            self.behind.push(from);
        }
        if self.behind.len() > REMEMBERED {
            self.behind.remove(0);
        }
        self.ahead.clear();
    }

    /// The place before the last jump, seen from `here`.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        let place = self.behind.pop()?;
        self.ahead.push(here);
        self.last = Some(here);
        Some(place)
    }

    /// The place that `back` left, seen from `here`.
    pub fn forward(&mut self, here: Place) -> Option<Place> {
        let place = self.ahead.pop()?;
        self.behind.push(here);
        self.last = Some(here);
        Some(place)
    }

    /// The place that the last jump left; from there, `here` is the last place.
    pub fn swap(&mut self, here: Place) -> Option<Place> {
        self.last.replace(here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_undo_each_other() {
        let place = Place::start_of;
        let mut history = History::default();
        history.leave(place(1));
        history.leave(place(2));
        assert_eq!(history.back(place(3)), Some(place(2)));
        assert_eq!(history.back(place(2)), Some(place(1)));
        assert_eq!(history.back(place(1)), None);
        assert_eq!(history.forward(place(1)), Some(place(2)));
        assert_eq!(history.forward(place(2)), Some(place(3)));
        assert_eq!(history.forward(place(3)), None);
    }

    #[test]
    fn the_last_place_goes_to_and_fro() {
        let mut history = History::default();
        assert_eq!(history.swap(Place::start_of(9)), None);
        history.leave(Place::start_of(1));
        assert_eq!(history.swap(Place::start_of(5)), Some(Place::start_of(1)));
        assert_eq!(history.swap(Place::start_of(1)), Some(Place::start_of(5)));
    }
}
