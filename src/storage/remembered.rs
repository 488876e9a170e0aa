//! Small things that are remembered from one start to the next, each by a name. They may be lost without harm.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::within::Spot;
use super::{Folders, StoreError, files};

/// The longest file of memories, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// What is remembered together, in a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// What terminals answered about themselves, by their names, so that the next start need not wait.
    Terminals,
    /// What the person changed on the screen, by the names of the settings, and what they searched for.
    Looks,
}

/// What is remembered under `name`.
pub fn load(folders: &Folders, memory: Memory, name: &str) -> Option<String> {
    all(folders, memory).remove(name)
}

/// What was changed on the screen of the setting `name`, unless `config.toml` was edited later: whichever the person did
/// last holds.
pub fn changed_on_screen(folders: &Folders, name: &str) -> Option<String> {
    let edited = |path: PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
    let is_older = edited(file(folders, Memory::Looks).path().to_owned()) < edited(folders.config.join("config.toml"));
    load(folders, Memory::Looks, name).filter(|_| !is_older)
}

/// Remembers `what` under `name`.
///
/// # Errors
/// The state folder can't be written.
pub fn save(folders: &Folders, memory: Memory, name: &str, what: &str) -> Result<(), StoreError> {
    let mut known = all(folders, memory);
    known.insert(name.to_owned(), what.to_owned());
    files::replace(&file(folders, memory), serde_json::to_string(&known)?.as_bytes())
}

fn all(folders: &Folders, memory: Memory) -> BTreeMap<String, String> {
    let bytes = files::read(&file(folders, memory), LONGEST).ok().flatten().unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

fn file(folders: &Folders, memory: Memory) -> Spot {
    folders.state_root().join(match memory {
        Memory::Terminals => "terminals.json",
        Memory::Looks => "looks.json",
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_remembered_apart() {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::under(root.path());
        let of = |name| load(&folders, Memory::Terminals, name);
        assert_eq!(of("xterm"), None);
        save(&folders, Memory::Terminals, "xterm", "narrow").unwrap();
        save(&folders, Memory::Terminals, "vte", "wide").unwrap();
        save(&folders, Memory::Looks, "xterm", "no terminal").unwrap();
        assert_eq!(of("xterm").as_deref(), Some("narrow"));
        fs::write(file(&folders, Memory::Terminals).path(), "damaged").unwrap();
        assert_eq!(of("xterm"), None);
    }

    #[test]
    fn what_was_changed_on_the_screen_holds_until_the_settings_are_edited() {
        let root = tempfile::tempdir().unwrap();
        let folders = Folders::under(root.path());
        let settings = folders.config.join("config.toml");
        fs::create_dir_all(&folders.config).unwrap();
        fs::write(&settings, "theme = \"ink\"").unwrap();
        save(&folders, Memory::Looks, "theme", "night").unwrap();
        let saved = fs::metadata(file(&folders, Memory::Looks).path()).unwrap().modified().unwrap();
        assert_eq!(changed_on_screen(&folders, "theme").as_deref(), Some("night"));
        let later = saved + std::time::Duration::from_secs(1);
        fs::File::options().append(true).open(&settings).unwrap().set_modified(later).unwrap();
        assert_eq!(changed_on_screen(&folders, "theme"), None);
    }
}
