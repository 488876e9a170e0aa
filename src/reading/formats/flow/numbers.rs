//! Numbers of lists: how they are written, and whether what is printed with them is text.

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::reading::formats) enum Style {
    #[default]
    Decimal,
    /// With a zero before a single figure.
    Padded,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    /// 1st, 2nd
    Ordinal,
    /// Figures as they are spoken in Chinese: ten and one.
    Counted,
    /// The ten figures of Chinese in their places.
    Figures,
    /// The ten heavenly stems.
    Stems,
    Circled,
    FullWidth,
    Bullet,
    Nothing,
}

/// The ten figures of Chinese, from zero; what stands for ten, a hundred and a thousand, and for a gap among them.
const FIGURES: [char; 10] = [
    '\u{3007}', '\u{4e00}', '\u{4e8c}', '\u{4e09}', '\u{56db}', '\u{4e94}', '\u{516d}', '\u{4e03}', '\u{516b}',
    '\u{4e5d}',
];
const UNITS: [(u32, char); 3] = [(1000, '\u{5343}'), (100, '\u{767e}'), (10, '\u{5341}')];
const GAP: char = '\u{96f6}';
const STEMS: [char; 10] = [
    '\u{7532}', '\u{4e59}', '\u{4e19}', '\u{4e01}', '\u{620a}', '\u{5df1}', '\u{5e9a}', '\u{8f9b}', '\u{58ec}',
    '\u{7678}',
];

impl Style {
    /// The style of this name in OOXML.
    pub(in crate::reading::formats) fn of_ooxml(name: &str) -> Self {
        match name {
            "none" => Style::Nothing,
            "bullet" => Style::Bullet,
            "decimalZero" => Style::Padded,
            "upperRoman" => Style::UpperRoman,
            "lowerRoman" => Style::LowerRoman,
            "upperLetter" => Style::UpperLetter,
            "lowerLetter" => Style::LowerLetter,
            "ordinal" => Style::Ordinal,
            "chineseCounting"
            | "chineseCountingThousand"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "japaneseCounting"
            | "koreanCounting" => Style::Counted,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => Style::Figures,
            "ideographTraditional" => Style::Stems,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Style::Circled,
            "decimalFullWidth" | "decimalFullWidth2" => Style::FullWidth,
            _ => Style::Decimal,
        }
    }

    /// The style that OpenDocument shows by the first of its numbers.
    pub(in crate::reading::formats) fn of_first(first: &str) -> Self {
        match first.chars().next() {
            None => Style::Nothing,
            Some('i') => Style::LowerRoman,
            Some('I') => Style::UpperRoman,
            Some('a') => Style::LowerLetter,
            Some('A') => Style::UpperLetter,
            Some('\u{2460}') => Style::Circled,
            Some('\u{ff11}') => Style::FullWidth,
            Some(first) if first == FIGURES[1] => Style::Counted,
            Some(first) if first == STEMS[0] => Style::Stems,
            Some(_) if first.starts_with("1st") => Style::Ordinal,
            Some(_) => Style::Decimal,
        }
    }

