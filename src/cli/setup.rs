//! What every command needs before it begins: the words, the themes, the keys, the settings, and how to open a document.

use std::fmt::Display;
use std::io::{self, IsTerminal};
use std::path::Path;

use serde::Serialize;

use super::Failure;
use super::args::{Ambiguous, Looks, Reading};
use super::config::Config;
use crate::app::Settings;
use crate::app::marks::shelf::Shelf;
use crate::app::permissions::Permissions;
use crate::document::Document;
use crate::input::fault::{Fault, Kind, Unreadable, Wrong};
use crate::input::keymap::Keymap;
use crate::layout::width::WidthPolicy;
use crate::output::{self, Message, message};
use crate::reading::{self, Contents, Encoding, Format, Lexicon, LexiconError, OpenError, ReadOptions, WrongLabels};
use crate::storage::library::kept_path;
use crate::storage::remembered::Memory;
use crate::storage::{self, Folders, StoreError, opening, remembered};
use crate::strings::{Language, Strings, put};
use crate::telling::of_store;
use crate::terminal::clipboard::Clipboard;
use crate::terminal::colours::{DepthSetting, GroundSetting, is_monochrome};
use crate::terminal::widths::Asking;
use crate::ui::Look;
use crate::ui::faults::of_fault;
use crate::ui::page::sign_word_width;
use crate::ui::theme::{DEFAULTS, Theme};

/// What the person set, read from their files, with everything that was wrong in them.
pub struct Setup {
    /// Words and themes.
    pub look: Look,
    /// The keys.
    pub keymap: Keymap,
    /// The rest.
    pub settings: Settings,
    /// Whether the terminal is asked how wide it draws ambiguous characters.
    pub asking: Asking,
    /// What is set of the terminal's ground and of its colours.
    pub colours: (GroundSetting, DepthSetting),
    /// Whether the mouse is ours while reading.
    pub mouse: bool,
    /// Whether lines are read and printed, and no screen is drawn.
    pub is_linear: bool,
    /// Whether what a command prints is for who hears it.
    pub reads_aloud: bool,
    /// The way to the clipboard.
    pub clipboard: Clipboard,
    /// Whether documents are repaired.
    pub repairs: bool,
    /// What was wrong in the person's own files.
    pub faults: Vec<Fault>,
}

/// The variable that stands for `--secure` where another program starts wenda: any value but nothing and `0`.
const SECURE_VARIABLE: &str = "WENDA_SECURE";

/// What may be used of the world outside.
pub fn permissions(looks: &Looks) -> Permissions {
    let asked = std::env::var_os(SECURE_VARIABLE).is_some_and(|value| !value.is_empty() && value != "0");
    if looks.secure || asked { Permissions::NONE } else { Permissions::default() }
}

/// The person's folders; closed where nothing may be kept.
///
/// # Errors
/// The system names no home folder.
pub fn folders(looks: &Looks) -> Result<Folders, StoreError> {
    let is_closed = !permissions(looks).store;
    Folders::find().map(|folders| Folders { is_closed, ..folders })
}

/// The person's folders, for a command that can't do without them.
///
/// # Errors
/// The system names no home folder (exit code 3).
pub fn needed_folders(looks: &Looks) -> Result<Folders, Failure> {
    folders(looks).map_err(|error| Failure::unreadable(Message::of(of_store(&error, &words(looks.lang)))))
}

/// What [`setup`] gives, with what the menu offers, which is looked up in all languages: only the screen has a menu.
pub fn setup_of_screen(looks: &Looks, folders: Option<&Folders>) -> Setup {
    let mut set = setup(looks, folders);
    set.settings.offers = set.look.offers();
    set
}

