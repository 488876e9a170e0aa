//! Turns: each speech is a question, an answer or a statement, by its speaker's part and by what stands around it.

mod certainty;
mod classes;
mod exchange;
mod follow_ups;
mod full_names;
mod heard;
mod lead;
mod likely;
mod parts;
pub(super) mod question_parts;
mod rehearsal;
mod same_speakers;
pub(super) mod speeches;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::document::block::BlockKind;
use crate::document::shared::{Pool, Shared};
use crate::document::turn::{Turn, TurnKind};
use crate::reading::cast::{self, Part, Weights};
use crate::reading::draft::{Draft, Stated};
use crate::reading::halves::in_halves;
use crate::reading::labels::PageKind;
use crate::reading::labels::names;
use crate::reading::labels::outlets;
use crate::reading::labels::shapes::Shape;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap::is_wide;
pub use certainty::Evidence;
use certainty::Judged;
use exchange::Exchanged;
use heard::Heard;
use lead::Lead;
use parts::Cast;
pub(super) use rehearsal::rehearse;
pub use rehearsal::{Rehearsal, Tried};
use speeches::Speech;

/// The turns of a page; their block ranges are ranges of drafts. What they were decided by is kept where `keeps_evidence`.
pub(crate) fn find(
    drafts: &[Draft],
    stated: &Stated,
    lexicon: &Lexicon,
    weights: &Weights,
    keeps_evidence: bool,
) -> (Vec<Turn>, Vec<Evidence>) {
    let speeches = speeches::find(drafts, &stated.parts, lexicon);
    let talks = talks(drafts, &speeches);
    let find = |part: Range<usize>| {
        let talks = &talks[part];
        let mut turns = Vec::with_capacity(talks.iter().map(|talk| talk.len()).sum());
        let mut evidence = Vec::new();
        for talk in talks {
            let kept = Some(&mut evidence).filter(|_| keeps_evidence);
            Talk { speeches: talk, drafts, stated, lexicon }.add_turns(&mut turns, weights, kept);
        }
        vec![(turns, evidence)]
    };
    // Whole talks: who asks and who answers is one choice for all speeches of a talk.
    let mut found = in_halves(talks.len(), speeches.len(), find).into_iter();
    // Of a long text they take as much as the turns do.
    drop(speeches);
    let (mut turns, mut evidence) = found.next().unwrap_or_default();
    for (rest, for_and_against) in found {
        turns.reserve_exact(rest.len());
        turns.extend(rest);
        evidence.extend(for_and_against);
    }
    let questions = turns.iter_mut().filter(|turn| turn.kind == TurnKind::Question);
    questions.zip(1..).for_each(|(turn, number)| turn.number = Some(number));
    (turns, evidence)
}

/// The speeches of a talk, with the page that they stand on.
struct Talk<'a> {
    speeches: &'a [Speech],
    drafts: &'a [Draft<'a>],
    stated: &'a Stated,
    lexicon: &'a Lexicon,
}

/// The speeches of each talk: one talk, unless great headings part a collection of talks in which the same person may
/// ask in one and answer in another.
fn talks<'a>(drafts: &[Draft], speeches: &'a [Speech]) -> Vec<&'a [Speech]> {
    /// Speeches from which on who asks and who answers can be told without the rest of the page.
    const MANY: usize = 20;
    let headings: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].kind == BlockKind::Heading(1)).collect();
    let chapter = |speech: &Speech| headings.partition_point(|&heading| heading < speech.drafts.start);
    let chapters: Vec<&[Speech]> = speeches.chunk_by(|a, b| chapter(a) == chapter(b)).collect();
    let stands_alone = |talk: &&&[Speech]| talk.len() >= MANY && talk.iter().any(|speech| speech.key != talk[0].key);
    if chapters.iter().filter(stands_alone).count() >= 2 { chapters } else { vec![speeches] }
}

