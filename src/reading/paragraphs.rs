//! Paragraphs: whether the lines of one were broken to fit a page, and where a line break ends one.

use super::lexicon::Lexicon;
use super::line::Line;
use super::wrap::{cells, is_complete, is_framed, takes_at_most};

/// Lines of a page are at most this wide, in cells; longer ones were not broken to fit one.
const MAX_PAGE: usize = 130;

/// A word may stand out of a page by so many cells.
const WORD: usize = 16;

/// Whether the lines look broken to fit a page: all but the last about equally wide, some in mid-sentence.
pub(super) fn look_wrapped(lines: &[Line], lexicon: &Lexicon) -> bool {
    // Items and headings between rows of marks stand on lines of their own.
    let is_set = |line: &Line| is_item(line.text()) || is_framed(line.text()) || is_in_brackets(line.text(), lexicon);
    if lines.iter().any(is_set) {
        return false;
    }
    let Some((last, full)) = lines.split_last() else { return false };
    if full.iter().any(|line| !takes_at_most(line.text(), MAX_PAGE)) {
        return false;
    }
    let widths: Vec<usize> = full.iter().map(|line| cells(line.text())).collect();
    let Some(&widest) = widths.iter().max() else { return false };
    let n_full = widths.iter().filter(|&&width| width * 4 >= widest * 3).count();
    let pairs = lines.iter().zip(&lines[1..]);
    let n_open = pairs.filter(|(line, next)| !is_complete(line.text(), next.text())).count();
    // Nothing that was broken to fit a page is wider at its end.
    let fits = cells(last.text()) <= widest + WORD;
    fits && n_full * 10 >= widths.len() * 6 && n_open * 3 >= full.len()
}

/// Parts the lines of a paragraph where a line break ends a paragraph: behind a sentence, unless the lines are wrapped.
pub(super) fn of<'a>(lines: Vec<Line<'a>>, lexicon: &Lexicon) -> Vec<Vec<Line<'a>>> {
    if lines.len() < 2 || look_wrapped(&lines, lexicon) {
        return if lines.is_empty() { Vec::new() } else { vec![lines] };
    }
    sentences(lines, lexicon)
}

/// Parts lines that are not wrapped where a line break ends a paragraph: behind a sentence.
pub(super) fn sentences<'a>(lines: Vec<Line<'a>>, lexicon: &Lexicon) -> Vec<Vec<Line<'a>>> {
    let mut parts: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let goes_on = |before: &Line| {
            !is_complete(before.text(), line.text()) && !is_framed(before.text()) && !begins_paragraph(&line, lexicon)
        };
        match parts.last_mut() {
            Some(part) if part.last().is_none_or(goes_on) => part.push(line),
            _ => parts.push(vec![line]),
        }
    }
    parts
}

/// Whether a line begins a paragraph by its looks: indented by its author, an item, or set between rows of marks.
fn begins_paragraph(line: &Line, lexicon: &Lexicon) -> bool {
    is_in_brackets(line.text(), lexicon)
        || line.ideographic_spaces() >= 2
        || is_item(line.text())
        || is_framed(line.text())
}

/// `（1999年3月15日）`: figures and a word or two between brackets, under a headline.
fn is_in_brackets(text: &str, lexicon: &Lexicon) -> bool {
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    inner.is_some_and(|inner| {
        inner.starts_with(|letter: char| letter.is_ascii_digit())
            && lexicon.calendar.years.stand_in(inner)
            && cells(inner) <= 24
    })
}

/// `- rope`, `• rope`
fn is_item(text: &str) -> bool {
    text.strip_prefix(['-', '•', '●', '■', '◆']).is_some_and(|behind| behind.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line<'_>> {
        text.lines().filter_map(|line| Line::plain(line, 0..0)).collect()
    }

    #[test]
    fn whole_sentences_on_lines_of_unequal_width_are_paragraphs() {
        assert_eq!(of(lines("你好。\n今天天气很好，我们出去走走吧。\n好。"), &Lexicon::default_words()).len(), 3);
    }

    #[test]
    fn lines_broken_to_fit_a_page_are_one_paragraph() {
        let text = "the committee then turned to the question of how much\nit would cost to repair the bridge, and it was said that\nnobody knew.";
        assert_eq!(of(lines(text), &Lexicon::default_words()).len(), 1);
    }
}
