//! A program in a pseudo-terminal, and its two ends: what it writes, and the keyboard.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// The program; dropping it ends it.
pub struct Program {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    /// What it writes, piece by piece; closed when it has ended.
    pub output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
}

impl Program {
    /// Starts `program` with `arguments` in a terminal of `columns` and `rows`, in a folder and with more of an
    /// environment; what it keeps is below `home`.
    pub fn start(
        folder: &Path,
        program: &str,
        arguments: &[&str],
        home: &Path,
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(folder);
        command.env_clear();
        let own = [("TERM", "xterm-256color"), ("LANG", "en_US.UTF-8"), ("WENDA_HOME", home.to_str().unwrap())];
        for (name, value) in own.iter().chain(environment) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(n_bytes @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..n_bytes].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Program { child, master: pair.master, output, keyboard }
    }

    /// Sends it bytes as a terminal does: keys and answers. One that has ended does not hear them.
    pub fn send(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).ok();
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        let id = self.child.process_id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        kill_process(id.unwrap(), signal).unwrap();
    }

    /// Tells it another size of the window.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
