//! Readings beside characters (`<ruby>灯台<rt>とうだい</rt></ruby>`): in a line of text they stand in brackets behind them.

use crate::reading::wrap::is_unspaced;

/// The reading that is being read, or the brackets that stand around it for programs that know no readings.
#[derive(Debug, Default)]
pub(in crate::reading::formats) struct Gloss {
    text: String,
    is_reading: bool,
    n_open: usize,
}

impl Gloss {
    /// A reading begins, or a bracket.
    pub(in crate::reading::formats) fn open(&mut self, is_reading: bool) {
        self.is_reading |= is_reading;
        self.n_open += 1;
    }

    /// Takes the text if it belongs to a reading or a bracket.
    pub(in crate::reading::formats) fn take(&mut self, text: &str) -> bool {
        if self.n_open > 0 {
            self.text.push_str(text);
        }
        self.n_open > 0
    }

    /// A reading or a bracket ends: what is printed of it behind the characters that end `before`.
    pub(in crate::reading::formats) fn close(&mut self, before: &str) -> Option<String> {
        self.n_open = self.n_open.saturating_sub(1);
        if self.n_open > 0 {
            return None;
        }
        let Gloss { text, is_reading, .. } = std::mem::take(self);
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_wide = before.chars().next_back().is_some_and(is_unspaced);
        let (open, close) = if is_wide { ("（", "）") } else { (" (", ")") };
        (is_reading && !words.is_empty()).then(|| format!("{open}{}{close}", words.join(" ")))
    }

    /// What was taken and never closed.
    pub(in crate::reading::formats) fn rest(self) -> Option<String> {
        Some(self.text).filter(|text| !text.is_empty())
    }
}
