//! Meetings, committees, ceremonies and debates: many speak, and few of them ask and answer.

use super::{check, document, turns};

#[test]
fn nobody_asks_where_a_host_only_hands_over() {
    check(
        "a.md",
        "**HOST:** Welcome to the opening of the northern mill.\n\n\
         Please take your seats.\n\n\
         **ANN LEE, MAYOR OF HARBOUR:** Thank you all for coming.\n\n\
         Madam President:\n\n\
         The mill is yours.\n\n\
         **HOST:** We now hear the miller.\n\n\
         **BO HALVARD, MILLER:** It grinds since Monday.\n\n\
         **HOST:** And now the keeper of the lock.\n\n\
         **CAI NORD, KEEPER:** The water is high enough.\n",
        &[
            ". HOST: Welcome to the opening of the northern mill./Please take your seats.",
            ". ANN LEE, MAYOR OF HARBOUR: Thank you all for coming./Madam President:/The mill is yours.",
            ". HOST: We now hear the miller.",
            ". BO HALVARD, MILLER: It grinds since Monday.",
            ". HOST: And now the keeper of the lock.",
            ". CAI NORD, KEEPER: The water is high enough.",
        ],
    );
}

#[test]
fn a_moderator_who_asks_nothing_leads_those_who_do() {
    let long = "We will build the road, and then the bridge, and we will pay for both of them out of the harbour dues \
                as we have always done in this town, whatever others may say of it.";
    let text = format!(
        "MODERATOR: Good evening. Ms. Reyes, your question.\n\nMS. REYES: Governor, what is your first step?\n\n\
         MR. ADLER: {long}\n\nMODERATOR: Your response.\n\nMR. BIRCH: {long}\n\nMODERATOR: Mr. Gant, your question.\n\n\
         MR. GANT: How will you pay for it?\n\nMR. BIRCH: {long}\n\nMR. GANT: Will you sign the bill?\n\n\
         MR. BIRCH: {long}\n\nMODERATOR: Your response.\n\nMR. ADLER: {long}\n\nMODERATOR: Ms. Reyes.\n\n\
         MS. REYES: What would give?\n\nMR. ADLER: {long}\n"
    );
    let found: String = turns(&document("a.txt", &text)).iter().filter_map(|turn| turn.chars().next()).collect();
    assert_eq!(found, ".?!.!.?!?!.!.?!");
}

#[test]
fn a_meeting_of_many_is_no_interview() {
    let text = "## The lock\n\nJAN: the gate is done, draft twelve is out.\n\nEKB: there is a list of what it needs.\n\n\
                Mira: do we cover the weir?\n\nthere is some of that.\n\nTed: we should write for those who read it.\n\n\
                JAN: it says so in the second part.\n\nMira: both should come at the same time.\n\nEKB: that can be done.\n\n\
                Sub: why did we change the gate?\n\nJAN: it was too heavy.\n\nNick: using the old one needs two of us.\n\n\
                EKB: the keeper did not want it.\n\nTed: he has his reasons.\n\nMOR: the keeper is right.\n\n\
                JAN: then leave it as it is.\n\nMOR: it can wait.\n";
    let found = turns(&document("a.md", text));
    assert!(found.iter().all(|turn| turn.starts_with(". ")), "{found:#?}");
    assert!(found.contains(&". Nick: using the old one needs two of us.".to_owned()), "{found:#?}");
}

#[test]
fn who_presents_a_topic_does_not_speak() {
    let found = turns(&document(
        "a.md",
        "# Notes\n\n## The bridge\n\nPresenter: Ann Lee (AL)\n\nAL: The bridge is old.\n\nBH: It is.\n\nAL: We need a new one.\n\n\
         CN: What would it cost?\n\nAL: Not much.\n\n## The road\n\nPresenter: Bo Halvard (BH)\n\nBH: The road is new.\n\n\
         AL: It is.\n\nBH: That is all.\n",
    ));
    assert!(found.iter().all(|turn| !turn.starts_with(". Presenter")), "{found:#?}");
    assert_eq!(found.len(), 8);
}

#[test]
fn a_strong_name_above_its_speech_in_one_paragraph_is_a_label() {
    check(
        "a.md",
        "# Call 12\n\n**Tam**\nAnd we are live. Who wants to begin?\n\n**Marek**\nWe run the new mill.\n\n**Tam**\nAnybody else?\n\n\
         **Peri**\nThe lock is fuzzed, too.\n\n**Tam**\nWhy does it need that?\n\n**Marek**\nIt leaks.\n",
        &[
            "? Tam: And we are live. Who wants to begin?",
            "! Marek: We run the new mill.",
            "? Tam: Anybody else?",
            "! Peri: The lock is fuzzed, too.",
            "? Tam: Why does it need that?",
            "! Marek: It leaks.",
        ],
    );
}