/// Reads the person's files; what is wrong in them is noted and the defaults hold in its place.
pub fn setup(looks: &Looks, folders: Option<&Folders>) -> Setup {
    let mut faults = Vec::new();
    let config = own(folders, "config.toml", &mut faults, Config::with).unwrap_or_default();
    let language = language(looks, &config);
    let of_language = |text: &str, file: &str| Strings::with(language, text, file);
    let strings = own(folders, &language.file(), &mut faults, of_language);
    let keymap = own(folders, "keymap.toml", &mut faults, Keymap::with).unwrap_or_default();
    let look = Look { strings: strings.unwrap_or_else(|| Strings::of(language)), themes: themes(folders, &mut faults) };
    let (policy, asking) = match looks.ambiguous_width.unwrap_or(config.ambiguous_width) {
        Ambiguous::Wide => (WidthPolicy::WIDE, Asking::Never),
        Ambiguous::Narrow => (WidthPolicy::NARROW, Asking::Never),
        Ambiguous::Auto => (WidthPolicy::NARROW, Asking::Ask),
    };
    let policy = WidthPolicy { full_quotes: config.full_width_quotes, ..policy };
    let settings = Settings {
        policy,
        sign_word: sign_word_width(&look, policy),
        tags: look.strings.words.tags.split([',', '，', '、']).map(|tag| tag.trim().to_owned()).collect(),
        question: look.strings.words.question.clone(),
        permissions: permissions(looks),
        themes: look.themes.iter().map(|(name, _)| name.clone()).collect(),
        ..Settings::default()
    };
    let (repairs, mouse, clipboard) = (config.repairs, config.mouse, config.clipboard);
    let colours = (config.ground, config.colours);
    let is_linear = is_linear(looks, config.linear);
    let reads_aloud = is_linear || is_said();
    let mut setup =
        Setup { look, keymap, settings, asking, colours, repairs, mouse, is_linear, reads_aloud, clipboard, faults };
    config.apply(&mut setup);
    folders.into_iter().for_each(|folders| recall(&mut setup.settings, folders));
    setup
}

/// Takes up what the person last changed on the screen.
pub fn recall(settings: &mut Settings, folders: &Folders) {
    let recalled = |name| remembered::changed_on_screen(folders, name);
    if let Some(measure) = recalled("measure").and_then(|measure| measure.parse::<usize>().ok()) {
        settings.measure = measure.max(crate::app::page::NARROWEST);
    }
    let searches = remembered::load(folders, Memory::Looks, "searches").unwrap_or_default();
    settings.searches = searches.lines().map(str::to_owned).collect();
    let theme = recalled("theme").and_then(|theme| settings.themes.iter().position(|name| *name == theme));
    theme.into_iter().for_each(|index| settings.themes.rotate_left(index));
}

/// Whether the person wants lines and no screen. What is set for good holds where somebody reads what is printed; a script on
/// standard input may say it for one run, too. A terminal that is dumb can do nothing else.
fn is_linear(looks: &Looks, setting: bool) -> bool {
    let is_on_terminal = output::is_on_terminal();
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let is_script = || !io::stdin().is_terminal();
    looks.linear || is_on_terminal && (setting || is_said() || is_dumb) || is_said() && is_script()
}

/// Whether the environment asks for lines.
fn is_said() -> bool {
    std::env::var_os("WENDA_LINEAR").is_some_and(|value| !value.is_empty() && value != "0")
}

/// The language of the interface: as the command line says, else as the settings do, else as the locale does.
fn language(looks: &Looks, config: &Config) -> Language {
    let set = || Some(&config.language).filter(|language| *language != "auto").map(|set| Language::of_locale(set));
    let locale = || Language::of_locale(&sys_locale::get_locale().unwrap_or_default());
    looks.lang.or_else(set).unwrap_or_else(locale)
}

/// The words for what is told before the arguments are understood: help, and what is wrong with them. `lang` is what
/// `--lang` says, if it says anything.
pub fn words(lang: Option<Language>) -> Strings {
    let looks = Looks { lang, ..Looks::default() };
    let folders = folders(&looks).ok();
    let config = own(folders.as_ref(), "config.toml", &mut Vec::new(), Config::with).unwrap_or_default();
    let language = language(&looks, &config);
    let of_language = |text: &str, file: &str| Strings::with(language, text, file);
    own(folders.as_ref(), &language.file(), &mut Vec::new(), of_language).unwrap_or_else(|| Strings::of(language))
}

