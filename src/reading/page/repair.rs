//! Repair: fragments of a paragraph are joined over what interrupts them. The structure changes, never a character. Each reason
//! why something is no fragment is a row with an example.

use super::asides::is_open;
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;
use crate::reading::in_place::replace_each;
use crate::reading::lexicon::Lexicon;
use crate::reading::rules::Rule;
use crate::reading::widths;
use crate::reading::wrap::{division, ends_sentence, is_unspaced, takes_at_most};

/// At most so many asides lie between two fragments.
const MAX_ASIDES: usize = 8;

/// Joins each paragraph that ends without an end to the one that it goes on in.
pub(crate) fn join<'a>(drafts: Vec<Draft<'a>>, lexicon: &Lexicon) -> Vec<Draft<'a>> {
    join_where(drafts, lexicon, |gap| gap.is_within_paragraph())
}

/// Joins those for which this holds.
fn join_where<'a>(drafts: Vec<Draft<'a>>, lexicon: &Lexicon, mut goes_on: impl FnMut(&Gap) -> bool) -> Vec<Draft<'a>> {
    if is_sloppy(&drafts) {
        return drafts;
    }
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    // The last paragraph or the like, and the asides since then or since the last fragment.
    let (mut last, mut since): (Option<usize>, usize) = (None, 0);
    for draft in drafts {
        let target = last
            .filter(|&last| goes_on(&Gap { before: &joined[last], asides: &joined[since..], after: &draft, lexicon }));
        if let Some(target) = target {
            joined[since..].iter_mut().for_each(|aside| aside.lifted = true);
            let whole = &mut joined[target];
            whole.seams.join(whole.lines.len());
            whole.wrapped |= draft.wrapped;
            whole.lines.extend(draft.lines);
            since = joined.len();
            continue;
        }
        let is_aside = matches!(draft.kind, BlockKind::Aside(_));
        joined.push(draft);
        if !is_aside {
            (last, since) = (Some(joined.len() - 1), joined.len());
        }
    }
    joined
}

/// Leaves the lines of a page as they were broken: each is a paragraph of its own.
pub(crate) fn leave(drafts: Vec<Draft>) -> Vec<Draft> {
    replace_each(drafts, |_, draft, left| {
        if !draft.wrapped {
            left.push(draft);
            return;
        }
        let mut head = Draft { wrapped: false, ..draft };
        for line in std::mem::take(&mut head.lines) {
            left.push(Draft { lines: vec![line], ..head.clone() });
        }
    })
}

/// Where paragraphs often end without a stop, a missing one tells nothing; before a page's end it does.
fn is_sloppy(drafts: &[Draft]) -> bool {
    let (mut n_long, mut n_open) = (0, 0);
    for (index, draft) in drafts.iter().enumerate() {
        let is_long = draft.kind == BlockKind::Paragraph && draft.says_more_than(widths::LINE);
        let at_page_end = drafts.get(index + 1).is_some_and(|next| matches!(next.kind, BlockKind::Aside(_)));
        n_long += usize::from(is_long);
        n_open += usize::from(is_long && is_open(draft) && !at_page_end);
    }
    n_open > 3 && n_open * 4 > n_long
}

/// Two drafts that may be fragments of one paragraph.
struct Gap<'a, 'b> {
    before: &'a Draft<'b>,
    /// What stands between them.
    asides: &'a [Draft<'b>],
    after: &'a Draft<'b>,
    lexicon: &'a Lexicon,
}

/// Whether it is so of two drafts.
type Parts = fn(&Gap) -> bool;

