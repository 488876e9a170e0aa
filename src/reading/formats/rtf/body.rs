//! The text of RTF, token by token.

use encoding_rs as rs;

use super::destinations::{self, Destination, Ends};
use super::encodings::{self, Charset};
use super::paragraphs::{self, Paragraph};
use super::tables::{Fonts, Styles};
use super::tokens::{Token, Tokens};
use crate::reading::formats::flow::{Flow, Look, equation, symbols};

/// Groups within each other; deeper ones are only counted.
const MAX_DEPTH: usize = 2_000;
/// What is collected outside of the text is no longer, in bytes.
const MAX_COLLECTED: usize = 4_096;

/// Control words that change how text looks. No others may part the bytes of a character.
const LOOKS: [&[u8]; 6] = [b"b", b"i", b"v", b"webhidden", b"deleted", b"plain"];

/// What holds within a group.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    destination: Destination,
    ends: Ends,
    look: Look,
    is_hidden: bool,
    is_deleted: bool,
    font: Option<i32>,
    /// How many characters behind `\u` are for programs that do not know it.
    n_fallback: Option<usize>,
    /// The next control word says what the group is for, and `\*` stood before it.
    is_starred: bool,
    is_new: bool,
}

/// Reads a document.
pub(super) struct Body<'b> {
    flow: Flow<'b>,
    states: Vec<State>,
    n_beyond: usize,
    fonts: Fonts,
    styles: Styles,
    paragraph: Paragraph,
    /// The paragraphs around the open note or box.
    around: Vec<Paragraph>,
    document: &'static rs::Encoding,
    default_font: Option<i32>,
    /// Bytes that are not decoded yet, and what they stand for.
    bytes: Vec<u8>,
    charset: Charset,
    /// The first half of a character of two.
    half: Option<u16>,
    /// Characters that are passed over behind `\u`.
    n_passed: usize,
    title: String,
    printed: String,
    instruction: String,
}

impl<'b> Body<'b> {
    pub(super) fn new(flow: Flow<'b>) -> Self {
        Body {
            flow,
            states: Vec::new(),
            n_beyond: 0,
            fonts: Fonts::default(),
            styles: Styles::default(),
            paragraph: Paragraph::default(),
            around: Vec::new(),
            document: rs::WINDOWS_1252,
            default_font: None,
            bytes: Vec::new(),
            charset: Charset::Document,
            half: None,
            n_passed: 0,
            title: String::new(),
            printed: String::new(),
            instruction: String::new(),
        }
    }

    /// What the file says that it is called.
    pub(super) fn title(&self) -> String {
        self.title.clone()
    }

