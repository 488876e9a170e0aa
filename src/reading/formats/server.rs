//! Code of a server in a page that was kept as the server has it: `<?php … ?>`, `<% … %>`. It is no text, and what a parser of
//! HTML would take for its end (`$talk->title`) is none.

use std::borrow::Cow;

/// What code begins and ends with. What Word sets between `<?xml` and `>` is none.
const MARKS: [(&str, &str); 3] = [("<?php", "?>"), ("<?=", "?>"), ("<%", "%>")];

/// The text without code; what is begun and not ended stays, but for a program that goes on to the end of the file.
pub(super) fn without_code(text: &str) -> Cow<'_, str> {
    let has = |mark: &str| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !has("<?") && !has("<%") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    // Once no end follows, none follows farther on.
    let mut is_ended = [true; MARKS.len()];
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let Some(rest) = text.get(at..).filter(|_| at >= from) else { continue };
        let Some(which) = MARKS.iter().position(|(open, _)| rest.starts_with(open)) else { continue };
        let (open, close) = MARKS[which];
        let end = is_ended[which].then(|| memchr::memmem::find(rest.as_bytes(), close.as_bytes())).flatten();
        is_ended[which] = end.is_some();
        let length = match end {
            Some(end) => end + close.len(),
            None if open == "<?php" => rest.len(),
            None => continue,
        };
        kept.push_str(&text[from..at]);
        from = at + length;
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_left_out_and_nothing_else() {
        let check = |text, expected| assert_eq!(without_code(text), expected);
        check("<p>a</p>", "<p>a</p>");
        check("<?php if ($a->b > 1) { ?><p>a</p><?= $c ?>b<% d %>c<?php }", "<p>a</p>bc");
        check("<?xml:namespace prefix=o /><p>1 <% 2</p><?xml?>", "<?xml:namespace prefix=o /><p>1 <% 2</p><?xml?>");
    }
}
