//! Kana: typed in romaji, in either of the two usual systems.

use super::States;
use super::table::Moves;

/// Kana and how they are typed; the head of the file says how it is written.
const KANA: &str = include_str!("../../../assets/kana.txt");

/// Each way to type, and the kana that are typed so, one or two that are read as one; hiragana, then katakana.
pub(super) fn all() -> impl Iterator<Item = (Vec<String>, [String; 2])> {
    let lines = KANA.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (kana, typed) = line.split_once(' ')?;
        let katakana = kana.chars().map(katakana).collect();
        Some((typed.split(' ').map(str::to_owned).collect(), [kana.to_owned(), katakana]))
    })
}

/// The katakana for a hiragana (Unicode has both blocks in one order).
fn katakana(c: char) -> char {
    match c {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    }
}

/// The signs that are read by what stands beside them, and where they lead in what was typed.
pub(super) fn signs(typed: &[char]) -> [(&'static [char], Moves); 3] {
    let is_vowel = |c: char| matches!(c, 'a' | 'i' | 'u' | 'e' | 'o');
    let (mut doubled, mut nasal, mut long, mut kept): (States, States, States, States) = (0, 0, 0, 0);
    for (place, &c) in typed.iter().enumerate() {
        let next = typed.get(place + 1).copied();
        let is_doubled = next == Some(c) && c.is_ascii_lowercase() && !is_vowel(c) || (c, next) == ('t', Some('c'));
        let is_nasal = c == 'm' && matches!(next, Some('b' | 'm' | 'p'));
        let before = place.checked_sub(1).map(|before| typed[before]);
        let is_long = before.is_some_and(|before| c == '-' || before == c && is_vowel(c));
        for (is, states) in [(is_doubled, &mut doubled), (is_nasal, &mut nasal), (is_long, &mut long)] {
            *states |= States::from(is) << place;
        }
        // who types no sign for a long vowel finds it, too
        kept |= States::from(before.is_some_and(is_vowel)) << place;
    }
    let moves = |all: &[(States, u32)]| all.iter().copied().filter(|&(from, _)| from != 0).collect::<Moves>();
    [
        (&['っ', 'ッ'], moves(&[(doubled, 1)])),
        (&['ん', 'ン'], moves(&[(nasal, 1)])),
        (&['ー'], moves(&[(long, 1), (kept, 0)])),
    ]
}