/// All themes, those that come with wenda first; without colours where `NO_COLOR` is set (no-color.org) or the terminal has none.
fn themes(folders: Option<&Folders>, faults: &mut Vec<Fault>) -> Vec<(String, Theme)> {
    let term = std::env::var("TERM").unwrap_or_default();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || is_monochrome(&term);
    let embedded = DEFAULTS.iter().filter_map(|(name, text)| Some(((*name).to_owned(), Theme::parse(text).ok()?)));
    let mut themes: Vec<(String, Theme)> = embedded.collect();
    for name in folders.map(|folders| storage::config::names(folders, "themes")).unwrap_or_default() {
        let file = format!("themes/{name}.toml");
        let theme = own(folders, &file, faults, Theme::with);
        themes.extend(theme.map(|theme| (name, theme)));
    }
    if plain {
        themes = themes.into_iter().map(|(name, theme)| (name, theme.without_colour())).collect();
    }
    themes
}

/// The words and shapes of labels, with the person's own.
pub fn lexicon(folders: Option<&Folders>, faults: &mut Vec<Fault>) -> Lexicon {
    let with = |text: &str, file: &str| {
        let (lexicon, wrong) = Lexicon::default_words().with_all_of(text);
        let fault = |LexiconError { line, wrong }| Fault { file: file.to_owned(), line, wrong: wrong_label(wrong) };
        (lexicon, wrong.into_iter().map(fault).collect())
    };
    own(folders, "labels.toml", faults, with).unwrap_or_else(Lexicon::default_words)
}

/// What is wrong in the file of labels, as a fault among others.
fn wrong_label(wrong: WrongLabels) -> Wrong {
    let listed = |near: &[String]| near.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match wrong {
        WrongLabels::Syntax(why) => Wrong::Syntax(why),
        WrongLabels::NoTable(name) => Wrong::WrongKind { name, kind: Kind::Table },
        WrongLabels::NoWords(name) => Wrong::WrongKind { name, kind: Kind::Texts },
        WrongLabels::NoVersion => Wrong::WrongKind { name: "version".to_owned(), kind: Kind::Number },
        WrongLabels::Newer => Wrong::Newer,
        WrongLabels::UnknownList { name, near } => Wrong::UnknownList { name, near },
        WrongLabels::NotListed { word, list, near } => Wrong::NothingTaken { near: listed(&near), word, list },
        WrongLabels::NoShape(name) => Wrong::NoShape(name),
        WrongLabels::NoNumberedName(name) => Wrong::NoNumberedName(name),
    }
}

/// Says what is wrong in the person's own files, where no screen does.
pub fn tell(faults: &[Fault], strings: &Strings, folders: Option<&Folders>) {
    for sentence in fault_sentences(faults, strings, folders) {
        output::warn(&message!("{}", sentence));
    }
}

/// What is wrong in the person's own files, a sentence each, then what holds all the same and where they lie.
pub fn fault_sentences(faults: &[Fault], strings: &Strings, folders: Option<&Folders>) -> Vec<String> {
    let folder = folders.map_or_else(String::new, |folders| folders.config.display().to_string());
    let rest = (!faults.is_empty()).then(|| put(&strings.faults.rest_holds, &[("folder", &folder)]));
    faults.iter().map(|fault| of_fault(fault, strings)).chain(rest).collect()
}

/// What `parse` makes of the text and the name of the person's file `name`, if there is one; what is wrong with it is noted.
fn own<T>(
    folders: Option<&Folders>,
    name: &str,
    faults: &mut Vec<Fault>,
    parse: impl Fn(&str, &str) -> (T, Vec<Fault>),
) -> Option<T> {
    let text = read_own(folders, name, faults)?;
    let (made, wrong) = parse(&text, name);
    faults.extend(wrong);
    Some(made)
}

fn read_own(folders: Option<&Folders>, name: &str, faults: &mut Vec<Fault>) -> Option<String> {
    let read: Result<_, StoreError> = folders.map_or(Ok(None), |folders| storage::config::read(folders, name));
    match read {
        Ok(setting) => setting.map(|setting| setting.text),
        Err(error) => {
            faults.push(Fault { file: name.to_owned(), line: 1, wrong: Wrong::Unreadable(why_unreadable(&error)) });
            None
        }
    }
}

