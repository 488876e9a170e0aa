//! Faults: why there is nothing to read in a PDF.

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
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
    #[cfg_attr(feature = "pdf", expect(dead_code, reason = "the library is there"))]
    NoReader,
}

impl Fault {
    /// What the file is.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Fault::Locked => "a PDF that is locked with a password",
            Fault::Damaged => "a damaged PDF",
            Fault::Empty => "a PDF without pages",
            Fault::Scan => "a PDF of pictures without text (a scan)",
            Fault::Slow => "a PDF that takes too long to take apart",
            Fault::NoReader => "a PDF",
        }
    }

    /// What the person can do.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Fault::Locked => {
                "save a copy without the password, for example with: qpdf --decrypt --password=… FILE.pdf COPY.pdf"
            }
            Fault::Damaged => "get the file again, or mend it, for example with: qpdf FILE.pdf COPY.pdf",
            Fault::Empty => "get the file again",
            Fault::Scan => "have its text recognised first, for example with: ocrmypdf FILE.pdf COPY.pdf",
            Fault::Slow => "read a part of it, for example its first pages: qpdf FILE.pdf --pages . 1-50 -- PART.pdf",
            Fault::NoReader => {
                "install pdftotext (poppler-utils), which wenda reads it with, or build wenda with: cargo install --features pdf"
            }
        }
    }
}
