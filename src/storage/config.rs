//! The person's own settings, as text; what they mean is the business of whoever they are for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Folders, StoreError};

/// A file of settings, as the person wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Where it stands, for messages.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// Reads `name` (`config.toml`, `keymap.toml`, `labels.toml`, `themes/paper.toml`, `strings/zh.toml`) from the
/// settings folder; `None` where the person has no such file.
///
/// # Errors
/// The file is there and can't be read as UTF-8 text.
pub fn read(folders: &Folders, name: &str) -> Result<Option<Setting>, StoreError> {
    let path = folders.config.join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(Setting { path, text })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::read(&path)(error)),
    }
}

/// The files in `folder` (`themes`, `strings`) of the settings folder, in the order of their names, without their
/// extension; empty where there is no such folder.
pub fn names(folders: &Folders, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(folders.config.join(folder)).into_iter().flatten().flatten();
    let stem = |path: PathBuf| path.file_stem().and_then(|it| it.to_str()).map(str::to_owned);
    let is_toml = |path: &PathBuf| Path::extension(path).is_some_and(|it| it == "toml");
    let mut names: Vec<String> = entries.map(|entry| entry.path()).filter(is_toml).filter_map(stem).collect();
    names.sort();
    names
}
