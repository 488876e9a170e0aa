//! Headings: the title, headings that are marked, and lines that only look like one.

use std::collections::HashSet;

use super::asides;
use super::looks::{self, is_line};
use super::refrains::{self, Refrains};
use crate::document::block::BlockKind;
use crate::document::turn::{Certainty, Reason};
use crate::reading::dates;
use crate::reading::draft::{Draft, Stated};
use crate::reading::labels::stamps;
use crate::reading::lexicon::{Lexicon, Numbered, fold};
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence, takes_at_most};

/// The certainty of a line that only looks like a heading.
pub(crate) const LOOKS_LIKE_HEADING: Certainty = Certainty::Guess(Reason::LooksLikeHeading);

/// `秘书长  某某`, `采访／某某`: a key and its value, or something else in two parts.
fn is_in_parts(text: &str) -> bool {
    text.contains(['／', '/', '|', '｜', '：', ':', '\u{3000}', '\t']) || text.contains("  ")
}

/// Marks headings among the drafts and returns the index of the title.
pub(crate) fn find(drafts: &mut [Draft], stated: &Stated, lexicon: &Lexicon) -> Option<usize> {
    if stated.are_voiced {
        return looks::stated_title(drafts, stated);
    }
    if drafts.iter().any(|draft| draft.lines.iter().any(|line| line.time().is_some())) {
        // What is heard has no headings.
        return None;
    }
    drafts.iter_mut().for_each(sober);
    let title = title(drafts, stated, lexicon);
    let refrains = Refrains::of(drafts);
    refrains::set_apart(drafts, &refrains);
    let has_labels = drafts.iter().any(|draft| draft.label().is_some());
    let has_minutes = looks::are_minutes(drafts);
    let is_set_as_one = |draft: &Draft| has_labels && looks::are_headings(draft, has_minutes);
    let is_heading = |draft: &Draft| opens_session(draft, lexicon) || is_set_as_one(draft);
    for draft in drafts.iter_mut().filter(|draft| is_heading(draft)) {
        (draft.kind, draft.certainty) = (BlockKind::Heading(2), LOOKS_LIKE_HEADING);
    }
    strong_lines(drafts, title, lexicon);
    let is_marked = |(index, draft): (usize, &Draft)| {
        matches!(draft.kind, BlockKind::Heading(_)) && Some(index) != title && draft.certainty == Certainty::Certain
    };
    if !drafts.iter().enumerate().any(is_marked) && !set_apart(drafts, title, lexicon) {
        unmarked(drafts, title, &refrains, lexicon);
    }
    title
}

/// Sentences that are marked as a heading for their looks are paragraphs.
fn sober(draft: &mut Draft) {
    if matches!(draft.kind, BlockKind::Heading(2..)) {
        let text = draft.first();
        let is_long =
            !takes_at_most(text, widths::TWO_ROWS) || text.contains('。') && !takes_at_most(text, widths::LINE);
        if is_long || !takes_at_most(text, widths::PHRASE) && text.ends_with(['，', '。', '；']) {
            draft.kind = BlockKind::Paragraph;
        }
    }
}

