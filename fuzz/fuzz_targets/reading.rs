//! Any bytes, with format and encoding left to detection.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "laws.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| laws::hold(bytes, None, None));
