//! Collected: all places of a document where a label could be, by the shapes in which labels are set.

use std::collections::HashMap;
use std::ops::Range;

use super::candidates::Candidate;
use super::customs::is_credit;
use super::mended::Mended;
use super::names::{self, Role};
use super::shapes::{self, Shape};
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Line};
use crate::reading::halves::in_halves;
use crate::reading::in_place;
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap;

/// The drafts of a page with all places where a label could be, in order.
pub(super) struct Collected<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
    pub(super) places: Vec<Candidate>,
    /// How often each key stands among them, by its number.
    counts: Vec<usize>,
}

impl<'a> Collected<'a> {
    /// Collects the places of mended drafts.
    pub(super) fn of(Mended { drafts }: Mended<'a>, lexicon: &Lexicon) -> Self {
        let title = drafts.iter().position(|draft| matches!(draft.kind, BlockKind::Heading(_)));
        let title = title.filter(|title| drafts[*title].kind == BlockKind::Heading(1));
        let find = |part: Range<usize>| {
            let mut places = Vec::new();
            part.for_each(|index| collect_in(&drafts, index, title, lexicon, &mut places));
            places.retain(|found| !is_reported(found, &drafts, lexicon) && !is_quoted(found, &drafts, lexicon));
            places
        };
        let mut places = in_halves(drafts.len(), drafts.len(), find);
        let counts = number(&mut places);
        Collected { drafts, places, counts }
    }

    /// How often the name of a candidate stands where a label could be.
    pub(super) fn n(&self, found: &Candidate) -> usize {
        self.counts[found.named]
    }

    /// How many names there are.
    pub(super) fn n_names(&self) -> usize {
        self.counts.len()
    }

    /// The numbers of the places for which something is so.
    pub(super) fn numbers_of(&self, is_so: impl Fn(&Candidate) -> bool) -> Vec<usize> {
        let places = self.places.iter().enumerate();
        places.filter(|(_, found)| is_so(found)).map(|(number, _)| number).collect()
    }
}

/// The places of a draft where a label could be.
fn collect_in(
    drafts: &[Draft],
    index: usize,
    title: Option<usize>,
    lexicon: &Lexicon,
    candidates: &mut Vec<Candidate>,
) {
    let draft = &drafts[index];
    if !draft.is_content() || draft.kind == BlockKind::Preformatted || draft.is_link() {
        return;
    }
    let mut depth = 0i32;
    for (line, text) in draft.lines.iter().map(Line::text).enumerate() {
        // Inside quotation marks nothing is a label.
        if depth <= 0 && !is_credit(drafts, index, line) {
            let label = shapes::label(draft, line, lexicon);
            // `某某：今天很好` as the first heading is a title.
            let is_title = title == Some(index);
            let label =
                label.filter(|label| !is_title || label.length() >= text.len() && label.shape != Shape::OwnLine);
            // a yield on / ROE. Revenue grew: within a sentence no stop sets off a name.
            let is_inside = || line > 0 && !wrap::ends_sentence(draft.lines[line - 1].text());
            let label = label
                .filter(|label| label.shape != Shape::Stop || names::is_letter(label.name_in(text)) || !is_inside());
            let label = label.filter(|label| !is_division(draft, label.name_in(text), lexicon));
            if let Some(label) = label {
                let key = names::key(label.name_in(text));
                in_place::push(candidates, Candidate { draft: index, line, label, key, named: 0, member: 0 });
            }
        }
        if line + 1 < draft.lines.len() {
            depth = (depth + quotes(text)).max(0);
        }
    }
}

/// Numbers the keys, so that each is looked up once. Gives how often each stands there.
fn number(places: &mut [Candidate]) -> Vec<usize> {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut of_key = |key| {
        let n_known = numbers.len();
        *numbers.entry(key).or_insert(n_known)
    };
    let named: Vec<usize> = places.iter().map(|found| of_key(found.key.as_str())).collect();
    let mut counts = vec![0; numbers.len()];
    for (found, named) in places.iter_mut().zip(named) {
        found.named = named;
        counts[named] += 1;
    }
    counts
}

/// `## Phase 2: What was asked`: a heading that counts, and names nobody.
fn is_division(draft: &Draft, name: &str, lexicon: &Lexicon) -> bool {
    let Some((before, count)) = name.trim().rsplit_once(' ') else { return false };
    let is_count = count.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
        || count.chars().count() == 1 && count.starts_with(char::is_uppercase);
    is_count
        && !before.contains(' ')
        && matches!(draft.kind, BlockKind::Heading(_))
        && (!count.starts_with(char::is_uppercase) || is_capitals(before))
        && names::role(name, lexicon).is_none()
}

/// Whether a word is in capitals.
fn is_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// Quotation marks that a text opens and does not close.
fn quotes(text: &str) -> i32 {
    let sign = |(_, letter): (usize, char)| match letter {
        '“' | '「' | '『' => 1,
        '”' | '」' | '』' => -1,
        _ => 0,
    };
    wrap::signs(text).map(sign).sum()
}

/// `「灯塔」是外来的词`, `「灯台」という`: a word in quotation marks, and the sentence goes on.
fn is_quoted(found: &Candidate, drafts: &[Draft], lexicon: &Lexicon) -> bool {
    let text = found.text(drafts);
    let is_inside = |letter: char| is_hiragana(letter) || "、，,。".contains(letter);
    let goes_on = |said: &str| said.starts_with(is_inside) || lexicon.behind_quotes.behind_start(said).is_some();
    text.starts_with('「') && goes_on(found.said(drafts))
}

/// Kana in which words are joined, without the rare ones behind these.
fn is_hiragana(letter: char) -> bool {
    ('\u{3041}'..='\u{3093}').contains(&letter)
}

/// `老周问：“好吗？”孩子们摇头。`: somebody tells what was said.
fn is_reported(found: &Candidate, drafts: &[Draft], lexicon: &Lexicon) -> bool {
    let said = found.said(drafts);
    if !said.starts_with(['“', '「']) {
        return false;
    }
    let is_verb = lexicon.question.has(&found.key) || lexicon.answer.has(&found.key);
    let is_marked = || matches!(names::role(found.name(drafts), lexicon), Some(Role::Question | Role::Answer));
    let close = said.find(['”', '」']).unwrap_or(said.len());
    let goes_on = said[close..].chars().nth(1).is_some_and(char::is_alphabetic);
    !is_verb && goes_on && is_marked()
}
