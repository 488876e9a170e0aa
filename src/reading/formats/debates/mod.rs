//! Debates and talks in XML: Akoma Ntoso, and TEI with its kin (ParlaMint, ISO transcriptions of speech). All other XML is data.

mod elements;
mod people;
mod said;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::{data, references};
use crate::document::left_out::Resource;
use crate::reading::budget::Budget;
use crate::reading::draft::{Page, Stated};
use elements::{Element, element, local, value};
use people::People;
use said::Said;

/// What the data are called.
const KIND: &str = "XML";

/// Whether a text is XML that is no page of a site.
pub(super) fn is_xml(sample: &str) -> bool {
    let Some(rest) = sample.strip_prefix('<') else { return false };
    let head: &str = &rest[..crate::reading::line::boundary(rest, 400)];
    let name =
        head.split(|letter: char| !(letter.is_alphanumeric() || "?:_-".contains(letter))).next().unwrap_or_default();
    let tag = head.split('>').next().unwrap_or_default();
    rest.starts_with("?xml") || tag.contains("xmlns") || ROOTS.contains(&local(name)) || matches!(name, "svg" | "rss")
}

/// What a file of debates begins with.
const ROOTS: [&str; 4] = ["akomaNtoso", "TEI", "teiCorpus", "TEI.2"];

/// The blocks of a text in XML.
pub(super) fn blocks<'a>(text: &'a str, budget: &mut Budget) -> Page<'a> {
    let mut xml = Reader::from_str(text);
    let config = xml.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut debate = Debate::default();
    let mut is_debate = false;
    loop {
        let start = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        let event = xml.read_event();
        let end = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Ok(Event::Start(tag)) => {
                is_debate |= ROOTS.contains(&local(tag.name().as_ref()));
                if !is_debate {
                    return data::page(text, KIND);
                }
                if let Err(spent) = debate.begin(&tag, start, budget) {
                    return data::too_much(text, KIND, spent);
                }
            }
            Ok(Event::Empty(tag)) => {
                if let Err(spent) = debate.begin(&tag, start, budget) {
                    return data::too_much(text, KIND, spent);
                }
                debate.end(end);
            }
            Ok(Event::End(_)) => debate.end(end),
            Ok(Event::Text(part)) => debate.text(&part, start..end),
            Ok(Event::CData(part)) => debate.text(&part, start..end),
            Ok(Event::GeneralRef(reference)) => {
                let written = format!("&{};", &*reference);
                debate.text(&references::undone(written.into()), start..end);
            }
            // What is damaged ends there.
            Ok(Event::Eof) | Err(_) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
    if !is_debate || !debate.said.has_voices {
        return data::page(text, KIND);
    }
    let Debate { said, title, date, is_of_house, has_questions, .. } = debate;
    let are_peers = is_of_house && !has_questions;
    let stated = Stated { title, date, are_voiced: true, are_peers, ..Stated::default() };
    Page { drafts: said.ended(text.len()), stated }
}

/// A file on the way.
#[derive(Default)]
struct Debate {
    open: Vec<Element>,
    people: People,
    said: Said,
    title: Option<String>,
    date: Option<String>,
    n_heads: usize,
    n_titles: usize,
    /// How many forms have begun of each thing that is open in several.
    n_forms: Vec<usize>,
    n_left_out: usize,
    /// Whether a title has been read whole.
    is_titled: bool,
    /// Whether it is a debate, and whether parts of it are called questions.
    is_of_house: bool,
    has_questions: bool,
}

impl Debate {
    fn begin(&mut self, tag: &BytesStart<'_>, at: usize, budget: &mut Budget) -> Result<(), Resource> {
        budget.take(Resource::Elements, 1)?;
        let name = tag.name();
        let name = local(name.as_ref());
        let element = self.form_of(name, element(name, tag, self.n_heads > 0));
        let id = || value(tag, &["id", "eId", "xml:id"]);
        self.is_of_house |= matches!(name, "debateSection" | "debateBody" | "meeting")
            || name == "div" && value(tag, &["type"]).as_deref() == Some("debateSection");
        self.has_questions |= matches!(name, "question" | "answer");
        match element {
            Element::Head => self.n_heads += 1,
            Element::Person => self.people.begin(&id().unwrap_or_default()),
            Element::Title => {
                self.n_titles += 1;
                self.title.get_or_insert_default();
            }
            Element::Section => self.said.begin_section(at),
            Element::Heading => self.said.begin_heading(at),
            Element::Speech => {
                let start = value(tag, &["start"]).and_then(|start| self.people.time(&start));
                let who = value(tag, &["by", "who"]);
                if let (Some(who), Some(printed)) = (&who, self.said.printed_before()) {
                    self.people.call(who, &printed);
                }
                self.said.begin_speech(who.map(|who| self.people.name(&who)), start, at);
            }
            Element::Voice => self.said.begin_voice(false, at),
            Element::VoiceBefore => self.said.begin_voice(true, at),
            Element::Paragraph => self.said.begin_paragraph(at),
            Element::Note => self.said.begin_note(at),
            Element::Word => self.said.begin_word(value(tag, &["join"]).as_deref()),
            Element::Mark => self.said.begin_mark(value(tag, &["join"]).as_deref()),
            Element::Break => self.said.text(" ", at..at),
            Element::Choice => self.n_forms.push(0),
            Element::LeftOut => self.n_left_out += 1,
            Element::Substitution => {}
            Element::Named(_) | Element::Other => self.other(name, tag),
        }
        self.open.push(element);
        Ok(())
    }

