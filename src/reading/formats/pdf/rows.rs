//! Rows: words on one height, and the bands that white space parts from top to bottom.

use super::words::{Line, Word};

/// What is said of a row of words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) foot: f32,
    pub(crate) size: f32,
    pub(crate) left: f32,
    /// From the first word to the last.
    pub(crate) width: f32,
}

/// The rows of the words, from top to bottom.
pub(crate) fn rows(words: &[Word]) -> Vec<Row> {
    let row = |line: &Line| Row { foot: line.foot, size: line.size, left: line.frame.left, width: line.frame.width() };
    lines(words.to_vec()).iter().map(row).collect()
}

/// The lines that the words of one column stand on, from top to bottom. What is smaller and stands higher or lower, such as
/// the number of a note, belongs to the line beside it.
pub(crate) fn lines(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|a, b| a.foot.total_cmp(&b.foot).then(a.frame.left.total_cmp(&b.frame.left)));
    let mut groups: Vec<Group> = Vec::new();
    for word in words {
        match groups.last_mut().filter(|group| group.holds(&word)) {
            Some(group) => group.add(word),
            None => groups.push(Group::of(word)),
        }
    }
    let mut merged: Vec<Group> = Vec::new();
    for group in groups {
        match merged.last_mut().filter(|last| last.is_at_height_of(&group)) {
            Some(last) => last.take(group),
            None => merged.push(group),
        }
    }
    merged.into_iter().filter_map(Group::line).collect()
}

/// The words of a line while they are found.
struct Group {
    words: Vec<Word>,
    foot: f32,
    size: f32,
}

impl Group {
    fn of(word: Word) -> Self {
        Group { foot: word.foot, size: word.size, words: vec![word] }
    }

    fn holds(&self, word: &Word) -> bool {
        (word.foot - self.foot).abs() <= 0.25 * self.size.min(word.size)
    }

    fn add(&mut self, word: Word) {
        self.size = self.size.max(word.size);
        self.words.push(word);
    }

    /// Whether one of them is small and stands high or low beside the other.
    fn is_at_height_of(&self, other: &Group) -> bool {
        let (small, great) = if self.size < other.size { (self, other) } else { (other, self) };
        let (top, foot) = (great.foot - great.size * 0.85, great.foot + great.size * 0.3);
        let middle = small.foot - small.size * 0.35;
        let touches = |word: &Word| {
            great.words.iter().any(|it| {
                let gap = (word.frame.left - it.frame.right).max(it.frame.left - word.frame.right);
                gap < great.size * 1.2
            })
        };
        small.size < great.size * 0.85 && middle > top && middle < foot && small.words.iter().all(touches)
            || (small.foot - great.foot).abs() < 0.3 * small.size
    }

    fn take(&mut self, other: Group) {
        if other.size > self.size {
            (self.size, self.foot) = (other.size, other.foot);
        }
        self.words.extend(other.words);
    }

    fn line(mut self) -> Option<Line> {
        self.words.sort_by(|a, b| a.frame.left.total_cmp(&b.frame.left));
        let mut before: Option<(f32, f32)> = None;
        for word in &mut self.words {
            // Words that were told apart by their height know nothing of the gap between them.
            if let Some((right, size)) = before {
                word.is_spaced |= word.frame.left - right > size.max(word.size);
            }
            before = Some((word.frame.right, word.size));
        }
        Line::of(self.words)
    }
}

/// Words between two white bands that go from side to side.
#[derive(Debug, Clone)]
pub(crate) struct Band {
    pub(crate) words: Vec<Word>,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
}

/// The bands that the words stand in, from top to bottom; lines that are set tightly do not touch.
pub(crate) fn bands(words: &[Word]) -> Vec<Band> {
    bands_of(words, 0.6)
}

/// The bands of words that reach so much of their size above their feet.
pub(crate) fn bands_of(words: &[Word], reach: f32) -> Vec<Band> {
    let top = |word: &Word| word.foot - reach * word.size;
    let mut sorted: Vec<&Word> = words.iter().collect();
    sorted.sort_by(|a, b| top(a).total_cmp(&top(b)));
    let mut bands: Vec<Band> = Vec::new();
    for word in sorted {
        let (top, bottom) = (top(word), word.foot);
        match bands.last_mut().filter(|band| top < band.bottom) {
            Some(band) => {
                band.bottom = band.bottom.max(bottom);
                band.words.push(word.clone());
            }
            None => bands.push(Band { words: vec![word.clone()], top, bottom }),
        }
    }
    bands
}

/// The words of some bands.
pub(crate) fn of(bands: &[Band]) -> Vec<Word> {
    bands.iter().flat_map(|band| band.words.iter().cloned()).collect()
}
