//! The harmless form of a cluster: what of a document may reach the terminal.
//!
//! Nothing here can move the cursor, change a mode, or reorder the row. What carries meaning becomes visible (control
//! pictures, a dotted circle under a combining mark that has no base); what carries none is left out.

use std::borrow::Cow;

use super::clusters::clusters;
use super::width::{WidthPolicy, narrow_cells};
use crate::document::controls::{Nature, nature, picture};

/// The pictures of the control characters of ASCII, DEL the last, and the bytes of each.
const PICTURES: &str = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␡";
const PICTURE: usize = "␀".len();
/// What all control characters beyond ASCII are shown as.
const PICTURE_OF_C1: &str = "␦";

const TEXT_TO_EMOJI: char = '\u{FE0F}';
const JOINER: char = '\u{200D}';
const BLACK_FLAG: char = '\u{1F3F4}';

/// What is drawn for `cluster`, which is no tab and no line end; empty where nothing is. With the cells that it takes on a
/// terminal that draws ambiguous characters narrow.
pub(super) fn harmless(cluster: &str, policy: WidthPolicy) -> (Cow<'_, str>, usize) {
    if let [byte @ (..=0x1F | 0x7F)] = *cluster.as_bytes() {
        let at = usize::from(byte.min(0x20)) * PICTURE;
        return (Cow::Borrowed(&PICTURES[at..at + PICTURE]), 1);
    }
    if let [0xC2, 0x80..=0x9F] = cluster.as_bytes() {
        return (Cow::Borrowed(PICTURE_OF_C1), 1);
    }
    let kept: Cow<'_, str> = if cluster.chars().all(|c| replacement(c) == Some(c) && !is_emoji_glue(c)) {
        Cow::Borrowed(cluster)
    } else {
        Cow::Owned(filtered(cluster, policy))
    };
    let cells = narrow_cells(&kept);
    if kept.is_empty() || cells > 0 {
        return (kept, cells);
    }
    let carried = with_base(&kept);
    let cells = narrow_cells(&carried);
    (Cow::Owned(carried), cells)
}

/// A line as a terminal may get it outside the screen, where nothing is laid out in rows. Tabs stay; what would end the
/// line is shown as a picture.
pub fn harmless_line(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for cluster in clusters(line, WidthPolicy::NARROW) {
        let text = &line[cluster.range];
        match text {
            "\t" => shown.push('\t'),
            _ if cluster.shown.is_empty() => shown.extend(text.chars().filter_map(picture)),
            _ => shown.push_str(&cluster.shown),
        }
    }
    shown
}

/// A curly quote with the half cell of white that it has in print, where it stands against an ideograph (UAX #11:
/// ambiguous quotation marks resolve to wide when they enclose and are adjacent to a wide character).
pub(super) fn full_quote(cluster: &str, before: Option<char>, after: Option<char>) -> Option<&'static str> {
    let wide = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && narrow_cells(c.encode_utf8(&mut [0; 4])) == 2);
    match cluster {
        "“" if wide(after) => Some(" “"),
        "‘" if wide(after) => Some(" ‘"),
        "”" if wide(before) => Some("” "),
        "’" if wide(before) => Some("’ "),
        _ => None,
    }
}

/// The characters of `cluster` that are shown. Joiners and presentation selectors stay inside emoji, tags behind the
/// black flag, and nowhere else. Of emoji sequences that the terminal does not draw as one sign, the parts are left.
fn filtered(cluster: &str, policy: WidthPolicy) -> String {
    let mut shown = String::with_capacity(cluster.len());
    // a selector within a joined sequence belongs to how the whole is written, whatever becomes of one by itself
    let splits_selected = policy.split_presentation && (policy.split_zwj || !cluster.contains(JOINER));
    let mut chars = cluster.chars().peekable();
    while let Some(c) = chars.next() {
        let last = shown.chars().next_back();
        let kept = match c {
            TEXT_TO_EMOJI if splits_selected && last.is_some() => None,
            JOINER | '\u{1F3FB}'..='\u{1F3FF}' if policy.split_zwj && last.is_some() => None,
            TEXT_TO_EMOJI => last.filter(|&base| selects_emoji(base)).map(|_| c),
            JOINER => chars.peek().filter(|next| last.is_some_and(is_emoji_part) && is_emoji_part(**next)).map(|_| c),
            '\u{E0020}'..='\u{E007F}' if shown.starts_with(BLACK_FLAG) => Some(c),
            _ => replacement(c),
        };
        shown.extend(kept);
    }
    shown
}

