//! The line breaker against the test file of its Unicode version, and the rows of real transcripts beside those of
//! other programs' wrapping. What needs a file that is not there is reported as ignored.

#[path = "typesetting/departures.rs"]
mod departures;
#[path = "typesetting/fullest.rs"]
mod fullest;
#[path = "transcripts/later.rs"]
mod later;
#[path = "typesetting/rows.rs"]
mod rows;
#[path = "typesetting/score.rs"]
mod score;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use departures::{MARKS, REPRESENTATIVES, Uses};
use icu_segmenter::LineSegmenter;
use libtest_mimic::{Arguments, Failed, Trial};
use rows::Setter;
use score::Score;
use wenda::document::Document;
use wenda::document::block::BlockKind;
use wenda::layout::kinsoku::Rules;
use wenda::layout::language::Language;
use wenda::reading::{Lexicon, ReadOptions, open};

fn main() {
    let folder = std::env::var_os("WENDA_TRANSCRIPTS").map(PathBuf::from);
    let no_folder = folder.is_none();
    let folder = folder.unwrap_or_default();
    let cases = line_break_test();
    let no_cases = cases.is_none();
    let cases = Arc::new(cases.unwrap_or_default());
    let same_cases = Arc::clone(&cases);
    let trials = vec![
        Trial::test("the_bare_segmenter_passes_the_line_break_test", move || passes_line_break_test(&cases))
            .with_ignored_flag(no_cases),
        Trial::test("departures_from_the_line_break_test_are_listed", move || departs_as_listed(&same_cases))
            .with_ignored_flag(no_cases),
        Trial::test("departures_between_any_characters_are_listed_and_all_are_used", departs_as_listed_anywhere),
        Trial::test("real_rows_keep_the_rules", move || real_rows_keep_the_rules(&folder)).with_ignored_flag(no_folder),
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
fn read_case(line: &str) -> Option<(String, Vec<usize>)> {
    let case = line.split('#').next().unwrap_or_default().trim();
    let (mut text, mut breaks) = (String::new(), Vec::new());
    for token in case.split_whitespace() {
        match token {
            "÷" => breaks.push(text.len()),
            "×" => {}
            code => text.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32)),
        }
    }
    (!case.is_empty()).then_some((text, breaks))
}

fn passes_line_break_test(cases: &str) -> Result<(), Failed> {
    let segmenter = LineSegmenter::new_dictionary(Default::default());
    let mut n_cases = 0;
    for (text, breaks) in cases.lines().filter_map(read_case) {
        if segmenter.segment_str(&text).filter(|&at| at > 0).ne(breaks) {
            return Err(format!("{text:?}").into());
        }
        n_cases += 1;
    }
    println!("LineBreakTest 15.1: {n_cases} cases passed");
    if n_cases > 1000 { Ok(()) } else { Err("the file has too few cases".into()) }
}

/// All rules that differ in what they forbid.
fn all_rules() -> Vec<Rules> {
    let languages = LANGUAGES.iter().map(|(_, language)| *language).chain([Language::Korean]);
    languages.flat_map(|language| [false, true].map(|strict| Rules { language, strict, ..Rules::default() })).collect()
}

/// Our breaks in the texts of the file differ from those that it asks for where a listed departure says so, and nowhere
/// else.
fn departs_as_listed(cases: &str) -> Result<(), Failed> {
    let mut uses = Uses::default();
    for (text, _) in cases.lines().filter_map(read_case) {
        all_rules().into_iter().try_for_each(|rules| uses.compare(&text, rules))?;
    }
    println!("{}", uses.lines().join("\n"));
    Ok(())
}

/// The same of any two characters that the rules tell apart, and of any three of one for each kind; no departure is listed
/// that never makes a difference.
fn departs_as_listed_anywhere() -> Result<(), Failed> {
    let mut uses = Uses::default();
    let kinds: Vec<char> = REPRESENTATIVES.chars().collect();
    let marks = || kinds.iter().copied().chain(MARKS.chars());
    for rules in all_rules() {
        for before in marks() {
            let pairs: String = marks().flat_map(|after| [before, after, '\n']).collect();
            uses.compare(&pairs, rules)?;
        }
    }
    // what Japanese and traditional Chinese have of their own, pairs show
    let own = |rules: &Rules| !matches!(rules.language, Language::Japanese | Language::TraditionalChinese);
    for rules in all_rules().into_iter().filter(|rules| rules.strict && own(rules)) {
        for (&one, &two) in kinds.iter().flat_map(|one| kinds.iter().map(move |two| (one, two))) {
            let triples: String = kinds.iter().flat_map(|&three| [one, two, three, '\n']).collect();
            uses.compare(&triples, rules)?;
        }
    }
    println!("{}", uses.lines().join("\n"));
    let unused = uses.unused();
    if unused.is_empty() { Ok(()) } else { Err(format!("never needed: {unused:?}").into()) }
}

/// A paragraph with its language.
type Text = (String, Language);

