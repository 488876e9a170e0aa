//! SubStation Alpha (SSA, ASS): a list of events, in which the text stands last and may have commas.

use std::ops::Range;

use super::subtitles::Reader;
use crate::reading::budget::MAX_LINES;
use crate::reading::clock::clock;
use crate::reading::draft::{Page, Stated};

/// The fields of an event where no line says which there are.
const FIELDS: [&str; 10] =
    ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"];

/// What an event begins with.
const EVENT: &str = "Dialogue:";

/// Whether a text is such a file.
pub(super) fn is_ass(sample: &str) -> bool {
    let starts =
        |line: &str, start: &str| line.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    let mut lines = sample.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(';'));
    let are_events = || {
        let fields = FIELDS.map(str::to_owned);
        sample.lines().filter(|line| event(line, &fields).is_some()).nth(2).is_some()
    };
    lines.next().is_some_and(|first| starts(first, "[Script Info]") || starts(first, "[Events]"))
        || memchr::memmem::find(sample.as_bytes(), EVENT.as_bytes()).is_some() && are_events()
}

/// What an event says.
struct Event<'a> {
    start: u64,
    end: u64,
    voice: &'a str,
    text: &'a str,
}

/// The blocks of such a file, in the order of time.
pub(super) fn blocks(text: &str) -> Page<'_> {
    let mut fields: Vec<String> = FIELDS.map(str::to_owned).to_vec();
    let mut stated = Stated::default();
    let mut events: Vec<(Event, Range<usize>)> = Vec::new();
    let (mut at, mut is_in_events) = (0, false);
    for row in text.split_inclusive('\n') {
        let end = at + row.trim_end().len();
        at += row.len();
        let line = row.trim();
        if line.starts_with('[') {
            is_in_events = line.eq_ignore_ascii_case("[events]");
        } else if let Some(title) = line.strip_prefix("Title:").map(str::trim).filter(|title| !title.is_empty()) {
            // What programs write where nobody has given one.
            stated.title =
                Some(title.to_owned()).filter(|title| !title.starts_with("Default ") && title != "<untitled>");
        } else if let Some(format) = line.strip_prefix("Format:").filter(|_| is_in_events) {
            fields = format.split(',').map(|field| field.trim().to_lowercase()).collect();
        } else if let Some(event) = event(line, &fields) {
            let source = end - event.text.len()..end;
            events.push((event, source));
        }
    }
    events.sort_by_key(|(event, _)| event.start);
    // The same text once more, as its own shadow.
    events.dedup_by(|(one, _), (other, _)| one.start == other.start && shown(one.text) == shown(other.text));
    // More breaks than a page has lines are none.
    let n_breaks = memchr::memmem::find_iter(text.as_bytes(), b"\\N").count();
    let end = if n_breaks > MAX_LINES { "\0" } else { "\\N" };
    let mut reader = Reader::default();
    for (event, source) in &events {
        reader.begin_cue(event.start, event.end);
        let voice = Some(event.voice).filter(|voice| !voice.is_empty()).map(str::to_owned);
        reader.spoken(voice, None, source.clone());
        let mut from = source.start;
        for row in event.text.split(end) {
            let trimmed = row.trim();
            let start = from + row.len() - row.trim_start().len();
            from += row.len() + end.len();
            reader.cue_row(trimmed, start..start + trimmed.len());
        }
    }
    reader.ended(stated)
}

/// `Dialogue: 0,0:00:01.00,0:00:04.00,Default,Ann,0,0,0,,Hi, you`; no drawing is one.
fn event<'a>(line: &'a str, fields: &[String]) -> Option<Event<'a>> {
    let rest = line.trim().strip_prefix(EVENT)?;
    let cells: Vec<&str> = rest.splitn(fields.len().max(1), ',').collect();
    let field = |names: &[&str]| {
        let at = fields.iter().position(|field| names.contains(&field.as_str()))?;
        cells.get(at).map(|cell| cell.trim())
    };
    let text = field(&["text"])?;
    let is_drawing = text.contains("\\p1") || text.contains("\\p2") || text.contains("\\p4");
    let event = Event {
        start: clock(field(&["start"])?)?,
        end: clock(field(&["end"])?)?,
        voice: field(&["name", "actor"]).unwrap_or_default(),
        text,
    };
    (!is_drawing).then_some(event)
}

/// A text without codes of style.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        shown.push_str(before);
        rest = behind.split_once('}').map_or("", |(_, behind)| behind);
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[Script Info]\nTitle: The ferry\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n\
        [Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";

    #[test]
    fn events_are_told_in_the_order_of_time() {
        let check = |events: &str, expected: &str| {
            let text = format!("{HEAD}{events}");
            let page = blocks(&text);
            let join = |lines: &[crate::reading::draft::Line]| {
                lines.iter().map(|line| line.text().to_owned()).collect::<Vec<_>>().join("/")
            };
            let told: Vec<String> = page.drafts.iter().map(|draft| join(&draft.lines)).collect();
            assert_eq!(told.join(" | "), expected, "{events}");
            assert_eq!(page.stated.title.as_deref(), Some("The ferry"));
            assert!(is_ass(&text));
        };
        check(
            "Dialogue: 0,0:00:05.00,0:00:06.00,Default,Bo,0,0,0,,Yes, and\\Nno.\nDialogue: 0,0:00:01.00,0:00:04.00,Default,Ann,0,0,0,,{\\i1}Hi{\\i0}, you\n",
            "Ann/Hi, you | Bo/Yes, and/no.",
        );
        check(
            "Comment: 0,0:00:00.00,0:00:04.00,Default,,0,0,0,,made by hand\nDialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,{\\p1}m 0 0 l 5 5\nDialogue: 1,0:00:02.00,0:00:04.00,Default,,0,0,0,,Hi\nDialogue: 0,0:00:02.00,0:00:04.00,Default,,0,0,0,,{\\bord2}Hi\n",
            "Hi",
        );
    }
}
