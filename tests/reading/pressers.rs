//! Press conferences as Chinese, Japanese and Korean houses print them: headlines among labels, papers that ask, reporters
//! who say for whom.

use super::{check, document, turns};

fn headings(name: &str, text: &str) -> Vec<String> {
    let found = document(name, text);
    (0..found.sections.len()).map(|index| found.heading(index).to_owned()).collect()
}

fn outlets(text: &str) -> Vec<Option<String>> {
    document("a.txt", text).turns.into_iter().map(|turn| turn.outlet.as_deref().map(str::to_owned)).collect()
}

#[test]
fn a_headline_that_names_the_house_is_a_heading() {
    let text = "# 灯塔发布会\n\n**灯塔局：灯一定会亮**\n\n记者：灯几时亮？\n\n何守一：下月就亮。\n\n**灯塔局：不收过路费**\n\n记者：要收费吗？\n\n何守一：一分不收。\n\n**何守一：我守到退休**\n\n记者：您还守几年？\n\n何守一：三年。\n";
    assert_eq!(headings("a.md", text), ["灯塔局：灯一定会亮", "灯塔局：不收过路费", "何守一：我守到退休"]);
    assert_eq!(document("a.md", text).turns.len(), 6);
}

#[test]
fn a_word_in_brackets_above_each_question_is_neither_label_nor_heading() {
    let text = "修桥办法答问\n\n【解读】\n\n问：为什么修桥？\n\n有关部门负责人答：河太宽。\n\n【解读】\n\n问：几时修好？\n\n有关部门负责人答：明年。\n\n【解读】\n\n问：谁出钱？\n\n有关部门负责人答：大家。\n";
    let found = turns(&document("a.txt", text));
    assert_eq!(found.len(), 6);
    assert_eq!(found[1], "! 有关部门负责人答: 河太宽。");
    assert!(headings("a.txt", text).is_empty());
}

#[test]
fn papers_that_each_ask_once_are_heard() {
    let text = "등대 기자회견\n\n바다\n한빛바다: 등대는 언제 켭니까?\n김등대 소장: 다음 달입니다.\n푸른섬: 비용은요?\n김등대 소장: 나라가 냅니다.\n물결: 배는 몇 척입니까?\n김등대 소장: 열 척입니다.\n\n땅\n새길: 길은 언제 냅니까?\n김등대 소장: 내년입니다.\n들꽃: 나무는요?\n김등대 소장: 심겠습니다.\n";
    let found = turns(&document("a.txt", text));
    assert_eq!(found.len(), 10);
    assert_eq!(found[2], "? 푸른섬: 비용은요?");
    assert_eq!(headings("a.txt", text), ["바다", "땅"]);
}

#[test]
fn reporters_introduce_themselves_behind_a_bare_label() {
    let chinese = "记者：谢谢主持人，我是远山《灯塔报》记者，请问灯几时亮？\n\n何守一：下月。\n\n记者：海港卫视记者。请问谁出钱？\n\n何守一：大家。\n";
    assert_eq!(outlets(chinese), [Some("远山《灯塔报》".to_owned()), None, Some("海港卫视".to_owned()), None]);
    let korean = "[기자]\n안녕하십니까? 등대일보 한서윤입니다. 언제 켭니까?\n\n[김등대 / 소장]\n다음 달입니다.\n\n[기자]\n바다방송 이물결 기자입니다. 왜 늦었습니까?\n\n[김등대 / 소장]\n비 때문입니다.\n";
    assert_eq!(outlets(korean), [Some("등대일보".to_owned()), None, Some("바다방송".to_owned()), None]);
}

#[test]
fn a_magazine_that_the_lead_names_is_the_outlet_of_its_label() {
    let text = "守灯人何守一\n\n这个冬天，《远山漫谈》与何守一聊了一夜。\n\n远山漫谈：守灯苦吗？\n\n何守一：不苦。\n\n远山漫谈：怕黑吗？\n\n何守一：不怕，有灯。\n\n远山漫谈：还守几年？\n\n何守一：三年。\n";
    assert_eq!(outlets(text)[0].as_deref(), Some("远山漫谈"));
}

#[test]
fn a_mark_before_an_ideographic_comma_is_a_label() {
    check(
        "a.txt",
        "Q、灯台はいつ直りますか。\n\nA、来月です。\n\nQ、費用は誰が出しますか。\n\nA、町が出します。\n",
        &["? Q: 灯台はいつ直りますか。", "! A: 来月です。", "? Q: 費用は誰が出しますか。", "! A: 町が出します。"],
    );
}

#[test]
fn members_who_only_speak_to_the_chair_do_not_ask() {
    let text = "秘書長：出席八人，已足法定人數。\n\n主席：現在開會。\n\n林委員小方：等一下，先收牌子！\n\n主席：請收牌子。請問有無異議？\n\n何委員守一：有異議。\n\n主席：那就退回去。\n\n林委員小方：好。\n\n主席：散會。\n";
    let found = turns(&document("a.txt", text));
    assert_eq!(found.len(), 8);
    assert!(found.iter().all(|turn| turn.starts_with('.')), "{found:?}");
}

#[test]
fn keys_beside_known_keys_are_about_the_talk() {
    let text = "十月例行记者会\n\n时间：2019年10月1日\n\n地点：灯塔\n\n掌灯者：灯塔局局长、守灯人何守一\n\n何守一：大家好。\n\n记者：灯几时亮？\n\n何守一：下月。\n\n记者：谁出钱？\n\n何守一：大家。\n";
    assert!(headings("a.txt", text).is_empty());
    assert_eq!(document("a.txt", text).turns.len(), 5);
}

#[test]
fn an_outlet_that_opens_the_page_and_is_not_heard_again_reports() {
    let text = "海港新聞網：今日上午，燈塔局舉行記者會，本網文字直播，敬請關注。\n\n林小方：各位好，請提問。\n\n遠山日報記者：燈幾時亮？\n\n何守一：下月。\n\n海港時報記者：誰出錢？\n\n何守一：大家。\n\n林小方：記者會到此結束，謝謝大家。\n";
    let found = turns(&document("a.txt", text));
    assert!(found[0].starts_with('.') && found[1].starts_with('.') && found[2].starts_with('?'), "{found:?}");
}
