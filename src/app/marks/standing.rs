//! Where the marks of a document stand in it. This is asked for every row that is drawn: what a row costs depends on the
//! marks on it, not on how many there are.

use crate::document::bookmark::Bookmark;
use crate::document::place::{Passage, Place};
use crate::document::shared::Shared;

/// A mark and where it stands.
type Stood = (Shared<Bookmark>, Passage);

/// The marks that stand somewhere, in the order of the text and then of the times when they were made.
#[derive(Debug, Default)]
pub(in crate::app) struct Standing {
    all: Vec<Stood>,
    /// For each mark the last block that it or one before it reaches into.
    reach: Vec<usize>,
}

impl Standing {
    /// The marks that reach into `block`.
    pub fn in_block(&self, block: usize) -> impl Iterator<Item = (&Bookmark, Passage)> {
        let end = self.all.partition_point(|(_, passage)| passage.start.block <= block);
        // all that reach so far, and those between them that end before
        let start = self.reach[..end].partition_point(|&last| last < block);
        let here = self.all[start..end].iter().filter(move |(_, passage)| passage.end.block >= block);
        here.map(|(mark, passage)| (&**mark, *passage))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&Bookmark, Passage)> {
        self.all.iter().map(|(mark, passage)| (&**mark, *passage))
    }

    /// Where the mark of this id stands.
    pub fn passage(&self, id: &str) -> Option<Passage> {
        self.iter().find(|(mark, _)| mark.id == id).map(|(_, passage)| passage)
    }

    /// The mark whose passage is exactly `passage`; the first that was made of several.
    pub fn at(&self, passage: Passage) -> Option<&Bookmark> {
        let start = self.all.partition_point(|(_, stands)| stands.start < passage.start);
        let here = self.all[start..].iter().take_while(|(_, stands)| stands.start == passage.start);
        here.filter(|(_, stands)| *stands == passage).map(|(mark, _)| &**mark).next()
    }

    /// The place of the nearest mark after `place`, or before it.
    pub fn next(&self, place: Place, forward: bool) -> Option<Place> {
        let at = match forward {
            true => self.all.partition_point(|(_, passage)| passage.start <= place),
            false => self.all.partition_point(|(_, passage)| passage.start < place).checked_sub(1)?,
        };
        self.all.get(at).map(|(_, passage)| passage.start)
    }

    /// Takes in a mark and where it stands, in place of what was known of it.
    pub fn put(&mut self, mark: Shared<Bookmark>, passage: Passage) {
        self.all.retain(|(known, _)| known.id != mark.id);
        self.all.push((mark, passage));
        self.order();
    }

    /// Forgets the mark of this id.
    pub fn remove(&mut self, id: &str) {
        self.all.retain(|(known, _)| known.id != id);
        self.order();
    }

    fn order(&mut self) {
        self.all.sort_by(|(one, here), (other, there)| {
            here.start.cmp(&there.start).then_with(|| one.created.cmp(&other.created))
        });
        let last = |reach: &mut usize, (_, passage): &Stood| {
            *reach = passage.end.block.max(*reach);
            Some(*reach)
        };
        self.reach = self.all.iter().scan(0, last).collect();
    }
}

impl FromIterator<Stood> for Standing {
    fn from_iter<T: IntoIterator<Item = Stood>>(marks: T) -> Self {
        let mut standing = Standing { all: marks.into_iter().collect(), reach: Vec::new() };
        standing.order();
        standing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(id: usize, start: (usize, usize), end: (usize, usize)) -> Stood {
        let place = |(block, byte)| Place { block, byte };
        let bookmark = Bookmark { id: id.to_string(), created: id.to_string(), ..Bookmark::default() };
        (bookmark.into(), Passage { start: place(start), end: place(end) })
    }

    #[test]
    fn what_is_found_is_what_looking_through_all_finds() {
        let shapes = [(0, 0, 0, 5), (0, 2, 9, 1), (1, 0, 1, 4), (1, 0, 1, 4), (2, 0, 2, 0), (3, 1, 4, 2), (9, 3, 9, 4)];
        let mut standing = Standing::default();
        for (id, (block, byte, last, end)) in shapes.into_iter().enumerate().rev() {
            let (bookmark, passage) = mark(id, (block, byte), (last, end));
            standing.put(bookmark, passage);
        }
        standing.remove("4");
        for block in 0..12 {
            let here: Vec<_> = standing.in_block(block).map(|(mark, _)| mark.id.clone()).collect();
            let reaches = |passage: Passage| passage.start.block <= block && block <= passage.end.block;
            let slow: Vec<_> =
                standing.iter().filter(|(_, it)| reaches(*it)).map(|(mark, _)| mark.id.clone()).collect();
            assert_eq!(here, slow, "block {block}");
            for byte in 0..5 {
                let place = Place { block, byte };
                let starts = || standing.iter().map(|(_, passage)| passage.start);
                assert_eq!(standing.next(place, true), starts().filter(|at| *at > place).min());
                assert_eq!(standing.next(place, false), starts().filter(|at| *at < place).max());
            }
        }
        let ids: Vec<_> = standing.iter().map(|(mark, _)| mark.id.as_str()).collect();
        assert_eq!(ids, ["0", "1", "2", "3", "5", "6"]);
        assert_eq!(standing.passage("3").and_then(|passage| standing.at(passage)).map(|mark| &*mark.id), Some("2"));
        assert_eq!((standing.passage("4"), standing.at(Passage::default())), (None, None));
    }
}
