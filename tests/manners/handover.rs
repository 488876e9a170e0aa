//! The hand-over: bookmarks and the text as files, and the file in the person's editor.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use super::emulator::Terminal;
use super::{SIZE, WENDA};

const TALK: &str = "# 渡口\n\n记者：请问镇长，渡口的灯今年会不会按时点亮？\n\n镇长：会的，九月以前就能亮。\n\n记者：码头呢？\n\n镇长：码头明年再修。\n";

/// A folder with a talk in it, in which wenda reads that with an editor, if there is one.
struct Desk {
    folder: TempDir,
    home: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Desk { folder: TempDir::new().unwrap(), home: TempDir::new().unwrap() };
        fs::write(desk.path("talk $(x) 1.md"), TALK).unwrap();
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Writes an editor, which is a script, and gives what names it.
    fn editor(&self, script: &str) -> String {
        let path = self.path("vi");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn read(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
        let language = if arguments.contains(&"--lang") { &[][..] } else { &["--lang", "en"] };
        let arguments = [language, arguments, &["talk $(x) 1.md"]].concat();
        let environment = [&[("PATH", "/usr/bin:/bin")], environment].concat();
        Terminal::start_in(self.folder.path(), WENDA, &arguments, self.home.path(), SIZE, &environment)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// Leaves, and fails unless the terminal is as it was before.
fn leave(mut terminal: Terminal) {
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    let screen = terminal.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert!(!screen.application_keypad() && !screen.application_cursor());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    terminal.check_line_discipline();
}

#[test]
fn bookmarks_and_the_text_are_written_where_the_person_says_and_over_nothing() {
    let desk = Desk::new();
    let mut terminal = desk.read(&[], &[]);
    terminal.wait_for_text("next question");
    terminal.press(":export\r");
    terminal.wait_for_text("There are no bookmarks to export yet");
    terminal.press("]]m");
    terminal.wait_for_text("saved");
    terminal.press(":export\r");
    terminal.wait_for_text("talk $(x) 1-bookmarks.md");
    assert!(desk.text("talk $(x) 1-bookmarks.md").contains("> 码头呢？"));
    for (name, holds) in
        [("a.json", "\"exact\""), ("a.csv", "码头呢？"), ("a.org", "码头呢？"), ("a.jsonld", "@context")]
    {
        terminal.press(&format!(":export {name}\r"));
        terminal.wait_for_text(&format!("written to {name}"));
        assert!(desk.text(name).contains(holds), "{}", desk.text(name));
    }
    let before = desk.text("a.org");
    terminal.press(":export a.org\r");
    terminal.wait_for_text("It is there already (:export! writes over it): a.org");
    terminal.press("[m");
    terminal.wait_for_text("saved");
    assert_eq!(desk.text("a.org"), before);
    terminal.press(":export! a.org\r");
    terminal.wait_for_text("Bookmarks written to a.org: 2");
    assert_ne!(desk.text("a.org"), before);
    terminal.press(":export a.docx\r");
    terminal.wait_for_text("No form ends in .docx; there are .md");
    terminal.press(":export no/a.md\r");
    terminal.wait_for_text("There is no such folder; make it first: no");
    terminal.press(":export! talk $(x) 1.md\r");
    terminal.wait_for_text("This is the text that you are reading; choose another name");
    terminal.press(":w text.txt\r");
    terminal.wait_for_text("The text was written to text.txt");
    terminal.press(":w text.txt\r");
    terminal.wait_for_text("It is there already (:w! writes over it): text.txt");
    leave(terminal);
    assert_eq!(desk.text("talk $(x) 1.md"), TALK);
    let mut show = std::process::Command::new(WENDA);
    show.args(["show", "--lang", "en", "talk $(x) 1.md"]).current_dir(desk.folder.path());
    let shown = show.env("WENDA_HOME", desk.home.path()).output().unwrap().stdout;
    assert_eq!(desk.text("text.txt"), String::from_utf8(shown).unwrap());
}

#[test]
fn the_editor_opens_the_file_at_the_place_and_the_place_is_kept_after_it() {
    let desk = Desk::new();
    let script = "printf '%s\\n' \"$@\" > given\nprintf 'READY\\n'\nread typed\nprintf '%s\\n' \"$typed\" >> given\n\
        sed -i '2a\\\nA line above.\\\n' \"$2\"";
    let mut terminal = desk.read(&[], &[("EDITOR", "no-such"), ("VISUAL", &desk.editor(script))]);
    terminal.wait_for_text("next question");
    terminal.press("]]e");
    terminal.wait_for_text("READY");
    terminal.press("qqmm]\x1b\r");
    terminal.wait_for_text("was read again");
    let path = desk.path("talk $(x) 1.md").canonicalize().unwrap();
    let given = desk.text("given");
    assert_eq!(given, format!("+7\n{}\nqqmm]\x1b\n", path.display()), "what is typed is the editor's alone");
    let top = terminal.rows().into_iter().find(|row| row.contains("码头呢？"));
    assert!(top.is_some(), "{:?}", terminal.rows());
    assert!(desk.text("talk $(x) 1.md").contains("A line above."));
    leave(terminal);
}

/// What the disk or the system refuses is a sentence in the reader's language, and not the value that code has of it.
#[test]
fn what_can_not_be_written_or_started_is_told_in_words() {
    let desk = Desk::new();
    fs::create_dir(desk.path("folder.txt")).unwrap();
    let mut terminal = desk.read(&["--lang", "zh"], &[("VISUAL", "/no/such/editor")]);
    terminal.wait_for_text("渡口");
    for (typed, told) in [(":w folder.txt\r", "没有写成："), (":w! folder.txt\r", "没有写成："), ("e", "没能启动：")]
    {
        terminal.press(typed);
        terminal.wait_for_text(told);
        let row = terminal.rows().pop().unwrap();
        let after: String = row.split(told).nth(1).unwrap().chars().take(8).collect();
        assert!(after.chars().any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it)) && !row.contains(['{', '(']), "{row}");
    }
    leave(terminal);
}

#[test]
fn whatever_the_editor_does_the_terminal_is_taken_back() {
    let desk = Desk::new();
    let worst = "printf '\\033[?1049h\\033[?1000h\\033[?1h\\033=\\033[5;10r\\033[?25l\\033[?2004h'\n\
        stty raw -echo\nkill -9 $$";
    let mut terminal = desk.read(&[], &[("EDITOR", &desk.editor(worst))]);
    terminal.wait_for_text("next question");
    terminal.press("e");
    terminal.wait_for_text("ended with code 137");
    terminal.press("]]");
    terminal.wait_for_text("码头呢？");
    leave(terminal);
    // Ctrl-c and Ctrl-\ are the editor's, and end wenda neither
    let mut terminal = desk.read(
        &[],
        &[(
            "EDITOR",
            &desk.editor("trap '' QUIT\ntrap 'exit 130' INT\nprintf 'READY\\n'\nwhile :; do sleep 0.1; done"),
        )],
    );
    terminal.wait_for_text("next question");
    terminal.press("e");
    terminal.wait_for_text("READY");
    terminal.press("\x1c\x03");
    terminal.wait_for_text("ended with code 130");
    leave(terminal);
    let mut terminal = desk.read(&[], &[("EDITOR", "no-such-editor -x")]);
    terminal.wait_for_text("next question");
    terminal.press("e");
    terminal.wait_for_text("no-such-editor could not be started");
    leave(terminal);
    let mut terminal = desk.read(&[], &[("EDITOR", "  ")]);
    terminal.wait_for_text("next question");
    terminal.press("e");
    terminal.wait_for_text("No editor: name one in VISUAL or EDITOR");
    leave(terminal);
}

#[test]
fn by_lines_the_same_is_handed_over() {
    let desk = Desk::new();
    let script = "printf 'READY\\n'\nread typed\nprintf '%s %s\\n' \"$1\" \"$typed\" > given";
    let mut terminal = desk.read(&["--linear"], &[("EDITOR", &desk.editor(script))]);
    terminal.wait_for_text("Reading aloud");
    terminal.press("]\n]\nm\nexport marks.org\n");
    terminal.wait_for_text("Bookmarks written to marks.org: 1");
    terminal.press(":export marks.org\n");
    terminal.wait_for_text("It is there already");
    terminal.press(":w text.txt\n");
    terminal.wait_for_text("The text was written to text.txt");
    terminal.press("edit\n");
    terminal.wait_for_text("READY");
    terminal.press("for the editor\n");
    terminal.press("where\n");
    terminal.wait_for("the place after it", |it| String::from_utf8_lossy(&it.raw).matches("码头呢").count() > 1);
    assert_eq!(desk.text("given"), "+7 for the editor\n");
    assert!(desk.text("marks.org").contains("码头呢？") && desk.text("text.txt").contains("码头呢？"));
    terminal.press("quit\n");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn a_secure_reader_hands_nothing_over() {
    let desk = Desk::new();
    let editor = desk.editor("touch was-here");
    let mut terminal = desk.read(&["--secure"], &[("EDITOR", &editor)]);
    terminal.wait_for_text("next question");
    for keys in ["e", ":export\r", ":export a.md\r", ":w a.txt\r"] {
        terminal.press(keys);
        terminal.wait_for_text("Not in this mode (--secure)");
        terminal.press("g");
        terminal.wait_for("the end of the refusal", |it| !it.rows().iter().any(|row| row.contains("--secure")));
    }
    leave(terminal);
    let made = fs::read_dir(desk.folder.path()).unwrap().count();
    assert_eq!(made, 2, "the talk and the editor");
    assert!(!Path::new("was-here").exists());
}
