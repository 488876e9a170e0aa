//! Asides: captions, credits, jump lines, kickers, notes and what a site adds, told from the talk by their shape and words.

use crate::document::block::{AsideKind, BlockKind};
use crate::reading::dates;
use crate::reading::draft::{Draft, Label, is_blank};
use crate::reading::labels::names::has_letters;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::shares::are_nearly_all;
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence, is_unspaced, takes_at_most};

/// A longer last line is not looked into for what was glued to it, in bytes: that would take too long.
const LONGEST: usize = 64 * 1024;
/// More lines above the title than this are no kickers.
const MOST_KICKERS: usize = 3;

/// Marks the drafts that belong to the page and not to the talk.
pub(crate) fn mark(drafts: &mut Vec<Draft>, lexicon: &Lexicon) {
    for draft in drafts.iter_mut().filter(|draft| may_be_aside(draft)) {
        if let Some(kind) = kind(draft, lexicon) {
            draft.kind = BlockKind::Aside(kind);
        }
    }
    particulars(drafts, lexicon);
    kickers(drafts);
    notes(drafts, lexicon);
    surroundings(drafts, lexicon);
    glued(drafts);
    tail(drafts, lexicon);
    for draft in drafts.iter_mut().filter(|draft| draft.kind != BlockKind::Rule && is_rule(draft)) {
        draft.kind = BlockKind::Aside(AsideKind::Matter);
    }
}

/// Parts a run of many words, such as a site's links, from the last sentence of the talk that it was glued to.
fn glued(drafts: &mut Vec<Draft>) {
    let Some(last) =
        drafts.iter().rposition(Draft::is_content).filter(|&last| drafts[last].kind == BlockKind::Paragraph)
    else {
        return;
    };
    let is_talk = drafts.iter().any(|draft| draft.label().is_some());
    if is_talk
        && drafts[last].label().is_none()
        && drafts[last].lines.len() == 1
        && is_run_of_words(drafts[last].first())
    {
        drafts[last].kind = BlockKind::Aside(AsideKind::Boilerplate);
        return;
    }
    let Some(line) = drafts[last].lines.last_mut().filter(|line| is_talk && line.text().len() < LONGEST) else {
        return;
    };
    let stops = line.text().match_indices(['。', '！', '？', '”']).map(|(at, stop)| at + stop.len());
    // Not within the label, though a name may be as long and as full of blanks.
    let label = line.label().map_or(0, Label::length);
    let is_run =
        |at: &usize| *at >= label && line.text()[*at..].starts_with(is_blank) && is_run_of_words(&line.text()[*at..]);
    let Some(at) = stops.into_iter().find(is_run) else { return };
    let rest = line.split_off(at).trimmed();
    let kind = BlockKind::Aside(AsideKind::Boilerplate);
    drafts.extend(rest.map(|rest| Draft { lifted: true, ..Draft::new(kind, vec![rest]) }));
}

/// Whether a text is a list of a dozen words and more, parted by spaces, in a script that needs none.
fn is_run_of_words(text: &str) -> bool {
    let words: Vec<&str> = text.split(is_blank).filter(|word| !word.is_empty()).collect();
    let n_wide =
        words.iter().filter(|word| word.starts_with(is_unspaced) && takes_at_most(word, widths::PHRASE)).count();
    words.len() >= 12 && are_nearly_all(n_wide, words.len()) && text.matches('。').count() <= 1
}

/// Lines of a site right behind the talk: links, notices, the date and hour of the report. The last speech keeps a line.
fn tail(drafts: &mut [Draft], lexicon: &Lexicon) {
    let Some(last_label) = drafts.iter().rposition(|draft| draft.label().is_some()) else { return };
    let is_said = |draft: &Draft| draft.is_content() && draft.kind != BlockKind::Label;
    let Some(first) = (last_label..drafts.len()).find(|&index| is_said(&drafts[index])) else { return };
    let is_site = |draft: &Draft| {
        let text = draft.first();
        let is_short = draft.lines.len() == 1 && takes_at_most(text, widths::TWO_ROWS) && draft.label().is_none();
        let is_notice = || lexicon.boilerplate.within(&fold(text)).is_some() && !ends_sentence(text);
        is_short && (draft.is_link() || is_notice() || is_stamp(text, lexicon))
    };
    let is_open = |draft: &Draft| draft.lines.len() == 1 && draft.label().is_none() && !ends_sentence(draft.first());
    let mut begin = None;
    for index in (first + 1..drafts.len()).rev().filter(|&index| drafts[index].is_content()) {
        match &drafts[index] {
            draft if is_site(draft) => begin = Some(index),
            draft if is_open(draft) && takes_at_most(draft.first(), widths::LINE) => {}
            _ => break,
        }
    }
    let begin = begin.unwrap_or(drafts.len());
    for draft in drafts[begin..].iter_mut().filter(|draft| draft.is_content()) {
        draft.kind = BlockKind::Aside(AsideKind::Boilerplate);
    }
}

