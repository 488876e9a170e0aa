//! Fits `assets/weights-page.toml`: whether anybody speaks on a page, `assets/weights.toml`: how much each trait counts when it is
//! decided who asks and who answers, and `assets/weights-certainty.toml`: how much each trait of a turn says that it is right.
//!
//! ```text
//! cargo run --release --example fit -- [--write] [--lists] [--weights] FOLDER...
//! ```
//!
//! Each folder holds documents, their truth in `truth/NAME.json`, and perhaps `SOURCES.tsv`, whose second column tells which
//! documents are of one source; or it is `tests/reading/cases` and has `.turns` files. A tenth of the sources at a time is left
//! out: its documents are read with weights of castings that were fitted to the others and without the words and shapes of
//! `assets/labels.toml` that only it has, which are printed. Each of their turns is judged by weights of certainty that were
//! fitted to turns of other sources, read with weights of castings that were fitted without them, and all words. The table that
//! is printed is of these judgements, and one line says what they are worth where all words stay.
//!
//! `--write` writes the weights, fitted to everything and with all words, and the sum from which on 998 of 1,000 turns are right
//! where the weights are left out: from there on a turn is shown as a fact. What each weight says stays as it is in the files.
//! `--lists` prints instead what each list and each shape brings, and `--weights` what each row of weights does.

mod cases;
mod castings;
mod known;
mod left_out;
mod lists;
mod logistic;
mod material;
mod pages;
mod weights;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use left_out::LeftOut;
use logistic::{OF_TURNS, Row, Speaks, dot, fit, likely};
use material::{Known, Read, Seen};
use wenda::reading::{Lexicon, Weights};

/// The files that are fitted.
const CASTINGS: &str = "assets/weights.toml";
const PAGE: &str = "assets/weights-page.toml";
const CERTAINTY: &str = "assets/weights-certainty.toml";
/// The share of facts that has to be right here, so that 99 of 100 are elsewhere: how labels are found and what makes a
/// casting good was decided with these documents at hand.
const FACTS: f64 = 0.998;

fn main() -> Result<(), Box<dyn Error>> {
    let (options, folders): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    if folders.is_empty()
        || options.iter().any(|option| !["--write", "--lists", "--weights"].contains(&option.as_str()))
    {
        return Err("usage: fit [--write] [--lists] [--weights] FOLDER... (folders of documents with truth)".into());
    }
    let lexicon = Lexicon::default_words();
    let mut known = Vec::new();
    for folder in folders.iter().map(PathBuf::from) {
        known.extend(material::read_folder(&folder, &lexicon).map_err(|error| {
            format!("{}: {error}; see the usage at the top of examples/fit/main.rs", folder.display())
        })?);
    }
    if options.iter().any(|option| option == "--lists") {
        return lists::print(&known, &lexicon);
    }
    if options.iter().any(|option| option == "--weights") {
        return weights::print(&known, &lexicon);
    }
    let names_of_page = pages::names(&known);
    let of_page = pages::fitted(&known, &speaks(Path::new(PAGE), &names_of_page)?, number(Path::new(PAGE), "enough")?);
    let LeftOut { listed, unlisted, names } = left_out::read(&known, &lexicon)?;
    let speaks = speaks(Path::new(CERTAINTY), &names)?;
    let fact = print_judged(&listed, &unlisted, &speaks)?;
    let rows: Vec<Row> = listed.iter().flat_map(rows).collect();
    let weights = fit(&rows, &speaks, OF_TURNS);
    brings(&listed, &unlisted, &names, &speaks, &weights);
    let of_castings = castings::fit(known.iter().flat_map(|document| &document.tries), &Weights::fitted());
    let fitted_to = fitted_to(&known, &lexicon, &Weights::with(&of_castings));
    println!("read by weights that were fitted to all of them: {}", summary(&fitted_to));
    if options.is_empty() {
        return Ok(());
    }
    write(Path::new(PAGE), &names_of_page, &of_page, None)?;
    write_castings(Path::new(CASTINGS), &of_castings)?;
    write(Path::new(CERTAINTY), &names, &weights, Some(fact))
}

