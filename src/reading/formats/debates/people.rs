//! People: who is meant by the identifiers of those who speak, where the file says it, and the times of its time line.

use std::collections::HashMap;

/// So many are remembered of each.
const MOST: usize = 50_000;

/// The people of a file and its moments, by their identifiers.
#[derive(Debug, Default)]
pub(super) struct People {
    names: HashMap<String, String>,
    moments: HashMap<String, u64>,
    /// The person who is being told, with what is known of the name.
    open: Option<(String, Name)>,
    /// What a number in the time line counts, in milliseconds.
    unit: f64,
}

#[derive(Debug, Default)]
struct Name {
    whole: String,
    first: String,
    last: String,
}

/// A part of a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    First,
    Last,
}

impl People {
    /// Somebody is listed with his name.
    pub(super) fn list(&mut self, id: &str, name: &str) {
        if self.names.len() < MOST && !name.trim().is_empty() {
            self.names.entry(id.to_owned()).or_insert_with(|| name.trim().to_owned());
        }
    }

    /// Somebody is called so where he speaks: that is how he is printed from there on.
    pub(super) fn call(&mut self, reference: &str, name: &str) {
        if self.names.len() < MOST {
            self.names.insert(id_of(reference).to_owned(), name.to_owned());
        }
    }

    /// A person begins.
    pub(super) fn begin(&mut self, id: &str) {
        self.open = Some((id.to_owned(), Name::default()));
    }

    /// Adds to the name of the person who is being told.
    pub(super) fn tell(&mut self, part: Part, text: &str) {
        const LONGEST: usize = 400;
        let Some((_, name)) = &mut self.open else { return };
        let whole = match part {
            Part::Whole => &mut name.whole,
            Part::First => &mut name.first,
            Part::Last => &mut name.last,
        };
        for word in text.split_whitespace() {
            if whole.len() >= LONGEST {
                break;
            }
            whole.push_str(if whole.is_empty() { "" } else { " " });
            whole.push_str(word);
        }
    }

    /// The person is told.
    pub(super) fn end(&mut self) {
        let Some((id, name)) = self.open.take() else { return };
        let parts = [name.first.as_str(), name.last.as_str()].into_iter().filter(|part| !part.is_empty());
        let parted = parts.collect::<Vec<_>>().join(" ");
        self.list(&id, if name.whole.is_empty() { &parted } else { &name.whole });
    }

    /// The name of who is referred to: the identifier itself where nobody says whose it is.
    pub(super) fn name(&self, reference: &str) -> String {
        let id = id_of(reference);
        self.names.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// The time line begins, whose numbers count this.
    pub(super) fn begin_times(&mut self, unit: Option<&str>) {
        self.unit = match unit {
            Some("ms") => 1.0,
            Some("min") => 60_000.0,
            _ => 1_000.0,
        };
    }

    /// A moment: so long after another.
    pub(super) fn moment(&mut self, id: &str, interval: Option<&str>, since: Option<&str>) {
        let unit = if self.unit > 0.0 { self.unit } else { 1_000.0 };
        let before = since.and_then(|since| self.time(since)).unwrap_or(0);
        let passed = interval.and_then(|interval| interval.parse::<f64>().ok()).filter(|passed| passed.is_finite());
        if self.moments.len() < MOST {
            let milliseconds = (passed.unwrap_or(0.0).max(0.0) * unit) as u64;
            self.moments.insert(id.to_owned(), before.saturating_add(milliseconds));
        }
    }

    /// The time of the moment that is referred to.
    pub(super) fn time(&self, reference: &str) -> Option<u64> {
        self.moments.get(reference.trim_start_matches('#')).copied()
    }
}

/// The identifier that is referred to. Of several the first speaks; one of another file stands behind its name.
fn id_of(reference: &str) -> &str {
    let first = reference.split_whitespace().next().unwrap_or_default();
    first.rsplit_once('#').map_or(first, |(_, id)| id)
}
