//! The tree of key sequences: each key leads to what may follow it, and a whole sequence to what it means. A sequence that
//! begins another can't stand in it together with that one.

use super::action::Action;
use super::key::Key;

/// What a sequence of keys means, and what may follow it. Never both.
#[derive(Debug, Clone, Default)]
pub(super) struct Trie {
    means: Option<Action>,
    next: Vec<(Key, Trie)>,
}

/// Why a sequence can't be put into the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Clash {
    /// It means this already.
    Same(Action),
    /// Its first keys, so many, mean this already, so that the rest would never be waited for.
    Begins(usize, Action),
    /// It begins this sequence, which would never be reached any more.
    IsBeginning(Vec<Key>),
}

impl Trie {
    /// Puts a sequence in.
    ///
    /// # Errors
    /// It hides another, or is hidden by another; the tree stays as it was.
    pub fn insert(&mut self, keys: &[Key], action: Action) -> Result<(), Clash> {
        for n_keys in 1..keys.len() {
            if let Some(means) = self.at(&keys[..n_keys]).and_then(|node| node.means) {
                return Err(Clash::Begins(n_keys, means));
            }
        }
        match self.at(keys) {
            Some(Trie { means: Some(means), .. }) if *means == action => return Ok(()),
            Some(Trie { means: Some(means), .. }) => return Err(Clash::Same(*means)),
            Some(node) if !node.next.is_empty() => {
                let rest = node.sequences().into_iter().next().map(|(rest, _)| rest).unwrap_or_default();
                return Err(Clash::IsBeginning([keys, rest.as_slice()].concat()));
            }
            Some(_) | None => {}
        }
        let node = keys.iter().fold(self, |node, key| {
            let at = node.next.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                node.next.push((*key, Trie::default()));
                node.next.len() - 1
            });
            &mut node.next[at].1
        });
        node.means = Some(action);
        Ok(())
    }

    /// What a sequence leads to.
    pub fn at(&self, keys: &[Key]) -> Option<&Trie> {
        keys.iter().try_fold(self, |node, key| node.next.iter().find(|(known, _)| known == key).map(|(_, node)| node))
    }

    /// What it means here, if the sequence is whole.
    pub fn means(&self) -> Option<Action> {
        self.means
    }

    /// Every whole sequence from here on, with what it means.
    pub fn sequences(&self) -> Vec<(Vec<Key>, Action)> {
        let mut found: Vec<(Vec<Key>, Action)> = self.means.map(|action| (Vec::new(), action)).into_iter().collect();
        for (key, node) in &self.next {
            let below = node.sequences().into_iter();
            found.extend(below.map(|(keys, action)| ([vec![*key], keys].concat(), action)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    #[test]
    fn no_sequence_hides_another() {
        let mut trie = Trie::default();
        assert_eq!(trie.insert(&keys("''"), Action::LastPlace), Ok(()));
        assert_eq!(trie.insert(&keys("'a"), Action::Back), Ok(()));
        assert_eq!(trie.insert(&keys("''"), Action::LastPlace), Ok(()));
        assert_eq!(trie.insert(&keys("''"), Action::Top), Err(Clash::Same(Action::LastPlace)));
        assert_eq!(trie.insert(&keys("''x"), Action::Top), Err(Clash::Begins(2, Action::LastPlace)));
        assert_eq!(trie.insert(&keys("'"), Action::Top), Err(Clash::IsBeginning(keys("''"))));
        let all = trie.sequences();
        assert_eq!(all, [(keys("''"), Action::LastPlace), (keys("'a"), Action::Back)]);
    }

    #[test]
    fn each_key_leads_to_what_may_follow_it() {
        let mut trie = Trie::default();
        trie.insert(&keys("ZZ"), Action::Quit).ok();
        assert!(trie.at(&keys("Z")).is_some_and(|node| node.means().is_none()));
        assert_eq!(trie.at(&keys("ZZ")).and_then(Trie::means), Some(Action::Quit));
        assert!(trie.at(&keys("ZZZ")).is_none() && trie.at(&keys("z")).is_none());
    }
}
