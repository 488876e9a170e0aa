//! Enums of ours: where they are declared, and by which names a file knows them and their variants.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{ItemEnum, ItemMacro, Macro, UseTree};

use super::patterns::Enums;

/// Adds the enums that a file declares, those within macros without their variants.
pub fn declared(file: &syn::File, enums: &mut Enums) {
    struct Declared<'a>(&'a mut Enums);
    impl<'ast> Visit<'ast> for Declared<'_> {
        fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
            let variants = item.variants.iter().map(|variant| variant.ident.to_string());
            self.0.entry(item.ident.to_string()).or_default().extend(variants);
        }

        fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
            if item.ident.is_none() {
                self.0.extend(tabled_in(item.mac.tokens.clone()));
            }
            visit::visit_item_macro(self, item);
        }

        fn visit_macro(&mut self, found: &'ast Macro) {
            for name in named_in(found.tokens.clone()) {
                self.0.entry(name).or_default();
            }
        }
    }
    Declared(enums).visit_file(file);
}

/// The names behind the word `enum`.
fn named_in(tokens: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_next = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if is_next => names.push(ident.to_string()),
            TokenTree::Ident(ident) if ident == "enum" => {
                is_next = true;
                continue;
            }
            TokenTree::Group(group) => names.extend(named_in(group.stream())),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        is_next = false;
    }
    names
}

/// The enums that a table within a macro makes: `Name { Variant, … }`, each perhaps with how it is spelled, `= "name"`.
fn tabled_in(tokens: TokenStream) -> Enums {
    let mut enums = Enums::new();
    let mut before = None;
    for token in tokens {
        match (before.take(), token) {
            (Some(name), TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let idents = group.stream().into_iter().filter(|token| matches!(token, TokenTree::Ident(_)));
                enums.insert(name, idents.map(|ident| ident.to_string()).collect());
            }
            (_, TokenTree::Ident(ident)) => before = Some(ident.to_string()),
            (name, TokenTree::Punct(sign)) if sign.as_char() == '=' => before = name,
            (name, TokenTree::Literal(_)) => before = name,
            (_, TokenTree::Group(_) | TokenTree::Punct(_)) => {}
        }
    }
    enums
}

/// What the names in a file stand for that it uses from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The enum of each variant that is used by its name alone.
    pub variants: BTreeMap<String, String>,
    /// The enum of ours of each other name.
    pub aliases: BTreeMap<String, String>,
    /// Names of ours that stand for an enum of another crate.
    pub foreign: BTreeSet<String>,
}

impl Names {
    pub fn of(file: &syn::File, enums: &Enums) -> Self {
        struct Used<'a>(Names, &'a Enums);
        impl<'ast> Visit<'ast> for Used<'_> {
            fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
                self.0.add(&mut Vec::new(), &item.tree, self.1);
            }
        }
        let mut used = Used(Names::default(), enums);
        used.visit_file(file);
        used.0
    }

    fn add(&mut self, above: &mut Vec<String>, tree: &UseTree, enums: &Enums) {
        let of = above.last().filter(|of| enums.contains_key(*of)).cloned();
        match tree {
            UseTree::Path(path) => {
                above.push(path.ident.to_string());
                self.add(above, &path.tree, enums);
                above.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add(above, tree, enums)),
            UseTree::Name(name) => self.name(above, of, &name.ident.to_string(), enums),
            UseTree::Rename(rename) if of.is_none() => {
                let name = rename.ident.to_string();
                if enums.contains_key(&name) && is_ours(above) {
                    self.aliases.insert(rename.rename.to_string(), name);
                }
            }
            UseTree::Rename(rename) => self.variants.extend(of.map(|of| (rename.rename.to_string(), of))),
            UseTree::Glob(_) => {
                let variants = of.iter().flat_map(|of| enums[of].iter().map(|variant| (variant.clone(), of.clone())));
                self.variants.extend(variants);
            }
        }
    }

    fn name(&mut self, above: &[String], of: Option<String>, name: &str, enums: &Enums) {
        if let Some(of) = of {
            self.variants.insert(name.to_owned(), of);
        } else if enums.contains_key(name) && !is_ours(above) {
            self.foreign.insert(name.to_owned());
        }
    }
}

/// Whether a path leads to a part of the project.
fn is_ours(above: &[String]) -> bool {
    let folder = |name: &str| name.starts_with(|letter: char| letter.is_lowercase());
    let root = above.first().map_or("", String::as_str);
    matches!(root, "crate" | "self" | "super") || root.is_empty() || !folder(root)
}
