//! A talk as far as it tells who asks: who speaks in it, and what each speech does.

use crate::reading::labels::names::Role;

/// A talk: its speakers, and its speeches in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Talk {
    pub(crate) voices: Vec<Voice>,
    pub(crate) speeches: Vec<Said>,
    /// The document names all speakers or nearly all, and none of them as host.
    pub(crate) are_peers: bool,
    /// What the title calls it.
    pub(crate) occasion: Option<Occasion>,
}

/// What the title of a text calls the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// Somebody is asked: an interview, a press conference.
    Interview,
    /// Equals talk: a debate, a round table.
    Conversation,
}

/// What is known of a speaker besides what he says.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Voice {
    /// The part that a word of the label names.
    pub(crate) role: Option<Role>,
    /// A line of the document says this part: `采访者：…`.
    pub(crate) is_billed: bool,
    /// The label names an outlet and no person.
    pub(crate) is_outlet: bool,
    /// The document names the speaker as its guest: in its front matter or its title.
    pub(crate) is_guest: bool,
    /// The text above the talk names the speaker.
    pub(crate) is_introduced: bool,
    /// The number of the class whose word begins or ends the label: three councillors and more.
    pub(crate) class: Option<usize>,
}

/// What one speech does.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Said {
    /// Which of the speakers says it.
    pub(crate) voice: usize,
    /// It sounds like a question.
    pub(crate) asks: bool,
    /// It names the next speaker or hands the word over in another way.
    pub(crate) hands_over: bool,
    /// It says that the next voice asks.
    pub(crate) announces: bool,
    /// It begins as answers do: `Thank you for the question`.
    pub(crate) thanks: bool,
    /// It speaks to somebody: `you`, 您.
    pub(crate) addresses: bool,
    /// It says for whom its speaker asks.
    pub(crate) introduces: bool,
    /// Its length in letters, as a logarithm; `None` where nothing is said.
    pub(crate) length: Option<f64>,
}

impl Talk {
    /// The length of a speech of this talk, in the middle of them.
    pub(super) fn usual_length(&self) -> f64 {
        let lengths = || self.speeches.iter().filter_map(|said| said.length);
        lengths().sum::<f64>() / lengths().count().max(1) as f64
    }
}
