//! Finding anchored passages again: by position, else by what became of the text they stood in, else by the quotation
//! and its surroundings, else not at all. It is never guessed: what could be one of two places is lost.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Document;
use super::anchor::{Anchor, Resolution};
use super::changes::{Changes, Run};
use super::characters::Characters;
use super::identity::{TextHash, text_hash};
use super::place::Passage;
use super::quotation::{Quotation, Surrounded};
use super::skeleton::{Fold, Skeleton};

/// Of the characters of a passage, the share that must be left of it in the new text.
const LEAST_LEFT: f64 = 0.5;
/// That share where the passage has kept its length between surroundings that are still there, as when every third
/// character was changed to another script's.
const LEAST_LEFT_HEMMED: f64 = 0.25;
/// How far the surroundings reach on each side, in characters.
const HEM: usize = 32;
/// Of an occurrence of the quotation, the share that may have stood there before: more, and it is a lookalike.
const MOST_KNOWN: f64 = 0.4;

/// Finds anchored passages in one document; made once for all of its anchors.
#[derive(Debug)]
pub struct Resolver<'a> {
    document: &'a Document,
    characters: OnceCell<Characters<'a>>,
    hash: OnceCell<TextHash>,
    fold: Fold,
    skeleton: OnceCell<Skeleton<'a>>,
    kept: BTreeMap<TextHash, Kept<'a>>,
}

/// A text that anchors were made in, and what became of it.
#[derive(Debug)]
struct Kept<'a> {
    characters: Characters<'a>,
    compared: OnceCell<(Skeleton<'a>, Changes)>,
}

impl<'a> Resolver<'a> {
    /// A resolver for `document`.
    pub fn new(document: &'a Document) -> Self {
        Resolver {
            document,
            characters: OnceCell::new(),
            hash: OnceCell::new(),
            fold: Some,
            skeleton: OnceCell::new(),
            kept: BTreeMap::new(),
        }
    }

    /// The characters of the document, counted when the first anchor asks for them: most documents have none.
    fn characters(&self) -> &Characters<'a> {
        self.characters.get_or_init(|| Characters::of(&self.document.text))
    }

    /// The hash of the document's text.
    fn hash(&self) -> TextHash {
        *self.hash.get_or_init(|| text_hash(&self.document.text))
    }

    /// Compares characters by their folded form, so that quotes, dashes, widths and the like may have changed.
    #[must_use]
    pub fn folding(mut self, fold: Fold) -> Self {
        self.fold = fold;
        self
    }

    /// Takes the texts that anchors were made in, by their [hash](text_hash).
    #[must_use]
    pub fn with_kept(mut self, texts: &'a BTreeMap<TextHash, String>) -> Self {
        let kept = |text: &'a String| Kept { characters: Characters::of(text), compared: OnceCell::new() };
        self.kept.extend(texts.iter().map(|(hash, text)| (*hash, kept(text))));
        self
    }

    /// Where the passage of `anchor` stands now.
    pub fn resolve(&self, anchor: &Anchor) -> Resolution {
        if let Some(passage) = self.by_position(anchor) {
            return Resolution::Found(passage);
        }
        let changes = self.kept_of(anchor).map(|kept| self.compared(kept));
        let by_changes = changes.and_then(|_| self.by_changes(anchor));
        let found = by_changes.or_else(|| self.by_quotation(anchor, changes.map(|(_, changes)| changes)));
        found.map_or(Resolution::Lost, |positions| Resolution::Moved(self.passage(self.skeleton().bytes(positions))))
    }

    /// The passage at the anchor's position, if the text is the same and its words stand there.
    fn by_position(&self, anchor: &Anchor) -> Option<Passage> {
        let bytes = self.characters().bytes(anchor.start..anchor.end)?;
        let is_same = anchor.made_in.text() == Some(self.hash()) && self.document.text[bytes.clone()] == anchor.exact;
        is_same.then(|| self.passage(bytes))
    }

    /// What is left, in the new text, of the passage in the text that it was marked in.
    fn by_changes(&self, anchor: &Anchor) -> Option<Range<usize>> {
        let kept = self.kept_of(anchor)?;
        let (skeleton, changes) = self.compared(kept);
        let bytes = kept.characters.bytes(anchor.start..anchor.end)?;
        let old = skeleton.positions(bytes);
        let runs: Vec<Run> = changes.left_of(old.clone()).collect();
        let runs = thickest(&runs, old.len());
        let left: usize = runs.iter().map(|run| run.len).sum();
        let new = widened(runs, &old, changes);
        let least = if is_hemmed(&old, &new, changes) { LEAST_LEFT_HEMMED } else { LEAST_LEFT };
        let is_left = left > 0 && left as f64 >= least * old.len() as f64;
        is_left.then_some(new)
    }

    /// The one occurrence of the quotation that its surroundings single out. What stood there before, as `changes` know,
    /// is none.
    fn by_quotation(&self, anchor: &Anchor, changes: Option<&Changes>) -> Option<Range<usize>> {
        let quotation = Quotation::of(anchor, self.fold);
        let is_new = |found: &Range<usize>| {
            let known = changes.map_or(0, |changes| changes.kept_in(found.clone()));
            known as f64 <= MOST_KNOWN * found.len() as f64
        };
        let surroundings = if changes.is_some() { Surrounded::Anyhow } else { Surrounded::AsBefore };
        quotation.find(self.skeleton(), is_new, surroundings)
    }

    /// The text that an anchor was made in, if it is kept.
    fn kept_of(&self, anchor: &Anchor) -> Option<&Kept<'a>> {
        self.kept.get(&anchor.made_in.text()?)
    }

    fn compared<'k>(&self, kept: &'k Kept<'a>) -> &'k (Skeleton<'a>, Changes) {
        kept.compared.get_or_init(|| {
            let old = Skeleton::of(kept.characters.text(), self.fold);
            let changes = Changes::between(&old, self.skeleton());
            (old, changes)
        })
    }

    fn skeleton(&self) -> &Skeleton<'a> {
        self.skeleton.get_or_init(|| Skeleton::of(&self.document.text, self.fold))
    }

    fn passage(&self, bytes: Range<usize>) -> Passage {
        Passage { start: self.document.place_at(bytes.start), end: self.document.place_at(bytes.end) }
    }
}

