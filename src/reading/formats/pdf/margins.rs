//! Margins: what a page prints around its text: running heads and feet, page numbers, numbers of lines.

use std::collections::HashMap;

use super::rows::lines;
use super::words::{Line, Word, typical_size};
use crate::document::block::AsideKind;

/// So many lines at the top and at the bottom of a page may recur.
const MOST_LINES: usize = 4;
/// So many numbers, one below the other, count lines.
const FEWEST_NUMBERS: usize = 5;

/// A page in its parts.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) head: Vec<(Line, AsideKind)>,
    pub(crate) text: Vec<Word>,
    pub(crate) foot: Vec<(Line, AsideKind)>,
}

/// Takes what the pages print around their text from them; `heights` are theirs.
pub(crate) fn part(pages: Vec<Vec<Word>>, heights: &[f32]) -> Vec<Parts> {
    let pages: Vec<Vec<Word>> = pages.into_iter().map(without_line_numbers).collect();
    let body = typical_size(pages.iter().flatten());
    let lines: Vec<Vec<Line>> = pages.into_iter().map(lines).collect();
    let edges: Vec<Edges> = lines.iter().map(|lines| Edges::of(lines, body)).collect();
    let mut seen: HashMap<(bool, String), usize> = HashMap::new();
    for (is_head, key) in edges.iter().flat_map(Edges::keys) {
        *seen.entry((is_head, key)).or_default() += 1;
    }
    let n_pages = lines.len();
    let recurs = |is_head: bool, key: &str| {
        let n = seen.get(&(is_head, key.to_owned())).copied().unwrap_or(0);
        n >= 2 && n * 5 >= n_pages
    };
    let parted = lines.into_iter().zip(&edges).zip(heights);
    parted.map(|((lines, edges), height)| edges.part(lines, &recurs, *height, body, n_pages)).collect()
}

/// The first and last lines of a page, as they are compared with those of others.
struct Edges {
    head: Vec<String>,
    foot: Vec<String>,
}

impl Edges {
    fn of(lines: &[Line], body: f32) -> Self {
        // Larger letters are a title, which other pages may repeat in their heads.
        // What recurs does so at one height.
        let place = |line: &Line| format!("{}@{:.0}", key(&line.text()), line.foot / 4.0);
        let key = |line: &Line| if line.size > body * 1.3 { String::new() } else { place(line) };
        let most = MOST_LINES.min(lines.len() / 2);
        Edges {
            head: lines.iter().take(most).map(key).collect(),
            foot: lines.iter().rev().take(most).map(key).collect(),
        }
    }

    fn keys(&self) -> Vec<(bool, String)> {
        let named = |is_head: bool, keys: &[String]| -> Vec<(bool, String)> {
            keys.iter().filter(|key| !key.is_empty()).map(|key| (is_head, key.clone())).collect()
        };
        let mut keys = named(true, &self.head);
        keys.extend(named(false, &self.foot));
        keys.sort();
        keys.dedup();
        keys
    }

    /// The page in its parts: from its edges on as long as lines recur on others, are numbers, or stand apart.
    fn part(
        &self,
        mut lines: Vec<Line>,
        recurs: &dyn Fn(bool, &str) -> bool,
        height: f32,
        body: f32,
        n_pages: usize,
    ) -> Parts {
        let n_lines = lines.len();
        let is_number = |key: &String| {
            let key = key.split('@').next().unwrap_or_default();
            is_page_number(key) && (n_pages > 1 || !key.chars().any(char::is_alphabetic))
        };
        // A line that does not recur itself may stand between two that do.
        let reach = |keys: &[String], is_head: bool| {
            let found = keys.iter().rposition(|key| recurs(is_head, key) || is_number(key) && !is_head);
            let first = keys.first().is_some_and(&is_number);
            found.map_or(usize::from(first), |last| last + 1)
        };
        let mut n_head = reach(&self.head, true);
        let mut n_foot = reach(&self.foot, false);
        if n_head == 0 && n_lines > 3 && stands_apart(&lines, body) && lines[0].foot < height * 0.09 {
            n_head = 1;
        }
        let upside: Vec<Line> = lines.iter().rev().take(3).cloned().collect();
        if n_foot == 0 && n_lines > 3 && stands_apart(&upside, body) && lines[n_lines - 1].foot > height * 0.9 {
            n_foot = 1;
        }
        if n_head + n_foot > n_lines {
            (n_head, n_foot) = (0, 0);
        }
        let kind = |line: Line| {
            let kind = if is_page_number(&key(&line.text())) { AsideKind::PageNumber } else { AsideKind::RunningHead };
            (line, kind)
        };
        let foot = lines.split_off(n_lines - n_foot).into_iter().map(kind).collect();
        let text = lines.split_off(n_head).into_iter().flat_map(|line| line.words).collect();
        Parts { head: lines.into_iter().map(kind).collect(), text, foot }
    }
}

/// Whether the first of the lines is far from the second and set in another size than the text, but no headline.
fn stands_apart(lines: &[Line], body: f32) -> bool {
    let [first, second, ..] = lines else { return false };
    let gap = (first.foot - second.foot).abs();
    let is_other = first.words.iter().all(|word| (word.size - body).abs() > 0.07 * body);
    is_other && first.size < body * 1.6 && gap > 1.7 * body.max(first.size)
}

/// What two heads have in common that differ in their numbers.
fn key(text: &str) -> String {
    let mut key = String::new();
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        match letter {
            _ if letter.is_ascii_digit() && key.ends_with('#') => {}
            _ if letter.is_ascii_digit() => key.push('#'),
            _ => key.extend(letter.to_lowercase()),
        }
    }
    key
}

