//! What files look like from outside, to notice that somebody else has changed them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Time of change and size of some files and of what lies directly in some folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fingerprint(Vec<(PathBuf, Option<SystemTime>, u64)>);

impl Fingerprint {
    /// What `path`, a file or a folder that may be missing, looks like now.
    pub fn of(path: &Path) -> Self {
        let look = |path: PathBuf| {
            let found = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
            Some((path, found.modified().ok(), found.len()))
        };
        let inside = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut seen: Vec<_> = std::iter::once(path.to_owned()).chain(inside).filter_map(look).collect();
        seen.sort();
        Fingerprint(seen)
    }

    /// Whether there is nothing to see: the file is gone, perhaps only while it is being replaced.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_change_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        assert!(Fingerprint::of(&file).is_empty());
        fs::write(&file, "a").unwrap();
        let (of_file, of_folder) = (Fingerprint::of(&file), Fingerprint::of(folder.path()));
        assert_eq!(Fingerprint::of(&file), of_file);
        fs::write(&file, "ab").unwrap();
        assert_ne!(Fingerprint::of(&file), of_file);
        assert_ne!(Fingerprint::of(folder.path()), of_folder);
    }
}
