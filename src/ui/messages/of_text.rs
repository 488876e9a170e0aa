//! What is said of the text itself: warnings of the reading, what was left out, repairs, guesses.

use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::document::turn::Reason;
use crate::document::{RepairKind, Warning};
use crate::strings::Strings;
use crate::strings::put;
use crate::ui::Look;

/// What a warning of the reading says.
pub fn of_warning(warning: &Warning, strings: &Strings) -> String {
    let m = &strings.messages;
    match warning {
        Warning::ReplacedBytes(n) => put(&m.replaced_bytes, &[("n", &n.to_string())]),
        Warning::TwoEncodings(encoding) => put(&m.two_encodings, &[("encoding", encoding)]),
        Warning::Empty => m.empty.clone(),
        Warning::SkippedPart(left_out) => of_skipped(left_out, strings),
        Warning::Undivided => m.undivided.clone(),
        Warning::OtherFormat => m.other_format.clone(),
        Warning::Data(kind) => put(&m.data, &[("kind", kind)]),
        Warning::Unescaped => m.unescaped.clone(),
    }
}

/// That something was left out; what the page itself hides has a sentence of its own.
fn of_skipped(left_out: &LeftOut, strings: &Strings) -> String {
    let m = &strings.messages;
    if let LeftOut { part: Part::Hidden(n), why: Why::Hidden } = left_out {
        return put(&m.hidden_parts, &[("n", &n.to_string())]);
    }
    put(&m.skipped_part, &[("part", &of_left_out(left_out, strings))])
}

/// What was left out, and why.
fn of_left_out(left_out: &LeftOut, strings: &Strings) -> String {
    let words = &strings.left_out;
    let why = match left_out.why {
        // a book that can't be opened is there, and its parts are neither missing nor damaged one by one
        Why::Damaged if left_out.part == Part::Book => &words.broken,
        Why::Damaged => &words.damaged,
        Why::Slow => &words.slow,
        Why::Outside => &words.outside,
        Why::Hidden => &words.hidden,
        Why::NotOfTalk => &words.not_of_talk,
        Why::Spent(Resource::Bytes) => &words.bytes,
        Why::Spent(Resource::Elements) => &words.elements,
        Why::Spent(Resource::Nesting) => &words.nesting,
        Why::Spent(Resource::Attributes) => &words.attributes,
        Why::Spent(Resource::Lines | Resource::Breaks) => &words.lines,
        Why::Spent(Resource::Entries) => &words.entries,
    };
    let part = match &left_out.part {
        Part::Book => words.book.clone(),
        Part::Named(name) => name.clone(),
        Part::TagsOf(name) => put(&words.tags_of, &[("part", name)]),
        Part::Tags => words.tags.clone(),
        Part::Marks => words.marks.clone(),
        Part::FrontMatter => words.front_matter.clone(),
        Part::Rest => words.rest.clone(),
        Part::Chapters => words.chapters.clone(),
        Part::PageNumber(number) => put(&words.page_number, &[("n", &number.to_string())]),
        Part::PagesFrom(number) => put(&words.pages_from, &[("n", &number.to_string())]),
        Part::Hidden(n) => put(&words.hidden_parts, &[("n", &n.to_string())]),
        Part::Texts(n) => put(&words.texts, &[("n", &n.to_string())]),
        Part::More(n) => return put(&words.more, &[("n", &n.to_string())]),
    };
    put(&words.because, &[("part", &part), ("why", why)])
}

/// What a repair did.
pub(super) fn of_repair(kind: RepairKind, look: &Look) -> &str {
    let m = &look.strings.messages;
    match kind {
        RepairKind::Joined => &m.joined,
        RepairKind::Unwrapped => &m.unwrapped,
        RepairKind::LiftedOut => &m.lifted_out,
        RepairKind::Mended => &m.mended,
        RepairKind::Closed => &m.closed,
        RepairKind::Parted => &m.parted,
    }
}

/// Why something is a guess.
pub fn of_reason(reason: Reason, strings: &Strings) -> String {
    let reasons = &strings.reasons;
    match reason {
        Reason::QuestionMark => reasons.question_mark.clone(),
        Reason::Alternation => reasons.alternation.clone(),
        Reason::RareLabel => reasons.rare_label.clone(),
        Reason::LooksLikeHeading => reasons.looks_like_heading.clone(),
        Reason::Unstated => reasons.unstated.clone(),
        Reason::Contradiction => reasons.contradiction.clone(),
    }
}