/// The heading that is the title: as the file states it, or the first at the top; else a short first line.
fn title(drafts: &mut [Draft], stated: &Stated, lexicon: &Lexicon) -> Option<usize> {
    let first_label = drafts.iter().position(|draft| draft.label().is_some()).unwrap_or(drafts.len());
    let headings = || drafts.iter().enumerate().filter(|(_, draft)| matches!(draft.kind, BlockKind::Heading(_)));
    if let Some(title) = &stated.title {
        let is_stated = |text: &str| fold(text) == fold(title);
        let found = headings().find(|(_, draft)| is_stated(draft.first())).map(|(index, _)| index);
        let has_top = || headings().any(|(_, draft)| draft.kind == BlockKind::Heading(1));
        let is_whole = |draft: &Draft| is_within(title, draft.first());
        let first = || headings().next().filter(|(index, draft)| *index < first_label && is_whole(draft));
        let found = found.or_else(|| if has_top() { None } else { first().map(|(index, _)| index) });
        let mut tops = headings().filter(|(_, draft)| draft.kind == BlockKind::Heading(1)).map(|(index, _)| index);
        // The only great heading, above the talk, is the title whatever the page calls itself.
        let only = tops.next().filter(|&index| index < first_label && tops.next().is_none());
        let found = found.or(only).or_else(|| lone_heading(drafts, first_label));
        if found.is_some()
            || headings().any(|(_, draft)| draft.kind == BlockKind::Heading(1)) && !is_page_title(title, drafts)
        {
            return found;
        }
        if found.is_none() && !is_page_title(title, drafts) {
            return None;
        }
    }
    let tops: Vec<usize> =
        headings().filter(|(_, draft)| draft.kind == BlockKind::Heading(1)).map(|(index, _)| index).collect();
    let top = tops.first().copied();
    if is_one_of_many(drafts, &tops, lexicon) {
        return None;
    }
    if let Some(top) = top.filter(|&top| top < first_label || first_label == drafts.len()) {
        return Some(top);
    }
    if headings().next().is_some_and(|(index, _)| index < first_label && index < 3) && first_label < drafts.len() {
        return None;
    }
    let is_minutes = looks::are_minutes(drafts);
    let first = drafts.iter().position(Draft::is_content)?;
    let draft = &mut drafts[first];
    let is_line = draft.kind == BlockKind::Paragraph
        && draft.label().is_none()
        && draft.lines.len() == 1
        && !is_bracketed(draft.first())
        && !looks::is_in_marks(draft.first(), is_minutes);
    let is_closed = draft.first().ends_with(['》', '」', '”', ')', '）', '？', '?']);
    let is_short = takes_at_most(draft.first(), widths::ROW) && (is_closed || !ends_sentence(draft.first()));
    if is_line && is_short && first_label != first {
        (draft.kind, draft.certainty) = (BlockKind::Heading(1), LOOKS_LIKE_HEADING);
        return Some(first);
    }
    None
}

/// Whether the first of several great headings is no title but the head of the first part: prose stands above it, or a
/// number that the next one goes on from.
fn is_one_of_many(drafts: &[Draft], tops: &[usize], lexicon: &Lexicon) -> bool {
    /// Cells of prose above a title: more than a byline, a date and a note.
    const PROSE: usize = 160;
    let &[first, second, ..] = tops else { return false };
    let is_prose = |draft: &&Draft| draft.is_content() && ends_sentence(draft.last());
    let above: usize = drafts[..first].iter().filter(is_prose).map(|draft| cells(draft.first())).sum();
    let number_of = |index: usize| number(drafts[index].first(), lexicon);
    let is_counted = number_of(first).is_some() && number_of(second) == number_of(first).map(|number| number + 1);
    above > PROSE || is_counted
}

/// The only marked heading of the page, of whatever rank, if it stands above the talk.
fn lone_heading(drafts: &[Draft], first_label: usize) -> Option<usize> {
    let mut headings = (0..drafts.len()).filter(|&index| matches!(drafts[index].kind, BlockKind::Heading(_)));
    headings.next().filter(|&index| index < first_label && first_label < drafts.len() && headings.next().is_none())
}

/// A title that a web page states holds its first heading and the site's name.
fn is_page_title(title: &str, drafts: &[Draft]) -> bool {
    let mut headings = drafts.iter().filter(|draft| draft.kind == BlockKind::Heading(1));
    headings.any(|draft| is_within(title, draft.first()))
}

/// Whether one of two titles holds the other.
fn is_within(title: &str, heading: &str) -> bool {
    let (title, heading) = (fold(title), fold(heading));
    title.contains(&heading) || heading.contains(&title)
}

