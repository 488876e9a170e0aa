//! Pages on which nobody speaks, though something recurs before a sign: nothing may be found there.

use super::{document, turns};

fn check(name: &str, text: &str) {
    let found = turns(&document(name, text));
    assert!(found.is_empty(), "{text}\n{found:?}");
}

#[test]
fn a_glossary_is_no_talk() {
    check(
        "a.txt",
        "Bow | The front end of a boat.\n\nHull | The body of a boat.\n\nKeel | The beam below the hull.\n\nMast | What holds the sail.\n\nStern | The back end of a boat.\n\nTiller | What turns the rudder.\n",
    );
    check(
        "a.txt",
        "船首——船的前端。\n\n船舷——船的两侧。\n\n龙骨——船底的梁。\n\n桅杆——挂帆的柱子。\n\n船尾——船的后端。\n",
    );
}

#[test]
fn a_dictionary_with_word_classes_is_no_talk() {
    check(
        "a.txt",
        "noun | bow: the front end of a boat.\n\nverb | row: to move a boat.\n\nnoun | hull: the body of a boat.\n\nverb | sail: to go by wind.\n\nnoun | keel: a beam.\n\nverb | moor: to tie a boat.\n",
    );
}

#[test]
fn a_recipe_is_no_talk() {
    check(
        "a.txt",
        "Fish soup\n\nFlour  two cups\nWater  one cup\nSalt  a little\nFlour  one more cup\nWater  as much as needed\nSalt  again\n\nStir the flour into the water. Wait. Stir again.\n",
    );
    check(
        "a.txt",
        "Step 1 | Cut the fish.\n\nStep 2 | Boil the water.\n\nStep 3 | Add salt.\n\nStep 4 | Serve it hot.\n",
    );
}

#[test]
fn a_changelog_is_no_talk() {
    check(
        "a.md",
        "## 1.2\n\n- Added | sails of two colours.\n- Fixed | a leak in the hull.\n- Added | a bell.\n- Fixed | the bell.\n- Removed | the old lamp.\n\n## 1.1\n\n- Added | a lamp.\n- Fixed | the mast.\n- Added | oars.\n",
    );
    check(
        "a.txt",
        "fix → the bell rings once.\n\nfeat → a lamp at the bow.\n\nfix → the lamp goes out by day.\n\nfeat → two more oars.\n\nfix → the oars float.\n\nfeat → a cat.\n",
    );
}

#[test]
fn a_contact_sheet_is_no_talk() {
    let card =
        |name: &str| format!("Name | {name}\nOffice | Harbour\nTelephone | 555 0199\nMail | {name}@example.org\n\n");
    check("a.txt", &["Orla", "Bert", "Ines", "Paul", "Mara"].map(card).concat());
    check(
        "a.txt",
        "Orla Finch  555 0101\nBert Hale  555 0102\nIda Holm  555 0103\nOrla Finch  555 0104\nBert Hale  555 0105\nIda Holm  555 0106\n",
    );
}

#[test]
fn a_log_of_a_program_is_no_talk() {
    check(
        "a.log",
        "[10:00:01] <INFO> started\n[10:00:02] <WARN> no lamp found\n[10:00:03] <INFO> lamp found\n[10:00:04] <INFO> ready\n[10:00:05] <WARN> low oil\n[10:00:06] <INFO> oil filled\n",
    );
    check(
        "a.log",
        "2026-04-02 10:00:01 INFO  lamp: started\n2026-04-02 10:00:02 WARN  lamp: low oil\n2026-04-02 10:00:03 INFO  bell: rung\n2026-04-02 10:00:04 WARN  bell: cracked\n2026-04-02 10:00:05 INFO  lamp: stopped\n",
    );
}

#[test]
fn a_form_is_no_talk() {
    let page = "Boat ｜ \n\nOwner ｜ \n\nBerth ｜ \n\n";
    check("a.txt", &page.repeat(4));
    let filled = |n: usize| format!("Boat ｜ Number {n}.\n\nOwner ｜ A. Finch.\n\nBerth ｜ North quay.\n\n");
    check("a.txt", &(1..5).map(filled).collect::<String>());
}

#[test]
fn a_poem_is_no_talk() {
    check(
        "a.txt",
        "Oh grey — the sea,\nOh grey — the sand,\nAnd cold — the quay,\nAnd cold — the hand.\n\nOh grey — the sky,\nAnd cold — the rain,\nOh grey — the eye,\nAnd cold — the pane.\n",
    );
    check("a.txt", "风来了  船要走\n浪来了  船要留\n风来了  帆要满\n浪来了  人要愁\n");
}

#[test]
fn minutes_in_reported_speech_are_no_talk() {
    check(
        "a.txt",
        "Item 1 — The chair said that the boats were late. Nobody objected.\n\nItem 2 — The treasurer reported on the nets. It was agreed to buy two.\n\nItem 3 — The chair thanked all who had come. The meeting closed at nine.\n\nItem 4 — Any other business. There was none.\n",
    );
}

