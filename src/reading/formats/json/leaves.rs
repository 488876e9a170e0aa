//! Leaves: all texts that data hold under keys for what is said, each with the speaker and the time that stand nearest
//! around it, and the layer of the data that it belongs to.

use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::frame::{Frame, better};
use super::leaf::{Leaf, Leaves, Span};
use super::times::time;
use super::tokens::{Token, Tokens, unescaped};
use crate::reading::formats::spoken::Speaker;
use crate::reading::lexicon::{Field, Lexicon};

/// Data with more texts, layers or speakers than these are none of a talk.
const MAX_LEAVES: usize = 1_000_000;
const MAX_LAYERS: usize = 5_000;
const MAX_SPEAKERS: usize = 10_000;

/// Reads all leaves; `None` where there are more than a talk has.
pub(super) fn leaves(text: &str, lexicon: &Lexicon) -> Option<Leaves> {
    let mut reader = Reader::new(text, lexicon);
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open { is_object } => reader.open(is_object)?,
            Token::Close => reader.close(),
            Token::Key(key) => reader.key(key),
            Token::Text(said) => reader.text(said)?,
            Token::Bare(word) => reader.bare(word)?,
        }
        reader.leaves.n_roots += usize::from(tokens.is_at_root());
    }
    // A file that was cut off: what is open ends here.
    while !reader.open.is_empty() {
        reader.close();
    }
    let people = std::mem::take(&mut reader.people);
    reader.leaves.speakers.rename(|name| people.get(name).cloned());
    Some(reader.leaves)
}

struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    leaves: Leaves,
    open: Vec<Frame>,
    paths: FxHashMap<(u32, &'a str), u32>,
    layers: FxHashMap<u32, u32>,
    n_lists: u32,
    /// The leaves that wait for a speaker, those that wait for a time, and those that wait for a channel.
    waiting: [Vec<u32>; 3],
    people: HashMap<String, String>,
    /// What keys say that were looked up.
    fields: FxHashMap<&'a str, Option<Field>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Reader {
            text,
            lexicon,
            leaves: Leaves::default(),
            open: Vec::new(),
            paths: FxHashMap::default(),
            layers: FxHashMap::default(),
            n_lists: 0,
            waiting: [Vec::new(), Vec::new(), Vec::new()],
            people: HashMap::new(),
            fields: FxHashMap::default(),
        }
    }

    fn key(&mut self, key: Range<usize>) {
        let word = &self.text[key.clone()];
        // Keys that are names of things differ from each other; those that matter come again and again.
        const KEPT: usize = 1_000;
        let field = match self.fields.get(word) {
            Some(field) => *field,
            None => {
                let field = self.lexicon.fields.of(word);
                if self.fields.len() < KEPT {
                    self.fields.insert(word, field);
                }
                field
            }
        };
        if let Some(frame) = self.open.last_mut() {
            (frame.key, frame.field) = (key, field);
            frame.is_log |= field == Some(Field::Log);
        }
    }

    /// The path of a value under the key of the innermost frame.
    fn path(&mut self) -> Option<u32> {
        let Some(frame) = self.open.last() else { return Some(0) };
        let key = if frame.is_object { &self.text[frame.key.clone()] } else { "" };
        // What is kept under a number of its own lies beside all that is.
        let is_id = key.len() > 12 && key.bytes().filter(u8::is_ascii_digit).count() > 3;
        let key = if is_id { "" } else { key };
        let next = u32::try_from(self.paths.len() + 1).ok()?;
        let number = *self.paths.entry((frame.path, key)).or_insert(next);
        Some(number)
    }

    fn open(&mut self, is_object: bool) -> Option<()> {
        // Keys that number things make a path each.
        const MAX_PATHS: usize = 200_000;
        let path = self.path().filter(|_| self.paths.len() < MAX_PATHS)?;
        let waited = [0, 1, 2].map(|kind: usize| self.waiting[kind].len());
        let mut frame = Frame { is_object, path, waited, ..Frame::default() };
        if let Some(parent) = self.open.last_mut() {
            frame.list = parent.list;
            frame.is_other_choice = parent.is_other_choice;
            if parent.is_object {
                frame.within = parent.field;
                let key = &self.text[parent.key.clone()];
                frame.is_person = !is_object && self.lexicon.fields.holds_people(key);
            } else {
                parent.n_items += 1;
                frame.within = parent.within;
                frame.is_person = is_object && parent.is_person;
                frame.is_other_choice |= parent.within == Some(Field::Choices) && parent.n_items > 1;
                frame.layer = parent.layer.filter(|_| is_object);
                let is_channel = is_object && parent.within == Some(Field::Channel);
                frame.channel = u32::try_from(parent.n_items - 1).ok().filter(|_| is_channel);
            }
            // A list of the parts of one text.
            if !is_object && parent.is_object && matches!(parent.field, Some(Field::Text(_) | Field::Piece(_))) {
                frame.layer = Some(path);
            }
        }
        if !is_object && frame.layer.is_none() {
            self.n_lists += 1;
            frame.list = self.n_lists;
        }
        self.open.push(frame);
        Some(())
    }

    fn text(&mut self, said: Range<usize>) -> Option<()> {
        let Some(frame) = self.open.last() else { return Some(()) };
        if !frame.is_object {
            let (layer, within) = (frame.layer, frame.within);
            match (layer, within) {
                (Some(path), Some(Field::Text(rank) | Field::Piece(rank))) => self.leaf(path, rank, &said)?,
                (_, Some(Field::Start(_))) => {
                    let frame = self.open.last_mut()?;
                    if frame.n_items == 0 {
                        frame.word = Some(said.clone());
                    }
                    self.time_in_list(&said);
                }
                _ => {}
            }
            return Some(());
        }
        let (key, field, within, layer) = (frame.key.clone(), frame.field, frame.within, frame.layer);
        match field {
            Some(Field::Text(rank)) => match layer {
                Some(path) => self.leaf(path, rank, &said)?,
                None => {
                    let path = self.path()?;
                    self.leaf(path, rank, &said)?;
                }
            },
            Some(Field::Piece(rank)) => {
                let path = self.path()?;
                self.leaf(path, rank.saturating_add(100), &said)?;
            }
            _ => {}
        }
        self.value(&key, field, within, said)
    }

    /// What a text or number says beside what is said.
    fn value(
        &mut self,
        key: &Range<usize>,
        field: Option<Field>,
        within: Option<Field>,
        value: Range<usize>,
    ) -> Option<()> {
        let (key, raw) = (&self.text[key.clone()], &self.text[value]);
        // Within a speaker, what he is called; within a time, what it is.
        match within {
            Some(Field::Speaker(_) | Field::Author(_)) => self.name(key, raw),
            Some(Field::Start(_)) => self.open.last_mut()?.tell_time(key, raw),
            _ => {}
        }
        if let Some(frame) = self.open.last_mut().filter(|frame| frame.is_person) {
            frame.tell_person(key, raw, self.lexicon);
        }
        let is_start = matches!(field, Some(Field::Start(_)));
        match field {
            // No speaker has this number: words that were not told apart.
            Some(Field::Speaker(_)) if raw == "0" && key.to_lowercase().contains("tag") => {}
            Some(Field::Speaker(rank)) => {
                let number = self.speaker(raw)?;
                let frame = self.open.last_mut()?;
                frame.speaker = better(frame.speaker, number.map(|number| (rank, number)));
            }
            Some(Field::Author(rank)) => {
                let number = self.speaker(raw)?;
                let frame = self.open.last_mut()?;
                frame.author = better(frame.author, number.map(|number| (rank, number)));
            }
            Some(Field::Channel) => self.open.last_mut()?.channel = raw.parse().ok(),
            Some(Field::Outlet) => self.open.last_mut()?.outlet = Some(unescaped(raw).trim().to_owned()),
            Some(Field::Start(_) | Field::End) if raw.len() < 64 => {
                let read = time(key, raw);
                let frame = self.open.last_mut()?;
                if let (Some(Field::Start(rank)), Some(read)) = (field, read) {
                    frame.start = better(frame.start, Some((rank, read)));
                }
                if !is_start {
                    frame.end = read.or(frame.end);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn bare(&mut self, word: Range<usize>) -> Option<()> {
        let Some(frame) = self.open.last_mut() else { return Some(()) };
        let raw = &self.text[word.clone()];
        if frame.is_object {
            let (key, field, within) = (frame.key.clone(), frame.field, frame.within);
            frame.tell_bounds(&self.text[key.clone()], raw);
            // Nobody is called 0.68.
            let is_name = !matches!(field, Some(Field::Author(_))) || !raw.contains('.');
            if is_name && !matches!(raw, "null" | "true" | "false") {
                // There are no more speakers than numbers that were seen as texts.
                let _ = self.value(&key, field, within, word);
            }
        } else if matches!(frame.within, Some(Field::Start(_))) {
            match frame.word.clone() {
                Some(said) => self.timed_word(&said, raw)?,
                None => self.time_in_list(&word),
            }
        }
        Some(())
    }

    /// `[4.2, 6.1]`: from when to when.
    fn time_in_list(&mut self, written: &Range<usize>) {
        let Some(frame) = self.open.last_mut() else { return };
        frame.n_items += 1;
        let read = time("", &self.text[written.clone()]);
        match frame.n_items {
            1 => frame.start = read.map(|read| (0, read)),
            2 => frame.end = read,
            _ => {}
        }
    }

    /// `["row", 0.5, 0.9]`: a word, and from when to when it is said.
    fn timed_word(&mut self, said: &Range<usize>, raw: &str) -> Option<()> {
        /// Where such a word ranks among the other pieces of what is said.
        const RANK: u16 = 150;
        let frame = self.open.last_mut()?;
        let Some(start) = frame.word_start else {
            frame.word_start = time("", raw);
            return Some(());
        };
        (frame.word, frame.start) = (None, None);
        let n_before = self.leaves.all.len();
        let path = self.path()?;
        self.leaf(path, RANK, said)?;
        if let Some(leaf) = self.leaves.all.get_mut(n_before) {
            (leaf.start, leaf.end) = (Some(start), time("", raw));
            self.waiting[1].pop();
        }
        Some(())
    }

    fn name(&mut self, key: &str, raw: &str) {
        let Some(rank) = self.lexicon.fields.names(key).or((key == "id").then_some(u16::MAX)) else { return };
        let name = unescaped(raw).trim().to_owned();
        let Some(frame) = self.open.last_mut() else { return };
        if !name.is_empty() && frame.named.as_ref().is_none_or(|(other, _)| rank < *other) {
            frame.named = Some((rank, name));
        }
    }

    /// The number of the speaker who is written so; `None` within where nobody is, and without where there are too many.
    fn speaker(&mut self, raw: &str) -> Option<Option<u32>> {
        const LONGEST: usize = 400;
        if raw.len() > LONGEST {
            return Some(None);
        }
        let name = unescaped(raw).trim().trim_end_matches([':', '：']).trim_end().to_owned();
        let number = self.leaves.speakers.number(Speaker { name, outlet: String::new() });
        (self.leaves.speakers.all().len() <= MAX_SPEAKERS).then_some(number)
    }

    fn leaf(&mut self, path: u32, rank: u16, said: &Range<usize>) -> Option<()> {
        let is_other = self.open.last().is_none_or(|frame| frame.is_other_choice);
        if is_other || said.is_empty() {
            return Some(());
        }
        let n_layers = self.leaves.ranks.len();
        let layer = *self.layers.entry(path).or_insert(u32::try_from(n_layers).ok()?);
        if layer as usize == n_layers {
            self.leaves.ranks.push(rank);
        }
        let number = u32::try_from(self.leaves.all.len()).ok()?;
        if self.leaves.all.len() >= MAX_LEAVES || n_layers > MAX_LAYERS {
            return None;
        }
        let (list, within) = self.open.last().map_or((0, None), |frame| (frame.list, frame.within));
        let is_choice = within == Some(Field::Choices);
        let text = u32::try_from(said.start).ok()?..u32::try_from(said.end).ok()?;
        self.leaves.all.push(Leaf {
            layer,
            text,
            speaker: None,
            is_author: false,
            is_choice,
            start: None,
            end: None,
            channel: None,
            list,
        });
        self.waiting.iter_mut().for_each(|waiting| waiting.push(number));
        self.open.iter_mut().last()?.n_leaves += 1;
        Some(())
    }

    /// What stood in the innermost frame is known: the leaves within it that still wait get it.
    fn close(&mut self) {
        let Some(mut frame) = self.open.pop() else { return };
        self.leaves.n_logged += usize::from(frame.is_log);
        if let (Some(outlet), Some((rank, number))) = (&frame.outlet, frame.speaker) {
            let name = self.leaves.speakers.get(number).map(|who| who.name.clone()).unwrap_or_default();
            let number = self.leaves.speakers.number(Speaker { name, outlet: outlet.clone() });
            frame.speaker = number.map(|number| (rank, number));
        }
        frame.settle_bounds();
        let is_author = frame.speaker.is_none();
        if let Some(channel) = frame.channel {
            for number in self.waiting[2].drain(frame.waited[2].min(self.waiting[2].len())..) {
                self.leaves.all[number as usize].channel = Some(channel);
            }
        }
        if let Some((_, speaker)) = frame.speaker.or(frame.author) {
            for number in self.waiting[0].drain(frame.waited[0].min(self.waiting[0].len())..) {
                let leaf = &mut self.leaves.all[number as usize];
                (leaf.speaker, leaf.is_author) = (Some(speaker), is_author);
            }
        }
        if let (Some((_, start)), false) = (frame.start, matches!(frame.within, Some(Field::Start(_)))) {
            for number in self.waiting[1].drain(frame.waited[1].min(self.waiting[1].len())..) {
                let leaf = &mut self.leaves.all[number as usize];
                (leaf.start, leaf.end) = (Some(start), frame.end);
            }
        }
        let is_span = frame.n_leaves == 0 && self.leaves.spans.len() < MAX_LEAVES;
        if let Some(((_, speaker), (_, start))) = frame.speaker.zip(frame.start).filter(|_| is_span) {
            self.leaves.spans.push(Span { speaker, start, end: frame.end });
        }
        self.tell_parent(frame);
    }

    /// What a frame that has ended says of the one around it.
    fn tell_parent(&mut self, frame: Frame) {
        let name = frame.named.map(|(_, name)| name);
        let is_listed = frame.is_person && self.people.len() < MAX_SPEAKERS;
        if let Some((id, name)) = frame.id.as_ref().zip(name.as_ref()).filter(|_| is_listed) {
            self.people.insert(id.clone(), name.clone());
        }
        let named = match (frame.within, &name) {
            (Some(Field::Speaker(_) | Field::Author(_)), Some(name)) if !frame.is_person => {
                self.speaker(name).flatten()
            }
            _ => None,
        };
        let Some(parent) = self.open.last_mut() else { return };
        parent.n_leaves += frame.n_leaves;
        match frame.within {
            Some(Field::Speaker(rank)) if named.is_some() => {
                parent.speaker = better(parent.speaker, named.map(|number| (rank, number)));
            }
            Some(Field::Author(rank)) if named.is_some() => {
                parent.author = better(parent.author, named.map(|number| (rank, number)));
            }
            Some(Field::Start(rank)) if frame.n_leaves == 0 => {
                parent.start = better(parent.start, frame.start.map(|(_, time)| (rank, time)));
                parent.end = parent.end.or(frame.end);
            }
            _ => {}
        }
    }
}
