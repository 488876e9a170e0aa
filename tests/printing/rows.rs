//! The data of the generator: customs (`customs.toml`) and words (`words.toml`).

use std::error::Error;

use serde::Deserialize;

const CUSTOMS: &str = include_str!("customs.toml");
const WORDS: &str = include_str!("words.toml");

/// A custom in which turns are printed; `customs.toml` describes the fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Custom {
    pub name: String,
    pub family: String,
    #[serde(rename = "use")]
    pub purpose: Purpose,
    #[serde(rename = "as")]
    pub extension: String,
    pub names: Names,
    pub turn: Option<String>,
    pub question: Option<String>,
    pub answer: Option<String>,
    #[serde(default = "blank_line")]
    pub gap: String,
    #[serde(default = "blank_line")]
    pub paragraph: String,
    pub more: Option<String>,
    pub around: Option<String>,
    pub speaker: Option<String>,
    pub only: Option<Script>,
    pub wrap: Option<usize>,
    #[serde(default)]
    pub pairs: bool,
    #[serde(default)]
    pub silent: bool,
    #[serde(default)]
    pub tight: bool,
    /// Only the first paragraph of each turn is printed.
    #[serde(default)]
    pub short: bool,
    #[serde(default)]
    pub extras: Vec<Extra>,
}

fn blank_line() -> String {
    "\n\n".to_owned()
}

/// What a custom is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    Fit,
    Judge,
}

/// What speakers are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Names {
    /// As in the transcript from which the turns come.
    Source,
    /// By names of our own.
    Invented,
    /// By names, some turns by a rare and odd one.
    Odd,
    /// By the marks of question and answer.
    Marks,
    Initials,
    Capitals,
    /// By office and name.
    Offices,
    /// By what speech-to-text programs write.
    Machine,
}

/// What a page adds to the turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extra {
    Front,
    Tail,
    Notes,
    Heads,
    Legend,
}

/// Which script a text is in: ideographs and kana, or letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    Wide,
    Narrow,
}

/// Words of which pages are made.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub names: Vec<String>,
    pub odd: Vec<String>,
    pub offices: Vec<String>,
    pub machine: Vec<String>,
    pub heads: Vec<String>,
    pub titles: Vec<String>,
    pub leads: Vec<String>,
    pub notes: Vec<String>,
    pub tail: Vec<String>,
    pub front: Vec<String>,
    pub terms: Vec<String>,
    pub keys: Vec<String>,
    pub steps: Vec<String>,
    pub changes: Vec<String>,
    pub events: Vec<String>,
}

/// The words of both scripts.
#[derive(Debug, Clone, Deserialize)]
pub struct Vocabulary {
    wide: Words,
    narrow: Words,
}

impl Vocabulary {
    pub fn of(&self, script: Script) -> &Words {
        match script {
            Script::Wide => &self.wide,
            Script::Narrow => &self.narrow,
        }
    }
}

/// All customs, in the order of the file.
pub fn customs() -> Result<Vec<Custom>, Box<dyn Error>> {
    #[derive(Deserialize)]
    struct File {
        custom: Vec<Custom>,
    }
    Ok(toml::from_str::<File>(CUSTOMS)?.custom)
}

pub fn vocabulary() -> Result<Vocabulary, Box<dyn Error>> {
    Ok(toml::from_str(WORDS)?)
}
