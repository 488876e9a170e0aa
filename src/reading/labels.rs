//! Labels: what could be one is collected over the whole document, counted, and accepted by evidence together.

use std::collections::{HashMap, HashSet};

use super::draft::{Draft, Page};
use super::legend;
use super::lexicon::{Lexicon, fold};
use super::names::{self, Role};
use super::outlets;
use super::run_on;
use super::shapes::{self, Label, Shape};
use super::unlabelled;
use super::wrap;
use crate::document::block::BlockKind;

/// Somebody who may be a speaker, with what speaks for it.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) role: Option<Role>,
    /// Times that the name stands where a label would.
    n: usize,
    shapes: HashSet<Shape>,
    n_numbered: usize,
    n_headings: usize,
    n_timed: usize,
    n_items: usize,
    likeness: f32,
    is_outlet: bool,
    is_stated: bool,
    is_never: bool,
    accepted: bool,
}

/// A place where a label could be.
struct Candidate {
    draft: usize,
    line: usize,
    label: Label,
    key: String,
}

/// Evidence that makes a name a speaker by itself …
const ENOUGH: f32 = 4.0;
/// … and in a document that is known to have labels of this shape.
const ENOUGH_AMONG_OTHERS: f32 = 2.0;

/// Finds the labels of a page: drafts are split where one begins, and each draft that begins with one knows it.
pub(super) fn find(page: &mut Page, lexicon: &Lexicon) {
    page.drafts.iter_mut().for_each(|draft| mend(draft, lexicon));
    let candidates = collect(&page.drafts, lexicon);
    let mut cast = count(&candidates, page, lexicon);
    judge(&mut cast, page.drafts.iter().filter(|draft| draft.is_content()).count());
    join_the_rest(&mut cast, &candidates, &page.drafts);
    let accepted: Vec<Candidate> = candidates.into_iter().filter(|found| is_accepted(found, &cast)).collect();
    let drafts = split(std::mem::take(&mut page.drafts), accepted);
    let known = cast.into_iter().filter(|(_, member)| member.accepted && member.shapes.contains(&Shape::Colon));
    page.drafts = run_on::part(drafts, &known.map(|(key, _)| key).collect(), lexicon);
    legend::mark(&mut page.drafts);
    unlabelled::mark(&mut page.drafts, lexicon);
}

/// Puts the two lines of a label together that was broken over them.
fn mend(draft: &mut Draft, lexicon: &Lexicon) {
    if draft.lines.len() < 2 || !draft.is_content() {
        return;
    }
    for index in (0..draft.lines.len() - 1).rev() {
        let (first, second) = (&draft.lines[index], &draft.lines[index + 1]);
        let begins = index == 0 || wrap::ends_sentence(&draft.lines[index - 1].text);
        let is_short = wrap::cells(&first.text) <= 40 && !wrap::ends_sentence(&first.text);
        let has_colon = second.text.chars().take(12).any(|letter| matches!(letter, '：' | ':'));
        if !(begins && is_short && has_colon)
            || shapes::label(draft, index + 1, lexicon)
                .is_some_and(|label| names::role(&second.text[label.name], lexicon) == Some(Role::Question))
        {
            continue;
        }
        let joint = wrap::joint(&first.text, &second.text);
        let whole = Draft::new(
            BlockKind::Paragraph,
            vec![super::draft::Line { text: format!("{}{joint}{}", first.text, second.text), ..first.clone() }],
        );
        let label = shapes::label(&whole, 0, lexicon)
            .filter(|label| label.shape == Shape::Colon && label.name.end > first.text.len());
        let is_role = label.is_some_and(|label| {
            matches!(names::role(&whole.first()[label.name], lexicon), Some(Role::Asker | Role::Host | Role::Answerer))
        });
        if is_role {
            let second = draft.lines.remove(index + 1);
            draft.lines[index].append(joint, second);
        }
    }
}

