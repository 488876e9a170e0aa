//! Said: what is said in a debate, put into drafts as its elements begin and end.

use std::ops::Range;

use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::{Draft, Line};
use crate::reading::wrap;

/// What the text that is being read belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Into {
    #[default]
    Block,
    Heading,
    Voice,
    VoiceBefore,
    Note,
}

/// Drafts on the way.
#[derive(Debug, Default)]
pub(super) struct Said {
    drafts: Vec<Draft<'static>>,
    into: Into,
    text: String,
    start: usize,
    /// What stands between the text and what comes next.
    has_space: bool,
    has_break: bool,
    /// No space stands before what comes next, or in a word.
    is_joined: bool,
    is_in_word: bool,
    depth: u8,
    /// How many speeches are open, one within the other; the innermost speaks.
    n_speeches: usize,
    /// Who speaks, since when, and whether he has been named.
    voice: String,
    time: Option<u64>,
    named: Option<String>,
    printed_before: Option<String>,
    /// Whether something was said since the last heading.
    was_spoken: bool,
    pub(super) has_voices: bool,
}

impl Said {
    pub(super) fn begin_section(&mut self, at: usize) {
        self.end_block(at);
        self.depth = self.depth.saturating_add(1);
    }

    pub(super) fn end_section(&mut self, at: usize) {
        self.end_block(at);
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn begin_heading(&mut self, at: usize) {
        self.end_block(at);
        self.into = Into::Heading;
    }

    pub(super) fn begin_paragraph(&mut self, at: usize) {
        // A note of several paragraphs is one.
        if self.into == Into::Block {
            self.end_block(at);
        }
    }

    pub(super) fn begin_speech(&mut self, voice: Option<String>, time: Option<u64>, at: usize) {
        self.end_block(at);
        self.n_speeches += 1;
        if let Some(voice) = voice.filter(|voice| !voice.is_empty()) {
            self.voice = voice;
            self.time = time;
            self.has_voices = true;
        }
        self.time = time.or(self.time);
    }

    /// Whether somebody is speaking.
    pub(super) fn is_spoken(&self) -> bool {
        self.n_speeches > 0
    }

    /// The name that was printed above the speech.
    pub(super) fn printed_before(&mut self) -> Option<String> {
        self.printed_before.take()
    }

    pub(super) fn end_speech(&mut self, at: usize) {
        self.end_block(at);
        self.n_speeches = self.n_speeches.saturating_sub(1);
    }

    pub(super) fn begin_voice(&mut self, is_before: bool, at: usize) {
        self.end_block(at);
        self.into = if is_before { Into::VoiceBefore } else { Into::Voice };
    }

    pub(super) fn end_voice(&mut self, at: usize) {
        let (into, text) = (self.into, std::mem::take(&mut self.text));
        let name = text.trim().trim_end_matches([':', '：', '—', '–', '-', ' ']).to_owned();
        if into == Into::VoiceBefore {
            self.printed_before = Some(name).filter(|name| !name.is_empty());
        } else if !name.is_empty() {
            self.voice = name;
            self.has_voices = true;
        }
        self.end_block(at);
    }

    pub(super) fn begin_note(&mut self, at: usize) {
        // Within what is said a note stands where it was made.
        if self.text.is_empty() {
            self.into = Into::Note;
            self.start = at;
        } else if self.into == Into::Block {
            self.has_space = true;
            self.text.push_str(" [");
            self.is_joined = true;
        }
    }

    pub(super) fn end_note(&mut self, at: usize) {
        if self.into == Into::Note {
            return self.end_block(at);
        }
        if self.into == Into::Block && !self.text.is_empty() {
            match self.text.strip_suffix(" [").map(str::len) {
                Some(length) => self.text.truncate(length),
                None => self.text.push(']'),
            }
            self.is_joined = false;
            self.has_space = true;
        }
    }

    pub(super) fn begin_word(&mut self, join: Option<&str>) {
        self.has_space |= !matches!(join, Some("left" | "both"));
        self.is_in_word = true;
    }

    pub(super) fn begin_mark(&mut self, join: Option<&str>) {
        // A mark stands at the word before unless it is said that it doesn't.
        self.is_joined |= !matches!(join, Some("right" | "no"));
        self.is_in_word = true;
        self.has_space |= join == Some("right");
    }

    pub(super) fn end_word(&mut self) {
        self.is_in_word = false;
    }

    /// Adds text, in which white space is one space, or nothing between ideographs.
    pub(super) fn text(&mut self, text: &str, source: Range<usize>) {
        let has_break = text.contains('\n');
        for (number, word) in text.split_whitespace().enumerate() {
            let before = number > 0 || text.starts_with(char::is_whitespace);
            if (before || self.has_space) && !self.is_joined && !self.text.is_empty() {
                let joint = if self.has_break || has_break { wrap::joint(&self.text, word) } else { " " };
                self.text.push_str(joint);
            }
            if self.text.is_empty() && self.into != Into::Note {
                self.start = source.start;
            }
            self.text.push_str(word);
            (self.has_space, self.has_break, self.is_joined) = (false, false, false);
        }
        if text.ends_with(char::is_whitespace) {
            self.has_space = true;
            self.has_break |= has_break;
        }
    }

    /// What was read so far is a block.
    pub(super) fn end_block(&mut self, at: usize) {
        let text = std::mem::take(&mut self.text);
        let into = std::mem::take(&mut self.into);
        (self.has_space, self.has_break, self.is_joined) = (false, false, false);
        let source = self.start.min(at)..at;
        let Some(line) = Line::composed(text, source.clone()).trimmed() else { return };
        let is_said = self.n_speeches > 0;
        match into {
            Into::Heading => {
                self.named = None;
                self.was_spoken = false;
                let level = (self.depth + 1).clamp(1, 6);
                self.drafts.push(Draft::new(BlockKind::Heading(level), vec![line]));
            }
            Into::Block if is_said => {
                let is_new = self.named.as_ref() != Some(&self.voice);
                let voice =
                    Line::voiced(&self.voice, "", source).filter(|_| is_new).map(|line| line.said_at(self.time));
                self.named = Some(self.voice.clone());
                self.was_spoken = true;
                let lines: Vec<Line> = voice.into_iter().chain([line.said_at(self.time)]).collect();
                self.drafts.push(Draft::new(BlockKind::Paragraph, lines));
            }
            Into::Block if !self.was_spoken => self.drafts.push(Draft::new(BlockKind::Paragraph, vec![line])),
            // Nobody says it, though somebody has spoken before.
            Into::Block | Into::Note | Into::Voice | Into::VoiceBefore => {
                self.drafts.push(Draft::new(BlockKind::Aside(AsideKind::Note), vec![line]));
            }
        }
    }

    /// The drafts, when the text has ended.
    pub(super) fn ended(mut self, at: usize) -> Vec<Draft<'static>> {
        self.end_block(at);
        self.drafts
    }
}
