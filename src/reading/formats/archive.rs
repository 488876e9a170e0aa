//! Archives: the parts of a ZIP file, unpacked as far as the budget of the document reaches.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::document::left_out::{Resource, Why};
use crate::reading::budget::Budget;

/// What archives, and so books and the files of word processors, begin with.
pub(super) const START: &[u8] = b"PK\x03\x04";
/// What stands before each entry of an archive's index.
const ENTRY: &[u8] = b"PK\x01\x02";

/// An archive whose index was read.
pub(super) struct Archive<'a>(ZipArchive<Cursor<&'a [u8]>>);

/// The bytes of a part.
pub(super) struct Part {
    pub(super) bytes: Vec<u8>,
    /// Why they are not all, where they are not.
    pub(super) fault: Option<Why>,
}

impl<'a> Archive<'a> {
    /// Reads the index of an archive.
    pub(super) fn open(bytes: &'a [u8], budget: &mut Budget) -> Result<Self, Why> {
        // The index is taken into memory as a whole, and what it says of its length may be a lie.
        let n_entries = memchr::memmem::find_iter(bytes, ENTRY).count();
        budget.take(Resource::Entries, n_entries).map_err(Why::Spent)?;
        ZipArchive::new(Cursor::new(bytes)).map(Archive).map_err(|_| Why::Damaged)
    }

    /// Whether it has a part of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.index_for_name(path).is_some()
    }

    /// The part at this path, of so many bytes at most: as much of it as can be read. `None` where there is none.
    pub(super) fn part(&mut self, path: &str, most: usize, budget: &mut Budget) -> Option<Part> {
        let allowed = most.min(budget.left(Resource::Bytes));
        let mut bytes = Vec::new();
        // The size that an archive states may be a lie, so reading itself is limited.
        let read = self.0.by_name(path).ok()?.take(allowed as u64 + 1).read_to_end(&mut bytes);
        let is_covered = budget.take(Resource::Bytes, bytes.len()).is_ok() && bytes.len() <= most;
        let fault = match read {
            Err(_) => Some(Why::Damaged),
            Ok(_) if !is_covered => Some(Why::Spent(Resource::Bytes)),
            Ok(_) => None,
        };
        bytes.truncate(allowed);
        Some(Part { bytes, fault })
    }

    /// The text of the part of XML at this path, up to where it can be read, and why it is not all of it.
    pub(super) fn xml(&mut self, path: &str, budget: &mut Budget) -> Option<(String, Option<Why>)> {
        let Part { bytes, fault } = self.part(path, usize::MAX >> 1, budget)?;
        let is_marked = encoding_rs::Encoding::for_bom(&bytes).is_some();
        let text = if is_marked || fault.is_none() {
            crate::reading::decoding::decode(bytes.into(), None).text
        } else {
            // What is cut off in the middle of a character is of no other encoding for that.
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Some((text, fault))
    }
}
