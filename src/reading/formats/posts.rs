//! Posts: a thread of a forum, in which each voice is a name and what it wrote, with much around both that nobody says.

use std::collections::HashSet;

use scraper::node::Element;
use scraper::{ElementRef, Html};

use super::containers::{Handle, Lengths};
use super::elements::{classes, words};

/// Words of class names of what holds an author's name …
const AUTHORS: [&str; 8] = ["authi", "author", "creator", "hnuser", "nickname", "poster", "username", "byline"];
/// … and of what holds a post: one of these …
const POSTS: [&str; 8] = ["comment", "d", "message", "post", "postmessage", "reply", "topic", "usertext"];
/// … and another of these.
const BODIES: [&str; 7] = ["body", "con", "content", "inner", "message", "post", "text"];
/// A page with fewer posts is no thread.
const FEWEST: usize = 3;
/// A name is no longer, in characters.
const LONGEST_NAME: usize = 40;

/// In so many nodes of an element its name is looked for.
const MOST_NODES: usize = 32;

/// The names and posts of a thread; nothing where a page is none.
#[derive(Debug, Default)]
pub(super) struct Posts {
    pub(super) authors: HashSet<Handle>,
    pub(super) bodies: HashSet<Handle>,
    /// Names within posts: what a site prints above or below their text.
    pub(super) signatures: HashSet<Handle>,
    /// The last of its posts.
    pub(super) last: Option<Handle>,
}

impl Posts {
    /// Finds the posts of a page: names and texts that take turns, and are most of its text.
    pub(super) fn find(html: &Html, lengths: &Lengths) -> Self {
        let (mut found, mut author, mut n_text) = (Posts::default(), None::<Handle>, 0);
        let mut names: HashSet<String> = HashSet::new();
        // What stands within the last post: a signature or a quotation there opens no other.
        let mut within: HashSet<Handle> = HashSet::new();
        for (node, tag) in lengths.elements(html) {
            let parent = html.tree.get(node).and_then(|node| node.parent()).map(|parent| parent.id());
            if parent.is_some() && parent == found.last || parent.is_some_and(|parent| within.contains(&parent)) {
                within.insert(node);
                if is_author(tag) && !matches!(tag.name(), "a" | "b" | "strong" | "span" | "cite") {
                    found.signatures.insert(node);
                }
            } else if is_body(tag) && lengths.text(node) > 0 {
                let Some(named) = author.take() else { continue };
                found.authors.insert(named);
                found.bodies.insert(node);
                found.last = Some(node);
                within.clear();
                n_text += lengths.text(node);
                names.extend(name(html, named));
            } else if is_author(tag) && name(html, node).is_some() {
                author = Some(node);
            }
        }
        let is_thread = found.bodies.len() >= FEWEST && names.len() > 1 && n_text * 3 >= lengths.all;
        if is_thread { found } else { Posts::default() }
    }
}

fn is_author(tag: &Element) -> bool {
    let is_such = |class: &str| {
        let words = words(class);
        let has = |word: &str| words.iter().any(|it| it == word);
        AUTHORS.iter().any(|word| has(word)) || has("user") && has("name")
    };
    matches!(tag.name(), "a" | "b" | "strong" | "span" | "div" | "p" | "h3" | "h4" | "h5" | "cite" | "dt")
        && (tag.attr("itemprop") == Some("author") || classes(tag).any(is_such))
}

fn is_body(tag: &Element) -> bool {
    let is_such = |name: &str| {
        let words = words(name);
        let of_post = words.iter().position(|word| POSTS.contains(&word.as_str()));
        let of_body = words.iter().rposition(|word| BODIES.contains(&word.as_str()));
        let is_one = |whole: &str| {
            whole.starts_with("postmessage")
                || matches!(whole, "commtext" | "postcontent" | "postbody" | "replycontent")
        };
        of_post.is_some() && of_body.is_some() && of_post != of_body || is_one(&words.concat())
    };
    matches!(tag.name(), "div" | "td" | "section" | "article" | "blockquote" | "p" | "span")
        && classes(tag).chain(tag.id()).any(is_such)
}

/// The name that an element holds, if it is one.
fn name(html: &Html, node: Handle) -> Option<String> {
    let element = html.tree.get(node).and_then(ElementRef::wrap)?;
    let texts = element.descendants().take(MOST_NODES).filter_map(|node| node.value().as_text());
    let name: String = texts.flat_map(|text| text.chars().take(2 * LONGEST_NAME)).collect();
    let name = name.trim();
    // When it was written is no name.
    let n_digits = name.chars().filter(char::is_ascii_digit).count();
    let is_time = n_digits > 3 && name.contains(char::is_whitespace);
    (!name.is_empty() && !is_time && name.chars().count() <= LONGEST_NAME && !name.contains('\n'))
        .then(|| name.to_owned())
}
