//! Which encoding bytes without a mark are in: UTF-16 by its zeros, UTF-8 where it is valid, else as a detector says, with
//! a second look at text that is nearly all ASCII and gives the detector little to go by.

use encoding_rs as rs;

use super::healed;

/// So many bytes tell as much as the whole and keep a large file quick.
const SAMPLE: usize = 64 * 1024;

/// What text that is nearly all ASCII may be in, if not what the detector says.
const CANDIDATES: [&rs::Encoding; 6] = [rs::WINDOWS_1252, rs::GB18030, rs::BIG5, rs::SHIFT_JIS, rs::EUC_KR, rs::EUC_JP];

/// The encoding that `bytes` seem to be in.
pub(crate) fn encoding(bytes: &[u8]) -> &'static rs::Encoding {
    if let Some(found) = unmarked_utf16(bytes) {
        return found;
    }
    if is_iso_2022_jp(bytes) {
        return rs::ISO_2022_JP;
    }
    if is_nearly_utf8(bytes) {
        return rs::UTF_8;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // A sample may end within a character; only the end of the file is an end.
    let found = detected(sample, sample.len() == bytes.len());
    let n_high = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if n_high * 8 < sample.len() { fewest_strange(sample, found) } else { healed::encoding(sample, found) }
}

/// Japanese in seven bits: nothing beyond ASCII but the marks that change between sets of characters, and what stands between
/// them means something (RFC 1468).
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let is_mark = |at: usize| matches!(bytes.get(at + 1..at + 3), Some(b"$@" | b"$B"));
    let Some(first) = memchr::memchr_iter(0x1b, bytes).find(|at| is_mark(*at)) else { return false };
    if !bytes.is_ascii() {
        return false;
    }
    let sample = &bytes[first..bytes.len().min(first + SAMPLE)];
    let (text, _) = rs::ISO_2022_JP.decode_without_bom_handling(sample);
    let count = |is: fn(&char) -> bool| text.chars().filter(is).count();
    count(|letter| matches!(letter, '\u{3000}'..='\u{9fff}')) > 20 * count(|letter| *letter == '\u{fffd}')
}

/// What the detector says of `bytes`, which end as the file does or anywhere.
pub(super) fn detected(bytes: &[u8], is_end: bool) -> &'static rs::Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, is_end);
    let found = detector.guess(None, chardetng::Utf8Detection::Allow);
    if found == rs::GBK { rs::GB18030 } else { found }
}

/// Valid UTF-8, or UTF-8 with a few damaged places: text in another encoding has many more of those than characters.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    if rs::Encoding::utf8_valid_up_to(bytes) == bytes.len() {
        return true;
    }
    let (mut n_letters, mut n_damaged, mut n_left) = (0, 0, bytes.len());
    for chunk in bytes.utf8_chunks() {
        n_letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        n_damaged += usize::from(!chunk.invalid().is_empty());
        n_left -= chunk.valid().len() + chunk.invalid().len();
        // Each letter takes two bytes at least: what is left cannot outweigh the damage.
        if n_damaged * 4 >= n_letters + n_left / 2 {
            return false;
        }
    }
    n_letters > n_damaged * 4
}

/// UTF-16 without a mark. No other encoding of text has zeros, and UTF-16 has them in each line's end and in all that is
/// ASCII; in the right order of bytes ASCII and full-width punctuation come out of it, and nothing that is no character.
pub(crate) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static rs::Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    memchr::memchr(0, sample)?;
    let common = |encoding: &'static rs::Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        let is_strange = |letter: &char| {
            letter.is_control() && !letter.is_whitespace()
                || matches!(letter, '\u{fffd}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}')
        };
        let is_common = |letter: &char| {
            matches!(
                letter,
                '\n' | '\r' | '\t' | ' '..='~' | '、' | '。' | '，' | '：' | '？' | '「' | '」' | '“' | '”'
            )
        };
        let count = |is: &dyn Fn(&char) -> bool| text.chars().filter(is).count();
        (count(&is_strange) * 50 <= sample.len() / 2).then(|| count(&is_common))
    };
    let (little, big) = (common(rs::UTF_16LE), common(rs::UTF_16BE));
    let found = if little >= big { rs::UTF_16LE } else { rs::UTF_16BE };
    little.max(big).filter(|n_common| *n_common >= 2 && n_common * 40 >= sample.len()).map(|_| found)
}

