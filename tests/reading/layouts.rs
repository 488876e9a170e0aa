//! Layouts of labels: each a small transcript of our own writing.

use super::check;

#[test]
fn reporters_and_a_spokesperson() {
    check(
        "a.txt",
        "外交部例行记者会\n\n某某社记者：请问您怎么看这座桥？\n\n发言人：桥很好。\n\n我们会继续修。\n\n《某某时报》记者：还要多久？\n\n发言人：不久。\n",
        &[
            "? 某某社记者 [某某社]: 请问您怎么看这座桥？",
            "! 发言人: 桥很好。/我们会继续修。",
            "? 《某某时报》记者 [《某某时报》]: 还要多久？",
            "! 发言人: 不久。",
        ],
    );
}

#[test]
fn a_reporter_says_the_label_asks() {
    check(
        "a.txt",
        "记者问：桥修好了吗？\n李建国答：修好了。\n记者问：花了多少钱？\n李建国答：不多。\n",
        &["? 记者问: 桥修好了吗？", "! 李建国答: 修好了。", "? 记者问: 花了多少钱？", "! 李建国答: 不多。"],
    );
}

#[test]
fn brackets_hold_the_label() {
    check(
        "a.txt",
        "【问】桥修好了吗？\n【答】修好了。\n【问】花了多少钱？\n【答】不多。\n",
        &["? 问: 桥修好了吗？", "! 答: 修好了。", "? 问: 花了多少钱？", "! 答: 不多。"],
    );
    check(
        "a.txt",
        "［記者］橋修好了嗎？\n［局長］修好了。\n［記者］花了多少錢？\n［局長］不多。\n",
        &["? 記者: 橋修好了嗎？", "! 局長: 修好了。", "? 記者: 花了多少錢？", "! 局長: 不多。"],
    );
    check(
        "a.txt",
        "[Interviewer] Is the bridge done?\n\n[Ann Lee] It is.\n\n[Interviewer] At what cost?\n\n[Ann Lee] Not much.\n",
        &[
            "? Interviewer: Is the bridge done?",
            "! Ann Lee: It is.",
            "? Interviewer: At what cost?",
            "! Ann Lee: Not much.",
        ],
    );
}

#[test]
fn a_reporter_with_the_outlet_in_brackets() {
    check(
        "a.txt",
        "陳大文記者（某某新聞）：橋修好了嗎？\n\n局長：修好了。\n\n李小明記者（某某日報）：花了多少錢？\n\n局長：不多。\n",
        &[
            "? 陳大文記者（某某新聞） [某某新聞]: 橋修好了嗎？",
            "! 局長: 修好了。",
            "? 李小明記者（某某日報） [某某日報]: 花了多少錢？",
            "! 局長: 不多。",
        ],
    );
}

#[test]
fn a_question_mark_and_a_wide_space() {
    check(
        "a.txt",
        "問　橋は直りましたか。\n答　直りました。\n問　いくらかかりましたか。\n答　それほどでも。\n",
        &["? 問: 橋は直りましたか。", "! 答: 直りました。", "? 問: いくらかかりましたか。", "! 答: それほどでも。"],
    );
}

#[test]
fn korean_questions_and_answers() {
    check(
        "a.txt",
        "질문: 다리는 고쳤습니까?\n답변: 고쳤습니다.\n질문: 얼마나 들었습니까?\n답변: 많지 않습니다.\n",
        &["? 질문: 다리는 고쳤습니까?", "! 답변: 고쳤습니다.", "? 질문: 얼마나 들었습니까?", "! 답변: 많지 않습니다."],
    );
}

#[test]
fn questions_and_answers_in_europe() {
    check(
        "a.txt",
        "Frage: Ist die Brücke fertig?\nAntwort: Ja.\nFrage: Was hat sie gekostet?\nAntwort: Wenig.\n",
        &["? Frage: Ist die Brücke fertig?", "! Antwort: Ja.", "? Frage: Was hat sie gekostet?", "! Antwort: Wenig."],
    );
    check(
        "a.txt",
        "P: ¿Está listo el puente?\n\nR: Sí.\n\nP: ¿Cuánto costó?\n\nR: Poco.\n",
        &["? P: ¿Está listo el puente?", "! R: Sí.", "? P: ¿Cuánto costó?", "! R: Poco."],
    );
}

#[test]
fn capitals_with_a_courtesy() {
    check(
        "a.txt",
        "SEN. SMITH: Is the bridge done?\n\nMS. LEE: It is.\n\nSEN. SMITH: At what cost?\n\nMS. LEE: Not much.\n\nTHE CHAIR: Thank you both.\n",
        &[
            "? SEN. SMITH: Is the bridge done?",
            "! MS. LEE: It is.",
            "? SEN. SMITH: At what cost?",
            "! MS. LEE: Not much.",
            ". THE CHAIR: Thank you both.",
        ],
    );
}

