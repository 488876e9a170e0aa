//! Scripts: for every action, in every layer in which its key can be pressed, what is pressed and what is then seen. The rows
//! are in `scripts/*.txt`, `scripts/README.md` says how they are written. An action without a row in a layer makes the test
//! fail, and so does a row that would hold as well if its last key did nothing. All of them are played once more with the
//! full-width forms and Chinese marks that an input method types, and have to give the same screens.

mod seen;
mod states;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use wenda::app::layers::spots::Does;
use wenda::input::action::{ALL, Action};
use wenda::input::key::{Key, KeyCode};
use wenda::input::keymap::DEFAULT;
use wenda::input::mouse::{Gesture, Mouse};
use wenda::ui;

use super::reader::Reader;
use seen::{Moment, holds};
use states::{STATES, State};

/// A row of a table: what is pressed in a state, and what is seen then.
struct Row {
    state: &'static State,
    /// File and line.
    at: String,
    keys: Vec<String>,
    expected: Vec<String>,
    /// Why the screen stays the same, if it does.
    same: Option<String>,
}

/// All rows: `states | keys, or keys | what is seen; what else`.
fn rows() -> Vec<Row> {
    let mut files: Vec<_> = fs::read_dir("tests/screens/scripts").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().flat_map(|path| rows_of(path)).collect()
}

fn rows_of(path: &Path) -> Vec<Row> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).unwrap();
    let mut rows = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let at = format!("{name}:{}", index + 1);
        let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let [named, alternatives, seen] = cells[..] else { panic!("{at}: not three cells: {line}") };
        let parts: Vec<String> = seen.split("; ").map(str::to_owned).collect();
        let (same, expected): (Vec<String>, Vec<String>) =
            parts.into_iter().partition(|part| part.starts_with("same "));
        for state in states::named(named, &at) {
            for keys in alternatives.split(", ") {
                let keys = keys.split_whitespace().map(str::to_owned).collect();
                rows.push(Row { state, at: at.clone(), keys, expected: expected.clone(), same: same.first().cloned() });
            }
        }
    }
    rows
}

/// The key that a word names, if it is one and is not typed or done with the mouse.
fn key(word: &str) -> Option<Key> {
    let is_other = word.starts_with('«') || word.contains(':') && word.chars().count() > 1;
    if is_other { None } else { word.parse().ok() }
}

/// A word of a script with the characters that an input method types in place of its own: full-width forms, or with
/// `marks` the Chinese marks on the same keys.
fn as_typed_with_input_method(word: &str, marks: bool) -> String {
    let mut chars = word.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return word.to_owned() };
    let mark = match c {
        '/' => '、',
        '[' => '【',
        ']' => '】',
        '{' => '『',
        '}' => '』',
        '<' => '《',
        '>' => '》',
        '\'' => '’',
        ' ' => '　',
        _ => char::from_u32(c as u32 + 0xFEE0).unwrap(),
    };
    let full = if marks || !('!'..='~').contains(&c) { mark } else { char::from_u32(c as u32 + 0xFEE0).unwrap() };
    full.to_string()
}

/// Does what a word of a script says: a key, what is typed, or something with the mouse at some words of the screen.
fn play(reader: &mut Reader, word: &str, missed: &mut Option<String>) {
    let Some((gesture, words)) = word.split_once(':').filter(|(gesture, _)| gesture.chars().count() > 1) else {
        reader.press(word);
        return;
    };
    let words = words.replace('_', " ");
    let (gesture, end) = match gesture {
        "click" => (Gesture::Press { clicks: 1 }, false),
        "double" => (Gesture::Press { clicks: 2 }, false),
        "triple" => (Gesture::Press { clicks: 3 }, false),
        "drag" => (Gesture::Drag, true),
        "down" => (Gesture::Wheel { down: true }, false),
        "up" => (Gesture::Wheel { down: false }, false),
        "right" => (Gesture::Sideways { right: true }, false),
        "left" => (Gesture::Sideways { right: false }, false),
        _ => panic!("{word}"),
    };
    if reader.rows().iter().any(|row| row.contains(&words)) {
        reader.mouse(gesture, &words, end);
    } else {
        missed.get_or_insert_with(|| format!("`{words}` is not to be seen:\n{}", reader.text()));
    }
}

/// What came of a row: what its last command means, if that is an action, and what is wrong.
struct Outcome {
    state: &'static str,
    action: Option<Action>,
    fault: Option<String>,
}