impl Talk<'_> {
    /// Adds the turns of the talk, not numbered yet.
    fn add_turns(&self, turns: &mut Vec<Turn>, weights: &Weights, kept: Option<&mut Vec<Evidence>>) {
        let Talk { speeches, drafts, stated, lexicon } = *self;
        let mut lead = Lead::of(drafts);
        let heard = Heard::of(speeches, |index| speeches[index].opening(drafts, lexicon), stated, &lead, lexicon);
        let choice = cast::choose(&heard.talk, weights);
        let cast = Cast::new(&heard.talk, &choice.parts, &choice.margins);
        let n_before = turns.len();
        let (mut outlets, mut pool): (Outlets, Pool) = Default::default();
        let are_outlets = askers_are_outlets(speeches, &cast, lexicon);
        let full = full_names::find(speeches, drafts, lexicon);
        let found = likely::kinds(&Exchanged { speeches, cues: &heard.cues, cast: &cast }, &heard.talk, &choice);
        let is_talk = stated.kind == PageKind::Talk;
        let judged = Judged { speeches, found: &found, cues: &heard.cues, cast: &cast, drafts, is_talk };
        let certain = certainty::of(&judged, kept);
        for (index, speech) in speeches.iter().enumerate() {
            let mut is_outlet = || {
                are_outlets && is_unknown_outlet(speech, lexicon)
                    || outlets::has_article(&speech.name, lexicon)
                    || outlets::is_brand(&speech.name)
                    || lead.introduces(speech, lexicon)
            };
            // Ann Lee, The Beacon: what stands behind the comma.
            let behind_name = || speech.name.rsplit(", ").next().unwrap_or(&speech.name);
            let beside_name = || outlets::before_person(&speech.name, lexicon).unwrap_or_else(behind_name).to_owned();
            let mut may_be = || is_outlet().then(beside_name);
            let outlet = match cast.of(index).part {
                Part::Asks => outlet(speech, drafts, &mut outlets, lexicon).or_else(&mut may_be),
                _ => None,
            };
            turns.push(Turn {
                kind: found[index].kind,
                speaker: Some(speech.name.clone()).filter(|name| !name.is_empty()),
                speaker_full: full[index].clone(),
                outlet: outlet.map(|outlet| pool.text(&outlet)),
                parts: Vec::new(),
                number: None,
                blocks: speech.drafts.clone(),
                time: speech.label(drafts).and_then(|label| label.time),
                certainty: certain[index],
            });
        }
        follow_ups::assign(&mut turns[n_before..], lexicon);
    }
}

/// Whether most of those who ask and have a name are outlets: `新华社：…`, `The Beacon: …`.
fn askers_are_outlets(speeches: &[Speech], cast: &Cast, lexicon: &Lexicon) -> bool {
    let asks = |(index, speech): &(usize, &Speech)| cast.of(*index).part == Part::Asks && speech.role.is_none();
    let asking = speeches.iter().enumerate().filter(asks);
    let names: HashSet<&str> = asking.map(|(_, speech)| &*speech.name).filter(|name| !name.is_empty()).collect();
    let n_outlets = names.iter().filter(|name| outlets::in_label(name, lexicon).is_some()).count();
    n_outlets >= 2 && n_outlets * 10 >= names.len() * 6
}

/// A name that is no person's, where others are outlets.
fn is_unknown_outlet(speech: &Speech, lexicon: &Lexicon) -> bool {
    let first = speech.name.split_whitespace().next().map(fold).unwrap_or_default();
    let is_person = speech.name.chars().any(is_wide) && names::likeness(&speech.name, lexicon) >= 2.0;
    speech.role.is_none() && !is_person && !lexicon.courtesy.has(&first)
}

/// The outlets that speakers have named, by the key of the speaker.
type Outlets = HashMap<Shared<str>, String>;

/// The outlet of one who asks: in the label, or said at first and remembered.
fn outlet(speech: &Speech, drafts: &[Draft], known: &mut Outlets, lexicon: &Lexicon) -> Option<String> {
    // What the format itself sets beside the name: a column, an attribute.
    let stated = speech.tail(drafts).trim();
    if speech.shape == Shape::Voice && !stated.is_empty() {
        return Some(stated.to_owned());
    }
    let behind_stroke = || outlets::behind_stroke(&speech.name).filter(|_| speech.role.is_none()).map(str::to_owned);
    if let Some(outlet) = outlets::in_label(&speech.name, lexicon).or_else(behind_stroke) {
        if speech.role.is_none() {
            known.insert(speech.key.clone(), outlet.clone());
        }
        return Some(outlet);
    }
    let mut parts = speech
        .tail(drafts)
        .split([',', '|', '–', '—', '，'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split("--"));
    if let Some(firm) = parts.find_map(|part| {
        Some(part.trim())
            .filter(|part| part.len() > 2 && part.contains(char::is_alphabetic) && names::role(part, lexicon).is_none())
    }) {
        return Some(firm.trim_end_matches([':', '：']).to_owned());
    }
    let is_person = speech.role.is_none();
    if let Some(said) = outlets::in_speech(&speech.name, &speech.opening(drafts, lexicon), lexicon) {
        if is_person {
            known.insert(speech.key.clone(), said.clone());
        }
        return Some(said);
    }
    // ZEIT behind DIE ZEIT: as printed here.
    let said = known.get(&speech.key)?;
    Some(if said.ends_with(&*speech.name) { speech.name.to_string() } else { said.clone() })
}