/// Why a file of settings can't be read.
fn why_unreadable(error: &StoreError) -> Unreadable {
    match error {
        StoreError::Read { source, .. } if source.kind() == io::ErrorKind::InvalidData => Unreadable::NotText,
        StoreError::Read { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => Unreadable::NotYours,
        StoreError::Read { source, .. } => Unreadable::System(source.kind(), source.to_string()),
        StoreError::TooLong { .. } => Unreadable::TooLong,
        StoreError::NoFile(_) | StoreError::Link(_) => Unreadable::NoFile,
        StoreError::NoHome
        | StoreError::Closed
        | StoreError::Write { .. }
        | StoreError::Locked(_)
        | StoreError::Silent => Unreadable::System(io::ErrorKind::Other, format!("{error:?}")),
        StoreError::Newer(_) | StoreError::Damaged { .. } | StoreError::TooLarge(_) | StoreError::Form(_) => {
            Unreadable::System(io::ErrorKind::Other, format!("{error:?}"))
        }
    }
}

/// Opens the document at `path`, or on standard input for `-`.
///
/// # Errors
/// The file can't be read (exit code 3), or an option names nothing known (2).
pub fn open(path: &Path, reading: &Reading, set: &Setup, lexicon: &Lexicon) -> Result<Document, Failure> {
    let options = read_options(reading, set)?;
    contents(path, &set.look.strings).map(|contents| contents.read(&options, lexicon))
}

/// The bytes of the file at `path`, or of standard input for `-`.
///
/// # Errors
/// They can't be had (exit code 3), or standard input is the keyboard (2).
pub fn contents(path: &Path, strings: &Strings) -> Result<Contents, Failure> {
    let unopened = |error: OpenError| Failure::unopened(&error, strings);
    if path != Path::new("-") {
        return reading::load(path).map_err(unopened);
    }
    if io::stdin().is_terminal() {
        return Err(Failure::usage(Message::put(&strings.told.stdin_is_terminal, &[])));
    }
    reading::load_reader(io::stdin().lock(), path).map_err(unopened)
}

/// Something that the reader said about the structure.
#[derive(Debug, Serialize)]
pub struct Said {
    /// What was said, as it is kept.
    says: serde_json::Value,
    /// The words of the paragraph that it was said about.
    text: String,
    /// Whether the paragraph is there.
    in_force: bool,
}

/// The document with the corrections that its reader made, and these. That some have lost their place is told.
pub fn corrected(
    document: Document,
    path: &Path,
    folders: Option<&Folders>,
    strings: &Strings,
) -> (Document, Vec<Said>) {
    let Some(folders) = folders else { return (document, Vec::new()) };
    let shelf = Shelf::new(&document, opening::corrections(folders, &document, &kept_path(path)));
    let (verdicts, n_lost) = shelf.verdicts(&document);
    if n_lost > 0 {
        let values: [(&str, &dyn Display); 2] = [("n", &n_lost), ("path", &path.display())];
        output::warn(&Message::put(&strings.told.gone, &values));
    }
    let said = shelf.corrections(&document).into_iter().map(|(_, passage, verdict, correction)| Said {
        says: verdict.to_json(),
        text: correction.anchor.exact.clone(),
        in_force: passage.is_some(),
    });
    let said = said.collect();
    (document.corrected(&verdicts), said)
}

/// How documents are to be read, as the command line and the settings say.
///
/// # Errors
/// An option names nothing known.
pub fn read_options(reading: &Reading, set: &Setup) -> Result<ReadOptions, Failure> {
    let told = &set.look.strings.told;
    let encoding = reading.encoding.as_deref().map(|name| {
        let unknown = || Failure::usage(Message::put(&told.no_encoding, &[("name", &name)]));
        Encoding::named(name).ok_or_else(unknown)
    });
    let format = reading.format.as_deref().map(|name| {
        let values: [(&str, &dyn Display); 2] = [("name", &name), ("known", &Format::all_names())];
        Format::named(name).ok_or_else(|| Failure::usage(Message::put(&told.no_format, &values)))
    });
    Ok(ReadOptions { encoding: encoding.transpose()?, format: format.transpose()?, raw: reading.raw || !set.repairs })
}
