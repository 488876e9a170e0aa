//! Every command on a terminal, with hostile texts wherever a text can stand.

use std::fs;
use std::io::Write as _;

use super::desk::Desk;
use super::scan::{Place, check};
use super::strings::HOSTILE;

const TALK: &str = "记者：好吗？\n\n镇长：好。\n\n记者：还有呢？\n\n镇长：没有了。\n";

/// The last thing that the terminal is sent while it is ours: what it showed before comes back.
const GIVEN_BACK: &str = "\u{1b}[?1049l";

/// The hostile texts, that of a share of the work among `n` shares.
fn share(number: usize, n: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    HOSTILE.into_iter().skip(number).step_by(n)
}

#[test]
fn nothing_but_our_own_sequences_leaves_by_a_command() {
    for (name, text) in share(0, 2) {
        check_documents(name, text);
    }
}

#[test]
fn nothing_but_our_own_sequences_leaves_by_a_command_for_the_other_half() {
    for (name, text) in share(1, 2) {
        check_documents(name, text);
    }
}

/// Files, and what stands in them.
fn check_documents(name: &str, text: &str) {
    let desk = Desk::new();
    let talk = desk.transcript(text);
    let (said, code) = desk.run(name, &["show", &talk]);
    assert!(code == 0 && said.contains("没有了"), "{name}: {said}");
    let (said, _) = desk.run(name, &["show", &desk.book(text), "--lang", "en"]);
    assert!(said.contains("镇长") && said.contains("Left out:"), "{name}: {said}");
    for form in [&["outline"][..], &["outline", "--json"], &["outline", "--turns"]] {
        desk.run(name, &[form, &[&desk.book(text), &desk.page(text)]].concat());
    }
    desk.run(name, &["show", &desk.page(text)]);
    desk.run(name, &["show", &talk, "--reference", text]);
    let missing = desk.folder().join(format!("{text}.txt")).to_str().unwrap().to_owned();
    let (said, code) = desk.run(name, &["show", &missing]);
    assert!(code == 3 && said.contains("there is no such file"), "{name}: {said}");
    let (_, code) = desk.run(name, &["outline", &talk, &missing]);
    assert_eq!(code, 1);
}

/// What is told of arguments, by us and by the library that parses them.
#[test]
fn no_argument_comes_back_as_it_was_given() {
    let desk = Desk::new();
    let talk = desk.write("talk.md", TALK);
    for (name, text) in HOSTILE {
        let flag = format!("--{text}");
        for arguments in [
            &[flag.as_str()][..],
            &["show", &talk, "--width", text],
            &["show", &talk, "--format", text],
            &["show", &talk, "--encoding", text],
            &["--lang", text, &talk],
            &["themes", text],
            &["bookmarks", text],
            &["bookmarks", "restore", text],
        ] {
            let (said, code) = desk.run(name, arguments);
            assert!(matches!(code, 1..=3) && !said.is_empty(), "{name}: {code}: {said}");
        }
    }
}

/// The person's own files: what is wrong in them is told with what they say, and what is right is shown.
#[test]
fn no_setting_gets_out_as_it_was_written() {
    for (name, text) in HOSTILE {
        let desk = Desk::new();
        let talk = desk.write("talk.md", TALK);
        let quoted = toml::Value::from(text).to_string();
        let write = |file: &str, text: String| fs::write(desk.home().join("config").join(file), text).unwrap();
        write("config.toml", format!("theme = {quoted}\nlanguage = 3\n{quoted} = 1\n"));
        write("keymap.toml", format!("[everywhere]\n{quoted} = {quoted}\nquit = [{quoted}]\n"));
        write("labels.toml", format!("[mine]\nshapes = [{quoted}]\n"));
        write("strings/en.toml", String::new());
        write(&format!("themes/{text}.toml"), format!("text = {quoted}\n"));
        let (said, code) = desk.run(name, &["--lang", "en", "show", &talk]);
        assert!(code == 0 && said.contains("labels.toml, line ") && said.contains("in force"), "{name}: {said}");
        let own =
            format!("[words]\nquestion = {quoted}\nlost = {quoted}\n[doctor]\nabout = {quoted}\nauto = {quoted}\n");
        write("strings/en.toml", own);
        desk.run(name, &["--lang", "en", "show", &talk]);
        let mut doctor = desk.start(
            &["--lang", "en", "doctor"],
            &[("TERM", text), ("TERM_PROGRAM", text), ("TERM_PROGRAM_VERSION", text), ("LC_ALL", text)],
        );
        assert!(doctor.wait_for_end().success(), "{name}");
        check_questions_and_lines(name, &doctor.raw);
    }
}

