//! JSON: what services make of speech, chats, and what else has texts with a speaker or a time. All other data are shown as
//! they are.
//!
//! The rule is one for all: texts stand under keys for what is said (`assets/labels.toml`), and the speaker and the time that
//! stand nearest around a text are its own (`leaves`). The same words lie in most files several times; `layers` chooses.

mod channels;
#[cfg(test)]
mod examples;
mod frame;
mod layers;
mod leaf;
mod leaves;
mod left_out;
mod times;
mod tokens;

use super::data;
use super::html;
use super::references;
use super::spoken::{self, Piece, Pieces, Speakers};
use crate::document::left_out::{LeftOut, Part, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::{Page, Stated};
use crate::reading::labels::names;
use crate::reading::labels::names::Role;
use crate::reading::lexicon::{Lexicon, fold};
pub(super) use layers::is_prose;
use layers::{Layer, Voices};
use leaf::{Leaf, Span};
pub(super) use times::{Time, time};
use tokens::{Token, Tokens, unescaped};

/// Whether a text begins as data do: an object or list, and nothing wrong in its first tokens.
pub(super) fn is_json(sample: &str) -> bool {
    const LOOKED_AT: usize = 200;
    let mut tokens = Tokens::new(sample);
    let first: Vec<Token> = tokens.by_ref().take(LOOKED_AT).collect();
    let begins = matches!(
        first.as_slice(),
        [Token::Open { is_object: true }, Token::Key(_), ..]
            | [Token::Open { is_object: false }, Token::Open { .. } | Token::Text(_), ..]
    );
    let begins = begins
        || matches!(first.as_slice(), [Token::Open { is_object: false }, Token::Bare(_), rest @ ..] if rest.len() > 20);
    // A sample may end within a text.
    begins && (!tokens.is_wrong || first.len() > 20 || tokens.is_cut())
}

/// The blocks of a text in JSON.
pub(super) fn blocks<'a>(text: &'a str, lexicon: &Lexicon, budget: &mut Budget) -> Page<'a> {
    if let Some(page) = typed(text, lexicon, budget) {
        return page;
    }
    let mut found = leaves::leaves(text, lexicon);
    if let Some(leaves) = &mut found {
        let are_milliseconds = are_milliseconds(&leaves.all);
        channels::give_voices(leaves, text, are_milliseconds);
    }
    let chosen = found.as_ref().and_then(|leaves| layers::choose(leaves, text, lexicon));
    let Some((mut leaves, (layer, voices))) = found.zip(chosen) else { return data::page(text, "JSON") };
    if budget.is_cancelled() {
        return Page::default();
    }
    let all = std::mem::take(&mut leaves.all);
    let n_left_out = left_out::count(&all, layer.number, text);
    let mut all: Vec<Leaf> = all.into_iter().filter(|leaf| leaf.layer == layer.number).collect();
    if voices == Voices::Speakers {
        // What stands around all of it names no speaker.
        all.iter_mut().filter(|leaf| leaf.is_author).for_each(|leaf| leaf.speaker = None);
        drop_repeated(&mut all);
    }
    let are_milliseconds = are_milliseconds(&all);
    let spans = if voices == Voices::Nobody { std::mem::take(&mut leaves.spans) } else { Vec::new() };
    let spans = in_order(spans, are_milliseconds);
    let mut stated = Stated::default();
    let left_out = LeftOut { part: Part::Texts(n_left_out), why: Why::NotOfTalk };
    stated.skipped.extend((n_left_out > 0).then_some(left_out));
    if voices == Voices::Authors {
        tell_parts(&leaves.speakers, &mut stated, lexicon);
    }
    rename(&mut leaves.speakers, lexicon);
    let begins = |pair: Option<&Leaf>, leaf: &Leaf| {
        voices == Voices::Authors && pair.is_some_and(|before| before.list != leaf.list)
    };
    let mut pieces: Vec<Piece> = Vec::with_capacity(all.len());
    let mut before: Option<&Leaf> = None;
    for leaf in &all {
        let piece = piece(leaf, text, are_milliseconds, begins(before, leaf), &spans);
        pieces.extend(piece);
        before = Some(leaf);
    }
    // Where nobody is named, and names do not stand in the texts either, no line is a label.
    stated.are_voiced = pieces.iter().any(|piece| piece.speaker.is_some()) || !spoken::are_labelled(&pieces);
    let kind = kind(&pieces, &layer, voices);
    match spoken::drafts(pieces, &leaves.speakers, kind, budget) {
        Ok(drafts) => Page { drafts, stated },
        Err(spent) => data::too_much(text, "JSON", spent),
    }
}

