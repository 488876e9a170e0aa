//! Pages: whether anybody speaks where labels were found, or whether they are the keys of a form, the words of a glossary,
//! the items of a list.
//!
//! One sum over what all labels of the page have in common, whatever their shapes; its weights are in
//! `assets/weights-page.toml`, fitted to talks and to pages on which nobody speaks.

use super::PageKind;
use super::score::share_of;
use super::signs::{Prefix, Sign};
use super::tally::{self, Name, Names, Spoken, Tally};
use crate::reading::draft::Draft;
use crate::reading::labels::candidates::Candidate;
use crate::reading::labels::shapes::Shape;
use crate::reading::lexicon::Lexicon;
use crate::reading::rows::{self, Row};
use crate::reading::shares::FEW;
use crate::reading::weighing::Scale;

/// What the labels of a page have in common: a value for each of [`NAMES`].
pub(in crate::reading) type PageTraits = [f32; NAMES.len()];

/// The names of the traits, as `assets/weights-page.toml` lists and explains them.
pub(in crate::reading) const NAMES: [&str; 19] = [
    "constant",
    "known",
    "parts",
    "persons",
    "asked",
    "asks",
    "recurs",
    "returns",
    "ended",
    "items",
    "short",
    "figures",
    "quoted",
    "lower",
    "ended_by_name",
    "figures_by_name",
    "distinct",
    "timed",
    "counted",
];

const SHIPPED: &str = include_str!("../../../../assets/weights-page.toml");

const ROWS: [Row; rows::count(SHIPPED)] = rows::read(SHIPPED);

static SCALE: Scale<{ NAMES.len() }> = Scale::of("page", &ROWS, &NAMES);

/// So many labels are looked at.
const MOST: usize = 1_000;

/// What a page is whose labels have this in common.
pub(in crate::reading::labels) fn kind(traits: &PageTraits) -> PageKind {
    match SCALE.sum(traits) {
        sum if sum >= const { SCALE.number("sure") } => PageKind::Talk,
        sum if sum >= const { SCALE.number("enough") } => PageKind::PerhapsTalk,
        _ => PageKind::NoTalk,
    }
}

/// What the labels of a page have in common; `None` where there are none, or where it is told who speaks: by markup, by the marks
/// of a channel, by a time beside each name on lines of their own, as chats are exported.
pub(in crate::reading::labels) fn traits<'a>(
    labels: &[Candidate],
    drafts: &'a [Draft],
    known: &mut Names<'a>,
    lexicon: &Lexicon,
) -> Option<PageTraits> {
    // After a thousand labels more of them say nothing new.
    let labels = &labels[..labels.len().min(MOST)];
    let is_stamped = |found: &Candidate| found.label.shape == Shape::OwnLine && found.label.time.is_some();
    let is_voice =
        |found: &&Candidate| found.label.shape == Shape::Voice || is_stamped(found) || is_handle(found, drafts);
    let n_voices = labels.iter().filter(is_voice).count();
    if labels.is_empty() || n_voices * 2 > labels.len() {
        return None;
    }
    let prefixes: Vec<Prefix> = labels.iter().map(prefix).collect();
    let places: Vec<usize> = (0..prefixes.len()).collect();
    Some(of_tally(&tally::tally(Sign::Line, &places, &prefixes, drafts, known, lexicon)))
}

/// `<ann> …`, `< ann> …`, `<+ann> …`, `@ann …`: as those who write in a channel are printed.
fn is_handle(found: &Candidate, drafts: &[Draft]) -> bool {
    let before = found.label.before_name_in(found.text(drafts));
    before.trim_end_matches([' ', '+', '%', '&', '~']).ends_with(['<', '＜', '@', '＠'])
}

/// A label as the prefix of its line.
fn prefix(found: &Candidate) -> Prefix {
    Prefix {
        draft: found.draft,
        line: found.line,
        sign: Sign::Line,
        name: found.label.name_range(),
        length: found.label.length(),
        time: found.label.time,
        is_timed: found.label.time.is_some(),
    }
}

/// The traits, in the order of [`NAMES`].
fn of_tally(tally: &Tally) -> PageTraits {
    let spoken = &tally.spoken;
    let n = spoken.len();
    let name = |it: &Spoken| &tally.names[it.name];
    let share = |is: &dyn Fn(&Spoken) -> bool| share_of(spoken.iter().filter(|it| is(it)).count(), n);
    let is_asked = |pair: &&[Spoken]| pair[0].asks && !pair[1].asks && pair[0].name != pair[1].name;
    let is_return = |three: &&[Spoken]| three[0].name == three[2].name && three[0].name != three[1].name;
    [
        1.0,
        share(&|it| name(it).role.is_some() || name(it).likeness >= 1.5),
        share(&|it| name(it).role.is_some()),
        share(&|it| name(it).likeness >= 1.5),
        share_of(spoken.windows(2).filter(is_asked).count(), n),
        share(&|it| it.asks),
        share(&|it| name(it).n >= 2),
        share_of(spoken.windows(3).filter(is_return).count(), n.saturating_sub(2)),
        share(&|it| it.is_ended),
        share(&|it| it.is_item),
        share(&|it| it.is_short && !it.is_ended),
        share(&|it| it.is_figure),
        share(&|it| it.is_quoted),
        share(&|it| it.is_lower),
        by_name(tally, |it| it.is_ended),
        by_name(tally, |it| it.is_figure),
        share_of(tally.names.len(), n),
        share(&|it| it.is_timed && name(it).n >= 2),
        share_of(spoken.windows(2).filter(|pair| are_counted(name(&pair[0]), name(&pair[1]))).count(), n),
    ]
}

/// `Step 1`, `Step 2`: the next is named as the one before it, and its number is one higher.
fn are_counted(name: &Name, next: &Name) -> bool {
    let numbered = |name: &Name| {
        let word = name.key.trim_end_matches(|letter: char| letter.is_ascii_digit());
        Some((word.to_owned(), name.key[word.len()..].parse::<u32>().ok()?))
    };
    match (numbered(name), numbered(next)) {
        (Some((word, number)), Some((next_word, next_number))) => word == next_word && number + 1 == next_number,
        (None, _) | (_, None) => false,
    }
}

/// How much it depends on the name whether something is so: each field of a form has values of its own kind, while people
/// speak now briefly, now at length.
fn by_name(tally: &Tally, is: impl Fn(&Spoken) -> bool) -> f32 {
    let mut n_so = vec![0; tally.names.len()];
    tally.spoken.iter().for_each(|it| n_so[it.name] += usize::from(is(it)));
    let n = tally.spoken.len();
    let all = share_of(n_so.iter().sum(), n);
    let often = tally.names.iter().zip(n_so).filter(|(name, _)| name.n >= FEW);
    let apart = often.map(|(name, n_so)| (share_of(n_so, name.n) - all).abs() * name.n as f32);
    apart.sum::<f32>() / n.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::weighing::complaints;

    #[test]
    fn each_trait_has_a_row_that_says_what_it_counts_and_a_weight_of_its_sign() {
        assert_eq!(complaints(SHIPPED, &NAMES), Vec::<String>::new());
        assert!(const { SCALE.number("sure") } > const { SCALE.number("enough") });
    }
}
