//! Whether passages are found again after a document has changed: 40 quotations of each transcript, under edits that a
//! seeded program makes. The figures that the table shows are held as bounds.
//!
//! The transcripts are those in the folder that `WENDA_TRANSCRIPTS` names; without it this is reported as ignored.

#[path = "../conversions/mod.rs"]
mod conversions;
mod formats;
mod random;
mod revision;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use libtest_mimic::{Arguments, Failed, Trial};
use random::Random;
use revision::{Edit, Revision, document};
use wenda::document::Document;
use wenda::document::anchor::Anchor;
use wenda::document::identity::TextHash;
use wenda::document::place::Passage;
use wenda::document::resolver::Resolver;
use wenda::reading::{Lexicon, ReadOptions, read};
use wenda::search::fold::fold;

/// How many passages are marked in each document.
const QUOTATIONS: usize = 40;
/// Without `WENDA_ANCHORS=full` one in so many transcripts is taken.
const SAMPLE: usize = 6;
/// Documents over this many bytes lose all marked passages at once, not one by one.
const LARGE: usize = 500_000;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = env::var_os("WENDA_TRANSCRIPTS").map(PathBuf::from);
    let is_missing = folder.is_none();
    let folder = folder.unwrap_or_default();
    let (other, alone) = (folder.clone(), folder.clone());
    let trials = [
        Trial::test("marked_passages_are_found_again", move || hold(&folder, true)),
        Trial::test("marked_passages_are_found_again_by_their_words_alone", move || hold(&alone, false)),
        Trial::test("marked_passages_are_found_in_another_format", move || formats::hold(&other)),
    ];
    let trials = trials.into_iter().map(|trial| trial.with_ignored_flag(is_missing)).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// What became of the anchors under one edit.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    /// Found, but less than four fifths of it or more than that around it.
    partly: usize,
    lost: usize,
    wrong: usize,
    /// Of the processor, for each anchor; the comparison of the two texts is shared by all that are looked for at once.
    times: Vec<Duration>,
}

impl Tally {
    fn all(&self) -> usize {
        self.right + self.partly + self.lost + self.wrong
    }

    /// A count as a percentage.
    fn share(&self, count: usize) -> f64 {
        100.0 * count as f64 / self.all().max(1) as f64
    }

    /// A percentile of the times, in milliseconds.
    fn percentile(&self, percent: usize) -> f64 {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() * percent / 100).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    fn add(&mut self, other: &Tally) {
        self.right += other.right;
        self.partly += other.partly;
        self.lost += other.lost;
        self.wrong += other.wrong;
        self.times.extend(&other.times);
    }
}

/// The transcripts that are looked at: all, or a sample of the small ones, with the EPUB in any case.
fn transcripts(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.is_file() && path.extension().is_some_and(|it| it != "tsv"));
    paths.sort();
    if is_full() {
        return Ok(paths);
    }
    paths.retain(|path| fs::metadata(path).is_ok_and(|found| found.len() < LARGE as u64));
    let chosen = |(at, path): &(usize, PathBuf)| at % SAMPLE == 0 || kind(path) == "EPUB";
    let mut sample: Vec<(usize, PathBuf)> = paths.into_iter().enumerate().filter(chosen).collect();
    // Behind the others, whose random edits then do not depend on it.
    sample.sort_by_key(|(at, path)| (at % SAMPLE != 0, path.clone()));
    Ok(sample.into_iter().map(|(_, path)| path).collect())
}

fn is_full() -> bool {
    env::var_os("WENDA_ANCHORS").is_some_and(|extent| extent == "full")
}

/// The table that a transcript is shown in.
fn kind(path: &Path) -> &'static str {
    let len = fs::metadata(path).map_or(0, |found| found.len());
    match path.extension().and_then(OsStr::to_str) {
        Some("epub") => "EPUB",
        _ if len > 5_000_000 => "over 5 MB",
        _ if len > LARGE as u64 => "0.5 to 5 MB",
        _ => "under 0.5 MB",
    }
}

