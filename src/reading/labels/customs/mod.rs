//! Customs: the ways in which this document may set off who speaks, found in the document itself.
//!
//! `observe → tally → score → choose`: each line is looked at once for what could part a name from what is said, listed
//! or not; a sign before which few names recur and take turns is a custom. Each custom is compared with what else the page
//! may be (nobody speaks, a list, a form, a glossary, a log), and the best with what the listed rules found. Whichever was
//! taken, `page` asks whether its labels are those of a talk.

mod choice;
mod observe;
mod page;
mod score;
mod signs;
mod tally;
mod unnamed;
mod weights;

pub(in crate::reading) use crate::reading::draft::PageKind;
pub(super) use choice::{Place, are_credible, prefers};
pub(super) use observe::is_credit;
pub(in crate::reading) use page::{NAMES as PAGE_TRAITS, PageTraits};
pub(super) use page::{kind as page_kind, traits as page_traits};
pub(super) use tally::Names;
pub(super) use unnamed::are_asked;

use crate::reading::draft::{Draft, Label};
use crate::reading::labels::shapes::Shape;
use crate::reading::lexicon::Lexicon;

/// A label that a custom of this document gives to a line.
#[derive(Debug, Clone)]
pub(super) struct Induced {
    /// The draft in which it stands.
    pub(super) draft: usize,
    /// The line of the draft.
    pub(super) line: usize,
    /// The number of its name among those of the custom.
    pub(super) name: usize,
    /// The form in which its name is counted.
    pub(super) key: String,
    /// The label itself.
    pub(super) label: Label,
}

/// The labels of the custom by which this document sets off who speaks; none where it is likelier that nobody speaks.
pub(super) fn induce<'a>(drafts: &'a [Draft], known: &mut Names<'a>, lexicon: &Lexicon) -> Option<Vec<Induced>> {
    let observed = observe::prefixes(drafts, &lexicon.calendar);
    let mut tallies = tally::signs(&observed, drafts, known, lexicon);
    tallies.retain(|tally| may_be(tally.sign, lexicon));
    tallies.iter_mut().for_each(score::judge);
    let (best, points) = score::best(&tallies)?;
    let label = |spoken: &tally::Spoken| {
        let prefix = &observed[spoken.prefix];
        let label = Label::new(Shape::Induced, prefix.name.clone(), prefix.length).at(prefix.time);
        let (name, key) = (spoken.name, best.names[spoken.name].key.clone());
        Induced { draft: prefix.draft, line: prefix.line, name, key, label }
    };
    let labels: Vec<Induced> =
        best.spoken.iter().filter(|spoken| best.names[spoken.name].is_accepted).map(label).collect();
    (points >= score::enough()).then_some(labels)
}

/// Whether a sign may set off who speaks: brackets that a person has taken out of the lists may not.
fn may_be(sign: signs::Sign, lexicon: &Lexicon) -> bool {
    match sign {
        signs::Sign::Between(open) => {
            let is_listed = || lexicon.shapes.between.iter().any(|shape| shape.before.starts_with(open));
            signs::is_never_listed(open) || is_listed()
        }
        _ => true,
    }
}
