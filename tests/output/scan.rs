//! What a terminal was sent, held against the sequences that are ours. The lists here are written by themselves, not
//! taken from the program: they are what it is checked by.

/// The final bytes of our control sequences, each with what may stand between `ESC [` and it.
const ON_SCREEN: [(char, &str); 8] = [
    ('H', "0123456789;"),
    ('G', "0123456789"),
    ('C', ""),
    ('m', "0123456789;"),
    ('J', "012"),
    ('K', "012"),
    ('n', "6"),
    ('c', ""),
];
/// The question for the colour of the terminal's ground.
const GROUND: &str = "\u{1b}]11;?\u{1b}\\";
/// The window's title is put by, and given back at the end.
const TITLES: [&str; 2] = ["\u{1b}[22;2t", "\u{1b}[23;2t"];
/// What begins a title of ours, and what each ends with.
const TITLE: (&str, &str) = ("\u{1b}]2;", "wenda");
/// The private modes that reading switches: cursor, updates at once, other screen, end of row, paste, news of colours, mouse.
const MODES: [&str; 11] = ["25", "2026", "1049", "7", "2004", "2031", "1000", "1002", "1003", "1015", "1006"];

/// What was on the terminal when something was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Lines of a command: no sequence at all is ours.
    Lines,
    /// Texts with lines of their own, such as notes.
    Texts,
    /// The screen, or a question to the terminal.
    Screen,
}

/// Fails with everything in `raw` that is not ours. `what` names where it came from.
#[track_caller]
pub fn check(what: &str, raw: &[u8], place: Place) {
    let found = complaints(raw, place);
    assert!(found.is_empty(), "{what}: {found:?} in {:?}", String::from_utf8_lossy(raw));
}

/// Everything in `raw` that is not ours.
pub fn complaints(raw: &[u8], place: Place) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(raw) else { return vec!["it is no UTF-8".to_owned()] };
    let mut found = Vec::new();
    let (mut rest, mut before) = (text, ' ');
    while let Some(c) = rest.chars().next() {
        let len = match (c, place) {
            ('\u{1b}', Place::Screen) => own_sequence(rest),
            _ => is_harmless(c, before, place).then_some(c.len_utf8()),
        };
        let len = len.unwrap_or_else(|| {
            found.push(format!("{:?}", rest.chars().take(8).collect::<String>()));
            c.len_utf8()
        });
        (rest, before) = (&rest[len..], c);
    }
    let mut lines = text.split(['\n', '\r']);
    if place == Place::Lines && lines.any(|line| line.starts_with("FORGED")) {
        found.push("a forged line".to_owned());
    }
    found
}

/// The length of the sequence of ours that `text` begins with.
fn own_sequence(text: &str) -> Option<usize> {
    // the question for the terminal's ground, and nothing else of its kind
    if text.starts_with(GROUND) {
        return Some(GROUND.len());
    }
    if let Some(title) = TITLES.into_iter().find(|title| text.starts_with(title)) {
        return Some(title.len());
    }
    if let Some(title) = text.strip_prefix(TITLE.0) {
        // nothing in it acts: the first control character is the one that ends it
        let end = title.find('\u{1b}').filter(|end| title[*end..].starts_with("\u{1b}\\"))?;
        let harmless = title[..end]
            .chars()
            .scan(' ', |before, c| Some(is_harmless(c, std::mem::replace(before, c), Place::Screen)));
        let is_own =
            title[..end].ends_with(TITLE.1) && !title[..end].contains('\n') && harmless.into_iter().all(|is| is);
        return is_own.then_some(TITLE.0.len() + end + 2);
    }
    let rest = &text[1..];
    if rest.starts_with(['7', '8']) {
        return Some(2);
    }
    let within = rest.strip_prefix('[')?;
    let end = within.find(|c: char| c.is_ascii_alphabetic() || !c.is_ascii())?;
    let last = within[end..].chars().next()?;
    let is_own = match within[..end].strip_prefix('?') {
        Some(mode) => MODES.contains(&mode) && "hl".contains(last),
        None => {
            ON_SCREEN.iter().any(|(own, between)| *own == last && within[..end].chars().all(|c| between.contains(c)))
        }
    };
    is_own.then_some(2 + end + last.len_utf8())
}

fn is_harmless(c: char, before: char, place: Place) -> bool {
    let is_emoji = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}');
    match c {
        '\n' | '\r' => true,
        '\t' => place != Place::Screen,
        '\u{200d}' => is_emoji(before),
        '\u{fe0f}' => is_emoji(before) || before.is_ascii_digit() || "#*".contains(before),
        '\u{e0020}'..='\u{e007f}' => matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007f}'),
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{3164}' => false,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0e}' => false,
        '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' => false,
        '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => false,
        _ => !c.is_control(),
    }
}
