//! Times that begin lines without a name: `(00:01:10) We will see.` They tell when the line was said, and are no part of it.

use super::stamps;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Line};
use crate::reading::lexicon::{Calendar, Lexicon};
use crate::reading::shares::{FEW, are_nearly_all};

/// Gives the lines of a talk the times that they begin with, where there are some that are in order. Before that it is known what
/// the title is: where a format tells times there is none.
pub(crate) fn mark(drafts: &mut [Draft], lexicon: &Lexicon) {
    let times: Vec<u64> = stamped(drafts, &lexicon.calendar).map(|(_, time)| time).collect();
    let n_later = times.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    let is_talk = || drafts.iter().any(|draft| draft.label().is_some());
    // Hours of a programme are in order as well: there nobody is named who speaks.
    if times.len() < FEW || !are_nearly_all(n_later, times.len() - 1) || !is_talk() {
        return;
    }
    for line in drafts.iter_mut().filter(|draft| may_be_timed(draft)).flat_map(|draft| &mut draft.lines) {
        if let Some(time) = time_before(line, &lexicon.calendar) {
            *line = std::mem::take(line).said_at(Some(time));
        }
    }
}

/// The lines that begin with a time, and the times.
fn stamped<'a>(drafts: &'a [Draft], calendar: &'a Calendar) -> impl Iterator<Item = (&'a Line<'a>, u64)> {
    let lines = drafts.iter().filter(|draft| may_be_timed(draft)).flat_map(|draft| &draft.lines);
    lines.filter_map(|line| Some((line, time_before(line, calendar)?)))
}

fn may_be_timed(draft: &Draft) -> bool {
    matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation)
}

/// The time in brackets that a line without a label begins with, if something is said behind it.
fn time_before(line: &Line, calendar: &Calendar) -> Option<u64> {
    if line.label().is_some() || line.time().is_some() {
        return None;
    }
    let (length, time) = stamps::in_brackets(line.text(), calendar)?;
    time.filter(|_| length < line.text().len())
}
