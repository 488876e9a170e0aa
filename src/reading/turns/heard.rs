//! What is heard of a talk: its speeches as facts for the casting, with each speaker by number.

use std::collections::{HashMap, HashSet};

use super::classes;
use super::exchange::Cue;
use super::lead::Lead;
use super::speeches::Speech;
use crate::document::shared::Shared;
use crate::reading::cast::{Occasion, Said, Talk, Voice};
use crate::reading::draft::Stated;
use crate::reading::labels::introductions;
use crate::reading::labels::names::{self, Role};
use crate::reading::labels::outlets;
use crate::reading::lexicon::{Folded, Lexicon, Words, fold};
use crate::reading::wrap::is_wide;

/// A talk as it is heard.
pub(crate) struct Heard {
    pub(crate) talk: Talk,
    pub(crate) cues: Vec<Cue>,
}

impl Heard {
    /// The talk of these speeches, the first words of which `opening` tells by number.
    pub(crate) fn of(
        speeches: &[Speech],
        opening: impl Fn(usize) -> String,
        stated: &Stated,
        lead: &Lead,
        lexicon: &Lexicon,
    ) -> Heard {
        let mut voices: HashMap<&str, usize> = HashMap::new();
        let mut names: Vec<&str> = Vec::new();
        let mut talk = Talk::default();
        let mut cues = Vec::with_capacity(speeches.len());
        talk.speeches.reserve_exact(speeches.len());
        let labels = Labels::of(speeches, stated, lexicon);
        for (index, speech) in speeches.iter().enumerate() {
            let voice = *voices.entry(&speech.key).or_insert_with(|| {
                talk.voices.push(labels.voice(speech, lead, lexicon));
                names.push(&speech.name);
                talk.voices.len() - 1
            });
            let known = &mut talk.voices[voice];
            known.role = known.role.or_else(|| labels.role(speech));
            let opening = opening(index);
            let folded = Folded::of(&opening);
            let cue = Cue::of(speech, (&opening, &folded), speeches.get(index + 1), lexicon);
            let said = said(speech, (&opening, &folded), cue, lexicon);
            talk.speeches.push(Said { voice, ..said });
            cues.push(cue);
        }
        // Where nearly all that is said is said by those who are named as speakers, and none is named as host, nobody is the guest.
        if are_all_but_audience(&talk, |voice| voice.is_guest) {
            talk.are_peers = !stated.speakers.is_empty();
            talk.voices.iter_mut().for_each(|voice| voice.is_guest = false);
        }
        if are_all_but_audience(&talk, |voice| voice.is_introduced) {
            talk.voices.iter_mut().for_each(|voice| voice.is_introduced = false);
        }
        talk.are_peers |= stated.are_peers;
        classes::tell(&mut talk.voices, &names, lexicon);
        talk.occasion = stated.title.as_deref().and_then(|title| occasion(title, lexicon));
        Heard { talk, cues }
    }
}

/// Whether something is so of all voices, or of two and more while all others together say no more than one of sixteen
/// speeches: somebody in the audience.
fn are_all_but_audience(talk: &Talk, is_so: impl Fn(&Voice) -> bool) -> bool {
    /// One of so many speeches may be of somebody else.
    const ONE_OF: usize = 16;
    let n_others = talk.speeches.iter().filter(|said| !is_so(&talk.voices[said.voice])).count();
    let n_voices = talk.voices.iter().filter(|voice| is_so(voice)).count();
    n_voices == talk.voices.len() || n_voices >= 2 && n_others * ONE_OF <= talk.speeches.len()
}

/// What a speech does by its first words, as printed and folded.
fn said(speech: &Speech, (opening, words): (&str, &Folded), cue: Cue, lexicon: &Lexicon) -> Said {
    let is_named = |text: &str| text.chars().any(is_wide);
    let introduces = || match is_named(&speech.name) || is_named(opening) {
        true => introductions::outlet(&speech.name, opening, lexicon).is_some(),
        false => outlets::introduces(&speech.name, opening, &words.text, lexicon).is_some(),
    };
    Said {
        voice: 0,
        asks: speech.asks && !cue.ends_with_next,
        hands_over: speech.announces || cue.calls_next || cue.hands_over,
        announces: speech.announces,
        thanks: speech.answers,
        addresses: lexicon.addresses.standing_in(opening, words).next().is_some(),
        introduces: speech.role.is_none() && introduces(),
        length: (speech.n_cells > 0).then(|| (speech.n_cells as f64 + 5.0).ln()),
    }
}

