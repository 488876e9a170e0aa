//! Tallies: what stands before each sign over the whole document, counted once, and what is said after it.

use std::collections::{BTreeMap, HashMap};

use super::signs::{Prefix, Sign, is_within};
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, is_blank};
use crate::reading::labels::names::{self, Role};
use crate::reading::labels::stamps::without_stamp;
use crate::reading::lexicon::Lexicon;
use crate::reading::shares::SOME;
use crate::reading::wrap::{cells, ends_sentence, has_question_mark};

/// Where of so many places fewer than one has a name that recurs, a sign sets off nobody.
const OF_PLACES: usize = 8;
/// What is said in fewer cells is short.
const SHORT: usize = 24;

/// A sign with all that stands before it.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) sign: Sign,
    pub(super) names: Vec<Name>,
    pub(super) spoken: Vec<Spoken>,
    /// Drafts of the document.
    pub(super) n_drafts: usize,
}

/// A name before a sign, with what its places have in common.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) key: String,
    pub(super) role: Option<Role>,
    pub(super) likeness: f32,
    pub(super) is_never: bool,
    /// Its first letter is small.
    pub(super) is_small: bool,
    /// Digits stand in it that no name ends with.
    pub(super) has_digits: bool,
    pub(super) n_cells: usize,
    /// Its places, and how many of them are of each kind.
    pub(super) n: usize,
    pub(super) n_begins: usize,
    pub(super) n_lower: usize,
    pub(super) n_items: usize,
    pub(super) n_ended: usize,
    pub(super) n_timed: usize,
    /// What speaks for it, and whether that is enough.
    pub(super) points: f32,
    pub(super) is_accepted: bool,
}

/// A place where a name stands before the sign.
#[derive(Debug)]
pub(super) struct Spoken {
    /// The index of its prefix.
    pub(super) prefix: usize,
    /// The index of its name in the tally.
    pub(super) name: usize,
    pub(super) draft: usize,
    /// The line begins a paragraph, or follows the end of a sentence.
    pub(super) begins: bool,
    /// What is said begins with a digit.
    pub(super) is_figure: bool,
    /// What is said begins with a quotation mark.
    pub(super) is_quoted: bool,
    pub(super) is_timed: bool,
    pub(super) is_item: bool,
    /// What is said: a question, a whole sentence, something that goes on in small letters, a word or two.
    pub(super) asks: bool,
    pub(super) is_ended: bool,
    pub(super) is_lower: bool,
    pub(super) is_short: bool,
}

/// What names say by themselves: each is looked at once, before however many signs it stands.
#[derive(Default)]
pub(in crate::reading::labels) struct Names<'a> {
    known: HashMap<&'a str, Facts>,
}

/// What a name says by itself.
#[derive(Clone)]
struct Facts {
    key: String,
    role: Option<Role>,
    likeness: f32,
    is_never: bool,
}

impl<'a> Names<'a> {
    fn of(&mut self, text: &'a str, lexicon: &Lexicon) -> &Facts {
        self.known.entry(text).or_insert_with(|| {
            let (key, role) = key(text, lexicon);
            // Mara Quill, keeper of the light: the person counts.
            let person = text.split([',', '，']).next().unwrap_or(text);
            let is_never = is_never(text, &key, role, lexicon);
            Facts { key, role, likeness: names::likeness(person, lexicon), is_never }
        })
    }
}

/// The tallies of all signs before which something recurs.
pub(super) fn signs<'a>(
    prefixes: &[Prefix],
    drafts: &'a [Draft],
    known: &mut Names<'a>,
    lexicon: &Lexicon,
) -> Vec<Tally> {
    let mut by_sign: BTreeMap<Sign, Vec<usize>> = BTreeMap::new();
    for (index, prefix) in prefixes.iter().enumerate() {
        by_sign.entry(prefix.sign).or_default().push(index);
    }
    let recurs = |places: &Vec<usize>| {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for &index in places {
            let prefix = &prefixes[index];
            let name = &drafts[prefix.draft].lines[prefix.line].text()[prefix.name.clone()];
            // Q1 and Q2 are one mark.
            *counts.entry(name.trim_end_matches(|it: char| it.is_ascii_digit())).or_default() += 1;
        }
        let n_recurring: usize = counts.values().filter(|&&n| n >= 2).sum();
        n_recurring >= SOME && n_recurring * OF_PLACES >= places.len()
    };
    let by_sign = by_sign.into_iter().filter(|(_, places)| places.len() >= SOME && recurs(places));
    by_sign.map(|(sign, places)| tally(sign, &places, prefixes, drafts, known, lexicon)).collect()
}

