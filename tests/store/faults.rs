//! The faults, one function each.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use libtest_mimic::Failed;
use tempfile::TempDir;

use crate::checks::{Said, attempt, check, program, run, saved};
use crate::is_full;

/// Every kind of change, once.
const SCRIPT: &str = "add,edit,tag,delete,undelete,text,import,compact,add";
/// Every kind of change, after others than in [`SCRIPT`]: a change to what was just compacted, deleted or taken in.
const OTHER_SCRIPT: &str =
    "import,tag,edit,compact,add,delete,compact,undelete,text,tag,delete,import,edit,compact,add,undelete,compact,tag";
/// The system calls by which a store is changed and read.
const CALLS: &[&str] = &[
    "openat",
    "read",
    "pread64",
    "write",
    "lseek",
    "ftruncate",
    "flock",
    "fdatasync",
    "fsync",
    "mkdir",
    "rename",
    "unlink",
    "close",
    "statx",
    "getdents64",
];
const ERRORS: &[&str] = &["ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES", "EINTR"];

/// More bytes than the log of [`SCRIPT`] has.
const LARGEST_LOG: usize = 6_000;

/// A store that has `n_marks` already.
fn home(n_marks: usize) -> Result<(TempDir, Said), Failed> {
    let home = tempfile::tempdir()?;
    let script = vec!["add"; n_marks].join(",");
    let said = if n_marks > 0 { run(&["env"], home.path(), &script)? } else { Said::default() };
    Ok((home, said))
}

/// How often the program makes each call when nothing goes wrong.
fn calls(n_marks: usize, script: &str) -> Result<BTreeMap<&'static str, usize>, Failed> {
    let (home, _) = home(n_marks)?;
    let log = home.path().join("calls");
    run(&["strace", "-f", "-qq", "-o", &log.to_string_lossy()], home.path(), script)?;
    let text = fs::read_to_string(log)?;
    let count = |call: &str| text.lines().filter(|line| line.contains(&format!(" {call}("))).count();
    Ok(CALLS.iter().map(|call| (*call, count(call))).collect())
}

/// Tries a fault at every `stride`th call of each kind that `script` makes in stores of so many marks.
fn at_calls(faults: &[&str], script: &str, stores: &[usize], stride: usize) -> Result<(), Failed> {
    let (mut n_points, mut n_said, mut longest) = (0, 0, Duration::ZERO);
    for &n_marks in stores {
        let (prepared, before) = home(n_marks)?;
        for (call, count) in calls(n_marks, script)? {
            let points = (1..=count).step_by(stride);
            for (fault, nth) in faults.iter().flat_map(|fault| points.clone().map(move |nth| (fault, nth))) {
                // A call that strace makes fail is not made: a file that isn't closed would keep its lock.
                if call == "close" && fault.starts_with("error") {
                    continue;
                }
                let inject = format!("inject={call}:{fault}:when={nth}");
                let traced = format!("trace={call}");
                let strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &traced, "-e", &inject];
                let (home, said) = attempt(&strace, prepared.path(), script)?;
                let all = before.saved.union(&said.saved).cloned().collect();
                check(home.path(), &all, &inject)?;
                n_points += 1;
                n_said += said.saved.len();
                longest = longest.max(said.longest);
            }
        }
    }
    println!("{n_points} points, {n_said} acknowledged, 0 lost; the longest step took {} ms", longest.as_millis());
    Ok(())
}

/// Files may grow to so many bytes and no further, at each size that a log passes through: the write that crosses the
/// limit writes a part of its line and says so, the next one fails. Once more where that part can't be taken back.
pub fn short_writes() -> Result<(), Failed> {
    let (prepared, before) = home(1)?;
    let limits = (0..LARGEST_LOG).step_by(if is_full() { 7 } else { 311 });
    let trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=ftruncate", "-e", "inject=ftruncate:error=EIO"];
    let (mut n_runs, mut n_said, mut n_failed) = (0, 0, 0);
    for limit in limits {
        let size = format!("--fsize={limit}");
        // Without the trap the system would end the program instead of cutting its write short.
        let limited = ["prlimit", &size, "sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"];
        for wrapper in [&limited[..], &[&limited[..], &trace].concat()] {
            let (home, said) = attempt(wrapper, prepared.path(), SCRIPT)?;
            let all = before.saved.union(&said.saved).cloned().collect();
            check(home.path(), &all, &size)?;
            n_runs += 1;
            n_said += said.saved.len();
            n_failed += said.n_failed;
        }
    }
    println!("{n_runs} runs, {n_said} acknowledged, {n_failed} told as failed, 0 lost");
    if n_failed > 0 { Ok(()) } else { Err("no write was cut short".into()) }
}

