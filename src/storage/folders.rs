//! Where things are kept: the platform's folders, or one folder that the person names.

use std::env;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::StoreError;
use super::within::Spot;

/// The environment variable that names one folder for everything.
const HOME_VARIABLE: &str = "WENDA_HOME";

/// The folders that everything is kept in. They need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// What the person made.
    pub data: PathBuf,
    /// What may be lost without harm.
    pub state: PathBuf,
    /// What the person set.
    pub config: PathBuf,
    /// Whether nothing is read from `data` and `state`, nor written there: `--secure`.
    pub is_closed: bool,
}

impl Folders {
    /// The folders of this account: below `WENDA_HOME` if that is set, else where the platform has them
    /// (`XDG_DATA_HOME` and so on).
    ///
    /// # Errors
    /// [`StoreError::NoHome`] where the system names no home folder.
    pub fn find() -> Result<Self, StoreError> {
        if let Some(root) = env::var_os(HOME_VARIABLE).filter(|root| !root.is_empty()) {
            return Ok(Folders::under(Path::new(&root)));
        }
        let found = ProjectDirs::from("", "", "wenda").ok_or(StoreError::NoHome)?;
        let local = found.data_local_dir();
        Ok(Folders {
            data: found.data_dir().to_owned(),
            state: found.state_dir().map_or_else(|| local.join("state"), Path::to_owned),
            config: found.config_dir().to_owned(),
            is_closed: false,
        })
    }

    /// The folders below `root`.
    pub fn under(root: &Path) -> Self {
        Folders { data: root.join("data"), state: root.join("state"), config: root.join("config"), is_closed: false }
    }

    /// The folder of what the person made.
    pub(super) fn data_root(&self) -> Spot {
        self.spot(&self.data)
    }

    /// The folder of what may be lost without harm.
    pub(super) fn state_root(&self) -> Spot {
        self.spot(&self.state)
    }

    fn spot(&self, folder: &Path) -> Spot {
        if self.is_closed { Spot::closed(folder) } else { Spot::root(folder) }
    }
}