/// What oTranscribe saves: a page in one text, beside what was listened to.
fn typed(text: &str, lexicon: &Lexicon, budget: &mut Budget) -> Option<Page<'static>> {
    const PAGE: [&str; 6] = ["<p>", "<p ", "<br", "<div", "<span", "</"];
    let (mut page, mut is_typed, mut key) = (None, false, "");
    for token in Tokens::new(text).take(64) {
        match token {
            Token::Key(word) => {
                key = &text[word];
                is_typed |= key == "media" || key.starts_with("media-");
            }
            Token::Text(said) if key == "text" => page = Some(said),
            Token::Text(_) | Token::Bare(_) | Token::Close => {}
            Token::Open { .. } if key.is_empty() => {}
            Token::Open { .. } => return None,
        }
    }
    let said = unescaped(&text[page.filter(|_| is_typed)?]);
    if !PAGE.iter().any(|tag| said.contains(tag)) {
        return None;
    }
    // No space parts the time from the name behind it.
    let said = said.replace("</span>", "</span> ");
    let mut page = html::blocks(&format!("<body>{said}</body>"), lexicon, budget).ok()?.page;
    // Where they stand in a text with escapes is not told.
    page.drafts.iter_mut().flat_map(|draft| &mut draft.lines).for_each(|line| line.set_source(0..0));
    Some(page)
}

/// Drops words without a speaker before others that repeat all of them with one.
fn drop_repeated(leaves: &mut Vec<Leaf>) {
    let Some(first) = leaves.iter().position(|leaf| leaf.speaker.is_some()) else { return };
    let n_bytes = |leaves: &[Leaf]| leaves.iter().map(|leaf| leaf.text.len()).sum::<usize>();
    let (before, after) = (n_bytes(&leaves[..first]), n_bytes(&leaves[first..]));
    if first > 3 && before * 4 >= after * 3 && leaves[first..].iter().all(|leaf| leaf.speaker.is_some()) {
        leaves.drain(..first);
    }
}

/// Whether times without a unit count milliseconds: nobody speaks as slowly as they would tell else.
fn are_milliseconds(leaves: &[Leaf]) -> bool {
    const SLOWEST: u64 = 2;
    let times = || leaves.iter().filter_map(|leaf| leaf.end.or(leaf.start));
    let last = times().filter_map(|time| if let Time::Unknown(number) = time { Some(number) } else { None }).max();
    let has_known = times().any(|time| matches!(time, Time::Known(number) if number > 0));
    let n_bytes: u64 = leaves.iter().map(|leaf| leaf.text.len() as u64).sum();
    !has_known && last.is_some_and(|last| last > SLOWEST.max(n_bytes * SLOWEST))
}

/// The times in which somebody speaks, in their order.
fn in_order(spans: Vec<Span>, are_milliseconds: bool) -> Vec<(u64, u64, u32)> {
    let at = |time: Time| time.milliseconds(are_milliseconds);
    let mut spans: Vec<(u64, u64, u32)> =
        spans.iter().map(|span| (at(span.start), span.end.map_or(u64::MAX, at), span.speaker)).collect();
    spans.sort_by_key(|(start, ..)| *start);
    spans
}

fn piece<'a>(
    leaf: &Leaf,
    text: &'a str,
    are_milliseconds: bool,
    begins_talk: bool,
    spans: &[(u64, u64, u32)],
) -> Option<Piece<'a>> {
    let source = leaf.text.start as usize..leaf.text.end as usize;
    let said = references::undone(unescaped(&text[source.clone()]));
    let at = |time: Option<Time>| time.map(|time| time.milliseconds(are_milliseconds));
    let start = at(leaf.start);
    let within = start.and_then(|start| {
        let n_before = spans.partition_point(|(begin, ..)| *begin <= start);
        spans[..n_before].last().filter(|(_, end, _)| start <= *end).map(|(.., speaker)| *speaker)
    });
    let speaker = leaf.speaker.filter(|_| spans.is_empty()).or(within);
    Some(Piece { text: said, speaker, start, end: at(leaf.end), source, begins_talk })
}

/// How the pieces of a layer follow each other.
fn kind(pieces: &[Piece], layer: &Layer, voices: Voices) -> Pieces {
    // Words are so short on the average, in bytes; a syllable of Chinese takes three.
    const WORD: usize = 12;
    if voices == Voices::Authors {
        return Pieces::Rows;
    }
    let is_spaced = |piece: &&Piece| piece.text.starts_with(' ') || piece.text.ends_with(' ');
    let are_words = layer.mean() <= WORD;
    match are_words {
        true if pieces.iter().filter(is_spaced).count() * 4 >= pieces.len() => Pieces::Spaced,
        true => Pieces::Words,
        false => Pieces::Segments,
    }
}

/// States who asks and who answers in a chat with a machine.
fn tell_parts(speakers: &Speakers, stated: &mut Stated, lexicon: &Lexicon) {
    let fields = &lexicon.fields;
    let parts = speakers.all().iter().filter_map(|who| {
        let key = fold(&who.name);
        let role = if fields.asks.has(&key) {
            Role::Asker
        } else if fields.answers.has(&key) {
            Role::Answerer
        } else if fields.leads.has(&key) {
            Role::Chair
        } else {
            return None;
        };
        Some((names::key(&who.name), role))
    });
    stated.parts.extend(parts);
}

/// Speakers who have numbers or letters instead of names are called by them.
fn rename(speakers: &mut Speakers, lexicon: &Lexicon) {
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = |name: &str| name.len() == 1 && name != "Q" && name.starts_with(|it: char| it.is_ascii_uppercase());
    let are_letters = speakers.all().iter().all(|who| is_letter(&who.name));
    speakers.rename(|name| (is_number(name) || are_letters).then(|| lexicon.fields.numbered(name)));
}
