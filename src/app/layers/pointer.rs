//! The mouse: what lies under the pointer, and what pressing, dragging and turning the wheel there do.

use super::spots::{Clicked, Spot, spot_at};
use crate::app::groups::Pressed;
use crate::app::lists::Target;
use crate::app::marks::selection::Selection;
use crate::app::page::{is_raw_beside, raw_area, text_area, text_column};
use crate::app::panes::{Area, Areas, Pane};
use crate::app::{App, Effect};
use crate::document::place::Place;
use crate::input::key::{Key, KeyCode};
use crate::input::mouse::{Gesture, Mouse};
use crate::layout::flow::RowRole;
use crate::layout::sideways::spread;

/// Rows that one notch of the wheel scrolls.
const NOTCH: usize = 3;

impl App {
    /// Takes what was done with the mouse on a screen that has these spots.
    pub fn point(&mut self, mouse: Mouse, spots: &[Spot]) -> Option<Effect> {
        let clicked = match mouse.gesture {
            Gesture::Press { .. } => {
                self.selecting.pressed = None;
                self.click(spot_at(spots, mouse.x, mouse.y))
            }
            Gesture::Wheel { down } if self.turn_layer(down) => Clicked::Done(None),
            Gesture::Wheel { .. } | Gesture::Sideways { .. } | Gesture::Drag => Clicked::Passed,
        };
        match clicked {
            Clicked::Done(effect) => effect,
            Clicked::Passed if self.documents.open.is_some() => {
                let effect = self.point_in_documents(mouse);
                let effect = self.permitted(effect);
                self.lay_out();
                effect
            }
            Clicked::Passed => self.point_in_panes(mouse),
        }
    }

    /// Turns the wheel over what lies topmost; false where nothing of that has rows to go through.
    fn turn_layer(&mut self, down: bool) -> bool {
        let n_choices = self.choices().len();
        if let Some(prompt) = self.over.prompt.as_mut().filter(|_| n_choices > 0) {
            (0..NOTCH).for_each(|_| prompt.choose(down, n_choices));
        } else if self.over.note.is_some() {
            self.write_note(Key::plain(if down { KeyCode::Down } else { KeyCode::Up }));
        } else if let Some(row) = self.over.faults {
            let row = if down { row + NOTCH } else { row.saturating_sub(NOTCH) };
            self.over.faults = Some(row.min(self.faults_page().last_first()));
        } else {
            return false;
        }
        true
    }

    /// Takes what was done with the mouse over the panes.
    fn point_in_panes(&mut self, mouse: Mouse) -> Option<Effect> {
        self.give_up_hit();
        match (mouse.gesture, self.selecting.pressed) {
            (Gesture::Drag, Some(pressed)) => {
                match pressed {
                    Pressed::Text(from) => self.drag(from, mouse),
                    Pressed::Rule => self.panes.move_rule(mouse.x),
                    Pressed::ListTitle => self.panes.move_list(mouse.y),
                    Pressed::RawRule => self.move_raw(mouse),
                }
                self.lay_out();
                return None;
            }
            (Gesture::Press { .. }, _) => {
                let areas = self.panes.areas();
                let is_title =
                    !areas.outline.is_empty() && mouse.y == areas.list.y && areas.list.holds(mouse.x, mouse.y);
                let on_rule = areas.rule.holds(mouse.x, mouse.y).then_some(Pressed::Rule);
                let on_raw_rule = self.is_on_raw_rule(&areas, mouse).then_some(Pressed::RawRule);
                self.selecting.pressed = on_rule.or(is_title.then_some(Pressed::ListTitle)).or(on_raw_rule);
            }
            (Gesture::Drag | Gesture::Wheel { .. } | Gesture::Sideways { .. }, _) => {}
        }
        let effect = match self.pane_at(mouse.x, mouse.y) {
            Some((Pane::Text, _)) => {
                self.point_in_text(mouse);
                None
            }
            Some((pane @ (Pane::Outline | Pane::List), inner)) => self.point_in_list(pane, inner, mouse),
            None => {
                self.point_in_raw(mouse);
                None
            }
        };
        let effect = self.permitted(effect);
        self.lay_out();
        effect
    }

    /// Whether the rule between the text and the text as it came is there.
    fn is_on_raw_rule(&self, areas: &Areas, mouse: Mouse) -> bool {
        let raw = raw_area(areas);
        let is_first = if is_raw_beside(areas) { mouse.x == raw.x } else { mouse.y == raw.y };
        self.raw.is_some() && is_first && raw.holds(mouse.x, mouse.y)
    }

    /// Moves that rule there.
    fn move_raw(&mut self, mouse: Mouse) {
        let areas = self.panes.areas();
        let text = areas.text;
        if is_raw_beside(&areas) {
            self.panes.move_raw(mouse.x.saturating_sub(text.x), text.width);
        } else {
            self.panes.move_raw(mouse.y.saturating_sub(text.y), text.height);
        }
    }

    /// The wheel scrolls the text as it came, if that is shown there.
    fn point_in_raw(&mut self, mouse: Mouse) {
        let is_there = self.raw.is_some() && raw_area(&self.panes.areas()).holds(mouse.x, mouse.y);
        match mouse.gesture {
            Gesture::Wheel { down } if is_there => self.scroll_raw(down, NOTCH),
            Gesture::Wheel { .. } | Gesture::Sideways { .. } | Gesture::Press { .. } | Gesture::Drag => {}
        }
    }

