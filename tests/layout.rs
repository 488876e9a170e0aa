//! The laws of the layout, held against generated text at every width from 1 to 160 and both width policies.
//!
//! Each law fails when its code is broken on purpose: `.ci/mutations` does that, and lists how.
#![allow(clippy::unwrap_used)]

use std::ops::Range;

use icu_segmenter::LineSegmenter;
use proptest::prelude::*;
use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;
use wenda::layout::breaks::{Breaks, opportunities};
use wenda::layout::clusters::clusters;
use wenda::layout::fill::{Line, Shape, fill, fill_with};
use wenda::layout::hanging::Hanging;
use wenda::layout::kinsoku::Rules;
use wenda::layout::language::Language;
use wenda::layout::width::{WidthPolicy, text_width, truncate};
use wenda::ui::signs::Signs;

/// What begins no row, in any language (CLREQ "basic", JLREQ cl-02 to cl-11), told apart from the sets in the code.
const NO_START: &str =
    "。．，、：；！？”’）》〉】」』〕］｝…·・％々〻ーｰゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ";
/// What ends no row.
const NO_END: &str = "“‘（《〈【「『〔［｛￥";

/// Text of the kinds that transcripts are made of, and of kinds that they are not.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => "[一-龥]{1,6}",
        6 => "[。，、：；！？“”‘’（）《》【】「」…—·・～％℃]{1,2}",
        3 => "[a-zA-Z]{1,12}",
        2 => "[0-9０-９]{1,5}[年月日元%％]?",
        2 => Just("——".to_owned()),
        2 => Just("……".to_owned()),
        3 => "[ 　]{1,2}",
        1 => "[ぁ-ヿ]{1,5}",
        1 => "[가-힣]{1,4}",
        1 => "(https://)?[a-z]{2,9}(\\.[a-z]{2,5}){1,3}(/[a-z_]{1,12}){0,4}(\\?[a-z]=[0-9]{1,30})?",
        1 => prop::sample::select(vec!["👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}", "🇨🇳", "e\u{301}", "か\u{3099}", "ｶﾞ", "①", "α", "│"])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["\t", "\n", "\r\n", "\u{1b}[31m", "\u{AD}", "\u{200B}", "\u{202E}", "\u{301}", "\u{FFFD}"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Quotes beside ideographs in two cells, though the terminal draws them in one.
const FULL_QUOTES: WidthPolicy = WidthPolicy { full_quotes: true, ..WidthPolicy::NARROW };
/// A terminal that draws the parts of an emoji sequence side by side.
const SPLIT_EMOJI: WidthPolicy = WidthPolicy::WIDE.with_split_emoji();

fn shape() -> impl Strategy<Value = Shape> {
    let language = prop::sample::select(vec![
        Language::SimplifiedChinese,
        Language::TraditionalChinese,
        Language::Japanese,
        Language::Korean,
        Language::Latin,
    ]);
    let policy = prop::sample::select(vec![WidthPolicy::NARROW, WidthPolicy::WIDE, FULL_QUOTES, SPLIT_EMOJI]);
    let hang = prop::sample::select(vec![0, 2]);
    let hanging = prop::sample::select(vec![Hanging::Auto, Hanging::Always, Hanging::Never]);
    let rules = (language, any::<bool>(), hanging);
    let rules = rules.prop_map(|(language, strict, hanging)| Rules { language, strict, hanging });
    (rules, policy, hang, 0..6_usize, 0..6_usize).prop_map(|(rules, policy, hang, first_indent, rest_indent)| Shape {
        rules,
        policy,
        hang,
        first_indent,
        rest_indent,
        ..Shape::default()
    })
}

/// Hands `law` the rows of `text` at every width.
fn at_every_width(text: &str, shape: Shape, law: impl Fn(Shape, &[Line])) {
    let breaks = Breaks::new(text, shape.rules, shape.policy);
    for width in 1..=160 {
        let shape = Shape { width, ..shape };
        law(shape, &fill_with(text, &breaks, &shape));
    }
}

/// The text of a row up to the last cluster that leaves ink.
fn row<'a>(text: &'a str, line: &Line, policy: WidthPolicy) -> &'a str {
    let row = &text[line.range.clone()];
    let blank = |cluster: &str| cluster.chars().all(|c| c.is_whitespace() && c != '\u{A0}');
    let inked = clusters(row, policy).filter(|each| each.width > 0 && !blank(&row[each.range.clone()]));
    &row[..inked.last().map_or(0, |each| each.range.end)]
}

