//! Reporters who introduce themselves in languages of wide letters: 我是某某社记者, 某某新聞の某です, 某某일보 某某 기자입니다. Each
//! way is a row with an example.

use std::cell::OnceCell;

use crate::reading::labels::names::{self, Role};
use crate::reading::labels::outlets::is_outlet;
use crate::reading::lexicon::{Lexicon, Pairs, Words, fold};
use crate::reading::rules::Rule;
use crate::reading::wrap::{first_letters, is_unspaced, signs};

/// Characters within which somebody says who he is.
const SOON: usize = 80;
/// The longest name of an outlet, in characters.
const LONGEST: usize = 20;
/// What stands before an introduction that words end.
const SENTENCE_ENDS: [char; 7] = ['。', '.', '?', '!', ',', '？', '！'];

/// What somebody says first.
struct Opening<'a> {
    speaker: &'a str,
    text: &'a str,
    lexicon: &'a Lexicon,
    /// Whether it is in a script in which words end an introduction: without such a word nobody introduces himself there.
    is_closed: bool,
    /// The pairs of its characters, once a rule has asked for them.
    pairs: OnceCell<Pairs>,
}

/// Finds the outlet, as printed.
type Finds = fn(&Opening) -> Option<String>;

/// Finds the outlet that is named, as printed; the first that finds one decides.
const RULES: [Rule<Finds>; 4] = [
    Rule {
        because: "it is before a word that ends an introduction, where no space tells words apart",
        example: "✗記者：海港新聞の森下です。灯はついていますか。\n\n守灯人：ついています。\n\n記者：今日もですか。\n\n守灯人：今日もです。",
        n_cases: 1,
        finds: |it| in_parts(it.closed().filter(|said| said.contains(is_unspaced))?, it.lexicon),
    },
    Rule {
        because: "it is before a name and a word that ends an introduction, where spaces tell words apart",
        example: "✗기자: 등대일보 한서윤 기자입니다. 등대는 켜져 있습니까?\n\n등대지기: 켜져 있습니다.\n\n기자: 오늘도요?\n\n등대지기: 오늘도요.",
        n_cases: 0,
        finds: |it| in_words(it.speaker, it.closed().filter(|said| !said.contains(is_unspaced))?, it.lexicon),
    },
    Rule {
        because: "it is after words that begin an introduction",
        example: "✗记者：我是海港通讯社记者，灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。",
        n_cases: 0,
        finds: |it| if it.is_closed { None } else { presented(it.text, it.pairs(), it.lexicon) },
    },
    Rule {
        because: "it is with the word for a reporter between commas",
        example: "✗记者：谢谢主持人，海港卫视记者，请问灯还亮吗？\n\n守灯人：亮着。\n\n记者：一直亮？\n\n守灯人：一直。",
        n_cases: 0,
        finds: |it| if it.is_closed { None } else { between_commas(it.text, it.pairs(), it.lexicon) },
    },
];

/// The outlet that the first words of `speaker` name, as printed.
pub(crate) fn outlet(speaker: &str, opening: &str, lexicon: &Lexicon) -> Option<String> {
    let opening = Opening::of(speaker, opening, lexicon);
    let found = RULES.iter().find_map(|rule| (rule.finds)(&opening));
    found.filter(|outlet| outlet.chars().count() <= LONGEST && !lexicon.not_outlets.has(&fold(outlet)))
}

impl<'a> Opening<'a> {
    fn of(speaker: &'a str, opening: &'a str, lexicon: &'a Lexicon) -> Self {
        let text = first_letters(opening, SOON);
        let ends = |script: Syllables| lexicon.am.all_as_written().any(|word| script.begins(word));
        let is_closed = signs(text).any(|(_, sign)| Syllables::of(sign).is_some_and(ends));
        Opening { speaker, text, lexicon, is_closed, pairs: OnceCell::new() }
    }

    fn pairs(&self) -> &Pairs {
        self.pairs.get_or_init(|| Pairs::of(self.text))
    }

