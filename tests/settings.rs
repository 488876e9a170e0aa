//! What is wrong in a person's own files: forty faulty files, each with what is said of it in both languages; all faults of all
//! files at once, inside the program and by `wenda doctor`.
//!
//! `INSTA_UPDATE=always cargo test --test settings` writes the sentences anew; read the difference before you commit it.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use tempfile::TempDir;
use wenda::cli::args::Looks;
use wenda::cli::setup::{fault_sentences, lexicon, setup_of_screen};
use wenda::input::fault::{Fault, Kind, Unreadable, Wrong};
use wenda::storage::Folders;
use wenda::strings::Language;

/// Faulty files: each its name, then what it says.
const FILES: &[(&str, &str)] = &[
    ("config.toml", "mesure = 60\n"),
    ("config.toml", "colour = \"red\"\n"),
    ("config.toml", "measure = \"wide\"\n"),
    ("config.toml", "\n\nmeasure = -3\n"),
    ("config.toml", "measure = 5\n"),
    ("config.toml", "language = \"fr\"\n"),
    ("config.toml", "citation = \"{text} ({place})\"\n"),
    ("config.toml", "mouse = \"no\"\n"),
    ("config.toml", "repairs = 1\n"),
    ("config.toml", "theme = 3\n"),
    ("config.toml", "mouse = true\ntheme = \"neon\"\n"),
    ("config.toml", "ambiguous_width = \"both\"\n"),
    ("config.toml", "clipboard = \"fax\"\n"),
    ("config.toml", "hanging_punctuation = \"often\"\n"),
    ("config.toml", "ground = \"green\"\ncolours = \"17\"\n"),
    ("config.toml", "citation = [\"{text}\"]\n"),
    ("config.toml", "measure = 60\nmeasure = 70\n"),
    ("config.toml", "# no value\nmeasure =\nmouse = true\n"),
    ("config.toml", "theme = \"ink\n"),
    ("config.toml", "[measure]\ncells = 60\n"),
    ("keymap.toml", "[everywhere]\nnext_qestion = \"n\"\n"),
    ("keymap.toml", "[somewhere]\nquit = \"Q\"\n"),
    ("keymap.toml", "quit = \"Q\"\n"),
    ("keymap.toml", "[everywhere]\nquit = [\"Q\", \"hyper-q\"]\n"),
    ("keymap.toml", "[everywhere]\nquit = 3\nback = [\"s\", 4]\n"),
    ("keymap.toml", "[everywhere]\nquit = \"\"\n"),
    ("keymap.toml", "[everywhere]\nquit = \"3 q\"\n"),
    ("keymap.toml", "[everywhere]\nquit = \"Q\"\nback = \"Q\"\n"),
    ("keymap.toml", "[everywhere]\nback = \"s\"\nforward = \"s x\"\n"),
    ("keymap.toml", "[everywhere]\nforward = \"s x\"\nback = \"s\"\n"),
    ("keymap.toml", "[everywhere]\nnext_section = \"] s\"\n"),
    ("keymap.toml", "[lists\nfollow = \"enter\"\n"),
    ("themes/mine.toml", "hit = \"blak\"\n"),
    ("themes/mine.toml", "hits = \"black\"\n"),
    ("themes/mine.toml", "[dark]\nlabel = 3\nanswer = \"bold on\"\n"),
    ("themes/mine.toml", "dark = \"black\"\n"),
    ("labels.toml", "[mine]\naskers = [\"Frager\"]\n"),
    ("labels.toml", "[mine]\nasker = \"Frager\"\n"),
    ("labels.toml", "asker = [\"Frager\"]\n"),
    ("labels.toml", "version = 9\n"),
    ("labels.toml", "version = \"one\"\n"),
    ("labels.toml", "[en]\nasker = [\"-Reportr\", \"-qwertyuiop\"]\n"),
    ("labels.toml", "[mine]\nshapes = [\"name ▸\", \"NAME ▸\"]\n"),
    ("labels.toml", "[mine]\nmonth_names = [\"March\"]\n"),
    ("strings/en.toml", "[words]\nquestoin = \"Frage\"\n"),
    ("strings/en.toml", "[werds]\nquestion = \"Frage\"\n"),
    ("strings/en.toml", "[words]\nquestion = 3\n"),
    ("strings/en.toml", "[messages]\nhit = \"{number} of {all}\"\n"),
    ("strings/en.toml", "words = \"Frage\"\n"),
    ("strings/zh.toml", "[messages]\nmarked = [\"记下\"]\nsaved_it = \"存好\"\n"),
];

