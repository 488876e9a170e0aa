//! The pictures in the README: what the program draws of a press conference of ours, cell by cell, as SVG; on a light ground
//! and on a dark one. `INSTA_UPDATE=always cargo test --test screens picture` draws them anew.

use std::fmt::Write as _;
use std::{env, fs};

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use wenda::ui::colour::{Rgb, rgb_of};
use wenda::ui::theme::{Display, Ground};

use super::LIGHTHOUSE;
use super::reader::{Reader, row};

/// Columns and rows of the pictures.
const SIZE: (u16, u16) = (100, 26);
/// What is pressed before: two questions are marked, the second with a note, and a word is searched for.
const KEYS: &str = "] ] m ] a «问得好» esc [ / «灯» enter n n";

/// Tenths of a pixel: the width and the height of a cell.
const CELL: (usize, usize) = (84, 200);
/// Pixels of the letters, and from the top of a row down to the line that they stand on.
const LETTERS: (usize, usize) = (14, 15);

/// A picture: its file, the colours of the terminal's ground and text.
const PICTURES: [(&str, Rgb, Rgb); 2] = [
    ("assets/screen-light.svg", Rgb(0xfd, 0xfc, 0xf9), Rgb(0x26, 0x22, 0x1b)),
    ("assets/screen-dark.svg", Rgb(0x16, 0x17, 0x1a), Rgb(0xd9, 0xd5, 0xcc)),
];

/// Signs that are drawn as strokes from the middle of their cell, lest rows that stand apart tear them: whether one goes up,
/// down, left and right.
const STROKES: [(&str, [bool; 4]); 11] = [
    ("│", [true, true, false, false]),
    ("─", [false, false, true, true]),
    ("┌", [false, true, false, true]),
    ("┐", [false, true, true, false]),
    ("└", [true, false, false, true]),
    ("┘", [true, false, true, false]),
    ("├", [true, true, false, true]),
    ("┤", [true, true, true, false]),
    ("┬", [false, true, true, true]),
    ("┴", [true, false, true, true]),
    ("┼", [true, true, true, true]),
];

/// A number of tenths of a pixel as SVG writes it.
fn px(tenths: usize) -> String {
    let (whole, rest) = (tenths / 10, tenths % 10);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest}") }
}

fn rect(x: usize, y: usize, width: usize, height: usize, fill: &str) -> String {
    let [x, y, width, height] = [x, y, width, height].map(px);
    format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>\n")
}

