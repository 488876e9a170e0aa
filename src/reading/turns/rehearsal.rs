//! Rehearsals: a talk whose castings are all tried, so that weights can be found by which the right one is chosen.

use std::ops::Range;

use super::exchange::Exchanged;
use super::heard::Heard;
use super::lead::Lead;
use super::parts::Cast;
use super::speeches::{self, Speech};
use super::{exchange, talks};
use crate::document::turn::TurnKind;
use crate::reading::cast;
use crate::reading::draft::{Draft, Stated};
use crate::reading::lexicon::Lexicon;

/// A talk as it is heard before anybody knows who asks.
pub struct Rehearsal<'a> {
    speeches: Vec<Speech>,
    openings: Vec<String>,
    stated: Stated,
    lead: Lead,
    lexicon: &'a Lexicon,
}

/// A casting that was tried.
pub struct Tried {
    /// What the casting has of each trait, in the order of `Weights::fitted`.
    pub traits: Vec<f64>,
    /// The kind of each speech.
    pub kinds: Vec<TurnKind>,
}

/// The talks of a page.
pub(crate) fn rehearse<'a>(drafts: &[Draft], stated: &Stated, lexicon: &'a Lexicon) -> Vec<Rehearsal<'a>> {
    let speeches = speeches::find(drafts, &stated.parts, lexicon);
    let talks = talks(drafts, &speeches).into_iter();
    let rehearsal = |talk: &[Speech]| Rehearsal {
        speeches: talk.to_vec(),
        openings: talk.iter().map(|speech| speech.opening(drafts, lexicon)).collect(),
        stated: stated.clone(),
        lead: Lead::of(drafts),
        lexicon,
    };
    talks.map(rehearsal).collect()
}

impl Rehearsal<'_> {
    /// What is said first in each speech.
    pub fn openings(&self) -> impl Iterator<Item = &str> {
        self.openings.iter().map(String::as_str)
    }

    /// The castings of a part of the talk: of those that make turns of the same kinds the best. Only a part that begins where the
    /// talk does has its title.
    pub fn castings(&self, part: Range<usize>) -> Vec<Tried> {
        let is_beginning = part.start == 0;
        let (speeches, openings) = (&self.speeches[part.clone()], &self.openings[part]);
        let mut heard = Heard::of(speeches, |index| openings[index].clone(), &self.stated, &self.lead, self.lexicon);
        heard.talk.occasion = heard.talk.occasion.filter(|_| is_beginning);
        let tried = |trial: cast::Trial| {
            let cast = Cast::new(&heard.talk, &trial.parts, &[]);
            let kinds = exchange::kinds(&Exchanged { speeches, cues: &heard.cues, cast: &cast });
            let kinds = kinds.into_iter().map(|found| found.kind).collect();
            Tried { traits: trial.traits, kinds }
        };
        cast::trials(&heard.talk).into_iter().map(tried).collect()
    }
}
