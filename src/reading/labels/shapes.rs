//! The shapes of labels: what at the beginning of a line could name who speaks. Whether it does is judged in `labels`.

use std::ops::Range;

use super::around::{
    WIKI_EMPHASIS, decoration, marks_of_name, number, without_circle, without_day, without_note, without_time,
};
use super::between::{between, closing};
use super::broken::is_billed;
use super::minutes;
use super::names::{self, MAX_NAME, is_name};
use super::set_off::{behind_name, courteous, dash, initial, is_mark, set_off};
use super::stamps;
use crate::document::block::{BlockKind, SpanStyle};
use crate::reading::clock::clock;
use crate::reading::draft::{Draft, Label, is_blank};
use crate::reading::lexicon::{Lexicon, Separator, Slot};
pub(crate) use crate::reading::line::Shape;
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence, is_wide, signs, takes_at_most};

/// What could be a label at the beginning of line `index` of a draft.
pub(crate) fn label(draft: &Draft, index: usize, lexicon: &Lexicon) -> Option<Label> {
    let line = draft.lines.get(index)?;
    if let Some((voice, beside)) = line.voice().zip(line.beside()) {
        return Some(Label::new(Shape::Voice, voice, line.text().len()).with(beside).at(line.time()));
    }
    if let Some(voice) = line.voice() {
        let length = voice.end + separator(&line.text()[voice.end..]);
        return Some(Label::new(Shape::Voice, voice, length).at(line.time()));
    }
    let marker = line.marker();
    let mut start = marker + decoration(&line.text()[marker..]);
    let mut numbered = line.text()[..marker].contains(|letter: char| letter.is_ascii_digit());
    let (skipped, time) = stamps::stamp(&line.text()[start..], &lexicon.calendar).unwrap_or_default();
    // 10:30 Meeting: moved, in a cue that has a time of its own: an hour that is spoken of.
    if time.is_some() && line.time().is_some() && line.text()[start..].starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    start += skipped;
    let skipped = number(&line.text()[start..], &lexicon.calendar);
    numbered |= skipped > 0;
    // Q12   Ann Lee: …
    start += if skipped > 0 { skipped } else { stamps::number(&line.text()[start..]) };
    let found = by_shape(draft, index, start, lexicon)?;
    // **Q3** **Ann Lee:** …
    let counted = stamps::number_of_question(found.name_in(line.text()));
    let found = found.without_first(counted);
    let marked = marks_of_name(found.name_in(line.text()));
    let found = sent(found.without_first(marked), line.text(), lexicon);
    let said = found.said_in(line.text());
    let (skipped, after) =
        stamps::in_brackets(said, &lexicon.calendar).unwrap_or((stamps::day_in_brackets(said), None));
    let time = found.time.or(time).or(after).or(line.time());
    let mut found = found.and(skipped).at(time);
    found.numbered = numbered;
    Some(found)
}

/// `From Ann Lee to Everyone`: a label without what says that it was sent, and to whom.
fn sent(label: Label, text: &str, lexicon: &Lexicon) -> Label {
    let name = label.name_in(text);
    let behind = lexicon.sent_from.behind_start(name);
    let Some(inner) = behind.and_then(|behind| lexicon.sent_to.before_end(behind)) else { return label };
    let start = name.len() - behind.map_or(0, |behind| behind.trim_start_matches(is_blank).len());
    let inner_length = inner.trim_start_matches(is_blank).trim_end_matches(is_blank).len();
    if inner_length == 0 { label } else { label.without_last(name.len() - start - inner_length).without_first(start) }
}

