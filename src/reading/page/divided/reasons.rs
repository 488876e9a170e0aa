//! What tells whether the hyphen that divides a word at the end of a line belongs to it. Each reason is a row with an example,
//! and the first that holds decides.

use super::{Divided, Table, Words};
use crate::reading::draft::Mend;
use crate::reading::rules::Rule;
use crate::reading::wrap::Hyphen;

/// What the rules look at.
pub(super) struct Found<'a> {
    divided: &'a Divided,
    words: &'a Words,
    table: &'a Table,
    /// How often the word stands elsewhere without a hyphen, and with it.
    n_whole: u32,
    n_hyphened: u32,
}

/// What a rule tells, if it holds.
pub(super) struct Tells {
    /// What is to be done; nothing where the hyphen stays between both parts.
    mend: Option<Mend>,
    pub(super) holds: fn(&Found) -> bool,
}

pub(super) const RULES: [Rule<Tells>; 12] = [
    Rule {
        because: "the hyphen is one that is printed nowhere but at the end of a line",
        example: "Der Ver¬\n✗such ist gelungen.",
        n_cases: 0,
        finds: Tells { mend: Some(Mend::Whole), holds: |found| found.divided.hyphen == Hyphen::Soft },
    },
    Rule {
        because: "the next word says that two words share what follows the hyphen",
        example: "Es hat Vor-\n✗und Nachteile.",
        n_cases: 0,
        finds: Tells { mend: Some(Mend::Apart), holds: |found| found.table.suspended.contains(&found.divided.rest) },
    },
    Rule {
        because: "another hyphen is before the part above: it is a chain of words",
        example: "It was a state-of-the-\n✗nation speech.",
        n_cases: 0,
        finds: Tells { mend: None, holds: |found| found.divided.is_chain },
    },
    Rule {
        because: "the document has the word with a hyphen elsewhere, and more often than without",
        example: "The light-\n✗house was dark, as each light-house was but one light-house, a lighthouse of old.",
        n_cases: 0,
        finds: Tells { mend: None, holds: |found| found.n_hyphened > found.n_whole },
    },
    Rule {
        because: "the document has the word without a hyphen elsewhere",
        example: "It stood be-\n✗tween the two, and between others.",
        n_cases: 2,
        finds: Tells { mend: Some(Mend::Whole), holds: |found| found.n_whole > 0 },
    },
    Rule {
        because: "the part above is one that keeps its hyphen",
        example: "It was self-\n✗destruction.",
        n_cases: 1,
        finds: Tells { mend: None, holds: |found| found.table.kept_before.contains(&found.divided.first) },
    },
    Rule {
        because: "the part below is one that keeps its hyphen",
        example: "Que voulez-\n✗vous ?",
        n_cases: 1,
        finds: Tells { mend: None, holds: |found| found.table.kept_after.contains(&found.divided.rest) },
    },
    Rule {
        because: "the part above is a number that goes on with a hyphen",
        example: "It was the thirty-\n✗nation pact.",
        n_cases: 0,
        finds: Tells { mend: None, holds: |found| found.table.tens.contains(&found.divided.first) },
    },
    Rule {
        because: "the document has both parts as words",
        example: "It was a light-\n✗ship, with a light on a ship.",
        n_cases: 0,
        finds: Tells { mend: None, holds: |found| found.is_first_word() && found.is_rest_word() },
    },
    Rule {
        because: "the part above is short, and ends with the letter that the part below begins with",
        example: "He told how he re-\n✗entered the tower.",
        n_cases: 0,
        finds: Tells {
            mend: None,
            holds: |Found { divided: Divided { first, rest, .. }, .. }| {
                first.chars().next_back() == rest.chars().next() && first.chars().count() < 4
            },
        },
    },
    Rule {
        because: "the part below is an ending of a language",
        example: "We had no informa-\n✗tion.",
        n_cases: 2,
        finds: Tells { mend: Some(Mend::Whole), holds: |found| found.table.endings.contains(&found.divided.rest) },
    },
    Rule {
        because: "the part below ends with such an ending, and neither part is a word of the document",
        example: "They were counterrev-\n✗olutionary.",
        n_cases: 1,
        finds: Tells {
            mend: Some(Mend::Whole),
            holds: |found| !found.is_first_word() && !found.is_rest_word() && found.ends_like_a_word(),
        },
    },
];

/// What is to be done about a divided word; `None` where the hyphen stays between both parts.
pub(super) fn mend(divided: &Divided, words: &Words, table: &Table) -> Option<Mend> {
    let found = Found::of(divided, words, table);
    RULES.iter().find(|rule| (rule.finds.holds)(&found)).and_then(|rule| rule.finds.mend)
}

impl<'a> Found<'a> {
    pub(super) fn of(divided: &'a Divided, words: &'a Words, table: &'a Table) -> Self {
        let (n_whole, n_hyphened) = (words.n(&divided.whole()), words.n(&divided.hyphened()));
        Found { divided, words, table, n_whole, n_hyphened }
    }

    fn is_first_word(&self) -> bool {
        self.words.n(&self.divided.first) > 0
    }

    fn is_rest_word(&self) -> bool {
        self.words.n(&self.divided.rest) > 0
    }

    /// Whether what follows the hyphen ends with an ending of three letters or more.
    fn ends_like_a_word(&self) -> bool {
        let starts: Vec<usize> = self.divided.rest.char_indices().map(|(at, _)| at).collect();
        let longest = starts.len().min(self.table.longest);
        (3..=longest)
            .any(|n_letters| self.table.endings.contains(&self.divided.rest[starts[starts.len() - n_letters]..]))
    }
}
