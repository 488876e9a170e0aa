//! Any bytes as subtitles, of any kind.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wenda::reading::Format;

#[path = "laws.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| {
    let format = match bytes {
        _ if bytes.starts_with(b"WEBVTT") => Format::Vtt,
        _ if bytes.starts_with(b"[S") || bytes.starts_with(b"[E") => Format::Ass,
        _ if bytes.starts_with(b"[") => Format::Lrc,
        _ if bytes.starts_with(b"0:") => Format::Sbv,
        _ => Format::Srt,
    };
    laws::hold(bytes, Some(format), None);
});
