//! DOCX: the document of a word processor, as its parts say it is: text, styles, lists and notes.
//!
//! Left out on purpose, besides what `flow` leaves out: what table styles do to the type in a table.

mod body;
mod numbering;
mod styles;

use std::collections::HashMap;

use super::archive::Archive;
use super::flow::Flow;
use super::xml::{self, Node, Nodes};
use crate::document::left_out::{Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;
use body::Body;
use numbering::Numbering;
use styles::Styles;

/// Where the text is, unless the archive says that it is elsewhere.
const DOCUMENT: &str = "word/document.xml";

/// Where the text of a document is in its archive, if this is one.
pub(super) fn document(archive: &mut Archive, budget: &mut Budget) -> Option<String> {
    let stated = relations(archive, "", "_rels/.rels", budget).remove("officeDocument");
    let stated = stated.filter(|path| archive.has(path)).unwrap_or_else(|| DOCUMENT.to_owned());
    // Spreadsheets and presentations say the same of theirs.
    let is_text = stated.starts_with("word/") || !stated.starts_with("xl/") && !stated.starts_with("ppt/");
    (archive.has(&stated) && is_text).then_some(stated)
}

/// The blocks of the document whose text stands at `path` of the archive, and their text.
pub(super) fn blocks(
    archive: &mut Archive,
    path: &str,
    lexicon: &Lexicon,
    budget: &mut Budget,
) -> (Page<'static>, String) {
    // The text first: what is spent on it is spent best.
    let (text, fault) = archive.xml(path, budget).unwrap_or((String::new(), Some(Why::Damaged)));
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let paths = relations(archive, folder, &format!("{folder}/_rels/{file}.rels"), budget);
    let mut part = |kind: &str, usual: &str, budget: &mut Budget| {
        let usual = if folder.is_empty() { usual.to_owned() } else { format!("{folder}/{usual}") };
        let path = paths.get(kind).filter(|path| archive.has(path)).unwrap_or(&usual);
        archive.xml(path, budget).map(|(text, _)| text).unwrap_or_default()
    };
    let styles = Styles::read(&part("styles", "styles.xml", budget), budget);
    let numbering = Numbering::read(&part("numbering", "numbering.xml", budget), budget);
    let notes = [part("footnotes", "footnotes.xml", budget), part("endnotes", "endnotes.xml", budget)];
    let title = archive.xml("docProps/core.xml", budget).and_then(|(text, _)| xml::title(&text));
    let mut body = Body::new(&styles, numbering, Flow::new(lexicon, budget));
    let is_whole = body.read(&text);
    body.read_notes(&notes);
    let mut flow = body.flow;
    if let Some(why) = fault.or((!is_whole).then_some(Why::Damaged)) {
        flow.leave_out_rest(why);
    }
    flow.finish(title.as_deref())
}

/// The parts that a part names, by what they are to it.
fn relations(archive: &mut Archive, folder: &str, path: &str, budget: &mut Budget) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let Some((text, _)) = archive.xml(path, budget) else { return found };
    for node in Nodes::of(&text) {
        let Node::Open(tag) = node else { continue };
        if xml::local(&tag) != "Relationship" {
            continue;
        }
        if budget.take(Resource::Entries, 1).is_err() || budget.is_cancelled() {
            break;
        }
        let is_outside = xml::value(&tag, "TargetMode").is_some_and(|mode| mode == "External");
        if let (Some(kind), Some(target)) = (xml::value(&tag, "Type"), xml::value(&tag, "Target"))
            && !is_outside
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None if folder.is_empty() => target,
                None => format!("{folder}/{target}"),
            };
            found.entry(kind).or_insert(target);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::document::block::{AsideKind, BlockKind};
    use crate::reading::budget::Budget;
    use crate::reading::draft::{Draft, Page};
    use crate::reading::formats::{Format, Unpacked, unpacked};
    use crate::reading::lexicon::Lexicon;

    const STYLES: &str = r#"<w:styles><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"#;
    const LISTS: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="1">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="问%1："/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val="答："/></w:lvl></w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num></w:numbering>"#;
    const NOTES: &str = r#"<w:footnotes><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:t>Ann: a gloss.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

    fn read(body: &str) -> Unpacked {
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            ("word/document.xml", document.as_str()),
            ("word/styles.xml", STYLES),
            ("word/numbering.xml", LISTS),
            ("word/footnotes.xml", NOTES),
            ("docProps/core.xml", "<c><dc:title>The stated title</dc:title></c>"),
        ];
        for (path, part) in parts {
            zip.start_file(path, SimpleFileOptions::default()).unwrap_or_default();
            zip.write_all(part.as_bytes()).unwrap_or_default();
        }
        let bytes = zip.finish().map(Cursor::into_inner).unwrap_or_default();
        let empty = Unpacked { format: Format::Plain, page: Page::default(), text: String::new() };
        unpacked(&bytes, &Lexicon::default_words(), &mut Budget::default()).unwrap_or(empty)
    }

    /// A draft as `kind text`, its lines parted by slashes and its strong type between stars.
    fn shown(draft: &Draft) -> String {
        let kind = match draft.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem { .. } => "i".to_owned(),
            BlockKind::TableRow => "r".to_owned(),
            BlockKind::Aside(AsideKind::Note) => "note".to_owned(),
            BlockKind::Aside(_) => "aside".to_owned(),
            kind => format!("{kind:?}"),
        };
        let lines = draft.lines.iter().map(|line| {
            let mut text = line.text().to_owned();
            for span in line.spans().iter().rev() {
                text.insert(span.range.end, '*');
                text.insert(span.range.start, '*');
            }
            text
        });
        format!("{kind} {}", lines.collect::<Vec<_>>().join("/"))
    }

    fn check(body: &str, expected: &[&str]) {
        let read = read(body);
        let found: Vec<String> = read.page.drafts.iter().map(shown).collect();
        assert_eq!(found, expected, "{body}");
        assert!(read.page.stated.skipped.is_empty(), "{body}");
    }

    /// A paragraph of runs.
    fn p(runs: &str) -> String {
        format!("<w:p>{runs}</w:p>")
    }

    fn r(text: &str) -> String {
        format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    }

    #[test]
    fn runs_are_joined_and_signs_are_what_they_stand_for() {
        let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
        check(
            &p(&format!("{}{}{}{}", bold("Ann"), bold(" Lee"), bold(":"), r(" Hi &amp; &#x4f60;"))),
            &["p *Ann Lee:* Hi & 你"],
        );
        check(&p(&format!("{}{}{}", bold("Ann"), r(" "), bold("Lee"))), &["p *Ann Lee*"]);
        check(
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"2\"/></w:tabs></w:pPr><w:r><w:t>Ann</w:t><w:tab/><w:t>Hi</w:t><w:br/><w:t>twice</w:t></w:r></w:p>",
            &["p Ann\tHi/twice"],
        );
        check(
            &p(
                "<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r>",
            ),
            &["p well-known→"],
        );
        check(
            &p(
                "<w:r><w:ruby><w:rubyPr><w:hps w:val=\"1\"/></w:rubyPr><w:rt><w:r><w:t>とうだい</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>灯台</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            ),
            &["p 灯台（とうだい）"],
        );
        check(
            &p(&format!("{}<w:smartTag><w:hyperlink>{}</w:hyperlink></w:smartTag>", r("in "), r("Rome"))),
            &["p in Rome"],
        );
    }

    #[test]
    fn what_is_hidden_deleted_or_for_programs_is_no_text() {
        check(
            &p(&format!(
                "{}<w:del>{}</w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom>",
                r("a"),
                r("b"),
                r("c"),
                r("d")
            )),
            &["p ac"],
        );
        check("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>", &[]);
        let mark = "<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>";
        check(&format!("<w:p>{mark}{}</w:p>{}", r("one "), p(&r("line"))), &["p one line"]);
        check(&format!("<w:p>{mark}<w:del>{}</w:del></w:p>{}", r("gone"), p(&r("kept"))), &["p kept"]);
        let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        check(&p(&format!("{field}{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}", r("7"), r("!"))), &["p 7!"]);
        check(
            &p(&format!(
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                r("Click")
            )),
            &[],
        );
    }

    #[test]
    fn styles_tell_headings_and_strong_type() {
        let styled =
            |style: &str, text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", r(text));
        check(&styled("H1", "Rope"), &["h1 Rope"]);
        check(&format!("{}{}", styled("T", "Tides"), styled("H1", "Rope")), &["h1 Tides", "h2 Rope"]);
        check(&styled("B", "loud"), &["p *loud*"]);
        let both = "<w:p><w:pPr><w:pStyle w:val=\"B\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"S\"/></w:rPr><w:t>calm</w:t></w:r></w:p>";
        check(both, &["p calm"]);
        check("<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>Rope</w:t></w:r></w:p>", &["h2 Rope"]);
        check(&format!("{}{}", p(&r("The stated title")), p(&r("text"))), &["h1 The stated title", "p text"]);
    }

    #[test]
    fn labels_that_only_the_list_has_are_text() {
        let item = |list: u32, text: &str| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
                r(text)
            )
        };
        let talk = format!("{}{}{}{}", item(5, "好吗？"), item(6, "好。"), item(5, "几年？"), item(0, "无"));
        check(&talk, &["i 1. 问：\t好吗？", "p 答：\t好。", "i 2. 问：\t几年？", "p 无"]);
    }

    #[test]
    fn rows_keep_their_cells_and_merged_cells_go_on() {
        let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&r(text)));
        let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
        let plain = |text: &str| cell("", text);
        let table = format!(
            "<w:tbl>{}{}{}{}</w:tbl>",
            row(&[plain("0:04"), plain("Ann"), format!("<w:tc>{}{}</w:tc>", p(&r("Hi | all.")), p(&r("Again.")))]),
            row(&[cell("<w:gridSpan w:val=\"3\"/>", "A pause")]),
            row(&[plain("0:09"), cell("<w:vMerge w:val=\"restart\"/>", "Bo"), plain("Yes.")]),
            row(&[plain(""), cell("<w:vMerge/>", ""), plain("And no.")]),
        );
        check(&table, &["r 0:04 | Ann | Hi |\u{a0}all.", "p Again.", "p A pause", "r 0:09 | Bo | Yes.", "r And no."]);
        check(
            &format!("<w:tbl>{}{}</w:tbl>", row(&[plain("Ann: Hi?")]), row(&[plain("Bo: Yes.")])),
            &["p Ann: Hi?", "p Bo: Yes."],
        );
    }

    #[test]
    fn notes_and_boxes_stand_apart() {
        let noted = |before: &str, behind: &str| {
            p(&format!("{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}", r(before), r(behind)))
        };
        check(&noted("It is so.", " Yes."), &["p It is so.[1] Yes.", "note [1] Ann: a gloss."]);
        check(&noted("Ann Lee", ": Hi."), &["p Ann Lee: Hi.", "note [1] Ann: a gloss."]);
        check(&noted("Ann Lee", ""), &["p Ann Lee", "note [1] Ann: a gloss."]);
        let of_box = |name: &str| {
            format!("<mc:{name}><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:{name}>", p(&r("beside")))
        };
        let boxes =
            format!("<w:r><mc:AlternateContent>{}{}</mc:AlternateContent></w:r>", of_box("Choice"), of_box("Fallback"));
        check(&p(&format!("{}{boxes}{}", r("before, "), r("behind"))), &["p before, behind", "aside beside"]);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let cut = read("<w:p><w:r><w:t>Ann: Hi?</w:t></w:r></w:p><w:p><w:r><w:t>Bo: Y");
        assert_eq!(shown(&cut.page.drafts[0]), "p Ann: Hi?");
        let cut = read("<w:p><w:r><w:t>Hi</w:t></w:r></w:p></w:body><w:body><w:p><");
        assert_eq!(cut.page.stated.skipped.len(), 1);
    }
}
