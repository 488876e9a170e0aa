//! Any bytes as data: JSON, XML, captions in XML, or a table, by the first of them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wenda::reading::Format;

#[path = "laws.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| {
    let format = match bytes.first() {
        Some(b'{' | b'[') => Format::Json,
        Some(b'<') if bytes.starts_with(b"<tt") => Format::Ttml,
        Some(b'<') => Format::Xml,
        _ => Format::Csv,
    };
    laws::hold(bytes, Some(format), None);
});