/// With the texts that the marks were made in, or without.
fn hold(folder: &Path, is_kept: bool) -> Result<(), Failed> {
    let paths = transcripts(folder)?;
    let mut texts = Vec::new();
    for path in &paths {
        let options = ReadOptions::default();
        texts.push(read(&fs::read(path)?, &path.to_string_lossy(), &options, &Lexicon::default()).text);
    }
    let mut tables: BTreeMap<&str, Vec<Tally>> = BTreeMap::new();
    for (number, text) in texts.iter().enumerate() {
        // Neighbours in the list may be two versions of one talk.
        let other = &texts[(number + texts.len() / 2) % texts.len()];
        let mut random = Random(number as u64);
        let tallies = tables.entry(kind(&paths[number])).or_insert_with(empty);
        for (edit, tally) in Edit::ALL.into_iter().zip(tallies) {
            measure((text, is_kept), other, edit, &mut random, tally);
        }
    }
    let mut all = empty();
    for (kind, tallies) in &tables {
        show(kind, tallies);
        all.iter_mut().zip(tallies).for_each(|(sum, tally)| sum.add(tally));
    }
    show(if is_kept { "all" } else { "all, by the words alone" }, &all);
    Edit::ALL.into_iter().zip(&all).try_for_each(|(edit, tally)| bounds(edit, tally, is_kept))?;
    let mut over_all = Tally::default();
    all.iter().for_each(|tally| over_all.add(tally));
    let is_held = !is_kept || over_all.share(over_all.wrong) <= 0.1;
    if is_held { Ok(()) } else { Err("too many are wrong over all".into()) }
}

fn empty() -> Vec<Tally> {
    Edit::ALL.iter().map(|_| Tally::default()).collect()
}

fn show(what: &str, tallies: &[Tally]) {
    let head = ["n", "right", "partly", "lost", "wrong", "p50 ms", "p99 ms"];
    println!("{what:<28} {}", head.map(|it| format!("{it:>7}")).join(" "));
    for (edit, tally) in Edit::ALL.into_iter().zip(tallies) {
        let shares = [tally.right, tally.partly, tally.lost, tally.wrong].map(|count| tally.share(count));
        let figures = shares.into_iter().chain([tally.percentile(50), tally.percentile(99)]);
        let figures: Vec<String> = figures.map(|it| format!("{it:>7.2}")).collect();
        println!("{:<28} {:>7} {}", edit.name(), tally.all(), figures.join(" "));
    }
    println!();
}

fn bounds(edit: Edit, tally: &Tally, is_kept: bool) -> Result<(), Failed> {
    let (least_right, most_wrong) = match edit {
        Edit::Nothing | Edit::Typography | Edit::Traditional | Edit::Wrapping if !is_kept => (99.8, 0.1),
        Edit::Deletion if !is_kept => (98.0, 1.0),
        // The words themselves have changed: what is found is right, and the rest is lost.
        _ if !is_kept => (0.0, 0.5),
        Edit::Script => (99.0, 0.1),
        Edit::Words(share) if share > 0.05 => (96.0, 0.1),
        Edit::Words(_) => (99.0, 0.1),
        Edit::Deletion => (99.0, 0.5),
        _ => (99.8, 0.1),
    };
    let is_held = tally.share(tally.right) >= least_right && tally.share(tally.wrong) <= most_wrong;
    if is_held { Ok(()) } else { Err(format!("{}: too few are right or too many wrong", edit.name()).into()) }
}

/// Marks passages of `text`, edits it (bringing in lines of `other`), and looks for them.
fn measure((text, is_kept): (&str, bool), other: &str, edit: Edit, random: &mut Random, tally: &mut Tally) {
    let old = document(text);
    let original = Revision::of(&old.text);
    let ranges: Vec<Range<usize>> = (0..QUOTATIONS).filter_map(|nth| pick(&old.text, nth, random)).collect();
    let kept = is_kept.then(|| (wenda::document::identity::text_hash(&old.text), old.text.clone()));
    let kept = BTreeMap::from_iter(kept);
    if edit == Edit::Deletion && old.text.len() > LARGE {
        let all = ranges.iter().fold(Revision::of(&old.text), |revision, range| revision.without(range));
        return look(&old, &kept, &all, &ranges, tally);
    }
    if edit == Edit::Deletion {
        for range in &ranges {
            look(&old, &kept, &original.without(range), std::slice::from_ref(range), tally);
        }
        return;
    }
    look(&old, &kept, &original.edited(edit, other, random), &ranges, tally);
}

/// How long this thread has had the processor, where the system tells (Linux); others may use the machine too.
fn processor_time() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}

