//! Which format a text is in: by what it holds first, and by the file's name second.

use super::{Format, ass, debates, json, lyrics, subtitles, table, ttml};
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
    } else if ttml::is_ttml(sample) {
        Format::Ttml
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
    } else if is_page(start) {
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
    let format = Format::named(&extension)?;
    match format {
        Format::Srt | Format::Vtt => sample.contains("-->").then(|| cues(sample)),
        Format::Html | Format::Plain | Format::Markdown => Some(format),
        // These are told by what they hold, or not at all.
        Format::Sbv | Format::Ass | Format::Lrc | Format::Ttml => None,
        Format::Json | Format::Csv | Format::Xml => None,
        Format::Epub | Format::Docx | Format::Odt | Format::Rtf => None,
        Format::Mhtml | Format::Webarchive | Format::Pdf => None,
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
fn behind_preamble(text: &str) -> &str {
    const PARTS: [(&str, &str); 7] = [
        ("<?php", "?>"),
        ("<?=", "?>"),
        ("<?xml", ">"),
        ("<%", "%>"),
        ("<!--", "-->"),
        ("<style", "</style>"),
        ("<script", "</script>"),
    ];
    let begins = |text: &str, open: &str| text.get(..open.len()).is_some_and(|it| it.eq_ignore_ascii_case(open));
    let mut rest = text.trim_start();
    let part = |rest: &str| {
        let (_, close) = PARTS.iter().find(|(open, _)| begins(rest, open))?;
        let upper = close.to_ascii_uppercase();
        let end = |close: &str| memchr::memmem::find(rest.as_bytes(), close.as_bytes()).map(|at| at + close.len());
        end(close).or_else(|| end(&upper))
    };
    while let Some(end) = part(rest) {
        rest = rest[end..].trim_start();
    }
    rest
}

/// Tags that pages are made of.
const TAGS: [&str; 28] = [
    "p",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "cite",
    "dt",
    "dd",
    "td",
    "tr",
    "a",
    "b",
    "strong",
    "span",
    "font",
    "section",
    "article",
    "main",
    "table",
    "ul",
    "ol",
    "center",
    "blockquote",
    "body",
    "head",
];
/// Those of them that begin and end lines.
const LINES: [&str; 8] = ["p", "br", "div", "li", "td", "tr", "section", "blockquote"];

/// The names of the tags in a text, in small letters.
fn tag_names(text: &str) -> impl Iterator<Item = String> {
    memchr::memchr_iter(b'<', text.as_bytes()).filter_map(|at| {
        let inner = text[at + 1..].trim_start_matches('/');
        let length = inner.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let is_tag = inner[length..].starts_with(['>', '/', ' ', '\t', '\n']);
        (length > 0 && is_tag).then(|| inner[..length].to_ascii_lowercase())
    })
}

/// A document type, or a text that begins with a tag of HTML and has many, or one whose lines are all made of them.
fn is_page(text: &str) -> bool {
    let sample = behind_preamble(text);
    let sample = &sample[..(0..=SAMPLE.min(sample.len())).rev().find(|&end| sample.is_char_boundary(end)).unwrap_or(0)];
    let head: String = sample.chars().take(200).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return true;
    }
    if memchr::memchr(b'<', sample.as_bytes()).is_none() {
        return false;
    }
    let names: Vec<String> = tag_names(sample).filter(|name| TAGS.contains(&name.as_str())).collect();
    let n_lines = sample.lines().filter(|line| !line.trim().is_empty()).count();
    let first = || tag_names(&head).next().is_some_and(|name| TAGS.contains(&name.as_str()));
    if head.starts_with('<') && (first() || head.starts_with("<!")) {
        return names.len() >= 4 && names.len() * 4 >= n_lines;
    }
    // Behind front matter Markdown knows what a page is.
    if text.starts_with("<?xml") || text.starts_with("---") {
        return false;
    }
    // Something else stands first: a line of a template, a word of the page before.
    let n_breaks = names.iter().filter(|name| LINES.contains(&name.as_str())).count();
    let is_made_of = |line: &&str| tag_names(line).any(|name| LINES.contains(&name.as_str()));
    n_breaks >= 8 && sample.lines().filter(is_made_of).count() * 10 >= n_lines * 8
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
        check("-", "<P>Ann: Hi\n<P>Bo: Yes\n<P>Ann: Why?\n<P>Bo: So.\n", Format::Html);
        check("-", &format!("{{% page %}}\n{}", "<p>记者：好吗<br>\n某某：好</p>\n".repeat(8)), Format::Html);
        check("-", &format!("<style>{}</style>\n<P>Hi<br>\n<p>Yo<br>", "p{}".repeat(40_000)), Format::Html);
        check("a.md", &format!("Ann: Hi<br>\nBo: Yes\n\n{}", "Text goes on.\n".repeat(8)), Format::Markdown);
        check("-", "# Talk\n\n**Ann:** Hi\n", Format::Markdown);
        check("-", "Ann: Hi\n\nBo: Yes\n", Format::Plain);
        check("a.md", "Ann: Hi\n\nBo: Yes\n", Format::Markdown);
        check("a.txt", "# Talk\n\nAnn: Hi\n", Format::Markdown);
        check("a.txt", "A talk\n\n**Ann:** Hi\n\n**Bo:** Yes\n\n**Ann:** Why?\n", Format::Markdown);
        check("a.txt", "A talk\n\n***\n\nAnn: Hi **\n\n** Bo said so.\n", Format::Plain);
        check("a.md", "<figure><img></figure>\n\nAnn: Hi\n", Format::Markdown);
    }
}
