//! Left out: what is set like a label and is none, whatever else the document shows. Each reason is a row with an example;
//! all of them look at the same places, so that none depends on another.

use std::collections::{BTreeMap, HashSet};

use super::candidates::Candidate;
use super::collected::Collected;
use super::names::Role;
use super::shapes::Shape;
use super::{billing, fields};
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::rules::{Rule, remaining};

/// A place that is left out, with what its line tells of those who take part.
pub(super) struct Out {
    pub(super) place: usize,
    pub(super) tells: Tells,
}

/// What a line that is no speech tells of those who take part.
pub(super) enum Tells {
    Nothing,
    /// Some of them, by key, have this part.
    Parts(Vec<String>, Role),
    /// Somebody, by key, is there.
    Takes(String),
}

impl Out {
    /// Places whose lines tell nothing.
    pub(super) fn silent(places: Vec<usize>) -> Vec<Out> {
        places.into_iter().map(|place| Out { place, tells: Tells::Nothing }).collect()
    }
}

/// Finds the places that a rule leaves out.
type Finds = fn(&Collected, &Lexicon) -> Vec<Out>;

pub(super) const RULES: [Rule<Finds>; 6] = [
    Rule {
        because: "a line says who asks or who answers, and those it names speak under their names",
        example: "✗采访者：周伯海（灯塔博物馆）\n\n周伯海：灯还亮吗？\n\n守灯人：亮着。\n\n周伯海：一直亮？\n\n守灯人：一直。",
        n_cases: 0,
        finds: billing::find,
    },
    Rule {
        because: "behind a key stands nothing but a person, each time",
        example: "✗Presenter: Ann Lee\n\nBo Lund: Who was there?\n\n✗Presenter: Mia Holm\n\nBo Lund: And then?",
        n_cases: 0,
        finds: |all, lexicon| Out::silent(fields::persons(all, lexicon)),
    },
    Rule {
        because: "it is a form that nobody has filled in",
        example: "✗Witness: [Name of the witness]\n\nAnn Lee: Were you there?",
        n_cases: 0,
        finds: |all, _| {
            Out::silent(all.numbers_of(|found| all.n(found) == 1 && fields::is_form(found.said(&all.drafts))))
        },
    },
    Rule {
        because: "it stands once, above all names that recur, with no sentence behind it",
        example: "✗Meeting ID: 01JY\n\nAnn: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.\n\nAnn: When?",
        n_cases: 22,
        finds: |all, _| Out::silent(fields::above(all)),
    },
    Rule {
        because: "it is in a list of those who take part",
        example: "✗Ann Lee - Chief Keeper\n✗Bo Lund - Second Keeper\n\nAnn Lee: Who was there?",
        n_cases: 1,
        finds: |all, _| fields::rosters(all),
    },
    Rule {
        because: "it is in a table whose first cells are all different: where that is the talk, somebody speaks twice",
        example: "| ✗Who | What |\n|---|---|\n| ✗Ann Lee | first keeper |\n| ✗Bo Lund | second keeper |",
        n_cases: 4,
        finds: |all, _| Out::silent(cells(all)),
    },
];

/// The places that may be labels, with what the others tell of those who take part.
pub(super) struct Candidates<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
    pub(super) places: Vec<Candidate>,
    /// Who asks and who answers, by key, as far as a line says so.
    pub(super) parts: BTreeMap<String, Role>,
    /// Who is in a list of those who take part.
    pub(super) listed: Vec<String>,
}

impl<'a> Candidates<'a> {
    /// Leaves out what is none.
    pub(super) fn of(all: Collected<'a>, lexicon: &Lexicon) -> Self {
        let outs: Vec<Out> = RULES.iter().flat_map(|rule| (rule.finds)(&all, lexicon)).collect();
        let is_out: HashSet<usize> = outs.iter().map(|out| out.place).collect();
        let (mut parts, mut listed) = (BTreeMap::new(), Vec::new());
        for out in outs {
            match out.tells {
                Tells::Nothing => {}
                Tells::Parts(keys, part) => parts.extend(keys.into_iter().map(|key| (key, part))),
                Tells::Takes(key) => listed.push(key),
            }
        }
        let Collected { drafts, places, .. } = all;
        Candidates { drafts, places: remaining(places, &is_out), parts, listed }
    }
}

/// The cells of a table in which no name stands twice.
fn cells(all: &Collected) -> Vec<usize> {
    let cells = all.numbers_of(|found| found.label.shape == Shape::Cell);
    let mut names = HashSet::new();
    if cells.iter().all(|&cell| names.insert(all.places[cell].named)) { cells } else { Vec::new() }
}
