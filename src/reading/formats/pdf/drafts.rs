//! Drafts of a PDF: paragraphs become blocks with their looks; what is set larger than the text becomes a heading.

use super::joining::{Vocabulary, are_narrow, usual_width};
use super::openings::Openings;
use super::paragraphs::Paragraph;
use super::tables::cells;
use super::words::{Line as Printed, Word, near};
use crate::document::block::{AsideKind, BlockKind, SpanStyle};
use crate::reading::dates;
use crate::reading::draft::{Draft, Line};
use crate::reading::lexicon::Lexicon;
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, is_unspaced, joint, takes_at_most};

/// A heading has no more lines.
const MOST_LINES: usize = 4;
/// A heading takes no more cells.
const WIDEST: usize = 160;

/// The blocks, and the text that they are pieces of.
pub(crate) fn drafts(paragraphs: Vec<Paragraph>, body: f32, lexicon: &Lexicon) -> (Vec<Draft<'static>>, String) {
    let levels = Levels::of(&paragraphs, body);
    let (words, usual) = (Vocabulary::of(&paragraphs), usual_width(&paragraphs));
    let openings = Openings::of(&paragraphs, lexicon);
    // A talk may be set as a table; a table within a talk is none of it.
    let n_cells = paragraphs.iter().filter(|paragraph| paragraph.is_cell).count();
    let is_table = n_cells * 2 > paragraphs.len();
    let mut source = String::new();
    let mut drafts = Vec::with_capacity(paragraphs.len());
    let mut before = None;
    for paragraph in paragraphs {
        let level = levels.level(&paragraph, body, before).filter(|_| !is_date(&paragraph, lexicon));
        let kind = match (paragraph.aside, level) {
            (Some(kind), _) => BlockKind::Aside(kind),
            (None, Some(level)) => BlockKind::Heading(level),
            (None, None) if paragraph.is_cell && is_table => BlockKind::TableRow,
            (None, None) if paragraph.is_cell => BlockKind::Aside(AsideKind::Matter),
            (None, None) => BlockKind::Paragraph,
        };
        if paragraph.aside.is_none() {
            before = level;
        }
        let lines: Vec<Line<'static>> = if level.is_some() && paragraph.aside.is_none() {
            heading(&paragraph.lines, &mut source).into_iter().collect()
        } else if paragraph.is_cell {
            row(&paragraph.lines, &mut source).into_iter().collect()
        } else {
            match are_narrow(&paragraph.lines, usual) {
                true => paragraph.lines.iter().filter_map(|line| printed(line, &mut source)).collect(),
                false => joined(&paragraph.lines, &words, &openings, &mut source),
            }
        };
        source.push('\n');
        if !lines.is_empty() {
            drafts.push(Draft { wrapped: lines.len() > 1, ..Draft::new(kind, lines) });
        }
    }
    (drafts, source)
}

/// A line with what of it is strong.
fn printed(line: &Printed, source: &mut String) -> Option<Line<'static>> {
    let mut composed = Line::default();
    push(line, &mut composed, source, true);
    source.push('\n');
    composed.trimmed()
}

/// The lines of a paragraph as one, but for those that begin as a speech does: whether one does is told where labels are.
fn joined(lines: &[Printed], words: &Vocabulary, openings: &Openings, source: &mut String) -> Vec<Line<'static>> {
    let (mut all, mut composed) = (Vec::new(), Line::default());
    for line in lines {
        let next = line.text();
        if !composed.text().is_empty() && openings.begins(composed.text(), line) {
            all.extend(std::mem::take(&mut composed).trimmed());
        }
        if words.divides(composed.text(), &next) {
            composed.drop_end(&['-']);
        } else if !composed.text().is_empty() {
            composed.push(joint(composed.text(), &next), None, source.len()..source.len());
        }
        push(line, &mut composed, source, true);
        source.push('\n');
    }
    all.extend(composed.trimmed());
    all
}

