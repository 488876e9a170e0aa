//! The texts that anchors were made in, kept so that a later version can be compared with them. They are plain gzip, so
//! that they can be read without this program.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::within::{Name, Spot};
use super::{StoreError, files};
use crate::document::identity::{TextHash, text_hash};

/// The longest text that is kept, in bytes; anchors in longer ones are found by their quotation.
const LONGEST_TEXT: usize = 32 * 1024 * 1024;
/// The longest file of one, in bytes: what can't be packed grows a little.
const LONGEST_PACKED: u64 = LONGEST_TEXT as u64 + 1024 * 1024;

/// Keeps `text` in `folder` under its [hash](text_hash), unless it is there.
///
/// # Errors
/// The folder can't be written.
pub fn keep(folder: &Spot, text: &str) -> Result<(), StoreError> {
    let spot = spot(folder, text_hash(text));
    // What is there but is no text of ours is replaced.
    let is_kept = spot.itself().is_ok_and(|path| path.is_file());
    if text.len() > LONGEST_TEXT || is_kept {
        return Ok(());
    }
    let packed = pack(text).map_err(StoreError::write(spot.path()))?;
    files::replace(&spot, &packed)
}

/// The text in `folder` of this hash; `None` where it isn't there or is damaged.
pub fn load(folder: &Spot, hash: TextHash) -> Option<String> {
    let text = unpack(&files::read(&spot(folder, hash), LONGEST_PACKED).ok()??).ok()?;
    (text_hash(&text) == hash).then_some(text)
}

fn spot(folder: &Spot, hash: TextHash) -> Spot {
    folder.join(Name::from(hash).between("", ".gz"))
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
        let kept = Spot::root(folder.path());
        keep(&kept, &text).unwrap();
        let hash = text_hash(&text);
        assert_eq!(load(&kept, hash).as_ref(), Some(&text));
        let file = spot(&kept, hash);
        let mut packed = std::fs::read(file.path()).unwrap();
        assert!(packed.len() < text.len() / 50);
        packed[20] ^= 1;
        std::fs::write(file.path(), packed).unwrap();
        assert_eq!(load(&kept, hash), None);
    }
}
