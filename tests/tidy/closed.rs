//! Closed enums: were an enum of ours to get one more variant, each match over it in the folders of `CLOSED` would no longer
//! compile. So no new action, input or effect is without a handler.

mod enums;
mod patterns;

use std::collections::BTreeMap;

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprMatch, ItemImpl, Lit, Macro, Member, Pat, Path, Token, Type};

use super::{Source, sources};
use enums::{Names, declared};
use patterns::{Enums, Maker, Pattern, Row, swallowed};

/// Where every match is closed.
const CLOSED: &[&str] = &[
    "src/app",
    "src/terminal",
    "src/input",
    "src/cli",
    "src/linear",
    "src/ui",
    "src/document",
    "src/storage",
    "src/exchange",
    "src/layout",
    "src/search",
    "src/output",
    "src/strings",
    "src/telling",
];

#[test]
fn a_new_variant_without_a_handler_does_not_compile() {
    let mut enums = Enums::new();
    sources(&["src"]).iter().for_each(|source| declared(&parsed(source), &mut enums));
    assert!(
        enums.contains_key("Action") && enums["Scroll"].contains("Top") && enums["Effect"].contains("Quit"),
        "{enums:?}"
    );
    let found = sources(CLOSED);
    let faults: Vec<String> = found
        .iter()
        .flat_map(|source| {
            let path = source.path.display();
            let told =
                |(line, name): (usize, String)| format!("{path}:{line}: name all variants of `{name}`, not the rest");
            faults(&parsed(source), &enums).into_iter().map(told).collect::<Vec<_>>()
        })
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_rule_sees_what_a_match_swallows() {
    let check = |arms: &str, is_fault: bool| {
        let text = format!("enum E {{ A, B(u8) }} struct S {{ e: E, b: bool }} fn f() {{ match x {{ {arms} }} }}");
        let file = syn::parse_file(&text).unwrap();
        let mut enums = Enums::new();
        declared(&file, &mut enums);
        assert_eq!(!faults(&file, &enums).is_empty(), is_fault, "{arms}");
    };
    check("E::A => 1, E::B(_) => 2", false);
    check("E::A => 1, _ => 2", true);
    check("E::A => 1, other => 2", true);
    check("E::A => 1, E::B(_) => 2, _ if c => 3", false);
    check("Some(E::A) => 1, Some(_) | None => 2", true);
    check("Some(E::A | E::B(_)) => 1, None => 2", false);
    check("Ok(Some(E::A)) => 1, _ => 2", true);
    check("(E::A, true) => 1, (E::B(_), _) => 2, (E::A, false) => 3", false);
    check("(E::A, true) => 1, _ => 2", true);
    check("(Some(_), _) => 1, (None, E::A | E::B(_)) => 2", false);
    check("(Some(_), _) => 1, (None, E::A) => 2, (None, _) => 3", true);
    check("S { e: E::A, b: true } => 1, S { .. } => 2", true);
    check("&E::B(1) => 1, e @ (E::A | E::B(_)) => 2", false);
    check("1 => 1, _ => 2", false);
    check("io::ErrorKind::Other => 1, _ => 2", false);
}

fn parsed(source: &Source) -> syn::File {
    syn::parse_file(&source.text).unwrap_or_else(|error| panic!("{}: {error}", source.path.display()))
}

/// The lines of the matches that swallow variants, with the enum of each.
fn faults(file: &syn::File, enums: &Enums) -> Vec<(usize, String)> {
    let mut matches = Matches { enums, names: Names::of(file, enums), itself: None, found: Vec::new() };
    matches.visit_file(file);
    matches.found
}

struct Matches<'a> {
    enums: &'a Enums,
    names: Names,
    /// What `Self` stands for.
    itself: Option<String>,
    found: Vec<(usize, String)>,
}

