//! Rows: the weights in a file of `assets`, read while wenda is compiled, so that no start has to read them. Of such a file
//! this knows `[section]` and lines that begin with `name = 1.0` or `name = { weight = 1.0`; tests compare that with what
//! TOML says.

/// A weight with its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row<'a> {
    /// The section that it stands in, or nothing.
    pub(super) section: &'a str,
    pub(super) name: &'a str,
    pub(super) weight: f64,
}

/// How many rows a file has.
pub(super) const fn count(file: &str) -> usize {
    let (mut place, mut n_rows) = (Place { file, section: "" }, 0);
    while place.next().is_some() {
        n_rows += 1;
    }
    n_rows
}

/// The rows of a file that has `N`, in its order.
pub(super) const fn read<const N: usize>(file: &str) -> [Row<'_>; N] {
    let mut rows = [Row { section: "", name: "", weight: 0.0 }; N];
    let (mut place, mut n_rows) = (Place { file, section: "" }, 0);
    while let Some(row) = place.next() {
        rows[n_rows] = row;
        n_rows += 1;
    }
    rows
}

/// The weight of the row with a name in a section.
pub(super) const fn weight(rows: &[Row], section: &str, name: &str) -> Option<f64> {
    let mut at = 0;
    while at < rows.len() {
        if same(rows[at].name, name) && same(rows[at].section, section) {
            return Some(rows[at].weight);
        }
        at += 1;
    }
    None
}

/// How far a file was read.
struct Place<'a> {
    /// What is left of it.
    file: &'a str,
    /// The section that this stands in.
    section: &'a str,
}

impl<'a> Place<'a> {
    /// The next row.
    const fn next(&mut self) -> Option<Row<'a>> {
        while !self.file.is_empty() {
            let (line, rest) = self.file.split_at(end_of(self.file, b'\n'));
            self.file = rest.split_at(if rest.is_empty() { 0 } else { 1 }).1;
            match line.as_bytes().first() {
                Some(b'[') => self.section = within(line, b'[', b']'),
                Some(b'"' | b'a'..=b'z') => {
                    let (name, value) = line.split_at(end_of(line, b'='));
                    let name =
                        if name.as_bytes()[0] == b'"' { within(name, b'"', b'"') } else { name.trim_ascii_end() };
                    return Some(Row { section: self.section, name, weight: number(value) });
                }
                _ => {}
            }
        }
        None
    }
}

/// Bytes of a text before this one, or all.
const fn end_of(text: &str, byte: u8) -> usize {
    let mut at = 0;
    while at < text.len() && text.as_bytes()[at] != byte {
        at += 1;
    }
    at
}

/// What stands in a text after `open`, with which it begins, and before `close`.
const fn within(text: &str, open: u8, close: u8) -> &str {
    assert!(text.as_bytes()[0] == open);
    let inner = text.split_at(1).1;
    inner.split_at(end_of(inner, close)).0
}

/// The first number in a text: a sign, digits, a stop and digits. Of so few digits the quotient of two whole numbers is what
/// any reader of numbers makes of them.
const fn number(text: &str) -> f64 {
    let text = text.as_bytes();
    let mut at = 0;
    while !(text[at].is_ascii_digit() || text[at] == b'-') {
        at += 1;
    }
    let is_negative = text[at] == b'-';
    if is_negative {
        at += 1;
    }
    let (mut digits, mut divisor, mut is_fraction) = (0u64, 1u64, false);
    while at < text.len() && (text[at].is_ascii_digit() || text[at] == b'.' && !is_fraction) {
        if text[at] == b'.' {
            is_fraction = true;
        } else {
            digits = digits * 10 + (text[at] - b'0') as u64;
            divisor *= if is_fraction { 10 } else { 1 };
        }
        at += 1;
    }
    assert!(digits < 1 << f64::MANTISSA_DIGITS, "a weight has too many digits");
    let number = digits as f64 / divisor as f64;
    if is_negative { -number } else { number }
}

/// Whether two texts are the same: `==` can't be used while wenda is compiled.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The weights of rows by their names, which mostly come in the order of the rows: each is looked for from after the last one
/// on.
pub(super) struct ByName<'a, 'b> {
    rows: &'b [Row<'a>],
    next: usize,
}

impl<'a, 'b> ByName<'a, 'b> {
    pub(super) fn of(rows: &'b [Row<'a>]) -> Self {
        ByName { rows, next: 0 }
    }

    /// The weight of the row with a name.
    pub(super) fn weight(&mut self, name: &str) -> Option<f32> {
        let after = self.rows[self.next..].iter().position(|row| row.name == name).map(|at| self.next + at);
        let at = after.or_else(|| self.rows[..self.next].iter().position(|row| row.name == name))?;
        self.next = at + 1;
        Some(self.rows[at].weight as f32)
    }
}

/// Checks that the rows of a file are those that TOML finds in it.
#[cfg(test)]
pub(super) fn check(file: &str) {
    #![allow(clippy::unwrap_used)]
    let table: toml::Table = file.parse().unwrap();
    let mut expected = Vec::new();
    let weight_of = |row: &toml::Value| row.get("weight").unwrap_or(row).as_float().unwrap();
    for (name, value) in &table {
        match value.as_table().filter(|value| !value.contains_key("weight")) {
            Some(rows) => {
                expected.extend(rows.iter().map(|(row, value)| (name.as_str(), row.as_str(), weight_of(value))))
            }
            None => expected.push(("", name.as_str(), weight_of(value))),
        }
    }
    let mut place = Place { file, section: "" };
    let found: Vec<(&str, &str, f64)> =
        std::iter::from_fn(|| place.next()).map(|row| (row.section, row.name, row.weight)).collect();
    assert_eq!(found, expected);
}
