//! Layers: the same words lie in data several times, as a whole, by sentences and by words; one of them is read.

use std::collections::HashSet;

use super::leaf::{Leaf, Leaves};
use super::tokens::unescaped;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap;

/// What the texts of a layer have in common.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub(super) number: u32,
    rank: u16,
    pub(super) n: usize,
    n_voiced: usize,
    n_by_authors: usize,
    n_timed: usize,
    n_choices: usize,
    n_bytes: usize,
    n_voiced_bytes: usize,
    /// How many are more than a word or two, of those that are looked at.
    n_prose: usize,
    n_looked_at: usize,
    speakers: HashSet<u32>,
    /// The beginnings of the texts that are looked at: programs write the same again and again.
    beginnings: HashSet<String>,
}

/// How it is told who speaks in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voices {
    /// Each text has a speaker.
    Speakers,
    /// Each text has somebody who has written it.
    Authors,
    /// Nobody is named, or only the times in which somebody speaks.
    Nobody,
}

impl Layer {
    /// Bytes of a text.
    pub(super) fn mean(&self) -> usize {
        self.n_bytes / self.n.max(1)
    }

    /// Whether most texts differ from each other.
    fn is_varied(&self) -> bool {
        self.beginnings.len() * 2 >= self.n_looked_at
    }

    fn is_prose(&self) -> bool {
        self.n_prose * 2 >= self.n_looked_at
    }
}

/// The layer to be read, and how it is told who speaks there; `None` where the data hold no talk.
pub(super) fn choose(leaves: &Leaves, text: &str, lexicon: &Lexicon) -> Option<(Layer, Voices)> {
    let mut layers: Vec<Layer> = Vec::new();
    layers.extend(leaves.ranks.iter().zip(0..).map(|(&rank, number)| Layer { number, rank, ..Layer::default() }));
    for leaf in &leaves.all {
        count(&mut layers[leaf.layer as usize], leaf, text);
    }
    let is_log = |layer: &Layer| leaves.n_logged * 2 >= layer.n;
    let is_voiced = |layer: &Layer| layer.n_voiced > 0 && layer.n_voiced * 4 >= layer.n;
    let is_written = |layer: &Layer| layer.is_varied() && is_written(layer, leaves, lexicon) && !is_log(layer);
    let is_timed =
        |layer: &Layer| layer.n_timed * 10 >= layer.n * 4 && layer.n > 1 && layer.n_bytes > 5 && !is_log(layer);
    // A text that takes most of the file, or readings of what was heard.
    let is_whole = |layer: &Layer| {
        let is_large = layer.n <= 2 && layer.n_bytes * 10 >= text.len() * 4;
        (is_large || layer.n_choices == layer.n && layer.n > 0) && layer.is_prose()
    };
    let best = |is_one: &dyn Fn(&Layer) -> bool, n_bytes: fn(&Layer) -> usize| {
        let most = layers.iter().filter(|layer| is_one(layer)).map(n_bytes).max()?;
        let all = layers.iter().filter(|layer| is_one(layer) && n_bytes(layer) * 10 >= most * 7);
        all.max_by_key(|layer| (layer.mean(), std::cmp::Reverse(layer.rank))).map(|layer| layer.number)
    };
    let (number, voices) = best(&is_voiced, |layer| layer.n_voiced_bytes)
        .map(|number| (number, Voices::Speakers))
        .or_else(|| best(&is_written, |layer| layer.n_bytes).map(|number| (number, Voices::Authors)))
        .or_else(|| best(&is_timed, |layer| layer.n_bytes).map(|number| (number, Voices::Nobody)))
        .or_else(|| best(&is_whole, |layer| layer.n_bytes).map(|number| (number, Voices::Nobody)))?;
    let layer = layers.swap_remove(number as usize);
    Some((layer, voices))
}

fn count(layer: &mut Layer, leaf: &Leaf, text: &str) {
    // So many texts tell what the others are.
    const LOOKED_AT: usize = 500;
    let raw = &text[leaf.text.start as usize..leaf.text.end as usize];
    layer.n += 1;
    layer.n_bytes += raw.len();
    layer.n_timed += usize::from(leaf.start.is_some());
    layer.n_choices += usize::from(leaf.is_choice);
    if let Some(speaker) = leaf.speaker {
        layer.n_voiced += usize::from(!leaf.is_author);
        layer.n_voiced_bytes += if leaf.is_author { 0 } else { raw.len() };
        layer.n_by_authors += usize::from(leaf.is_author);
        layer.speakers.insert(speaker);
    }
    if layer.n_looked_at < LOOKED_AT {
        layer.n_looked_at += 1;
        layer.n_prose += usize::from(is_prose(raw));
        layer.beginnings.insert(wrap::first_letters(raw, 60).to_owned());
    }
}

/// Whether a text is more than a word or a number.
pub(in crate::reading::formats) fn is_prose(raw: &str) -> bool {
    let start = wrap::first_letters(raw, 400);
    let said = unescaped(start);
    let has_letters = said.contains(char::is_alphabetic);
    let n_wide = said.chars().filter(|letter| wrap::is_unspaced(*letter)).count();
    has_letters && (wrap::ends_sentence(&said) || said.split_whitespace().nth(2).is_some() || n_wide >= 5)
}

/// Whether people write to each other: the same names come again, or they are those of a chat with a machine.
fn is_written(layer: &Layer, leaves: &Leaves, lexicon: &Lexicon) -> bool {
    if layer.n_by_authors * 10 < layer.n * 8 || layer.speakers.is_empty() {
        return false;
    }
    let fields = &lexicon.fields;
    let names = layer.speakers.iter().filter_map(|number| leaves.speakers.get(*number));
    let mut keys = names.map(|who| fold(&who.name));
    let are_roles = keys.all(|key| fields.asks.has(&key) || fields.answers.has(&key) || fields.leads.has(&key));
    are_roles || layer.is_prose() && layer.speakers.len() > 1 && layer.speakers.len() * 2 <= layer.n
}
