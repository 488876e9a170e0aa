//! Hidden: elements that a page does not show, by `hidden` or by a style of their own. What a person can unfold is not
//! among them (a press on something that names it shows it), nor what a browser finds within (`until-found`). Where more is
//! hidden than shown, a program of the page was to show it, and nothing is.

use std::collections::{HashMap, HashSet};

use scraper::node::Element;
use scraper::{Html, Node};

use super::containers::Handle;
use super::elements::{Told, is_boilerplate, is_skipped};

/// A part that is told as left out has so many bytes of text at least: a word or two for machines is none.
const FEWEST: usize = 24;

/// What a page does not show.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// The elements.
    pub(super) nodes: HashSet<Handle>,
    /// How many parts of the text they are, what a site puts around it aside.
    pub(super) n_parts: usize,
}

/// A hidden element that stands in none.
struct Part {
    length: usize,
    is_around: bool,
}

impl Hidden {
    /// Looks through a page once, and once more if it hides something.
    pub(super) fn of(html: &Html) -> Self {
        let tags = html.tree.nodes().filter_map(|node| match node.value() {
            Node::Element(tag) => Some(tag),
            _ => None,
        });
        if !tags.clone().any(is_hidden) {
            return Hidden::default();
        }
        let unfolded: HashSet<&str> = tags.flat_map(unfolds).collect();
        let can_unfold = |tag: &Element| tag.id().is_some_and(|id| unfolded.contains(id));
        let (mut apart, mut surroundings) = (HashSet::new(), HashSet::new());
        // For each node in a hidden element, which of them it is.
        let mut within: HashMap<Handle, usize> = HashMap::new();
        let (mut parts, mut nodes): (Vec<Part>, HashSet<Handle>) = (Vec::new(), HashSet::new());
        let mut n_shown = 0;
        for node in html.tree.root().descendants() {
            let parent = node.parent().map(|parent| parent.id());
            let is_in = |nodes: &HashSet<Handle>| parent.is_some_and(|parent| nodes.contains(&parent));
            let part = parent.and_then(|parent| within.get(&parent).copied());
            match node.value() {
                Node::Element(tag) => {
                    if is_in(&apart) || is_skipped(tag) {
                        apart.insert(node.id());
                    }
                    let is_around = is_in(&surroundings) || is_boilerplate(tag, Told::Names);
                    if is_around {
                        surroundings.insert(node.id());
                    }
                    let begins = part.is_none() && is_hidden(tag) && !can_unfold(tag);
                    if begins {
                        nodes.insert(node.id());
                        parts.push(Part { length: 0, is_around });
                    }
                    if let Some(part) = part.or(begins.then(|| parts.len() - 1)) {
                        within.insert(node.id(), part);
                    }
                }
                Node::Text(text) if !is_in(&apart) => match part {
                    Some(part) => parts[part].length += text.trim().len(),
                    None => n_shown += text.trim().len(),
                },
                _ => {}
            }
        }
        let n_hidden: usize = parts.iter().map(|part| part.length).sum();
        if n_hidden > n_shown {
            return Hidden::default();
        }
        let n_parts = parts.iter().filter(|part| part.length >= FEWEST && !part.is_around).count();
        Hidden { nodes, n_parts }
    }
}

/// Whether an element says of itself that it is not shown.
fn is_hidden(tag: &Element) -> bool {
    let is_none = |style: &str| {
        style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
            let value = value.split('!').next().unwrap_or_default();
            property.trim().eq_ignore_ascii_case("display") && value.trim().eq_ignore_ascii_case("none")
        })
    };
    let is_found = |value: &str| value.trim().eq_ignore_ascii_case("until-found");
    tag.attr("hidden").is_some_and(|value| !is_found(value)) || tag.attr("style").is_some_and(is_none)
}

/// The ids of what a press on an element shows.
fn unfolds(tag: &Element) -> impl Iterator<Item = &str> {
    /// An element names no more of them.
    const MOST: usize = 16;
    let controls = tag.attr("aria-controls").unwrap_or_default().split_ascii_whitespace().take(MOST);
    let targets = ["href", "data-target", "data-bs-target", "data-toggle-target"];
    let target = targets.into_iter().filter_map(|key| tag.attr(key)?.strip_prefix('#'));
    controls.chain(target).filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, n_nodes: usize, n_parts: usize) {
        let text = "<p>A talk about rope, and about those who make it by the sea.</p>";
        let html = Html::parse_document(&format!("<body>{text}{body}</body>"));
        let found = Hidden::of(&html);
        assert_eq!((found.nodes.len(), found.n_parts), (n_nodes, n_parts), "{body}");
    }

    #[test]
    fn what_says_that_it_is_not_shown_is_hidden() {
        check("<p hidden>A word that nobody sees.</p>", 1, 1);
        check("<div style='color: red; Display:none !important'><p>A word that nobody sees.</p></div>", 1, 1);
        check("<p hidden>1</p>", 1, 0);
        check("<nav><p hidden>A word that nobody sees.</p></nav>", 1, 0);
        check("<p style='display:block'>A word that somebody sees.</p>", 0, 0);
        check("<p hidden=until-found>A word that is found.</p>", 0, 0);
    }

    #[test]
    fn what_can_be_unfolded_or_is_most_of_the_page_is_not() {
        check(
            "<button aria-controls='x more'>More</button><p id=more hidden>A word that comes with a press.</p>",
            0,
            0,
        );
        check("<a href='#more'>1</a><p id=more hidden>A note that comes with a press.</p>", 0, 0);
        check(&format!("<div hidden>{}</div>", "<p>What was said there.</p>".repeat(9)), 0, 0);
    }
}