    /// What an element is where it stands: of several forms only the first is read, and a time within what is said is said.
    fn form_of(&mut self, name: &str, element: Element) -> Element {
        if self.n_left_out > 0 {
            return Element::Other;
        }
        match self.open.last() {
            Some(Element::Choice) => {
                let n_forms = self.n_forms.last_mut().map_or(0, |n_forms| std::mem::replace(n_forms, *n_forms + 1));
                if n_forms > 0 { Element::LeftOut } else { element }
            }
            Some(Element::Substitution) if name == "del" => Element::LeftOut,
            Some(Element::Paragraph | Element::Note) if name == "recordedTime" => Element::Other,
            _ => element,
        }
    }

    /// Elements that hold nothing to be shown, but tell something.
    fn other(&mut self, name: &str, tag: &BytesStart<'_>) {
        let id = || value(tag, &["id", "eId"]).unwrap_or_default();
        match name {
            "TLCPerson" | "TLCRole" => {
                if let Some(shown) = value(tag, &["showAs"]) {
                    self.people.list(&id(), &shown);
                }
            }
            "debate" if self.title.is_none() => {
                self.title = value(tag, &["name"]).filter(|title| title.contains(' '));
            }
            "timeline" => self.people.begin_times(value(tag, &["unit"]).as_deref()),
            "when" => {
                let (interval, since) = (value(tag, &["interval"]), value(tag, &["since"]));
                self.people.moment(&id(), interval.as_deref(), since.as_deref());
            }
            // A date that somebody speaks of is not that of the debate.
            "FRBRdate" | "date" if self.date.is_none() && !self.said.is_spoken() => {
                self.date = value(tag, &["when", "date"]);
            }
            "docDate" => self.date = value(tag, &["when", "date"]).or(self.date.take()),
            _ => {}
        }
    }

    fn end(&mut self, at: usize) {
        let Some(element) = self.open.pop() else { return };
        match element {
            Element::Head => self.n_heads = self.n_heads.saturating_sub(1),
            Element::Person => self.people.end(),
            Element::Title => {
                self.n_titles = self.n_titles.saturating_sub(1);
                self.is_titled |= self.title.as_deref().is_some_and(|title| !title.is_empty());
            }
            Element::Section => self.said.end_section(at),
            Element::Speech => self.said.end_speech(at),
            Element::Heading | Element::Paragraph => self.said.end_block(at),
            Element::Voice | Element::VoiceBefore => self.said.end_voice(at),
            Element::Note => self.said.end_note(at),
            Element::Word | Element::Mark => self.said.end_word(),
            Element::Choice => drop(self.n_forms.pop()),
            Element::LeftOut => self.n_left_out = self.n_left_out.saturating_sub(1),
            Element::Named(_) | Element::Break | Element::Substitution | Element::Other => {}
        }
    }

    fn text(&mut self, text: &str, source: std::ops::Range<usize>) {
        if self.n_left_out > 0 {
            return;
        }
        if self.n_heads == 0 && self.n_titles > 0 {
            self.add_to_title(text);
        }
        if self.n_heads == 0 {
            return self.said.text(text, source);
        }
        // A name does not lie deeper in its element.
        const DEEPEST: usize = 16;
        let innermost = self.open.iter().rev().take(DEEPEST).find(|element| !matches!(element, Element::Other));
        match innermost {
            Some(Element::Title) => self.add_to_title(text),
            Some(Element::Named(part)) => self.people.tell(*part, text),
            _ => {}
        }
    }

