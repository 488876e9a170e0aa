//! Where nobody speaks: what is left of a page whose labels are none, and talks that look like such pages.

use super::{check, document, turns};

#[test]
fn headings_with_the_same_words_stay_headings_where_nobody_speaks() {
    let row = |name: &str, far: usize| format!("## {name}: {far} m\n\nThe rope held, and {far} m were enough.\n\n");
    let text: String = (10..16).map(|far| row(["Kate Moss", "John Hill"][far % 2], far)).collect();
    let found = document("a.md", &format!("# Notes\n\n{text}"));
    assert_eq!((found.sections.len(), found.turns.len()), (6, 0));
}

#[test]
fn each_field_of_a_form_keeps_its_line() {
    let form = |day: usize, name: &str, room: &str| {
        format!("日期：5月{day}日\n来访人：{name}\n房号：{room}\n时间：9:15\n事由：送药\n\n")
    };
    let forms = [("周海", "三楼"), ("林灯", "二楼"), ("何桥", "一楼"), ("安渡", "二楼"), ("程野", "三楼")];
    let text: String = forms.iter().enumerate().map(|(day, (name, room))| form(day + 1, name, room)).collect();
    let found = document("a.txt", &text);
    assert!(found.turns.is_empty(), "{:?}", turns(&found));
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!((0..found.blocks.len()).any(|block| found.block_text(block) == line), "{line}");
    }
}

#[test]
fn a_chat_with_a_time_beside_each_name_is_a_talk_however_short() {
    let said = [
        ("阿布", "明天几点"),
        ("老渡", "七点半"),
        ("阿布", "太早"),
        ("小海", "北门"),
        ("老渡", "带绳子"),
        ("小海", "好"),
    ];
    let row = |(minute, (name, said)): (usize, &(&str, &str))| format!("{name} 19:{minute:02}\n{said}\n\n");
    let found = document("a.txt", &said.iter().enumerate().map(row).collect::<String>());
    let speakers: Vec<&str> = found.turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
    assert_eq!(speakers, said.map(|(name, _)| name));
}

#[test]
fn a_guest_who_says_nearly_all_is_still_asked() {
    let answer =
        |year: usize| format!("周伯海：塔是祖父修的，我在那里住到第{year}年。夜里的船都看着这盏灯，没有一夜熄过。\n\n");
    let answers: String = (1..34).map(answer).collect();
    let text = format!(
        "---\ntitle: 守灯\nspeakers: [周伯海]\n---\n\n林美：您为什么离开灯塔？\n\n{answers}林美：后来谁点灯？\n\n"
    );
    let found = turns(&document("a.md", &format!("{text}周伯海：没有人点了。\n")));
    assert!(found[0].starts_with("? 林美") && found[1].starts_with("! 周伯海"), "{found:#?}");
}

#[test]
fn options_to_tick_answer_no_question() {
    let ask = |at: usize| format!("{at}. 您怎么来的？\n\n");
    let on_one_line: String = (1..6).map(|at| ask(at) + "A. 走路　　B. 坐船　　C. 骑车\n\n").collect();
    let as_items: String = (1..6).map(|at| ask(at) + "- A. 走路\n- B. 坐船\n\n").collect();
    check("a.txt", &on_one_line, &[]);
    check("a.md", &as_items, &[]);
}