/// What a character shows as by itself; `None` where it shows as nothing.
fn replacement(c: char) -> Option<char> {
    // the fillers of Hangul take the cells of a letter
    match c {
        '\u{3164}' => return Some('\u{3000}'),
        '\u{FFA0}' => return Some(' '),
        _ => {}
    }
    match nature(c) {
        Nature::Control => picture(c),
        Nature::Direction | Nature::Invisible => None,
        Nature::Seen => Some(c),
    }
}

/// What ties the parts of an emoji sequence together or changes their look.
fn is_emoji_glue(c: char) -> bool {
    matches!(c, JOINER | TEXT_TO_EMOJI | '\u{1F3FB}'..='\u{1F3FF}')
}

fn is_emoji_part(c: char) -> bool {
    c == TEXT_TO_EMOJI || matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether a presentation selector behind `base` makes an emoji of a text character.
fn selects_emoji(base: char) -> bool {
    narrow_cells(&String::from_iter([base, TEXT_TO_EMOJI])) > narrow_cells(base.encode_utf8(&mut [0; 4]))
}

/// A mark or jamo that has lost its base, on a stand-in that carries it.
fn with_base(marks: &str) -> String {
    let bases = match marks.chars().next() {
        Some('\u{1160}'..='\u{11A7}') => "\u{115F}",
        Some('\u{11A8}'..='\u{11FF}') => "\u{115F}\u{1160}",
        _ => "◌",
    };
    let carried = format!("{bases}{marks}");
    if narrow_cells(&carried) > 0 { carried } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::super::clusters::clusters;
    use super::super::width::text_width;
    use super::*;

    /// One cluster, shown as `expected` in `width` cells.
    #[track_caller]
    fn check(cluster: &str, expected: &str, width: usize) {
        let found: Vec<_> = clusters(cluster, WidthPolicy::NARROW).collect();
        assert_eq!(found.len(), 1, "{cluster:?} is one cluster: {found:?}");
        assert_eq!((&*found[0].shown, found[0].width), (expected, width), "{cluster:?}");
    }

    #[track_caller]
    fn check_wide(text: &str, width: usize) {
        assert_eq!(text_width(text, WidthPolicy::WIDE), width, "{text:?}");
    }

    #[test]
    fn control_characters_become_pictures() {
        check("\u{1b}", "␛", 1);
        check("\0", "␀", 1);
        check("\u{7f}", "␡", 1);
        check("\u{9b}", "␦", 1);
        check("\r\n", "", 0);
    }

    #[test]
    fn what_shows_nothing_takes_no_cell() {
        for c in "\u{AD}\u{200B}\u{2060}\u{FEFF}\u{200E}\u{202E}\u{2066}\u{FE0F}\u{E0041}\u{34F}\u{2028}".chars() {
            check(&c.to_string(), "", 0);
        }
        check("“\u{FE01}", "“", 1);
        check("葛\u{E0100}", "葛", 2);
        check("a\u{200D}", "a", 1);
        check("\u{3164}", "\u{3000}", 2);
    }

    #[test]
    fn marks_stay_on_their_base_and_get_one_if_they_have_none() {
        check("a\u{30C}", "a\u{30C}", 1);
        check("か\u{3099}", "か\u{3099}", 2);
        check("一\u{302A}", "一\u{302A}", 2);
        check("\u{301}", "◌\u{301}", 1);
    }

    #[test]
    fn jamo_that_belong_together_are_one_cluster() {
        check("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2);
        check("\u{1161}", "\u{115F}\u{1161}", 2);
        check("\u{11AB}", "\u{115F}\u{1160}\u{11AB}", 2);
    }

    #[test]
    fn half_width_kana_take_a_second_cell_for_their_voicing_mark() {
        check("ｶ", "ｶ", 1);
        check("ｶﾞ", "ｶﾞ", 2);
        check("ﾊﾟ", "ﾊﾟ", 2);
    }

    #[test]
    fn emoji_sequences_and_flags_are_one_sign() {
        for emoji in
            ["❤\u{FE0F}", "1\u{FE0F}\u{20E3}", "👍🏽", "👨\u{200D}👩\u{200D}👧", "🇨🇳", "⌛", "👁\u{FE0F}\u{200D}🗨\u{FE0F}"]
        {
            check(emoji, emoji, 2);
        }
        check("⌛\u{FE0E}", "⌛", 2);
        check("🇨", "🇨", 1);
        check("\u{1F3F4}\u{E0067}\u{E007F}", "\u{1F3F4}\u{E0067}\u{E007F}", 2);
    }

    #[test]
    fn emoji_sequences_are_split_for_terminals_that_split_them() {
        let policy = WidthPolicy::NARROW.with_split_emoji();
        assert_eq!(harmless("👨\u{200D}👩\u{200D}👧", policy).0, "👨👩👧");
        assert_eq!(harmless("👍🏽", policy).0, "👍");
        assert_eq!(harmless("❤\u{FE0F}", policy).0, "❤");
        assert_eq!(text_width("👨\u{200D}👩❤\u{FE0F}", policy), 5);
    }

    /// Konsole joins emoji, but keeps a text character to its one cell.
    #[test]
    fn joined_and_selected_emoji_are_split_each_by_its_flag() {
        let joins = WidthPolicy { split_presentation: true, ..WidthPolicy::NARROW };
        assert_eq!(harmless("❤\u{FE0F}", joins).0, "❤");
        assert_eq!(harmless("👨\u{200D}👩", joins).0, "👨\u{200D}👩");
        assert_eq!(harmless("🏳\u{FE0F}\u{200D}🌈", joins).0, "🏳\u{FE0F}\u{200D}🌈");
        assert_eq!(text_width("👨\u{200D}👩❤\u{FE0F}👍🏽", joins), 5);
        let selects = WidthPolicy { split_zwj: true, ..WidthPolicy::NARROW };
        assert_eq!(harmless("❤\u{FE0F}", selects).0, "❤\u{FE0F}");
        assert_eq!(harmless("🏳\u{FE0F}\u{200D}🌈", selects).0, "🏳\u{FE0F}🌈");
        assert_eq!(text_width("👨\u{200D}👩❤\u{FE0F}👍🏽", selects), 8);
    }

    #[test]
    fn ambiguous_characters_follow_the_policy() {
        check_wide("“中”—…①α┌é", 18);
        check_wide("e\u{301}\u{FFFD}ab", 5);
        check("\u{FFFD}", "\u{FFFD}", 1);
        let quotes = WidthPolicy { wide_quotes: true, ..WidthPolicy::NARROW };
        assert_eq!(text_width("“①│é”", quotes), 7);
    }

    #[test]
    fn quotes_beside_ideographs_can_have_two_cells() {
        let policy = WidthPolicy { full_quotes: true, ..WidthPolicy::NARROW };
        let shown: String = clusters("“中文”‘a’ don’t", policy).map(|each| each.shown).collect();
        assert_eq!(shown, " “中文” ‘a’ don’t");
        assert_eq!(text_width("“中文”‘a’", policy), 11);
    }
}
