//! The person's editor: which one it is, by `VISUAL` and `EDITOR`, and running it on the terminal.

use std::env;
use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl, open};

/// The editor that the environment names, perhaps with arguments.
pub(super) fn chosen() -> Option<String> {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    named.into_iter().find(|setting| !setting.trim().is_empty())
}

/// Runs an editor on the terminal, and waits for its end; gives the code that it ended with, as a shell counts a signal.
///
/// # Errors
/// It could not be started.
pub(super) fn run(command: &[OsString]) -> io::Result<i32> {
    let (program, arguments) = command.split_first().ok_or(ErrorKind::InvalidInput)?;
    let (stdin, stdout) = (io::stdin(), io::stdout());
    let mut editor = Command::new(program);
    editor.args(arguments);
    // lines that are piped to wenda are not the editor's, nor is what reads its answers
    if !stdin.is_terminal() {
        editor.stdin(terminal(OFlags::RDONLY));
    }
    if !stdout.is_terminal() {
        editor.stdout(terminal(OFlags::WRONLY)).stderr(terminal(OFlags::WRONLY));
    }
    let ended = editor.spawn()?.wait()?;
    // one that was killed may have left it so, and reads would fail
    if let Ok(flags) = fcntl_getfl(&stdin) {
        let _ = fcntl_setfl(&stdin, flags.difference(OFlags::NONBLOCK));
    }
    Ok(ended.code().or_else(|| ended.signal().map(|signal| 128 + signal)).unwrap_or_default())
}

/// The terminal that the program was started in, if there is one.
fn terminal(mode: OFlags) -> Stdio {
    open(c"/dev/tty", mode | OFlags::CLOEXEC, Mode::empty()).map_or_else(|_| Stdio::null(), Stdio::from)
}
