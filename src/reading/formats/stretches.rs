//! Stretches of Markdown: a long text is parsed in parts, since the tree of a parser takes many times the memory of its text.
//! They are cut where no block goes on, so that nobody can tell.

use comrak::nodes::{AstNode, NodeValue};

/// A stretch is at least so long, in bytes.
const LONG: usize = 128 * 1024;

/// How long the stretches of a text are at least: one that defines links anywhere is parsed at once.
pub(super) fn length(body: &str, is_text: impl Fn(&str) -> bool) -> usize {
    if body.len() <= LONG || may_define(body, is_text) { usize::MAX } else { LONG }
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

/// Whether something could define a link, `[name]: address`, which may be used anywhere; a line that `is_text` does not.
fn may_define(body: &str, is_text: impl Fn(&str) -> bool) -> bool {
    /// Names of links have no more bytes.
    const LONGEST: usize = 4_000;
    let is_before = |letter: char| matches!(letter, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')' | '0'..='9');
    memchr::memmem::find_iter(body.as_bytes(), b"]:").any(|end| {
        let from = end.saturating_sub(LONGEST);
        let mut opens = memchr::memrchr_iter(b'[', &body.as_bytes()[from..end]).map(|at| from + at);
        let open = opens.find(|&at| !body[..at].ends_with('\\'));
        open.is_some_and(|open| {
            let line = memchr::memrchr(b'\n', &body.as_bytes()[..open]).map_or(0, |at| at + 1);
            let line_end = memchr::memchr(b'\n', &body.as_bytes()[open..]).map_or(body.len(), |at| open + at);
            body[line..open].chars().all(is_before) && !is_text(&body[line..line_end])
        })
    })
}
