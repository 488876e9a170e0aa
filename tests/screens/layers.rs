//! The stack of layers: Esc closes the topmost, whatever it is and however it came there; nothing is done without a word.

use std::collections::{BTreeSet, VecDeque};

use wenda::app::layers::Layer;
use wenda::app::lists::catalogue::{Kind, Row};
use wenda::app::panes::{Area, Pane};
use wenda::app::{App, Effect, Listing, Settings};
use wenda::document::Document;
use wenda::document::bookmark::Marks;
use wenda::document::operation::{Operation, Stamp};
use wenda::document::place::Place;
use wenda::input::key::Key;
use wenda::input::keymap::{DEFAULT, Keymap};
use wenda::reading::{self, Lexicon, ReadOptions};

use super::reader::Reader;
use super::{LIGHTHOUSE, MEDIUM, NARROW, WIDE};

/// The sizes of the four ways in which panes share a screen.
const SIZES: [(u16, u16); 4] = [WIDE, MEDIUM, (61, 20), NARROW];

/// A talk with a section, questions and a table, as short as can be: it is opened anew for each step.
const TALK: &str = "# 渡口的灯\n\n## 灯\n\n记者：灯什么时候亮？\n\n镇长：九月以前，先修灯，后修路。\n\n## 钱\n\n记者：花了多少？\n\n\
    镇长：三千二百元。\n\n| 项 | 元 |\n|---|---|\n| 灯 | 3200 |\n";

/// What can happen to a person who reads.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Press(Key),
    Resize((u16, u16)),
    AskKinship,
}

/// Every key that means something somewhere, letters that mean nothing, another size, and a question to the reader.
fn steps() -> Vec<Step> {
    let table: toml::Table = DEFAULT.parse().unwrap();
    let lists = table.values().flat_map(|context| context.as_table().unwrap().values());
    let sequences = lists.flat_map(|keys| keys.as_array().unwrap()).map(|keys| keys.as_str().unwrap());
    let mut names: Vec<&str> = sequences.flat_map(str::split_whitespace).collect();
    names.extend(["7", "z", "i"]);
    names.sort_unstable();
    names.dedup();
    let keys = names.into_iter().map(|name| Step::Press(name.parse().unwrap()));
    keys.chain(SIZES.map(Step::Resize)).chain([Step::AskKinship]).collect()
}

fn fresh(document: &Document, size: (u16, u16)) -> App {
    App::new(document.clone(), Marks::default(), Keymap::default(), Settings::default(), size)
}

fn take(app: &mut App, step: Step, n_recorded: &mut usize) {
    let effect = match step {
        Step::Press(key) => app.press(key),
        Step::Resize(size) => {
            app.resize(size);
            None
        }
        Step::AskKinship => {
            app.ask_kinship();
            None
        }
    };
    match effect {
        Some(Effect::Record(change)) => {
            *n_recorded += 1;
            let (id, stamp) = (format!("{n_recorded}"), Stamp(format!("2026-01-01T00:00:00.{n_recorded:03}Z-0000")));
            app.record(Operation { id, stamp, clock: None, device: "test".to_owned(), change: *change });
        }
        Some(Effect::ListEverything) => app.list_gathered(Listing::Everything, Vec::new()),
        Some(Effect::ListRecent) => {
            app.show_documents(Kind::Recent, vec![Row::unread("other.md".to_owned())]);
        }
        _ => {}
    }
}

/// What of a state decides which keys mean what: layers, focus, what is typed and listed, which panes are shown.
fn kind_of(app: &App) -> String {
    let areas = app.panes.areas();
    let shown = [areas.text, areas.outline, areas.list].map(Area::is_empty);
    let prompt = app.over.prompt.as_ref().map(|prompt| (prompt.kind, prompt.text().is_empty()));
    let (size, focus, listing) = (app.panes.size(), app.panes.focus, app.lists.listing);
    let (page, layers, marks) = (app.documents.open, app.layers(), app.shelf.n_live().min(1));
    let writes = app.over.note.as_ref().map(|note| note.text().is_empty());
    format!("{writes:?} {size:?} {layers:?} {focus:?} {listing:?} {prompt:?} {shown:?} {page:?} {marks}")
}

/// Presses Esc until no layer is open; each press has to close one.
fn return_to_text(app: &mut App, path: &[Step]) {
    let mut before = app.layers();
    for _ in 0..12 {
        if before.is_empty() {
            break;
        }
        let note = app.over.note.as_ref().filter(|note| !note.text().is_empty()).map(|note| note.text().to_owned());
        let n_marks = app.shelf.n_live();
        let effect = app.press("esc".parse().unwrap());
        let is_kept = matches!(effect, Some(Effect::Record(_)));
        assert!(note.is_none() || is_kept, "{note:?} is lost after {path:?}");
        assert_eq!(app.shelf.n_live(), n_marks, "a mark is lost after {path:?}");
        let after = app.layers();
        // What is typed and dropped may leave what it came from, and a tag that Esc does not keep changes nothing.
        assert!(after.len() < before.len() || after[0] != before[0], "{before:?} became {after:?} after {path:?}");
        before = after;
    }
    assert_eq!(app.layers(), [], "{path:?}");
    assert_eq!(app.panes.focus, Pane::Text, "{path:?}");
    let areas = app.panes.areas();
    assert!(!areas.text.is_empty(), "{path:?}: {areas:?}");
}

