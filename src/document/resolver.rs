//! Finding anchored passages again: by position, else by the quotation and its surroundings, else not at all.

use super::Document;
use super::anchor::{Anchor, Resolution};
use super::identity::text_hash;
use super::place::Passage;

/// Of the surroundings of a passage, how much must still stand there: a share of the characters kept.
const LEAST_AGREEMENT: f64 = 0.25;
/// How much better than the next best occurrence the best one must agree, as a share likewise.
const LEAST_MARGIN: f64 = 0.1;
/// A quotation of so many characters that occurs once needs no surroundings.
const TELLING_LENGTH: usize = 24;

/// Finds anchored passages in one document; made once for all of its anchors.
#[derive(Debug)]
pub struct Resolver<'a> {
    document: &'a Document,
    hash: String,
}

impl<'a> Resolver<'a> {
    /// A resolver for `document`.
    pub fn new(document: &'a Document) -> Self {
        Resolver { document, hash: text_hash(&document.text) }
    }

    /// Where the passage of `anchor` stands now. It is never guessed: what could be one of two places is lost.
    pub fn resolve(&self, anchor: &Anchor) -> Resolution {
        let by_position = if anchor.text_hash == self.hash { self.by_position(anchor) } else { None };
        match by_position {
            Some(passage) => Resolution::Found(passage),
            None => self.by_quotation(anchor).map_or(Resolution::Lost, Resolution::Moved),
        }
    }

    /// The passage at the anchor's position, if its words stand there.
    fn by_position(&self, anchor: &Anchor) -> Option<Passage> {
        let text = &self.document.text;
        let (from, _) = text.char_indices().map(Some).chain([None]).nth(anchor.start)?.unwrap_or((text.len(), ' '));
        text[from..].starts_with(&anchor.exact).then(|| self.passage(from, from + anchor.exact.len()))
    }

    /// The one occurrence of the quotation that its surroundings single out.
    fn by_quotation(&self, anchor: &Anchor) -> Option<Passage> {
        if anchor.exact.is_empty() {
            return None;
        }
        let found = self.document.text.match_indices(&anchor.exact).map(|(byte, _)| byte);
        let mut ranked: Vec<(f64, usize)> = found.map(|byte| (self.agreement(anchor, byte), byte)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let &(best, byte) = ranked.first()?;
        let unmistakable = match ranked.get(1) {
            Some(&(next, _)) => best >= LEAST_AGREEMENT && best - next >= LEAST_MARGIN,
            None => best >= LEAST_AGREEMENT || anchor.exact.chars().count() >= TELLING_LENGTH,
        };
        unmistakable.then(|| self.passage(byte, byte + anchor.exact.len()))
    }

    /// How much of the anchor's surroundings stands around the quotation at `byte`: 0 to 1.
    fn agreement(&self, anchor: &Anchor, byte: usize) -> f64 {
        let (before, rest) = self.document.text.split_at(byte);
        let after = &rest[anchor.exact.len()..];
        let common = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            a.zip(b).take_while(|(left, right)| left == right).count()
        };
        let agreeing = common(&mut anchor.prefix.chars().rev(), &mut before.chars().rev())
            + common(&mut anchor.suffix.chars(), &mut after.chars());
        let kept = anchor.prefix.chars().count() + anchor.suffix.chars().count();
        if kept == 0 { 1.0 } else { agreeing as f64 / kept as f64 }
    }

    fn passage(&self, from: usize, to: usize) -> Passage {
        Passage { start: self.document.place_at(from), end: self.document.place_at(to) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::place::Place;
    use crate::document::specimen::specimen;

    const TALK: &str =
        "Q：今年贸易如何？\nA：谢谢你的问题。双方贸易额达到创纪录的水平。\nQ：明年呢？\nA：谢谢你的问题。前景很好。";

    /// Marks the `nth` occurrence of `words` in [`TALK`] and gives what stands at that anchor in `changed`.
    fn found_in<'a>(changed: &'a Document, words: &str, nth: usize) -> Option<(usize, &'a str)> {
        let document = specimen(TALK);
        let byte = document.text.match_indices(words).nth(nth).map_or(0, |(byte, _)| byte);
        let passage = Passage { start: document.place_at(byte), end: document.place_at(byte + words.len()) };
        let passage = Anchor::of(&document, passage).resolve(changed).passage()?;
        let (from, to) = (changed.offset(passage.start), changed.offset(passage.end));
        Some((passage.start.block, &changed.text[from..to]))
    }

    #[test]
    fn a_passage_is_found_where_it_was() {
        let document = specimen(TALK);
        for start in 0..document.blocks.len() {
            for end in start..document.blocks.len() {
                let end = Place { block: end, byte: document.block_text(end).len() };
                let passage = Passage { start: Place::start_of(start), end };
                assert_eq!(Anchor::of(&document, passage).resolve(&document), Resolution::Found(passage));
            }
        }
    }

    #[test]
    fn a_passage_is_found_after_an_edit_elsewhere() {
        let changed = specimen(&format!("S：新的开场。\n{}\nQ：还有吗？", TALK.replace("明年呢", "那么明年呢")));
        assert_eq!(found_in(&changed, "创纪录的水平", 0), Some((2, "创纪录的水平")));
    }

    #[test]
    fn of_words_that_repeat_the_marked_ones_are_found() {
        let changed = specimen(&format!("S：新的开场。\n{TALK}"));
        assert_eq!(found_in(&changed, "谢谢你的问题。", 0), Some((2, "谢谢你的问题。")));
        assert_eq!(found_in(&changed, "谢谢你的问题。", 1), Some((4, "谢谢你的问题。")));
    }

    #[test]
    fn a_deleted_passage_is_lost_though_its_words_stand_elsewhere() {
        let changed = specimen(&TALK.replace("谢谢你的问题。前景很好。", "前景不明。"));
        assert_eq!(found_in(&changed, "谢谢你的问题。", 1), None);
    }
}
