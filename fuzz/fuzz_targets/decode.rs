//! Any bytes in an encoding that the first byte chooses.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wenda::reading::{Encoding, Format};

#[path = "laws.rs"]
mod laws;

const LABELS: [&str; 8] = ["utf-8", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "utf-16le", "windows-1252"];

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, rest)) = bytes.split_first() {
        laws::hold(rest, Some(Format::Plain), Encoding::named(LABELS[usize::from(*first) % LABELS.len()]));
    }
});
