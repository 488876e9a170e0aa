//! Revisions: a text after an edit, each character of which knows where it stood before.

use std::collections::BTreeMap;
use std::ops::Range;

use wenda::document::Document;
use wenda::document::block::{Block, BlockKind};
use wenda::document::ideographs::simplified;

use crate::random::Random;

/// A text whose characters know their number in the original text; new ones have none.
pub struct Revision(Vec<(char, Option<usize>)>);

/// The kinds of edit, with the names that the table shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Edit {
    Nothing,
    Typography,
    Labels,
    Wrapping,
    Paragraphs,
    Script,
    Traditional,
    Words(f64),
    Deletion,
}

impl Edit {
    pub const ALL: [Edit; 10] = [
        Edit::Nothing,
        Edit::Typography,
        Edit::Labels,
        Edit::Wrapping,
        Edit::Paragraphs,
        Edit::Script,
        Edit::Traditional,
        Edit::Words(0.02),
        Edit::Words(0.1),
        Edit::Deletion,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Edit::Nothing => "nothing",
            Edit::Typography => "typography",
            Edit::Labels => "labels",
            Edit::Wrapping => "re-wrapping",
            Edit::Paragraphs => "20 paragraphs in, 10 % out",
            Edit::Script => "other characters",
            Edit::Traditional => "simplified to traditional",
            Edit::Words(share) if share < 0.05 => "2 % of words edited",
            Edit::Words(_) => "10 % of words edited",
            Edit::Deletion => "passage deleted",
        }
    }
}

impl Revision {
    pub fn of(text: &str) -> Self {
        Revision(text.chars().enumerate().map(|(at, character)| (character, Some(at))).collect())
    }

    /// The text after `edit`, which may bring in lines of `other`; deletions are made with [`without`](Self::without).
    pub fn edited(&self, edit: Edit, other: &str, random: &mut Random) -> Self {
        match edit {
            Edit::Nothing | Edit::Deletion => Revision(self.0.clone()),
            Edit::Typography => {
                self.each(|character| typography(character).map_or(character.to_string(), str::to_owned))
            }
            Edit::Labels => self.relabelled(),
            Edit::Script => self.each(|character| other_script(character).to_string()),
            Edit::Traditional => self.in_other_script(),
            Edit::Wrapping => self.wrapped(random),
            Edit::Paragraphs => self.shuffled(other, random),
            Edit::Words(share) => self.reworded(share, random),
        }
    }

