//! Shapes of labels as a labels file writes them: `NAME：`, `【NAME】`, `MARK -`. What stands for a name is in capitals, the
//! rest is what stands around it; behind it comes what is said.

use super::file::Word;

/// The shapes in which labels are looked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shapes {
    set_off: [[bool; N_SEPARATORS]; SLOTS.len()],
    /// Those with signs of their own around the name.
    pub(crate) between: Vec<Between>,
    /// What opens them, each character once, and what closes those that nothing opens: most lines have none of these.
    pub(crate) opens: Vec<char>,
    pub(crate) closes: Vec<Option<char>>,
}

/// What stands for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Slot {
    /// `NAME`: any.
    Name,
    /// `MARK`: a word of `question` or `answer`.
    Mark,
    /// `CAPITALS`: a name in capitals.
    Capitals,
    /// `NAME CAPITALS`: one that ends in them.
    LastInCapitals,
    /// `COURTESY NAME`: one that begins with a word of `courtesy`, or The and an office.
    Courteous,
    /// `INITIAL`: a single capital.
    Initial,
}

/// What sets a name off from what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Separator {
    /// Any colon.
    Colon,
    /// Any dash, perhaps behind a stop.
    Dash,
    /// A stop or a closing bracket.
    Stop,
    /// Two spaces and more, an ideographic space, a tab.
    Gap,
    /// One space.
    Space,
}

/// A name between signs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Between {
    /// What opens the label; `○` stands for any circle.
    pub(crate) before: String,
    /// What parts the name from a second one that belongs to it, if it is written with two.
    pub(crate) within: Option<String>,
    /// What closes the label; letters are the end of the name itself.
    pub(crate) after: String,
}

const N_SEPARATORS: usize = 5;

const SLOTS: [(&str, Slot); 6] = [
    ("COURTESY NAME", Slot::Courteous),
    ("NAME CAPITALS", Slot::LastInCapitals),
    ("CAPITALS", Slot::Capitals),
    ("INITIAL", Slot::Initial),
    ("NAME", Slot::Name),
    ("MARK", Slot::Mark),
];

impl Shapes {
    /// The shapes of a file; one that cannot be read is the error.
    pub(crate) fn new(written: Vec<Word>) -> Result<Self, Word> {
        let mut shapes = Shapes::default();
        for shape in written {
            let Some((before, slot, after)) = slot(&shape) else { return Err(shape) };
            match separator(after).filter(|_| before.is_empty()) {
                Some(separator) => shapes.set_off[slot as usize][separator as usize] = true,
                None if slot == Slot::Name && !(before.is_empty() && after.is_empty()) => {
                    shapes.between.push(Between::new(before, after));
                }
                None => return Err(shape),
            }
        }
        for shape in &shapes.between {
            match shape.before.chars().next() {
                Some(open) if !shapes.opens.contains(&open) => shapes.opens.push(open),
                None if !shapes.closes.contains(&shape.near_close()) => shapes.closes.push(shape.near_close()),
                _ => {}
            }
        }
        Ok(shapes)
    }

    /// Whether labels are set off so.
    pub(crate) fn has(&self, slot: Slot, separator: Separator) -> bool {
        self.set_off[slot as usize][separator as usize]
    }
}

impl Between {
    /// What closes a name that nothing opens, if that stands right behind it.
    pub(crate) fn near_close(&self) -> Option<char> {
        self.after.chars().next().filter(|_| self.within.is_none())
    }

    fn new(before: &str, after: &str) -> Self {
        let (within, after) = after.split_once("NAME").map_or((None, after), |(within, after)| (Some(within), after));
        Between { before: before.to_owned(), within: within.map(str::to_owned), after: after.to_owned() }
    }
}

/// What stands before the slot of a shape, the slot, and what stands behind it.
fn slot(shape: &str) -> Option<(&str, Slot, &str)> {
    SLOTS.iter().find_map(|(word, slot)| shape.split_once(word).map(|(before, after)| (before, *slot, after)))
}

/// What sets off, if it is nothing but that.
fn separator(after: &str) -> Option<Separator> {
    match after {
        "：" | ":" => Some(Separator::Colon),
        " -" | "-" | "—" | ".-" => Some(Separator::Dash),
        "." => Some(Separator::Stop),
        "  " | "\u{3000}" | "\t" => Some(Separator::Gap),
        " " => Some(Separator::Space),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_shape_is_read_as_it_looks() {
        let shapes = |shape: &str| Shapes::new(vec![shape.to_owned().into()]);
        assert!(shapes("MARK -").unwrap().has(Slot::Mark, Separator::Dash));
        assert!(shapes("NAME：").unwrap().has(Slot::Name, Separator::Colon));
        let found = shapes("○NAME（NAME）").unwrap();
        let expected = Between { before: "○".to_owned(), within: Some("（".to_owned()), after: "）".to_owned() };
        assert_eq!(found.between, [expected]);
        assert_eq!(shapes("somebody：").unwrap_err(), "somebody：");
        assert!(shapes("NAME").is_err() && shapes("【MARK】").is_err());
    }
}
