//! The rule of the sentences: what is said to a person stands in `assets/strings`, in each language with the same names and
//! the same values to be filled in, and each sentence is said somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use proc_macro2::{TokenStream, TokenTree};

use super::sources;

const LANGUAGES: [&str; 3] = ["en", "zh", "zh-Hant"];

/// The tables that are looked up by names which are made while the program runs; beside each is a test of its names.
const BY_NAME: [&str; 7] = ["actions", "aloud_words", "format_is", "format_loses", "groups", "help", "value_names"];

/// Sentences in code that are said to a person: in `message!` and in the texts of errors. The list may only shrink: a number
/// that is too high fails as well as one that is too low.
const LEFT: &[(&str, usize)] = &[
    ("src/cli/bookmarks.rs", 11),
    ("src/cli/mod.rs", 1),
    ("src/cli/outline.rs", 1),
    ("src/cli/read.rs", 2),
    ("src/cli/setup.rs", 5),
    ("src/cli/show.rs", 1),
    ("src/document/identity.rs", 1),
    ("src/document/record.rs", 1),
    ("src/document/reference.rs", 1),
    ("src/exchange/json.rs", 2),
    ("src/input/key.rs", 1),
    ("src/output/data.rs", 1),
    ("src/output/talk.rs", 1),
    ("src/reading/lexicon/faults.rs", 9),
    ("src/reading/open.rs", 10),
    ("src/storage/error.rs", 13),
];

/// Simplified forms that are written in traditional Chinese, too.
const SHARED_FORMS: &str = "了修出制占只台合同向回才折搜查系表面既家";

/// The texts of a language, by table and name.
fn texts(language: &str) -> BTreeMap<(String, String), String> {
    let table: toml::Table = fs::read_to_string(format!("assets/strings/{language}.toml")).unwrap().parse().unwrap();
    let part = |(table, part): (String, toml::Value)| {
        let texts = part.as_table().unwrap().clone().into_iter();
        texts.map(move |(name, text)| ((table.clone(), name), text.as_str().unwrap().to_owned())).collect::<Vec<_>>()
    };
    table.into_iter().flat_map(part).collect()
}

/// The names in braces: what is filled in.
fn filled_in(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn each_language_has_the_same_sentences_with_the_same_values() {
    let english = texts("en");
    let mut complaints = String::new();
    for language in LANGUAGES {
        let own = texts(language);
        for (key @ (table, name), text) in &english {
            match own.get(key) {
                None => writeln!(complaints, "{language}: [{table}] lacks `{name}`").unwrap(),
                Some(own) if own.is_empty() => writeln!(complaints, "{language}: [{table}] {name} is empty").unwrap(),
                Some(own) if filled_in(own) != filled_in(text) => {
                    writeln!(complaints, "{language}: [{table}] {name} fills in {:?}", filled_in(own)).unwrap();
                }
                Some(_) => {}
            }
        }
        let strange = own.keys().filter(|key| !english.contains_key(key));
        strange.for_each(|(table, name)| writeln!(complaints, "en: [{table}] lacks `{name}`").unwrap());
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn each_sentence_is_said_somewhere() {
    let code: String = sources(&["src"])
        .into_iter()
        .filter(|source| !source.path.starts_with("src/strings"))
        .map(|it| it.text)
        .collect();
    let words: BTreeSet<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let is_looked_up = |table: &str| BY_NAME.contains(&table);
    let unused: Vec<_> =
        texts("en").into_keys().filter(|(table, name)| !is_looked_up(table) && !words.contains(&**name)).collect();
    assert!(unused.is_empty(), "{unused:?}: nobody says them");
}

#[test]
fn the_reader_is_addressed_with_respect_and_in_one_script() {
    for language in ["zh", "zh-Hant"] {
        for ((table, name), text) in texts(language) {
            assert!(!text.contains(['你', '妳']), "{language}: [{table}] {name}: {text}");
        }
    }
    let pairs = fs::read_to_string("assets/simplified.txt").unwrap();
    let lines = pairs.lines().filter(|line| !line.starts_with('#'));
    let pairs: Vec<(char, char)> = lines
        .flat_map(str::split_whitespace)
        .filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?)))
        .collect();
    let traditional: BTreeSet<char> = pairs.iter().map(|(traditional, _)| *traditional).collect();
    let simplified: BTreeSet<char> = pairs.iter().map(|(_, simplified)| *simplified).collect();
    let is_foreign = |c: &char| simplified.contains(c) && !traditional.contains(c) && !SHARED_FORMS.contains(*c);
    for ((table, name), text) in texts("zh-Hant") {
        let foreign: String = text.chars().filter(is_foreign).collect();
        assert!(foreign.is_empty(), "[{table}] {name}: {foreign} is written otherwise: {text}");
    }
}

#[test]
fn sentences_stand_in_the_strings_and_not_in_the_code() {
    let mut left: BTreeMap<&str, usize> = LEFT.iter().copied().collect();
    let mut complaints = String::new();
    for source in sources(&["src"]) {
        let path = source.path.to_str().unwrap();
        let allowed = left.remove(path).unwrap_or_default();
        let found = sentences(source.text.parse().unwrap());
        if found.len() > allowed {
            for (line, literal) in &found {
                writeln!(complaints, "{path}:{line}: {literal} belongs into `assets/strings`").unwrap();
            }
        }
        if found.len() < allowed {
            writeln!(complaints, "{path}: LEFT says {allowed}, and there are {}: write that", found.len()).unwrap();
        }
    }
    left.keys().for_each(|path| writeln!(complaints, "{path} is gone from LEFT").unwrap());
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn the_rule_sees_what_is_said_and_nothing_else() {
    let check = |code: &str, expected: usize| {
        assert_eq!(sentences(code.parse().unwrap()).len(), expected, "{code}");
    };
    check("fn f() { warn(&message!(\"{} is gone\", path)); }", 1);
    check("fn f() { warn(&message!(\"{}: {}\", path, why)); g(\"two words\"); }", 0);
    check("enum E { #[error(\"no such file\")] A, #[error(transparent)] B, #[error(\"{0}\")] C }", 1);
    check("#[cfg(test)] mod tests { fn f() { message!(\"a b\"); } }", 0);
}

/// The literals with words that are told to a person: the first in `message!(…)`, and those of `#[error(…)]`.
fn sentences(code: TokenStream) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut before = [String::new(), String::new()];
    let mut is_test = false;
    for token in code {
        if let TokenTree::Group(group) = &token {
            let is_told = before[0] == "message" && before[1] == "!" || before[1] == "error";
            is_test |= group.to_string().split_whitespace().collect::<String>() == "[cfg(test)]";
            let is_body = group.delimiter() == proc_macro2::Delimiter::Brace;
            if is_told && !is_test {
                found.extend(group.stream().into_iter().filter_map(worded).take(1));
            }
            if !is_test || !is_body {
                found.extend(sentences(group.stream()));
            }
            is_test &= !is_body;
        }
        before = [std::mem::take(&mut before[1]), token.to_string()];
    }
    found
}

/// A literal that has words, values aside, with its line.
fn worded(token: TokenTree) -> Option<(usize, String)> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    let own: String = text
        .split('{')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('}').map_or("", |it| it.1) })
        .collect();
    (own.contains(char::is_alphabetic) && text.contains(' ')).then(|| (literal.span().start().line, text.clone()))
}
