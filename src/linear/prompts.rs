//! What is asked of the person: a line to search for, a choice among several, a note.

use super::{Heard, Linear, places};
use crate::app::layers::note::Subject;
use crate::app::layers::prompt::PromptKind;
use crate::app::menu::choices::Meaning;
use crate::app::menu::command::is_place;
use crate::app::{App, Effect};
use crate::input::key::{Key, KeyCode};
use crate::strings::put;
use crate::ui::Look;

/// The lines that end a note: one is kept, one is given up, and one takes the last line away.
pub(super) const SAVE: &str = ".";
const ABANDON: &str = "!";
const TAKE_BACK: &str = "-";

/// Choices that are told at once.
const AT_ONCE: usize = 10;

impl Linear {
    /// Takes a line of the note.
    pub(super) fn write(&mut self, app: &mut App, line: &str) -> Option<Effect> {
        let ctrl = |c| Key { ctrl: true, ..Key::char(c) };
        let folded: String = line.trim().chars().map(sign).collect();
        match folded.as_str() {
            SAVE => return app.press(Key::plain(KeyCode::Esc)),
            ABANDON => return app.press(ctrl('c')),
            TAKE_BACK => {
                app.press(ctrl('u'));
                if app.over.note.as_ref().is_some_and(|note| !note.text().is_empty()) {
                    app.press(Key::plain(KeyCode::Backspace));
                }
                self.heard = Heard::Writing;
                return None;
            }
            _ => {}
        }
        self.heard = Heard::Writing;
        let is_first = app.over.note.as_ref().is_some_and(|note| note.text().is_empty());
        app.paste(&if is_first { line.to_owned() } else { format!("\n{line}") });
        None
    }

    /// Takes what was typed where a line was asked for. An empty one gives up, but for a search, where it is the last one.
    pub(super) fn fill_in(&mut self, app: &mut App, look: &Look, line: &str) -> Option<Effect> {
        let kind = app.over.prompt.as_ref()?.kind;
        let typed = line.trim();
        if std::mem::take(&mut self.is_choosing) {
            let number = digits(typed).filter(|number| (1..=app.choices().len()).contains(number));
            if let Some(number) = number {
                return self.choose_nth(app, number);
            }
            app.press(Key { ctrl: true, ..Key::char('u') });
        }
        let is_filter = kind == PromptKind::Filter;
        if typed == "\u{1b}" || typed.is_empty() && kind != PromptKind::Search && !is_filter {
            app.press(Key::plain(KeyCode::Esc));
            self.lines.push(look.strings.aloud.dropped.clone());
            return None;
        }
        if let (PromptKind::Tag, [digit @ b'1'..=b'9']) = (kind, typed.as_bytes()) {
            return app.press(Key::char(char::from(*digit)));
        }
        app.paste(typed);
        let choices = app.choices();
        let n_choices = choices.len();
        let is_word = matches!(choices.first().map(|choice| &choice.means), Some(Meaning::Typed(_)));
        match kind {
            // a word that hands know is done at once, whatever else is called so
            PromptKind::Command if is_word => {}
            PromptKind::Command if n_choices == 0 && !is_place(typed) => {
                app.press(Key::plain(KeyCode::Esc));
                self.lines.push(put(&look.strings.aloud.unknown, &[("text", &places::spoken(typed))]));
                return None;
            }
            PromptKind::Command | PromptKind::Question if n_choices > usize::from(kind == PromptKind::Question) => {
                self.is_choosing = true;
                self.told.prompt = None;
                return None;
            }
            PromptKind::Command | PromptKind::Question => self.heard = Heard::Place,
            PromptKind::Search => self.heard = Heard::Sentence,
            PromptKind::Speaker | PromptKind::Tag | PromptKind::Filter => {}
        }
        self.accept(app)
    }

    fn accept(&mut self, app: &mut App) -> Option<Effect> {
        let effect = app.press(Key::plain(KeyCode::Enter));
        while app.is_at_work() {
            app.work();
        }
        effect
    }

