//! Text between tags: a page whose tags would cost too much is read without them.

use crate::document::left_out::Resource;
use crate::reading::budget::Budget;

/// The text between the tags, with a line break for each run of tags that begin or end a line. Fails where no line
/// breaks are left; where they run out, the rest is one line.
pub(super) fn without_tags(text: &str, budget: &mut Budget) -> Result<String, Resource> {
    budget.take(Resource::Breaks, 1)?;
    let mut kept = String::with_capacity(text.len());
    let mut n_breaks = 0;
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        kept.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let is_block = ["<p", "<br", "<h", "<li", "<div", "</p", "</h"].iter().any(|tag| rest[at..].starts_with(tag));
        if is_block && n_breaks < budget.left(Resource::Breaks) && !kept.ends_with("<br>") {
            kept.push_str("\n<br>");
            n_breaks += 1;
        } else if !kept.ends_with([' ', '\n', '>']) {
            kept.push(' ');
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    budget.take(Resource::Breaks, n_breaks)?;
    Ok(kept)
}
