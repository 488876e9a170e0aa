//! The numbers that headings begin with, in the ways of several languages, and series of them.

use crate::reading::lexicon::{Lexicon, Numbered};

/// The number of `一、…`, `（二）…`, `3、…`, `第四部分 …`, `二：…`.
pub(super) fn number(text: &str, lexicon: &Lexicon) -> Option<u32> {
    let calendar = &lexicon.calendar;
    let Numbered { ordinals, chapters, .. } = &lexicon.numbered;
    let inner = |text| str::trim_start_matches(text, ['（', '(', '【']);
    let mut body = inner(text);
    let is_ordinal = ordinals.behind_start(text).is_some();
    while let Some(behind) = ordinals.behind_start(body) {
        body = inner(behind);
    }
    let digits =
        body.find(|letter: char| !letter.is_ascii_digit() && !calendar.counts(letter)).filter(|&end| end > 0)?;
    let (number, rest) = body.split_at(digits);
    let chapter = || chapters.behind_start(rest).filter(|_| is_ordinal);
    let behind = rest.strip_prefix(['、', '.', '．', '：', ':', '）', ')', '】']).or_else(chapter)?;
    if behind.trim().is_empty() { None } else { calendar.number(number) }
}

/// The number of a text, if it is written in ideographs: `一、`, `（二）`.
pub(super) fn ideographic(text: &str, lexicon: &Lexicon) -> Option<u32> {
    marked(text, lexicon).filter(|(is_ideographic, _)| *is_ideographic).map(|(_, number)| number)
}

/// The number of a text that a stop or a bracket follows, and whether it is written in ideographs.
pub(super) fn marked(text: &str, lexicon: &Lexicon) -> Option<(bool, u32)> {
    let end = text.find(['、', '）', '.', '．'])?;
    let is_numeral = |letter| letter == '（' || lexicon.calendar.counts(letter);
    Some((text[..end].chars().all(is_numeral), number(text, lexicon)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_lines_are_numbered_in_many_ways() {
        let lexicon = Lexicon::default_words();
        let check = |text, expected| assert_eq!(number(text, &lexicon), expected, "{text}");
        check("一、项目管理", Some(1));
        check("二：公司战略", Some(2));
        check("10、走出去：要懂法", Some(10));
        check("（三）其他", Some(3));
        check("第十二章 尾声", Some(12));
        check("2024年的事", None);
        let taught = Lexicon::default_words().with("[mine]\nordinals = [\"제\"]\nchapters = [\"장\"]\n");
        assert_eq!(taught.ok().and_then(|lexicon| number("제3장 등대", &lexicon)), Some(3));
    }
}