#[test]
fn esc_returns_to_the_text_from_every_state_that_a_key_can_reach() {
    let document = reading::read(TALK.as_bytes(), "talk.md", &ReadOptions::default(), &Lexicon::default_words());
    let steps = steps();
    let mut known = BTreeSet::new();
    let mut queue: VecDeque<Vec<Step>> = VecDeque::from([Vec::new()]);
    let mut met: Vec<Layer> = Vec::new();
    while let Some(path) = queue.pop_front() {
        for step in &steps {
            let path: Vec<Step> = path.iter().copied().chain([*step]).collect();
            let (mut app, mut n_recorded) = (fresh(&document, MEDIUM), 0);
            // not at the very beginning, so that every movement is possible
            app.restore(Place::start_of(3));
            path.iter().for_each(|step| take(&mut app, *step, &mut n_recorded));
            if !known.insert(kind_of(&app)) {
                continue;
            }
            met.extend(app.layers());
            return_to_text(&mut app, &path);
            // A search or two, marks and lists in any order: what lies deeper is made of the same.
            if path.len() < 3 {
                queue.push_back(path);
            }
        }
    }
    for layer in [Layer::Prompt, Layer::Note, Layer::Begun, Layer::Question, Layer::Selection] {
        assert!(met.contains(&layer), "{layer:?} was not reached");
    }
    for layer in [Layer::List, Layer::Raw, Layer::Beside] {
        assert!(met.contains(&layer), "{layer:?} was not reached");
    }
}

/// Presses keys at a size; the rows of the screen.
fn screen(size: (u16, u16), keys: &str) -> Vec<String> {
    Reader::open(LIGHTHOUSE, size, "zh").press(keys).rows()
}

#[test]
fn lists_that_a_key_opened_close_with_esc_and_leave_the_screen_as_it_was() {
    for size in SIZES {
        let before = screen(size, "");
        for keys in ["X", "C", "B", "o", "tab", "tab tab", "X & «灯» enter", "o tab", "C tab"] {
            // an empty list that loses the focus is not shown, unless a key has opened its pane
            let is_back = size != (61, 20) && keys == "C tab";
            assert_eq!(screen(size, keys) == before, is_back, "{keys} at {size:?}");
            let mut reader = Reader::open(LIGHTHOUSE, size, "zh");
            reader.press(keys).press("esc esc esc");
            assert_eq!(reader.rows(), before, "{keys} at {size:?}");
        }
    }
}

#[test]
fn a_list_for_a_moment_leaves_nothing_on_a_smaller_screen() {
    let mut reader = Reader::open(LIGHTHOUSE, WIDE, "zh");
    reader.press("C esc").resize((61, 20));
    assert_eq!(reader.rows(), screen((61, 20), ""));
}

#[test]
fn tab_reaches_every_pane_at_every_size() {
    for size in SIZES {
        assert!(screen(size, "tab").join("\n").contains("目录"), "{size:?}");
        assert!(screen(size, "tab tab").join("\n").contains("书签"), "{size:?}");
        assert_eq!(screen(size, "tab tab tab"), screen(size, ""), "{size:?}");
    }
}

#[test]
fn all_that_is_wrong_in_the_settings_is_read_inside_the_program() {
    let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
    reader.press("!");
    assert!(reader.text().contains("您的设置文件里没有错误"), "{}", reader.text());
    let fault = |n: usize| format!("keymap.toml 第 {n} 行：没有 `fly` 这个操作，用 `wenda keys` 可以看到全部");
    reader.app.settings.faults = (1..=30).map(fault).collect();
    reader.press("!");
    let shown = reader.text();
    assert!(shown.contains("第 1 行") && shown.contains("第 21 行") && !shown.contains("第 30 行"), "{shown}");
    assert!(shown.contains("下面还有 9 行"), "{shown}");
    assert!(reader.press("space").text().contains("第 30 行"));
    assert!(reader.press("g").text().contains("第 1 行"));
    assert_eq!(reader.press("esc").app.layers(), []);
    assert_eq!(reader.press("! q").app.layers(), [], "any other key closes it");
}

#[test]
fn nothing_is_done_without_a_word() {
    let says = |keys: &str, sentence: &str| {
        for size in [WIDE, MEDIUM] {
            let shown = screen(size, keys).join("\n");
            assert!(shown.contains(sentence), "{keys} at {size:?}:\n{shown}");
        }
    };
    says("\\ «潜水艇»", "没有符合的");
    says(": «潜水艇»", "没有符合的");
    says(": «3»", "按回车到 3");
    says("t «潜水»", "按回车使用：潜水");
    says("/ «潜水艇»", "没有找到“潜水艇”");
    says("& «潜水艇» enter", "没有符合的");
    says("r", "还没有读过别的文章");
    says("right", "没有伸出边框的内容");
    says("+ + + + + + + + + + + + + + + + + + + +", "放不下更多");
    says("- - - - - - - - - - - - - - - - - - - -", "不能再窄");
    says("i", "离它最近的键 u 是“上半页”");
    says("z z", "z 在这里没有用处");
    says("' z", "离它最近的键 '' 是");
}
