//! Equation fields, as far as they are text: Word once wrote readings over ideographs with them.

/// What a field of this instruction shows, where it is a reading over a text:
/// `EQ \* jc2 \* hps10 \o\ad(\s\up 9(reading),text)` is the text with its reading in brackets.
pub(in crate::reading::formats) fn shown(instruction: &str) -> Option<String> {
    let body = instruction.trim().strip_prefix("EQ").or_else(|| instruction.trim().strip_prefix("eq"))?;
    let (_, raised) = body.split_once("\\up")?;
    let (_, raised) = raised.split_once('(')?;
    let (reading, rest) = raised.split_once(')')?;
    let (_, text) = rest.split_once([',', ';'])?;
    let text = text.trim_end().strip_suffix(')').unwrap_or(text);
    Some(read_as(text.trim(), reading.trim()))
}

/// A text with its reading behind it.
pub(in crate::reading::formats) fn read_as(text: &str, reading: &str) -> String {
    match reading {
        "" => text.to_owned(),
        reading => format!("{text}（{reading}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_stands_behind_what_it_is_of() {
        let check =
            |instruction, expected: Option<&str>| assert_eq!(shown(instruction).as_deref(), expected, "{instruction}");
        check(
            " EQ \\* jc2 \\* \"Font:MS Mincho\" \\* hps10 \\o\\ad(\\s\\up 9(とうだい),灯台)",
            Some("灯台（とうだい）"),
        );
        check(" EQ \\f(1,2)", None);
        check("PAGE", None);
    }
}
