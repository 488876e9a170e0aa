//! The face for who doesn't see a screen: a line is typed, and lines answer it. No frame, no cursor, no colour; what was said
//! stays where it was printed. This is its pure part: it reads no line and writes none.
//!
//! [`Linear::hear`] takes a line and does what it means, by the same [`App`] that the screen shows; [`Linear::say`] tells what
//! has changed since. How each action is answered stands in one table, `how`; each other file is a kind of answer.

#[cfg(test)]
mod examples;
mod export;
mod help;
mod how;
mod line;
mod lists;
mod pieces;
mod places;
mod prompts;
mod telling;

use std::collections::VecDeque;

use crate::app::layers::Layer;
use crate::app::message::{AboutMark, Message};
use crate::app::panes::Pane;
use crate::app::{App, Effect};
use crate::document::place::{Passage, Place};
use crate::input::action::{Action, Group};
use crate::input::key::Key;
use crate::ui::Look;
use how::{How, how};
use line::{Asked, Meant, Words};
use telling::Told;

/// Columns and rows that the state is laid out for: nothing of what is said depends on them.
pub const SIZE: (u16, u16) = (80, 24);

/// What has been said, and what is still to be said.
#[derive(Debug, Default)]
pub struct Linear {
    words: Words,
    /// What is still to be said.
    lines: Vec<String>,
    /// Further pieces of a long answer, for who goes on.
    later: VecDeque<Vec<String>>,
    /// How many entries of the list that has the focus were told, while who goes on hears the others.
    n_entries_told: Option<usize>,
    /// The piece of the text that was read last, and where the state stood then.
    said: Passage,
    place: Place,
    /// What of the state has been told.
    told: Told,
    heard: Heard,
    /// Whether choices were listed, so that a number is one of them.
    is_choosing: bool,
    /// The text that was copied last.
    copied: String,
    has_begun: bool,
    /// Whether something was closed that may leave nothing to be seen.
    has_closed: bool,
}

/// Blank lines of a file that are passed over at once.
const MOST_BLANKS: usize = 100;

/// What the last line has asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Heard {
    /// No line came, or all about it is said.
    #[default]
    Nothing,
    /// Something; what came of it is told.
    Command,
    /// To go somewhere: where that led is told even if it led nowhere else.
    Place,
    /// The same, and one sentence is read there.
    Sentence,
    /// A line of what is being written: how many there are is told.
    Writing,
}

impl Linear {
    /// Takes a line that was typed, and does what it means; what the world has to do comes back.
    pub fn hear(&mut self, app: &mut App, look: &Look, line: &str) -> Option<Effect> {
        // there are no pages here
        app.list_instead_of_page();
        if !self.has_begun {
            // a line that was there before anything was said comes after it
            self.lines = self.say(app, look);
        }
        // what was told is over; that a change is being saved is told once it is
        app.told.message.take_if(|message| !matches!(message, Message::Mark(AboutMark::Marked { .. })));
        self.told.message.clone_from(&app.told.message);
        self.heard = Heard::Command;
        if app.over.note.is_some() {
            return self.write(app, line);
        }
        if app.over.prompt.is_some() {
            return self.fill_in(app, look, line);
        }
        if let Some(answer) = answer(line).filter(|_| app.layers().contains(&Layer::Question)) {
            return app.press(answer);
        }
        let in_list = app.panes.focus != Pane::Text;
        let meant = self.words.meaning(line, app);
        if meant != Meant::GoOn {
            self.later.clear();
            self.n_entries_told = None;
        }
        match meant {
            Meant::GoOn => self.go_on(app, look),
            Meant::Do(asked) => self.perform(app, look, asked),
            Meant::Number(number) if in_list => self.enter(app, look, number),
            Meant::Number(number) => self.go_to(app, &number.to_string()),
            Meant::Percent(percent) => self.go_to(app, &self.block_at(app, percent)),
            // the palette knows times
            Meant::Place(place) => {
                let effect = self.perform(app, look, Asked::saying(Action::Command, place));
                self.heard = Heard::Place;
                effect
            }
            Meant::Export(named) => self.export(app, look, named),
            Meant::Unknown(text) => {
                let effect = app.act(Action::Command, None);
                effect.or_else(|| self.fill_in(app, look, &text))
            }
        }
    }

    /// Goes on: with what is left of an answer, to the entry of a list that was told last, or with the text.
    fn go_on(&mut self, app: &mut App, look: &Look) -> Option<Effect> {
        if let Some(piece) = self.later.pop_front() {
            self.lines.extend(piece);
            return None;
        }
        if app.panes.focus != Pane::Text {
            if self.tells_more_entries(app, look) {
                return None;
            }
            if self.told.is_entry {
                return self.perform(app, look, Asked::alone(Action::Follow));
            }
            app.panes.leave();
        }
        self.read(app, look, 1);
        None
    }

