//! SubRip, WebVTT and SBV: cues become paragraphs, voices become labels, times stay with the lines.

use super::rolling::Rolling;
use super::spoken::{LONG_PARAGRAPH, PAUSE};
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::clock::{clock, milliseconds};
use crate::reading::draft::{Draft, Line, Page, Stated, is_blank};
use crate::reading::wrap;

/// The paragraphs of a file of cues.
pub(crate) fn blocks(text: &str) -> Page<'_> {
    let is_webvtt = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    let mut reader = Reader { in_header: is_webvtt, is_webvtt, ..Reader::default() };
    let rolling = Rolling::of(text);
    let (mut position, mut ends_with_space) = (0, true);
    let mut rows = text.split_inclusive('\n').zip(0u32..).peekable();
    while let Some((row, number)) = rows.next() {
        let source = position..position + row.trim_end().len();
        position += row.len();
        if rolling.is_repeated(number) {
            continue;
        }
        let names_cue = rows.peek().is_some_and(|(next, _)| cue_times(next.trim()).is_some());
        match rolling.label(row.trim(), number) {
            Some((voice, said)) => {
                let start = source.end - said.len();
                reader.spoken(Some(voice.to_owned()), None, source.clone());
                reader.cue_row(said, start..source.end);
            }
            None => {
                let is_space = |row: &str| row.trim_end_matches(['\n', '\r']).ends_with(' ');
                reader.is_broken_within = rolling.keeps_spaces && !row.starts_with(' ') && !ends_with_space;
                ends_with_space = is_space(row);
                reader.row(row.trim(), source, names_cue);
            }
        }
    }
    reader.ended(Stated { title: title(text), ..Stated::default() })
}

/// Whether a text begins as SBV does: two times with a comma between them, alone on a line.
pub(super) fn are_sbv(sample: &str) -> bool {
    let first = sample.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    !first.contains("-->") && cue_times(first).is_some()
}

/// `WEBVTT - the title`
fn title(text: &str) -> Option<String> {
    let rest = text.lines().next()?.trim_start_matches('\u{feff}').strip_prefix("WEBVTT")?;
    let title = rest.trim_start_matches([' ', '\t', '-', '–']).trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// Cues on the way to paragraphs.
#[derive(Default)]
pub(super) struct Reader<'a> {
    drafts: Vec<Draft<'a>>,
    paragraph: Vec<Line<'a>>,
    n_bytes: usize,
    /// When the cue being read began and the one before it ended.
    cue: Option<u64>,
    cue_end: u64,
    pause: u64,
    in_note: bool,
    /// The lines up to the first empty one say what the file is.
    in_header: bool,
    is_webvtt: bool,
    /// Whether the row goes on in the word that the row before it ends with.
    is_broken_within: bool,
    /// Whether nothing of the cue has been shown.
    is_first: bool,
    /// Whether the row before was empty.
    is_behind_gap: bool,
    voice: String,
}

impl<'a> Reader<'a> {
    /// Reads a row; one that `names_cue` stands right before the times of a cue.
    fn row(&mut self, row: &'a str, source: std::ops::Range<usize>, names_cue: bool) {
        let is_number = row.len() <= 6 && row.bytes().all(|byte| byte.is_ascii_digit());
        let is_behind_gap = std::mem::replace(&mut self.is_behind_gap, row.is_empty());
        if let Some((start, end)) = cue_times(row) {
            self.begin_cue(start, end);
        } else if row.is_empty() {
            (self.in_note, self.in_header) = (false, false);
        } else if self.in_header || names_cue && (is_number || is_behind_gap || self.cue.is_none()) {
            // What the file or the next cue is called. Some files leave no empty line between cues.
        } else if self.is_webvtt && is_behind_gap && (row == "STYLE" || row == "REGION") {
            // How cues look, up to an empty line (WebVTT 3.1).
            self.in_header = true;
        } else if row == "NOTE" || row.starts_with("NOTE ") {
            self.in_note = true;
            self.note(row.trim_start_matches("NOTE").trim(), source);
        } else if self.in_note {
            self.note(row, source);
        } else {
            // Text that belongs to no cue, or that an empty line parts from the rest of its cue, is text all the same.
            self.cue_row(row, source);
        }
    }

    /// A cue begins, which is shown from `start` to `end`.
    pub(super) fn begin_cue(&mut self, start: u64, end: u64) {
        if self.cue.is_none() {
            self.end_paragraph();
        }
        self.pause = start.saturating_sub(self.cue_end);
        (self.cue, self.cue_end, self.in_note, self.in_header) = (Some(start), end, false, false);
        self.is_first = true;
    }

