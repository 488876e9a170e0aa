//! The commands: arguments → standard output, standard error, exit code, in a home made for the test.

#![allow(clippy::unwrap_used)]

#[path = "cli/finding.rs"]
mod finding;

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use wenda::layout::width::{WidthPolicy, text_width};

const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
const ORCHARD: &str = "tests/fixtures/orchard.txt";

fn command(home: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
    command.args(arguments).env("WENDA_HOME", home.path()).env("LC_ALL", "en_US.UTF-8").env("LANG", "en_US.UTF-8");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(&TempDir::new().unwrap(), arguments).stdin(Stdio::null()).output().unwrap()
}

/// The standard output of a command that must succeed and say nothing else.
fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{arguments:?}");
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The command fails with `code`, prints nothing, and says everything that is in `said`.
fn check_failure(arguments: &[&str], code: i32, said: &[&str]) {
    let output = run(arguments);
    let message = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(code), String::new()), "{arguments:?}: {message}");
    for part in said {
        assert!(message.contains(part), "{arguments:?} should say {part:?}, but says {message:?}");
    }
    assert!(!message.contains("panicked") && !message.contains('\x1b'), "{message:?}");
}

/// Everything that is printed of a document, white space aside.
fn printed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_document_that_cannot_be_read_is_named_with_the_reason() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("empty.md"), "").unwrap();
    fs::write(path("binary.md"), [0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0xff, 0xfe, 0]).unwrap();
    fs::create_dir(path("folder")).unwrap();
    for arguments in [&["show"][..], &["outline", "--json"], &[]] {
        for (name, reason) in
            [("missing.md", "no such file"), ("empty.md", "empty"), ("binary.md", "not text"), ("folder", "folder")]
        {
            check_failure(&[arguments, &[path(name).as_str()]].concat(), 3, &[name, reason]);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_document_without_permission_is_named_with_the_reason() {
    use std::os::unix::fs::PermissionsExt;
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(&file, "text").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    let name = file.path().to_str().unwrap();
    // The superuser may read everything.
    match fs::read(&file) {
        Ok(_) => assert_eq!(run(&["show", name]).status.code(), Some(0)),
        Err(_) => check_failure(&["show", name], 3, &[name, "permission"]),
    }
}

#[test]
fn wrong_use_is_told_apart() {
    for arguments in [
        &["show"][..],
        &["outline"],
        &["--no-such-flag", LIGHTHOUSE],
        &["show", "--width", "wide", LIGHTHOUSE],
        &["show", "--width", "0", LIGHTHOUSE],
        &["--lang", "tlh", LIGHTHOUSE],
    ] {
        check_failure(arguments, 2, &[]);
    }
    check_failure(&[LIGHTHOUSE, ORCHARD], 2, &["2 documents", "wenda outline"]);
    check_failure(&["tests/fixtures"], 2, &["needs a terminal"]);
    check_failure(&["-", ORCHARD], 2, &["(-)", "alone"]);
}

#[test]
fn what_is_wrong_is_named_with_what_to_do() {
    for (arguments, code, said) in [
        (&["outlin", ORCHARD][..], 2, &["outlin: there is no such command or file; did you mean `wenda outline`?"][..]),
        (&["outlin"], 2, &["did you mean `wenda outline`?"]),
        (&["read", ORCHARD], 2, &["read: there is no such command or file; the commands are show, outline,"]),
        (&["nowhere.md"], 3, &["nowhere.md: there is no such file; check the name"]),
        (&["nowhere"], 3, &["nowhere: there is no such file; check the name"]),
        (&["outline"], 2, &["<FILES>...", "Usage: wenda outline"]),
        (&["outline", "--jsn", ORCHARD], 2, &["--jsn", "did you mean '--json'?"]),
        (&["show", "--width", "wide", ORCHARD], 2, &["--width", "a number of cells from 1 to 65535"]),
        (&["show", "--width", "0", ORCHARD], 2, &["a number of cells from 1 to 65535"]),
        (&["show", "--format", "doc", ORCHARD], 2, &["--format: there is no doc; there are markdown, plain, html"]),
        (&["show", "--encoding", "klingon", ORCHARD], 2, &["--encoding: there is no klingon", "GB18030", "Shift_JIS"]),
        (
            &["show", "--reference", "Q99", ORCHARD],
            1,
            &["Q99 is nowhere in", "`wenda outline tests/fixtures/orchard.txt`"],
        ),
        (&["show", "--reference", "here", ORCHARD], 2, &["“here” is no reference; one looks like Q3¶2"]),
        (&["show", "-"], 3, &["standard input: the file is empty"]),
    ] {
        check_failure(arguments, code, said);
    }
    let ending = stdout(&["show", "--format", "md", ORCHARD]);
    assert_eq!(ending, stdout(&["show", "--format", "markdown", ORCHARD]));
}

#[test]
fn how_things_look_can_be_said_before_a_command_and_behind_it() {
    let chinese = stdout(&["show", "--lang", "zh", ORCHARD]);
    assert_eq!(stdout(&["--lang", "zh", "show", ORCHARD]), chinese);
    assert!(chinese.contains("问") && !stdout(&["show", ORCHARD]).contains("问"));
}

#[test]
fn reading_into_a_pipe_is_showing_from_the_place_asked_for() {
    let whole = stdout(&["show", ORCHARD]);
    assert_eq!(stdout(&[ORCHARD]), whole);
    let from = stdout(&["--at", "3", ORCHARD]);
    assert!(from.len() < whole.len() && whole.ends_with(&from), "{from}");
    assert_eq!(stdout(&[ORCHARD, "--at", "Q3"]), from);
    assert!(from.starts_with(stdout(&["show", "--reference", "Q3", ORCHARD]).trim_end()));
    check_failure(&[ORCHARD, "--at", "Q99"], 1, &["Q99"]);
}

#[test]
fn help_and_version_are_printed() {
    assert_eq!(stdout(&["--version"]), format!("wenda {}\n", env!("CARGO_PKG_VERSION")));
    let help = stdout(&["--help"]);
    for name in ["show", "outline", "--lang"] {
        assert!(help.contains(name), "{help}");
    }
}

#[test]
fn the_formats_are_listed_and_each_can_be_named() {
    let (english, chinese) = (stdout(&["formats"]), stdout(&["formats", "--lang", "zh"]));
    let help = stdout(&["show", "--help"]).split_whitespace().collect::<Vec<_>>().join(" ");
    for format in wenda::reading::Format::ALL {
        let name = format.name();
        assert!(english.contains(&format!("\n{name}: ")) && chinese.contains(&format!("\n{name}：")), "{name}");
        assert!(help.contains(&format!(" {name},")) || help.contains(&format!(", {name} ")), "{name}: {help}");
        for ending in format.endings() {
            assert!(english.contains(&format!(".{ending}")) && chinese.contains(&format!(".{ending}")), "{ending}");
        }
    }
    for advice in ["pdftotext", "DOC", "ocrmypdf"] {
        assert!(english.contains(advice) && chinese.contains(advice), "{advice}");
    }
    assert_eq!(english.lines().count(), chinese.lines().count());
}

#[test]
fn the_text_is_printed_where_there_is_no_terminal() {
    let home = TempDir::new().unwrap();
    for path in [LIGHTHOUSE, ORCHARD] {
        let piped = command(&home, &[path]).stdin(Stdio::null()).output().unwrap();
        assert_eq!((piped.status.code(), text(&piped.stderr)), (Some(0), String::new()));
        assert_eq!(text(&piped.stdout), stdout(&["show", path]));
    }
    let kept = fs::read_dir(home.path()).unwrap().count();
    assert_eq!(kept, 0, "printing leaves nothing behind");
}

#[test]
fn no_row_is_wider_than_asked_and_nothing_is_lost() {
    let whole = printed(&stdout(&["show", "--width", "1000", LIGHTHOUSE]));
    for width in [20, 33, 40, 61, 80, 120] {
        let shown = stdout(&["show", "--width", &width.to_string(), LIGHTHOUSE]);
        for row in shown.lines() {
            assert!(text_width(row, WidthPolicy::NARROW) <= width, "{width}: {row}");
        }
        assert_eq!(printed(&shown), whole, "{width}");
    }
    let source = fs::read_to_string(LIGHTHOUSE).unwrap();
    for paragraph in source.lines().filter(|line| line.contains('。') && !line.contains('!')) {
        assert!(whole.contains(&printed(paragraph)), "{paragraph}");
    }
}

/// Nothing scrolls sideways in what is printed: tables and preformatted text are folded.
#[test]
fn tables_and_preformatted_text_are_printed_within_the_width_asked_for() {
    let cells =
        [["客人", "报社", "问了什么"], ["安娜·彼得罗娃", "《海港晚报》", "码头今年有没有多停几条船？与去年比呢？"]];
    let rows = cells.map(|row| format!("| {} |", row.join(" | "))).join("\n| --- | --- | --- |\n");
    let code = "    let boats = count(harbour, \"今年停在码头的渔船和货船\").unwrap_or_default();";
    let home = TempDir::new().unwrap();
    let path = home.path().join("table.md");
    fs::write(&path, format!("# 表\n\n{rows}\n\n```\n{code}\n```\n")).unwrap();
    for width in [12, 20, 33, 40, 61, 80, 120] {
        let shown = stdout(&["show", "--width", &width.to_string(), path.to_str().unwrap()]);
        for row in shown.lines() {
            assert!(text_width(row, WidthPolicy::NARROW) <= width, "{width}: {row}");
        }
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
            letters.sort_unstable();
            letters
        };
        assert_eq!(letters(&shown), letters(&format!("表{rows}{code}")), "{width}");
    }
}

#[test]
fn a_document_laid_out_is_as_it_was() {
    insta::assert_snapshot!("lighthouse at 60", stdout(&["show", "--width", "60", LIGHTHOUSE]));
    insta::assert_snapshot!("orchard at 50", stdout(&["show", "--width", "50", ORCHARD]));
}

#[test]
fn the_outline_says_who_asks_and_who_answers() {
    insta::assert_snapshot!("outline of lighthouse", stdout(&["outline", LIGHTHOUSE]));
    insta::assert_snapshot!("outline of orchard", stdout(&["outline", ORCHARD]));
}

#[test]
fn the_outline_as_json_keeps_its_schema() {
    let object: Value = serde_json::from_str(&stdout(&["outline", "--json", LIGHTHOUSE])).unwrap();
    assert_eq!(object["schema"], "wenda.outline/1");
    assert_eq!(object["source"], serde_json::json!({"path": LIGHTHOUSE, "format": "markdown", "encoding": "UTF-8"}));
    assert_eq!(object["title"], "灯还是那盏灯");
    assert_eq!(object["date"], "--05-18");
    assert_eq!((&object["sections"][1]["heading"], &object["sections"][1]["level"]), (&"守灯的人".into(), &2.into()));
    let third = object["turns"].as_array().unwrap().iter().find(|turn| turn["number"] == 3).unwrap();
    let mut expected = serde_json::json!({
        "kind": "question", "speaker": "《少年地理》记者", "outlet": "《少年地理》", "number": 3, "section": 1,
        "reference": "Q3", "certain": true,
        "paragraphs": ["周爷爷，您守了一辈子灯，灯灭了的这些年，您晚上做什么？"],
    });
    assert_eq!(third, &mut expected);
    assert_eq!(object["asides"][1]["kind"], "caption");
    assert_eq!(object["repairs"][0]["kind"], "joined");
    assert_eq!(object["warnings"], serde_json::json!([]));
}

#[test]
fn captions_in_which_nobody_is_named_have_their_times_in_the_json() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("a.srt");
    fs::write(&path, "1\n00:00:01,000 --> 00:00:03,500\nThe lamp was lit at dusk.\n\n2\n00:00:09,000 --> 00:00:11,000\nIt burned all night.\n").unwrap();
    let object: Value = serde_json::from_str(&stdout(&["outline", "--json", path.to_str().unwrap()])).unwrap();
    let passage = |time: u64, text: &str| serde_json::json!({"time": time, "text": text});
    let expected = [passage(1_000, "The lamp was lit at dusk."), passage(9_000, "It burned all night.")];
    assert_eq!((&object["turns"], &object["passages"]), (&serde_json::json!([]), &serde_json::json!(expected)));
}

