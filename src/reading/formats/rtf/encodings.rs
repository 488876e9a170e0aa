//! The encodings of RTF: code pages, and the character sets of fonts.

use std::borrow::Cow;

use encoding_rs as rs;

use crate::reading::formats::flow::symbols;

/// What the bytes of a text stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// That of the document.
    Document,
    /// Letters of Western Europe, unless the document is written in a script of East Asia.
    Western,
    /// Places in a font of signs.
    Signs,
    Known(&'static rs::Encoding),
}

/// The encoding of a code page; those of DOS are read as those of Windows that followed them.
pub(super) fn of_code_page(number: i32) -> Option<&'static rs::Encoding> {
    Some(match number {
        437 | 850 | 858 | 819 | 1252 => rs::WINDOWS_1252,
        708 | 864 | 1256 => rs::WINDOWS_1256,
        737 | 1253 => rs::WINDOWS_1253,
        852 | 1250 => rs::WINDOWS_1250,
        855 | 1251 => rs::WINDOWS_1251,
        857 | 1254 => rs::WINDOWS_1254,
        862 | 1255 => rs::WINDOWS_1255,
        775 | 1257 => rs::WINDOWS_1257,
        1258 => rs::WINDOWS_1258,
        866 => rs::IBM866,
        874 => rs::WINDOWS_874,
        932 | 10001 => rs::SHIFT_JIS,
        936 | 10008 | 54936 => rs::GB18030,
        949 | 1361 | 10003 => rs::EUC_KR,
        950 | 10002 => rs::BIG5,
        10000 => rs::MACINTOSH,
        10007 => rs::X_MAC_CYRILLIC,
        65001 => rs::UTF_8,
        _ => return None,
    })
}

/// What the bytes of a font stand for, by the number of its character set.
pub(super) fn of_font(number: i32) -> Charset {
    let page = match number {
        0 => return Charset::Western,
        2 => return Charset::Signs,
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 | 255 => 437,
        _ => return Charset::Document,
    };
    of_code_page(page).map_or(Charset::Document, Charset::Known)
}

/// The text of bytes that stand together.
pub(super) fn decoded<'a>(bytes: &'a [u8], charset: Charset, document: &'static rs::Encoding) -> Cow<'a, str> {
    let encoding = match charset {
        Charset::Document => document,
        Charset::Known(encoding) => encoding,
        Charset::Signs => {
            let sign = |byte: &u8| if *byte == b' ' { ' ' } else { symbols::of_font("symbol", u32::from(*byte)) };
            return bytes.iter().map(sign).collect();
        }
        Charset::Western => {
            let is_of_east_asia = [rs::SHIFT_JIS, rs::GB18030, rs::EUC_KR, rs::BIG5, rs::UTF_8].contains(&document);
            // In such documents a font may say that it is Western, and its text is none: its bytes come in pairs.
            let are_pairs = bytes.windows(2).any(|pair| pair[0] >= 0x80 && pair[1] >= 0x80);
            if is_of_east_asia && are_pairs { document } else { rs::WINDOWS_1252 }
        }
    };
    // Some programs write UTF-8 whatever they say, and hardly any other text looks like it.
    let encoding = if encoding.is_single_byte() && std::str::from_utf8(bytes).is_ok() { rs::UTF_8 } else { encoding };
    encoding.decode_without_bom_handling(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_as_their_font_and_document_say() {
        let check = |bytes: &[u8], charset, document, expected: &str| {
            assert_eq!(decoded(bytes, charset, document), expected);
        };
        check(b"\xc4\xe3\xba\xc3", of_font(134), rs::WINDOWS_1252, "你好");
        check(b"\xc4\xe3\xba\xc3", of_font(0), rs::GB18030, "你好");
        check(b"\x93Hi\x94", of_font(0), rs::GB18030, "“Hi”");
        check(b"\xe9", of_font(0), rs::WINDOWS_1251, "é");
        check(b"\xcf\xf0", of_font(204), rs::WINDOWS_1252, "Пр");
        check(b"\xb7", of_font(2), rs::WINDOWS_1252, "•");
        check(b"\x91\xe5", of_font(1), rs::SHIFT_JIS, "大");
    }
}
