//! The shapes in which labels are printed, each in five languages.

use super::{document, turns};
use wenda::document::turn::Certainty;
use wenda::reading::{Lexicon, ReadOptions, read};

/// Who asks, who answers and what is said.
struct Talk {
    asker: &'static str,
    answerer: &'static str,
    said: [&'static str; 4],
}

const SIMPLIFIED: Talk =
    Talk {
        asker: "记者", answerer: "发言人", said: ["桥修好了吗？", "修好了。", "花了多少钱？", "不多。"]
    };
const TRADITIONAL: Talk =
    Talk {
        asker: "記者", answerer: "發言人", said: ["橋修好了嗎？", "修好了。", "花了多少錢？", "不多。"]
    };
const ENGLISH: Talk = Talk {
    asker: "Reporter",
    answerer: "Spokesperson",
    said: ["Is the bridge done?", "It is.", "At what cost?", "Not much."],
};
const JAPANESE: Talk = Talk {
    asker: "記者",
    answerer: "大臣",
    said: ["橋は直りましたか。", "直りました。", "いくらかかりましたか。", "それほどでも。"],
};
const KOREAN: Talk = Talk {
    asker: "기자",
    answerer: "대변인",
    said: ["다리는 고쳤습니까?", "고쳤습니다.", "얼마나 들었습니까?", "많지 않습니다."],
};

#[test]
fn times_that_begin_paragraphs_without_a_name_are_kept_as_times() {
    let talk = "(00:00:04) Reporter: Is the bridge done?\n\n(00:00:09) Spokesperson: It is.\n\n(00:01:10) We had to wait \
                for the planks.\n\n(00:01:55) They came by boat.\n\n(00:02:10) Reporter: At what cost?\n\n(00:02:30) \
                Spokesperson: Not much.\n\n(00:02:46) Less than a new one.\n\n";
    let times = |text: &str| {
        let document = read(text.as_bytes(), "a.txt", &ReadOptions::default(), &Lexicon::default_words());
        let seconds: Vec<u64> = document.moments.iter().map(|moment| moment.time / 1_000).collect();
        (document.turns.len(), seconds)
    };
    assert_eq!(times(talk), (4, vec![4, 9, 70, 115, 130, 150, 166]));
    // Two may be anything, and in a programme nobody speaks.
    assert_eq!(times(&talk.replace("(00:02:46) ", "")), (4, vec![4, 9, 130, 150]));
    let programme = "(09:00) Doors open.\n\n(09:30) The mayor greets all.\n\n(10:00) The bridge is shown.\n\n";
    assert_eq!(times(programme), (0, vec![]));
}

/// The same talks between marks in place of names.
const fn marked(talk: Talk, asker: &'static str, answerer: &'static str) -> Talk {
    Talk { asker, answerer, ..talk }
}

const NAMED: [Talk; 5] = [SIMPLIFIED, TRADITIONAL, ENGLISH, JAPANESE, KOREAN];
const MARKED: [Talk; 5] = [
    marked(SIMPLIFIED, "问", "答"),
    marked(TRADITIONAL, "問", "答"),
    marked(ENGLISH, "Q", "A"),
    marked(JAPANESE, "問", "答"),
    marked(KOREAN, "문", "답"),
];

/// Prints each talk with `print(number, name, said)` and checks that its four turns are found, and nothing else.
fn check(name: &str, talks: &[Talk], print: impl Fn(usize, &str, &str) -> String) {
    for talk in talks {
        let names = [talk.asker, talk.answerer, talk.asker, talk.answerer];
        let text: String = (0..4).map(|index| print(index, names[index], talk.said[index])).collect();
        let found = turns(&document(name, &text));
        let is_as_printed = |index: usize| {
            let sign = if index.is_multiple_of(2) { '?' } else { '!' };
            let speaker = found[index].split(": ").next().unwrap_or_default();
            let rest = found[index].ends_with(talk.said[index]);
            speaker.starts_with(&format!("{sign} {}", names[index])) && rest
        };
        assert!(found.len() == 4 && (0..4).all(is_as_printed), "{text}\n{found:#?}");
    }
}

/// A time of the recording: a new one for each turn.
fn time(index: usize) -> String {
    format!("00:0{index}:1{index}")
}

#[test]
fn a_name_and_a_colon_of_either_width() {
    check("a.txt", &NAMED, |_, name, said| format!("{name}：{said}\n\n"));
    check("a.txt", &NAMED, |_, name, said| format!("{name}: {said}\n\n"));
    check("a.txt", &MARKED, |index, name, said| format!("{name}{}{said}\n", if index < 2 { "：" } else { ": " }));
}

#[test]
fn an_indented_label() {
    check("a.txt", &NAMED, |_, name, said| format!("\u{3000}\u{3000}{name}：{said}\n\n"));
    check("a.txt", &MARKED, |_, name, said| format!("    {name}：{said}\n\n"));
}

#[test]
fn a_strong_label_and_a_strong_question() {
    check("a.md", &NAMED, |_, name, said| format!("**{name}：** {said}\n\n"));
    check("a.md", &NAMED, |_, name, said| format!("**{name}**: {said}\n\n"));
    check("a.md", &MARKED, |index, name, said| {
        if index.is_multiple_of(2) { format!("**{name}：{said}**\n\n") } else { format!("{name}：{said}\n\n") }
    });
}

#[test]
fn a_heading_as_label() {
    check("a.md", &NAMED, |_, name, said| format!("### {name}：\n\n{said}\n\n"));
    check("a.md", &MARKED, |_, name, said| format!("### {name}：{said}\n\n"));
}

#[test]
fn a_label_on_a_line_of_its_own() {
    check("a.txt", &NAMED, |_, name, said| format!("{name}：\n\n{said}\n\n"));
    check("a.txt", &NAMED, |_, name, said| format!("{name}\n\n{said}\n\n"));
}

#[test]
fn a_label_without_a_colon() {
    check("a.txt", &MARKED, |_, name, said| format!("{name}\u{3000}{said}\n\n"));
    check("a.txt", &NAMED, |_, name, said| format!("【{name}】{said}\n\n"));
    check("a.md", &NAMED, |_, name, said| format!("**{name}** {said}\n\n"));
    check("a.txt", &MARKED, |_, name, said| format!("{name} - {said}\n\n"));
}

#[test]
fn a_label_with_a_time() {
    check("a.txt", &NAMED, |index, name, said| format!("{name} ({}):\n{said}\n\n", time(index)));
    check("a.txt", &NAMED, |index, name, said| format!("{name}: {}\n{said}\n\n", time(index)));
    check("a.txt", &NAMED, |index, name, said| format!("[{}] {name}：{said}\n\n", time(index)));
    check("a.txt", &NAMED, |index, name, said| format!("{name} {}\n{said}\n\n", time(index)));
}

#[test]
fn a_numbered_label() {
    check("a.txt", &MARKED, |index, name, said| {
        if index.is_multiple_of(2) {
            format!("{}、{name}：{said}\n\n", index / 2 + 1)
        } else {
            format!("{name}：{said}\n\n")
        }
    });
    check("a.txt", &MARKED, |index, name, said| format!("{name}{}：{said}\n\n", index / 2 + 1));
    check("a.md", &MARKED, |index, name, said| {
        if index.is_multiple_of(2) {
            format!("{}. {name}：{said}\n\n", index / 2 + 1)
        } else {
            format!("{name}：{said}\n\n")
        }
    });
}

#[test]
fn a_label_wrapped_over_two_lines() {
    let wrapped = |first: &'static str, second: &'static str, talk: Talk| {
        let print = |index: usize, name: &str, said: &str| {
            if index == 0 { format!("{first}\n{second}：{said}\n\n") } else { format!("{name}：{said}\n\n") }
        };
        let text: String = [talk.asker, talk.answerer, talk.asker, talk.answerer]
            .iter()
            .enumerate()
            .map(|(index, name)| print(index, name, talk.said[index]))
            .collect();
        let found = turns(&document("a.txt", &text));
        assert_eq!(found.len(), 4, "{text}\n{found:#?}");
        assert!(
            found[0].contains(second) && found[0].contains(first) && found[0].ends_with(talk.said[0]),
            "{found:#?}"
        );
    };
    wrapped("某某省广播电视台某某频道", "特派记者", SIMPLIFIED);
    wrapped("某某縣廣播電視台某某頻道", "特派記者", TRADITIONAL);
    wrapped("The Northern Harbour Evening Gazette", "Reporter", ENGLISH);
    wrapped("某某県放送テレビ局", "政治部記者", JAPANESE);
    wrapped("어느 바다 방송", "사회부 기자", KOREAN);
}

#[test]
fn markup_that_says_who_speaks() {
    check("a.html", &NAMED, |_, name, said| format!("<p><cite>{name}:</cite> {said}</p>"));
    check("a.html", &NAMED, |_, name, said| format!("<dl><dt>{name}</dt><dd>{said}</dd></dl>"));
    check("a.html", &NAMED, |_, name, said| format!("<p><b>{name}：</b>{said}</p>"));
    check("a.txt", &NAMED, |_, name, said| format!("<NAME>{name}</NAME>. {said} "));
}

#[test]
fn voices_of_subtitles() {
    let cue = |index: usize, text: String| {
        let head = if index == 0 { "WEBVTT\n\n" } else { "" };
        format!("{head}00:0{index}:00.000 --> 00:0{index}:05.000\n{text}\n\n")
    };
    check("a.vtt", &NAMED, |index, name, said| cue(index, format!("<v {name}>{said}")));
    check("a.vtt", &NAMED, |index, name, said| cue(index, format!("{name}: {said}")));
}

#[test]
fn rows_of_a_table() {
    check("a.html", &NAMED, |_, name, said| format!("<table><tr><td>{name}</td><td>{said}</td></tr></table>"));
}

/// The turns of a talk, read with a person's own file.
fn with_own(overlay: &str, text: &str) -> Vec<String> {
    let lexicon = Lexicon::default_words().with(overlay).unwrap();
    turns(&read(text.as_bytes(), "a.txt", &ReadOptions::default(), &lexicon))
}

#[test]
fn a_shape_of_ones_own_is_a_line_in_a_file() {
    let text =
        "Mara ▸ Why lighthouses?\n\nBo ▸ They speak.\n\nMara ▸ To whom?\n\nBo ▸ To ships, and to those who wait.\n";
    // What no list knows is found where it recurs, and it is a guess; a list makes it a fact.
    let guessed = document("a.txt", text);
    assert_eq!(turns(&guessed)[..2], ["? Mara: Why lighthouses?", "! Bo: They speak."]);
    assert!(guessed.turns.iter().all(|turn| matches!(turn.certainty, Certainty::Guess(_))));
    let found = with_own("[mine]\nshapes = [\"NAME ▸\"]\n", text);
    assert_eq!(found[..2], ["? Mara: Why lighthouses?", "! Bo: They speak."]);
}

#[test]
fn a_shape_can_be_taken_away() {
    let text = "【记者】桥呢？\n\n【镇长】修好了。\n\n【记者】路呢？\n\n【镇长】没有。\n";
    assert_eq!(turns(&document("a.txt", text)).len(), 4);
    assert!(with_own("[zh]\nshapes = [\"-【NAME】\"]\n", text).is_empty());
}
