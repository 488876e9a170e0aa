//! The law of lines: whatever is cut, joined and put before a text, each character keeps the look and the names that it had.

#![allow(clippy::unwrap_used)]

use std::borrow::Cow;

use proptest::prelude::*;

use super::pointers::Pointers;
use super::{Composer, Label, Line, boundary, is_blank};
use crate::document::block::{Span, SpanStyle};
use crate::reading::line::Shape;

/// What points to a character: its look, and whether it belongs to a voice, a marker, a label, its name and its tail.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Held {
    link: Option<u8>,
    voice: bool,
    marker: bool,
    label: [bool; 3],
}

/// A line told the slow way: each character with what points to it.
type Model = Vec<(char, Held)>;

/// What is done to a line; a place is a share of its bytes in 255.
#[derive(Debug, Clone)]
enum Act {
    Trim,
    KeepBefore(u8),
    KeepBehind(u8),
    DropEnd,
    Append(&'static str, Vec<(String, Option<u8>)>),
    CutInThree(u8, u8),
    CloseTwo([u8; 4]),
    PutBefore(&'static str),
    Name(u8, u8, u8),
}

fn style(link: u8) -> SpanStyle {
    SpanStyle::Link(link.to_string())
}

fn line(runs: &[(String, Option<u8>)]) -> (Line<'static>, Model) {
    let mut line = Line::default();
    let mut model = Model::new();
    for (text, link) in runs {
        line.push(text, link.map(style).as_ref(), 0..0);
        model.extend(text.chars().map(|letter| (letter, Held { link: *link, ..Held::default() })));
    }
    (line, model)
}

/// The same line as a piece of the text that was given.
fn piece<'a>(whole: &'a str, runs: &[(String, Option<u8>)]) -> Line<'a> {
    let mut line = Line::default();
    let mut start = 0;
    for (text, link) in runs {
        line.push_piece(whole, start..start + text.len(), link.map(style).as_ref(), 0..0);
        start += text.len();
    }
    line
}

/// What the line's pointers say of each of its characters.
fn told(line: &Line) -> Model {
    let Line { text, pointers, .. } = line;
    let label = pointers.label.as_ref();
    let held = |at: usize| Held {
        link: pointers.spans().iter().find(|span| span.range.contains(&at)).map(|span| match &span.style {
            SpanStyle::Link(link) => link.parse().unwrap(),
            _ => panic!("the model makes links only"),
        }),
        voice: pointers.voice().contains(&at),
        marker: pointers.marker().contains(&at),
        label: label.map_or([false; 3], |label| label.ranges().map(|range| range.contains(&at))),
    };
    text.char_indices().map(|(at, letter)| (letter, held(at))).collect()
}

/// How many characters stand before that share of the bytes of a text, and the byte there.
fn place(text: &str, share: u8) -> (usize, usize) {
    let byte = text.len() * usize::from(share) / 255;
    (text[..boundary(text, byte)].chars().count(), byte)
}

/// The name, the whole and the tail of a label, as shares of the bytes.
fn name(line: &mut Line, model: &mut Model, [start, end, whole]: [u8; 3]) {
    let text = line.text.clone();
    let (start, end) = (place(&text, start.min(end)), place(&text, start.max(end)));
    let whole = place(&text, whole).max(end);
    line.set_label(Some(Label::new(Shape::Colon, start.1..end.1, whole.1).with_tail()));
    for (index, (_, held)) in model.iter_mut().enumerate() {
        held.label = [(start.0..end.0).contains(&index), index < whole.0, (end.0..whole.0).contains(&index)];
    }
}

fn trim(model: &mut Model) {
    let kept = model.iter().rposition(|(letter, _)| !is_blank(*letter)).map_or(0, |last| last + 1);
    model.truncate(kept);
    let first = model.iter().position(|(letter, _)| !is_blank(*letter)).unwrap_or(0);
    model.drain(..first);
}

/// Names that stand no longer at the beginning of a line are none.
fn unnamed(model: &[(char, Held)]) -> Model {
    model.iter().map(|(letter, held)| (*letter, Held { link: held.link, ..Held::default() })).collect()
}

