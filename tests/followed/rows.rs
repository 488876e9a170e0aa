//! Rows: what to do for a sentence, and what must be seen then, as text.

/// A sentence, and what it says, to be tried.
#[derive(Debug)]
pub struct Row {
    /// A part of the sentence that stands nowhere else.
    pub sentence: String,
    /// What to do, line by line, and what must be seen.
    pub steps: Vec<String>,
}

/// The rows of a text. Each begins with `# ` and a part of the sentence; lines before the first are for people.
pub fn read(text: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("# "), rows.last_mut()) {
            (Some(sentence), _) => rows.push(Row { sentence: sentence.to_owned(), steps: Vec::new() }),
            (None, Some(row)) => row.steps.push(line.to_owned()),
            (None, None) => {}
        }
    }
    rows
}
