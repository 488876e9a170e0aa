//! Fields: what the keys of data and the heads of columns say of what they hold.

use rustc_hash::FxHashMap;

use super::file::Lists;
use super::{Words, fold};

/// What a key or a head says of what it holds; of several that say the same the lowest number is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// What is said.
    Text(u16),
    /// A piece of it, in data alone.
    Piece(u16),
    /// Who says it.
    Speaker(u16),
    /// Who has written it, unless it is a log.
    Author(u16),
    /// For whom a speaker asks.
    Outlet,
    /// When it begins.
    Start(u16),
    /// When it ends.
    End,
    /// Readings of the same words, the best first.
    Choices,
    /// The channel of a recording, or a list with what each of them holds.
    Channel,
    /// Nothing that stands in a talk.
    Log,
}

/// What a key says by its place in its list.
type OfRank = fn(u16) -> Field;

/// The keys by what they say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields {
    kinds: FxHashMap<String, Field>,
    names: FxHashMap<String, u16>,
    people: FxHashMap<String, u16>,
    pub(crate) asks: Words,
    pub(crate) answers: Words,
    pub(crate) leads: Words,
    /// What stands before the number of a speaker without a name.
    numbered: String,
}

impl Fields {
    /// Takes the lists of fields out of what is written.
    pub(super) fn taken_from(written: &mut Lists) -> Self {
        let mut fields = Fields::default();
        let mut taken = |key: &str| written.remove(key).unwrap_or_default();
        let with_rank = |rank: usize| u16::try_from(rank).unwrap_or(u16::MAX);
        let kinds: [(&str, OfRank); 10] = [
            ("field_text", Field::Text),
            ("field_piece", Field::Piece),
            ("field_speaker", Field::Speaker),
            ("field_author", Field::Author),
            ("field_outlet", |_| Field::Outlet),
            ("field_start", Field::Start),
            ("field_end", |_| Field::End),
            ("field_choices", |_| Field::Choices),
            ("field_channel", |_| Field::Channel),
            ("field_log", |_| Field::Log),
        ];
        for (list, kind) in kinds {
            for (rank, word) in taken(list).iter().enumerate() {
                fields.kinds.entry(bare(word)).or_insert(kind(with_rank(rank)));
            }
        }
        let mut ranked = |list: &str| -> FxHashMap<String, u16> {
            taken(list).iter().enumerate().map(|(rank, word)| (bare(word), with_rank(rank))).collect()
        };
        fields.names = ranked("field_name");
        fields.people = ranked("field_people");
        fields.numbered = taken("numbered_speaker").first().map(|word| word.to_string()).unwrap_or_default();
        [fields.asks, fields.answers, fields.leads] =
            ["chat_asks", "chat_answers", "chat_leads"].map(|list| Words::new(taken(list)));
        fields
    }

    /// What a key says of what it holds.
    pub(crate) fn of(&self, key: &str) -> Option<Field> {
        // No key that says something is as long.
        const LONGEST: usize = 64;
        if key.len() > LONGEST {
            return None;
        }
        self.kinds.get(&bare(key)).copied()
    }

    /// How well a key names a person; the lowest number is the best.
    pub(crate) fn names(&self, key: &str) -> Option<u16> {
        self.names.get(&bare(key)).copied()
    }

    /// Whether a key holds a list of people.
    pub(crate) fn holds_people(&self, key: &str) -> bool {
        self.people.contains_key(&bare(key))
    }

    /// The name of a speaker who is known by a number alone.
    pub(crate) fn numbered(&self, number: &str) -> String {
        format!("{} {number}", self.numbered)
    }
}

/// A key without case, spaces, strokes and what stands in brackets behind it: `Start Time (s)` is `start_time`.
fn bare(key: &str) -> String {
    let end = key.find(['(', '（', '[']).filter(|end| *end > 0).unwrap_or(key.len());
    let mut bare = fold(&key[..end]);
    bare.retain(|letter| !matches!(letter, '_' | '-' | '#' | ':' | '/' | '\u{feff}'));
    bare
}

#[cfg(test)]
mod tests {
    use crate::reading::lexicon::{Field, Lexicon};

    #[test]
    fn keys_are_known_in_any_spelling() {
        let lexicon = Lexicon::default_words();
        let check = |key: &str, expected: fn(Option<Field>) -> bool| {
            assert!(expected(lexicon.fields.of(key)), "{key}: {:?}", lexicon.fields.of(key));
        };
        check("speaker_label", |field| matches!(field, Some(Field::Speaker(_))));
        check("speakerLabel", |field| matches!(field, Some(Field::Speaker(_))));
        check("Start Time (ms)", |field| matches!(field, Some(Field::Start(_))));
        check("发言人", |field| matches!(field, Some(Field::Speaker(_))));
        check("發言內容", |field| matches!(field, Some(Field::Text(_))));
        check("单位", |field| field == Some(Field::Outlet));
        check("channelTag", |field| field == Some(Field::Channel));
        check("confidence", |field| field.is_none());
        assert_eq!(lexicon.fields.numbered("3"), "Speaker 3");
    }
}