    pub(super) fn into_flow(mut self) -> Flow<'b> {
        self.paragraph.close(&self.styles, &mut self.flow);
        self.flow
    }

    /// Reads all, and says whether it was whole: each group closed.
    pub(super) fn read(&mut self, bytes: &[u8]) -> bool {
        for token in Tokens::of(bytes) {
            if self.flow.is_over() {
                return true;
            }
            match token {
                Token::Open => self.begin_group(),
                Token::Close => {
                    self.end_group();
                    // What follows the last group is nothing, such as a zero byte.
                    if self.states.is_empty() {
                        return true;
                    }
                }
                Token::Word(name, number) => self.word(name, number),
                Token::Sign(sign) => self.sign(sign),
                Token::Hex(byte) => self.add_bytes(&[byte]),
                Token::Text(text) => self.add_bytes(text),
            }
        }
        self.settle_bytes();
        false
    }

    fn state(&mut self) -> &mut State {
        if self.states.is_empty() {
            self.states.push(State::default());
        }
        let last = self.states.len() - 1;
        &mut self.states[last]
    }

    fn begin_group(&mut self) {
        self.settle_bytes();
        self.n_passed = 0;
        if self.states.len() >= MAX_DEPTH {
            self.n_beyond += 1;
            return;
        }
        let state = self.states.last().copied().unwrap_or_default();
        let mut state = State { ends: Ends::Nothing, is_new: true, is_starred: false, ..state };
        if state.destination == Destination::Styles {
            (state.destination, state.ends) = (Destination::Style, Ends::Style);
            self.styles.begin();
        }
        self.states.push(state);
    }

    fn end_group(&mut self) {
        self.settle_bytes();
        self.n_passed = 0;
        if self.n_beyond > 0 {
            self.n_beyond -= 1;
            return;
        }
        let Some(state) = self.states.pop() else { return };
        match state.ends {
            Ends::Nothing => {}
            Ends::Style => self.styles.end(self.flow.budget),
            Ends::Note | Ends::Box => {
                self.paragraph.close(&self.styles, &mut self.flow);
                if state.ends == Ends::Note {
                    self.flow.end_note()
                } else {
                    self.flow.end_box()
                }
                self.paragraph = self.around.pop().unwrap_or_default();
            }
            Ends::ListText => self.paragraph.print(&std::mem::take(&mut self.printed)),
            Ends::Instruction => {
                if let Some(text) = equation::shown(&std::mem::take(&mut self.instruction)) {
                    self.add(&text);
                }
            }
        }
    }

    fn word(&mut self, name: &[u8], number: Option<i32>) {
        let n_passed = std::mem::take(&mut self.n_passed);
        if n_passed > 0 && name == b"bin" {
            return;
        }
        let State { is_new, is_starred, destination, .. } = *self.state();
        (self.state().is_new, self.state().is_starred) = (false, false);
        if is_new && let Some((destination, ends)) = destinations::of_word(name, is_starred, destination) {
            return self.begin_destination(destination, ends);
        }
        if name == b"u" {
            return self.character(number.unwrap_or(0));
        }
        match destination {
            Destination::Skipped => {}
            Destination::Fonts => self.fonts.word(name, number, self.flow.budget),
            Destination::Styles | Destination::Style => self.styles.word(name, number),
            Destination::Info | Destination::Title => {
                self.letter(name);
            }
            Destination::ListText | Destination::Instruction => {
                self.letter(name);
                self.look(name, number);
            }
            Destination::Text => {
                if !self.look(name, number) && !self.letter(name) && paragraphs::WORDS.contains(&name) {
                    self.settle_bytes();
                    self.paragraph.word(name, number, &self.styles, &mut self.flow);
                }
            }
        }
    }

    fn begin_destination(&mut self, destination: Destination, ends: Ends) {
        self.settle_bytes();
        if matches!(ends, Ends::Note | Ends::Box) && self.is_hidden() {
            self.state().destination = Destination::Skipped;
            return;
        }
        match ends {
            Ends::Note => {
                self.paragraph.settle(&mut self.flow);
                let number = self.flow.mark_note();
                self.flow.begin_note(number);
            }
            Ends::Box => self.flow.begin_box(),
            Ends::Nothing | Ends::Style | Ends::ListText | Ends::Instruction => {}
        }
        if matches!(ends, Ends::Note | Ends::Box) {
            self.around.push(std::mem::take(&mut self.paragraph));
            self.state().look = Look::default();
        }
        (self.state().destination, self.state().ends) = (destination, ends);
    }

    /// Takes in a control word of runs, and says whether it was one.
    fn look(&mut self, name: &[u8], number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        let default_font = self.default_font;
        if LOOKS.contains(&name) {
            self.settle_bytes();
        }
        match name {
            b"b" => self.state().look.strong = is_on,
            b"i" => self.state().look.emphasis = is_on,
            b"v" | b"webhidden" => self.state().is_hidden = is_on,
            b"deleted" => self.state().is_deleted = is_on,
            b"plain" => {
                let state = self.state();
                (state.look, state.is_hidden, state.is_deleted) = (Look::default(), false, false);
                state.font = default_font;
            }
            b"f" => self.state().font = number,
            b"deff" => self.default_font = number,
            b"uc" => self.state().n_fallback = number.and_then(|number| usize::try_from(number).ok()),
            b"ansicpg" | b"cpg" => {
                if let Some(encoding) = number.and_then(encodings::of_code_page) {
                    self.document = encoding;
                }
            }
            b"mac" => self.document = rs::MACINTOSH,
            _ => return false,
        }
        true
    }

    /// Adds the character that a control word stands for, and says whether it does.
    fn letter(&mut self, name: &[u8]) -> bool {
        let text = match name {
            b"tab" => "\t",
            b"emdash" => "—",
            b"endash" => "–",
            b"lquote" => "‘",
            b"rquote" => "’",
            b"ldblquote" => "“",
            b"rdblquote" => "”",
            b"bullet" => "•",
            b"emspace" | b"enspace" | b"qmspace" => " ",
            b"line" | b"softline" | b"page" | b"column" | b"lbr" => {
                self.settle_bytes();
                if self.state().destination == Destination::Text && !self.is_hidden() {
                    self.flow.end_line();
                }
                return true;
            }
            _ => return false,
        };
        self.settle_bytes();
        self.add(text);
        true
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => {
                self.state().is_starred = true;
                return;
            }
            _ if std::mem::take(&mut self.n_passed) > 0 => return,
            _ => {}
        }
        match sign {
            b'\\' | b'{' | b'}' => self.add_bytes(&[sign]),
            b'~' => self.add_bytes_as("\u{a0}"),
            b'_' => self.add_bytes_as("-"),
            b'-' => self.add_bytes_as("\u{ad}"),
            b'\t' => self.add_bytes_as("\t"),
            b'\r' | b'\n' => self.word(b"par", None),
            _ => {}
        }
    }

    fn add_bytes_as(&mut self, text: &str) {
        self.settle_bytes();
        self.add(text);
    }

    /// The character of a number; what follows it is for programs that do not know it.
    fn character(&mut self, number: i32) {
        self.settle_bytes();
        // Numbers beyond 32767 are written as negative ones.
        let unit = if number < 0 { number + 0x1_0000 } else { number };
        let half = self.half.take();
        let letter = match (u16::try_from(unit), half) {
            (Ok(low @ 0xdc00..=0xdfff), Some(high)) => {
                char::from_u32(0x1_0000 + ((u32::from(high) - 0xd800) << 10) + (u32::from(low) - 0xdc00))
            }
            (Ok(high @ 0xd800..=0xdbff), _) => {
                self.half = Some(high);
                None
            }
            _ => u32::try_from(unit).ok().and_then(char::from_u32).or(Some('\u{fffd}')),
        };
        if let Some(letter) = letter.filter(|letter| *letter != '\0') {
            self.add(&symbols::replaced(&letter.to_string()));
        }
        self.n_passed = self.state().n_fallback.unwrap_or(1);
    }

    /// Collects bytes until all that stand together are there: a character may have two, each written by itself.
    fn add_bytes(&mut self, bytes: &[u8]) {
        let n_passed = self.n_passed.min(bytes.len());
        self.n_passed -= n_passed;
        let bytes = &bytes[n_passed..];
        if bytes.is_empty() {
            return;
        }
        (self.state().is_new, self.half) = (false, None);
        let font = self.state().font.or(self.default_font);
        let charset = self.fonts.charset(font);
        if charset != self.charset {
            self.settle_bytes();
            self.charset = charset;
        }
        if self.state().destination != Destination::Skipped {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Decodes the bytes that are there.
    fn settle_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.state().destination == Destination::Style {
            return self.styles.text(&bytes);
        }
        let text = encodings::decoded(&bytes, self.charset, self.document).into_owned();
        self.add(&text);
        self.bytes = bytes;
        self.bytes.clear();
    }

    fn is_hidden(&mut self) -> bool {
        self.state().is_hidden || self.state().is_deleted
    }

    /// Adds text to what the group is for.
    fn add(&mut self, text: &str) {
        let collected = match self.state().destination {
            Destination::Text => {
                if !self.is_hidden() {
                    let look = self.state().look;
                    self.paragraph.settle(&mut self.flow);
                    self.flow.text(text, look);
                }
                return;
            }
            Destination::Title => &mut self.title,
            Destination::ListText => &mut self.printed,
            Destination::Instruction => &mut self.instruction,
            Destination::Skipped
            | Destination::Fonts
            | Destination::Styles
            | Destination::Style
            | Destination::Info => {
                return;
            }
        };
        if collected.len() < MAX_COLLECTED {
            collected.push_str(text);
        }
    }
}
