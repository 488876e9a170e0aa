//! Reading: from the bytes of a file to a [`Document`]; nothing here can fail once the bytes are there.
//!
//! `bytes → decode → format → blocks → repair → labels → turns → Document`; each step is in the file of its name.

mod assemble;
mod decode;
#[allow(dead_code)] // while the formats are being built
mod draft;
mod format;
mod lexicon;
mod open;
mod plain;

pub use decode::Encoding;
pub use format::Format;
pub use lexicon::{Lexicon, LexiconError};
pub use open::{OpenError, open, open_reader};

use crate::document::Document;

/// What the person decided about reading; without it the document decides.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The encoding of the bytes.
    pub encoding: Option<Encoding>,
    /// The format of the text.
    pub format: Option<Format>,
    /// Show the blocks as they came: no repairs are made.
    pub raw: bool,
}

/// Reads a document from the bytes of the file called `name`.
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions, lexicon: &Lexicon) -> Document {
    let _ = lexicon;
    let decoded = decode::decode(bytes, options.encoding);
    let format = options.format.unwrap_or_else(|| format::detect(bytes, &decoded.text, name));
    let page = plain::blocks(&decoded.text);
    assemble::document(page, decoded, format, name)
}
