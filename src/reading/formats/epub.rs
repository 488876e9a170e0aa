//! EPUB: the chapters of a book in reading order, each read as HTML.

use std::collections::{HashMap, HashSet};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::archive::{Archive, Part as Unpacked};
use super::html;
use super::xml::{local, value};
use crate::document::block::BlockKind;
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::{Draft, Page, Stated};
use crate::reading::lexicon::Lexicon;

/// A part of a book is at most this long once unpacked, in bytes; a longer one is left out.
const MAX_PART: usize = 24 * 1024 * 1024;
/// Chapters; the rest is left out.
const MAX_CHAPTERS: usize = 10_000;
/// So many parts that are left out are named one by one.
const MAX_NAMED: usize = 20;
/// A title is no longer, in bytes.
const MAX_TITLE: usize = 4_096;

/// The blocks of the book in `bytes`, and the text of its chapters with their markup.
pub(crate) fn blocks(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> (Page<'static>, String) {
    let mut book = Book::open(bytes, budget);
    let mut page = Page::default();
    let mut source = String::new();
    for path in book.reading_order() {
        if book.budget.is_cancelled() {
            break;
        }
        let Some(chapter) = book.part(&path) else { continue };
        let n_lines = memchr::memchr_iter(b'\n', chapter.as_bytes()).count();
        let read =
            book.budget.take(Resource::Lines, n_lines).and_then(|()| html::chapter(&chapter, lexicon, book.budget));
        match read {
            Ok(read) => {
                page.drafts.extend(read.page.drafts);
                source.push_str(&chapter);
                if let Some(spent) = read.without_tags {
                    book.leave_out(Part::TagsOf(path), Why::Spent(spent));
                }
            }
            Err(spent) => book.leave_out(Part::Named(path), Why::Spent(spent)),
        }
    }
    drop_title_page(&mut page.drafts);
    page.stated = book.stated;
    let n_more = page.stated.skipped.len().saturating_sub(MAX_NAMED);
    if n_more > 1 {
        let why = page.stated.skipped[MAX_NAMED].why;
        page.stated.skipped.truncate(MAX_NAMED);
        page.stated.skipped.push(LeftOut { part: Part::More(n_more), why });
    }
    (page, source)
}

/// Leaves out the title on a page of its own where the text begins with the same title.
fn drop_title_page(drafts: &mut Vec<Draft<'static>>) {
    /// Lines of such a page: authors, a date.
    const MOST: usize = 6;
    let title = |draft: &Draft| matches!(draft.kind, BlockKind::Heading(_)).then(|| draft.first().to_owned());
    let Some(first) = drafts.first().and_then(title) else { return };
    if drafts.iter().skip(1).take(MOST).any(|draft| title(draft).as_ref() == Some(&first)) {
        drafts.remove(0);
    }
}

struct Book<'a> {
    archive: Option<Archive<'a>>,
    budget: &'a mut Budget,
    stated: Stated,
}

impl<'a> Book<'a> {
    fn open(bytes: &'a [u8], budget: &'a mut Budget) -> Self {
        let mut book = Book { archive: None, budget, stated: Stated::default() };
        match Archive::open(bytes, book.budget) {
            Ok(archive) => book.archive = Some(archive),
            Err(why) => book.leave_out(Part::Book, why),
        }
        book
    }

    fn leave_out(&mut self, part: Part, why: Why) {
        self.stated.skipped.push(LeftOut { part, why });
    }

    /// The text of a part of the book. One that is missing, damaged or too long is left out, and that is said.
    fn part(&mut self, path: &str) -> Option<String> {
        let unpacked = self.archive.as_mut().and_then(|archive| archive.part(path, MAX_PART, self.budget));
        match unpacked {
            Some(Unpacked { bytes, fault: None }) => Some(crate::reading::decoding::decode(bytes.into(), None).text),
            unpacked => {
                let fault = unpacked.and_then(|unpacked| unpacked.fault).unwrap_or(Why::Damaged);
                self.leave_out(Part::Named(path.to_owned()), fault);
                None
            }
        }
    }

    /// The paths of the chapters, as the package states them.
    fn reading_order(&mut self) -> Vec<String> {
        let Some(container) = self.archive.is_some().then(|| self.part("META-INF/container.xml")).flatten() else {
            return Vec::new();
        };
        let Some(package_path) = root_file(&container) else { return Vec::new() };
        let Some(package) = self.part(&package_path) else { return Vec::new() };
        let (package, spent) = Package::read(&package, self.budget);
        if let Some(spent) = spent {
            self.leave_out(Part::Chapters, Why::Spent(spent));
        }
        let folder = package_path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.stated.title = package.title.filter(|title| !title.is_empty());
        // A chapter that is listed again is not read again: nothing stands in a document twice.
        let mut listed: HashSet<String> = HashSet::new();
        let mut paths = Vec::new();
        for id in package.spine {
            let Some(item) = package.items.get(&id).filter(|item| !item.is_navigation) else { continue };
            match item.href.as_deref().and_then(|href| within(folder, href)) {
                Some(path) if paths.len() < MAX_CHAPTERS && listed.insert(path.clone()) => paths.push(path),
                Some(path) if listed.contains(&path) => {}
                Some(path) => self.leave_out(Part::Named(path), Why::Spent(Resource::Entries)),
                None => self.leave_out(Part::Named(id), Why::Outside),
            }
        }
        paths
    }
}

/// What a package file says of its book.
#[derive(Default)]
struct Package {
    title: Option<String>,
    /// The files, by their identifiers.
    items: HashMap<String, Item>,
    /// The identifiers of the chapters in reading order.
    spine: Vec<String>,
}

/// A file of a book.
struct Item {
    href: Option<String>,
    is_navigation: bool,
}

impl Package {
    /// Reads a package file up to its first fault, or to where the budget ends.
    fn read(xml: &str, budget: &mut Budget) -> (Self, Option<Resource>) {
        let mut package = Package::default();
        let mut in_title = false;
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => {
                    let name = local(&tag);
                    in_title = name == "title" && package.title.is_none();
                    if in_title {
                        package.title = Some(String::new());
                    }
                    if let Err(spent) = package.add(name, &tag, budget) {
                        return (package, Some(spent));
                    }
                }
                Ok(Event::Text(text)) if in_title => {
                    if let Some(title) = package.title.as_mut().filter(|title| title.len() < MAX_TITLE) {
                        title.push_str(text.trim());
                    }
                }
                Ok(Event::Eof) | Err(_) => return (package, None),
                Ok(_) => {}
            }
        }
    }

    /// Adds what a tag says.
    fn add(&mut self, name: &str, tag: &BytesStart<'_>, budget: &mut Budget) -> Result<(), Resource> {
        match name {
            "item" => {
                budget.take(Resource::Entries, 1)?;
                let is_navigation = value(tag, "properties").is_some_and(|it| it.contains("nav"));
                let item = Item { href: value(tag, "href"), is_navigation };
                self.items.extend(value(tag, "id").map(|id| (id, item)));
            }
            "itemref" => {
                budget.take(Resource::Entries, 1)?;
                self.spine.extend(value(tag, "idref"));
            }
            _ => {}
        }
        Ok(())
    }
}

/// The path of the package file, as the container of the book states it.
fn root_file(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if local(&tag) == "rootfile" => {
                return value(&tag, "full-path");
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
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
        let (page, _) = blocks(b"PK\x03\x04 nothing", &Lexicon::default_words(), &mut Budget::default());
        assert!(page.drafts.is_empty() && page.stated.skipped.len() == 1);
    }
}
