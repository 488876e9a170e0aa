//! Steps: what a speech is by its speaker's part, by what it says and by where the talk is between a question and its answers.
//! Each is a row with an example; of those of a part the first that holds decides, and the last always does.

use super::{After, Cue, Exchange};
use crate::document::turn::{Reason, TurnKind};
use crate::reading::cast::Part;
use crate::reading::labels::names::Role;
use crate::reading::rules::Rule;
use crate::reading::turns::parts::Casting;
use crate::reading::turns::speeches::Speech;

/// What the rules look at.
pub(super) struct Moment<'a> {
    pub(super) speech: &'a Speech,
    pub(super) casting: Casting,
    pub(super) cue: Cue,
    pub(super) after: After,
    /// Where the talk is before the speech.
    pub(super) exchange: &'a Exchange,
}

/// What a speech is, if this holds.
pub(super) struct Step {
    pub(super) kind: TurnKind,
    pub(super) told: Told,
    pub(super) leaves: Leaves,
    holds: fn(&Moment) -> bool,
}

/// What the kind was told by.
pub(super) enum Told {
    /// The part of the speaker says it.
    ByPart,
    /// It was inferred so.
    By(Reason),
    /// It was inferred so, unless the label says the part.
    ByLabelOr(Reason),
}

/// Where a speech leaves the talk.
pub(super) enum Leaves {
    AsItIs,
    /// A question waits.
    Asked,
    /// No question waits; an answer was given, to which others may add.
    Answered,
    /// Neither.
    Over,
    /// Nobody adds to an answer; a question that waits goes on to wait.
    Interrupted,
}

/// Of one who asks.
static ASKS: [Rule<Step>; 5] = [
    Rule {
        because: "he asks nothing, no label says that he asks, and he goes on himself: a remark",
        example: "Ann: Who was there?\n\nBo: I was.\n\n✗Ann: I see.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: Step {
            kind: TurnKind::Statement,
            told: Told::By(Reason::Alternation),
            leaves: Leaves::AsItIs,
            holds: |it| it.asks_nothing() && it.after == After::Same,
        },
    },
    Rule {
        because: "he asks nothing, no label says that he asks, and another question follows a question or its answer: he adds to it",
        example: "Ann: Who was there?\n\nBo: I was.\n\n✗Amy: I was there, too.\n\nAnn: And then?\n\nBo: We left.\n\nAmy: When?\n\nBo: At noon.",
        n_cases: 1,
        finds: Step {
            kind: TurnKind::Answer,
            told: Told::By(Reason::Alternation),
            leaves: Leaves::Answered,
            holds: |it| it.asks_nothing() && it.is_unanswered() && (it.exchange.is_pending || it.exchange.is_open),
        },
    },
    Rule {
        because: "he asks nothing, no label says that he asks, nothing has been asked and he is not answered",
        example: "✗Amy: I am from the harbour.\n\nAnn: Who was there?\n\nBo: I was.\n\nAmy: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: Step {
            kind: TurnKind::Statement,
            told: Told::By(Reason::Alternation),
            leaves: Leaves::Over,
            holds: |it| it.asks_nothing() && it.is_unanswered(),
        },
    },
    Rule {
        because: "he is no member of a house that has not opened its questions yet",
        example: "✗Ann: Who was there?\n\nBo: I was.\n\n✗Ann: And then?\n\nBo: We left.",
        n_cases: 139,
        finds: Step {
            kind: TurnKind::Question,
            told: Told::ByLabelOr(Reason::QuestionMark),
            leaves: Leaves::Asked,
            holds: |it| it.exchange.may_ask || it.casting.role != Some(Role::Member),
        },
    },
    Rule {
        because: "he is one",
        example: "Lee: Good morning.\n\n✗Senator Amy: We are of the coast.\n\nBo: I see.\n\n✗Senator Amy: The lamp is old.\n\nBo: I know.\n\nLee: We take your questions.\n\nSenator Amy: Who was there?\n\nBo: I was.",
        n_cases: 0,
        finds: Step { kind: TurnKind::Statement, told: Told::ByPart, leaves: Leaves::AsItIs, holds: |_| true },
    },
];

