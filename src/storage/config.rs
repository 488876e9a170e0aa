//! The person's own settings, as text; what they mean is the business of whoever they are for.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::within::Name;
use super::{Folders, StoreError, files};

/// The longest file of settings, in bytes: a list of words for a whole language has a hundredth of this.
const LONGEST: u64 = 8 * 1024 * 1024;
/// The longest file that is imported, in bytes.
const LONGEST_IMPORT: u64 = 256 * 1024 * 1024;

/// A file of settings, as the person wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Where it stands, for messages.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// Reads `name` (`config.toml`, `keymap.toml`, `labels.toml`, `themes/paper.toml`, `strings/zh.toml`) from the
/// settings folder; `None` where the person has no such file, or the name leads out of the folder.
///
/// # Errors
/// The file is there and can't be read as UTF-8 text.
pub fn read(folders: &Folders, name: &str) -> Result<Option<Setting>, StoreError> {
    if name.split('/').any(|part| Name::read(OsStr::new(part)).is_none()) {
        return Ok(None);
    }
    let path = folders.config.join(name);
    Ok(files::read_named(&path, LONGEST)?.map(|text| Setting { path, text }))
}

/// The text of a file that the person names to have it taken in.
///
/// # Errors
/// It isn't there, is no regular file, or can't be read as UTF-8 text.
pub fn read_import(path: &Path) -> Result<String, StoreError> {
    let missing = || StoreError::read(path)(std::io::ErrorKind::NotFound.into());
    files::read_named(path, LONGEST_IMPORT)?.ok_or_else(missing)
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
