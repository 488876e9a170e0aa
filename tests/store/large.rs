//! Long logs: what is held of a record in memory is little more than its words, whatever the records are about.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::Failed;
use wenda::document::anchor::{Anchor, Asked};
use wenda::document::bookmark::Marks;
use wenda::document::operation::{Change, Correction, Edit, Target};
use wenda::document::verdict::Verdict;
use wenda::exchange;
use wenda::search::fold::fold;
use wenda::storage::{Device, Folders, MarksStore, Stamper, library, log};

use crate::checks::program;
use crate::is_full;
use crate::writer::identity;

/// Bytes of memory that a record may take: 100,000 of them, with the program itself, stay below 200 MB.
const MOST_OF_A_RECORD: usize = 1800;

/// What the records of a log are about.
type Doing = fn(usize, &str) -> Change;

const DOINGS: &[(&str, Doing)] = &[
    ("a mark each", |number, _| Marks::add(passage(number))),
    ("changes of one mark", |number, first| {
        let note = Some(format!("第{number}次写的笔记"));
        let add_tags = [format!("第{number}个")].into();
        Change::Set(Edit { bookmark: first.to_owned(), note, add_tags, ..Edit::default() })
    }),
    ("marks that go and come back", |number, first| {
        let target = Target { bookmark: first.to_owned(), ..Target::default() };
        if number % 2 == 0 { Change::Delete(target) } else { Change::Undelete(target) }
    }),
    ("deletions of marks that have not arrived", |number, _| {
        Change::Delete(Target { bookmark: format!("mark {number}"), ..Target::default() })
    }),
    ("corrections", |number, _| {
        let says = Verdict::Speaker(format!("第{number}人")).to_json();
        Change::Correct(Correction { anchor: passage(number).into(), says: says.into(), ..Correction::default() })
    }),
];

/// A passage such as a talk has many of: its own words, and a question and names that others have too.
fn passage(number: usize) -> Anchor {
    let words = |seed: usize, count: usize| -> String {
        let code =
            |nth: usize| 0x4E00 + u32::try_from((number * 31 + nth * 7919 + seed * 104_729) % 20_000).unwrap_or(0);
        (0..count).filter_map(|nth| char::from_u32(code(nth))).collect()
    };
    let asked = Asked {
        speaker: Some("《灯塔日报》记者".to_owned()),
        words: format!("第{}个问题：", number / 10).repeat(10),
    };
    Anchor {
        exact: words(1, 60),
        prefix: words(2, 64),
        suffix: words(3, 64),
        start: number,
        end: number + 60,
        section: Some(format!("第{}节", number / 100).into()),
        speaker: Some("林晚舟".into()),
        reference: Some(format!("Q{number}¶1")),
        asked: Some(asked.into()),
        made_in: "0123456789abcdef0123456789abcdef".into(),
        ..Anchor::default()
    }
}

/// Writes a log of so many records.
fn write(home: &Path, n_records: usize, doing: Doing) -> Result<(), Failed> {
    let store = MarksStore::of(&Folders::under(home), identity());
    let mut stamper = Stamper::new(Device::numbered(1));
    let first = stamper.stamp(Marks::add(passage(0)));
    let mut text = log::sealed(&first.to_json()?) + "\n";
    for number in 1..n_records {
        let record = stamper.stamp(doing(number, &first.id)).to_json()?;
        writeln!(text, "{}", log::sealed(&record))?;
    }
    fs::create_dir_all(store.folder())?;
    Ok(fs::write(store.folder().join("marks.000000000001.jsonl"), text)?)
}

/// Every kind of long log, opened.
pub fn long_logs() -> Result<(), Failed> {
    let n_records = if is_full() { 100_000 } else { 10_000 };
    for (what, doing) in DOINGS {
        let home = tempfile::tempdir()?;
        write(home.path(), n_records, *doing)?;
        let output = program(&["env"], home.path(), "").arg("open").output()?;
        let said = String::from_utf8(output.stdout)?;
        let figures: Vec<usize> = said.split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
        let [before, after, n_read] = figures[..] else { return Err(format!("{what}: {said}").into()) };
        let each = (after - before) * 1024 / n_records;
        println!("{what}: {each} bytes a record, {} MB in all", after / 1024);
        if n_read != n_records || each > MOST_OF_A_RECORD {
            return Err(format!("{what}: {n_read} of {n_records} records, {each} bytes each").into());
        }
    }
    Ok(())
}

/// Opens a store as a list of all marks does, and prints how much memory the program took before and after, in KiB, and
/// how many records there were.
pub fn open(home: &str) -> ExitCode {
    let before = most_memory();
    let folders = Folders::under(Path::new(home));
    let mut n_read = 0;
    for known in library::documents(&folders) {
        let marks = MarksStore::of(&folders, known.identity).load_with_texts();
        n_read += marks.stamps().count();
        drop(exchange::excerpts(&marks, None, fold));
    }
    println!("{before} {} {n_read}", most_memory());
    ExitCode::SUCCESS
}

/// The most memory that this program has taken, in KiB.
fn most_memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|figure| figure.parse().ok()).unwrap_or(0)
}
