//! The texts that anchors were made in, kept so that a later version can be compared with them. They are plain gzip, so
//! that they can be read without this program.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::{StoreError, files};
use crate::document::identity::text_hash;

/// The longest text that is kept, in bytes; anchors in longer ones are found by their quotation.
const LONGEST_TEXT: usize = 32 * 1024 * 1024;

/// Keeps `text` in `folder` under its [hash](text_hash), unless it is there.
///
/// # Errors
/// The folder can't be written.
pub fn keep(folder: &Path, text: &str) -> Result<(), StoreError> {
    let path = path(folder, &text_hash(text));
    if text.len() > LONGEST_TEXT || path.exists() {
        return Ok(());
    }
    let packed = pack(text).map_err(StoreError::write(&path))?;
    files::replace(&path, &packed)
}

/// The text in `folder` of this hash; `None` where it isn't there or is damaged.
pub fn load(folder: &Path, hash: &str) -> Option<String> {
    let text = unpack(&fs::read(path(folder, hash)).ok()?).ok()?;
    (text_hash(&text) == hash).then_some(text)
}

fn path(folder: &Path, hash: &str) -> PathBuf {
    folder.join(format!("{hash}.gz"))
}

fn pack(text: &str) -> io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(text.as_bytes())?;
    packer.finish()
}

fn unpack(packed: &[u8]) -> io::Result<String> {
    let mut text = String::new();
    GzDecoder::new(packed).take(LONGEST_TEXT as u64 + 1).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_kept_text_comes_back_and_a_damaged_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let text = "双方贸易额达到创纪录的水平。\n".repeat(1000);
        keep(folder.path(), &text).unwrap();
        let hash = text_hash(&text);
        assert_eq!(load(folder.path(), &hash).as_ref(), Some(&text));
        let mut packed = fs::read(path(folder.path(), &hash)).unwrap();
        assert!(packed.len() < text.len() / 50);
        packed[20] ^= 1;
        fs::write(path(folder.path(), &hash), packed).unwrap();
        assert_eq!(load(folder.path(), &hash), None);
    }
}
