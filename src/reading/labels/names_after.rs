//! Names after what was said: `What was said.` / `— Ann Lee`, `> What was said.` / `> [name=Ann Lee]`, where nearly each
//! paragraph ends so, and names come back.

use std::collections::HashMap;
use std::ops::Range;

use super::names;
use super::shapes::Shape;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label, is_blank};
use crate::reading::lexicon::Lexicon;
use crate::reading::shares::{SOME, are_most};
use crate::reading::widths;
use crate::reading::wrap;

/// A name after what was said.
struct Signature {
    draft: usize,
    /// Its bytes in the last line of the draft.
    name: Range<usize>,
    key: String,
}

/// Puts names that stand after what was said before it, as labels, and records it as a repair. Tells whether this document
/// names its speakers so.
pub(crate) fn bring_forward(drafts: &mut Vec<Draft>, lexicon: &Lexicon) -> bool {
    let found = signatures(drafts, lexicon);
    if !are_names(&found, drafts) {
        return false;
    }
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
        let at = if draft.lines.len() > 1 {
            begin.unwrap_or(moved.len())
        } else {
            begin.unwrap_or(moved.len().saturating_sub(1))
        };
        let mut label = Draft { kind: BlockKind::Label, lifted: true, ..Draft::new(BlockKind::Label, Vec::new()) };
        label.lines.extend(draft.lines.pop());
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

/// Whether nothing above a draft belongs to what is said below it.
fn is_opening(draft: &Draft) -> bool {
    !draft.is_content() || matches!(draft.kind, BlockKind::Heading(_))
}

/// The names that end drafts, or stand below them by themselves.
fn signatures(drafts: &[Draft], lexicon: &Lexicon) -> Vec<Signature> {
    let mut found: Vec<Signature> = Vec::new();
    let mut is_said = false;
    for (index, draft) in drafts.iter().enumerate() {
        let is_text = matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation);
        let name = signed(draft.last()).filter(|_| is_text && (draft.lines.len() > 1 || is_said));
        is_said = is_text && name.is_none();
        let Some(name) = name else { continue };
        let printed = &draft.last()[name.clone()];
        if !names::is_never(printed, lexicon) {
            found.push(Signature { draft: index, key: names::key(printed), name });
        }
    }
    found
}

/// The bytes of the name in a line that is nothing else: `— Ann Lee`, `[name=Ann Lee]`.
fn signed(text: &str) -> Option<Range<usize>> {
    let dashed = text.trim_start_matches(['—', '–', '―', '─']);
    let name = match text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => inner.split_once('=').filter(|(key, _)| key.chars().all(|it| it.is_ascii_alphabetic()))?.1,
        None => Some(dashed.trim_start_matches(is_blank)).filter(|_| dashed.len() < text.len())?,
    };
    let name = name.trim_matches(is_blank);
    let is_name = names::is_name(name) && wrap::takes_at_most(name, widths::PHRASE) && !wrap::ends_sentence(name);
    let start = text.rfind(name)?;
    is_name.then_some(start..start + name.len())
}

/// Whether names after paragraphs are those of a talk: most come back and take turns, and hardly a paragraph is without.
fn are_names(found: &[Signature], drafts: &[Draft]) -> bool {
    let (Some(first), Some(last)) = (found.first(), found.last()) else { return false };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    found.iter().for_each(|signature| *counts.entry(&signature.key).or_default() += 1);
    let n_recurring: usize = counts.values().filter(|&&n| n > 1).sum();
    let n_changes = found.windows(2).filter(|pair| pair[0].key != pair[1].key).count();
    let texts = drafts[first.draft..=last.draft].iter().filter(|draft| !is_opening(draft));
    let n_texts = texts.filter(|draft| draft.lines.len() > 1 || signed(draft.first()).is_none()).count();
    found.len() >= SOME
        && counts.len() > 1
        && are_most(n_recurring, found.len())
        && n_changes * 2 >= found.len()
        && n_texts <= found.len() * 2
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
