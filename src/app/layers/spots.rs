//! Spots: the parts of the screen beside the panes that do something when they are clicked, a hint, a row of the menu, or that
//! lie over the panes and keep a click from them. Whatever paints such a part says that it is one (`ui::spots`), so that what is
//! seen and what can be clicked are the same.

use super::Layer;
use super::prompt::PromptKind;
use crate::app::panes::Area;
use crate::app::{App, Effect};
use crate::input::action::Action;

/// A part of the screen that takes a click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Its cells.
    pub area: Area,
    /// What a click there does.
    pub does: Does,
}

/// What a click does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// This action, as its key would do it.
    Act(Action),
    /// Takes the choice of this number, from 0, of the line that is typed, as Enter would take it.
    Choose(usize),
    /// Nothing: these cells belong to what lies over the panes.
    Nothing,
}

/// What became of a click.
pub(in crate::app) enum Clicked {
    /// It is done, and the world has to do this.
    Done(Option<Effect>),
    /// It is for what lies there: a pane, or the page of documents.
    Passed,
}

/// The topmost of the spots that hold a cell: what is painted later lies over what was painted before.
pub fn spot_at(spots: &[Spot], x: u16, y: u16) -> Option<Does> {
    spots.iter().rfind(|spot| spot.area.holds(x, y)).map(|spot| spot.does)
}

impl App {
    /// Takes a click on a spot, or outside of all.
    pub(in crate::app) fn click(&mut self, spot: Option<Does>) -> Clicked {
        match spot {
            Some(Does::Act(action)) => {
                let count = self.take_count();
                Clicked::Done(self.act(action, count))
            }
            Some(Does::Choose(choice)) => Clicked::Done(self.choose_at(choice)),
            Some(Does::Nothing) => Clicked::Done(None),
            None => self.click_outside(),
        }
    }

    /// A click outside of what lies topmost closes that. It does no more where that covers a part of the page: who closes it
    /// did not mean what lies under the pointer. What was typed into a search or a filter holds.
    fn click_outside(&mut self) -> Clicked {
        let Some(topmost) = self.layers().first().copied() else { return Clicked::Passed };
        match topmost {
            Layer::Prompt if self.holds_without_enter() => Clicked::Done(self.take_typed()),
            Layer::Note => Clicked::Done(self.keep_note()),
            Layer::Prompt | Layer::Faults => {
                self.close_by_click();
                Clicked::Done(None)
            }
            Layer::Begun | Layer::Question => {
                self.close_by_click();
                Clicked::Passed
            }
            Layer::DocumentFilter | Layer::Documents | Layer::Selection | Layer::Filter => Clicked::Passed,
            Layer::List | Layer::Raw | Layer::Beside | Layer::Hits => Clicked::Passed,
        }
    }

    /// Whether what is typed shows its effect at once.
    fn holds_without_enter(&self) -> bool {
        let typed = self.over.prompt.as_ref().filter(|prompt| !prompt.text().is_empty());
        typed.is_some_and(|prompt| match prompt.kind {
            PromptKind::Search | PromptKind::Filter => true,
            PromptKind::Command | PromptKind::Speaker | PromptKind::Tag | PromptKind::Question => false,
        })
    }
}
