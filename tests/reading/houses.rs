//! Houses abroad: how ministries, broadcasters, banks and courts set off who speaks, each in a few lines of our own.

use super::{check, document, turns};
use wenda::document::turn::TurnKind;

fn headings(text: &str) -> Vec<String> {
    let found = document("a.txt", text);
    (0..found.sections.len()).map(|index| found.heading(index).to_owned()).collect()
}

fn kinds(text: &str) -> String {
    let sign = |kind| match kind {
        TurnKind::Question => '?',
        TurnKind::Answer => '!',
        TurnKind::Statement => '.',
    };
    document("a.txt", text).turns.iter().map(|turn| sign(turn.kind)).collect()
}

#[test]
fn a_stop_and_a_dash_set_off_marks_and_offices() {
    check(
        "a.txt",
        "Q.- Pourquoi ce pont ?\nR.- Il faut : une route, un pont.\nQ.- Et le prix ?\nR.- Modeste.\n",
        &["? Q: Pourquoi ce pont ?", "! R: Il faut : une route, un pont.", "? Q: Et le prix ?", "! R: Modeste."],
    );
    check(
        "a.txt",
        "PERIODISTA. - ¿Y el puente?\n\nPRESIDENTE. - Está hecho.\n\nPERIODISTA.- ¿Cuánto costó?\n\nPRESIDENTE.- Poco.\n",
        &[
            "? PERIODISTA: ¿Y el puente?",
            "! PRESIDENTE: Está hecho.",
            "? PERIODISTA: ¿Cuánto costó?",
            "! PRESIDENTE: Poco.",
        ],
    );
}

#[test]
fn a_name_in_capitals_stands_before_a_spaced_dash() {
    check(
        "a.txt",
        "А.ПЕТРОВ – Мост уже готов?\n\nИ.СЕДОВА – Готов.\n\nА.ПЕТРОВ – А дорога к нему?\n\nИ.СЕДОВА – Скоро будет.\n\nА.ПЕТРОВ – Когда же?\n\nИ.СЕДОВА – Весной.\n",
        &[
            "? А.ПЕТРОВ: Мост уже готов?",
            "! И.СЕДОВА: Готов.",
            "? А.ПЕТРОВ: А дорога к нему?",
            "! И.СЕДОВА: Скоро будет.",
            "? А.ПЕТРОВ: Когда же?",
            "! И.СЕДОВА: Весной.",
        ],
    );
}

#[test]
fn one_space_is_enough_behind_the_letter_that_asks() {
    check(
        "a.txt",
        "MR. LEE: Good morning. Your questions.\nQ Is the bridge open?\nMR. LEE: It is.\nQ    -- and the road?\nMR. LEE: The road is, too.\n",
        &[
            ". MR. LEE: Good morning. Your questions.",
            "? Q: Is the bridge open?",
            "! MR. LEE: It is.",
            "? Q: -- and the road?",
            "! MR. LEE: The road is, too.",
        ],
    );
}

#[test]
fn those_who_say_for_whom_they_ask_ask() {
    check(
        "a.txt",
        "Ada Brandt, Official Spokesperson: Good day. No announcements.\n\nTom Hale: Madam, I am Tom Hale from the Harbour Echo. What of the bridge?\n\nRina: Rina from Quay. Two things. What of the road?\n\nAda Brandt, Official Spokesperson: Both are open.\n\nTom Hale: Since when?\n\nAda Brandt, Official Spokesperson: Since May.\n",
        &[
            ". Ada Brandt, Official Spokesperson: Good day. No announcements.",
            "? Tom Hale [the Harbour Echo]: Madam, I am Tom Hale from the Harbour Echo. What of the bridge?",
            "? Rina [Quay]: Rina from Quay. Two things. What of the road?",
            "! Ada Brandt, Official Spokesperson: Both are open.",
            "? Tom Hale [the Harbour Echo]: Since when?",
            "! Ada Brandt, Official Spokesperson: Since May.",
        ],
    );
}

#[test]
fn an_outlet_stands_behind_a_comma_or_a_stroke() {
    check(
        "a.txt",
        "Tom Hale, Harbour News: Will rates rise?\n\nAda Brandt: They may.\n\nNell Orr, Quay Radio: When?\n\nAda Brandt: In May.\n",
        &[
            "? Tom Hale, Harbour News [Harbour News]: Will rates rise?",
            "! Ada Brandt: They may.",
            "? Nell Orr, Quay Radio [Quay Radio]: When?",
            "! Ada Brandt: In May.",
        ],
    );
    let strokes = "SEC. BRANDT: Good morning, all.\n\nTOM HALE/QTV: Is the bridge open?\n\nSEC. BRANDT: It is.\n\nNELL ORR/ECHO: And the road?\n\nSEC. BRANDT: The road, too.\n";
    let found = turns(&document("a.txt", strokes));
    assert_eq!(found[1], "? TOM HALE/QTV [QTV]: Is the bridge open?");
    assert_eq!(found[3..], ["? NELL ORR/ECHO [ECHO]: And the road?", "! SEC. BRANDT: The road, too."]);
}

