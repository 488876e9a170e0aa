//! What is known of this terminal's widths: remembered from the last time, and learnt by asking.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::layout::width::WidthPolicy;
use crate::storage::Folders;
use crate::storage::remembered::{self, Memory};
use crate::ui::colour::Rgb;

/// How to learn how wide the terminal draws ambiguous characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// The person said it.
    Never,
    /// It was asked before in this run of the program, whose reader has its ear on the terminal: rely on the memory.
    Remembered,
    /// Ask it; meanwhile rely on the memory.
    Ask,
}

/// The variables by which terminals and what lies between can be told apart.
const VARIABLES: [&str; 8] =
    ["TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "TMUX", "STY"];

/// Those of them whose value differs from window to window.
const PRESENCE_ONLY: [&str; 4] = ["KITTY_WINDOW_ID", "WT_SESSION", "TMUX", "STY"];

/// A name for this kind of terminal: what the environment says of it.
pub fn terminal_name() -> String {
    let said = VARIABLES.iter().filter_map(|name| Some((name, std::env::var(name).ok()?)));
    let parts: Vec<String> = said
        .map(|(name, value)| if PRESENCE_ONLY.contains(name) { (*name).to_owned() } else { format!("{name}={value}") })
        .collect();
    parts.join(" ")
}

/// What is remembered of this terminal. The disk is read once, and written to by a thread of its own: it may not answer.
#[derive(Debug)]
pub struct Widths {
    folders: Folders,
    terminal: String,
    /// What this terminal answered last.
    pub remembered: Option<WidthPolicy>,
    /// The colour of its ground, if it told it.
    pub ground: Option<Rgb>,
    /// Whether answers are still to come.
    pub awaited: bool,
    saving: Option<JoinHandle<()>>,
}

impl Widths {
    /// The memory in `folders`, for the terminal that this is.
    pub fn of(folders: Folders) -> Self {
        let terminal = terminal_name();
        let remembered = remembered::load(&folders, Memory::Terminals, &terminal).and_then(|answer| decode(&answer));
        Widths { folders, terminal, remembered, ground: None, awaited: false, saving: None }
    }

    /// Remembers what it answered. That this fails is no harm: it is asked again.
    pub fn remember(&mut self, policy: WidthPolicy) {
        if self.remembered.replace(policy) != Some(policy) {
            let (folders, terminal) = (self.folders.clone(), self.terminal.clone());
            self.saving = Some(thread::spawn(move || {
                drop(remembered::save(&folders, Memory::Terminals, &terminal, &encode(policy)));
            }));
        }
    }

    /// Waits until that is on the disk, but no longer than `patience`.
    pub fn finish(&self, patience: Duration) {
        /// How often it looks.
        const LOOK: Duration = Duration::from_millis(2);
        let until = Instant::now() + patience;
        while self.saving.as_ref().is_some_and(|saving| !saving.is_finished()) && Instant::now() < until {
            thread::sleep(LOOK);
        }
    }
}

/// The classes that the terminal draws wide, or in parts, by their names.
fn flags(policy: &mut WidthPolicy) -> [(&'static str, &mut bool); 6] {
    [
        ("quotes", &mut policy.wide_quotes),
        ("symbols", &mut policy.wide_symbols),
        ("boxes", &mut policy.wide_boxes),
        ("letters", &mut policy.wide_letters),
        ("split-zwj-sequences", &mut policy.split_zwj),
        ("split-presentation-sequences", &mut policy.split_presentation),
    ]
}

fn encode(mut policy: WidthPolicy) -> String {
    let names: Vec<&str> = flags(&mut policy).into_iter().filter(|(_, on)| **on).map(|(name, _)| name).collect();
    if names.is_empty() { "narrow".to_owned() } else { names.join(" ") }
}

fn decode(text: &str) -> Option<WidthPolicy> {
    let mut policy = WidthPolicy::NARROW;
    for word in text.split(' ').filter(|word| *word != "narrow") {
        *flags(&mut policy).into_iter().find(|(name, _)| *name == word)?.1 = true;
    }
    Some(policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_comes_back() {
        let quotes = WidthPolicy { wide_quotes: true, split_zwj: true, ..WidthPolicy::NARROW };
        let konsole = WidthPolicy { split_presentation: true, ..WidthPolicy::NARROW };
        for policy in [WidthPolicy::NARROW, WidthPolicy::WIDE, quotes, konsole] {
            assert_eq!(decode(&encode(policy)), Some(policy));
        }
    }

    /// An answer that was remembered under other names is asked for anew.
    #[test]
    fn what_another_version_remembered_is_not_believed() {
        assert_eq!(decode("quotes split-emoji"), None);
        assert_eq!(decode("of another version"), None);
    }
}