fn collect(drafts: &[Draft], lexicon: &Lexicon) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let title = drafts.iter().position(|draft| matches!(draft.kind, BlockKind::Heading(_)));
    for (index, draft) in drafts.iter().enumerate() {
        if !draft.is_content() || draft.kind == BlockKind::Preformatted || draft.is_link() {
            continue;
        }
        let mut depth = 0i32;
        for (line, text) in draft.lines.iter().enumerate() {
            // Inside quotation marks nothing is a label.
            if depth <= 0 {
                let label = shapes::label(draft, line, lexicon);
                // `某某：今天很好` as the first heading is a title.
                let is_title = title == Some(index) && draft.kind == BlockKind::Heading(1);
                let label =
                    label.filter(|label| !is_title || label.length >= text.text.len() && label.shape != Shape::OwnLine);
                candidates.extend(label.map(|label| {
                    let key = names::key(&text.text[label.name.clone()]);
                    Candidate { draft: index, line, label, key }
                }));
            }
            depth = (depth + quotes(&text.text)).max(0);
        }
    }
    candidates
}

/// Quotation marks that a text opens and does not close.
fn quotes(text: &str) -> i32 {
    let sign = |letter: char| match letter {
        '“' | '「' | '『' => 1,
        '”' | '」' | '』' => -1,
        _ => 0,
    };
    text.chars().map(sign).sum()
}

fn count(candidates: &[Candidate], page: &Page, lexicon: &Lexicon) -> HashMap<String, Member> {
    let mut cast: HashMap<String, Member> = HashMap::new();
    let stated: Vec<String> = page.stated.speakers.iter().map(|name| fold(name)).collect();
    for found in candidates {
        let draft = &page.drafts[found.draft];
        let name = &draft.lines[found.line].text[found.label.name.clone()];
        let member = cast.entry(found.key.clone()).or_insert_with(|| Member {
            role: names::role_of(&draft.lines[found.line].text, &found.label, lexicon),
            n: 0,
            shapes: HashSet::new(),
            n_numbered: 0,
            n_headings: 0,
            n_timed: 0,
            n_items: 0,
            likeness: names::likeness(name, lexicon),
            is_outlet: outlets::is_outlet(name, lexicon),
            is_stated: found.key.chars().count() > 1 && stated.iter().any(|whole| whole.contains(found.key.as_str())),
            is_never: names::is_never(name, lexicon),
            accepted: false,
        });
        member.n += 1;
        member.shapes.insert(found.label.shape);
        member.n_numbered += usize::from(found.label.numbered);
        member.n_timed += usize::from(found.label.time.is_some());
        member.n_headings += usize::from(matches!(draft.kind, BlockKind::Heading(_)));
        member.n_items += usize::from(matches!(draft.kind, BlockKind::ListItem { .. }));
    }
    // Q1, Q2 and Q3 are one mark.
    for role in [Role::Question, Role::Answer] {
        let n =
            cast.values().filter(|member| member.role == Some(role) && !member.is_never).map(|member| member.n).sum();
        let marks = cast.values_mut().filter(|member| member.role == Some(role) && !member.is_never);
        marks.for_each(|member| member.n = n);
    }
    cast
}

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
        role + recurs + known + self.shape() + item + timed + heading
    }

    /// What speaks for the most telling shape in which the name is printed.
    fn shape(&self) -> f32 {
        let weights = self.shapes.iter().map(|shape| match shape {
            Shape::Voice => 9.0,
            Shape::Circle => 3.0,
            Shape::Term => 2.0,
            Shape::Strong | Shape::Stop | Shape::Dash | Shape::Cell => 0.5,
            Shape::Colon | Shape::Spaces | Shape::Bracket | Shape::Asked | Shape::Answered => 0.0,
            Shape::Round => -1.0,
            Shape::OwnLine if self.role.is_some() => -1.5,
            Shape::OwnLine => -2.5,
        });
        weights.fold(f32::MIN, f32::max)
    }

    /// A single letter may mark a question (`P: …`), but only together with one that marks the answers.
    fn needs_partner(&self, key: &str) -> bool {
        let is_mark = matches!(self.role, Some(Role::Question | Role::Answer));
        is_mark
            && (key.len() == 1
                || self.is_never
                || self.shapes.iter().all(|shape| matches!(shape, Shape::Spaces | Shape::Dash | Shape::Stop)))
    }

    /// What cannot be a label whatever speaks for it.
    fn is_excluded(&self) -> bool {
        let is_role = matches!(self.role, Some(Role::Question | Role::Answer));
        let is_heading_number = self.n_numbered * 2 > self.n && self.role.is_none();
        let is_bare_line = self.n < 2 && self.shapes.iter().all(|shape| *shape == Shape::OwnLine) && self.n_timed == 0;
        let is_stage_note = self.shapes.iter().all(|shape| matches!(shape, Shape::Bracket | Shape::Round))
            && self.role.is_none()
            && self.likeness < 1.0
            && !self.is_outlet;
        is_stage_note || (self.is_never && !is_role) || is_heading_number || is_bare_line
    }
}