#[test]
fn a_moderator_leads_and_reporters_ask() {
    check(
        "a.txt",
        "MODERATOR: Good morning. First question, please.\n\nREPORTER: Is the bridge done?\n\nMAYOR LEE: It is.\n\nMODERATOR: Next.\n\nREPORTER: At what cost?\n\nMAYOR LEE: Not much.\n",
        &[
            ". MODERATOR: Good morning. First question, please.",
            "? REPORTER: Is the bridge done?",
            "! MAYOR LEE: It is.",
            ". MODERATOR: Next.",
            "? REPORTER: At what cost?",
            "! MAYOR LEE: Not much.",
        ],
    );
}

#[test]
fn initials_with_stops_and_parentheses() {
    check(
        "a.txt",
        "Q. Is the bridge done?\nA. It is.\nQ. At what cost?\nA. Not much.\n",
        &["? Q: Is the bridge done?", "! A: It is.", "? Q: At what cost?", "! A: Not much."],
    );
    check(
        "a.md",
        "**Q1.** Is the bridge done?\n\n**A1.** It is.\n\n**Q2.** At what cost?\n\n**A2.** Not much.\n",
        &["? Q1: Is the bridge done?", "! A1: It is.", "? Q2: At what cost?", "! A2: Not much."],
    );
    check(
        "a.md",
        "1. **问：桥修好了吗？**\n\n   答：修好了。\n\n2. **问：花了多少钱？**\n\n   答：不多。\n",
        &["? 问: 桥修好了吗？", "! 答: 修好了。", "? 问: 花了多少钱？", "! 答: 不多。"],
    );
}

#[test]
fn the_president_speaks_in_capitals() {
    check(
        "a.txt",
        "THE PRESIDENT. Good day.\n\nQ. Mr. President, is the bridge done?\n\nTHE PRESIDENT. It is.\n\nQ. At what cost?\n\nTHE PRESIDENT. Not much.\n",
        &[
            ". THE PRESIDENT: Good day.",
            "? Q: Mr. President, is the bridge done?",
            "! THE PRESIDENT: It is.",
            "? Q: At what cost?",
            "! THE PRESIDENT: Not much.",
        ],
    );
}

#[test]
fn a_time_before_or_behind_the_name() {
    let expected = &["? 主持人: 桥修好了吗？", "! 李建国: 修好了。", "? 主持人: 花了多少钱？", "! 李建国: 不多。"];
    check(
        "a.txt",
        "[00:01] 主持人：桥修好了吗？\n[00:05] 李建国：修好了。\n[00:09] 主持人：花了多少钱？\n[00:12] 李建国：不多。\n",
        expected,
    );
    check(
        "a.txt",
        "主持人 00:01\n桥修好了吗？\n\n李建国 00:05\n修好了。\n\n主持人 00:09\n花了多少钱？\n\n李建国 00:12\n不多。\n",
        expected,
    );
    check(
        "a.txt",
        "主持人（00:01）：桥修好了吗？\n李建国（00:05）：修好了。\n主持人（00:09）：花了多少钱？\n李建国（00:12）：不多。\n",
        expected,
    );
}

#[test]
fn voices_without_names() {
    check(
        "a.txt",
        "说话人1 00:01\n我们昨天去了河边。\n\n说话人2 00:05\n我也去了。\n\n说话人1 00:09\n水很大。\n\n说话人2 00:12\n很大。\n",
        &[". 说话人1: 我们昨天去了河边。", ". 说话人2: 我也去了。", ". 说话人1: 水很大。", ". 说话人2: 很大。"],
    );
    check(
        "a.txt",
        "Speaker 1: We went to the river.\n\nSpeaker 2: So did I.\n\nSpeaker 1: The water was high.\n\nSpeaker 2: Very high.\n",
        &[
            ". Speaker 1: We went to the river.",
            ". Speaker 2: So did I.",
            ". Speaker 1: The water was high.",
            ". Speaker 2: Very high.",
        ],
    );
}

#[test]
fn rows_of_a_table() {
    check(
        "a.md",
        "| 谁 | 说什么 |\n|---|---|\n| 记者 | 桥修好了吗？ |\n| 李建国 | 修好了。 |\n| 记者 | 花了多少钱？ |\n| 李建国 | 不多。 |\n",
        &["? 记者: 桥修好了吗？", "! 李建国: 修好了。", "? 记者: 花了多少钱？", "! 李建国: 不多。"],
    );
}

#[test]
fn names_and_firms_on_lines_of_their_own() {
    check(
        "a.txt",
        "Operator\n\nGood day. Our first question comes from Bo Li.\n\nBo Li -- Example Bank -- Analyst\n\nIs the bridge done?\n\nAnn Lee -- Chief Executive Officer\n\nIt is.\n\nOperator\n\nYour line is open.\n\nBo Li -- Example Bank -- Analyst\n\nAt what cost?\n\nAnn Lee -- Chief Executive Officer\n\nNot much.\n",
        &[
            ". Operator: Good day. Our first question comes from Bo Li.",
            "? Bo Li [Example Bank]: Is the bridge done?",
            "! Ann Lee: It is.",
            ". Operator: Your line is open.",
            "? Bo Li [Example Bank]: At what cost?",
            "! Ann Lee: Not much.",
        ],
    );
}

