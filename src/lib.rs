//! wenda: a terminal reader for transcripts of press conferences and interviews.

pub mod app;
pub mod cli;
pub mod document;
pub mod input;
pub mod layout;
pub mod reading;
pub mod search;
pub mod storage;
pub mod strings;
pub mod terminal;
pub mod ui;
