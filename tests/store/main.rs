//! Faults of the store: the program that saves is killed at its system calls and at random moments, its calls fail, its
//! disk fills, its writes are cut short, its logs are damaged, and many of it write at once. What was acknowledged must be there afterwards.
//!
//! `cargo test` takes samples; with `WENDA_FAULTS=full` (as in `.ci/faults`) every point is tried. What needs `strace` or
//! `unshare` is reported as ignored where they don't work.

mod checks;
mod damage;
mod faults;
mod large;
mod writer;

use std::env;
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().collect();
    if let [_, mode, home, script] = &words[..]
        && mode == "write"
    {
        return writer::write(home, script);
    }
    if let [_, _, home, _, mode] = &words[..]
        && mode == "open"
    {
        return large::open(home);
    }
    let no_trace = !works("strace", &["-o", "/dev/null", "true"]);
    let no_mounts = !works("unshare", &["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]);
    let no_limits = no_trace || !works("prlimit", &["--fsize=1000", "true"]);
    let trials = vec![
        Trial::test("a_kill_at_any_call_loses_nothing", faults::killed_at_calls).with_ignored_flag(no_trace),
        Trial::test("a_failing_call_loses_nothing_and_is_reported", faults::failing_calls).with_ignored_flag(no_trace),
        Trial::test("a_write_cut_short_loses_nothing_and_is_reported", faults::short_writes)
            .with_ignored_flag(no_limits),
        Trial::test("a_log_cut_anywhere_keeps_every_whole_record", damage::cut),
        Trial::test("a_flipped_bit_costs_at_most_its_record", damage::flipped),
        Trial::test("a_block_of_anything_costs_the_records_it_covers", damage::overwritten),
        Trial::test("what_is_damaged_is_kept_aside_and_never_overwritten", damage::kept_aside),
        Trial::test("a_long_log_takes_little_more_memory_than_its_words", large::long_logs)
            .with_ignored_flag(!cfg!(target_os = "linux")),
        Trial::test("a_kill_at_any_moment_loses_nothing", faults::killed_at_random),
        Trial::test("many_writers_lose_nothing", faults::many_writers),
        Trial::test("a_full_disk_loses_nothing_and_is_reported", faults::full_disk).with_ignored_flag(no_mounts),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Whether a program is there and may do this.
fn works(program: &str, arguments: &[&str]) -> bool {
    let quiet = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// Whether every point is tried.
fn is_full() -> bool {
    env::var_os("WENDA_FAULTS").is_some_and(|extent| extent == "full")
}
