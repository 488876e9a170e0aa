//! How fast a document is read and searched and a screen is drawn: `cargo bench --bench screen`.

use std::fmt::Write as _;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use wenda::app::App;
use wenda::cli::args::Looks;
use wenda::cli::setup::{Setup, setup_of_screen};
use wenda::document::Document;
use wenda::document::bookmark::Marks;
use wenda::input::key::Key;
use wenda::reading::{Lexicon, ReadOptions, read};
use wenda::search::find_in;
use wenda::search::index::Folded;
use wenda::search::query::Query;
use wenda::strings::Language;
use wenda::ui;

/// A transcript of about a megabyte: the guide again and again, each time under another heading.
fn transcript() -> String {
    let guide = include_str!("../assets/guide.md");
    let mut text = String::new();
    for day in 1..=1_000_000 / guide.len() {
        write!(text, "## 第{day}天 Day {day}\n\n{}\n\n", guide.replace("# ", "### ")).expect("a string takes all text");
    }
    text
}

fn document(text: &str) -> Document {
    read(text.as_bytes(), "bench.md", &ReadOptions::default(), &Lexicon::default_words())
}

fn open(document: Document, set: &Setup, size: (u16, u16)) -> App {
    App::new(document, Marks::default(), set.keymap.clone(), set.settings.clone(), size)
}

fn reading(criterion: &mut Criterion) {
    let text = transcript();
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("markdown", |bencher| bencher.iter(|| document(black_box(&text))));
    group.finish();
}

fn searching(criterion: &mut Criterion) {
    let document = document(&transcript());
    let mut folded = Folded::new(&document);
    let mut group = criterion.benchmark_group("search");
    group.throughput(Throughput::Bytes(document.text.len() as u64));
    group.bench_function("fold", |bencher| bencher.iter(|| Folded::new(black_box(&document))));
    for typed in ["书签", "的", "e", "没有这句话"] {
        let query = Query::new(typed);
        group.bench_function(typed, |bencher| bencher.iter(|| find_in(&document, &mut folded, black_box(&query))));
    }
    group.finish();
}

fn drawing(criterion: &mut Criterion) {
    let document = document(&transcript());
    let set = setup_of_screen(&Looks { lang: Some(Language::Chinese), ..Looks::default() }, None);
    let mut group = criterion.benchmark_group("screen");
    for size in [(80, 24), (120, 40), (240, 70)] {
        let (columns, rows) = size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a buffer can always be made");
        group.bench_function(format!("first screen at {columns}x{rows}"), |bencher| {
            bencher.iter_batched(
                || document.clone(),
                |document| {
                    let app = open(document, &set, size);
                    terminal.draw(|frame| ui::draw(frame, &app, &set.look)).expect("a buffer takes all cells");
                },
                BatchSize::LargeInput,
            );
        });
        for (name, key) in [("page down", ' '), ("row down", 'j'), ("next question", ']')] {
            let (mut app, mut n_presses) = (open(document.clone(), &set, size), 0);
            group.bench_function(format!("{name} at {columns}x{rows}"), |bencher| {
                bencher.iter(|| {
                    n_presses += 1;
                    // Now and then from the start again: at the end there is nothing to lay out.
                    app.press(Key::char(if n_presses % 256 == 0 { 'g' } else { key }));
                    terminal.draw(|frame| ui::draw(frame, &app, &set.look)).expect("a buffer takes all cells");
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, reading, searching, drawing);
criterion_main!(benches);
