//! Files as a store needs them: private, locked with a limit, and with their names on the disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::StoreError;
use super::device::random;

/// How long a writer waits for another one: with the write itself, nothing takes longer than two seconds.
pub(super) const LOCK_PATIENCE: Duration = Duration::from_millis(1500);

/// Opens a file for reading and appending, and says whether it was made.
pub(super) fn open_to_append(path: &Path) -> Result<(File, bool), StoreError> {
    let is_new = match fs::metadata(path) {
        Ok(found) if !found.is_file() => return Err(StoreError::NoFile(path.to_owned())),
        Ok(_) => false,
        Err(_) => true,
    };
    if let Some(folder) = path.parent().filter(|_| is_new) {
        create_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok((options.open(path).map_err(StoreError::write(path))?, is_new))
}

/// Waits for the file, but no longer than `patience`. The lock ends with the file.
pub(super) fn lock(file: &File, path: &Path, patience: Duration) -> Result<(), StoreError> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => thread::sleep(Duration::from_millis(2)),
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(path.to_owned())),
            Err(TryLockError::Error(source)) => return Err(StoreError::Write { path: path.to_owned(), source }),
        }
    }
}

/// Whether an open file is still the one at `path`; another may have been put in its place.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let identify = |found: fs::Metadata| (found.dev(), found.ino());
        let there = fs::metadata(path).map(identify).ok();
        file.metadata().map(identify).is_ok_and(|open| Some(open) == there)
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}

/// Makes a folder that only its owner can enter, with those above it, and puts their names on the disk.
pub(super) fn create_folder(folder: &Path) -> Result<(), StoreError> {
    let missing: Vec<PathBuf> =
        folder.ancestors().take_while(|above| !above.exists() && *above != Path::new("")).map(Path::to_owned).collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(StoreError::write(folder))?;
    missing.iter().rev().try_for_each(|made| sync_parent(made))
}

/// Puts the name of a new file or folder on the disk.
pub(super) fn sync_parent(path: &Path) -> Result<(), StoreError> {
    let parent = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(parent).and_then(|folder| folder.sync_all()).map_err(StoreError::write(parent))?;
    Ok(())
}

/// Puts a file in the place of what stood at `path`, whole or not at all; a link there is followed.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().unwrap_or(Path::new("."));
    create_folder(folder)?;
    let temporary = folder.join(format!(".{:016x}.tmp", random()));
    write_new(&temporary, bytes).and_then(|()| fs::rename(&temporary, &target)).map_err(|error| {
        let _ = fs::remove_file(&temporary);
        StoreError::write(path)(error)
    })?;
    sync_parent(&target)
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
