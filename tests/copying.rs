//! Taking a passage away and coming back to it: what the program sends to a clipboard, by each of the ways there, and that
//! the reference it gives leads back to the passage.
//!
//! What needs tmux is reported as ignored where there is none.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use base64::prelude::{BASE64_STANDARD, Engine};
use emulator::Terminal;
use libtest_mimic::{Arguments, Failed, Trial};
use tempfile::TempDir;

const WENDA: &str = env!("CARGO_BIN_EXE_wenda");
/// One pane; the text is 48 cells wide.
const SIZE: (u16, u16) = (54, 24);
/// The paragraph that is copied, and how it begins and ends.
const PASSAGE: &str = "第二件事是码头。“老码头”的石阶是一百二十年前铺的，最下面三级如今只有大潮退尽的时候才看得见——\
    去年量过，比图纸上低了41厘米。有人说拆，有人说垫，我们的办法是不拆也不垫：在外侧另起一道浮桥，船靠浮桥，人走石阶，\
    各归各的。浮桥一共24节，每节6.5米，涨潮浮起来，退潮落下去，台风来之前两个小时可以全部收进内港。\
    钱从哪里来？一半是县里的渔港资金，另一半是八十七户船东自己认的，名单贴在渔会门口。明年清明以前，\
    大家就可以踩着老石阶上船了。";
const BEGIN: &str = "第二件事是码头";
const END: &str = "船了。";
const QUESTION: &str = "码头和冰库，今年先修哪一个？";
const REFERENCE: &str = "2024-03-07-Q02¶3";

