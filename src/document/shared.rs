//! Values that many hold together: the names and questions of a document stand once in memory, however many passages are
//! marked in it.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::hash::Hash;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::anchor::{Anchor, Asked};

/// A value that is never changed and may be held in several places.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shared<T: ?Sized>(Arc<T>);

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Arc::clone(&self.0))
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized> Borrow<T> for Shared<T> {
    fn borrow(&self) -> &T {
        &self.0
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Shared(Arc::new(value))
    }
}

impl From<&str> for Shared<str> {
    fn from(text: &str) -> Self {
        Shared(text.into())
    }
}

impl From<String> for Shared<str> {
    fn from(text: String) -> Self {
        Shared(text.into())
    }
}

impl<T: ?Sized + Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Shared<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Shared::from)
    }
}

impl<'de> Deserialize<'de> for Shared<str> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Shared::from)
    }
}

/// What was met before, so that it is held once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pool {
    texts: HashSet<Shared<str>>,
    asked: HashSet<Shared<Asked>>,
}

impl Pool {
    /// The text, as it is held.
    pub(crate) fn text(&mut self, text: &str) -> Shared<str> {
        held(&mut self.texts, text, || text.into())
    }

    /// Has an anchor hold what others hold, too.
    pub(super) fn share(&mut self, anchor: &mut Shared<Anchor>) {
        // One that is held elsewhere has been here.
        let Some(anchor) = Arc::get_mut(&mut anchor.0) else { return };
        for text in [&mut anchor.section, &mut anchor.speaker].into_iter().flatten() {
            *text = held(&mut self.texts, &**text, || text.clone());
        }
        if let Some(asked) = &mut anchor.asked {
            *asked = held(&mut self.asked, &**asked, || asked.clone());
        }
    }
}

fn held<T: ?Sized + Eq + Hash>(
    known: &mut HashSet<Shared<T>>,
    value: &T,
    new: impl FnOnce() -> Shared<T>,
) -> Shared<T> {
    if let Some(known) = known.get(value) {
        return known.clone();
    }
    let new = new();
    known.insert(new.clone());
    new
}
