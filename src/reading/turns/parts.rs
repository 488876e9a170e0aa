//! Parts: who asks, who answers and who only leads, decided for each speaker over the whole document.

use std::collections::{HashMap, HashSet};

use super::introductions::Lead;
use super::roles;
use super::speeches::Speech;
use crate::reading::draft::Stated;
use crate::reading::labels::names::{self, Role};
use crate::reading::labels::outlets;
use crate::reading::lexicon::{Lexicon, fold};

/// The part of a speaker in the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Asks,
    Answers,
    /// Leads the talk, and neither asks nor answers.
    Leads,
    /// One among equals.
    Talks,
}

/// A speaker's part, and whether a word in the label says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Casting {
    pub(crate) part: Part,
    pub(crate) is_stated: bool,
    pub(crate) role: Option<Role>,
}

/// What a speaker does over the whole document.
#[derive(Debug, Default)]
struct Record {
    n: usize,
    n_asks: usize,
    n_bytes: usize,
    /// Speeches right behind one of somebody who is known to ask.
    n_behind_asker: usize,
    /// Speeches that name the next speaker or say that the next voice asks.
    n_hands: usize,
    /// Speeches right before one of somebody who is known to ask.
    n_before_asker: usize,
    /// Speeches right before one of somebody who is known to answer.
    n_before_answerer: usize,
    /// Speeches that name the next speaker and are short.
    n_calls: usize,
    opens: bool,
}

/// The part of each speaker, by key.
pub(crate) fn cast(speeches: &[Speech], stated: &Stated, lead: &Lead, lexicon: &Lexicon) -> HashMap<String, Casting> {
    let mut parts = by_label(speeches, lexicon);
    roles::introduced(&mut parts, speeches, lexicon);
    roles::on_the_air(&mut parts, speeches);
    let has = |parts: &HashMap<String, Casting>, part| {
        parts.values().any(|casting| casting.is_stated && casting.part == part)
    };
    let has_members = parts.values().any(|casting| casting.role == Some(Role::Member));
    // A witness speaks right behind a member; who never does, reads the agenda.
    let is_member = |speech: &Speech| parts[&speech.key].role == Some(Role::Member);
    let is_open = |speech: &Speech| parts[&speech.key].role.is_none();
    let has_witness = speeches.windows(2).any(|pair| is_member(&pair[0]) && is_open(&pair[1]));
    let asked = has(&parts, Part::Asks) || has_members && (has(&parts, Part::Answers) || has_witness);
    let silent_hosts = hosts_ask_nothing(&parts, speeches);
    for casting in parts.values_mut().filter(|casting| !casting.is_stated) {
        match casting.role {
            Some(Role::Host) => {
                let leads = asked || silent_hosts;
                (casting.part, casting.is_stated) = (if leads { Part::Leads } else { Part::Asks }, true)
            }
            Some(Role::Member) if asked => (casting.part, casting.is_stated) = (Part::Asks, true),
            _ => {}
        }
    }
    if !has(&parts, Part::Asks) {
        roles::announced(&mut parts, speeches);
    }
    let records = records(speeches, &parts);
    if has(&parts, Part::Asks) {
        among_askers(&mut parts, &records);
        before_the_answerer(&mut parts, &records, speeches);
    } else if !(has(&parts, Part::Answers) && among_answerers(&mut parts, &records)) {
        among_names(&mut parts, &records, stated, lead)
    }
    by_what_they_do(&mut parts, &records);
    parts
}

