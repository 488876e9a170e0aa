//! What goes wrong is told in the reader's language: commands that can't do what they are asked, each in three languages.
//!
//! `INSTA_UPDATE=always cargo test --test told` writes the sentences anew; read the difference before you commit it.

#![allow(clippy::unwrap_used)]

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;
use wenda::strings::{Language, Strings};

const TALK: &str = "# 渡口的灯\n\n**记者：**灯什么时候亮？\n\n**镇长：**九月以前。\n";

/// What a document is called under which something is kept.
const IDENTITY: &str = "0123456789abcdef0123456789abcdef";

/// The commands, an argument a word; `FOLDER` stands for the folder of the test.
const COMMANDS: &[&str] = &[
    "show missing.md",
    "show .",
    "show empty.md",
    "show -",
    "show encrypted.docx",
    "show picture.md",
    "show packed.gz",
    "show talk.md --reference Q99",
    "show talk.md --reference third",
    "show talk.md --format fax",
    "show talk.md --encoding klingon",
    "show talk.md --width 0",
    "outline talk.md missing.md",
    "bookmarks list",
    "bookmarks list --deleted",
    "bookmarks restore nobody",
    "bookmarks import missing.json",
    "bookmarks import talk.md",
    "bookmarks import other.json",
    "bookmarks import lacking.json",
    "bookmarks import changes.jsonl",
    "bookmarks import bytes.json",
    "bookmarks merge empty",
    "--secure bookmarks list",
    "bookmarks chekc",
    "sohw talk.md",
    "themes neon",
    "talk.md show",
    "empty",
    "talk.md talk.md",
];

/// Writes a PDF of one page with nothing but a picture on it; whether anybody is there to read it.
fn write_scan(path: &Path) -> bool {
    // one page of 10 points with nothing on it but a picture that is named
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\nx\nendstream",
        "<</Length 5>>stream\n/I Do\nendstream",
    ];
    let (mut text, mut starts) = (String::from("%PDF-1.4\n"), Vec::new());
    for (n, object) in objects.iter().enumerate() {
        starts.push(text.len());
        writeln!(text, "{} 0 obj{object}endobj", n + 1).unwrap();
    }
    let start = text.len();
    write!(text, "xref\n0 6\n0000000000 65535 f \n").unwrap();
    starts.iter().for_each(|at| writeln!(text, "{at:010} 00000 n ").unwrap());
    write!(text, "trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").unwrap();
    fs::write(path, text).unwrap();
    Command::new("pdftotext").arg("-v").output().is_ok() || cfg!(feature = "pdf")
}

/// A folder with files of all kinds, and a home in it.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("talk.md", TALK.as_bytes());
    write("empty.md", b"");
    write("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    write("packed.gz", b"\x1f\x8b\x08\0\0\0\0\0");
    let wide = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    write("encrypted.docx", &b"\xd0\xcf\x11\xe0".iter().copied().chain(wide).collect::<Vec<_>>());
    write("other.json", b"{\"schema\": \"someone.else/1\"}");
    write("lacking.json", b"{\"schema\": \"wenda.bookmarks/1\"}");
    write(
        "changes.jsonl",
        b"{\"v\":1,\"op\":\"a\",\"hlc\":\"2026-01-01T00:00:00.000Z-0000\",\"dev\":\"x\",\"k\":\"del\",\"bm\":\"b\"}\n",
    );
    write("bytes.json", b"\xff\xfe\xfd");
    fs::create_dir(folder.path().join("empty")).unwrap();
    folder
}

/// What a command says in a language: its exit code and its standard error.
fn said(folder: &Path, home: &Path, arguments: &[OsString], language: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
    command.current_dir(folder).args(arguments).arg("--lang").arg(language);
    command.env("WENDA_HOME", home).env("LC_ALL", "en_US.UTF-8").stdin(Stdio::null()).stdout(Stdio::null());
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said.replace(&folder.display().to_string(), "FOLDER"))
}

fn words(command: &str) -> Vec<OsString> {
    command.split(' ').map(OsString::from).collect()
}

/// Every line of a sentence that is ours, in Chinese, has Chinese words in it.
fn check_chinese(told: &str, language: &str) {
    let is_chinese = |line: &str| line.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    for line in told.lines().filter(|line| !line.starts_with([' ', '$']) && !line.is_empty()) {
        assert!(language == "en" || is_chinese(line), "{language}: {line}");
    }
}

