//! What a person does with the mouse, independent of any terminal library.

/// One thing done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub gesture: Gesture,
    /// The column of the pointer, from 0.
    pub x: u16,
    /// The row of the pointer, from 0.
    pub y: u16,
}

/// What can be done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// The main button goes down, for the first, second or third time at the same cell in quick succession.
    Press {
        /// Which time, from 1.
        clicks: u8,
    },
    /// The pointer moves while it is down.
    Drag,
    /// The wheel turns towards the end of the text, or away from it.
    Wheel {
        /// Towards the end.
        down: bool,
    },
    /// The wheel is pushed to a side, or two fingers move there.
    Sideways {
        /// To the right.
        right: bool,
    },
}
