//! HTML: the blocks of a page; navigation, footers and notices are asides.

pub(super) mod gloss;
mod walk;
mod white_space;

use std::ops::Range;

use scraper::Html;

use super::containers::Whereabouts;
use super::elements::Told;
use super::stripped::without_tags;
use super::{server, tree};
use crate::document::block::{AsideKind, BlockKind};
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;
use walk::walk;

/// What came of a piece of HTML.
pub(crate) struct Read {
    /// Its blocks and its title.
    pub(crate) page: Page<'static>,
    /// What its tags would have used up, where it was read without them.
    pub(crate) without_tags: Option<Resource>,
}

/// The blocks of a piece of HTML that stands at `source` within another format. Fails where even its lines are too many.
pub(crate) fn fragment(
    html: &str,
    source: Range<usize>,
    lexicon: &Lexicon,
    budget: &mut Budget,
) -> Result<Read, Resource> {
    let mut read = read(html, tree::of_fragment, &WAYS[..1], lexicon, budget)?;
    for line in read.page.drafts.iter_mut().flat_map(|draft| &mut draft.lines) {
        line.set_source(source.clone());
    }
    Ok(read)
}

/// The blocks of a page, with its title. Fails where even its lines are too many.
pub(crate) fn blocks(text: &str, lexicon: &Lexicon, budget: &mut Budget) -> Result<Read, Resource> {
    read(text, tree::of_page, &WAYS, lexicon, budget)
}

/// The blocks of a chapter of a book: one that is nothing but notes is that.
pub(crate) fn chapter(text: &str, lexicon: &Lexicon, budget: &mut Budget) -> Result<Read, Resource> {
    read(text, tree::of_page, &WAYS[..1], lexicon, budget)
}

/// Reads `text` with its tags, or, where they would cost too much, without.
fn read(
    text: &str,
    parse: impl Fn(&str, &mut Budget) -> Result<Html, Resource>,
    ways: &[Ways],
    lexicon: &Lexicon,
    budget: &mut Budget,
) -> Result<Read, Resource> {
    let text = &*server::without_code(text);
    match parse(text, budget) {
        Ok(html) => Ok(Read { page: page(&html, ways, lexicon), without_tags: None }),
        Err(spent) => {
            let bare = without_tags(text, budget)?;
            let html = parse(&bare, &mut budget.renewed())?;
            Ok(Read { page: page(&html, ways, lexicon), without_tags: Some(spent) })
        }
    }
}

/// By what the text of a page is told from what a site puts around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ways {
    /// Whether nothing but the main part is text, where there is one.
    by_main: bool,
    told: Told,
}

/// The ways in which the text of a page is told from its surroundings, the next where one leaves nearly nothing of it.
const WAYS: [Ways; 4] = [
    Ways { by_main: true, told: Told::Names },
    Ways { by_main: false, told: Told::Names },
    Ways { by_main: false, told: Told::Tag },
    Ways { by_main: false, told: Told::Nothing },
];

/// The blocks of a page, told in the first of the `ways` that leaves some text.
fn page(html: &Html, ways: &[Ways], lexicon: &Lexicon) -> Page<'static> {
    let whereabouts = Whereabouts::of(html);
    let Some((last, others)) = ways.split_last() else { return Page::default() };
    let others = others.iter().filter(|ways| !ways.by_main || whereabouts.has_main);
    let mut pages = others.map(|ways| walk(html, &whereabouts, *ways, lexicon));
    let mut page = pages.find(has_text).unwrap_or_else(|| walk(html, &whereabouts, *last, lexicon));
    let n_hidden = whereabouts.hidden.n_parts;
    page.stated.skipped.extend((n_hidden > 0).then_some(LeftOut { part: Part::Hidden(n_hidden), why: Why::Hidden }));
    page
}

/// Whether the text of a page is more than a few words beside what is taken for its surroundings. Links are no text.
fn has_text(page: &Page) -> bool {
    /// Surroundings of a text are at most so many times as long.
    const MOST: usize = 20;
    let (mut n_text, mut n_around) = (0, 0);
    for draft in page.drafts.iter().filter(|draft| !draft.is_link()) {
        match draft.kind {
            BlockKind::Aside(AsideKind::Boilerplate) => n_around += draft.len(),
            BlockKind::Heading(_) | BlockKind::Rule => {}
            _ => n_text += draft.len(),
        }
    }
    n_text * MOST >= n_around
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Page<'_> {
        blocks(html, &Lexicon::default_words(), &mut Budget::default())
            .map_or_else(|_| Page::default(), |read| read.page)
    }

    fn check(html: &str, expected: &[(BlockKind, &str)]) {
        let page = page(html);
        let found: Vec<(BlockKind, String)> = page
            .drafts
            .iter()
            .map(|draft| (draft.block_kind(), draft.lines.iter().map(|line| line.text()).collect::<Vec<_>>().join("/")))
            .collect();
        let expected: Vec<(BlockKind, String)> =
            expected.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_is_its_main_content_with_the_rest_as_asides() {
        check(
            "<title>T</title><nav><a href=/>Home</a></nav><main><h1>Talk</h1><p>Ann:\n  Hi<br>Bo: Yes</p></main><footer>(c)</footer>",
            &[
                (BlockKind::Aside(AsideKind::Boilerplate), "Home"),
                (BlockKind::Heading(1), "Talk"),
                (BlockKind::Paragraph, "Ann: Hi/Bo: Yes"),
                (BlockKind::Aside(AsideKind::Boilerplate), "(c)"),
            ],
        );
    }

    #[test]
    fn what_a_page_does_not_show_is_left_out_and_told() {
        let hidden = "<h1>Talk</h1><p>Ann: Who rows the boat today, and when?</p><p hidden>Bo: Nobody is to read this line.</p><p>Bo: <b style='display:none'>not</b>I do.</p>";
        check(
            hidden,
            &[
                (BlockKind::Heading(1), "Talk"),
                (BlockKind::Paragraph, "Ann: Who rows the boat today, and when?"),
                (BlockKind::Paragraph, "Bo: I do."),
            ],
        );
        assert_eq!(page(hidden).stated.skipped, [LeftOut { part: Part::Hidden(1), why: Why::Hidden }]);
    }

    #[test]
    fn lists_and_rows_keep_what_a_browser_prints() {
        check(
            "<ol><li>one<li>two</ol><table><tr><td>Ann<td>Hi &amp; bye</tr></table>",
            &[
                (BlockKind::ListItem { depth: 0, marker: 3 }, "1. one"),
                (BlockKind::ListItem { depth: 0, marker: 3 }, "2. two"),
                (BlockKind::TableRow, "Ann | Hi & bye"),
            ],
        );
    }

    #[test]
    fn a_cite_or_term_of_its_own_is_marked() {
        let page = page("<cite>Ann:</cite><time>0:07</time><p>Hi</p><dl><dt>Bo</dt><dd>Yes</dd></dl>");
        let marked: Vec<(&str, bool)> = page.drafts.iter().map(|draft| (draft.first(), draft.term)).collect();
        assert_eq!(marked, [("Ann:0:07", true), ("Hi", false), ("Bo", true), ("Yes", false)]);
    }
}
