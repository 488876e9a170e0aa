//! Rolling captions and repeated names: what the cues of a file show again is printed once.

use std::collections::{HashMap, HashSet};

use super::subtitles::{cleaned, cue_times};
use crate::reading::draft::is_blank;
use crate::reading::wrap;

/// What is shown again in a file of cues.
#[derive(Debug, Default)]
pub(super) struct Rolling {
    /// The rows, by their numbers, that a cue before or after shows, too.
    repeated: HashSet<u32>,
    /// Whether each cue begins with a name, and the numbers of the rows that do.
    labelled: HashSet<u32>,
    /// Whether lines were broken wherever they were full: the spaces that stood there are still there.
    pub(super) keeps_spaces: bool,
}

/// A row of a cue: its number, and what it shows.
type Row = (u32, String);

impl Rolling {
    pub(super) fn of(text: &str) -> Self {
        let cues = cues(text);
        let labelled = labelled(&cues, text.contains("<v"));
        Rolling { repeated: repeated(&cues), labelled, keeps_spaces: keeps_spaces(text) }
    }

    /// Whether another cue shows the row.
    pub(super) fn is_repeated(&self, number: u32) -> bool {
        self.repeated.contains(&number)
    }

    /// The name that the row begins with and what is said, where each cue begins with a name.
    pub(super) fn label<'r>(&self, row: &'r str, number: u32) -> Option<(&'r str, &'r str)> {
        self.labelled.contains(&number).then(|| name(row)).flatten()
    }
}

fn cues(text: &str) -> Vec<Vec<Row>> {
    let mut cues: Vec<Vec<Row>> = Vec::new();
    let mut rows = text.lines().zip(0u32..).peekable();
    while let Some((row, number)) = rows.next() {
        let row = row.trim();
        let is_number = row.len() <= 6 && row.bytes().all(|byte| byte.is_ascii_digit());
        let names_cue = is_number && rows.peek().is_some_and(|(next, _)| cue_times(next.trim()).is_some());
        if cue_times(row).is_some() {
            cues.push(Vec::new());
        } else if let Some(cue) = cues.last_mut().filter(|_| !row.is_empty() && !names_cue) {
            let shown: String = cleaned(row).into_iter().map(|(_, said)| said).collect();
            cue.push((number, shown.trim_matches(is_blank).to_owned()));
        }
    }
    cues.retain(|cue| !cue.is_empty());
    cues
}

/// Whether a good part of the rows that another follows end with a space, or the other begins with one.
fn keeps_spaces(text: &str) -> bool {
    let rows = || text.split('\n').map(|row| row.trim_end_matches('\r'));
    let is_shown = |row: &str| !row.trim().is_empty() && cue_times(row.trim()).is_none();
    let (mut n_breaks, mut n_spaced, mut is_in_cue) = (0, 0, false);
    for (row, next) in rows().zip(rows().skip(1)) {
        is_in_cue = !row.trim().is_empty() && (is_in_cue || cue_times(row.trim()).is_some());
        if is_in_cue && is_shown(row) && is_shown(next) {
            n_breaks += 1;
            n_spaced += usize::from(row.ends_with(' ') || next.starts_with(' '));
        }
    }
    n_spaced > 1 && n_spaced * 3 >= n_breaks
}

/// The rows that are shown again, if the captions roll: a good part of the cues begins as the one before ends.
fn repeated(cues: &[Vec<Row>]) -> HashSet<u32> {
    const FEWEST: usize = 3;
    let mut repeated = HashSet::new();
    let mut n_rolling = 0;
    for pair in cues.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        // The last rows of the one are the first of the other.
        let most = before.len().min(after.len()).min(8);
        let is_same = |n: &usize| before[before.len() - n..].iter().zip(after).all(|(one, other)| one.1 == other.1);
        let n_same = (1..=most).rev().find(is_same).unwrap_or(0);
        repeated.extend(after[..n_same].iter().map(|(number, _)| *number));
        // Or the row goes on with words that come one after the other.
        let grows = n_same == 0 && before.len() == 1 && goes_on(&before[0].1, &after[0].1);
        if grows {
            repeated.insert(before[0].0);
        }
        n_rolling += usize::from(n_same > 0 || grows);
    }
    if n_rolling < FEWEST || n_rolling * 10 < cues.len() * 3 { HashSet::new() } else { repeated }
}

