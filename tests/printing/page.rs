//! Prints turns in a custom, with the truth carried along.

use wenda::document::turn::TurnKind;

use crate::casting;
use crate::chance::Chance;
use crate::material::{Spoken, Talk};
use crate::rows::{Custom, Extra, Script, Words};
use crate::truth::{TrueTurn, Truth};

/// Running heads stand after so many lines.
const LINES_A_PAGE: usize = 14;

/// A text in a custom, and what is true of it.
pub struct Printed {
    pub name: String,
    pub text: String,
    pub truth: Truth,
}

/// Prints some turns of a talk; `None` where the custom can't print this one.
pub fn print(custom: &Custom, talk: &Talk, words: &Words, chance: &mut Chance) -> Option<Printed> {
    if custom.only.is_some_and(|script| script != talk.script) {
        return None;
    }
    let mut turns = casting::window(custom, talk, chance)?;
    casting::cast(custom, &mut turns, talk.script, words, chance);
    turns.dedup_by(|later, earlier| later.speaker == earlier.speaker);
    let text = Page { custom, script: talk.script, words, clock: 4 }.text(&turns, chance);
    let truth = Truth { turns: turns.iter().map(|turn| told(custom, turn)).collect(), ..Truth::default() };
    Some(Printed { name: format!("{}.{}", custom.name, custom.extension), text, truth: ended(truth) })
}

/// What is true of a printed turn.
fn told(custom: &Custom, turn: &Spoken) -> TrueTurn {
    let name = custom.speaker.as_deref().unwrap_or("{name}").replace("{name}", &turn.speaker);
    TrueTurn {
        kind: turn.kind,
        speaker: (!custom.silent).then_some(name),
        outlet: None,
        said: turn.paragraphs.clone(),
        end: None,
        is_whole: false,
    }
}

/// With the end of the last turn told: what follows it is no talk.
fn ended(mut truth: Truth) -> Truth {
    if let Some(last) = truth.turns.last_mut() {
        last.end = last.said.last().cloned();
    }
    truth
}

struct Page<'a> {
    custom: &'a Custom,
    script: Script,
    words: &'a Words,
    /// Seconds from the start of the recording.
    clock: usize,
}