fn main() -> ExitCode {
    let no_tmux = !Command::new("tmux").arg("-V").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    let trials = vec![
        Trial::test("nine_rows_are_copied_as_one_line_equal_to_the_source", nine_rows),
        Trial::test("a_copied_reference_leads_back_however_it_is_given", there_and_back),
        Trial::test("the_systems_clipboard_confirms_and_others_are_said_to_be_sent", system),
        Trial::test("a_text_that_terminals_may_cut_is_told_of", too_long),
        Trial::test("what_would_act_where_it_is_pasted_is_left_out_and_told_of", acting),
        Trial::test("inside_tmux_the_text_goes_through_tmux", through_tmux).with_ignored_flag(no_tmux),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// A home with the transcript in it.
fn home() -> (TempDir, PathBuf) {
    let home = TempDir::new().unwrap();
    let path = home.path().join("harbour.md");
    let text = format!(
        "---\ntitle: 潮声里的记者会\ndate: 2024-03-07\n---\n\n《海风日报》记者：今天的潮水怎么样？\n\n\
         周岚：潮水很好，谢谢。\n\n《渔港周刊》记者：{QUESTION}\n\n周岚：两件事一起做。第一件是冰库，三月开工。\n\n\
         {PASSAGE}\n\n《海风日报》记者：谢谢。\n\n周岚：不客气，欢迎再来，也欢迎坐船来。\n\n{}",
        "散会以后，海上起了雾。\n\n".repeat(30)
    );
    fs::write(&path, text).unwrap();
    (home, path)
}

fn start(home: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
    let arguments = [&["--lang", "en"], arguments].concat();
    Terminal::start_in(home, WENDA, &arguments, home, SIZE, environment)
}

/// Goes to the passage: the second paragraph of the answer to the second question.
fn go_to_passage(terminal: &mut Terminal) {
    terminal.wait_for_text("潮声里的记者会");
    terminal.press(":Q2¶3\r");
    wait_for_passage(terminal);
}

/// Waits until the passage stands at the top of the text.
fn wait_for_passage(terminal: &mut Terminal) {
    terminal.wait_for("the passage at the top", |it| it.rows().iter().take(3).any(|row| row.contains(BEGIN)));
}

/// The texts that the program has sent by OSC 52, in order.
fn sent(terminal: &Terminal) -> Vec<String> {
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let whole = raw.split("\x1b]52;c;").skip(1).filter_map(|rest| Some(rest.split_once("\x1b\\")?.0.to_owned()));
    whole.map(|code| String::from_utf8(BASE64_STANDARD.decode(code).unwrap()).unwrap()).collect()
}

fn copy(terminal: &mut Terminal, key: &str) -> String {
    let n_sent = sent(terminal).len();
    terminal.press(key);
    terminal.wait_for("the text in the clipboard", |it| sent(it).len() > n_sent);
    sent(terminal).pop().unwrap()
}

fn nine_rows() -> Result<(), Failed> {
    let (home, path) = home();
    let mut terminal = start(home.path(), &[path.to_str().unwrap()], &[]);
    go_to_passage(&mut terminal);
    let rows = terminal.rows();
    let row_of = |words: &str| rows.iter().position(|row| row.contains(words)).unwrap();
    assert_eq!(row_of(END) - row_of(BEGIN) + 1, 9, "{}", rows.join("\n"));

    assert!(fs::read_to_string(&path).unwrap().contains(PASSAGE));
    assert_eq!(copy(&mut terminal, "y"), PASSAGE);
    terminal.wait_for_text("sent to the clipboard");
    // The same selected with the keyboard.
    assert_eq!(copy(&mut terminal, "vpy"), PASSAGE);
    let cited = format!("“{PASSAGE}” (周岚, 潮声里的记者会, {REFERENCE})\nIn answer to 《渔港周刊》记者: {QUESTION}");
    assert_eq!(copy(&mut terminal, "Y"), cited);
    // Three sentences of it, over the ends of rows.
    go_to_passage(&mut terminal);
    let sentence = copy(&mut terminal, "v))y");
    let is_of_passage = PASSAGE.starts_with(&sentence) && sentence.ends_with('。');
    assert!(is_of_passage, "{sentence:?}\n{}", terminal.rows().join("\n"));
    Ok(())
}

fn there_and_back() -> Result<(), Failed> {
    let (home, path) = home();
    let path = path.to_str().unwrap();
    let mut terminal = start(home.path(), &[path], &[]);
    terminal.wait_for_text("潮水怎么样");
    for reference in [REFERENCE, "Q2¶3", "q2.3", "Ｑ２。３"] {
        terminal.press("g");
        terminal.wait_for_text("潮水怎么样");
        terminal.press(&format!(":{reference}\r"));
        wait_for_passage(&mut terminal);
        assert_eq!(copy(&mut terminal, "y"), PASSAGE, "{reference}");
    }
    drop(terminal);
    for reference in [REFERENCE, "Q2¶3"] {
        let mut terminal = start(home.path(), &[path, "--at", reference], &[]);
        wait_for_passage(&mut terminal);
        assert_eq!(copy(&mut terminal, "y"), PASSAGE, "{reference}");
    }
    let printed = |arguments: &[&str]| {
        let output = Command::new(WENDA).args(arguments).env("WENDA_HOME", home.path()).output().unwrap();
        assert!(output.status.success());
        output.stdout
    };
    // Where there is no screen, what is printed begins there.
    let (whole, from) = (printed(&[path]), printed(&[path, "--at", REFERENCE]));
    assert!(whole.ends_with(&from) && from.trim_ascii_start().starts_with(&PASSAGE.as_bytes()[..30]));
    let shown = String::from_utf8(printed(&["show", path, "--width", "1000", "--reference", REFERENCE])).unwrap();
    assert_eq!(shown.trim(), PASSAGE);
    Ok(())
}

/// Puts a program called `xclip` into `folder` that takes what it is given, and gives the file that it puts it in.
fn clipboard_program(folder: &Path) -> (String, PathBuf) {
    let (bin, clipboard) = (folder.join("bin"), folder.join("clipboard"));
    fs::create_dir(&bin).unwrap();
    fs::write(bin.join("xclip"), format!("#!/bin/sh\ncat > '{}'\n", clipboard.display())).unwrap();
    fs::set_permissions(bin.join("xclip"), fs::Permissions::from_mode(0o755)).unwrap();
    (format!("{}:/usr/bin:/bin", bin.display()), clipboard)
}

fn system() -> Result<(), Failed> {
    let (home, path) = home();
    let (programs, clipboard) = clipboard_program(home.path());
    let display = [("DISPLAY", ":9"), ("PATH", programs.as_str())];
    let set = |clipboard: &str| {
        fs::create_dir_all(home.path().join("config")).unwrap();
        fs::write(home.path().join("config/config.toml"), format!("clipboard = \"{clipboard}\"\n")).unwrap();
    };
    // By itself both ways are gone, and one of them confirms.
    let mut terminal = start(home.path(), &[path.to_str().unwrap()], &display);
    go_to_passage(&mut terminal);
    assert_eq!(copy(&mut terminal, "y"), PASSAGE);
    terminal.wait_for_text("characters copied");
    assert_eq!(fs::read_to_string(&clipboard).unwrap(), PASSAGE);
    drop(terminal);
    // Over ssh the display is not the one that the person sees.
    fs::remove_file(&clipboard).unwrap();
    let remote = [&display[..], &[("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")]].concat();
    let mut terminal = start(home.path(), &[path.to_str().unwrap()], &remote);
    go_to_passage(&mut terminal);
    assert_eq!(copy(&mut terminal, "y"), PASSAGE);
    terminal.wait_for_text("sent to the clipboard");
    assert!(!clipboard.exists());
    drop(terminal);
    // Only the system's.
    set("system");
    let mut terminal = start(home.path(), &[path.to_str().unwrap()], &display);
    go_to_passage(&mut terminal);
    terminal.press("y");
    terminal.wait_for_text("characters copied");
    assert_eq!((sent(&terminal).len(), fs::read_to_string(&clipboard).unwrap().as_str()), (0, PASSAGE));
    drop(terminal);
    // Where there is none, that is said.
    let mut terminal = start(home.path(), &[path.to_str().unwrap()], &[]);
    go_to_passage(&mut terminal);
    terminal.press("y");
    terminal.wait_for_text("Not copied");
    Ok(())
}

fn too_long() -> Result<(), Failed> {
    let home = TempDir::new().unwrap();
    let path = home.path().join("long.md");
    let long = "一句话接着一句话。".repeat(1_500);
    fs::write(&path, format!("问：说完了吗？\n\n答：{long}\n\n{long}\n")).unwrap();
    let mut terminal = start(home.path(), &[path.to_str().unwrap()], &[]);
    terminal.wait_for_text("说完了吗");
    terminal.press("}");
    assert!(copy(&mut terminal, "vppy") == format!("{long}\n{long}"));
    terminal.wait_for_text("many terminals");
    Ok(())
}

fn acting() -> Result<(), Failed> {
    let home = TempDir::new().unwrap();
    let path = home.path().join("acting.md");
    let acting = "一\u{1b}[201~二\u{9b}31m三\u{202e}四\u{2066}五\u{7f}六👨\u{200d}👩七。";
    let left = "一[201~二31m三四五六👨\u{200d}👩七。";
    fs::write(&path, format!("# 题\u{9d}\n\n问：好吗？\n\n答：{acting}\n")).unwrap();
    let (programs, clipboard) = clipboard_program(home.path());
    let display = [("DISPLAY", ":9"), ("PATH", programs.as_str())];
    let arguments = ["--lang", "en", path.to_str().unwrap()];
    let mut terminal = Terminal::start_in(home.path(), WENDA, &arguments, home.path(), (80, 24), &display);
    terminal.wait_for_text("好吗");
    terminal.press("]");
    let copied = copy(&mut terminal, "vppy");
    assert_eq!(copied, format!("好吗？\n答：{left}"));
    // it is still told when the clipboard has confirmed
    terminal.wait_for_text("5 control characters left out; 25 characters copied");
    assert_eq!(fs::read_to_string(&clipboard).unwrap(), copied);
    for key in ["vppy", "vppY"] {
        let copied = copy(&mut terminal, key);
        assert!(copied.contains(left) && !copied.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7f}']), "{copied:?}");
    }
    Ok(())
}

fn through_tmux() -> Result<(), Failed> {
    let (home, path) = home();
    let socket = home.path().join("tmux");
    let tmux = |arguments: &[&str]| {
        let mut command = Command::new("tmux");
        command.arg("-S").arg(&socket).args(arguments).env_remove("TMUX").env("LC_ALL", "C.UTF-8");
        command.env("WENDA_HOME", home.path()).stdin(Stdio::null()).output()
    };
    /// Ends the server that the test started.
    struct Server<'a>(&'a Path);
    impl Drop for Server<'_> {
        fn drop(&mut self) {
            Command::new("tmux").arg("-S").arg(self.0).arg("kill-server").status().ok();
        }
    }
    let _server = Server(&socket);
    let wenda = format!("'{WENDA}' --lang en '{}' --at Q2¶3", path.display());
    tmux(&["-f", "/dev/null", "new-session", "-d", "-x", "52", "-y", "24", &wenda])?;
    let shows = |words: &str| {
        let screen = tmux(&["capture-pane", "-p"]).map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        screen.is_ok_and(|screen| screen.contains(words))
    };
    let wait = |words: &str| match (0..600).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        shows(words)
    }) {
        true => Ok(()),
        false => Err(format!("waited in vain for {words}")),
    };
    wait(BEGIN)?;
    tmux(&["send-keys", "y"])?;
    wait("sent to the clipboard")?;
    let has_text = |_| tmux(&["show-buffer"]).is_ok_and(|buffer| buffer.stdout == PASSAGE.as_bytes());
    let pause = |_: &i32| std::thread::sleep(std::time::Duration::from_millis(50));
    if (0..200).inspect(pause).any(has_text) { Ok(()) } else { Err("tmux has not the text".into()) }
}
