//! The cast: everybody who may be a speaker, with what speaks for it, and who is accepted, judged together.

use std::collections::{HashMap, HashSet};

use super::candidates::Candidate;
use super::names::{self, Role};
use super::shapes::Shape;
use crate::reading::wrap::is_wide;

/// Everybody who may be a speaker. Candidates know them by number, so that the key of a name is looked up once.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) members: Vec<Member>,
    /// The numbers of the members, by the number of their key.
    of_keys: Vec<Option<usize>>,
    /// The same, by key.
    numbers: HashMap<String, usize>,
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

    /// The member that a candidate names.
    pub(crate) fn of(&self, found: &Candidate) -> &Member {
        &self.members[found.member]
    }

    /// The same, to be changed.
    pub(crate) fn of_mut(&mut self, found: &Candidate) -> &mut Member {
        &mut self.members[found.member]
    }

    /// Tells those who are billed their parts: whatever their names look like, they are names.
    pub(super) fn tell(&mut self, parts: &HashMap<String, Role>) {
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
    pub(crate) likeness: f32,
    pub(crate) is_outlet: bool,
    /// A person, and behind the name an outlet: `Ann Lee, Harbour Radio`.
    pub(crate) has_outlet: bool,
    pub(crate) is_stated: bool,
    pub(crate) is_never: bool,
    /// The drafts in which it stands first and last.
    pub(crate) span: (usize, usize),
    pub(crate) accepted: bool,
}

/// Evidence that makes a name a speaker by itself …
const ENOUGH: f32 = 4.0;
/// … and in a document that is known to have labels of this shape.
const ENOUGH_AMONG_OTHERS: f32 = 2.0;

impl Member {
    /// What speaks for the name by itself.
    fn evidence(&self) -> f32 {
        let role = match self.role {
            Some(Role::Question | Role::Answer | Role::Asker | Role::Host) => 4.0,
            Some(_) => 3.0,
            None => 0.0,
        };
        let recurs = match self.n {
            0 | 1 => 0.0,
            2 => 1.0,
            3 | 4 => 1.5,
            _ => 2.5,
        };
        let known = if self.is_outlet { 2.0 } else { self.likeness } + if self.is_stated { 2.0 } else { 0.0 };
        let item = if self.n_items * 2 > self.n && self.role.is_none() { -1.0 } else { 0.0 };
        let timed = if self.n_timed * 2 > self.n { 2.0 } else { 0.0 };
        let heading = if self.n_headings * 2 > self.n { 1.0 } else { 0.0 };
        let dashed = if self.n >= 3 && self.n_beside_dashes * 10 >= self.n * 6 { 5.0 } else { 0.0 };
        let outlet = if self.has_outlet && self.role.is_none() { 2.0 } else { 0.0 };
        // `Ann Lee:` again and again, and what is said stands below.
        let is_headed = self.n >= 2 && self.n_alone * 2 > self.n && self.shapes.contains(&Shape::Colon);
        let headed = if is_headed && self.likeness >= 2.0 { 1.0 } else { 0.0 };
        role + recurs + known + self.shape() + item + timed + heading + dashed + outlet + headed
    }

    /// What speaks for the most telling shape in which the name is printed.
    fn shape(&self) -> f32 {
        let weights = self.shapes.iter().map(|shape| match shape {
            Shape::Voice => 9.0,
            Shape::Circle => 3.0,
            Shape::Term => 2.0,
            Shape::Strong | Shape::Stop | Shape::Dash | Shape::Cell => 0.5,
            Shape::Colon | Shape::Spaces | Shape::Bracket | Shape::Asked | Shape::Answered | Shape::Induced => 0.0,
            Shape::Round => -1.0,
            Shape::OwnLine if self.role.is_some() => -1.5,
            Shape::OwnLine => -2.5,
        });
        weights.fold(f32::MIN, f32::max)
    }

    /// A single letter may mark a question (`P: …`) and a single mark an answer, but only together with one that marks the answers.
    fn needs_partner(&self) -> bool {
        let is_mark = matches!(self.role, Some(Role::Question | Role::Answer));
        // `Answer: …`, once, in an essay.
        let is_lone = self.role == Some(Role::Answer) && self.n == 1;
        is_mark
            && (names::stem(&self.key).len() == 1
                || is_lone
                || self.is_never
                || self.shapes.iter().all(|shape| matches!(shape, Shape::Spaces | Shape::Dash | Shape::Stop)))
    }

