//! The outline and the list pane: one entry a row, cut where the pane ends.

use ratatui::layout::Position;
use ratatui::style::Style;

use super::Look;
use super::cells::Canvas;
use super::page::certainty_sign;
use super::signs::Signs;
use super::theme::Role;
use crate::app::lists::{Entry, List, Target};
use crate::app::panes::{Area, Pane};
use crate::app::searching::NumberOfHits;
use crate::app::{App, Listing};
use crate::document::moment::clock;
use crate::input::action::Action;
use crate::layout::width::{text_width, truncate};
use crate::strings::put;

/// Draws a list into the inside of its pane; `none` is said where it is empty.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look, list: &List, pane: Pane, inner: Area, none: &str) {
    let in_focus = app.panes.focus == pane;
    if list.entries().is_empty() {
        let theme = look.theme(app);
        let text = truncate(
            none,
            usize::from(inner.width.saturating_sub(2)),
            Signs::of(canvas.policy).ellipsis,
            canvas.policy,
        );
        canvas.write((inner.x + 1, inner.y), inner.x + inner.width, &text, theme.style(Role::Aside));
        return;
    }
    let signs_width = list.entries().iter().skip(list.first()).take(usize::from(inner.height));
    let signs_width = signs_width.map(|entry| text_width(&sign_of(entry, look), canvas.policy)).max().unwrap_or(0);
    // the reader stands above all of them: at the title
    let first = list.entries().first().and_then(|entry| entry.target.place());
    let is_ahead =
        pane == Pane::Outline && list.chosen_index() == 0 && first.is_some_and(|first| first > app.viewport.place());
    for (row, entry) in list.entries().iter().enumerate().skip(list.first()).take(usize::from(inner.height)) {
        let y = inner.y + (row - list.first()) as u16;
        let chosen = row == list.chosen_index() && (in_focus || !is_ahead);
        let fold = fold_sign(app, entry, list.entries().get(row + 1), Signs::of(canvas.policy));
        draw_entry(canvas, app, look, entry, fold, Area { y, height: 1, ..inner }, signs_width, chosen, in_focus);
    }
}

/// Where the entry begins that is chosen, in the inside of the list's pane.
pub fn chosen_position(list: &List, inner: Area) -> Option<Position> {
    let row = list.chosen_index().checked_sub(list.first())?;
    (row < usize::from(inner.height)).then(|| Position { x: inner.x, y: inner.y + row as u16 })
}

/// The sign of a section that folds, open or folded; nothing where there is nothing inside.
fn fold_sign(app: &App, entry: &Entry, next: Option<&Entry>, signs: &Signs) -> Option<&'static str> {
    let Target::Section(place) = entry.target else { return None };
    if app.lists.folded.contains(&place.block) {
        return Some(signs.chosen);
    }
    next.is_some_and(|next| next.depth > entry.depth).then_some(signs.section)
}

#[allow(clippy::too_many_arguments, reason = "an entry's look depends on all of them, and only draw calls it")]
fn draw_entry(
    canvas: &mut Canvas<'_>,
    app: &App,
    look: &Look,
    entry: &Entry,
    fold: Option<&str>,
    area: Area,
    signs_width: usize,
    chosen: bool,
    in_focus: bool,
) {
    let signs = Signs::of(canvas.policy);
    let role = match (chosen, in_focus) {
        (true, true) => Role::ChosenInFocus,
        (true, false) => Role::Chosen,
        (false, _) => role_of(&entry.target),
    };
    let style = look.theme(app).style(role);
    if chosen && in_focus {
        canvas.clear(area, style);
    }
    let end = area.x + area.width;
    // The same sign as beside the row that is being read.
    let mark = if chosen { signs.reading } else { "" };
    let after = canvas.write((area.x, area.y), end, mark, style);
    canvas.write((after, area.y), end, fold.unwrap_or_default(), style);
    let is_title = matches!(entry.target, Target::Section(_) | Target::Nothing);
    let indent = entry.depth.min(4) as u16 * 2;
    let mut x = area.x + 2 + if is_title { indent } else { indent.saturating_sub(2) };
    if !is_title && signs_width > 0 {
        let sign = sign_of(entry, look);
        let pad = (signs_width - text_width(&sign, canvas.policy)) as u16;
        let sign_style = if chosen { style } else { style.patch(look.theme(app).style(Role::Bookmark)) };
        let at = if matches!(entry.target, Target::Turn(_)) { x + pad } else { x };
        canvas.write((at, area.y), end, &sign, sign_style);
        x += signs_width as u16 + 1;
    }
    let end =
        draw_time(canvas, entry, (x, end, area.y), if chosen && in_focus { style } else { aside_style(app, look) });
    let room = usize::from(end.saturating_sub(x));
    let said = said(entry, look);
    let for_said = if entry.words.is_empty() { room } else { room.saturating_sub(WORDS + 1).max(room / 2) };
    let at = canvas.write((x, area.y), end, &truncate(&said, for_said, signs.ellipsis, canvas.policy), style) + 1;
    if !entry.words.is_empty() && at < end {
        let aside = if chosen && in_focus { style } else { aside_style(app, look) };
        let words = truncate(&entry.words, usize::from(end - at), signs.ellipsis, canvas.policy);
        canvas.write((at, area.y), end, &words, aside);
    }
}

