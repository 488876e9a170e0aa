//! Certainty: what the document says is certain, what follows from something else is a guess and says why.

use super::document;
use wenda::document::Document;
use wenda::document::turn::{Certainty, Reason, TurnKind};

/// Each turn as its kind (`?`, `!`, `.`) and why it is a guess, if it is one.
fn doubts(document: &Document) -> Vec<(char, Option<Reason>)> {
    let doubt = |certainty| match certainty {
        Certainty::Guess(reason) => Some(reason),
        Certainty::Certain | Certainty::Corrected => None,
    };
    let sign = |kind| match kind {
        TurnKind::Question => '?',
        TurnKind::Answer => '!',
        TurnKind::Statement => '.',
    };
    document.turns.iter().map(|turn| (sign(turn.kind), doubt(turn.certainty))).collect()
}

fn check(text: &str, expected: &[(char, Option<Reason>)]) {
    assert_eq!(doubts(&document("a.md", text)), expected, "{text}");
}

const SURE: Option<Reason> = None;
const UNSTATED: Option<Reason> = Some(Reason::Unstated);

#[test]
fn equals_who_all_ask_are_a_guess() {
    check(
        "圆桌\n\n周海：先说树，谁来种？\n\n林灯：我想的是路，路要谁来修？\n\n方舟：种树要水，水在哪里？\n\n周海：大家种。\n\n林灯：路也要大家修。\n\n方舟：好，那就这样。\n",
        &[('.', UNSTATED); 6],
    );
    check(
        "Ann Lee: Who would plant the trees?\n\nBo Hale: Who would build the road, I wonder?\n\nCy Moss: And where is the water?\n\nAnn Lee: We would plant them.\n\nBo Hale: And the road as well.\n\nCy Moss: Fine.\n",
        &[('.', UNSTATED); 6],
    );
}

/// Checks the kinds of all turns, and that those at `guesses` are shown as guesses.
fn check_guesses(text: &str, kinds: &str, guesses: &[usize]) {
    let found = doubts(&document("a.md", text));
    assert_eq!(found.iter().map(|(kind, _)| kind).collect::<String>(), kinds, "{text}");
    guesses.iter().for_each(|&index| assert!(found[index].1.is_some(), "{index}: {text}"));
}

#[test]
fn where_an_equal_asks_once_that_and_what_follows_it_are_a_guess() {
    check_guesses(
        "圆桌\n\n周海：我先说。河边要种树，种了树才有人来。\n\n林灯：我想的是路，路比树要紧。\n\n方舟：谁来种？\n\n周海：大家种。\n\n林灯：路也要大家修。\n\n方舟：好，那就这样。\n",
        "......",
        &[2, 3],
    );
    check_guesses(
        "Ann Lee: The harbour needs trees.\n\nBo Hale: It needs a road, I think.\n\nCy Moss: Who would plant them?\n\nAnn Lee: We would.\n\nBo Hale: And the road as well.\n\nCy Moss: Fine.\n",
        "......",
        &[2, 3],
    );
}

#[test]
fn equals_of_whom_nobody_asks_are_certain_once_there_are_many_turns() {
    let chinese = "周海：河边要种树。\n\n林灯：路比树要紧。\n\n方舟：都要紧。\n\n周海：先种树。\n\n林灯：先修路。\n\n方舟：再说。\n\n";
    let english = "Ann Lee: The harbour needs trees.\n\nBo Hale: It needs a road.\n\nCy Moss: Both.\n\nAnn Lee: Trees first.\n\nBo Hale: The road first.\n\nCy Moss: Later.\n\n";
    for talk in [chinese, english] {
        // What is said is said once.
        let number = |n: usize| talk.replace(['.', '。'], &format!(", {n}."));
        let found = doubts(&document("a.md", &(0..8).map(number).collect::<String>()));
        assert!(found.iter().all(|(kind, _)| *kind == '.'), "{found:?}");
        let n_certain = found.iter().filter(|(_, doubt)| doubt.is_none()).count();
        assert!(n_certain * 10 >= found.len() * 9, "{n_certain} of {}", found.len());
    }
}