/// A home with the person's own files.
struct Home(TempDir);

impl Home {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let home = Home(TempDir::new().unwrap());
        for (name, text) in files {
            let path = home.folders().config.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        home
    }

    fn folders(&self) -> Folders {
        let of = |name: &str| self.0.path().join(name);
        Folders { config: of("config"), data: of("data"), state: of("state"), is_closed: false }
    }

    /// The faults of its files, and what is said of them.
    fn faults(&self, language: &str) -> (Vec<Fault>, Vec<String>) {
        let folders = self.folders();
        let mut set = setup_of_screen(&Looks { lang: Language::named(language), ..Looks::default() }, Some(&folders));
        drop(lexicon(Some(&folders), &mut set.faults));
        let said = fault_sentences(&set.faults, &set.look.strings, Some(Path::new("~")).map(|_| &folders));
        (set.faults, said)
    }

    /// What a command says in it, on success.
    fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
        command.args(arguments).env_clear().env("WENDA_HOME", self.0.path()).env("TERM", "vt220").stdin(Stdio::null());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The name of what is wrong; a new kind does not compile without one, and has to be among the files.
fn kind_of(wrong: &Wrong) -> &'static str {
    match wrong {
        Wrong::Unreadable(Unreadable::NotText) => "not text",
        Wrong::Unreadable(Unreadable::NoFile) => "no file",
        // these need another user, another system, or a file of many megabytes
        Wrong::Unreadable(Unreadable::NotYours | Unreadable::System(..) | Unreadable::TooLong) => "system",
        Wrong::Syntax(_) => "syntax",
        Wrong::UnknownTable { .. } => "unknown table",
        Wrong::UnknownAction(_) => "unknown action",
        Wrong::NotKeys => "not keys",
        Wrong::NoKey => "no key",
        Wrong::UnknownKey(_) => "unknown key",
        Wrong::CountsFirst(_) => "counts first",
        Wrong::SameKeys { .. } => "same keys",
        Wrong::HiddenKeys { line: Some(_), .. } => "hidden keys",
        Wrong::HiddenKeys { line: None, .. } => "hidden by shipped",
        Wrong::UnknownSetting { .. } => "unknown setting",
        Wrong::WrongKind { kind: Kind::Flag, .. } => "no flag",
        Wrong::WrongKind { kind: Kind::Number, .. } => "no number",
        Wrong::WrongKind { kind: Kind::Text, .. } => "no text",
        Wrong::WrongKind { kind: Kind::Texts, .. } => "no texts",
        Wrong::WrongKind { kind: Kind::Table, .. } => "no table",
        Wrong::TooSmall { .. } => "too small",
        Wrong::UnknownPlaceholder { .. } => "unknown placeholder",
        Wrong::NoChoice { .. } => "no choice",
        Wrong::UnknownPart { .. } => "unknown part",
        Wrong::NoStyle(_) => "no style",
        Wrong::UnknownSentence { .. } => "unknown sentence",
        Wrong::Newer => "newer",
        Wrong::UnknownList { .. } => "unknown list",
        Wrong::NothingTaken { .. } => "nothing taken",
        Wrong::NoShape(_) => "no shape",
        Wrong::NoNumberedName(_) => "no numbered name",
    }
}