#[test]
fn a_strong_name_without_a_colon() {
    check(
        "a.md",
        "**Host** Is the bridge done?\n\n**Ann Lee** It is.\n\n**Host** At what cost?\n\n**Ann Lee** Not much.\n",
        &["? Host: Is the bridge done?", "! Ann Lee: It is.", "? Host: At what cost?", "! Ann Lee: Not much."],
    );
}

#[test]
fn a_dash_behind_the_name() {
    check(
        "a.txt",
        "Mr SMITH—Is the bridge done?\n\nMs LEE—It is.\n\nMr SMITH—At what cost?\n\nMs LEE—Not much.\n",
        &["? Mr SMITH: Is the bridge done?", "! Ms LEE: It is.", "? Mr SMITH: At what cost?", "! Ms LEE: Not much."],
    );
}

#[test]
fn a_label_broken_over_two_lines() {
    check(
        "a.txt",
        "某某省广播电视台某某频道\n记者：桥修好了吗？\n\n李建国：修好了。\n\n某某社记者：花了多少钱？\n\n李建国：不多。\n",
        &[
            "? 某某省广播电视台某某频道记者 [某某省广播电视台某某频道]: 桥修好了吗？",
            "! 李建国: 修好了。",
            "? 某某社记者 [某某社]: 花了多少钱？",
            "! 李建国: 不多。",
        ],
    );
}

#[test]
fn terms_and_strong_names_in_html() {
    let expected = &["? 记者: 桥修好了吗？", "! 李建国: 修好了。", "? 记者: 花了多少钱？", "! 李建国: 不多。"];
    check(
        "a.html",
        "<dl><dt>记者</dt><dd>桥修好了吗？</dd><dt>李建国</dt><dd>修好了。</dd><dt>记者</dt><dd>花了多少钱？</dd><dt>李建国</dt><dd>不多。</dd></dl>",
        expected,
    );
    check(
        "a.html",
        "<p><b>记者：</b>桥修好了吗？</p><p><strong>李建国：</strong>修好了。</p><p><b>记者：</b>花了多少钱？<br><b>李建国：</b>不多。</p>",
        expected,
    );
    check(
        "a.html",
        "<div><span class=s>记者</span>：桥修好了吗？</div><div><span>李建国</span>：修好了。</div><div>记者：花了多少钱？</div><div>李建国：不多。</div>",
        expected,
    );
}

#[test]
fn two_languages_paragraph_by_paragraph() {
    check(
        "a.txt",
        "某某社记者：桥修好了吗？\n\nReporter: Is the bridge done?\n\n发言人：修好了。\n\nSpokesperson: It is.\n\n某某社记者：花了多少钱？\n\nReporter: At what cost?\n\n发言人：不多。\n\nSpokesperson: Not much.\n",
        &[
            "? 某某社记者 [某某社]: 桥修好了吗？",
            "? Reporter: Is the bridge done?",
            "! 发言人: 修好了。",
            "! Spokesperson: It is.",
            "? 某某社记者 [某某社]: 花了多少钱？",
            "? Reporter: At what cost?",
            "! 发言人: 不多。",
            "! Spokesperson: Not much.",
        ],
    );
}

#[test]
fn an_interview_between_two_names() {
    check(
        "a.txt",
        "周明：您是哪一年来到这里的？\n\n林海：我是一九九八年来的。那时候这里什么也没有，路也不通，我们就住在河边的木屋里，冬天很冷，夏天蚊子很多。\n\n周明：那时候有桥吗？\n\n林海：没有。要过河只能坐船，水大的时候船也不开，只好等。有一年我们等了整整十天，米都快吃完了。\n\n周明：后来呢？\n\n林海：后来大家一起修了一座桥，先是木头的，被水冲走了，又修了一座石头的，一直用到今天。\n",
        &[
            "? 周明: 您是哪一年来到这里的？",
            "! 林海: 我是一九九八年来的。那时候这里什么也没有，路也不通，我们就住在河边的木屋里，冬天很冷，夏天蚊子很多。",
            "? 周明: 那时候有桥吗？",
            "! 林海: 没有。要过河只能坐船，水大的时候船也不开，只好等。有一年我们等了整整十天，米都快吃完了。",
            "? 周明: 后来呢？",
            "! 林海: 后来大家一起修了一座桥，先是木头的，被水冲走了，又修了一座石头的，一直用到今天。",
        ],
    );
}

#[test]
fn a_run_on_line_of_questions_and_answers() {
    check(
        "a.txt",
        "记者会摘要\n\n问：桥修好了吗？答：修好了。问：花了多少钱？答：不多。问：谁修的？答：大家。\n",
        &[
            "? 问: 桥修好了吗？",
            "! 答: 修好了。",
            "? 问: 花了多少钱？",
            "! 答: 不多。",
            "? 问: 谁修的？",
            "! 答: 大家。",
        ],
    );
}
