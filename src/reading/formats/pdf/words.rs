//! Words: glyphs that stand side by side on one line of print, and lines of them.

use std::rc::Rc;

use super::sheet::{Frame, Glyph, Sheet, Turn};
use crate::reading::wrap::{is_unspaced, is_wide};

/// Glyphs without a gap between them. In scripts without spaces it is as much of a line as has none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// Shared, as the words of a page are cut into parts again and again.
    pub(crate) text: Rc<str>,
    /// The frame of its ink: full-width punctuation at its ends is not counted with its blank half.
    pub(crate) frame: Frame,
    /// The line that its letters stand on.
    pub(crate) foot: f32,
    pub(crate) size: f32,
    pub(crate) is_strong: bool,
    pub(crate) is_emphatic: bool,
    /// Whether a space stands before it.
    pub(crate) is_spaced: bool,
}

impl Word {
    /// Characters, wide ones counted twice.
    pub(crate) fn weight(&self) -> usize {
        self.text.chars().map(|letter| 1 + usize::from(is_wide(letter))).sum()
    }

    /// Its height without what stands out of a line: lines that are set tightly do not touch.
    pub(crate) fn core(&self) -> (f32, f32) {
        (self.foot - self.size * 0.6, self.foot)
    }
}

/// A line of print.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) words: Vec<Word>,
    pub(crate) frame: Frame,
    pub(crate) foot: f32,
    pub(crate) size: f32,
}

impl Line {
    /// A line of these words, which are in order; `None` of nothing.
    pub(crate) fn of(words: Vec<Word>) -> Option<Self> {
        let frame = Frame::around(words.iter().map(|word| word.frame))?;
        let size = typical_size(&words);
        let main = words.iter().max_by_key(|word| (near(word.size, size), word.weight()))?;
        Some(Line { foot: main.foot, frame, size, words })
    }

    /// Its text, with spaces where gaps are.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            if word.is_spaced && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    /// Whether all of it is strong.
    pub(crate) fn is_strong(&self) -> bool {
        self.words.iter().all(|word| word.is_strong)
    }
}

/// Whether two sizes are one, but for rounding.
pub(crate) fn near(a: f32, b: f32) -> bool {
    (a - b).abs() <= 0.08 * a.max(b)
}

/// The size that most letters have.
pub(crate) fn typical_size<'a>(words: impl IntoIterator<Item = &'a Word>) -> f32 {
    let mut sizes: Vec<(f32, usize)> = words.into_iter().map(|word| (word.size, word.weight())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, weight)| weight).sum::<usize>() / 2;
    let mut sum = 0;
    for (size, weight) in &sizes {
        sum += weight;
        if sum > half {
            return *size;
        }
    }
    10.0
}

/// The words of a page that stand upright, and those that are turned or aslant, each in the order of their lines.
pub(crate) fn words(sheet: &Sheet) -> (Vec<Word>, Vec<Word>) {
    let mut sheet = sheet.clone();
    sheet.clean();
    let count = |turn: Turn| sheet.glyphs.iter().filter(|glyph| glyph.turn == turn).count();
    let n_upright = count(Turn::Upright);
    let part = |sheet: &Sheet, turn: Turn| {
        let glyphs = sheet.glyphs.iter().filter(|glyph| glyph.turn == turn).copied().collect();
        Sheet { glyphs, ..Sheet { glyphs: Vec::new(), ..*sheet } }
    };
    let (up, down) = (part(&sheet, Turn::Up).turned_right(), part(&sheet, Turn::Down).laid_down());
    let upright = part(&sheet, Turn::Upright);
    if upright.is_vertical() {
        // Letters of other scripts lie on their side in such a page.
        let glyphs = sheet.glyphs.iter().filter(|glyph| matches!(glyph.turn, Turn::Upright | Turn::Down)).copied();
        let lying = Sheet { glyphs: glyphs.collect(), ..Sheet { glyphs: Vec::new(), ..sheet } };
        return (joined(in_columns(lying).laid_down(), true), joined(up, false));
    }
    let (n_up, n_down) = (up.glyphs.len(), down.glyphs.len());
    if n_up > n_upright && n_up >= n_down {
        return (joined(up, false), joined(upright, false));
    }
    if n_down > n_upright {
        return (joined(down, false), joined(upright, false));
    }
    let mut apart = joined(up, false);
    apart.extend(joined(down, false));
    apart.extend(joined(part(&sheet, Turn::Aslant), false));
    (joined(upright, false), apart)
}