    /// A number in this style.
    pub(in crate::reading::formats) fn write(self, number: u32) -> String {
        match self {
            Style::Nothing | Style::Bullet => String::new(),
            Style::Decimal => number.to_string(),
            Style::Padded => format!("{number:02}"),
            Style::UpperRoman => roman(number),
            Style::LowerRoman => roman(number).to_ascii_lowercase(),
            Style::UpperLetter => letters(number),
            Style::LowerLetter => letters(number).to_ascii_lowercase(),
            Style::Ordinal => {
                let ending = match (number % 10, number % 100 / 10) {
                    (1, tens) if tens != 1 => "st",
                    (2, tens) if tens != 1 => "nd",
                    (3, tens) if tens != 1 => "rd",
                    _ => "th",
                };
                format!("{number}{ending}")
            }
            Style::Counted => counted(number),
            Style::Figures => number.to_string().bytes().map(|digit| FIGURES[usize::from(digit - b'0') % 10]).collect(),
            Style::Stems => match number {
                1..=10 => STEMS[number as usize - 1].to_string(),
                _ => number.to_string(),
            },
            Style::Circled => match number {
                1..=20 => char::from_u32(0x2460 + number - 1).map(String::from).unwrap_or_default(),
                _ => number.to_string(),
            },
            Style::FullWidth => {
                let wide = |digit: u8| char::from_u32(0xff10 + u32::from(digit - b'0')).unwrap_or_default();
                number.to_string().bytes().map(wide).collect()
            }
        }
    }
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let (mut rest, mut written) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

/// A, B … Z, AA, BB, as word processors count.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 20) else { return number.to_string() };
    let letter = char::from(b'A' + (index % 26) as u8);
    std::iter::repeat_n(letter, index as usize / 26 + 1).collect()
}

fn counted(number: u32) -> String {
    if number == 0 || number >= 10_000 {
        return number.to_string();
    }
    let (mut rest, mut written, mut has_gap) = (number, String::new(), false);
    for (unit, sign) in UNITS {
        let figure = rest / unit;
        rest %= unit;
        if figure == 0 {
            has_gap |= !written.is_empty() && rest > 0;
            continue;
        }
        if std::mem::take(&mut has_gap) {
            written.push(GAP);
        }
        // Eleven is ten and one, without a one before it.
        if !(unit == 10 && figure == 1 && written.is_empty()) {
            written.push(FIGURES[figure as usize % 10]);
        }
        written.push(sign);
    }
    if rest > 0 {
        if has_gap {
            written.push(GAP);
        }
        written.push(FIGURES[rest as usize % 10]);
    }
    written
}

/// A mark such as `Q` with its stop is no longer, in characters.
const MAX_MARK: usize = 3;

/// What is printed before a paragraph: its bullet or number, and words, which belong to its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::reading::formats) struct Printed {
    pub(in crate::reading::formats) marker: String,
    pub(in crate::reading::formats) words: String,
}

/// What is printed by a template in which `%1` stands for the number of the first level. Words and colons are text like a
/// speaker's label, and no bullet. What counts paragraphs is no part of a name: before a colon, or behind a mark of a letter,
/// the number stands by itself.
pub(in crate::reading::formats) fn printed(template: &str, number: impl Fn(usize) -> String) -> Printed {
    if !is_text(template) {
        return Printed { marker: filled(template, number).trim().to_owned(), words: String::new() };
    }
    let bare = filled(template, |_| String::new());
    let bare = bare.trim_end();
    let is_mark = bare.ends_with('.') && bare.chars().count() <= MAX_MARK;
    if !template.contains('%') || !is_mark && !bare.ends_with([':', '：']) {
        return Printed { marker: String::new(), words: filled(template, number) };
    }
    let numbers: Vec<String> = places(template).map(number).filter(|number| !number.is_empty()).collect();
    let marker = if !numbers.is_empty() { format!("{}.", numbers.join(".")) } else { String::new() };
    let colon = bare.chars().next_back().unwrap_or(':');
    let words = bare.trim_end_matches([':', '：', ' ', '.', '-', '\u{3000}']);
    Printed { marker, words: format!("{words}{colon}") }
}

/// What was printed by such a template, of which only the outcome is known.
pub(in crate::reading::formats) fn printed_as(outcome: &str) -> Printed {
    if is_number(outcome) {
        return Printed { marker: outcome.trim().to_owned(), words: String::new() };
    }
    let Some(at) = outcome.find(|letter: char| letter.is_ascii_digit()) else {
        return printed(outcome, |_| String::new());
    };
    let behind = outcome[at..].trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    // A stop behind the last figure is no part of the number.
    let number = outcome[at..outcome.len() - behind.len()].trim_end_matches('.');
    let (before, behind) = (outcome[..at].replace('%', ""), outcome[at + number.len()..].replace('%', ""));
    printed(&format!("{before}%1{behind}"), |_| number.to_owned())
}

