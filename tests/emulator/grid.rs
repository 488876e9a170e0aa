//! A terminal of plain cells, with a switch for each thing that terminals do differently about wide characters. It
//! understands the sequences that the painter writes, and fails on any other.

use unicode_width::UnicodeWidthChar;

/// What becomes of the other half when half of a wide character is overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherHalf {
    /// It is cleared to the terminal's own colours, as in tmux, whatever colours are in force.
    Cleared,
    /// It stays as it was, as in Konsole.
    Kept,
}

/// What a terminal makes of wide characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    pub other_half: OtherHalf,
    /// Whether joined emoji, selected emoji and flags are one sign of two cells; else each part is drawn by itself, and
    /// half of a flag takes two cells.
    pub joins: bool,
    /// Whether the characters that are wide for East Asian terminals only are wide.
    pub wide_ambiguous: bool,
}

/// The colours and modifiers of a cell, as the codes that set them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    ink: u32,
    ground: u32,
    /// One bit for each code from 1 to 9.
    modifiers: u16,
}

/// Where a cell stands in its character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Whole,
    Left,
    Right,
}

/// A cell: the character that it shows, or half of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Square {
    shown: String,
    half: Half,
    look: Look,
}

impl Square {
    fn blank(look: Look) -> Self {
        Square { shown: " ".to_owned(), half: Half::Whole, look }
    }
}

/// The screen.
pub struct Grid {
    habits: Habits,
    columns: usize,
    pub squares: Vec<Square>,
    /// Column and row of the cursor; the column may be that behind the last.
    cursor: (usize, usize),
    look: Look,
    /// The character that was printed last, if the cursor has not been placed since.
    last: Option<usize>,
}

const JOINER: char = '\u{200D}';
const SELECTOR: char = '\u{FE0F}';

impl Grid {
    pub fn new((columns, rows): (u16, u16), habits: Habits) -> Self {
        let n_squares = usize::from(columns) * usize::from(rows);
        let squares = vec![Square::blank(Look::default()); n_squares];
        Grid { habits, columns: columns.into(), squares, cursor: (0, 0), look: Look::default(), last: None }
    }

