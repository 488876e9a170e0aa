//! Names after what was said: `What was said.` / `— Ann Lee`, `> What was said.` / `> [name=Ann Lee]`, `What was said. (Ann)`,
//! where nearly each paragraph ends so, and names come back.

use std::collections::HashMap;
use std::ops::Range;

use super::names;
use super::shapes::Shape;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label, is_blank};
use crate::reading::lexicon::Lexicon;
use crate::reading::shares::{SOME, are_most, are_nearly_all};
use crate::reading::widths;
use crate::reading::wrap;

/// How names are set that stand after what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// On a line of their own, with a sign that no label before a speech has: `— Ann Lee`, `[name=Ann Lee]`.
    Signed,
    /// On a line of their own, in brackets or alone, as labels before speeches are set as well: `(Ann Lee)`, `Ann Lee`.
    Alone,
    /// At the end of the last line of what was said: `It is. (Ann Lee)`, `It is. — Ann Lee`.
    AtEnd,
}

/// The ways, those that say more first.
const WAYS: [Way; 3] = [Way::Signed, Way::Alone, Way::AtEnd];

/// A name after what was said.
struct Signature {
    draft: usize,
    /// Where it begins in the last line of the draft, with what sets it off, in bytes.
    at: usize,
    /// The bytes of the name, from there.
    name: Range<usize>,
    key: String,
}

/// Puts names that stand after what was said before it, as labels, and records it as a repair. Tells whether this document
/// names its speakers so.
pub(crate) fn bring_forward(drafts: &mut Vec<Draft>, lexicon: &Lexicon) -> bool {
    let ways = WAYS.into_iter().filter(|way| may_be_set(drafts, *way));
    let mut found = ways.map(|way| (way, signatures(drafts, way, lexicon)));
    let found = found.find(|(way, found)| are_names(found, *way, drafts));
    let Some((_, found)) = found else { return false };
    let mut found = found.into_iter().peekable();
    let mut moved: Vec<Draft> = Vec::with_capacity(drafts.len() + found.len());
    // Where what is said next begins.
    let (mut begin, mut is_begun) = (None, false);
    for (index, mut draft) in drafts.drain(..).enumerate() {
        let Some(signature) = found.next_if(|signature| signature.draft == index) else {
            // Before the first name stands what is said above it, and not all that leads to it.
            let is_far = found.peek().is_some_and(|next| next.draft > index + 1);
            let is_led_to = !is_begun && is_far && draft.kind == BlockKind::Paragraph;
            begin = if is_opening(&draft) || is_led_to { None } else { begin.or(Some(moved.len())) };
            moved.push(draft);
            continue;
        };
        let at = if signature.at > 0 && !is_begun {
            // What stands above the first paragraph that names who says it is a title.
            moved.len()
        } else if draft.lines.len() > 1 || signature.at > 0 {
            begin.unwrap_or(moved.len())
        } else {
            begin.unwrap_or(moved.len().saturating_sub(1))
        };
        let mut label = Draft { kind: BlockKind::Label, lifted: true, ..Draft::new(BlockKind::Label, Vec::new()) };
        if let Some(mut last) = draft.lines.pop() {
            label.lines.push(last.split_off(signature.at));
            draft.lines.extend(last.trimmed());
        }
        let length = label.first().len();
        label.set_label(Some(Label::new(Shape::Induced, signature.name, length)));
        if !draft.lines.is_empty() {
            moved.push(draft);
        }
        // What is said is a paragraph or two: this moves few.
        moved.insert(at, label);
        (begin, is_begun) = (Some(moved.len()), true);
    }
    *drafts = moved;
    true
}

/// Whether names may be set so: where they may as well be something else, one of the last paragraphs has one. In most documents
/// no other paragraph is looked at then.
fn may_be_set(drafts: &[Draft], way: Way) -> bool {
    /// Paragraphs at the end that are looked at.
    const LAST: usize = 3;
    let mut last = drafts.iter().rev().filter(|draft| draft.is_content()).take(LAST);
    way == Way::Signed || last.any(|draft| signature(draft.last(), way).is_some())
}

/// Whether nothing above a draft belongs to what is said below it.
fn is_opening(draft: &Draft) -> bool {
    !draft.is_content() || matches!(draft.kind, BlockKind::Heading(_))
}

