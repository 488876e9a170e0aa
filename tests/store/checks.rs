//! Running the program that saves, and comparing what it said with what is there.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use libtest_mimic::Failed;
use tempfile::TempDir;
use wenda::storage::{Folders, MarksStore};

use crate::writer::identity;

/// No step may take longer, whatever fails.
const LONGEST_STEP: Duration = Duration::from_secs(2);

/// What the program said.
#[derive(Debug, Default)]
pub struct Said {
    pub saved: BTreeSet<String>,
    pub n_failed: usize,
    /// How many steps it said anything of.
    pub n_told: usize,
    /// The longest step.
    pub longest: Duration,
}

impl Said {
    pub fn parse(output: &[u8]) -> Self {
        let mut said = Said::default();
        for line in String::from_utf8_lossy(output).lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let [outcome, what, took] = words[..] else { continue };
            said.n_told += 1;
            said.longest = said.longest.max(Duration::from_millis(took.parse().unwrap_or(u64::MAX)));
            match outcome {
                "saved" => drop(said.saved.insert(what.to_owned())),
                _ => said.n_failed += 1,
            }
        }
        for step in ["text", "compact"] {
            said.saved.remove(step);
        }
        said
    }
}

/// How many steps of `script` something must be said of: each mark of an import is one.
fn n_steps(script: &str) -> usize {
    script.split(',').map(|step| if step == "import" { 3 } else { 1 }).sum()
}

/// The command that runs the program on `home`, behind `wrapper`.
pub fn program(wrapper: &[&str], home: &Path, script: &str) -> Command {
    let own = std::env::current_exe().unwrap_or_default();
    let mut words: Vec<std::ffi::OsString> = wrapper.iter().map(Into::into).collect();
    words.extend([own.into(), "write".into(), home.into(), script.into()]);
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Runs the program to its end, if it isn't killed; then nothing may have failed in silence.
pub fn run(wrapper: &[&str], home: &Path, script: &str) -> Result<Said, Failed> {
    let output = program(wrapper, home, script).output()?;
    let said = Said::parse(&output.stdout);
    if output.status.success() && said.n_told != n_steps(script) {
        return Err(format!("{wrapper:?}: {} of {} steps told of", said.n_told, n_steps(script)).into());
    }
    Ok(said)
}

/// Runs the program on a copy of `prepared`, which it gives too. A busy machine may hold any program up for once; one
/// that takes too long each time hangs.
pub fn attempt(wrapper: &[&str], prepared: &Path, script: &str) -> Result<(TempDir, Said), Failed> {
    const ATTEMPTS: usize = 3;
    let mut said = Said::default();
    for _ in 0..ATTEMPTS {
        let home = copy(prepared)?;
        said = run(wrapper, home.path(), script)?;
        if said.longest <= LONGEST_STEP {
            return Ok((home, said));
        }
    }
    Err(format!("{wrapper:?}: hangs for {} ms", said.longest.as_millis()).into())
}

/// Fails if an operation that was said to be saved is not there, or if saving doesn't work any more.
pub fn check(home: &Path, said: &BTreeSet<String>, point: &str) -> Result<(), Failed> {
    let there = saved(home);
    if let Some(lost) = said.iter().find(|id| !there.contains(*id)) {
        return Err(format!("{point}: {lost} was saved and is lost").into());
    }
    let again = run(&["env"], home, "add")?;
    if again.n_failed > 0 || !again.saved.is_subset(&saved(home)) {
        return Err(format!("{point}: nothing can be saved any more").into());
    }
    Ok(())
}

/// The operations and marks that are there.
pub fn saved(home: &Path) -> BTreeSet<String> {
    let marks = MarksStore::of(&Folders::under(home), identity()).load().marks;
    let operations = marks.operations().map(|operation| operation.id.clone());
    operations.chain(marks.live().map(|mark| mark.id.clone())).collect()
}

/// A copy of a prepared store.
fn copy(home: &Path) -> Result<TempDir, Failed> {
    let copy = tempfile::tempdir()?;
    let is_copied = Command::new("cp").arg("-r").arg(home.join(".")).arg(copy.path()).status()?.success();
    if is_copied { Ok(copy) } else { Err("the store can't be copied".into()) }
}
