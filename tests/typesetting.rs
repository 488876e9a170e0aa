//! The line breaker against the test file of its Unicode version, and the rows of real transcripts beside those of
//! other programs' wrapping. What needs a file that is not there is reported as ignored.

#[path = "typesetting/rows.rs"]
mod rows;
#[path = "typesetting/score.rs"]
mod score;

use std::path::{Path, PathBuf};
use std::process::Command;

use icu_segmenter::LineSegmenter;
use libtest_mimic::{Arguments, Failed, Trial};
use rows::Setter;
use score::Score;
use wenda::document::Document;
use wenda::document::block::BlockKind;
use wenda::layout::language::Language;
use wenda::reading::{Lexicon, ReadOptions, open};

fn main() {
    let folder = std::env::var_os("WENDA_TRANSCRIPTS").map(PathBuf::from);
    let no_folder = folder.is_none();
    let (folder, same_folder) = (folder.clone().unwrap_or_default(), folder.unwrap_or_default());
    let cases = line_break_test();
    let no_cases = cases.is_none();
    let trials = vec![
        Trial::test("the_bare_segmenter_passes_the_line_break_test", move || {
            passes_line_break_test(&cases.unwrap_or_default())
        })
        .with_ignored_flag(no_cases),
        Trial::test("real_rows_keep_the_rules", move || real_rows_keep_the_rules(&folder)).with_ignored_flag(no_folder),
        Trial::test("our_rows_beside_others", move || beside_others(&same_folder)).with_ignored_flag(no_folder),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// The test file of Unicode 15.1 that `icu_segmenter` ships, wherever cargo keeps its source.
fn line_break_test() -> Option<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = Command::new(cargo).args(["metadata", "--format-version", "1", "--offline"]).output().ok()?;
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).ok()?;
    let packages = metadata["packages"].as_array()?;
    let manifest = packages.iter().find(|package| package["name"] == "icu_segmenter")?["manifest_path"].as_str()?;
    std::fs::read_to_string(Path::new(manifest).parent()?.join("tests/testdata/LineBreakTest_15.1.txt")).ok()
}

/// Each line of the file is a text, `÷` where it may break and `×` where it may not.
fn passes_line_break_test(cases: &str) -> Result<(), Failed> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(Default::default());
    let mut n_cases = 0;
    for line in cases.lines() {
        let case = line.split('#').next().unwrap_or_default().trim();
        let (mut text, mut breaks) = (String::new(), Vec::new());
        for token in case.split_whitespace() {
            match token {
                "÷" => breaks.push(text.len()),
                "×" => {}
                code => text.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32)),
            }
        }
        if segmenter.segment_str(&text).filter(|&at| at > 0).ne(breaks) {
            return Err(format!("{case}: {text:?}").into());
        }
        n_cases += usize::from(!case.is_empty());
    }
    println!("LineBreakTest 15.1: {n_cases} cases passed");
    if n_cases > 1000 { Ok(()) } else { Err("the file has too few cases".into()) }
}

/// The paragraphs of a transcript, so far as they are said, with their languages; at most `most` bytes of them.
fn paragraphs(path: &Path, most: usize) -> Result<Vec<(String, Language)>, Failed> {
    let document: Document = open(path, &ReadOptions::default(), &Lexicon::default_words())?;
    let usual = Language::of(&document.text, Language::Latin);
    let mut taken = 0;
    let spoken = (0..document.blocks.len()).filter(|&at| document.blocks[at].kind == BlockKind::Paragraph);
    let texts = spoken.map(|at| document.body_text(at).to_owned()).take_while(|text| {
        taken += text.len();
        taken <= most
    });
    Ok(texts.map(|text| (text.clone(), Language::of(&text, usual))).collect())
}

fn transcripts(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "tsv"));
    paths.sort();
    Ok(paths)
}

/// The languages of the table, with whether a paragraph belongs to it.
const LANGUAGES: [(&str, Language); 4] = [
    ("zh-Hans", Language::SimplifiedChinese),
    ("zh-Hant", Language::TraditionalChinese),
    ("ja", Language::Japanese),
    ("en", Language::Latin),
];

/// Scores a way of setting by language.
fn score(folder: &Path, most: usize, setter: Setter) -> Result<Vec<(&'static str, Score)>, Failed> {
    let mut scores: Vec<(&str, Score)> = LANGUAGES.iter().map(|(name, _)| (*name, Score::default())).collect();
    for path in transcripts(folder)? {
        for (text, language) in paragraphs(&path, most)? {
            let Some(row) = LANGUAGES.iter().position(|(_, known)| *known == language) else { continue };
            let set = setter.set(&text, language);
            (20..=80).step_by(2).for_each(|width| scores[row].1.add(width, &set(width)));
        }
    }
    Ok(scores)
}

/// No forbidden row, no row too wide, no orphan; in simplified Chinese and Japanese rows are all but full.
fn real_rows_keep_the_rules(folder: &Path) -> Result<(), Failed> {
    for (name, score) in score(folder, 12_000, Setter::Wenda)? {
        println!("{name:8} {}", score.line());
        let broken = score.n_starts + score.n_ends + score.n_wide;
        let orphans = if name == "en" { 0 } else { score.n_orphans };
        let loose = matches!(name, "zh-Hans" | "ja") && score.unused() > 0.15;
        if broken + orphans > 0 || loose {
            return Err(format!("{name}: {}; for example {:?}", score.line(), score.example).into());
        }
    }
    Ok(())
}

/// Prints how other ways of wrapping do on the same text. Each breaks the rules, or this test has lost its point.
fn beside_others(folder: &Path) -> Result<(), Failed> {
    println!("{:24} {:8} {}", "", "", Score::HEAD);
    for setter in Setter::ALL {
        let scores = score(folder, 1_500, setter)?;
        for (language, score) in &scores {
            println!("{:24} {language:8} {}", setter.name(), score.line());
        }
        let chinese = &scores[0].1;
        let ours = matches!(setter, Setter::Wenda | Setter::WendaFlush);
        if !ours && chinese.n_starts + chinese.n_ends + chinese.n_orphans == 0 {
            return Err(format!("{} breaks no rule on this text", setter.name()).into());
        }
    }
    Ok(())
}
