//! TTML: captions in XML, which were called DFXP and are those of many broadcasters (W3C, Timed Text Markup Language 2).
//! Left out on purpose: where and how cues are shown, and parts that follow each other by no time of their own
//! (`timeContainer="seq"`).

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader as Xml;

use super::subtitles::Reader;
use super::xml::{closed, local, number, value};
use super::{data, references};
use crate::document::left_out::Resource;
use crate::reading::budget::Budget;
use crate::reading::clock::clock;
use crate::reading::draft::{Line, Page, Stated};
use crate::reading::line::boundary;

/// What the data are called.
const KIND: &str = "XML";
/// The names that all versions of the format go by within that of their namespace.
const NAMESPACES: [&str; 2] = ["/ns/ttml", "/ttaf1"];
/// Frames of a second, where the file does not tell.
const FRAMES: f64 = 30.0;
/// Names of speakers that a file may list, and the longest of them and of what they go by, in bytes.
const MOST_AGENTS: usize = 10_000;
const LONGEST_NAME: usize = 160;

/// Whether a text is such captions: its first element says so.
pub(super) fn is_ttml(sample: &str) -> bool {
    const LOOKED_AT: usize = 4_096;
    if !sample.starts_with('<') {
        return false;
    }
    let head = &sample[..boundary(sample, LOOKED_AT)];
    let is_named = |at: usize| {
        let name = head[at + 1..].split(|it: char| it.is_whitespace() || it == '>').next().unwrap_or_default();
        name == "tt" || name.ends_with(":tt")
    };
    let root = memchr::memchr_iter(b'<', head.as_bytes()).find(|at| is_named(*at));
    root.is_some_and(|at| {
        let tag = head[at..].split('>').next().unwrap_or_default();
        NAMESPACES.iter().any(|name| tag.contains(name))
    })
}

/// The blocks of a file of such captions.
pub(super) fn blocks<'a>(text: &'a str, budget: &mut Budget) -> Page<'a> {
    let mut xml = Xml::from_str(text);
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut captions = Captions::default();
    loop {
        let start = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        let event = xml.read_event();
        let end = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if let Err(spent) = captions.begin(&tag, budget) {
                    return data::too_much(text, KIND, spent);
                }
            }
            Ok(Event::End(tag)) => captions.end(closed(&tag)),
            Ok(Event::Text(part)) => captions.text(&part, start..end),
            Ok(Event::CData(part)) => captions.text(&part, start..end),
            Ok(Event::GeneralRef(reference)) => {
                let written = format!("&{};", &*reference);
                captions.text(&references::undone(written.into()), start..end);
            }
            // What is damaged ends there.
            Ok(Event::Eof) | Err(_) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
    captions.end_row();
    if !captions.has_cues {
        return data::page(text, KIND);
    }
    let title = captions.title.take().filter(|title| !title.trim().is_empty());
    captions.reader.ended(Stated { title: title.map(|title| title.trim().to_owned()), ..Stated::default() })
}

/// What the text of an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Says {
    /// Nothing that is shown.
    #[default]
    Nothing,
    Title,
    /// Who the agent is that was opened last.
    Name,
    /// What a cue shows.
    Cue,
}

/// An element that is open.
#[derive(Debug, Clone, Default)]
struct Open {
    says: Says,
    /// From when to when it is shown, in milliseconds, where it or one around it tells.
    from: Option<u64>,
    to: Option<u64>,
    /// Who speaks in it.
    agent: Option<Rc<str>>,
}

/// Captions on the way.
struct Captions<'a> {
    reader: Reader<'a>,
    open: Vec<Open>,
    rates: Rates,
    /// The names of the agents.
    agents: HashMap<String, String>,
    /// The agent whose name is read.
    agent: String,
    title: Option<String>,
    /// The row of a cue that is read, and where it stands.
    row: String,
    source: Range<usize>,
    /// The times of the cue that was begun last.
    cue: Option<(Option<u64>, Option<u64>)>,
    has_cues: bool,
}

impl Default for Captions<'_> {
    fn default() -> Self {
        Captions {
            reader: Reader::default(),
            open: Vec::new(),
            rates: Rates { frames: FRAMES, ticks: 1.0 },
            agents: HashMap::new(),
            agent: String::new(),
            title: None,
            row: String::new(),
            source: 0..0,
            cue: None,
            has_cues: false,
        }
    }
}

