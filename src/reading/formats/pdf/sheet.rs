//! Sheets: the pages of a PDF as glyphs at their places, before anybody asks what belongs together.

/// What a glyph, a word or a line takes of its page, in points; `y` grows downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Frame {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

impl Frame {
    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    /// The frame that holds both.
    pub(crate) fn with(&self, other: &Frame) -> Frame {
        Frame {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The frame that holds all of them; `None` of nothing.
    pub(crate) fn around(frames: impl IntoIterator<Item = Frame>) -> Option<Frame> {
        frames.into_iter().reduce(|all, frame| all.with(&frame))
    }

    /// The frame on a page that is turned by a quarter, so that what ran down from the right edge runs from left to right.
    fn laid_down(&self, width: f32) -> Frame {
        Frame { left: self.top, top: width - self.right, right: self.bottom, bottom: width - self.left }
    }

    fn is_sound(&self) -> bool {
        let edges = [self.left, self.top, self.right, self.bottom];
        edges.iter().all(|edge| edge.is_finite() && edge.abs() < 1e6)
            && self.right >= self.left
            && self.bottom >= self.top
    }
}

/// How a glyph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Turn {
    Upright,
    /// By a quarter, to be read from top to bottom.
    Down,
    /// By a quarter, to be read from bottom to top.
    Up,
    /// Upside down, or aslant as a stamp across the page.
    Aslant,
}

/// A character at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) letter: char,
    pub(crate) frame: Frame,
    pub(crate) size: f32,
    pub(crate) is_strong: bool,
    pub(crate) is_emphatic: bool,
    pub(crate) turn: Turn,
}

/// A page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) glyphs: Vec<Glyph>,
}

impl Sheet {
    /// Drops what has no sound place, is printed twice to look strong, or lies off the page.
    pub(crate) fn clean(&mut self) {
        let (width, height) = (self.width.max(1.0), self.height.max(1.0));
        let is_on_page = |frame: &Frame| {
            frame.right > -width * 0.05
                && frame.left < width * 1.05
                && frame.bottom > -height * 0.05
                && frame.top < height * 1.05
        };
        self.glyphs.retain(|glyph| {
            glyph.frame.is_sound() && is_on_page(&glyph.frame) && glyph.size.is_finite() && glyph.size > 0.5
        });
        self.glyphs.sort_by(|a, b| {
            a.frame
                .top
                .total_cmp(&b.frame.top)
                .then(a.frame.left.total_cmp(&b.frame.left))
                .then(a.letter.cmp(&b.letter))
        });
        self.drop_doubles();
    }

    /// Drops glyphs that stand on another of the same letter; each is compared with the few that stand before it.
    fn drop_doubles(&mut self) {
        const LOOKED_AT: usize = 6;
        let mut kept: Vec<Glyph> = Vec::with_capacity(self.glyphs.len());
        for glyph in self.glyphs.drain(..) {
            let near = glyph.size * 0.15;
            let is_double = kept.iter().rev().take(LOOKED_AT).any(|other| {
                other.letter == glyph.letter
                    && (other.frame.left - glyph.frame.left).abs() < near
                    && (other.frame.top - glyph.frame.top).abs() < near
            });
            if !is_double {
                kept.push(glyph);
            }
        }
        self.glyphs = kept;
    }

    /// Lays the page on its side, so that columns that run from top to bottom, from right to left, are lines.
    pub(crate) fn laid_down(&self) -> Sheet {
        let glyphs = self.glyphs.iter().map(|glyph| Glyph { frame: glyph.frame.laid_down(self.width), ..*glyph });
        Sheet { width: self.height, height: self.width, glyphs: glyphs.collect() }
    }

    /// Turns the page so that what reads from bottom to top stands upright.
    pub(crate) fn turned_right(&self) -> Sheet {
        let turned = |frame: &Frame| Frame {
            left: self.height - frame.bottom,
            top: frame.left,
            right: self.height - frame.top,
            bottom: frame.right,
        };
        let glyphs = self.glyphs.iter().map(|glyph| Glyph { frame: turned(&glyph.frame), ..*glyph });
        Sheet { width: self.height, height: self.width, glyphs: glyphs.collect() }
    }

    /// Whether the text runs from top to bottom: the next ideograph is nearer below than to the right.
    pub(crate) fn is_vertical(&self) -> bool {
        const SAMPLE: usize = 400;
        let wide: Vec<&Glyph> = self
            .glyphs
            .iter()
            .filter(|glyph| glyph.turn == Turn::Upright && crate::reading::wrap::is_wide(glyph.letter))
            .collect();
        let step = (wide.len() / SAMPLE).max(1);
        let (mut n_below, mut n_beside) = (0, 0);
        for glyph in wide.iter().step_by(step) {
            let (mut below, mut beside) = (f32::MAX, f32::MAX);
            for other in &wide {
                let (right, down) = (other.frame.left - glyph.frame.left, other.frame.top - glyph.frame.top);
                let near = glyph.size * 0.2;
                if right.abs() < near && down > near {
                    below = below.min(down);
                } else if down.abs() < near && right > near {
                    beside = beside.min(right);
                }
            }
            n_below += usize::from(below < beside * 0.95 && below < glyph.size * 1.6);
            n_beside += usize::from(beside < below * 0.95 && beside < glyph.size * 1.6);
        }
        n_below > n_beside && n_below >= 8
    }
}