    /// The text without the original characters in `range`.
    pub fn without(&self, range: &Range<usize>) -> Self {
        Revision(self.0.iter().filter(|(_, at)| at.is_none_or(|at| !range.contains(&at))).copied().collect())
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|(character, _)| character).collect()
    }

    /// Where the characters in `range` of the original are now: from the first to the last, and how many there are.
    pub fn now(&self, range: &Range<usize>) -> (Range<usize>, usize) {
        let is_of_range = |(_, at): &(char, Option<usize>)| at.is_some_and(|at| range.contains(&at));
        let first = self.0.iter().position(is_of_range).unwrap_or(0);
        let end = self.0.iter().rposition(is_of_range).map_or(first, |last| last + 1);
        (first..end, self.0.iter().filter(|it| is_of_range(it)).count())
    }

    fn each(&self, change: impl Fn(char) -> String) -> Self {
        let changed = |&(character, at): &(char, Option<usize>)| {
            change(character).chars().map(|new| (new, at)).collect::<Vec<_>>()
        };
        Revision(self.0.iter().flat_map(changed).collect())
    }

    /// Each ideograph that has other forms becomes one of them, another each time.
    fn in_other_script(&self) -> Self {
        let mut forms: BTreeMap<char, Vec<char>> = BTreeMap::new();
        for form in '\u{3400}'..='\u{9FFF}' {
            forms.entry(simplified(form)).or_default().push(form);
        }
        let other = |(nth, &(character, at)): (usize, &(char, Option<usize>))| {
            let others: Vec<char> = forms
                .get(&simplified(character))
                .map_or(vec![], |forms| forms.iter().copied().filter(|form| *form != character).collect());
            (*others.get(nth % others.len().max(1)).unwrap_or(&character), at)
        };
        Revision(self.0.iter().enumerate().map(other).collect())
    }

    fn lines(&self) -> Vec<&[(char, Option<usize>)]> {
        self.0.split_inclusive(|&(character, _)| character == '\n').collect()
    }

    /// `王毅：` becomes `**王毅**:`.
    fn relabelled(&self) -> Self {
        let relabelled = self.lines().into_iter().flat_map(|line| {
            let colon = line.iter().take(24).position(|&(character, _)| matches!(character, '：' | ':'));
            let Some(colon) = colon else { return line.to_vec() };
            let (label, rest) = line.split_at(colon);
            let stars = [('*', None); 2];
            let colon = [(':', rest[0].1)];
            [&stars, label, &stars, &colon, &rest[1..]].concat()
        });
        Revision(relabelled.collect())
    }

    /// Lines of 20 to 60 characters, broken anywhere between ideographs and else at spaces; half of the paragraphs run on.
    fn wrapped(&self, random: &mut Random) -> Self {
        let mut wrapped = Vec::new();
        let (mut width, mut limit) = (0, 40);
        for &(character, at) in &self.0 {
            width += 1;
            let is_break = width > limit && (character == ' ' || !character.is_ascii());
            match character {
                '\n' if random.chance(0.5) => {}
                ' ' if is_break => wrapped.push(('\n', at)),
                _ if is_break => wrapped.extend([(character, at), ('\n', None)]),
                _ => wrapped.push((character, at)),
            }
            if is_break {
                (width, limit) = (0, 20 + random.below(40));
            }
        }
        Revision(wrapped)
    }

    /// 20 paragraphs of another text put in, and a tenth taken out.
    fn shuffled(&self, other: &str, random: &mut Random) -> Self {
        let lines = self.lines();
        let others: Vec<&str> = other.split_inclusive('\n').collect();
        let places: Vec<usize> = (0..20).map(|_| random.below(lines.len())).collect();
        let mut shuffled = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            for _ in places.iter().filter(|&&place| place == number) {
                let brought = others.get(random.below(others.len())).unwrap_or(&"");
                shuffled.extend(brought.chars().map(|character| (character, None)));
            }
            if !random.chance(0.1) {
                shuffled.extend_from_slice(line);
            }
        }
        Revision(shuffled)
    }

    /// This share of the words replaced by, or followed by, a word from elsewhere, or left out.
    fn reworded(&self, share: f64, random: &mut Random) -> Self {
        let words: Vec<&[(char, Option<usize>)]> = self.0.chunk_by(|a, b| are_of_one_word(a.0, b.0)).collect();
        let mut reworded = Vec::new();
        for word in &words {
            if !word[0].0.is_alphanumeric() || !random.chance(share) {
                reworded.extend_from_slice(word);
                continue;
            }
            let other = words[random.below(words.len())].iter().filter(|(character, _)| character.is_alphanumeric());
            match random.below(3) {
                0 => reworded.extend(other.map(|&(character, _)| (character, word[0].1))),
                1 => reworded.extend(word.iter().copied().chain(other.map(|&(character, _)| (character, word[0].1)))),
                _ => {}
            }
        }
        Revision(reworded)
    }
}

/// As from one script to another that nobody knows: three of ten kinds of ideograph become others.
fn other_script(character: char) -> char {
    let is_changed =
        matches!(character, '\u{4E00}'..='\u{9FFF}') && (character as u32).wrapping_mul(2_654_435_761) % 10 < 3;
    if is_changed { char::from_u32(character as u32 + 0x1_C000).unwrap_or(character) } else { character }
}

fn are_of_one_word(a: char, b: char) -> bool {
    a.is_alphabetic() && b.is_alphabetic() && (a as u32) < 0x2E80 && (b as u32) < 0x2E80
}

fn typography(character: char) -> Option<&'static str> {
    Some(match character {
        '“' | '”' | '「' | '」' => "\"",
        '‘' | '’' => "'",
        '—' | '–' => "-",
        '…' => "...",
        '，' => ",",
        '：' => ":",
        '；' => ";",
        '？' => "?",
        '！' => "!",
        '（' => "(",
        '）' => ")",
        '\u{3000}' => "  ",
        '"' => "”",
        '\'' => "’",
        _ => return None,
    })
}

/// A document with a paragraph for each line.
pub fn document(text: &str) -> Document {
    let mut document = Document::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let start = document.text.len();
        document.text.push_str(line);
        let range = start..document.text.len();
        document.text.push('\n');
        let block = Block::new(BlockKind::Paragraph, range, 0);
        document.blocks.push(block);
    }
    document
}