    /// What cannot be a label whatever speaks for it.
    pub(crate) fn is_excluded(&self) -> bool {
        let is_role = matches!(self.role, Some(Role::Question | Role::Answer));
        let is_heading_number = self.n_numbered * 2 > self.n && self.role.is_none();
        let is_unknown = self.n < 2 && self.n_timed == 0 && !self.is_stated;
        let is_bare_line = is_unknown && self.shapes.iter().all(|shape| *shape == Shape::OwnLine);
        let is_stage_note = self.shapes.iter().all(|shape| matches!(shape, Shape::Bracket | Shape::Round))
            && self.role.is_none()
            && self.likeness < 1.0
            && !self.is_outlet
            && (self.n < 2 || self.n_alone > 0 || self.shapes.contains(&Shape::Round));
        // 【質疑応答】 alone on its line, once, is a heading.
        let is_heading = self.is_session && self.n == 1 && self.n_alone == 1;
        let heads =
            self.role.is_none() && self.n >= 2 && (self.n_silent == self.n || self.n_headlines * 4 >= self.n * 3);
        // `○（１　諸報告）`: what is dealt with next.
        let is_agenda = self.n_silent == self.n
            && self.role.is_none()
            && self.likeness < 1.5
            && self.shapes.iter().all(|shape| matches!(shape, Shape::Circle | Shape::Bracket | Shape::Round));
        is_stage_note
            || is_heading
            || is_agenda
            || heads
            || (self.is_never && !is_role)
            || is_heading_number
            || is_bare_line
    }
}

/// Accepts names: first by what speaks for each, then by the company they keep.
pub(crate) fn judge(cast: &mut [Member], n_drafts: usize) {
    let is_spaced = |member: &Member| member.shapes.iter().all(|shape| *shape == Shape::Spaces);
    let asks_spaced = cast.iter().any(|member| member.role == Some(Role::Question) && is_spaced(member));
    // `A 15-year-old …` begins with an article, unless questions are set off by one space as well.
    let answers = cast.iter_mut().filter(|member| member.role == Some(Role::Answer) && is_spaced(member));
    answers.for_each(|member| member.is_never |= !asks_spaced);
    // Where no name with a time comes back, the times are those of a programme: `10:30 Lunch: bread and cheese`.
    let recurs = |member: &Member| member.n >= 2 && member.n_timed > 0 || member.shapes.contains(&Shape::Voice);
    if cast.iter().filter(|member| member.n_timed > 0).count() >= 3 && !cast.iter().any(recurs) {
        cast.iter_mut().for_each(|member| member.n_timed = 0);
    }
    let has_mark = |role: Role| cast.iter().any(|member| member.role == Some(role) && !member.is_never);
    let marks_pair = has_mark(Role::Question) && has_mark(Role::Answer);
    let company = Company::of(cast, n_drafts);
    let initials = initials(cast);
    for member in cast.iter_mut().filter(|member| !member.is_excluded()) {
        let is_alone = member.needs_partner() && !marks_pair;
        let initial = if member.n >= 2 && initials.contains(&member.key) { 3.0 } else { 0.0 };
        member.accepted = !is_alone && member.evidence() + company.of_member(member) + initial >= ENOUGH;
    }
    let accepted = || cast.iter().filter(|member| member.accepted);
    let n_accepted: usize = accepted().map(|member| member.n).sum();
    let has_voice = accepted().any(|member| member.n >= 2 && member.role != Some(Role::Question));
    if n_accepted == 0 {
        return;
    }
    let initial = |key: &str| if initials.contains(key) { 1.0 } else { 0.0 };
    let shapes: HashSet<Shape> = accepted().flat_map(|member| member.shapes.iter().copied()).collect();
    for member in cast.iter_mut().filter(|member| !member.is_excluded()) {
        // `Q` without an `A` asks somebody who is named.
        let is_partnered =
            marks_pair || has_voice && (member.n >= 2 || member.shapes.contains(&Shape::Colon)) && !member.is_never;
        let needs_partner = member.needs_partner();
        let fits = member.shapes.iter().any(|shape| shapes.contains(shape)) || needs_partner && is_partnered;
        member.accepted |= fits
            && (is_partnered || !needs_partner)
            && member.evidence() + company.among_all(member) + initial(&member.key) >= ENOUGH_AMONG_OTHERS;
    }
    leave_notes(cast);
}

/// Leaves names in brackets that state no part where others before colons are spoken under: they are stage notes,
/// `[OBSERVATION NOTES]: calm, at ease`.
fn leave_notes(cast: &mut [Member]) {
    let speaks = |member: &&Member| member.accepted && member.n >= 2 && !member.shapes.contains(&Shape::Bracket);
    if cast.iter().filter(speaks).count() < 2 {
        return;
    }
    let is_note = |member: &Member| {
        member.role.is_none() && !member.is_outlet && member.shapes.iter().all(|shape| *shape == Shape::Bracket)
    };
    cast.iter_mut()
        .filter(|member| is_note(member))
        .for_each(|member| (member.accepted, member.is_never) = (false, true));
}

