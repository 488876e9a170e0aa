//! The text of a DOCX: its paragraphs and tables, tag by tag.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::numbering::{N_LEVELS, Numbering};
use super::styles::{ListPlace, Style, Styles};
use crate::document::left_out::{LeftOut, Part, Why};
use crate::reading::formats::flow::numbers::Printed;
use crate::reading::formats::flow::{Flow, Look, Role, RunLook, Setting, equation, symbols};
use crate::reading::formats::xml::{self, Node, Nodes};

/// Elements that hold no text of the document: what was deleted or moved away, and how things look or looked before.
const SKIPPED: [&str; 14] = [
    "del",
    "moveFrom",
    "delText",
    "delInstrText",
    "sectPr",
    "rPrChange",
    "pPrChange",
    "tblPr",
    "tblPrEx",
    "tblGrid",
    "trPr",
    "rubyPr",
    "numberingChange",
    "binData",
];
/// Fields within each other.
const MAX_FIELDS: usize = 64;
/// The longest instruction of a field that is looked at, in bytes.
const MAX_INSTRUCTION: usize = 2_000;

/// What is known of the open paragraph, and of the run in it.
#[derive(Default)]
struct Paragraph {
    /// Its properties are being read, or those of the mark at its end.
    in_properties: bool,
    in_mark: bool,
    style: Option<String>,
    place: ListPlace,
    outline: Option<u8>,
    /// The mark at its end was deleted: the next paragraph goes on with it.
    is_open: bool,
    resolved: Style,
    run_style: Option<String>,
    run: RunLook,
    setting: Setting,
}

/// A field: its instruction, then its result.
#[derive(Default)]
struct Field {
    instruction: String,
    in_result: bool,
}

/// Reads the body and the notes of a document.
pub(super) struct Body<'a, 'b> {
    styles: &'a Styles,
    numbering: Numbering,
    pub(super) flow: Flow<'b>,
    /// The open paragraph, and those around it: boxes stand in paragraphs.
    paragraphs: Vec<Paragraph>,
    n_skipped: usize,
    in_text: bool,
    in_instruction: bool,
    fields: Vec<Field>,
    /// Of each choice that is open, whether a way was taken.
    choices: Vec<bool>,
    /// Of each ruby that is open, the reading.
    reading: Option<String>,
    in_reading: bool,
    is_merged: bool,
    /// A content control shows what should be filled in.
    is_placeholder: bool,
    /// The notes that are referred to, by their number: which part has them, and their name there.
    noted: Vec<(usize, usize, String)>,
    /// Which note is read: those that nothing refers to are left out.
    wanted_notes: Option<usize>,
}

