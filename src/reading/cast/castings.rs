//! Castings: one talk of each kind, and the casting that must be chosen for it.

use super::{Occasion, Part, Said, Talk, Voice, Weights, choose, trials};
use crate::reading::labels::names::Role;

/// A talk of one letter a speech and its sign: `A?` asks, `B!` is long, `C` is short, `D>` hands over to the next.
fn talk(speeches: &str, roles: &[(char, Role)]) -> Talk {
    let mut talk = Talk::default();
    let mut letters: Vec<char> = Vec::new();
    for word in speeches.split_whitespace() {
        let mut signs = word.chars();
        let letter = signs.next().unwrap_or('?');
        let sign = signs.next();
        let voice = letters.iter().position(|known| *known == letter).unwrap_or_else(|| {
            letters.push(letter);
            let role = roles.iter().find(|(named, _)| *named == letter).map(|(_, role)| *role);
            talk.voices.push(Voice { role, ..Voice::default() });
            letters.len() - 1
        });
        let n_letters: f64 = if sign == Some('!') { 600.0 } else { 60.0 };
        talk.speeches.push(Said {
            voice,
            asks: sign == Some('?'),
            hands_over: sign == Some('>'),
            length: Some(n_letters.ln()),
            ..Said::default()
        });
    }
    talk
}

/// Checks the part of each speaker, in the order in which they speak first.
fn check(speeches: &str, roles: &[(char, Role)], expected: &[Part]) {
    let choice = choose(&talk(speeches, roles), Weights::shipped());
    assert_eq!(choice.parts, expected, "{speeches}: {:?}", choice.margins);
    assert!(choice.margins.iter().all(|margin| *margin >= 0.0), "{speeches}: {:?}", choice.margins);
}

use Part::{Answers, Asks, Leads, Talks};

#[test]
fn marks_ask_and_answer() {
    check("Q A! Q A! Q A!", &[('Q', Role::Question), ('A', Role::Answer)], &[Asks, Answers]);
}

#[test]
fn one_asks_and_one_answers() {
    check(&"A? B! ".repeat(6), &[], &[Asks, Answers]);
}

#[test]
fn whoever_is_asked_answers_though_he_speaks_first() {
    check(&format!("B! {}", "A? B! ".repeat(6)), &[], &[Answers, Asks]);
}

#[test]
fn many_ask_one() {
    let asker = [('C', Role::Asker), ('D', Role::Asker), ('E', Role::Asker)];
    check("C? B! D? B! E? B! C? B! D? B!", &asker, &[Asks, Answers, Asks, Asks]);
}

#[test]
fn a_chair_leads_and_others_ask() {
    let roles = [('L', Role::Chair), ('C', Role::Asker), ('D', Role::Asker), ('E', Role::Asker)];
    check("L> C? B! L> D? B! L> E? B! L> C? B!", &roles, &[Leads, Asks, Answers, Asks, Asks]);
}

#[test]
fn whoever_a_chair_calls_after_a_question_answers_it() {
    let roles = [('L', Role::Chair)];
    check("L> C? L> B! L> D? L> B! L> C? L> B! L> D? L> B!", &roles, &[Leads, Asks, Answers, Asks]);
}

#[test]
fn whoever_stands_between_all_others_is_none_of_the_equals() {
    check(&"A? B! A? C! A D! A? B! A C! ".repeat(3), &[], &[Asks, Answers, Answers, Answers]);
}

#[test]
fn whether_somebody_leads_or_talks_makes_one_reading_and_not_two() {
    let choice = choose(&talk("A! B! C! A? B! C! B! A!", &[]), Weights::shipped());
    let kinds = |parts: &[Part]| parts.iter().map(|part| part.kind()).collect::<Vec<_>>();
    let likely: Vec<_> = choice.likely.iter().map(|likely| kinds(&likely.parts)).collect();
    let is_twice = |index: usize| likely[..index].contains(&likely[index]);
    assert!(likely.len() > 1 && !(0..likely.len()).any(is_twice), "{likely:?}");
}

