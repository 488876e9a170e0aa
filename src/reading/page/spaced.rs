//! Spaces between characters that are written without any: what a reader of pictures (OCR) sets between all ideographs of a
//! document, and letters that a heading was spaced with.

use std::ops::Range;

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Line};
use crate::reading::widths;
use crate::reading::wrap::is_unspaced;

/// A document has so many ideographs between spaces before it is taken for one that a reader of pictures wrote.
const FEWEST: usize = 24;
/// So many words tell it.
const ENOUGH: usize = 2_000;

/// Takes those spaces out that stand between all ideographs of a document.
pub(crate) fn close_all(drafts: &mut [Draft]) {
    if !is_spaced(drafts) {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| draft.kind != BlockKind::Preformatted) {
        for line in draft.lines.iter_mut().filter(|line| line.voice().is_none()) {
            let gaps = gaps(line.text());
            draft.closed |= !gaps.is_empty();
            line.close(&gaps);
        }
    }
}

/// Takes those out that a heading was spaced with, once it is known what is one: that it was tells that, too.
pub(crate) fn close_headings(drafts: &mut [Draft]) {
    let is_short = |draft: &&mut Draft| {
        let may_be = matches!(draft.kind, BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Aside(_));
        // Most lines are none by their second character.
        let begins = |text: &str| text.chars().nth(1).is_some_and(is_space);
        let is_line = may_be && draft.lines.len() == 1 && begins(draft.first());
        is_line && draft.label().is_none() && draft.takes_at_most(widths::LINE)
    };
    for draft in drafts.iter_mut().filter(is_short) {
        let gaps = gaps_of_heading(draft.first(), matches!(draft.kind, BlockKind::Heading(_)));
        draft.closed |= !gaps.is_empty();
        draft.lines.iter_mut().for_each(|line| line.close(&gaps));
    }
}

/// Whether most ideographs of a document stand alone between spaces: rosters and texts that were parted into words have more
/// of them together. Dashes and quotation marks, which stand between spaces in other scripts, are none.
fn is_spaced(drafts: &[Draft]) -> bool {
    let (mut n_alone, mut n_together) = (0, 0);
    let mut count = |word: &str| {
        let is_alone = word.chars().nth(1).is_none();
        let is_word = word.starts_with(is_ideograph);
        n_alone += usize::from(is_word && is_alone);
        n_together += usize::from(is_word && !is_alone);
        n_alone + n_together
    };
    for text in drafts.iter().flat_map(|draft| &draft.lines).map(Line::text).filter(|text| !text.is_ascii()) {
        // A reader of pictures sets plain spaces: a line without any is one word.
        let n_words = match memchr::memchr(b' ', text.as_bytes()) {
            None => count(text),
            Some(_) => text.split(is_space).map(&mut count).last().unwrap_or(0),
        };
        if n_words > ENOUGH {
            break;
        }
    }
    n_alone >= FEWEST && n_alone * 10 >= (n_alone + n_together) * 7
}

fn is_ideograph(letter: char) -> bool {
    is_unspaced(letter) && letter.is_alphabetic()
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{3000}')
}

/// The runs of spaces between two characters that are written without.
fn gaps(text: &str) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    let mut before: Option<char> = None;
    let mut start = None;
    for (at, letter) in text.char_indices() {
        if is_space(letter) {
            start = start.or(Some(at));
            continue;
        }
        if let Some(start) = start.take() {
            let is_one = before.is_some_and(is_unspaced) && is_unspaced(letter);
            gaps.extend(is_one.then_some(start..at));
        }
        before = Some(letter);
    }
    gaps
}

/// The spaces within a heading such as `新 华 社` or `目　录` or `P R E S S`: nothing but single characters, with one and the same
/// space between them. Two alone may be a name where nothing says that they are a heading.
fn gaps_of_heading(text: &str, is_heading: bool) -> Vec<Range<usize>> {
    let fewest = if text.starts_with(is_unspaced) { if is_heading { 2 } else { 3 } } else { 5 };
    let mut gaps: Vec<Range<usize>> = Vec::new();
    let (mut n_letters, mut start) = (0, None);
    for (at, letter) in text.char_indices() {
        if is_space(letter) {
            start = start.or(Some(at));
            continue;
        }
        let gap = start.take().map(|start| start..at);
        if n_letters > 0 && gap.is_none() || !is_ideograph(letter) && !letter.is_uppercase() {
            return Vec::new();
        }
        gaps.extend(gap);
        n_letters += 1;
    }
    let space = |gap: &Range<usize>| &text[gap.clone()];
    let is_same = gaps.windows(2).all(|pair| space(&pair[0]) == space(&pair[1]));
    let is_one_script =
        text.chars().filter(|it| !is_space(*it)).all(|it| is_ideograph(it) == text.starts_with(is_ideograph));
    if n_letters >= fewest && is_same && is_one_script { gaps } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(lines: &[&'static str], kind: BlockKind) -> Vec<String> {
        let draft = |line: &&'static str| Draft::new(kind, Line::plain(line, 0..0).into_iter().collect());
        let mut drafts: Vec<Draft> = lines.iter().map(draft).collect();
        close_all(&mut drafts);
        close_headings(&mut drafts);
        drafts.iter().map(|draft| draft.first().to_owned()).collect()
    }

    #[test]
    fn spaced_headings_are_closed_and_names_are_not() {
        let check = |line, expected: &str| assert_eq!(closed(&[line], BlockKind::Paragraph), [expected]);
        check("新 华 社", "新华社");
        check("问　答　录", "问答录");
        check("P R E S S", "PRESS");
        check("李 明", "李 明");
        check("张三 李四 王五", "张三 李四 王五");
        check("甲 乙  丙", "甲 乙  丙");
        check("A B C", "A B C");
        assert_eq!(closed(&["目 录"], BlockKind::Heading(2)), ["目录"]);
    }

    #[test]
    fn a_document_in_which_all_is_spaced_is_closed() {
        let lines =
            ["记 者 ： 请 问 灯 塔 什 么 时 候 修 好 ？", "局 长 ： 明 年 三 月 。 用 的 是 NEW LAMP 的 灯 ， 2 盏 。"];
        let expected = ["记者：请问灯塔什么时候修好？", "局长：明年三月。用的是 NEW LAMP 的灯， 2 盏。"];
        assert_eq!(closed(&lines, BlockKind::Paragraph), expected);
        let quoted = ["He said … “it was late” — and — then — he — left — — — — — — — — — — — — — — — — — — — —"; 2];
        assert_eq!(closed(&quoted, BlockKind::Paragraph), quoted);
        let roster = ["出席 张三 李四 王五 赵六 钱七 孙八", "列席 周九 吴十 郑大 冯二 陈三 褚四"];
        assert_eq!(closed(&roster, BlockKind::Paragraph), roster);
    }
}
