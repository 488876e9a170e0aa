//! Parts of questions: `第一个问题…第二个问题…`, `My second question is …`. A question in parts is one question.

use std::borrow::Cow;

use crate::document::Document;
use crate::document::place::Place;
use crate::document::turn::TurnKind;
use crate::reading::lexicon::{Lexicon, Pairs};

/// Says of each question where its parts begin, where it has more than one.
pub(crate) fn find(document: &mut Document, lexicon: &Lexicon) {
    let counts = [&lexicon.part_first, &lexicon.part_second, &lexicon.part_third];
    let counts = counts.map(|words| words.all_as_written().map(in_small_letters).collect());
    for index in 0..document.turns.len() {
        if document.turns[index].kind == TurnKind::Question {
            document.turns[index].parts = parts(document, index, &counts);
        }
    }
}

/// The places where the parts of a question begin: at a word that counts to one, two and so on, or two if the first is
/// not counted.
fn parts(document: &Document, turn: usize, counts: &[Vec<Cow<str>>; 3]) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut next = 0;
    for block in document.turns[turn].blocks.clone().filter(|&block| document.is_content(block)) {
        let body = document.body_text(block);
        let from = document.block_text(block).len() - body.len();
        let lower = in_small_letters(body);
        if body.is_empty() || lower.len() != body.len() {
            continue;
        }
        if found.is_empty() {
            found.push(Place { block, byte: from });
        }
        let mut at = 0;
        let pairs = Pairs::of(&lower);
        while let Some(words) = counts.get(next) {
            let Some(place) = first_of(words, &lower, &pairs, at) else {
                // The first part need not be counted.
                if next > 0 || first_of(&counts[1], &lower, &pairs, at).is_none() {
                    break;
                }
                next = 1;
                continue;
            };
            let place_of = Place { block, byte: from + place };
            if next > 0 {
                found.push(place_of);
            }
            (at, next) = (place + lower[place..].chars().next().map_or(1, char::len_utf8), next + 1);
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// A text in small letters, which one that has no capitals is as it stands.
fn in_small_letters(text: &str) -> Cow<'_, str> {
    // Other letters may be capitals.
    let is_small = |letter: char| matches!(letter, '\0'..='@' | '['..='\u{7f}' | '\u{2000}'..='\u{2027}' | '\u{2e80}'..='\u{9fff}' | '！'..='＠');
    if text.chars().all(is_small) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// The first byte from `at` on where one of `words` stands at the beginning of a sentence.
fn first_of(words: &[Cow<str>], text: &str, pairs: &Pairs, at: usize) -> Option<usize> {
    words.iter().filter(|word| pairs.may_have(word)).filter_map(|word| at_sentence(text, at, word)).min()
}

/// The first byte from `at` on where a word stands at the beginning of a sentence.
fn at_sentence(text: &str, at: usize, word: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let places = rest.match_indices(word).map(|(place, _)| at + place);
    let begins = |place: &usize| {
        let before = text[..*place].trim_end();
        before.is_empty() || before.ends_with(['。', '？', '！', '；', '，', '.', '?', '!', ';', '：', ':', '—', '…'])
    };
    places.into_iter().find(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{ReadOptions, read};

    fn check(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::default_words();
        let document = read(text.as_bytes(), "a.txt", &ReadOptions::default(), &lexicon);
        let parts = document.turns[0].parts.iter();
        let found: Vec<&str> = parts.map(|place| &document.block_text(place.block)[place.byte..]).collect();
        assert!(found.len() == expected.len(), "{text}: {found:?}");
        assert!(found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected)), "{found:?}");
    }

    #[test]
    fn parts_begin_where_they_are_counted() {
        check("记者：第一个问题，桥呢？第二个问题，路呢？\n\n镇长：都好。\n", &["第一个", "第二个"]);
        check("记者：桥修好了吗？第二个问题：路呢？\n\n镇长：都好。\n", &["桥修", "第二个"]);
        check(
            "Reporter: Is it done? And secondly, who paid? Second question: who walks?\n\nMayor: We do.\n",
            &["Is it", "And secondly"],
        );
        check("记者：第一座桥和第二座桥，您喜欢哪座？\n\n镇长：都好。\n", &[]);
        check("记者：桥呢？\n\n镇长：都好。\n", &[]);
    }
}
