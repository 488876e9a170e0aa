//! No headings: sentences that are marked as headings for their looks, and short lines that only stand like one. Each reason is
//! a row with an example.

use crate::document::block::BlockKind;
use crate::reading::dates;
use crate::reading::draft::Draft;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::widths;
use crate::reading::wrap::takes_at_most;

/// Whether it is so of a text.
pub(super) type OfMarked = fn(&str) -> bool;

/// Tells of the text of a marked heading below the title that it is a paragraph.
pub(super) const MARKED: [Rule<OfMarked>; 3] = [
    Rule {
        because: "it takes more than two rows",
        example: "## ✗The lamp on the pier was lit again on the evening of the seventh of March, after the two who keep it had climbed down to the harbour for oil, for glass and for news of the boats\n\nAnn: Who was there?",
        n_cases: 0,
        finds: |text| !takes_at_most(text, widths::TWO_ROWS),
    },
    Rule {
        because: "a full stop is in it, and it is more than a short line",
        example: "## ✗三月七日傍晚，防波堤上的灯又亮了起来。守灯的两个人刚从港口回来，带着油和新的玻璃\n\n记者：灯还亮吗？",
        n_cases: 0,
        finds: |text| text.contains('。') && !takes_at_most(text, widths::LINE),
    },
    Rule {
        because: "it ends as a sentence or a clause does, and is more than half a row",
        example: "## ✗守灯的两个人刚从港口回来，带着油和新的玻璃，\n\n记者：灯还亮吗？",
        n_cases: 0,
        finds: |text| !takes_at_most(text, widths::PHRASE) && text.ends_with(['，', '。', '；']),
    },
];

/// Whether it is so of a text.
pub(super) type OfShort = fn(&str, &Lexicon) -> bool;

/// Tells of a short line that it is no heading, wherever it stands.
pub(super) const SHORT: [Rule<OfShort>; 10] = [
    Rule {
        because: "a bracket begins it: it is a note",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗（掌声\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 24,
        finds: |text, _| text.starts_with(['（', '(', '[']),
    },
    Rule {
        because: "a dash begins it: it goes with the line above",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗——灯塔访谈\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 5,
        finds: |text, _| text.starts_with(['—', '–', '-']),
    },
    Rule {
        because: "a bullet begins it: it is an item of what is said above",
        example: "# The Lamp\n\nAnn: What was there?\n\nBo: Three things.\n\n✗• the lamp\n\n✗• the boats\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: |text, _| text.starts_with(['•', '‣', '◦', '▪', '●', '·']),
    },
    Rule {
        because: "a mark that points at a picture, or a star, begins it",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗▲灯室一角\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: |text, _| text.starts_with(['▲', '△', '▼', '*']),
    },
    Rule {
        because: "it begins with the name of somebody on a site",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗@harbournews\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: |text, _| text.starts_with('@'),
    },
    Rule {
        because: "it has a date, and is half a row at most or mostly figures",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗2014年1月15日 港口\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 5,
        finds: |text, lexicon| {
            dates::in_text(text, lexicon).is_some() && (takes_at_most(text, widths::PHRASE) || is_mostly_digits(text))
        },
    },
    Rule {
        because: "it has a time of day",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗The lamp at 10:32\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 20,
        finds: |text, lexicon| dates::has_time_of_day(text, lexicon),
    },
    Rule {
        because: "it has the address of a page",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗See https://lamp.example/4\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: |text, _| text.contains("://"),
    },
    Rule {
        because: "it is the head of a page",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗Page 4 Harbour talks\n\nAnn: And then?\n\nBo: We left.",
        n_cases: 0,
        finds: is_page,
    },
    Rule {
        because: "it is a known key, a colon and a value",
        example: "# The Lamp\n\nAnn: Who was there?\n\nBo: I was.\n\n✗Duration: forty minutes\n\nAnn: And then?\n\nBo: We left.\n\nAnn: When?\n\nBo: At noon.",
        n_cases: 13,
        finds: |text, lexicon| {
            text.split_once([':', '：']).is_some_and(|(key, value)| !value.is_empty() && lexicon.is_matter(&fold(key)))
        },
    },
];

/// Whether a short line is no heading, wherever it stands.
pub(super) fn is_none(text: &str, lexicon: &Lexicon) -> bool {
    SHORT.iter().any(|rule| (rule.finds)(text, lexicon))
}

/// Makes paragraphs of sentences that are marked as headings.
pub(super) fn sober(drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| matches!(draft.kind, BlockKind::Heading(2..))) {
        if MARKED.iter().any(|rule| (rule.finds)(draft.first())) {
            draft.kind = BlockKind::Paragraph;
        }
    }
}

/// `Page 4 Harbour talks`: what stands at the head of a page.
fn is_page(text: &str, lexicon: &Lexicon) -> bool {
    let number = lexicon.numbered.pages.behind_start(text).and_then(|behind| behind.strip_prefix(' '));
    number.is_some_and(|number| number.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// `Entered 2019-01-10 12:07, changed 2019-01-10 13:25`
fn is_mostly_digits(text: &str) -> bool {
    let count = |is: fn(&char) -> bool| text.chars().filter(&is).count();
    count(char::is_ascii_digit) >= count(|letter| letter.is_alphabetic())
}
