//! Speaker tags in plain text, such as `<NAME>CHAIR</NAME>. Good afternoon`, possibly many in one line.

use std::collections::BTreeMap;

use crate::reading::draft::{Line, is_blank};

/// A text with more tags than this is no talk.
const MAX_TAGS: usize = 300_000;

/// A tag that is no HTML and encloses short names at least three times, of several the one that does so most often, of equals
/// the last of the alphabet: its name.
pub(crate) fn speaker_tag(text: &str) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rest = text;
    while let Some((tag, _, behind)) = next(rest) {
        // <seg>…</seg><seg>…</seg>: nobody speaks behind such a tag.
        let is_followed = behind.trim_start().starts_with(|next| next != '<');
        *counts.entry(tag).or_default() += usize::from(is_followed);
        rest = behind;
    }
    counts
        .into_iter()
        .filter(|(_, count)| (3..=MAX_TAGS).contains(count))
        .max_by_key(|(_, count)| *count)
        .map(|(tag, _)| format!("<{tag}>"))
}

/// The next `<tag>name</tag>` of `text`: tag, name, and what is behind.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let Some(inner) = rest[length..].strip_prefix('>').filter(|_| (3..=12).contains(&length)) else { continue };
        let Some(end) = inner.find('<').filter(|&end| (1..=80).contains(&end)) else { continue };
        let close = inner[end..].strip_prefix("</").and_then(|close| close.strip_prefix(&rest[..length]));
        if let Some(behind) = close.and_then(|close| close.strip_prefix('>')) {
            return Some((&rest[..length], &inner[..end], behind));
        }
    }
}

/// The lines of `content`, which begins at byte `from`: each tag begins one. The tags themselves are markup.
pub(crate) fn split<'a>(content: &'a str, from: usize, tag: &str) -> Vec<Line<'a>> {
    let close = tag.replacen('<', "</", 1);
    let mut lines = Vec::new();
    let starts: Vec<usize> = content.match_indices(tag).map(|(at, _)| at).collect();
    lines.extend(Line::plain(&content[..starts.first().copied().unwrap_or(content.len())], from..from));
    for (index, &at) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(content.len());
        let inner = &content[at + tag.len()..end];
        let source = from + at..from + end;
        match inner.split_once(close.as_str()) {
            Some((name, rest)) => {
                let name = name.trim_matches(is_blank);
                // A name may go on behind its tag: `<NAME>ANN LEE</NAME>-MOSS. Hi`.
                let is_name = |letter: char| letter.is_alphabetic() || letter == '-';
                let hyphened =
                    if rest.starts_with('-') { rest.len() - rest.trim_start_matches(is_name).len() } else { 0 };
                let (more, rest) = rest.split_at(if hyphened > 2 { hyphened } else { 0 });
                lines.extend(Line::voiced(&format!("{name}{more}"), rest, source));
            }
            None => lines.extend(Line::plain(inner, source)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_within_one_line_begin_lines_of_their_own() {
        let text = "Before. <NAME>ANN LEE</NAME>. Hi. <NAME>BO</NAME>-RAY. Yes? <NAME>ANN LEE</NAME>. No.";
        let tag = speaker_tag(text);
        assert_eq!(tag.as_deref(), Some("<NAME>"));
        let lines = split(text, 0, "<NAME>");
        let texts: Vec<&str> = lines.iter().map(|line| line.text()).collect();
        assert_eq!(texts, ["Before.", "ANN LEE. Hi.", "BO-RAY. Yes?", "ANN LEE. No."]);
        let voices: Vec<_> = lines.iter().map(|line| line.voice().map(|voice| &line.text()[voice])).collect();
        assert_eq!(voices, [None, Some("ANN LEE"), Some("BO-RAY"), Some("ANN LEE")]);
    }
}
