//! The command line: its commands and arguments. What the help says of each stands in `assets/strings/`.

use std::error::Error;
use std::fmt;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;

use crate::exchange::Form;
use crate::strings::Language;

/// 问答: read transcripts of press conferences and interviews as questions and answers.
#[derive(Debug, Parser)]
#[command(name = "wenda", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do instead of reading
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The transcript to read; several, or a folder, are listed; - is standard input, which is read by itself if something is led
    /// into it; without any, what was read before, or the guide
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Go to this question or paragraph: 12, Q3¶2
    #[arg(long, value_name = "REF")]
    pub at: Option<String>,
    /// How it is read.
    #[command(flatten)]
    pub reading: Reading,
    /// How it looks.
    #[command(flatten)]
    pub looks: Looks,
}

/// How a document is read.
#[derive(Debug, Default, Clone, Args)]
pub struct Reading {
    /// The encoding of the file, such as GB18030; found out by itself if not given
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The format of the file; found out by itself if not given
    #[arg(long, value_name = "NAME")]
    pub format: Option<String>,
    /// Repair nothing: show the paragraphs as they came
    #[arg(long)]
    pub raw: bool,
}

/// How things look.
#[derive(Debug, Default, Clone, Args)]
pub struct Looks {
    /// The language of the interface: zh, zh-Hant or en; the locale's if not given
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Language>,
    /// Read aloud: lines in, lines out, for screen readers; no screen is drawn. Also by WENDA_LINEAR=1, and where TERM is dumb
    #[arg(long, global = true)]
    pub linear: bool,
    /// How wide the terminal draws characters such as “ and …
    #[arg(long, global = true, value_name = "WIDTH")]
    pub ambiguous_width: Option<Ambiguous>,
    /// Read only: no clipboard, no editor, no export, no other files, nothing kept
    #[arg(long, global = true)]
    pub secure: bool,
}

/// How wide ambiguous characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ambiguous {
    /// As the terminal says
    Auto,
    /// One cell
    Narrow,
    /// Two cells
    Wide,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print a transcript as laid-out text
    Show(Show),
    /// Print the structure that was found: sections, questions, answers
    Outline(Outline),
    /// Find passages in transcripts and folders, with who says them
    Find(Find),
    /// List, export, import, check and merge what was marked
    #[command(subcommand)]
    Bookmarks(Bookmarks),
    /// List the formats that are read, and what is lost of each
    Formats,
    /// Say what this terminal can do, and what wenda decided
    Doctor,
    /// Print the default settings, as the file that a person would edit
    Config,
    /// Print the default keys, as the file that a person would edit
    Keys,
    /// Print the words and shapes by which labels are known, as the file that a person would edit
    Labels,
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual
    Man,
    /// Print a theme, as the file that a person would edit
    Themes {
        /// Its name
        #[arg(default_value = "ink")]
        name: String,
    },
}

