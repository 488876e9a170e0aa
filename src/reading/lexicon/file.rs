//! A labels file as written: sections, one for each language, of lists that have the same keys in all of them.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// The words of lists, by the keys of the lists.
pub(super) type Lists = BTreeMap<String, Vec<String>>;

/// A labels file.
#[derive(Debug, Default)]
pub(super) struct File {
    pub(super) version: Option<u32>,
    /// In the order of the file; the names of the languages are for people.
    languages: Vec<Lists>,
}

impl File {
    /// Adds the words to lists; one with a minus sign before it is taken away, whatever language listed it.
    pub(super) fn lay_over(self, lists: &mut Lists) {
        for (key, words) in self.languages.into_iter().flatten() {
            let list = lists.entry(key).or_default();
            for word in words {
                match word.strip_prefix('-') {
                    Some(taken) => list.retain(|kept| kept != taken),
                    None => list.push(word),
                }
            }
        }
    }
}

// By hand, because `serde(flatten)` forgets on which line an error is.
impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Sections)
    }
}

struct Sections;

impl<'de> Visitor<'de> for Sections {
    type Value = File;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a section for each language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<File, A::Error> {
        let mut file = File::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => file.version = Some(map.next_value()?),
                _ => file.languages.push(map.next_value()?),
            }
        }
        Ok(file)
    }
}
