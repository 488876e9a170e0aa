//! Verdicts: what the reader says about a paragraph, and how it is kept.

use serde_json::{Value, json};

use super::turn::TurnKind;

/// What the reader says about a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// A turn of this kind begins here.
    Begins(TurnKind),
    /// No turn begins here: what stands here belongs to the turn before, or to none.
    NoTurn,
    /// This is a heading.
    Heading,
    /// This is no heading.
    NoHeading,
    /// The turn that this belongs to is said by this speaker.
    Speaker(String),
}

/// What a verdict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Topic {
    Turn,
    Heading,
    Speaker,
}

impl Verdict {
    /// What it is about.
    pub(super) fn topic(&self) -> Topic {
        match self {
            Verdict::Begins(_) | Verdict::NoTurn => Topic::Turn,
            Verdict::Heading | Verdict::NoHeading => Topic::Heading,
            Verdict::Speaker(_) => Topic::Speaker,
        }
    }

    /// The verdict as it is kept in a log.
    pub fn to_json(&self) -> Value {
        match self {
            Verdict::Begins(TurnKind::Question) => json!({"begins": "question"}),
            Verdict::Begins(TurnKind::Answer) => json!({"begins": "answer"}),
            Verdict::Begins(TurnKind::Statement) => json!({"begins": "statement"}),
            Verdict::NoTurn => json!({"begins": "nothing"}),
            Verdict::Heading => json!({"heading": true}),
            Verdict::NoHeading => json!({"heading": false}),
            Verdict::Speaker(name) => json!({"speaker": name}),
        }
    }

    /// The verdict that a log holds; `None` for one that only a newer version understands.
    pub fn from_json(value: &Value) -> Option<Self> {
        if let Some(name) = value.get("speaker") {
            return name.as_str().map(|name| Verdict::Speaker(name.to_owned()));
        }
        if let Some(heading) = value.get("heading") {
            return heading.as_bool().map(|heading| if heading { Verdict::Heading } else { Verdict::NoHeading });
        }
        match value.get("begins")?.as_str()? {
            "question" => Some(Verdict::Begins(TurnKind::Question)),
            "answer" => Some(Verdict::Begins(TurnKind::Answer)),
            "statement" => Some(Verdict::Begins(TurnKind::Statement)),
            "nothing" => Some(Verdict::NoTurn),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_survive_the_log() {
        let kinds = [TurnKind::Question, TurnKind::Answer, TurnKind::Statement].map(Verdict::Begins);
        let others = [Verdict::NoTurn, Verdict::Heading, Verdict::NoHeading, Verdict::Speaker("王".to_owned())];
        for verdict in kinds.into_iter().chain(others) {
            assert_eq!(Verdict::from_json(&verdict.to_json()), Some(verdict));
        }
        assert_eq!(Verdict::from_json(&serde_json::json!({"sings": true})), None);
    }
}