#[test]
fn commands_that_fail_say_so_in_the_language_of_the_reader() {
    let folder = folder();
    for language in ["en", "zh", "zh-Hant"] {
        let mut told = String::new();
        for command in COMMANDS {
            let home = folder.path().join("home");
            let (code, said) = said(folder.path(), &home, &words(command), language);
            assert!(matches!(code, Some(1..=3)), "{command}: {code:?} {said}");
            writeln!(told, "$ wenda {command} → {}\n{said}", code.unwrap()).unwrap();
        }
        let told = told.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        insta::assert_snapshot!(format!("told in {language}"), told);
    }
}

#[test]
fn what_is_kept_and_damaged_is_told_in_the_language_of_the_reader() {
    let folder = folder();
    let check = |name: &str, prepare: &dyn Fn(&Path), command: &str, told: &mut String, language: &str| {
        let home = folder.path().join(format!("{name} {language}"));
        fs::create_dir(&home).unwrap();
        prepare(&home);
        let (code, said) = said(folder.path(), &home, &words(command), language);
        writeln!(told, "$ wenda {command}, {name} → {}\n{said}", code.unwrap()).unwrap();
    };
    let log = |home: &Path, line: &str| {
        let documents = home.join("data/documents").join(IDENTITY);
        fs::create_dir_all(&documents).unwrap();
        fs::write(documents.join("marks.elsewhere.jsonl"), line).unwrap();
    };
    for language in ["en", "zh", "zh-Hant"] {
        let mut told = String::new();
        let mut check = |name: &str, prepare: &dyn Fn(&Path), command: &str| {
            check(name, prepare, command, &mut told, language);
        };
        check("damaged", &|home| log(home, "rubbish\nmore rubbish\n"), "bookmarks check");
        check("newer", &|home| log(home, "{\"v\":9}\n"), "bookmarks check");
        check("no folder", &|home| fs::write(home.join("data"), "a file").unwrap(), "bookmarks list");
        let labels = |home: &Path| {
            fs::create_dir(home.join("config")).unwrap();
            fs::write(home.join("config/labels.toml"), "[en]\nasker = [\"-Reportr\"]\naskers = []\n").unwrap();
        };
        check("faulty labels", &labels, "show talk.md");
        let told = told.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        check_chinese(&told, language);
        insta::assert_snapshot!(format!("told of what is kept in {language}"), told);
    }
}

#[test]
fn a_name_that_is_no_text_a_file_without_permission_and_a_scan_are_told_too() {
    let folder = folder();
    let strange = OsString::from_vec(b"\xff\xfe.md".to_vec());
    let forbidden = folder.path().join("forbidden.md");
    fs::write(&forbidden, TALK).unwrap();
    fs::set_permissions(&forbidden, fs::Permissions::from_mode(0o000)).unwrap();
    let has_pdf = write_scan(&folder.path().join("scan.pdf"));
    // the superuser may read everything
    let is_forbidden = fs::read(&forbidden).is_err();
    for (language, name) in Language::ALL.into_iter().zip(["en", "zh", "zh-Hant"]) {
        let strings = Strings::of(language);
        let check = |file: &OsString, sentence: &str| {
            let arguments = [OsString::from("show"), file.clone()];
            let (code, said) = said(folder.path(), &folder.path().join("home"), &arguments, name);
            assert_eq!(code, Some(3), "{said}");
            assert!(said.contains(sentence) && !said.contains("panicked"), "{name}: {said} instead of {sentence}");
        };
        check(&strange, &strings.opening.missing);
        if is_forbidden {
            check(&OsString::from("forbidden.md"), &strings.opening.forbidden);
        }
        if has_pdf {
            check(&OsString::from("scan.pdf"), &strings.advice.pdf_scan);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_too() {
    let folder = folder();
    for (language, name) in Language::ALL.into_iter().zip(["en", "zh", "zh-Hant"]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
        command.current_dir(folder.path()).args(["show", "talk.md", "--lang", name]);
        command.env("WENDA_HOME", folder.path().join("home")).stdout(fs::File::create("/dev/full").unwrap());
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(&Strings::of(language).system.full), "{name}: {said}");
    }
}
