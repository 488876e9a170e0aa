//! The rule of the inner layers of `reading`: each knows only those below it, as the table in `src/reading/mod.rs` says. Tests may
//! look upward, as what they check is made by all layers.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use super::{is_word, sources};

/// The layers by name, each with its row in the table, from the top.
fn layers() -> BTreeMap<String, usize> {
    let text = fs::read_to_string("src/reading/mod.rs").unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | `"));
    let names = |row: &str| -> Vec<String> {
        let first = row.split('|').next().unwrap();
        first.split(['`', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    rows.enumerate().flat_map(|(row, names_of)| names(names_of).into_iter().map(move |name| (name, row))).collect()
}

/// The layer that a file of `reading` belongs to, and its text without tests.
fn files() -> Vec<(String, String, String)> {
    let inner = sources(&["src/reading"]);
    let is_of_tests = |path: &str| path.ends_with("examples.rs") || path.ends_with("law.rs");
    let file = |source: super::Source| {
        let path = source.path.to_str().unwrap().to_owned();
        let name = path.strip_prefix("src/reading/").unwrap().split('/').next().unwrap().trim_end_matches(".rs");
        let text = source.text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
        (name.to_owned(), path.clone(), text)
    };
    inner.into_iter().map(file).filter(|(name, path, _)| name != "mod" && !is_of_tests(path)).collect()
}

/// The layers that a line names.
fn named(line: &str, is_top: bool) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    let prefixes: &[&str] = if is_top { &["crate::reading::", "super::"] } else { &["crate::reading::"] };
    for prefix in prefixes {
        for rest in line.split(prefix).skip(1) {
            let list = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap());
            let n_names = if rest.starts_with('{') { usize::MAX } else { 1 };
            named.extend(
                list.split(", ").take(n_names).map(|name| name.split(|c| !is_word(c)).next().unwrap().to_owned()),
            );
        }
    }
    named
}

#[test]
fn inner_layers_of_reading_point_down() {
    let layers = layers();
    let mut complaints = String::new();
    for (name, path, text) in files() {
        let Some(&own) = layers.get(&name) else {
            writeln!(complaints, "{path}: `{name}` has no row in the table of src/reading/mod.rs").unwrap();
            continue;
        };
        // a file right in the folder leads out of itself by one `super`
        let is_top = path.matches('/').count() == 2;
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let upward = named(line, is_top).into_iter().filter(|used| *used != name);
            for used in upward.filter(|used| layers.get(used).is_some_and(|row| *row <= own)) {
                writeln!(complaints, "{path}:{}: `{name}` may not use `{used}`: it is not below", index + 1).unwrap();
            }
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
    assert!(layers.len() > 20, "{layers:?}");
}
