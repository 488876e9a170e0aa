//! Lines of Markdown that look like the definition of a link and are text.

/// `[记者]: 您好` would be a link's definition and vanish; a backslash before it keeps it text.
pub(super) fn guard(body: &str) -> Option<String> {
    memchr::memmem::find(body.as_bytes(), b"]:")?;
    body.lines().any(is_text).then(|| {
        let lines = body.split_inclusive('\n');
        lines.map(|line| if is_text(line) { line.replacen('[', "\\[", 1) } else { line.to_owned() }).collect()
    })
}

/// Whether a line that could define a link is text, since what it names is no address.
pub(super) fn is_text(line: &str) -> bool {
    let named = line.trim_start_matches(' ').strip_prefix('[').and_then(|rest| rest.split_once("]:"));
    named.is_some_and(|(name, target)| {
        let target = target.trim_start();
        let is_address = ["http", "/", "#", "<", ".", "mailto"].iter().any(|start| target.starts_with(start));
        !is_address && name.len() < 200
    })
}