/// The part that each label states by itself.
fn by_label(speeches: &[Speech], lexicon: &Lexicon) -> HashMap<String, Casting> {
    let mut parts: HashMap<String, Casting> = HashMap::new();
    // An outlet that opens the page, asks nothing and is not heard again reports.
    let reports = speeches.first().filter(|first| !first.asks && speeches[1..].iter().all(|it| it.key != first.key));
    let is_crowd = roles::are_crowd(speeches);
    let initials: HashSet<&str> = speeches.iter().map(|it| it.name.as_str()).filter(|name| is_initials(name)).collect();
    let are_initials = initials.len() >= 4;
    for speech in speeches {
        if parts.contains_key(&speech.key) {
            continue;
        }
        let role = speech.role;
        let is_outlet =
            role.is_none() && outlets::is_outlet(&speech.name, lexicon) && names::likeness(&speech.name, lexicon) < 2.6;
        let part = match role {
            Some(Role::Asker) if is_crowd => None,
            Some(Role::Question | Role::Asker) => Some(Part::Asks),
            Some(Role::Answer | Role::Answerer) => Some(Part::Answers),
            Some(Role::Chair) => Some(Part::Leads),
            _ if are_initials && is_initials(&speech.name) => None,
            _ if is_outlet && reports.is_some_and(|first| first.key == speech.key) => Some(Part::Leads),
            _ if is_outlet || outlets::in_label(&speech.name, lexicon).is_some() => Some(Part::Asks),
            _ => None,
        };
        let casting = Casting { part: part.unwrap_or(Part::Talks), is_stated: part.is_some(), role };
        parts.entry(speech.key.clone()).or_insert(casting);
    }
    parts
}

/// `RT`, `JPS`: two or three capitals, which are an outlet among names and a person among such as these.
fn is_initials(name: &str) -> bool {
    (2..=3).contains(&name.len()) && name.chars().all(|letter| letter.is_ascii_uppercase())
}

/// Whether no host asks anything: nobody asks at all, as at a ceremony, or three others do, as at a debate.
fn hosts_ask_nothing(parts: &HashMap<String, Casting>, speeches: &[Speech]) -> bool {
    let is_host = |speech: &&Speech| parts[&speech.key].role == Some(Role::Host);
    let (hosts, others): (Vec<&Speech>, Vec<&Speech>) = speeches.iter().partition(is_host);
    let n_asking = others.iter().filter(|speech| speech.asks).count();
    hosts.iter().all(|speech| !speech.asks) && (n_asking == 0 || n_asking >= 3)
}

fn records<'a>(speeches: &'a [Speech], parts: &HashMap<String, Casting>) -> HashMap<&'a str, Record> {
    let mut records: HashMap<&str, Record> = HashMap::new();
    for (index, speech) in speeches.iter().enumerate() {
        let record = records.entry(&speech.key).or_default();
        record.n += 1;
        record.n_asks += usize::from(speech.asks);
        record.n_bytes += speech.n_bytes;
        record.opens |= index == 0;
        let before = index.checked_sub(1).map(|before| &speeches[before]);
        let next = speeches.get(index + 1);
        let is_known = |other: Option<&Speech>, part| {
            other.is_some_and(|other| parts[&other.key].is_stated && parts[&other.key].part == part)
        };
        record.n_behind_asker += usize::from(is_known(before, Part::Asks));
        record.n_hands += usize::from(speech.announces || next.is_some_and(|next| calls(speech, next)));
        record.n_before_asker += usize::from(is_known(next, Part::Asks));
        record.n_before_answerer += usize::from(is_known(next, Part::Answers));
        record.n_calls += usize::from(next.is_some_and(|next| calls(speech, next)));
    }
    records
}

/// Whether a short speech names the one who speaks next.
pub(crate) fn calls(speech: &Speech, next: &Speech) -> bool {
    if speech.n_bytes > 240 || speech.key == next.key {
        return false;
    }
    let said = fold(&speech.opening);
    let names = next.name.split([' ', '·', '・', '（', '(', '）', ')']).map(fold);
    names
        .filter(|name| name.chars().count() >= 2)
        .any(|name| said.contains(&name) || shortened(&name).is_some_and(|name| said.contains(&name)))
}

/// `郭議員` for `郭偉強議員`.
fn shortened(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().filter(|letter| crate::reading::wrap::is_wide(*letter)).collect();
    (letters.len() >= 4).then(|| [letters[0], letters[letters.len() - 2], letters[letters.len() - 1]].iter().collect())
}