pub fn killed_at_calls() -> Result<(), Failed> {
    if !is_full() {
        return at_calls(&["signal=KILL"], SCRIPT, &[1], 12);
    }
    for script in [SCRIPT, OTHER_SCRIPT] {
        at_calls(&["signal=KILL"], script, &[0, 1, 20, 200], 1)?;
    }
    Ok(())
}

pub fn failing_calls() -> Result<(), Failed> {
    let faults: Vec<String> = ERRORS.iter().map(|error| format!("error={error}")).collect();
    let faults: Vec<&str> = faults.iter().map(String::as_str).collect();
    if is_full() { at_calls(&faults, SCRIPT, &[0, 20], 1) } else { at_calls(&faults[..2], SCRIPT, &[1], 29) }
}

pub fn killed_at_random() -> Result<(), Failed> {
    let (home, before) = home(1)?;
    let mut all = before.saved;
    let n_kills = if is_full() { 10_000 } else { 20 };
    for nth in 0..n_kills {
        let mut writer = program(&["env"], home.path(), "add,edit,delete,undelete*").spawn()?;
        std::thread::sleep(Duration::from_micros(5_000 + nth * 7_919 % 20_000));
        writer.kill()?;
        let mut output = Vec::new();
        writer.stdout.take().map_or(Ok(0), |mut stdout| stdout.read_to_end(&mut output))?;
        writer.wait()?;
        all.extend(Said::parse(&output).saved);
        if nth % 500 == 499 {
            // A store that only grows would make reading it the longest part.
            check(home.path(), &all, &format!("kill {nth}"))?;
            fs::remove_dir_all(home.path().join("data"))?;
            all.clear();
        }
    }
    check(home.path(), &all, "kills at random")
}

pub fn many_writers() -> Result<(), Failed> {
    let (n_writers, n_marks) = if is_full() { (16, 1000) } else { (8, 40) };
    let (home, _) = home(0)?;
    let script = vec!["add"; n_marks].join(",");
    let writers: Vec<_> =
        (0..n_writers).map(|_| program(&["env"], home.path(), &script).spawn()).collect::<Result<_, _>>()?;
    let mut all = std::collections::BTreeSet::new();
    for writer in writers {
        let said = Said::parse(&writer.wait_with_output()?.stdout);
        if said.n_failed > 0 || said.saved.len() != n_marks {
            return Err(format!("{} of {n_marks} saved, {} failed", said.saved.len(), said.n_failed).into());
        }
        all.extend(said.saved);
    }
    println!("{} of {} acknowledged", all.len(), n_writers * n_marks);
    if all.is_subset(&saved(home.path())) { Ok(()) } else { Err("an acknowledged mark is lost".into()) }
}

/// The disk fills at every block: what doesn't fit is reported, and what was saved is there.
pub fn full_disk() -> Result<(), Failed> {
    let levels = (0..=64).step_by(if is_full() { 1 } else { 16 });
    for level in levels {
        let kept = tempfile::tempdir()?;
        let said = on_small_disk(level * 4 + 8, kept.path())?;
        let there = saved(kept.path());
        if said.n_failed == 0 || !said.saved.is_subset(&there) {
            return Err(format!(
                "{level}: {} failed, {} saved, {} there",
                said.n_failed,
                said.saved.len(),
                there.len()
            )
            .into());
        }
    }
    Ok(())
}

/// Runs the program on a disk of so many KiB, too few for all it saves, and copies what is there to `kept`.
fn on_small_disk(kib: usize, kept: &Path) -> Result<Said, Failed> {
    let script = format!(
        "mount -t tmpfs -o size={kib}k none /mnt && \"$0\" write /mnt \"$1\"; cp -r /mnt/. '{}'",
        kept.display()
    );
    let own = std::env::current_exe()?;
    let steps = vec!["add"; 700].join(",");
    let output = std::process::Command::new("unshare")
        .args(["-rm", "sh", "-c", &script])
        .args([own.as_os_str(), steps.as_ref()])
        .output()?;
    Ok(Said::parse(&output.stdout))
}
