//! XML: the tags and texts of a part of an archive in order, as far as they can be read. Entities that a document declares
//! are not replaced: they could be made to grow without end.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// The value of an attribute of a tag, by its name without prefix. That none stands there twice is not looked for: each
/// would be compared with all others.
pub(super) fn value(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let is_key = |name: &str| name.strip_suffix(key).is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':'));
    let found = tag.attributes().with_checks(false).flatten().find(|pair| is_key(pair.key.as_ref()))?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned());
    Some(value.unwrap_or_default())
}

/// The name of a tag without its prefix.
pub(super) fn local<'a>(tag: &'a BytesStart<'_>) -> &'a str {
    bare(tag.name().into_inner())
}

/// The same of a tag that closes an element.
pub(super) fn closed<'a>(tag: &'a BytesEnd<'_>) -> &'a str {
    bare(tag.name().into_inner())
}

fn bare(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The number that an attribute holds.
pub(super) fn number<N: std::str::FromStr>(tag: &BytesStart<'_>, key: &str) -> Option<N> {
    value(tag, key)?.trim().parse().ok()
}

/// Whether a property is on: it is there, and its value does not say that it is off.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(value(tag, "val").as_deref(), Some("0" | "false" | "off"))
}

/// The longest title that is taken from the properties of a file, in bytes.
pub(super) const MAX_TITLE: usize = 4_096;

/// What the properties of a file call it: the text of the first element named `title`.
pub(super) fn title(properties: &str) -> Option<String> {
    let mut title: Option<String> = None;
    for node in Nodes::of(properties) {
        match (node, &mut title) {
            (Node::Open(tag), None) if local(&tag) == "title" => title = Some(String::new()),
            (Node::Text(text), Some(title)) if title.len() < MAX_TITLE => title.push_str(&text),
            (Node::Close(_), Some(_)) => break,
            _ => {}
        }
    }
    title
}

/// What stands in XML. An empty element is opened and closed.
pub(super) enum Node<'a> {
    Open(BytesStart<'a>),
    Close(BytesEnd<'a>),
    Text(Cow<'a, str>),
}

/// Reads XML up to its end or its first fault.
pub(super) struct Nodes<'a> {
    reader: Reader<&'a [u8]>,
    /// Whether it ends with a fault.
    pub(super) is_damaged: bool,
    /// How many elements are open: a text that ends within one is cut off.
    depth: usize,
}

impl<'a> Nodes<'a> {
    pub(super) fn of(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Nodes { reader, is_damaged: false, depth: 0 }
    }
}

impl<'a> Iterator for Nodes<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    return Some(Node::Open(tag));
                }
                // Empty elements are expanded.
                Ok(Event::Empty(tag)) => return Some(Node::Open(tag)),
                Ok(Event::End(tag)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Node::Close(tag));
                }
                Ok(Event::Text(text)) => return Some(Node::Text(text.xml10_content())),
                Ok(Event::CData(text)) => return Some(Node::Text(text.xml10_content())),
                Ok(Event::GeneralRef(name)) => return Some(Node::Text(referred(&name))),
                Ok(Event::Eof) => {
                    self.is_damaged |= self.depth > 0;
                    return None;
                }
                Err(_) => {
                    self.is_damaged = true;
                    return None;
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            }
        }
    }
}

/// What `&name;` stands for; what only the document itself explains stays as it is written.
fn referred<'a>(name: &BytesRef<'_>) -> Cow<'a, str> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return letter.to_string().into();
    }
    match &**name {
        "amp" => "&".into(),
        "lt" => "<".into(),
        "gt" => ">".into(),
        "quot" => "\"".into(),
        "apos" => "'".into(),
        name => format!("&{name};").into(),
    }
}
