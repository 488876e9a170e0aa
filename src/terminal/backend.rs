//! The painter: cells into bytes for the terminal, placing the cursor itself wherever the terminal might not be where
//! the layout takes it to be.
//!
//! A terminal may draw an ambiguous character (UAX #11), an emoji sequence or a combining mark wider or narrower than
//! expected, and everything behind it on the row would slide. So the cursor is placed anew after every such character;
//! and one that takes two cells by the layout is drawn on two blanks, because the terminal may fill but one of them.
//! What of a row is written when it changes, `drawn::Drawn` says.
//! Vim and Neovim do the same. Nothing depends on where `ratatui`'s own backend happens to move.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use super::drawn::Drawn;
use super::linked::{Linked, Links};
use super::paint::Paint;
use crate::layout::ambiguous::{AmbiguousKind, ambiguous_kind};
use crate::layout::width::is_settled;

/// Writes frames to `out`, each at one go and between the marks of a synchronized update (mode 2026).
#[derive(Debug)]
pub struct Painter<W: Write> {
    out: W,
    /// The size of the screen; `None` asks the terminal.
    size: Option<Size>,
    /// The size that was told last: a frame was made for it and is drawn in it, whatever the terminal has become since.
    told: std::cell::Cell<Size>,
    /// What the frame has cost so far.
    bytes: Vec<u8>,
    cursor: Cursor,
    /// Whether the terminal shows its cursor; `None` when somebody else may have changed it.
    visible: Option<bool>,
    /// Whether a cursor that has a place in the frame is seen there; else it stands there unseen.
    shows_cursor: bool,
    paint: Paint,
    drawn: Drawn,
    linked: Linked,
}

/// Where the terminal's cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cursor {
    At(Position),
    /// In this row, and at the position if the terminal draws the last character as wide as the layout has it. The kind
    /// is named if more of it may follow at once.
    Doubtful(Position, Option<AmbiguousKind>),
    Anywhere,
}

impl<W: Write> Painter<W> {
    /// A painter for the terminal behind `out`.
    pub fn new(out: W) -> Self {
        Painter {
            out,
            size: None,
            told: std::cell::Cell::default(),
            bytes: Vec::new(),
            cursor: Cursor::Anywhere,
            visible: None,
            shows_cursor: true,
            paint: Paint::default(),
            drawn: Drawn::default(),
            linked: Linked::default(),
        }
    }

    /// A painter for a screen of a fixed size.
    pub fn with_size(out: W, size: Size) -> Self {
        Painter { size: Some(size), told: size.into(), ..Painter::new(out) }
    }

    /// Where to put the links of a frame before it is drawn.
    pub fn links(&self) -> Links {
        self.linked.next.clone()
    }

    /// Where the bytes go.
    pub fn out_mut(&mut self) -> &mut W {
        &mut self.out
    }

    /// Whether the cursor is seen, from the next frame on, where that has a place for it.
    pub fn shows_cursor(&mut self, shows: bool) {
        self.shows_cursor = shows;
    }

    fn put(&mut self, at: Position, cell: &Cell) {
        let symbol = cell.symbol();
        let width = cell.cell_width().max(1);
        let behind = Position { x: at.x + width, y: at.y };
        let settled = is_settled(symbol);
        let kind = if settled { None } else { symbol.chars().next().and_then(ambiguous_kind) };
        if !self.goes_on(at, kind) {
            self.go(at);
        }
        self.linked.lead(at, &mut self.bytes);
        self.paint.change(cell, &mut self.bytes);
        if !settled && width > 1 {
            self.bytes.extend(std::iter::repeat_n(b' ', usize::from(width)));
            self.cursor = Cursor::At(behind);
            self.go(at);
        }
        self.bytes.extend_from_slice(symbol.as_bytes());
        let run = kind.filter(|_| width == 1);
        self.cursor = if settled { Cursor::At(behind) } else { Cursor::Doubtful(behind, run) };
    }

    /// Whether a character can be written at `at` without placing the cursor. Within a run of letters or frame pieces it
    /// can: a terminal that draws them wider has no room for them whatever we do, and its policy says so.
    fn goes_on(&self, at: Position, kind: Option<AmbiguousKind>) -> bool {
        match self.cursor {
            Cursor::Doubtful(expected, before) => {
                let runs = matches!(before, Some(AmbiguousKind::Letter | AmbiguousKind::Box));
                runs && expected == at && before == kind
            }
            Cursor::At(expected) => expected == at,
            Cursor::Anywhere => false,
        }
    }

