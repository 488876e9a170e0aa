//! Among those who speak: what the names that were accepted tell of the others, by where these are and how they are set.

use crate::reading::shares::{FEW, MANY, OFTEN, SOME, are_most};
use std::collections::{BTreeMap, HashMap, HashSet};

use super::broken::is_billed;
use super::candidates::Candidate;
use super::cast::{Cast, Member};
use super::company::Company;
use super::names::Role;
use super::ruled;
use super::shapes::Shape;
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;

/// Traits of a name in the company of those that were accepted.
const IN_COMPANY: usize = 10;

/// What the accepted tell, each as the numbers of the members of whom it is told.
#[derive(Default)]
pub(super) struct Among {
    /// The shapes in which the accepted are set.
    shapes: HashSet<Shape>,
    /// Somebody speaks again and again who is no mark of questions.
    has_voice: bool,
    /// Others before brackets speak, so that what is in brackets is a note.
    has_notes: bool,
    /// Set as nearly only the accepted are.
    in_setting: HashSet<usize>,
    /// Rare, between two speeches of one who is not, or he.
    between: HashSet<usize>,
    /// Rare, right between two speeches.
    enclosed: HashSet<usize>,
    /// An office is before the name, alone before a colon, where most others are accepted.
    billed: HashSet<usize>,
    /// Right behind a rule, where most labels are …
    ruled: HashSet<usize>,
    /// … and the rule.
    pub(super) rule: Option<String>,
}

impl Among {
    /// What the accepted of a cast tell, after what they told before. Those that were accepted first, by themselves, tell in
    /// which shapes labels are set here; a rule that was found stays.
    pub(super) fn of(cast: &Cast, places: &[Candidate], drafts: &[Draft], before: Among) -> Self {
        let accepted = || cast.members.iter().filter(|member| member.accepted);
        let speaks = |member: &&Member| member.n > 1 && !member.shapes.contains(&Shape::Bracket);
        let rule = before.rule.or_else(|| ruled::custom(cast, places, drafts));
        let (shapes, has_voice) = if before.shapes.is_empty() {
            let is_voice = |member: &Member| member.n > 1 && member.role != Some(Role::Question);
            (accepted().flat_map(|member| member.shapes.iter().copied()).collect(), accepted().any(is_voice))
        } else {
            (before.shapes, before.has_voice)
        };
        Among {
            shapes,
            has_voice,
            has_notes: accepted().filter(speaks).nth(1).is_some(),
            in_setting: in_setting(cast, places, drafts),
            between: between(cast, places),
            enclosed: enclosed(cast, places, drafts),
            billed: billed(cast, places, drafts),
            ruled: rule.as_ref().map(|rule| behind_rule(rule, places, drafts)).unwrap_or_default(),
            rule,
        }
    }

    /// What those tell of a name that were accepted: `alone` to `ruled`.
    pub(super) fn traits(&self, number: usize, member: &Member, company: &Company) -> [f32; IN_COMPANY] {
        let needs_partner = member.needs_partner();
        // `Q` without an `A` asks somebody who is named.
        let is_asked = self.has_voice && (member.n > 1 || member.shapes.contains(&Shape::Colon)) && !member.is_never;
        let is_partnered = company.marks_pair || is_asked;
        let is_set_so = member.shapes.iter().any(|shape| self.shapes.contains(shape));
        let fits = is_set_so || needs_partner && is_partnered && !self.shapes.is_empty();
        let [dialogue, lines, two_lines, ..] = company.traits(member);
        let is_one = fits && member.is_person() && member.n_items == 0;
        // `[OBSERVATION NOTES]: calm, at ease`
        let is_in_brackets = || member.shapes.iter().all(|shape| *shape == Shape::Bracket);
        let is_note = self.has_notes && member.role.is_none() && !member.is_outlet && is_in_brackets();
        [
            needs_partner && !is_partnered,
            is_note,
            fits && dialogue + lines + two_lines == 0.0,
            is_one && company.is_common && !company.is_full,
            is_one && member.is_mostly(member.n_timed),
            self.in_setting.contains(&number),
            self.between.contains(&number),
            self.enclosed.contains(&number),
            self.billed.contains(&number),
            self.ruled.contains(&number),
        ]
        .map(f32::from)
    }
}

/// How a label is set: in a heading, with nothing behind it, in this shape.
type Setting = (bool, bool, Shape);

