//! The elements of HTML by what they are: within a line, no text at all, or what a site puts around the text.

use scraper::node::Element;

/// Elements whose content is no text of the page.
pub(super) const SKIPPED: [&str; 12] = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "math", "canvas", "head",
];
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];
/// Other tags that may stand alone on a line of Markdown and are no text.
const OTHERS: [&str; 17] = [
    "area", "audio", "blink", "embed", "map", "meter", "nobr", "output", "picture", "pre", "progress", "rb", "rp",
    "rt", "ruby", "slot", "video",
];
const BOILERPLATE_TAGS: [&str; 4] = ["nav", "footer", "aside", "form"];
const BOILERPLATE_ROLES: [&str; 5] = ["navigation", "banner", "contentinfo", "complementary", "search"];
/// Parts of class names and ids that tell what surrounds the text.
const BOILERPLATE_NAMES: [&str; 16] = [
    "nav",
    "navbar",
    "menu",
    "footer",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "share",
    "sharing",
    "related",
    "comments",
    "copyright",
    "subscribe",
    "newsletter",
];

/// Whether a tag of this name stands within a line.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Whether a line of Markdown begins with a tag that HTML knows, and not with a name in angle brackets: `<Ann Lee>`.
pub(crate) fn is_tag(line: &str) -> bool {
    let inner = line.trim_start().trim_start_matches(['<', '/']);
    let name: String = inner.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    let name = name.to_ascii_lowercase();
    is_inline(&name)
        || OTHERS.contains(&name.as_str())
        || SKIPPED.contains(&name.as_str())
        || name.contains('-')
        || !name.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

pub(super) fn is_main(tag: &Element) -> bool {
    matches!(tag.name(), "main" | "article") || tag.attr("role") == Some("main")
}

/// Whether an element holds what a site puts around the text.
pub(super) fn is_boilerplate(tag: &Element) -> bool {
    if matches!(tag.name(), "body" | "html" | "main" | "article") {
        return false;
    }
    let names = tag.classes().chain(tag.id());
    let mut words = names.flat_map(|name| name.split(['-', '_'])).map(str::to_ascii_lowercase);
    BOILERPLATE_TAGS.contains(&tag.name())
        || tag.attr("role").is_some_and(|role| BOILERPLATE_ROLES.contains(&role))
        || words.any(|word| BOILERPLATE_NAMES.contains(&word.as_str()))
}

/// Whether an element is a question that a site sets in strong type by its class alone: `<p class="question">`.
pub(super) fn is_question(tag: &Element) -> bool {
    const NAMES: [&str; 7] = ["question", "questions", "frage", "pregunta", "pergunta", "domanda", "vraag"];
    matches!(tag.name(), "p" | "span")
        && tag.classes().any(|class| NAMES.contains(&class.to_ascii_lowercase().as_str()))
}