/// Prints how the turns of documents that were left out are judged, and what that is worth where they are read with all words,
/// as those are that people read. Gives the sum from which on enough of the latter are right.
fn print_judged(listed: &[Read], unlisted: &[Read], speaks: &[Speaks]) -> Result<f64, Box<dyn Error>> {
    let shipped = number(Path::new(CERTAINTY), "fact")?;
    let judged = judged_left_out(listed, unlisted, speaks);
    table(&judged);
    println!("left out by weights, words and shapes: {}", summary(unlisted));
    figures(unlisted, &judged, shipped);
    println!("    {}", from(threshold(&judged), &judged));
    lost(listed, unlisted);
    let by_all_words = judged_left_out(listed, listed, speaks);
    let fact = threshold(&by_all_words);
    let facts = [shipped, fact].map(|fact| from(fact, &by_all_words)).join("; ");
    println!("left out by weights alone: {}; {facts}", summary(listed));
    worst(&judged);
    Ok(fact)
}

/// Prints whole documents of which another number of turns is right without the words and shapes that only their sources have.
fn lost(listed: &[Read], unlisted: &[Read]) {
    let n_right = |document: &Read| document.turns.iter().filter(|turn| turn.is_right).count();
    let both = listed.iter().zip(unlisted).filter(|(listed, _)| !listed.is_piece);
    println!("documents that are read otherwise without words and shapes of their own:");
    for (listed, unlisted) in both.filter(|(listed, unlisted)| n_right(listed) != n_right(unlisted)) {
        let (name, n_true) = (&listed.name, listed.n_true);
        println!("    {name}: {} of {n_true} turns are right, {} with all", n_right(unlisted), n_right(listed));
    }
}

/// How many turns are facts from a sum on.
fn from(fact: f64, judged: &[Judged]) -> String {
    let facts: Vec<&Judged> = judged.iter().filter(|it| it.is_fact(fact)).collect();
    format!(
        "from a sum of {fact:.2} on {} of {} turns are facts, {:.4} right",
        facts.len(),
        judged.len(),
        share(&facts)
    )
}

/// Reads each usual document with weights that were fitted to it, too: far better than left out means that there are too many.
fn fitted_to(known: &[Known], lexicon: &Lexicon, weights: &Weights) -> Vec<Read> {
    known.iter().filter(|document| document.is_usual).map(|document| document.read(lexicon, weights).0).collect()
}

/// A number that stands by itself in a file of weights.
fn number(path: &Path, name: &str) -> Result<f64, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
    let value = value.ok_or_else(|| format!("{}: no row begins with {name:?}", path.display()))?;
    Ok(value.trim().parse()?)
}

/// What each trait can say, as the file tells.
fn speaks(path: &Path, names: &[&str]) -> Result<Vec<Speaks>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let of_row = |name: &&str| {
        let row = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = {"));
        match row.and_then(|row| row.split_once("speaks = \"")).map(|(_, rest)| rest.split('"').next().unwrap_or("")) {
            Some("for") => Ok(Speaks::For),
            Some("against") => Ok(Speaks::Against),
            Some("either") => Ok(Speaks::Either),
            Some(_) | None => {
                Err(format!("{}: {name} does not say whether it speaks for a turn", path.display()).into())
            }
        }
    };
    names.iter().map(of_row).collect()
}

/// A turn with the sum of weights that were fitted without its source.
struct Judged<'a> {
    document: &'a Read,
    turn: &'a Seen,
    sum: f64,
}

impl Judged<'_> {
    fn is_fact(&self, fact: f64) -> bool {
        self.turn.may_be_fact && self.sum >= fact
    }
}

fn rows(document: &Read) -> impl Iterator<Item = Row<'_>> {
    let n_turns = document.turns.len();
    document.turns.iter().map(move |turn| Row { traits: &turn.traits, is_right: turn.is_right, n_turns })
}

