//! The text of a file as a few simple rules see it, which know nothing of how wenda reads: what a person would see
//! printed, in order.

use std::io::{Cursor, Read};

/// The printed characters of the file called `name`, white space and invisible characters aside. What stands in the file
/// as a program's literal is read as such only if nothing is to be shown `raw`.
pub fn printed(bytes: &[u8], name: &str, raw: bool) -> Vec<char> {
    let extension = name.rsplit('.').next().unwrap_or("");
    if extension == "epub" {
        return bare(&book(bytes));
    }
    let mut text = decoded(bytes).replace("\r\n", "\n").replace('\r', "\n");
    if let Some((before, literal)) = text.split_once("b'<").filter(|_| !raw) {
        text = format!("{before}<{}", unescaped(literal.trim_end().trim_end_matches('\'')));
    }
    bare(&match extension {
        "md" => markdown(&text),
        "html" => page(&text),
        "srt" | "vtt" => cues(&text),
        _ if text.starts_with("# ") || text.starts_with("---\n") => markdown(&text),
        _ => text.replace("<NAME>", "").replace("</NAME>", ""),
    })
}

/// The characters of a text that leave ink.
pub fn bare(text: &str) -> Vec<char> {
    let is_blank = |letter: char| letter.is_whitespace() || "\u{200b}\u{2060}\u{feff}".contains(letter);
    text.chars().filter(|letter| !is_blank(*letter)).collect()
}

/// UTF-16 by its mark, UTF-8 where it is valid, GB18030 else.
fn decoded(bytes: &[u8]) -> String {
    let unit = |pair: &[u8]| u16::from_le_bytes([pair[0], pair[1]]);
    match bytes {
        [0xff, 0xfe, rest @ ..] => String::from_utf16_lossy(&rest.chunks_exact(2).map(unit).collect::<Vec<_>>()),
        [0xfe, 0xff, rest @ ..] => {
            String::from_utf16_lossy(&rest.chunks_exact(2).map(|pair| unit(pair).swap_bytes()).collect::<Vec<_>>())
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned(),
        },
    }
}

/// `\n`, `\'` and `\xe2` of a program's literal.
fn unescaped(literal: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = literal.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = || std::str::from_utf8(behind.get(1..3)?).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        rest = match (first, behind.first()) {
            (b'\\', Some(b'x')) if hex().is_some() => {
                bytes.extend(hex());
                &behind[3..]
            }
            (b'\\', Some(&escaped)) => {
                bytes.push(if matches!(escaped, b'n' | b't' | b'r') { b' ' } else { escaped });
                &behind[1..]
            }
            _ => {
                bytes.push(first);
                behind
            }
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Markdown without its marks: those of lines first, then those within them.
fn markdown(source: &str) -> String {
    let body = source.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let body = body.map_or(source, |(_, body)| body);
    let text = body.lines().map(without_line_marks).collect::<Vec<_>>().join("\n");
    text.split("\n\n").map(|paragraph| within_lines(&without_emphasis(paragraph))).collect::<Vec<_>>().join("\n")
}

/// A line without the marks of quotations, headings and rules; the marks of lists are printed.
fn without_line_marks(line: &str) -> &str {
    let mut line = line.trim_start();
    while let Some(quoted) = line.strip_prefix('>') {
        line = quoted.trim_start();
    }
    let is_made_of = |marks: &[char]| line.len() >= 3 && line.trim_matches(marks).is_empty();
    if is_made_of(&['-', ' ']) || is_made_of(&['*', ' ']) || is_made_of(&['_']) || is_made_of(&['=']) {
        return "";
    }
    if line.starts_with('|') && line.contains("--") && line.trim_matches(['|', '-', ':', ' ']).is_empty() {
        return "";
    }
    let heading = line.trim_start_matches('#');
    if (1..=6).contains(&(line.len() - heading.len())) && heading.starts_with(' ') { heading } else { line }
}

/// A paragraph without the runs of asterisks that pair: one before a letter, and an equal one behind a letter.
fn without_emphasis(text: &str) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut left_out: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('*').map(|found| at + found) {
        let behind = text[start..].trim_start_matches('*');
        at = text.len() - behind.len();
        let is_escaped = text[..start].ends_with('\\');
        let closes = text[..start].ends_with(|letter: char| !letter.is_whitespace());
        let opens = behind.starts_with(|letter: char| !letter.is_whitespace());
        match runs.iter().rposition(|(open, end)| end - open == at - start).filter(|_| closes && !is_escaped) {
            Some(index) => {
                left_out.extend([runs[index], (start, at)]);
                runs.truncate(index);
            }
            None if opens && !is_escaped => runs.push((start, at)),
            None => {}
        }
    }
    let is_left_out = |at: usize| left_out.iter().any(|(start, end)| (*start..*end).contains(&at));
    text.char_indices().filter(|(at, _)| !is_left_out(*at)).map(|(_, letter)| letter).collect()
}

/// Text without code marks, addresses, tags and escapes.
fn within_lines(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut open = Vec::new();
    while let Some(letter) = rest.chars().next() {
        let behind = &rest[letter.len_utf8()..];
        rest = behind;
        match letter {
            '\\' if behind.starts_with(|next: char| next.is_ascii_punctuation()) => {
                kept.push_str(&behind[..1]);
                rest = &behind[1..];
            }
            '&' => rest = entity(behind, &mut kept),
            '<' => rest = tag(behind, &mut kept),
            '`' => {}
            '!' if behind.starts_with('[') && behind.contains("](") => {}
            '[' => {
                open.push(kept.len());
                kept.push('[');
            }
            ']' => {
                let begin = open.pop();
                match (begin, address_end(behind)) {
                    (Some(begin), Some(end)) => {
                        kept.remove(begin);
                        rest = &behind[end..];
                    }
                    _ => kept.push(']'),
                }
            }
            letter => kept.push(letter),
        }
    }
    kept
}

/// Bytes of `(address "title")` at the beginning of a text.
fn address_end(text: &str) -> Option<usize> {
    let mut depth = 0;
    let inner = text.split('\n').next().filter(|line| line.starts_with('('))?;
    let end = inner.char_indices().find(|(_, letter)| {
        depth += i32::from(*letter == '(') - i32::from(*letter == ')');
        depth == 0
    });
    end.map(|(at, _)| at + 1)
}

/// Adds what the entity behind an `&` stands for, and gives the rest.
fn entity<'a>(behind: &'a str, kept: &mut String) -> &'a str {
    let found = behind.split_once(';').filter(|(name, _)| name.len() < 9).and_then(|(name, rest)| {
        let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        let known =
            [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("nbsp", ' '), ("apos", '\''), ("mdash", '—')];
        let named = known.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter);
        Some((named.or(number.and_then(char::from_u32))?, rest))
    });
    let (letter, rest) = found.unwrap_or(('&', behind));
    kept.push(letter);
    rest
}

