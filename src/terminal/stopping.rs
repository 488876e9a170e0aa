//! Stopping the program until a shell resumes it: whether there is such a shell, and the stop itself.

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

/// Whether a shell is there that notices the stop and resumes the program. Such a shell leads the session and gives each of its
/// jobs a process group of its own; where the program's own group leads the session (`script -c`, `ssh -t HOST wenda`, a
/// window opened for it alone) nobody would ever wake it.
pub(super) fn has_shell() -> bool {
    getsid(None).is_ok_and(|leader| leader != getpgrp())
}

/// Stops the program, and as Ctrl-Z does what runs with it for the shell: where a script called it, the shell waits for that.
pub(super) fn stop() {
    if !has_shell() || kill_current_process_group(Signal::STOP).is_err() {
        drop(signal_hook::low_level::raise(signal_hook::consts::SIGSTOP));
    }
}
