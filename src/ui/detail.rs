//! The detail of the chosen entry, whole: over the lower part of the text while the list has the focus.

use super::Look;
use super::cells::Canvas;
use super::frames::Rule;
use super::signs::Signs;
use super::theme::{Role, Theme};
use crate::app::App;
use crate::app::lists::card::Card;
use crate::app::lists::{Entry, Target};
use crate::app::panes::{Area, Areas, Pane};
use crate::layout::fill::{Shape, fill};
use crate::layout::kinsoku::Rules;
use crate::layout::language::Language;
use crate::layout::width::{WidthPolicy, truncate};

/// Cells of the question that stands above what was said in answer to it.
const QUESTION_CELLS: usize = 120;

/// What is said about the chosen entry, and where.
pub struct Detail {
    /// The area that it takes, with the rule above it.
    pub area: Area,
    /// Reference and speaker.
    pub title: String,
    rows: Vec<(String, Role)>,
}

/// The detail of the mark that the list has chosen, if the list has the focus and there is room.
pub fn of(app: &App, look: &Look, areas: &Areas, policy: WidthPolicy) -> Option<Detail> {
    let entry = app.lists.list.chosen().filter(|_| app.panes.focus == Pane::List)?;
    let card = entry.card.as_deref()?;
    let over = if areas.text.is_empty() { areas.list } else { areas.text };
    // The list itself keeps at least its upper third where the detail lies over it.
    let room = over.height * 2 / 3;
    let width = usize::from(over.width.saturating_sub(4));
    if room < 4 || width < 8 {
        return None;
    }
    let rows = rows(entry, card, look, width, policy);
    let height = room.min(rows.len() as u16 + 1);
    let area = Area { y: over.y + over.height - height, height, ..over };
    Some(Detail { area, title: title(entry, card), rows })
}

impl Detail {
    /// The rule above it.
    pub fn rule(&self) -> Rule<'_> {
        Rule { area: Area { height: 1, ..self.area }, title: &self.title, in_focus: true }
    }

    /// Draws its inside.
    pub fn draw(&self, canvas: &mut Canvas<'_>, theme: &Theme) {
        canvas.clear(self.area, theme.style(Role::Ground));
        let inner = Area { x: self.area.x + 2, width: self.area.width.saturating_sub(4), ..self.area.below_title() };
        let n_shown = usize::from(inner.height);
        let ellipsis = Signs::of(canvas.policy).ellipsis;
        for (index, (text, role)) in self.rows.iter().take(n_shown).enumerate() {
            let is_cut = index + 1 == n_shown && self.rows.len() > n_shown;
            let cut = || truncate(text, usize::from(inner.width).saturating_sub(1), "", canvas.policy) + ellipsis;
            let text = if is_cut { cut() } else { text.clone() };
            canvas.write((inner.x, inner.y + index as u16), inner.x + inner.width, &text, theme.style(*role));
        }
    }
}

/// Reference and speaker.
fn title(entry: &Entry, card: &Card) -> String {
    [entry.sign.as_str(), card.speaker.as_deref().unwrap_or_default()].join(" ").trim().to_owned()
}

/// What there is to say, each part in rows of its own; the quotation, which may be long, last.
fn rows(entry: &Entry, card: &Card, look: &Look, width: usize, policy: WidthPolicy) -> Vec<(String, Role)> {
    let words = &look.strings.words;
    let day = card.time.get(..16).map(|time| time.replace('T', " "));
    let when = day.map(|day| {
        let what = if matches!(entry.target, Target::Deleted(..)) { &words.removed } else { &words.made };
        format!("{what} {day} UTC")
    });
    let tags = card.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
    let about = [tags].into_iter().chain(when).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
    let said = match &entry.target {
        Target::Correction(_, _, verdict) => Some(look.verdict(verdict)),
        Target::Bookmark(_, None) => Some(words.lost_passage.clone()),
        Target::Bookmark(_, Some(_))
        | Target::Section(_)
        | Target::Turn(_)
        | Target::Deleted(..)
        | Target::Hit(_)
        | Target::Document(..)
        | Target::Nothing => None,
    };
    let asked = |question: &String| {
        let question = truncate(question, QUESTION_CELLS, Signs::of(policy).ellipsis, policy);
        format!("{} {question}", words.answers)
    };
    let note = Some(&card.note).filter(|note| !note.is_empty());
    let parts = [
        (card.document.clone(), Role::Title),
        (said, Role::Key),
        (Some(about).filter(|about| !about.is_empty()), Role::Aside),
        (note.map(|note| format!("{} {note}", Signs::of(policy).note)), Role::Bookmark),
        (card.question.as_ref().map(asked), Role::Aside),
        (Some(format!("“{}”", card.quotation)), Role::Prose),
    ];
    let filled = parts.into_iter().filter_map(|(text, role)| Some((text?, role)));
    filled.flat_map(|(text, role)| wrapped(&text, width, policy).into_iter().map(move |row| (row, role))).collect()
}

/// The rows of a text of several lines.
pub(super) fn wrapped(text: &str, width: usize, policy: WidthPolicy) -> Vec<String> {
    let rows_of = |line: &str| {
        let language = Language::of(line, Language::default());
        let shape = Shape { width, rules: Rules::default().in_language(language), policy, ..Shape::default() };
        fill(line, &shape).into_iter().map(|row| line[row.range].trim_end().to_owned()).collect::<Vec<_>>()
    };
    text.lines().flat_map(rows_of).collect()
}