fn hex(Rgb(red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The colours of a cell, of its ground and of its text.
fn colours(style: Style, ground: Rgb, text: Rgb) -> (String, String) {
    let of = |colour: Option<Color>, own: Rgb| hex(colour.and_then(rgb_of).unwrap_or(own));
    let (back, front) = (of(style.bg, ground), of(style.fg, text));
    if style.add_modifier.contains(Modifier::REVERSED) { (front, back) } else { (back, front) }
}

/// How a cell's letters are set, beside their colour.
fn setting(style: Style) -> String {
    let named = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ];
    named.into_iter().filter(|(modifier, _)| style.add_modifier.contains(*modifier)).map(|(_, set)| set).collect()
}

/// The strokes of a cell whose corner is there, if its sign is drawn so.
fn strokes(symbol: &str, (x, y): (usize, usize), fill: &str) -> Option<String> {
    let (width, height) = CELL;
    if symbol == "▌" {
        return Some(rect(x, y, width / 2, height, fill));
    }
    let (_, [up, down, left, right]) = STROKES.iter().find(|(sign, _)| *sign == symbol)?;
    let middle = (x + width / 2 - 5, y + height / 2 - 5);
    let arms = [
        (*up, (middle.0, y, 10, height / 2 + 5)),
        (*down, (middle.0, middle.1, 10, height / 2 + 5)),
        (*left, (x, middle.1, width / 2 + 5, 10)),
        (*right, (middle.0, middle.1, width / 2 + 5, 10)),
    ];
    let drawn = arms.into_iter().filter(|(is_there, _)| *is_there);
    Some(drawn.map(|(_, (x, y, width, height))| rect(x, y, width, height, fill)).collect())
}

/// One row: the grounds that are not the page's, then the letters, those of one look together, each at its cell.
fn draw_row(buffer: &Buffer, y: u16, ground: Rgb, text: Rgb) -> String {
    let top = usize::from(y) * CELL.1;
    let (mut grounds, mut letters) = (String::new(), String::new());
    let mut run: Option<(String, String)> = None;
    let close = |run: Option<(String, String)>| {
        run.map_or_else(String::new, |(look, words)| {
            format!("<text y=\"{}\"{look}>{words}</text>\n", top / 10 + LETTERS.1)
        })
    };
    let mut x = 0;
    // the cells of one ground in one piece, lest seams be seen between them
    let mut piece = (0, hex(ground));
    for (cell, width) in row(buffer, y) {
        let (back, front) = colours(cell.style(), ground, text);
        if back != piece.1 {
            grounds.push_str(&ground_of(&piece, x, top, ground));
            piece = (x, back);
        }
        let drawn = strokes(cell.symbol(), (x, top), &front);
        let is_blank = cell.symbol().trim().is_empty();
        if let Some(drawn) = drawn {
            letters.push_str(&drawn);
        } else if !is_blank {
            let look = format!(" fill=\"{front}\"{}", setting(cell.style()));
            if run.as_ref().is_some_and(|(current, ..)| *current != look) {
                letters.push_str(&close(run.take()));
            }
            let (_, words) = run.get_or_insert((look, String::new()));
            // each at its own cell: not all programs that show pictures know lists of places
            let symbol = cell.symbol().replace('&', "&amp;").replace('<', "&lt;");
            write!(words, "<tspan x=\"{}\">{symbol}</tspan>", px(x)).unwrap();
        }
        x += width * CELL.0;
    }
    letters.push_str(&close(run));
    grounds + &ground_of(&piece, x, top, ground) + &letters
}

/// The ground of the cells from where a piece begins up to column `end`, where it is not the page's.
fn ground_of((begin, colour): &(usize, String), end: usize, top: usize, ground: Rgb) -> String {
    if *colour == hex(ground) { String::new() } else { rect(*begin, top, end - begin, CELL.1, colour) }
}

/// The picture of what a reader sees on a terminal of these colours.
fn picture(ground: Rgb, text: Rgb) -> String {
    let mut reader = Reader::open(LIGHTHOUSE, SIZE, "zh");
    reader.look.show_on(Display { ground: Ground::Is(ground), ..Display::default() });
    reader.press(KEYS);
    while reader.app.is_at_work() {
        reader.app.work();
    }
    let (width, height) = (px(usize::from(SIZE.0) * CELL.0), px(usize::from(SIZE.1) * CELL.1));
    let mut svg = String::new();
    let fonts =
        "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace";
    writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"{fonts}\" font-size=\"{}\" shape-rendering=\"crispEdges\">",
        LETTERS.0
    )
    .unwrap();
    svg.push_str(&rect(0, 0, usize::from(SIZE.0) * CELL.0, usize::from(SIZE.1) * CELL.1, &hex(ground)));
    let buffer = reader.cells();
    (0..SIZE.1).for_each(|y| svg.push_str(&draw_row(buffer, y, ground, text)));
    svg + "</svg>\n"
}

#[test]
fn the_pictures_in_the_readme_are_what_is_drawn() {
    let readme = fs::read_to_string("README.md").unwrap();
    for (path, ground, text) in PICTURES {
        let drawn = picture(ground, text);
        assert!(readme.contains(path), "{path} is not in the README");
        if env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(path, drawn).unwrap();
        } else {
            let is_same = fs::read_to_string(path).unwrap_or_default() == drawn;
            assert!(is_same, "{path} is not what is drawn: INSTA_UPDATE=always cargo test --test screens picture");
        }
    }
}