    /// The page of all that was read.
    pub(super) fn ended(mut self, stated: Stated) -> Page<'a> {
        self.end_paragraph();
        Page { drafts: self.drafts, stated }
    }

    fn note(&mut self, text: &'a str, source: std::ops::Range<usize>) {
        self.end_paragraph();
        let line = Line::plain(text, source);
        self.drafts.extend(line.map(|line| Draft::new(BlockKind::Aside(AsideKind::Note), vec![line])));
    }

    /// Reads a row of what a cue shows.
    pub(super) fn cue_row(&mut self, row: &'a str, source: std::ops::Range<usize>) {
        for (voice, text) in cleaned(row) {
            let line = if text == row {
                Line::plain(row, source.clone())
            } else {
                Line::composed(text, source.clone()).trimmed()
            };
            self.spoken(voice, line, source.clone());
        }
    }

    /// Adds what a voice says, or the one before if none is told.
    pub(super) fn spoken(&mut self, voice: Option<String>, line: Option<Line<'a>>, source: std::ops::Range<usize>) {
        let time = self.cue;
        if let Some(voice) = voice.filter(|voice| *voice != self.voice) {
            self.end_paragraph();
            self.paragraph.extend(Line::voiced(&voice, "", source).map(|line| line.said_at(time)));
            self.voice = voice;
        }
        let Some(line) = line else { return };
        let is_new_speaker = line.text().starts_with(['-', '–', '—']) || line.text().starts_with(">>");
        let is_complete = self.paragraph.last().is_some_and(|last| wrap::ends_sentence(last.text()));
        if is_new_speaker || is_complete && (self.pause >= PAUSE || self.n_bytes > LONG_PARAGRAPH) {
            self.end_paragraph();
        }
        self.pause = 0;
        self.n_bytes += line.text().len();
        let goes_on = self.is_broken_within && !std::mem::replace(&mut self.is_first, false);
        match self.paragraph.last_mut().filter(|_| goes_on) {
            Some(last) => last.append("", line),
            None => self.paragraph.push(line.said_at(time)),
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.n_bytes = 0;
        let lines = std::mem::take(&mut self.paragraph);
        if !lines.is_empty() {
            self.drafts.push(Draft { wrapped: true, ..Draft::new(BlockKind::Paragraph, lines) });
        }
    }
}

/// The times of a line such as `00:00:04,799 --> 00:00:08,250`, `4.799 --> 8.250` or `0:00:04.799,0:00:08.250`.
pub(crate) fn cue_times(row: &str) -> Option<(u64, u64)> {
    let Some((start, end)) = row.split_once("-->") else {
        let (start, end) = row.split_once(',').filter(|_| row.len() < 40)?;
        return Some((clock(start)?, clock(end)?));
    };
    Some((by_arrow(start.trim())?, by_arrow(end.split_whitespace().next()?)?))
}

/// Milliseconds of a time beside the arrow of a cue: there figures are a time in any way in which programs write it, with
/// seconds alone (`4.799`) or a second of one digit (`0:4`).
fn by_arrow(text: &str) -> Option<u64> {
    // 00:00:04:12: what is counted after the seconds are frames, of which 25 are a second.
    if let Some((time, frames)) = text.rsplit_once(':').filter(|(time, _)| time.matches(':').count() == 2) {
        let frames: u64 = frames.parse().ok().filter(|frames| *frames < 100)?;
        return Some(clock(time)? + frames * 40);
    }
    milliseconds(text, |parts| parts.len() <= 3 && parts.iter().all(|part| part.len() <= 6))
}

