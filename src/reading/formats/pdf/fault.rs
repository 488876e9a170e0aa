//! Faults: why there is nothing to read in a PDF.

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody reads it without the password.
    Locked,
    /// It is cut off or broken.
    Damaged,
    /// It has no pages.
    Empty,
    /// Its pages are pictures.
    Scan,
    /// Taking it apart took too long.
    Slow,
    /// Neither the library nor `pdftotext` is there.
    NoReader,
}