    /// The first cell in which this screen differs from another: its column and row, and both cells.
    pub fn difference<'a>(&'a self, other: &'a Grid) -> Option<((usize, usize), &'a Square, &'a Square)> {
        let pairs = self.squares.iter().zip(&other.squares).enumerate();
        let (at, (one, two)) = pairs.into_iter().find(|(_, (one, two))| one != two)?;
        Some(((at % self.columns, at / self.columns), one, two))
    }

    /// Takes in what a program writes.
    pub fn feed(&mut self, bytes: &[u8]) {
        let mut rest = std::str::from_utf8(bytes).unwrap();
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '\x1b' => {
                    let sequence = rest.strip_prefix('[').expect("a control sequence");
                    let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
                    self.obey(&sequence[..end], sequence.as_bytes()[end]);
                    rest = &sequence[end + 1..];
                }
                '\r' => self.place((0, self.cursor.1)),
                c if c.is_control() => panic!("the control character {c:?}"),
                c => self.print(c),
            }
        }
    }

    fn obey(&mut self, parameters: &str, code: u8) {
        let number = |index: usize| parameters.split(';').nth(index).and_then(|text| text.parse().ok()).unwrap_or(1);
        match (parameters, code) {
            ("?2026" | "?25", b'h' | b'l') => {}
            ("2", b'J') => self.squares.fill(Square::blank(self.look)),
            (_, b'H') => self.place((number(1) - 1, number(0) - 1)),
            (_, b'G') => self.place((number(0) - 1, self.cursor.1)),
            (_, b'C') => self.place((self.cursor.0 + number(0), self.cursor.1)),
            (_, b'm') => self.look.change(parameters),
            _ => panic!("the control sequence {parameters}{}", char::from(code)),
        }
    }

    fn place(&mut self, to: (usize, usize)) {
        self.cursor = to;
        self.last = None;
    }

    fn print(&mut self, c: char) {
        if self.joins_last(c) {
            return;
        }
        let width = self.width(c);
        let (x, y) = self.cursor;
        if x + width > self.columns {
            // lines do not wrap: what has no room is not shown
            self.last = None;
            return;
        }
        self.show(y * self.columns + x, width, c.to_string());
        self.cursor.0 += width;
    }

    /// Puts a character of `width` cells at a cell.
    fn show(&mut self, at: usize, width: usize, shown: String) {
        for covered in at..at + width {
            let other = match self.squares[covered].half {
                Half::Whole => covered,
                Half::Left => covered + 1,
                Half::Right => covered - 1,
            };
            if self.habits.other_half == OtherHalf::Cleared && !(at..at + width).contains(&other) {
                self.squares[other] = Square::blank(Look::default());
            }
        }
        let square = |half| Square { shown: shown.clone(), half, look: self.look };
        let halves =
            if width == 2 { [square(Half::Left), square(Half::Right)].to_vec() } else { vec![square(Half::Whole)] };
        self.squares[at..at + width].clone_from_slice(&halves);
        self.last = Some(at);
    }

    /// Adds `c` to the character before the cursor if it belongs to it.
    fn joins_last(&mut self, c: char) -> bool {
        let takes_no_cell = c.width().unwrap_or(0) == 0;
        let last = match self.last {
            Some(last) => last,
            None if takes_no_cell && self.cursor.0 > 0 => self.cursor.1 * self.columns + self.cursor.0 - 1,
            None => return takes_no_cell,
        };
        let base = &self.squares[last].shown;
        let is_flag = |c: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
        let half_flag = base.chars().count() == 1 && base.chars().all(is_flag);
        let joined = base.ends_with(JOINER) || is_tone(c) || half_flag && is_flag(c);
        if !(takes_no_cell || self.habits.joins && joined) {
            return false;
        }
        let widens = self.habits.joins && (c == SELECTOR || half_flag && is_flag(c));
        self.squares[last].shown.push(c);
        let shown = self.squares[last].shown.clone();
        match self.squares[last].half {
            Half::Whole if widens && last % self.columns + 1 < self.columns => {
                self.show(last, 2, shown);
                self.cursor.0 = last % self.columns + 2;
            }
            Half::Left => self.squares[last + 1].shown = shown,
            Half::Whole | Half::Right => {}
        }
        true
    }

    /// The cells that this terminal draws a character in; one at least.
    fn width(&self, c: char) -> usize {
        let is_half_flag = ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
        match c.width().unwrap_or(0) {
            _ if is_half_flag && !self.habits.joins => 2,
            1 if self.habits.wide_ambiguous && wenda::layout::ambiguous::ambiguous_kind(c).is_some() => 2,
            width => width.max(1),
        }
    }
}

fn is_tone(c: char) -> bool {
    ('\u{1F3FB}'..='\u{1F3FF}').contains(&c)
}

impl Look {
    /// Takes in the parameters of a change of colours and modifiers (SGR).
    fn change(&mut self, parameters: &str) {
        let mut codes = parameters.split(';').map(|code| code.parse::<u32>().unwrap_or(0));
        while let Some(code) = codes.next() {
            match code {
                0 => *self = Look::default(),
                1..=9 => self.modifiers |= 1 << code,
                38 => self.ink = extended(&mut codes),
                48 => self.ground = extended(&mut codes),
                39 => self.ink = 0,
                49 => self.ground = 0,
                30..=37 | 90..=97 => self.ink = code,
                40..=47 | 100..=107 => self.ground = code,
                _ => panic!("the look {parameters}"),
            }
        }
    }
}

/// A colour of the palette, or one of red, green and blue.
fn extended(codes: &mut impl Iterator<Item = u32>) -> u32 {
    let kind = codes.next();
    let mut next = || codes.next().unwrap();
    match kind {
        Some(5) => 1 << 8 | next(),
        Some(2) => 1 << 24 | next() << 16 | next() << 8 | next(),
        _ => panic!("a colour of kind {kind:?}"),
    }
}
