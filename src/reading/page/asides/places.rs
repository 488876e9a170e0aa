//! Places at which what stands belongs to the page: above the talk, after it, below a heading of notes.

use super::{is_rule, is_stamp, may_be_aside, tails};
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::{Draft, Label, is_blank};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::page::headings::LOOKS_LIKE_HEADING;
use crate::reading::rules::Rule;
use crate::reading::shares::are_nearly_all;
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence, is_unspaced, takes_at_most};

/// A longer last line is not looked into for what was glued to it, in bytes: that would take too long.
const LONGEST: usize = 64 * 1024;
/// More lines above the title than this are no kickers.
const MOST_KICKERS: usize = 3;

/// Marks what stands at a place of its kind.
pub(super) type Marks = fn(&mut Vec<Draft>, &Lexicon);

/// Each takes what the ones before it have marked for what it is.
pub(super) const RULES: [Rule<Marks>; 9] = [
    Rule {
        because: "a known key before a colon, above the talk or right after it, tells of the talk",
        example: "✗时间：三月七日\n\n记者：灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。\n\n✗责任编辑：周伯海",
        n_cases: 6,
        finds: |drafts, lexicon| particulars(drafts, lexicon),
    },
    Rule {
        because: "a key that nobody knows is beside one that is known",
        example: "时间：三月七日\n\n✗主讲人：周伯海\n\n记者：灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。",
        n_cases: 0,
        finds: |drafts, _| beside_particulars(drafts),
    },
    Rule {
        because: "it is a short line above the title",
        example: "✗Harbour News\n\n# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 2,
        finds: |drafts, _| kickers(drafts),
    },
    Rule {
        because: "it is below a heading of notes",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。\n\n## 注释\n\n✗灯室在塔顶。",
        n_cases: 2,
        finds: |drafts, lexicon| below_headings_of_notes(drafts, lexicon),
    },
    Rule {
        because: "it is one of the numbered notes at the very end",
        example: "Ann: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.\n\n✗[1] On the night of the storm.\n\n✗[2] By boat.",
        n_cases: 0,
        finds: |drafts, _| numbered_notes(drafts),
    },
    Rule {
        because: "a rule after the talk parts it from what speaks of subscriptions and the like",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。\n\n---\n\n✗欢迎订阅本报",
        n_cases: 1,
        finds: |drafts, lexicon| surroundings(drafts, lexicon),
    },
    Rule {
        because: "a run of words, such as the links of a site, was glued to the last sentence",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。\n\n✗港口 灯塔 渔船 航线 天气 潮汐 旅游 图片 视频 专题 评论 订阅 联系",
        n_cases: 0,
        finds: |drafts, _| glued(drafts),
    },
    Rule {
        because: "links, notices and the hour of the report are right after the talk",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。\n\n✗2014-01-15 09:48:09",
        n_cases: 4,
        finds: |drafts, lexicon| tail(drafts, lexicon),
    },
    Rule {
        because: "a line of dashes draws a rule",
        example: "Ann: Who was there?\n\nBo: I was.\n\n✗——————\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 4,
        finds: |drafts, _| drawn(drafts),
    },
];

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
}

/// Lines above the talk such as `发布人：某某`, whose key nobody knows, beside one whose key is known: lines about the talk.
fn beside_particulars(drafts: &mut [Draft]) {
    let first = drafts.iter().position(|draft| draft.label().is_some()).unwrap_or(0);
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

/// What follows a heading such as 注释.
fn below_headings_of_notes(drafts: &mut [Draft], lexicon: &Lexicon) {
    let mut is_noted = false;
    let has_sections = has_sections(drafts);
    for draft in drafts.iter_mut() {
        let is_heading = draft.label().is_none() && draft.lines.len() == 1 && draft.takes_at_most(widths::PHRASE);
        let is_mark = |letter: char| matches!(letter, '【' | '】' | '[' | ']' | '：' | ':' | '*');
        let bare = || Some(draft.first().trim_matches(is_mark)).filter(|bare| lexicon.notes.may_begin(bare));
        let is_notes = is_heading && bare().is_some_and(|bare| lexicon.notes.has(&fold(bare)));
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
}

/// Numbered notes at the very end.
fn numbered_notes(drafts: &mut [Draft]) {
    let has_sections = has_sections(drafts);
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

fn has_sections(drafts: &[Draft]) -> bool {
    drafts.iter().filter(|draft| matches!(draft.kind, BlockKind::Heading(_))).count() > 1
}

/// Makes the line above notes their heading, or a note where the text has headings of its own.
fn open_notes(draft: &mut Draft, has_sections: bool) {
    if has_sections {
        draft.kind = BlockKind::Aside(AsideKind::Note);
    } else {
        (draft.kind, draft.certainty) = (BlockKind::Heading(2), LOOKS_LIKE_HEADING);
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
        is_short && (draft.is_link() || is_notice() || is_stamp(text, lexicon) || is_end(text, lexicon))
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
    let begin = begin.unwrap_or(drafts.len()).min(tails::begin(drafts, first, lexicon));
    for draft in drafts[begin..].iter_mut().filter(|draft| draft.is_content()) {
        draft.kind = BlockKind::Aside(AsideKind::Boilerplate);
    }
}

/// `- END -`, `（完）`: nothing but a word that says that the text ends.
fn is_end(text: &str, lexicon: &Lexicon) -> bool {
    takes_at_most(text, widths::PHRASE)
        && lexicon.text_ends.has(&fold(text.trim_matches(|letter: char| !letter.is_alphanumeric())))
}

/// Rules that lines draw where the format knows none.
fn drawn(drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.kind != BlockKind::Rule && is_rule(draft)) {
        draft.kind = BlockKind::Aside(AsideKind::Matter);
    }
}
