//! Folders: the files of one, to be listed; what they hold is not looked at.

use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::unfit::OpenError;

/// Files that a folder may have: more are no list that a person goes through.
const MOST: usize = 20_000;

/// The files of the folder at `path` in the order of their names, without hidden ones and without those of folders in it;
/// `None` if it is no folder.
///
/// # Errors
/// It can't be read.
pub fn files(path: &Path) -> Result<Option<Vec<PathBuf>>, OpenError> {
    if !path.is_dir() {
        return Ok(None);
    }
    let failed = |source| OpenError::of_system(path, source);
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)?.take(MOST) {
        let entry = entry.map_err(failed)?;
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !is_hidden && entry.path().is_file() {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(Some(files))
}

/// All files below the folder at `path`, by name, as `rg` goes through them: without hidden ones and those that `.gitignore` and
/// `.ignore` name; links are not followed.
pub fn files_below(path: &Path) -> impl Iterator<Item = Result<PathBuf, OpenError>> {
    let walk = WalkBuilder::new(path).sort_by_file_name(Ord::cmp).build();
    let root = path.to_owned();
    walk.filter_map(move |entry| match entry {
        Ok(entry) => entry.file_type().is_some_and(|kind| kind.is_file()).then(|| Ok(entry.into_path())),
        Err(error) => {
            let path = place_of(&error).unwrap_or(&root).to_owned();
            Some(Err(OpenError::of_system(&path, error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into()))))
        }
    })
}

/// The path that an error is about.
fn place_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::Partial(errors) => errors.iter().find_map(place_of),
        // the crate's list: the rest has no path
        ignore::Error::Io(_) | ignore::Error::Glob { .. } | ignore::Error::UnrecognizedFileType(_) => None,
        ignore::Error::InvalidDefinition => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_files_below_a_folder_come_by_name_without_what_is_hidden_or_ignored() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("deeper")).unwrap();
        for name in ["b.md", "a.txt", ".hidden", "deeper/c.md", "deeper/d.log"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        std::fs::write(folder.path().join(".ignore"), "*.log\n").unwrap();
        let found: Vec<PathBuf> = files_below(folder.path()).map(Result::unwrap).collect();
        let names: Vec<_> =
            found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.txt", "b.md", "deeper/c.md"]);
        let missing = folder.path().join("nothing");
        let told: Vec<_> = files_below(&missing).collect();
        assert!(matches!(&told[..], [Err(error)] if error.path == missing), "{told:?}");
    }

    #[test]
    fn the_files_of_a_folder_come_by_name_without_what_is_hidden() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("deeper")).unwrap();
        for name in ["b.md", "a.txt", ".hidden", "deeper/c.md"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let found = files(folder.path()).unwrap().unwrap();
        let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.txt", "b.md"]);
        assert!(files(&folder.path().join("a.txt")).unwrap().is_none());
        assert!(files(&folder.path().join("nothing")).unwrap().is_none());
    }
}