fn by_shape(draft: &Draft, index: usize, start: usize, lexicon: &Lexicon) -> Option<Label> {
    let line = &draft.lines[index];
    let rest = &line.text()[start..];
    let make = |(name, length, shape, time): Found| {
        let label = Label::new(shape, start + name.start..start + name.end, start + length);
        if shape == Shape::OwnLine { label.with_tail().at(time) } else { label.at(time) }
    };
    if draft.kind == BlockKind::TableRow {
        // A number or a time in the first cell only counts the rows.
        let skipped = counting_cell(rest);
        let found = cell(&rest[skipped..]).or_else(|| if skipped > 0 { colon(&rest[skipped..]) } else { None });
        return found.map(|(name, length, shape, time)| {
            make((name.start + skipped..name.end + skipped, length + skipped, shape, time))
        });
    }
    let may_be = |slot, separator| lexicon.shapes.has(slot, separator);
    let found = minutes::circle(rest, lexicon).or_else(|| between(rest, lexicon));
    let set_off = if found.is_none() { set_off(rest, lexicon) } else { None };
    let found = found
        .or_else(|| set_off.clone().filter(|found| is_stopped_mark(rest, found)))
        .or_else(|| initial(rest).filter(|_| may_be(Slot::Initial, Separator::Dash)))
        .or_else(|| colon(rest).filter(|_| may_be(Slot::Name, Separator::Colon)))
        .or(set_off);
    let found = found
        .or_else(|| courteous(rest, lexicon).filter(|_| may_be(Slot::Courteous, Separator::Stop)))
        .or_else(|| dash(rest).filter(|_| may_be(Slot::LastInCapitals, Separator::Dash)))
        .or_else(|| minutes::spaced(rest).filter(|_| may_be(Slot::Name, Separator::Gap)))
        .or_else(|| strong(draft, index, start, lexicon))
        .or_else(|| behind_name(rest, lexicon).filter(|_| may_be(Slot::Name, Separator::Dash)));
    if draft.term && index == 0 {
        return found
            .or_else(|| own_line(rest, |_| true))
            .map(|(name, length, _, time)| make((name, length, Shape::Term, time)));
    }
    found.or_else(|| if index == 0 { own_line(rest, |_| true) } else { inner_line(rest, lexicon) }).map(make)
}

/// `R.- Il faut : …`: a mark, a stop and a dash, whatever colon comes later.
fn is_stopped_mark(rest: &str, (name, _, shape, _): &Found) -> bool {
    *shape == Shape::Dash && rest[name.end..].starts_with('.')
}

/// Name, length of the label, shape and time.
pub(crate) type Found = (Range<usize>, usize, Shape, Option<u64>);

/// Bytes of white space, a stop or colon, and marks of emphasis behind a name.
pub(crate) fn separator(rest: &str) -> usize {
    let behind = rest.trim_start_matches(['.', ':', '：', '*', '_', ')']);
    rest.len() - behind.trim_start_matches(is_blank).len()
}

/// Colons, and the ratio sign that some take for one.
pub(crate) fn is_colon(letter: char) -> bool {
    matches!(letter, '：' | ':' | '﹕' | '︰' | '∶' | '꞉')
}