#[test]
fn who_is_examined_answers_at_no_greater_length() {
    let pair = "Mr. HALE: Do you have the letter in front of you?\n\nMr. ORR: I do, sir, right here.\n\n";
    assert_eq!(kinds(&pair.repeat(6)), "?!".repeat(6));
}

#[test]
fn fields_above_the_talk_and_lists_below_it_label_nothing() {
    let call = "Harbour Works\n\nPrepared Remarks:\n\nOperator\n\nGood day and welcome.\n\nAda Brandt -- Chief Executive Officer\n\nThank you. We built a bridge.\n\nQuestions and Answers:\n\nOperator\n\nOur first question comes from Tom Hale of Quay Bank.\n\nTom Hale -- Quay Bank -- Analyst\n\nWhat did it cost?\n\nAda Brandt -- Chief Executive Officer\n\nLess than we feared.\n\nTom Hale -- Quay Bank -- Analyst\n\nThank you.\n\nOperator\n\nThis concludes the call.\n\nCall participants:\n\nAda Brandt -- Chief Executive Officer\n\nTom Hale -- Quay Bank -- Analyst\n";
    let speakers: Vec<Option<String>> =
        document("a.txt", call).turns.into_iter().map(|turn| turn.speaker.as_deref().map(str::to_owned)).collect();
    let expected = ["Operator", "Ada Brandt", "Operator", "Tom Hale", "Ada Brandt", "Tom Hale", "Operator"];
    assert_eq!(speakers, expected.map(|name| Some(name.to_owned())));
}

#[test]
fn a_field_above_the_talk_labels_nothing() {
    let text = "Bridge call\n\nMeeting ID: 01JY77\n\nTom Hale: Is the bridge open?\n\nAda Brandt: It is.\n\nTom Hale: And the road?\n\nAda Brandt: Not yet.\n\nTom Hale: When?\n\nAda Brandt: In May.\n";
    let found = document("a.txt", text);
    assert_eq!((found.turns.len(), found.turns[0].speaker.as_deref()), (6, Some("Tom Hale")));
}

#[test]
fn a_label_that_states_its_short_form_is_known_by_it() {
    check(
        "a.txt",
        "Die Zeit (Zeit): Frau Brandt, steht die Brücke?\n\nAda Brandt (Brandt): Sie steht.\n\nZeit: Und die Straße?\n\nBrandt: Noch nicht.\n\nZeit: Wann denn?\n\nBrandt: Im Mai.\n",
        &[
            "? Die Zeit (Zeit) [Die Zeit]: Frau Brandt, steht die Brücke?",
            "! Ada Brandt (Brandt): Sie steht.",
            "? Zeit [Zeit]: Und die Straße?",
            "! Brandt: Noch nicht.",
            "? Zeit [Zeit]: Wann denn?",
            "! Brandt: Im Mai.",
        ],
    );
}

#[test]
fn lines_that_are_set_apart_by_themselves_are_headings() {
    assert_eq!(
        headings("A tale\n\nCHAPTER I\n\nTHE MILL\n\nIt rained.\n\nCHAPTER II\n\nTHE WATER\n\nIt rained on.\n").last(),
        Some(&"THE WATER".to_owned())
    );
    let briefing = "Noon briefing\n\nGood day.\n\n**On the bridge\n\nIt is open.\n\n**On the road\n\nIt is not.\n\nQuestion: Why?\n\nSpokesman: It rained.\n\nQuestion: Still?\n\nSpokesman: Still.\n";
    assert_eq!(headings(briefing), ["**On the bridge", "**On the road"]);
}

#[test]
fn a_list_of_those_who_take_part_makes_them_known_and_is_no_turn() {
    let text = "Northfield Harbour plc\nQ2 2023 Earnings Call\n\nCompany Participants\nMara Quill - Chief Executive Officer\nBo Hale - Chief Financial Officer\n\nConference Call Participants\nAnn Lee - Example Securities\nTom Fox - Big Bank\n\nPresentation\n\nOperator\nGood morning, and welcome to the Northfield Harbour second quarter call. Please go ahead, Mara.\n\nMara Quill\nThank you, operator. It was a good quarter. We carried more people than ever.\n\nBo Hale\nRevenue was up by a tenth. Costs were flat.\n\nQuestion-and-Answer Session\n\nOperator\nOur first question comes from Ann Lee of Example Securities.\n\nAnn Lee\nThanks for taking my question. What about fuel?\n\nMara Quill\nWe hedge. Bo can say more.\n\nBo Hale\nWe hedge about half of it, a year ahead.\n\nOperator\nThe next question is from Tom Fox of Big Bank.\n\nTom Fox\nWhen will the new boat arrive?\n\nMara Quill\nIn May.\n";
    let found = turns(&document("a.txt", text));
    assert_eq!(
        found[0],
        ". Operator: Good morning, and welcome to the Northfield Harbour second quarter call. Please go ahead, Mara."
    );
    let asked =
        ["? Ann Lee: Thanks for taking my question. What about fuel?", "! Mara Quill: We hedge. Bo can say more."];
    assert_eq!(found[4..6], asked);
    assert_eq!(found[8..], ["? Tom Fox: When will the new boat arrive?", "! Mara Quill: In May."]);
}
