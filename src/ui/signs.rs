//! Our own signs and frames, in two sets: one for terminals that draw ambiguous characters narrow, and one of characters
//! that take one cell everywhere (East Asian width Neutral or Narrow) for those that draw them wide.

use crate::layout::width::WidthPolicy;

/// The signs of one set; each takes one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// Stands where a text was cut.
    pub ellipsis: &'static str,
    /// Before the row that is being read.
    pub reading: &'static str,
    /// Before a marked paragraph.
    pub bookmark: &'static str,
    /// Before a marked paragraph with a note.
    pub note: &'static str,
    /// Before the row at which new text begins after a page was turned.
    pub new_text: &'static str,
    /// Before a section in the outline.
    pub section: &'static str,
    /// Before the chosen entry.
    pub chosen: &'static str,
    /// Between section, question and speaker.
    pub inside: &'static str,
    /// Where text goes on beyond the left edge of its pane.
    pub more_left: &'static str,
    /// Where it goes on beyond the right edge.
    pub more_right: &'static str,
    /// A rule across the page.
    pub rule: &'static str,
    /// Frame pieces by their arms: bit 0 up, 1 down, 2 left, 3 right.
    pub frame: [&'static str; 16],
}

const NARROW: Signs = Signs {
    ellipsis: "…",
    reading: "▌",
    bookmark: "⚑",
    note: "✎",
    new_text: "╴",
    section: "▾",
    chosen: "▸",
    inside: "›",
    more_left: "‹",
    more_right: "›",
    rule: "─",
    frame: [" ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼"],
};

const ANYWHERE: Signs = Signs {
    ellipsis: "⋯",
    reading: "▐",
    bookmark: "⚑",
    note: "✎",
    new_text: "╌",
    section: "▾",
    chosen: "▸",
    inside: "›",
    more_left: "‹",
    more_right: "›",
    rule: "-",
    frame: [" ", "╎", "╎", "╎", "╌", "+", "+", "+", "╌", "+", "+", "+", "╌", "+", "+", "+"],
};

impl Signs {
    /// The signs for a terminal.
    pub fn of(policy: WidthPolicy) -> &'static Self {
        if policy.wide_symbols || policy.wide_boxes { &ANYWHERE } else { &NARROW }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::width::text_width;

    #[test]
    fn every_sign_takes_one_cell_on_its_terminal() {
        for policy in [WidthPolicy::NARROW, WidthPolicy::WIDE] {
            let signs = Signs::of(policy);
            let Signs {
                ellipsis,
                reading,
                bookmark,
                note,
                new_text,
                section,
                chosen,
                inside,
                more_left,
                more_right,
                rule,
                frame,
            } = *signs;
            let single =
                [ellipsis, reading, bookmark, note, new_text, section, chosen, inside, more_left, more_right, rule];
            for sign in single.iter().chain(&frame) {
                assert_eq!(text_width(sign, policy), 1, "{sign} {policy:?}");
            }
        }
    }
}