    /// `某某新聞の某です`, `某某일보 某某 기자입니다`: what is said before the words that end it.
    fn closed(&self) -> Option<&'a str> {
        if !self.is_closed {
            return None;
        }
        let end = self.lexicon.am.all_as_written().filter_map(|word| self.text.find(word)).min()?;
        self.text[..end].rsplit(SENTENCE_ENDS).next()
    }
}

/// `幹事社、某某新聞の某`: the first outlet among the parts, where no space tells words apart.
fn in_parts(said: &str, lexicon: &Lexicon) -> Option<String> {
    if said.chars().count() > 2 * LONGEST {
        return None;
    }
    let parts = said.split(['、', '，', '・', ' ', '\u{3000}']);
    let mut parts = parts.flat_map(|part| at_links(part, lexicon)).map(str::trim);
    parts.find(|part| is_outlet(part, lexicon) && !lexicon.not_outlets.has(&fold(part))).map(str::to_owned)
}

/// The pieces of a text between the words that link an outlet to what follows it.
fn at_links<'a>(text: &'a str, lexicon: &Lexicon) -> Vec<&'a str> {
    let mut pieces = vec![text];
    for link in lexicon.links.all_as_written() {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(link)).collect();
    }
    pieces
}

/// `저는 某某일보 某某 기자`: the words before a name, of which the last may be linked to it.
fn in_words(speaker: &str, said: &str, lexicon: &Lexicon) -> Option<String> {
    let is_any = |list: &Words, word: &str| list.all_as_written().any(|listed| listed == word);
    let mut words: Vec<&str> = said.split_whitespace().filter(|word| !is_any(&lexicon.presents, word)).collect();
    let is_reporter = words.pop_if(|last| is_any(&lexicon.reporters, last)).is_some();
    let name = words.pop()?;
    let outlet = words.join(" ");
    let outlet = without_links(&outlet, lexicon);
    let is_called = (2..=4).contains(&name.chars().count()) && (1..=2).contains(&words.len());
    let is_asker = || names::role(speaker, lexicon) == Some(Role::Asker);
    (is_called && (is_reporter || is_outlet(outlet, lexicon) || is_asker())).then(|| outlet.to_owned())
}

/// A text without the words at its end that link it to what follows.
fn without_links<'a>(mut text: &'a str, lexicon: &Lexicon) -> &'a str {
    while let Some(before) = lexicon.links.before_end(text) {
        text = before;
    }
    text
}

/// `我是《某某报》记者某某`, `我来自某某电视台`: what is said behind the words that begin it.
fn presented(opening: &str, pairs: &Pairs, lexicon: &Lexicon) -> Option<String> {
    let mut presents = lexicon.presents.all_as_written().filter(|word| pairs.may_have(word));
    let start = presents.find_map(|word| Some(opening.find(word)? + word.len()))?;
    let rest = opening[start..].trim_start_matches('“');
    let outlet = rest[..end_of_outlet(rest, lexicon)?].trim();
    (is_outlet(outlet, lexicon) || outlet.ends_with('》')).then(|| outlet.to_owned())
}

/// Where the name of an outlet ends: before 的, 记者 or a comma that no 《 and 》 enclose.
fn end_of_outlet(rest: &str, lexicon: &Lexicon) -> Option<usize> {
    let title = rest.find('《').and_then(|open| Some((open, rest[open..].find('》')? + open)));
    let is_outside = |at: &usize| title.is_none_or(|(open, close)| *at < open || *at > close);
    let words = lexicon.links.all_as_written().chain(lexicon.reporters.all_as_written());
    let ends = words.chain(["，", "。", "、", "”", "》"]);
    ends.filter_map(|word| rest.match_indices(word).map(|(at, _)| at).find(is_outside)).min()
}

