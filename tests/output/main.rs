//! Text that leaves the program outside the screen, and on it: hostile names, titles, settings and records through every
//! command on a terminal, and standard streams that can't be written.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod commands;
mod desk;
#[path = "../emulator/mod.rs"]
mod emulator;
mod panics;
mod pipes;
mod scan;
mod screen;
mod strings;
mod unwritable;
