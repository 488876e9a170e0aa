//! Any bytes as subtitles, of either kind.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wenda::reading::Format;

#[path = "laws.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| {
    let format = if bytes.starts_with(b"WEBVTT") { Format::Vtt } else { Format::Srt };
    laws::hold(bytes, Some(format), None);
});
