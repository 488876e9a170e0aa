//! How well a document agrees with a hand-made truth.

use std::path::Path;

use libtest_mimic::Failed;
use serde_json::Value;
use wenda::document::Document;
use wenda::document::block::BlockKind;
use wenda::document::turn::TurnKind;

/// Counts of one file, or of all.
#[derive(Default)]
pub struct Row {
    wanted: usize,
    got: usize,
    hit: usize,
    kind: usize,
    speakers: usize,
    speaker: usize,
    outlets: usize,
    outlet: usize,
    headings: usize,
    found: usize,
    heading: usize,
}

impl Row {
    pub const HEAD: &'static str = "file                           turnF1  prec   rec    kind   spkr   outlet headF1";

    pub fn add(&mut self, other: &Row) {
        let pairs = [
            (&mut self.wanted, other.wanted),
            (&mut self.got, other.got),
            (&mut self.hit, other.hit),
            (&mut self.kind, other.kind),
            (&mut self.speakers, other.speakers),
            (&mut self.speaker, other.speaker),
            (&mut self.outlets, other.outlets),
            (&mut self.outlet, other.outlet),
            (&mut self.headings, other.headings),
            (&mut self.found, other.found),
            (&mut self.heading, other.heading),
        ];
        for (sum, added) in pairs {
            *sum += added;
        }
    }

    pub fn turn_f1(&self) -> f64 {
        f1(self.hit, self.got, self.wanted)
    }

    pub fn heading_f1(&self) -> f64 {
        f1(self.heading, self.found, self.headings)
    }

    pub fn kind(&self) -> f64 {
        share(self.kind, self.hit)
    }

    pub fn speaker(&self) -> f64 {
        share(self.speaker, self.speakers)
    }

    pub fn outlet(&self) -> f64 {
        share(self.outlet, self.outlets)
    }

    pub fn line(&self, name: &str) -> String {
        let (precision, recall) = (share(self.hit, self.got), share(self.hit, self.wanted));
        format!(
            "{name:30} {:.3}  {precision:.3}  {recall:.3}  {:.3}  {:.3}  {:.3}  {:.3}",
            self.turn_f1(),
            self.kind(),
            self.speaker(),
            self.outlet(),
            self.heading_f1()
        )
    }
}

/// A part of a whole; 1 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn f1(hit: usize, got: usize, wanted: usize) -> f64 {
    share(2 * hit, got + wanted)
}

/// Text as it is compared: without white space and marks of emphasis.
fn bare(text: &str) -> String {
    let is_left_out = |letter: char| letter.is_whitespace() || "*_`#>\u{200b}\u{feff}".contains(letter);
    text.chars().filter(|letter| !is_left_out(*letter)).collect()
}

/// What turn `index` says.
fn said(document: &Document, index: usize) -> String {
    let blocks = document.turns[index].blocks.clone();
    let said = blocks.filter(|&block| document.is_content(block) && document.blocks[block].kind != BlockKind::Label);
    bare(&said.map(|block| document.body_text(block)).collect::<Vec<_>>().join(""))
}

fn kind_name(kind: TurnKind) -> &'static str {
    match kind {
        TurnKind::Question => "question",
        TurnKind::Answer => "answer",
        TurnKind::Statement => "statement",
    }
}

/// The hand-made truth of the transcript called `name`.
pub fn truth(folder: &Path, name: &str) -> Result<Value, Failed> {
    Ok(serde_json::from_str(&std::fs::read_to_string(folder.join("truth").join(format!("{name}.json")))?)?)
}

/// Compares a document with a truth, as `tools/score_outline.py` does.
pub fn score(truth: &Value, document: &Document) -> Row {
    let empty = Vec::new();
    let wanted = truth["turns"].as_array().unwrap_or(&empty);
    let said: Vec<String> = (0..document.turns.len()).map(|index| said(document, index)).collect();
    let mut row = Row { wanted: wanted.len(), got: said.len(), ..Row::default() };
    let is_talkative = std::env::var_os("WENDA_MISSES").is_some();
    let mut from = 0;
    for turn in wanted {
        let start = bare(turn["starts_with"].as_str().unwrap_or(""));
        let Some(at) = (from..said.len()).find(|&at| said[at].starts_with(&start)) else {
            if is_talkative {
                println!("    missed {} {} {}", turn["kind"], turn["speaker"], turn["starts_with"]);
            }
            continue;
        };
        if is_talkative {
            (from..at).for_each(|extra| println!("    extra  {}", describe(document, extra, &said[extra])));
        }
        from = at + 1;
        let found = &document.turns[at];
        let same =
            |key: &str, value: Option<&str>| turn[key].as_str().map(|text| bare(text) == bare(value.unwrap_or("")));
        let kind = turn["kind"].as_str() == Some(kind_name(found.kind));
        let (speaker, outlet) = (same("speaker", found.speaker.as_deref()), same("outlet", found.outlet.as_deref()));
        if is_talkative && !(kind && speaker.unwrap_or(true) && outlet.unwrap_or(true)) {
            println!(
                "    differs {} {} {}: {}",
                turn["kind"],
                turn["speaker"],
                turn["outlet"],
                describe(document, at, &said[at])
            );
        }
        row.hit += 1;
        row.kind += usize::from(kind);
        row.speakers += usize::from(speaker.is_some());
        row.speaker += usize::from(speaker == Some(true));
        row.outlets += usize::from(outlet.is_some());
        row.outlet += usize::from(outlet == Some(true));
    }
    let is_partial = truth["partial"].as_bool() == Some(true);
    if is_partial && row.hit > 0 {
        row.got = from;
    } else if is_talkative {
        (from..said.len()).for_each(|extra| println!("    extra  {}", describe(document, extra, &said[extra])));
    }
    headings(truth, document, is_partial, &mut row);
    row
}

fn describe(document: &Document, index: usize, said: &str) -> String {
    let turn = &document.turns[index];
    let start: String = said.chars().take(30).collect();
    format!("{} {:?} {:?} {start}", kind_name(turn.kind), turn.speaker, turn.outlet)
}

fn headings(truth: &Value, document: &Document, is_partial: bool, row: &mut Row) {
    let empty = Vec::new();
    let wanted: Vec<String> = truth["sections"]
        .as_array()
        .unwrap_or(&empty)
        .iter()
        .map(|heading| bare(heading.as_str().unwrap_or("")))
        .collect();
    let mut found: Vec<String> = (0..document.sections.len()).map(|index| bare(document.heading(index))).collect();
    if is_partial {
        found.truncate(wanted.len());
    }
    (row.headings, row.found) = (wanted.len(), found.len());
    let mut left = found.clone();
    for heading in &wanted {
        match left.iter().position(|other| other == heading) {
            Some(at) => {
                left.remove(at);
                row.heading += 1;
            }
            None if std::env::var_os("WENDA_MISSES").is_some() => println!("    missed heading {heading}"),
            None => {}
        }
    }
    if std::env::var_os("WENDA_MISSES").is_some() {
        left.iter().for_each(|heading| println!("    extra heading {heading}"));
    }
}