/// The levels that a template prints the numbers of.
fn places(template: &str) -> impl Iterator<Item = usize> + '_ {
    let pairs = template.chars().zip(template.chars().skip(1)).filter(|(sign, _)| *sign == '%');
    pairs.filter_map(|(_, level)| level.to_digit(10)).filter(|level| *level > 0).map(|level| level as usize - 1)
}

/// A template with the numbers of its levels.
fn filled(template: &str, number: impl Fn(usize) -> String) -> String {
    let mut filled = String::new();
    let mut letters = template.chars().peekable();
    while let Some(letter) = letters.next() {
        let level = letters.peek().filter(|_| letter == '%').and_then(|next| next.to_digit(10)).filter(|of| *of > 0);
        match level {
            Some(level) => {
                letters.next();
                filled.push_str(&number(level as usize - 1));
            }
            None => filled.push(letter),
        }
    }
    filled
}

fn is_text(template: &str) -> bool {
    let mut letters = template.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => {
                letters.next();
            }
            ':' | '：' => return true,
            // A bullet is often an `o`, and some fonts have their signs among the letters.
            _ if letter.is_alphabetic() && template.chars().count() > 1 => return true,
            _ => {}
        }
    }
    false
}

/// Whether all that is printed before an item is its number, in letters or in the figures of a script: `iv.`, `b)`.
fn is_number(printed: &str) -> bool {
    let bare = printed.trim_matches(['.', ')', '(', '（', '）', '、', ' ']);
    let is_figure =
        |letter: char| FIGURES.contains(&letter) || letter == GAP || UNITS.iter().any(|(_, unit)| *unit == letter);
    let is_roman = |letter: char| "ivxlcdmIVXLCDM".contains(letter);
    let is_spelled = bare.chars().count() == 1 || bare.chars().all(is_roman) || bare.chars().all(is_figure);
    !bare.is_empty() && bare != printed && is_spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_show_them() {
        let check = |style: Style, number, expected: &str| assert_eq!(style.write(number), expected);
        check(Style::LowerRoman, 1994, "mcmxciv");
        check(Style::UpperLetter, 28, "BB");
        check(Style::Ordinal, 112, "112th");
        check(Style::Counted, 10, "十");
        check(Style::Counted, 21, "二十一");
        check(Style::Counted, 105, "一百零五");
        check(Style::Counted, 110, "一百一十");
        check(Style::Counted, 3007, "三千零七");
        check(Style::Figures, 105, "一〇五");
        check(Style::Circled, 3, "③");
        check(Style::FullWidth, 12, "１２");
        check(Style::Nothing, 3, "");
        assert_eq!(Style::of_first("一, 二, 三, ..."), Style::Counted);
    }

    #[test]
    fn words_are_text_and_numbers_are_not() {
        let check = |template, marker: &str, words: &str| {
            let expected = Printed { marker: marker.to_owned(), words: words.to_owned() };
            assert_eq!(printed(template, |_| "7".to_owned()), expected, "{template}");
            assert_eq!(printed_as(&filled(template, |_| "7".to_owned())), expected, "{template}");
        };
        check("%1.", "7.", "");
        check("(%1)", "(7)", "");
        check("•", "•", "");
        check("o", "o", "");
        check("问%1：", "7.", "问：");
        check("Question %1:", "7.", "Question:");
        check("Q:", "", "Q:");
        check("Q%1.", "7.", "Q.");
        check("Article %1.", "", "Article 7.");
        check("%1)", "7)", "");
        check("第%1条", "", "第7条");
        assert!(is_number("iv.") && is_number("b)") && is_number("十一、") && !is_number("问1："));
    }
}
