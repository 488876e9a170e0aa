//! Labels of lines: the name that a line begins with, what is printed with it, and the bytes that it takes.

use std::ops::Range;

use super::shape::Shape;
use crate::document::block::Bytes;

/// What could be a label, at the beginning of a line.
///
/// Its bytes are known here and to the line that it is set on, which moves them with its text; everybody else asks for the
/// words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// The name as printed.
    name: Bytes,
    /// All that the label takes, with its colon and white space.
    whole: Bytes,
    /// What is printed behind the name on its line, such as a firm and an office.
    tail: Bytes,
    /// How it is set off from what is said.
    pub(crate) shape: Shape,
    /// The time printed with it, in milliseconds.
    pub(crate) time: Option<u64>,
    /// A number is printed before it.
    pub(crate) numbered: bool,
}

impl Label {
    /// A label of the first `length` bytes of a line, with its name in bytes of the line.
    pub(crate) fn new(shape: Shape, name: Range<usize>, length: usize) -> Self {
        Label {
            name: name.into(),
            whole: (0..length).into(),
            tail: Bytes::default(),
            shape,
            time: None,
            numbered: false,
        }
    }

    /// A label without a name: a mark of so many bytes, or nothing.
    pub(crate) fn unnamed(shape: Shape, length: usize) -> Self {
        Label::new(shape, 0..0, length)
    }

    /// The label, with all that it takes behind its name as its tail.
    pub(crate) fn with_tail(self) -> Self {
        Label { tail: (self.name.end()..self.whole.end()).into(), ..self }
    }

    /// The label, with these bytes as its tail.
    pub(crate) fn with(self, tail: Range<usize>) -> Self {
        Label { tail: tail.into(), ..self }
    }

    /// The label as it was printed at `time`.
    pub(crate) fn at(self, time: Option<u64>) -> Self {
        Label { time, ..self }
    }

    /// The label, with so many more bytes behind it.
    pub(crate) fn and(mut self, n_bytes: usize) -> Self {
        self.whole = (self.whole.start()..self.whole.end() + n_bytes).into();
        self
    }

    /// What stands before its name in the text of its line.
    pub(crate) fn before_name_in<'a>(&self, text: &'a str) -> &'a str {
        text.get(..self.name.start()).unwrap_or_default()
    }

    /// Where its name stands in its line, in bytes: for the tallies, which know no labels.
    pub(crate) fn name_range(&self) -> Range<usize> {
        self.name.range()
    }

    /// Its name in the text of its line.
    pub(crate) fn name_in<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.name.range()).unwrap_or_default()
    }

    /// What stands behind its name in the text of its line.
    pub(crate) fn tail_in<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.tail.range()).unwrap_or_default()
    }

    /// What is said behind it in the text of its line.
    pub(crate) fn said_in<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.whole.end()..).unwrap_or_default()
    }

    /// The label without the first bytes of its name.
    pub(crate) fn without_first(mut self, n_bytes: usize) -> Self {
        self.name = (self.name.start() + n_bytes..self.name.end()).into();
        self
    }

    /// The label without the last so many bytes of its name.
    pub(crate) fn without_last(mut self, n_bytes: usize) -> Self {
        self.name = (self.name.start()..self.name.end() - n_bytes).into();
        self
    }

    /// Whether its name goes on behind so many bytes.
    pub(crate) fn is_named_beyond(&self, n_bytes: usize) -> bool {
        self.name.end() > n_bytes
    }

    /// How many bytes of its line end with it.
    pub(crate) fn length(&self) -> usize {
        self.whole.end()
    }

    /// Each of its ranges.
    pub(super) fn ranges(&self) -> [Range<usize>; 3] {
        let Label { name, whole, tail, shape: _, time: _, numbered: _ } = self;
        [name, whole, tail].map(|bytes| bytes.range())
    }

    /// Moves each of its ranges.
    pub(super) fn move_ranges(&mut self, moved: impl Fn(Range<usize>) -> Range<usize>) {
        let Label { name, whole, tail, shape: _, time: _, numbered: _ } = self;
        [name, whole, tail].into_iter().for_each(|bytes| *bytes = moved(bytes.range()).into());
    }
}
