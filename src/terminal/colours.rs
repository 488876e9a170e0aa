//! What the environment and the settings say of the terminal's colours: how many there are, and on which ground.

use serde::Deserialize;

use crate::ui::colour::Depth;
use crate::ui::theme::{Display, Ground};

/// What is set of the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroundSetting {
    /// The terminal is asked; until it answers, `COLORFGBG` counts.
    #[default]
    Auto,
    /// It is dark.
    Dark,
    /// It is light.
    Light,
}

/// What is set of the number of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum DepthSetting {
    /// As the environment says.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// 24 bits.
    #[serde(rename = "24-bit")]
    Full,
    /// 256.
    #[serde(rename = "256")]
    Indexed,
    /// 16.
    #[serde(rename = "16")]
    Sixteen,
}

/// What is known of the terminal's colours before it has been asked; `variable` gives a variable of the environment.
pub fn display(ground: GroundSetting, depth: DepthSetting, variable: impl Fn(&str) -> Option<String>) -> Display {
    let ground = match ground {
        GroundSetting::Dark => Ground::Dark,
        GroundSetting::Light => Ground::Light,
        GroundSetting::Auto => variable("COLORFGBG").map_or(Ground::Unknown, |said| ground_of(&said)),
    };
    let depth = match depth {
        DepthSetting::Full => Depth::Full,
        DepthSetting::Indexed => Depth::Indexed,
        DepthSetting::Sixteen => Depth::Sixteen,
        DepthSetting::Auto => depth_of(variable),
    };
    Display { ground, depth }
}

/// The ground that `COLORFGBG` tells, whose last part is its colour among the 16 (rxvt, Konsole and others set it).
fn ground_of(said: &str) -> Ground {
    match said.rsplit(';').next().and_then(|colour| colour.parse::<u8>().ok()) {
        Some(0..=6 | 8) => Ground::Dark,
        Some(7 | 9..=15) => Ground::Light,
        Some(16..) | None => Ground::Unknown,
    }
}

/// How many colours the environment tells of: `COLORTERM`, terminals known by variables of their own, and what `TERM` is
/// called by.
fn depth_of(variable: impl Fn(&str) -> Option<String>) -> Depth {
    const FULL: [&str; 4] = ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID"];
    let said = |name: &str| variable(name).unwrap_or_default();
    let term = said("TERM");
    // what lies between takes what its own TERM says, whatever stands around it
    let is_between = term.starts_with("screen") || term.starts_with("tmux") || term == "linux";
    let vte = said("VTE_VERSION").parse::<u32>().is_ok_and(|version| version >= 3600);
    let is_known = FULL.iter().any(|name| variable(name).is_some()) || vte;
    let is_said = ["truecolor", "24bit"].contains(&said("COLORTERM").as_str()) || term.ends_with("-direct");
    if is_said || is_known && !is_between {
        Depth::Full
    } else if term.contains("256color") || !is_between && said("TERM_PROGRAM") == "Apple_Terminal" {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// Whether a terminal has no colours at all, by its `TERM`: DEC's own and those described as monochrome.
pub fn is_monochrome(term: &str) -> bool {
    let dec = ["vt100", "vt102", "vt220", "vt320", "vt420"];
    dec.iter().any(|name| term.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
        || ["-m", "-mono"].iter().any(|end| term.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], ground: Ground, depth: Depth) {
        let of = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let found = display(GroundSetting::Auto, DepthSetting::Auto, of);
        assert_eq!(found, Display { ground, depth }, "{variables:?}");
    }

    #[test]
    fn the_environment_tells_ground_and_colours() {
        check(&[("TERM", "xterm-256color"), ("COLORFGBG", "15;0")], Ground::Dark, Depth::Indexed);
        check(&[("TERM", "xterm"), ("COLORFGBG", "0;default;15")], Ground::Light, Depth::Sixteen);
        check(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Ground::Unknown, Depth::Full);
        check(&[("TERM", "screen-256color"), ("VTE_VERSION", "7200")], Ground::Unknown, Depth::Indexed);
        check(&[("TERM", "linux"), ("COLORFGBG", "default;default")], Ground::Unknown, Depth::Sixteen);
        check(&[("TERM", "xterm-kitty"), ("KITTY_WINDOW_ID", "1")], Ground::Unknown, Depth::Full);
    }

    #[test]
    fn what_is_set_goes_before_it() {
        let light = |name: &str| (name == "COLORFGBG").then(|| "0;15".to_owned());
        let found = display(GroundSetting::Dark, DepthSetting::Sixteen, light);
        assert_eq!(found, Display { ground: Ground::Dark, depth: Depth::Sixteen });
    }

    #[test]
    fn terminals_without_colours_are_known() {
        for term in ["vt100", "vt220-w", "xterm-mono", "linux-m"] {
            assert!(is_monochrome(term), "{term}");
        }
        for term in ["xterm", "vt340", "vte-256color", "screen", "linux", "ansi", ""] {
            assert!(!is_monochrome(term), "{term}");
        }
    }
}
