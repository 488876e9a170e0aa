//! Scores: a sum for each name, a sum for each custom, and what else the page may be.

use std::collections::{BTreeMap, HashMap};

use super::signs::Sign;
use super::tally::{Name, Spoken, Tally};
use super::weights::{Trait, number, sum};

/// What a page may be besides a talk; that nobody speaks at all has no section: it is worth nothing.
const OTHERS: [&str; 3] = ["list", "form", "markup"];

/// The custom for which most speaks, and how much: more than for all that the page may be otherwise.
pub(super) fn best(tallies: &[Tally]) -> Option<(&Tally, f32)> {
    let scored = tallies.iter().map(|tally| (tally, points(tally)));
    scored.filter(|(_, points)| *points > 0.0).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// Accepts the names of a tally: first by what speaks for each, then in the company of the others, twice.
pub(super) fn judge(tally: &mut Tally) {
    let alone: Vec<f32> = tally.names.iter().map(|name| sum("name", &of_name(tally.sign, name))).collect();
    for (name, points) in tally.names.iter_mut().zip(&alone) {
        (name.points, name.is_accepted) = (*points, *points >= 0.0);
    }
    for _ in 0..2 {
        let (mut n, mut n_accepted, mut n_names) = (0, 0, 0);
        for name in &tally.names {
            n += name.n;
            n_accepted += if name.is_accepted { name.n } else { 0 };
            n_names += usize::from(name.is_accepted);
        }
        for (name, alone) in tally.names.iter_mut().zip(&alone) {
            let own = if name.is_accepted { name.n } else { 0 };
            let (others, accepted) = (n - name.n, n_accepted - own);
            let n_others = n_names - usize::from(name.is_accepted);
            let share = if others > 0 { accepted as f32 / others as f32 } else { 0.0 };
            let company = [("share", share * (accepted as f32).ln_1p()), ("alone", f32::from(n_others == 0))];
            name.points = alone + sum("company", &company);
            name.is_accepted = name.points >= 0.0;
        }
    }
}

/// What speaks for a name by itself.
fn of_name(sign: Sign, name: &Name) -> Vec<Trait<'static>> {
    let share = |count: usize| count as f32 / name.n.max(1) as f32;
    let is = |it: bool| f32::from(it);
    let may_be_small = sign == Sign::Handle || matches!(sign, Sign::Between('<' | '＜'));
    vec![
        ("bias", 1.0),
        ("recurs", (name.n as f32).ln()),
        ("once", is(name.n == 1)),
        ("role", is(name.role.is_some())),
        ("likeness", name.likeness),
        ("never", is(name.is_never)),
        ("small", is(name.is_small && !may_be_small)),
        ("digits", is(name.has_digits)),
        ("length", (name.n_cells as f32 / 20.0).min(4.0)),
        ("begins", share(name.n_begins)),
        ("lower", share(name.n_lower)),
        ("item", share(name.n_items)),
        ("ended", share(name.n_ended)),
        ("timed", share(name.n_timed)),
        ("line", is(sign == Sign::Line)),
    ]
}

/// How much more speaks for a talk in this custom than for anything else.
fn points(tally: &Tally) -> f32 {
    let Some(traits) = of_custom(tally) else { return 0.0 };
    let other = OTHERS.iter().map(|other| sum(other, &traits)).fold(0.0, f32::max);
    sum("talk", &traits) - other
}

/// What the accepted names of a custom do over the whole document.
fn of_custom(tally: &Tally) -> Option<Vec<Trait<'static>>> {
    let spoken: Vec<&Spoken> = tally.spoken.iter().filter(|it| tally.names[it.name].is_accepted).collect();
    let (first, last) = (spoken.first()?, spoken.last()?);
    let n = spoken.len();
    let share = |is: &dyn Fn(&Spoken) -> bool| share_of(spoken.iter().filter(|it| is(it)).count(), n);
    let name = |it: &Spoken| &tally.names[it.name];
    let changes = spoken.windows(2).filter(|pair| pair[0].name != pair[1].name).count();
    let returns = spoken.windows(3).filter(|it| it[0].name == it[2].name && it[0].name != it[1].name).count();
    Some(vec![
        ("bias", 1.0),
        ("labels", (n as f32).ln()),
        ("recurs", share(&|it| name(it).n >= 2)),
        ("changes", share_of(changes, n - 1)),
        ("repeats", 1.0 - share_of(changes, n - 1)),
        ("returns", share_of(returns, n.saturating_sub(2))),
        ("known", share(&|it| name(it).role.is_some() || name(it).likeness >= 1.5)),
        ("density", share_of(n, last.draft + 1 - first.draft).min(1.0)),
        ("reach", share_of(tally.n_drafts - first.draft, tally.n_drafts)),
        ("ended", share(&|it| it.is_ended)),
        ("asks", share(&|it| it.asks)),
        ("short", share(&|it| it.is_short && !it.is_ended)),
        ("items", share(&|it| it.is_item)),
        ("timed", share(&|it| it.is_timed)),
        ("cyclic", cyclic(&spoken)),
    ])
}

/// The share of some of all; 0 of none.
pub(super) fn share_of(count: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { count as f32 / whole as f32 }
}

/// How often a name is followed by the one that follows it mostly, where there are three and more: the fields of a form
/// come in one order.
pub(super) fn cyclic(spoken: &[&Spoken]) -> f32 {
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    spoken.windows(2).for_each(|pair| *pairs.entry((pair[0].name, pair[1].name)).or_default() += 1);
    // For each name how often another follows it, and how often the one that does mostly.
    let mut followed: HashMap<usize, (usize, usize)> = HashMap::new();
    for ((name, _), n) in pairs {
        let (all, most) = followed.entry(name).or_default();
        (*all, *most) = (*all + n, n.max(*most));
    }
    followed.retain(|_, (all, _)| *all > 1);
    let n_all: usize = followed.values().map(|(all, _)| all).sum();
    let n_most: usize = followed.values().map(|(_, most)| most).sum();
    if followed.len() >= 3 { n_most as f32 / n_all as f32 } else { 0.0 }
}

/// The least points that a custom must have.
pub(super) fn enough() -> f32 {
    number("choice", "enough")
}
