//! What a person can do and with which keys: actions, keys, and the keymap that joins them.

pub mod action;
mod bindings;
pub mod editors;
pub mod fault;
pub mod key;
pub mod keymap;
pub mod mouse;
mod nearness;
mod trie;
pub mod typed;