/// The voices of a cue's line (`<v Ann>`), each with its text without tags and style codes.
pub(super) fn cleaned(row: &str) -> Vec<(Option<String>, String)> {
    let mut said = vec![(None, String::with_capacity(row.len()))];
    let mut push = |voice: Option<&str>, text: &str| {
        if let Some(voice) = voice {
            said.push((Some(voice.to_owned()), String::new()));
        }
        said.iter_mut().last().into_iter().for_each(|(_, said)| said.push_str(text));
    };
    let mut rest = row;
    while let Some(at) = rest.find(['<', '{']) {
        let close = if rest[at..].starts_with('<') { '>' } else { '}' };
        let Some(end) = rest[at..].find(close) else { break };
        push(None, &rest[..at]);
        let tag = &rest[at + 1..at + end];
        let name = tag.trim_start_matches('/').split(['.', ' ', ':']).next().unwrap_or("");
        let is_tag = matches!(name, "v" | "c" | "i" | "b" | "u" | "s" | "lang" | "ruby" | "rt" | "font" | "\\an8")
            || tag.starts_with('\\')
            || clock(tag).is_some();
        if !is_tag {
            push(None, &rest[at..at + end + 1]);
        } else if let Some((_, voice)) = tag.split_once(' ').filter(|_| name == "v" && !tag.starts_with('/')) {
            push(Some(voice.trim_matches(is_blank)), "");
        }
        rest = &rest[at + end + 1..];
    }
    push(None, rest);
    for (_, text) in &mut said {
        *text = text.replace("&nbsp;", "\u{a0}").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &Page) -> Vec<String> {
        let join = |draft: &Draft| draft.lines.iter().map(|line| line.text()).collect::<Vec<_>>().join("/");
        page.drafts.iter().map(join).collect()
    }

    #[test]
    fn cues_become_paragraphs_that_end_behind_a_sentence_and_a_pause() {
        let page = blocks(
            "1\n00:00:00,000 --> 00:00:02,000\nAnn: It is\nnice\n\n2\n00:00:02,100 --> 00:00:03,000\nhere.\n\n3\n00:00:09,000 --> 00:00:10,000\nBo: Yes.\n",
        );
        assert_eq!(texts(&page), ["Ann: It is/nice/here.", "Bo: Yes."]);
        assert_eq!(page.drafts[1].lines[0].time(), Some(9000));
    }

    #[test]
    fn a_voice_becomes_a_line_before_what_it_says() {
        let page = blocks(
            "WEBVTT - Tea\n\nNOTE by hand\n\n00:01.000 --> 00:02.000\n<v Ann Lee>Hi <i>there</i>\n\n00:02.000 --> 00:03.000\n<v Ann Lee>you &amp; me\n",
        );
        assert_eq!(texts(&page), ["by hand", "Ann Lee/Hi there/you & me"]);
        assert_eq!(page.stated.title.as_deref(), Some("Tea"));
        assert_eq!(page.drafts[1].lines[0].voice(), Some(0..7));
    }

    #[test]
    fn text_outside_of_cues_stays_and_names_of_cues_do_not() {
        let check = |text, expected: &[&str]| assert_eq!(texts(&blocks(text)), expected, "{text}");
        check(
            "by hand\n\n1\n00:00:01,000 --> 00:00:03,000\nAnn: When\n\nwas it?\n\n2\n00:00:09,500 --> 00:00:10,000\nBo: In\n1984\n3\n00:00:20,500 --> 00:00:21,000\nAnn: How many?\n\n4\n00:00:30,500 --> 00:00:31,000\n42\n",
            &["by hand", "Ann: When/was it?", "Bo: In/1984/Ann: How many?", "42"],
        );
        check(
            "WEBVTT\nKind: captions\n\nopening words\n00:01.000 --> 00:02.000\n<v Ann>Hi. <v Bo>STYLE\nNOTED\n",
            &["Ann/Hi.", "Bo/STYLE/NOTED"],
        );
    }

    #[test]
    fn times_beside_an_arrow_may_have_seconds_alone() {
        let check = |row, expected| assert_eq!(cue_times(row), expected, "{row}");
        check("4.240 --> 6.600", Some((4_240, 6_600)));
        check("58 --> 1:00.5 align:start", Some((58_000, 60_500)));
        check("0:4,5 --> 0:6", Some((4_500, 6_000)));
        check("3600 --> 3605.25", Some((3_600_000, 3_605_250)));
        check("12 --> north", None);
        check("-1 --> 2", None);
        check("00:00:04:12 --> 00:00:06:00", Some((4_480, 6_000)));
        check("1:2:3:4:5 --> 5", None);
        // Without the arrow they are figures.
        check("4.240,6.600", None);
        let page = blocks(
            "WEBVTT\n\n0.000 --> 3.480\n<v Ann>Was it\n\n4.240 --> 6.600\n<v Ann>2024.\n\n7 --> 9\n<v Bo>Yes.\n",
        );
        assert_eq!(texts(&page), ["Ann/Was it/2024.", "Bo/Yes."]);
        assert_eq!(page.drafts[1].lines[1].time(), Some(7_000));
    }

    #[test]
    fn how_cues_look_is_no_text() {
        let page = blocks(
            "WEBVTT\n\nSTYLE\n::cue {\n  color: red;\n}\n\nREGION\nid:x\n\n00:01.000 --> 00:02.000\nHi.\nSTYLE\n",
        );
        assert_eq!(texts(&page), ["Hi./STYLE"]);
        // SubRip has no such thing.
        let page = blocks("1\n00:00:01,000 --> 00:00:02,000\nIn\n\nSTYLE\nwe trust.\n");
        assert_eq!(texts(&page), ["In/STYLE/we trust."]);
    }

    #[test]
    fn a_sign_that_opens_no_tag_is_text() {
        let check = |row: &str, expected: &str| assert_eq!(cleaned(row), [(None, expected.to_owned())]);
        check("is 3 < 4?", "is 3 < 4?");
        check("<i>a</i> {x} <c", "a {x} <c");
    }
}