/// Where it is known who asks: the others answer, but for those who never speak right behind a question.
fn among_askers(parts: &mut HashMap<String, Casting>, records: &HashMap<&str, Record>) {
    let someone_answers = parts.values().any(|casting| casting.role == Some(Role::Answer));
    let n_behind: usize = records.values().map(|record| record.n_behind_asker).sum();
    let n_speeches: usize = records.values().map(|record| record.n).sum();
    let n_asked: usize = parts
        .iter()
        .filter(|(_, it)| it.part == Part::Asks)
        .filter_map(|(key, _)| records.get(key.as_str()))
        .map(|it| it.n)
        .sum();
    // A question or two from the floor do not make a meeting an interview.
    let is_meeting = n_asked * 8 < n_speeches;
    for (key, casting) in parts.iter_mut().filter(|(_, casting)| !casting.is_stated) {
        let Some(record) = records.get(key.as_str()) else { continue };
        let leads = record.n_behind_asker * 5 < record.n
            && (record.opens || record.n_calls * 2 > record.n)
            && n_behind > record.n_behind_asker;
        casting.part = match () {
            _ if someone_answers && record.n_behind_asker == 0 => Part::Talks,
            _ if is_meeting && record.n_behind_asker * 3 < record.n => Part::Talks,
            _ if leads => Part::Leads,
            _ => Part::Answers,
        };
        // Who is named in print and speaks right behind printed askers, time and again, leaves nothing to guess.
        casting.is_stated = casting.part == Part::Answers && record.n_behind_asker * 3 >= record.n * 2;
    }
}

/// Parts that a word gives and the talk takes back: a host among other askers who asks himself, a spokesperson whom
/// nobody asks, while others are asked.
fn by_what_they_do(parts: &mut HashMap<String, Casting>, records: &HashMap<&str, Record>) {
    let someone_is_asked = records.values().any(|record| record.n_behind_asker >= 2);
    for (key, casting) in parts.iter_mut() {
        let Some(record) = records.get(key.as_str()).filter(|record| record.n >= 2) else { continue };
        let hosts = casting.role == Some(Role::Host) && casting.part == Part::Leads;
        let is_answerer = casting.role == Some(Role::Answerer) && casting.part == Part::Answers;
        let hands_over = record.n_before_asker * 2 >= record.n;
        if hosts && record.n >= 3 && record.n_asks * 2 >= record.n && !hands_over {
            (casting.part, casting.is_stated) = (Part::Asks, false);
        } else if is_answerer
            && record.n_behind_asker == 0
            && someone_is_asked
            && hands_over
            && record.n_hands * 3 >= record.n
        {
            (casting.part, casting.is_stated) = (Part::Leads, false);
        }
    }
}

/// Names that nobody asked, but that ask right before the one who answers most: they ask, like those who are known to.
fn before_the_answerer(parts: &mut HashMap<String, Casting>, records: &HashMap<&str, Record>, speeches: &[Speech]) {
    let n_answers = |key: &str| records.get(key).map_or(0, |record| record.n_behind_asker);
    let answerers = parts.iter().filter(|(_, casting)| casting.part == Part::Answers).map(|(key, _)| key.clone());
    let Some(hub) = answerers.max_by_key(|key| (n_answers(key), key.clone())).filter(|key| n_answers(key) >= 2) else {
        return;
    };
    let mut n_before: HashMap<&str, usize> = HashMap::new();
    for pair in speeches.windows(2).filter(|pair| pair[1].key == hub) {
        *n_before.entry(&pair[0].key).or_default() += 1;
    }
    let is_open = |casting: &Casting| casting.role.is_none() && matches!(casting.part, Part::Answers | Part::Talks);
    for (key, casting) in parts.iter_mut().filter(|(key, casting)| is_open(casting) && **key != hub) {
        let Some(record) = records.get(key.as_str()) else { continue };
        let is_before = n_before.get(key.as_str()).is_some_and(|n| n * 3 >= record.n * 2);
        // Right behind a question stands a second asker, or its translation, if it asks itself.
        let asks = if record.n_behind_asker == 0 { record.n_asks * 2 >= record.n } else { record.n_asks == record.n };
        if is_before && asks {
            (casting.part, casting.is_stated) = (Part::Asks, false);
        }
    }
}