/// Of the runs that are left of a passage of `len` characters, those that still stand together: with the most text, and
/// without a long insertion between them.
fn thickest(runs: &[Run], len: usize) -> &[Run] {
    let furthest = 16.max(len / 2);
    let is_apart = |(last, next): (&Run, &Run)| {
        (next.new - last.new - last.len).saturating_sub(next.old - last.old - last.len) > furthest
    };
    let groups = runs.chunk_by(|last, next| !is_apart((last, next)));
    groups.max_by_key(|group| group.iter().map(|run| run.len).sum::<usize>()).unwrap_or(&[])
}

/// The positions in the new text of a passage at `old` of which `runs` are left. Where its first or last words were
/// replaced, the words in their place belong to it.
fn widened(runs: &[Run], old: &Range<usize>, changes: &Changes) -> Range<usize> {
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return 0..0 };
    let (last_old, last_new) = (last.old + last.len, last.new + last.len);

    let before = changes.before(first.old).map_or((0, 0), |run| (run.old + run.len, run.new + run.len));
    let head = replaced(first.old - old.start, first.old - before.0, first.new - before.1);
    let after = changes.from(last_old).map_or((old.end, last_new), |run| (run.old, run.new));
    let tail = replaced(old.end - last_old, after.0.max(old.end) - last_old, after.1.saturating_sub(last_new));
    first.new - head..last_new + tail
}

/// Whether a passage that was at `old` and is at `new` kept its length, and most of what stood around it is around it.
fn is_hemmed(old: &Range<usize>, new: &Range<usize>, changes: &Changes) -> bool {
    let around = [old.start.saturating_sub(HEM)..old.start, old.end..old.end + HEM];
    let nearby = new.start.saturating_sub(2 * HEM)..new.end + 2 * HEM;
    let is_nearby = |run: &Run| nearby.contains(&run.new);
    let kept: usize =
        around.into_iter().flat_map(|side| changes.left_of(side)).filter(is_nearby).map(|run| run.len).sum();
    old.len().abs_diff(new.len()) * 8 <= old.len() && kept >= HEM
}

/// How many of the `new` characters in the place of `old` ones belong to the `part` of these that lies in the passage.
fn replaced(part: usize, old: usize, new: usize) -> usize {
    if part == 0 || old == 0 { 0 } else { (new * part / old).min(2 * part + 8).min(new) }
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
    fn of_words_that_one_sentence_repeats_those_between_the_same_words_are_found() {
        let around: String = ('\u{4e00}'..'\u{4e60}').collect();
        let talk = format!("A：{around}桥是镇上的人修的，灯是镇上的人点的{around}");
        let document = specimen(&talk);
        let changed = specimen(&format!("S：新的开场。\n{talk}"));
        for (byte, words) in talk.match_indices("镇上的人") {
            let passage = Passage { start: document.place_at(byte), end: document.place_at(byte + words.len()) };
            let found = Anchor::of(&document, passage).resolve(&changed).passage().unwrap();
            assert_eq!(changed.offset(found.start) - byte, changed.text.find('A').unwrap());
        }
    }

    #[test]
    fn a_deleted_passage_is_lost_though_its_words_stand_elsewhere() {
        let changed = specimen(&TALK.replace("谢谢你的问题。前景很好。", "前景不明。"));
        assert_eq!(found_in(&changed, "谢谢你的问题。", 1), None);
    }
}
