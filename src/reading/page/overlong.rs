//! Paragraphs longer than any that a person wrote are parted, so that no view has to lay out megabytes to show a row.

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Line};
use crate::reading::in_place::replace_each;
use crate::reading::line::boundary;
use crate::reading::wrap;

/// The longest paragraph that stays whole, in bytes: some 20,000 ideographs, or 60 pages without a break.
const LONGEST: usize = 64 * 1024;
/// How far before that a sentence or a word may end for the cut to be made there, in bytes.
const SEARCHED: usize = 4 * 1024;

/// Parts the drafts that are too long; every character stays.
pub(crate) fn part(drafts: Vec<Draft>) -> Vec<Draft> {
    if drafts.iter().all(|draft| draft.len() <= LONGEST) {
        return drafts;
    }
    replace_each(drafts, |_, draft, parted| {
        if draft.len() <= LONGEST {
            parted.push(draft);
        } else {
            parts(draft, parted);
        }
    })
}

/// Adds the parts of one draft. The first keeps the label; a heading so long is none.
fn parts<'a>(mut draft: Draft<'a>, parted: &mut Vec<Draft<'a>>) {
    let lines = std::mem::take(&mut draft.lines);
    let seams = std::mem::take(&mut draft.seams);
    let rest_kind = match draft.kind {
        BlockKind::Heading(_) | BlockKind::ListItem { .. } | BlockKind::Label => BlockKind::Paragraph,
        kind => kind,
    };
    if matches!(draft.kind, BlockKind::Heading(_)) {
        draft.kind = rest_kind;
    }
    let rest = Draft { kind: rest_kind, term: false, goes_on: true, ..draft.emptied() };
    let mut open = draft;
    let mut length = 0;
    for (index, line) in lines.into_iter().enumerate() {
        let is_join = seams.joined().contains(&index);
        for piece in pieces(line) {
            if length + piece.text().len() > LONGEST && !open.lines.is_empty() {
                parted.push(std::mem::replace(&mut open, rest.clone()));
                length = 0;
            } else if is_join && !open.lines.is_empty() {
                open.seams.join(open.lines.len());
            }
            length += piece.text().len();
            open.lines.push(piece);
        }
    }
    parted.push(open);
}

/// The line in pieces that are not too long, cut from its end so that each byte is moved once.
fn pieces(line: Line) -> Vec<Line> {
    let mut cuts = Vec::new();
    let mut start = 0;
    while line.text().len() - start > LONGEST {
        start = cut(line.text(), start);
        cuts.push(start);
    }
    let (source, length) = (line.source(), line.text().len());
    let mut pieces = line.pieces(&cuts);
    if source.len() == length {
        let mut start = source.start;
        for piece in &mut pieces {
            let end = start + piece.text().len();
            piece.set_source(std::mem::replace(&mut start, end)..end);
        }
    }
    pieces
}

/// Where the piece ends that begins at byte `start`: behind a sentence, else behind a space, else anywhere between two
/// characters that do not belong together.
fn cut(text: &str, start: usize) -> usize {
    let limit = boundary(text, start + LONGEST);
    let searched = &text[boundary(text, limit - SEARCHED)..limit];
    let behind =
        |found: Option<(usize, char)>| found.map(|(at, letter)| limit - searched.len() + at + letter.len_utf8());
    let letters = || searched.char_indices().rev();
    let is_stop = |letter: char| matches!(letter, '。' | '！' | '？' | '…');
    let is_end =
        |&(at, letter): &(usize, char)| is_stop(letter) || letter == ' ' && wrap::ends_sentence(&searched[..at]);
    // A closing quotation mark belongs to the sentence before it, a combining mark or a joined emoji to its base.
    let is_between = |at: &usize| {
        let (before, next) = (text[..*at].chars().next_back(), text[*at..].chars().next());
        before != Some('\u{200d}') && next.is_none_or(|next| next.is_alphanumeric() && !is_mark(next) || next == ' ')
    };
    behind(letters().find(is_end))
        .filter(is_between)
        .or_else(|| behind(letters().find(|(_, letter)| letter.is_whitespace())))
        .or_else(|| letters().map(|(at, _)| limit - searched.len() + at).find(|at| *at > start && is_between(at)))
        .unwrap_or(limit)
}

/// Combining marks, variation selectors and joiners, as far as a cut through megabytes needs to know.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parts one paragraph of these lines and checks that nothing changes but where it is cut.
    fn check(lines: &[String], n_expected: usize) -> Vec<Draft<'_>> {
        let position = |at: usize| lines[..at].iter().map(String::len).sum::<usize>();
        let made = (0..lines.len()).map(|at| Line::verbatim(&lines[at], position(at)..position(at + 1)));
        let parted = part(vec![Draft::new(BlockKind::Paragraph, made.collect())]);
        let whole: String = parted.iter().flat_map(|draft| &draft.lines).map(|line| line.text()).collect();
        assert!(whole == lines.concat(), "characters changed");
        assert!(parted.iter().all(|draft| draft.len() <= LONGEST));
        let sources = parted.iter().flat_map(|draft| &draft.lines).map(|line| line.source());
        assert!(sources.clone().zip(sources.skip(1)).all(|(one, next)| one.end == next.start));
        assert_eq!(parted.len(), n_expected);
        assert!(!parted[0].goes_on && parted[1..].iter().all(|draft| draft.goes_on));
        parted
    }

    #[test]
    fn a_paragraph_that_a_person_wrote_stays_whole() {
        check(&["桥修好了。".repeat(4_000)], 1);
    }

    #[test]
    fn a_line_without_end_is_cut_behind_sentences() {
        let lines = ["桥修好了吗？".repeat(20_000)];
        let parted = check(&lines, 6);
        assert!(parted.iter().all(|draft| draft.last().ends_with('？')));
    }

    #[test]
    fn what_has_no_end_at_all_is_cut_between_characters() {
        check(&["a".repeat(200_000)], 4);
        check(&["桥".repeat(60_000)], 3);
        let lines = ["e\u{301}".repeat(60_000)];
        let parted = check(&lines, 3);
        assert!(parted.iter().all(|draft| draft.first().starts_with('e')));
        check(&["\u{301}".repeat(100_000)], 4);
    }

    #[test]
    fn lines_stay_together_as_far_as_they_fit() {
        check(&vec!["a line of a file that was broken to fit a page".to_owned(); 5_000], 4);
    }
}