/// Accepts names: first by what speaks for each, then by the company they keep.
fn judge(cast: &mut HashMap<String, Member>, n_drafts: usize) {
    let has_mark = |role: Role| cast.values().any(|member| member.role == Some(role) && !member.is_never);
    let marks_pair = has_mark(Role::Question) && has_mark(Role::Answer);
    let company = Company::of(cast, n_drafts);
    for (key, member) in cast.iter_mut().filter(|(_, member)| !member.is_excluded()) {
        let is_alone = member.needs_partner(key) && !marks_pair;
        member.accepted = !is_alone && member.evidence() + company.of_member(member) >= ENOUGH;
    }
    let accepted = || cast.values().filter(|member| member.accepted);
    let n_accepted: usize = accepted().map(|member| member.n).sum();
    let has_voice = accepted().any(|member| member.n >= 2 && member.role != Some(Role::Question));
    if n_accepted == 0 {
        return;
    }
    let shapes: HashSet<Shape> = accepted().flat_map(|member| member.shapes.iter().copied()).collect();
    for (key, member) in cast.iter_mut().filter(|(_, member)| !member.is_excluded()) {
        // `Q` without an `A` asks somebody who is named.
        let is_partnered = marks_pair || has_voice && member.n >= 2 && !member.is_never;
        let needs_partner = member.needs_partner(key);
        let fits = member.shapes.iter().any(|shape| shapes.contains(shape)) || needs_partner && is_partnered;
        member.accepted |= fits && (is_partnered || !needs_partner) && member.evidence() >= ENOUGH_AMONG_OTHERS;
    }
}

/// What recurring names have in common: together they open much of the document.
struct Company {
    /// Several names recur and open a third of all paragraphs.
    is_dialogue: bool,
    /// Names that recur open half of all paragraphs.
    is_dense: bool,
    /// Nearly all paragraphs begin with what looks like a person or states a part.
    is_full: bool,
    /// Lines of their own that recur stand before a third of all paragraphs.
    is_headed: bool,
}

impl Company {
    fn of(cast: &HashMap<String, Member>, n_drafts: usize) -> Self {
        let recurring = |n: usize| cast.values().filter(move |member| member.n >= n && !member.is_excluded());
        let is_headed = |member: &&Member| member.shapes.contains(&Shape::OwnLine);
        let sum = |members: Vec<&Member>| members.iter().map(|member| member.n).sum::<usize>();
        let n_often = sum(recurring(3).filter(|member| !is_headed(member)).collect());
        let n_twice = sum(recurring(2).filter(|member| !is_headed(member)).collect());
        let is_likely = |member: &&Member| !is_headed(member) && (member.likeness >= 1.5 || member.role.is_some());
        let n_likely = sum(recurring(1).filter(is_likely).collect());
        let n_headed = sum(recurring(2).filter(is_headed).collect());
        Company {
            is_dialogue: recurring(3).count() >= 2 && n_often * 10 >= n_drafts * 3,
            is_dense: recurring(2).count() >= 2 && n_twice * 2 >= n_drafts,
            is_full: n_likely >= 4 && n_likely * 10 >= n_drafts * 8,
            is_headed: recurring(2).filter(is_headed).count() >= 2 && n_headed >= 4 && n_headed * 10 >= n_drafts * 3,
        }
    }

