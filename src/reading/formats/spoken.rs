//! Spoken: what is said piece by piece, with who says it and when, put into paragraphs.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::document::block::BlockKind;
use crate::document::left_out::Resource;
use crate::reading::budget::Budget;
use crate::reading::draft::{Draft, Line};
use crate::reading::wrap;

/// A pause this long after a sentence ends a paragraph, in milliseconds.
pub(super) const PAUSE: u64 = 2_000;
/// A line of what is said piece by piece is this long, so that a time leads near to its words, in milliseconds.
const LONGEST_LINE: u64 = 5_000;
/// After a sentence, a paragraph longer than this ends, in bytes.
pub(super) const LONG_PARAGRAPH: usize = 900;

/// Who speaks: a name as printed, and for whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) outlet: String,
}

/// The speakers of a file, each held once.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    all: Vec<Speaker>,
    numbers: HashMap<Speaker, u32>,
}

impl Speakers {
    /// The number of a speaker; `None` for one without a name.
    pub(super) fn number(&mut self, speaker: Speaker) -> Option<u32> {
        if speaker.name.is_empty() {
            return None;
        }
        if let Some(number) = self.numbers.get(&speaker) {
            return Some(*number);
        }
        let number = u32::try_from(self.all.len()).ok()?;
        self.numbers.insert(speaker.clone(), number);
        self.all.push(speaker);
        Some(number)
    }

    pub(super) fn get(&self, number: u32) -> Option<&Speaker> {
        self.all.get(number as usize)
    }

    pub(super) fn all(&self) -> &[Speaker] {
        &self.all
    }

    /// Changes the names, however they are told.
    pub(super) fn rename(&mut self, named: impl Fn(&str) -> Option<String>) {
        for speaker in &mut self.all {
            speaker.name = named(&speaker.name).unwrap_or(std::mem::take(&mut speaker.name));
        }
        self.numbers.clear();
    }
}

/// A piece of what is said.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    /// The number of its speaker.
    pub(super) speaker: Option<u32>,
    /// When it is said, in milliseconds.
    pub(super) start: Option<u64>,
    pub(super) end: Option<u64>,
    pub(super) source: Range<usize>,
    /// Whether another talk begins with it.
    pub(super) begins_talk: bool,
}

/// How pieces follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pieces {
    /// Words; the spaces among them are pieces, too, or stand in them.
    Spaced,
    /// Words without the spaces between them.
    Words,
    /// Some words each, or sentences.
    Segments,
    /// Rows and messages: what is complete in one of them is a paragraph.
    Rows,
}

/// The drafts of what is said, as far as the budget reaches. Fails where the speakers change more often than that.
pub(super) fn drafts<'a>(
    pieces: Vec<Piece<'a>>,
    speakers: &Speakers,
    kind: Pieces,
    budget: &mut Budget,
) -> Result<Vec<Draft<'a>>, Resource> {
    let n_changes = pieces.windows(2).filter(|pair| pair[0].speaker != pair[1].speaker).count();
    budget.take(Resource::Elements, n_changes + 1)?;
    let n_ended = pieces.iter().filter(|piece| wrap::ends_sentence(&piece.text)).count();
    let is_punctuated = n_ended * 50 >= pieces.len();
    let are_voiced = pieces.iter().any(|piece| piece.speaker.is_some()) || !are_labelled(&pieces);
    let mut talk = Talk { is_punctuated, are_voiced, ..Talk::new(speakers, kind) };
    pieces.into_iter().for_each(|piece| talk.add(piece));
    talk.end_paragraph();
    Ok(talk.drafts)
}

/// Whether pieces begin with names, as in captions: `Ann: …`, `[Ann] …`, `>> …`.
pub(super) fn are_labelled(pieces: &[Piece]) -> bool {
    let is_labelled = |piece: &&Piece| {
        let text = piece.text.trim_start();
        let before = text.split([':', '：', ']']).next().filter(|before| before.len() < text.len());
        let is_name = before
            .is_some_and(|before| wrap::takes_at_most(before, 40) && !before.contains(['.', '?', ',', '。', '，']));
        is_name || text.starts_with(">>")
    };
    let n_labelled = pieces.iter().filter(is_labelled).count();
    n_labelled > 1 && n_labelled * 30 >= pieces.len()
}

/// Paragraphs on the way.
struct Talk<'a, 's> {
    speakers: &'s Speakers,
    kind: Pieces,
    /// Whether sentences end with marks.
    is_punctuated: bool,
    /// Whether it is told who speaks.
    are_voiced: bool,
    drafts: Vec<Draft<'a>>,
    /// What the paragraph that is open begins with.
    voice: Option<Line<'a>>,
    /// Its lines.
    lines: Vec<Line<'a>>,
    /// When the last of them began, where times are told.
    line_start: Option<u64>,
    n_bytes: usize,
    is_complete: bool,
    /// Who spoke last, and when he ended.
    speaker: Option<u32>,
    end: Option<u64>,
}

impl<'a, 's> Talk<'a, 's> {
    fn new(speakers: &'s Speakers, kind: Pieces) -> Self {
        Talk {
            speakers,
            kind,
            is_punctuated: true,
            are_voiced: false,
            drafts: Vec::new(),
            voice: None,
            lines: Vec::new(),
            line_start: None,
            n_bytes: 0,
            is_complete: false,
            speaker: None,
            end: None,
        }
    }

