//! Marks before paragraphs: dashes, triangles and bullets that may say whose turn it is.

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, is_blank};

/// The mark of a long vowel in kana, in use as a dash.
const LONG_VOWEL: char = '\u{30fc}';

/// Bytes of the two dashes and more that a paragraph begins with, or of one that is drawn.
pub(crate) fn dashes(draft: &Draft) -> usize {
    let is_dash = |letter: char| matches!(letter, '—' | '―' | '─' | LONG_VOWEL | '━');
    let text = draft.first();
    let n_dashes = text.chars().take_while(|letter| is_dash(*letter)).count();
    let is_drawn = text.starts_with(['─', '━']);
    let is_rule = n_dashes > 4 || draft.kind != BlockKind::Paragraph;
    if (n_dashes >= 2 || is_drawn) && !is_rule { text.len() - text.trim_start_matches(is_dash).len() } else { 0 }
}

/// The mark that a paragraph begins with, and the bytes that it takes with the white space behind it.
pub(crate) fn leading_mark(draft: &Draft) -> Option<(char, usize)> {
    let text = draft.first();
    let mark = text.chars().next().filter(|mark| "-–—*+•▲△▶▷▸►■□◼◻●○◆◇◎※»›".contains(*mark))?;
    let said = text[mark.len_utf8()..].trim_start_matches(is_blank);
    (draft.kind == BlockKind::Paragraph
        && said.starts_with(|letter: char| letter.is_alphanumeric() || "“\"'‘「『《¿(（".contains(letter)))
    .then(|| (mark, text.len() - said.len()))
}
