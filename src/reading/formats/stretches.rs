//! Stretches of Markdown: a long text is parsed in parts, since the tree of a parser takes many times the memory of its text.
//! They are cut where no block goes on, so that nobody can tell.

use comrak::nodes::{AstNode, NodeValue};

/// A stretch is at least so long, in bytes.
const LONG: usize = 128 * 1024;

/// The lines that define links may have so many bytes together: they are read again and again.
const MOST: usize = 4 * 1024;

/// How a text is parsed.
pub(super) struct Stretches {
    /// A stretch is at least so long, in bytes.
    pub(super) length: usize,
    /// The lines that define links anywhere in the text: each stretch is read behind them.
    pub(super) definitions: String,
}

/// The stretches of a text in which a line that `is_text` defines nothing. It is one where it can't be told what defines
/// links.
pub(super) fn of(body: &str, is_text: impl Fn(&str) -> bool) -> Stretches {
    let definitions = if body.len() > LONG { definitions(body, is_text) } else { None };
    let length = if definitions.is_some() { LONG } else { usize::MAX };
    Stretches { length, definitions: definitions.unwrap_or_default() }
}

/// Where a stretch may end that begins at byte `start` and is at least so long: behind an empty line, before text that is
/// not indented and begins no item and no quotation.
pub(super) fn end(body: &str, start: usize, length: usize) -> usize {
    let bytes = body.as_bytes();
    let from = start.saturating_add(length).min(bytes.len());
    let ends = memchr::memmem::find_iter(&bytes[from..], b"\n\n").map(|at| from + at + 2);
    let mut ends = ends.filter(|&end| match bytes[end..] {
        [b'*', b'*', ..] => true,
        [first, ..] => !first.is_ascii() || first.is_ascii_alphabetic() || first == b'#',
        [] => false,
    });
    ends.next().unwrap_or(bytes.len())
}

/// Whether the last block of a tree may go on behind an empty line: code between fences, or HTML that an end tag ends.
pub(super) fn is_open<'a>(root: &'a AstNode<'a>) -> bool {
    let mut last = root;
    while let Some(child) = last.last_child() {
        last = child;
    }
    match &last.data.borrow().value {
        NodeValue::CodeBlock(code) => code.fenced && !code.closed,
        // The kinds up to 5 end with what they name (CommonMark 4.6).
        NodeValue::HtmlBlock(block) => block.block_type <= 5,
        _ => false,
    }
}

/// What may stand before a block in its line: blanks, and what opens quotations and items.
fn is_before(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')' | '0'..='9')
}

