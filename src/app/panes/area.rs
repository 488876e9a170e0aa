//! Rectangles of the screen.

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

    /// The area of a list without the row of its title.
    pub fn below_title(self) -> Self {
        let title = 1.min(self.height);
        Area { y: self.y + title, height: self.height - title, ..self }
    }

    /// Whether a cell lies in it.
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// Whether nothing fits into it.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// Where everything lies; a pane that is closed has an empty area. The first row of the outline and of the list is its title.
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
    /// The column between the text and what stands beside it.
    pub rule: Area,
    /// The last row.
    pub status: Area,
    /// Of a thousand cells of the text pane so many are before the text as it came, where the person has moved its rule.
    pub before_raw: Option<u16>,
}
