//! Which panes are open, where they lie, and which has the focus. Three arrangements: the side column beside the text,
//! the side column over it on demand, and one pane at a time.

mod area;

pub use self::area::{Area, Areas};

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
    outline: Beside,
    list: Beside,
    /// Whether the list has entries.
    has_entries: bool,
    /// Columns of the side column with its rule, where the person has moved that.
    side: Option<u16>,
    /// Rows of the list with its title, where the person has moved that.
    list_rows: Option<u16>,
    /// Of a thousand cells of the text pane so many are before the text as it came, where the person has moved its rule.
    before_raw: Option<u16>,
    size: (u16, u16),
}

/// Whether a pane beside the text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Beside {
    /// What the person chose; `None` is the arrangement's own choice.
    chosen: Option<bool>,
    opened: Opened,
}

/// What a key opened, so that Esc, or leaving it, puts it back as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Opened {
    /// Nothing.
    #[default]
    No,
    /// It was opened to stay until Esc.
    UntilEsc,
    /// It was opened only to be passed through.
    WhileInFocus,
}

/// The smallest screen on which anything can be read, in columns and rows.
pub const SMALLEST: (u16, u16) = (8, 3);

/// Columns that the side column with its rule keeps at least, wherever that is moved to, …
const LEAST_BESIDE: u16 = 14;
/// … and the text. Both fit on the narrowest screen that has more than one pane.
const LEAST_TEXT: u16 = 24;

impl Beside {
    fn shown_or(self, usual: bool) -> bool {
        self.opened != Opened::No || self.chosen.unwrap_or(usual)
    }
}

impl Panes {
    /// The panes of a screen of that size, the text in focus.
    pub fn new(size: (u16, u16)) -> Self {
        Panes {
            focus: Pane::Text,
            outline: Beside::default(),
            list: Beside::default(),
            has_entries: true,
            side: None,
            list_rows: None,
            before_raw: None,
            size,
        }
    }

