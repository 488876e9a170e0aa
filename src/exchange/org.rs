//! Marks as an Org file (orgmode.org): a heading for each document and each passage, with what is known as properties.

use std::fmt::Write;

use super::{Collection, Excerpt, one_line, plain};

/// All marks as Org; `lost` is the word put to a passage that is no longer in its document.
pub fn org(collections: &[Collection], lost: &str) -> String {
    let mut out = String::new();
    for collection in collections {
        // Writing to a string never fails.
        let _ = writeln!(out, "* {}", one_line(collection.name()));
        let date = collection.date.clone().unwrap_or_default();
        properties(&mut out, &[("ID", &collection.identity), ("PATH", &collection.path), ("DATE", &date)]);
        collection.excerpts.iter().for_each(|excerpt| passage(&mut out, excerpt, lost));
    }
    out
}

fn passage(out: &mut String, excerpt: &Excerpt, lost: &str) {
    let bookmark = &excerpt.bookmark;
    let speaker = bookmark.anchor.speaker.as_deref().unwrap_or_default();
    let lost = if excerpt.is_lost { lost } else { "" };
    let heading = one_line(&format!("{} {speaker} {lost}", excerpt.reference));
    let tags: Vec<String> = bookmark.tags.iter().map(|tag| tag_name(tag)).collect();
    let tags = if tags.is_empty() { String::new() } else { format!(" :{}:", tags.join(":")) };
    let _ = writeln!(out, "** {}{tags}", if heading.is_empty() { "·" } else { &heading });
    let fields = [("ID", bookmark.id.as_str()), ("CREATED", &bookmark.created), ("SPEAKER", speaker)];
    properties(out, &fields);
    if let Some(asked) = &bookmark.anchor.asked {
        let _ = writeln!(out, "{}: {}", one_line(asked.speaker.as_deref().unwrap_or("?")), one_line(&asked.words));
    }
    let _ = writeln!(out, "#+begin_quote\n{}\n#+end_quote", body(&bookmark.anchor.exact));
    let note = bookmark.whole_note();
    if !note.is_empty() {
        let _ = writeln!(out, "{}", body(&note));
    }
}

fn properties(out: &mut String, fields: &[(&str, &str)]) {
    out.push_str(":PROPERTIES:\n");
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(out, ":{name}: {}", one_line(value));
    }
    out.push_str(":END:\n");
}

/// Lines in which nothing is markup: one that would begin a heading, a keyword or a block gets a comma before it, as
/// Org itself escapes them.
fn body(text: &str) -> String {
    let opens = |line: &str| line.starts_with('*') || line.starts_with("#+") || line.starts_with(",*");
    let line = |line: &str| if opens(line) { format!(",{line}") } else { line.to_owned() };
    plain(text).trim_end().lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A tag as Org allows it: letters, digits, `_`, `@`, `#` and `%`.
fn tag_name(tag: &str) -> String {
    tag.chars().map(|it| if it.is_alphanumeric() || "_@#%".contains(it) { it } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::specimens::collection;

    #[test]
    fn passages_are_headings_with_properties() {
        let text = org(&[collection()], "已失落");
        assert!(text.starts_with("* 答记者问\n:PROPERTIES:\n:ID: abcd\n"), "{text}");
        assert!(text.contains("\n** Q3¶2 王毅 :a_b:经济:\n"), "{text}");
        assert!(text.contains("\n** 已失落\n"), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with('*')).count(), 3);
    }
}
