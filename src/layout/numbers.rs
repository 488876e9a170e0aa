//! Numbers, and what stays on the row with them: 第5条, No. 5, 3,000万元, 5 km, ５．２％.

/// How the character before a place belongs to a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Number {
    /// Not at all.
    #[default]
    None,
    /// It stands before one: 第, or the full stop of `No.`.
    Opens,
    /// It is the decimal point or another mark between two full-width digits.
    Joins,
    /// It ends one: a digit, or 万 亿 … behind a digit.
    Ends,
    /// It is the first of the two characters of a unit behind one: the 公 of 3公里.
    Measures,
}

impl Number {
    /// What `c` is to a number, if the character before it was `self`; it stands between the texts `behind` and `ahead`.
    pub fn then(self, c: char, behind: &str, ahead: &str) -> Self {
        let goes_on = self == Number::Ends;
        match c {
            _ if is_digit(c) => Number::Ends,
            '万' | '萬' | '亿' | '億' | '千' | '百' | '兆' | '多' | '余' | '餘' | '几' | '幾' | '数' | '數'
                if goes_on =>
            {
                Number::Ends
            }
            '．' | '：' | '／' if goes_on && begins_with_full_width_digits(ahead, 1) => Number::Joins,
            '，' if goes_on && begins_with_full_width_digits(ahead, 3) => Number::Joins,
            '第' => Number::Opens,
            _ if goes_on && begins_word(c, ahead) => Number::Measures,
            '.' if ABBREVIATIONS.iter().any(|word| ends_with_word(behind, word)) => Number::Opens,
            _ => Number::None,
        }
    }
}

/// The abbreviations that a number follows, without their full stop.
const ABBREVIATIONS: [&str; 10] = ["No", "no", "Nos", "Fig", "Art", "Sec", "Vol", "Ch", "pp", "p"];

/// Units and measure words of two characters.
const UNITS: [&str; 47] = [
    "美元", "欧元", "歐元", "日元", "港元", "英镑", "英鎊", "卢布", "盧布", "小时", "小時", "公里", "公斤", "公顷",
    "公頃", "平方", "立方", "千米", "厘米", "毫米", "世纪", "世紀", "周年", "週年", "季度", "分钟", "分鐘", "年代",
    "月份", "年级", "年級", "人次", "周岁", "週歲", "海里", "英里", "公分", "公升", "公尺", "個月", "个月", "か月",
    "か国", "か所", "ヶ月", "ヶ国", "ヶ所",
];

/// Units in Latin letters, which stand behind a space.
const LATIN_UNITS: [&str; 18] =
    ["km", "m", "cm", "mm", "kg", "g", "mg", "t", "kW", "MW", "GW", "kWh", "GB", "MB", "TB", "Hz", "GHz", "ms"];

/// Whether `after`, which `ahead` follows, counts or measures.
pub fn is_unit(after: char, ahead: &str) -> bool {
    let time = matches!(
        after,
        '年' | '月' | '日' | '号' | '號' | '时' | '時' | '点' | '點' | '分' | '秒' | '岁' | '歲' | '周'
    );
    let multiple = matches!(after, '元' | '万' | '萬' | '亿' | '億' | '千' | '百' | '兆' | '円' | '倍' | '度' | '%');
    let count = matches!(
        after,
        '个' | '個'
            | '名'
            | '人'
            | '项'
            | '項'
            | '次'
            | '届'
            | '屆'
            | '条'
            | '條'
            | '回'
            | '本'
            | '位'
            | '家'
            | '件'
    );
    let measure = matches!(after, '天' | '米' | '吨' | '噸' | '页' | '頁' | '章' | '期');
    time || multiple || count || measure || begins_word(after, ahead) || is_latin_unit(after, ahead)
}

/// Ideographs that go on with the sentence behind a number, and count nothing: 3和5, 2019至2023.
const GOES_ON: &str = "至和与與到或及的是在就也都而且但并並之以为為有不比从從乘加减減除等後后前中里裡內内上下起止左";

/// Whether `after`, right behind a number, is taken for a measure word: there are hundreds of them (3份, 8户, 25辆), and few
/// ideographs that can stand there and are none.
pub fn counts(after: char) -> bool {
    matches!(after, '\u{3400}'..='\u{9fff}' | 'つ') && !GOES_ON.contains(after)
}

/// Whether `first` and the beginning of `ahead` are a unit of two characters.
fn begins_word(first: char, ahead: &str) -> bool {
    UNITS.iter().any(|unit| unit.strip_prefix(first).is_some_and(|second| ahead.starts_with(second)))
}

fn is_latin_unit(first: char, ahead: &str) -> bool {
    let behind = |unit: &&'static str| unit.strip_prefix(first).and_then(|rest| ahead.strip_prefix(rest));
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    first.is_ascii_alphabetic() && LATIN_UNITS.iter().filter_map(behind).any(is_end)
}

/// Whether `c` is a digit, of half or full width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_full_width_digit(c)
}

fn is_full_width_digit(c: char) -> bool {
    ('０'..='９').contains(&c)
}

fn begins_with_full_width_digits(text: &str, n: usize) -> bool {
    text.chars().take_while(|&c| is_full_width_digit(c)).nth(n - 1).is_some()
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::super::kinsoku::checks::check;
    use super::super::language::Language::{Japanese, Latin, SimplifiedChinese, TraditionalChinese};

    #[test]
    fn digits_stay_with_their_unit() {
        check(SimplifiedChinese, "在|2024年|3 月 |7 日|约|25%、|１２３吨|和|￥500万元");
        check(SimplifiedChinese, "约|3,000万人、|126.06万亿元|和|3 万户|众|万|人");
        check(SimplifiedChinese, "长|5 km，|重|3公斤|半，|5 |kind");
        check(SimplifiedChinese, "100 %、|100%、|3°C、|3 °C，|价|¥100");
        check(TraditionalChinese, "約|3億美元，|３０小時，|5 mm|厚");
        check(Japanese, "約|3億円、|１０月|に");
    }

    #[test]
    fn measure_words_stay_with_what_they_count_and_particles_do_not() {
        check(SimplifiedChinese, "签|3份|合|同，|8户，|5分钟，|80年代，|1400多人，|25辆，|3月份");
        check(SimplifiedChinese, "从|2019|至|2023|的|数，|选|3|和|5，|第15 |发|布");
        check(TraditionalChinese, "1,300多項|建|議");
        check(Japanese, "3つ|と|5か月|と|2ヶ所");
    }

    #[test]
    fn what_stands_before_a_number_stays_with_it() {
        check(SimplifiedChinese, "见|第５条、|第 12 页|和|第|十|条");
        check(SimplifiedChinese, "见|No. 5、|Fig. 2、|（p. 7）");
        check(SimplifiedChinese, "stop. |5月|7kg");
    }

    #[test]
    fn dates_part_between_their_numbers_only() {
        check(SimplifiedChinese, "2025年|3月|7日|10:30|起");
        check(SimplifiedChinese, "２０２５年|３月|１０：３０|起");
    }

    #[test]
    fn marks_within_full_width_numbers_divide_nothing() {
        check(SimplifiedChinese, "增|长|５．２％，|达|１，０００人");
        check(SimplifiedChinese, "选|１，|２，|３４");
    }

    #[test]
    fn latin_text_has_the_breaks_of_uax_14() {
        check(Latin, "No. |5 |is |5 |km |long");
    }
}