/// Whether a text is in brackets as a whole, as stage notes are.
fn is_bracketed(text: &str) -> bool {
    text.starts_with(['（', '(', '[', '［']) && text.ends_with(['）', ')', ']', '］'])
        || text.starts_with(['（', '(', '[', '［']) && !text.contains(['）', ')', ']', '］'])
}

/// Short lines that are strong as a whole: two of them and more are headings, where no heading is marked.
fn strong_lines(drafts: &mut [Draft], title: Option<usize>, lexicon: &Lexicon) {
    let is_marked =
        |(index, draft): (usize, &Draft)| matches!(draft.kind, BlockKind::Heading(2..)) && Some(index) != title;
    if drafts.iter().enumerate().any(is_marked) {
        return;
    }
    let is_heading = |draft: &Draft| {
        let text = draft.first();
        is_line(draft)
            && draft.is_strong()
            && (3..=widths::LINE).contains(&cells(text))
            && !ends_sentence(text)
            && !is_remark(text, lexicon)
    };
    let is_followed = |index: usize| {
        drafts.get(index + 1).is_some_and(|next| next.is_content() && !(next.is_strong() && is_heading(next)))
    };
    let found: Vec<usize> = (0..drafts.len())
        .filter(|&index| Some(index) != title && is_heading(&drafts[index]) && is_followed(index))
        .collect();
    if found.len() < 2 {
        return;
    }
    for index in found {
        (drafts[index].kind, drafts[index].certainty) = (BlockKind::Heading(2), LOOKS_LIKE_HEADING);
    }
}

/// `（媒体提问）`: a stage note that opens the questions.
fn opens_session(draft: &Draft, lexicon: &Lexicon) -> bool {
    let text = draft.first();
    let inner = text.trim_matches(is_around_note);
    let is_note = inner.len() < text.len() && matches!(draft.kind, BlockKind::Quotation | BlockKind::Paragraph);
    is_note
        && draft.label().is_none()
        && draft.lines.len() == 1
        && takes_at_most(inner, widths::PHRASE)
        && !inner.contains(['：', ':', '，', '。'])
        && lexicon.session.within(&fold(inner)).is_some()
}

fn is_around_note(letter: char) -> bool {
    matches!(letter, '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']' | '<' | '>' | '〈' | '〉' | '＜' | '＞' | '*')
}

/// Lines without markup that are set apart by themselves, two of a kind at least: `CHAPTER IV`, `THE MILL`, `**On the
/// harbour`. Says whether there are any.
fn set_apart(drafts: &mut [Draft], title: Option<usize>, lexicon: &Lexicon) -> bool {
    let first_label = drafts.iter().position(|draft| draft.label().is_some());
    let kinds: [&dyn Fn(&str) -> bool; 2] = [&is_capitals, &|text| is_division(text, lexicon)];
    let is_open = |index: usize| {
        Some(index) != title && is_line(&drafts[index]) && drafts.get(index + 1).is_some_and(Draft::is_content)
    };
    // Two stars that nothing closes are a house's own mark.
    let is_starred = |index: &usize| {
        let draft = &drafts[*index];
        is_open(*index) && draft.first().starts_with("**") && !draft.is_strong() && !ends_sentence(draft.first())
    };
    let mut found: Vec<usize> = (0..drafts.len()).filter(is_starred).collect();
    if found.len() < 2 {
        found.clear();
    }
    for is_kind in kinds {
        let is_set = |index: &usize| {
            let text = drafts[*index].first();
            is_open(*index) && takes_at_most(text, widths::ROW) && !ends_sentence(text) && is_kind(text)
        };
        let of_kind: Vec<usize> = (0..drafts.len()).filter(is_set).collect();
        // Above the first label stand subtitles: only the last of them may open what is said.
        let n_above = of_kind.partition_point(|&index| Some(index) < first_label);
        let of_kind = &of_kind[n_above.saturating_sub(1)..];
        let is_between = first_label.is_none() || of_kind.last() > first_label.as_ref();
        if of_kind.len() >= 2 && is_between {
            found.extend(of_kind);
        }
    }
    for &index in &found {
        (drafts[index].kind, drafts[index].certainty) = (BlockKind::Heading(2), LOOKS_LIKE_HEADING);
    }
    !found.is_empty()
}