/// Of one among equals.
static TALKS: [Rule<Step>; 4] = [
    Rule {
        because: "he calls the next one to add to an answer",
        example: "Ann: Who was there?\n\nTom: I was.\n\n✗Tim: And you were not, Ted.\n\nTed: I slept.\n\nAnn: And then?\n\nTom: We left.",
        n_cases: 0,
        finds: Step {
            kind: TurnKind::Statement,
            told: Told::ByPart,
            leaves: Leaves::AsItIs,
            holds: |it| it.exchange.is_open && it.cue.calls_next,
        },
    },
    Rule {
        because: "he is the first after a question",
        example: "Ann: Who was there?\n\n✗Tom: I was.\n\nTim: I was not.\n\nAnn: And then?\n\n✗Tom: We left.\n\nTim: I slept.",
        n_cases: 0,
        finds: Step {
            kind: TurnKind::Answer,
            told: Told::By(Reason::Alternation),
            leaves: Leaves::Answered,
            holds: |it| it.exchange.is_pending,
        },
    },
    Rule {
        because: "he adds to an answer and asks nothing",
        example: "Ann: Who was there?\n\nTom: I was.\n\n✗Tim: I was not.\n\nAnn: And then?\n\nTom: We left.\n\n✗Tim: I slept.",
        n_cases: 0,
        finds: Step {
            kind: TurnKind::Answer,
            told: Told::By(Reason::Alternation),
            leaves: Leaves::Answered,
            holds: |it| it.adds(),
        },
    },
    Rule {
        because: "he talks with his equals",
        example: "✗Tom: It was dark.\n\n✗Tim: It was.\n\nAnn: Who was there?\n\nTom: I was.\n\nTim: I was not.",
        n_cases: 41,
        finds: Step { kind: TurnKind::Statement, told: Told::ByPart, leaves: Leaves::Over, holds: |_| true },
    },
];

/// Of one who leads.
static LEADS: [Rule<Step>; 3] = [
    Rule {
        because: "he answers himself: a question waits, another follows at once, he asks nothing and is no chair",
        example: "Lee: Welcome.\n\nAnn: Who was there?\n\n✗Lee: I was.\n\nAmy: And then?\n\nBo: We left.\n\nAnn: When?\n\nBo: At noon.",
        n_cases: 0,
        finds: Step {
            kind: TurnKind::Answer,
            told: Told::By(Reason::Alternation),
            leaves: Leaves::Answered,
            holds: |it| {
                it.exchange.is_pending
                    && it.after == After::Asks
                    && !it.speech.asks
                    && it.casting.role != Some(Role::Chair)
            },
        },
    },
    Rule {
        because: "he calls the next one or gives him the word",
        example: "Ann: Who was there?\n\n✗Lee: Please, Bo.\n\nBo: I was.\n\nAnn: And then?\n\n✗Lee: Bo, please.\n\nBo: We left.",
        n_cases: 10,
        finds: Step {
            kind: TurnKind::Statement,
            told: Told::ByLabelOr(Reason::Alternation),
            leaves: Leaves::AsItIs,
            holds: |it| it.cue.calls_next || it.cue.hands_over,
        },
    },
    Rule {
        because: "he says something else",
        example: "✗Lee: Welcome.\n\nAnn: Who was there?\n\nBo: I was.\n\n✗Lee: I thank you.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 10,
        finds: Step {
            kind: TurnKind::Statement,
            told: Told::ByLabelOr(Reason::Alternation),
            leaves: Leaves::Interrupted,
            holds: |_| true,
        },
    },
];

/// Of one who answers.
static ANSWERS: [Rule<Step>; 5] = [
    Rule {
        because: "a mark says that it is an answer",
        example: "Q: Who was there?\n\n✗A: I was.\n\nQ: And then?\n\n✗A: We left.",
        n_cases: 27,
        finds: Step {
            kind: TurnKind::Answer,
            told: Told::ByPart,
            leaves: Leaves::Answered,
            holds: |it| it.casting.role == Some(Role::Answer),
        },
    },
    Rule {
        because: "nothing has been asked",
        example: "✗Bo: It was dark.\n\nAnn: Who was there?\n\nBo: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 16,
        finds: Step {
            kind: TurnKind::Statement,
            told: Told::ByPart,
            leaves: Leaves::AsItIs,
            holds: |it| !(it.exchange.is_pending || it.exchange.is_open),
        },
    },
    Rule {
        because: "he calls the next one and gives him the word",
        example: "Ann: Who was there?\n\n✗Bo: Please, Ben.\n\nBen: I was.\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: Step {
            kind: TurnKind::Statement,
            told: Told::ByLabelOr(Reason::Alternation),
            leaves: Leaves::AsItIs,
            holds: |it| it.cue.calls_next && it.cue.hands_over,
        },
    },
    Rule {
        because: "a question waits, whose label says that it is one",
        example: "Reporter: Who was there?\n\n✗Bo: I was.\n\nReporter: And then?\n\n✗Bo: We left.",
        n_cases: 108,
        finds: Step {
            kind: TurnKind::Answer,
            told: Told::ByPart,
            leaves: Leaves::Answered,
            holds: |it| it.exchange.is_pending && it.exchange.is_stated,
        },
    },
    Rule {
        because: "something has been asked",
        example: "Ann: Who was there?\n\n✗Bo: I was.\n\n✗Ben: I was not.\n\nAnn: And then?\n\n✗Bo: We left.\n\n✗Ben: I slept.",
        n_cases: 11,
        finds: Step {
            kind: TurnKind::Answer,
            told: Told::ByLabelOr(Reason::Alternation),
            leaves: Leaves::Answered,
            holds: |_| true,
        },
    },
];