fn act<'a>(mut line: Line<'a>, mut model: Model, act: &Act) -> (Line<'a>, Model) {
    let text = line.text.clone();
    match act {
        Act::Trim => {
            trim(&mut model);
            line = line.trimmed().unwrap_or_default();
        }
        Act::KeepBefore(share) => {
            let (index, byte) = place(&text, *share);
            model.truncate(index);
            line.split_off(byte);
        }
        Act::KeepBehind(share) => {
            let (index, byte) = place(&text, *share);
            model = unnamed(&model.split_off(index));
            line = line.split_off(byte);
        }
        Act::DropEnd => {
            model.truncate(model.iter().rposition(|(letter, _)| *letter != 'e').map_or(0, |last| last + 1));
            line.drop_end(&['e']);
        }
        Act::Append(joint, runs) => {
            let (mut other, mut more) = self::line(runs);
            name(&mut other, &mut more, [0, 100, 200]);
            model.extend(joint.chars().map(|letter| (letter, Held::default())).chain(unnamed(&more)));
            line.append(joint, other);
        }
        Act::CutInThree(one, other) => {
            let (one, other) = (place(&text, *one.min(other)), place(&text, *one.max(other)));
            let [head, middle, end] = line.pieces(&[one.1, other.1]).try_into().unwrap();
            assert_eq!(told(&middle), unnamed(&model[one.0..other.0]));
            line = head;
            line.append("", middle);
            line.append("", end);
            let rest = unnamed(&model.split_off(one.0));
            model.extend(rest);
        }
        Act::CloseTwo(shares) => {
            let mut shares = *shares;
            shares.sort_unstable();
            let [a, b, c, d] = shares.map(|share| place(&text, share));
            model.drain(c.0..d.0);
            model.drain(a.0..b.0);
            line.close(&[(a, b), (c, d)].map(|(start, end)| boundary(&text, start.1)..boundary(&text, end.1)));
        }
        Act::PutBefore(marker) => {
            model.iter_mut().for_each(|(_, held)| held.marker = false);
            model.splice(..0, marker.chars().map(|letter| (letter, Held { marker: true, ..Held::default() })));
            line.put_before(marker);
        }
        Act::Name(start, end, whole) => name(&mut line, &mut model, [*start, *end, *whole]),
    }
    (line, model)
}

/// Letters, marks that go with them, and what can't be seen, some at the ends and some within.
fn runs() -> impl Strategy<Value = Vec<(String, Option<u8>)>> {
    let text = "[a灯e:： \u{3000}\u{200b}\u{feff}\u{2060}\u{200d}\u{301}\u{3099}\u{202e}\u{2066}👩😀]{0,6}";
    prop::collection::vec((text, prop::option::of(0u8..4)), 0..5)
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let one = prop_oneof![
        Just(Act::Trim),
        any::<u8>().prop_map(Act::KeepBefore),
        any::<u8>().prop_map(Act::KeepBehind),
        Just(Act::DropEnd),
        (prop::sample::select(vec!["", " ", "\u{200b}灯"]), runs()).prop_map(|(joint, runs)| Act::Append(joint, runs)),
        any::<(u8, u8)>().prop_map(|(one, other)| Act::CutInThree(one, other)),
        any::<[u8; 4]>().prop_map(Act::CloseTwo),
        prop::sample::select(vec!["- ", "一、"]).prop_map(Act::PutBefore),
        any::<(u8, u8, u8)>().prop_map(|(start, end, whole)| Act::Name(start, end, whole)),
    ];
    prop::collection::vec(one, 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn each_character_keeps_what_points_to_it(runs in runs(), voiced: u8, acts in acts()) {
        let (mut line, mut model) = line(&runs);
        let (n_voiced, end) = place(&line.text, voiced);
        let whole: String = runs.iter().map(|(text, _)| &**text).collect();
        let mut piece = piece(&whole, &runs);
        prop_assert!(whole.is_empty() || matches!(piece.text, Cow::Borrowed(_)));
        line.pointers.set_voice(0..boundary(&line.text, end));
        piece.pointers.set_voice(line.pointers.voice());
        let mut piece = (piece, model.clone());
        model.iter_mut().take(n_voiced).for_each(|(_, held)| held.voice = true);
        for step in &acts {
            (line, model) = act(line, model, step);
            prop_assert!(line.pointers.are_within(&line.text), "{step:?}: {line:?}");
            prop_assert_eq!(&told(&line), &model, "{:?}", step);
            piece = act(piece.0, piece.1, step);
            prop_assert_eq!(&told(&piece.0), &model, "{:?}", step);
        }
    }

    #[test]
    fn a_voice_is_the_name_without_blanks(name in "[a灯\u{200b}\u{301} ]{0,6}", rest in "[a灯\u{200b}. ]{0,6}") {
        let line = Line::voiced(&name, &rest, 0..0);
        let voice = line.as_ref().and_then(|line| Some(&line.text()[line.voice()?]));
        let expected = Some(name.trim_matches(is_blank)).filter(|name| !name.is_empty());
        prop_assert_eq!(voice, expected);
    }
}

#[test]
fn a_pointer_out_of_its_text_is_noticed() {
    let within = |voice, text: &str| {
        let mut pointers = Pointers::default();
        pointers.set_voice(voice);
        pointers.are_within(text)
    };
    assert!(within(0..3, "灯塔") && !within(0..4, "灯塔") && !within(0..9, "灯塔"));
    let mut pointers = Pointers::default();
    [0..3, 3..6].into_iter().for_each(|range| pointers.mark(range, &SpanStyle::Strong));
    assert_eq!(pointers.spans(), [Span { range: 0..6, style: SpanStyle::Strong }]);
}

#[test]
fn a_composer_ends_lines_without_what_stands_at_their_ends() {
    let mut composer = Composer::default();
    composer.push("\u{200b} a", Some(&SpanStyle::Strong), 0..0);
    composer.push(" \u{2060}", Some(&SpanStyle::Emphasis), 0..0);
    let lines = composer.finish();
    assert_eq!((lines[0].text(), lines[0].spans()), ("a", &[Span { range: 0..1, style: SpanStyle::Strong }][..]));
}