/// The candidate whose characters beyond ASCII are the least strange beside what surrounds them: first of all `found`.
fn fewest_strange(sample: &[u8], found: &'static rs::Encoding) -> &'static rs::Encoding {
    // The sample may end within a character.
    let end = sample.iter().rposition(u8::is_ascii).map_or(sample.len(), |last| last + 1);
    let count = |encoding: &'static rs::Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&sample[..end])?;
        Some((n_strange(&text), encoding))
    };
    let counts = std::iter::once(found).chain(CANDIDATES).filter_map(count);
    counts.min_by_key(|(n_strange, _)| *n_strange).map_or(found, |(_, encoding)| encoding)
}

/// How many characters beyond ASCII stand where such a character does not belong.
fn n_strange(text: &str) -> usize {
    let letters: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| letters.get(index)).copied().unwrap_or(' ');
    let beyond = letters.iter().enumerate().filter(|(_, letter)| !letter.is_ascii());
    beyond.filter(|(index, letter)| !fits(at(index.checked_sub(1)), **letter, at(Some(index + 1)))).count()
}

/// Whether `letter` may stand between the two others.
fn fits(before: char, letter: char, behind: char) -> bool {
    let is_latin = |letter: char| letter.is_alphabetic() && letter < '\u{250}';
    match letter {
        '“' | '”' | '„' | '‘' | '’' | '‚' | '‹' | '›' | '—' | '–' | '…' | '·' | '•' | '©' | '®' | '™' | '§' | '£'
        | '€' | '«' | '»' | '½' | '¼' | '¾' | '×' | '\u{a0}' | '。' | '，' | '、' | '：' | '？' | '！' | '《'
        | '》' | '（' | '）' | '「' | '」' => true,
        '¿' | '¡' => is_latin(behind),
        '°' => before.is_ascii_digit(),
        letter if is_latin(letter) => {
            let is_alone = letter < '\u{100}' && !before.is_alphabetic() && !behind.is_alphabetic();
            let is_glued = letter >= '\u{100}' && !before.is_alphabetic() && behind.is_ascii_uppercase();
            (is_latin(before) || is_latin(behind) || is_alone) && !is_glued
        }
        letter if letter.is_alphabetic() => {
            let is_alike = |other: char| !other.is_ascii() && other.is_alphabetic() && !is_latin(other);
            is_alike(before) || is_alike(behind)
        }
        _ => false,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn check(label: &str, text: &str) {
        let encoding = rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, unknown) = encoding.encode(text);
        assert!(!unknown);
        assert_eq!(super::encoding(&bytes).name(), encoding.name(), "{text}");
    }

    #[test]
    fn a_few_marks_among_ascii_tell_enough() {
        check("gb18030", "He said: “It is done — at last.” And so it was, for all that we know.");
        check("windows-1252", "He said: “It is done — at last.” And so it was, for all that we know.");
        check("windows-1252", "It was 25°C, which is 77°F, in the café of the old Müller house; we paid £5½.");
        check("windows-1252", "Half of it is ½ and a quarter of that is ¾ of something else, or so they say.");
        check("windows-1252", "¿Está listo? ¡Claro! Ya no falta nada, dijo el hombre, y se fue.");
        check("windows-1250", "Łódź leży w środku kraju, a źródła mówią różnie o tym, skąd się wzięła jej nazwa.");
    }

    #[test]
    fn japanese_in_seven_bits_is_known_by_its_marks() {
        check("iso-2022-jp", "記者：橋は直りましたか。\n市長：はい、三年かかりました。\n");
        assert_eq!(encoding(b"\x1b[1mAnn\x1b[0m: Hi \x1b$ no\n"), rs::UTF_8);
        assert_eq!(encoding("\x1b$B 記者：橋は".as_bytes()), rs::UTF_8);
    }

    #[test]
    fn a_sample_may_end_within_a_character() {
        for before in ["", "a"] {
            check("shift_jis", &format!("{before}{}", "橋は直りましたか。はい、三年かかりました。".repeat(3_000)));
            check("gb18030", &format!("{before}{}", "桥修好了吗？修好了，我们用了三年。".repeat(3_000)));
        }
    }

    #[test]
    fn utf16_is_known_without_a_mark_and_what_has_zeros_is_not_always_utf16() {
        let text = "記者：橋は直りましたか。\n\n市長：はい、三年かかりました。";
        for text in [text, "Q: Is the bridge done?\r\nA: It is.", "问：桥修好了吗？\n"] {
            let units = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
            assert_eq!(encoding(&units(u16::to_le_bytes)).name(), "UTF-16LE", "{text}");
            assert_eq!(encoding(&units(u16::to_be_bytes)).name(), "UTF-16BE", "{text}");
        }
        let numbers: Vec<u8> = (0u32..500).flat_map(u32::to_le_bytes).collect();
        assert_eq!(unmarked_utf16(&numbers), None);
        assert_eq!(unmarked_utf16(b"Q: Is it\0done?\nA: Yes.\n"), None);
    }
}
