//! Headings: the title, headings that are marked, and lines that only look like one.

use super::dates;
use super::draft::{Draft, Stated};
use super::lexicon::{Lexicon, fold};
use super::wrap::{cells, ends_sentence};
use crate::document::block::BlockKind;
use crate::document::turn::{Certainty, Reason};

/// The certainty of a line that only looks like a heading.
pub(super) const LOOKS_LIKE_HEADING: Certainty = Certainty::Guess(Reason::LooksLikeHeading);

/// Marks headings among the drafts and returns the index of the title.
pub(super) fn find(drafts: &mut [Draft], stated: &Stated, lexicon: &Lexicon) -> Option<usize> {
    if drafts.iter().any(|draft| draft.lines.iter().any(|line| line.time.is_some())) {
        // What is heard has no headings.
        return None;
    }
    drafts.iter_mut().for_each(sober);
    let title = title(drafts, stated);
    for draft in drafts.iter_mut().filter(|draft| opens_session(draft, lexicon)) {
        (draft.kind, draft.certainty) = (BlockKind::Heading(2), LOOKS_LIKE_HEADING);
    }
    let is_marked = |(index, draft): (usize, &Draft)| {
        matches!(draft.kind, BlockKind::Heading(_)) && Some(index) != title && draft.certainty == Certainty::Certain
    };
    if !drafts.iter().enumerate().any(is_marked) {
        unmarked(drafts, title);
    }
    title
}

/// Sentences that are marked as a heading for their looks are paragraphs.
fn sober(draft: &mut Draft) {
    if matches!(draft.kind, BlockKind::Heading(2..)) {
        let text = draft.first();
        let is_long = cells(text) > 160 || text.contains('。') && cells(text) > 60;
        if is_long || cells(text) > 40 && text.ends_with(['，', '。', '；']) {
            draft.kind = BlockKind::Paragraph;
        }
    }
}

/// The heading that is the title: as the file states it, or the first at the top; else a short first line.
fn title(drafts: &mut [Draft], stated: &Stated) -> Option<usize> {
    let first_label = drafts.iter().position(|draft| draft.label.is_some()).unwrap_or(drafts.len());
    let headings = || drafts.iter().enumerate().filter(|(_, draft)| matches!(draft.kind, BlockKind::Heading(_)));
    if let Some(title) = &stated.title {
        let is_stated = |text: &str| fold(text) == fold(title);
        let found = headings().find(|(_, draft)| is_stated(draft.first())).map(|(index, _)| index);
        if found.is_some()
            || headings().any(|(_, draft)| draft.kind == BlockKind::Heading(1)) && !is_page_title(title, drafts)
        {
            return found;
        }
        if found.is_none() && !is_page_title(title, drafts) {
            return None;
        }
    }
    let top = headings().find(|(_, draft)| draft.kind == BlockKind::Heading(1)).map(|(index, _)| index);
    if let Some(top) = top.filter(|&top| top < first_label || first_label == drafts.len()) {
        return Some(top);
    }
    if headings().next().is_some_and(|(index, _)| index < first_label && index < 3) && first_label < drafts.len() {
        return None;
    }
    let first = drafts.iter().position(Draft::is_content)?;
    let draft = &mut drafts[first];
    let is_line = draft.kind == BlockKind::Paragraph
        && draft.label.is_none()
        && draft.lines.len() == 1
        && !draft.first().starts_with(['（', '(', '[']);
    let is_closed = draft.first().ends_with(['》', '」', '”', ')', '）', '？', '?']);
    let is_short = cells(draft.first()) <= 90 && (is_closed || !ends_sentence(draft.first()));
    if is_line && is_short && first_label != first {
        (draft.kind, draft.certainty) = (BlockKind::Heading(1), LOOKS_LIKE_HEADING);
        return Some(first);
    }
    None
}

/// A title that a web page states holds its first heading and the site's name.
fn is_page_title(title: &str, drafts: &[Draft]) -> bool {
    let mut headings = drafts.iter().filter(|draft| draft.kind == BlockKind::Heading(1));
    headings.any(|draft| fold(title).contains(&fold(draft.first())) || fold(draft.first()).contains(&fold(title)))
}