/// `王毅：…`, `Ann Lee: …`, `Ann (00:12): …`, `Ann: 00:12`
fn colon(rest: &str) -> Option<Found> {
    if !has_near_colon(rest) {
        return None;
    }
    let is_clock = |at: usize, behind: usize| {
        let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        is_digit(rest[..at].chars().next_back()) && is_digit(rest[behind..].chars().next())
    };
    // On a line of its own a name may have a long office behind it.
    let has_office =
        rest.ends_with(is_colon) && rest.contains(',') && rest.contains(", ") && cells(rest) <= 2 * MAX_NAME;
    let is_loud = is_loud(rest);
    let is_billed = rest.ends_with(is_colon) && is_billed(rest);
    let longest = MAX_NAME * if is_loud || is_billed { 3 } else { 1 + usize::from(has_office) };
    // What stands in brackets may be long: `Ann Lee [first keeper of the northern light]: …`.
    let (mut depth, mut n_outside) = (0i32, 0);
    let mut letters = rest.char_indices().take(4 * MAX_NAME).take_while(|&(_, letter)| {
        match letter {
            '(' | '[' | '（' | '［' | '【' => depth += 1,
            ')' | ']' | '）' | '］' | '】' => depth -= 1,
            _ => {}
        }
        n_outside += usize::from(depth <= 0);
        n_outside <= longest + 1
    });
    let (at, colon) = letters.find(|&(at, letter)| {
        let behind = at + letter.len_utf8();
        let ends_name = || rest[behind..].is_empty() || rest[behind..].starts_with(is_blank);
        let is_prompt = at > 0 && matches!(letter, '>' | '＞') && ends_name();
        (is_prompt || is_colon(letter)) && !is_clock(at, behind)
    })?;
    // Ann:: Hi
    let behind = rest.len() - rest[at + colon.len_utf8()..].trim_start_matches(is_colon).len();
    let next = rest[behind..].chars().next();
    let before = rest[..at].chars().next_back()?;
    let is_narrow = colon == ':' && !is_wide(before);
    if is_narrow && next.is_some_and(|next| !is_blank(next) && !is_wide(next) && !"“\"*_[(".contains(next)) {
        return None;
    }
    let name = without_note(rest, without_circle(rest, trimmed(rest, 0..at)));
    let (name, time) = without_time(rest, unbracketed(rest, without_day(rest, name)));
    if has_sentence(&rest[name.clone()]) {
        return None;
    }
    let is_named = |name: &str| is_name(name) || is_billed || (has_office || is_loud) && name.split(", ").all(is_name);
    if !is_named(&rest[name.clone()]) {
        return None;
    }
    let length = behind + rest[behind..].len()
        - rest[behind..].trim_start_matches(|letter: char| is_blank(letter) || letter == '*' || letter == '_').len();
    match clock(rest[length..].trim_matches(['[', ']', '(', ')'])) {
        Some(time) => Some((name, rest.len(), Shape::Colon, Some(time))),
        None => Some((name, length, Shape::Colon, time)),
    }
}

/// Whether a sentence ends within a text: a stop after a word in small letters that is too long for a short form.
fn has_sentence(text: &str) -> bool {
    const FEWEST: usize = 5;
    let is_word = |before: &str| {
        let word = before.rsplit(is_blank).next().unwrap_or(before);
        names::has_letters(word, FEWEST) && word.chars().all(char::is_lowercase)
    };
    text.match_indices(". ").any(|(at, _)| is_word(&text[..at]))
}

/// `[SPEAKER_00]: …`: a name without the brackets around all of it.
fn unbracketed(rest: &str, name: Range<usize>) -> Range<usize> {
    let mut letters = rest[name.clone()].chars();
    let Some((open, close)) = letters.next().and_then(|open| Some((open, closing(open)?))) else { return name };
    let Some(inner) = letters.as_str().strip_suffix(close) else { return name };
    let is_name = !inner.contains(open) && !inner.contains(close) && inner.starts_with(char::is_alphanumeric);
    let start = name.start + open.len_utf8();
    if is_name { trimmed(rest, start..start + inner.len()) } else { name }
}

/// Whether what may set a name off as a colon does stands as near as any name may reach: in most lines nothing does.
fn has_near_colon(rest: &str) -> bool {
    let near = signs(rest).take_while(|(at, _)| *at < 4 * 4 * MAX_NAME);
    near.into_iter().any(|(_, sign)| is_colon(sign) || matches!(sign, '>' | '＞'))
}

/// `ANN LEE, ANALYST, HARBOUR BANK, RESEARCH DIVISION: …`: a name with an office, all in capitals, which may be long.
pub(super) fn is_loud(rest: &str) -> bool {
    let mut before = rest.chars().take(3 * MAX_NAME).take_while(|letter| !is_colon(*letter));
    let is_office = || rest.find(", ").zip(rest.find(is_colon)).is_some_and(|(comma, colon)| comma < colon);
    // Most lines are told by their first two letters.
    rest.starts_with(char::is_uppercase) && !before.any(char::is_lowercase) && is_office()
}

