//! What is counted in rows.

use wenda::layout::width::{WidthPolicy, text_width};

/// What must not begin a row, and what must not end one.
const NO_START: &str = "。．，、：；！？”’）》〉】」』〕］｝…·・％";
/// What must not begin one either in East Asian text: connectors, solidi, interpuncts, iteration and prolonged sound marks,
/// small kana (CLREQ, Prohibition rules: basic; JLREQ cl-09 to cl-11). A dash of two characters may.
const NO_START_IN_EASTERN: &str = "‧･～〜－／々〻ーｰゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ℃‰°′″";
const NO_END: &str = "“‘（《〈【「『〔［｛";

/// What may stand in the margin.
const HANGING: &str = "。．，、：；！？";

/// Counts over rows.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub n_rows: usize,
    pub n_starts: usize,
    pub n_ends: usize,
    pub n_wide: usize,
    pub n_orphans: usize,
    n_paragraphs: usize,
    n_full: usize,
    n_unused: usize,
    /// The first row that breaks a rule.
    pub example: Option<String>,
}

impl Score {
    pub const HEAD: &str = "   rows  start%    end%  wide  orphans%  unused/full row";

    /// Adds the rows of a paragraph set in `width` cells; a mark may hang beyond them, and so may a word that else would
    /// have to be divided.
    pub fn add(&mut self, width: usize, rows: &[String]) {
        self.n_paragraphs += 1;
        self.n_rows += rows.len();
        let (mut n_eastern, mut n_letters) = (0, 0);
        for letter in rows.iter().flat_map(|row| row.chars()).filter(|letter| letter.is_alphabetic()) {
            n_letters += 1;
            n_eastern += usize::from(matches!(letter, '\u{3040}'..='\u{9FFF}'));
        }
        let is_eastern = n_eastern * 2 > n_letters;
        for (at, row) in rows.iter().enumerate() {
            let row = row.trim_end();
            let cells = text_width(row, WidthPolicy::NARROW);
            let is_word = !row.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
            let hangs = (is_word || row.ends_with(|c| HANGING.contains(c))) && cells <= width + 2;
            let start = row.trim_start();
            let is_single_dash = start.starts_with(['—', '–']) && !start[3..].starts_with(['—', '–']);
            let bad_in_eastern =
                is_eastern && (start.starts_with(|c| NO_START_IN_EASTERN.contains(c)) || is_single_dash);
            let bad_start = at > 0 && (start.starts_with(|c| NO_START.contains(c)) || bad_in_eastern);
            let bad_end = at + 1 < rows.len() && row.ends_with(|c| NO_END.contains(c));
            let too_wide = cells > width && !hangs;
            self.n_starts += usize::from(bad_start);
            self.n_ends += usize::from(bad_end);
            self.n_wide += usize::from(too_wide);
            if bad_start || bad_end || too_wide {
                self.example.get_or_insert_with(|| format!("{row} in {width}"));
            }
            if at + 1 < rows.len() {
                self.n_full += 1;
                self.n_unused += width.saturating_sub(cells);
            }
        }
        let last = rows.last().map_or("", |row| row.trim());
        let n_signs = last.chars().filter(|c| c.is_alphanumeric()).count();
        let n_cells = text_width(last, WidthPolicy::NARROW);
        if rows.len() > 1 && n_signs <= 1 && n_cells <= 2 + 4 * n_signs {
            self.n_orphans += 1;
            self.example.get_or_insert_with(|| format!("{last} alone in {width}"));
        }
    }

    /// Mean cells left over at the end of a row that is not the last.
    pub fn unused(&self) -> f64 {
        self.n_unused as f64 / self.n_full.max(1) as f64
    }

    pub fn line(&self) -> String {
        let percent = |n: usize, all: usize| 100.0 * n as f64 / all.max(1) as f64;
        format!(
            "{:7}  {:6.2}  {:6.2}  {:4}  {:8.2}  {:15.3}",
            self.n_rows,
            percent(self.n_starts, self.n_rows),
            percent(self.n_ends, self.n_rows),
            self.n_wide,
            percent(self.n_orphans, self.n_paragraphs),
            self.unused()
        )
    }
}