impl Page<'_> {
    fn text(mut self, turns: &[Spoken], chance: &mut Chance) -> String {
        let has = |extra: Extra| self.custom.extras.contains(&extra);
        let (has_notes, has_heads, has_tail) = (has(Extra::Notes), has(Extra::Heads), has(Extra::Tail));
        let mut printed: Vec<String> = Vec::new();
        for (index, turn) in turns.iter().enumerate() {
            let mut text = self.turn(turn, index, chance);
            if has_notes && index % 3 == 2 {
                text = format!("{text}\n{}", self.words.notes[index / 3 % self.words.notes.len()]);
            }
            printed.push(text);
        }
        let mut body = format!("{}{}\n", self.before(turns, chance), printed.join(&self.custom.gap));
        if self.custom.tight {
            body = body.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect();
        }
        if let Some(width) = self.custom.wrap {
            body = wrapped(&body, width);
        }
        if has_heads {
            body = self.with_heads(&body);
        }
        if has_tail {
            body = format!("{body}\n{}\n", self.words.tail.join("\n\n"));
        }
        self.custom.around.as_ref().map_or(body.clone(), |around| around.replace("{body}", &body))
    }

    /// What stands before the first turn.
    fn before(&self, turns: &[Spoken], chance: &mut Chance) -> String {
        let mut names: Vec<&str> = Vec::new();
        for turn in turns.iter().filter(|turn| !names.contains(&turn.speaker.as_str())).collect::<Vec<_>>() {
            names.extend((!names.contains(&turn.speaker.as_str())).then_some(turn.speaker.as_str()));
        }
        let mut lines = Vec::new();
        let is_text = matches!(self.custom.extension.as_str(), "txt" | "md") && self.custom.gap != " ";
        if is_text && chance.below(2) == 0 {
            let sign = if self.custom.extension == "md" { "# " } else { "" };
            lines.push(format!("{sign}{}", chance.one(&self.words.titles)));
            lines.push(chance.one(&self.words.leads).clone());
        }
        if self.custom.extras.contains(&Extra::Front) {
            let comma = if self.script == Script::Wide { "、" } else { ", " };
            lines.extend(self.words.front.iter().map(|line| line.replace("{names}", &names.join(comma))));
        }
        if self.custom.extras.contains(&Extra::Legend) {
            let people = chance.shuffled(&self.words.names);
            lines.extend(names.iter().zip(&people).map(|(name, full)| format!("{name} = {full}")));
            lines.push("---".to_owned());
        }
        lines.into_iter().map(|line| format!("{line}\n\n")).collect()
    }

    fn turn(&mut self, turn: &Spoken, index: usize, chance: &mut Chance) -> String {
        let custom = self.custom;
        let own = if turn.kind == TurnKind::Question { &custom.question } else { &custom.answer };
        let template = own.as_ref().or(custom.turn.as_ref()).map_or("{said}", String::as_str);
        let escaped = |text: &str| match custom.extension.as_str() {
            "html" => text.replace('&', "&amp;").replace('<', "&lt;"),
            _ => text.to_owned(),
        };
        let rest = turn.paragraphs[1..].iter();
        let more: String = match &custom.more {
            Some(more) => rest.map(|paragraph| more.replace("{said}", &escaped(paragraph))).collect(),
            None => rest.map(|paragraph| format!("{}{paragraph}", custom.paragraph)).collect(),
        };
        let from = self.clock;
        self.clock += 3 + chance.below(60);
        let fields = [
            ("{name}", escaped(&turn.speaker)),
            ("{colon}", if self.script == Script::Wide { "：" } else { ": " }.to_owned()),
            ("{number}", (index + 1).to_string()),
            ("{q}", (index / 2 + 1).to_string()),
            ("{time}", time(from)),
            ("{from}", time(from)),
            ("{to}", time(self.clock - 1)),
            ("{minute}", format!("{:02}:{:02}", from / 60, from % 60)),
            ("{short}", format!("{}:{:02}", from / 60, from % 60)),
            ("{clock}", format!("{}:{:02} AM", 10 + from / 3600, from / 60 % 60)),
            ("{more}", if template.contains("{more}") { more.clone() } else { String::new() }),
            // Last, so that nothing in what is said is taken for a field.
            ("{said}", escaped(&turn.paragraphs[0])),
        ];
        let mut text = template.to_owned();
        for (field, value) in fields {
            text = text.replace(field, &value);
        }
        // Bold ends right after a sign: `**Name:**said` would be read as no bold.
        let text = text.replace(": **", ":** ").replace(": </strong>", ":</strong> ");
        if template.contains("{more}") { text } else { text + &more }
    }

    fn with_heads(&self, body: &str) -> String {
        let mut text = String::new();
        for (index, line) in body.lines().enumerate() {
            if index % LINES_A_PAGE == LINES_A_PAGE - 1 {
                let page = (index / LINES_A_PAGE + 2).to_string();
                let heads: String = self.words.heads.iter().map(|head| head.replace("{page}", &page) + "\n").collect();
                text.push_str(&format!("\n{heads}\n"));
            }
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

fn time(seconds: usize) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Text broken into lines of so many cells.
fn wrapped(text: &str, width: usize) -> String {
    let options = textwrap::Options::new(width);
    let mut broken = String::new();
    for line in text.lines() {
        let is_wide = line.chars().any(|letter| letter >= '\u{2e80}');
        let letters: Vec<char> = line.chars().collect();
        if is_wide {
            letters.chunks(width / 2).for_each(|row| broken.extend(row.iter().chain(&['\n'])));
        } else {
            textwrap::wrap(line, &options).iter().for_each(|row| broken.extend([row.as_ref(), "\n"]));
        }
        if line.is_empty() {
            broken.push('\n');
        }
    }
    broken.replace("\n\n\n", "\n\n")
}
