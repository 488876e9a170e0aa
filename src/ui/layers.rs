//! What lies over the text: emphasis, marks, hits and the selection, drawn over each other so that each is still seen.

use std::ops::Range;

use ratatui::style::{Modifier, Style};

use super::Look;
use super::theme::{Role, Theme};
use crate::app::App;
use crate::document::Document;
use crate::document::block::SpanStyle;
use crate::document::bookmark::Bookmark;
use crate::document::moment::clock_in;
use crate::document::place::Place;
use crate::layout::flow::{Row, RowRole};

/// The look of each byte of a row's block whose own look is `base`: from below, emphasis, marks, hits, the current hit,
/// the selection.
pub fn cell_style<'a>(app: &'a App, look: &'a Look, row: &'a Row, base: Role) -> impl Fn(usize) -> Style + 'a {
    let theme = look.theme(app);
    let len = app.document.block_text(row.block).len();
    let mut layers: Vec<(Range<usize>, Role)> = Vec::new();
    let mut add = |range: Range<usize>, role: Role| {
        if range.start < row.range.end && row.range.start < range.end {
            layers.push((range, role));
        }
    };
    for span in app.document.blocks[row.block].spans.iter().filter(|_| row.role != RowRole::Label) {
        add(span.range.clone(), role_of_span(&span.style));
    }
    let turn = app.document.turn_of(row.block).filter(|_| row.role == RowRole::Label);
    if turn.is_some_and(|turn| app.document.turns[turn].time.is_some()) {
        let label = &app.document.block_text(row.block)[..app.document.blocks[row.block].label.max(row.range.end)];
        clock_in(label).into_iter().for_each(|range| add(range, Role::Aside));
    }
    let moments = app.document.moments_in(row.block);
    moments.filter_map(|moment| app.document.printed_at(moment)).for_each(|clock| add(clock, Role::Aside));
    for place in parts_in(&app.document, row.block) {
        add(counting_word(app.document.block_text(row.block), place.byte), Role::SignQuestion);
    }
    for (mark, passage) in app.shelf.marks_in(row.block) {
        add(passage.within(row.block, len), Role::Marked);
        tag_role(app, mark).into_iter().for_each(|role| add(passage.within(row.block, len), role));
    }
    app.searching.hits_in(row.block).iter().for_each(|hit| add(hit.within(row.block, len), Role::Hit));
    if let Some(hit) = app.searching.current_hit() {
        add(hit.within(row.block, len), Role::CurrentHit);
    }
    if let Some(selection) = app.selecting.selection {
        add(selection.passage().within(row.block, len), Role::Selection);
    }
    move |byte| {
        let over: Vec<Role> = layers.iter().filter(|(range, _)| range.contains(&byte)).map(|(_, role)| *role).collect();
        layered(theme, base, &over)
    }
}

/// The places in a block where the parts of a question begin, but for its first words.
fn parts_in(document: &Document, block: usize) -> impl Iterator<Item = Place> {
    let turn = document.turn_of(block).map(|turn| &document.turns[turn]);
    let parts = turn.map_or(&[][..], |turn| turn.parts.as_slice());
    parts.iter().skip(1).copied().filter(move |part| part.block == block)
}

/// The word that counts at `start`: `第二个问题`, `Second`, up to a mark, or its first characters.
fn counting_word(text: &str, start: usize) -> Range<usize> {
    /// Cells enough for `第二个问题` and `Secondly`.
    const CHARACTERS: usize = 8;
    let rest = &text[start.min(text.len())..];
    let mark = |(at, c): (usize, char)| (!c.is_alphanumeric()).then_some(at);
    let end = rest.char_indices().take(CHARACTERS).find_map(mark);
    let longest = rest.char_indices().nth(3).map_or(rest.len(), |(at, _)| at);
    start..start + end.unwrap_or(longest)
}

/// Looks laid over each other, the lowest first. A hit that is selected is the hit reversed: the selection's own colours
/// would hide it.
fn layered(theme: &Theme, base: Role, over: &[Role]) -> Style {
    let found = over.iter().any(|role| matches!(role, Role::Hit | Role::CurrentHit));
    over.iter().fold(theme.style(base), |style, role| {
        let reverses = found && *role == Role::Selection;
        if reverses { style.add_modifier(Modifier::REVERSED) } else { style.patch(theme.style(*role)) }
    })
}

fn role_of_span(style: &SpanStyle) -> Role {
    match style {
        SpanStyle::Strong => Role::Strong,
        SpanStyle::Emphasis => Role::Emphasis,
        SpanStyle::Code => Role::Code,
        SpanStyle::Link(_) => Role::Link,
    }
}

/// The look of a mark's tag: of the first that has a number, else of the first.
pub fn tag_role(app: &App, mark: &Bookmark) -> Option<Role> {
    let first = mark.tags.first()?;
    // The same name has the same colour, in every document and on every device.
    let by_name = || first.bytes().map(usize::from).sum();
    Some(Role::of_tag(numbered_tag(app, mark).unwrap_or_else(by_name)))
}

/// The index of a mark's tag among those that the digits give.
pub fn numbered_tag(app: &App, mark: &Bookmark) -> Option<usize> {
    app.settings.tags.iter().position(|tag| mark.tags.contains(tag))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::colour::Depth;
    use super::super::theme::{DEFAULTS, Display, Ground};
    use super::*;

    #[test]
    fn marks_hits_and_the_selection_are_told_apart_even_over_each_other_and_without_colours() {
        use Role::{Answer, Aside, CurrentHit, Hit, Marked, Prose, Question, Selection};
        let combinations: [&[Role]; 9] = [
            &[],
            &[Marked],
            &[Hit],
            &[Hit, CurrentHit],
            &[Selection],
            &[Marked, Hit],
            &[Marked, Selection],
            &[Hit, Selection],
            &[Marked, Hit, Selection],
        ];
        for (name, text) in DEFAULTS {
            let coloured = Theme::parse(text).unwrap();
            let on = |ground, depth| (coloured.clone().on(Display { ground, depth }), "coloured");
            let plain = (coloured.clone().without_colour(), "plain");
            let depths = [Depth::Full, Depth::Indexed, Depth::Sixteen];
            let displays = depths.into_iter().flat_map(|depth| [on(Ground::Dark, depth), on(Ground::Light, depth)]);
            for (theme, kind) in [plain, (coloured.clone(), "coloured")].into_iter().chain(displays) {
                for base in [Prose, Question, Answer, Aside] {
                    let looks = combinations.map(|over| layered(&theme, base, over));
                    for (one, other) in (0..looks.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
                        // Marked words that are found are underlined in either case; the margin's sign tells.
                        let same = [combinations[one], combinations[other]].map(|over| over.contains(&Hit));
                        let by_mark = combinations[one].contains(&Marked) != combinations[other].contains(&Marked);
                        if kind == "plain" && same == [true, true] && by_mark {
                            continue;
                        }
                        let what = (combinations[one], combinations[other]);
                        assert_ne!(looks[one], looks[other], "{name} {kind} {base:?}: {what:?}");
                    }
                }
            }
        }
    }
}
