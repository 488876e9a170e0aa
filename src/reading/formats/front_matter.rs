//! Front matter: the block between two `---` or `+++` lines at the top of a file, with what it states.

use std::collections::HashSet;

use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::draft::Stated;
use crate::reading::lexicon::{Lexicon, Words, fold};

/// Front matter is at most this long, in bytes; a longer block between rules is text.
const MAX_BYTES: usize = 64 * 1024;
/// So many speakers are taken from it: each is compared with each label of the text.
const MAX_SPEAKERS: usize = 300;

/// What the front matter of `text` states, and the byte where the text behind it begins.
pub(crate) fn split(text: &str, lexicon: &Lexicon) -> (Stated, usize) {
    // Some generators leave empty lines above it.
    let top = text.len() - text.trim_start_matches(['\n', '\r', '\u{feff}']).len();
    let Some(fence) = ["---", "+++"].into_iter().find(|fence| text[top..].starts_with(fence)) else {
        return (Stated::default(), 0);
    };
    let mut position = text[top..].find('\n').map_or(text.len(), |end| top + end + 1);
    if text[top..position].trim_end() != fence {
        return (Stated::default(), 0);
    }
    let start = position;
    for line in text[start..].split_inclusive('\n') {
        let end = position + line.len();
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            let body = &text[start..position];
            let is_matter = body.contains([':', '=']) && !repeats_keys(body);
            return if is_matter { (stated(body, lexicon), end) } else { (Stated::default(), 0) };
        }
        if end > MAX_BYTES {
            break;
        }
        position = end;
    }
    (Stated::default(), 0)
}

/// Whether a key stands there twice, as no front matter may have it: somebody speaks between two rules.
fn repeats_keys(body: &str) -> bool {
    let mut known = HashSet::new();
    let keys = body.lines().filter(|line| line.starts_with(char::is_alphabetic));
    keys.filter_map(|line| line.split_once(": ")).any(|(key, _)| !known.insert(key))
}

/// Reads `key: value`, `key: [a, b]` and `key:` with a list of `- value` lines below.
fn stated(body: &str, lexicon: &Lexicon) -> Stated {
    let mut stated = Stated::default();
    let mut key = String::new();
    for line in body.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            set(&mut stated, &key, item, lexicon);
        } else if let Some((name, value)) = line.split_once([':', '=']) {
            key = fold(name);
            let value = value.trim();
            let list = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
            match list {
                Some(list) => list.split(',').for_each(|item| set(&mut stated, &key, item, lexicon)),
                None => set(&mut stated, &key, value, lexicon),
            }
        }
    }
    stated
}

fn set(stated: &mut Stated, key: &str, value: &str, lexicon: &Lexicon) {
    let value = value.trim().trim_matches(['"', '\'']).trim();
    if value.is_empty() {
        return;
    }
    let once = |slot: &mut Option<String>, words: &Words| {
        if words.has(key) && slot.is_none() {
            *slot = Some(value.to_owned());
        }
    };
    once(&mut stated.title, &lexicon.stated_title);
    once(&mut stated.date, &lexicon.stated_date);
    once(&mut stated.location, &lexicon.stated_place);
    if lexicon.stated_speakers.has(key) {
        if stated.speakers.len() < MAX_SPEAKERS {
            stated.speakers.push(value.to_owned());
        } else if stated.skipped.is_empty() {
            stated.skipped.push(LeftOut { part: Part::FrontMatter, why: Why::Spent(Resource::Entries) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_states_title_date_and_speakers() {
        let text = "---\ntitle: \"Tea with A\"\ndate: 2024-03-07\nspeakers:\n  - Ann Lee\n  - 'Bo Li'\n---\nAnn: Hi";
        let (stated, start) = split(text, &Lexicon::default_words());
        assert_eq!(stated.title.as_deref(), Some("Tea with A"));
        assert_eq!(stated.date.as_deref(), Some("2024-03-07"));
        assert_eq!(stated.speakers, ["Ann Lee", "Bo Li"]);
        assert_eq!(&text[start..], "Ann: Hi");
    }

    #[test]
    fn more_speakers_than_any_talk_has_are_left_out_and_that_is_said() {
        let list: String = (0..MAX_SPEAKERS + 5).map(|at| format!("- N{at}\n")).collect();
        let (stated, _) = split(&format!("---\nspeakers:\n{list}---\n"), &Lexicon::default_words());
        let expected = LeftOut { part: Part::FrontMatter, why: Why::Spent(Resource::Entries) };
        assert_eq!((stated.speakers.len(), stated.skipped), (MAX_SPEAKERS, vec![expected]));
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let text = "---\nHello there\n---\nmore";
        assert_eq!(split(text, &Lexicon::default_words()), (Stated::default(), 0));
        let talk = "---\nAnn: Who is there?\nBo: I am.\nAnn: Come in.\n---\nmore";
        assert_eq!(split(talk, &Lexicon::default_words()).1, 0);
    }
}