/// What had better not begin a row either; where nothing else is left, it is as good a place as any.
const BETTER_NOT: &str =
    "℃‰°′″—―～〜／－–-~/)]},.;:!?%‼々〻ーｰゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ";

/// Whether a row may not end at byte `at` of `text`.
fn is_forbidden(text: &str, at: usize) -> bool {
    let ends = text[..at].graphemes(true).rev().find_map(sign).is_some_and(|c| NO_END.contains(c));
    ends || text[at..].graphemes(true).find_map(sign).is_some_and(|c| NO_START.contains(c))
}

/// What a cluster shows, accents aside; nothing of one that leaves no ink.
fn sign(cluster: &str) -> Option<char> {
    let shows = |c: char| !c.is_whitespace() && !"\u{AD}\u{200B}\u{202E}".contains(c);
    cluster.chars().next().filter(|_| cluster.contains(shows))
}

/// Whether a row may well end at byte `at` of `text` in an emergency.
fn is_welcome(text: &str, at: usize) -> bool {
    let after = text[at..].graphemes(true).find_map(sign);
    !is_forbidden(text, at)
        && !after.is_some_and(|c| BETTER_NOT.contains(c))
        && !text[..at].ends_with(['(', '[', '{', '$'])
}

/// The rows of `text` that end where they may not though they had another place to end: one of `breaks` or, where they
/// have none, one between two clusters.
fn forbidden_rows(text: &str, lines: &[Range<usize>], breaks: &[usize]) -> Vec<String> {
    let faulty = |row: &&Range<usize>| {
        let hard = text[..row.end].ends_with(['\n', '\r']);
        let mut offered = breaks.iter().filter(|at| row.start < **at && **at < row.end).peekable();
        let other = match offered.peek() {
            Some(_) => true,
            None => text[(*row).clone()].grapheme_indices(true).skip(1).any(|(at, _)| is_welcome(text, row.start + at)),
        };
        !hard && row.end < text.len() && is_forbidden(text, row.end) && other
    };
    lines.iter().filter(faulty).map(|row| text[row.clone()].to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_in_order_give_back_the_text(text in text(), shape in shape()) {
        at_every_width(&text, shape, |_, lines| {
            let joined: String = lines.iter().map(|line| &text[line.range.clone()]).collect();
            assert_eq!(joined, text);
        });
    }

    #[test]
    fn no_row_is_wider_than_the_pane(text in text(), shape in shape()) {
        at_every_width(&text, shape, |shape, lines| for line in lines {
            let shown = row(&text, line, shape.policy);
            let widest = clusters(shown, shape.policy).map(|cluster| cluster.width).max().unwrap_or(0);
            assert_eq!(line.width, text_width(shown, shape.policy), "{shown:?}");
            let single = clusters(shown, shape.policy).filter(|cluster| cluster.width > 0).count() == 1;
            let limit = if single { shape.width.max(widest) } else { shape.width };
            assert!(line.indent + line.width <= limit, "{shown:?} at {}", shape.width);
        });
    }

    #[test]
    fn no_row_starts_or_ends_with_a_forbidden_mark(text in text(), shape in shape()) {
        let breaks = opportunities(&text, shape.rules);
        at_every_width(&text, shape, |_, lines| {
            let ranges: Vec<_> = lines.iter().map(|line| line.range.clone()).collect();
            assert_eq!(forbidden_rows(&text, &ranges, &breaks), Vec::<String>::new());
        });
    }

    #[test]
    fn no_row_divides_a_grapheme_cluster(text in text(), shape in shape()) {
        let starts: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        at_every_width(&text, shape, |_, lines| for line in lines {
            assert!(starts.binary_search(&line.range.start).is_ok());
        });
    }

    #[test]
    fn every_byte_is_on_one_row(text in text(), shape in shape()) {
        at_every_width(&text, shape, |_, lines| for (at, _) in text.char_indices() {
            let after = lines.partition_point(|line| line.range.start <= at);
            assert!(lines[after - 1].range.contains(&at));
            assert_eq!(lines.iter().filter(|line| line.range.contains(&at)).count(), 1);
        });
    }

    #[test]
    fn changing_the_width_and_back_changes_nothing(text in text(), shape in shape(), width in 1..160_usize) {
        let breaks = Breaks::new(&text, shape.rules, shape.policy);
        let before = fill_with(&text, &breaks, &Shape { width, ..shape });
        at_every_width(&text, shape, |shape, lines| if shape.width == width { assert_eq!(lines, before) });
        prop_assert_eq!(fill(&text, &Shape { width, ..shape }), before);
    }

    #[test]
    fn what_is_truncated_ends_on_a_whole_cluster_with_a_sign(text in text(), shape in shape()) {
        let policy = shape.policy;
        let sign = Signs::of(policy).ellipsis;
        prop_assert_eq!(text_width(sign, policy), 1);
        let all: Vec<_> = clusters(&text, policy).collect();
        for cells in 1..=40 {
            let cut = truncate(&text, cells, sign, policy);
            prop_assert!(!cut.chars().any(char::is_control));
            let n_fitting = all.iter().take_while(|each| each.column + each.width <= cells).count();
            let n_kept = if n_fitting == all.len() {
                n_fitting
            } else {
                all.iter().take_while(|each| each.column + each.width < cells).count()
            };
            let kept: String = all[..n_kept].iter().map(|each| &*each.shown).collect();
            let sign = if n_kept == all.len() { "" } else { sign };
            prop_assert_eq!(cut, kept + sign, "in {} cells", cells);
        }
    }

    /// Where quotes are given two cells, each is still one cluster of its own bytes, on the row of its place.
    #[test]
    fn full_quotes_are_drawn_at_their_places(text in text(), shape in shape(), width in 1..160_usize) {
        let shape = Shape { policy: FULL_QUOTES, width, ..shape };
        for line in fill(&text, &shape) {
            let row = &text[line.range.clone()];
            let (mut at, mut column) = (0, 0);
            for cluster in clusters(row, FULL_QUOTES) {
                prop_assert_eq!((cluster.range.start, cluster.column), (at, column));
                let own = &row[cluster.range.clone()];
                if "“”‘’".contains(own) && !own.is_empty() {
                    prop_assert_eq!(cluster.shown.trim_matches(' '), own);
                    prop_assert_eq!(cluster.width, cluster.shown.chars().count());
                }
                (at, column) = (cluster.range.end, column + cluster.width);
            }
            prop_assert_eq!(at, row.len());
        }
    }

    #[test]
    fn nothing_shown_can_control_the_terminal(text in "[\u{0}-\u{9f}\u{200b}-\u{206f}中]{0,30}", policy in shape().prop_map(|shape| shape.policy)) {
        let mut covered = 0;
        for cluster in clusters(&text, policy) {
            prop_assert_eq!(cluster.range.start, covered);
            prop_assert!(!cluster.shown.chars().any(is_dangerous), "{:?}", cluster);
            covered = cluster.range.end;
        }
        prop_assert_eq!(covered, text.len());
    }
}

fn is_dangerous(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

#[test]
fn the_bare_segmenter_breaks_the_law_on_rows() {
    let text = "德国总理安格拉·默克尔说，温度为２５％～３０％。";
    let segmenter = LineSegmenter::new_dictionary(Default::default());
    let bare: Vec<usize> = segmenter.segment_str(text).filter(|&at| at > 0).collect();
    let cut_at = |breaks: &[usize]| {
        let at = breaks.iter().copied().take_while(|&at| text_width(&text[..at], WidthPolicy::NARROW) <= 14).last();
        [0..at.unwrap(), at.unwrap()..text.len()]
    };
    assert_eq!(forbidden_rows(text, &cut_at(&bare), &bare).len(), 1);
    let tailored = opportunities(text, Rules::default());
    assert_eq!(forbidden_rows(text, &cut_at(&tailored), &tailored).len(), 0);
}

#[test]
fn widths_agree_with_the_screen_library_for_every_character() {
    for base in '\0'..='\u{1FFFF}' {
        for text in [format!("{base}"), format!("{base}\u{FE0F}"), format!("{base}\u{301}"), format!("{base}ﾞ")] {
            for cluster in clusters(&text, WidthPolicy::NARROW).filter(|cluster| !cluster.shown.is_empty()) {
                let single = cluster.shown.graphemes(true).map(|shown| usize::from(shown.cell_width())).sum::<usize>();
                assert_eq!(cluster.width, single, "{text:?} shows {:?}", cluster.shown);
            }
        }
    }
}