/// Judges the turns of each source by weights that are fitted to all others, as they are read with all words.
fn judged_left_out<'a>(listed: &[Read], documents: &'a [Read], speaks: &[Speaks]) -> Vec<Judged<'a>> {
    let sources: BTreeSet<&str> = documents.iter().map(|document| document.source.as_str()).collect();
    let mut judged = Vec::new();
    for source in sources {
        let others: Vec<Row> = listed.iter().filter(|document| document.source != source).flat_map(rows).collect();
        let weights = fit(&others, speaks, OF_TURNS);
        for document in documents.iter().filter(|document| document.source == source) {
            let of_turn = |turn: &'a Seen| Judged { document, turn, sum: dot(&turn.traits, &weights) };
            judged.extend(document.turns.iter().map(of_turn));
        }
    }
    judged
}

/// Of the turns that are said to be right with a probability, how many are.
fn table(judged: &[Judged]) {
    const STEPS: [f64; 10] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995];
    println!("said to be right   turns   are right   (each source by weights fitted to the others)");
    for (index, from) in STEPS.iter().enumerate() {
        let to = STEPS.get(index + 1).copied().unwrap_or(f64::INFINITY);
        let within: Vec<&Judged> = judged.iter().filter(|it| (*from..to).contains(&likely(it.sum))).collect();
        println!("{:>16} {:>7} {:>11.3}", format!("{from:.3} - {:.3}", to.min(1.0)), within.len(), share(&within));
    }
}

fn share(judged: &[&Judged]) -> f64 {
    judged.iter().filter(|it| it.turn.is_right).count() as f64 / judged.len().max(1) as f64
}

/// The least sum from which on so many of the turns are right that they are facts.
fn threshold(judged: &[Judged]) -> f64 {
    let mut ordered: Vec<&Judged> = judged.iter().filter(|it| it.turn.may_be_fact).collect();
    ordered.sort_by(|a, b| b.sum.total_cmp(&a.sum));
    let (mut n, mut n_right, mut fact) = (0, 0, f64::INFINITY);
    // Turns of one sum are facts together or not at all.
    for equal in ordered.chunk_by(|a, b| a.sum == b.sum) {
        n += equal.len();
        n_right += equal.iter().filter(|it| it.turn.is_right).count();
        if n_right as f64 >= FACTS * n as f64 {
            fact = equal[0].sum;
        }
    }
    fact
}

/// How many turns of these documents are of their kind, and how many right.
fn summary(documents: &[Read]) -> String {
    let documents: Vec<&Read> = documents.iter().filter(|document| !document.is_piece).collect();
    let n_found: usize = documents.iter().map(|document| document.turns.len()).sum();
    let n_true: usize = documents.iter().map(|document| document.n_true).sum();
    let n_of = |is: fn(&Seen) -> bool| documents.iter().flat_map(|it| &it.turns).filter(|turn| is(turn)).count();
    let f1 = |n: usize| 2.0 * n as f64 / (n_found + n_true) as f64;
    let (kind, exact) = (f1(n_of(|turn| turn.is_of_kind)), f1(n_of(|turn| turn.is_right)));
    format!("kind F1 {kind:.3}, exact F1 {exact:.3} of {n_true} turns in {} documents", documents.len())
}

/// What the reading of all documents is worth, and what its facts are.
fn figures(documents: &[Read], judged: &[Judged], fact: f64) {
    let facts: Vec<&Judged> = judged.iter().filter(|it| it.is_fact(fact)).collect();
    for (of, is_piece) in [("whole documents", false), ("pieces of them", true)] {
        let of_all = documents.iter().filter(|document| document.is_piece == is_piece);
        let n_found: usize = of_all.map(|document| document.turns.len()).sum();
        let facts: Vec<&Judged> = facts.iter().filter(|it| it.document.is_piece == is_piece).copied().collect();
        println!(
            "facts in {of}: {} of {n_found} turns, {:.4} right; from a sum of {fact:.2} on",
            facts.len(),
            share(&facts)
        );
    }
    let mut wrong: Vec<(&str, usize)> = Vec::new();
    for it in facts.iter().filter(|it| !it.turn.is_right) {
        match wrong.iter_mut().find(|(name, _)| *name == it.document.name) {
            Some((_, n)) => *n += 1,
            None => wrong.push((&it.document.name, 1)),
        }
    }
    wrong.iter().for_each(|(name, n)| println!("    wrong facts in {name}: {n}"));
}

