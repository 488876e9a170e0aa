//! Lines that belong to the page by what stands in them: jump lines, credits, captions, rows of buttons.

use std::ops::Range;

use super::is_bracket;
use crate::document::block::AsideKind;
use crate::reading::draft::{Draft, is_blank};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::widths;
use crate::reading::wrap::{cells, takes_at_most};

/// What a line is, and how it is told by itself.
pub(super) struct Finds {
    pub(super) becomes: AsideKind,
    pub(super) is_one: fn(&Draft, &Lexicon) -> bool,
}

pub(super) const RULES: [Rule<Finds>; 5] = [
    Rule {
        because: "it says on which page the text goes on",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n✗（下转第3版）\n\n记者：一直亮？\n\n守灯人：一直。",
        n_cases: 0,
        finds: Finds {
            becomes: AsideKind::JumpLine,
            is_one: |it, lexicon| is_line(it) && is_jump(it.first(), lexicon),
        },
    },
    Rule {
        because: "it says who wrote or photographed",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n✗本报记者 江榆 摄\n\n记者：一直亮？\n\n守灯人：一直。",
        n_cases: 4,
        finds: Finds {
            becomes: AsideKind::Credit,
            is_one: |it, lexicon| is_line(it) && is_credit(it.first(), lexicon),
        },
    },
    Rule {
        because: "its last sentence says who photographed",
        example: "Ann: Who was there?\n\nBo: I was.\n\n✗The keeper at his lamp. Photo by Mia Holm\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 3,
        finds: Finds {
            becomes: AsideKind::Caption,
            is_one: |it, lexicon| is_line(it) && is_caption(it.first(), lexicon),
        },
    },
    Rule {
        because: "it is a row of buttons",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。\n\n✗【关闭】 【打印】",
        n_cases: 0,
        finds: Finds { becomes: AsideKind::Boilerplate, is_one: |it, _| is_line(it) && is_row_of_buttons(it.first()) },
    },
    Rule {
        because: "it is a column a few characters wide beside a picture",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n✗守灯人在\n✗灯室里擦\n✗拭那块旧\n✗镜片\n\n记者：一直亮？\n\n守灯人：一直。",
        n_cases: 27,
        finds: Finds { becomes: AsideKind::Caption, is_one: |it, _| is_narrow(it) },
    },
];

fn is_line(draft: &Draft) -> bool {
    draft.lines.len() == 1
}

/// A column a few characters wide, of four lines at least.
fn is_narrow(draft: &Draft) -> bool {
    draft.lines.len() >= 4 && draft.lines.iter().all(|line| takes_at_most(line.text(), widths::COLUMN))
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

/// `新华社发`, `Photo by Ann Lee`
fn is_credit(text: &str, lexicon: &Lexicon) -> bool {
    let bare = bare(text);
    if !may_be_credit(bare, lexicon) {
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
    let text = text.trim_end_matches(['。', '.']);
    if text.len() > widths::THREE_ROWS * 4 {
        return false;
    }
    let Some((said, credit)) = last_stop(text).map(|stop| (&text[..stop.start], &text[stop.end..])) else {
        return false;
    };
    let may_be = may_be_credit(bare(credit), lexicon) && !said.is_empty();
    may_be && takes_at_most(text, widths::THREE_ROWS) && is_credit(credit, lexicon)
}

/// The bytes of the last `。`, `！` or `.` in a text; they are looked for by their last bytes, many at once.
fn last_stop(text: &str) -> Option<Range<usize>> {
    const STOPS: [&str; 3] = [".", "。", "！"];
    let last = |stop: &str| stop.bytes().last().unwrap_or_default();
    let [a, b, c] = STOPS.map(last);
    memchr::memrchr3_iter(a, b, c, text.as_bytes()).find_map(|at| {
        let stop = STOPS.into_iter().find(|stop| text.as_bytes()[..=at].ends_with(stop.as_bytes()))?;
        Some(at + 1 - stop.len()..at + 1)
    })
}

/// A text without the brackets around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|letter: char| is_bracket(letter) || is_blank(letter))
}

/// Whether a text may be a credit: false only where it is none.
fn may_be_credit(bare: &str, lexicon: &Lexicon) -> bool {
    lexicon.credit_starts.may_begin(bare) || lexicon.credit_ends.may_end(bare)
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
