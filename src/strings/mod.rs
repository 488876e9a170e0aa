//! The words on the screen, in English, simplified and traditional Chinese. They are files in `assets/strings/`, one a
//! language, and a file of the person's own may be laid over them.

mod language;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::input::fault::{Fault, Kind, Written, Wrong, nearest_name};

pub use language::Language;

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
    /// What is wrong in a file of the person's own.
    pub faults: FaultWords,
    /// What the help of the command line says of each command and argument: by the names of the command and the argument
    /// (`show.width`), or of the argument alone.
    pub help: BTreeMap<String, String>,
    /// What stands for the values of arguments in the help, by their English names.
    pub value_names: BTreeMap<String, String>,
    /// What the completions say of values that may be chosen, by the values.
    pub value_help: BTreeMap<String, String>,
    /// The words of the help of the command line, and what is said of wrong use.
    pub usage: Usage,
    /// The headings of the manual, and what only it says.
    pub manual: Manual,
    /// What commands say of what they did, or couldn't do.
    pub told: Told,
    /// Why a document can't be opened.
    pub opening: OpeningWords,
    /// What a file is that is no transcript.
    pub files: FileWords,
    /// What a person can do with such a file.
    pub advice: AdviceWords,
    /// What is wrong with the files that are kept for the person.
    pub store: StoreWords,
    /// What the system says when something can't be read or written.
    pub system: SystemWords,
    /// What `wenda doctor` says.
    pub doctor: Doctor,
    /// What `wenda find` says.
    pub find: FindWords,
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
    /// A sentence for each row of the menu, by the action's name or that of the row (`Command::name`).
    pub sentences: BTreeMap<String, String>,
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
        colon, question, answer, statement, guess, outline, bookmarks, hits, help, recent, raw, lost, deleted,
        untitled, section, next, search, command, keys, too_small, selecting, none_yet, none_such, no_outline, not_saved,
        caption, note, opening, everything, speaker, tag, filter, citation, tags, note_keys, begins_question,
        begins_answer, begins_statement, begins_nothing, is_heading, is_no_heading, name_speaker,
        correct, corrected, corrections, nothing_marked, none_deleted, none_corrected, answers, made, find_question, known_tags, word_open, word_write, word_export, export_marks, on_passage, word_set, more_below, menu_keys, raw_keys, filter_keys, no_choice, go_choice, new_choice, none_recent, documents, n_questions, unread, stopped_at, marks_of, no_documents, no_hits_yet, removed, lost_passage,
    }
}

texts! {
    /// What the status line says after an action.
    Messages {
        reading, start, end, first_question, last_question, no_questions, first_turn, last_turn, first_section, last_section,
        no_such_question, no_such_reference, no_times, unknown_command, names_nothing, no_setting, marked, saved, not_saved, deleted, restored, nothing_deleted, no_bookmarks,
        first_bookmark, last_bookmark, lost_bookmark, no_hits, faulty_expression, hit, searching, wrapped, no_search, no_way_back, no_way_forward,
        nothing_chosen, moves_start, moves_end, not_permitted, mouse_ours, mouse_given, sent, sent_long, copied, controls_left_out, not_copied, rescued, not_rescued, nothing_to_rescue, no_shell, exported, text_written, file_there, file_is_source, no_folder, no_form, not_written, nothing_to_export,
        no_editor, nothing_to_edit, not_edited, editor_failed, store_fault,
        han_ignored, unbound, unbound_near, faults, replaced_bytes, two_encodings, skipped_part, hidden_parts, undivided, unescaped, other_format, data, empty, width, widest, narrowest, nothing_beside, nothing_to_fold,
        theme, reloaded, same_document, corrected, uncorrected, lost_corrections, blank, begins_already, inside_turn, is_title, is_heading_already, is_no_heading_already,
        named_so, tagged, repairs, no_repairs,
        repair, first_repair, last_repair, joined, unwrapped, lifted_out, mended, closed, parted,
        outline_closed, list_closed, untagged, nothing_selected, no_file, no_path, not_opened, only_in_text, first_document, last_document, no_documents, no_turn_here, draft_left, draft_taken, sorted_by_time, sorted_by_place,
    }
}

texts! {
    /// What was left out of a document, and why.
    LeftOutWords {
        because, book, tags_of, tags, marks, front_matter, rest, chapters, page_number, pages_from, hidden_parts, texts, more, damaged, broken,
        slow, outside, hidden, not_of_talk, bytes, elements, nesting, attributes, lines, entries,
    }
}

texts! {
    /// Why something is a guess.
    Reasons { question_mark, alternation, rare_label, looks_like_heading, unstated, contradiction }
}