/// The ideographs that begin one name of a person or a part, and no other: 記 of 記者, 林 of 林美.
fn initials(cast: &[Member]) -> HashSet<String> {
    let is_telling = |member: &Member| {
        let has_part = matches!(member.role, Some(Role::Asker | Role::Host | Role::Answerer));
        !member.is_excluded() && (has_part || member.role.is_none() && member.likeness >= 2.0)
    };
    let mut counts: HashMap<char, usize> = HashMap::new();
    let names = cast.iter().filter(|member| member.key.chars().count() > 1 && is_telling(member));
    let firsts = names.filter_map(|member| member.key.chars().next()).filter(|first| is_wide(*first));
    firsts.for_each(|first| *counts.entry(first).or_default() += 1);
    counts.into_iter().filter(|(_, n)| *n == 1).map(|(first, _)| first.to_string()).collect()
}

/// What recurring names have in common: together they open much of the document.
struct Company {
    /// Several names recur and open a third of all paragraphs.
    is_dialogue: bool,
    /// Names that recur open half of all paragraphs.
    is_dense: bool,
    /// Nearly all paragraphs begin with what looks like a person or states a part.
    is_full: bool,
    /// Most paragraphs do.
    is_common: bool,
    /// Lines of their own that recur stand before a third of all paragraphs.
    is_headed: bool,
    /// Two lines of their own recur equally often, before a third of the paragraphs from the first of them to the last.
    is_dialogue_of_two: bool,
}

impl Company {
    fn of(cast: &[Member], n_drafts: usize) -> Self {
        let recurring = |n: usize| cast.iter().filter(move |member| member.n >= n && !member.is_excluded());
        let is_headed = |member: &&Member| member.shapes.contains(&Shape::OwnLine);
        let sum = |members: Vec<&Member>| members.iter().map(|member| member.n).sum::<usize>();
        let n_often = sum(recurring(3).filter(|member| !is_headed(member)).collect());
        let n_twice = sum(recurring(2).filter(|member| !is_headed(member)).collect());
        let is_likely = |member: &&Member| !is_headed(member) && (member.likeness >= 1.5 || member.role.is_some());
        let n_likely = sum(recurring(1).filter(is_likely).collect());
        let n_headed = sum(recurring(2).filter(is_headed).collect());
        let two: Vec<&Member> = recurring(3).filter(is_headed).collect();
        let begin = two.iter().map(|member| member.span.0).min().unwrap_or(0);
        let end = two.iter().map(|member| member.span.1).max().unwrap_or(0);
        let are_equal =
            two.len() == 2 && two[0].n.abs_diff(two[1].n) <= 1 && two.iter().all(|it| it.n_silent * 3 <= it.n);
        let n_two: usize = two.iter().map(|member| member.n).sum();
        Company {
            is_dialogue: recurring(3).count() >= 2 && n_often * 10 >= n_drafts * 3,
            is_dense: recurring(2).count() >= 2 && n_twice * 2 >= n_drafts,
            is_full: n_likely >= 4 && n_likely * 10 >= n_drafts * 8,
            is_common: n_likely >= 6 && n_likely * 10 >= n_drafts * 6,
            is_headed: recurring(2).filter(is_headed).count() >= 2 && n_headed >= 4 && n_headed * 10 >= n_drafts * 3,
            is_dialogue_of_two: are_equal && n_two * 10 >= (end - begin + 2) * 3,
        }
    }

    /// What it speaks for a name of one word that stands there once, like the names around it: `Sahil: Sir, …`.
    fn among_all(&self, member: &Member) -> f32 {
        let is_person = member.likeness >= 1.5 && member.n_items == 0;
        let common = if self.is_common && is_person { 0.5 } else { 0.0 };
        // A name with a time on its line, among others that are set so.
        common + if is_person && member.n_timed * 2 > member.n { 1.0 } else { 0.0 }
    }

    /// What the company speaks for a member.
    fn of_member(&self, member: &Member) -> f32 {
        let dialogue = if self.is_dialogue && member.n >= 3 || self.is_dense && member.n >= 2 { 2.0 } else { 0.0 };
        let is_known = member.n >= 2 || member.is_stated;
        let headed = if self.is_headed && is_known && member.shapes.contains(&Shape::OwnLine) { 3.5 } else { 0.0 };
        let two =
            if self.is_dialogue_of_two && member.n >= 3 && member.shapes.contains(&Shape::OwnLine) { 4.5 } else { 0.0 };
        let full = if self.is_full && member.likeness >= 1.5 { 1.0 } else { 0.0 };
        dialogue + f32::max(headed, two) + full
    }
}
