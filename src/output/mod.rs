//! The one door through which text leaves the program outside the screen: [`print()`] for data, on standard output; [`warn`]
//! and [`say`] for what is told, on standard error.
//!
//! The door knows of each stream whether it faces a terminal. There every character that acts instead of showing is made
//! harmless, by the table of the screen (`document::controls`); JSON by escapes, so that it stays the same JSON. A pipe
//! gets data as it is.
//!
//! Not here: what a terminal is sent while it is ours. That is `terminal`'s, whose text comes from [`crate::layout`].

mod data;
mod message;
mod talk;

pub use data::{Data, Unwritten, is_on_terminal, print};
pub(crate) use message::message;
pub use message::{Message, Value, one_line};
pub use talk::{hand_over, report_panics, say, warn};