/// What is said in the transcripts, at most `SAMPLE` bytes of each; of long ones nothing, unless `WENDA_SAMPLE` says how
/// many bytes are wanted.
fn paragraphs(folder: &Path) -> Result<Vec<Text>, Failed> {
    const SAMPLE: usize = 4_000;
    const LONG: u64 = 200_000;
    let wanted = std::env::var("WENDA_SAMPLE").ok().and_then(|bytes| bytes.parse().ok());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let (path, file) = {
            let entry = entry?;
            (entry.path(), entry.metadata()?)
        };
        let is_text = file.is_file() && path.extension().is_some_and(|extension| extension != "tsv");
        // how the later ones are set has not been looked at yet
        let is_later = path.file_name().is_some_and(|name| later::is_later(&name.to_string_lossy()));
        if is_text && !is_later && (wanted.is_some() || file.len() < LONG) {
            let document: Document = open(&path, &ReadOptions::default(), &Lexicon::default_words())?;
            found.extend(spoken(&document, wanted.unwrap_or(SAMPLE)));
        }
    }
    Ok(found)
}

/// The first paragraphs of a document, at most `most` bytes of them.
fn spoken(document: &Document, most: usize) -> Vec<Text> {
    let usual = Language::of(&document.text, Language::Latin);
    let mut taken = 0;
    let blocks = (0..document.blocks.len()).filter(|&at| document.blocks[at].kind == BlockKind::Paragraph);
    let texts = blocks.map(|at| document.body_text(at)).take_while(|text| {
        taken += text.len();
        taken <= most
    });
    texts.map(|text| (text.to_owned(), Language::of(text, usual))).collect()
}

/// The languages of the table, with whether a paragraph belongs to it.
const LANGUAGES: [(&str, Language); 4] = [
    ("zh-Hans", Language::SimplifiedChinese),
    ("zh-Hant", Language::TraditionalChinese),
    ("ja", Language::Japanese),
    ("en", Language::Latin),
];

/// Cells that may stay unused in a row, in the mean, where marks hang.
const FULL: f64 = 0.15;

/// Our rows may have so many times the unused cells that the fullest rows have.
const NEARLY: f64 = 1.02;

/// Scores a way of setting by language.
fn score(texts: &[Text], setter: Setter) -> Vec<(&'static str, Score)> {
    let mut scores: Vec<(&str, Score)> = LANGUAGES.iter().map(|(name, _)| (*name, Score::default())).collect();
    for (text, language) in texts {
        let Some(row) = LANGUAGES.iter().position(|(_, known)| known == language) else { continue };
        let set = setter.set(text, *language);
        (20..=80).step_by(2).for_each(|width| scores[row].1.add(width, &set(width)));
    }
    scores
}

/// The score of the fullest rows that the rules allow without hanging marks, by language: from our rows' mean downward
/// until no fuller ones are found.
fn fullest_rows(texts: &[Text]) -> Vec<(&'static str, Score)> {
    let mut scores = score(texts, Setter::WendaFlush);
    for (name, score) in &mut scores {
        let of_language = |text: &&Text| LANGUAGES.contains(&(name, text.1));
        let texts: Vec<Text> = texts.iter().filter(of_language).cloned().collect();
        loop {
            let price = score.unused();
            let better = self::score(&texts, Setter::Fullest(price)).into_iter().find(|(other, _)| other == name);
            *score = better.map_or_else(|| score.clone(), |(_, better)| better);
            if score.unused() >= price {
                break;
            }
        }
    }
    scores
}

/// Our rows: none forbidden, none too wide, no orphan; in simplified Chinese and Japanese all but full; without hanging
/// marks as full as any rows that keep the rules. The rows of `ratatui` and of plain cutting on the same text break the
/// rules, or this test has lost its point.
fn real_rows_keep_the_rules(folder: &Path) -> Result<(), Failed> {
    let texts = paragraphs(folder)?;
    let mut faults = Vec::new();
    println!("{:24} {:8} {}", "", "", Score::HEAD);
    let fullest = fullest_rows(&texts);
    for (language, score) in &fullest {
        println!("{:24} {language:8} {}", Setter::Fullest(0.0).name(), score.line());
    }
    for setter in Setter::ALL {
        for ((language, score), (_, fullest)) in score(&texts, setter).into_iter().zip(&fullest) {
            println!("{:24} {language:8} {}", setter.name(), score.line());
            let broken = score.n_starts + score.n_ends + score.n_wide;
            let orphans = if language == "en" { 0 } else { score.n_orphans };
            let wrong = broken + orphans > 0;
            let unused = score.unused();
            let wrong = match setter {
                Setter::Wenda => wrong || matches!(language, "zh-Hans" | "ja") && unused > FULL,
                Setter::WendaHanging => wrong,
                Setter::WendaFlush => wrong || unused > fullest.unused() * NEARLY,
                Setter::Textwrap | Setter::Fullest(_) => false,
                Setter::Ratatui | Setter::Plain => language == "zh-Hans" && broken == 0,
            };
            if wrong {
                faults.push(format!("{} {language}: {unused:.3} {:?}", setter.name(), score.example));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ").into()) }
}
