//! Standard streams that can't be written: a full disk, a reader that went away, none at all. Each command ends, without a
//! panic, with the code that fits, and says what happened where it still can.

use std::fs::OpenOptions;
use std::process::{Command, Output, Stdio};

use super::desk::{Desk, WENDA};
use super::pipes::command;

/// A way in which a stream can't be written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stream {
    Fine,
    Full,
    ReaderGone,
    Closed,
}

const STREAMS: [Stream; 4] = [Stream::Fine, Stream::Full, Stream::ReaderGone, Stream::Closed];

impl Stream {
    fn stdio(self) -> Stdio {
        match self {
            Stream::Fine => Stdio::piped(),
            Stream::Full => OpenOptions::new().write(true).open("/dev/full").unwrap().into(),
            Stream::ReaderGone => std::io::pipe().unwrap().1.into(),
            // closed by the shell
            Stream::Closed => Stdio::null(),
        }
    }
}

fn run(desk: &Desk, arguments: &[&str], out: Stream, err: Stream) -> Output {
    let mut closed = Command::new("sh");
    let mut script = "exec \"$0\" \"$@\"".to_owned();
    for (stream, how) in [(out, " >&-"), (err, " 2>&-")] {
        script.push_str(if stream == Stream::Closed { how } else { "" });
    }
    closed.args(["-c", &script, WENDA]).args(arguments);
    let plain = command(desk, arguments);
    closed.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    closed.current_dir(desk.folder()).stdin(Stdio::null()).stdout(out.stdio()).stderr(err.stdio()).output().unwrap()
}

/// The code of a command that prints data: what was printed is not whole, or nobody wants it. That a stream is closed is
/// not seen: the system's null device stands in for it.
fn code_of_data(out: Stream) -> i32 {
    match out {
        Stream::Fine | Stream::Closed => 0,
        Stream::Full => 1,
        Stream::ReaderGone => 141,
    }
}

#[test]
fn every_command_ends_well_whatever_cant_be_written() {
    let desk = Desk::new();
    let talk = desk.write("talk.md", "记者：好吗？\n\n镇长：好。\n");
    let broken = desk.write("broken.txt", [&b"A: \xff\xfe\xfd one?\n\nB: two.\n\n"[..]; 3].concat());
    desk.mark(&talk, &["一", "二"]);
    let home = desk.home().to_str().unwrap().to_owned();
    let data: &[&[&str]] = &[
        &["show", &talk],
        &["show", &broken],
        &[&talk],
        &["outline", &talk],
        &["outline", "--json", &talk],
        &["outline", "--turns", &talk],
        &["bookmarks", "list"],
        &["bookmarks", "list", "--deleted"],
        &["bookmarks", "export"],
        &["bookmarks", "export", "--format", "json"],
        &["bookmarks", "check"],
        &["doctor"],
        &["config"],
        &["keys"],
        &["labels"],
        &["themes"],
        &["--help"],
        &["--version"],
    ];
    // what is told alone, with the code
    let told: &[(&[&str], i32)] = &[
        (&["show", "nowhere.md"], 3),
        (&["outline", "nowhere.md"], 3),
        (&["--nothing"], 2),
        (&["bookmarks"], 2),
        (&["bookmarks", "restore", "nothing"], 1),
        (&["bookmarks", "import", "nowhere.json"], 3),
        (&["bookmarks", "merge", &home], 0),
    ];
    for (out, err) in STREAMS.iter().flat_map(|out| STREAMS.map(|err| (*out, err))) {
        let all = data.iter().map(|it| (*it, code_of_data(out))).chain(told.iter().copied());
        for (arguments, code) in all {
            let output = run(&desk, arguments, out, err);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{arguments:?} to {out:?} and {err:?}: {output:?}");
            assert!(!said.contains("panicked"), "{arguments:?}: {said}");
            let is_data = data.contains(&arguments);
            let is_told = said.contains("standard output can't be written");
            assert_eq!(
                is_told,
                is_data && out == Stream::Full && err == Stream::Fine,
                "{arguments:?} to {out:?}: {said}"
            );
        }
    }
}

/// Records of what could not be saved are a person's work: one way out is tried after the other.
#[test]
fn records_go_to_standard_output_where_standard_error_cant_be_written() {
    let desk = Desk::new();
    let talk = desk.write("talk.md", "记者：好吗？\n\n镇长：好。\n");
    std::fs::write(desk.home().join("data"), "no folder").unwrap();
    let script = format!("exec '{WENDA}' --lang en '{talk}' 2>/dev/full");
    let mut terminal =
        super::emulator::Terminal::start_in(desk.folder(), "/bin/sh", &["-c", &script], &desk.home(), (100, 30), &[]);
    terminal.wait_for_text("好吗");
    terminal.press("m");
    terminal.wait_for_text("NOT SAVED 1");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 1);
    let said = String::from_utf8(terminal.raw.clone()).unwrap();
    let lines = said.rsplit("\u{1b}[?1049l").next().unwrap();
    assert!(lines.lines().any(|line| line.contains("{\"") && line.contains("好吗")), "{lines}");
}
