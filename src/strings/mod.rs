//! The words on the screen, in simplified Chinese and English. They are files in `assets/strings/`, one a language, and
//! a file of the person's own may be laid over them.

use std::collections::BTreeMap;

use serde::Deserialize;

const ENGLISH: &str = include_str!("../../assets/strings/en.toml");
const CHINESE: &str = include_str!("../../assets/strings/zh.toml");

/// A language that the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// The language of a locale name such as `zh_CN.UTF-8` or `en`: Chinese for every `zh`, English for all others.
    pub fn of_locale(locale: &str) -> Self {
        if locale.to_ascii_lowercase().starts_with("zh") { Language::Chinese } else { Language::English }
    }
}

/// All words and sentences that wenda shows. `{…}` in a sentence stands for what [`put`] puts there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strings {
    /// The names of kinds, panes and the like.
    pub words: Words,
    /// What the status line says after an action.
    pub messages: Messages,
    /// What was left out of a document, and why.
    pub left_out: LeftOutWords,
    /// Why something is a guess.
    pub reasons: Reasons,
    /// What `wenda doctor` says.
    pub doctor: Doctor,
    /// What the face says that is read aloud.
    pub aloud: Aloud,
    /// The words that can be typed there, by the action's name; `export` is one more.
    pub aloud_words: BTreeMap<String, String>,
    /// What `wenda formats` says.
    pub formats: Formats,
    /// What each format is, by the format's name.
    pub format_is: BTreeMap<String, String>,
    /// What of each format is lost, by the format's name.
    pub format_loses: BTreeMap<String, String>,
    /// What the help calls each group of actions, by the group's name.
    pub groups: BTreeMap<String, String>,
    /// What the help calls each action, by the action's name.
    pub actions: BTreeMap<String, String>,
}

