//! Text with a few broken bytes. A detector gives an encoding up for a single one; here it is asked once more, for each
//! encoding of East Asia, about what is left where the bytes that are broken in this one are left out.

use encoding_rs as rs;

use super::detect::detected;

/// The encodings of two bytes from 0xA1 on each, which are easily taken for GB18030, where nearly all bytes mean something.
const NARROW: [&rs::Encoding; 2] = [rs::EUC_JP, rs::EUC_KR];
/// The others in which a broken byte can be told.
const BROAD: [&rs::Encoding; 3] = [rs::BIG5, rs::SHIFT_JIS, rs::GB18030];

/// For each broken place so many bytes beyond ASCII must be whole.
const WHOLE: usize = 20;

/// The encoding of `sample`, which a detector takes for `found`: where broken bytes may have led to that, the first that is
/// found where the bytes that are broken in it are left out, if there is one.
pub(super) fn encoding(sample: &[u8], found: &'static rs::Encoding) -> &'static rs::Encoding {
    let n_rare = if found == rs::GB18030 { n_rare(sample) } else { 0 };
    let may_be_broad = found.is_single_byte() || n_broken(sample, found) > 0;
    let may_be_narrow = may_be_broad || n_rare > 0 && n_rare * WHOLE <= n_high(sample);
    let narrow = NARROW.iter().filter(|_| may_be_narrow);
    let mut candidates = narrow.chain(BROAD.iter().filter(|_| may_be_broad));
    let is_healed = |candidate: &&&'static rs::Encoding| {
        without_broken(sample, candidate).is_some_and(|whole| detected(&whole, true) == **candidate)
    };
    candidates.find(is_healed).copied().unwrap_or(found)
}

/// How many characters of GB18030 are not of GB 2312: all but a few bytes mean something in it. A lone 0x80 is one.
fn n_rare(sample: &[u8]) -> usize {
    let (mut n_rare, mut rest) = (0, sample);
    while let Some((&lead, behind)) = rest.split_first() {
        let length = match (lead, behind.first()) {
            (..=0x7f, _) => 1,
            (0x81..=0xfe, Some(b'0'..=b'9')) => 4,
            (0xa1..=0xf7, Some(0xa1..)) => 2,
            (_, second) => {
                n_rare += 1;
                1 + usize::from(lead > 0x80 && second.is_some())
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    n_rare
}

fn n_high(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !byte.is_ascii()).count()
}

/// How many sequences of `bytes` are no characters in `encoding`.
fn n_broken(bytes: &[u8], encoding: &'static rs::Encoding) -> usize {
    let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
    if is_broken { text.matches('\u{fffd}').count() } else { 0 }
}

/// The words of `sample` as far as no byte is broken in `encoding`; `None` if none is or too many are.
fn without_broken(sample: &[u8], encoding: &'static rs::Encoding) -> Option<Vec<u8>> {
    let mut n_all = 0;
    let mut whole = Vec::with_capacity(sample.len());
    // None of these encodings has a character with a second byte below `0`.
    for word in sample.split_inclusive(|&byte| byte < b'0') {
        let n_here = n_broken(word, encoding);
        n_all += n_here;
        whole.extend_from_slice(if n_here > 0 { before_broken(word, encoding) } else { word });
    }
    (n_all > 0 && n_all * WHOLE <= n_high(&whole)).then_some(whole)
}

/// What stands before the first broken sequence; where a character begins behind it can't be told.
fn before_broken<'a>(word: &'a [u8], encoding: &'static rs::Encoding) -> &'a [u8] {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(word.len()).unwrap_or(0);
    match decoder.decode_to_utf8_without_replacement(word, &mut vec![0; room], true) {
        (rs::DecoderResult::Malformed(n_bad, n_behind), n_read, _) => {
            &word[..n_read.saturating_sub(usize::from(n_bad) + usize::from(n_behind))]
        }
        _ => word,
    }
}
