//! Any bytes as RTF.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wenda::reading::Format;

#[path = "laws.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| {
    let whole = if bytes.starts_with(b"{\\rtf") { bytes.to_vec() } else { [b"{\\rtf1\\ansi ", bytes].concat() };
    laws::hold(&whole, Some(Format::Rtf), None);
});