    /// What the company speaks for a member.
    fn of_member(&self, member: &Member) -> f32 {
        let dialogue = if self.is_dialogue && member.n >= 3 || self.is_dense && member.n >= 2 { 2.0 } else { 0.0 };
        let headed = if self.is_headed && member.n >= 2 && member.shapes.contains(&Shape::OwnLine) { 3.5 } else { 0.0 };
        let full = if self.is_full && member.likeness >= 1.5 { 1.0 } else { 0.0 };
        dialogue + headed + full
    }
}

/// How a label is set: in a heading, with nothing behind it, in this shape.
type Setting = (bool, bool, Shape);

/// Accepts rare names in a setting where nearly all others are accepted: a heading with a colon among a hundred labels.
fn join_the_rest(cast: &mut HashMap<String, Member>, candidates: &[Candidate], drafts: &[Draft]) {
    let setting = |found: &Candidate| -> Setting {
        let draft = &drafts[found.draft];
        let is_alone = found.label.length >= draft.lines[found.line].text.len();
        (matches!(draft.kind, BlockKind::Heading(_)), is_alone, found.label.shape)
    };
    let mut counts: HashMap<Setting, (usize, usize)> = HashMap::new();
    for found in candidates.iter().filter(|found| cast.get(&found.key).is_some_and(|member| !member.is_excluded())) {
        let (n, n_accepted) = counts.entry(setting(found)).or_default();
        *n += 1;
        *n_accepted += usize::from(cast[&found.key].accepted);
    }
    for found in candidates {
        let (n, n_accepted) = counts.get(&setting(found)).copied().unwrap_or_default();
        let (is_heading, is_alone, shape) = setting(found);
        let is_telling =
            (is_heading || is_alone) && shape != Shape::OwnLine || matches!(shape, Shape::Term | Shape::Strong);
        if let Some(member) = cast.get_mut(&found.key).filter(|member| !member.is_excluded()) {
            member.accepted |= is_telling && n_accepted >= 8 && n_accepted * 100 >= n * 95;
        }
    }
}

/// Whether a candidate is a label: its name is accepted, in a shape in which such names are printed.
fn is_accepted(found: &Candidate, cast: &HashMap<String, Member>) -> bool {
    cast.get(&found.key).is_some_and(|member| {
        let is_odd = found.label.shape == Shape::OwnLine && member.shapes.len() > 1 && found.label.time.is_none();
        member.accepted && !is_odd && (!found.label.numbered || member.role.is_some())
    })
}

/// Splits the drafts where labels begin.
fn split(drafts: Vec<Draft>, accepted: Vec<Candidate>) -> Vec<Draft> {
    let mut found = accepted.into_iter().peekable();
    let mut parts = Vec::with_capacity(drafts.len());
    for (index, mut draft) in drafts.into_iter().enumerate() {
        let mut labels = Vec::new();
        while let Some(next) = found.next_if(|next| next.draft == index) {
            labels.push((next.line, next.label));
        }
        let mut tails = Vec::new();
        for (line, label) in labels.into_iter().rev() {
            let lines = draft.lines.split_off(line);
            let kind = if line == 0 { draft.kind } else { BlockKind::Paragraph };
            tails.push(Draft { kind, lines, label: Some(label), ..draft.clone() });
        }
        if !draft.lines.is_empty() || tails.is_empty() {
            parts.push(draft);
        }
        for tail in tails.into_iter().rev() {
            part(tail, &mut parts);
        }
    }
    parts
}

/// A draft that begins with a label: the label by itself, if nothing follows it on its line, and what it labels.
fn part(mut draft: Draft, parts: &mut Vec<Draft>) {
    let Some(label) = &draft.label else { return };
    let is_alone = label.length >= draft.first().len();
    if matches!(draft.kind, BlockKind::Heading(_)) {
        draft.kind = BlockKind::Paragraph;
    }
    if is_alone {
        let rest = draft.lines.split_off(1);
        let wrapped = draft.wrapped;
        parts.push(Draft { kind: BlockKind::Label, ..draft });
        if !rest.is_empty() {
            parts.push(Draft { wrapped, ..Draft::new(BlockKind::Paragraph, rest) });
        }
    } else {
        parts.push(draft);
    }
}