texts! {
    /// What is wrong in a file of the person's own, and what that is said in.
    FaultWords {
        title, none, hint, at, rest_holds, near, not_text, not_yours, too_long, no_file, system, syntax, syntax_twice, syntax_unquoted, syntax_unclosed, syntax_escape, unknown_table,
        unknown_action, not_keys, no_key, unknown_key, counts_first, same_keys, hidden_keys, hidden_by_shipped,
        unknown_setting, wrong_kind, too_small, unknown_placeholder, no_choice, unknown_part, no_style, unknown_sentence, newer, unknown_list, nothing_taken,
        nothing_to_take, no_shape, no_numbered_name, flag, number, text, texts, table,
    }
}

texts! {
    /// The words of the help of the command line, and what is said of wrong use.
    Usage {
        usage, commands, arguments, options, option_list, command_name, values, default, more, like, missing, unexpected, bad_value, no_value,
        no_command, conflict, no_text, other, did_you_mean, there_are, allowed, file_before, no_files, stdin_alone, list_needs_terminal, no_width, no_language, no_theme,
    }
}

texts! {
    /// The headings of the manual, and what only it says.
    Manual {
        name, synopsis, description, options, commands, keys, files, environment, exit_status, about, about_files,
        about_environment, about_exit_status,
    }
}

texts! {
    /// What commands say of what they did, or couldn't do.
    Told {
        secure, no_deleted, restored, not_restored, no_bookmarks, needs_into, imported, damaged, newer, kept,
        no_documents, merged, not_all, unsaved, unsaved_nowhere, stdin_is_terminal, gone, no_encoding, no_format, nowhere,
        no_reference, no_json, incomplete, no_export, unwritten, no_terminal, part_failed, panicked,
    }
}

texts! {
    /// Why a document can't be opened.
    OpeningWords {
        at, stdin, missing, forbidden, folder, not_regular, empty, too_large, unfit, encrypted, damaged, failed,
    }
}

texts! {
    /// What a file is that is no transcript.
    FileWords {
        png, jpeg, gif, gzip, rar, seven_zip, zip, program, android_program, database, sound, office, old_word, old_office,
        word, open_text, open_sheet, open_slides, open_drawing, open_formula, open_database, sheet, binary_sheet, slides,
        iwork, property_list, bytes, pdf, pdf_locked, pdf_damaged, pdf_empty, pdf_scan, pdf_slow,
    }
}

texts! {
    /// What a person can do with a file that is no transcript.
    AdviceWords {
        convert, unpack, name_another, transcribe, save_anew, save_as_text, save_page, pdf_locked, pdf_damaged, pdf_empty,
        pdf_scan, pdf_slow, pdf_reader,
    }
}

texts! {
    /// What is wrong with the files that are kept for the person.
    StoreWords {
        no_home, closed, read, read_missing, read_forbidden, read_no_text, read_no_folder, write, move_away, make_room, check_rights, elsewhere,
        check_disk, no_file, link, too_long, locked, silent, newer, damaged, too_large, formless,
    }
}

texts! {
    /// What the system says when something can't be read or written.
    SystemWords {
        missing, forbidden, folder, no_folder, taken, no_text, bad_name, full, quota, too_large, read_only, busy, silent,
        network, cut_off, no_memory, other,
    }
}

texts! {
    /// What `wenda find` says.
    FindWords {
        nothing, no_words, year, month, document, speaker, outlet, undated, unnamed, hits, in_questions, in_answers, documents,
        per_10000,
    }
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
        selected, selected_long, moving_end, unselected, no_sideways, no_screen, no_mouse, no_width, no_theme, ask_search, ask_command,
        ask_speaker, ask_tag, ask_filter, ask_question, ask_note, ask_answer, known, note_so_far, note_lines,
        choose, dropped, unknown, unchanged, help_keys, help_more, no_clipboard, exported,
        unknown_format, goodbye,
    }
}

texts! {
    /// What `wenda formats` says.
    Formats { about, entry, loses, pdf, doc, scan, sound }
}