#[test]
fn a_novel_is_no_talk() {
    check(
        "a.txt",
        "“Come in,” said Orla. The door was open.\n\n“I can't,” said Bert. He stood in the rain.\n\nYes. He could hear the sea from there.\n\nNo. It was only the wind in the wires.\n\nYes. It was the sea after all, and it was near.\n\nNo. He would not go in.\n\nYes. He would, if she asked again.\n",
    );
    check(
        "a.txt",
        "— Come in, said Orla.\n\nThe door was open, and the rain came in with the wind.\n\n— I can't, said Bert.\n\nHe stood where he was, and the water ran down his neck.\n\n— Then stay out, said Orla.\n\nShe turned to the stove.\n\n— I will, said Bert.\n",
    );
}

#[test]
fn an_agenda_is_no_talk() {
    check(
        "a.txt",
        "09:00  Welcome\n09:15  The nets\n10:00  Break\n10:30  The boats\n11:30  Break\n12:00  The nets, again\n12:30  Break\n",
    );
    check(
        "a.txt",
        "Monday | The nets are mended.\n\nTuesday | The boats go out.\n\nWednesday | The fish is sold.\n\nMonday | The nets again.\n\nTuesday | The boats again.\n\nWednesday | The fish again.\n",
    );
}

#[test]
fn a_page_of_code_is_no_talk() {
    check(
        "a.txt",
        "let boat = harbour.find(1);\n\nif boat > limit { stop(boat); }\n\nlet mast = boat.mast();\n\nif mast > limit { cut(mast); }\n\nlet oar = boat.oar();\n\nif oar > limit { drop(oar); }\n",
    );
    check(
        "a.php",
        "<tr><td>Boat</td></tr>\n<p align=center>Lamp\n<p align=center>Bell\n<tr><td>Oar</td></tr>\n<p align=center>Keel\n<p align=center>Mast\n",
    );
}

#[test]
fn a_table_of_results_is_no_talk() {
    check("a.txt", "Orla  12\nBert  9\nIda  7\nOrla  14\nBert  11\nIda  8\nOrla  3\nBert  5\nIda  6\n");
    check(
        "a.txt",
        "North quay > South quay: 3 miles\nSouth quay > East quay: 5 miles\nNorth quay > East quay: 7 miles\nSouth quay > West quay: 4 miles\n",
    );
}

#[test]
fn a_list_of_prices_is_no_talk() {
    check(
        "a.txt",
        "What is sold\n\nCod / 4 a pound\n\nHerring / 2 a pound\n\nCod / 5 smoked\n\nHerring / 3 smoked\n\nEel / 9 a pound\n\nCod / 6 salted\n\nHerring / 4 salted\n",
    );
}

#[test]
fn rules_with_numbers_are_no_talk() {
    check(
        "a.txt",
        "Rule 1. Boats keep to the right. All of them.\n\nRule 2. Lamps are lit at dusk. None is put out.\n\nRule 3. The bell is rung in fog. Twice.\n\nRule 4. Dogs stay ashore. Cats may come.\n\nRule 5. Nobody whistles. The wind hears it.\n",
    );
}

#[test]
fn menus_and_tags_of_a_site_are_no_talk() {
    check(
        "a.md",
        "[Home](https://example.org) / Boats\n\nBoats / Nets / Lamps\n\n[Home](https://example.org) / Nets\n\nBoats / Lamps / Nets\n\nTags: sea, wind\n\nBoats / Nets / Oars\n",
    );
}

#[test]
fn a_letter_with_short_sentences_is_no_talk() {
    check(
        "a.txt",
        "Dear Ida,\n\nWell. The boat is mended. It took a week.\n\nWell. You know how he is. He talks and talks.\n\nStill. The mast is new. It smells of tar.\n\nWell. I must go. The bell rings.\n\nStill. Write soon. I wait for it.\n",
    );
}

#[test]
fn lists_of_questions_without_answers_are_no_talk() {
    check(
        "a.txt",
        "Before you sail\n\n— Is the hull dry?\n\n— Is the lamp full?\n\n— Is the bell clean?\n\n— Is the cat aboard?\n",
    );
}

#[test]
fn quotations_with_their_sources_are_no_talk() {
    check(
        "a.md",
        "> The sea is patient. — *Orla Finch*\n\n> A boat is a promise. — *Bert Hale*\n\n> No lamp, no harbour. — *Ida Holm*\n\n> The wind is nobody's friend. — *Paul Wirth*\n",
    );
}

#[test]
fn a_bibliography_is_no_talk() {
    check(
        "a.txt",
        "Finch, O. The Sea. North Press, 1998.\n\nFinch, O. The Quay. North Press, 2001.\n\nHale, B. Lamps. Quay Books, 1988.\n\nHale, B. Bells. Quay Books, 1991.\n\nFinch, O. The Nets. North Press, 2004.\n\nHolm, I. Ice. South Press, 2010.\n",
    );
}