/// The tally of one sign.
pub(super) fn tally<'a>(
    sign: Sign,
    places: &[usize],
    prefixes: &[Prefix],
    drafts: &'a [Draft],
    known: &mut Names<'a>,
    lexicon: &Lexicon,
) -> Tally {
    let mut printed: HashMap<&str, usize> = HashMap::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut names: Vec<Name> = Vec::new();
    let mut spoken: Vec<Spoken> = Vec::with_capacity(places.len());
    for (position, &index) in places.iter().enumerate() {
        let prefix = &prefixes[index];
        let line = &drafts[prefix.draft].lines[prefix.line];
        let text = &line.text()[prefix.name.clone()];
        let name = *printed.entry(text).or_insert_with(|| {
            let facts = known.of(text, lexicon);
            *by_key.entry(facts.key.clone()).or_insert_with(|| {
                names.push(Name::of(text, facts));
                names.len() - 1
            })
        });
        let next = places.get(position + 1).map(|&next| &prefixes[next]);
        let place = place((index, name), prefix, next, drafts, lexicon);
        names[name].count(&place);
        spoken.push(place);
    }
    Tally { sign, names, spoken, n_drafts: drafts.len() }
}

/// The form in which a name is counted: Q1 and Q2 are one mark.
fn key(text: &str, lexicon: &Lexicon) -> (String, Option<Role>) {
    let (key, role) = (names::key(text), names::role(text, lexicon));
    let stem = names::stem(&key, lexicon);
    let is_mark = matches!(role, Some(Role::Question | Role::Answer)) && !stem.is_empty();
    (if is_mark { stem.to_owned() } else { key }, role)
}

impl Name {
    fn of(text: &str, facts: &Facts) -> Self {
        let bare = text.trim_end_matches(|it: char| it.is_ascii_digit());
        Name {
            key: facts.key.clone(),
            role: facts.role,
            likeness: facts.likeness,
            is_never: facts.is_never,
            is_small: text.starts_with(char::is_lowercase),
            has_digits: bare.contains(|it: char| it.is_ascii_digit()),
            n_cells: cells(text),
            n: 0,
            n_begins: 0,
            n_lower: 0,
            n_items: 0,
            n_ended: 0,
            n_timed: 0,
            points: 0.0,
            is_accepted: false,
        }
    }

    fn count(&mut self, place: &Spoken) {
        self.n += 1;
        self.n_begins += usize::from(place.begins);
        self.n_lower += usize::from(place.is_lower);
        self.n_items += usize::from(place.is_item);
        self.n_ended += usize::from(place.is_ended);
        self.n_timed += usize::from(place.is_timed);
    }
}

/// Whether a name is listed as no speaker's. A mark of question or answer is, and a single letter is no number here.
fn is_never(text: &str, key: &str, role: Option<Role>, lexicon: &Lexicon) -> bool {
    let is_letter = names::is_letter(key) && key.starts_with(char::is_alphabetic);
    !is_letter && !matches!(role, Some(Role::Question | Role::Answer)) && names::is_never(text, lexicon)
}

/// A place with what stands around it.
fn place(
    (index, name): (usize, usize),
    prefix: &Prefix,
    next: Option<&Prefix>,
    drafts: &[Draft],
    lexicon: &Lexicon,
) -> Spoken {
    let draft = &drafts[prefix.draft];
    let line = draft.lines[prefix.line].text();
    let behind = line[prefix.length..].trim_start_matches(is_blank);
    let is_alone = behind.is_empty();
    let below = if prefix.line + 1 < draft.lines.len() {
        Some((prefix.draft, prefix.line + 1))
    } else {
        let is_said = |index: &usize| drafts[*index].is_content();
        (prefix.draft + 1..drafts.len()).find(is_said).map(|index| (index, 0))
    };
    let is_name = |below: (usize, usize)| next.is_some_and(|next| (next.draft, next.line) == below);
    let said = match below {
        Some((in_draft, at)) if is_alone => {
            let is_heading = matches!(drafts[in_draft].kind, BlockKind::Heading(_)) && at == 0;
            if is_heading || is_name((in_draft, at)) { "" } else { drafts[in_draft].lines[at].text() }
        }
        _ => behind,
    };
    // Under a line that goes on there is more.
    let goes_on = if is_alone {
        below.is_some_and(|(at, line)| line + 1 < drafts[at].lines.len())
    } else {
        prefix.line + 1 < draft.lines.len()
    };
    let said = without_stamp(said, &lexicon.calendar);
    let begins = prefix.line == 0 || ends_sentence(draft.lines[prefix.line - 1].text());
    let first = said.trim_start_matches(['“', '"', '\'', '(', '（', '「', '[']).chars().next();
    Spoken {
        prefix: index,
        name,
        draft: prefix.draft,
        begins,
        is_figure: said.starts_with(|it: char| it.is_numeric()),
        is_quoted: said.starts_with(['“', '"', '「', '«', '„', '『']),
        is_timed: prefix.is_timed,
        is_item: matches!(draft.kind, BlockKind::ListItem { .. }),
        asks: has_question_mark(said),
        is_ended: ends_sentence(said) || goes_on && !is_within(said, SHORT),
        is_lower: first.is_some_and(|first| first.is_lowercase() || ",，、;；.。".contains(first)),
        is_short: is_within(said, SHORT - 1),
    }
}