/// What `doctor` says once it has asked is lines like those of any command.
fn check_questions_and_lines(name: &str, raw: &[u8]) {
    let said = String::from_utf8(raw.to_owned()).unwrap();
    let (asked, lines) = said.rsplit_once(GIVEN_BACK).unwrap();
    check(name, asked.as_bytes(), Place::Screen);
    check(name, lines.as_bytes(), Place::Lines);
    assert!(lines.contains("config.toml"), "{name}: {said:?}");
}

#[test]
fn no_record_gets_out_as_it_was_kept() {
    let desk = Desk::new();
    let texts = HOSTILE.map(|(_, text)| text);
    let talk = desk.transcript("a\u{1b}]0;b\u{7}\u{9b}\nFORGED\u{202e}");
    desk.mark(&talk, &texts);
    let exported = desk.folder().join("export.json").to_str().unwrap().to_owned();
    for format in ["markdown", "json", "csv", "org", "annotations"] {
        let (said, code) = desk.run_at(Place::Texts, format, &["bookmarks", "export", "--format", format]);
        assert!(code == 0 && said.matches("taken").count() >= 3, "{format}: {said}");
        if format == "json" {
            fs::write(&exported, said).unwrap();
        }
    }
    for command in [&["list"][..], &["list", &talk], &["list", "--deleted"]] {
        let (said, code) = desk.run("marks", &[&["bookmarks"], command].concat());
        assert!(code == 0 && said.lines().count() > 30, "{command:?}: {said}");
    }
    let (said, code) = desk.run("marks", &["bookmarks", "check"]);
    assert!(code == 0 && said.contains("32 bookmarks in 1 documents"), "{said}");
    // what a terminal was shown of the lossless export is still the same JSON
    let other = Desk::new();
    let (said, _) = other.run("marks", &["bookmarks", "import", &exported]);
    assert!(said.contains("32 imported"), "{said}");
    other.run("marks", &["bookmarks", "list"]);
    let merged = Desk::new();
    let (said, _) = merged.run("marks", &["bookmarks", "merge", desk.home().to_str().unwrap()]);
    assert!(said.contains("changes merged"), "{said}");
}

#[test]
fn json_on_a_terminal_says_the_same_as_in_a_pipe() {
    let desk = Desk::new();
    let talks: Vec<String> = HOSTILE.iter().map(|(_, text)| desk.transcript(text)).collect();
    let talks: Vec<&str> = talks.iter().map(String::as_str).collect();
    desk.run("outline", &[&["outline"], &talks[..]].concat());
    for form in ["--json", "--turns"] {
        let arguments = [&["outline", form], &talks[..]].concat();
        let (seen, code) = desk.run(form, &arguments);
        assert_eq!(code, 0);
        let piped = super::pipes::command(&desk, &arguments).output().unwrap();
        let parsed = |text: &str| {
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<serde_json::Value>>()
        };
        let (seen, piped) = (parsed(&seen), parsed(std::str::from_utf8(&piped.stdout).unwrap()));
        assert!(seen == piped && seen.len() >= HOSTILE.len(), "{form}");
    }
}

/// Lines of a log that are no records.
#[test]
fn no_damaged_line_of_a_log_gets_out() {
    let desk = Desk::new();
    let talk = desk.write("talk.md", TALK);
    desk.mark(&talk, &["a"]);
    let logs = desk.logs();
    assert_eq!(logs.len(), 1, "{logs:?}");
    let mut log = fs::OpenOptions::new().append(true).open(&logs[0]).unwrap();
    for (_, text) in HOSTILE {
        writeln!(log, "{{\"op\": \"{text}\"}}\n{text}").unwrap();
    }
    for command in [&["check"][..], &["list"], &["list", &talk], &["export"]] {
        desk.run("damage", &[&["bookmarks"], command].concat());
    }
}

/// A file that is no export, and a folder that is no store: each is named with what is wrong.
#[test]
fn no_name_of_a_file_that_cant_be_taken_in_gets_out_as_it_is() {
    for (name, text) in HOSTILE {
        let desk = Desk::new();
        let file = desk.write(text, format!("{{\"schema\": {:?}}}", text));
        let (said, code) = desk.run(name, &["bookmarks", "import", &file]);
        assert!(code == 3 && !said.is_empty(), "{name}: {said}");
        let (said, code) = desk.run(name, &["bookmarks", "merge", &file]);
        assert!(code == 3 && said.contains("has no folder `documents`"), "{name}: {said}");
    }
}

#[test]
fn what_comes_with_the_program_is_printed() {
    let desk = Desk::new();
    for arguments in
        [&["config"][..], &["keys"], &["labels"], &["themes"], &["--help"], &["--version"], &["show", "-h"]]
    {
        let (said, code) = desk.run("ours", arguments);
        assert!(code == 0 && !said.is_empty(), "{arguments:?}");
    }
}
