//! Customs that a document shows and no list knows: what sets off who speaks is found by what recurs and takes turns.

use super::{document, turns};
use wenda::document::turn::Certainty;

/// Three questions and answers by two speakers, each set by a pattern with NAME and SAID.
fn talk(pattern: &str, [asks, answers]: [&str; 2]) -> String {
    let said = [
        "Who mends the nets in winter?",
        "My sister does, with two of the boys.",
        "And where do you keep them?",
        "In the loft, where it is dry.",
        "Do the mice not eat them?",
        "They would, but we have a cat.",
        "What is the cat called?",
        "Nobody has given it a name yet.",
    ];
    let name = |index: usize| if index.is_multiple_of(2) { asks } else { answers };
    let turns = said.iter().enumerate().map(|(index, said)| {
        pattern.replace("NAME", name(index)).replace('#', &index.to_string()).replace("SAID", said)
    });
    turns.collect()
}

/// Checks that all eight turns are found with their speakers, as guesses where no list knows the labels.
fn check(name: &str, pattern: &str, speakers: [&str; 2]) {
    let found = document(name, &talk(pattern, speakers));
    let listed = turns(&found);
    assert_eq!(listed.len(), 8, "{pattern}: {listed:?}");
    assert!(listed[0].ends_with(&format!("{}: Who mends the nets in winter?", speakers[0])), "{pattern}: {listed:?}");
    assert!(listed[7].ends_with(&format!("{}: Nobody has given it a name yet.", speakers[1])), "{pattern}: {listed:?}");
    // A name in angles and a doubled colon are listed.
    let may_be = |certainty: Certainty| {
        matches!(certainty, Certainty::Guess(_)) || pattern.contains("<NAME>") || pattern.contains("::")
    };
    assert!(found.turns.iter().all(|turn| may_be(turn.certainty)), "{pattern}: what is found is shown as a fact");
}

const NAMES: [&str; 2] = ["Orla Finch", "Bert Hale"];

#[test]
fn a_bar_parts_name_and_speech() {
    check("a.txt", "NAME ｜ SAID\n\n", NAMES);
    check("a.txt", "NAME丨SAID\n\n", ["欧拉", "贝特"]);
    check("a.txt", "NAME | SAID\n\n", NAMES);
}

#[test]
fn a_bar_within_strong_type_parts_name_and_speech() {
    check("a.md", "**NAME \\|** SAID\n\n", NAMES);
}

#[test]
fn an_arrow_or_doubled_colons_part_name_and_speech() {
    check("a.txt", "NAME → SAID\n\n", NAMES);
    check("a.txt", "NAME :: SAID\n\n", NAMES);
    check("a.txt", "NAME » SAID\n\n", NAMES);
}

#[test]
fn a_long_dash_parts_name_and_speech() {
    check("a.txt", "NAME——SAID\n\n", ["方舟", "李木"]);
}

#[test]
fn handles_and_nicks_are_names() {
    check("a.txt", "@NAME SAID\n\n", ["orla", "bert"]);
    check("a.log", "[10:02] <NAME> SAID\n", ["orla", "bert"]);
}

#[test]
fn a_closing_bracket_parts_office_and_speech() {
    check("a.txt", "NAME)SAID\n\n", ["山口部長", "石田課長"]);
}

#[test]
fn two_spaces_part_name_and_speech() {
    check("a.txt", "NAME  SAID\n\n", NAMES);
}

#[test]
fn a_time_between_name_and_speech_is_a_field() {
    check("a.txt", "NAME [00:01:07] SAID\n\n", NAMES);
}

#[test]
fn a_clock_of_twelve_hours_stands_beside_the_name() {
    check("a.txt", "NAME  10:0# AM\nSAID\n\n", NAMES);
}

#[test]
fn a_name_with_an_office_and_a_stop_is_a_label() {
    check("a.txt", "NAME. SAID\n\n", ["M. Bert Hale", "Mme Orla Finch, ministre des ports"]);
}

#[test]
fn a_time_on_its_own_line_belongs_to_the_name_above() {
    let found = document("a.txt", &talk("NAME\n00:12\nSAID\n\n", NAMES));
    assert_eq!(turns(&found).len(), 8);
    assert_eq!(found.turns[0].time, Some(12_000));
}

#[test]
fn dates_and_times_before_a_label_are_no_part_of_the_name() {
    for stamp in ["[04/06/2024, 10:00:00] ", "[00:00.20]", "2026-04-02 10:03:11 "] {
        let found = document("a.txt", &talk(&format!("{stamp}NAME: SAID\n"), NAMES));
        assert!(
            turns(&found)[0].ends_with("Orla Finch: Who mends the nets in winter?"),
            "{stamp}: {:?}",
            turns(&found)
        );
    }
}

#[test]
fn a_number_of_a_question_is_no_part_of_the_name() {
    let found = document("a.txt", &talk("Q12   NAME: SAID\n\n", NAMES));
    assert!(turns(&found)[0].ends_with("Orla Finch: Who mends the nets in winter?"), "{:?}", turns(&found));
}

#[test]
fn a_mark_above_a_label_is_one_label_with_it() {
    let text = "问\n\n记者：几点开船？\n\n答\n\n方舟：六点，天亮就开。\n\n".repeat(4);
    let found = document("a.md", &text);
    assert_eq!(turns(&found).len(), 8, "{:?}", turns(&found));
    assert!(turns(&found)[1].ends_with("方舟: 六点，天亮就开。"));
}

#[test]
fn one_dash_before_each_question_sets_it_off() {
    let text = "— Who mends the nets?\n\nMy sister does.\n\n— And where do you keep them?\n\nIn the loft.\n\n— Do the mice not eat them?\n\nThey would.\n\n— What is the cat called?\n\nIt has no name.\n";
    let found = document("a.txt", text);
    assert_eq!(turns(&found)[..2], ["? : Who mends the nets?", "! : My sister does."]);
}

#[test]
fn italics_set_questions_off() {
    let text = "*Who mends the nets?*\n\nMy sister does.\n\n*And where do you keep them?*\n\nIn the loft.\n\n*Do the mice not eat them?*\n\nThey would.\n\n*What is the cat called?*\n\nIt has no name.\n";
    let found = document("a.md", text);
    assert_eq!(turns(&found)[..2], ["? : Who mends the nets?", "! : My sister does."]);
}

#[test]
fn numbered_questions_stand_before_marked_answers() {
    let text = "1、几点开船？\n\n答：六点。\n\n2、谁来开船？\n\n答：老方。\n\n3、风大也开吗？\n\n答：不开。\n";
    let found = document("a.txt", text);
    assert_eq!(turns(&found)[..2], ["? : 几点开船？", "! 答: 六点。"]);
}

#[test]
fn what_stands_below_a_label_is_said_however_short() {
    let text = "Orla 0:02\nWell\n\nBert 0:04\nYes, it was a long winter for all of us.\n\nOrla 0:09\nTrue\n\nBert 0:12\nAnd then the ice broke.\n\nOrla 0:15\nAt last\n\nBert 0:20\nAt last, yes.\n";
    let found = document("a.txt", text);
    assert_eq!(turns(&found).len(), 6);
    assert!(found.sections.is_empty(), "a short speech is no heading");
}