impl<'a, 'b> Body<'a, 'b> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering, flow: Flow<'b>) -> Self {
        Body {
            styles,
            numbering,
            flow,
            paragraphs: vec![Paragraph::default()],
            n_skipped: 0,
            in_text: false,
            in_instruction: false,
            fields: Vec::new(),
            choices: Vec::new(),
            reading: None,
            in_reading: false,
            is_merged: false,
            is_placeholder: false,
            noted: Vec::new(),
            wanted_notes: None,
        }
    }

    /// Reads the body, and says whether it was whole.
    pub(super) fn read(&mut self, text: &str) -> bool {
        let mut nodes = Nodes::of(text);
        for node in nodes.by_ref() {
            if self.flow.is_over() {
                return true;
            }
            match node {
                Node::Open(tag) if self.n_skipped > 0 || !self.open(&tag) => self.n_skipped += 1,
                Node::Open(_) => {}
                Node::Close(_) if self.n_skipped > 0 => self.n_skipped -= 1,
                Node::Close(tag) => self.close(xml::closed(&tag)),
                Node::Text(text) if self.n_skipped == 0 => self.text(&text),
                Node::Text(_) => {}
            }
        }
        !nodes.is_damaged
    }

    /// Reads the texts of the notes that the body refers to, in the order in which it does: footnotes and endnotes.
    pub(super) fn read_notes(&mut self, parts: &[String; 2]) {
        let mut wanted = std::mem::take(&mut self.noted);
        for (index, part) in parts.iter().enumerate() {
            let of_part = |(_, of, _): &&(usize, usize, String)| *of == index;
            let numbers = wanted.iter().filter(of_part).map(|(number, _, id)| (id.clone(), *number)).collect();
            self.read_notes_of(part, numbers);
        }
        wanted.clear();
    }

    fn read_notes_of(&mut self, part: &str, numbers: HashMap<String, usize>) {
        (self.n_skipped, self.paragraphs) = (0, vec![Paragraph::default()]);
        self.fields.clear();
        for node in Nodes::of(part) {
            if self.flow.is_over() {
                return;
            }
            match node {
                Node::Open(_) if self.n_skipped > 0 => self.n_skipped += 1,
                Node::Open(tag) if matches!(xml::local(&tag), "footnote" | "endnote") => {
                    self.wanted_notes = xml::value(&tag, "id").and_then(|id| numbers.get(&id).copied());
                    match self.wanted_notes {
                        Some(number) => self.flow.begin_note(number),
                        None => self.n_skipped += 1,
                    }
                }
                Node::Open(tag) if !self.open(&tag) => self.n_skipped += 1,
                Node::Open(_) => {}
                Node::Close(_) if self.n_skipped > 0 => self.n_skipped -= 1,
                Node::Close(tag) if matches!(xml::closed(&tag), "footnote" | "endnote") => {
                    self.flow.end_note();
                    self.wanted_notes = None;
                }
                Node::Close(tag) => self.close(xml::closed(&tag)),
                Node::Text(text) if self.n_skipped == 0 => self.text(&text),
                Node::Text(_) => {}
            }
        }
        if self.wanted_notes.take().is_some() {
            self.flow.end_note();
        }
    }

    /// The open paragraph.
    fn paragraph(&mut self) -> &mut Paragraph {
        if self.paragraphs.is_empty() {
            self.paragraphs.push(Paragraph::default());
        }
        let last = self.paragraphs.len() - 1;
        &mut self.paragraphs[last]
    }

    /// Takes in a tag; `false` where what it opens is not read.
    fn open(&mut self, tag: &BytesStart<'_>) -> bool {
        let name = xml::local(tag);
        let paragraph = self.paragraph();
        if paragraph.in_properties {
            return self.property(name, tag);
        }
        match name {
            name if SKIPPED.contains(&name) => return false,
            "p" => {
                let resolved = self.styles.of_paragraph(None);
                *self.paragraph() = Paragraph { resolved, ..Paragraph::default() };
            }
            "pPr" => paragraph.in_properties = true,
            "r" => (paragraph.run, paragraph.run_style) = (RunLook::default(), None),
            "rStyle" => paragraph.run_style = xml::value(tag, "val"),
            "b" | "i" | "vanish" | "webHidden" => paragraph.run.add(name, tag),
            "t" => self.in_text = true,
            "instrText" => self.in_instruction = true,
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => {
                let is_taken = self.choices.last_mut().is_some_and(|taken| std::mem::replace(taken, true));
                return !is_taken;
            }
            "txbxContent" => {
                self.flow.begin_box();
                self.paragraphs.push(Paragraph::default());
            }
            "tbl" => self.flow.begin_table(),
            "tc" => {
                self.is_merged = false;
                self.flow.begin_cell();
            }
            "vMerge" | "hMerge" => {
                self.is_merged = xml::value(tag, "val").is_none_or(|value| value != "restart");
            }
            "showingPlcHdr" => self.is_placeholder = xml::is_on(tag),
            "sdtContent" => return !std::mem::take(&mut self.is_placeholder),
            "ruby" => self.reading = Some(String::new()),
            "rt" => self.in_reading = self.reading.is_some(),
            "altChunk" => {
                let part = format!("altChunk {}", xml::value(tag, "id").unwrap_or_default());
                self.flow.skipped.push(LeftOut { part: Part::Named(part), why: Why::Damaged });
            }
            _ => self.sign(name, tag),
        }
        true
    }

    /// What stands for a sign in a run.
    fn sign(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" if self.is_shown() => self.flow.end_line(),
            "noBreakHyphen" => self.push("-"),
            "softHyphen" => self.push("\u{ad}"),
            "sym" => {
                let place = xml::value(tag, "char").and_then(|place| u32::from_str_radix(&place, 16).ok());
                let font = xml::value(tag, "font").unwrap_or_default();
                if let Some(place) = place {
                    self.push(&symbols::of_font(&font, place).to_string());
                }
            }
            "footnoteReference" | "endnoteReference" if self.wanted_notes.is_none() && self.is_shown() => {
                let number = self.flow.mark_note();
                let part = usize::from(name == "endnoteReference");
                self.noted.extend(xml::value(tag, "id").map(|id| (number, part, id)));
            }
            "fldChar" => match xml::value(tag, "fldCharType").as_deref() {
                Some("begin") => {
                    // So many within each other were not closed.
                    if self.fields.len() >= MAX_FIELDS {
                        self.fields.clear();
                    }
                    self.fields.push(Field::default());
                }
                Some("separate") => self.fields.iter_mut().last().into_iter().for_each(|field| field.in_result = true),
                Some("end") => self.end_field(),
                _ => {}
            },
            _ => {}
        }
    }

    /// A field whose result is made by who shows it: readings over ideographs are written so.
    fn end_field(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        if let Some(text) = equation::shown(&field.instruction) {
            self.push(&text);
        }
    }

    /// Takes in a property of a paragraph.
    fn property(&mut self, name: &str, tag: &BytesStart<'_>) -> bool {
        let paragraph = self.paragraph();
        match name {
            "tabs" | "sectPr" | "pPrChange" | "rPrChange" | "pBdr" => return false,
            "rPr" => paragraph.in_mark = true,
            "del" if paragraph.in_mark => paragraph.is_open = true,
            "pStyle" => paragraph.style = xml::value(tag, "val"),
            "numId" => paragraph.place.list = xml::value(tag, "val"),
            "ilvl" => paragraph.place.level = xml::number(tag, "val"),
            "outlineLvl" => paragraph.outline = xml::number(tag, "val"),
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        let paragraph = self.paragraph();
        match name {
            "pPr" => {
                (paragraph.in_properties, paragraph.in_mark) = (false, false);
                self.settle();
            }
            "rPr" if paragraph.in_properties => paragraph.in_mark = false,
            "p" => {
                if !paragraph.is_open {
                    let setting = std::mem::take(&mut paragraph.setting);
                    self.flow.end_paragraph(&setting);
                }
                // The instruction of a field ends with its paragraph, whether or not that is said.
                self.fields.retain(|field| field.in_result);
            }
            "t" => self.in_text = false,
            "instrText" => self.in_instruction = false,
            "AlternateContent" => {
                self.choices.pop();
            }
            "txbxContent" => {
                self.flow.end_box();
                self.paragraphs.pop();
            }
            "tbl" => self.flow.end_table(),
            "tr" => self.flow.end_row(&[]),
            "tc" => self.flow.end_cell(self.is_merged),
            "rt" => self.in_reading = false,
            "ruby" => {
                let reading = self.reading.take().unwrap_or_default();
                self.push(&equation::read_as("", reading.trim()));
            }
            _ => {}
        }
    }

    /// The properties of the paragraph are known: what it is, and what is printed before it.
    fn settle(&mut self) {
        let styles = self.styles;
        let paragraph = self.paragraph();
        paragraph.resolved = styles.of_paragraph(paragraph.style.as_deref());
        let style = &paragraph.resolved;
        let outline = paragraph.outline.or(style.outline).filter(|level| *level < 9);
        let heading = outline.map(|level| Role::Heading(level + 1));
        let role = style.role.or(heading).unwrap_or_default();
        let list = paragraph.place.list.clone().or_else(|| style.place.list.clone());
        let level = paragraph.place.level.or(style.place.level).unwrap_or(0);
        paragraph.setting = Setting { role, item: None };
        let is_hidden = paragraph.is_open;
        // List 0 takes a paragraph out of the list of its style.
        let printed = list.filter(|list| list != "0" && !is_hidden).and_then(|list| self.numbering.next(&list, level));
        let Some(Printed { marker, words }) = printed else { return };
        if !marker.is_empty() || words.is_empty() {
            self.paragraph().setting.item = Some((level.min(N_LEVELS - 1) as u8, marker));
        }
        // What a deleted mark ended goes on in this paragraph.
        if self.flow.is_empty() {
            self.flow.text(&words, Look::default());
        }
    }

    /// Whether what is read now is shown: not what a field tells programs, and not what is hidden.
    fn is_shown(&mut self) -> bool {
        self.fields.iter().all(|field| field.in_result) && self.run_look().hidden != Some(true)
    }

    fn run_look(&mut self) -> RunLook {
        let styles = self.styles;
        let paragraph = self.paragraph();
        let run_style = paragraph.run_style.as_deref().map(|id| styles.resolved(id).look).unwrap_or_default();
        let of_styles = paragraph.resolved.look.or(styles.look).toggled(run_style);
        paragraph.run.or(of_styles)
    }

    fn text(&mut self, text: &str) {
        if self.in_instruction {
            if let Some(field) = self.fields.last_mut().filter(|field| !field.in_result)
                && field.instruction.len() < MAX_INSTRUCTION
            {
                field.instruction.push_str(text);
            }
        } else if self.in_text {
            self.push(&symbols::replaced(&text.replace('\n', " ")));
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(reading) = self.reading.as_mut().filter(|_| self.in_reading) {
            reading.push_str(text);
            return;
        }
        if self.is_shown() {
            let look = self.run_look();
            self.flow.text(text, Look { strong: look.bold == Some(true), emphasis: look.italic == Some(true) });
        }
    }
}