/// `2014-01-15 09:48:09`, `2017年2月28日（星期二）`, `香港時間10時32分`: nothing but a date or an hour.
pub(crate) fn is_stamp(text: &str, lexicon: &Lexicon) -> bool {
    if !takes_at_most(text, widths::NAME) {
        return false;
    }
    let n_digits = text.chars().filter(char::is_ascii_digit).count();
    let is_letter = |letter: &char| letter.is_alphabetic() && !lexicon.calendar.is_of_stamp(*letter);
    let n_letters = text.chars().filter(is_letter).count();
    let is_dated = || dates::in_text(text, lexicon).is_some() || dates::has_time_of_day(text, lexicon);
    n_digits >= 3 && n_letters * 2 <= n_digits.max(8) && is_dated()
}

fn may_be_aside(draft: &Draft) -> bool {
    draft.label().is_none()
        && matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation)
        && !draft.lines.is_empty()
}

fn kind(draft: &Draft, lexicon: &Lexicon) -> Option<AsideKind> {
    let text = draft.first();
    if draft.lines.len() == 1 && is_jump(text, lexicon) {
        return Some(AsideKind::JumpLine);
    }
    if draft.lines.len() == 1 && is_credit(text, lexicon) {
        return Some(AsideKind::Credit);
    }
    if draft.lines.len() == 1 && is_caption(text, lexicon) {
        return Some(AsideKind::Caption);
    }
    if draft.lines.len() == 1 && is_row_of_buttons(text) {
        return Some(AsideKind::Boilerplate);
    }
    // A column a few characters wide beside a picture.
    let is_narrow = || draft.lines.iter().all(|line| takes_at_most(line.text(), widths::COLUMN));
    (draft.lines.len() >= 4 && is_narrow()).then_some(AsideKind::Caption)
}

/// `【关闭】 【打印】`: nothing but short words in brackets, two at least.
fn is_row_of_buttons(text: &str) -> bool {
    if !text.trim_start_matches(is_blank).starts_with(['[', '【', '［', ']', '】', '］']) {
        return false;
    }
    let mut items = text.split([']', '】', '］']).map(|item| item.trim_matches(is_blank));
    let is_item = |item: &str| {
        item.strip_prefix(['[', '【', '［'])
            .is_some_and(|word| (1..=widths::WORD).contains(&cells(word)) && !word.contains(['[', '【']))
    };
    let n_items = items.clone().filter(|item| is_item(item)).count();
    n_items >= 2 && items.all(|item| item.is_empty() || is_item(item))
}

/// `(下转 11 版)`, `Continued on page 3`
pub(crate) fn is_jump(text: &str, lexicon: &Lexicon) -> bool {
    if !takes_at_most(text, widths::PHRASE) {
        return false;
    }
    let is_mark = |letter: char| matches!(letter, '▶' | '►' | '→' | '*');
    let bare = text.trim_matches(|letter: char| is_bracket(letter) || is_mark(letter) || is_blank(letter));
    lexicon.jump.may_begin(bare) && lexicon.jump.start_of(&fold(bare)).is_some()
}