    /// Takes another screen size.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
    }

    /// Takes whether the list has entries: an empty one gives its rows to the outline until somebody goes to it.
    pub fn fill_list(&mut self, has_entries: bool) {
        self.has_entries = has_entries;
    }

    /// Moves the rule between the side column and the text to column `x`, as far as both keep room for something.
    pub fn move_rule(&mut self, x: u16) {
        self.side = Some(x.saturating_add(1));
    }

    /// Moves the title of the list, which parts it from the outline, to row `y`, as far as both keep room for something.
    pub fn move_list(&mut self, y: u16) {
        self.list_rows = Some(self.size.1.saturating_sub(1).saturating_sub(y));
    }

    /// Moves the rule before the text as it came to cell `at` of the `n_cells` that the text pane has, in columns or rows.
    pub fn move_raw(&mut self, at: u16, n_cells: u16) {
        // Rounded up, so that it gives this cell again.
        let share = (usize::from(at) * 1000).div_ceil(usize::from(n_cells.max(1)));
        self.before_raw = Some(u16::try_from(share.min(1000)).unwrap_or(1000));
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

    /// Whether a pane is shown: the one in focus always is.
    pub fn is_open(&self, pane: Pane) -> bool {
        let beside = match pane {
            Pane::Text => return pane == self.focus || self.arrangement() != Arrangement::Narrow,
            Pane::Outline => self.outline,
            Pane::List => self.list,
        };
        let is_shown = match self.arrangement() {
            Arrangement::Wide => beside.shown_or(true),
            Arrangement::Medium => beside.shown_or(self.size.0 >= 80),
            Arrangement::Narrow => false,
        };
        is_shown || pane == self.focus
    }

    /// Opens a pane and goes to it, or closes it if it has the focus.
    pub fn toggle(&mut self, pane: Pane) {
        if self.focus != pane {
            return self.open(pane);
        }
        let is_narrow = self.arrangement() == Arrangement::Narrow;
        if let Some(beside) = self.beside(pane).filter(|_| !is_narrow) {
            let was_opened = beside.opened != Opened::No;
            *beside = Beside { chosen: if was_opened { beside.chosen } else { Some(false) }, opened: Opened::No };
        }
        self.focus = Pane::Text;
    }

    /// Opens a pane and goes to it.
    pub fn open(&mut self, pane: Pane) {
        self.go_to(pane, Opened::UntilEsc);
    }

    /// Goes to a pane, and opens it if it is not shown.
    fn go_to(&mut self, pane: Pane, how: Opened) {
        let opens = !self.is_open(pane) && self.arrangement() != Arrangement::Narrow;
        self.pass();
        if let Some(beside) = self.beside(pane).filter(|_| opens) {
            beside.opened = how;
        }
        self.focus = pane;
    }

    /// Moves the focus around all panes. One that is not shown is, as long as it has the focus.
    pub fn cycle(&mut self, forward: bool) {
        const ORDER: [Pane; 3] = [Pane::Text, Pane::Outline, Pane::List];
        let at = ORDER.iter().position(|pane| *pane == self.focus).unwrap_or(0);
        let step = if forward { 1 } else { ORDER.len() - 1 };
        self.go_to(ORDER[(at + step) % ORDER.len()], Opened::WhileInFocus);
    }

    /// Goes to the text; the pane that had the focus is as it was before a key opened it.
    pub fn leave(&mut self) {
        if let Some(beside) = self.beside(self.focus) {
            beside.opened = Opened::No;
        }
        self.focus = Pane::Text;
    }

    /// Closes what was opened only to be passed through.
    fn pass(&mut self) {
        if let Some(beside) = self.beside(self.focus).filter(|beside| beside.opened == Opened::WhileInFocus) {
            beside.opened = Opened::No;
        }
    }

    /// Whether a pane is shown without the focus because a key opened it.
    pub fn shows_opened(&self) -> bool {
        let panes = [(Pane::Outline, self.outline), (Pane::List, self.list)];
        panes.into_iter().any(|(pane, beside)| beside.opened != Opened::No && self.is_open(pane))
    }

    /// Puts all panes back as they were before a key opened them.
    pub fn close_opened(&mut self) {
        (self.outline.opened, self.list.opened) = (Opened::No, Opened::No);
    }

    fn beside(&mut self, pane: Pane) -> Option<&mut Beside> {
        match pane {
            Pane::Text => None,
            Pane::Outline => Some(&mut self.outline),
            Pane::List => Some(&mut self.list),
        }
    }

    /// Where everything lies now.
    pub fn areas(&self) -> Areas {
        let (width, height) = self.size;
        let title = Area { x: 0, y: 0, width, height: 1.min(height) };
        let status = Area { x: 0, y: height.saturating_sub(1), width, height: 1.min(height) };
        let body = Area { x: 0, y: 1, width, height: height.saturating_sub(2) };
        let areas = Areas { title, status, before_raw: self.before_raw, ..Areas::default() };
        if self.arrangement() == Arrangement::Narrow {
            return match self.focus {
                Pane::Text => Areas { text: body, ..areas },
                Pane::Outline => Areas { outline: body, ..areas },
                Pane::List => Areas { list: body, ..areas },
            };
        }
        let is_outline = self.is_open(Pane::Outline);
        let gives_way = is_outline && !self.has_entries && self.focus != Pane::List && self.list.opened == Opened::No;
        let open = (is_outline, self.is_open(Pane::List) && !gives_way);
        if open == (false, false) {
            return Areas { text: body, ..areas };
        }
        // clamped anew for each size, so that a wider screen brings back what was chosen
        let beside = self.side.map_or(side_width(width), |side| side.clamp(LEAST_BESIDE, width - LEAST_TEXT));
        let rule = Area { x: beside - 1, width: 1, ..body };
        let text = Area { x: beside, width: width - beside, ..body };
        let (outline, list) = split(Area { width: beside - 1, ..body }, open, self.focus, self.list_rows);
        Areas { outline, list, text, rule, ..areas }
    }
}