/// All kinds but those that a test can't bring about.
const N_KINDS: usize = 29;

fn is_chinese(sentence: &str) -> bool {
    sentence.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn each_faulty_file_is_told_of_in_both_languages() {
    let (mut shown, mut kinds) = (String::new(), BTreeSet::new());
    let unreadable: &[(&str, &[u8])] = &[("config.toml", b"theme = \"\xff\xfe\"\n"), ("keymap.toml/x", b"")];
    let files = FILES.iter().map(|(name, text)| (*name, text.as_bytes())).chain(unreadable.iter().copied());
    for (name, text) in files {
        let home = Home::with(&[(name, text)]);
        writeln!(shown, "--- {name}\n{}", String::from_utf8_lossy(text).trim_end()).unwrap();
        let languages: &[&str] = match name {
            "strings/en.toml" => &["en"],
            "strings/zh.toml" => &["zh"],
            _ => &["en", "zh"],
        };
        for language in languages {
            let (faults, said) = home.faults(language);
            assert!(!faults.is_empty() && said.len() == faults.len() + 1, "{name}: {text:?}");
            kinds.extend(faults.iter().map(|fault| kind_of(&fault.wrong)));
            for sentence in &said[..faults.len()] {
                assert_eq!(is_chinese(sentence), *language == "zh", "{sentence}");
                // braces are only those that the file has
                assert!(!sentence.contains(['{', '}']) || text.contains(&b'{'), "{sentence}");
                writeln!(shown, "> {sentence}").unwrap();
            }
        }
    }
    assert!(FILES.len() >= 40);
    assert_eq!(kinds.len(), N_KINDS, "{kinds:?}");
    assert_snapshot!("faulty files", shown);
}

/// One file of each kind, each with something wrong and something right.
const ALL: &[(&str, &[u8])] = &[
    ("config.toml", b"measure = 44\nmouse = \"no\"\n"),
    ("keymap.toml", b"[everywhere]\nquit = \"Q\"\nfly = \"z\"\n"),
    ("themes/mine.toml", b"hits = \"black\"\n"),
    ("labels.toml", b"[mine]\naskers = [\"Frager\"]\nshapes = [\"name >\"]\nanswerer = [\"Sager\"]\n"),
    ("strings/en.toml", b"[words]\nquestion = \"Frage\"\nansver = \"Antwort\"\n"),
];

#[test]
fn all_faults_of_all_files_are_told_at_once_and_what_is_right_holds() {
    let home = Home::with(ALL);
    let (faults, _) = home.faults("en");
    let files: Vec<&str> = faults.iter().map(|fault| fault.file.as_str()).collect();
    let expected = ["config.toml", "strings/en.toml", "keymap.toml", "themes/mine.toml", "labels.toml", "labels.toml"];
    assert_eq!(files, expected);
    let set = setup_of_screen(&Looks { lang: Language::named("en"), ..Looks::default() }, Some(&home.folders()));
    assert_eq!((set.settings.measure, set.look.strings.words.question.as_str()), (44, "Frage"));
    assert!(set.look.themes.iter().any(|(name, _)| name == "mine"));
}

#[test]
fn the_doctor_tells_all_faults_or_that_there_is_none() {
    let home = Home::with(ALL);
    let said = home.run(&["doctor", "--lang", "en"]);
    let said = said.split_once("Faults in your files").unwrap().1;
    for told in ["config.toml, line 2", "keymap.toml, line 3", "themes/mine.toml, line 1", "labels.toml, line 2"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(home.run(&["doctor", "--lang", "zh"]).contains("keymap.toml 第 3 行：没有 `fly` 这个操作"));
    let sound = Home::with(&[]);
    assert!(sound.run(&["doctor", "--lang", "en"]).contains("No fault in your files of settings"));
    assert!(sound.run(&["doctor", "--lang", "zh"]).contains("您的设置文件里没有错误"));
}