/// Plays a row, and once more as an input method would type it.
fn outcome(row: &Row) -> Outcome {
    let n_words = row.keys.len();
    // sequences of two keys are of twice the same
    let n_last = if n_words > 1 && row.keys[n_words - 1] == row.keys[n_words - 2] && is_begun_by(row) { 2 } else { 1 };
    let (before, last) = row.keys.split_at(n_words - n_last);
    let (mut reader, mut missed) = (row.state.open(), None);
    before.iter().for_each(|word| play(&mut reader, word, &mut missed));
    let keys: Vec<Key> = last.iter().filter_map(|word| key(word)).collect();
    let begun = if before.is_empty() { row.state.begun() } else { Vec::new() };
    let is_there = !row.state.is_typed_in() && reader.app.layers().first().copied() == row.state.layer;
    let is_keys = keys.len() == last.len() && is_there;
    let action = if is_keys { reader.app.meant_by(&[begun, keys].concat()) } else { None };
    let earlier = Moment::of(&mut reader);
    last.iter().for_each(|word| play(&mut reader, word, &mut missed));
    let now = Moment::of(&mut reader);
    let fault = missed.or_else(|| fault(row, &now, &earlier)).or_else(|| fault_of_input_method(row, &now));
    let fault = fault.map(|told| format!("{} {} `{}`: {told}", row.at, row.state.name, row.keys.join(" ")));
    Outcome { state: row.state.name, action, fault }
}

/// Whether the last key but one begins a sequence.
fn is_begun_by(row: &Row) -> bool {
    ["'", "Z"].contains(&row.keys[row.keys.len() - 1].as_str())
}

/// What is wrong with what is seen.
fn fault(row: &Row, now: &Moment, earlier: &Moment) -> Option<String> {
    if let Some(expected) = row.expected.iter().find(|expected| !holds(expected, now, earlier)) {
        return Some(format!("not `{expected}`, but {}\n{}", now.told(), now.screen()));
    }
    if row.expected == ["nothing"] {
        return row.same.is_none().then(|| "it does nothing, and the row does not say why".to_owned());
    }
    if row.expected.iter().all(|expected| holds(expected, earlier, earlier)) {
        return Some(format!("{:?} holds without its last key, too", row.expected));
    }
    (row.same.is_none() && now.looks_as(earlier)).then(|| "the screen stays the same".to_owned())
}

/// What is wrong where the same keys come from an input method.
fn fault_of_input_method(row: &Row, now: &Moment) -> Option<String> {
    let typed = |marks| row.keys.iter().map(|word| as_typed_with_input_method(word, marks)).collect::<Vec<_>>();
    let mut variants = vec![typed(false), typed(true)];
    variants.dedup();
    variants.retain(|words| *words != row.keys);
    for words in variants {
        let mut reader = row.state.open();
        words.iter().for_each(|word| play(&mut reader, word, &mut None));
        let other = Moment::of(&mut reader);
        if !other.looks_as(now) || other.told() != now.told() {
            let (other_told, told) = (other.told(), now.told());
            let difference = now.difference(&other);
            return Some(format!("typed as {}: {other_told}, not {told}\n{difference}", words.join(" ")));
        }
    }
    None
}

/// What comes of all rows: they are played once.
fn outcomes() -> &'static [Outcome] {
    static OUTCOMES: LazyLock<Vec<Outcome>> = LazyLock::new(|| rows().iter().map(outcome).collect());
    &OUTCOMES
}

#[test]
fn what_is_pressed_is_seen() {
    let faults: Vec<&String> = outcomes().iter().filter_map(|outcome| outcome.fault.as_ref()).collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.iter().map(|it| it.as_str()).collect::<Vec<_>>().join("\n")
    );
}

/// The sequences of the keymap as it comes, with the actions that they name.
fn sequences() -> Vec<(Vec<Key>, Action)> {
    let table: toml::Table = DEFAULT.parse().unwrap();
    let mut found = Vec::new();
    for (name, keys) in table.values().flat_map(|context| context.as_table().unwrap()) {
        for keys in keys.as_array().unwrap() {
            let keys = keys.as_str().unwrap().split_whitespace().map(|name| name.parse().unwrap()).collect();
            found.push((keys, Action::named(name).unwrap()));
        }
    }
    found
}

#[test]
fn every_action_has_a_script_in_every_layer_in_which_it_can_be_pressed() {
    let scripted: BTreeSet<(&str, Action)> =
        outcomes().iter().filter_map(|outcome| Some((outcome.state, outcome.action?))).collect();
    let mut missing = Vec::new();
    for state in STATES.iter().filter(|state| !state.is_typed_in()) {
        let app = state.open().app;
        let begun = state.begun();
        let can_be_pressed = |action: Action| {
            sequences().iter().filter(|(_, it)| *it == action).any(|(keys, _)| {
                let rest = keys.strip_prefix(begun.as_slice()).filter(|rest| !rest.is_empty());
                let is_taken = rest.is_none_or(|rest| state.takes().contains(&rest[0]));
                !is_taken && app.meant_by(keys) == Some(action)
            })
        };
        let without = ALL.iter().filter(|it| can_be_pressed(**it) && !scripted.contains(&(state.name, **it)));
        missing.extend(without.map(|action| format!("{} {}", state.name, action.name())));
    }
    assert!(missing.is_empty(), "{} without a script: {}", missing.len(), missing.join(", "));
}