fn aside_style(app: &App, look: &Look) -> Style {
    look.theme(app).style(Role::Aside)
}

/// Draws when an entry was said at the end of its row, where that leaves room for who and what; gives where that room ends.
fn draw_time(canvas: &mut Canvas<'_>, entry: &Entry, (x, end, y): (u16, u16, u16), style: Style) -> u16 {
    /// Cells that who and what keep at least.
    const LEAST: u16 = 16;
    let Some(time) = entry.time.map(clock) else { return end };
    let cells = time.len() as u16 + 1;
    if end.saturating_sub(x) < LEAST + cells {
        return end;
    }
    canvas.write((end + 1 - cells, y), end, &time, style);
    end - cells
}

/// Cells that the first words of a turn have at least, where the entry has twice as many; the name of who says them gives way.
const WORDS: usize = 9;

/// The look of an entry that isn't chosen.
fn role_of(target: &Target) -> Role {
    match target {
        Target::Section(_) | Target::Nothing => Role::SectionEntry,
        Target::Bookmark(_, None) => Role::Aside,
        Target::Turn(_)
        | Target::Bookmark(_, Some(_))
        | Target::Deleted(..)
        | Target::Correction(..)
        | Target::Hit(_)
        | Target::Document(..) => Role::Entry,
    }
}

/// What stands before an entry: of a question its number as the text shows it (`问 2`), of a bookmark its reference.
fn sign_of(entry: &Entry, look: &Look) -> String {
    let is_number = matches!(entry.target, Target::Turn(_)) && !entry.sign.is_empty();
    let guess = certainty_sign(entry.certainty, look);
    if is_number { format!("{} {}{guess}", look.strings.words.question, entry.sign) } else { entry.sign.clone() }
}

/// What an entry says after its sign.
pub fn said(entry: &Entry, look: &Look) -> String {
    let words = &look.strings.words;
    match &entry.target {
        Target::Bookmark(_, None) => format!("[{}] {}", words.lost, entry.text),
        Target::Correction(_, None, verdict) => {
            format!("[{}] {} “{}”", words.lost, look.verdict(verdict), entry.text)
        }
        Target::Correction(_, Some(_), verdict) => format!("{} “{}”", look.verdict(verdict), entry.text),
        Target::Section(_)
        | Target::Turn(_)
        | Target::Bookmark(_, Some(_))
        | Target::Deleted(..)
        | Target::Hit(_)
        | Target::Document(..)
        | Target::Nothing => {
            // beside a number it stands there; as a part of what is quoted it would be read as the quotation's
            let is_told = matches!(entry.target, Target::Turn(_)) && !entry.sign.is_empty();
            let sign = if is_told { "" } else { certainty_sign(entry.certainty, look) };
            let space = if entry.words.is_empty() && !sign.is_empty() { " " } else { "" };
            format!("{}{space}{sign}", entry.text)
        }
    }
}

/// The title of the list pane: what it lists and how much of it, and what the filter leaves.
pub fn title(app: &App, look: &Look) -> String {
    let words = &look.strings.words;
    let n_shown = app.lists.list.n_marks();
    let (name, n_all) = match app.lists.listing {
        Listing::Bookmarks => (&words.bookmarks, Some(app.shelf.n_live())),
        Listing::Hits => (&words.hits, Some(app.searching.n_hits().n)),
        Listing::Documents => (&words.documents, None),
        Listing::Everything => (&words.everything, Some(n_shown)),
        Listing::Deleted => (&words.deleted, Some(n_shown)),
        Listing::Corrections => (&words.corrections, Some(n_shown)),
    };
    let count = match n_all {
        _ if app.is_partial => String::new(),
        Some(_) if app.lists.listing == Listing::Hits => format!(" {}", n_hits(app.searching.n_hits())),
        Some(n_all) if app.lists.filter.is_empty() || n_all == n_shown => format!(" {n_all}"),
        Some(n_all) => format!(" {n_shown}/{n_all}"),
        None => String::new(),
    };
    let filter = if app.lists.filter.is_empty() {
        String::new()
    } else {
        format!(" {} “{}”", words.filter, app.lists.filter)
    };
    format!("{name}{count}{filter}")
}

/// A number of hits; a sign says where there may be more.
pub fn n_hits(number: NumberOfHits) -> String {
    let NumberOfHits { n, or_more } = number;
    if or_more { format!("{n}+") } else { n.to_string() }
}

/// What is said where the list is empty.
pub fn nothing(app: &App, look: &Look) -> String {
    let words = &look.strings.words;
    let key = |action| app.keymap().keys_for(action).into_iter().next().unwrap_or_default();
    match app.lists.listing {
        _ if app.is_partial => String::new(),
        _ if !app.lists.filter.is_empty() => words.none_such.clone(),
        Listing::Bookmarks => put(&words.none_yet, &[("key", &key(Action::Mark))]),
        Listing::Hits => words.no_hits_yet.clone(),
        Listing::Documents => words.no_documents.clone(),
        Listing::Everything => words.nothing_marked.clone(),
        Listing::Deleted => words.none_deleted.clone(),
        Listing::Corrections => put(&words.none_corrected, &[("key", &key(Action::Command))]),
    }
}
