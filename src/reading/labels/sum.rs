//! The sum for a name: what it says, how it is set, what all names have in common and what those do that were accepted, each
//! times its weight in `assets/weights-names.toml`.

use super::among::Among;
use super::cast::Member;
use super::company::Company;
use super::names::{self, Role};
use super::shapes::Shape;
use crate::reading::rows::{self, Row};
use crate::reading::shares::{FEW, OFTEN};
use crate::reading::weighing::Scale;

/// The names of the traits, as the file lists and explains them.
const NAMES: [&str; 39] = [
    "mark",
    "part",
    "likeness",
    "outlet",
    "stated",
    "recurs",
    "often",
    "many",
    "timed",
    "heading",
    "dashed",
    "headed",
    "voice",
    "circle",
    "term",
    "round",
    "line",
    "dialogue",
    "lines",
    "two_lines",
    "full",
    "initial",
    "never",
    "numbered",
    "stage_note",
    "session",
    "heads",
    "agenda",
    "bare_line",
    "alone",
    "note",
    "fits",
    "common",
    "timed_so",
    "setting",
    "between",
    "enclosed",
    "billed",
    "ruled",
];

const SHIPPED: &str = include_str!("../../../assets/weights-names.toml");

const ROWS: [Row; rows::count(SHIPPED)] = rows::read(SHIPPED);

static SCALE: Scale<{ NAMES.len() }> = Scale::of("names", &ROWS, &NAMES);

/// A number of the file by its name.
pub(super) const fn number(name: &str) -> f32 {
    SCALE.number(name)
}

/// What speaks for and against a name, added up: by itself, and by what all names have in common.
pub(super) fn alone(member: &Member, company: &Company) -> f32 {
    let groups: [&[f32]; 5] =
        [&said(member), &set(member), &shaped(member), &company.traits(member), &member.refusals.map(f32::from)];
    let mut traits = [0.0; NAMES.len()];
    let values = groups.iter().flat_map(|group| group.iter());
    traits.iter_mut().zip(values).for_each(|(value, given)| *value = *given);
    SCALE.sum(&traits)
}

/// What those add that were accepted.
pub(super) fn in_company(number: usize, member: &Member, company: &Company, among: &Among) -> f32 {
    SCALE.sum_of_last(&among.traits(number, member, company))
}

/// What a name says.
fn said(member: &Member) -> [f32; 5] {
    let is_mark = matches!(member.role, Some(Role::Question | Role::Answer | Role::Asker | Role::Host));
    [
        f32::from(is_mark),
        f32::from(member.role.is_some() && !is_mark),
        if member.is_outlet { 0.0 } else { member.likeness },
        f32::from(member.is_outlet),
        f32::from(member.is_stated),
    ]
}

/// How it is set over the document.
fn set(member: &Member) -> [f32; 7] {
    let is_headed = member.n > 1 && member.is_mostly(member.n_alone) && member.shapes.contains(&Shape::Colon);
    [
        f32::from(member.n > 1),
        f32::from(member.n >= FEW),
        f32::from(member.n >= OFTEN),
        f32::from(member.is_mostly(member.n_timed)),
        f32::from(member.is_mostly(member.n_headings)),
        f32::from(member.n >= FEW && member.is_mostly(member.n_beside_dashes)),
        f32::from(is_headed && member.likeness >= names::SURE),
    ]
}

/// The most telling shape in which it is set; most tell nothing.
fn shaped(member: &Member) -> [f32; 5] {
    let mut found = [0.0; 5];
    // How telling each is, from the most to the least, and its trait.
    let place = |shape: &Shape| match shape {
        Shape::Voice => (0, Some(0)),
        Shape::Circle => (1, Some(1)),
        Shape::Term => (2, Some(2)),
        Shape::Strong
        | Shape::Stop
        | Shape::Dash
        | Shape::Cell
        | Shape::Colon
        | Shape::Spaces
        | Shape::Bracket
        | Shape::Asked
        | Shape::Answered
        | Shape::Induced => (3, None),
        Shape::Round => (4, Some(3)),
        Shape::OwnLine => (5, Some(4).filter(|_| member.role.is_none())),
    };
    let telling = member.shapes.iter().map(place).min().and_then(|(_, of)| of);
    telling.into_iter().for_each(|of| found[of] = 1.0);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::weighing::complaints;

    #[test]
    fn each_trait_has_a_row_that_says_what_it_is_and_a_weight_of_its_sign() {
        assert_eq!(complaints(SHIPPED, &NAMES), Vec::<String>::new());
    }
}
