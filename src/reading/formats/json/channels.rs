//! Channels: where a recording has one for each voice, and nothing else says who speaks, the channel is the speaker.

use super::leaf::{Leaf, Leaves};
use super::times::Time;
use super::tokens::unescaped;
use crate::reading::formats::spoken::Speaker;
use crate::reading::wrap;

/// What is heard on a channel is of one piece up to a sentence that ends or a pause this long, in milliseconds.
const PAUSE: u64 = 800;
/// Recordings have no more channels.
const MOST: u32 = 64;

/// What is known of the leaves of a layer.
#[derive(Debug, Clone, Copy, Default)]
struct Layer {
    n: usize,
    n_timed: usize,
    n_voiced: usize,
    /// The channels that were heard, one bit for each.
    heard: u64,
}

impl Layer {
    /// Whether nobody is named, but several channels are heard, at times that are told. They are counted from 0 or 1 on:
    /// other numbers are those of broadcasters and instruments.
    fn is_parted(&self) -> bool {
        let counted = self.heard >> self.heard.trailing_zeros().min(1);
        let are_counted = counted & counted.wrapping_add(1) == 0;
        self.n_voiced == 0 && self.heard.count_ones() > 1 && are_counted && self.n_timed * 10 >= self.n * 4
    }
}

/// Gives the leaves of such layers the number of their channel for a speaker, and puts them in the order of time.
pub(super) fn give_voices(leaves: &mut Leaves, text: &str, are_milliseconds: bool) {
    let mut layers = vec![Layer::default(); leaves.ranks.len()];
    for leaf in &leaves.all {
        let layer = &mut layers[leaf.layer as usize];
        layer.n += 1;
        layer.n_timed += usize::from(leaf.start.is_some());
        layer.n_voiced += usize::from(leaf.speaker.is_some() && !leaf.is_author);
        layer.heard |= leaf.channel.filter(|channel| *channel < MOST).map_or(0, |channel| 1 << channel);
    }
    if !layers.iter().any(Layer::is_parted) {
        return;
    }
    let Leaves { all, speakers, .. } = leaves;
    for leaf in all.iter_mut().filter(|leaf| layers[leaf.layer as usize].is_parted()) {
        let Some(channel) = leaf.channel else { continue };
        leaf.speaker = speakers.number(Speaker { name: channel.to_string(), outlet: String::new() });
        leaf.is_author = false;
    }
    let (mut parted, others): (Vec<Leaf>, Vec<Leaf>) =
        std::mem::take(all).into_iter().partition(|leaf| layers[leaf.layer as usize].is_parted());
    *all = others;
    // The same words may stand there in several spellings, one beside the other.
    parted.sort_by_key(|leaf| leaf.layer);
    let starts = piece_starts(&parted, text, are_milliseconds);
    let mut order: Vec<(u32, u64, usize)> = Vec::with_capacity(parted.len());
    for (number, leaf) in parted.iter().enumerate() {
        order.push((leaf.layer, starts[number], number));
    }
    order.sort_unstable();
    let mut places: Vec<Option<Leaf>> = parted.drain(..).map(Some).collect();
    all.extend(order.into_iter().filter_map(|(.., number)| places[number].take()));
}

/// When the piece that each leaf belongs to begins. A mark without a time belongs to the word before it.
fn piece_starts(leaves: &[Leaf], text: &str, are_milliseconds: bool) -> Vec<u64> {
    let at = |time: Time| time.milliseconds(are_milliseconds);
    let mut starts: Vec<u64> = Vec::with_capacity(leaves.len());
    let mut before: Option<(&Leaf, u64, u64)> = None;
    for leaf in leaves {
        let start = leaf.start.map(at);
        let same = before.filter(|(last, ..)| last.layer == leaf.layer && last.channel == leaf.channel);
        let (piece, end) = match (same, start) {
            (Some((_, piece, end)), None) => (piece, end),
            (Some((last, piece, end)), Some(start)) => {
                let said = unescaped(&text[last.text.start as usize..last.text.end as usize]);
                let goes_on = !wrap::ends_sentence(&said) && start <= end.saturating_add(PAUSE);
                (if goes_on { piece } else { start }, leaf.end.map_or(start, at))
            }
            (None, start) => (start.unwrap_or(0), leaf.end.map(at).or(start).unwrap_or(0)),
        };
        starts.push(piece);
        // A mark may end the sentence.
        before = Some((leaf, piece, end));
    }
    starts
}