/// Skips the tag behind a `<`; what is no tag is text, and an address in angle brackets is printed without them.
fn tag<'a>(behind: &'a str, kept: &mut String) -> &'a str {
    let inner = behind.split_once('>').filter(|(inner, _)| {
        inner.starts_with(|letter: char| letter.is_ascii_alphabetic() || "/!?".contains(letter)) && !inner.contains('<')
    });
    let Some((inner, rest)) = inner else {
        kept.push('<');
        return behind;
    };
    if inner.starts_with("http") {
        kept.push_str(inner);
    }
    rest
}

/// The text of a page, with the bullets and numbers of its lists and the bars between the cells of its tables.
fn page(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut rest = source;
    let mut lists: Vec<Option<usize>> = Vec::new();
    let mut n_cells = 0;
    while let Some(at) = rest.find(['<', '&']) {
        kept.push_str(&rest[..at]);
        if rest[at..].starts_with('&') {
            rest = entity(&rest[at + 1..], &mut kept);
            continue;
        }
        if let Some(comment) = rest[at..].strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some(end) = rest[at..].find('>') else { break };
        let name: String = rest[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        // Such an element of these texts holds no other of its name.
        let is_hidden = rest[at..at + end].contains("display:none");
        rest = &rest[at + end + 1..];
        if is_hidden {
            rest = rest.find(&format!("</{name}")).map_or("", |close| &rest[close..]);
            continue;
        }
        match name.to_ascii_lowercase().as_str() {
            hidden @ ("head" | "script" | "style" | "noscript" | "button" | "select") => {
                let end = rest.to_ascii_lowercase().find(&format!("</{hidden}"));
                rest = &rest[end.unwrap_or(rest.len())..];
            }
            "ul" => lists.push(None),
            "ol" => lists.push(Some(0)),
            "/ul" | "/ol" => drop(lists.pop()),
            "li" => match lists.last_mut() {
                Some(Some(number)) => {
                    *number += 1;
                    kept.push_str(&format!("{number}."));
                }
                _ => kept.push('•'),
            },
            "tr" => n_cells = 0,
            "td" | "th" => {
                n_cells += 1;
                kept.push_str(if n_cells > 1 { "|" } else { "" });
            }
            _ => {}
        }
    }
    kept + rest
}

/// The text of cues without their numbers and times; a voice is printed where it changes.
fn cues(source: &str) -> String {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let is_number = |line: &str| line.len() < 7 && line.bytes().all(|byte| byte.is_ascii_digit());
    let mut kept = String::new();
    let mut voice = "";
    for (index, line) in lines.iter().enumerate() {
        let is_before_times = lines.get(index + 1).is_some_and(|next| next.contains("-->"));
        if index == 0 && line.starts_with("WEBVTT") || line.contains("-->") || is_before_times && is_number(line) {
            continue;
        }
        let line = line.strip_prefix("NOTE").unwrap_or(line);
        let (name, said) = line.strip_prefix("<v ").and_then(|rest| rest.split_once('>')).unwrap_or((voice, line));
        if name != voice {
            kept.push_str(name);
            voice = name;
        }
        kept.push_str(&within_lines(said));
        kept.push('\n');
    }
    kept
}

/// The chapters of a book in the order of its spine.
fn book(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a sound book");
    let mut part = |path: &str| {
        let mut text = String::new();
        archive.by_name(path).expect("a part").read_to_string(&mut text).expect("UTF-8");
        text
    };
    let value = |tag: &str, key: &str| {
        let (_, behind) = tag.split_once(&format!(" {key}=\""))?;
        behind.split('"').next().map(str::to_owned)
    };
    let container = part("META-INF/container.xml");
    let path = value(&container, "full-path").expect("a package");
    let package = part(&path);
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let items: Vec<&str> = package.split('<').filter(|tag| tag.starts_with("item ")).collect();
    let mut text = String::new();
    for reference in package.split('<').filter(|tag| tag.starts_with("itemref ")) {
        let id = value(reference, "idref");
        let Some(item) = items.iter().find(|item| value(item, "id") == id) else { continue };
        if value(item, "properties").is_none_or(|properties| !properties.contains("nav")) {
            text.push_str(&page(&part(&format!("{folder}{}", value(item, "href").expect("an address")))));
        }
    }
    text
}
