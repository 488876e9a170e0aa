//! Widths of what people print, in cells: each has one name here, so that no place guesses one of its own.

/// A word or two: the key of a field, a thing to press.
pub(super) const WORD: usize = 16;
/// A few words: a column beside a picture, a word that heads notes.
pub(super) const COLUMN: usize = 24;
/// A phrase, half a row: what may still go on in the next.
pub(super) const PHRASE: usize = 40;
/// A name that is alone on its line, with an office.
pub(super) const NAME: usize = 48;
/// A short line: a heading, a credit.
pub(super) const LINE: usize = 60;
/// A row of print: a headline, a value in a form.
pub(super) const ROW: usize = 80;
/// A heading, or what stands above one, takes two rows at most …
pub(super) const TWO_ROWS: usize = 160;
/// … a caption or a legend three …
pub(super) const THREE_ROWS: usize = 240;
/// … and a question that is set off as a whole some ten.
pub(super) const TEN_ROWS: usize = 800;
