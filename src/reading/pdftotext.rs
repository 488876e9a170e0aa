//! pdftotext: another program that takes PDF apart, asked where it is installed and the library is not built in. It is given
//! the bytes and gives back words with their places (`formats::pdf::listing`); it sees no file, and is stopped when it takes
//! too long.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::formats::pdf::fault::Fault;

/// So long is waited for it.
const PATIENCE: Duration = Duration::from_secs(20);
/// So much of what it prints is read, in bytes.
const MOST: u64 = 128 * 1024 * 1024;

/// What it prints of a PDF.
pub(super) fn listing(bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    // Both names of a file are those of its standard streams.
    let mut command = Command::new("pdftotext");
    command.args(["-bbox", "-enc", "UTF-8", "-l", "3000", "-", "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| Fault::NoReader)?;
    let printed = talk(&mut child, bytes);
    let is_done = finish(&mut child);
    let (listing, complaints) = printed?;
    match is_done {
        None => Err(Fault::Slow),
        Some(false) if complaints.contains("password") => Err(Fault::Locked),
        Some(false) => Err(Fault::Damaged),
        Some(true) => Ok(listing),
    }
}

/// Writes the bytes to it, and reads what it prints and complains of.
fn talk(child: &mut Child, bytes: Vec<u8>) -> Result<(Vec<u8>, String), Fault> {
    let (Some(mut stdin), Some(stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(Fault::NoReader);
    };
    let begun = Instant::now();
    // It may end before it has read all.
    let writing = thread::spawn(move || drop(stdin.write_all(&bytes)));
    let complaining = thread::spawn(move || {
        let mut complaints = Vec::new();
        let _ = stderr.take(64 * 1024).read_to_end(&mut complaints);
        String::from_utf8_lossy(&complaints).into_owned()
    });
    let reading = thread::spawn(move || {
        let mut listing = Vec::new();
        let _ = stdout.take(MOST).read_to_end(&mut listing);
        listing
    });
    while !reading.is_finished() {
        if begun.elapsed() > PATIENCE {
            // It is ours, and nobody waits for it any more; the threads end with its streams.
            let _ = child.kill();
            return Err(Fault::Slow);
        }
        thread::sleep(Duration::from_millis(2));
    }
    let listing = reading.join().map_err(|_| Fault::Damaged)?;
    let _ = child.try_wait();
    drop(writing);
    Ok((listing, complaining.join().unwrap_or_default()))
}

/// Waits for its end: whether it is content, or `None` where it has to be stopped.
fn finish(child: &mut Child) -> Option<bool> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if begun.elapsed() < Duration::from_secs(1) => thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}