/// What the labels of a talk say, as far as it takes all of them to tell.
struct Labels {
    /// Those whose label says that they ask never say more than a greeting.
    are_crowd: bool,
    /// Several labels are a few capitals, so that none of them is an outlet.
    are_initials: bool,
    /// An outlet that opens the page, asks nothing and is not heard again: it reports.
    reporting: Option<Shared<str>>,
    guests: Vec<String>,
    title: String,
    /// Those whose part a line of the document says.
    billed: HashSet<String>,
}

impl Labels {
    fn of(speeches: &[Speech], stated: &Stated, lexicon: &Lexicon) -> Labels {
        let initials: HashSet<&str> = speeches.iter().map(|it| &*it.name).filter(|name| is_initials(name)).collect();
        let reports = |first: &&Speech| !first.asks && speeches[1..].iter().all(|it| it.key != first.key);
        let first = speeches.first().filter(reports).filter(|first| outlets::is_outlet(&first.name, lexicon));
        Labels {
            are_crowd: are_crowd(speeches),
            are_initials: initials.len() >= 4,
            reporting: first.map(|first| first.key.clone()),
            billed: stated.parts.keys().cloned().collect(),
            guests: stated.speakers.iter().map(|name| fold(name)).collect(),
            title: stated.title.as_deref().map(fold).unwrap_or_default(),
        }
    }

    fn role(&self, speech: &Speech) -> Option<Role> {
        speech.role.filter(|role| !(self.are_crowd && *role == Role::Asker))
    }

    fn voice(&self, speech: &Speech, lead: &Lead, lexicon: &Lexicon) -> Voice {
        let name = &speech.name;
        let is_open = speech.role.is_none()
            && !(self.are_initials && is_initials(name))
            && self.reporting.as_ref() != Some(&speech.key);
        let is_outlet = || {
            outlets::is_outlet(name, lexicon) && names::likeness(name, lexicon) < 2.6
                || outlets::in_label(name, lexicon).is_some()
                || !name.chars().any(is_wide) && outlets::behind_stroke(name).is_some()
        };
        // 森正教授: a title or a line above the talk names the person without the office.
        let person = names::without_title(&speech.key, lexicon);
        Voice {
            role: self.role(speech),
            is_billed: self.billed.contains(&*speech.key),
            is_outlet: is_open && is_outlet(),
            is_guest: speech.role.is_none() && (self.is_guest(&speech.key) || self.is_guest(person)),
            is_introduced: speech.role.is_none() && (lead.names(&speech.key) || lead.names(person)),
            class: None,
        }
    }

    /// Whether front matter or the title names the speaker.
    fn is_guest(&self, key: &str) -> bool {
        let is_stated = |guest: &String| guest.contains(key) || key.contains(guest.as_str());
        let is_long = key.chars().count() > 1;
        is_long && self.guests.iter().any(is_stated) || key.len() >= 5 && self.title.contains(key)
    }
}

/// What a title calls the talk; nothing where it speaks of both.
fn occasion(title: &str, lexicon: &Lexicon) -> Option<Occasion> {
    let folded = Folded::of(title);
    let says = |words: &Words| words.occur_in(&folded) && words.stand_in(title);
    match (says(&lexicon.interviews), says(&lexicon.conversations)) {
        (true, false) => Some(Occasion::Interview),
        (false, true) => Some(Occasion::Conversation),
        (true, true) | (false, false) => None,
    }
}

/// `RT`, `JPS`: two or three capitals, which are an outlet among names and a person among such as these.
fn is_initials(name: &str) -> bool {
    (2..=3).contains(&name.len()) && name.chars().all(|letter| letter.is_ascii_uppercase())
}

/// Whether those whose label says that they ask never ask and never say more than a greeting: `观众：早。`
fn are_crowd(speeches: &[Speech]) -> bool {
    /// A greeting takes so many cells.
    const GREETING: usize = 16;
    let is_heard = |speech: &Speech| speech.asks || speech.n_cells > GREETING;
    let mut asking = speeches.iter().filter(|speech| matches!(speech.role, Some(Role::Asker | Role::Question)));
    !asking.any(is_heard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_calls_a_talk_by_whole_words() {
        let lexicon = Lexicon::default_words();
        let of = |title: &str| occasion(title, &lexicon);
        for title in ["Interview with the keeper", "港务局例行记者会", "[인터뷰] 등대지기", "Interviews at sea"]
        {
            assert_eq!(of(title), Some(Occasion::Interview), "{title}");
        }
        for title in ["A debate about the weir", "两位守灯人的对谈", "등대 토론"] {
            assert_eq!(of(title), Some(Occasion::Conversation), "{title}");
        }
        for title in ["国会見学の記録", "访问答谢会", "A debriefing at the harbour", "토론토 항구", "对谈前的采访"]
        {
            assert_eq!(of(title), None, "{title}");
        }
    }
}
