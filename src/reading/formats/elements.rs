//! The elements of HTML by what they are: blocks, no text at all, or what a site puts around the text. All that is not
//! listed stands within a line, as in a browser: `ruby`, `o:p`, `my-name`.

use html5ever::ns;
use scraper::node::Element;

/// Elements whose content is no text of the page.
const SKIPPED: [&str; 15] = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "select",
    "button",
    "canvas",
    "head",
    // What office programs say to themselves.
    "xml",
    // Formulas again, as programs write them; the brackets around readings, which are set by us.
    "annotation",
    "annotation-xml",
    "rp",
];
/// Elements that begin and end lines (HTML, 15.3: what is displayed as a block, an item or a part of a table).
const BLOCK: [&str; 60] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "xmp",
];
/// Elements within a line that a line of Markdown may hold or begin with.
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];
/// Other tags that may stand in Markdown and are no text.
const OTHERS: [&str; 17] = [
    "area", "audio", "blink", "embed", "map", "meter", "nobr", "output", "picture", "pre", "progress", "rb", "rp",
    "rt", "ruby", "slot", "video",
];
const BOILERPLATE_TAGS: [&str; 4] = ["nav", "footer", "aside", "form"];
const BOILERPLATE_ROLES: [&str; 10] = [
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
];
/// Parts of class names and ids that tell what surrounds the text.
const BOILERPLATE_NAMES: [&str; 32] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "cookie",
    "cookies",
    "copyright",
    "footer",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "newsletter",
    "pager",
    "pagination",
    "popup",
    "promo",
    "qrcode",
    "recommend",
    "related",
    "share",
    "sharing",
    "sidebar",
    "subscribe",
    "tags",
    "toast",
    "toolbar",
];
/// Words of class names and ids that together tell what holds an article: one of these …
const OF_ARTICLES: [&str; 15] = [
    "art", "article", "body", "detail", "entry", "js", "main", "media", "news", "page", "post", "read", "rm", "story",
    "text",
];
/// … and another of these.
const CONTENT: [&str; 6] = ["body", "con", "content", "detail", "text", "txt"];

/// Whether an element begins and ends lines: by its name, or as its own style says.
pub(super) fn is_block(tag: &Element) -> bool {
    BLOCK.contains(&tag.name()) || tag.attr("style").is_some_and(|style| is_shown_as_block(style) && !is_ruby(tag))
}

fn is_shown_as_block(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        property.trim().eq_ignore_ascii_case("display")
            && ["block", "flex", "grid", "list-item", "table"].iter().any(|it| value.trim().eq_ignore_ascii_case(it))
    })
}

fn is_ruby(tag: &Element) -> bool {
    matches!(tag.name(), "ruby" | "rb" | "rt" | "rtc" | "rp" | "br")
}

/// Whether an element holds no text of the page, but the captions of buttons (a wiki's `[edit]`) and the like. What a browser puts into the page from a template at once is text.
pub(super) fn is_skipped(tag: &Element) -> bool {
    let is_shown = tag.name() == "template" && (tag.attr("shadowrootmode").or(tag.attr("shadowroot"))).is_some();
    SKIPPED.contains(&tag.name()) && !is_shown || classes(tag).any(|class| class == "mw-editsection")
}

/// Whether an element is the title of a page, and not that of a picture in it.
pub(super) fn is_title(tag: &Element) -> bool {
    tag.name() == "title" && tag.name.ns == ns!(html)
}

/// Whether a tag of this name stands within a line of Markdown.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || OTHERS.contains(&name) && name != "pre"
}

