//! How the styles of a theme are drawn on a terminal: in as many colours as it has, or in none.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

use super::colour::{Depth, SEEN, fitting, fitting_on_terminal, is_brightened, raised, rgb_of};
use super::roles::Role;
use super::styles::{Display, Paint, Styles, Written};

/// The styles in the colours of a terminal.
pub(super) fn drawn(written: &Styles, display: Display) -> BTreeMap<Role, Style> {
    let own = |style: Option<&Written>| match style?.ground? {
        Paint::Colour(colour) => Some(fitting(colour, &[], 0.0, display.depth)),
        Paint::Raised => None,
    };
    let own = own(written.get(&Role::Ground)).filter(|ground| *ground != Color::Reset);
    let grounds = own.and_then(rgb_of).map_or_else(|| display.ground.colours(), |ground| vec![ground]);
    let on_page = if own.is_some() { fitting } else { fitting_on_terminal };
    let style = |role: Role, written: &Written| {
        let ground = match written.ground {
            Some(Paint::Colour(colour)) if role == Role::Ground => Some(fitting(colour, &[], 0.0, display.depth)),
            Some(Paint::Colour(colour)) => match on_page(colour, &grounds, SEEN, display.depth) {
                Color::Reset if rgb_of(colour).is_some() => {
                    return Style::new().add_modifier(written.modifiers | Modifier::REVERSED);
                }
                ground => Some(ground),
            },
            Some(Paint::Raised) => match raised(&grounds, display.depth) {
                Some(raised) => Some(raised),
                // lest it read as one more row of the text
                None => return Style::new().add_modifier(written.modifiers | Modifier::REVERSED),
            },
            None => None,
        };
        let below = ground.and_then(rgb_of).map_or_else(|| grounds.clone(), |ground| vec![ground]);
        let text = match written.text {
            Some(Paint::Colour(colour)) if ground.is_none() => {
                Some(on_page(colour, &below, role.contrast(), display.depth))
            }
            Some(Paint::Colour(colour)) => Some(fitting(colour, &below, role.contrast(), display.depth)),
            Some(Paint::Raised) | None => None,
        };
        let style = Style { fg: text, bg: ground, ..Style::default() }.add_modifier(written.modifiers);
        // lest what lies below makes it bold: xterm and others draw bold text of these colours in another one
        let is_brightened = display.depth == Depth::Sixteen && text.is_some_and(is_brightened);
        if is_brightened { style.remove_modifier(Modifier::BOLD) } else { style }
    };
    let mut styles = written.iter().map(|(role, written)| (*role, style(*role, written))).collect();
    if display.depth == Depth::Sixteen {
        tell_hits_apart(&mut styles);
    }
    styles
}

/// Gives what is chosen, what was found and where one is of that another of the 16 colours each, where the nearest is taken.
fn tell_hits_apart(styles: &mut BTreeMap<Role, Style>) {
    let mut taken = Vec::new();
    for role in [Role::Selection, Role::Hit, Role::CurrentHit] {
        let Some(ground) = styles.get(&role).and_then(|style| style.bg) else { continue };
        let others = [Color::Cyan, Color::Yellow, Color::Green];
        // a grey is hardly seen beside the grey of a page
        let is_grey = matches!(ground, Color::Black | Color::DarkGray | Color::Gray | Color::White);
        let is_unseen = taken.contains(&ground) || is_grey && role != Role::Selection;
        let other = others.into_iter().find(|other| !taken.contains(other)).filter(|_| is_unseen);
        if let Some(other) = other {
            // bold black is grey on some terminals
            let plain = |style: Style| style.fg(Color::Black).bg(other).remove_modifier(Modifier::BOLD);
            styles.entry(role).and_modify(|style| *style = plain(*style));
        }
        taken.push(other.unwrap_or(ground));
    }
}

/// The styles without colours. What had a ground colour is reversed instead, but for what was found: reversal is the
/// selection's alone.
pub(super) fn without_colour(written: &Styles) -> BTreeMap<Role, Style> {
    let ground = written.get(&Role::Ground).and_then(|style| style.ground);
    let style = |written: &Written| {
        let has_own_ground = written.ground.is_some() && written.ground != ground;
        let reversal = if has_own_ground { Modifier::REVERSED } else { Modifier::empty() };
        Style::new().add_modifier(written.modifiers | reversal)
    };
    let parts = written.iter().filter(|(role, _)| **role != Role::Ground);
    let mut styles: BTreeMap<Role, Style> = parts.map(|(role, written)| (*role, style(written))).collect();
    let own = [
        (Role::Hit, Style::new().not_bold().italic().underlined()),
        (Role::CurrentHit, Style::new().bold().italic().underlined().reversed()),
        (Role::Selection, Style::new().reversed()),
    ];
    for (role, style) in own {
        styles.entry(role).and_modify(|it| *it = style);
    }
    styles
}
