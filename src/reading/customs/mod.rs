//! Customs: the ways in which this document may set off who speaks, found in the document itself.
//!
//! `observe → tally → score → choose`: each line is looked at once for what could part a name from what is said, listed
//! or not; a sign before which few names recur and take turns is a custom. Each custom is compared with what else the page
//! may be (nobody speaks, a list, a form, a glossary, a log), and the best with what the listed rules found.

mod choice;
pub(in crate::reading) mod fields;
mod observe;
mod score;
pub(in crate::reading) mod set_off;
mod signs;
mod storeys;
mod tally;
mod weights;

pub(in crate::reading) use choice::{Place, are_credible, prefers};
pub(in crate::reading) use fields::is_stamp;
pub(in crate::reading) use storeys::unite as unite_storeys;

use crate::document::turn::{Certainty, Reason, Turn};
use crate::reading::draft::{Draft, Label};
use crate::reading::labels::shapes::Shape;
use crate::reading::lexicon::Lexicon;

/// A label that a custom of this document gives to a line.
#[derive(Debug, Clone)]
pub(in crate::reading) struct Induced {
    /// The draft in which it stands.
    pub(in crate::reading) draft: usize,
    /// The line of the draft.
    pub(in crate::reading) line: usize,
    /// The form in which its name is counted.
    pub(in crate::reading) key: String,
    /// The label itself.
    pub(in crate::reading) label: Label,
}

/// The labels of the custom by which this document sets off who speaks; none where it is likelier that nobody speaks.
pub(in crate::reading) fn induce(drafts: &[Draft], lexicon: &Lexicon) -> Option<Vec<Induced>> {
    let observed = observe::prefixes(drafts);
    let mut tallies = tally::signs(&observed, drafts, lexicon);
    tallies.retain(|tally| may_be(tally.sign, lexicon));
    tallies.iter_mut().for_each(score::judge);
    let (best, points) = score::best(&tallies)?;
    let label = |spoken: &tally::Spoken| {
        let prefix = &observed[spoken.prefix];
        let label = Label::new(Shape::Induced, prefix.name.clone(), prefix.length).at(prefix.time);
        Induced { draft: prefix.draft, line: prefix.line, key: best.names[spoken.name].key.clone(), label }
    };
    let labels: Vec<Induced> =
        best.spoken.iter().filter(|spoken| best.names[spoken.name].is_accepted).map(label).collect();
    (points >= score::enough()).then_some(labels)
}

/// Whether a sign may set off who speaks: brackets that a person has taken out of the lists may not.
fn may_be(sign: signs::Sign, lexicon: &Lexicon) -> bool {
    match sign {
        signs::Sign::Between(open) => lexicon.shapes.between.iter().any(|shape| shape.before.starts_with(open)),
        _ => true,
    }
}

/// Makes guesses of the turns whose labels no list knows, or whose names have a number before them that no list knows:
/// what is found here is never shown as a fact.
pub(in crate::reading) fn doubt(turns: &mut [Turn], drafts: &[Draft]) {
    let is_numbered = |text: &str, label: &Label| fields::number(text) > 0 && !text.starts_with(label.name_in(text));
    let is_unlisted = |turn: &Turn| {
        let draft = drafts.get(turn.blocks.start).filter(|draft| !draft.lines.is_empty());
        draft
            .and_then(|draft| Some((draft.first(), draft.label()?)))
            .is_some_and(|(text, label)| label.shape == Shape::Induced || is_numbered(text, label))
    };
    for turn in turns.iter_mut().filter(|turn| turn.certainty == Certainty::Certain && is_unlisted(turn)) {
        turn.certainty = Certainty::Guess(Reason::Unstated);
    }
}
