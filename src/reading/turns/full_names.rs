//! Full names: what a short form such as 答, 記 or Brandt stands for, as the document prints it elsewhere.

use std::collections::HashMap;

use super::speeches::Speech;
use crate::document::block::{AsideKind, BlockKind};
use crate::document::shared::Shared;
use crate::reading::draft::Draft;
use crate::reading::labels::names::{self, Role};
use crate::reading::labels::shapes::is_colon;
use crate::reading::lexicon::{Lexicon, fold};

/// The fuller name of each speech's speaker, where one is printed.
pub(crate) fn find(speeches: &[Speech], drafts: &[Draft], lexicon: &Lexicon) -> Vec<Option<Shared<str>>> {
    let legend = legend(drafts);
    let mut longest: HashMap<&str, &Shared<str>> = HashMap::new();
    // 记者（某报）is one of those who are called 记者.
    let is_one_of = |speech: &Speech| speech.name.contains(['(', '（']) && lexicon.asker.has(&speech.key);
    let is_one = |speech: &&Speech| !is_mark(speech) && !is_one_of(speech);
    for speech in speeches.iter().filter(is_one) {
        let known = longest.entry(&speech.key).or_insert(&speech.name);
        if speech.name.chars().count() > known.chars().count() {
            *known = &speech.name;
        }
    }
    // 追问 is no fuller 问.
    let is_named = |speech: &Speech| {
        matches!(speech.role, Some(Role::Question | Role::Answer))
            && !lexicon.question.has(&speech.key)
            && !lexicon.answer.has(&speech.key)
    };
    let mut marks: HashMap<Role, &Speech> = HashMap::new();
    let mut found = Vec::with_capacity(speeches.len());
    for speech in speeches {
        let said = speech.role.and_then(|role| marks.get(&role)).filter(|_| is_mark(speech));
        // 沈國華答 first, 答 later.
        let bare = |full: &&Speech| Shared::from(names::without_brackets(&full.name).trim_end_matches(&*speech.name));
        let of_mark = said.filter(|full| full.key.ends_with(&*speech.key)).map(bare);
        let of_legend = || legend.get(&*speech.key).cloned();
        let of_name = || longest.get(&*speech.key).map(|&name| name.clone());
        let full = of_mark.or_else(of_legend).or_else(of_name);
        let is_fuller = |full: &Shared<str>| full.chars().count() > speech.name.chars().count() || is_mark(speech);
        found.push(full.filter(|full| !full.is_empty() && is_fuller(full)));
        if let Some(role) = speech.role.filter(|_| is_named(speech)) {
            marks.insert(role, speech);
        }
    }
    found
}

/// Whether the label is nothing but a mark: 问, 答, Q.
fn is_mark(speech: &Speech) -> bool {
    matches!(speech.role, Some(Role::Question | Role::Answer)) && speech.key.chars().count() <= 1
}

/// What lines such as `問：記者   陳：陳美齡` say, by key.
fn legend(drafts: &[Draft]) -> HashMap<String, Shared<str>> {
    let lines = drafts
        .iter()
        .take_while(|draft| draft.label().is_none())
        .filter(|draft| draft.kind == BlockKind::Aside(AsideKind::Matter))
        .flat_map(|draft| &draft.lines);
    let entries = lines.flat_map(|line| line.text().split([' ', '\u{3000}', '；', ';', '/', '\t']));
    let pair = |entry: &str| {
        let (short, full) = entry.split_once(is_colon)?;
        let is_short =
            short.chars().count() <= 3 && full.chars().count() > short.chars().count() && names::is_name(full);
        is_short.then(|| (fold(short), full.trim().into()))
    };
    entries.filter_map(pair).collect()
}
