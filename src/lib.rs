//! wenda 问答: a terminal reader for transcripts of press conferences and interviews. A document is split into headline
//! sections, its questions and answers are found, and a person reads them in panes.
//!
//! # The screen, and where its parts live
//!
//! ```text
//!  Title                                                    file     ui::status
//!  Outline           │                                              ui::frames
//! ▾ A section        │   Q 2   Reporter, The Paper:                 app::lists     app::page  layout::flow
//!   1 who asks       │ ▌ What does this line say?                   app::panes     app::page::viewport
//! ▸ 2 who asks       │                                              ui::lists      ui::page
//!  Bookmarks 1 ──────┤   A     Name:
//!   Q2¶2 what was    │ ⚑ It says what was said, set in rows by      app::marks     layout::fill
//!        marked      │   the rules of its language.                                layout::kinsoku
//!  A section › Q 2/3 › Name                37%  ⚑1  ] next  ? help     ui::status    app::message
//! ```
//!
//! # Layers
//!
//! An arrow points down this table only; `tests/tidy.rs` holds that.
//!
//! | folder | what it is |
//! | --- | --- |
//! | [`cli`] | the commands: arguments in, data on stdout, exit codes; one file a command |
//! | [`terminal`] | takes the terminal and gives it back, waits for inputs, performs effects |
//! | [`linear`] | the other face, for who doesn't see a screen: lines in, lines out; knows of neither stream |
//! | [`ui`] | draws the state, changes nothing |
//! | [`app`] | the whole state and what changes it; no terminal, no disk, no clock |
//! | [`output`] | the one door for text that leaves the program outside the screen: data, messages, JSON |
//! | [`telling`] | what went wrong outside, in the reader's words |
//! | [`exchange`] | marks as Markdown, JSON, CSV, Org and Web Annotations, and back |
//! | [`storage`] | the only folder that opens what the person made: bookmarks, places, settings |
//! | [`reading`] | bytes → document; nothing but opening a file can fail |
//! | [`search`] | literal text in a document, folded, with the way back |
//! | [`layout`] | text → rows: clusters, widths, breaks, what may not begin or end a row |
//! | [`strings`] | the words on the screen, in three languages |
//! | [`input`] | actions, keys, and the keymap between them |
//! | [`document`] | the model: blocks, turns, places, anchors, bookmarks, references |
//!
//! # From a key to a redraw
//!
//! 1. [`terminal::event`] waits, without a tick, and turns what happened into one closed
//!    [`Input`](terminal::event::Input): key, paste, size, signal, the result of saving.
//! 2. [`App::press`](app::App::press) gives a key to the [layers](app::layers) that lie over the text, from the topmost down, and
//!    where all pass it on to the [keymap](input::keymap::Keymap::press): pending, matched or unbound.
//! 3. [`App::update`](app::App::update) changes the state and says what the world has to do, an
//!    [`Effect`](app::Effect). It is the only way in which a key changes anything, and does no I/O.
//! 4. The rows in view are laid out, by [`app::page::viewport`], if anything that they depend on has changed. They are rows of
//!    the blocks on the screen: no key costs more because the document is long.
//! 5. `terminal::whole` performs the effect. Saving runs on a thread, [`terminal::keeper`], and so does whatever else a disk
//!    is asked for, [`terminal::errands`]; what comes of it is an input.
//! 6. [`ui::draw`] draws the state, laid out for the area of the frame that is about to be drawn: there is no other size.
//!
//! One loop, `terminal::event_loop`, does this from the first moment of a document to the last. How far its reading has come
//! is a stage, `terminal::stage`, of which each is a type with what it alone has:
//!
//! ```text
//! Waiting ─ the time is over ─▸ Partial: a part is shown ─ the whole is there ─▸ Whole
//!    └────────────────── the whole is there ─────────────────────────────────────▴
//! ```
//!
//! A thread reads the document and opens what is kept of it; the whole is an input that moves the stage. Whatever needs it
//! waits in the stage before, and is taken first in the next, in its order. The terminal's answer about its widths is waited
//! for in the first stage, and so is the whole where lines are read. A file that has changed is read anew on such a thread,
//! too, and comes as an input of the last.
//!
//! However the loop ends (a key, a signal, an error, the terminal gone or taking nothing), there is one way out,
//! `terminal::leaving` and then the stage's own: what is being written is always with the thread that saves, and is kept, or
//! it is given back where no such thread is there yet; then the terminal is given back.
//!
//! # What is deliberately absent
//!
//! No network, no globals, no unsafe code. No row number is ever stored: a place is a byte of a block's text, and what is
//! kept on disk is anchored by quotation. Nothing of a document reaches the screen but through
//! [`layout::clusters`], nor standard output and standard error but through [`output`]; both show it in a harmless form,
//! by the table in [`document::controls`].

pub mod app;
pub mod cli;
pub mod document;
pub mod exchange;
pub mod input;
pub mod layout;
pub mod linear;
pub mod output;
pub mod reading;
pub mod search;
pub mod storage;
pub mod strings;
pub mod telling;
pub mod terminal;
pub mod ui;
