//! The rule of the sentences: what is said to a person stands in `assets/strings`, in each language with the same names and
//! the same values to be filled in, and each sentence is said somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use proc_macro2::{TokenStream, TokenTree};

use super::sources;

const LANGUAGES: [&str; 3] = ["en", "zh", "zh-Hant"];

/// The tables that are looked up by names which are made while the program runs; beside each is a test of its names.
const BY_NAME: [&str; 9] =
    ["actions", "aloud_words", "format_is", "format_loses", "groups", "help", "sentences", "value_help", "value_names"];

/// What takes words that nobody is told but who works on the program: what must not happen, and what a reader of JSON expects.
const NOT_TOLD: [&str; 8] =
    ["expect", "panic", "unreachable", "assert", "assert_eq", "assert_ne", "debug_assert", "custom"];

/// Folders whose words are about texts: why something is a label, where a row may not break. People read them in the code.
const ABOUT_TEXTS: [&str; 2] = ["reading", "layout"];

/// Simplified forms that are written in traditional Chinese, too.
const SHARED_FORMS: &str = "了修出制占只台合同向回才折搜查升系表面既家拼";

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
    let mut complaints = String::new();
    for source in sources(&["src"]).iter().filter(|source| !source.path.ends_with("examples.rs")) {
        let is_about_texts = ABOUT_TEXTS.contains(&source.folder());
        for (line, literal) in sentences(source.text.parse().unwrap(), is_about_texts) {
            writeln!(complaints, "{}:{line}: {literal} belongs into `assets/strings`", source.path.display()).unwrap();
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn the_rule_sees_what_is_said_and_nothing_else() {
    let check = |code: &str, expected: usize| {
        assert_eq!(sentences(code.parse().unwrap(), false).len(), expected, "{code}");
    };
    check("fn f() { warn(&message!(\"{} is gone\", path)); }", 1);
    check("fn f() { warn(&message!(\"{}: {}\", path, why)); g(\"two words\"); }", 0);
    check("fn f() { g(io::Error::other(\"a part of it has failed\")); format!(\"{n} marks in {m} texts\") }", 2);
    check("fn f() { x.expect(\"a number that is there\"); assert!(y, \"this is not so {y}\"); }", 0);
    check("enum E { #[error(\"no such file\")] A, #[error(transparent)] B, #[error(\"{0}\")] C }", 1);
    check("#[expect(dead_code, reason = \"it is not built there\")] /// What it is for.\nfn f() {}", 0);
    check("#[cfg(test)] mod tests { fn f() { message!(\"a b\"); g(\"one two three\"); } }", 0);
    assert_eq!(sentences("const A: &str = \"it is a time of day\";".parse().unwrap(), true).len(), 0);
    assert_eq!(sentences("fn f() { message!(\"no file\"); }".parse().unwrap(), true).len(), 1);
}

/// The literals with words that are told to a person, with their lines: the first in `message!(…)`, those of `#[error(…)]`,
/// and, but where all is about texts, whatever has three words.
fn sentences(code: TokenStream, is_about_texts: bool) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut before = [String::new(), String::new()];
    let mut is_test = false;
    for token in code {
        match &token {
            TokenTree::Group(group) => {
                let is_told = before[0] == "message" && before[1] == "!" || before[1] == "error";
                let name = if before[1] == "!" { &before[0] } else { &before[1] };
                let is_attribute = before[1] == "#" || before == ["#", "!"];
                is_test |= group.to_string().split_whitespace().collect::<String>() == "[cfg(test)]";
                let is_body = group.delimiter() == proc_macro2::Delimiter::Brace;
                if is_told && !is_test {
                    found.extend(group.stream().into_iter().take(1).filter_map(|token| worded(&token, 2)));
                } else if !NOT_TOLD.contains(&name.as_str()) && (!is_test || !is_body) {
                    found.extend(sentences(group.stream(), is_about_texts || is_attribute));
                }
                is_test &= !is_body;
            }
            literal => found.extend(worded(literal, 3).filter(|_| !is_about_texts)),
        }
        before = [std::mem::take(&mut before[1]), token.to_string()];
    }
    found
}

/// A literal that has so many words, values aside, with its line.
fn worded(token: &TokenTree, n_words: usize) -> Option<(usize, String)> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    let own = text.split('{').enumerate();
    let own = own.map(|(at, part)| if at == 0 { part } else { part.split_once('}').map_or("", |it| it.1) });
    let own: Vec<&str> = own.collect();
    let words =
        |part: &&str| part.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    let n_own: usize = own.iter().map(words).sum();
    let is_said = if n_words == 2 { n_own > 0 && text.contains(' ') } else { n_own >= n_words };
    // what has a `$` in it is a shell's
    (is_said && !text.contains('$')).then(|| (literal.span().start().line, text.clone()))
}