/// The lines that define links, `[name]: address`; `None` where something could define one that is no such line between
/// others or empty lines, or that stands within code or HTML.
fn definitions(body: &str, is_text: impl Fn(&str) -> bool) -> Option<String> {
    let may_define = |line: &&str| !is_text(line) && is_definition(line);
    let line_at = |at: usize| {
        let start = memchr::memrchr(b'\n', &body.as_bytes()[..at]).map_or(0, |at| at + 1);
        start..memchr::memchr(b'\n', &body.as_bytes()[at..]).map_or(body.len(), |end| at + end)
    };
    let mut definitions = String::new();
    for end in memchr::memmem::find_iter(body.as_bytes(), b"]:") {
        let Some(open) = opening(body, end) else { continue };
        let line = line_at(open);
        let text = &body[line.clone()];
        if is_text(text) || !body[line.start..open].chars().all(is_before) {
            continue;
        }
        let before = line.start.checked_sub(1).map_or("", |end| &body[line_at(end)]);
        let behind = body.get(line.end + 1..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let is_alone = [before, behind].iter().all(|beside| beside.trim().is_empty() || may_define(beside));
        if !is_alone || !may_define(&text) || definitions.len() > MOST {
            return None;
        }
        // Of those with one name the first counts.
        if definitions.lines().all(|known| known != text) {
            definitions.push_str(text);
            definitions.push('\n');
        }
    }
    (definitions.is_empty() || !has_raw(body)).then_some(definitions)
}

/// Where the name opens that ends at byte `end`: at the last bracket that is not escaped.
fn opening(body: &str, end: usize) -> Option<usize> {
    /// Names of links have no more bytes.
    const LONGEST: usize = 4_000;
    let from = end.saturating_sub(LONGEST);
    let mut opens = memchr::memrchr_iter(b'[', &body.as_bytes()[from..end]).map(|at| from + at);
    opens.find(|&at| !body[..at].ends_with('\\'))
}

/// Whether a line by itself defines a link, as plainly as can be.
fn is_definition(line: &str) -> bool {
    let named = line.strip_prefix('[').and_then(|rest| rest.split_once("]:"));
    named.is_some_and(|(name, target)| {
        let target = target.trim_matches(' ');
        let is_plain = |text: &str| !text.contains(['[', ']', '\\', '<', '(', ')', '"', '\'']);
        is_plain(name)
            && is_plain(target)
            && !name.trim().is_empty()
            && name.len() < 200
            && !target.is_empty()
            && !target.contains(char::is_whitespace)
    })
}

/// Whether there may be code between fences, or HTML that goes on behind empty lines.
fn has_raw(body: &str) -> bool {
    const TAGS: [&str; 6] = ["<pre", "<script", "<style", "<textarea", "<!", "<?"];
    let begins = |line: &str| {
        let is_tag = |tag: &str| line.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
        line.starts_with("```") || line.starts_with("~~~") || TAGS.into_iter().any(is_tag)
    };
    body.lines().any(|line| begins(line.trim_start_matches(is_before)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::budget::Budget;
    use crate::reading::draft::{Line, Stated};
    use crate::reading::formats::markdown;
    use crate::reading::lexicon::Lexicon;
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default_words);

    fn lines(text: &str) -> Vec<String> {
        let page = markdown::blocks(text, (Stated::default(), 0), &LEXICON, &mut Budget::default());
        let lines = |line: &Line| format!("{} {:?} {}", line.text(), line.spans(), &text[line.source()]);
        page.drafts.iter().flat_map(|draft| &draft.lines).map(lines).collect()
    }

    /// Blocks in which an empty line ends nothing, and such that it ends.
    const BLOCKS: &str = "# Talk\n\n**Ann:** Hi *there*.\n\n- one\n\n  two\n\n> Three\n\nFour\nfive\n\n";
    const RAW: &str = "```\nsix\n\nseven\n\neight\n```\n\n<!-- nine\n\nten -->\n\n<div>\n\neleven\n\n</div>\n\n";
    const LINKS: &str = "See [the bridge][1] and [2].\n\n[1]: http://example.org/1\n[2]: http://example.org/2\n\n";

    #[test]
    fn stretches_are_read_as_the_whole() {
        for sample in [BLOCKS.to_owned(), [BLOCKS, RAW].concat(), [BLOCKS, LINKS].concat()] {
            let once = lines(&sample);
            let n = 4 * LONG / sample.len();
            let all = sample.repeat(n);
            assert_eq!(of(&all, |_| false).length, LONG);
            let repeated = std::iter::repeat_n(&once, n).flatten();
            assert!(lines(&all).iter().eq(repeated), "{sample}");
        }
    }

    #[test]
    fn what_defines_links_is_known_or_nothing_is_parted() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(definitions(text, |_| false).as_deref(), expected, "{text}");
        };
        check("a [b]: c\n\n\\[d]: e\n", Some(""));
        check("a\n\n[1]: http://a.b\n[c]:/d\n\ne", Some("[1]: http://a.b\n[c]:/d\n"));
        check("a\n[1]: http://a.b\n", None);
        check("> [1]: http://a.b\n", None);
        check("[1\n]: http://a.b\n", None);
        check("[1]: http://a.b \"title\"\n", None);
        check("```\n\n[1]: http://a.b\n\n```\n", None);
        assert!(definitions("[Ann]: Hi\n", |line| line.starts_with("[Ann]")).is_some_and(|none| none.is_empty()));
    }
}
