//! Accepted: the places that are labels, by listed shapes or by a custom of this document, and whether that is a talk.

use std::collections::{HashMap, HashSet};

use super::candidates::Candidate;
use super::customs::{self, Induced, Names, PageKind, PageTraits, Place};
use super::judged::Judged;
use super::names;
use super::shapes::Shape;
use super::{not_here, set_apart};
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::rules::remaining;

/// The drafts of a page and the labels in them, in order.
pub(super) struct Accepted<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
    pub(super) labels: Vec<Candidate>,
    /// The names that may stand within lines, too, by key: those before colons.
    pub(super) known: HashSet<String>,
    /// What the labels have in common, and what the page is by that.
    pub(super) traits: Option<PageTraits>,
    pub(super) kind: PageKind,
}

impl<'a> Accepted<'a> {
    /// Takes the places of those who speak for labels, or those of a custom that explains more of the document.
    pub(super) fn of(all: Judged<'a>, lexicon: &Lexicon) -> Self {
        let is_out: HashSet<usize> = not_here::RULES.iter().flat_map(|rule| (rule.finds)(&all, lexicon)).collect();
        let Judged { drafts, places, cast, .. } = all;
        let mut listed = remaining(places, &is_out);
        listed.retain(|found| cast.of(found).accepted);
        let mut known = Names::default();
        let induced = induced(&listed, &drafts, &mut known, lexicon);
        let is_listed = induced.is_none();
        let labels = match induced {
            Some(induced) => beside(induced, listed, &drafts, lexicon),
            None => listed,
        };
        let traits = customs::page_traits(&labels, &drafts, &mut known, lexicon);
        let kind = traits.as_ref().map_or(PageKind::Talk, customs::page_kind);
        let is_known = is_listed && kind != PageKind::NoTalk;
        let speakers = cast.members.into_iter().filter(|member| is_known && member.accepted);
        let known = speakers.filter(|member| member.shapes.contains(&Shape::Colon)).map(|member| member.key).collect();
        Accepted { drafts, labels, known, traits, kind }
    }
}

/// The labels of a custom of this document, where it explains more of it than the listed shapes do.
fn induced<'a>(
    listed: &[Candidate],
    drafts: &'a [Draft],
    known: &mut Names<'a>,
    lexicon: &Lexicon,
) -> Option<Vec<Candidate>> {
    let place = |found: &Candidate| Place { draft: found.draft, line: found.line, name: found.named };
    let listed: Vec<Place> = listed.iter().map(place).collect();
    if customs::are_credible(&listed) {
        return None;
    }
    let induced = customs::induce(drafts, known, lexicon)?;
    let questions = if listed.is_empty() { set_apart::questions(drafts, lexicon) } else { Vec::new() };
    let candidate =
        |Induced { draft, line, name, key, label }| Candidate { draft, line, label, key, named: name, member: 0 };
    customs::prefers(&induced, &listed, &questions).then(|| induced.into_iter().map(candidate).collect())
}

/// The labels of a custom, and beside them the listed ones that stand elsewhere and without doubt say who speaks: before the
/// questions of a hearing, who opens it. After the last label of the custom nobody
/// else begins to speak.
fn beside(mut labels: Vec<Candidate>, listed: Vec<Candidate>, drafts: &[Draft], lexicon: &Lexicon) -> Vec<Candidate> {
    let end = labels.last().map_or(0, |found| found.draft);
    let taken: HashSet<usize> = labels.iter().map(|found| found.draft).collect();
    let mut n_names = labels.iter().map(|found| found.named + 1).max().unwrap_or_default();
    let mut numbers: HashMap<String, usize> = labels.iter().map(|found| (found.key.clone(), found.named)).collect();
    let is_sure = |name: &str| names::likeness(name, lexicon) >= names::SURE || names::role(name, lexicon).is_some();
    for found in listed.into_iter().filter(|found| !taken.contains(&found.draft) && is_sure(found.name(drafts))) {
        if found.draft > end && !numbers.contains_key(&found.key) {
            continue;
        }
        let named = *numbers.entry(found.key.clone()).or_insert(n_names);
        n_names = n_names.max(named + 1);
        labels.push(Candidate { named, ..found });
    }
    labels.sort_by_key(|found| (found.draft, found.line));
    labels
}
