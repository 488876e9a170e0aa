//! Candidates: where a label could be, and what stands around that place.

use std::collections::HashMap;
use std::ops::Range;

use super::cast::Cast;
use super::customs::is_credit;
use super::names::{self, Role};
use super::shapes::{self, Shape};
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label, Line};
use crate::reading::halves::in_halves;
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap;

/// A place where a label could be.
pub(crate) struct Candidate {
    pub(crate) draft: usize,
    pub(crate) line: usize,
    pub(crate) label: Label,
    pub(crate) key: String,
    /// The number of its key: candidates with the same key have the same.
    pub(crate) named: usize,
    /// The number of whom it names in the cast, once that is counted.
    pub(crate) member: usize,
}

/// What tells headlines from speeches in a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    /// The first draft of the talk.
    pub(crate) first: usize,
    /// What is said ends with stops.
    pub(crate) is_punctuated: bool,
}

impl Candidate {
    /// The text of its line.
    pub(crate) fn text<'a>(&self, drafts: &'a [Draft]) -> &'a str {
        drafts[self.draft].lines[self.line].text()
    }

    /// The name as printed.
    pub(crate) fn name<'a>(&self, drafts: &'a [Draft]) -> &'a str {
        self.label.name_in(self.text(drafts))
    }

    /// What stands behind the label on its line.
    pub(crate) fn said<'a>(&self, drafts: &'a [Draft]) -> &'a str {
        self.label.said_in(self.text(drafts))
    }

    /// Whether nothing stands behind the label on its line.
    pub(crate) fn is_alone(&self, drafts: &[Draft]) -> bool {
        self.said(drafts).is_empty()
    }

    /// Whether another label begins right behind its line: then nothing is said under this one that is not on its line.
    pub(crate) fn is_followed(&self, next: Option<&Candidate>, drafts: &[Draft]) -> bool {
        let is_last = self.line + 1 == drafts[self.draft].lines.len();
        let is_next = |next: &&Candidate| {
            next.draft == self.draft && next.line == self.line + 1
                || is_last && next.draft == self.draft + 1 && next.line == 0
        };
        next.filter(is_next).is_some_and(|next| next.named != self.named && next.label.shape != Shape::OwnLine)
    }

    /// `某某：一切都好` on a line of its own without an end, right before another label.
    pub(crate) fn is_headline(&self, next: Option<&Candidate>, drafts: &[Draft]) -> bool {
        let (draft, text) = (&drafts[self.draft], self.text(drafts));
        draft.lines.len() == 1
            && !self.is_alone(drafts)
            && text.len() < 300
            && self.is_followed(next, drafts)
            && wrap::takes_at_most(text, 80)
            && !wrap::ends_sentence(text)
    }

    /// Whether it is set like a heading: marked as one, or strong as a whole.
    pub(crate) fn is_set_off(&self, drafts: &[Draft]) -> bool {
        matches!(drafts[self.draft].kind, BlockKind::Heading(_)) || drafts[self.draft].is_strong()
    }

    /// Whether it is part of a headline and stands nowhere else: in brackets at the head of the document, or before words
    /// that are no sentence and above a paragraph: `[Interview] What the keeper saw`, `周伯海：灯还是那盏灯`.
    pub(crate) fn is_of_headline(&self, drafts: &[Draft], head: Head, cast: &Cast, lexicon: &Lexicon) -> bool {
        if self.line != 0 || cast.of(self).n != 1 {
            return false;
        }
        let draft = &drafts[self.draft];
        let is_headline = || {
            let name = self.label.name_in(draft.first());
            let is_line = draft.lines.len() == 1 && wrap::takes_at_most(draft.first(), 80);
            is_line
                && !wrap::ends_sentence(draft.first())
                && !self.is_alone(drafts)
                && names::role(name, lexicon).is_none()
        };
        // 【某某报记者 周伯海】 before the first words: who wrote the report.
        let is_byline = || {
            let name = self.label.name_in(draft.first());
            let is_asker = || names::role(name, lexicon) == Some(Role::Asker);
            self.draft == head.first && self.label.shape == Shape::Bracket && name.contains(' ') && is_asker()
        };
        if is_byline() {
            return true;
        }
        let is_above = match self.label.shape {
            Shape::Bracket | Shape::Round => self.draft == head.first,
            Shape::Colon => head.is_punctuated && is_headline(),
            _ => false,
        };
        is_above && cast.members.iter().any(|member| member.accepted && member.n > 1)
    }
}

/// Whether most lines that begin with a name and a colon end with a stop, those set like headings aside.
pub(crate) fn is_punctuated(candidates: &[Candidate], drafts: &[Draft]) -> bool {
    let is_said = |found: &&Candidate| {
        found.label.shape != Shape::OwnLine && !found.is_alone(drafts) && !found.is_set_off(drafts)
    };
    let (mut n, mut n_ended) = (0, 0);
    for found in candidates.iter().filter(is_said) {
        n += 1;
        n_ended += usize::from(wrap::ends_sentence(found.text(drafts)));
    }
    n_ended * 10 >= n * 6
}

/// All places of a document where a label could be, in order.
pub(crate) fn collect(drafts: &[Draft], lexicon: &Lexicon) -> Vec<Candidate> {
    let title = drafts.iter().position(|draft| matches!(draft.kind, BlockKind::Heading(_)));
    let title = title.filter(|title| drafts[*title].kind == BlockKind::Heading(1));
    let find = |part: Range<usize>| {
        let mut candidates = Vec::new();
        part.for_each(|index| collect_in(drafts, index, title, lexicon, &mut candidates));
        candidates.retain(|found| !is_reported(found, drafts, lexicon) && !is_quoted(found, drafts));
        candidates
    };
    let mut candidates = in_halves(drafts.len(), drafts.len(), find);
    number(&mut candidates);
    candidates
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
            let label = label.filter(|label| label.shape != Shape::Stop || label.length() < 4 || !is_inside());
            let label = label.filter(|label| !is_division(draft, label.name_in(text), lexicon));
            candidates.extend(label.map(|label| {
                let key = names::key(label.name_in(text));
                Candidate { draft: index, line, label, key, named: 0, member: 0 }
            }));
        }
        if line + 1 < draft.lines.len() {
            depth = (depth + quotes(text)).max(0);
        }
    }
}

/// Numbers the keys, so that each is looked up once.
fn number(candidates: &mut [Candidate]) {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut of_key = |key| {
        let n_known = numbers.len();
        *numbers.entry(key).or_insert(n_known)
    };
    let named: Vec<usize> = candidates.iter().map(|found| of_key(found.key.as_str())).collect();
    candidates.iter_mut().zip(named).for_each(|(found, named)| found.named = named);
}

/// How often each key stands among the candidates, by its number.
pub(crate) fn counts(candidates: &[Candidate]) -> Vec<usize> {
    let mut counts = vec![0; candidates.iter().map(|found| found.named + 1).max().unwrap_or_default()];
    candidates.iter().for_each(|found| counts[found.named] += 1);
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
fn is_quoted(found: &Candidate, drafts: &[Draft]) -> bool {
    let text = found.text(drafts);
    let goes_on = |letter: char| ('ぁ'..='ん').contains(&letter) || "的是、，,。".contains(letter);
    text.starts_with('「') && found.said(drafts).starts_with(goes_on)
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
