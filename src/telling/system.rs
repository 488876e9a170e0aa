//! What the system says when something can't be read or written.

use std::io;

use crate::strings::{Strings, put};

/// What the system said. What we have no sentence for is told in the system's own words.
pub fn of_system(error: &io::Error, strings: &Strings) -> String {
    of_system_kind(error.kind(), &error.to_string(), strings)
}

/// The same of the kind of an error and the words in which the system `says` it.
pub fn of_system_kind(kind: io::ErrorKind, says: &str, strings: &Strings) -> String {
    use io::ErrorKind as SystemError;
    let words = &strings.system;
    let known = match kind {
        SystemError::NotFound => &words.missing,
        SystemError::PermissionDenied => &words.forbidden,
        SystemError::IsADirectory => &words.folder,
        SystemError::NotADirectory => &words.no_folder,
        SystemError::AlreadyExists => &words.taken,
        SystemError::InvalidData => &words.no_text,
        SystemError::InvalidFilename => &words.bad_name,
        SystemError::StorageFull => &words.full,
        SystemError::QuotaExceeded => &words.quota,
        SystemError::FileTooLarge => &words.too_large,
        SystemError::ReadOnlyFilesystem => &words.read_only,
        SystemError::ResourceBusy | SystemError::ExecutableFileBusy => &words.busy,
        SystemError::TimedOut => &words.silent,
        SystemError::StaleNetworkFileHandle
        | SystemError::HostUnreachable
        | SystemError::NetworkUnreachable
        | SystemError::NetworkDown => &words.network,
        SystemError::UnexpectedEof | SystemError::WriteZero => &words.cut_off,
        SystemError::OutOfMemory => &words.no_memory,
        // the system's list of kinds is not closed
        _ => return put(&words.other, &[("why", says)]),
    };
    known.clone()
}