/// Moves forms for vertical lines into the columns of the others: a font whose glyphs hang from the middle of their top edge
/// is told half a letter aside where the others come from one whose glyphs stand on a corner.
fn in_columns(mut sheet: Sheet) -> Sheet {
    let middle = |glyph: &Glyph| (glyph.frame.left + glyph.frame.right) / 2.0;
    let is_form = |glyph: &Glyph| upright(glyph.letter) != glyph.letter;
    let mut columns: Vec<f32> =
        sheet.glyphs.iter().filter(|glyph| !is_form(glyph) && is_wide(glyph.letter)).map(middle).collect();
    columns.sort_by(f32::total_cmp);
    let distance = |at: f32| {
        let next = columns.partition_point(|column| *column < at);
        let beside = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|near| columns.get(near));
        beside.map(|column| (column - at).abs()).fold(f32::MAX, f32::min)
    };
    let aside = |glyph: &Glyph| {
        let (half, near) = (glyph.size / 2.0, glyph.size * 0.15);
        is_form(glyph) && distance(middle(glyph)) > near && distance(middle(glyph) - half) < near
    };
    let moved: Vec<bool> = sheet.glyphs.iter().map(aside).collect();
    for (glyph, _) in sheet.glyphs.iter_mut().zip(moved).filter(|(_, is_moved)| *is_moved) {
        glyph.frame.left -= glyph.size / 2.0;
        glyph.frame.right -= glyph.size / 2.0;
        glyph.frame.top += glyph.size;
        glyph.frame.bottom += glyph.size;
    }
    sheet
}

/// The words of glyphs that stand upright by now.
fn joined(mut sheet: Sheet, was_vertical: bool) -> Vec<Word> {
    let foot =
        |glyph: &Glyph| if was_vertical { (glyph.frame.top + glyph.frame.bottom) / 2.0 } else { glyph.frame.bottom };
    sheet.glyphs.sort_by(|a, b| foot(a).total_cmp(&foot(b)));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    let mut reached = f32::MIN;
    for glyph in sheet.glyphs {
        let slack = if was_vertical { 0.35 } else { 0.2 };
        match rows.last_mut() {
            Some(row) if foot(&glyph) - reached <= glyph.size * slack => row.push(glyph),
            _ => {
                reached = foot(&glyph);
                rows.push(vec![glyph]);
            }
        }
    }
    let mut words = Vec::new();
    for mut row in rows {
        row.sort_by(|a, b| a.frame.left.total_cmp(&b.frame.left));
        words_of_row(&row, was_vertical, &mut words);
    }
    words
}

/// Adds the words of a row.
fn words_of_row(row: &[Glyph], was_vertical: bool, words: &mut Vec<Word>) {
    let usual = usual_gap(row);
    let mut open: Vec<Glyph> = Vec::new();
    let mut is_spaced = false;
    let mut was_blank = false;
    for glyph in row {
        if glyph.letter.is_whitespace() || glyph.letter.is_control() {
            was_blank = true;
            continue;
        }
        if let Some(last) = open.last() {
            let size = last.size.max(glyph.size);
            let gap = glyph.frame.left - last.frame.right;
            let are_wide = is_unspaced(last.letter) && is_unspaced(glyph.letter);
            let needed = if are_wide { 0.4 } else { 0.18 } * size + usual;
            let parted = gap > needed || was_blank && gap > 0.05 * size;
            let is_other = last.is_strong != glyph.is_strong
                || last.is_emphatic != glyph.is_emphatic
                || !near(last.size, glyph.size);
            if parted || is_other {
                words.extend(word(&std::mem::take(&mut open), is_spaced, was_vertical));
                is_spaced = parted && (!are_wide || gap > 0.45 * size + usual);
            }
        }
        was_blank = false;
        open.push(*glyph);
    }
    words.extend(word(&open, is_spaced, was_vertical));
}

