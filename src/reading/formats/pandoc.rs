//! Attributes that pandoc writes into Markdown, which are markup: `[a word]{.red}`, `# Heading {#heading .title}`.

use std::collections::HashSet;
use std::ops::Range;

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Line};

/// Fewer of them may be text.
const FEWEST: usize = 3;
/// The longest attributes, in bytes.
const LONGEST: usize = 4_096;
/// At most so many brackets are open at once.
const MAX_OPEN: usize = 64;

/// What is taken out, by the line of the draft that it stands in.
type Cut = (usize, usize, Range<usize>);

/// Takes attributes out of the drafts, with the brackets that they belong to.
pub(super) fn clean(drafts: &mut Vec<Draft>) {
    let may_have = |line: &Line| line.text().contains('{') || fences(line.text()).is_some();
    if !drafts.iter().flat_map(|draft| &draft.lines).any(may_have) {
        return;
    }
    let mut cuts = cuts(drafts);
    if cuts.iter().filter(|(_, _, range)| range.len() > 1).count() < FEWEST {
        return;
    }
    cuts.sort_by_key(|(draft, line, range)| (*draft, *line, range.start));
    for of_line in cuts.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
        let line = &mut drafts[of_line[0].0].lines[of_line[0].1];
        *line = without(std::mem::take(line), of_line);
    }
    drafts.iter_mut().for_each(|draft| draft.lines.retain(|line| !line.text().is_empty()));
    drafts.retain(|draft| draft.kind == BlockKind::Rule || !draft.lines.is_empty());
}

fn cuts(drafts: &[Draft]) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.kind != BlockKind::Preformatted) {
        for (number, text) in draft.lines.iter().map(Line::text).enumerate() {
            // Where attributes of brackets begin.
            let mut taken: HashSet<usize> = HashSet::new();
            for at in memchr::memchr2_iter(b'[', b']', text.as_bytes()) {
                if text[at..].starts_with('[') {
                    open.drain(..open.len().saturating_sub(MAX_OPEN));
                    open.push((index, number, at));
                    continue;
                }
                let opened = open.pop();
                if let (Some((draft, line, start)), length @ 1..) = (opened, attributes(&text[at + 1..])) {
                    cuts.push((draft, line, start..start + 1));
                    cuts.push((index, number, at..at + 1 + length));
                    taken.insert(at + 1);
                }
            }
            let is_free = |at: &usize| !taken.contains(at);
            let braces = memchr::memchr_iter(b'{', text.as_bytes());
            let bare = braces.filter(is_free).filter_map(|at| behind(text, at));
            cuts.extend(bare.chain(fences(text)).map(|range| (index, number, range)));
        }
    }
    cuts
}

/// Attributes behind a link or an image, or at the end of a heading, with the space before them.
fn behind(text: &str, at: usize) -> Option<Range<usize>> {
    let length = attributes(&text[at..]);
    (length > 0).then(|| text[..at].trim_end_matches(' ').len()..at + length)
}

/// The colons that open and close a division: `::: {.content}`, `:::`.
fn fences(text: &str) -> Option<Range<usize>> {
    const FENCE: &str = ":::";
    if text.starts_with(FENCE) {
        return Some(0..text.len() - text.trim_start_matches(':').len());
    }
    text.ends_with(FENCE).then(|| text.trim_end_matches(':').len()..text.len())
}

/// Bytes of the attributes that a text begins with: `{.red}`, `{#here style="…"}`.
fn attributes(text: &str) -> usize {
    let close = text.bytes().take(LONGEST).position(|byte| byte == b'}');
    let Some(inner) = text.strip_prefix('{').zip(close).map(|(inner, close)| &inner[..close - 1]) else { return 0 };
    let is_key =
        |key: &str| !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    let is_first = inner.starts_with(['#', '.']) || inner.split_once("=\"").is_some_and(|(key, _)| is_key(key));
    if is_first && inner.len() > 1 { inner.len() + 2 } else { 0 }
}

/// A line without some of its bytes, in order.
fn without<'a>(line: Line<'a>, cuts: &[Cut]) -> Line<'a> {
    let points: Vec<usize> = cuts.iter().flat_map(|(_, _, range)| [range.start, range.end]).collect();
    let kept = line.pieces(&points).into_iter().step_by(2);
    let whole = kept.reduce(|mut whole, piece| {
        whole.append("", piece);
        whole
    });
    whole.and_then(Line::trimmed).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(kind: BlockKind, text: &str) -> String {
        let filler =
            || Draft::new(BlockKind::Paragraph, Line::plain("[a]{.x} [b]{.x} [c]{.x}", 0..0).into_iter().collect());
        let mut drafts =
            vec![filler(), Draft::new(kind, text.lines().filter_map(|it| Line::plain(it, 0..0)).collect())];
        clean(&mut drafts);
        drafts.pop().map_or(String::new(), |draft| draft.lines.iter().map(Line::text).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn attributes_are_taken_out_with_their_brackets() {
        let check = |kind, text, expected: &str| assert_eq!(cleaned(kind, text), expected, "{text}");
        check(BlockKind::Heading(3), "[Why so?]{.s1 style=\"color: red;\"} {#why-so .p1}", "Why so?");
        check(BlockKind::Paragraph, "::: {.content}\nWords{.skip-link} stay\n:::", "Words stay");
        check(BlockKind::Paragraph, "[One line\nand another.]{.s1}", "One line\nand another.");
        check(BlockKind::Paragraph, "A set {1, 2} and a note [3] {here}", "A set {1, 2} and a note [3] {here}");
        check(BlockKind::Paragraph, "[outer [inner]{.i} text]{.o}", "outer inner text");
    }
}
