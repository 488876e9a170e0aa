//! Sentences and words of a text (UAX #29), for moving through it and for selecting.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_segmentation::UnicodeSegmentation;

/// The bytes at which the sentences of `text` end, the last at its end; `。` `？` `！` end one without a space behind them.
/// UAX #29 knows no opening marks (SB9 takes them for closing ones); here they belong to the sentence that they open.
pub fn sentence_ends(text: &str) -> Vec<usize> {
    let ends = text.split_sentence_bound_indices().map(|(start, sentence)| {
        let end = start + sentence.len();
        if end == text.len() {
            end
        } else {
            start + sentence.trim_end_matches(['“', '‘', '「', '『', '（', '《']).len()
        }
    });
    ends.collect()
}

/// The bytes at which the words of `text` and what parts them end; Chinese and Japanese words by ICU's dictionary.
///
/// Chosen for its cost: 3.1 MB of the program, 10 µs until it is made, 0.1 ms for the first paragraph, 0.15 ms for 1,000
/// ideographs, hardly any memory. jieba-rs 0.8 knows more words (it keeps 顶层 and 征程 whole) but takes 0.46 s and 50 MB
/// before the first one, which a key press would feel (both measured in release builds on one machine).
pub fn word_ends(text: &str) -> Vec<usize> {
    WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text).skip(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_sentence_ends_behind_its_full_stop() {
        let text = "你好。“真的吗？”他问。Yes. No";
        let ends = sentence_ends(text);
        let sentences: Vec<&str> = std::iter::once(&0).chain(&ends).zip(&ends).map(|(&a, &b)| &text[a..b]).collect();
        assert_eq!(sentences, ["你好。", "“真的吗？”", "他问。", "Yes. ", "No"]);
    }

    #[test]
    fn a_chinese_word_is_found_by_the_dictionary() {
        let text = "国际关系转型, very well";
        let ends = word_ends(text);
        let words: Vec<&str> = std::iter::once(&0).chain(&ends).zip(&ends).map(|(&a, &b)| &text[a..b]).collect();
        assert_eq!(words, ["国际", "关系", "转型", ",", " ", "very", " ", "well"]);
    }
}