#[test]
fn a_printed_asker_and_a_printed_answerer_are_certain() {
    check(
        "记者：桥呢？\n\n发言人：修好了。\n\n记者：路呢？\n\n发言人：没有。\n",
        &[('?', SURE), ('!', SURE), ('?', SURE), ('!', SURE)],
    );
    check(
        "Reporter: The bridge?\n\nSpokesperson: It is done.\n\nReporter: The road?\n\nSpokesperson: It is not.\n",
        &[('?', SURE), ('!', SURE), ('?', SURE), ('!', SURE)],
    );
}

#[test]
fn an_office_in_a_house_that_calls_out_is_a_guess() {
    let found = document(
        "a.txt",
        "主席：現在開會。\n\n李委員大同：橋修好了嗎？\n\n王部長小明：修好了。\n\n李委員大同：花了多少錢？\n\n王部長小明：不多。\n\n主席：安靜。\n\n趙委員一：牌子收起來！\n\n主席：請坐。\n",
    );
    let found = doubts(&found);
    assert_eq!(found[..5].iter().map(|(kind, _)| kind).collect::<String>(), ".?!?!");
    assert!(found[6].1.is_some(), "{found:?}");
}

#[test]
fn a_chair_who_asks_stays_a_statement_and_is_a_guess() {
    let found = document(
        "a.txt",
        "    The Chairman. Thank you, Mr. Hale. Why should we trust you?\n\n    Mr. Hale. Because we built it.\n\n    Senator Lee. Who paid for the bridge?\n\n    Mr. Hale. The town did.\n\n    Senator Lee. And who walks on it?\n\n    Mr. Hale. We all do.\n",
    );
    let found = doubts(&found);
    assert!(found[0].0 == '.' && found[0].1.is_some() && found[1].1.is_some(), "{found:?}");
    assert_eq!(found[2].0, '?');
}

#[test]
fn a_moderator_who_asks_a_reporter_to_ask_makes_statements() {
    check_guesses(
        "主席：有請記者，您有什麼問題？\n\n某某社記者：橋呢？\n\n發言人：修好了。\n\n主席：還有哪位要提問？\n\n某某報記者：路呢？\n\n發言人：沒有。\n",
        ".?!.?!",
        &[],
    );
}

#[test]
fn one_who_answers_what_is_not_printed_is_a_guess() {
    check(
        "发言人：桥在去年就修好了。\n\n发言人：路还没有修。\n\n发言人：船会一直开下去。\n",
        &[('.', UNSTATED), ('.', UNSTATED), ('.', UNSTATED)],
    );
    check(
        "Spokesperson: The bridge is done.\n\nSpokesperson: The road is not.\n\nSpokesperson: The ferry goes on.\n",
        &[('.', UNSTATED), ('.', UNSTATED), ('.', UNSTATED)],
    );
}

#[test]
fn answers_marked_as_such_are_answers_without_their_questions() {
    check_guesses("# 七月谈话\n\n答：桥在去年就修好了。\n\n答：路还没有修。\n\n答：船会一直开下去。\n", "!!!", &[]);
}

#[test]
fn a_label_that_stands_once_and_tells_nothing_is_a_guess() {
    let exchange = "### 某社記者：\n\n橋呢？\n\n### 林美：\n\n修好了。\n\n".repeat(5);
    let found = document(
        "a.md",
        &format!("# 茶會\n\n{exchange}### 某社記者：\n\n路呢？\n\n### 後方窗邊：\n\n路也好了。\n\n{exchange}"),
    );
    let found = doubts(&found);
    assert_eq!(found[9..12], [('!', SURE), ('?', SURE), ('!', Some(Reason::RareLabel))]);
}
