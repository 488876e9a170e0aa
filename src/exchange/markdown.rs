//! Marks as Markdown to read and to print: a heading for each document, and under it each passage with its question.

use std::fmt::Write;

use super::{Collection, Excerpt, one_line, plain};

/// All marks as Markdown; `lost` is the word put to a passage that is no longer in its document.
pub fn markdown(collections: &[Collection], lost: &str) -> String {
    let documents: Vec<String> = collections.iter().map(|collection| document(collection, lost)).collect();
    documents.join("\n")
}

fn document(collection: &Collection, lost: &str) -> String {
    let mut out = format!("# {}\n", escaped(&one_line(collection.name())));
    // `--03-07` is ISO 8601 for a date without a year; people write it without the dashes.
    let date = collection.date.as_deref().map(|date| date.trim_start_matches('-'));
    let about: Vec<String> = [date, Some(collection.path.as_str())].into_iter().flatten().map(one_line).collect();
    let about = about.iter().filter(|it| !it.is_empty()).map(|it| escaped(it)).collect::<Vec<_>>().join(" · ");
    if !about.is_empty() {
        // Writing to a string never fails.
        let _ = writeln!(out, "\n{about}");
    }
    collection.excerpts.iter().for_each(|excerpt| out.push_str(&passage(excerpt, lost)));
    out
}

fn passage(excerpt: &Excerpt, lost: &str) -> String {
    let bookmark = &excerpt.bookmark;
    let speaker = bookmark.anchor.speaker.as_deref().unwrap_or_default();
    let heading: Vec<String> = [excerpt.reference.as_str(), speaker, if excerpt.is_lost { lost } else { "" }]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| escaped(&one_line(part)))
        .collect();
    let mut out = format!("\n## {}\n", if heading.is_empty() { "·".to_owned() } else { heading.join(" · ") });
    if let Some(asked) = &bookmark.anchor.asked {
        let by = asked.speaker.as_deref().map(|speaker| format!("**{}**: ", escaped(&one_line(speaker))));
        let _ = writeln!(out, "\n{}{}", by.unwrap_or_default(), escaped(&one_line(&asked.words)));
    }
    let quoted = plain(&bookmark.anchor.exact);
    let quoted: Vec<String> = quoted.trim_end().lines().map(|line| format!("> {}", escaped(line))).collect();
    let _ = writeln!(out, "\n{}", quoted.join("\n>\n"));
    let note = bookmark.whole_note();
    if !note.is_empty() {
        let _ = writeln!(out, "\n{}", plain(&note).trim_end());
    }
    if !bookmark.tags.is_empty() {
        let tags: Vec<String> =
            bookmark.tags.iter().map(|tag| format!("`{}`", one_line(tag).replace('`', "'"))).collect();
        let _ = writeln!(out, "\n{}", tags.join(" "));
    }
    out
}

/// Text in which nothing is markup (CommonMark 2.4: a backslash before ASCII punctuation).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let (before, behind) = (text[..at].trim_start(), &text[at + character.len_utf8()..]);
        // A dash opens a list only before a space, and a rule or a heading only among its like.
        let opens_with_dash = "+-".contains(character)
            && (behind.is_empty() || behind.starts_with(char::is_whitespace) || behind.starts_with(character));
        let opens_block = before.is_empty() && ("#>=~|".contains(character) || opens_with_dash);
        let numbers_item =
            ".)".contains(character) && !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
        if opens_block || numbers_item || "\\`*_[]<&".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::specimens::collection;

    #[test]
    fn a_passage_carries_its_question_speaker_reference_note_and_tags() {
        let text = markdown(&[collection()], "已失落");
        let expected = "# 答记者问\n\n2024-03-07 · /talks/seed.md\n\n## Q3¶2 · 王毅\n\n**《人民日报》记者**: 贸易如何？\n\n\
                        > 双方贸易额达到创纪录的水平。\n>\n> 下一段\n\n引用\n第二行\n\n别处写的\n\n`a b` `经济`\n";
        assert!(text.starts_with(expected), "{text}");
    }

    #[test]
    fn a_date_without_a_year_reads_as_people_write_it() {
        let undated = Collection { date: Some("--03-07".to_owned()), path: String::new(), ..collection() };
        let text = markdown(&[undated], "已失落");
        assert!(text.starts_with("# 答记者问\n\n03-07\n"), "{text}");
    }

    #[test]
    fn only_what_would_be_markup_is_escaped() {
        for (text, expected) in [
            ("-5 度", "-5 度"),
            ("- 一项", "\\- 一项"),
            ("---", "\\---"),
            ("+8610", "+8610"),
            ("+ 一项", "\\+ 一项"),
            ("3. 第三", "3\\. 第三"),
            ("2024-03-07", "2024-03-07"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn nothing_that_was_marked_becomes_markup() {
        let text = markdown(&[collection()], "已失落");
        assert!(text.ends_with("\n## 已失落\n\n> \\=1+1,\"a\"\\[31m\n>\n> \\* # > |\n"), "{text}");
    }
}