/// The names that end drafts, or stand below them by themselves.
fn signatures(drafts: &[Draft], way: Way, lexicon: &Lexicon) -> Vec<Signature> {
    let mut found: Vec<Signature> = Vec::new();
    let mut is_said = false;
    for (index, draft) in drafts.iter().enumerate() {
        let is_text = matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation);
        let may_be = is_text && (draft.lines.len() > 1 || is_said || way == Way::AtEnd);
        let signed = if may_be { signature(draft.last(), way) } else { None };
        is_said = is_text && signed.is_none();
        let Some((at, name)) = signed else { continue };
        let printed = &draft.last()[at..][name.clone()];
        // Who took a picture stands after its caption.
        let is_credit =
            lexicon.credit_starts.start_of(printed).is_some() || lexicon.credit_ends.end_of(printed).is_some();
        if !names::is_never(printed, lexicon) && (way == Way::Signed || !is_credit) {
            found.push(Signature { draft: index, at, key: names::key(printed), name });
        }
    }
    found
}

/// Where in a line a name begins that says whose words the line ends, and the bytes of the name from there.
fn signature(text: &str, way: Way) -> Option<(usize, Range<usize>)> {
    match way {
        Way::Signed => signed(text).map(|name| (0, name)),
        Way::Alone => alone(text).map(|name| (0, name)),
        Way::AtEnd => {
            let is_opener: fn(char) -> bool = match text.ends_with([')', '）', ']', '］', '】']) {
                true => |it| matches!(it, '(' | '（' | '[' | '［' | '【'),
                false => |it| matches!(it, '—' | '–' | '―'),
            };
            // No name is longer.
            let mut near = text.char_indices().rev().take(names::MAX_NAME);
            let at = near.find(|(_, letter)| is_opener(*letter))?.0;
            let at = text[..at].trim_end_matches(['—', '–', '―']).trim_end_matches(is_blank).len();
            let ends = at > 0 && wrap::ends_sentence(&text[..at]);
            let rest = &text[at..];
            let n_blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            let name = signed(&rest[n_blanks..]).or_else(|| in_brackets(&rest[n_blanks..])).filter(|_| ends)?;
            Some((at + n_blanks, name))
        }
    }
}

/// The bytes of the name in a line that is nothing else: `— Ann Lee`, `[name=Ann Lee]`.
fn signed(text: &str) -> Option<Range<usize>> {
    let dashed = text.trim_start_matches(['—', '–', '―', '─']);
    let name = match text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => inner.split_once('=').filter(|(key, _)| key.chars().all(|it| it.is_ascii_alphabetic()))?.1,
        None => Some(dashed.trim_start_matches(is_blank)).filter(|_| dashed.len() < text.len())?,
    };
    named(text, name)
}

/// The bytes of the name in a line that is nothing else, in brackets or without.
fn alone(text: &str) -> Option<Range<usize>> {
    in_brackets(text).or_else(|| named(text, text))
}

/// `(Ann Lee)`, `（江榆）`
fn in_brackets(text: &str) -> Option<Range<usize>> {
    let inner = text.strip_prefix(['(', '（', '[', '［', '【'])?.strip_suffix([')', '）', ']', '］', '】'])?;
    named(text, inner)
}

/// Where a part of a text stands that is a name.
fn named(text: &str, name: &str) -> Option<Range<usize>> {
    let name = name.trim_matches(is_blank);
    // Most lines are too long to be one.
    if !wrap::takes_at_most(name, widths::PHRASE) || wrap::ends_sentence(name) || !names::is_name(name) {
        return None;
    }
    let start = text.rfind(name)?;
    Some(start..start + name.len())
}

