//! Texts in two encodings: lines of UTF-8 among lines of another, as where files were put together. Each line is read in its own.

use encoding_rs as rs;

use super::detect::detected;

/// In each of both encodings are so many bytes beyond ASCII.
const FEWEST: usize = 12;
/// The same where the other encoding has one byte for each letter: few letters of such texts are beyond ASCII, and two of its bytes
/// are no character of UTF-8 by chance.
const FEWEST_SINGLE: usize = 4;
/// So many bytes of the lines that are no UTF-8 tell which encoding they are in.
const SAMPLE: usize = 64 * 1024;

/// A text in two encodings.
pub(super) struct Mixed {
    pub(super) text: String,
    /// The encoding of the lines that are no UTF-8, and whether they are most.
    pub(super) other: &'static rs::Encoding,
    pub(super) is_mostly_other: bool,
}

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// ASCII, or so little that nothing is told.
    Any,
    /// Whole in UTF-8, as few lines of two bytes for each letter are in another encoding.
    PerhapsUtf8,
    Utf8,
    Other,
}

/// The text of bytes that are lines in two encodings; `None` where they are not.
pub(super) fn decoded(bytes: &[u8]) -> Option<Mixed> {
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    let (mut n_utf8, mut n_other) = (0, 0);
    // One line may be as long as the text.
    let (mut sample, mut is_cut) = (Vec::new(), false);
    let kinds: Vec<Kind> = lines().map(kind).collect();
    let mut n_perhaps = 0;
    for (line, kind) in lines().zip(&kinds) {
        match kind {
            Kind::Any => {}
            Kind::PerhapsUtf8 => n_perhaps += n_high(line),
            Kind::Utf8 => n_utf8 += n_high(line),
            Kind::Other => {
                n_other += n_high(line);
                let n_taken = line.len().min(SAMPLE - sample.len());
                sample.extend_from_slice(&line[..n_taken]);
                is_cut |= n_taken < line.len();
            }
        }
    }
    if n_utf8 + n_perhaps < FEWEST_SINGLE || n_other < FEWEST_SINGLE {
        return None;
    }
    let other = detected(&sample, !is_cut);
    if !other.is_single_byte() && (n_utf8 < FEWEST || n_other < FEWEST) {
        return None;
    }
    n_utf8 += n_perhaps;
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    for (line, kind) in lines().zip(&kinds) {
        if *kind == Kind::Other {
            // One that is broken in both tells that something else is the matter.
            let whole = other.decode_without_bom_handling_and_without_replacement(line);
            text.push_str(&whole.filter(|it| !it.contains(is_strange))?);
        } else {
            text.push_str(&String::from_utf8_lossy(line));
        }
    }
    // It is the text of the document from now on.
    text.shrink_to_fit();
    (other != rs::UTF_8).then_some(Mixed { text, other, is_mostly_other: n_other > n_utf8 })
}

fn is_strange(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace() || matches!(letter, '\u{e000}'..='\u{f8ff}')
}

fn n_high(line: &[u8]) -> usize {
    line.iter().filter(|byte| !byte.is_ascii()).count()
}

/// What a line is: characters of three bytes are hardly ever found in another encoding, several in one line never; a line
/// of UTF-8 that is damaged has more of it that is whole.
fn kind(line: &[u8]) -> Kind {
    let n_high = n_high(line);
    if n_high == 0 {
        return Kind::Any;
    }
    match std::str::from_utf8(line) {
        Ok(text) if text.chars().filter(|letter| letter.len_utf8() == 3).count() >= 3 => Kind::Utf8,
        Ok(_) => Kind::PerhapsUtf8,
        Err(_) => {
            // It is settled as soon as half of it is whole or broken.
            let (mut n_whole, mut n_broken) = (0, 0);
            let is_settled = line.utf8_chunks().any(|chunk| {
                n_whole += self::n_high(chunk.valid().as_bytes());
                n_broken += chunk.invalid().len();
                n_whole * 2 > n_high || n_broken * 2 >= n_high
            });
            if is_settled && n_broken * 2 >= n_high { Kind::Other } else { Kind::Any }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const FIRST: &str = "记者：灯塔什么时候修好？\n";
    const SECOND: &str = "局长：明年三月，潮水退了以后就修好。\n";

    #[test]
    fn each_line_is_read_in_its_own_encoding() {
        let (gbk, _, _) = rs::GBK.encode(SECOND);
        let bytes = [FIRST.as_bytes(), &gbk, FIRST.as_bytes(), b"END\n", &gbk].concat();
        let mixed = decoded(&bytes).unwrap();
        assert_eq!(mixed.text, format!("{FIRST}{SECOND}{FIRST}END\n{SECOND}"));
        assert_eq!((mixed.other.name(), mixed.is_mostly_other), ("gb18030", false));
    }

    #[test]
    fn letters_of_two_bytes_among_those_of_one_are_read_in_their_own_encoding() {
        let french = "André : où était le café ? À l'été, déjà fermé.\n";
        let (latin, _, _) = rs::WINDOWS_1252.encode(french);
        let mixed = decoded(&[french.as_bytes(), &latin, b"END\n"].concat()).unwrap();
        assert_eq!(mixed.text, format!("{french}{french}END\n"));
        assert!(decoded(&[b"Andr\xe9 \xe9t\xe9 caf\xe9\n".as_slice(), b"END\n"].concat()).is_none());
    }

    #[test]
    fn a_long_line_is_sampled_and_read_whole() {
        let long = SECOND.trim_end().repeat(SAMPLE / 20);
        let (gbk, _, _) = rs::GBK.encode(&long);
        let mixed = decoded(&[FIRST.as_bytes(), &gbk].concat()).unwrap();
        assert!(gbk.len() > SAMPLE && mixed.text == format!("{FIRST}{long}"));
        assert_eq!((mixed.other.name(), mixed.is_mostly_other), ("gb18030", true));
    }

    #[test]
    fn damage_is_no_other_encoding() {
        let mut damaged = FIRST.repeat(20).into_bytes();
        damaged.remove(4);
        assert!(decoded(&damaged).is_none());
        let (gbk, _, _) = rs::GBK.encode(SECOND);
        assert!(decoded(&gbk.repeat(20)).is_none());
        assert!(decoded(FIRST.repeat(20).as_bytes()).is_none());
    }
}
