//! What terminals answered about themselves, so that the next start need not wait. It may be lost without harm.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::{Folders, StoreError, files};

/// What is remembered of the terminal called `name`.
pub fn load(folders: &Folders, name: &str) -> Option<String> {
    all(folders).remove(name)
}

/// Remembers `what` of the terminal called `name`.
///
/// # Errors
/// The state folder can't be written.
pub fn save(folders: &Folders, name: &str, what: &str) -> Result<(), StoreError> {
    let mut known = all(folders);
    known.insert(name.to_owned(), what.to_owned());
    files::replace(&file(folders), serde_json::to_string(&known)?.as_bytes())
}

fn all(folders: &Folders) -> BTreeMap<String, String> {
    let text = fs::read_to_string(file(folders)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn file(folders: &Folders) -> PathBuf {
    folders.state.join("terminals.json")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_remembered_apart() {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::under(root.path());
        assert_eq!(load(&folders, "xterm"), None);
        save(&folders, "xterm", "narrow").unwrap();
        save(&folders, "vte", "wide").unwrap();
        assert_eq!(load(&folders, "xterm").as_deref(), Some("narrow"));
        fs::write(file(&folders), "damaged").unwrap();
        assert_eq!(load(&folders, "xterm"), None);
    }
}
