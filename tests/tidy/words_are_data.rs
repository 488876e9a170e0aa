//! The rule of the words: what is written in any language stands in `assets/labels.toml`, and no literal in `src/reading` has
//! letters of a script that no keyword of Rust is written in. A new language is a new section of that file. The `example` of a
//! rule is no word that is looked for: it shows what the rule finds.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::sources;

/// Files with literals that are not moved yet, or that are tests as a whole, each with how many. The list may only shrink: a
/// number that is too high fails as well as one that is too low.
const LEFT: &[(&str, usize)] = &[
    // what invisible characters may stand between
    ("src/reading/line/law.rs", 8),
    // what services write, as examples
    ("src/reading/formats/json/examples.rs", 4),
];

/// The letters of Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, Hangul, kana and Han. Bounds of scripts are no words: in
/// code they are written as escapes, which are not looked into.
const SCRIPTS: &[(char, char)] = &[
    ('\u{370}', '\u{3ff}'),
    ('\u{400}', '\u{52f}'),
    ('\u{5d0}', '\u{5f4}'),
    ('\u{620}', '\u{65f}'),
    ('\u{66e}', '\u{6d3}'),
    ('\u{750}', '\u{77f}'),
    ('\u{900}', '\u{963}'),
    ('\u{966}', '\u{97f}'),
    ('\u{e01}', '\u{e4d}'),
    ('\u{1100}', '\u{11ff}'),
    ('\u{1f00}', '\u{1fff}'),
    ('\u{3005}', '\u{3007}'),
    ('\u{3041}', '\u{309f}'),
    ('\u{30a1}', '\u{30fa}'),
    ('\u{30fc}', '\u{318e}'),
    ('\u{31a0}', '\u{31ff}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{ac00}', '\u{d7a3}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{ff66}', '\u{ffdc}'),
    ('\u{20000}', '\u{3ffff}'),
];

#[test]
fn words_stand_in_the_labels_file_and_not_in_the_code() {
    let mut left: BTreeMap<&str, usize> = LEFT.iter().copied().collect();
    let mut complaints = String::new();
    for source in sources(&["src/reading"]) {
        let path = source.path.to_str().unwrap();
        let allowed = left.remove(path).unwrap_or_default();
        let found = literals(source.text.parse().unwrap());
        if found.len() > allowed {
            for (line, literal) in &found {
                writeln!(complaints, "{path}:{line}: {literal} belongs into `assets/labels.toml`").unwrap();
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
fn the_rule_sees_literals_but_no_comments_and_no_tests() {
    let check = |code: &str, expected: &[&str]| {
        let found: Vec<String> = literals(code.parse().unwrap()).into_iter().map(|(_, literal)| literal).collect();
        assert_eq!(found, expected, "{code}");
    };
    check("fn f() { g('年', \"at\", \"第\"); }", &["'年'", "\"第\""]);
    check("fn f() -> bool { matches!(it, '時' | ':') }", &["'時'"]);
    check("const NAMES: [&str; 2] = [\"О\", \"σ\"];", &["\"О\"", "\"σ\""]);
    check("//! 年\n/// `第`\n// 章\nfn f() { g('、', '【', \"○\"); }", &[]);
    check("fn f() -> bool { ('\\u{3041}'..='\\u{3093}').contains(&it) }", &[]);
    check("#[cfg(test)]\n#[allow(x)]\nmod tests { const A: char = '年'; } const B: char = '月';", &["'月'"]);
    check("#[cfg(test)]\nmod law; const B: char = '月';", &["'月'"]);
    check("Rule { because: \"年\", example: \"月\", n: '日' }", &["\"年\"", "'日'"]);
    check("#[cfg(not(test))]\nconst B: char = '月';", &["'月'"]);
}

/// The literals with letters of such scripts, with their lines; what is compiled for tests alone is passed over.
fn literals(code: TokenStream) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut tokens = code.into_iter().peekable();
    let (mut is_test, mut is_example) = (false, false);
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' && mark.spacing() == Spacing::Alone => {
                // An attribute, which a comment of the documentation is, too: `#[…]` or `#![…]`.
                tokens.next_if(|next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'));
                let attribute = tokens.next().map(|next| next.to_string()).unwrap_or_default();
                is_test |= attribute.split_whitespace().collect::<String>() == "[cfg(test)]";
            }
            TokenTree::Group(group) => {
                // The braces end what the attribute stood before.
                let is_end = group.delimiter() == Delimiter::Brace;
                if !is_test {
                    found.extend(literals(group.stream()));
                }
                is_test &= !is_end;
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => is_test = false,
            TokenTree::Ident(name) => is_example = name == "example",
            TokenTree::Literal(_) if is_example => is_example = false,
            TokenTree::Literal(literal) if !is_test && literal.to_string().contains(is_of_scripts) => {
                found.push((literal.span().start().line, literal.to_string()));
            }
            // The colon after `example`.
            TokenTree::Punct(mark) => is_example &= mark.as_char() == ':',
            TokenTree::Literal(_) => {}
        }
    }
    found
}

fn is_of_scripts(letter: char) -> bool {
    SCRIPTS.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}