    /// Places the cursor, in as few bytes as it takes.
    fn go(&mut self, to: Position) {
        let (row, column) = (to.y + 1, to.x + 1);
        let code = match self.cursor {
            Cursor::At(from) if from == to => String::new(),
            Cursor::At(from) | Cursor::Doubtful(from, _) if from.y == to.y && to.x == 0 => "\r".to_owned(),
            Cursor::At(from) if from.y == to.y && to.x == from.x + 1 => "\x1b[C".to_owned(),
            Cursor::At(from) | Cursor::Doubtful(from, _) if from.y == to.y => format!("\x1b[{column}G"),
            Cursor::At(_) | Cursor::Doubtful(..) | Cursor::Anywhere if to.x == 0 => format!("\x1b[{row}H"),
            Cursor::At(_) | Cursor::Doubtful(..) | Cursor::Anywhere => format!("\x1b[{row};{column}H"),
        };
        self.bytes.extend_from_slice(code.as_bytes());
        self.cursor = Cursor::At(to);
    }

    fn show(&mut self, visible: bool) {
        if self.visible != Some(visible) {
            self.bytes.extend_from_slice(if visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.visible = Some(visible);
        }
    }
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let content: Vec<(u16, u16, &Cell)> = content.collect();
        let width = self.told.get().width;
        let mut stale = self.linked.turn();
        for row in content.chunk_by(|(_, one, _), (_, other, _)| one == other) {
            let y = row[0].1;
            let changes = row.iter().map(|(x, _, cell)| (*x, *cell));
            for (x, cell) in self.drawn.change(y, changes, width, &stale.remove(&y).unwrap_or_default()) {
                self.put(Position { x, y }, &cell);
            }
        }
        // rows that look as before
        for (y, columns) in stale {
            for (x, cell) in self.drawn.change(y, std::iter::empty(), width, &columns) {
                self.put(Position { x, y }, &cell);
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(self.shows_cursor);
        Ok(())
    }

    /// Where the cursor was last placed. The terminal is never asked: its answer would come in between the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(match self.cursor {
            Cursor::At(position) | Cursor::Doubtful(position, _) => position,
            Cursor::Anywhere => Position::ORIGIN,
        })
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Clears; afterwards nothing is taken for granted about the terminal's modes.
    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.linked.forget(&mut self.bytes);
        self.paint.reset(&mut self.bytes);
        self.bytes.extend_from_slice(match region {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[0J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[0K",
        });
        self.cursor = Cursor::Anywhere;
        self.visible = None;
        self.drawn.clear();
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        let asked = || crossterm::terminal::size().map(|(width, height)| Size { width, height });
        let size = self.size.map_or_else(asked, Ok)?;
        self.told.set(size);
        Ok(size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.bytes.is_empty() {
            self.linked.leave(&mut self.bytes);
            self.paint.leave(&mut self.bytes);
            let frame = [b"\x1b[?2026h", &*self.bytes, b"\x1b[?2026l"].concat();
            self.bytes.clear();
            self.out.write_all(&frame)?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::style::{Color, Style};

    use super::*;

    /// What is written for a row of cells, each given as its symbol, without the marks of the frame.
    #[track_caller]
    fn check(cells: &[(u16, &str)], expected: &str) {
        let mut painter = Painter::with_size(Vec::new(), Size::new(80, 24));
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 80, 1));
        for (x, symbol) in cells {
            buffer[(*x, 0)].set_symbol(symbol);
        }
        let drawn = painter.draw(cells.iter().map(|(x, _)| (*x, 0, &buffer[(*x, 0)])));
        assert!(drawn.is_ok());
        assert_eq!(String::from_utf8_lossy(&painter.bytes), expected);
    }

    #[test]
    fn the_cursor_is_placed_after_a_character_of_doubtful_width() {
        check(&[(0, "中"), (2, "文"), (4, "a")], "\x1b[1H中文a");
        check(&[(0, "“"), (1, "中"), (3, "”"), (4, "b")], "\x1b[1H“\x1b[2G中”\x1b[5Gb");
        check(&[(0, "─"), (1, "─"), (2, "┐"), (3, "a")], "\x1b[1H──┐\x1b[4Ga");
    }

    #[test]
    fn a_doubtful_character_of_two_cells_stands_on_blanks() {
        check(&[(3, "𠀀"), (4, " "), (5, "a")], "\x1b[1;4H  \x1b[4G𠀀\x1b[6Ga");
    }

    #[test]
    fn an_unchanged_frame_costs_nothing() -> io::Result<()> {
        let mut painter = Painter::with_size(Vec::new(), Size::new(80, 24));
        painter.hide_cursor()?;
        painter.flush()?;
        let before = painter.out_mut().len();
        painter.hide_cursor()?;
        painter.flush()?;
        assert_eq!(painter.out_mut().len(), before);
        Ok(())
    }

    #[test]
    fn a_style_is_told_once() {
        let mut painter = Painter::with_size(Vec::new(), Size::new(80, 24));
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 3, 1));
        buffer.set_string(0, 0, "abc", Style::new().fg(Color::Red).bold());
        assert!(painter.draw((0..3).map(|x| (x, 0, &buffer[(x, 0)]))).is_ok());
        assert_eq!(String::from_utf8_lossy(&painter.bytes), "\x1b[1H\x1b[31;1mabc");
    }
}