#[test]
fn equals_talk() {
    check(&"A! B! C! B! A! C! ".repeat(5), &[], &[Talks, Talks, Talks]);
}

#[test]
fn one_note_of_an_editor_turns_no_talk_round() {
    let speeches = format!("N {}", "A? B! ".repeat(20));
    let choice = choose(&talk(&speeches, &[('N', Role::Host)]), Weights::shipped());
    assert_eq!(choice.parts[1..], [Asks, Answers]);
}

#[test]
fn a_question_of_the_audience_turns_no_talk_round() {
    let speeches = format!("{} G? B! {}", "A? B! ".repeat(10), "A? B! ".repeat(10));
    let choice = choose(&talk(&speeches, &[('G', Role::Asker)]), Weights::shipped());
    assert_eq!(choice.parts, [Asks, Answers, Asks]);
}

#[test]
fn so_many_speakers_that_not_all_castings_can_be_compared_are_cast_alike() {
    let letters: Vec<char> = ('C'..='Z').collect();
    let roles: Vec<(char, Role)> = letters.iter().map(|letter| (*letter, Role::Asker)).collect();
    let speeches: String = letters.iter().map(|letter| format!("{letter}? B! ")).collect();
    let choice = choose(&talk(&speeches, &roles), Weights::shipped());
    assert_eq!(choice.parts[1], Answers);
    let n_asking = choice.parts.iter().filter(|part| **part == Asks).count();
    assert_eq!(n_asking, letters.len());
}

#[test]
fn what_a_casting_has_times_the_weights_decides() {
    let rows = Weights::fitted();
    for speeches in ["A? B! A? B! C. A? C!", "L> C? B! L> D? B!", "A! B! C! B! A! C! A? B!"] {
        let talk = talk(speeches, &[]);
        let score = |traits: &[f64]| traits.iter().zip(&rows).map(|(trait_, row)| trait_ * row.weight).sum::<f64>();
        let tried = trials(&talk);
        let best = tried.iter().max_by(|a, b| score(&a.traits).total_cmp(&score(&b.traits)));
        let choice = choose(&talk, Weights::shipped());
        assert_eq!(best.map(|best| &best.parts), Some(&choice.parts), "{speeches}");
    }
}

#[test]
fn the_shares_of_likely_castings_are_one_in_all() {
    let choice = choose(&talk("A? B! A? B! A. B!", &[]), Weights::shipped());
    let total: f64 = choice.likely.iter().map(|likely| likely.share).sum();
    assert!((total - 1.0).abs() < 1e-9 && choice.likely.len() > 1, "{total}");
    assert_eq!(choice.likely[0].parts, choice.parts);
}

#[test]
fn those_of_a_class_do_the_same() {
    let mut talk = talk("A? M! B? M! C? M! A? M! D. M! B? M!", &[]);
    for voice in [0, 2, 3, 4] {
        talk.voices[voice].class = Some(0);
    }
    assert_eq!(choose(&talk, Weights::shipped()).parts, [Asks, Answers, Asks, Asks, Asks]);
}

#[test]
fn a_title_tells_what_a_talk_is_that_could_be_both() {
    let mut talk = talk(&"A? B! A! B A! B ".repeat(3), &[]);
    let parts = |talk: &Talk| choose(talk, Weights::shipped()).parts;
    talk.occasion = Some(Occasion::Interview);
    assert_eq!(parts(&talk), [Asks, Answers]);
    talk.occasion = Some(Occasion::Conversation);
    assert_eq!(parts(&talk), [Talks, Talks]);
}

#[test]
fn a_question_of_the_audience_turns_no_talk_of_equals_round() {
    let equals = "A! B! C! B! A! C! ".repeat(5);
    let choice = choose(&talk(&format!("{equals} G? {equals}"), &[('G', Role::Asker)]), Weights::shipped());
    assert_eq!(choice.parts[..3], [Talks, Talks, Talks]);
}