/// `#`, `-#-`, `#/#`, `page#of#`, `第#頁`: a number and hardly anything else.
fn is_page_number(key: &str) -> bool {
    let n_letters = key.chars().filter(|letter| letter.is_alphabetic()).count();
    let n_others = key.chars().filter(|letter| !letter.is_alphanumeric() && *letter != '#').count();
    key.contains('#')
        && n_letters <= 6
        && n_others <= 4
        && (n_letters == 0 || key.starts_with(char::is_alphabetic))
        && key.ends_with(|last: char| last == '#' || n_letters <= 2)
}

/// Drops numbers that count the lines at the edge of a page: each is one more than the one above it, or five more.
fn without_line_numbers(words: Vec<Word>) -> Vec<Word> {
    let mut firsts: Vec<(usize, u32)> = Vec::new();
    let number = |word: &Word| -> Option<u32> {
        let is_short = word.text.len() <= 3 && word.text.bytes().all(|byte| byte.is_ascii_digit());
        word.text.parse().ok().filter(|_| is_short)
    };
    let numbered: Vec<(usize, u32)> =
        words.iter().enumerate().filter_map(|(at, word)| number(word).map(|number| (at, number))).collect();
    for is_left in [true, false] {
        // The column of numbers whose edges are one.
        let edge = |at: usize| if is_left { words[at].frame.right } else { words[at].frame.left };
        let mut sorted = numbered.clone();
        sorted.sort_by(|a, b| edge(a.0).total_cmp(&edge(b.0)));
        let mut from = 0;
        while from < sorted.len() {
            let to = (from..sorted.len())
                .take_while(|&to| edge(sorted[to].0) - edge(sorted[from].0) < 2.5)
                .last()
                .unwrap_or(from);
            firsts = best(firsts, counted(&words, &sorted[from..=to]));
            from = to + 1;
        }
    }
    if firsts.len() < FEWEST_NUMBERS || !are_at_edge(&words, &firsts) {
        return words;
    }
    let dropped: std::collections::HashSet<usize> = firsts.iter().map(|(at, _)| *at).collect();
    words.into_iter().enumerate().filter(|(at, _)| !dropped.contains(at)).map(|(_, word)| word).collect()
}

fn best(a: Vec<(usize, u32)>, b: Vec<(usize, u32)>) -> Vec<(usize, u32)> {
    if b.len() > a.len() { b } else { a }
}

/// Those of the numbers, from top to bottom, that count on in equal steps.
fn counted(words: &[Word], numbers: &[(usize, u32)]) -> Vec<(usize, u32)> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(|a, b| words[a.0].foot.total_cmp(&words[b.0].foot));
    let mut found = Vec::new();
    for step in [1, 5] {
        let mut run: Vec<(usize, u32)> = Vec::new();
        for (at, number) in &sorted {
            if run.last().is_some_and(|(_, last)| last + step != *number) {
                found = best(found, std::mem::take(&mut run));
            }
            run.push((*at, *number));
        }
        found = best(found, run);
    }
    found
}

/// Whether nothing of the text stands in the lane of the numbers, and they stand at one side of it.
fn are_at_edge(words: &[Word], numbers: &[(usize, u32)]) -> bool {
    let own: std::collections::HashSet<usize> = numbers.iter().map(|(at, _)| *at).collect();
    let frames = numbers.iter().map(|(at, _)| words[*at].frame);
    let Some(lane) = super::sheet::Frame::around(frames) else { return false };
    let others = || words.iter().enumerate().filter(|(at, _)| !own.contains(at)).map(|(_, word)| word);
    let within = || others().filter(|word| word.core().1 > lane.top && word.core().0 < lane.bottom);
    let n = within().count();
    let n_left = within().filter(|word| word.frame.right < lane.left + 1.0).count();
    let n_right = within().filter(|word| word.frame.left > lane.right - 1.0).count();
    n > 0 && (n_left == n || n_right == n)
}

#[cfg(test)]
mod tests {
    use super::super::printed::words;
    use super::*;

    /// Checks what of the pages is text, and what stands around it.
    fn check(pages: &[&[&str]], text: &str, around: &[&str]) {
        let heights = vec![800.0; pages.len()];
        let parts = part(pages.iter().map(|page| words(page)).collect(), &heights);
        let found: Vec<String> =
            parts.iter().flat_map(|part| lines(part.text.clone())).map(|line| line.text()).collect();
        assert_eq!(found.join("/"), text);
        let found: Vec<String> =
            parts.iter().flat_map(|it| it.head.iter().chain(&it.foot)).map(|(line, _)| line.text()).collect();
        assert_eq!(found, around);
    }

    #[test]
    fn heads_that_recur_and_numbers_stand_around_the_text() {
        check(
            &[
                &["Minutes of the Harbour Board", "", "One said that it rained.", "Two said so, too.", "", "1"],
                &["Minutes of the Harbour Board", "", "Three had seen no rain.", "Four had no opinion.", "", "2"],
            ],
            "One said that it rained./Two said so, too./Three had seen no rain./Four had no opinion.",
            &["Minutes of the Harbour Board", "1", "Minutes of the Harbour Board", "2"],
        );
    }

    #[test]
    fn numbers_of_lines_go_and_numbers_in_the_text_stay() {
        check(
            &[&[
                " 1  Q.  How many boats were",
                " 2  there?",
                " 3  A.  25 or 26, and three of",
                " 4  them were",
                " 5  leaking.",
                " 6",
                " 7  Q.  Go on.",
            ]],
            "Q. How many boats were/there?/A. 25 or 26, and three of/them were/leaking./Q. Go on.",
            &[],
        );
        check(
            &[&["1  boat", "3  lamps", "9  men", "2  bells", "5  dogs", "7  nets"]],
            "1 boat/3 lamps/9 men/2 bells/5 dogs/7 nets",
            &[],
        );
    }
}
