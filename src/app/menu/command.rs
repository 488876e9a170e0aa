//! The palette: everything that can be done, found by typing any part of what it is called.

use super::typed_share;
use crate::app::layers::prompt::PromptKind;
use crate::app::message::{AboutCorrection, AboutTyped, Message};
use crate::app::{App, Effect};
use crate::document::anchor::Anchor;
use crate::document::moment::typed_time;
use crate::document::operation::{Change, Correction};
use crate::document::place::{Passage, Place};
use crate::document::reference::Reference;
use crate::document::refusal::Refusal;
use crate::document::turn::{Certainty, Reason, TurnKind};
use crate::document::verdict::Verdict;
use crate::input::action::{self, Action};
use crate::input::typed::{Takes, Target};

/// Something that the palette offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// An action, as if its key had been pressed.
    Do(Action),
    /// A correction of the structure at the place.
    Correct(Verdict),
    /// A correction that needs a name.
    NameSpeaker,
    /// The export of what was marked, to a file that is called after the document.
    Export,
    /// A word that takes something: it is put into the line, and the rest is typed.
    Begin(Takes),
}

impl Command {
    /// Whether it corrects what reading found: that is done only where it was gone to.
    pub(in crate::app) fn changes_structure(&self) -> bool {
        match self {
            Command::Correct(_) | Command::NameSpeaker => true,
            Command::Do(_) | Command::Export | Command::Begin(_) => false,
        }
    }

    /// Its name in `assets/strings/`: an action's name in files, or what the row is.
    pub fn name(&self) -> &'static str {
        match self {
            Command::Do(action) => action.name(),
            Command::Correct(Verdict::Begins(TurnKind::Question)) => "begins_question",
            Command::Correct(Verdict::Begins(TurnKind::Answer)) => "begins_answer",
            Command::Correct(Verdict::Begins(TurnKind::Statement)) => "begins_statement",
            Command::Correct(Verdict::NoTurn) => "begins_nothing",
            Command::Correct(Verdict::Heading) => "is_heading",
            Command::Correct(Verdict::NoHeading) => "is_no_heading",
            Command::NameSpeaker | Command::Correct(Verdict::Speaker(_)) => "name_speaker",
            Command::Export | Command::Begin(Takes::Export) => "export",
            Command::Begin(Takes::Open) => "open",
            Command::Begin(Takes::Write) => "write",
            Command::Begin(Takes::Set) => "set",
        }
    }
}

/// A command with what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The command.
    pub command: Command,
    /// What it is called in the language of the interface.
    pub words: String,
    /// What it is called in the others.
    pub others: String,
    /// What is said of it, in all languages.
    pub sentences: String,
}

impl Offer {
    /// Everything that it can be found by: what it is called in any language, and its name in files.
    pub(in crate::app) fn words_for_search(&self) -> String {
        [self.words.as_str(), &self.others, self.command.name()].join("\n")
    }
}

/// All commands: corrections, and the actions in their order.
pub fn all() -> Vec<Command> {
    use Verdict::{Begins, Heading, NoHeading, NoTurn};
    let begins = [TurnKind::Question, TurnKind::Answer, TurnKind::Statement].map(Begins);
    let verdicts = begins.into_iter().chain([NoTurn, Heading, NoHeading]).map(Command::Correct);
    let actions =
        action::ALL.iter().filter(|action| !matches!(action, Action::Command | Action::Help)).copied().map(Command::Do);
    let words = [Takes::Open, Takes::Write, Takes::Set].map(Command::Begin);
    verdicts.chain([Command::NameSpeaker, Command::Export]).chain(words).chain(actions).collect()
}

/// Whether what was typed is a place to go to: a question's number, a reference, a time or a share of the text.
pub fn is_place(typed: &str) -> bool {
    is_reference(typed) || typed_time(typed).is_some() || typed_share(typed).is_some()
}

/// Whether what was typed is a question's number or a reference.
pub(in crate::app) fn is_reference(typed: &str) -> bool {
    typed.parse::<Reference>().is_ok() || typed.starts_with(char::is_numeric)
}

impl App {
    /// Why the structure at the place is a guess, if it is one.
    pub fn doubt(&self) -> Option<Reason> {
        let block = self.viewport.place().block;
        let turn = self.document.turn_of(block).map(|turn| self.document.turns[turn].certainty);
        let section = self.document.sections.iter().find(|section| section.blocks.start == block);
        match section.map(|section| section.certainty).or(turn) {
            Some(Certainty::Guess(reason)) => Some(reason),
            Some(Certainty::Certain | Certainty::Corrected) | None => None,
        }
    }

