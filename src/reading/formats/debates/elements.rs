//! The elements of debates in XML by what they are, whatever standard names them.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::people::Part;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// It tells of the file.
    Head,
    /// A title, a date or a name there.
    Title,
    Named(Part),
    /// Somebody who is listed, or a part of a name that may take part.
    Person,
    /// A part of the debate, with a heading.
    Section,
    Heading,
    /// Somebody speaks.
    Speech,
    /// The name of who speaks, as printed.
    Voice,
    /// The same, above the speech.
    VoiceBefore,
    Paragraph,
    /// What happens, and what else nobody says.
    Note,
    /// A word, or a mark that stands at one.
    Word,
    Mark,
    /// A line or page ends.
    Break,
    /// One thing in several forms, of which the first is read: as it is written, and as an editor would have it.
    Choice,
    /// A word that takes the place of another, which was struck out.
    Substitution,
    /// Another form of what was read, or what was struck out.
    LeftOut,
    Other,
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute, by its name without prefix.
pub(super) fn value(tag: &BytesStart<'_>, keys: &[&str]) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|pair| keys.contains(&local(pair.key.as_ref())))?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()).unwrap_or_default())
}

/// What an element of this name is.
pub(super) fn element(name: &str, tag: &BytesStart<'_>, is_in_head: bool) -> Element {
    match name {
        "teiHeader" | "meta" | "standOff" => Element::Head,
        "title" if is_in_head => Element::Title,
        "docTitle" => Element::Title,
        "person" | "personGrp" => Element::Person,
        "persName" | "name" if is_in_head => Element::Named(Part::Whole),
        "forename" if is_in_head => Element::Named(Part::First),
        "surname" if is_in_head => Element::Named(Part::Last),
        _ if is_in_head => Element::Other,
        "div"
        | "div1"
        | "div2"
        | "div3"
        | "debateSection"
        | "administrationOfOath"
        | "rollCall"
        | "prayers"
        | "oralStatements"
        | "writtenStatements"
        | "personalStatements"
        | "ministerialStatements"
        | "resolutions"
        | "nationalInterest"
        | "declarationOfVote"
        | "communication"
        | "petitions"
        | "papers"
        | "noticesOfMotion"
        | "questions"
        | "address"
        | "proceduralMotions"
        | "pointOfOrder"
        | "adjournment" => Element::Section,
        "heading" | "subheading" | "head" => Element::Heading,
        "speech" | "question" | "answer" | "u" | "sp" | "annotationBlock" => Element::Speech,
        "from" | "speaker" => Element::Voice,
        "note" if value(tag, &["type"]).as_deref() == Some("speaker") => Element::VoiceBefore,
        "p" | "seg" | "ab" | "l" | "item" | "li" | "block" => Element::Paragraph,
        "choice" | "app" => Element::Choice,
        "subst" => Element::Substitution,
        "note" | "stage" | "incident" | "kinesic" | "vocal" | "gap" | "scene" | "narrative" | "summary"
        | "recordedTime" | "other" | "remark" | "event" => Element::Note,
        "w" => Element::Word,
        "pc" => Element::Mark,
        "lb" | "pb" | "br" | "eol" | "cb" => Element::Break,
        _ => Element::Other,
    }
}
