//! Texts made to act on a terminal, to hide, or to pass for lines of ours. What follows a line end begins with `FORGED`.

use super::scan::{Place, complaints};

/// Each with what it would do where it got out as it is.
pub const HOSTILE: [(&str, &str); 64] = [
    ("colours what follows", "a\u{1b}[31;7mb"),
    ("names the window", "a\u{1b}]0;taken\u{7}b"),
    ("names the window, ended by ST", "a\u{1b}]2;taken\u{1b}\\b"),
    ("writes the clipboard", "a\u{1b}]52;c;YQ==\u{7}b"),
    ("links", "a\u{1b}]8;;http:x\u{1b}\\b"),
    ("asks for a setting", "a\u{1b}P$qm\u{1b}\\b"),
    ("asks for the place", "a\u{1b}[6nb"),
    ("asks who it is", "a\u{1b}[cb"),
    ("asks for its name", "a\u{1b}[>qb"),
    ("takes the other screen", "a\u{1b}[?1049hb"),
    ("turns the mouse on", "a\u{1b}[?1003hb"),
    ("hides the cursor", "a\u{1b}[?25lb"),
    ("ends a paste", "a\u{1b}[201~b"),
    ("clears", "a\u{1b}[2J\u{1b}[Hb"),
    ("resets", "a\u{1b}cb"),
    ("takes another alphabet", "a\u{1b}(0\u{e}lqk\u{f}b"),
    ("is an escape cut short", "a\u{1b}["),
    ("is an escape by itself", "\u{1b}"),
    ("colours by C1", "a\u{9b}31mb"),
    ("names the window by C1", "a\u{9d}0;taken\u{9c}b"),
    ("asks for a setting by C1", "a\u{90}$qm\u{9c}b"),
    ("begins a string without end", "a\u{98}b\u{9e}c\u{9f}d"),
    ("goes down by C1", "a\u{84}b\u{8d}c"),
    ("begins a line by C1", "a\u{85}FORGED"),
    ("takes other letters for one", "a\u{8e}b\u{8f}c"),
    ("rings", "a\u{7}b"),
    ("goes back", "abc\u{8}\u{8}\u{8}d"),
    ("rubs out", "a\u{7f}b"),
    ("begins a line", "a\nFORGED"),
    ("begins a message", "a\nFORGED wenda: all is well"),
    ("writes a line over", "a\rFORGED"),
    ("begins a line as Windows does", "a\r\nFORGED"),
    ("goes down", "a\u{b}FORGED"),
    ("turns the page", "a\u{c}FORGED"),
    ("begins a line by its separator", "a\u{2028}FORGED"),
    ("begins a paragraph by its separator", "a\u{2029}FORGED"),
    ("asks for an answer", "a\u{5}b"),
    ("stops the output", "a\u{13}b\u{11}c"),
    ("cancels a sequence", "a\u{18}b\u{1a}c"),
    (
        "has the other controls",
        "a\u{1}\u{2}\u{3}\u{4}\u{6}\u{10}\u{12}\u{14}\u{15}\u{16}\u{17}\u{19}\u{1c}\u{1d}\u{1e}\u{1f}b",
    ),
    ("jumps", "a\t\tb"),
    ("overrides the direction", "a\u{202e}txt.b"),
    ("overrides it the other way", "a\u{202d}b\u{202c}c"),
    ("embeds a direction", "a\u{202a}b\u{202b}c"),
    ("isolates", "a\u{2066}b\u{2067}c\u{2068}d\u{2069}e"),
    ("marks a direction", "a\u{200e}b\u{200f}c\u{61c}d"),
    ("takes no cell", "a\u{200b}b\u{2060}c\u{feff}d"),
    ("joins what is no emoji", "a\u{200d}b\u{200c}c"),
    ("hyphenates", "a\u{ad}b\u{34f}c"),
    ("selects what is no variant", "\u{fe0f}a\u{fe00}b\u{fe0e}c\u{e0100}d"),
    ("selects in Mongolian", "a\u{180b}b\u{180e}c\u{180f}d"),
    ("is tagged", "a\u{e0001}\u{e0041}\u{e007f}b"),
    ("fills with nothing of Hangul", "a\u{3164}b\u{ffa0}c"),
    ("annotates", "a\u{fff9}b\u{fffa}c\u{fffb}d"),
    ("has invisible signs of mathematics", "a\u{2061}b\u{2062}c\u{2063}d\u{2064}e"),
    ("has deprecated formats", "a\u{206a}b\u{206f}c"),
    ("has formats of shorthand and music", "a\u{1bca0}b\u{1d173}c\u{1d17a}d"),
    ("has vowels that show as nothing", "a\u{17b4}b\u{17b5}c"),
    ("has marks without end", "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"),
    ("begins with a mark", "\u{301}\u{20dd}a"),
    ("is a family and a flag", "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f} 🏴\u{e0067}\u{e0062}\u{e007f}"),
    ("is no character", "a\u{fffe}b\u{ffff}c\u{fdd0}d"),
    ("looks like a format", "a{}{0}{name}%s%n$(id)`id`b"),
    ("is quoted badly", "a\"'\\u001b[31m\\x1b&#27;&#x9b;b"),
];

#[test]
fn what_is_not_ours_is_found() {
    for (name, text) in HOSTILE {
        let harmless = [
            "jumps",
            "is a family and a flag",
            "is no character",
            "looks like a format",
            "is quoted badly",
            "has marks without end",
            "begins with a mark",
        ];
        let is_found = !complaints(text.as_bytes(), Place::Lines).is_empty();
        assert_eq!(is_found, !harmless.contains(&name), "{name}");
    }
    let ours = "\u{1b}[?1049h\u{1b}[12;3H\u{1b}[38;5;240m中\u{1b}[0m\u{1b}[6n\u{1b}7\u{1b}8";
    assert_eq!(complaints(ours.as_bytes(), Place::Screen), Vec::<String>::new());
    assert!(!complaints(ours.as_bytes(), Place::Lines).is_empty());
    for theirs in ["\u{1b}]0;a\u{7}", "\u{1b}[?47h", "\u{1b}[201~", "\u{1b}c", "\u{1b}[5n"] {
        assert!(!complaints(theirs.as_bytes(), Place::Screen).is_empty(), "{theirs:?}");
    }
}
