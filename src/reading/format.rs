//! The format of a text: by what it holds first, by the file's name second.

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown, with or without front matter.
    Markdown,
    /// Text without markup.
    Plain,
    /// A web page or a part of one.
    Html,
    /// An electronic book.
    Epub,
    /// SubRip subtitles.
    Srt,
    /// WebVTT subtitles.
    Vtt,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 6] =
        [Format::Markdown, Format::Plain, Format::Html, Format::Epub, Format::Srt, Format::Vtt];

    /// The name that a person types and `outline --json` prints.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Plain => "plain",
            Format::Html => "html",
            Format::Epub => "epub",
            Format::Srt => "srt",
            Format::Vtt => "vtt",
        }
    }

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// The format of `text`, which was decoded from `bytes` of the file called `name`.
pub(super) fn detect(bytes: &[u8], text: &str, name: &str) -> Format {
    if bytes.starts_with(b"PK\x03\x04") {
        return Format::Epub;
    }
    let start = text.trim_start();
    if start.starts_with("WEBVTT") {
        return Format::Vtt;
    }
    if begins_like_srt(start) {
        return Format::Srt;
    }
    let _ = name;
    by_name(name)
}

fn by_name(name: &str) -> Format {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "htm" | "html" | "xhtml" => Format::Html,
        "epub" => Format::Epub,
        "txt" | "text" => Format::Plain,
        _ => Format::Markdown,
    }
}

/// A cue number, then a line with `-->`.
fn begins_like_srt(start: &str) -> bool {
    let mut lines = start.lines();
    let number = lines.next().unwrap_or("").trim();
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && lines.next().is_some_and(|line| line.contains("-->"))
}
