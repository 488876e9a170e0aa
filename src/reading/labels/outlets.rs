//! For whom somebody asks: the outlet in a label, or in the words with which a reporter introduces himself.

use super::introductions;
use super::names::{Role, SURE, askers_in, has_letters, likeness, role, without_brackets};
use crate::reading::lexicon::{Lexicon, Words, fold};
use crate::reading::widths;
use crate::reading::wrap::{first_letters, is_wide, takes_at_most};

/// Whether a whole name looks like an outlet's.
pub(crate) fn is_outlet(name: &str, lexicon: &Lexicon) -> bool {
    let folded = fold(name);
    // 《码头》小编 @harbour: an account.
    if name.contains(" @") {
        return false;
    }
    if name.starts_with('《') || lexicon.outlets.has(&folded) || lexicon.outlets.has(without_article(&folded, lexicon))
    {
        return true;
    }
    if name.chars().any(is_wide) {
        let length = folded.chars().count();
        let is_listed = lexicon.outlets.start_of(&folded).is_some_and(|word| word.chars().count() > 1 && length <= 8);
        return is_listed
            || lexicon.outlet_ends.end_of(&folded).is_some_and(|end| end.len() < folded.len() && length > 2);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    words.len() > 1 && words.last().is_some_and(|last| lexicon.outlet_ends.has(&fold(last)))
}

/// `Ann Lee/HARBOUR`: what stands behind the stroke in a name.
pub(crate) fn behind_stroke(name: &str) -> Option<&str> {
    let (person, outlet) = name.split_once('/')?;
    let is_pair = person.trim().contains(' ') && !outlet.contains('/');
    Some(outlet.trim()).filter(|outlet| is_pair && has_letters(outlet, 2))
}

/// Whether somebody introduces himself by his name and an outlet's in the first words: `Sir, Ann from Harbour Radio.`
pub(crate) fn introduces(speaker: &str, opening: &str, folded: &str, lexicon: &Lexicon) -> Option<String> {
    // Nobody does who does not say his last name.
    speaker.split_whitespace().next_back().filter(|name| folded.contains(&fold(name)))?;
    let outlet = in_words(speaker, opening, lexicon)?;
    let lower = opening.to_lowercase();
    let at = lower.find(&outlet.to_lowercase())?;
    let word = lower[..at].split_whitespace().next_back().unwrap_or("");
    (takes_at_most(&lower[..at], widths::ROW) && lexicon.introductions.has(word) || is_outlet(&outlet, lexicon))
        .then_some(outlet)
}

/// `Le Courrier du Port`, `The Beacon`: people have no article and so many words.
pub(crate) fn has_article(name: &str, lexicon: &Lexicon) -> bool {
    let mut words = name.split_whitespace();
    let is_title_case = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let Some(first) = words.next().filter(is_title_case).map(fold) else { return false };
    let n_behind = words.count();
    lexicon.articles.has(&first) && n_behind > 0 || lexicon.name_articles.has(&first) && n_behind > 1
}

/// A folded name without the article that begins it.
fn without_article<'a>(folded: &'a str, lexicon: &Lexicon) -> &'a str {
    lexicon.articles.start_of(folded).map_or(folded, |article| &folded[article.len()..])
}

/// The outlet that a label names, as printed.
pub(crate) fn in_label(name: &str, lexicon: &Lexicon) -> Option<String> {
    let name = name.trim();
    if name.contains(" @") {
        return None;
    }
    if let Some(inner) =
        in_brackets(name).filter(|inner| is_outlet(inner, lexicon) || role(inner, lexicon) == Some(Role::Asker))
    {
        return in_label(inner, lexicon).or_else(|| Some(inner.to_owned()));
    }
    if let Some(firm) = behind_office(name, lexicon) {
        return Some(firm.to_owned());
    }
    // 《遠觀》問
    if let Some(end) = name.find('》').filter(|_| name.starts_with('《') && role(name, lexicon) == Some(Role::Question))
    {
        return Some(name[..end + '》'.len_utf8()].to_owned());
    }
    if let Some(before) = before_asker(name, lexicon) {
        let outlet = before.trim_matches(|letter: char| letter.is_whitespace() || "“”\"、,，·".contains(letter));
        // 홍길동/서울신문 기자: a name, a stroke, an outlet.
        let mut parts = outlet.rsplit(['/', '／']).map(str::trim);
        let outlet = parts.clone().find(|part| is_outlet(part, lexicon)).or(parts.next()).unwrap_or(outlet);
        // 某某新聞　山田記者: an outlet, a space, a name.
        let outlet = outlet.split_whitespace().next().filter(|first| is_outlet(first, lexicon)).unwrap_or(outlet);
        // Ann Lee, HARBOUR CORRESPONDENT
        let outlet = outlet.rsplit(", ").next().unwrap_or(outlet);
        let is_none = lexicon.not_outlets.has(&fold(outlet));
        if !outlet.is_empty() {
            return (!is_none).then(|| outlet.to_owned());
        }
    }
    let is_parted = name.contains([' ', '，']);
    for mark in
        [", ", " - ", " -- ", " – ", " — ", "，", " / ", " from ", " with ", " of "].iter().filter(|_| is_parted)
    {
        // Nobody is called The: behind the word for a reporter it begins an outlet's name.
        let is_named = |before: &str, outlet: &str| {
            is_outlet(outlet, lexicon) || has_article(outlet, lexicon) && role(before, lexicon) == Some(Role::Asker)
        };
        if let Some((_, outlet)) = name.split_once(*mark).filter(|(before, outlet)| is_named(before, outlet.trim())) {
            return Some(outlet.trim().to_owned());
        }
    }
    if let Some(outlet) = before_person(name, lexicon).filter(|outlet| is_outlet(outlet, lexicon)) {
        return Some(outlet.to_owned());
    }
    // Die Zeit (Zeit): the short form by which it is called from here on is no part of it.
    let bare = without_brackets(name);
    let bare = bare.trim();
    is_outlet(bare, lexicon).then(|| bare.to_owned())
}