/// Nothing but `某某社记者` between commas.
fn between_commas(opening: &str, pairs: &Pairs, lexicon: &Lexicon) -> Option<String> {
    let reporters = || lexicon.reporters.all_as_written();
    if !reporters().any(|word| pairs.may_have(word)) {
        return None;
    }
    let clauses = opening.split(['，', '。', '！', '：', '（', '）', ',']).map(str::trim).take(3);
    let before = |clause: &str| {
        let word = reporters().find_map(|word| clause.find(word))?;
        Some(without_links(&clause[..word], lexicon).to_owned())
    };
    let is_reported = |outlet: &str| lexicon.reported.all_as_written().any(|word| outlet.starts_with(word));
    let is_named = |outlet: &String| is_outlet(outlet, lexicon) && !is_reported(outlet);
    clauses.filter(|clause| clause.chars().count() <= LONGEST).filter_map(before).find(is_named)
}

/// Scripts of syllables, each of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syllables {
    Kana,
    Hangul,
}

impl Syllables {
    fn of(letter: char) -> Option<Self> {
        match letter {
            '\u{3041}'..='\u{3093}' => Some(Syllables::Kana),
            letter if names::is_hangul(letter) => Some(Syllables::Hangul),
            _ => None,
        }
    }

    /// Whether a word begins in the script.
    fn begins(self, word: &str) -> bool {
        word.chars().next().and_then(Syllables::of) == Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::examples::{check_rules, with_paragraphs};
    use crate::reading::turns::speeches;

    /// For each rule the first lines of the speeches in which it finds an outlet, and none before it.
    fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
        with_paragraphs(bytes, name, lexicon, |page| {
            let mut found = vec![Vec::new(); RULES.len()];
            for speech in speeches::find(&page.drafts, &page.stated.parts, lexicon) {
                let text = speech.opening(&page.drafts, lexicon);
                let opening = Opening::of(&speech.name, &text, lexicon);
                let rule = RULES.iter().position(|rule| (rule.finds)(&opening).is_some());
                let line = page.drafts[speech.drafts.start].first();
                rule.into_iter().for_each(|rule| found[rule].push(line.to_owned()));
            }
            found
        })
    }

    #[test]
    fn each_rule_finds_what_its_example_marks_and_cases_of_the_project_need_it() {
        check_rules(&RULES.map(|rule| rule.row()), "example.md", found_by);
    }

    #[test]
    fn reporters_say_for_whom_they_ask() {
        let lexicon = Lexicon::default_words();
        let check = |text: &str, expected: Option<&str>| {
            let speaker = if text.contains('니') { "기자" } else { "记者" };
            assert_eq!(outlet(speaker, text, &lexicon).as_deref(), expected, "{text}");
        };
        check("我是海港通讯社记者，想问", Some("海港通讯社"));
        check("谢谢主持人。我是《海港日报》的记者，请问", Some("《海港日报》"));
        check("我来自远山《灯塔报》，请问", Some("远山《灯塔报》"));
        check("谢谢主持人，海港卫视记者，请问灯塔何时修好", Some("海港卫视"));
        check("我是一個做直播的記者", None);
        check("据海港社记者报道，灯塔坏了", None);
        check("海港新聞の森下です。伺います。", Some("海港新聞"));
        check("幹事社、灯台通信の田村と申します。", Some("灯台通信"));
        check("灯台が好きです。", None);
        check("안녕하십니까? 등대일보 한서윤 기자입니다. 여쭙겠습니다.", Some("등대일보"));
        check("저는 항구넷의 한서윤입니다.", Some("항구넷"));
        check("그것은 등대일보 보도의 사실입니다.", None);
    }

    #[test]
    fn introductions_can_be_taught() {
        let taught = "[mine]\npresents = [\"本人係\"]\nlinks = [\"嘅\"]\nreporters = [\"記仔\"]\nam = [\"でありんす\", \"-です\"]\n";
        let lexicon = Lexicon::default_words().with(taught);
        let check = |text: &str, expected: Option<&str>| {
            let found = lexicon.as_ref().ok().and_then(|lexicon| outlet("記者", text, lexicon));
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("本人係海港通讯社嘅記仔，想問", Some("海港通讯社"));
        check("海港新聞の森下でありんす。", Some("海港新聞"));
        check("海港新聞の森下です。", None);
    }
}
