//! Links on the screen (OSC 8): what was told of the rows drawn, and what has to be told anew.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use ratatui::layout::Position;

use crate::ui::links::Link;

/// Links of the frame that is drawn next.
pub(super) type Links = Rc<RefCell<Vec<Link>>>;

/// Ends a link.
const END: &str = "\x1b]8;;\x1b\\";

/// The links of the frame on the screen, and the one that is being written.
#[derive(Debug, Default)]
pub(super) struct Linked {
    /// Those of the frame that is drawn next.
    pub next: Links,
    rows: BTreeMap<u16, Vec<Link>>,
    open: Option<(Rc<str>, (usize, usize))>,
}

impl Linked {
    /// Takes up the links of the next frame. Gives the columns, by rows, in which something leads elsewhere than before.
    pub fn turn(&mut self) -> BTreeMap<u16, Vec<Range<u16>>> {
        let mut rows: BTreeMap<u16, Vec<Link>> = BTreeMap::new();
        for link in self.next.borrow().iter() {
            rows.entry(link.y).or_default().push(link.clone());
        }
        let before = std::mem::replace(&mut self.rows, rows);
        let mut stale: BTreeMap<u16, Vec<Range<u16>>> = BTreeMap::new();
        for (one, other) in [(&before, &self.rows), (&self.rows, &before)] {
            for link in one.values().flatten().filter(|link| !other.get(&link.y).is_some_and(|row| row.contains(link)))
            {
                stale.entry(link.y).or_default().push(link.columns.clone());
            }
        }
        stale
    }

    /// What is written next is written at `at`: begins the link of that cell, or ends the one before.
    pub fn lead(&mut self, at: Position, bytes: &mut Vec<u8>) {
        let found = self.rows.get(&at.y).and_then(|row| row.iter().find(|link| link.columns.contains(&at.x)));
        let wanted = found.map(|link| (Rc::clone(&link.address), link.id));
        if wanted == self.open {
            return;
        }
        match &wanted {
            Some((address, (block, start))) => {
                bytes.extend(format!("\x1b]8;id={block}-{start};{address}\x1b\\").bytes());
            }
            None => bytes.extend(END.bytes()),
        }
        self.open = wanted;
    }

    /// Ends the link that is being written.
    pub fn leave(&mut self, bytes: &mut Vec<u8>) {
        if self.open.take().is_some() {
            bytes.extend(END.bytes());
        }
    }

    /// The screen is blank, and nothing on it leads anywhere.
    pub fn forget(&mut self, bytes: &mut Vec<u8>) {
        self.leave(bytes);
        self.rows.clear();
    }
}
