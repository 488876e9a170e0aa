//! Rows: the weights in a file of `assets`, read without all that TOML can say, because they are read at each start. Of such
//! a file this knows `[section]` and lines that begin with `name = 1.0` or `name = { weight = 1.0`; tests compare that with
//! what TOML says.

/// A weight with its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row<'a> {
    /// The section that it stands in, or nothing.
    pub(super) section: &'a str,
    pub(super) name: &'a str,
    pub(super) weight: f64,
}

/// The rows of a file, in its order.
pub(super) fn of(file: &str) -> impl Iterator<Item = Row<'_>> {
    let mut section = "";
    file.lines().filter_map(move |line| {
        if let Some(named) = line.strip_prefix('[') {
            section = named.trim_end().trim_end_matches(']');
            return None;
        }
        if !line.starts_with(|first: char| first.is_ascii_lowercase() || first == '"') {
            return None;
        }
        let at = line.bytes().position(|byte| byte == b'=')?;
        let (name, value) = (line[..at].trim_ascii_end(), line[at + 1..].trim_ascii_start());
        let value = value.strip_prefix("{ weight = ").unwrap_or(value);
        let end = value.bytes().position(|byte| matches!(byte, b',' | b' ' | b'}')).unwrap_or(value.len());
        let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name);
        Some(Row { section, name, weight: value[..end].parse().ok()? })
    })
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
    let found: Vec<(&str, &str, f64)> = of(file).map(|row| (row.section, row.name, row.weight)).collect();
    assert_eq!(found, expected);
}