/// Declares a struct of texts that a strings file must have in full.
macro_rules! texts {
    ($(#[$comment:meta])* $name:ident { $($field:ident),* $(,)? }) => {
        $(#[$comment])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the texts explain themselves in assets/strings/en.toml")]
        pub struct $name { $(pub $field: String,)* }
    };
}

texts! {
    /// The names of kinds, panes and the like.
    Words {
        question, answer, statement, guess, outline, bookmarks, hits, help, recent, raw, lost, deleted,
        untitled, section, next, search, command, keys, too_small, loading, selecting, none_yet, none_such, no_outline, not_saved,
        caption, note, opening, everything, speaker, tag, filter, citation, tags, note_keys, begins_question,
        begins_answer, begins_statement, begins_nothing, is_heading, is_no_heading, name_speaker,
        correct, corrected, corrections, nothing_marked, none_deleted, none_corrected, answers, made, find_question, known_tags, help_keys, more_below, raw_keys, filter_keys, no_choice, go_choice, new_choice, none_recent, no_hits_yet, removed, lost_passage,
    }
}

texts! {
    /// What the status line says after an action.
    Messages {
        reading, start, end, first_question, last_question, no_questions, first_turn, last_turn, first_section, last_section,
        no_such_question, no_such_reference, no_times, unknown_command, marked, saved, not_saved, deleted, restored, nothing_deleted, no_bookmarks,
        first_bookmark, last_bookmark, lost_bookmark, no_hits, hit, searching, wrapped, no_search, no_way_back, no_way_forward,
        nothing_chosen, not_permitted, sent, sent_long, copied, controls_left_out, not_copied, rescued, not_rescued, nothing_to_rescue, store_fault,
        han_ignored, unbound, unbound_near, keymap_faults, replaced_bytes, two_encodings, skipped_part, hidden_parts, undivided, unescaped, other_format, data, empty, width, widest, narrowest, nothing_beside, nothing_to_fold,
        theme, reloaded, same_document, corrected, uncorrected, lost_corrections, blank, begins_already, inside_turn, is_title, is_heading_already, is_no_heading_already,
        named_so, tagged, repairs, no_repairs,
        repair, first_repair, last_repair, joined, unwrapped, lifted_out, mended, closed, parted,
        outline_closed, list_closed, untagged, nothing_selected, no_file, no_path, no_turn_here, draft_left, draft_taken, sorted_by_time, sorted_by_place,
    }
}

texts! {
    /// What was left out of a document, and why.
    LeftOutWords {
        because, book, tags_of, tags, marks, front_matter, rest, chapters, page_number, pages_from, hidden_parts, more, damaged, broken,
        slow, outside, hidden, bytes, elements, nesting, attributes, lines, entries,
    }
}

texts! {
    /// Why something is a guess.
    Reasons { question_mark, alternation, rare_label, looks_like_heading, unstated, contradiction }
}

texts! {
    /// What `wenda doctor` says.
    Doctor {
        about, terminal, unnamed, not_asked, auto, fixed, asked, answer, no_answer, incomplete, decided,
        quotes, symbols, boxes, letters, joined_emoji, selected_emoji, narrow, wide, whole, parts, unselected,
        multiplexer, override_hint, files,
    }
}

texts! {
    /// What the face says that is read aloud.
    Aloud {
        welcome, contents, title, question, answer, statement, numbered, section, paragraph, paragraph_of_text, joint,
        guess, corrected, aside, caption, bookmarked, quoted, noted, tagged, asked, from, made, lost, raw,
        raw_off, percent, more, more_help, list_hint, empty, chosen, no_such_entry, folded, unfolded, in_text, hit, hit_from_other_end,
        selected, selected_long, unselected, no_sideways, no_width, no_theme, ask_search, ask_command,
        ask_speaker, ask_tag, ask_filter, ask_question, ask_note, ask_answer, known, note_so_far, note_lines,
        choose, dropped, unknown, unchanged, help_keys, help_more, no_clipboard, exported,
        nothing_to_export, unknown_format, goodbye,
    }
}

texts! {
    /// What `wenda formats` says.
    Formats { about, entry, loses, pdf, doc, scan, sound }
}

impl Strings {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        let text = match language {
            Language::English => ENGLISH,
            Language::Chinese => CHINESE,
        };
        toml::from_str(text).expect("the embedded strings are complete: a test reads them")
    }

    /// The words of a language with the `text` of a person's own file over them, which may hold any part of them.
    ///
    /// # Errors
    /// What is wrong with the file, with its line.
    pub fn with(language: Language, text: &str) -> Result<Self, toml::de::Error> {
        let base = match language {
            Language::English => ENGLISH,
            Language::Chinese => CHINESE,
        };
        let mut table: toml::Table = toml::from_str(base)?;
        let own: toml::Table = toml::from_str(text)?;
        for (name, part) in own {
            match (table.get_mut(&name).and_then(toml::Value::as_table_mut), part) {
                (Some(known), toml::Value::Table(part)) => known.extend(part),
                (_, part) => drop(table.insert(name, part)),
            }
        }
        table.try_into()
    }
}

/// `template` with each `{name}` replaced by its value.
pub fn put(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::action;

    #[test]
    fn both_languages_are_complete() {
        for language in [Language::English, Language::Chinese] {
            let strings = Strings::of(language);
            for action in action::ALL {
                assert!(strings.actions.contains_key(&action.name()), "{language:?}: {}", action.name());
                assert!(strings.groups.contains_key(&action.group().name()), "{language:?}: {:?}", action.group());
            }
            assert_eq!(strings.actions.len(), action::ALL.len(), "{language:?}: an action that does not exist");
        }
    }

    #[test]
    fn a_file_of_ones_own_changes_only_what_it_names() {
        let strings = Strings::with(Language::English, "[words]\nquestion = \"Frage\"\n").unwrap();
        assert_eq!(strings.words.question, "Frage");
        assert_eq!(strings.words.answer, Strings::of(Language::English).words.answer);
        assert!(Strings::with(Language::English, "[words]\nfrage = \"?\"\n").is_err());
    }

    #[test]
    fn values_are_put_into_sentences() {
        assert_eq!(put("{n} of {all}", &[("n", "4"), ("all", "14")]), "4 of 14");
    }
}
