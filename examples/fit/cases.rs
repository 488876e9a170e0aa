//! Cases: `NAME.turns` beside `NAME.txt`, as `tests/reading/cases/README.md` says, as the same truth that `truth/NAME.json` holds.

use std::error::Error;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// The documents below a folder that have a `.turns` file beside them, each with its truth.
pub fn find(folder: &Path) -> Result<Vec<(PathBuf, Value)>, Box<dyn Error>> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    let mut found = Vec::new();
    for path in &entries {
        if path.is_dir() {
            found.extend(find(path)?);
        } else if path.extension().is_some_and(|extension| extension == "turns") {
            let is_document = |other: &&PathBuf| *other != path && other.file_stem() == path.file_stem();
            let document = entries.iter().find(is_document);
            let document = document.ok_or_else(|| format!("{}: its document is missing", path.display()))?;
            found.push((document.clone(), truth(&std::fs::read_to_string(path)?)));
        }
    }
    Ok(found)
}

/// What a `.turns` file says: `? speaker [outlet] » words ¶ words`.
fn truth(text: &str) -> Value {
    let turn = |line: &str| {
        let kind = match line.chars().next()? {
            '?' => "question",
            '!' => "answer",
            '.' => "statement",
            _ => return None,
        };
        let (speaker, said) = line[1..].split_once('»')?;
        let speaker = speaker.split('[').next().unwrap_or(speaker).trim();
        let start = [" ¶ ", " … ", " ∎"].iter().filter_map(|mark| said.find(mark)).min().unwrap_or(said.len());
        Some(json!({ "kind": kind, "speaker": speaker, "starts_with": said[..start].trim() }))
    };
    json!({ "turns": text.lines().filter_map(turn).collect::<Vec<Value>>() })
}