    fn add(&mut self, piece: Piece<'a>) {
        if piece.begins_talk && !(self.drafts.is_empty() && self.lines.is_empty()) {
            self.end_paragraph();
            self.drafts.push(Draft::new(BlockKind::Rule, Vec::new()));
            self.speaker = None;
        }
        if piece.speaker.is_some() && piece.speaker != self.speaker {
            self.end_paragraph();
            self.speaker = piece.speaker;
            let speaker = piece.speaker.and_then(|number| self.speakers.get(number));
            self.voice = speaker
                .and_then(|who| Line::voiced_for(&who.name, &who.outlet, piece.source.clone()))
                .map(|line| line.said_at(piece.start));
        } else if self.ends(&piece) {
            self.end_paragraph();
        }
        let Piece { text, start, end, source, .. } = piece;
        self.end = end.or(start).or(self.end);
        match text {
            // A break within a piece parts paragraphs.
            text if text.trim().contains('\n') => {
                for part in text.split('\n').filter(|part| !part.trim().is_empty()) {
                    self.put(Cow::Owned(part.trim().to_owned()), start, source.clone());
                    self.end_paragraph();
                }
            }
            text => self.put(text, start, source),
        }
    }

    /// Whether the paragraph ends before a piece.
    fn ends(&self, piece: &Piece) -> bool {
        let pause = piece.start.zip(self.end).map_or(0, |(start, end)| start.saturating_sub(end));
        match self.kind {
            Pieces::Rows if self.is_complete => true,
            _ if self.is_complete => pause >= PAUSE || self.n_bytes > LONG_PARAGRAPH,
            _ => !self.is_punctuated && (pause >= PAUSE || self.n_bytes > 2 * LONG_PARAGRAPH),
        }
    }

    fn put(&mut self, text: Cow<'a, str>, time: Option<u64>, source: Range<usize>) {
        let is_first = self.lines.is_empty();
        let text = match (self.kind, text) {
            (Pieces::Spaced, text) if !is_first => text,
            (_, Cow::Borrowed(text)) => Cow::Borrowed(text.trim()),
            (_, Cow::Owned(text)) if text.trim().len() == text.len() => Cow::Owned(text),
            (_, Cow::Owned(text)) => Cow::Owned(text.trim().to_owned()),
        };
        if text.is_empty() {
            return;
        }
        self.n_bytes += text.len();
        let was_complete = self.is_complete;
        if !text.trim().is_empty() {
            self.is_complete = wrap::ends_sentence(&text);
        }
        // Where it is told who speaks, no line names a speaker; else names may begin the pieces.
        let goes_on = self.are_voiced || matches!(self.kind, Pieces::Spaced | Pieces::Words) && !was_complete;
        let goes_on = goes_on && !self.is_late(time, &text);
        match self.lines.last_mut().filter(|_| goes_on) {
            Some(line) => {
                let joint = if self.kind == Pieces::Spaced { "" } else { joint(line.text(), &text) };
                line.append(joint, Line::composed(text.into_owned(), source));
            }
            None => {
                let line = match text {
                    Cow::Borrowed(text) => Line::verbatim(text, source),
                    Cow::Owned(text) => Line::composed(text, source),
                };
                self.lines.push(line.said_at(time));
                self.line_start = time;
            }
        }
    }

    /// Whether a piece is said so long after its line began that it begins another. Between the two stands what stands between
    /// lines of a paragraph: a space, or nothing between ideographs.
    fn is_late(&self, time: Option<u64>, text: &str) -> bool {
        let is_late = self.line_start.zip(time).is_some_and(|(start, time)| time >= start.saturating_add(LONGEST_LINE));
        let before = self.lines.last().map_or("", Line::text);
        let is_apart = match self.kind {
            Pieces::Spaced => before.ends_with(' ') || text.starts_with(' '),
            Pieces::Words | Pieces::Segments | Pieces::Rows => joint(before, text) == wrap::joint(before, text),
        };
        is_late && is_apart && text.contains(char::is_alphanumeric)
    }

    fn end_paragraph(&mut self) {
        self.n_bytes = 0;
        self.is_complete = false;
        self.line_start = None;
        let lines = std::mem::take(&mut self.lines);
        let lines: Vec<Line> =
            self.voice.take().into_iter().chain(lines.into_iter().filter_map(Line::trimmed)).collect();
        if !lines.is_empty() {
            // Lines that are only as long as times are near say nothing of the file.
            let wrapped = lines.len() > 1 && !self.are_voiced;
            self.drafts.push(Draft { wrapped, ..Draft::new(BlockKind::Paragraph, lines) });
        }
    }
}

/// What stands between two pieces: nothing before a mark that closes, as between ideographs, else a space.
fn joint(before: &str, after: &str) -> &'static str {
    let is_closing = |letter: char| ",.!?;:%)]}”’…、。，！？；：）".contains(letter);
    let is_opening = |letter: char| "([{“‘¿¡$".contains(letter);
    // -- and ... stand between words.
    let closes = after.starts_with(is_closing) && after.chars().all(|it| !it.is_alphanumeric());
    if closes || before.ends_with(is_opening) { "" } else { wrap::joint(before, after) }
}
