//! ODT: the document of a word processor in the OpenDocument format: text, styles, lists and notes.

mod body;
mod lists;
mod styles;

use super::archive::Archive;
use super::flow::Flow;
use super::xml;
use crate::document::left_out::Why;
use crate::reading::budget::Budget;
use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;
use body::Body;
use styles::Styles;

/// What the first element of a document that is no archive is called, and the kind that it states.
const FLAT: &[u8] = b"<office:document";
const FLAT_KIND: &[u8] = b"opendocument.text";
/// How far into the file its first tag may reach, in bytes: it names all namespaces.
const BEGINNING: usize = 16 * 1024;

/// Where the text is.
pub(super) const CONTENT: &str = "content.xml";

/// The blocks of the document in an archive, and their text.
pub(super) fn blocks(archive: &mut Archive, lexicon: &Lexicon, budget: &mut Budget) -> (Page<'static>, String) {
    // The text first: what is spent on it is spent best.
    let (text, fault) = archive.xml(CONTENT, budget).unwrap_or((String::new(), Some(Why::Damaged)));
    let mut styles = Styles::default();
    let common = archive.xml("styles.xml", budget).map(|(text, _)| text).unwrap_or_default();
    styles.read(&common, budget);
    let title = archive.xml("meta.xml", budget).and_then(|(text, _)| xml::title(&text));
    styles.read(&text, budget);
    let mut body = Body::new(&styles, Flow::new(lexicon, budget));
    let is_whole = body.read(&text);
    let mut flow = body.flow;
    if let Some(why) = fault.or((!is_whole).then_some(Why::Damaged)) {
        flow.leave_out_rest(why);
    }
    flow.finish(title.as_deref())
}

/// Whether a file is such a document in one piece of XML (`.fodt`), and no archive.
pub(super) fn is_flat(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let is_tag = |at: usize| beginning.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    let root = || memchr::memchr_iter(b'<', beginning).find(|at| is_tag(*at)).map(|at| &beginning[at..]);
    let is_such = |root: &[u8]| root.starts_with(FLAT) && memchr::memmem::find(root, FLAT_KIND).is_some();
    bytes.starts_with(b"<") && root().is_some_and(is_such)
}

/// The blocks of a document in one piece of XML, and their text: styles, text and title stand in the same tree.
pub(super) fn flat_blocks(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> (Page<'static>, String) {
    let text = crate::reading::decoding::decode(bytes.into(), None).text;
    let mut styles = Styles::default();
    styles.read(&text, budget);
    let [meta, end] = [&b"<office:meta"[..], b"</office:meta>"].map(|tag| memchr::memmem::find(text.as_bytes(), tag));
    let title = meta.zip(end).and_then(|(start, end)| xml::title(text.get(start..end)?));
    let mut body = Body::new(&styles, Flow::new(lexicon, budget));
    let is_whole = body.read(&text);
    let mut flow = body.flow;
    if !is_whole {
        flow.leave_out_rest(Why::Damaged);
    }
    flow.finish(title.as_deref())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::reading::formats::flow::blocks_of;

    const STYLES: &str = r#"<s><style:style style:name="L" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
        <style:style style:name="X" style:family="text"><style:text-properties text:display="none"/></style:style>
        <text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-prefix="Q" style:num-suffix=":" style:num-format="1"/></text:list-style></s>"#;

    fn check(body: &str, expected: &[&str]) {
        let content = format!(
            "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_str()),
            ("styles.xml", STYLES),
        ];
        for (path, part) in parts {
            zip.start_file(path, SimpleFileOptions::default()).unwrap_or_default();
            zip.write_all(part.as_bytes()).unwrap_or_default();
        }
        let bytes = zip.finish().map(Cursor::into_inner).unwrap_or_default();
        assert_eq!(blocks_of(&bytes), expected, "{body}");
    }

    #[test]
    fn a_document_in_one_piece_of_xml_is_read_like_one_in_an_archive() {
        let root = "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" office:mimetype=\"application/vnd.oasis.opendocument.text\">";
        let flat = format!(
            "<?xml version=\"1.0\"?>\n<!-- by hand -->\n{root}<office:meta><dc:title>Rope</dc:title></office:meta><office:automatic-styles><style:style style:name=\"L\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style></office:automatic-styles><office:master-styles><style:header><text:p>page</text:p></style:header></office:master-styles><office:body><office:text><text:p><text:span text:style-name=\"L\">Ann</text:span></text:p><text:p>Hi<draw:image><office:binary-data>AAAA</office:binary-data></draw:image></text:p></office:text></office:body></office:document>"
        );
        assert_eq!(blocks_of(flat.as_bytes()), ["Paragraph: Ann*", "Paragraph: Hi"]);
        assert!(!super::is_flat(b"<p>It holds <office:document office:mimetype='opendocument.text'>"));
        let sheet = root.replace("opendocument.text", "opendocument.spreadsheet");
        assert!(!super::is_flat(sheet.as_bytes()));
    }

    #[test]
    fn white_space_is_what_tags_say() {
        check(
            "<text:p>Ann:<text:tab/>Hi  there\n you<text:s text:c=\"3\"/>all<text:line-break/> Bo</text:p>",
            &["Paragraph: Ann:\tHi there you   all/Bo"],
        );
        check(
            "<text:p>a<text:ruby><text:ruby-base>\u{706f}</text:ruby-base><text:ruby-text>hi</text:ruby-text></text:ruby></text:p>",
            &["Paragraph: a\u{706f}（hi）"],
        );
    }

    #[test]
    fn what_was_deleted_or_is_hidden_is_no_text() {
        check(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>a<office:annotation><text:p>b</text:p></office:annotation>c</text:p>",
            &["Paragraph: ac"],
        );
        check("<text:p><text:span text:style-name=\"X\">secret</text:span></text:p>", &[]);
        check(
            "<text:p><draw:frame><svg:title>name</svg:title></draw:frame><text:title>A talk</text:title></text:p>",
            &["Paragraph: A talk"],
        );
    }

    #[test]
    fn notes_lists_tables_and_headings_are_told() {
        check(
            "<text:h text:outline-level=\"2\">Rope</text:h><text:p><text:span text:style-name=\"L\">Ann</text:span></text:p>",
            &["Heading(2): Rope", "Paragraph: Ann*"],
        );
        check(
            "<text:p>So.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Bo: why</text:p></text:note-body></text:note> Yes.</text:p>",
            &["Paragraph: So.[1] Yes.", "Aside(Note): [1] Bo: why"],
        );
        let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
        check(
            &format!(
                "<text:list text:style-name=\"N\">{}{}</text:list><text:list text:continue-numbering=\"true\" text:style-name=\"N\">{}</text:list>",
                item("Hi?"),
                item("Why?"),
                item("And?")
            ),
            &["ListItem: 1. Q:\tHi?", "ListItem: 2. Q:\tWhy?", "ListItem: 3. Q:\tAnd?"],
        );
        let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        let covered = "<table:covered-table-cell/>";
        check(
            &format!(
                "<table:table><table:table-row>{}{}</table:table-row><table:table-row>{}{covered}</table:table-row></table:table>",
                cell("Ann"),
                cell("Hi"),
                cell("A pause")
            ),
            &["TableRow: Ann | Hi", "Paragraph: A pause"],
        );
        check(
            "<text:p>a long line<draw:frame><draw:text-box><text:p>beside</text:p></draw:text-box></draw:frame> of text</text:p>",
            &["Paragraph: a long line of text", "Aside(Matter): beside"],
        );
    }
}