    /// The first title is the title.
    fn add_to_title(&mut self, text: &str) {
        const LONGEST: usize = 400;
        let is_titled = self.is_titled;
        if let Some(title) = self.title.as_mut().filter(|title| !is_titled && title.len() < LONGEST) {
            title.push_str(text.trim());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::draft::Draft;

    /// The drafts as `kind lines`, and the title; `data` where it is no debate.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let page = blocks(text, &mut Budget::default());
        let told = |draft: &Draft| {
            let lines: Vec<&str> = draft.lines.iter().map(|line| line.text()).collect();
            let kind = match draft.kind {
                crate::document::block::BlockKind::Heading(level) => format!("#{level} "),
                crate::document::block::BlockKind::Aside(_) => "; ".to_owned(),
                _ => String::new(),
            };
            kind + &lines.join(": ")
        };
        let found = match page.stated.data {
            Some(_) => "data".to_owned(),
            None => page.drafts.iter().map(told).collect::<Vec<_>>().join(" | "),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn of_several_forms_the_first_is_read_and_dates_that_are_spoken_of_are_none_of_the_debate() {
        let tei = |said: &str| format!(r##"<TEI xmlns="x"><text><body><u who="#Ann">{said}</u></body></text></TEI>"##);
        check(&tei("Who <choice><sic>thta</sic><corr>that</corr></choice> lit?"), "Ann: Who thta lit?");
        check(
            &tei("A <app><lem>lamp</lem><rdg>light</rdg></app> <subst><del>not</del><add>then</add></subst>."),
            "Ann: A lamp then.",
        );
        check(&tei("At <choice><abbr>St</abbr><expan>Saint <hi>John</hi></expan></choice>, yes."), "Ann: At St, yes.");
        let akn = r##"<akomaNtoso xmlns="x"><debate name="a b"><meta><identification><FRBRWork><FRBRdate date="2024-03-07"/></FRBRWork></identification></meta>
            <debateBody><speech by="#ann"><from>Ann:</from><p>On <date date="2024-03-01">1 March</date> at <recordedTime>14:00</recordedTime>, yes.</p>
            <p>Two:<ul><li>one</li><li>more</li></ul></p></speech></debateBody></debate></akomaNtoso>"##;
        check(akn, "Ann: On 1 March at 14:00, yes. | Two: | one | more");
        assert_eq!(blocks(akn, &mut Budget::default()).stated.date.as_deref(), Some("2024-03-07"));
    }

    #[test]
    fn speeches_of_akoma_ntoso_have_their_speakers() {
        check(
            r##"<akomaNtoso xmlns="x"><debate name="a b"><meta><references><TLCPerson eId="bo" showAs="Bo Lund"/></references></meta>
            <debateBody><debateSection><heading>The <i>ferry</i></heading><speech by="#ann"><from>Ann Lee:</from><p>Who &amp; when?</p><p>And why?</p></speech>
            <speech by="#bo"><p>In R&#233;gis.</p></speech><narrative>(They leave.)</narrative><speech by="#bo"><p>Still here.</p></speech></debateSection></debateBody></debate></akomaNtoso>"##,
            "#2 The ferry | Ann Lee: Who & when? | And why? | Bo Lund: In Régis. | ; (They leave.) | Still here.",
        );
    }

    #[test]
    fn utterances_of_tei_have_the_names_that_are_told_or_their_identifiers() {
        check(
            r##"<TEI xmlns="x"><teiHeader><person xml:id="AL"><persName><surname>Lee</surname><forename>Ann</forename></persName></person></teiHeader>
            <text><body><div><head>Boats</head><u who="#AL"><seg>Who rows <vocal><desc>laughs</desc></vocal> it?</seg></u><note>Silence.</note>
            <u who="other.xml#BoLund"><w>I</w>
            <w>do</w><pc>.</pc></u></div></body></text></TEI>"##,
            "#2 Boats | Ann Lee: Who rows [laughs] it? | ; Silence. | BoLund: I do.",
        );
        check(
            r##"<TEI><text><note type="speaker">The Chair:</note><u who="#X"><seg>开会，
            请发言。</seg></u><u who="#Y"><seg>好。</seg></u><u who="#X"><seg>谢谢。</seg></u></text></TEI>"##,
            "The Chair: 开会，请发言。 | Y: 好。 | The Chair: 谢谢。",
        );
    }

    #[test]
    fn other_xml_is_data() {
        check("<?xml version=\"1.0\"?><rss><channel><title>Q: who?</title></channel></rss>", "data");
        check("<svg xmlns=\"x\"><text>Ann: Hi</text></svg>", "data");
        check("<TEI><text><p>Nobody speaks.</p></text></TEI>", "data");
        check("<config><a>", "data");
    }
}
