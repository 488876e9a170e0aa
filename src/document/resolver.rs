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