    /// Does an action, or what stands for it here.
    fn perform(&mut self, app: &mut App, look: &Look, asked: Asked) -> Option<Effect> {
        let Asked { action, number, .. } = asked;
        let times = number.unwrap_or(1).min(1000);
        if is_list(action) {
            // who asks for a list hears it, though it was told before
            self.told.list.0 = Pane::Text;
        }
        self.heard = if action.group() == Group::Jump || matches!(action, Action::Follow | Action::Top) {
            Heard::Place
        } else {
            Heard::Command
        };
        match how(action, app) {
            How::Done | How::Sentence if is_about_entry(action, app) && number.is_some() => {
                let is_chosen = self.choose(app, look, number.unwrap_or_default());
                if is_chosen { self.act(app, action, None) } else { None }
            }
            How::Done => self.act_with(app, look, asked),
            How::Sentence => {
                let effect = self.act_with(app, look, asked);
                self.heard = Heard::Sentence;
                effect
            }
            How::Instead(action) => self.act(app, action, number),
            How::Paragraphs(n) => {
                self.read(app, look, n.saturating_mul(isize::try_from(times).unwrap_or(1)));
                None
            }
            How::Last => self.go_to(app, &reference(pieces::last(&app.document))),
            How::Again => {
                self.tell_whereabouts(app, look);
                None
            }
            How::Help => {
                self.tell_in_pieces(help::pieces(app, look), &look.strings.aloud.more_help);
                None
            }
            How::Faults => {
                let faults = &app.settings.faults;
                let none = faults.is_empty().then(|| look.strings.faults.none.clone());
                self.lines.extend(faults.iter().cloned().chain(none));
                None
            }
            How::NotHere(why) => {
                self.lines.push(why(&look.strings.aloud).clone());
                None
            }
            How::Leave => {
                let effect = app.act(action, None);
                if effect == Some(Effect::Quit) {
                    self.lines.push(look.strings.aloud.goodbye.clone());
                }
                effect
            }
        }
    }

    /// Has the state do an action; what asks for a text is given it at once, if it was typed.
    fn act_with(&mut self, app: &mut App, look: &Look, asked: Asked) -> Option<Effect> {
        let effect = self.act(app, asked.action, asked.number);
        let Some(words) = asked.words.filter(|words| !words.is_empty()) else { return effect };
        if app.over.note.is_some() {
            self.write(app, &words);
            return self.write(app, prompts::SAVE);
        }
        if app.over.prompt.is_some() { self.fill_in(app, look, &words) } else { effect }
    }

    /// Has the state do an action. Whoever goes elsewhere in the text is in it from then on, and in no list.
    fn act(&mut self, app: &mut App, action: Action, number: Option<usize>) -> Option<Effect> {
        let before = app.viewport.place();
        let was_open = action == Action::Cancel && !app.layers().is_empty();
        let mut effect = app.act(action, number);
        if matches!(action, Action::RawDown | Action::RawUp) {
            // blank lines of the file say nothing
            for _ in 0..MOST_BLANKS {
                if !telling::is_at_blank_row(app) {
                    break;
                }
                effect = app.act(action, None);
            }
        }
        if let Some(Effect::Copy(text)) = &effect {
            self.copied = text.to_string();
        }
        if app.panes.focus != Pane::Text && app.viewport.place() != before {
            app.panes.leave();
        }
        if action == Action::Suspend {
            self.heard = Heard::Place;
        }
        self.has_closed = was_open;
        effect
    }

    /// Goes to a question's number or a reference.
    fn go_to(&mut self, app: &mut App, reference: &str) -> Option<Effect> {
        app.told.message = None;
        self.heard = Heard::Place;
        app.go_to(reference);
        None
    }

    /// The reference of the block at so many percent of the text.
    fn block_at(&self, app: &App, percent: usize) -> String {
        let all = app.document.text.len();
        reference(app.document.place_at(all / 100 * percent.min(100) + all % 100 * percent.min(100) / 100))
    }
}

/// Whether an action shows a list.
fn is_list(action: Action) -> bool {
    use Action::{AllBookmarks, Bookmarks, Corrections, Deleted, Documents, Outline, Recent};
    matches!(action, Outline | Bookmarks | AllBookmarks | Deleted | Corrections | Documents | Recent)
}

/// What a block of the document is called.
fn reference(place: Place) -> String {
    format!("¶{}", place.block + 1)
}

/// Whether an action is about an entry of the list that has the focus, so that a number with it is that entry's.
fn is_about_entry(action: Action, app: &App) -> bool {
    use Action::{Copy, CopyWithReference, Delete, Fold, Follow, Note, Tag, Undo, Unfold};
    let in_list = app.panes.focus != Pane::Text;
    in_list && matches!(action, Follow | Delete | Note | Tag | Undo | Copy | CopyWithReference | Fold | Unfold)
}

/// The answer to a question of yes or no: its key.
fn answer(line: &str) -> Option<Key> {
    let mut chars = line.trim().chars();
    let only = chars.next().filter(|_| chars.as_str().is_empty())?;
    [Key::char('y'), Key::char('n')].into_iter().find(|key| Key::char(only).as_command() == *key)
}
