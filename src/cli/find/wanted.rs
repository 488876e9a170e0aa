//! What a search over many documents is limited to.

use crate::cli::args::{Find, SaidAs};
use crate::document::Document;
use crate::document::turn::{Turn, TurnKind};
use crate::search::fold::fold;

/// Which hits are wanted.
#[derive(Debug)]
pub struct Wanted {
    kind: Option<TurnKind>,
    speaker: Option<String>,
    outlet: Option<String>,
    since: Option<String>,
    until: Option<String>,
}

impl Wanted {
    /// As the arguments say.
    pub fn of(arguments: &Find) -> Self {
        let name = |name: &Option<String>| name.as_deref().map(folded);
        Wanted {
            kind: arguments.kind.map(|kind| match kind {
                SaidAs::Question => TurnKind::Question,
                SaidAs::Answer => TurnKind::Answer,
                SaidAs::Statement => TurnKind::Statement,
            }),
            speaker: name(&arguments.speaker),
            outlet: name(&arguments.outlet),
            since: arguments.since.clone(),
            until: arguments.until.clone(),
        }
    }

    /// Whether the document is from the days that are wanted; where days are, one without a date is not.
    pub fn takes_day(&self, document: &Document) -> bool {
        let day = document.dated();
        let is_since = self.since.as_deref().is_none_or(|since| day.is_some_and(|day| day >= since));
        // 2024-03 is all of that month
        let is_until = |until: &str| day.is_some_and(|day| day <= until || day.starts_with(until));
        is_since && self.until.as_deref().is_none_or(is_until)
    }

    /// Whether what is said in this turn is wanted, or what stands outside of all turns.
    pub fn takes(&self, turn: Option<&Turn>) -> bool {
        let is_kind = self.kind.is_none_or(|kind| turn.is_some_and(|turn| turn.kind == kind));
        let has = |name: Option<&str>, part: &str| name.is_some_and(|name| folded(name).contains(part));
        let speakers = |turn: &Turn, part: &str| has(turn.speaker.as_deref(), part) || has(turn.full_speaker(), part);
        let is_speaker = |part: &String| turn.is_some_and(|turn| speakers(turn, part));
        let is_outlet = |part: &String| turn.is_some_and(|turn| has(turn.outlet.as_deref(), part));
        is_kind && self.speaker.as_ref().is_none_or(is_speaker) && self.outlet.as_ref().is_none_or(is_outlet)
    }
}

fn folded(name: &str) -> String {
    name.chars().filter_map(fold).collect()
}