/// `ANN LEE, SENIOR ANALYST, HARBOUR BANK, RESEARCH DIVISION`: all that stands behind a name in capitals and an office.
fn behind_office<'a>(name: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    const BETWEEN: &str = ", ";
    if name.contains(char::is_lowercase) {
        return None;
    }
    let ends = name.match_indices(BETWEEN).map(|(at, _)| at);
    let starts = name.match_indices(BETWEEN).map(|(at, _)| at + BETWEEN.len());
    let offices = starts.zip(ends.skip(1));
    let last = offices.filter(|&(start, end)| role(&name[start..end], lexicon) == Some(Role::Asker)).last()?;
    name.get(last.1 + BETWEEN.len()..)
}

/// `海岸日报Ann Lee`: what stands in ideographs right before the name of a person in Latin letters.
pub(crate) fn before_person<'a>(name: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let (outlet, person) = name.split_at(name.find(|letter: char| letter.is_ascii_uppercase())?);
    let is_person = person.contains(' ') && !person.contains(is_wide) && likeness(person, lexicon) >= SURE;
    (is_person && outlet.ends_with(is_wide)).then_some(outlet)
}

/// `码头HARBOUR`: ideographs and a word in capitals; no person is called so.
pub(crate) fn is_brand(name: &str) -> bool {
    let ideographs = name.trim_end_matches(|letter: char| letter.is_ascii_uppercase());
    has_letters(&name[ideographs.len()..], 3) && !ideographs.is_empty() && ideographs.chars().all(is_wide)
}

/// `記者（XX新聞）`, `Ann Lee (Reuters)`
fn in_brackets(name: &str) -> Option<&str> {
    let (start, end) = (name.find(['（', '('])?, name.rfind(['）', ')'])?);
    let open = name[start..].chars().next().map_or(1, char::len_utf8);
    name.get(start + open..end).map(str::trim).filter(|inner| !inner.is_empty())
}

/// What stands before the word for a reporter: `新华社` of `新华社记者张三`. A title between `《` and `》` may hold such a
/// word itself: `《读者周刊》记者`.
fn before_asker<'a>(name: &'a str, lexicon: &Lexicon) -> Option<&'a str> {
    let lower = name.to_lowercase();
    if lower.len() != name.len() {
        return None;
    }
    let is_outside =
        |at: &usize| name.get(..*at).is_some_and(|before| before.matches('《').count() == before.matches('》').count());
    // Nobody of the Press is called Pressman.
    let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() && !is_wide(letter));
    let find = |word: &str| {
        let at = lower.rfind(word)?;
        let is_part = is_letter(lower[..at].chars().next_back()) || is_letter(lower[at + word.len()..].chars().next());
        (!is_part || word.chars().any(is_wide)).then_some(at)
    };
    let at = askers_in(&lower, lexicon).filter_map(find).filter(is_outside).min()?;
    Some(&name[..at])
}

