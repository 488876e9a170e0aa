//! A state that was laid out for one size, drawn into a frame of another: what does not fit is left out.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, CellWidth};
use wenda::layout::width::WidthPolicy;
use wenda::ui;

use crate::reader::Reader;

const LAID_OUT: [(u16, u16); 3] = [(120, 40), (80, 24), (50, 20)];

/// Frames of every width up to a little over the largest, low and high.
fn frames() -> impl Iterator<Item = (u16, u16)> {
    (1..=125).map(|width| (width, 1 + width * 7 % 45)).chain([(1, 1), (8, 3), (300, 2), (3, 90)])
}

/// The first cluster of a buffer that reaches over its edge, or over something else.
fn misplaced(buffer: &Buffer) -> Option<String> {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let end = x + cell.cell_width().max(1);
            let is_blank = |x: u16| {
                let covered = buffer.cell((x, y));
                covered.is_some_and(|covered| covered.symbol() == " " && covered.style() == cell.style())
            };
            if !(x + 1..end).all(is_blank) {
                return Some(format!("{:?} at ({x}, {y})", cell.symbol()));
            }
            x = end;
        }
    }
    None
}

#[test]
fn what_does_not_fit_into_the_frame_is_left_out() {
    for (seed, size) in LAID_OUT.into_iter().enumerate() {
        for policy in [WidthPolicy::NARROW, WidthPolicy::WIDE, WidthPolicy::NARROW.with_split_emoji()] {
            let mut reader = Reader::open(seed, policy, size, 100 + seed as u64);
            for frame in frames() {
                let pressed = reader.press_any();
                let mut terminal = Terminal::new(TestBackend::new(frame.0, frame.1)).unwrap();
                let drawn = terminal.draw(|frame| ui::draw(frame, &reader.app, &reader.look)).unwrap();
                let fault = misplaced(drawn.buffer);
                assert_eq!(fault, None, "laid out for {size:?}, drawn at {frame:?} after {pressed}");
            }
        }
    }
}