/// Tells of the second of two drafts that it doesn't go on what the first left open.
const RULES: [Rule<Parts>; 9] = [
    Rule {
        because: "it is no paragraph, or has a label",
        example: "记者：三月七日傍晚我们爬上灯塔的时候，风很大，灯已经灭了，船还在外面等着我们把它\n\n✗守灯人：又点亮，天亮才灭。\n\n记者：一直亮？\n\n守灯人：一直。",
        n_cases: 5,
        finds: |gap| gap.after.kind != BlockKind::Paragraph || gap.after.label().is_some(),
    },
    Rule {
        because: "the first has an end, or is too short to be left open, and no word is divided between them",
        example: "灯室在塔顶很高的地方\n\n✗那里的人都很好。",
        n_cases: 73,
        finds: |gap| !is_open(gap.before) && !gap.is_divided(),
    },
    Rule {
        because: "more asides stand between them than a page has around its text",
        example: "三月七日傍晚我们爬上灯塔的时候，风很大，灯已经灭了，船还在外面等着我们把它\n\n江榆 摄\n\n周岚 摄\n\n田禾 摄\n\n林夏 摄\n\n何舟 摄\n\n沈渔 摄\n\n陆港 摄\n\n许灯 摄\n\n秦浪 摄\n\n✗又点亮，天亮才灭。",
        n_cases: 0,
        finds: |gap| gap.asides.len() > MAX_ASIDES,
    },
    Rule {
        because: "what stands between them is above a title, below the text or of the site",
        example: "三月七日傍晚我们爬上灯塔的时候，风很大，灯已经灭了，船还在外面等着我们把它\n\n【关闭】 【打印】\n\n✗又点亮，天亮才灭。",
        n_cases: 0,
        finds: |gap| {
            let parts = |aside: &Draft| {
                matches!(aside.kind, BlockKind::Aside(AsideKind::Kicker | AsideKind::Boilerplate | AsideKind::Note))
            };
            gap.asides.iter().any(parts)
        },
    },
    Rule {
        because: "it begins as no sentence goes on",
        example: "We climbed the ladder in the dark and lit the lamp again, because the boats were still out beyond the\n\n✗Harbour was dark by then.",
        n_cases: 20,
        finds: |gap| !gap.after.first().starts_with(may_go_on),
    },
    Rule {
        because: "it is an item: a number and a stop begin it",
        example: "三月七日傍晚我们爬上灯塔的时候，风很大，灯已经灭了，船还在外面等着我们把它\n\n✗三、又点亮，天亮才灭。",
        n_cases: 2,
        finds: |gap| is_item(gap.after.first(), gap.lexicon),
    },
    Rule {
        because: "it is a short line without an end, as headings are",
        example: "三月七日傍晚我们爬上灯塔的时候，风很大，灯已经灭了，船还在外面等着我们把它\n\n✗灯室的夜晚",
        n_cases: 10,
        finds: |gap| {
            let text = gap.after.first();
            gap.after.lines.len() == 1 && !ends_sentence(text) && takes_at_most(text, widths::LINE)
        },
    },
    Rule {
        because: "the first ends with a sign that parts it from what follows",
        example: "三月七日傍晚我们爬上灯塔的时候，风很大，灯已经灭了，船还在外面等着我们把它／\n\n✗又点亮，天亮才灭。",
        n_cases: 0,
        finds: |gap| {
            let is_inside = |last: char| last.is_alphanumeric() || "，、,—-‐¬\u{ad}".contains(last);
            !gap.before.last().ends_with(is_inside)
        },
    },
    Rule {
        because: "they are in different scripts",
        example: "三月七日傍晚我们爬上灯塔的时候，风很大，灯已经灭了，船还在外面等着我们把它\n\n✗the boats were still out.",
        n_cases: 0,
        finds: |gap| {
            let letters = |letter: &char| letter.is_alphabetic();
            let begins = gap.after.first().chars().filter(letters).take(8).any(is_unspaced);
            begins != gap.before.last().chars().rev().filter(letters).take(8).any(is_unspaced)
        },
    },
];

impl Gap<'_, '_> {
    /// Whether the second goes on what the first left open, over the asides between them.
    fn is_within_paragraph(&self) -> bool {
        !RULES.iter().any(|rule| (rule.finds)(self))
    }

    /// Whether a word that ends a page goes on in the next.
    fn is_divided(&self) -> bool {
        self.before.kind == BlockKind::Paragraph && division(self.before.last(), self.after.first()).is_some()
    }
}

/// Whether a sentence may go on with this character: a small letter, an ideograph, a figure, a mark within.
fn may_go_on(first: char) -> bool {
    first.is_lowercase()
        || is_unspaced(first) && first.is_alphabetic()
        || first.is_ascii_digit()
        || "，、”）》".contains(first)
}

/// `3. …`, `三、…`
fn is_item(text: &str, lexicon: &Lexicon) -> bool {
    let first = text.chars().next();
    let is_numbered = || text.chars().take(4).any(|letter| "、.．)）".contains(letter));
    let is_counted = |first| lexicon.calendar.counts(first) && text.chars().nth(1) == Some('、');
    first.is_some_and(|first| first.is_ascii_digit() && is_numbered() || is_counted(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::draft::Line;
    use crate::reading::examples::{check_rules, with_asides};

    fn paragraph(text: &str) -> Draft<'_> {
        Draft::new(BlockKind::Paragraph, Line::plain(text, 0..0).into_iter().collect())
    }

    /// For each rule what begins the drafts that are no fragments by it alone.
    fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
        let mut found = vec![Vec::new(); RULES.len()];
        with_asides(bytes, name, lexicon, |page| {
            join_where(page.drafts, lexicon, |gap| {
                let mut parting = (0..RULES.len()).filter(|&number| (RULES[number].finds)(gap));
                if let (Some(only), None) = (parting.next(), parting.next()) {
                    found[only].push(gap.after.first().to_owned());
                }
                gap.is_within_paragraph()
            });
        });
        found
    }

    #[test]
    fn each_rule_finds_what_its_example_marks_and_cases_of_the_project_need_it() {
        check_rules(&RULES.map(|rule| rule.row()), "example.md", found_by);
    }

    #[test]
    fn a_paragraph_goes_on_behind_a_caption() {
        let mut caption = paragraph("图为会场");
        caption.kind = BlockKind::Aside(AsideKind::Caption);
        let first = paragraph("我们走了很久的路，经过许多村庄，最后来到了一座很大很大的城");
        let joined = join(vec![first, caption, paragraph("市，那里的人都很好。")], &Lexicon::default_words());
        assert_eq!(joined.len(), 2);
        assert_eq!((joined[0].seams.joined(), joined[1].lifted), (&[1][..], true));
    }

    #[test]
    fn a_whole_sentence_does_not_go_on() {
        let first = paragraph("我们走了很久的路，经过许多村庄，最后来到了一座很大很大的城市。");
        assert_eq!(join(vec![first, paragraph("那里的人都很好。")], &Lexicon::default_words()).len(), 2);
    }
}
