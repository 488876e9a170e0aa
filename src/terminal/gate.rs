//! The gate between the terminal and the thread that reads it: while it is closed, what is typed is another program's.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

/// How long the thread may take to let go of the terminal: it may be waiting for late answers of it.
const PATIENCE: Duration = Duration::from_secs(6);

/// What one end tells the other; there is nothing else to tell.
const WORD: [u8; 1] = [0];

/// The end of who closes it.
#[derive(Debug, Clone)]
pub(super) struct Gate(Arc<UnixStream>);

/// The end of the thread that reads.
#[derive(Debug)]
pub(super) struct Gated(UnixStream);

impl Gate {
    /// Both ends of a gate that is open.
    ///
    /// # Errors
    /// The system gives no more of them.
    pub fn pair() -> io::Result<(Gate, Gated)> {
        let (here, there) = UnixStream::pair()?;
        here.set_read_timeout(Some(PATIENCE))?;
        Ok((Gate(Arc::new(here)), Gated(there)))
    }

    /// Closes it, lets `meanwhile` happen, and opens it.
    ///
    /// # Errors
    /// The thread does not let go of the terminal, or is gone; then nothing has happened.
    pub fn closed<T>(&self, meanwhile: impl FnOnce() -> T) -> io::Result<T> {
        let mut end = &*self.0;
        end.write_all(&WORD)?;
        let let_go = end.read_exact(&mut [0]);
        let came = let_go.map(|()| meanwhile());
        end.write_all(&WORD)?;
        came
    }
}

impl Gated {
    /// Takes the request to let go, answers it, and waits until the gate is open again.
    ///
    /// # Errors
    /// The other end is gone.
    pub fn let_go(&mut self) -> io::Result<()> {
        self.0.read_exact(&mut [0])?;
        self.0.write_all(&WORD)?;
        self.0.read_exact(&mut [0])
    }
}

impl AsFd for Gated {
    /// Can be read from when it is asked to let go.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn who_reads_waits_as_long_as_it_is_closed() {
        let (gate, mut gated) = Gate::pair().unwrap();
        let (done, is_open) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            for _ in 0..2 {
                gated.let_go().unwrap();
                done.send(()).unwrap();
            }
        });
        for _ in 0..2 {
            gate.closed(|| assert!(is_open.try_recv().is_err())).unwrap();
            is_open.recv().unwrap();
        }
        reader.join().unwrap();
        assert!(gate.closed(|| ()).is_err(), "nobody reads any more");
    }
}