/// Whether names after paragraphs are those of a talk: most come back and take turns, and hardly a paragraph is without.
fn are_names(found: &[Signature], way: Way, drafts: &[Draft]) -> bool {
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return false };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    found.iter().for_each(|signature| *counts.entry(&signature.key).or_default() += 1);
    let n_recurring: usize = counts.values().filter(|&&n| n > 1).sum();
    let n_changes = found.windows(2).filter(|pair| pair[0].key != pair[1].key).count();
    let texts = drafts[first.draft..=last.draft].iter().filter(|draft| !is_opening(draft));
    let is_said =
        |draft: &&Draft| draft.lines.len() > 1 || way == Way::AtEnd || signature(draft.first(), way).is_none();
    let n_texts = texts.filter(is_said).count();
    let stand_after = match way {
        Way::Signed => true,
        Way::Alone => stand_after(found, drafts) && counts.values().all(|&n| n > 1),
        Way::AtEnd => are_nearly_all(found.len(), n_texts),
    };
    found.len() >= SOME
        && counts.len() > 1
        && are_most(n_recurring, found.len())
        && n_changes * 2 >= found.len()
        && n_texts <= found.len() * 2
        && stand_after
}

/// Whether names that may as well be labels stand after what they name: something is said above the first of them and nothing
/// below the last, and each has its words.
fn stand_after(found: &[Signature], drafts: &[Draft]) -> bool {
    let has_own = |signature: &Signature| {
        let above = signature.draft.checked_sub(1).map(|above| &drafts[above]);
        drafts[signature.draft].lines.len() > 1 || above.is_some_and(|above| !is_opening(above))
    };
    let last = found.last().map_or(0, |last| last.draft);
    let is_last = drafts[last + 1..].iter().all(|draft| !draft.is_content());
    let n_apart =
        found.windows(2).filter(|pair| drafts[pair[1].draft].lines.len() > 1 || pair[0].draft + 1 < pair[1].draft);
    is_last && found.iter().all(has_own) && n_apart.count() + 1 == found.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::draft::Line;

    #[test]
    fn a_name_after_a_dash_or_in_brackets_signs() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(signed(text).map(|name| &text[name]), expected, "{text}");
        check("— Ann Lee", Some("Ann Lee"));
        check("——老董", Some("老董"));
        check("[name=江榆]", Some("江榆"));
        check("— I did not say so.", None);
        check("[1]", None);
        check("Ann Lee", None);
    }

    #[test]
    fn a_name_at_the_end_of_a_line_signs_what_is_a_sentence() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let found = signature(text, Way::AtEnd);
            assert_eq!(found.map(|(at, name)| (&text[..at], &text[at..][name])), expected, "{text}");
        };
        check("It is. (Ann Lee)", Some(("It is. ", "Ann Lee")));
        check("亮着。（老梁）", Some(("亮着。", "老梁")));
        check("It is. — Ann Lee", Some(("It is. ", "Ann Lee")));
        check("It is (as Ann said)", None);
        check("(Ann Lee)", None);
    }

    /// The names and first words of a text whose names stand after what is said; none where they don't.
    fn brought(text: &str) -> Vec<String> {
        let mut drafts: Vec<Draft> = Vec::new();
        for paragraph in text.split("\n\n") {
            let lines: Vec<Line> = paragraph.lines().filter_map(|line| Line::plain(line, 0..0)).collect();
            drafts.push(Draft::new(BlockKind::Paragraph, lines));
        }
        let is_so = bring_forward(&mut drafts, &Lexicon::default_words());
        let told = drafts.iter().map(|draft| draft.name().unwrap_or(draft.first()).to_owned());
        if is_so { told.collect() } else { Vec::new() }
    }

    #[test]
    fn names_stand_after_where_nothing_is_said_below_the_last() {
        let talk = "Was it lit?\n(Tom)\n\nIt was.\n(Ann)\n\nAnd then?\n(Tom)\n\nWe left.\n(Ann)";
        let expected = ["Tom", "Was it lit?", "Ann", "It was.", "Tom", "And then?", "Ann", "We left."];
        assert_eq!(brought(talk), expected);
        assert_eq!(brought(&talk.replace(['(', ')'], "")), expected);
        assert_eq!(brought(&talk.replace("\n(", " (")), expected);
        assert_eq!(brought(&talk.replace("\n(", "\n\n(")), expected);
        // Something is said below the last, or nothing above the first: they stand before.
        assert!(brought(&format!("{talk}\n\nFor the boats.")).is_empty());
        assert!(brought("(Tom)\nWas it lit?\n\n(Ann)\nIt was.\n\n(Tom)\nAnd then?\n\n(Ann)\nWe left.").is_empty());
    }
}