/// Looks for the passages of `old` at `ranges` (of its characters) in a revision.
fn look(old: &Document, kept: &BTreeMap<TextHash, String>, now: &Revision, ranges: &[Range<usize>], tally: &mut Tally) {
    let revised = document(&now.text());
    // Lines without text are no paragraphs, so that the two texts may differ in line feeds.
    let anchors: Vec<Anchor> = ranges.iter().map(|range| Anchor::of(old, passage(old, range))).collect();
    let start = processor_time();
    let resolver = Resolver::new(&revised).folding(fold).with_kept(kept);
    let found: Vec<Option<Passage>> = anchors.iter().map(|anchor| resolver.resolve(anchor).passage()).collect();
    let each = (processor_time() - start) / u32::try_from(anchors.len().max(1)).unwrap_or(1);
    tally.times.extend(anchors.iter().map(|_| each));
    for ((range, anchor), found) in ranges.iter().zip(&anchors).zip(found) {
        score(now, &revised, range, anchor, found, tally);
    }
}

fn score(
    now: &Revision,
    revised: &Document,
    range: &Range<usize>,
    anchor: &Anchor,
    found: Option<Passage>,
    tally: &mut Tally,
) {
    let (truth, left) = now.now(range);
    let truth = material(&now.text(), &truth);
    let is_left = left * 5 >= range.len() * 2;
    let Some(found) = found else {
        if is_left {
            tally.lost += 1
        } else {
            tally.right += 1
        }
        if is_left && env::var_os("WENDA_SHOW").is_some() {
            println!("lost {:?}", anchor.exact);
        }
        return;
    };
    let (from, to) = (revised.offset(found.start), revised.offset(found.end));
    let characters = revised.text[..from].chars().count()..revised.text[..to].chars().count();
    let found = material(&revised.text, &characters);
    let common = truth.end.min(found.end).saturating_sub(truth.start.max(found.start));
    let united = truth.end.max(found.end) - truth.start.min(found.start);
    let count = match () {
        () if left > 0 && common * 5 >= united * 4 => &mut tally.right,
        () if left > 0 && common > 0 => &mut tally.partly,
        () => &mut tally.wrong,
    };
    *count += 1;
    if env::var_os("WENDA_SHOW").is_some() && (left == 0 || common * 5 < united * 4) {
        println!("{left}/{} {:?}\n  -> {:?}", range.len(), anchor.exact, &revised.text[from..to]);
    }
}

/// A range of characters of `text`, counted without white space.
fn material(text: &str, range: &Range<usize>) -> Range<usize> {
    let count = |end: usize| text.chars().take(end).filter(|character| !character.is_whitespace()).count();
    count(range.start)..count(range.end)
}

fn passage(document: &Document, range: &Range<usize>) -> Passage {
    let byte = |at: usize| document.text.char_indices().nth(at).map_or(document.text.len(), |(byte, _)| byte);
    Passage { start: document.place_at(byte(range.start)), end: document.place_at(byte(range.end)) }
}

/// The range of a passage in characters: in turn a phrase, a sentence and a paragraph.
fn pick(text: &str, nth: usize, random: &mut Random) -> Option<Range<usize>> {
    let characters: Vec<char> = text.chars().collect();
    for _ in 0..1000 {
        let at = random.below(characters.len());
        let line = bounds_around(&characters, at, |character| character == '\n');
        let found = match nth % 3 {
            0 => phrase(&characters, &line, at, random),
            1 => bounds_around(&characters, at, |character| "\n。！？.!?".contains(character)),
            _ => line,
        };
        let words: String = characters[found.clone()].iter().collect();
        let least = if nth.is_multiple_of(3) { 4 } else { 8 };
        if words.trim().chars().count() >= least {
            let lead = words.chars().take_while(|character| character.is_whitespace()).count();
            return Some(found.start + lead..found.start + lead + words.trim().chars().count());
        }
    }
    None
}

/// What lies around `at` between two marks; the mark behind it is left out.
fn bounds_around(characters: &[char], at: usize, is_mark: impl Fn(char) -> bool) -> Range<usize> {
    let start = characters[..at].iter().rposition(|&character| is_mark(character)).map_or(0, |mark| mark + 1);
    let end =
        characters[at..].iter().position(|&character| is_mark(character)).map_or(characters.len(), |mark| at + mark);
    start..end.max(start)
}

/// Some words of a line: 4 to 12 ideographs or 12 to 36 letters.
fn phrase(characters: &[char], line: &Range<usize>, at: usize, random: &mut Random) -> Range<usize> {
    let size = if characters[at].is_ascii() { 12 + random.below(25) } else { 4 + random.below(9) };
    let start = characters[line.start..at]
        .iter()
        .rposition(|&character| character == ' ')
        .map_or(at, |space| if characters[at].is_ascii() { line.start + space + 1 } else { at });
    start..(start + size).min(line.end)
}
