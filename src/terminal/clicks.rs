//! Double and triple clicks: terminals tell of single ones only.

use std::time::{Duration, Instant};

use super::event::Input;
use crate::input::mouse::{Gesture, Mouse};

/// Clicks further apart do not belong together; what desktops take for a double click.
const TOGETHER: Duration = Duration::from_millis(450);

/// What is known of the clicks so far.
#[derive(Debug, Default)]
pub struct Clicks {
    /// When and where the last was, and which of its row.
    last: Option<(Instant, (u16, u16), u8)>,
}

impl Clicks {
    /// An input that came in `now`, its click counted: at most three belong together.
    pub fn count(&mut self, input: Input, now: Instant) -> Input {
        let Input::Mouse(mouse @ Mouse { gesture: Gesture::Press { .. }, x, y }) = input else { return input };
        let before = self.last.filter(|(then, at, _)| *at == (x, y) && now.duration_since(*then) < TOGETHER);
        let clicks = before.map_or(1, |(_, _, clicks)| clicks % 3 + 1);
        self.last = Some((now, (x, y), clicks));
        Input::Mouse(Mouse { gesture: Gesture::Press { clicks }, ..mouse })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_clicks_at_one_cell_belong_together() {
        let (mut clicks, start) = (Clicks::default(), Instant::now());
        for (after, x, expected) in
            [(0, 5, 1), (200, 5, 2), (400, 5, 3), (600, 5, 1), (700, 6, 1), (800, 6, 2), (1300, 6, 1)]
        {
            let press = Input::Mouse(Mouse { gesture: Gesture::Press { clicks: 1 }, x, y: 1 });
            let counted = clicks.count(press, start + Duration::from_millis(after));
            let Input::Mouse(Mouse { gesture: Gesture::Press { clicks }, .. }) = counted else { unreachable!() };
            assert_eq!(clicks, expected, "after {after} ms");
        }
    }
}