fn is_bracket(letter: char) -> bool {
    matches!(letter, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】')
}

/// `新华社发`, `Photo by Ann Lee`
fn is_credit(text: &str, lexicon: &Lexicon) -> bool {
    let bare = text.trim_matches(|letter: char| is_bracket(letter) || is_blank(letter));
    if !lexicon.credit_starts.may_begin(bare) && !lexicon.credit_ends.may_end(bare) {
        return false;
    }
    // What is folded has as many letters and more.
    if bare.chars().filter(|letter| *letter != '.' && !letter.is_whitespace()).nth(widths::LINE).is_some() {
        return false;
    }
    let folded = fold(bare);
    let n_letters = folded.chars().count();
    let ends = || lexicon.credit_ends.end_of(&folded).is_some_and(|end| n_letters > end.chars().count());
    let is_plain = || !bare.contains(['，', '。', '、', '！', '？', '：', ':']);
    (2..=widths::WORD).contains(&n_letters) && ends() && is_plain()
        || n_letters <= widths::LINE && lexicon.credit_starts.start_of(&folded).is_some()
}

/// `图为颁奖现场。 新华社记者张三摄`: at most three rows of print, the last sentence of which is a credit.
fn is_caption(text: &str, lexicon: &Lexicon) -> bool {
    let Some((said, credit)) = text.trim_end_matches(['。', '.']).rsplit_once(['。', '！', '.']) else {
        return false;
    };
    takes_at_most(text, widths::THREE_ROWS) && !said.is_empty() && is_credit(credit, lexicon)
}

/// `时间：…`, `（责任编辑：…）` above the first label and behind the last: lines about the talk.
fn particulars(drafts: &mut [Draft], lexicon: &Lexicon) {
    let first = drafts.iter().position(|draft| draft.label().is_some()).unwrap_or(0);
    let behind = drafts.len().saturating_sub(3);
    for index in (0..first).chain(behind.max(first)..drafts.len()) {
        let draft = &drafts[index];
        let text = draft.first().trim_matches(|letter: char| "（）()【】[]*".contains(letter) || is_blank(letter));
        let is_line = may_be_aside(draft) && draft.lines.len() == 1 && takes_at_most(text, widths::TWO_ROWS);
        let Some((key, value)) = text.split_once(['：', ':', '／', '|', '｜']).filter(|_| is_line) else { continue };
        let key = fold(key);
        if lexicon.is_matter(&key) && !value.trim().is_empty() {
            drafts[index].kind = BlockKind::Aside(AsideKind::Matter);
        }
    }
    beside_particulars(drafts, first);
}

/// Lines above the talk such as `发布人：某某`, whose key nobody knows, beside one whose key is known: lines about the talk.
fn beside_particulars(drafts: &mut [Draft], first: usize) {
    let is_matter = |draft: &Draft| draft.kind == BlockKind::Aside(AsideKind::Matter);
    let is_pair = |draft: &Draft| {
        let is_line = may_be_aside(draft) && draft.lines.len() == 1 && draft.takes_at_most(widths::TWO_ROWS);
        let key = draft.first().split_once(['：', ':']).filter(|_| is_line);
        key.is_some_and(|(key, value)| {
            (2..=widths::WORD).contains(&cells(key)) && !value.trim().is_empty() && !value.contains('。')
        })
    };
    let rows: Vec<usize> =
        (0..first).filter(|&index| drafts[index].is_content() || is_matter(&drafts[index])).collect();
    for pair in rows.windows(2) {
        if is_matter(&drafts[pair[0]]) && is_pair(&drafts[pair[1]]) {
            drafts[pair[1]].kind = BlockKind::Aside(AsideKind::Matter);
        }
    }
    for pair in rows.windows(2).rev() {
        if is_matter(&drafts[pair[1]]) && is_pair(&drafts[pair[0]]) {
            drafts[pair[0]].kind = BlockKind::Aside(AsideKind::Matter);
        }
    }
}

/// Short lines above the title.
fn kickers(drafts: &mut [Draft]) {
    let Some(title) = drafts.iter().position(|draft| draft.kind == BlockKind::Heading(1)) else { return };
    let above: Vec<usize> = (0..title).filter(|&index| drafts[index].is_content()).collect();
    let are_short = above.iter().all(|&index| {
        may_be_aside(&drafts[index])
            && takes_at_most(drafts[index].first(), widths::TWO_ROWS)
            && drafts[index].lines.len() == 1
    });
    if above.len() <= MOST_KICKERS && are_short {
        above.into_iter().for_each(|index| drafts[index].kind = BlockKind::Aside(AsideKind::Kicker));
    }
}

/// Notes behind the text: what follows a heading such as 注释, and numbered notes at the very end.
fn notes(drafts: &mut [Draft], lexicon: &Lexicon) {
    let mut is_noted = false;
    let has_sections = drafts.iter().filter(|draft| matches!(draft.kind, BlockKind::Heading(_))).count() > 1;
    for draft in drafts.iter_mut() {
        let is_heading = draft.label().is_none() && draft.lines.len() == 1 && draft.takes_at_most(widths::PHRASE);
        let is_notes = is_heading
            && lexicon.notes.has(&fold(draft.first().trim_matches(|letter: char| "【】[]：:*".contains(letter))));
        if is_notes && matches!(draft.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            if draft.kind == BlockKind::Paragraph {
                open_notes(draft, has_sections);
            }
            is_noted = true;
        } else if matches!(draft.kind, BlockKind::Heading(_) | BlockKind::Rule) || draft.label().is_some() {
            is_noted = false;
        } else if is_noted && draft.is_content() {
            draft.kind = BlockKind::Aside(AsideKind::Note);
        }
    }
    let mut n_notes = 0;
    for draft in drafts.iter_mut().rev().filter(|draft| draft.is_content()) {
        if may_be_aside(draft) && begins_note(draft.first()) {
            draft.kind = BlockKind::Aside(AsideKind::Note);
            n_notes += 1;
            continue;
        }
        // A word or two above a run of numbered notes is their heading, whatever it says.
        if n_notes >= 2 && may_be_aside(draft) && draft.lines.len() == 1 && takes_at_most(draft.first(), widths::COLUMN)
        {
            open_notes(draft, has_sections);
        }
        break;
    }
}

/// Makes the line above notes their heading, or a note where the text has headings of its own.
fn open_notes(draft: &mut Draft, has_sections: bool) {
    if has_sections {
        draft.kind = BlockKind::Aside(AsideKind::Note);
    } else {
        (draft.kind, draft.certainty) = (BlockKind::Heading(2), super::headings::LOOKS_LIKE_HEADING);
    }
}

/// `[1] …`, `① …`, `注1：…`
fn begins_note(text: &str) -> bool {
    let inner = text
        .strip_prefix(['[', '［', '〔'])
        .map(|rest| rest.trim_start_matches(|letter: char| letter.is_ascii_digit()));
    let is_numbered =
        inner.is_some_and(|rest| rest.starts_with([']', '］', '〕']) && !text[1..].starts_with([']', '］', '〕']));
    is_numbered || text.starts_with(|letter: char| ('①'..='⑳').contains(&letter))
}

/// What a site adds behind the talk: from the first rule behind the last label on, if it speaks of subscriptions and the like.
fn surroundings(drafts: &mut [Draft], lexicon: &Lexicon) {
    let last_label = drafts.iter().rposition(|draft| draft.label().is_some()).map_or(0, |index| index + 1);
    let Some(rule) = (last_label..drafts.len()).find(|&index| is_rule(&drafts[index])) else { return };
    let is_site =
        |draft: &Draft| draft.lines.iter().any(|line| lexicon.boilerplate.within(&fold(line.text())).is_some());
    if drafts[rule..].iter().any(is_site) {
        for draft in drafts[rule..].iter_mut().filter(|draft| draft.is_content()) {
            draft.kind = BlockKind::Aside(AsideKind::Boilerplate);
        }
    }
}

/// A rule, or a line that draws one where the format knows none.
fn is_rule(draft: &Draft) -> bool {
    let may_be = may_be_aside(draft) || draft.kind == BlockKind::Aside(AsideKind::Matter);
    draft.kind == BlockKind::Rule || may_be && draft.lines.len() == 1 && is_drawn(draft.first())
}

/// Whether a line draws a rule: nothing but one mark, twice and more.
pub(crate) fn is_drawn(text: &str) -> bool {
    has_letters(text, 2) && text.trim_matches(['-', '_', '=', '*', '─', '━', '—']).is_empty()
}

/// Whether a draft has no end of its own: it may go on in another.
pub(crate) fn is_open(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph
        && !ends_sentence(draft.last())
        && !takes_at_most(draft.last(), 1)
        && draft.says_more_than(widths::LINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_ends_with_its_credit() {
        let lexicon = Lexicon::default_words();
        let check = |text, expected| assert_eq!(is_caption(text, &lexicon), expected, "{text}");
        check("图为守灯人在灯室擦拭镜片。 本镇供图", true);
        check("颁奖典礼昨天举行。图为获奖者上台。（新华社记者张三摄）", true);
        check("The keeper at work. Photo by Ann Lee", true);
        check("这张照片是他送给我的。我一直留着。", false);
        check("后来他学会了拍摄。", false);
        check("新华社发", false);
    }
}