/// `（媒体提问）`: a stage note that opens the questions.
fn opens_session(draft: &Draft, lexicon: &Lexicon) -> bool {
    let text = draft.first();
    if text.len() > 100 {
        return false;
    }
    let inner = text.trim_matches(|letter: char| "（）()【】[]*".contains(letter));
    let is_note = inner.len() < text.len() && matches!(draft.kind, BlockKind::Quotation | BlockKind::Paragraph);
    is_note
        && draft.label.is_none()
        && draft.lines.len() == 1
        && inner.chars().count() <= 16
        && !inner.contains(['：', ':', '，', '。'])
        && lexicon.session.within(&fold(inner)).is_some()
}

/// Lines without markup that stand like headings: right before a label, in a numbered series or behind another speech.
fn unmarked(drafts: &mut [Draft], title: Option<usize>) {
    let Some(first_label) = drafts.iter().position(|draft| draft.label.is_some()) else { return };
    let content: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].is_content()).collect();
    let opens = |pair: &[usize]| {
        let is_line = Some(pair[0]) != title && line(&drafts[pair[0]]).is_some_and(|text| !is_remark(text));
        (is_line && drafts[pair[1]].label.is_some()).then_some(pair[0])
    };
    let lines: Vec<usize> = content.windows(2).filter_map(opens).collect();
    let number_of = |index: usize| number(drafts[index].first());
    let numbers = lines.iter().filter_map(|&index| number_of(index)).zip(1..);
    let is_series = numbers.filter(|(number, count)| number == count).count() >= 2;
    let n_between = lines.iter().filter(|&&index| index > first_label).count();
    for index in lines {
        // Above the first label stand subtitles too: only the company of others makes a heading there.
        let is_between = index > first_label || n_between >= 2 || follows_aside(drafts, index);
        if is_between || is_series && number(drafts[index].first()).is_some() {
            (drafts[index].kind, drafts[index].certainty) = (BlockKind::Heading(2), LOOKS_LIKE_HEADING);
        }
    }
}

/// Whether a running head or page number stands right before: then a line before the first label is a heading.
fn follows_aside(drafts: &[Draft], index: usize) -> bool {
    index > 0 && matches!(drafts[index - 1].kind, BlockKind::Aside(_))
}

/// The text of a draft that is one short line without an end.
fn line(draft: &Draft) -> Option<&str> {
    let is_line = draft.kind == BlockKind::Paragraph || matches!(draft.kind, BlockKind::ListItem { depth: 0, .. });
    let text = draft.first();
    if text.len() > 300 {
        return None;
    }
    let is_clause =
        text.ends_with(['，', ',', '、']) || cells(text) > 30 && text.contains('，') && number(text).is_none();
    let is_open = !ends_sentence(text) && !is_clause || text.starts_with('【') && text.ends_with('】');
    (is_line && draft.label.is_none() && draft.lines.len() == 1 && is_open && (2..=80).contains(&cells(text)))
        .then_some(text)
}

/// Dates, subtitles behind a dash, notes in brackets, credits: short lines that are no headings.
fn is_remark(text: &str) -> bool {
    text.starts_with(['（', '(', '—', '–', '-', '▲', '△', '▼', '*', '['])
        || dates::in_text(text).is_some() && cells(text) <= 40
        || text.contains("://")
}

/// The number of `一、…`, `（二）…`, `3、…`, `第四部分 …`, `二：…`.
fn number(text: &str) -> Option<u32> {
    let body = text.trim_start_matches(['第', '（', '(', '【']);
    let digits = body
        .find(|letter: char| !(letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter)))
        .filter(|&end| end > 0)?;
    let mark = body[digits..].chars().next()?;
    let is_mark = "、.．：:）)】".contains(mark) || text.starts_with('第') && "章节節部编篇".contains(mark);
    if is_mark && !body[digits + mark.len_utf8()..].trim().is_empty() { dates::numeral(&body[..digits]) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_lines_are_numbered_in_many_ways() {
        let check = |text, expected| assert_eq!(number(text), expected, "{text}");
        check("一、项目管理", Some(1));
        check("二：公司战略", Some(2));
        check("10、走出去：要懂法", Some(10));
        check("（三）其他", Some(3));
        check("第十二章 尾声", Some(12));
        check("2024年的事", None);
    }
}