#[test]
fn every_layer_has_a_script_for_the_mouse_and_every_line_for_its_keys() {
    let rows = rows();
    let has = |state: &State, begins: &str| {
        let is_last = |row: &&Row| row.state.name == state.name && row.keys.last().unwrap().starts_with(begins);
        rows.iter().any(|row| is_last(&row))
    };
    let mut missing = Vec::new();
    for state in STATES {
        let typed: &[&str] = if state.is_typed_in() { &["esc", "enter", "«"] } else { &[] };
        let wanted = ["click:", "down:", "up:"].iter().chain(typed).filter(|begins| !has(state, begins));
        missing.extend(wanted.map(|begins| format!("{} {begins}", state.name)));
    }
    for gesture in ["double:", "triple:", "drag:"] {
        let text = STATES.iter().find(|state| state.name == "text").unwrap();
        missing.extend((!has(text, gesture)).then(|| gesture.to_owned()));
    }
    assert!(missing.is_empty(), "{} without a script: {}", missing.len(), missing.join(", "));
}

#[test]
fn every_hint_that_is_seen_does_what_its_key_does() {
    let press = Gesture::Press { clicks: 1 };
    for state in STATES {
        let mut reader = state.open();
        let spots = ui::spots(&reader.app, &reader.look, press);
        let shown = reader.text();
        let mut n_hints = 0;
        for spot in spots {
            let Does::Act(action) = spot.does else { continue };
            let x = spot.area.x + spot.area.width / 2;
            let (mut clicked, mut pressed) = (state.open(), state.open());
            clicked.point(Mouse { gesture: press, x, y: spot.area.y });
            if state.name == "begun" {
                pressed.press("esc");
            }
            pressed.act(action);
            assert!(clicked.app.layers() == pressed.app.layers(), "{} {action:?}", state.name);
            assert_eq!(clicked.text(), pressed.text(), "{} {action:?}\n{shown}", state.name);
            n_hints += 1;
        }
        // where something is typed, letters are letters
        assert!(n_hints > 0 || state.is_typed_in() || state.name == "faults", "{}: no hint\n{shown}", state.name);
    }
}

#[test]
fn after_a_click_anywhere_esc_returns_to_the_text() {
    for state in STATES {
        for (x, y) in (0..36).step_by(5).flat_map(|x| (0..16).step_by(3).map(move |y| (x, y))) {
            let mut reader = state.open();
            reader.resize((36, 16));
            for gesture in [
                Gesture::Press { clicks: 1 },
                Gesture::Drag,
                Gesture::Wheel { down: true },
                Gesture::Sideways { right: true },
            ] {
                reader.point(Mouse { gesture, x, y });
            }
            let found = reader.text();
            for _ in 0..12 {
                reader.press("esc");
            }
            assert_eq!(reader.app.layers(), [], "{} at {x}, {y}:\n{found}", state.name);
        }
    }
}

#[test]
fn at_every_size_a_click_leads_to_the_menu_or_closes_what_covers_the_text() {
    for size in [(120, 40), (80, 24), (61, 20), (50, 20), (36, 16)] {
        for name in ["text", "outline", "list", "documents"] {
            let state = STATES.iter().find(|state| state.name == name).unwrap();
            let mut reader = state.open();
            reader.resize(size);
            let spots = ui::spots(&reader.app, &reader.look, Gesture::Press { clicks: 1 });
            let leads = |action| spots.iter().any(|spot| spot.does == Does::Act(action));
            let is_text_beside = !reader.app.panes.areas().text.is_empty() && name != "documents";
            let is_left = leads(Action::Help) || leads(Action::Cancel) || name != "text" && is_text_beside;
            assert!(is_left, "{name} at {size:?}:\n{}", reader.text());
        }
    }
}

#[test]
fn a_key_that_means_nothing_says_so_in_every_layer_with_the_nearest_that_does() {
    for state in STATES.iter().filter(|state| !state.is_typed_in()) {
        let mut reader = state.open();
        let said = |reader: &mut Reader| reader.rows().pop().unwrap();
        reader.press_key(Key::plain(KeyCode::Function(9)));
        assert!(said(&mut reader).contains("F9 在这里没有用处"), "{}: {}", state.name, reader.text());
        let mut reader = state.open();
        reader.press("z");
        let first = said(&mut reader);
        let key = if state.begun().is_empty() { "z" } else { "'z" };
        assert!(first.contains(&format!("{key} 在这里没有用处；离它最近的")), "{}: {}", state.name, reader.text());
        reader.press(if state.begun().is_empty() { "z" } else { "' z" });
        let second = said(&mut reader);
        assert!(second.contains("没有用处") && !second.contains("最近"), "{}: {second}", state.name);
    }
}
