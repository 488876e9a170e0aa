//! The tree of a page, made by a parser whose work is counted while it is done: elements, attributes, and looks at the
//! elements that are open. Where that goes beyond the budget of the document the parser is stopped.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, Parser, QualName, local_name, ns, parse_document, parse_fragment};
use scraper::{Html, HtmlTreeSink};

use super::attributes;
use crate::document::left_out::Resource;
use crate::reading::budget::Budget;

/// A handle to a node of the tree.
type Id = <HtmlTreeSink as TreeSink>::Handle;

/// No page nests its elements deeper: browsers do not go beyond some hundreds either.
const MAX_DEPTH: u32 = 2_000;
/// The parser is given so many bytes before the work that they made is looked at.
const AT_ONCE: usize = 4 * 1024;

/// The tree of a whole page. Fails if it would cost more than is left.
pub(super) fn of_page(text: &str, budget: &mut Budget) -> Result<Html, Resource> {
    let make = |sink| parse_document(sink, Default::default());
    parse(text, Html::new_document(), make, budget)
}

/// The tree of a piece of a page. Fails if it would cost more than is left.
pub(super) fn of_fragment(text: &str, budget: &mut Budget) -> Result<Html, Resource> {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let make = |sink| parse_fragment(sink, Default::default(), body, Vec::new(), false);
    parse(text, Html::new_fragment(), make, budget)
}

fn parse(
    text: &str,
    html: Html,
    make: impl FnOnce(Counting) -> Parser<Counting>,
    budget: &mut Budget,
) -> Result<Html, Resource> {
    budget.take(Resource::Attributes, attributes::count(text, budget.left(Resource::Attributes)))?;
    let mut parser = make(Counting::new(html));
    let mut rest = text;
    while !rest.is_empty() && !budget.is_cancelled() {
        let end = (AT_ONCE.min(rest.len())..rest.len()).find(|&end| rest.is_char_boundary(end)).unwrap_or(rest.len());
        parser.process(StrTendril::from_slice(&rest[..end]));
        rest = &rest[end..];
        parser.tokenizer.sink.sink.settle(budget)?;
    }
    Ok(parser.finish())
}

/// Builds the tree, and counts.
struct Counting {
    tree: HtmlTreeSink,
    /// How deep each element lies that was put somewhere.
    depths: RefCell<HashMap<Id, u32>>,
    deepest: Cell<u32>,
    n_nodes: Cell<usize>,
    n_looks: Cell<usize>,
}

impl Counting {
    fn new(html: Html) -> Self {
        Counting {
            tree: HtmlTreeSink::new(html),
            depths: RefCell::default(),
            deepest: Cell::new(0),
            n_nodes: Cell::new(0),
            n_looks: Cell::new(0),
        }
    }

    /// Takes the work since the last time from the budget.
    fn settle(&self, budget: &mut Budget) -> Result<(), Resource> {
        if self.deepest.get() > MAX_DEPTH {
            return Err(Resource::Nesting);
        }
        budget.take(Resource::Nesting, self.n_looks.take())?;
        budget.take(Resource::Elements, self.n_nodes.take())
    }

    fn count_node(&self) {
        self.n_nodes.set(self.n_nodes.get() + 1);
    }

    /// Remembers how deep `child` lies in `parent`.
    fn count_depth(&self, parent: &Id, child: &NodeOrText<Id>) {
        let NodeOrText::AppendNode(child) = child else { return };
        let mut depths = self.depths.borrow_mut();
        let depth = depths.get(parent).copied().unwrap_or(0) + 1;
        depths.insert(*child, depth);
        self.deepest.set(self.deepest.get().max(depth));
    }
}

impl TreeSink for Counting {
    type Output = Html;
    type Handle = Id;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.tree.finish()
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        self.n_looks.set(self.n_looks.get() + 1);
        self.tree.elem_name(target)
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        self.n_looks.set(self.n_looks.get() + 1);
        self.tree.same_node(one, other)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Id {
        self.count_node();
        self.tree.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> Id {
        self.count_node();
        self.tree.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Id {
        self.count_node();
        self.tree.create_pi(target, data)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.count_depth(parent, &child);
        self.tree.append(parent, child);
    }

    fn append_before_sibling(&self, sibling: &Id, node: NodeOrText<Id>) {
        self.count_depth(sibling, &node);
        self.tree.append_before_sibling(sibling, node);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        self.count_depth(before, &child);
        self.tree.append_based_on_parent_node(element, before, child);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        self.tree.reparent_children(node, parent);
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        // Each is put into its place among those that are there.
        self.n_looks.set(self.n_looks.get() + attributes.len() * 1_000);
        self.tree.add_attrs_if_missing(target, attributes);
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        self.tree.get_document()
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.count_node();
        self.tree.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &Id) -> Id {
        self.tree.get_template_contents(target)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.remove_from_parent(target);
    }
}