/// Columns of the side column with the rule after it: under a third of the screen, so that the text keeps its measure.
fn side_width(width: u16) -> u16 {
    match width {
        100.. => (width * 3 / 10).min(44),
        _ => (width * 3 / 10).max(22),
    }
}

/// The outline above the list; the list takes a third, or so many rows.
fn split(side: Area, open: (bool, bool), focus: Pane, rows: Option<u16>) -> (Area, Area) {
    /// Rows that each has at least, its title among them.
    const LEAST: u16 = 2;
    match open {
        (true, false) => (side, Area::default()),
        (false, true) => (Area::default(), side),
        // Too low for two: the one in focus is shown, else the outline.
        _ if side.height < 5 && focus == Pane::List => (Area::default(), side),
        _ if side.height < 5 => (side, Area::default()),
        _ => {
            let below = rows.unwrap_or(side.height / 3).clamp(LEAST, side.height - LEAST);
            let above = Area { height: side.height - below, ..side };
            (above, Area { y: above.y + above.height, height: below, ..side })
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
    fn the_list_begins_where_its_title_was_moved_to() {
        let mut panes = Panes::new((100, 30));
        for (to, begins) in [(10, 10), (20, 20), (0, 3), (29, 27), (1, 3)] {
            panes.move_list(to);
            let Areas { outline, list, status, .. } = panes.areas();
            assert_eq!((list.y, outline.y + outline.height, list.y + list.height), (begins, begins, status.y), "{to}");
        }
        panes.move_list(20);
        panes.resize((100, 8));
        assert!(panes.areas().outline.height >= 2, "{:?}", panes.areas());
        panes.resize((100, 30));
        assert_eq!(panes.areas().list.y, 20, "a higher screen brings back what was chosen");
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

    #[test]
    fn every_pane_is_reached_at_every_size_and_is_closed_again_when_it_is_left() {
        for width in 8..140 {
            for height in 4..40 {
                let before = Panes::new((width, height));
                let mut panes = before;
                for pane in [Pane::Outline, Pane::List, Pane::Text] {
                    panes.cycle(true);
                    let areas = panes.areas();
                    let area = match pane {
                        Pane::Text => areas.text,
                        Pane::Outline => areas.outline,
                        Pane::List => areas.list,
                    };
                    assert_eq!(panes.focus, pane);
                    assert!(!area.is_empty(), "{width}x{height} {pane:?}: {areas:?}");
                }
                assert_eq!(panes, before, "{width}x{height}");
            }
        }
    }

    #[test]
    fn the_rule_is_moved_as_far_as_both_panes_keep_room() {
        for width in 60..140 {
            for x in 0..width {
                let mut panes = Panes::new((width, 20));
                panes.open(Pane::Outline);
                panes.move_rule(x);
                let areas = panes.areas();
                assert!(
                    areas.outline.width >= LEAST_BESIDE - 1 && areas.text.width >= LEAST_TEXT,
                    "{width}, {x}: {areas:?}"
                );
                assert_eq!(areas.outline.width + areas.rule.width + areas.text.width, width);
                let is_between = (LEAST_BESIDE - 1..width - LEAST_TEXT).contains(&x);
                assert!(!is_between || areas.rule.x == x, "{width}, {x}: {areas:?}");
            }
        }
    }

    #[test]
    fn a_pane_that_a_key_opened_is_not_left_open_on_a_smaller_screen() {
        let mut panes = Panes::new((120, 40));
        panes.open(Pane::List);
        panes.resize((61, 20));
        assert!(panes.is_open(Pane::List), "it has the focus");
        panes.leave();
        assert!(!panes.is_open(Pane::List));
        panes.open(Pane::List);
        panes.cycle(true);
        assert!(panes.is_open(Pane::List) && panes.focus == Pane::Text, "opened to stay");
        panes.close_opened();
        assert_eq!(panes, Panes::new((61, 20)));
    }
}