/// Print a transcript as laid-out text
#[derive(Debug, Args)]
pub struct Show {
    /// The transcript; - reads standard input
    pub file: PathBuf,
    /// The width of the rows, in cells
    #[arg(long, value_name = "CELLS", value_parser = cells)]
    pub width: Option<u16>,
    /// Only this question or paragraph: Q3, Q3¶2
    #[arg(long, value_name = "REF")]
    pub reference: Option<String>,
    /// How it is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// Print the structure that was found
#[derive(Debug, Args)]
pub struct Outline {
    /// The transcripts; - reads standard input
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// As JSON, one object a file
    #[arg(long)]
    pub json: bool,
    /// As JSON, one object a turn
    #[arg(long)]
    pub turns: bool,
    /// How it is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// Find passages in transcripts and folders
#[derive(Debug, Args)]
pub struct Find {
    /// What to look for, as in the search of the screen: words, "phrases", /expressions/r, pinyin
    pub query: String,
    /// Transcripts and folders; - is standard input; the current folder if none is named
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only what is said so
    #[arg(long, value_name = "KIND")]
    pub kind: Option<SaidAs>,
    /// Only what is said by speakers whose name contains this
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only what is said for outlets whose name contains this
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Only talks of this day, month or year, or later
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only talks of this day, month or year, or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// So many paragraphs before and after, too
    #[arg(short = 'C', long, value_name = "N", default_value_t = 0)]
    pub context: usize,
    /// Only how many there are in each document
    #[arg(long, conflicts_with_all = ["json", "by"])]
    pub count: bool,
    /// How many there are for each of these, as a table
    #[arg(long, value_name = "WHAT", conflicts_with = "context")]
    pub by: Option<By>,
    /// The table as CSV
    #[arg(long, requires = "by", conflicts_with = "json")]
    pub csv: bool,
    /// As JSON, one object on a line
    #[arg(long)]
    pub json: bool,
    /// How it is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// What something is said as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SaidAs {
    /// In a question
    Question,
    /// In an answer
    Answer,
    /// In a statement
    Statement,
}

/// What hits are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The year of the talk
    Year,
    /// Its month
    Month,
    /// The document
    Document,
    /// Who says it
    Speaker,
    /// The outlet of who says it
    Outlet,
}

impl By {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            By::Year => "year",
            By::Month => "month",
            By::Document => "document",
            By::Speaker => "speaker",
            By::Outlet => "outlet",
        }
    }
}

/// What can be done with what was marked.
#[derive(Debug, Subcommand)]
pub enum Bookmarks {
    /// Print a line for each bookmark
    List {
        /// Those that were deleted, with the names by which `restore` brings them back
        #[arg(long)]
        deleted: bool,
        /// Which.
        #[command(flatten)]
        filter: Filter,
    },
    /// Print the bookmarks as a file for people or programs
    Export {
        /// The form
        #[arg(long, value_name = "FORMAT", default_value = "markdown")]
        format: ExportFormat,
        /// Begin the CSV with a byte-order mark, which spreadsheets want
        #[arg(long = "bom")]
        byte_order_mark: bool,
        /// Which.
        #[command(flatten)]
        filter: Filter,
    },
    /// Take in an export (JSON), Web Annotations, or changes that could not be saved
    Import {
        /// The file
        file: PathBuf,
        /// The transcript that the bookmarks belong to, if the file doesn't say
        #[arg(long, value_name = "FILE")]
        into: Option<PathBuf>,
    },
    /// Bring deleted bookmarks back
    Restore {
        /// Their names, as `list --deleted` prints them
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Read everything that is kept, and say what can't be read
    Check,
    /// Take in the data folder of another device
    Merge {
        /// The folder
        folder: PathBuf,
    },
}

/// Which bookmarks.
#[derive(Debug, Default, Args)]
pub struct Filter {
    /// Only those of this transcript, with where they stand in it now
    pub file: Option<PathBuf>,
    /// Only those with this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Only those whose words or note contain this
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// Only those of speakers whose name contains this
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only those made on this day or later: 2026-11-22
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only those made on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

/// The forms that bookmarks are exported in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// To read and to print
    Markdown,
    /// Everything; can be imported again
    Json,
    /// A row a bookmark
    Csv,
    /// For Emacs
    Org,
    /// W3C Web Annotations (JSON-LD)
    Annotations,
}

impl ExportFormat {
    /// The form that it stands for.
    pub fn form(self) -> Form {
        match self {
            ExportFormat::Markdown => Form::Markdown,
            ExportFormat::Json => Form::Json,
            ExportFormat::Csv => Form::Csv,
            ExportFormat::Org => Form::Org,
            ExportFormat::Annotations => Form::Annotations,
        }
    }
}

/// What a value should have been; `misuse` has the sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A number of cells.
    Width,
    /// A language that the interface speaks.
    Language,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Error for Expected {}

/// A width, in cells.
fn cells(text: &str) -> Result<u16, Expected> {
    text.parse().ok().filter(|cells| *cells > 0).ok_or(Expected::Width)
}

/// A language of the interface.
fn language(name: &str) -> Result<Language, Expected> {
    Language::named(name).ok_or(Expected::Language)
}