impl<'ast> Visit<'ast> for Matches<'_> {
    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let Type::Path(path) = &*item.self_ty else { return visit::visit_item_impl(self, item) };
        let outer = std::mem::replace(&mut self.itself, path.path.segments.last().map(|last| last.ident.to_string()));
        visit::visit_item_impl(self, item);
        self.itself = outer;
    }

    fn visit_expr_match(&mut self, found: &'ast ExprMatch) {
        let row = |arm: &syn::Arm| Row { patterns: vec![self.pattern(&arm.pat)], is_guarded: arm.guard.is_some() };
        let rows: Vec<Row> = found.arms.iter().map(row).collect();
        let line = found.match_token.span().start().line;
        self.found.extend(swallowed(&rows, self.enums).into_iter().map(|name| (line, name)));
        visit::visit_expr_match(self, found);
    }

    /// What stands in a macro is read where it is a list of expressions; otherwise it is no Rust yet.
    fn visit_macro(&mut self, found: &'ast Macro) {
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        // The expressions live no longer than this call, and nothing of them is kept.
        if let Ok(expressions) = found.parse_body_with(parser) {
            let mut inner = Matches {
                enums: self.enums,
                names: self.names.clone(),
                itself: self.itself.clone(),
                found: Vec::new(),
            };
            expressions.iter().for_each(|expression| inner.visit_expr(expression));
            self.found.append(&mut inner.found);
        }
    }
}

impl Matches<'_> {
    fn pattern(&self, pattern: &Pat) -> Pattern {
        let numbered = |elements: &Punctuated<Pat, Token![,]>| {
            let before = elements.iter().take_while(|element| !matches!(element, Pat::Rest(_))).enumerate();
            before.map(|(index, element)| (index.to_string(), self.pattern(element))).collect()
        };
        match pattern {
            Pat::Ident(found) => match &found.subpat {
                Some((_, inner)) => self.pattern(inner),
                None => self.named(&found.ident.to_string()),
            },
            Pat::Or(found) => Pattern::Either(found.cases.iter().map(|case| self.pattern(case)).collect()),
            Pat::Paren(found) => self.pattern(&found.pat),
            Pat::Reference(found) => self.pattern(&found.pat),
            Pat::Type(found) => self.pattern(&found.pat),
            Pat::Tuple(found) => Pattern::Made(Maker::Whole, numbered(&found.elems)),
            Pat::TupleStruct(found) => Pattern::Made(self.maker(&found.path), numbered(&found.elems)),
            Pat::Path(found) => Pattern::Made(self.maker(&found.path), BTreeMap::new()),
            Pat::Struct(found) => {
                let maker = self.maker(&found.path);
                let name = |member: &Member| match member {
                    Member::Named(name) => name.to_string(),
                    Member::Unnamed(index) => index.index.to_string(),
                };
                let fields = found.fields.iter().map(|field| (name(&field.member), self.pattern(&field.pat)));
                Pattern::Made(if matches!(maker, Maker::Other(_)) { Maker::Whole } else { maker }, fields.collect())
            }
            Pat::Lit(found) => match &found.lit {
                Lit::Bool(value) => Pattern::Made(Maker::Half(if value.value { "true" } else { "false" }), [].into()),
                _ => Pattern::Made(Maker::Other("a literal".to_owned()), BTreeMap::new()),
            },
            Pat::Wild(_) => Pattern::Any,
            _ => Pattern::Made(Maker::Other("a shape".to_owned()), BTreeMap::new()),
        }
    }

    /// A name alone takes anything, unless it is a constant's or a variant's that the file uses by its name.
    fn named(&self, name: &str) -> Pattern {
        let made = |maker| Pattern::Made(maker, BTreeMap::new());
        match self.names.variants.get(name) {
            _ if name == "None" => made(Maker::Half("None")),
            Some(of) => made(Maker::Ours(of.clone(), name.to_owned())),
            None if name.starts_with(char::is_uppercase) => made(Maker::Other(name.to_owned())),
            None => Pattern::Any,
        }
    }

    fn maker(&self, path: &Path) -> Maker {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let name = segments.last().cloned().unwrap_or_default();
        let of = segments.iter().rev().nth(1).map(|of| match of.as_str() {
            "Self" => self.itself.clone().unwrap_or_default(),
            of => self.names.aliases.get(of).cloned().unwrap_or_else(|| of.to_owned()),
        });
        let of = of.or_else(|| self.names.variants.get(&name).cloned());
        match (of, name.as_str()) {
            (Some(of), _) if self.enums.contains_key(&of) && !self.names.foreign.contains(&of) => Maker::Ours(of, name),
            (None, "Some") => Maker::Half("Some"),
            (None, "Ok") => Maker::Half("Ok"),
            (None, "Err") => Maker::Half("Err"),
            (_, name) => Maker::Other(name.to_owned()),
        }
    }
}
