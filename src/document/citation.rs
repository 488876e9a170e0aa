//! A passage as it is quoted elsewhere: its words, and who said them where.

use super::Document;
use super::place::Passage;
use super::reference::reference_of;

/// `template` with `{text}`, `{speaker}`, `{title}`, `{reference}`, `{question}` and `{date}` filled in for `passage`,
/// whose words are `text`. What is not known is left out together with the comma or space before it.
pub fn cite(document: &Document, passage: Passage, text: &str, template: &str) -> String {
    let turn = document.turn_of(passage.start.block);
    let speaker = turn.and_then(|turn| document.turns[turn].speaker.clone());
    let asked = turn.map(|turn| document.exchange_of(turn).start).and_then(|turn| document.turns[turn].number);
    let values = [
        ("{speaker}", speaker),
        ("{title}", document.title_text().map(str::to_owned)),
        ("{reference}", Some(reference_of(document, passage.start).to_string())),
        ("{question}", asked.map(|number| number.to_string())),
        ("{date}", document.date.clone()),
    ];
    let filled = values.iter().fold(template.to_owned(), |cited, (name, value)| match value {
        Some(value) => cited.replace(name, value),
        None => without(&cited, name),
    });
    // The passage comes last: what it says is not searched for names.
    filled.replacen("{text}", text, 1)
}

/// `template` without `name` and the marks that part it from what stands before, or else behind.
fn without(template: &str, name: &str) -> String {
    const PARTING: &[char] = &[',', '，', '、', ';', '；', ' '];
    let mut left = template.to_owned();
    while let Some(at) = left.find(name) {
        let (before, behind) = (&left[..at], &left[at + name.len()..]);
        let cut = before.trim_end_matches(PARTING);
        left = if cut.len() < before.len() {
            format!("{cut}{behind}")
        } else {
            format!("{before}{}", behind.trim_start_matches(PARTING))
        };
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_leaves_no_comma() {
        assert_eq!(without("“{text}”（{speaker}，{title}）", "{speaker}"), "“{text}”（{title}）");
        assert_eq!(without("“{text}” ({speaker}, {title})", "{title}"), "“{text}” ({speaker})");
    }
}