    /// Does what the palette has chosen; a number or a reference is gone to.
    pub(in crate::app) fn run_command(&mut self, typed: &str, command: Option<Command>) -> Option<Effect> {
        let typed = self.without_question(typed);
        match command {
            _ if typed_time(typed).is_some() => self.jump_to_time(typed),
            _ if typed_share(typed).is_some() => self.jump_to_share(typed_share(typed).unwrap_or_default()),
            _ if is_reference(typed) => self.jump_to_reference(typed),
            Some(Command::Do(action)) => return self.update(action, None),
            Some(Command::Correct(verdict)) => return self.correct(verdict),
            Some(Command::NameSpeaker) if self.document.turn_of(self.corrected_block()).is_none() => {
                self.told.message = Some(Message::Correction(AboutCorrection::Refused(Refusal::Nobodys)));
            }
            Some(Command::NameSpeaker) => self.open_prompt(PromptKind::Speaker),
            Some(Command::Export) => return self.export(Target::default()),
            Some(Command::Begin(takes)) => {
                self.open_prompt(PromptKind::Command);
                self.over.prompt.iter_mut().for_each(|prompt| prompt.begin(takes.word()));
            }
            None if typed.is_empty() => {}
            None => self.told.message = Some(Message::Typed(AboutTyped::UnknownCommand(typed.to_owned()))),
        }
        None
    }

    /// The paragraph that a correction is about: where the selection begins, else the one at the place.
    pub(in crate::app) fn corrected_block(&self) -> usize {
        self.selecting.selection.map_or(self.viewport.place(), |selection| selection.passage().start).block
    }

    /// All of that paragraph.
    pub(in crate::app) fn corrected_passage(&self) -> Passage {
        let block = self.corrected_block();
        let end = Place { block, byte: self.document.block_text(block).len() };
        Passage { start: Place::start_of(block), end }
    }

    /// Puts the reader's verdict on a paragraph over what reading found; tells why where that would change nothing.
    pub(in crate::app) fn correct(&mut self, verdict: Verdict) -> Option<Effect> {
        let anchor = Anchor::of(&self.document, self.corrected_passage());
        self.correct_paragraph(anchor, Some(self.corrected_block()), verdict)
    }

    /// The same for the paragraph of `anchor`, which is `block`, if it is still there: the text may have changed since it was
    /// chosen.
    pub(in crate::app) fn correct_paragraph(
        &mut self,
        anchor: Anchor,
        block: Option<usize>,
        verdict: Verdict,
    ) -> Option<Effect> {
        if let Some(refusal) = block.and_then(|block| self.document.refusal(block, &verdict)) {
            self.told.message = Some(Message::Correction(AboutCorrection::Refused(refusal)));
            return None;
        }
        self.selecting.selection = None;
        let (anchor, says) = (anchor.into(), verdict.to_json().into());
        let correction = Correction { anchor, says, ..Correction::default() };
        // Whatever of the paragraph was in view, what becomes of its beginning is to be seen.
        block.into_iter().for_each(|block| self.viewport.show_at_top(Place::start_of(block)));
        self.told.message = Some(Message::Correction(AboutCorrection::Corrected));
        Some(Effect::Record(Box::new(Change::Correct(correction))))
    }

    /// Puts the corrections in force over what reading found, and takes back those that are not.
    ///
    /// What has lost its place in the text is told when it is found to have.
    pub(in crate::app) fn apply_corrections(&mut self) {
        let as_read = self.corrected.as_read.as_deref().unwrap_or(&self.document);
        let (verdicts, n_lost) = self.shelf.verdicts(as_read);
        if n_lost > std::mem::replace(&mut self.corrected.n_lost, n_lost) {
            self.tell(Message::Correction(AboutCorrection::LostCorrections(n_lost)));
        }
        if verdicts.is_empty() && self.corrected.as_read.is_none() {
            return;
        }
        let as_read = self.corrected.as_read.take().unwrap_or_else(|| Box::new(self.document.clone()));
        self.document = (*as_read).clone().corrected(&verdicts);
        self.corrected.as_read = (!verdicts.is_empty()).then_some(as_read);
        self.structure_changed();
    }
}
