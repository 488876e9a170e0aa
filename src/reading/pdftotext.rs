//! pdftotext: another program that takes PDF apart, asked where it is installed and the library is not built in. It is given
//! the bytes and gives back words with their places (`formats::pdf::listing`); it sees no file, and is stopped when it takes
//! too long.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::unfit::PdfFault as Fault;

/// So many seconds of a processor it may take, which is what a thousand full pages need twice.
#[cfg(target_os = "linux")]
const MOST_SECONDS: u64 = 3;
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
    hold(&child);
    let has_pictures = memchr::memmem::find(&bytes, b"/Image").is_some();
    let printed = talk(&mut child, bytes);
    let ended = finish(&mut child);
    let (listing, complaints) = printed?;
    match ended {
        None => Err(Fault::Slow),
        Some(status) if status.success() => {
            let is_damaged = !has_pictures && is_faulty(&complaints) && !has_words(&listing);
            if is_damaged { Err(Fault::Damaged) } else { Ok(listing) }
        }
        Some(_) if complaints.contains("password") => Err(Fault::Locked),
        Some(status) if was_stopped(status) => pages_of(listing),
        Some(_) => Err(Fault::Damaged),
    }
}

/// Sees to it that the system stops it where it takes too much; where the system cannot, patience ends some time.
fn hold(child: &Child) {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Pid, Resource, Rlimit, prlimit};
        let limit = Rlimit { current: Some(MOST_SECONDS), maximum: Some(MOST_SECONDS + 1) };
        let _ = prlimit(Some(Pid::from_child(child)), Resource::Cpu, limit);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = child;
}

/// Whether it was stopped as it took or printed too much.
fn was_stopped(status: ExitStatus) -> bool {
    let signals = [Signal::XCPU, Signal::KILL, Signal::PIPE].map(Signal::as_raw);
    status.signal().is_some_and(|signal| signals.contains(&signal))
}

/// The whole pages of a listing that ends somewhere.
fn pages_of(mut listing: Vec<u8>) -> Result<Vec<u8>, Fault> {
    const END: &[u8] = b"</page>\n";
    let last = memchr::memmem::rfind(&listing, END).ok_or(Fault::Slow)?;
    listing.truncate(last + END.len());
    Ok(listing)
}

/// Whether it found the file at fault: it is content with one whose pages it cannot reach, and shows them empty.
fn is_faulty(complaints: &str) -> bool {
    complaints.contains("Syntax Error")
}

fn has_words(listing: &[u8]) -> bool {
    memchr::memmem::find(listing, b"<word ").is_some()
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

/// Waits for its end: how it ended, or `None` where it has to be stopped.
fn finish(child: &mut Child) -> Option<ExitStatus> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if begun.elapsed() < Duration::from_secs(1) => thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_listing_that_was_stopped_the_whole_pages_are_read() {
        let check = |listing: &str, expected: Result<&str, Fault>| {
            assert_eq!(pages_of(listing.into()), expected.map(|it| it.as_bytes().to_vec()), "{listing}");
        };
        check("<page a>\n</page>\n<page b>\n<word", Ok("<page a>\n</page>\n"));
        check("<page a>\n<word", Err(Fault::Slow));
    }
}
