//! Books: archives that expand beyond reason, refer outside themselves, lie, or are cut.

use std::io::{Cursor, Write as _};

use super::{document, skipped};
use zip::write::SimpleFileOptions;

const PAGE: &str = "<html><body><p>记者：好吗？</p><p>镇长：好。</p></body></html>";

fn package(hrefs: &[String]) -> String {
    let items = hrefs.iter().enumerate().map(|(at, href)| format!("<item id=\"i{at}\" href=\"{href}\"/>"));
    let spine = (0..hrefs.len()).map(|at| format!("<itemref idref=\"i{at}\"/>"));
    let (items, spine): (String, String) = (items.collect(), spine.collect());
    format!(
        "<package><metadata><title>T</title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
}

fn hrefs(hrefs: &[&str]) -> Vec<String> {
    hrefs.iter().map(|&href| href.to_owned()).collect()
}

/// A book of these parts, whose spine names `hrefs`.
fn book(parts: &[(&str, &str)], hrefs: &[String]) -> Vec<u8> {
    let container = "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>";
    let package = package(hrefs);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let own = [("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("p.opf", &package)];
    for (path, text) in own.iter().chain(parts) {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_chapter_that_expands_beyond_reason_is_left_out_and_the_rest_is_read() {
    let blank = " ".repeat(25 * 1024 * 1024);
    let found = document("a.epub", &book(&[("bomb", &blank), ("a", PAGE)], &hrefs(&["bomb", "a"])));
    assert_eq!((skipped(&found), found.turns.len()), (vec!["bomb: too long".to_owned()], 2));
}

#[test]
fn chapters_that_expand_beyond_reason_together_are_left_out() {
    let blank = format!("{}{PAGE}", " ".repeat(20 * 1024 * 1024));
    let parts = ["a", "b", "c", "d", "e"];
    let found = document("a.epub", &book(&parts.map(|path| (path, blank.as_str())), &hrefs(&parts)));
    assert_eq!(skipped(&found), ["d: too long", "e: too long"]);
    let tags = "<p>x</p>".repeat(90_000);
    let found = document("a.epub", &book(&parts.map(|path| (path, tags.as_str())), &hrefs(&parts)));
    assert_eq!(
        skipped(&found),
        ["d, the meaning of its tags: too much markup", "e, the meaning of its tags: too much markup"]
    );
    // The words are there all the same.
    assert_eq!(found.text.matches('x').count(), 5 * 90_000);
}

/// Reads `n` chapters, each of which is small enough by itself, and checks what is said of those for which nothing is left,
/// and how many letters `x` the document has.
fn check_many(chapter: &str, n: usize, expected_first: &str, n_expected: usize, n_letters: usize) {
    let names: Vec<String> = (0..n).map(|at| format!("{at}.xhtml")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), chapter)).collect();
    let found = document("a.epub", &book(&parts, &names));
    let said = skipped(&found);
    assert_eq!((said.first().map(String::as_str), said.len()), (Some(expected_first), n_expected));
    assert_eq!(found.text.matches('x').count(), n_letters);
}

#[test]
fn chapters_that_are_deep_together_are_read_without_their_tags() {
    let deep = format!("{}x", "<div>".repeat(1_900));
    check_many(&deep, 60, "17.xhtml, the meaning of its tags: markup nested too deep", 21, 60);
}

#[test]
fn attributes_of_all_chapters_count_together() {
    let crowded = format!("<p {}>x</p>", (0..900).map(|at| format!("a{at}=b ")).collect::<String>()).repeat(100);
    check_many(&crowded, 14, "11.xhtml, the meaning of its tags: too many attributes", 3, 1_400);
}

#[test]
fn lines_of_all_chapters_count_together() {
    let lines = format!("<pre>{}</pre>", "x\n".repeat(60_000));
    check_many(&lines, 8, "6.xhtml: too many lines", 2, 360_000);
}

#[test]
fn a_package_is_read_as_far_as_a_book_goes() {
    let books = |package: String| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let container = "<container><rootfile full-path=\"p.opf\"/></container>".to_owned();
        for (path, text) in [("META-INF/container.xml", container), ("p.opf", package), ("a", PAGE.to_owned())] {
            zip.start_file(path, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        document("a.epub", &zip.finish().unwrap().into_inner())
    };
    let own = "<item id=\"a\" href=\"a\"/><itemref idref=\"a\"/>";
    // Tags and attributes that mean nothing are passed over, however many they are.
    let found = books(format!("<package>{own}{}</package>", "<x y=''/>".repeat(400_000)));
    assert_eq!((skipped(&found).len(), found.turns.len()), (0, 2));
    let crowd: String = (0..200_000).map(|at| format!("b{at}='' ")).collect();
    let found = books(format!("<package><x {crowd}/><item {crowd} id='c'/>{own}</package>"));
    assert_eq!((skipped(&found).len(), found.turns.len()), (0, 2));
    let found = books(format!("<package>{own}{}</package>", "<item id=\"x\" href=\"x\"/>".repeat(150_000)));
    assert_eq!((skipped(&found), found.turns.len()), (vec!["chapters: too many entries".to_owned()], 2));
    let found = books(format!("<package><title>{}</title>{own}</package>", "x<!---->".repeat(100_000)));
    assert!(found.stated_title.unwrap().len() < 10_000);
}

#[test]
fn an_index_without_end_is_not_opened() {
    let mut bytes = book(&[("a", PAGE)], &hrefs(&["a"]));
    bytes.extend(b"PK\x01\x02".repeat(150_000));
    assert_eq!(skipped(&document("a.epub", &bytes)), ["the book: too many entries"]);
}

#[test]
fn a_chapter_listed_again_and_again_is_read_once() {
    let found = document("a.epub", &book(&[("a", PAGE)], &hrefs(&["a"; 5_000])));
    assert_eq!((skipped(&found).len(), found.turns.len()), (0, 2));
}

#[test]
fn a_spine_without_end_is_answered_with_a_short_list() {
    let names: Vec<String> = (0..15_000).map(|at| format!("{at}.xhtml")).collect();
    let found = document("a.epub", &book(&[], &names));
    assert_eq!((skipped(&found).len(), skipped(&found).pop()), (21, Some("14980 more parts".to_owned())));
}

#[test]
fn what_lies_outside_the_book_is_not_read() {
    let names = ["../b", "/etc/passwd", "http://a/b", "file:///etc/passwd", "..%2f..%2fetc/passwd", "a"];
    let found = document("a.epub", &book(&[("../b", PAGE), ("/etc/passwd", PAGE), ("a", PAGE)], &hrefs(&names)));
    assert_eq!((skipped(&found).len(), found.turns.len(), found.text.contains("root:")), (5, 2, false));
}

#[test]
fn a_link_within_the_archive_leads_nowhere() {
    let mut zip = zip::ZipWriter::new_append(Cursor::new(book(&[("a", PAGE)], &hrefs(&["link", "a"])))).unwrap();
    zip.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let found = document("a.epub", &zip.finish().unwrap().into_inner());
    assert!(!found.text.contains("root:") && found.turns.len() == 2);
}

#[test]
fn a_size_that_lies_is_no_matter() {
    let mut bytes = book(&[("a", &PAGE.repeat(1_000))], &hrefs(&["a"]));
    let entry = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&10u32.to_le_bytes());
    document("a.epub", &bytes);
}

#[test]
fn entities_of_entities_stay_small() {
    let entities: String = (1..60).map(|n| format!("<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1)).collect();
    let chapter = format!("<!DOCTYPE html [<!ENTITY a0 \"xxxxxxxx\">{entities}]><p>&a59;</p>");
    assert!(document("a.epub", &book(&[("a", &chapter)], &hrefs(&["a"]))).text.len() < 10_000);
}

#[test]
fn a_book_cut_anywhere_is_answered() {
    let whole = book(&[("a", PAGE), ("b", PAGE)], &hrefs(&["a", "b"]));
    for length in 0..whole.len() {
        let found = document("a.epub", &whole[..length]);
        assert!(length < 4 || !skipped(&found).is_empty() || !found.turns.is_empty() || !found.warnings.is_empty());
    }
}
