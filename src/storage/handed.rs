//! Files that are handed over: written where a person says, outside the folders of ours.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::within::{Name, Spot};
use super::{StoreError, files};

/// Why a file was not written.
#[derive(Debug)]
pub enum NotHanded {
    /// A file stands there, and was not to be replaced.
    Exists,
    /// It is the file that must stay as it is.
    Source,
    /// Its folder isn't there; this one.
    NoFolder(PathBuf),
    /// The disk, or what stands there.
    Failed(StoreError),
}

impl From<StoreError> for NotHanded {
    fn from(error: StoreError) -> Self {
        NotHanded::Failed(error)
    }
}

/// Writes `bytes` to the file at `path`, whole or not at all. A file that is there is replaced only if that is wanted, and
/// keeps its permissions; what a link leads to is meant, and not the link; the `source` is never replaced.
///
/// # Errors
/// See [`NotHanded`].
pub fn write(path: &Path, bytes: &[u8], replaces: bool, source: Option<&Path>) -> Result<(), NotHanded> {
    let there = fs::canonicalize(path).ok();
    if there.is_some() && there == source.and_then(|source| fs::canonicalize(source).ok()) {
        return Err(NotHanded::Source);
    }
    let path = there.as_deref().unwrap_or(path);
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(NotHanded::NoFolder(folder.to_owned()));
    }
    let name = path.file_name().and_then(Name::read).ok_or_else(|| StoreError::NoFile(path.to_owned()))?;
    let spot = Spot::root(folder).join(name);
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => Err(StoreError::NoFile(path.to_owned()).into()),
        Ok(_) if !replaces => Err(NotHanded::Exists),
        Ok(found) => Ok(files::replace_by(&spot, |file| {
            file.set_permissions(found.permissions())?;
            write_all(file, bytes)
        })?),
        Err(_) if files::place_by(&spot, |file| write_all(file, bytes))? => Ok(()),
        Err(_) => Err(NotHanded::Exists),
    }
}

fn write_all(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_file_that_is_there_is_replaced_only_if_that_is_wanted_and_keeps_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.md");
        write(&path, b"one", false, None).unwrap();
        assert!(matches!(write(&path, b"two", false, None), Err(NotHanded::Exists)));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&path, b"two", true, None).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left there");
    }

    #[test]
    fn the_source_a_device_and_a_missing_folder_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (source, link) = (folder.path().join("talk.md"), folder.path().join("link.md"));
        fs::write(&source, "talk").unwrap();
        symlink(&source, &link).unwrap();
        for path in [&source, &link] {
            assert!(matches!(write(path, b"marks", true, Some(&source)), Err(NotHanded::Source)));
        }
        assert_eq!(fs::read(&source).unwrap(), b"talk");
        // a link is kept, and what it leads to is written
        write(&link, b"other", true, None).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&source).unwrap(), b"other");
        assert!(matches!(write(Path::new("/dev/null"), b"", true, None), Err(NotHanded::Failed(_))));
        assert!(matches!(write(&folder.path().join("no/marks.md"), b"", false, None), Err(NotHanded::NoFolder(_))));
        assert!(matches!(write(folder.path(), b"", true, None), Err(NotHanded::Failed(_))));
    }
}