/// What a speech is.
pub(super) fn of(moment: &Moment) -> &'static Step {
    let rules: &'static [Rule<Step>] = match moment.casting.part {
        Part::Asks => &ASKS,
        Part::Talks => &TALKS,
        Part::Leads => &LEADS,
        Part::Answers => &ANSWERS,
    };
    let last = rules.len() - 1;
    let found = rules[..last].iter().find(|rule| (rule.finds.holds)(moment));
    &found.unwrap_or(&rules[last]).finds
}

impl Moment<'_> {
    fn asks_nothing(&self) -> bool {
        !self.speech.asks && !self.casting.is_stated
    }

    /// Whether another question follows, or whoever leads without one who answers.
    fn is_unanswered(&self) -> bool {
        matches!(self.after, After::Asks | After::Leads)
    }

    /// Whether he adds to an answer and asks nothing.
    fn adds(&self) -> bool {
        self.exchange.is_open && !self.speech.asks && (self.exchange.goes_on || !self.exchange.one_answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::cast::{self, Voice, Weights};
    use crate::reading::examples::{Row, check_cases, check_examples, with_paragraphs};
    use crate::reading::lexicon::Lexicon;
    use crate::reading::turns::exchange::{Exchanged, opens_later, somebody_returns};
    use crate::reading::turns::heard::Heard;
    use crate::reading::turns::lead::Lead;
    use crate::reading::turns::parts::Cast;
    use crate::reading::turns::speeches;

    const TABLES: [&[Rule<Step>]; 4] = [&ASKS, &TALKS, &LEADS, &ANSWERS];

    fn rows() -> Vec<Row> {
        TABLES.into_iter().flatten().map(Rule::row).collect()
    }

    /// The parts of those who speak in examples: Ann asks, Bo answers, Lee leads, Tom talks, and so does each whose name begins
    /// so; what a label says is sure.
    fn parts_of_examples(names: &[&str], voices: &[Voice]) -> (Vec<Part>, Vec<f64>) {
        let part = |(name, voice): (&&str, &Voice)| match voice.role {
            Some(Role::Question | Role::Asker) => (Part::Asks, 1.0),
            Some(Role::Answer) => (Part::Answers, 1.0),
            _ => {
                let first = name.split(' ').next_back().and_then(|name| name.chars().next());
                let parts = [('A', Part::Asks), ('B', Part::Answers), ('L', Part::Leads), ('T', Part::Talks)];
                (
                    parts.into_iter().find(|(letter, _)| Some(*letter) == first).map_or(Part::Talks, |(_, part)| part),
                    0.0,
                )
            }
        };
        names.iter().zip(voices).map(part).unzip()
    }

    /// For each rule the first lines of the speeches of which it decides, where those who speak have these parts, or those that
    /// are chosen.
    fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon, is_example: bool) -> Vec<Vec<String>> {
        with_paragraphs(bytes, name, lexicon, |page| {
            let drafts = &page.drafts;
            let speeches = speeches::find(drafts, &page.stated.parts, lexicon);
            let opening = |index: usize| speeches[index].opening(drafts, lexicon);
            let Heard { talk, cues } = Heard::of(&speeches, opening, &page.stated, &Lead::of(drafts), lexicon);
            let mut names: Vec<&str> = Vec::new();
            for (speech, said) in speeches.iter().zip(&talk.speeches) {
                if said.voice == names.len() {
                    names.push(&speech.name);
                }
            }
            let (parts, margins) = if is_example {
                parts_of_examples(&names, &talk.voices)
            } else {
                let choice = cast::choose(&talk, Weights::shipped());
                (choice.parts, choice.margins)
            };
            let cast = Cast::new(&talk, &parts, &margins);
            let exchanged = Exchanged { speeches: &speeches, cues: &cues, cast: &cast };
            let mut exchange = Exchange { may_ask: !opens_later(&exchanged), ..Exchange::default() };
            let mut found = vec![Vec::new(); rows().len()];
            for (index, speech) in speeches.iter().enumerate() {
                let (casting, cue, after) = (cast.of(index), cues[index], After::of(&exchanged, index));
                exchange.goes_on = index > 0 && cast.voice(index) == cast.voice(index - 1);
                exchange.may_ask |= cue.opens;
                let step = of(&Moment { speech, casting, cue, after, exchange: &exchange });
                let mut steps = TABLES.into_iter().flatten().map(|rule| &rule.finds);
                let rule = steps.position(|it| std::ptr::eq(it, step));
                let line = drafts[speech.drafts.start].first().to_owned();
                rule.into_iter().for_each(|rule| found[rule].push(line.clone()));
                if exchange.kind(speech, casting, cue, after).0 == TurnKind::Question {
                    exchange.one_answers = somebody_returns(&exchanged, index + 1);
                }
            }
            found
        })
    }

    #[test]
    fn each_rule_finds_what_its_example_marks_and_nothing_else() {
        check_examples(&rows(), "example.md", |bytes, name, lexicon| found_by(bytes, name, lexicon, true));
    }

    #[test]
    fn each_rule_is_needed_by_cases_of_the_project() {
        check_cases(&rows(), |bytes, name, lexicon| found_by(bytes, name, lexicon, false));
    }
}