/// Where it is known who answers, but not who asks: those who speak right before an answer, and ask. Says whether
/// there are any.
fn among_answerers(parts: &mut HashMap<String, Casting>, records: &HashMap<&str, Record>) -> bool {
    let is_before = |record: &&Record| record.n_before_answerer * 3 >= record.n * 2;
    let may_ask = |key: &str| records.get(key).filter(is_before).is_some();
    let asking: Vec<String> = parts
        .iter()
        .filter(|(key, casting)| !casting.is_stated && casting.part == Part::Talks && may_ask(key))
        .map(|(key, _)| key.clone())
        .collect();
    let found = sum(&asking, records, |record| record.n) >= 2 && share(&asking, records) >= 0.4;
    for key in asking.iter().filter(|_| found) {
        parts.entry(key.clone()).and_modify(|casting| casting.part = Part::Asks);
    }
    found
}

/// Where labels are names alone: guests are stated, or questions tell who asks; else all talk as equals.
fn among_names(parts: &mut HashMap<String, Casting>, records: &HashMap<&str, Record>, stated: &Stated, lead: &Lead) {
    for (key, casting) in parts.iter_mut().filter(|(_, casting)| !casting.is_stated) {
        let leads = records.get(key.as_str()).is_some_and(|record| {
            // Who asks calls his guest by name, too.
            let hands_over = record.n_calls * 2 > record.n && record.n_asks * 2 < record.n;
            record.n >= 2 && hands_over && record.n_bytes < record.n * 200
        });
        if leads {
            casting.part = Part::Leads;
        }
    }
    // Two voices may be an interview; more of them, who are only counted, are a meeting.
    let n_voices = parts.values().filter(|casting| casting.role == Some(Role::Voice)).count();
    let open: Vec<String> = parts
        .iter()
        .filter(|(_, casting)| casting.part == Part::Talks && (casting.role != Some(Role::Voice) || n_voices == 2))
        .map(|(key, _)| key.clone())
        .collect();
    let has_no_roles = parts.values().all(|casting| casting.role.is_none());
    let mut set = |keys: &[String], part: Part| {
        for key in keys {
            parts.entry(key.clone()).and_modify(|casting| casting.part = part);
        }
    };
    let guests: Vec<String> = stated.speakers.iter().map(|name| fold(name)).collect();
    let title = stated.title.as_deref().map(fold).unwrap_or_default();
    let is_named = |key: &str| key.len() >= 5 && title.contains(key);
    let is_guest = |key: &String| {
        key.chars().count() > 1
            && guests.iter().any(|guest| guest.contains(key.as_str()) || key.contains(guest.as_str()))
    };
    let are_peers = !open.is_empty() && open.iter().all(is_guest);
    /// An interview has no more voices.
    const GUESTS: usize = 4;
    let is_invited = |(invited, others): &(Vec<String>, Vec<String>)| {
        !invited.is_empty() && !others.is_empty() && share(invited, records) <= share(others, records)
    };
    let by_title = open.iter().cloned().partition(|key| is_guest(key) || is_named(key));
    // What stands above the talk names the guest, and not the one who asks.
    let by_lead = || -> (Vec<String>, Vec<String>) { open.iter().cloned().partition(|key| lead.names(key)) };
    let is_interview = !are_peers && open.len() <= GUESTS && has_no_roles;
    let found = Some(by_title).filter(is_invited);
    // Where those who are not named ask nothing, the line above names some of the equals.
    let do_ask = |(invited, others): &(Vec<String>, Vec<String>)| share(others, records) > share(invited, records);
    let found = found.or_else(|| Some(by_lead()).filter(|found| is_interview && is_invited(found) && do_ask(found)));
    if let Some((invited, others)) = found {
        set(&invited, Part::Answers);
        set(&others, Part::Asks);
    } else if are_peers {
        // All of them are named as speakers, none as host: they talk as equals, and the document says so.
        for key in &open {
            parts.entry(key.clone()).and_modify(|casting| casting.is_stated = true);
        }
    } else if let Some(askers) = askers(&open, records) {
        let answerers: Vec<String> = open.iter().filter(|key| !askers.contains(key)).cloned().collect();
        set(&askers, Part::Asks);
        set(&answerers, Part::Answers);
    }
}