impl Strings {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        table(language).and_then(toml::Table::try_into).expect("the embedded strings are complete: a test reads them")
    }

    /// The words of a language with a person's `text` from `file` over them, which may hold any part of them, and what is
    /// wrong with it: what wenda never says, and what is no text.
    pub fn with(language: Language, text: &str, file: &str) -> (Self, Vec<Fault>) {
        let mut table = table(language).unwrap_or_default();
        let mut own = Written::parse(file, text);
        for (name, part) in &std::mem::take(&mut own.table) {
            let Some(known) = table.get_mut(name.get_ref().as_ref()).and_then(toml::Value::as_table_mut) else {
                let near = nearest_name(name.get_ref(), table.keys().map(String::as_str));
                own.fault(name.span(), Wrong::UnknownSentence { name: name.get_ref().to_string(), near });
                continue;
            };
            let Some(part) = part.get_ref().as_table() else {
                own.fault(part.span(), Wrong::WrongKind { name: name.get_ref().to_string(), kind: Kind::Table });
                continue;
            };
            for (name, said) in part {
                match (known.contains_key(name.get_ref().as_ref()), said.get_ref().as_str()) {
                    (true, Some(text)) => {
                        let usual =
                            known.get(name.get_ref().as_ref()).and_then(toml::Value::as_str).unwrap_or_default();
                        match strange_placeholder(text, &placeholders(usual)) {
                            Some((placeholder, known)) => {
                                let name = name.get_ref().to_string();
                                own.fault(said.span(), Wrong::UnknownPlaceholder { name, placeholder, known });
                            }
                            None => drop(known.insert(name.get_ref().to_string(), text.into())),
                        }
                    }
                    (true, None) => {
                        own.fault(said.span(), Wrong::WrongKind { name: name.get_ref().to_string(), kind: Kind::Text });
                    }
                    (false, _) => {
                        let near = nearest_name(name.get_ref(), known.keys().map(String::as_str));
                        own.fault(name.span(), Wrong::UnknownSentence { name: name.get_ref().to_string(), near });
                    }
                }
            }
        }
        (table.try_into().unwrap_or_else(|_| Strings::of(language)), own.into_faults())
    }
}

/// What is to be filled in of a text: `{n}`, `{path}`.
fn placeholders(text: &str) -> Vec<&str> {
    let parts = text.match_indices('{').filter_map(|(at, _)| text[at..].split_inclusive('}').next());
    let is_name = |part: &&str| {
        let name = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'));
        name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    };
    parts.filter(is_name).collect()
}

/// The first thing to be filled in of a person's own text that is not `known` there, and what is.
pub fn strange_placeholder(text: &str, known: &[&str]) -> Option<(String, String)> {
    let strange = placeholders(text).into_iter().find(|it| !known.contains(it))?;
    Some((strange.to_owned(), known.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")))
}

/// The words of a language as its files have them.
fn table(language: Language) -> Result<toml::Table, toml::de::Error> {
    let mut table = toml::Table::new();
    language.files().iter().try_for_each(|text| toml::from_str(text).map(|part| lay_over(&mut table, part)))?;
    Ok(table)
}

/// Puts the texts of one file over those of another.
fn lay_over(table: &mut toml::Table, over: toml::Table) {
    for (name, part) in over {
        match (table.get_mut(&name).and_then(toml::Value::as_table_mut), part) {
            (Some(known), toml::Value::Table(part)) => known.extend(part),
            (_, part) => drop(table.insert(name, part)),
        }
    }
}

/// `template` with each `{name}` replaced by its value. What stands in a value is no name.
pub fn put(template: &str, values: &[(&str, &str)]) -> String {
    let (mut text, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let value = after.split_once('}').and_then(|(name, rest)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, rest))
        });
        match value {
            Some((value, after)) => (_, rest) = (text.push_str(value), after),
            None => (_, rest) = (text.push('{'), after),
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::action;

    #[test]
    fn both_languages_are_complete() {
        for language in Language::ALL {
            let strings = Strings::of(language);
            for action in action::ALL {
                assert!(strings.actions.contains_key(action.name()), "{language:?}: {}", action.name());
                assert!(strings.groups.contains_key(action.group().name()), "{language:?}: {:?}", action.group());
            }
            assert_eq!(strings.actions.len(), action::ALL.len(), "{language:?}: an action that does not exist");
        }
    }

    #[test]
    fn a_file_of_ones_own_changes_only_what_it_names() {
        let (strings, faults) = Strings::with(Language::English, "[words]\nquestion = \"Frage\"\n", "en.toml");
        assert_eq!(faults, []);
        assert_eq!(strings.words.question, "Frage");
        assert_eq!(strings.words.answer, Strings::of(Language::English).words.answer);
        let text = "[words]\nfrage = \"?\"\nanswer = \"Antwort\"\nnote = 3\n[werds]\n";
        let (strings, faults) = Strings::with(Language::English, text, "en.toml");
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 4, 5], "{faults:?}");
        assert_eq!(strings.words.answer, "Antwort", "what is right holds beside what is wrong");
    }

    #[test]
    fn values_are_put_into_sentences() {
        assert_eq!(put("{n} of {all}", &[("n", "4"), ("all", "14")]), "4 of 14");
        assert_eq!(put("{path}: {why}", &[("path", "{why}.md"), ("why", "gone")]), "{why}.md: gone");
        assert_eq!(put("{ {n} {x}", &[("n", "4")]), "{ 4 {x}");
    }
}
