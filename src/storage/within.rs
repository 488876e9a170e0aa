//! Paths within a folder of ours: made of names of a known form, and followed through no link. What stands in these
//! folders may have come from elsewhere, in an archive or by a syncing service; it must not lead out of them.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::StoreError;
use crate::document::identity::{DocumentId, TextHash};

/// One component of a path: a word of this program, something checked by its form, or what a folder was found to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(OsString);

impl Name {
    /// The name as it was read somewhere; `None` if it is no single component, such as `..` or `a/b`.
    pub fn read(name: &OsStr) -> Option<Self> {
        let mut components = Path::new(name).components();
        let is_single = matches!(components.next(), Some(Component::Normal(only)) if only == name);
        (is_single && components.next().is_none()).then(|| Name(name.to_owned()))
    }

    /// The name of a thing with a number.
    pub(super) fn numbered(before: &'static str, number: u64, after: &'static str) -> Self {
        Name(format!("{before}{number:016x}{after}").into())
    }

    /// The name with a number after it.
    #[must_use]
    pub(super) fn and_number(mut self, number: u32) -> Self {
        self.0.push(format!("{number:08x}"));
        self
    }

    /// The name with something put before it and after it.
    #[must_use]
    pub(super) fn between(self, before: &'static str, after: &'static str) -> Self {
        let mut name = OsString::from(before);
        name.push(self.0);
        name.push(after);
        Name(name)
    }
}

impl From<&'static str> for Name {
    fn from(word: &'static str) -> Self {
        Name(word.into())
    }
}

impl From<DocumentId> for Name {
    fn from(identity: DocumentId) -> Self {
        Name(identity.to_string().into())
    }
}

impl From<TextHash> for Name {
    fn from(hash: TextHash) -> Self {
        Name(hash.to_string().into())
    }
}

impl From<&super::Device> for Name {
    fn from(device: &super::Device) -> Self {
        Name(device.id().into())
    }
}

/// A folder of ours, or something in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The folder that nothing leads out of. It may be reached through links: where it is, the person has said.
    root: PathBuf,
    path: PathBuf,
    /// Whether it counts as empty, and nothing is written there.
    is_closed: bool,
}

impl Spot {
    /// A folder of ours itself.
    pub fn root(folder: &Path) -> Self {
        Spot { root: folder.to_owned(), path: folder.to_owned(), is_closed: false }
    }

    /// A folder of ours that nothing is read from, nor written to.
    pub(super) fn closed(folder: &Path) -> Self {
        Spot { is_closed: true, ..Spot::root(folder) }
    }

    /// Whether nothing is read from there.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// What is called so in this folder.
    #[must_use]
    pub fn join(&self, name: impl Into<Name>) -> Self {
        Spot { path: self.path.join(name.into().0), ..self.clone() }
    }

    /// Its path, to be told and to be looked at; what is opened, is opened by [`files`](super::files).
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.path.file_name().and_then(OsStr::to_str).unwrap_or_default()
    }

    /// The folder that it is in.
    pub(super) fn parent(&self) -> Self {
        let parent = self.path.parent().filter(|_| self.path != self.root).unwrap_or(&self.path);
        Spot { path: parent.to_owned(), ..self.clone() }
    }

    /// Its path, if no folder between it and the root is a link.
    ///
    /// # Errors
    /// One of them is, or the folder is closed.
    pub(super) fn reached(&self) -> Result<&Path, StoreError> {
        if self.is_closed {
            return Err(StoreError::Closed);
        }
        let folders = self.path.ancestors().skip(1).take_while(|above| above.starts_with(&self.root));
        let mut below = folders.filter(|above| *above != self.root);
        let is_link = |folder: &&Path| fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink());
        below.find(is_link).map_or(Ok(&*self.path), |link| Err(StoreError::Link(link.to_owned())))
    }

    /// Its path, if neither it nor a folder between it and the root is a link.
    ///
    /// # Errors
    /// One of them is.
    pub(super) fn itself(&self) -> Result<&Path, StoreError> {
        let path = self.reached()?;
        let is_link = *path != self.root && fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        if is_link { Err(StoreError::Link(path.to_owned())) } else { Ok(path) }
    }

    /// What this folder holds, in the order of the names; nothing where it isn't there.
    ///
    /// # Errors
    /// It is a link, or can't be read.
    pub fn list(&self) -> Result<Vec<Spot>, StoreError> {
        if self.is_closed {
            return Ok(Vec::new());
        }
        let entries = match fs::read_dir(self.itself()?) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::read(&self.path)(error)),
        };
        let names: io::Result<Vec<OsString>> = entries.map(|entry| Ok(entry?.file_name())).collect();
        let names = names.map_err(StoreError::read(&self.path))?;
        let mut found: Vec<Spot> = names.iter().filter_map(|name| Some(self.join(Name::read(name)?))).collect();
        found.sort();
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_name_is_one_component() {
        for name in ["marks.a.jsonl", "a b", "..a", "答"] {
            assert!(Name::read(name.as_ref()).is_some(), "{name}");
        }
        for name in ["", ".", "..", "/", "/a", "a/", "a/b", "../a", "./a"] {
            assert!(Name::read(name.as_ref()).is_none(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_below_the_root_is_not_followed_and_one_above_it_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("real/a/b")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("real/a"), folder.path().join("real/c")).unwrap();
        let root = Spot::root(&folder.path().join("link"));
        assert_eq!(root.join("a").list().unwrap(), [root.join("a").join("b")]);
        assert!(matches!(root.join("c").list(), Err(StoreError::Link(_))));
        assert!(matches!(root.join("c").join("b").list(), Err(StoreError::Link(_))));
    }
}
