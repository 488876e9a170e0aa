//! Speeches: which drafts belong to which label, before it is known who asks and who answers.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::same_speakers;
use crate::document::block::{AsideKind, BlockKind};
use crate::document::shared::Shared;
use crate::reading::draft::{Draft, Label, Line};
use crate::reading::first_byte;
use crate::reading::halves::in_halves;
use crate::reading::labels::names::{self, Role};
use crate::reading::labels::shapes::Shape;
use crate::reading::labels::stamps;
use crate::reading::lexicon::{Folded, Lexicon, fold};
use crate::reading::page::asides;
use crate::reading::wrap::{first_letters, has_question_mark};

/// What one label covers, with what is needed to judge it. Of a long text all speeches are held at once: a name is held
/// once however often it is printed, and its time and its words are looked up in the drafts where somebody asks for them.
#[derive(Debug, Clone)]
pub(crate) struct Speech {
    pub(crate) drafts: Range<usize>,
    /// The name as printed.
    pub(crate) name: Shared<str>,
    /// The form in which names are the same.
    pub(crate) key: Shared<str>,
    pub(crate) role: Option<Role>,
    pub(crate) shape: Shape,
    /// No list knows the label, or the number that stands before the name.
    pub(crate) is_unlisted: bool,
    /// What is said, in cells: a speech is as long in any script.
    pub(crate) n_cells: usize,
    /// Whether it sounds like a question.
    pub(crate) asks: bool,
    /// Whether it begins as answers do.
    pub(crate) answers: bool,
    /// Whether its first words have a question mark.
    pub(crate) has_question_mark: bool,
    /// Whether its first word begins with a small letter.
    pub(crate) begins_small: bool,
    /// Whether its last words say that the next voice asks.
    pub(crate) announces: bool,
    /// How many of its drafts its first label covers: where the label is repeated, there are more.
    n_first: u32,
    /// Paragraphs said.
    n_paragraphs: u32,
}

impl Speech {
    /// The label as it stands on the first of its drafts.
    pub(crate) fn label<'a>(&self, drafts: &'a [Draft]) -> Option<&'a Label> {
        drafts[self.drafts.start].label()
    }

    /// What is printed behind the name, such as a firm.
    pub(crate) fn tail<'a>(&self, drafts: &'a [Draft]) -> &'a str {
        self.label(drafts).map_or("", |label| label.tail_in(drafts[self.drafts.start].first()))
    }

    /// The first words said, up to some 200 characters.
    pub(crate) fn opening(&self, drafts: &[Draft], lexicon: &Lexicon) -> String {
        let start = self.drafts.start;
        opening(&drafts[start..start + self.n_first as usize], self.n_cells, lexicon)
    }
}

/// What a label says by itself, so that each is judged once.
struct Known {
    name: Shared<str>,
    key: Shared<str>,
    role: Option<Role>,
}

/// What is known of labels by their name, their tail and their shape.
type Labels<'a> = HashMap<(&'a str, &'a str, Shape), Known>;

/// Up to so many cells a question mark among the first words asks; after them a speech has gone on to something else.
const SHORT: usize = 700;

/// From so many cells on what is said at the beginning of a speech is forgotten at its end.
const LONG: usize = 1500;

/// The longest opening that is kept, in characters.
const OPENING: usize = 220;

/// The speeches of a page, in order. Consecutive ones of one speaker are one where each paragraph repeats the label, and where one is long.
pub(crate) fn find(drafts: &[Draft], billed: &BTreeMap<String, Role>, lexicon: &Lexicon) -> Vec<Speech> {
    let mut speeches = labelled(drafts, billed, lexicon);
    same_speakers::unite(&mut speeches, lexicon);
    let repeat = labels_repeat(&speeches);
    merge(speeches, |speech, next| repeat || goes_on(speech, next))
}

