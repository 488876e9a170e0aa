//! Boilerplate: what a site puts around the text, told by its tags, roles and names.

use scraper::node::Element;

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

/// Whether an element holds what a page is there for.
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