/// A line of words in capitals, one of them of four letters at least, without a colon or a figure.
fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    let longest = text.split(|letter: char| !letter.is_alphabetic()).map(|word| word.chars().count()).max();
    letters().all(char::is_uppercase)
        && longest >= Some(4)
        && !text.contains([':', '/'])
        && !text.contains(|letter: char| letter.is_ascii_digit())
}

/// `Chapter 4`, `PART II`, `Kapitel 3: …`
fn is_division(text: &str, lexicon: &Lexicon) -> bool {
    let mut words = text.split([' ', '.', ':']);
    let is_named = words.next().is_some_and(|first| lexicon.divisions.has(&fold(first)));
    let is_number = |word: &str| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit() || "IVXLCivxlc".contains(letter))
    };
    is_named && words.next().is_some_and(is_number)
}

/// `Duration: 48 minutes`: a key, a colon, a value.
fn is_field(text: &str, lexicon: &Lexicon) -> bool {
    text.split_once([':', '：']).is_some_and(|(key, value)| !value.is_empty() && lexicon.is_matter(&fold(key)))
}

/// Lines without markup that stand like headings: right before a label, in a numbered series or behind another speech.
fn unmarked(drafts: &mut [Draft], title: Option<usize>, refrains: &Refrains, lexicon: &Lexicon) {
    let Some(first_label) = drafts.iter().position(|draft| draft.label().is_some()) else { return };
    let is_talk = |index: &usize| drafts[*index].is_content() && !is_bracketed_date(&drafts[*index], lexicon);
    let content: Vec<usize> = (0..drafts.len()).filter(is_talk).collect();
    // What stands right below a label of its own line, or below a line with a time, is said, however short.
    let is_before_said = |draft: &Draft| {
        draft.kind == BlockKind::Label || is_line(draft) && stamps::stamp(draft.first(), &lexicon.calendar).is_some()
    };
    let is_said: HashSet<usize> =
        content.windows(2).filter(|pair| is_before_said(&drafts[pair[0]])).map(|pair| pair[1]).collect();
    let opens = |pair: &[usize]| {
        let is_line = Some(pair[0]) != title
            && line(&drafts[pair[0]], lexicon)
                .is_some_and(|text| !is_remark(text, lexicon) && !is_field(text, lexicon));
        (is_line && drafts[pair[1]].label().is_some()).then_some(pair[0])
    };
    let is_rare = |index: &usize| !refrains.has(&drafts[*index]) && !is_said.contains(index);
    let lines: Vec<usize> = content.windows(2).filter_map(opens).filter(is_rare).collect();
    let number_of = |index: usize| number(drafts[index].first(), lexicon);
    let numbers = lines.iter().filter_map(|&index| number_of(index)).zip(1..);
    let is_series = numbers.filter(|(number, count)| number == count).count() >= 2;
    let n_between = lines.iter().filter(|&&index| index > first_label).count();
    let series = series(drafts, &content, &lines, lexicon);
    for index in lines.into_iter().chain(series.iter().copied()) {
        // Above the first label stand subtitles too: only the company of others makes a heading there.
        let is_short = takes_at_most(drafts[index].first(), widths::COLUMN) && !is_in_parts(drafts[index].first());
        let is_between =
            index > first_label || n_between >= 2 || n_between == 1 && is_short || follows_aside(drafts, index);
        if series.contains(&index) || is_between || is_series && number(drafts[index].first(), lexicon).is_some() {
            (drafts[index].kind, drafts[index].certainty) = (BlockKind::Heading(2), LOOKS_LIKE_HEADING);
        }
    }
}

