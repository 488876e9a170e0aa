//! What stands behind an entry of the list: everything that is shown of it while it is chosen, and that filters look
//! through.

use crate::document::bookmark::Bookmark;
use crate::layout::width::{WidthPolicy, opening};
use crate::search::fold::fold;

/// A mark, whole: what a single line has no room for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The title of the document, where it is not the one that is read.
    pub document: Option<String>,
    /// Who says it.
    pub speaker: Option<String>,
    /// The first words of the question that it answers.
    pub question: Option<String>,
    /// The words.
    pub quotation: String,
    /// The note on it; empty for none.
    pub note: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it was made, or deleted (RFC 3339).
    pub time: String,
}

impl Card {
    /// The card of a mark as far as its anchor tells.
    pub fn of(mark: &Bookmark) -> Self {
        Card {
            document: None,
            // A label such as `问` names nobody.
            speaker: mark.anchor.speaker.as_deref().filter(|speaker| speaker.chars().count() > 1).map(str::to_owned),
            question: None,
            quotation: mark.anchor.exact.clone(),
            note: mark.whole_note(),
            tags: mark.tags.iter().cloned().collect(),
            time: mark.deleted.clone().unwrap_or_else(|| mark.created.clone()),
        }
    }

    /// What a single line says of it, in two parts that each get room; what is cut at the right of each matters least. Where
    /// it has tags and a note, the tags are the first part.
    pub fn line(&self) -> (String, String) {
        let tags = self.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
        let note = Some(&self.note).filter(|note| !note.is_empty());
        let note = note.map(|note| format!("✎{}", one_line(note, LIST_CELLS)));
        let speaker = self.speaker.as_ref().map(|speaker| format!("— {speaker}"));
        let said = [one_line(&self.quotation, LIST_CELLS)].into_iter().chain(speaker);
        let join = |parts: Vec<String>| parts.join(" ");
        match note {
            _ if tags.is_empty() => (join(note.into_iter().chain(said).collect()), String::new()),
            None => (join([tags].into_iter().chain(said).collect()), String::new()),
            Some(note) => (tags, join([note].into_iter().chain(said).collect())),
        }
    }
}

/// What the listed marks must have in common: every part that was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sieve {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// `#经济`: a tag says this.
    Tag(String),
    /// `@王毅`: the speaker's name says this.
    Speaker(String),
    /// The words, the note, the speaker or a tag say this.
    Text(String),
}

impl Sieve {
    /// What was typed: words parted by spaces, `#` before a tag and `@` before a speaker.
    pub fn new(typed: &str) -> Self {
        let part = |word: &str| match (word.strip_prefix(['#', '＃']), word.strip_prefix(['@', '＠'])) {
            (Some(tag), _) => Part::Tag(folded(tag)),
            (_, Some(speaker)) => Part::Speaker(folded(speaker)),
            _ => Part::Text(folded(word)),
        };
        Sieve { parts: typed.split_whitespace().map(part).collect() }
    }

    /// Whether nothing was typed.
    pub fn keeps_all(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether a mark stays in the list.
    pub fn keeps(&self, card: &Card) -> bool {
        let in_tags = |wanted: &str| card.tags.iter().any(|tag| folded(tag).contains(wanted));
        let in_speaker = |wanted: &str| card.speaker.as_deref().is_some_and(|name| folded(name).contains(wanted));
        let says = |wanted: &str| [&card.quotation, &card.note].into_iter().any(|text| folded(text).contains(wanted));
        self.parts.iter().all(|part| match part {
            Part::Tag(wanted) => in_tags(wanted),
            Part::Speaker(wanted) => in_speaker(wanted),
            Part::Text(wanted) => says(wanted) || in_tags(wanted) || in_speaker(wanted),
        })
    }
}

/// The form of a text in which case, width and script do not count.
pub(in crate::app) fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

/// More cells than a list is wide.
pub(in crate::app) const LIST_CELLS: usize = 250;

/// The beginning of a text on one line, whole clusters of at most so many cells.
pub(in crate::app) fn one_line(text: &str, cells: usize) -> String {
    opening(text, cells, WidthPolicy::NARROW).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, kept: bool) {
        let card = Card {
            speaker: Some("王毅".to_owned()),
            quotation: "雙方貿易額達到創紀錄水平".to_owned(),
            note: "查出处 Trade".to_owned(),
            tags: vec!["key figure".to_owned(), "经济".to_owned()],
            ..Card::default()
        };
        assert_eq!(Sieve::new(typed).keeps(&card), kept, "{typed}");
    }

    #[test]
    fn marks_are_filtered_by_text_tag_and_speaker() {
        check("", true);
        check("贸易 trade", true);
        check("#经济 @王", true);
        check("＃经", true);
        check("#figure", true);
        check("#贸易", false);
        check("@经济", false);
        check("王毅 经济 查出处", true);
        check("王毅 军事", false);
    }
}
