//! The text as it came, in the lower half of the text pane.

use super::Look;
use super::cells::Canvas;
use super::theme::Role;
use crate::app::App;
use crate::app::page::text_area;
use crate::app::panes::Area;
use crate::app::raw;

/// Draws the raw text under the read one, with a rule between; what repairs touched is marked.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look) {
    let areas = app.panes.areas();
    let whole = text_area(&areas, false);
    let upper = text_area(&areas, true);
    let y = upper.y + upper.height;
    let area = Area { y, height: (whole.y + whole.height).saturating_sub(y), ..whole };
    if area.height < 2 || area.width < 8 {
        return;
    }
    let theme = look.theme(app);
    let signs = super::signs::Signs::of(canvas.policy);
    let rule = signs.rule.repeat(usize::from(area.width));
    let end = area.x + area.width;
    canvas.write((area.x, area.y), end, &rule, theme.style(Role::Frame));
    let title = format!(" {} ", look.strings.words.raw);
    canvas.write((area.x + 2, area.y), end, &title, theme.style(Role::PaneTitle));
    let width = usize::from(area.width.saturating_sub(3));
    for (index, row) in raw::rows(&app.document, &app.viewport, width, usize::from(area.height - 1)).iter().enumerate()
    {
        let y = area.y + 1 + index as u16;
        let role = if row.repaired { Role::Repaired } else { Role::Aside };
        if row.repaired {
            canvas.write((area.x, y), end, signs.chosen, theme.style(Role::Repaired));
        }
        let text = app.document.source.text.get(row.range.clone()).unwrap_or_default();
        canvas.write((area.x + 2, y), end, text.trim_end(), theme.style(role));
    }
}
