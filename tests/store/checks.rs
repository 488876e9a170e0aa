//! Running the program that saves, and comparing what it said with what is there.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use libtest_mimic::Failed;
use tempfile::TempDir;
use wenda::storage::{Folders, MarksStore};

use crate::writer::IDENTITY;

/// What the program said.
#[derive(Debug, Default)]
pub struct Said {
    pub saved: BTreeSet<String>,
    pub n_failed: usize,
}

impl Said {
    pub fn parse(output: &[u8]) -> Self {
        let mut said = Said::default();
        for line in String::from_utf8_lossy(output).lines() {
            match line.split_once(' ') {
                Some(("saved", what)) => drop(said.saved.insert(what.to_owned())),
                _ => said.n_failed += 1,
            }
        }
        for step in ["text", "compact"] {
            said.saved.remove(step);
        }
        said
    }
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

/// Runs the program to its end, which must come soon.
pub fn run(wrapper: &[&str], home: &Path, script: &str) -> Result<Said, Failed> {
    let start = Instant::now();
    let output = program(wrapper, home, script).output()?;
    // Two waits for a lock of 2 s at most, and room for a busy machine.
    if start.elapsed().as_secs() > 20 {
        return Err(format!("{wrapper:?}: took {} s", start.elapsed().as_secs()).into());
    }
    Ok(Said::parse(&output.stdout))
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
    let marks = MarksStore::of(&Folders::under(home), IDENTITY).load().marks;
    let operations = marks.operations().map(|operation| operation.id.clone());
    operations.chain(marks.live().map(|mark| mark.id.clone())).collect()
}

/// A copy of a prepared store.
pub fn copy(home: &Path) -> Result<TempDir, Failed> {
    let copy = tempfile::tempdir()?;
    let is_copied = Command::new("cp").arg("-r").arg(home.join(".")).arg(copy.path()).status()?.success();
    if is_copied { Ok(copy) } else { Err("the store can't be copied".into()) }
}