/// `**Ann Lee** …`: a line that begins with a few strong words, or is nothing else above what is said in its paragraph.
fn strong(draft: &Draft, index: usize, start: usize, lexicon: &Lexicon) -> Option<Found> {
    let line = &draft.lines[index];
    let span = line.spans().first().filter(|span| span.style == SpanStyle::Strong && span.range.start <= start)?;
    let end = span.range.end;
    let is_above =
        end == line.text().len() && index == 0 && draft.lines.len() > 1 && draft.kind == BlockKind::Paragraph;
    if end <= start || end >= line.text().len() && !is_above {
        return None;
    }
    let inner =
        line.text()[start..end].trim_end_matches(|letter: char| is_blank(letter) || ".:：-–—,，".contains(letter));
    let rest = &line.text()[start..];
    let length = end - start + separator(&rest[end - start..]);
    // **Ann** — Hi
    let behind = rest[length..].trim_start_matches(['—', '–']);
    let is_dash = behind.len() < rest.len() - length && behind.starts_with(is_blank);
    let length = if is_dash { rest.len() - behind.trim_start_matches(is_blank).len() } else { length };
    // **Ann** 0:12
    let (skipped, time) = stamps::stamp(&rest[length..], &lexicon.calendar).unwrap_or_default();
    is_name(inner).then(|| (0..inner.len(), length + skipped, Shape::Strong, time))
}

/// White space that parts a name from the office that stood on the line below it.
pub(super) const GAP: &str = "\u{2003}";

/// A line that may have this time and is nothing but a name, perhaps with a firm or a time: `Ann Lee -- Example Bank -- Analyst`, `说话人 1 00:12`.
fn own_line(rest: &str, may_have: impl Fn(Option<u64>) -> bool) -> Option<Found> {
    // Mr President, honoured guests, / … speaks to them.
    if rest.ends_with([',', '，', '、']) || !takes_at_most(rest, 2 * MAX_NAME) {
        return None;
    }
    let bare = without_count(rest.trim_end_matches([':', '：']));
    let (whole, time) = without_time(rest, trimmed(rest, 0..bare.len()));
    let text = &rest[whole.clone()];
    if !may_have(time) || ends_sentence(text) && !text.ends_with([')', '）', '”', '」', '】', ']']) {
        return None;
    }
    let marks: &[&str] = match text.contains(' ') {
        true => &[" -- ", " — ", " – ", " - ", " | ", ", ", "，", GAP],
        false => &["，", GAP],
    };
    let end = marks
        .iter()
        .filter_map(|mark| text.find(mark).filter(|&at| is_closed(&text[..at])))
        .min()
        .unwrap_or(text.len());
    let name = whole.start..whole.start + end;
    (takes_at_most(&rest[name.clone()], widths::NAME) && is_name(&rest[name.clone()])).then_some((
        name,
        rest.len(),
        Shape::OwnLine,
        time,
    ))
}

/// `Ann Lee    [12]` without the number of the speech, set far behind the name.
fn without_count(text: &str) -> &str {
    let Some((name, count)) = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) else { return text };
    let is_count = !count.is_empty() && count.chars().all(|letter| letter.is_ascii_digit());
    if is_count && name.ends_with("  ") { name.trim_end() } else { text }
}

/// Whether each bracket of a text is closed.
fn is_closed(text: &str) -> bool {
    text.matches(['(', '（', '[']).count() == text.matches([')', '）', ']']).count()
}

/// Within a paragraph, only a time or a mark tells that a line of its own is a label.
fn inner_line(rest: &str, lexicon: &Lexicon) -> Option<Found> {
    own_line(rest, |time| time.is_some() || is_mark(rest.trim_end_matches([':', '：']), lexicon))
}

/// Bytes of the first cells that hold nothing but a number or a time.
fn counting_cell(rest: &str) -> usize {
    const BAR: &str = " | ";
    let is_count = |cell: &&str| {
        cell.chars().all(|letter| letter.is_ascii_digit() || is_blank(letter) || "#:：.".contains(letter))
    };
    let n_bars = rest.matches(BAR).count();
    rest.split(BAR).take(n_bars).take_while(is_count).map(|cell| cell.len() + BAR.len()).sum()
}