/// Whether a line of Markdown begins with a tag that HTML knows, and not with a name in angle brackets: `<Ann Lee>`.
pub(crate) fn is_tag(line: &str) -> bool {
    let inner = line.trim_start().trim_start_matches(['<', '/']);
    let name: String = inner.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    let name = name.to_ascii_lowercase();
    is_inline(&name)
        || OTHERS.contains(&name.as_str())
        || SKIPPED.contains(&name.as_str())
        || name == "math"
        || name.contains('-')
        || !name.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

pub(super) fn is_main(tag: &Element) -> bool {
    matches!(tag.name(), "main" | "article") || tag.attr("role") == Some("main")
}

/// The classes of an element, as far as a page has them.
pub(super) fn classes(tag: &Element) -> impl Iterator<Item = &str> {
    const MOST: usize = 16;
    tag.attr("class").unwrap_or_default().split_ascii_whitespace().take(MOST)
}

/// The words of a name such as `articleDetail-content`, in small letters.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in name.chars().take(80) {
        if !letter.is_ascii_alphanumeric() || was_small && letter.is_ascii_uppercase() {
            words.push(String::new());
        }
        was_small = letter.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| letter.is_ascii_alphanumeric()) {
            word.push(letter.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The name by which a site calls an element what holds its article.
pub(super) fn content_name(tag: &Element) -> Option<&str> {
    let is_such = |name: &&str| {
        let words = words(name);
        let of_content = words.iter().rposition(|word| CONTENT.contains(&word.as_str()));
        let of_articles = |at: &usize| Some(*at) != of_content && OF_ARTICLES.contains(&words[*at].as_str());
        of_content.is_some() && (0..words.len()).any(|at| of_articles(&at)) || words.concat() == "articlebody"
    };
    let may_be = matches!(tag.name(), "div" | "section" | "td");
    tag.attr("itemprop").into_iter().chain(classes(tag)).chain(tag.id()).find(is_such).filter(|_| may_be)
}

/// Whether an element is the caption of a picture or table, by its tag or its class: `<p class="img-desc">`.
pub(super) fn is_caption(tag: &Element) -> bool {
    let is_such = |class: &str| {
        let words = words(class);
        let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
        let is_of_picture = || has(&["desc", "description", "credit"]) && has(&["img", "image", "pic", "photo"]);
        has(&["caption", "figcaption"]) || is_of_picture()
    };
    match tag.name() {
        "figcaption" | "caption" => true,
        "p" | "div" | "span" => classes(tag).any(is_such),
        _ => false,
    }
}

/// By what an element is taken for one that holds what a site puts around the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// By its tag, its role, and words in its class names.
    Names,
    /// By its tag alone.
    Tag,
    /// By nothing.
    Nothing,
}

/// Whether an element holds what a site puts around the text.
pub(super) fn is_boilerplate(tag: &Element, told: Told) -> bool {
    if matches!(tag.name(), "body" | "html" | "main" | "article") || told == Told::Nothing {
        return false;
    }
    let names = classes(tag).chain(tag.id());
    // A name has a handful of words.
    let mut words = names.flat_map(|name| name.split(['-', '_']).take(16)).map(str::to_ascii_lowercase);
    BOILERPLATE_TAGS.contains(&tag.name())
        || told == Told::Names
            && (tag.attr("role").is_some_and(|role| BOILERPLATE_ROLES.contains(&role))
                || words.any(|word| BOILERPLATE_NAMES.contains(&word.as_str())))
}

/// Whether an element holds notes at the end of a text: as a role, as an office program or as a wiki says it.
pub(super) fn is_notes(tag: &Element) -> bool {
    let is_role = |role| matches!(role, "doc-footnote" | "doc-endnote" | "doc-endnotes");
    let is_office = |style: &str| {
        let style: String = style.split_whitespace().collect();
        ["footnote-list", "endnote-list", "comment-list", "footnote", "endnote", "comment"]
            .iter()
            .any(|it| style.split(';').any(|rule| rule.strip_prefix("mso-element:") == Some(*it)))
    };
    tag.attr("role").is_some_and(is_role)
        || tag.attr("style").is_some_and(is_office)
        || matches!(tag.name(), "ol" | "ul" | "div" | "section")
            && classes(tag).any(|class| matches!(class, "footnotes" | "references" | "endnotes"))
}

/// Words of classes that are questions.
const QUESTIONS: [&str; 7] = ["question", "questions", "frage", "pregunta", "pergunta", "domanda", "vraag"];

/// Whether an element is a question that a site sets apart by its class alone: `<p class="question">`.
pub(super) fn is_question(tag: &Element) -> bool {
    matches!(tag.name(), "p" | "span")
        && classes(tag).any(|class| QUESTIONS.contains(&class.to_ascii_lowercase().as_str()))
}

/// The class that may say of an element that it is a question, if others have it, too: `<div class="qa__q">`.
pub(super) fn question_class(tag: &Element) -> Option<&str> {
    let is_word = |word: &str| QUESTIONS.contains(&word) || matches!(word, "q" | "interviewer");
    let is_such = |class: &&str| class.split(['-', '_']).take(16).any(|word| is_word(&word.to_ascii_lowercase()));
    let may_be = matches!(tag.name(), "p" | "span" | "div" | "section" | "b" | "strong" | "em" | "i" | "dt");
    classes(tag).find(is_such).filter(|_| may_be)
}
