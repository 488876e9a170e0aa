//! Folders: the files of one, to be listed; what they hold is not looked at.

use std::path::{Path, PathBuf};

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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

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