#[test]
fn several_outlines_are_one_object_a_line() {
    let lines = stdout(&["outline", "--json", LIGHTHOUSE, ORCHARD]);
    let paths: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["source"]["path"].clone()).collect();
    assert_eq!(paths, [LIGHTHOUSE, ORCHARD]);
}

#[test]
fn standard_input_is_read() {
    let mut child = command(&TempDir::new().unwrap(), &["show", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("问：听得见吗？\n\n答：听得见。\n".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    assert!(text(&output.stdout).contains("听得见吗？"));
}

#[test]
fn a_reader_that_leaves_early_is_no_fault() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("long.txt");
    fs::write(&path, "一段很长的话。\n\n".repeat(100_000)).unwrap();
    let mut child = command(&home, &["show", path.to_str().unwrap()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdout.take().unwrap().read_exact(&mut [0]).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_ne!(output.status.code(), Some(101));
}

#[test]
fn a_fault_in_a_persons_own_file_is_told_with_its_place_and_the_document_is_still_printed() {
    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("config")).unwrap();
    fs::write(home.path().join("config/labels.toml"), "[mine]\nshapes = [\"WHO ▸\"]\n").unwrap();
    for arguments in [&["show", LIGHTHOUSE][..], &["outline", LIGHTHOUSE], &[LIGHTHOUSE]] {
        let output = command(&home, arguments).stdin(Stdio::null()).output().unwrap();
        let told = text(&output.stderr);
        assert!(told.contains("labels.toml, line 2: `WHO ▸` is no shape of a label"), "{told}");
        assert!(output.status.success() && !output.stdout.is_empty(), "{told}");
    }
    fs::write(home.path().join("config/labels.toml"), "[mine]\nasker = [\"探问人\"]\n").unwrap();
    let output = command(&home, &["outline", LIGHTHOUSE]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(text(&output.stderr), "");
}
