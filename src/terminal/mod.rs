//! The terminal: takes it and gives it back, or reads and prints lines on it; turns what happens into inputs, runs the loop,
//! performs effects.

mod arrivals;
pub mod backend;
pub mod beginning;
pub mod clicks;
pub mod clipboard;
pub mod colours;
mod drawn;
mod editing;
mod editor;
pub mod errands;
pub mod event;
mod event_loop;
mod face;
mod gate;
mod handover;
pub mod incoming;
pub mod keeper;
mod leaving;
mod lines;
mod linked;
mod output;
mod pace;
mod paint;
mod partial;
pub mod probe;
mod reader;
pub mod run;
pub mod screen;
pub mod session;
pub mod source;
mod stage;
mod stopping;
pub mod survey;
pub mod watch;
mod whole;
pub mod widths;
