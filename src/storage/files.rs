//! Files as a store needs them: regular ones only, private, locked with a limit, and with their names on the disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::StoreError;
use super::device::random;
use super::within::{Name, Spot};

/// How long a writer waits for another one: with the write itself, nothing takes longer than two seconds.
pub(super) const LOCK_PATIENCE: Duration = Duration::from_millis(1500);

/// Opens a file of ours for reading; `None` where there is none. Neither it nor a folder of ours on the way to it may be a
/// link.
///
/// # Errors
/// It is no regular file, has more than `longest` bytes, or can't be read.
pub(super) fn open(spot: &Spot, longest: u64) -> Result<Option<File>, StoreError> {
    if spot.is_closed() {
        return Ok(None);
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    flag(&mut options, rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK);
    open_regular(spot.itself()?, &options, longest)
}

/// Opens a file that the person wrote or named: settings and what is imported. It may be a link, as settings that are kept
/// with others in one place are: whoever names a file says which one is meant, and it is only read.
///
/// # Errors
/// As of [`open`].
pub(super) fn open_named(path: &Path, longest: u64) -> Result<Option<File>, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    flag(&mut options, rustix::fs::OFlags::NONBLOCK);
    open_regular(path, &options, longest)
}

/// Opens what is known to be a regular file before it is opened, which alone can do something to a device, and after that,
/// when nobody can put another thing in its place. A pipe that nobody writes to is not waited for.
fn open_regular(path: &Path, options: &OpenOptions, longest: u64) -> Result<Option<File>, StoreError> {
    let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    let check = |found: fs::Metadata| match found.is_file() {
        false => Err(StoreError::NoFile(path.to_owned())),
        true if found.len() > longest => Err(StoreError::TooLong { path: path.to_owned(), longest }),
        true => Ok(()),
    };
    match fs::metadata(path) {
        Ok(found) => check(found)?,
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) => return Err(StoreError::read(path)(error)),
    }
    let file = match options.open(path) {
        Ok(file) => file,
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) => return Err(StoreError::read(path)(error)),
    };
    check(file.metadata().map_err(StoreError::read(path))?)?;
    Ok(Some(file))
}

#[cfg(unix)]
fn flag(options: &mut OpenOptions, flags: rustix::fs::OFlags) {
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags.bits().cast_signed());
}

/// The bytes of a file of ours; `None` where there is none.
///
/// # Errors
/// As of [`open`].
pub(super) fn read(spot: &Spot, longest: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let file = open(spot, longest)?;
    file.map(|file| read_all(file, spot.path(), longest)).transpose()
}

/// The text of a file that the person wrote or named; `None` where there is none.
///
/// # Errors
/// As of [`open_named`], or it is not UTF-8.
pub(super) fn read_named(path: &Path, longest: u64) -> Result<Option<String>, StoreError> {
    let Some(file) = open_named(path, longest)? else { return Ok(None) };
    let bytes = read_all(file, path, longest)?;
    let is_no_text = |_| io::Error::from(io::ErrorKind::InvalidData);
    String::from_utf8(bytes).map(Some).map_err(is_no_text).map_err(StoreError::read(path))
}

/// Reads a file that may grow meanwhile.
fn read_all(file: File, path: &Path, longest: u64) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    file.take(longest).read_to_end(&mut bytes).map_err(StoreError::read(path))?;
    Ok(bytes)
}

/// Opens a file of ours for reading and appending, and says whether it was made.
pub(super) fn open_to_append(spot: &Spot) -> Result<(File, bool), StoreError> {
    let path = spot.itself()?;
    let is_new = match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(StoreError::NoFile(path.to_owned())),
        Ok(_) => false,
        Err(_) => true,
    };
    if is_new {
        create_folder(&spot.parent())?;
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        flag(&mut options, rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK);
    }
    let file = options.open(path).map_err(StoreError::write(path))?;
    let is_regular = file.metadata().is_ok_and(|found| found.is_file());
    if is_regular { Ok((file, is_new)) } else { Err(StoreError::NoFile(path.to_owned())) }
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
        let there = fs::symlink_metadata(path).map(identify).ok();
        file.metadata().map(identify).is_ok_and(|open| Some(open) == there)
    }
    #[cfg(not(unix))]
    {
        let _ = (file, path);
        true
    }
}

/// Makes a folder that only its owner can enter, with those above it, and puts their names on the disk.
pub(super) fn create_folder(folder: &Spot) -> Result<(), StoreError> {
    let path = folder.itself()?;
    let missing: Vec<PathBuf> =
        path.ancestors().take_while(|above| !above.exists() && *above != Path::new("")).map(Path::to_owned).collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(StoreError::write(path))?;
    missing.iter().rev().try_for_each(|made| sync_parent(made))
}

/// Puts the name of a new file or folder on the disk.
pub(super) fn sync_parent(path: &Path) -> Result<(), StoreError> {
    let parent = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(parent).and_then(|folder| folder.sync_all()).map_err(StoreError::write(parent))?;
    Ok(())
}

