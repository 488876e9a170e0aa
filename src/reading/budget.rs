//! Budgets: what reading one document may cost. One [`Budget`] is handed from part to part, so that a thousand small parts
//! cost no more than a large one; what it does not cover is left out, and that is said.

use std::sync::Arc;

use crate::document::left_out::Resource;

/// A file of more lines than this is no transcript; it is shown as it is.
pub(super) const MAX_LINES: usize = 400_000;

/// What a document may use of a resource: many times what a long book needs, and within some seconds and 500 MB.
const fn limit(resource: Resource) -> usize {
    match resource {
        // Bytes of all parts, once unpacked.
        Resource::Bytes => 64 * 1024 * 1024,
        // Elements of HTML and XML; with what is made of them, each takes up to a kilobyte.
        Resource::Elements => 300_000,
        // Looks at an element that is open while another begins or ends: what deep nesting multiplies.
        Resource::Nesting => 64_000_000,
        Resource::Attributes => 1_000_000,
        // Lines of text that is laid out as its lines stand.
        Resource::Lines => MAX_LINES,
        // Entries of an archive's index, of a book's manifest and of its reading order.
        Resource::Entries => 150_000,
        // Line breaks of text that is read without its tags.
        Resource::Breaks => 200_000,
    }
}

/// What is left of what reading a document may cost, and whether anybody still waits for it.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    left: [usize; Resource::ALL.len()],
    wanted: Wanted,
}

impl Default for Budget {
    fn default() -> Self {
        Budget::new(Wanted::default())
    }
}

impl Budget {
    /// The budget of a document, for as long as it is wanted.
    pub(crate) fn new(wanted: Wanted) -> Self {
        Budget { left: Resource::ALL.map(limit), wanted }
    }

    /// Uses `amount` of a resource. Fails if that is more than is left; then nothing is left, so that what follows is not
    /// tried in vain again and again.
    pub(crate) fn take(&mut self, resource: Resource, amount: usize) -> Result<(), Resource> {
        let left = &mut self.left[resource as usize];
        let rest = left.checked_sub(amount);
        *left = rest.unwrap_or(0);
        rest.map(drop).ok_or(resource)
    }

    /// A whole budget for the same reader: for work whose bounds are known, as another resource has paid for it.
    pub(crate) fn renewed(&self) -> Self {
        Budget::new(self.wanted.clone())
    }

    /// How much of a resource is left.
    pub(crate) fn left(&self, resource: Resource) -> usize {
        self.left[resource as usize]
    }

    /// `None` once nobody waits for the document any more: the work ends there.
    pub(crate) fn go_on(&self) -> Option<()> {
        (!self.is_cancelled()).then_some(())
    }

    /// Whether nobody waits for the document any more; asked between two steps of the work.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.wanted.is_over()
    }
}

/// Holds the interest in a document that is being read; when it is dropped, reading ends soon.
#[derive(Debug, Default)]
pub struct Interest(Arc<()>);

impl Interest {
    /// What the reader asks whether it should go on.
    pub fn wanted(&self) -> Wanted {
        let interest = Arc::downgrade(&self.0);
        Wanted::until(move || interest.strong_count() == 0)
    }
}

/// Tells a reader whether its document is still wanted; by itself, it always is.
#[derive(Clone, Default)]
pub struct Wanted(Option<Arc<dyn Fn() -> bool + Send + Sync>>);

impl Wanted {
    /// Wanted until this says that it is over.
    pub fn until(is_over: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Wanted(Some(Arc::new(is_over)))
    }

    fn is_over(&self) -> bool {
        self.0.as_ref().is_some_and(|is_over| is_over())
    }
}

impl std::fmt::Debug for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Wanted(until)" } else { "Wanted" })
    }
}
