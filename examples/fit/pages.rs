//! Pages: how much each trait of the labels of a page says that anybody speaks there.

use std::collections::BTreeSet;

use crate::logistic::{OF_PAGES, Row, Speaks, dot, fit};
use crate::material::Known;

/// The names of the traits, as the documents give them.
pub fn names(known: &[Known]) -> Vec<&'static str> {
    let traits = known.iter().find_map(|document| document.labels_are.as_ref());
    traits.map(|traits| traits.iter().map(|(name, _)| *name).collect()).unwrap_or_default()
}

/// A document with labels: what they have in common.
struct Page<'a> {
    document: &'a Known,
    traits: Vec<f64>,
}

fn pages(known: &[Known]) -> Vec<Page<'_>> {
    let with_labels = known.iter().filter_map(|document| document.labels_are.as_ref().map(|traits| (document, traits)));
    let values = |traits: &[(&str, f64)]| traits.iter().map(|(_, value)| *value).collect();
    with_labels.map(|(document, traits)| Page { document, traits: values(traits) }).collect()
}

/// Weights fitted to pages: talks and silent ones count as much as there are of them.
fn weights<'a>(pages: impl Iterator<Item = &'a Page<'a>>, speaks: &[Speaks]) -> Vec<f64> {
    let row = |page: &'a Page| Row { traits: &page.traits, is_right: page.document.is_talk(), n_turns: 1 };
    fit(&pages.map(row).collect::<Vec<_>>(), speaks, OF_PAGES)
}

/// Fits the weights to all pages with labels, and prints how often weights that were fitted to other sources are right.
///
/// From a sum of `enough` on a page is a talk.
pub fn fitted(known: &[Known], speaks: &[Speaks], enough: f64) -> Vec<f64> {
    const N_PARTS: usize = 10;
    let pages = pages(known);
    let sources: BTreeSet<&str> = pages.iter().map(|page| page.document.source.as_str()).collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let part = |page: &Page| sources.iter().position(|source| *source == page.document.source).unwrap_or(0) % N_PARTS;
    let (mut n_lost, mut n_invented) = (0, 0);
    for left_out in 0..N_PARTS {
        let of_others = weights(pages.iter().filter(|page| part(page) != left_out), speaks);
        for page in pages.iter().filter(|page| part(page) == left_out) {
            let (is_talk, sum) = (page.document.is_talk(), dot(&page.traits, &of_others));
            if is_talk != (sum >= enough) {
                println!("    {}: {sum:.2}", page.document.name);
            }
            n_lost += usize::from(is_talk && sum < enough);
            n_invented += usize::from(!is_talk && sum >= enough);
        }
    }
    let n_talks = pages.iter().filter(|page| page.document.is_talk()).count();
    let n_silent = pages.len() - n_talks;
    println!(
        "talks taken for something else: {n_lost} of {n_talks}; pages with labels and no talk taken for one: {n_invented} of {n_silent}"
    );
    weights(pages.iter(), speaks)
}
