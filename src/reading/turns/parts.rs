//! Parts: what the casting gives a speaker, and who calls whom.

use super::speeches::Speech;
use crate::reading::cast::{Part, Said, Talk};
use crate::reading::labels::names::Role;
use crate::reading::lexicon::fold;

/// A speaker's part, and whether it is sure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Casting {
    pub(crate) part: Part,
    pub(crate) is_stated: bool,
    /// By how much the casting is better than the best in which the speaker makes another kind of turn.
    pub(crate) margin: f64,
    pub(crate) role: Option<Role>,
}

/// The castings of all speakers, and who of them makes each speech.
pub(crate) struct Cast<'a> {
    castings: Vec<Casting>,
    voices: &'a [Said],
}

impl<'a> Cast<'a> {
    /// The casting of a talk that gives its speakers these parts; `margins` are nothing where nobody asks for them.
    pub(crate) fn new(talk: &'a Talk, parts: &[Part], margins: &[f64]) -> Cast<'a> {
        let casting = |(voice, &part): (usize, &Part)| {
            let margin = margins.get(voice).copied().unwrap_or(0.0);
            Casting { part, is_stated: margin > 0.8, margin, role: talk.voices[voice].role }
        };
        Cast { castings: parts.iter().enumerate().map(casting).collect(), voices: &talk.speeches }
    }

    /// The casting of whoever makes the speech at `index`.
    pub(crate) fn of(&self, index: usize) -> Casting {
        self.castings[self.voices[index].voice]
    }

    /// The castings of all speakers.
    pub(crate) fn castings(&self) -> impl Iterator<Item = &Casting> {
        self.castings.iter()
    }
}

/// Whether a short speech names the one who speaks next.
pub(crate) fn calls(speech: &Speech, next: &Speech) -> bool {
    if speech.n_bytes > 240 || speech.key == next.key {
        return false;
    }
    let said = &speech.folded.text;
    let names = next.name.split([' ', '·', '・', '（', '(', '）', ')']).map(fold);
    names
        .filter(|name| name.chars().count() >= 2)
        .any(|name| said.contains(&name) || shortened(&name).is_some_and(|name| said.contains(&name)))
}

/// `郭議員` for `郭偉強議員`.
fn shortened(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().filter(|letter| crate::reading::wrap::is_wide(*letter)).collect();
    (letters.len() >= 4).then(|| [letters[0], letters[letters.len() - 2], letters[letters.len() - 1]].iter().collect())
}
