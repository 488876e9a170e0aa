//! The cast: everybody who may be a speaker, with what speaks for it, and who is accepted, judged together.

use crate::reading::shares::are_nearly_all;
use std::collections::{BTreeMap, HashMap};

use super::among::Among;
use super::candidates::Candidate;
use super::company::Company;
use super::names::{self, Role};
use super::shapes::Shape;
use super::sum;
use crate::reading::draft::Draft;

/// Everybody who may be a speaker. Candidates know them by number, so that the key of a name is looked up once.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) members: Vec<Member>,
    /// The numbers of the members, by the number of their key.
    of_keys: Vec<Option<usize>>,
    /// The same, by key.
    numbers: HashMap<String, usize>,
    /// Most names that are counted are those of outlets or say a part: who asks is counted here, and no item of a list.
    pub(super) counts_askers: bool,
}

impl Cast {
    /// The number of the member that a candidate names; `member` makes one where there is none.
    pub(crate) fn number(&mut self, found: &Candidate, member: impl FnOnce() -> Member) -> usize {
        if let Some(number) = self.of_keys.get(found.named).copied().flatten() {
            return number;
        }
        let number = self.members.len();
        self.members.push(member());
        self.numbers.insert(found.key.clone(), number);
        self.of_keys.resize(self.of_keys.len().max(found.named + 1), None);
        self.of_keys[found.named] = Some(number);
        number
    }

    /// Whether a name is one of those that are counted as who asks is.
    pub(super) fn is_asker(&self, member: &Member) -> bool {
        self.counts_askers && (member.is_outlet || member.role.is_some())
    }

    /// The member that a candidate names.
    pub(crate) fn of(&self, found: &Candidate) -> &Member {
        &self.members[found.member]
    }

    /// Tells those who are billed their parts: whatever their names look like, they are names.
    pub(super) fn tell(&mut self, parts: &BTreeMap<String, Role>) {
        for (key, role) in parts {
            if let Some(number) = self.numbers.get(key) {
                let member = &mut self.members[*number];
                (member.role, member.is_stated, member.is_never) = (member.role.or(Some(*role)), true, false);
            }
        }
    }
}

/// Somebody who may be a speaker, with what speaks for it.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// The form in which its name is counted.
    pub(crate) key: String,
    pub(crate) role: Option<Role>,
    /// Times that the name stands where a label would.
    pub(crate) n: usize,
    pub(crate) shapes: Vec<Shape>,
    pub(crate) n_numbered: usize,
    pub(crate) n_headings: usize,
    pub(crate) n_timed: usize,
    pub(crate) n_items: usize,
    /// Times that nothing stands behind the name on its line.
    pub(crate) n_alone: usize,
    /// Times that a paragraph right before or behind its own begins with dashes, as questions do.
    pub(crate) n_beside_dashes: usize,
    /// Times that nothing at all is said under it: another label follows at once.
    pub(crate) n_silent: usize,
    /// Times that its line looks like a headline above another label.
    pub(crate) n_headlines: usize,
    /// The name says that questions begin: `质询`, `Q&A`.
    pub(crate) is_session: bool,
    /// Without its number the name is a single letter.
    pub(crate) is_letter: bool,
    pub(crate) likeness: f32,
    pub(crate) is_outlet: bool,
    pub(crate) is_stated: bool,
    pub(crate) is_never: bool,
    /// The drafts in which it stands first and last.
    pub(crate) span: (usize, usize),
    /// What it can't be, whatever speaks for it, as `assets/weights-names.toml` lists it from `never` on.
    pub(super) refusals: [bool; 7],
    /// Whether one of these is so.
    pub(super) is_out: bool,
    pub(crate) accepted: bool,
}

/// Rounds in which names are judged in the company of those accepted before: each may bring others.
const ROUNDS: usize = 4;

/// Accepts names: first by what speaks for each, then in the company of those accepted before. Gives the drawn rule behind
/// which labels are, if they are.
pub(super) fn judge(cast: &mut Cast, places: &[Candidate], drafts: &[Draft]) -> Option<String> {
    let company = Company::of(&cast.members, drafts.iter().filter(|draft| draft.is_content()).count());
    let points: Vec<f32> = cast.members.iter().map(|member| sum::alone(member, &company)).collect();
    let enough = const { sum::number("enough") };
    let mut among = Among::default();
    for round in 0..=ROUNDS {
        let mut has_changed = false;
        for (number, (member, alone)) in cast.members.iter_mut().zip(&points).enumerate() {
            let is_enough = alone + sum::in_company(number, member, &company, &among) >= enough;
            has_changed |= is_enough != std::mem::replace(&mut member.accepted, is_enough);
        }
        // Where nobody is accepted by himself many may be who ask one.
        if !has_changed && round > 0 {
            break;
        }
        among = Among::of(cast, places, drafts, among);
    }
    among.rule
}

impl Member {
    /// Whether so many are more than half of its places.
    pub(super) fn is_mostly(&self, count: usize) -> bool {
        count * 2 > self.n
    }

    /// Whether it looks like a person's name.
    pub(super) fn is_person(&self) -> bool {
        self.likeness >= names::LIKELY
    }

    /// Whether all shapes in which it is set are such.
    fn is_only(&self, is_such: impl Fn(Shape) -> bool) -> bool {
        self.shapes.iter().all(|shape| is_such(*shape))
    }

    /// A single letter may mark a question (`P: …`) and a single mark an answer, but only together with one that marks the answers.
    pub(super) fn needs_partner(&self) -> bool {
        let is_mark = matches!(self.role, Some(Role::Question | Role::Answer));
        // `Answer: …`, once, in an essay.
        let is_lone = self.role == Some(Role::Answer) && self.n == 1;
        is_mark
            && (self.is_letter
                || is_lone
                || self.is_never
                || self.shapes.iter().all(|shape| matches!(shape, Shape::Spaces | Shape::Dash | Shape::Stop)))
    }

    /// What cannot be a label whatever speaks for it, once all of its places are counted.
    pub(super) fn refuse(&mut self, counts_askers: bool) {
        let is_mark = matches!(self.role, Some(Role::Question | Role::Answer));
        let (is_part, is_silent) = (self.role.is_some(), self.n_silent == self.n);
        let is_bracket = |shape| matches!(shape, Shape::Bracket | Shape::Round);
        let is_nobody = !is_part && self.likeness < 1.0 && !self.is_outlet;
        let is_rare = self.n == 1 || self.n_alone > 0 || self.shapes.contains(&Shape::Round);
        let is_unknown = self.n == 1 && self.n_timed == 0 && !self.is_stated;
        self.refusals = [
            self.is_never && !is_mark,
            self.is_mostly(self.n_numbered) && !is_part && !(counts_askers && self.is_outlet),
            is_nobody && is_rare && self.is_only(is_bracket),
            self.is_session && self.n == 1 && self.n_alone == 1,
            !is_part && self.n > 1 && (is_silent || are_nearly_all(self.n_headlines, self.n)),
            !is_part && is_silent && !self.is_person() && self.is_only(|it| it == Shape::Circle || is_bracket(it)),
            is_unknown && self.is_only(|it| it == Shape::OwnLine),
        ];
        self.is_out = self.refusals.contains(&true);
    }
}
