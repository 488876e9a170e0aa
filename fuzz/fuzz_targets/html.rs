//! Any bytes as a page.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wenda::reading::Format;

#[path = "laws.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| laws::hold(bytes, Some(Format::Html), None));
