//! Company: what recurring names have in common. Together they open much of the document.

use std::collections::{HashMap, HashSet};

use super::cast::Member;
use super::names::{self, Role};
use super::shapes::Shape;
use super::sum::number;
use crate::reading::shares::{FEW, OFTEN, SOME};
use crate::reading::wrap::is_wide;

/// What recurring names have in common.
pub(super) struct Company {
    /// Several names recur often and open much of the document.
    is_dialogue: bool,
    /// Names that recur open half of all paragraphs.
    is_dense: bool,
    /// Nearly all paragraphs begin with what looks like a person or states a part.
    pub(super) is_full: bool,
    /// Most paragraphs do.
    pub(super) is_common: bool,
    /// Lines of their own that recur stand before a third of all paragraphs.
    is_headed: bool,
    /// Two lines of their own recur equally often, before a third of the paragraphs from the first of them to the last.
    is_dialogue_of_two: bool,
    /// Marks of questions and marks of answers are there.
    pub(super) marks_pair: bool,
    /// The ideographs that begin one name of a person or a part, and no other: 記 of 記者, 林 of 林美.
    initials: HashSet<String>,
}

impl Company {
    pub(super) fn of(cast: &[Member], n_drafts: usize) -> Self {
        let recurring = |n: usize| cast.iter().filter(move |member| member.n >= n && !member.is_out);
        let is_headed = |member: &&Member| member.shapes.contains(&Shape::OwnLine);
        let sum = |members: Vec<&Member>| members.iter().map(|member| member.n).sum::<usize>();
        let is_likely = |member: &&Member| !is_headed(member) && (member.is_person() || member.role.is_some());
        let n_often = sum(recurring(FEW).filter(|member| !is_headed(member)).collect());
        let n_twice = sum(recurring(2).filter(|member| !is_headed(member)).collect());
        let n_likely = sum(recurring(1).filter(is_likely).collect());
        let n_headed = sum(recurring(2).filter(is_headed).collect());
        let are_many = |n: usize, share: f32| n as f32 >= share * n_drafts as f32;
        let are_some = |mut members: Box<dyn Iterator<Item = &Member> + '_>| members.nth(1).is_some();
        let has_mark = |role: Role| cast.iter().any(|member| member.role == Some(role) && !member.is_never);
        Company {
            is_dialogue: are_some(Box::new(recurring(FEW))) && are_many(n_often, const { number("dialogue") }),
            is_dense: are_some(Box::new(recurring(2))) && are_many(n_twice, const { number("dense") }),
            is_full: n_likely >= SOME && are_many(n_likely, const { number("full") }),
            is_common: n_likely >= OFTEN && are_many(n_likely, const { number("common") }),
            is_headed: are_some(Box::new(recurring(2).filter(is_headed)))
                && n_headed >= SOME
                && are_many(n_headed, const { number("headed") }),
            is_dialogue_of_two: are_two(&recurring(FEW).filter(is_headed).collect::<Vec<_>>()),
            marks_pair: has_mark(Role::Question) && has_mark(Role::Answer),
            initials: initials(cast),
        }
    }

    /// What all names have in common, as far as this is one of them: `dialogue` to `initial`.
    pub(super) fn traits(&self, member: &Member) -> [f32; 5] {
        let is_line = member.shapes.contains(&Shape::OwnLine);
        let is_of_two = self.is_dialogue_of_two && member.n >= FEW && is_line;
        [
            self.is_dialogue && member.n >= FEW || self.is_dense && member.n > 1,
            self.is_headed && (member.n > 1 || member.is_stated) && is_line && !is_of_two,
            is_of_two,
            self.is_full && member.is_person(),
            self.initials.contains(&member.key),
        ]
        .map(f32::from)
    }
}

/// Whether two lines come back equally often, with something below most of them, and are a third of what is between.
fn are_two(lines: &[&Member]) -> bool {
    let [one, other] = lines else { return false };
    let is_followed = |it: &Member| it.n_silent * 3 <= it.n;
    let n_drafts = one.span.1.max(other.span.1) - one.span.0.min(other.span.0) + 2;
    one.n.abs_diff(other.n) <= 1
        && is_followed(one)
        && is_followed(other)
        && (one.n + other.n) as f32 >= const { number("headed") } * n_drafts as f32
}

fn initials(cast: &[Member]) -> HashSet<String> {
    let is_telling = |member: &&Member| {
        let has_part = matches!(member.role, Some(Role::Asker | Role::Host | Role::Answerer));
        !member.is_out && (has_part || member.role.is_none() && member.likeness >= names::SURE)
    };
    let mut counts: HashMap<char, usize> = HashMap::new();
    for member in cast.iter().filter(is_telling) {
        let mut letters = member.key.chars();
        let first = letters.next().filter(|first| is_wide(*first) && letters.next().is_some());
        first.into_iter().for_each(|first| *counts.entry(first).or_default() += 1);
    }
    counts.into_iter().filter(|(_, n)| *n == 1).map(|(first, _)| first.to_string()).collect()
}