/// What each label covers, whoever is meant by it.
pub(super) fn labelled(drafts: &[Draft], billed: &BTreeMap<String, Role>, lexicon: &Lexicon) -> Vec<Speech> {
    let starts: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].label().is_some()).collect();
    let heard = |part: Range<usize>| {
        let mut labels = Labels::new();
        let range = |position: usize| {
            starts[position]..end(drafts, starts[position], starts.get(position + 1).copied(), lexicon)
        };
        let mut heard = Vec::with_capacity(part.len());
        heard.extend(part.filter_map(|position| speech(drafts, range(position), &mut labels, lexicon)));
        heard
    };
    let mut speeches = in_halves(starts.len(), starts.len(), heard);
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none()) {
        speech.role = billed.get(&*speech.key).copied();
    }
    speeches
}

/// Where the speech that begins at `start` ends: before the next label, the notes, or a heading that opens something else.
fn end(drafts: &[Draft], start: usize, next: Option<usize>, lexicon: &Lexicon) -> usize {
    let limit = next.unwrap_or(drafts.len());
    let mut end = start + 1;
    for index in start + 1..limit {
        let draft = &drafts[index];
        match draft.kind {
            BlockKind::Heading(1) | BlockKind::Aside(AsideKind::Note | AsideKind::Boilerplate) => break,
            // A heading right before the next label, or behind the last, opens something new.
            BlockKind::Heading(_)
                if next.is_none() || drafts[index + 1..limit].iter().all(|draft| !is_said(draft, lexicon)) =>
            {
                break;
            }
            _ if draft.is_content() => end = index + 1,
            _ => {}
        }
    }
    end
}

fn is_said(draft: &Draft, lexicon: &Lexicon) -> bool {
    let is_date = || draft.first().starts_with(['（', '(']) && asides::is_stamp(draft.first(), lexicon);
    draft.is_content() && !matches!(draft.kind, BlockKind::Heading(_)) && !is_date()
}

fn speech<'a>(drafts: &'a [Draft], range: Range<usize>, labels: &mut Labels<'a>, lexicon: &Lexicon) -> Option<Speech> {
    let first = &drafts[range.start];
    let label = first.label()?;
    let (mut n_cells, mut n_paragraphs, mut last) = (0, 0, "");
    for draft in drafts[range.clone()].iter().filter(|draft| is_said(draft, lexicon)) {
        for said in draft.lines.iter().map(Line::said) {
            n_cells += first_byte::n_cells(said);
            last = if said.is_empty() { last } else { said };
        }
        n_paragraphs += u32::from(draft.kind != BlockKind::Label);
    }
    let opening = opening(&drafts[range.clone()], n_cells, lexicon);
    // Most long speeches are not asked what their first words are.
    let folded = LazyCell::new(|| Folded::of(&opening));
    // A short speech ends with its first words.
    let end = tail_of(last, 300);
    let announces = match opening.trim() == end.trim() {
        true => lexicon.announces.occur_in(&folded),
        false => lexicon.announces.occur_in(&Folded::of(end)),
    };
    let (name, tail) = (label.name_in(first.first()), label.tail_in(first.first()));
    let known = labels.entry((name, tail, label.shape)).or_insert_with(|| Known {
        name: name.into(),
        key: match label.shape {
            Shape::Asked => "?".into(),
            Shape::Answered => "!".into(),
            _ => names::key(name).into(),
        },
        role: names::role_of(first.first(), label, lexicon),
    });
    // The words of a speech that is not long are looked up all the same: where none occurs none begins it.
    let may_answer = n_cells >= LONG || lexicon.answering.occur_in(&folded);
    let answers = may_answer && begins_as_answers_do(&opening, lexicon);
    let is_numbered = stamps::number(first.first()) > 0 && !first.first().starts_with(name);
    Some(Speech {
        role: known.role,
        is_unlisted: label.shape == Shape::Induced || is_numbered,
        n_first: u32::try_from(range.len()).unwrap_or(u32::MAX),
        drafts: range,
        name: known.name.clone(),
        key: known.key.clone(),
        shape: label.shape,
        n_cells,
        announces,
        answers,
        asks: asks(last, (&opening, answers), || &*folded, n_cells, lexicon),
        has_question_mark: has_question_mark(&opening),
        begins_small: opening.starts_with(char::is_lowercase),
        n_paragraphs,
    })
}

