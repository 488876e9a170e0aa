//! Pages on which nobody speaks: glossaries, forms, logs, lists and tables, made of what is said in the talks.

use wenda::document::turn::TurnKind;

use crate::chance::Chance;
use crate::material::Talk;
use crate::rows::{Script, Vocabulary, Words};

/// A sentence on such a page has at least so many characters.
const LEAST_SENTENCE: usize = 12;

/// A page on which nobody speaks.
pub struct Silent {
    pub name: String,
    pub text: String,
}

/// Makes a page of its kind.
type Make = fn(&mut Material<'_>) -> String;

/// Each kind of page by name and extension.
const KINDS: &[(&str, &str, Make)] = &[
    ("glossary", "txt", |it| it.each_term("\n\n", |term, said, colon| format!("{term}{colon}{said}"))),
    ("glossary-bold", "md", |it| {
        it.each_term("\n\n", |term, said, colon| format!("**{term}{}** {said}", colon.trim()))
    }),
    ("glossary-dash", "md", |it| it.each_term("\n", |term, said, _| format!("- **{term}** – {said}"))),
    ("glossary-own", "txt", |it| it.each_term("\n\n", |term, said, _| format!("{term}\n{said}"))),
    ("essay", "md", |it| it.each_term("\n\n", |term, said, _| format!("## {term}\n\n{said}"))),
    ("prose", "txt", |it| it.each_term("\n\n", |_, said, _| said.to_owned())),
    ("steps", "txt", |it| it.steps()),
    ("form", "txt", |it| it.forms()),
    ("people", "md", |it| it.people()),
    ("log", "log", |it| it.log()),
    ("changes", "md", |it| it.changes()),
    ("schedule", "txt", |it| it.schedule()),
    ("table", "md", |it| {
        let rows = it.each_term("\n", |term, said, _| format!("| {term} | {said} |"));
        format!("| | |\n|---|---|\n{rows}")
    }),
    ("terms", "html", |it| {
        let rows = it.each_term("\n", |term, said, _| format!("<dt>{term}</dt><dd>{said}</dd>"));
        format!("<html><head><title>T</title></head><body><dl>{rows}</dl></body></html>")
    }),
];

/// What a page is made of.
struct Material<'a> {
    words: &'a Words,
    script: Script,
    sentences: Vec<&'a str>,
    chance: &'a mut Chance,
}

/// So many pages of each kind in each script.
pub fn pages(talks: &[Talk], vocabulary: &Vocabulary, n_each: u64) -> Vec<Silent> {
    let mut pages = Vec::new();
    for (kind, extension, make) in KINDS {
        for script in [Script::Wide, Script::Narrow] {
            let talks: Vec<Talk> = talks.iter().filter(|talk| talk.script == script).cloned().collect();
            for number in 0..n_each {
                let chance = &mut Chance::new(&format!("{kind} {script:?}"), number);
                let (words, sentences) = (vocabulary.of(script), sentences(chance.one(&talks)));
                let text = make(&mut Material { words, script, sentences, chance });
                pages.push(Silent { name: format!("{kind}.{extension}"), text: text + "\n" });
            }
        }
    }
    pages
}

/// What is told and not asked in a talk.
fn sentences(talk: &Talk) -> Vec<&str> {
    let told = talk.turns.iter().filter(|turn| turn.kind != TurnKind::Question);
    let told = told.flat_map(|turn| &turn.paragraphs).map(String::as_str);
    told.filter(|text| text.chars().count() >= LEAST_SENTENCE && !text.ends_with(['?', '？'])).collect()
}

impl Material<'_> {
    fn said(&mut self) -> String {
        (*self.chance.one(&self.sentences)).to_owned()
    }

    fn colon(&self) -> &'static str {
        if self.script == Script::Wide { "：" } else { ": " }
    }

    /// A row for each term.
    fn each_term(&mut self, gap: &str, row: impl Fn(&str, &str, &str) -> String) -> String {
        let terms = self.chance.shuffled(&self.words.terms);
        let n_terms = 6 + self.chance.below(terms.len() - 5);
        let rows = terms.iter().take(n_terms).map(|term| row(term, &self.said(), self.colon()));
        rows.collect::<Vec<_>>().join(gap)
    }

    fn steps(&mut self) -> String {
        let rows = self.words.steps.iter().map(|step| format!("{step}{}{}", self.colon(), self.said()));
        rows.collect::<Vec<_>>().join("\n")
    }

    fn forms(&mut self) -> String {
        let mut forms = Vec::new();
        for name in self.chance.shuffled(&self.words.names).iter().take(5) {
            let values = [
                name.clone(),
                self.chance.one(&self.words.offices).clone(),
                format!("555{:04}", self.chance.below(10_000)),
                self.chance.one(&self.words.terms).clone(),
                self.chance.one(&self.words.names).clone(),
                self.said(),
            ];
            let rows = self.words.keys.iter().zip(values);
            let rows = rows.map(|(key, value)| format!("{key}{}{value}", self.colon()));
            forms.push(rows.collect::<Vec<_>>().join("\n"));
        }
        forms.join("\n\n")
    }

    fn people(&mut self) -> String {
        let names = self.chance.shuffled(&self.words.names);
        let rows = names.iter().take(8).map(|name| format!("### {name}\n\n{}", self.said()));
        rows.collect::<Vec<_>>().join("\n\n")
    }

    fn log(&mut self) -> String {
        let row = |number: usize| {
            let level = self.chance.one(&["INFO", "WARN", "ERROR"]);
            let part = self.chance.one(&["pump", "gate", "lamp"]);
            let what = self.chance.one(&["started", "stopped", "pressure low", "is the intake clear?", "closed to 30"]);
            format!("2026-05-02 04:{number:02}:{:02} {level} {part}: {what}", self.chance.below(60))
        };
        (0..24).map(row).collect::<Vec<_>>().join("\n")
    }

    fn changes(&mut self) -> String {
        let row = |_| format!("- {}{}{}", self.chance.one(&self.words.changes), self.colon(), self.said());
        (0..14).map(row).collect::<Vec<_>>().join("\n")
    }

    fn schedule(&mut self) -> String {
        let words = self.words;
        let row = |(hour, event): (usize, &String)| {
            let who = self.chance.one(&self.words.names).clone();
            format!("{:02}:30 {event}{}{who}", 9 + hour, self.colon())
        };
        words.events.iter().enumerate().map(row).collect::<Vec<_>>().join("\n")
    }
}