fn goes_on(before: &str, after: &str) -> bool {
    after.len() > before.len() && !before.is_empty() && after.starts_with(before)
}

/// The first rows of cues, if nearly each begins with a name and the names come again.
fn labelled(cues: &[Vec<Row>], has_voices: bool) -> HashSet<u32> {
    const FEWEST: usize = 4;
    let first = || cues.iter().filter_map(|cue| cue.first());
    let mut names: HashMap<&str, usize> = HashMap::new();
    let mut labelled = HashSet::new();
    for (number, row) in first() {
        if let Some((name, _)) = name(row) {
            *names.entry(name).or_default() += 1;
            labelled.insert(*number);
        }
    }
    let is_each = labelled.len() >= FEWEST && labelled.len() * 10 >= cues.len() * 9;
    let come_again = names.len() * 2 <= labelled.len() && names.len() > 1;
    if is_each && come_again && !has_voices { labelled } else { HashSet::new() }
}

/// `Ann | The Lamp: so it is`: a name before a colon, and what is said.
fn name(row: &str) -> Option<(&str, &str)> {
    const WIDEST: usize = 60;
    let (name, said) = row.split_once(": ").or_else(|| row.split_once('：'))?;
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let is_name = name.starts_with(char::is_alphanumeric)
        && name.contains(char::is_alphabetic)
        && wrap::takes_at_most(name, WIDEST)
        && !name.contains(['?', '!', '？', '！', '。', '，', '"', '“', '<', '{', ':']);
    (is_name && !said.trim().is_empty()).then(|| (name.trim_end(), said.trim_start()))
}

#[cfg(test)]
mod tests {
    use crate::reading::formats::subtitles;

    fn shown(text: &str) -> Vec<String> {
        let page = subtitles::blocks(text);
        let join = |lines: &[crate::reading::draft::Line]| {
            lines.iter().map(|line| line.text().to_owned()).collect::<Vec<_>>().join("/")
        };
        page.drafts.iter().map(|draft| join(&draft.lines)).collect()
    }

    #[test]
    fn what_rolls_is_shown_once() {
        let rows = [
            "the tide is",
            "the tide is\nout and the",
            "out and the",
            "out and the\nboats lie dry.",
            "boats lie dry.",
            "boats lie dry.\nNo.",
        ];
        let cues = rows.iter().enumerate().map(|(n, row)| format!("00:0{n}.000 --> 00:0{n}.990\n{row}\n\n"));
        assert_eq!(
            shown(&format!("WEBVTT\n\n{}", cues.collect::<String>())),
            ["the tide is/out and the/boats lie dry./No."]
        );
    }

    #[test]
    fn what_grows_is_shown_whole() {
        let rows = ["the", "the tide", "the tide is", "the tide is out."];
        let cues = rows.iter().enumerate().map(|(n, row)| format!("00:0{n}.000 --> 00:0{n}.990\n{row}\n\n"));
        assert_eq!(shown(&format!("WEBVTT\n\n{}", cues.collect::<String>())), ["the tide is out."]);
    }

    #[test]
    fn a_word_said_twice_is_shown_twice() {
        let rows = ["Is it?", "Yes.", "Yes.", "Then come.", "When?", "Now.", "No, later.", "Why?"];
        let cues = rows.iter().enumerate().map(|(n, row)| format!("00:0{n}.000 --> 00:0{n}.990\n{row}\n\n"));
        let all = shown(&format!("WEBVTT\n\n{}", cues.collect::<String>())).join("/");
        assert_eq!(all, rows.join("/"));
    }

    #[test]
    fn a_name_in_each_cue_is_shown_where_it_changes() {
        let rows = ["Ann | Lamp: Hi", "Ann | Lamp: there.", "Bo: Note: it is late.", "Bo: Go.", "Ann | Lamp: Why?"];
        let cues = rows.iter().enumerate().map(|(n, row)| format!("00:0{n}.000 --> 00:0{n}.990\n{row}\n\n"));
        let all = shown(&format!("WEBVTT\n\n{}", cues.collect::<String>()));
        assert_eq!(all, ["Ann | Lamp/Hi/there.", "Bo/Note: it is late./Go.", "Ann | Lamp/Why?"]);
    }
}