impl Captions<'_> {
    fn begin(&mut self, tag: &BytesStart<'_>, budget: &mut Budget) -> Result<(), Resource> {
        budget.take(Resource::Elements, 1)?;
        let around = self.open.last().cloned().unwrap_or_default();
        let name = local(tag);
        let says = match name {
            "title" => Says::Title,
            "name" => Says::Name,
            "p" => Says::Cue,
            "span" if around.says == Says::Cue => Says::Cue,
            _ => Says::Nothing,
        };
        match name {
            "tt" => self.rates = Rates::of(tag),
            "agent" => self.agent = value(tag, "id").unwrap_or_default(),
            "title" if self.title.is_none() => self.title = Some(String::new()),
            "p" => {
                self.end_row();
                self.cue = None;
            }
            "br" => self.end_row(),
            _ => {}
        }
        let time = |key: &str| value(tag, key).and_then(|written| self.rates.milliseconds(&written));
        let (begin, end, duration) = (time("begin"), time("end"), time("dur"));
        // Times count from when the element around begins.
        let start = around.from.unwrap_or(0);
        let from = begin.map(|begin| start.saturating_add(begin)).or(around.from);
        let until = duration.map(|duration| from.unwrap_or(start).saturating_add(duration));
        let to = end.map(|end| start.saturating_add(end)).or(until).or(around.to);
        let agent = value(tag, "agent").and_then(|ids| ids.split_whitespace().next().map(Rc::from));
        let agent = agent.filter(|id: &Rc<str>| id.len() <= LONGEST_NAME);
        self.open.push(Open { says, from, to, agent: agent.or(around.agent) });
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if name == "p" {
            self.end_row();
        }
        self.open.pop();
    }

    fn text(&mut self, text: &str, source: Range<usize>) {
        let Some(open) = self.open.last() else { return };
        match open.says {
            Says::Nothing => {}
            Says::Title => {
                if let Some(title) = self.title.as_mut().filter(|title| title.len() < super::xml::MAX_TITLE) {
                    title.push_str(text);
                }
            }
            Says::Name => {
                let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
                // The first name of an agent is the full one.
                let is_name = (1..=LONGEST_NAME).contains(&name.len());
                if is_name && self.agents.len() < MOST_AGENTS {
                    self.agents.entry(self.agent.clone()).or_insert(name);
                }
            }
            Says::Cue => self.shown(text, source),
        }
    }

    /// Adds text to the row that is read, of another cue if it is shown at another time.
    fn shown(&mut self, text: &str, source: Range<usize>) {
        let times = self.open.last().map(|open| (open.from, open.to));
        if text.trim().is_empty() && self.row.is_empty() {
            return;
        }
        if times != self.cue && !text.trim().is_empty() {
            self.end_row();
            self.cue = times;
            let (from, to) = times.unwrap_or_default();
            if let Some(from) = from {
                self.reader.begin_cue(from, to.unwrap_or(from));
            }
            self.has_cues |= from.is_some();
        }
        if self.row.is_empty() {
            self.source = source.clone();
        }
        self.source.end = source.end;
        for letter in text.chars() {
            match letter {
                _ if !letter.is_ascii_whitespace() => self.row.push(letter),
                _ if self.row.ends_with(' ') || self.row.is_empty() => {}
                _ => self.row.push(' '),
            }
        }
    }

    /// Ends a row of a cue.
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let Some(line) = Line::composed(row, self.source.clone()).trimmed() else { return };
        let agent = self.open.last().and_then(|open| open.agent.as_ref());
        let voice = agent.map(|id| self.agents.get(&**id).map_or(&**id, String::as_str).to_owned());
        self.reader.spoken(voice, Some(line), self.source.clone());
    }
}

/// What a second has of what a file counts.
#[derive(Debug, Clone, Copy)]
struct Rates {
    frames: f64,
    ticks: f64,
}

impl Rates {
    /// As the first element says it.
    fn of(tag: &BytesStart<'_>) -> Self {
        let frames = number::<f64>(tag, "frameRate").filter(|rate| *rate > 0.0);
        let multiplier = value(tag, "frameRateMultiplier").and_then(|written| {
            let (above, below) = written.trim().split_once([' ', ':'])?;
            let (above, below): (f64, f64) = (above.parse().ok()?, below.trim().parse().ok()?);
            (above > 0.0 && below > 0.0).then_some(above / below)
        });
        let ticks = number::<f64>(tag, "tickRate").filter(|rate| *rate > 0.0);
        let frames_told = frames.map(|frames| frames * multiplier.unwrap_or(1.0));
        Rates { frames: frames_told.unwrap_or(FRAMES), ticks: ticks.or(frames_told).unwrap_or(1.0) }
    }