fn sum(keys: &[String], records: &HashMap<&str, Record>, count: fn(&Record) -> usize) -> usize {
    keys.iter().filter_map(|key| records.get(key.as_str())).map(count).sum()
}

/// The share of their speeches that ask.
fn share(keys: &[String], records: &HashMap<&str, Record>) -> f32 {
    sum(keys, records, |record| record.n_asks) as f32 / sum(keys, records, |record| record.n).max(1) as f32
}

/// Those who ask far more than the rest and say less; `None` if nobody stands out.
fn askers(keys: &[String], records: &HashMap<&str, Record>) -> Option<Vec<String>> {
    // One who answers all the others …
    let hub = keys.iter().max_by_key(|key| records.get(key.as_str()).map_or(0, |record| record.n_bytes))?;
    let (one, others): (Vec<String>, Vec<String>) = keys.iter().cloned().partition(|key| key == hub);
    let n = |keys: &[String]| sum(keys, records, |record| record.n);
    // Others may be asked, too: they ask nothing, and speak as long.
    let length = |key: &String| records.get(key.as_str()).map_or(0, |record| record.n_bytes / record.n.max(1));
    let is_like_hub = |key: &String| {
        share(std::slice::from_ref(key), records) == 0.0
            && n(std::slice::from_ref(key)) >= 2
            && length(key) * 2 >= length(hub)
    };
    let others: Vec<String> = others.into_iter().filter(|key| !is_like_hub(key)).collect();
    // Who answers many speaks after nearly each of them; who does not is one of a meeting.
    let is_hub = others.len() < 4 || n(&one) * 4 >= n(&others);
    if is_hub && stand_out(&others, &one, records) {
        return Some(others);
    }
    // … or those who mostly ask.
    let (asking, rest): (Vec<String>, Vec<String>) =
        keys.iter().cloned().partition(|key| share(std::slice::from_ref(key), records) >= 0.5);
    let is_meeting = rest.len() >= 4 && n(&asking) * 3 < n(&rest);
    (!is_meeting && stand_out(&asking, &rest, records)).then_some(asking)
}

/// Whether some ask and the rest answers: the more they ask, the less their brevity counts.
fn stand_out(asking: &[String], rest: &[String], records: &HashMap<&str, Record>) -> bool {
    let n = |keys| sum(keys, records, |record| record.n);
    let length = |keys| sum(keys, records, |record| record.n_bytes) / n(keys).max(1);
    let (asks, answers) = (share(asking, records), share(rest, records));
    match n(asking) {
        _ if n(rest) < 2 => false,
        0 | 1 => false,
        2 => asks > 0.9 && answers < 0.1,
        _ if asks >= 0.6 && answers < 0.1 => true,
        // Who is examined answers at no greater length.
        many if asking.len() + rest.len() == 2 && asks >= 0.5 && asks >= 3.0 * answers => {
            many >= 6 || answers == 0.0 && many >= 4 || length(asking) * 4 < length(rest) * 3
        }
        _ if asks >= 0.5 => asks >= 2.0 * answers && length(asking) * 4 < length(rest) * 3,
        few if few < 6 => false,
        _ => asks >= 0.25 && asks >= 2.5 * answers && length(asking) * 22 < length(rest) * 10,
    }
}