/// Names in a setting where nearly all others are accepted: a heading with a colon among a hundred labels.
fn in_setting(cast: &Cast, places: &[Candidate], drafts: &[Draft]) -> HashSet<usize> {
    const PERCENT: usize = 95;
    let setting = |found: &Candidate| -> Setting {
        let is_heading = matches!(drafts[found.draft].kind, BlockKind::Heading(_));
        (is_heading, found.is_alone(drafts), found.label.shape)
    };
    let is_telling = |(is_heading, is_alone, shape): Setting| {
        (is_heading || is_alone) && shape != Shape::OwnLine || matches!(shape, Shape::Term | Shape::Strong)
    };
    let mut counts: BTreeMap<Setting, (usize, usize)> = BTreeMap::new();
    for found in places.iter().filter(|found| !cast.of(found).is_out) {
        let (n, n_accepted) = counts.entry(setting(found)).or_default();
        *n += 1;
        *n_accepted += usize::from(cast.of(found).accepted);
    }
    let is_custom = |setting: &Setting, (n, n_accepted): &(usize, usize)| {
        is_telling(*setting) && *n_accepted >= MANY && n_accepted * 100 >= n * PERCENT
    };
    counts.retain(|setting, counts| is_custom(setting, counts));
    let found = places.iter().filter(|found| !counts.is_empty() && counts.contains_key(&setting(found)));
    found.map(|found| found.member).collect()
}

/// Rare names before a colon between two speeches of one frequent speaker, and he: so one is asked by many.
fn between(cast: &Cast, places: &[Candidate]) -> HashSet<usize> {
    /// The longest name of somebody who asks once, in characters.
    const LONGEST: usize = 20;
    let before_colons: Vec<&Candidate> =
        places.iter().filter(|found| found.label.shape == Shape::Colon && !cast.of(found).is_out).collect();
    let mut found: HashMap<usize, HashSet<usize>> = HashMap::new();
    for (index, pair) in before_colons.windows(2).enumerate() {
        let (rare, hub) = (pair[0], pair[1]);
        let is_between = index.checked_sub(1).is_none_or(|before| before_colons[before].member == hub.member);
        let is_near = rare.key.chars().count() <= LONGEST && hub.draft <= rare.draft + 1;
        if cast.of(rare).n < OFTEN && cast.of(hub).n >= OFTEN && is_between && is_near {
            found.entry(hub.member).or_default().insert(rare.member);
        }
    }
    found.retain(|hub, names| names.len() >= FEW && names.len() * 2 >= cast.members[*hub].n);
    found.into_iter().flat_map(|(hub, names)| names.into_iter().chain([hub])).collect()
}

/// Rare names of persons before a colon right between two speeches, where there are many.
fn enclosed(cast: &Cast, places: &[Candidate], drafts: &[Draft]) -> HashSet<usize> {
    let begins_speech = |found: &Candidate| cast.of(found).accepted && found.line == 0;
    if places.iter().filter(|found| begins_speech(found)).nth(MANY - 1).is_none() {
        return HashSet::new();
    }
    let is_rare = |member: &Member| member.n <= 2 && member.n_items == 0 && member.is_person();
    let is_set = |it: &Candidate| it.label.shape == Shape::Colon && !it.is_alone(drafts) && it.line == 0;
    let is_between = |[before, rare, next]: [&Candidate; 3]| {
        let are_near = before.draft + 1 == rare.draft && rare.draft + 1 == next.draft;
        are_near && !before.is_alone(drafts) && begins_speech(before) && begins_speech(next)
    };
    let rows = places.windows(3).map(|it| [&it[0], &it[1], &it[2]]);
    let found = rows.filter(|it| is_rare(cast.of(it[1])) && is_set(it[1]) && is_between(*it));
    found.map(|[_, rare, _]| rare.member).collect()
}

/// Names behind an office, alone before a colon, where most others that are so are accepted.
fn billed(cast: &Cast, places: &[Candidate], drafts: &[Draft]) -> HashSet<usize> {
    let is_alone = |found: &&Candidate| found.label.shape == Shape::Colon && found.is_alone(drafts);
    let alone: Vec<&Candidate> = places.iter().filter(is_alone).collect();
    let n_accepted = alone.iter().filter(|found| cast.of(found).accepted).count();
    if n_accepted < SOME || !are_most(n_accepted, alone.len()) {
        return HashSet::new();
    }
    alone.into_iter().filter(|found| is_billed(found.name(drafts))).map(|found| found.member).collect()
}

/// Names on lines of their own right behind this rule: `---` / `CALLER`.
fn behind_rule(rule: &str, places: &[Candidate], drafts: &[Draft]) -> HashSet<usize> {
    let lines = places.iter().filter(|found| found.label.shape == Shape::OwnLine);
    lines.filter(|found| ruled::rule(found, drafts) == Some(rule)).map(|found| found.member).collect()
}