/// Puts a file in the place of what stood there, whole or not at all. A link there is replaced, too, and what it leads to
/// stays as it is.
pub(super) fn replace(spot: &Spot, bytes: &[u8]) -> Result<(), StoreError> {
    replace_by(spot, |file| file.write_all(bytes))
}

/// Puts what `write` writes in the place of what stood there, as [`replace`] does.
pub(super) fn replace_by(spot: &Spot, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), StoreError> {
    let path = spot.reached()?;
    create_folder(&spot.parent())?;
    let temporary = write_beside(spot, 0o600, write)?;
    fs::rename(&temporary, path).map_err(|error| {
        let _ = fs::remove_file(&temporary);
        StoreError::write(path)(error)
    })?;
    sync_parent(path)
}

/// Puts what `write` writes to a new file, readable by whom the person's mask of permissions lets, where nothing stands.
/// Says false, and leaves it, if something stands there.
pub(super) fn place_by(spot: &Spot, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<bool, StoreError> {
    let path = spot.reached()?;
    let temporary = write_beside(spot, 0o666, write)?;
    // a link is made only where nothing stands, in one step; file systems that have none get the name first
    let linked = match fs::hard_link(&temporary, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            let reserved = OpenOptions::new().write(true).create_new(true).open(path);
            reserved.and_then(|_| fs::rename(&temporary, path))
        }
        linked => linked,
    };
    let _ = fs::remove_file(&temporary);
    match linked {
        Ok(()) => sync_parent(path).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(StoreError::write(path)(error)),
    }
}

/// Writes a file of another name into the folder of `spot`, all of it on the disk; gives its path.
fn write_beside(
    spot: &Spot,
    mode: u32,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<PathBuf, StoreError> {
    let temporary = spot.parent().join(Name::numbered(".", random(), ".tmp")).path().to_owned();
    let mut options = OpenOptions::new();
    // A new file is never one that a link leads to.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let written = options.open(&temporary).and_then(|mut file| {
        write(&mut file)?;
        file.sync_all()
    });
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        StoreError::write(spot.path())(error)
    })?;
    Ok(temporary)
}

/// Removes a file of ours.
pub(super) fn remove(spot: &Spot) -> Result<(), StoreError> {
    let path = spot.reached()?;
    fs::remove_file(path).map_err(StoreError::write(path))
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder of ours beside one that belongs to somebody else, with a file in it.
    fn folders() -> (tempfile::TempDir, Spot, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("ours")).unwrap();
        fs::create_dir_all(folder.path().join("theirs")).unwrap();
        let theirs = folder.path().join("theirs/file");
        fs::write(&theirs, "theirs").unwrap();
        let ours = Spot::root(&folder.path().join("ours"));
        (folder, ours, theirs)
    }

    #[test]
    fn a_link_is_replaced_and_what_it_leads_to_stays() {
        let (_folder, ours, theirs) = folders();
        let spot = ours.join("file");
        symlink(&theirs, spot.path()).unwrap();
        replace(&spot, b"ours").unwrap();
        assert_eq!(fs::read(&theirs).unwrap(), b"theirs");
        assert_eq!(read(&spot, 9).unwrap().unwrap(), b"ours");
    }

    #[test]
    fn nothing_is_read_or_written_through_a_link() {
        let (_folder, ours, theirs) = folders();
        symlink(&theirs, ours.join("file").path()).unwrap();
        symlink(theirs.parent().unwrap(), ours.join("folder").path()).unwrap();
        for spot in [ours.join("file"), ours.join("folder").join("file")] {
            assert!(matches!(open(&spot, 9), Err(StoreError::Link(_))));
            assert!(matches!(open_to_append(&spot), Err(StoreError::Link(_))));
        }
        assert!(matches!(replace(&ours.join("folder").join("file"), b"ours"), Err(StoreError::Link(_))));
        assert!(matches!(remove(&ours.join("folder").join("file")), Err(StoreError::Link(_))));
        assert!(matches!(create_folder(&ours.join("folder").join("deeper")), Err(StoreError::Link(_))));
        assert_eq!(fs::read(&theirs).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(theirs.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn only_regular_files_of_a_bounded_length_are_opened() {
        let (_folder, ours, theirs) = folders();
        let pipe = ours.join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, pipe.path(), rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
            .unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(ours.join("socket").path()).unwrap();
        fs::create_dir(ours.join("folder").path()).unwrap();
        for name in ["pipe", "socket", "folder"] {
            assert!(matches!(read(&ours.join(name), 9), Err(StoreError::NoFile(_))), "{name}");
            assert!(matches!(read_named(ours.join(name).path(), 9), Err(StoreError::NoFile(_))), "{name}");
            assert!(matches!(open_to_append(&ours.join(name)), Err(StoreError::NoFile(_))), "{name}");
        }
        assert!(matches!(read_named(Path::new("/dev/zero"), 9), Err(StoreError::NoFile(_))));
        let link = ours.join("link");
        symlink(&theirs, link.path()).unwrap();
        assert_eq!(read_named(link.path(), 9).unwrap().as_deref(), Some("theirs"));
        assert!(matches!(read_named(link.path(), 5), Err(StoreError::TooLong { .. })));
        assert_eq!(read_named(ours.join("nothing").path(), 9).unwrap(), None);
    }
}