/// Whether the words above the talk make a name an outlet's: `《某某》`, `接受某某专访`, `某某记者`.
pub(crate) fn is_introduced(name: &str, lead: &str, lexicon: &Lexicon) -> bool {
    let is_around = |(at, _): (usize, &str)| {
        let (before, behind) = (&lead[..at], &lead[at + name.len()..]);
        let is_title = before.ends_with('《') && behind.starts_with('》');
        let is_received = lexicon.received.before_end(before).is_some();
        let asks = lexicon.asker.all_as_written().any(|word| behind.starts_with(word) && word.chars().all(is_wide));
        is_title || is_received || asks
    };
    has_letters(name, 2) && name.chars().any(is_wide) && lead.match_indices(name).any(is_around)
}

/// The outlet with which a reporter introduces himself: `Ann Lee with Reuters`, `Ann Lee, CNBC.`, `我是新华社记者`.
pub(crate) fn in_speech(speaker: &str, text: &str, lexicon: &Lexicon) -> Option<String> {
    let opening = first_letters(text, 220);
    if opening.chars().any(is_wide) {
        introductions::outlet(speaker, opening, lexicon)
    } else {
        in_words(speaker, opening, lexicon)
    }
}

fn in_words(speaker: &str, opening: &str, lexicon: &Lexicon) -> Option<String> {
    let last_name = speaker.split_whitespace().next_back().filter(|name| has_letters(name, 2))?.to_lowercase();
    let lower = opening.to_lowercase();
    let is_word = |at: &usize| {
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !is_letter(lower[..*at].chars().next_back()) && !is_letter(lower[*at + last_name.len()..].chars().next())
    };
    let at =
        lower.match_indices(&last_name).map(|(at, _)| at).find(is_word).filter(|_| lower.len() == opening.len())?;
    let at = at + last_name.len();
    // Ann Lee, The Beacon: behind the given name alone a surname stands without a comma.
    let is_parted = opening[at..].starts_with(',') || speaker.contains(' ');
    let rest = opening.get(at..)?.trim_start_matches([',', ' ']);
    let first = rest.split_whitespace().next()?;
    let is_parted = is_parted || lexicon.introductions.has(&fold(first));
    let rest = if lexicon.introductions.has(&fold(first)) { rest[first.len()..].trim_start() } else { rest };
    let mut end = 0;
    for word in rest.split_inclusive(' ') {
        let bare = word.trim();
        let is_part = bare.chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit())
            || end == 0 && lexicon.articles.has(bare)
            || end > 0 && lexicon.outlet_joints.has(bare);
        if !is_part {
            break;
        }
        end += word.len();
        if bare.ends_with([',', '.', ';', ':', '—', '?', '!']) || bare.contains('—') {
            break;
        }
    }
    let outlet =
        rest[..end].split('—').next().unwrap_or("").trim_end_matches(|letter: char| ",.;:?! ".contains(letter));
    let is_joint = |word: &str| lexicon.outlet_joints.has(word);
    let outlet = outlet.rsplit_once(' ').filter(|(_, last)| is_joint(last)).map_or(outlet, |(before, _)| before);
    let is_word = |words: &Words| words.has(&fold(outlet));
    let is_outlet = has_letters(outlet, 2)
        && !is_word(&lexicon.articles)
        && !is_word(&lexicon.selves)
        && (is_parted || is_outlet(outlet, lexicon));
    is_outlet.then(|| outlet.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_names_the_outlet_as_printed() {
        let lexicon = Lexicon::default_words();
        let check = |name, expected: Option<&str>| assert_eq!(in_label(name, &lexicon).as_deref(), expected, "{name}");
        check("《人民日报》记者", Some("《人民日报》"));
        check("新华社记者张三", Some("新华社"));
        check("記者（某某新聞）", Some("某某新聞"));
        check("自由時報", Some("自由時報"));
        check("NHK", Some("NHK"));
        check("《读者周刊》记者", Some("《读者周刊》"));
        check("Ann Lee, Reuters", Some("Reuters"));
        check("Reporter, Harbour Radio", Some("Harbour Radio"));
        check("Reporter, The Margin", Some("The Margin"));
        check("日本記者", None);
        check("同上記者", None);
        check("记者", None);
        check("王毅", None);
    }

    #[test]
    fn reporters_introduce_themselves() {
        let lexicon = Lexicon::default_words();
        let check = |speaker, text, expected: Option<&str>| {
            assert_eq!(in_speech(speaker, text, &lexicon).as_deref(), expected, "{text}")
        };
        check("ANN LEE", "Hi. Ann Lee with Reuters. I wonder", Some("Reuters"));
        check("BO LI", "Bo Li, CNBC. Why", Some("CNBC"));
        check("BO LI", "Thanks. Bo Li from the New York Times. Why", Some("the New York Times"));
        check("BO LI", "Why now?", None);
        check("Bo", "I am Bo Halvard, and I study here", None);
        check("Bo", "I am Bo from Harbour Radio. Why", Some("Harbour Radio"));
    }
}
