//! Rescue: what could not be saved where it belongs, written to a file in another place from which it can be imported.

use std::env;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use directories::BaseDirs;

use super::device::time;
use super::within::{Name, Spot};
use super::{StoreError, files};
use crate::document::operation::Operation;

/// Writes operations, a line each, to a new file in the folder that the program was started in, or in the home folder, or
/// among the temporary files; gives its path.
///
/// # Errors
/// None of these can be written; the error is that of the last.
pub fn write(operations: &[&Operation]) -> Result<PathBuf, StoreError> {
    let home = BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let folders = [env::current_dir().ok(), home, Some(env::temp_dir())];
    write_to(&folders.into_iter().flatten().collect::<Vec<_>>(), operations)
}

/// The same, given up after `patience`.
///
/// # Errors
/// The same, or no disk has answered in time.
pub fn write_within(operations: &[Operation], patience: Duration) -> Result<PathBuf, StoreError> {
    let (done, written) = channel();
    let operations = operations.to_vec();
    thread::spawn(move || {
        // Who asked may have given up.
        let _ = done.send(write(&operations.iter().collect::<Vec<_>>()));
    });
    written.recv_timeout(patience).unwrap_or(Err(StoreError::Silent))
}

fn write_to(folders: &[PathBuf], operations: &[&Operation]) -> Result<PathBuf, StoreError> {
    let mut text = String::new();
    for operation in operations {
        text.push_str(&operation.to_json()?);
        text.push('\n');
    }
    // two windows may be closed at the same moment
    let name: String = time().chars().filter(char::is_ascii_alphanumeric).collect();
    let name = format!("{name}-{}", std::process::id());
    let mut last = StoreError::NoHome;
    let name = Name::read(name.as_ref()).unwrap_or(Name::from("0")).between("wenda-unsaved-", ".jsonl");
    for folder in folders {
        let spot = Spot::root(folder).join(name.clone());
        match files::replace(&spot, text.as_bytes()) {
            Ok(()) => return Ok(spot.path().to_owned()),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// The operations in a file that [`write()`] wrote; other lines are passed by.
pub fn read(text: &str) -> Vec<Operation> {
    text.lines().filter_map(|line| Operation::from_json(line).ok()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::anchor::Anchor;
    use crate::document::bookmark::Marks;
    use crate::storage::{Device, Stamper};

    #[test]
    fn what_could_not_be_saved_is_written_where_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("blocked");
        std::fs::write(&blocked, "a file where a folder should be").unwrap();
        let mut stamper = Stamper::new(Device::numbered(1));
        let made = [0, 1].map(|_| stamper.stamp(Marks::add(Anchor::default())));
        let path = write_to(&[blocked.clone(), folder.path().to_owned()], &made.each_ref()).unwrap();
        assert_eq!(read(&std::fs::read_to_string(path).unwrap()), made);
        assert!(write_to(&[blocked], &made.each_ref()).is_err());
    }
}
