//! EPUB: the chapters of a book in reading order, each read as HTML.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::html;
use crate::reading::draft::{Page, Stated};

/// A part of a book is at most this long once unpacked, in bytes; a longer one is left out.
const MAX_PART: u64 = 24 * 1024 * 1024;
/// All parts together.
const MAX_BOOK: u64 = 64 * 1024 * 1024;
/// Tags in all chapters together: each is up to half a kilobyte while it is read.
const MAX_TAGS: usize = 600_000;
/// Chapters; the rest is left out.
const MAX_CHAPTERS: usize = 10_000;
/// So many parts that are left out are named one by one.
const MAX_NAMED: usize = 20;

/// The blocks of the book in `bytes`, and the text of its chapters with their markup.
pub(crate) fn blocks(bytes: &[u8]) -> (Page, String) {
    let mut book = Book::open(bytes);
    let mut page = Page::default();
    let mut source = String::new();
    let mut n_tags = 0;
    for path in book.reading_order() {
        let Some(chapter) = book.part(&path) else { continue };
        n_tags += memchr::memchr_iter(b'<', chapter.as_bytes()).count();
        if n_tags > MAX_TAGS {
            book.stated.skipped.push(format!("{path}: too much markup"));
            continue;
        }
        let read = html::blocks(&chapter);
        page.drafts.extend(read.drafts);
        book.stated.skipped.extend(read.stated.skipped);
        source.push_str(&chapter);
    }
    page.stated = book.stated;
    let n_more = page.stated.skipped.len().saturating_sub(MAX_NAMED);
    if n_more > 1 {
        page.stated.skipped.truncate(MAX_NAMED);
        page.stated.skipped.push(format!("{n_more} more parts"));
    }
    (page, source)
}

struct Book<'a> {
    archive: Option<ZipArchive<Cursor<&'a [u8]>>>,
    n_unpacked: u64,
    stated: Stated,
}

impl<'a> Book<'a> {
    fn open(bytes: &'a [u8]) -> Self {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok();
        let mut stated = Stated::default();
        if archive.is_none() {
            stated.skipped.push("the book: its archive is damaged".to_owned());
        }
        Book { archive, n_unpacked: 0, stated }
    }

    /// The text of a part of the book. One that is missing, damaged or too long is left out, and that is said.
    fn part(&mut self, path: &str) -> Option<String> {
        let allowed = MAX_PART.min(MAX_BOOK.saturating_sub(self.n_unpacked));
        let mut text = Vec::new();
        let unpacked = self.archive.as_mut().and_then(|archive| {
            // The size that an archive states may be a lie, so reading itself is limited.
            archive.by_name(path).ok()?.take(allowed + 1).read_to_end(&mut text).ok()
        });
        self.n_unpacked += text.len() as u64;
        if unpacked.is_none() || text.len() as u64 > allowed {
            let why = if unpacked.is_none() { "missing or damaged" } else { "too long" };
            self.stated.skipped.push(format!("{path}: {why}"));
            return None;
        }
        Some(crate::reading::decoding::decode(&text, None).text)
    }

    /// The paths of the chapters, as the package states them.
    fn reading_order(&mut self) -> Vec<String> {
        let Some(container) = self.archive.is_some().then(|| self.part("META-INF/container.xml")).flatten() else {
            return Vec::new();
        };
        let package_path =
            tags(&container).into_iter().find(|tag| tag.name == "rootfile").and_then(|tag| tag.value("full-path"));
        let Some(package_path) = package_path else { return Vec::new() };
        let Some(package) = self.part(&package_path) else { return Vec::new() };
        let folder = package_path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let tags = tags(&package);
        let text_of = |name: &str| tags.iter().find(|tag| tag.name == name).map(|tag| tag.text.clone());
        self.stated.title = text_of("title").filter(|title| !title.is_empty());
        let items: HashMap<String, &Tag> =
            tags.iter().filter(|tag| tag.name == "item").filter_map(|tag| Some((tag.value("id")?, tag))).collect();
        // A chapter that is listed again is not read again: nothing stands in a document twice.
        let mut listed: HashSet<String> = HashSet::new();
        let mut paths = Vec::new();
        for reference in tags.iter().filter(|tag| tag.name == "itemref") {
            let item = reference.value("idref").and_then(|id| items.get(&id).copied().map(|item| (id, item)));
            let Some((id, item)) = item else { continue };
            if item.value("properties").is_some_and(|it| it.contains("nav")) {
                continue;
            }
            match item.value("href").and_then(|href| within(folder, &href)) {
                Some(path) if paths.len() < MAX_CHAPTERS && listed.insert(path.clone()) => paths.push(path),
                Some(path) if listed.contains(&path) => {}
                Some(path) => {
                    self.stated.skipped.push(format!("{path}: beyond the {MAX_CHAPTERS} chapters that are read"))
                }
                None => self.stated.skipped.push(format!("{id}: it lies outside the book")),
            }
        }
        paths
    }
}

/// The path within the archive of `href`, seen from `folder`; `None` where it leads outside.
fn within(folder: &str, href: &str) -> Option<String> {
    let href = href.split(['#', '?']).next().unwrap_or("");
    if href.contains(':') || href.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(percent_decoded(&parts.join("/")))
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.filter(|_| first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A tag of a package file, with the text right behind it.
struct Tag {
    name: String,
    values: Vec<(String, String)>,
    text: String,
}

impl Tag {
    fn value(&self, key: &str) -> Option<String> {
        self.values.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
    }
}

/// The tags of an XML file up to its first fault; prefixes of names are left out.
fn tags(xml: &str) -> Vec<Tag> {
    let mut reader = Reader::from_str(xml);
    let mut tags: Vec<Tag> = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_owned();
                let values = start.attributes().flatten().map(|pair| {
                    let value = pair.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned());
                    (local(pair.key.as_ref()), value.unwrap_or_default())
                });
                tags.push(Tag { name: local(start.name().as_ref()), values: values.collect(), text: String::new() });
            }
            Ok(Event::Text(text)) => {
                if let Some(tag) = tags.last_mut() {
                    tag.text.push_str(text.trim());
                }
            }
            Ok(Event::Eof) | Err(_) => return tags,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leads_out_of_the_book() {
        let check =
            |folder, href, expected: Option<&str>| assert_eq!(within(folder, href).as_deref(), expected, "{href}");
        check("EPUB", "text/ch%201.xhtml#top", Some("EPUB/text/ch 1.xhtml"));
        check("EPUB", "../a.xhtml", Some("a.xhtml"));
        check("EPUB", "../../etc/passwd", None);
        check("EPUB", "/etc/passwd", None);
        check("EPUB", "http://example.org/a", None);
    }

    #[test]
    fn damaged_bytes_are_an_empty_book_that_says_so() {
        let (page, _) = blocks(b"PK\x03\x04 nothing");
        assert!(page.drafts.is_empty() && page.stated.skipped.len() == 1);
    }
}
