//! Material to print: turns of transcripts with truth. The project's own come from the truths of `tests/reading/cases/whole`;
//! with `WENDA_TRANSCRIPTS` those of that folder that are read nearly as their truth says come on top.

use std::error::Error;
use std::path::Path;

use serde_json::Value;
use wenda::document::Document;
use wenda::document::turn::TurnKind;
use wenda::reading::{Lexicon, ReadOptions, open};

use crate::rows::Script;
use crate::truth::{TrueTurn, Truth};

/// Whole transcripts of our own.
const OWN: &str = "tests/reading/cases/whole";
/// A transcript gives material if it has so many turns.
const LEAST_TURNS: usize = 10;
/// A paragraph is cut to about so many characters, and a turn to so many paragraphs.
const LONGEST: usize = 260;
const MOST_PARAGRAPHS: usize = 2;

/// The turns of one transcript.
#[derive(Debug, Clone)]
pub struct Talk {
    pub script: Script,
    pub turns: Vec<Spoken>,
}

/// What one speaker says.
#[derive(Debug, Clone)]
pub struct Spoken {
    pub kind: TurnKind,
    pub speaker: String,
    pub paragraphs: Vec<String>,
}

/// All talks that there are.
pub fn talks() -> Result<Vec<Talk>, Box<dyn Error>> {
    let mut talks = Vec::new();
    for path in sorted(Path::new(OWN), ".turns")? {
        let truth = Truth::parse(&std::fs::read_to_string(&path)?)?;
        talks.extend(talk(truth.turns.iter().filter(|turn| turn.is_whole).filter_map(own)));
    }
    if let Some(folder) = std::env::var_os("WENDA_TRANSCRIPTS") {
        talks.extend(others(Path::new(&folder))?);
    }
    Ok(talks)
}

fn sorted(folder: &Path, ending: &str) -> Result<Vec<std::path::PathBuf>, Box<dyn Error>> {
    let paths =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    let mut paths: Vec<_> = paths.into_iter().filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    paths.sort();
    Ok(paths)
}

fn own(turn: &TrueTurn) -> Option<Spoken> {
    let speaker = turn.speaker.clone()?;
    Some(Spoken { kind: turn.kind, speaker, paragraphs: turn.said.clone() })
}

/// A talk of turns that are fit to be printed.
fn talk(turns: impl Iterator<Item = Spoken>) -> Option<Talk> {
    let turns: Vec<Spoken> = turns.filter_map(shortened).collect();
    let n_wide = turns.iter().filter(|turn| is_wide(&turn.paragraphs[0])).count();
    let script = if n_wide * 2 > turns.len() { Script::Wide } else { Script::Narrow };
    (turns.len() >= LEAST_TURNS).then_some(Talk { script, turns })
}

fn is_wide(text: &str) -> bool {
    text.chars().filter(|letter| *letter >= '\u{2e80}').count() * 3 > text.chars().count()
}

/// A turn whose paragraphs are short and hold no markup; `None` where nothing is left of it.
fn shortened(turn: Spoken) -> Option<Spoken> {
    let paragraphs = turn.paragraphs.iter().map(|paragraph| clipped(paragraph));
    let paragraphs: Vec<String> = paragraphs.filter(|text| text.chars().count() >= 2).take(MOST_PARAGRAPHS).collect();
    let begins_with_words = paragraphs.first()?.chars().next()?.is_alphabetic();
    begins_with_words.then_some(Spoken { paragraphs, ..turn })
}

/// A paragraph in plain words, cut where a sentence ends.
fn clipped(paragraph: &str) -> String {
    let plain: String = paragraph.chars().filter(|letter| !"*_`#>|<\\".contains(*letter)).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = plain.char_indices().nth(LONGEST) else { return plain };
    let stop = plain[..end].rfind(['。', '！', '？', '.', '!', '?']);
    let stop = stop.map(|at| at + plain[at..].chars().next().map_or(0, char::len_utf8));
    plain[..stop.unwrap_or(end)].to_owned()
}

/// Talks of a folder of transcripts: those of whose turns nineteen in twenty are read as their truth says.
fn others(folder: &Path) -> Result<Vec<Talk>, Box<dyn Error>> {
    let mut talks = Vec::new();
    let lexicon = Lexicon::default_words();
    for path in sorted(&folder.join("truth"), ".json")? {
        let truth: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        let name = path.file_stem().unwrap_or_default();
        let document = open(&folder.join(name), &ReadOptions::default(), &lexicon)?;
        let wanted = truth["turns"].as_array().map_or(&[][..], Vec::as_slice);
        let found = read_as_told(wanted, &document);
        if found.len() * 20 >= wanted.len() * 19 {
            talks.extend(talk(found.into_iter()));
        }
    }
    Ok(talks)
}

/// The turns that are read where their truth says that they begin.
fn read_as_told(wanted: &[Value], document: &Document) -> Vec<Spoken> {
    let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let (mut found, mut from) = (Vec::new(), 0);
    for turn in wanted {
        let (Some(start), Some(speaker)) = (turn["starts_with"].as_str(), turn["speaker"].as_str()) else { continue };
        let said = |index: usize| -> Vec<String> {
            let blocks = document.turns[index].blocks.clone().filter(|&block| document.is_content(block));
            let said = blocks.map(|block| document.body_text(block).to_owned());
            said.filter(|text| !text.trim().is_empty()).collect()
        };
        let begins = |index: &usize| said(*index).first().is_some_and(|text| bare(text).starts_with(&bare(start)));
        let Some(at) = (from..document.turns.len()).find(begins) else { continue };
        from = at + 1;
        let kind = match turn["kind"].as_str() {
            Some("question") => TurnKind::Question,
            Some("answer") => TurnKind::Answer,
            _ => TurnKind::Statement,
        };
        found.push(Spoken { kind, speaker: speaker.to_owned(), paragraphs: said(at) });
    }
    found
}