/// The first cell of a row with two cells at least.
fn cell(rest: &str) -> Option<Found> {
    let end = rest.find(" | ")?;
    let name = trimmed(rest, 0..end);
    let name = name.start..name.start + rest[name.clone()].trim_end_matches([':', '：']).len();
    let length = end + 3;
    (is_name(&rest[name.clone()]) && length < rest.len()).then_some((name, length, Shape::Cell, None))
}

pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let is_edge = |letter: char| is_blank(letter) || letter == '*' || letter == '_';
    let start = range.start + part.len() - part.trim_start_matches(is_edge).len();
    let inner = part.trim_matches(is_edge);
    let bare = if inner.ends_with('\'') { inner.trim_end_matches(WIKI_EMPHASIS) } else { inner };
    start..start + bare.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::draft::Line;

    fn check(text: &str, expected: Option<(&str, &str, Shape)>) {
        let line = Line::plain(text, 0..0).into_iter().collect();
        let draft = Draft::new(BlockKind::Paragraph, line);
        let found = label(&draft, 0, &Lexicon::default_words());
        let found = found.filter(|found| found.shape != Shape::OwnLine).map(|found| {
            let text = draft.first();
            (found.name_in(text).to_owned(), found.said_in(text).to_owned(), found.shape)
        });
        let expected = expected.map(|(name, rest, shape)| (name.to_owned(), rest.to_owned(), shape));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn brackets_around_all_of_a_name_are_no_part_of_it() {
        let check = |text: &str, name: &str| assert_eq!(&text[unbracketed(text, 0..text.len())], name);
        check("[SPEAKER_00]", "SPEAKER_00");
        check("【王毅】", "王毅");
        check("[Ann] and [Bo]", "[Ann] and [Bo]");
        check("Ann [Lee]", "Ann [Lee]");
    }

    #[test]
    fn labels_have_many_shapes() {
        check("王毅：大家好", Some(("王毅", "大家好", Shape::Colon)));
        check("《人民日报》记者：请问", Some(("《人民日报》记者", "请问", Shape::Colon)));
        check("3、问（To张三）：好吗", Some(("问（To张三）", "好吗", Shape::Colon)));
        check("1、问:好吗", Some(("问", "好吗", Shape::Colon)));
        check("Ann Lee (00:01:02): Hi", Some(("Ann Lee", "Hi", Shape::Colon)));
        check("[01:02] Ann: Hi", Some(("Ann", "Hi", Shape::Colon)));
        check("Ann: 00:01:02", Some(("Ann", "", Shape::Colon)));
        check("【问】好吗", Some(("问", "好吗", Shape::Bracket)));
        check("○議長（某一郎君） これより", Some(("議長（某一郎君）", "これより", Shape::Circle)));
        check("○某健君私は", Some(("某健君", "私は", Shape::Circle)));
        check("Q - Why?", Some(("Q", "Why?", Shape::Dash)));
        check("Q    Why?", Some(("Q", "Why?", Shape::Spaces)));
        check("Q. Why?", Some(("Q", "Why?", Shape::Stop)));
        check("問　なぜ", Some(("問", "なぜ", Shape::Spaces)));
        check("THE PRESIDENT. Good day", Some(("THE PRESIDENT", "Good day", Shape::Stop)));
        check("Mr. O'NEIL: Yes", Some(("Mr. O'NEIL", "Yes", Shape::Colon)));
        check("Q3 张三：为什么", Some(("张三", "为什么", Shape::Colon)));
        check("Q3 Ann Lee: Why?", Some(("Ann Lee", "Why?", Shape::Colon)));
        check(": '''Ann Lee''': Hi", Some(("Ann Lee", "Hi", Shape::Colon)));
    }

    #[test]
    fn sentences_and_clocks_are_no_labels() {
        check("17:30 开会", None);
        check("他说，今天很好：很好", None);
        check("See https://example.org", None);
        check("“记者：请问”他说", None);
        check("Mio padre, con poche parole. Diceva: guarda", None);
    }
}