    /// Takes the choice of this number.
    fn choose_nth(&mut self, app: &mut App, number: usize) -> Option<Effect> {
        // up to the first, wherever the choice is, and down from there
        (0..app.choices().len()).for_each(|_| drop(app.press(Key::plain(KeyCode::Up))));
        (1..number).for_each(|_| drop(app.press(Key::plain(KeyCode::Down))));
        self.heard = Heard::Place;
        self.accept(app)
    }

    /// Asks for what is to be typed, once.
    pub(super) fn tell_prompt(&mut self, app: &App, look: &Look, heard: Heard) {
        let writes = app.over.note.is_some();
        if let Some(note) = app.over.note.as_ref().filter(|_| !self.told.note) {
            let aloud = &look.strings.aloud;
            self.lines.push(put(&aloud.ask_note, &[("reference", &called(app, look, note.subject()))]));
            let written = note.text().lines().map(|line| put(&aloud.note_so_far, &[("text", line)]));
            self.lines.extend(written);
        }
        let n_lines = app.over.note.as_ref().map_or(0, |note| note.text().lines().count());
        if self.told.note && heard == Heard::Writing {
            self.lines.push(put(&look.strings.aloud.note_lines, &[("n", &n_lines.to_string())]));
        }
        self.told.note = writes;
        let kind = app.over.prompt.as_ref().map(|prompt| prompt.kind);
        if self.told.prompt == kind {
            return;
        }
        self.told.prompt = kind;
        let Some(prompt) = &app.over.prompt else { return };
        if self.is_choosing {
            return self.tell_choices(app, look);
        }
        let aloud = &look.strings.aloud;
        let sentence = match prompt.kind {
            PromptKind::Search => &aloud.ask_search,
            PromptKind::Command => &aloud.ask_command,
            PromptKind::Speaker => &aloud.ask_speaker,
            PromptKind::Tag => &aloud.ask_tag,
            PromptKind::Filter => &aloud.ask_filter,
            PromptKind::Question => &aloud.ask_question,
        };
        let reference = prompt.about.as_ref().map(|about| called(app, look, about)).unwrap_or_default();
        self.lines.push(put(sentence, &[("reference", &reference)]));
        if matches!(prompt.kind, PromptKind::Tag | PromptKind::Speaker) {
            let known: Vec<String> =
                app.choices().into_iter().map(|choice| format!("{} {}", choice.sign, choice.text)).collect();
            let known = places::spoken(&known.join(&aloud.joint));
            self.lines
                .extend(Some(known).filter(|known| !known.is_empty()).map(|it| put(&aloud.known, &[("text", &it)])));
        }
    }

    /// Tells what can be chosen, by numbers.
    fn tell_choices(&mut self, app: &App, look: &Look) {
        let aloud = &look.strings.aloud;
        let choices = app.choices();
        let line = |(index, choice): (usize, &crate::app::menu::choices::Choice)| {
            let text = format!("{} {}", choice.sign, choice.text);
            let begun: String = places::spoken(&text).chars().take(100).collect();
            format!("{}. {begun}", index + 1)
        };
        self.lines.extend(choices.iter().enumerate().take(AT_ONCE).map(line));
        let left = choices.len().saturating_sub(AT_ONCE);
        self.lines.extend((left > 0).then(|| format!("… {left}")));
        self.lines.push(aloud.choose.clone());
    }
}

/// What a note or a tag is on, as a person calls it, and its first words.
fn called(app: &App, look: &Look, subject: &Subject) -> String {
    /// Characters of it.
    const WORDS: usize = 16;
    let (reference, words) = app.called(subject);
    let begun: String = words.chars().take(WORDS).collect();
    let rest = if begun.len() < words.len() { "…" } else { "" };
    let quoted = put(&look.strings.words.on_passage, &[("reference", &reference), ("text", &(begun + rest))]);
    places::spoken(&quoted)
}

/// The ASCII form of a sign that an input method gives.
fn sign(c: char) -> char {
    match c {
        '。' | '．' => '.',
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A number in digits of either width.
fn digits(typed: &str) -> Option<usize> {
    let digits: Option<String> = typed.chars().map(|c| Key::char(c).digit().map(|digit| digit.to_string())).collect();
    digits?.parse().ok()
}