/// Adds the words of a line of print.
fn push(line: &Printed, composed: &mut Line<'static>, source: &mut String, keeps_looks: bool) {
    let start = source.len();
    let look = |word: &Word| (word.is_strong, word.is_emphatic && !word.is_strong);
    let mut rest = line.words.as_slice();
    while let Some(first) = rest.first() {
        // Words of one look are one stretch, with the spaces between them.
        let n = rest.iter().take_while(|word| look(word) == look(first)).count();
        let (run, others) = rest.split_at(n);
        let is_first = run.len() + others.len() == line.words.len();
        if first.is_spaced && !is_first {
            source.push(' ');
            composed.push(" ", None, source.len() - 1..source.len());
        }
        let from = source.len();
        for (at, word) in run.iter().enumerate() {
            source.push_str(if at > 0 && word.is_spaced { " " } else { "" });
            source.push_str(&word.text);
        }
        let style = match look(first) {
            (true, _) => Some(SpanStyle::Strong),
            (false, true) => Some(SpanStyle::Emphasis),
            (false, false) => None,
        };
        composed.push(&source[from..], style.filter(|_| keeps_looks).as_ref(), from..source.len());
        rest = others;
    }
    composed.set_source(start.min(composed.source().start)..source.len());
}

/// The lines of a heading as one: where they were broken its author wanted a pause.
fn heading(lines: &[Printed], source: &mut String) -> Option<Line<'static>> {
    let mut composed = Line::default();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            let is_hyphen = composed.text().ends_with('-');
            if !is_hyphen {
                composed.push(" ", None, source.len()..source.len() + 1);
            }
            source.push(' ');
        }
        push(line, &mut composed, source, false);
    }
    composed.trimmed()
}

/// The cells of a row, parted as cells are; lines of one cell are one text.
fn row(lines: &[Printed], source: &mut String) -> Option<Line<'static>> {
    let mut composed = Line::default();
    for (at, line) in lines.iter().enumerate() {
        for (number, cell) in cells(line).into_iter().enumerate() {
            let between = if number > 0 { " | " } else { " " };
            if at + number > 0 {
                composed.push(between, None, source.len()..source.len());
                source.push(' ');
            }
            if let Some(cell) = Printed::of(cell.to_vec()) {
                push(&cell, &mut composed, source, true);
            }
        }
    }
    composed.trimmed()
}

/// The sizes of headings, from the largest on.
struct Levels(Vec<(f32, usize)>);

impl Levels {
    fn of(paragraphs: &[Paragraph], body: f32) -> Self {
        let mut sizes: Vec<(f32, usize)> = Vec::new();
        for paragraph in paragraphs.iter().filter(|paragraph| is_heading(paragraph, body)) {
            match sizes.iter_mut().find(|(size, _)| near(*size, paragraph.size)) {
                Some((_, n)) => *n += 1,
                None => sizes.push((paragraph.size, 1)),
            }
        }
        sizes.sort_by(|a, b| b.0.total_cmp(&a.0));
        Levels(sizes)
    }

    /// The level of a paragraph that is a heading; `before` is that of what stands before it. A smaller line right below a
    /// headline is its second line, if no other is set as it is.
    fn level(&self, paragraph: &Paragraph, body: f32, before: Option<u8>) -> Option<u8> {
        if !is_heading(paragraph, body) {
            return None;
        }
        let at = self.0.iter().position(|(size, _)| near(*size, paragraph.size))?;
        let is_second = before.is_some_and(|before| usize::from(before) < at + 1) && self.0[at].1 == 1;
        (!is_second).then(|| u8::try_from(at + 1).unwrap_or(6).min(6))
    }
}

/// Whether it is nothing but a date, which may be set as large as the title above it.
fn is_date(paragraph: &Paragraph, lexicon: &Lexicon) -> bool {
    let text: String = paragraph.lines.iter().map(Printed::text).collect();
    let n_digits = text.chars().filter(char::is_ascii_digit).count();
    takes_at_most(&text, widths::PHRASE) && n_digits >= 3 && dates::in_text(&text, lexicon).is_some()
}

fn is_heading(paragraph: &Paragraph, body: f32) -> bool {
    let text: String = paragraph.lines.iter().map(Printed::text).collect();
    let says = text.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let is_sentence = ends_sentence(&text) && text.ends_with(['.', '。', '，', ',', ':', '：']);
    let is_tall = paragraph.size > body * 1.12;
    let is_short = paragraph.lines.len() <= MOST_LINES && takes_at_most(&text, WIDEST);
    let is_great = paragraph.size > body * 1.3 || !text.contains(is_unspaced) || !is_sentence;
    paragraph.aside != Some(AsideKind::RunningHead) && is_tall && is_short && says && is_great && !is_sentence
}