/// The documents whose turns are misjudged most, left out: the logarithm of the odds that is lost, turns that are right, and all.
fn worst(judged: &[Judged]) {
    const MOST: usize = 25;
    let mut of_document: BTreeMap<&str, (f64, usize, usize)> = BTreeMap::new();
    for it in judged {
        let known = of_document.entry(&it.document.name).or_default();
        known.0 -= likely(if it.turn.is_right { it.sum } else { -it.sum }).ln();
        known.1 += usize::from(it.turn.is_right);
        known.2 += 1;
    }
    let mut ordered: Vec<_> = of_document.into_iter().collect();
    ordered.sort_by(|a, b| b.1.0.total_cmp(&a.1.0));
    println!("documents whose turns are misjudged most:");
    for (name, (loss, n_right, n)) in ordered.into_iter().take(MOST) {
        println!("    {name}: {n_right} of {n} turns are right, loss {loss:.1}");
    }
}

/// What each trait brings: by how much the judgements of turns whose source was left out get worse without it.
fn brings(listed: &[Read], unlisted: &[Read], names: &[&str], speaks: &[Speaks], weights: &[f64]) {
    let loss = |listed: &[Read], unlisted: &[Read]| {
        let judged = judged_left_out(listed, unlisted, speaks);
        let of_turn = |it: &Judged| -likely(if it.turn.is_right { it.sum } else { -it.sum }).ln();
        judged.iter().map(of_turn).sum::<f64>() / judged.len().max(1) as f64
    };
    let whole = loss(listed, unlisted);
    println!("trait              weight   brings (loss without it, over {whole:.4})");
    for (index, name) in names.iter().enumerate() {
        let without = |read: &[Read]| read.iter().map(|document| document.without(index)).collect::<Vec<Read>>();
        println!("{name:<16} {:>8.2} {:>+8.4}", weights[index], loss(&without(listed), &without(unlisted)) - whole);
    }
}

/// Writes the weights of castings; what was expected of them and the sentences of the file stay.
fn write_castings(path: &Path, weights: &[f64]) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let rows = Weights::fitted();
    let line = |section: &str, line: &str| {
        let named = line.split_once(" = {").map(|(name, _)| format!("{section}.{name}"));
        let found = named.and_then(|name| rows.iter().position(|row| row.name == name));
        match (found, line.split_once(", guess = ")) {
            (Some(index), Some((start, rest))) => {
                let name = start.split(" = {").next().unwrap_or(start);
                format!("{name} = {{ weight = {:.2}, guess = {rest}", weights[index])
            }
            _ => line.to_owned(),
        }
    };
    let (mut lines, mut section) = (Vec::new(), "");
    for text in text.lines() {
        section = text.strip_prefix('[').map_or(section, |rest| rest.trim_end_matches(']'));
        lines.push(line(section, text));
    }
    std::fs::write(path, lines.join("\n") + "\n")?;
    println!("written: {}", path.display());
    Ok(())
}

/// Writes the weights, and the sum from which on a turn is a fact where there is one; the sentences of the file stay.
fn write(path: &Path, names: &[&str], weights: &[f64], fact: Option<f64>) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut put = |start: &str, rest: &dyn Fn(&str) -> String| -> Result<(), String> {
        let line = lines.iter_mut().find(|line| line.starts_with(start));
        let line = line.ok_or_else(|| format!("{}: no row begins with {start:?}", path.display()))?;
        *line = rest(line);
        Ok(())
    };
    if let Some(fact) = fact {
        put("fact = ", &|_| format!("fact = {:.2}", (fact * 100.0).ceil() / 100.0))?;
    }
    for (name, weight) in names.iter().zip(weights) {
        put(&format!("{name} = "), &|line| {
            let rest = line.split_once(", speaks = ").map_or("", |(_, rest)| rest);
            format!("{name} = {{ weight = {weight:.2}, speaks = {rest}")
        })?;
    }
    std::fs::write(path, lines.join("\n") + "\n")?;
    println!("written: {}", path.display());
    Ok(())
}