    /// The pane at a cell, and its inside; the row of its title belongs to it.
    fn pane_at(&self, x: u16, y: u16) -> Option<(Pane, Area)> {
        let areas = self.panes.areas();
        let panes = [
            (Pane::Text, text_area(&areas, self.raw.is_some())),
            (Pane::Outline, areas.outline),
            (Pane::List, areas.list),
        ];
        let (pane, area) = panes.into_iter().find(|(_, area)| area.holds(x, y))?;
        Some((pane, if pane == Pane::Text { area } else { area.below_title() }))
    }

    /// Pressing puts the reading place there; dragging selects from there on.
    fn point_in_text(&mut self, mouse: Mouse) {
        match mouse.gesture {
            Gesture::Wheel { down } => {
                for _ in 0..NOTCH {
                    self.viewport.step_line(&self.document, down);
                }
            }
            // a finger that slips where nothing is beside the text is no wish
            Gesture::Sideways { right } => drop(self.move_sideways(right)),
            Gesture::Press { clicks } => {
                self.told.message = None;
                self.panes.focus = Pane::Text;
                let place = self.place_at(mouse.x, mouse.y);
                self.selecting.pressed = place.map(Pressed::Text);
                self.selecting.selection = place.and_then(|place| match clicks {
                    2 => Selection::word_at(&self.document, place),
                    3 => Some(Selection::paragraph_at(&self.document, place)),
                    _ => None,
                });
                if let Some(place) = place {
                    let row = Place { byte: self.row_start(place), ..place };
                    let place = self.searching.choose_hit(place).unwrap_or(row);
                    self.viewport.show(&self.document, place);
                }
            }
            Gesture::Drag => {}
        }
    }

    /// Dragging selects from where the button went down; beyond the pane's edge it scrolls.
    fn drag(&mut self, from: Place, mouse: Mouse) {
        let inner = text_area(&self.panes.areas(), self.raw.is_some());
        let last = inner.y + inner.height.saturating_sub(1);
        if mouse.y < inner.y || mouse.y > last {
            self.viewport.step_line(&self.document, mouse.y > last);
            self.viewport.lay_out(&self.document);
        }
        if let Some(to) = self.place_at(mouse.x, mouse.y.clamp(inner.y, last)) {
            self.selecting.selection = Some(Selection::between(from, to));
        }
    }

    /// Pressing goes to the entry there, and on the title or below the last entry to the pane; the wheel moves the choice.
    fn point_in_list(&mut self, pane: Pane, inner: Area, mouse: Mouse) -> Option<Effect> {
        let list = if pane == Pane::Outline { &mut self.lists.outline } else { &mut self.lists.list };
        match mouse.gesture {
            Gesture::Wheel { down } => list.step(if down { NOTCH as isize } else { -(NOTCH as isize) }),
            Gesture::Press { .. } => {
                let row = mouse.y.checked_sub(inner.y).map(|row| list.first() + usize::from(row));
                let Some(index) = row.filter(|index| *index < list.entries().len()) else {
                    self.told.message = None;
                    self.panes.focus = pane;
                    return None;
                };
                self.told.message = None;
                list.choose(index);
                let section = list.chosen().map(|entry| entry.target.clone());
                self.panes.focus = pane;
                // the sign before a section folds it
                if let (Some(Target::Section(place)), true) = (section, pane == Pane::Outline && mouse.x < inner.x + 2)
                {
                    self.set_folded(place, !self.lists.folded.contains(&place.block));
                    return None;
                }
                return self.follow();
            }
            Gesture::Drag | Gesture::Sideways { .. } => {}
        }
        None
    }

    /// The place in the text that a cell of the text pane shows, or the nearest one of its row.
    fn place_at(&self, x: u16, y: u16) -> Option<Place> {
        let inner = text_area(&self.panes.areas(), self.raw.is_some());
        let row = self.viewport.visible().get(usize::from(y.checked_sub(inner.y)?))?;
        if row.role == RowRole::Blank {
            return None;
        }
        let column = inner.x + text_column(inner, self.viewport.options().width) + row.indent as u16;
        let hidden = if row.role == RowRole::Preformatted { self.sideways() } else { 0 };
        let cell = usize::from(x.saturating_sub(column)) + hidden;
        let text = self.document.block_text(row.block).get(row.range.clone())?;
        let mut clusters = spread(text, &row.gaps, self.settings.policy);
        let under = clusters.find(|(at, cluster)| cell < at + cluster.width);
        let byte = row.range.start + under.map_or(text.len(), |(_, cluster)| cluster.range.start);
        Some(Place { block: row.block, byte })
    }

    /// The byte at which the row in view that shows `place` begins.
    fn row_start(&self, place: Place) -> usize {
        let shows = |row: &&crate::layout::flow::Row| {
            row.block == place.block && row.role != RowRole::Blank && row.range.start <= place.byte
        };
        self.viewport.visible().iter().rfind(shows).map_or(place.byte, |row| row.range.start)
    }
}