/// `（1999年3月15日）` below a heading.
fn is_bracketed_date(draft: &Draft, lexicon: &Lexicon) -> bool {
    is_line(draft) && is_bracketed(draft.first()) && asides::is_stamp(draft.first(), lexicon)
}

/// The numbered lines anywhere that make a series of `一、`, `二、` with those before labels: no sentences, no labels.
fn series(drafts: &[Draft], content: &[usize], lines: &[usize], lexicon: &Lexicon) -> Vec<usize> {
    let mark = |index: usize| {
        let text = drafts[index].first();
        let end = text.find(['、', '）', '.', '．'])?;
        let is_numeral = |letter| letter == '（' || lexicon.calendar.counts(letter);
        Some((text[..end].chars().all(is_numeral), number(text, lexicon)?))
    };
    let Some(kind) = lines.iter().find_map(|&index| mark(index)).map(|(kind, _)| kind) else { return Vec::new() };
    if !kind {
        return Vec::new();
    }
    let is_short = |index: usize| line(&drafts[index], lexicon).is_some_and(|text| takes_at_most(text, widths::PHRASE));
    let found: Vec<(usize, u32)> = content
        .iter()
        .filter(|&&index| is_short(index))
        .filter_map(|&index| Some((index, mark(index).filter(|(is_cjk, _)| *is_cjk)?.1)))
        .collect();
    let rises = found.len() >= 2 && found.iter().zip(1..).all(|((_, number), count)| *number == count);
    if rises { found.into_iter().map(|(index, _)| index).collect() } else { Vec::new() }
}

/// Whether a running head or page number stands right before: then a line before the first label is a heading.
fn follows_aside(drafts: &[Draft], index: usize) -> bool {
    index > 0 && matches!(drafts[index - 1].kind, BlockKind::Aside(_))
}

/// The text of a draft that is one short line without an end.
fn line<'a>(draft: &'a Draft<'_>, lexicon: &Lexicon) -> Option<&'a str> {
    let is_line = draft.kind == BlockKind::Paragraph || matches!(draft.kind, BlockKind::ListItem { depth: 0, .. });
    let text = draft.first();
    let is_alone = is_line && draft.label().is_none() && draft.lines.len() == 1;
    if !is_alone || takes_at_most(text, 1) || !takes_at_most(text, widths::ROW) {
        return None;
    }
    let is_clause = text.ends_with(['，', ',', '、'])
        || text.contains('，') && !takes_at_most(text, widths::COLUMN) && number(text, lexicon).is_none();
    let is_open = !ends_sentence(text) && !is_clause || text.starts_with('【') && text.ends_with('】');
    is_open.then_some(text)
}

/// Dates, subtitles behind a dash, notes in brackets, credits: short lines that are no headings.
fn is_remark(text: &str, lexicon: &Lexicon) -> bool {
    text.starts_with(['（', '(', '—', '–', '-', '@', '▲', '△', '▼', '*', '['])
        || dates::in_text(text, lexicon).is_some() && (takes_at_most(text, widths::PHRASE) || is_mostly_digits(text))
        || dates::has_time_of_day(text, lexicon)
        || text.contains("://")
        || is_page(text, lexicon)
}

/// `Page 4 Harbour talks`: what stands at the head of a page.
fn is_page(text: &str, lexicon: &Lexicon) -> bool {
    let number = lexicon.numbered.pages.behind_start(text).and_then(|behind| behind.strip_prefix(' '));
    number.is_some_and(|number| number.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// `Entered 2019-01-10 12:07, changed 2019-01-10 13:25`
fn is_mostly_digits(text: &str) -> bool {
    let count = |is: fn(&char) -> bool| text.chars().filter(&is).count();
    count(char::is_ascii_digit) >= count(|letter| letter.is_alphabetic())
}

/// The number of `一、…`, `（二）…`, `3、…`, `第四部分 …`, `二：…`.
fn number(text: &str, lexicon: &Lexicon) -> Option<u32> {
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
