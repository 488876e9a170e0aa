//! How fast text becomes rows, beside `textwrap` in the same run: breaking and filling, and filling again with known
//! breaks as a change of the window's width does.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wenda::layout::breaks::Breaks;
use wenda::layout::clusters::clusters;
use wenda::layout::fill::{Shape, fill, fill_with};
use wenda::layout::width::WidthPolicy;

const WIDTH: usize = 72;

/// Paragraphs such as officials speak, about 400 kB, from a few sentences of our own.
fn paragraphs() -> Vec<String> {
    let sentences = [
        "今年以来，双方往来不断加深，贸易额达到126.06万亿元，比2023年增长5.2%。",
        "有记者问：“新的一年里，两国怎样把‘说好的事’做成？”发言人说，这取决于双方——也只取决于双方。",
        "安娜·彼得罗娃指出，《合作纲要》第２３条写得很清楚……各方都应当遵守；谁也不例外！",
        "The spokesperson added that “details will follow” at https://www.example.org/press/2024/03/07.html in due course.",
        "我们愿同各国一道，开放合作、互利共赢，气温再低（零下25℃），也挡不住春天。",
    ];
    (0..1200).map(|n| (0..5).map(|k| sentences[(n * 7 + k * (1 + n % 3)) % sentences.len()]).collect()).collect()
}

fn layout(criterion: &mut Criterion) {
    let text = paragraphs();
    let shape = Shape { width: WIDTH, first_indent: 4, hang: 2, ..Shape::default() };
    let mut group = criterion.benchmark_group("layout");
    group.throughput(Throughput::Bytes(text.iter().map(|paragraph| paragraph.len() as u64).sum()));
    group.sample_size(20);

    group.bench_function("break and fill", |bencher| {
        bencher.iter(|| text.iter().map(|paragraph| fill(black_box(paragraph), &shape).len()).sum::<usize>());
    });
    let breaks: Vec<Breaks> = text.iter().map(|paragraph| Breaks::new(paragraph, shape.rules, shape.policy)).collect();
    group.bench_function("fill again with known breaks", |bencher| {
        let rows = |(paragraph, breaks): (&String, &Breaks)| fill_with(black_box(paragraph), breaks, &shape).len();
        bencher.iter(|| text.iter().zip(&breaks).map(rows).sum::<usize>());
    });
    group.bench_function("clusters", |bencher| {
        let cells = |paragraph: &String| clusters(paragraph, WidthPolicy::NARROW).map(|each| each.width).sum::<usize>();
        bencher.iter(|| text.iter().map(cells).sum::<usize>());
    });
    group.bench_function("textwrap, first fit", |bencher| {
        let options = textwrap::Options::new(WIDTH).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        bencher.iter(|| text.iter().map(|each| textwrap::wrap(black_box(each), &options).len()).sum::<usize>());
    });
    group.bench_function("textwrap, optimal fit", |bencher| {
        let options = textwrap::Options::new(WIDTH);
        bencher.iter(|| text.iter().map(|each| textwrap::wrap(black_box(each), &options).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, layout);
criterion_main!(benches);