/// The gap between most glyphs of a row: more than nothing where letters are spaced.
fn usual_gap(row: &[Glyph]) -> f32 {
    let pairs = row.windows(2).filter(|pair| pair.iter().all(|glyph| !glyph.letter.is_whitespace()));
    let mut gaps: Vec<f32> = pairs.map(|pair| pair[1].frame.left - pair[0].frame.right).collect();
    gaps.sort_by(f32::total_cmp);
    let size = row.first().map_or(0.0, |glyph| glyph.size);
    // Of a few gaps each may be that between two words.
    let middle = gaps.get(gaps.len() / 2).filter(|_| gaps.len() > 3).copied().unwrap_or(0.0);
    middle.clamp(0.0, size)
}

fn word(glyphs: &[Glyph], is_spaced: bool, was_vertical: bool) -> Option<Word> {
    let mut frame = Frame::around(glyphs.iter().map(|glyph| glyph.frame))?;
    let (first, last) = (glyphs.first()?, glyphs.last()?);
    if hangs_after(last.letter) && last.frame.width() > 0.7 * last.size {
        frame.right -= last.frame.width() * 0.5;
    }
    if hangs_before(first.letter) && first.frame.width() > 0.7 * first.size && glyphs.len() > 1 {
        frame.left += first.frame.width() * 0.5;
    }
    let size = first.size;
    let foot = if was_vertical { (frame.top + frame.bottom) / 2.0 + size * 0.35 } else { first.frame.bottom };
    let mut text = String::new();
    glyphs.iter().for_each(|glyph| spell(glyph.letter, &mut text));
    Some(Word {
        text: text.into(),
        frame,
        foot,
        size,
        is_strong: first.is_strong,
        is_emphatic: first.is_emphatic,
        is_spaced,
    })
}

/// Full-width signs with their ink in the left half, which hang into the gutter at the end of a line.
fn hangs_after(letter: char) -> bool {
    matches!(
        letter,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '」'
            | '』'
            | '）'
            | '》'
            | '】'
            | '”'
            | '’'
            | '．'
            | '〉'
            | '〕'
    )
}

/// Full-width signs with their ink in the right half.
fn hangs_before(letter: char) -> bool {
    matches!(letter, '「' | '『' | '（' | '《' | '【' | '“' | '‘' | '〈' | '〔')
}

/// Adds the letters of a ligature, and the sign that a form for vertical lines stands for.
fn spell(letter: char, text: &mut String) {
    let plain: &str = match letter {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        '\u{ad}' | '\u{2010}' | '\u{2011}' => "-",
        '︐' | '︑' | '︒' | '︓' | '︔' | '︕' | '︖' | '︵' | '︶' | '︷' | '︸' | '︹' | '︺' | '︻' | '︼'
        | '︽' | '︾' | '︿' | '﹀' | '﹁' | '﹂' | '﹃' | '﹄' | '︱' | '︙' => {
            return text.push(upright(letter));
        }
        // Radicals that some fonts name instead of the ideographs that look the same.
        _ => return text.push(letter),
    };
    text.push_str(plain);
}

/// The sign that a form for vertical lines stands for (Unicode, Vertical Forms and CJK Compatibility Forms).
fn upright(letter: char) -> char {
    const FORMS: &str =
        "︐，︑、︒。︓：︔；︕！︖？︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』︱—︙…";
    let mut forms = FORMS.chars();
    while let (Some(form), Some(plain)) = (forms.next(), forms.next()) {
        if form == letter {
            return plain;
        }
    }
    letter
}
