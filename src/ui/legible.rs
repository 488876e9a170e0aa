//! What holds of all themes that come with wenda: they are legible on every ground, in as many colours as a terminal has, and
//! their tags are told apart by colour-blind eyes.

#![allow(clippy::unwrap_used)]

use ratatui::style::{Color, Modifier};

use super::colour::{Depth, Rgb, SEEN, rgb_of};
use super::theme::{DEFAULTS, Display, Ground, Role, Theme};

/// Grounds that people have: black, two dark ones and Solarized's; white, Solarized's light one; and a grey.
const GROUNDS: [Ground; 9] = [
    Ground::Unknown,
    Ground::Dark,
    Ground::Light,
    Ground::Is(Rgb(0x1e, 0x1e, 0x1e)),
    Ground::Is(Rgb(0x28, 0x2a, 0x36)),
    Ground::Is(Rgb(0x00, 0x2b, 0x36)),
    Ground::Is(Rgb(0xfd, 0xf6, 0xe3)),
    Ground::Is(Rgb(0xff, 0xff, 0xdd)),
    Ground::Is(Rgb(0x80, 0x80, 0x80)),
];

const DEPTHS: [Depth; 3] = [Depth::Full, Depth::Indexed, Depth::Sixteen];

/// Each theme on each terminal.
fn each_drawn(mut look_at: impl FnMut(&str, Display, &Theme)) {
    for (name, text) in DEFAULTS {
        for (ground, depth) in GROUNDS.iter().flat_map(|ground| DEPTHS.map(|depth| (*ground, depth))) {
            let display = Display { ground, depth };
            look_at(name, display, &Theme::parse(text).unwrap().on(display));
        }
    }
}

/// What is read has a contrast of 4.5, a sign has 3, on whatever ground it is drawn, in as many colours as there are.
#[test]
fn everything_is_legible_on_every_ground_and_in_every_depth_of_colour() {
    each_drawn(|name, display, theme| {
        let own = theme.style(Role::Ground).bg.and_then(rgb_of);
        for (role, style) in &theme.styles {
            // the terminal's own text on the terminal's own ground is the terminal's to choose
            let text = style.fg.or(theme.style(Role::Ground).fg).and_then(rgb_of);
            let grounds = match (style.bg.and_then(rgb_of), own) {
                (Some(ground), _) | (None, Some(ground)) => vec![ground],
                (None, None) => display.ground.colours(),
            };
            assert!(
                text.is_some() || style.bg.is_none(),
                "{name} {role:?}: a ground of its own needs a text of its own"
            );
            for (text, ground) in text.into_iter().flat_map(|text| grounds.iter().map(move |ground| (text, *ground))) {
                let contrast = text.contrast(ground);
                let least = if name == "contrast" && display.depth == Depth::Full { 7.0 } else { role.contrast() };
                assert!(contrast >= least, "{name} on {display:?}: {role:?} has only {contrast:.2} ({style:?})");
            }
        }
    });
}

#[test]
fn what_has_a_ground_of_its_own_is_seen_on_every_ground_and_in_every_depth_of_colour() {
    each_drawn(|name, display, theme| {
        let own = theme.style(Role::Ground).bg.and_then(rgb_of);
        let page = own.map_or_else(|| display.ground.colours(), |ground| vec![ground]);
        for (role, style) in theme.styles.iter().filter(|(role, _)| **role != Role::Ground) {
            let Some(part) = style.bg.and_then(rgb_of) else { continue };
            let least = page.iter().map(|ground| part.contrast(*ground)).fold(f64::INFINITY, f64::min);
            assert!(least >= SEEN, "{name} on {display:?}: the ground of {role:?} has only {least:.2} ({style:?})");
        }
        let status = theme.style(Role::Status);
        let is_told_apart = status.bg.is_some() || status.add_modifier.contains(Modifier::REVERSED);
        assert!(is_told_apart, "{name} on {display:?}: the last row looks like text");
    });
}

#[test]
fn in_sixteen_colours_a_hit_has_a_hue_and_is_not_bold() {
    each_drawn(|name, display, theme| {
        for role in [Role::Hit, Role::CurrentHit] {
            let style = theme.style(role);
            let has_hue = style.bg.is_none_or(|ground| {
                !matches!(ground, Color::Black | Color::DarkGray | Color::Gray | Color::White | Color::Reset)
            });
            let is_bold = style.add_modifier.contains(Modifier::BOLD) && style.fg == Some(Color::Black);
            assert!(
                display.depth != Depth::Sixteen || has_hue && !is_bold,
                "{name} on {display:?}: {role:?} {style:?}"
            );
        }
    });
}

#[test]
fn no_more_colours_are_used_than_there_are() {
    each_drawn(|name, display, theme| {
        for colour in theme.styles.values().flat_map(|style| [style.fg, style.bg]).flatten() {
            let is_there = match (display.depth, colour) {
                (_, Color::Reset) | (Depth::Full, _) | (Depth::Indexed, Color::Indexed(16..)) => true,
                (Depth::Indexed, _) | (Depth::Sixteen, Color::Rgb(..) | Color::Indexed(_)) => false,
                (Depth::Sixteen, _) => true,
            };
            assert!(is_there, "{name} on {display:?}: {colour:?}");
        }
    });
}

/// How eyes without the pigment for red or for green see a colour (Machado, Oliveira and Fernandes 2009, severity 1), in
/// CIELAB.
fn seen(colour: Rgb, by: Option<[[f64; 3]; 3]>) -> [f64; 3] {
    let linear = [colour.0, colour.1, colour.2].map(|part| (f64::from(part) / 255.0).powf(2.2));
    let dot = |row: [f64; 3], of: [f64; 3]| (0..3).map(|at| row[at] * of[at]).sum::<f64>();
    let linear = by.map_or(linear, |rows| rows.map(|row| dot(row, linear).clamp(0.0, 1.0)));
    let xyz = [[0.4339, 0.3762, 0.1899], [0.2126, 0.7152, 0.0722], [0.0177, 0.1095, 0.8727]];
    let [x, y, z] = xyz
        .map(|row| dot(row, linear))
        .map(|part| if part > 0.008856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn the_colours_of_tags_differ_for_colour_blind_eyes() {
    const NO_RED: [[f64; 3]; 3] = [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]];
    const NO_GREEN: [[f64; 3]; 3] = [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]];
    for (name, text) in DEFAULTS {
        for ground in [Ground::Dark, Ground::Light] {
            let theme = Theme::parse(text).unwrap().on(Display { ground, depth: Depth::Full });
            let tags: Vec<Rgb> = Role::TAGS.iter().filter_map(|tag| rgb_of(theme.style(*tag).fg?)).collect();
            assert_eq!(tags.len(), 9, "{name} {ground:?}");
            for eyes in [None, Some(NO_RED), Some(NO_GREEN)] {
                for (one, other) in (0..9).flat_map(|one| (0..one).map(move |other| (one, other))) {
                    let pairs = seen(tags[one], eyes).into_iter().zip(seen(tags[other], eyes));
                    let difference = pairs.map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    assert!(
                        difference > 10.0,
                        "{name} {ground:?}: tags {} and {}: {difference:.1}",
                        one + 1,
                        other + 1
                    );
                }
            }
        }
    }
}
