//! Any bytes as a page that a browser saved: a mail or a property list as it stands, or, since no mutation keeps the places of
//! a list right, parts of a mail in each way of packing them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wenda::reading::Format;

#[path = "laws.rs"]
mod laws;

const PACKINGS: [&str; 4] = ["quoted-printable", "base64", "8bit", "multipart/related; boundary=b"];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    match PACKINGS.get(usize::from(first)) {
        Some(packing) => {
            let mut mail = format!("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\nContent-Transfer-Encoding: {packing}\n\n").into_bytes();
            mail.extend_from_slice(rest);
            laws::hold(&mail, Some(Format::Mhtml), None);
        }
        None if first == b'b' => laws::hold(bytes, Some(Format::Webarchive), None),
        None => laws::hold(bytes, Some(Format::Mhtml), None),
    }
});