#[test]
fn angle_brackets_hold_the_name_and_its_colon() {
    let found = turns(&document(
        "a.txt",
        "פרוטוקול מס' 12\n<סדר היום:>\n<גשר הנמל>\nנכחו:\n<היו\"ר דנה לוין:>\nבוקר טוב. מי מציג את הגשר?\n<אורי כץ:>\nאני. הגשר מוכן.\n\
         <היו\"ר דנה לוין:>\nוהדרך?\n<אורי כץ:>\nהוא אומר: הדרך מוכנה.\n<היו\"ר דנה לוין:>\nכמה זה עלה?\n<אורי כץ:>\nמעט.\n",
    ));
    assert_eq!(found.len(), 6, "{found:#?}");
    assert!(found[3].ends_with("אורי כץ: הוא אומר: הדרך מוכנה."), "{found:#?}");
}

#[test]
fn notes_and_headings_that_count_name_nobody() {
    let text = "# Talk 1\n\n## PART A: WHO SHE IS (two minutes)\n\n**INTERVIEWER:** What is your name?\n\n**P1:** Ann Lee.\n\n\
                **[FIELD NOTES]:** calm and sure.\n\n**INTERVIEWER:** For how long have you kept the light?\n\n**P1:** For ten years.\n\n\
                **[FIELD NOTES]:** calm and sure.\n\n## PART B: HER WORK\n\n**INTERVIEWER:** What do you do?\n\n**P1:** I wait.\n\n\
                **[FIELD NOTES]:** calm and sure.\n";
    let found = turns(&document("a.md", text));
    assert_eq!(found.len(), 6, "{found:#?}");
    let document = document("a.md", text);
    let headings: Vec<&str> = (0..document.sections.len()).map(|index| document.heading(index)).collect();
    assert_eq!(headings, ["PART A: WHO SHE IS (two minutes)", "PART B: HER WORK"]);
}

#[test]
fn one_answer_without_a_question_is_prose() {
    let text = "# On bridges\n\n## Too general\n\n> Do we need that?\n\nAnswer: There are reasons to want it.\n\n## Too narrow\n\n\
                > Where is this going?\n\nHalf-baked is a matter of opinion, but it makes sense to think.\n";
    assert!(turns(&document("a.md", text)).is_empty());
    let form = "# Bank\n\n- **Case:** [Name]\n- **Witness:** [Name of the witness]\n- **Date:** [Date]\n\n## Phase 1: Who\n\n\
                1. **Name**\n   - \"What is your name?\"\n   - \"Where do you live?\"\n\n## Phase 2: What\n\n- \"What did you see?\"\n";
    assert!(turns(&document("a.md", form)).is_empty());
}

#[test]
fn questions_may_be_items_of_a_list_above_their_answers() {
    check(
        "a.md",
        "Ann Lee asks Bo Halvard, who keeps the mill.\n\n* What is a mill?\n\nA house that grinds.\n\nIt has a wheel.\n\n* Who may come?\n\n\
         Everybody.\n\n* What will it be in a year?\n\nA school.\n",
        &[
            "? : What is a mill?",
            "! : A house that grinds./It has a wheel.",
            "? : Who may come?",
            "! : Everybody.",
            "? : What will it be in a year?",
            "! : A school.",
        ],
    );
}

#[test]
fn an_answer_may_be_a_list() {
    let found = turns(&document(
        "a.md",
        "# Talk\n\n##### Who are you?\n\nI keep the mill.\n\n##### How did you begin?\n\nWith a wheel.\n\n##### What do you advise?\n\n\
         - Wait.\n- Grind.\n",
    ));
    assert_eq!(found.len(), 6, "{found:#?}");
    assert_eq!(found[5], "! : Wait./- Grind.");
}

#[test]
fn lines_above_the_talk_say_who_asks_and_who_answers() {
    let found = turns(&document(
        "a.md",
        "## About\n\nANN LEE: an interview in the harbour office.\n\n## Interview\n\nINTERVIEWEE: Ann Lee \nINTERVIEWERS: Bo Halvard and Cai Nord \n\
         DATE: 3 May 2012 \n\nBo Halvard: \n\nSo if we could start with your name. \n\nAnn Lee: \n\nI am Ann Lee. \n\nBo Halvard: \n\nMm-hm. \n\n\
         Ann Lee: \n\nI kept the light for thirty years. Am I right? \n\nCai Nord: \n\nSorry, go. \n\nAnn Lee: \n\nThat is all. \n",
    ));
    assert_eq!(
        found[found.len() - 6..],
        [
            "? Bo Halvard: So if we could start with your name.",
            "! Ann Lee: I am Ann Lee.",
            "? Bo Halvard: Mm-hm.",
            "! Ann Lee: I kept the light for thirty years. Am I right?",
            "? Cai Nord: Sorry, go.",
            "! Ann Lee: That is all.",
        ]
    );
}

#[test]
fn among_initials_an_outlet_is_a_person() {
    let document = document(
        "a.md",
        "## The mill\n\nBS: The wheel is old.\n\nRT: It is.\n\nJP: It turns.\n\nAK: We should keep it.\n\nRT: It costs a lot.\n\n\
         BS: Not more than a new one.\n\nRT: Then keep it.\n",
    );
    assert!(document.turns.iter().all(|turn| turn.outlet.is_none()), "{:#?}", turns(&document));
}
