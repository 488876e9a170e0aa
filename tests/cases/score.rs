//! How well a document agrees with a truth: figures, and what differs in words.

use wenda::document::Document;
use wenda::document::block::BlockKind;
use wenda::document::turn::{Certainty, Turn, TurnKind};

use crate::truth::{TrueTurn, Truth};

/// Counts of one document, or of several.
#[derive(Debug, Clone, Default)]
pub struct Score {
    wanted: usize,
    got: usize,
    hit: usize,
    kind: usize,
    speaker: usize,
    outlets: usize,
    outlet: usize,
    /// Turns whose beginning, kind and speaker are right.
    exact: usize,
    ends: usize,
    end: usize,
    headings: usize,
    found: usize,
    heading: usize,
    certain: usize,
    /// Turns that are shown as certain and are no turn, or have the wrong kind or speaker.
    pub certain_and_wrong: usize,
}

/// A score with what it comes from.
pub struct Compared {
    pub score: Score,
    /// What differs, a line each; empty where all is right.
    pub differences: Vec<String>,
}

impl Score {
    pub const HEAD: &str = "turnF1  kind   spkr   outlet exact  end    headF1 certain and wrong";

    pub fn add(&mut self, other: &Score) {
        let pairs = [
            (&mut self.wanted, other.wanted),
            (&mut self.got, other.got),
            (&mut self.hit, other.hit),
            (&mut self.kind, other.kind),
            (&mut self.speaker, other.speaker),
            (&mut self.outlets, other.outlets),
            (&mut self.outlet, other.outlet),
            (&mut self.exact, other.exact),
            (&mut self.ends, other.ends),
            (&mut self.end, other.end),
            (&mut self.headings, other.headings),
            (&mut self.found, other.found),
            (&mut self.heading, other.heading),
            (&mut self.certain, other.certain),
            (&mut self.certain_and_wrong, other.certain_and_wrong),
        ];
        for (sum, added) in pairs {
            *sum += added;
        }
    }

    /// Turns that are none, where nobody speaks; elsewhere none are counted.
    pub fn n_false(&self) -> usize {
        if self.wanted == 0 { self.got } else { 0 }
    }

    /// The F1 of turns that begin where they should and have the right speaker.
    pub fn voice_f1(&self) -> f64 {
        f1(self.speaker, self.got, self.wanted)
    }

    /// The F1 of turns that are right in all.
    pub fn exact_f1(&self) -> f64 {
        f1(self.exact, self.got, self.wanted)
    }

    /// What is put on record, by name: parts of all that must be found, so that none falls when more is found.
    pub fn figures(&self) -> [(&'static str, f64); 7] {
        [
            ("turns", f1(self.hit, self.got, self.wanted)),
            ("kind", f1(self.kind, self.got, self.wanted)),
            ("speaker", self.voice_f1()),
            ("outlet", share(self.outlet, self.outlets)),
            ("exact", self.exact_f1()),
            ("end", share(self.end, self.ends)),
            ("headings", f1(self.heading, self.found, self.headings)),
        ]
    }

    /// A row of the table: kind and speaker as parts of the turns that were found.
    pub fn line(&self) -> String {
        let mut figures = self.figures();
        figures[1].1 = share(self.kind, self.hit);
        figures[2].1 = share(self.speaker, self.hit);
        let figures = figures.map(|(_, figure)| format!("{figure:.3}"));
        format!("{}  {} of {}", figures.join("  "), self.certain_and_wrong, self.certain)
    }
}

/// A part of a whole; 1 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn f1(hit: usize, got: usize, wanted: usize) -> f64 {
    share(2 * hit, got + wanted)
}

/// Characters by which a turn's beginning is told; what differs after them is told by its end.
const N_BEGINNING: usize = 20;

/// Text as it is compared: without white space and marks of emphasis.
pub fn bare(text: &str) -> String {
    let is_left_out = |letter: char| letter.is_whitespace() || "*_`#>\u{200b}\u{feff}".contains(letter);
    text.chars().filter(|letter| !is_left_out(*letter)).collect()
}

/// What turn `index` says. A paragraph in brackets, such as `(Laughter)`, may belong to a turn or not.
fn said(document: &Document, index: usize) -> String {
    let blocks = document.turns[index].blocks.clone();
    let said = blocks.filter(|&block| document.is_content(block) && document.blocks[block].kind != BlockKind::Label);
    let said = said.map(|block| bare(document.body_text(block))).filter(|said| !is_in_brackets(said));
    said.collect::<Vec<_>>().join("")
}

fn is_in_brackets(text: &str) -> bool {
    text.starts_with(['(', '（', '[', '［']) && text.ends_with([')', '）', ']', '］'])
}

/// By what a turn is told.
pub fn beginning(turn: &TrueTurn) -> String {
    bare(&turn.said.concat()).chars().take(N_BEGINNING).collect()
}