    /// Milliseconds of a time as captions write it: `00:01:02.5`, `00:01:02:12` in frames, `62.5s`, `7500000t`.
    fn milliseconds(self, written: &str) -> Option<u64> {
        let written = written.trim();
        if written.matches(':').count() == 3 {
            let (before, frames) = written.rsplit_once(':')?;
            let frames: f64 = frames.parse().ok().filter(|frames| (0.0..1_000.0).contains(frames))?;
            return Some(clock(before)?.saturating_add((frames / self.frames * 1_000.0) as u64));
        }
        if let Some(time) = clock(written) {
            return Some(time);
        }
        let end = written.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).len();
        let count: f64 = written[..end].parse().ok().filter(|count| *count >= 0.0)?;
        let seconds = match &written[end..] {
            "h" => count * 3_600.0,
            "m" => count * 60.0,
            "s" => count,
            "ms" => count / 1_000.0,
            "f" => count / self.frames,
            "t" => count / self.ticks,
            _ => return None,
        };
        Some((seconds * 1_000.0).round() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::draft::Draft;

    fn check(text: &str, expected: &[&str]) {
        let page = blocks(text, &mut Budget::default());
        let told = |draft: &Draft| {
            let lines: Vec<&str> = draft.lines.iter().map(|line| line.text()).collect();
            let time = draft.lines.first().and_then(|line| line.time());
            time.map(|time| format!("{time} ")).unwrap_or_default() + &lines.join("/")
        };
        assert_eq!(page.drafts.iter().map(told).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn cues_are_paragraphs_with_their_times() {
        check(
            "<tt xmlns='http://www.w3.org/ns/ttml'><head><metadata><ttm:title>Tea</ttm:title></metadata></head><body><div begin='10s'>\n<p begin='00:00:00.500' end='00:00:02.000'>Ann: Who  rows<br/>it &amp; when?</p>\n<p begin='5s' dur='2s'>Bo: <span tts:fontStyle='italic'>I</span> do.</p>\n</div></body></tt>",
            &["10500 Ann: Who rows/it & when?", "15000 Bo: I do."],
        );
        // Each span at its own time, as where rows roll up.
        check(
            "<tt xmlns='http://www.w3.org/2006/10/ttaf1'><body><div><p><span begin='1s' end='2s'>Who rows?</span> <span begin='9s' end='10s'>I do.</span></p></div></body></tt>",
            &["1000 Who rows?", "9000 I do."],
        );
    }

    #[test]
    fn agents_are_who_speaks() {
        check(
            "<tt xmlns='http://www.w3.org/ns/ttml'><head><metadata><ttm:agent xml:id='a'><ttm:name type='full'>Ann Lee</ttm:name><ttm:name type='alias'>Annie</ttm:name></ttm:agent></metadata></head><body><div><p begin='1s' end='2s' ttm:agent='a'>Who rows?</p><p begin='2s' end='3s' ttm:agent='b'>I do.</p><p begin='3s' end='4s' ttm:agent='b'>Today.</p></div></body></tt>",
            &["1000 Ann Lee/Who rows?", "2000 b/I do./Today."],
        );
    }

    #[test]
    fn times_are_counted_as_the_file_says() {
        let rates = Rates { frames: 25.0, ticks: 10_000_000.0 };
        let check = |written: &str, expected| assert_eq!(rates.milliseconds(written), expected, "{written}");
        check("00:01:02.5", Some(62_500));
        check("00:00:01:05", Some(1_200));
        check("1.5h", Some(5_400_000));
        check("250ms", Some(250));
        check("50f", Some(2_000));
        check("15000000t", Some(1_500));
        check("soon", None);
        check("-1s", None);
        check("12", None);
    }

    #[test]
    fn captions_are_told_from_other_xml() {
        let check = |text: &str, expected| assert_eq!(is_ttml(text), expected, "{text}");
        check("<?xml version='1.0'?>\n<!-- made by hand -->\n<tt:tt xmlns:tt=\"http://www.w3.org/ns/ttml\">", true);
        check("<tt xml:lang=\"en\" xmlns=\"http://www.w3.org/2006/04/ttaf1\"><head>", true);
        check("<tt>typed</tt>", false);
        check("<TEI xmlns='http://www.tei-c.org/ns/1.0'>", false);
    }
}
