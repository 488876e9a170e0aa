//! Steps: keys that are pressed in a real terminal, and what must be seen there.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::emulator::Terminal;
use super::rows::Row;

/// After so long a lone Esc is the key, and not the beginning of another.
const ESC_ALONE: Duration = Duration::from_millis(200);

/// The languages that rows are followed in.
pub const LANGUAGES: [&str; 2] = ["zh", "en"];

/// A talk that the rows may open.
const TALK: &str = "---\ntitle: 渡口的灯\n---\n\n# 渡口的灯\n\n## 灯\n\n**《早报》记者：**灯什么时候亮？\n\n**镇长：**九月以前。\n\n\
    ## 船\n\n**电台记者：**船走哪条线？\n\n**镇长：**还走老线。\n\n| 项 | 元 |\n|---|---|\n| 灯 | 32 |\n";

/// What is tried, and where.
struct Trial {
    folder: TempDir,
    size: (u16, u16),
    language: usize,
    terminal: Option<Terminal>,
    seen: Vec<String>,
}

/// Does what a row says, and fails unless that is seen which it says.
pub fn follow(row: &Row, begin: &str, language: usize) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("talk.md"), TALK).unwrap();
    fs::write(folder.path().join("second.md"), TALK.replace("渡口", "码头")).unwrap();
    fs::create_dir(folder.path().join("home")).unwrap();
    let mut trial = Trial { folder, size: (100, 30), language, terminal: None, seen: Vec::new() };
    for step in &row.steps {
        let (what, rest) = step.split_once(' ').unwrap_or((step, ""));
        // Chinese stands first, English after ` | `
        let rest = if matches!(what, "$" | "file") {
            rest
        } else {
            rest.split(" | ").nth(language).unwrap_or_else(|| first(rest))
        };
        trial.take(what, rest, begin);
    }
}

fn first(text: &str) -> &str {
    text.split(" | ").next().unwrap_or_default()
}

impl Trial {
    fn take(&mut self, what: &str, rest: &str, begin: &str) {
        match what {
            "size" => {
                let (columns, rows) = rest.split_once('x').unwrap();
                self.size = (columns.parse().unwrap(), rows.parse().unwrap());
            }
            "file" => self.write(rest),
            "$" => self.start(rest),
            "exists" => assert!(self.path(rest).exists(), "there is no {rest}"),
            "holds" => {
                let (name, text) = rest.split_once(' ').unwrap();
                let held = fs::read_to_string(self.path(name)).unwrap();
                assert!(held.contains(text), "{name} holds {held}");
            }
            "again" => {
                self.terminal = None;
                self.start(begin);
            }
            _ => self.look(what, rest, begin),
        }
    }

    /// What is done with the terminal, and seen there.
    fn look(&mut self, what: &str, rest: &str, begin: &str) {
        if self.terminal.is_none() {
            self.start(begin);
        }
        let terminal = self.terminal.as_mut().unwrap();
        let seen = &mut self.seen;
        match what {
            ">" => {
                for part in rest.split_inclusive("<Esc>") {
                    terminal.press(&typed(part));
                    // what follows at once is held with Alt
                    if part.ends_with("<Esc>") {
                        thread::sleep(ESC_ALONE);
                    }
                }
            }
            "+" => terminal.wait_for_text(rest),
            "-" => terminal.wait_for(&format!("the end of {rest}"), |it| !shows(it, rest)),
            "top" => terminal.wait_for(&format!("{rest} at the top"), |it| it.rows()[1].contains(rest)),
            "foot" => terminal.wait_for(&format!("{rest} at the foot"), |it| it.rows().last().unwrap().contains(rest)),
            "focus" => {
                let (from, to) = rest.split_once('-').unwrap();
                let rows = from.parse::<usize>().unwrap()..=to.parse::<usize>().unwrap();
                terminal.wait_for(&format!("the mark of the row in {rest}"), |it| {
                    it.rows().iter().position(|row| row.contains("│ ▌")).is_some_and(|row| rows.contains(&row))
                });
            }
            "remember" => *seen = page(terminal),
            "same" => terminal.wait_for("the same page as before", |it| page(it) == *seen),
            "other" => terminal.wait_for("another page", |it| page(it) != *seen),
            "sent" => {
                let sent = String::from_utf8_lossy(&terminal.raw).into_owned();
                assert!(sent.contains(rest), "the terminal was not told {rest}");
            }
            "ends" => {
                let code = terminal.wait_for_end().exit_code();
                assert_eq!(code, rest.parse().unwrap_or(0), "{}", terminal.rows().join("\n"));
            }
            _ => panic!("no step is called {what}"),
        }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name.replace('~', "home"))
    }

    /// Writes a file: its name, and what it holds.
    fn write(&self, rest: &str) {
        let (name, text) = rest.split_once(' ').unwrap();
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("\\n", "\n")).unwrap();
    }

    /// Starts what a shell makes of a command, in the folder of the trial, with a home in it.
    fn start(&mut self, command: &str) {
        let home = self.folder.path().join("home");
        let wenda = Path::new(env!("CARGO_BIN_EXE_wenda")).parent().unwrap();
        let path = format!("{}:/usr/local/bin:/usr/bin:/bin", wenda.display());
        let locale = ["zh_CN.UTF-8", "en_US.UTF-8"][self.language];
        let environment = [
            ("HOME", home.to_str().unwrap()),
            ("WENDA_HOME", ""),
            ("PATH", &path),
            ("LC_ALL", locale),
            ("LANG", locale),
        ];
        let arguments = ["-c", command];
        let folder = self.folder.path();
        self.terminal = Some(Terminal::start_in(folder, "/bin/sh", &arguments, &home, self.size, &environment));
        self.seen = Vec::new();
        let terminal = self.terminal.as_mut().unwrap();
        // a frame, or the first words of what is printed
        terminal.wait_for("anything", |it| it.rows().iter().any(|row| !row.is_empty()));
    }
}

fn shows(terminal: &Terminal, text: &str) -> bool {
    terminal.rows().iter().any(|row| row.contains(text))
}

/// The page: the screen without its last row, where messages come and go.
fn page(terminal: &Terminal) -> Vec<String> {
    let mut rows = terminal.rows();
    rows.pop();
    rows
}

/// The bytes that a terminal sends for keys as they are written: `]`, `Ctrl-o` in angle brackets.
fn typed(keys: &str) -> String {
    let (mut bytes, mut rest) = (String::new(), keys);
    while let Some(key) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|it| it.split_once('>'))
            .and_then(|(name, after)| Some((named(name)?, after)));
        match named {
            Some((sent, after)) => (_, rest) = (bytes.push_str(&sent), after),
            None => (_, rest) = (bytes.push(key), &rest[key.len_utf8()..]),
        }
    }
    bytes
}

fn named(name: &str) -> Option<String> {
    let control = |key: char| char::from(key as u8 & 0x1F).to_string();
    Some(match name {
        "Enter" => "\r".to_owned(),
        "Esc" => "\x1b".to_owned(),
        "Tab" => "\t".to_owned(),
        "Shift-Tab" => "\x1b[Z".to_owned(),
        "Space" => " ".to_owned(),
        "Down" => "\x1b[B".to_owned(),
        "Up" => "\x1b[A".to_owned(),
        "Right" => "\x1b[C".to_owned(),
        "Left" => "\x1b[D".to_owned(),
        "Alt-Right" => "\x1b[1;3C".to_owned(),
        "Alt-m" => "\x1bm".to_owned(),
        "Alt-r" => "\x1br".to_owned(),
        _ => control(name.strip_prefix("Ctrl-")?.chars().next()?),
    })
}
