//! Which panes are open, where they lie, and which has the focus. Three arrangements: the side column beside the text,
//! the side column over it on demand, and one pane at a time.

/// A rectangle of the screen, in cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// Columns from the left edge.
    pub x: u16,
    /// Rows from the top edge.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// The area without `n` columns and rows at each edge.
    pub fn inner(self, n: u16) -> Self {
        Area {
            x: self.x + n.min(self.width / 2),
            y: self.y + n.min(self.height / 2),
            width: self.width.saturating_sub(2 * n),
            height: self.height.saturating_sub(2 * n),
        }
    }

    /// Whether nothing fits into it.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// The panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The document.
    #[default]
    Text,
    /// Sections and questions.
    Outline,
    /// Bookmarks or hits.
    List,
}

/// How the panes share the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// The side column stands beside the text.
    Wide,
    /// The side column stands beside the text while it is asked for.
    Medium,
    /// One pane at a time.
    Narrow,
}

/// Which panes are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    /// The pane that keys go to.
    pub focus: Pane,
    /// What the person chose; `None` is the arrangement's own choice.
    outline: Option<bool>,
    list: Option<bool>,
    size: (u16, u16),
}

/// Where everything lies; a pane that is closed has an empty area. The areas of panes include their frames.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// The first row: title and file.
    pub title: Area,
    /// The outline.
    pub outline: Area,
    /// The list.
    pub list: Area,
    /// The document.
    pub text: Area,
    /// The last row.
    pub status: Area,
    /// Whether the panes have frames.
    pub framed: bool,
}

/// The smallest screen on which anything can be read, in columns and rows.
pub const SMALLEST: (u16, u16) = (8, 3);

impl Panes {
    /// The panes of a screen of that size, the text in focus.
    pub fn new(size: (u16, u16)) -> Self {
        Panes { focus: Pane::Text, outline: None, list: None, size }
    }

    /// Takes another screen size.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
    }

    /// Columns and rows of the screen.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Whether the screen is too small to show anything.
    pub fn too_small(&self) -> bool {
        self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1
    }

    /// How the panes share this screen.
    pub fn arrangement(&self) -> Arrangement {
        match self.size.0 {
            100.. => Arrangement::Wide,
            60..100 => Arrangement::Medium,
            _ => Arrangement::Narrow,
        }
    }

    /// Whether a pane is shown.
    pub fn is_open(&self, pane: Pane) -> bool {
        let beside = match pane {
            Pane::Text => Some(true),
            Pane::Outline => self.outline,
            Pane::List => self.list,
        };
        match self.arrangement() {
            Arrangement::Wide => beside.unwrap_or(true),
            Arrangement::Medium => beside.unwrap_or(self.size.0 >= 80),
            Arrangement::Narrow => pane == self.focus,
        }
    }

    /// Opens a pane and goes to it, or closes it if it has the focus.
    pub fn toggle(&mut self, pane: Pane) {
        if self.is_open(pane) && self.focus == pane {
            self.set(pane, Some(false));
            self.focus = Pane::Text;
        } else {
            self.open(pane);
        }
    }

    /// Opens a pane and goes to it.
    pub fn open(&mut self, pane: Pane) {
        self.set(pane, Some(true));
        self.focus = pane;
    }

    /// Moves the focus around the panes that are open; on a narrow screen around all.
    pub fn cycle(&mut self, forward: bool) {
        const ORDER: [Pane; 3] = [Pane::Text, Pane::Outline, Pane::List];
        let at = ORDER.iter().position(|pane| *pane == self.focus).unwrap_or(0);
        let step = if forward { 1 } else { ORDER.len() - 1 };
        let steps = (1..=ORDER.len()).map(|n| ORDER[(at + n * step) % ORDER.len()]);
        let narrow = self.arrangement() == Arrangement::Narrow;
        if let Some(next) = steps.into_iter().find(|pane| narrow || self.is_open(*pane)) {
            self.focus = next;
        }
    }

    /// Goes to the text, closing what was opened only for a moment.
    pub fn leave(&mut self) {
        if self.arrangement() == Arrangement::Medium && self.size.0 < 80 {
            (self.outline, self.list) = (None, None);
        }
        self.focus = Pane::Text;
    }

    fn set(&mut self, pane: Pane, open: Option<bool>) {
        match pane {
            Pane::Text => {}
            Pane::Outline => self.outline = open,
            Pane::List => self.list = open,
        }
    }

    /// Where everything lies now.
    pub fn areas(&self) -> Areas {
        let (width, height) = self.size;
        let title = Area { x: 0, y: 0, width, height: 1.min(height) };
        let status = Area { x: 0, y: height.saturating_sub(1), width, height: 1.min(height) };
        let body = Area { x: 0, y: 1, width, height: height.saturating_sub(2) };
        let framed = self.arrangement() != Arrangement::Narrow;
        let areas = Areas { title, status, framed, ..Areas::default() };
        if !framed {
            return match self.focus {
                Pane::Text => Areas { text: body, ..areas },
                Pane::Outline => Areas { outline: body, ..areas },
                Pane::List => Areas { list: body, ..areas },
            };
        }
        let open = (self.is_open(Pane::Outline), self.is_open(Pane::List));
        if open == (false, false) {
            return Areas { text: body, ..areas };
        }
        // The frames of neighbours lie on each other: the side column's right edge is the text's left edge.
        let side = Area { width: side_width(width), ..body };
        let text = Area { x: side.width - 1, width: width - side.width + 1, ..body };
        let (outline, list) = split(side, open);
        Areas { outline, list, text, ..areas }
    }
}

/// Columns of the side column with its frame: under a third of the screen, so that the text keeps its measure.
fn side_width(width: u16) -> u16 {
    match width {
        100.. => (width * 3 / 10).min(44),
        _ => (width * 3 / 10).max(22),
    }
}

/// The outline above the list; the list takes a third.
fn split(side: Area, open: (bool, bool)) -> (Area, Area) {
    match open {
        (true, false) => (side, Area::default()),
        (false, true) => (Area::default(), side),
        // Too low for two frames: the outline goes before.
        _ if side.height < 6 => (side, Area::default()),
        _ => {
            let below = (side.height / 3).max(3);
            let above = Area { height: side.height - below + 1, ..side };
            (above, Area { y: above.y + above.height - 1, height: below, ..side })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_stay_on_the_screen_at_every_size() {
        for width in 0..140 {
            for height in 0..50 {
                for focus in [Pane::Text, Pane::Outline, Pane::List] {
                    let mut panes = Panes::new((width, height));
                    panes.toggle(focus);
                    let areas = panes.areas();
                    for area in [areas.title, areas.outline, areas.list, areas.text, areas.status] {
                        let on_screen = area.x + area.width <= width && area.y + area.height <= height;
                        assert!(area.is_empty() || on_screen, "{width}x{height} {focus:?}: {area:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn one_pane_at_a_time_under_sixty_columns() {
        let mut panes = Panes::new((50, 20));
        assert!(panes.is_open(Pane::Text) && !panes.is_open(Pane::Outline));
        panes.toggle(Pane::Outline);
        assert!(panes.is_open(Pane::Outline) && !panes.is_open(Pane::Text));
        panes.toggle(Pane::Outline);
        assert!(panes.is_open(Pane::Text));
    }
}