/// The first words that are said in drafts, which say so many cells in all.
fn opening(drafts: &[Draft], n_cells: usize, lexicon: &Lexicon) -> String {
    const BETWEEN_LINES: usize = 16;
    // Two cells of an ideograph are three bytes.
    let mut opening = String::with_capacity((n_cells * 3 / 2 + BETWEEN_LINES).min(OPENING * 4));
    let lines = drafts.iter().filter(|draft| is_said(draft, lexicon)).flat_map(|draft| &draft.lines);
    for said in lines.map(Line::said) {
        if opening.len() >= OPENING * 3 {
            break;
        }
        // No more of a long paragraph than may be kept.
        let enough = (OPENING * 4 + 4..).take(4).find(|&at| said.is_char_boundary(at));
        opening.push_str(&said[..enough.unwrap_or(said.len())]);
        opening.push(' ');
    }
    if opening.len() > OPENING * 3 {
        opening.truncate(first_letters(&opening, OPENING).len());
    }
    opening
}

/// The last characters of a text.
fn tail_of(text: &str, n_characters: usize) -> &str {
    if text.len() <= n_characters {
        return text;
    }
    // They have four bytes each at most: of these so many characters are passed over as are too many.
    let from = (text.len().saturating_sub(4 * n_characters)..).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let n_more = text[from..].chars().count().saturating_sub(n_characters);
    &text[from + first_letters(&text[from..], n_more).len()..]
}

/// Whether a speech begins as answers do: `Thank you for the question`.
fn begins_as_answers_do(opening: &str, lexicon: &Lexicon) -> bool {
    /// Words of thanks or of an answer stand within so many characters.
    const SOON: usize = 60;
    lexicon.answering.within(&fold(first_letters(opening, SOON))).is_some()
}

/// Whether somebody asks: the last words do, or a short speech does somewhere, or it is said in so many words at the beginning,
/// or at the end of a speech that is long.
fn asks<'a>(
    last: &str,
    (opening, answers): (&str, bool),
    folded: impl Fn() -> &'a Folded,
    n_cells: usize,
    lexicon: &Lexicon,
) -> bool {
    /// What ends like a question is one up to here: the particles of longer speeches end statements as well.
    const BRIEF: usize = 400;
    let tail = tail_of(last, 90);
    let bare = tail.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let ends_question = |text: &str| lexicon.question_ends.end_of(text).is_some_and(|end| !lexicon.weak_ends.has(end));
    let is_short = n_cells < SHORT;
    // A short speech ends with its first words: they are looked at once.
    let is_opening = is_short && opening.trim_end_matches(' ').ends_with(tail);
    let asks_so = || match n_cells < LONG {
        true => asks_in_words(opening, folded(), lexicon),
        false => asks_in_words(tail, &Folded::of(tail), lexicon),
    };
    !is_opening && has_question_mark(tail)
        // Let me add to this: is it so? It is.
        || is_short && has_question_mark(opening) && (is_opening || !answers)
        || ends_question(bare) && n_cells < BRIEF
        || asks_so()
}

/// Whether something is asked in so many words, as printed and folded. Whoever opens the questions or calls the next one speaks
/// of them and asks none.
fn asks_in_words(printed: &str, folded: &Folded, lexicon: &Lexicon) -> bool {
    let is_of_another = |word: &str| {
        let mut others = lexicon.opens.all_in(folded).chain(lexicon.announces.all_in(folded));
        others.any(|other| other.contains(word))
    };
    lexicon.asking.standing_in(printed, folded).any(|word| !is_of_another(word))
}

