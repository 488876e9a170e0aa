//! Left out: what the data say beside the talk, and nowhere in it. That is told, as nothing may be lost without a word.

use super::layers::is_prose;
use super::leaf::Leaf;
use super::tokens::unescaped;

/// More of a talk is not searched for what stands beside it, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;
/// More texts beside a talk are not looked for in it.
const MOST: usize = 200;
/// So many letters of a text tell whether it is in the talk as well.
const LETTERS: usize = 32;

/// How many texts of other layers are no words of the layer that is read, which most are: as a whole, by sentences, by words.
pub(super) fn count(all: &[Leaf], layer: u32, text: &str) -> usize {
    let raw = |leaf: &Leaf| &text[leaf.text.start as usize..leaf.text.end as usize];
    let n_bytes: usize = all.iter().filter(|leaf| leaf.layer == layer).map(|leaf| raw(leaf).len()).sum();
    let mut others = all.iter().filter(|leaf| leaf.layer != layer && is_prose(raw(leaf))).peekable();
    if n_bytes > LONGEST || others.peek().is_none() {
        return 0;
    }
    let letters = |raw: &str| -> String { unescaped(raw).chars().filter(|letter| letter.is_alphanumeric()).collect() };
    let said: String = all.iter().filter(|leaf| leaf.layer == layer).map(|leaf| letters(raw(leaf))).collect();
    let is_said = |leaf: &&Leaf| {
        let own: String = letters(raw(leaf)).chars().take(LETTERS).collect();
        memchr::memmem::find(said.as_bytes(), own.as_bytes()).is_some()
    };
    others.take(MOST).filter(|leaf| !is_said(leaf)).count()
}

#[cfg(test)]
mod tests {
    use crate::document::left_out::{LeftOut, Part, Why};
    use crate::reading::budget::Budget;
    use crate::reading::formats::json::blocks;
    use crate::reading::lexicon::Lexicon;

    #[track_caller]
    fn check(text: &str, n_left_out: usize) {
        let page = blocks(text, &Lexicon::default_words(), &mut Budget::default());
        let expected = LeftOut { part: Part::Texts(n_left_out), why: Why::NotOfTalk };
        assert_eq!(page.stated.skipped, (n_left_out > 0).then_some(expected).into_iter().collect::<Vec<_>>(), "{text}");
    }

    #[test]
    fn what_stands_beside_the_talk_is_counted_and_what_repeats_it_is_not() {
        let said = r#"{"speaker": "Bo", "text": "When was it lit?"}, {"speaker": "Ann", "text": "In May, by hand."}"#;
        check(&format!(r#"{{"results": [{said}]}}"#), 0);
        check(&format!(r#"{{"results": [{said}], "notes": [{{"text": "The lamp is gone today."}}]}}"#), 1);
        check(&format!(r#"{{"results": [{said}], "text": "When was it lit? In May, by hand."}}"#), 0);
    }
}
