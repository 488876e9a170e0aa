//! Ways of setting a paragraph: ours and those of others.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::widgets::{Paragraph, Widget, Wrap};
use wenda::layout::breaks::{Breaks, opportunities};
use wenda::layout::clusters::clusters;
use wenda::layout::fill::{Shape, fill_with};
use wenda::layout::hanging::Hanging;
use wenda::layout::kinsoku::Rules;
use wenda::layout::language::Language;
use wenda::layout::width::{WidthPolicy, text_width};

use super::fullest::fullest;

/// A way of setting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Setter {
    /// Ours: tailored breaks, hanging marks in two cells of the margin, no orphans.
    Wenda,
    /// Ours with the margin for traditional Chinese too.
    WendaHanging,
    /// Ours without the margin.
    WendaFlush,
    /// The fullest rows that our breaks allow without the margin, at a price for each row: the mean that it should reach.
    Fullest(f64),
    Textwrap,
    Ratatui,
    /// A row ends wherever it is full, as in a pager.
    Plain,
}

impl Setter {
    pub const ALL: [Setter; 6] =
        [Setter::Wenda, Setter::WendaHanging, Setter::WendaFlush, Setter::Textwrap, Setter::Ratatui, Setter::Plain];

    pub fn name(self) -> &'static str {
        match self {
            Setter::Wenda => "wenda",
            Setter::WendaHanging => "wenda, always hanging",
            Setter::WendaFlush => "wenda, no hanging",
            Setter::Fullest(_) => "no hanging, best",
            Setter::Textwrap => "textwrap, optimal fit",
            Setter::Ratatui => "ratatui Paragraph",
            Setter::Plain => "plain cutting",
        }
    }

    /// The rows of `text` at any text width.
    pub fn set(self, text: &str, language: Language) -> impl Fn(usize) -> Vec<String> + '_ {
        let hanging = match self {
            Setter::Wenda => Hanging::Auto,
            Setter::WendaHanging => Hanging::Always,
            _ => Hanging::Never,
        };
        let shape = Shape { rules: Rules { language, hanging, ..Rules::default() }, ..Shape::default() };
        let breaks = Breaks::new(text, shape.rules, shape.policy);
        let offered = opportunities(text, shape.rules);
        move |width| match self {
            Setter::Wenda | Setter::WendaHanging | Setter::WendaFlush => {
                ours(text, &breaks, shape, width, hanging.zone(language))
            }
            Setter::Fullest(price) => fullest(text, &offered, width, price),
            Setter::Textwrap => textwrap::wrap(text, width).iter().map(ToString::to_string).collect(),
            Setter::Ratatui => ratatui_rows(text, width),
            Setter::Plain => cut(text, width),
        }
    }
}

/// Marks hang into the margin beside a text of `width` cells.
fn ours(text: &str, breaks: &Breaks, shape: Shape, width: usize, hang: usize) -> Vec<String> {
    let shape = Shape { width: width + hang, hang, ..shape };
    fill_with(text, breaks, &shape).into_iter().map(|line| text[line.range].to_owned()).collect()
}

fn ratatui_rows(text: &str, width: usize) -> Vec<String> {
    let height = (text_width(text, WidthPolicy::NARROW) / width * 2 + 10) as u16;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width as u16, height));
    Paragraph::new(text).wrap(Wrap { trim: true }).render(buffer.area, &mut buffer);
    let row = |y: u16| {
        let (mut row, mut x) = (String::new(), 0);
        while x < width as u16 {
            row.push_str(buffer[(x, y)].symbol());
            x += buffer[(x, y)].cell_width().max(1);
        }
        row.trim_end().to_owned()
    };
    let mut rows: Vec<String> = (0..height).map(row).collect();
    rows.truncate(rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1));
    rows
}

fn cut(text: &str, width: usize) -> Vec<String> {
    let (mut rows, mut row, mut used) = (Vec::new(), String::new(), 0);
    for cluster in clusters(text, WidthPolicy::NARROW) {
        if used + cluster.width > width {
            rows.push(std::mem::take(&mut row));
            used = 0;
        }
        used += cluster.width;
        row.push_str(&cluster.shown);
    }
    rows.push(row);
    rows
}