/// Whether the source prints the label before each paragraph: hardly any paragraph goes without, and labels follow themselves.
fn labels_repeat(speeches: &[Speech]) -> bool {
    let n_paragraphs: usize = speeches.iter().map(|speech| speech.n_paragraphs as usize).sum();
    let n_same = speeches.windows(2).filter(|pair| pair[0].key == pair[1].key).count();
    // A row of answers after one question or another, where most have one: others were asked the same.
    let of_answers = || speeches.chunk_by(|a, b| a.key == b.key).filter(|run| run[0].role == Some(Role::Answer));
    let n_rows = of_answers().filter(|run| run.len() > 1).count();
    let are_rows = n_rows > 0 && n_rows * 3 < of_answers().count();
    let are_records = speeches.iter().filter(|speech| speech.shape == Shape::Circle).count() * 2 > speeches.len();
    !are_records
        && !are_rows
        && speeches.len() >= 6
        && n_paragraphs * 100 <= speeches.len() * 108
        && n_same >= 3
        && n_same * 6 >= speeches.len()
}

/// Whether a speech is long enough to go on under the same name, where neither piece asks: the source prints the label again every few
/// paragraphs.
fn goes_on(speech: &Speech, next: &Speech) -> bool {
    const FULL: usize = 600;
    let is_mark = matches!(speech.role, Some(Role::Question | Role::Answer)) || speech.name.is_empty();
    let is_record = speech.shape == Shape::Circle;
    speech.key == next.key && speech.n_cells >= FULL && !speech.asks && !next.asks && !is_mark && !is_record
}

/// Makes one speech of those that follow each other under one name and go on.
fn merge(mut speeches: Vec<Speech>, goes_on: impl Fn(&Speech, &Speech) -> bool) -> Vec<Speech> {
    speeches.dedup_by(|speech, last| {
        let is_one = last.key == speech.key && goes_on(last, speech);
        if is_one {
            last.drafts.end = speech.drafts.end;
            last.n_cells += speech.n_cells;
            last.n_paragraphs += speech.n_paragraphs;
            last.announces = speech.announces;
            // A mark in one of many paragraphs asks no more than one within a long paragraph does, nor where all begins as answers do.
            last.asks = speech.asks || last.asks && last.n_cells < SHORT && !last.answers;
        }
        is_one
    });
    // Where labels are repeated, half of them are gone.
    speeches.shrink_to_fit();
    speeches
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a speech of one paragraph asks.
    fn asks_in(said: &str) -> bool {
        let lexicon = Lexicon::default_words();
        let opening = first_letters(said, OPENING);
        let folded = Folded::of(opening);
        let answers = begins_as_answers_do(opening, &lexicon);
        asks(said, (opening, answers), || &folded, first_byte::n_cells(said), &lexicon)
    }

    #[test]
    fn a_long_speech_asks_by_its_last_words() {
        let long = "灯塔的经费去年少了两成，今年又少了一成。".repeat(60);
        assert!(!asks_in(&long) && !asks_in(&format!("请问各位，{long}")));
        assert!(asks_in(&format!("{long}以上请教处长。")));
        assert!(asks_in(&format!("{long}明年还会少吗？")));
    }

    #[test]
    fn a_mark_within_an_answer_asks_nothing() {
        let said = format!("木头便宜吗？便宜。{}", "我们算过，木头撑不过四年，所以等钢料。".repeat(14));
        assert!(asks_in(&said) && !asks_in(&format!("我来补充一下。{said}")));
    }

    #[test]
    fn a_word_of_asking_stands_by_itself() {
        assert!(asks_in("Could you tell us more") && !asks_in("The boards are yours, we are young."));
    }

    #[test]
    fn who_opens_the_questions_asks_none() {
        assert!(asks_in("有一个提问，灯什么时候亮") && !asks_in("先由处长说明，之后开放提问。"));
        assert!(!asks_in(&format!("{}下面进入提问。", "灯塔的经费去年少了两成。".repeat(80))));
        assert!(!asks_in("Good. We take your questions now, and the next question goes to the left."));
        assert!(asks_in("My first question is about the lamp. Could you say who pays."));
    }
}
