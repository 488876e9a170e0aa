//! Which format a text is in: by what it holds first, and by the file's name second.

use super::{Format, ass, debates, json, lyrics, subtitles, table};
use crate::reading::lexicon::Lexicon;

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 64 * 1024;

/// The format of `text`, which was decoded from the file called `name`.
pub(crate) fn detect(text: &str, name: &str, lexicon: &Lexicon) -> Format {
    let start = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let end = (0..=SAMPLE.min(start.len())).rev().find(|&end| start.is_char_boundary(end)).unwrap_or(0);
    let sample = &start[..end];
    if sample.starts_with("WEBVTT") {
        Format::Vtt
    } else if begins_like_srt(sample) || has_cues(sample) {
        cues(sample)
    } else if json::is_json(sample) {
        Format::Json
    } else if ass::is_ass(sample) {
        Format::Ass
    } else if lyrics::is_lyrics(sample, name) {
        Format::Lrc
    } else if subtitles::are_sbv(sample) {
        Format::Sbv
    } else if is_page(sample) {
        Format::Html
    } else if debates::is_xml(sample) {
        Format::Xml
    } else if is_table(sample, name, lexicon) {
        Format::Csv
    } else if is_clearly_markdown(sample) {
        Format::Markdown
    } else {
        by_name(name, sample).unwrap_or(if has_markdown(sample) { Format::Markdown } else { Format::Plain })
    }
}

/// A table by its name, or by heads that name the columns of a talk.
fn is_table(sample: &str, name: &str, lexicon: &Lexicon) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "csv" | "tsv" | "tab" => table::is_table(sample),
        "md" | "markdown" | "htm" | "html" => false,
        _ => table::names_columns(sample, lexicon),
    }
}

/// The format that a file's name states, if it states one.
fn by_name(name: &str, sample: &str) -> Option<Format> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "srt" | "vtt" if sample.contains("-->") => Some(cues(sample)),
        "htm" | "html" | "xhtml" => Some(Format::Html),
        "txt" | "text" => Some(Format::Plain),
        "md" | "markdown" | "mkd" | "mdown" => Some(Format::Markdown),
        _ => None,
    }
}

/// Subtitles without a header: WebVTT sets a full stop before the fraction of a second, SubRip a comma.
fn cues(sample: &str) -> Format {
    let times = sample.lines().find_map(|line| line.split_once("-->"));
    if times.is_some_and(|(start, _)| start.contains('.')) { Format::Vtt } else { Format::Srt }
}

/// The times of many cues, whatever stands above them.
fn has_cues(sample: &str) -> bool {
    if memchr::memmem::find(sample.as_bytes(), b"-->").is_none() {
        return false;
    }
    let n_cues = sample.lines().filter(|line| subtitles::cue_times(line.trim()).is_some()).count();
    n_cues >= 3 && n_cues * 6 >= sample.lines().filter(|line| !line.trim().is_empty()).count()
}

/// A cue number, then a line with `-->`; or such a line at once.
fn begins_like_srt(sample: &str) -> bool {
    let mut lines = sample.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("");
    let times = |line: &str| line.starts_with(|letter: char| letter.is_ascii_digit()) && line.contains("-->");
    let is_number = !first.is_empty() && first.len() < 7 && first.bytes().all(|byte| byte.is_ascii_digit());
    times(first) || is_number && lines.next().is_some_and(times)
}

/// What stands below the code of a server, comments and styles at the top of a page: they say nothing of its text.
fn behind_preamble(sample: &str) -> &str {
    const PARTS: [(&str, &str); 6] = [
        ("<?php", "?>"),
        ("<?=", "?>"),
        ("<%", "%>"),
        ("<!--", "-->"),
        ("<style", "</style>"),
        ("<script", "</script>"),
    ];
    let mut rest = sample.trim_start();
    while let Some(end) = PARTS
        .iter()
        .find_map(|(open, close)| rest.starts_with(open).then(|| rest.find(close).map(|at| at + close.len())).flatten())
    {
        rest = rest[end..].trim_start();
    }
    rest
}