/// Compares a document with what is true of it. Turns are paired in order by their beginnings.
pub fn compare(truth: &Truth, document: &Document) -> Compared {
    let said: Vec<String> = (0..document.turns.len()).map(|index| said(document, index)).collect();
    let score = Score {
        wanted: truth.turns.len(),
        got: said.len(),
        outlets: truth.turns.iter().filter(|turn| turn.outlet.is_some()).count(),
        ends: truth.turns.iter().filter(|turn| turn.end.is_some()).count(),
        ..Score::default()
    };
    let mut compared = Compared { score, differences: Vec::new() };
    let mut is_right = vec![false; said.len()];
    let mut from = 0;
    for wanted in &truth.turns {
        let beginning = beginning(wanted);
        let Some(at) = (from..said.len()).find(|&at| said[at].starts_with(&beginning)) else {
            compared.differences.push(format!("missed  {} {:?}: {beginning}", sign(wanted.kind), wanted.speaker));
            continue;
        };
        compared.extra(document, &said, from..at);
        from = at + 1;
        is_right[at] = compared.pair(wanted, &document.turns[at], &said[at]);
    }
    compared.extra(document, &said, from..said.len());
    for (turn, is_right) in document.turns.iter().zip(is_right) {
        let is_certain = turn.certainty == Certainty::Certain;
        compared.score.certain += usize::from(is_certain);
        compared.score.certain_and_wrong += usize::from(is_certain && !is_right);
    }
    compared.headings(truth, document);
    compared
}

impl Compared {
    /// Notes turns that are none.
    fn extra(&mut self, document: &Document, said: &[String], turns: std::ops::Range<usize>) {
        let lines = turns.map(|index| format!("extra   {}", described(&document.turns[index], &said[index])));
        self.differences.extend(lines);
    }

    /// Counts a turn that was found; whether it has the right kind and speaker.
    fn pair(&mut self, wanted: &TrueTurn, found: &Turn, said: &str) -> bool {
        let is_same = |wanted: Option<&str>, found: Option<&str>| {
            wanted.map(bare).unwrap_or_default() == found.map(bare).unwrap_or_default()
        };
        let (kind, speaker) = (wanted.kind == found.kind, is_same(wanted.speaker.as_deref(), found.speaker.as_deref()));
        let outlet = is_same(wanted.outlet.as_deref(), found.outlet.as_deref());
        let end = wanted.end.as_ref().is_none_or(|end| said.ends_with(&bare(end)));
        let body = !wanted.is_whole || bare(&wanted.said.concat()) == said;
        let score = &mut self.score;
        score.hit += 1;
        score.kind += usize::from(kind);
        score.speaker += usize::from(speaker);
        score.exact += usize::from(kind && speaker);
        score.outlet += usize::from(wanted.outlet.is_some() && outlet);
        score.end += usize::from(wanted.end.is_some() && end && body);
        if !(kind && speaker && outlet) {
            let wanted = format!("{} {:?} {:?}", sign(wanted.kind), wanted.speaker, wanted.outlet);
            self.differences.push(format!("differs {wanted}: {}", described(found, said)));
        } else if !(end && body) {
            let tail: String = said.chars().skip(said.chars().count().saturating_sub(30)).collect();
            self.differences.push(format!("ends    … {tail}: {}", described(found, said)));
        }
        kind && speaker
    }

    /// Compares headings, in any order, and the title.
    fn headings(&mut self, truth: &Truth, document: &Document) {
        let mut left: Vec<String> = (0..document.sections.len()).map(|index| bare(document.heading(index))).collect();
        (self.score.headings, self.score.found) = (truth.headings.len(), left.len());
        for heading in truth.headings.iter().map(|heading| bare(heading)) {
            match left.iter().position(|other| *other == heading) {
                Some(at) => {
                    left.remove(at);
                    self.score.heading += 1;
                }
                None => self.differences.push(format!("missed  # {heading}")),
            }
        }
        self.differences.extend(left.iter().map(|heading| format!("extra   # {heading}")));
        let title = document.title_text().map(bare).unwrap_or_default();
        if truth.title.as_ref().is_some_and(|wanted| bare(wanted) != title) {
            self.differences.push(format!("title   {title}"));
        }
    }
}

/// How a `.turns` file writes a kind.
fn sign(kind: TurnKind) -> char {
    match kind {
        TurnKind::Question => '?',
        TurnKind::Answer => '!',
        TurnKind::Statement => '.',
    }
}

fn described(turn: &Turn, said: &str) -> String {
    let beginning: String = said.chars().take(30).collect();
    let guess = if turn.certainty == Certainty::Certain { "" } else { " (a guess)" };
    format!("{} {:?} {:?}: {beginning}{guess}", sign(turn.kind), turn.speaker, turn.outlet)
}
