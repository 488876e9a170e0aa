//! What the system says when something can't be read or written.

use std::io;

use crate::strings::{Strings, put};

/// What the system said. What we have no sentence for is told in the system's own words.
pub fn of_system(error: &io::Error, strings: &Strings) -> String {
    of_system_kind(error.kind(), &error.to_string(), strings)
}

/// The same of the kind of an error and the words in which the system `says` it.
pub fn of_system_kind(kind: io::ErrorKind, says: &str, strings: &Strings) -> String {
    use io::ErrorKind as Kind;
    let words = &strings.system;
    let known = match kind {
        Kind::NotFound => &words.missing,
        Kind::PermissionDenied => &words.forbidden,
        Kind::IsADirectory => &words.folder,
        Kind::NotADirectory => &words.no_folder,
        Kind::AlreadyExists => &words.taken,
        Kind::InvalidData => &words.no_text,
        Kind::InvalidFilename => &words.bad_name,
        Kind::StorageFull => &words.full,
        Kind::QuotaExceeded => &words.quota,
        Kind::FileTooLarge => &words.too_large,
        Kind::ReadOnlyFilesystem => &words.read_only,
        Kind::ResourceBusy | Kind::ExecutableFileBusy => &words.busy,
        Kind::TimedOut => &words.silent,
        Kind::StaleNetworkFileHandle | Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown => {
            &words.network
        }
        Kind::UnexpectedEof | Kind::WriteZero => &words.cut_off,
        Kind::OutOfMemory => &words.no_memory,
        // the system's list of kinds is not closed
        _ => return put(&words.other, &[("why", says)]),
    };
    known.clone()
}