/// A document type, or a text that begins with a tag of HTML and has many.
fn is_page(sample: &str) -> bool {
    let head: String = behind_preamble(sample).chars().take(200).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<?xml") && sample.contains("<html")
    {
        return true;
    }
    if !head.starts_with('<') {
        return false;
    }
    let tags = [
        "<p>", "<p ", "</p>", "<br", "<div", "</div>", "<h1", "<h2", "<li>", "<cite>", "<dt>", "<td", "</a>", "<b>",
        "<strong>", "<span", "<section", "<article", "<main", "<table", "<ul", "<ol",
    ];
    let n_tags: usize = tags.iter().map(|tag| sample.matches(tag).count()).sum();
    let n_lines = sample.lines().filter(|line| !line.trim().is_empty()).count();
    tags.iter().chain(&["<body", "<head", "<!--"]).any(|tag| head.starts_with(tag))
        && n_tags >= 4
        && n_tags * 4 >= n_lines
}

/// A heading of Markdown at the top, or several marks that nothing but Markdown has: these tell more than the name.
fn is_clearly_markdown(sample: &str) -> bool {
    let is_heading = |line: &str| {
        let title = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - title.len())) && title.starts_with(' ') && !title.trim().is_empty()
    };
    let is_strong = |line: &str| {
        let inner = line.split_once("**").and_then(|(_, rest)| rest.split_once("**")).map(|(inner, _)| inner);
        inner.is_some_and(|inner| !inner.is_empty() && inner.trim() == inner && !inner.starts_with('*'))
    };
    let lines = || sample.lines().filter(|line| !line.trim().is_empty());
    let has_headings = || sample.lines().filter(|line| is_heading(line)).nth(1).is_some();
    let n_marks = || lines().filter(|line| is_heading(line) || is_strong(line) || line.contains("](http")).count();
    let has_marks = |n_marks: usize| n_marks >= 3 && n_marks * 50 >= lines().count();
    lines().next().is_some_and(is_heading) || has_headings() || has_marks(n_marks())
}

/// Headings, emphasis, links or quotations as Markdown writes them, more than once.
fn has_markdown(sample: &str) -> bool {
    let marks = sample.lines().filter(|line| {
        let is_heading = line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### ");
        is_heading
            || line.starts_with("> ")
            || line.matches("**").count() >= 2
            || line.contains("](http")
            || line.starts_with("* ")
    });
    sample.starts_with("---\n") || sample.starts_with("# ") || marks.count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_more_than_the_name() {
        let check = |name, text: &str, expected| {
            assert_eq!(detect(text, name, &Lexicon::default_words()), expected, "{name}: {text}")
        };
        check("a.txt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n", Format::Srt);
        check("a.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", Format::Vtt);
        check("a.vtt", "NOTE by hand\n\n00:01.000 --> 00:02.000\nHi\n", Format::Vtt);
        check("a.srt", "A talk by the river\n\nAnn: Hi\n", Format::Plain);
        check("talk", &format!("A talk\n\n{}", "7\n00:00:01,000 --> 00:00:02,000\nHi\n\n".repeat(3)), Format::Srt);
        check("a.txt", "<!DOCTYPE html><p>Hi", Format::Html);
        check("-", "<p>记者：好吗</p><p>某某：好</p><p>记者：真的</p>", Format::Html);
        check("a.php", "<?php head(); ?>\n<% foot %>\n<!DOCTYPE html>\n<p>记者：好吗</p>", Format::Html);
        check("-", "<style>p{}</style>\n<section>\n<p>记者：好吗</p>\n<p>某某：好</p>\n</section>", Format::Html);
        check("-", "# Talk\n\n**Ann:** Hi\n", Format::Markdown);
        check("-", "Ann: Hi\n\nBo: Yes\n", Format::Plain);
        check("a.md", "Ann: Hi\n\nBo: Yes\n", Format::Markdown);
        check("a.txt", "# Talk\n\nAnn: Hi\n", Format::Markdown);
        check("a.txt", "A talk\n\n**Ann:** Hi\n\n**Bo:** Yes\n\n**Ann:** Why?\n", Format::Markdown);
        check("a.txt", "A talk\n\n***\n\nAnn: Hi **\n\n** Bo said so.\n", Format::Plain);
        check("a.md", "<figure><img></figure>\n\nAnn: Hi\n", Format::Markdown);
    }
}
