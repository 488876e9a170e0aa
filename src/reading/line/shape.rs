//! Shapes: how labels are set off from what is said.

/// How a label is set off from what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Shape {
    /// `王毅：…`
    Colon,
    /// `Ann Lee` on a line of its own.
    OwnLine,
    /// `【问】…`
    Bracket,
    /// `（記者）…`: stage notes are printed so too.
    Round,
    /// `○議長（某君）…`, as the minutes of parliaments do: each is a record of its own.
    Circle,
    /// `Q - …`, `Mr SMITH—…`
    Dash,
    /// `THE PRESIDENT. …`, `Q. …`
    Stop,
    /// `Q    …`, `問　…`
    Spaces,
    /// `**Ann Lee** …`
    Strong,
    /// Markup says so: `<v Ann>`, `<NAME>ANN</NAME>`.
    Voice,
    /// `<dt>`, `<cite>`
    Term,
    /// The first cell of a row.
    Cell,
    /// As a custom of this document sets it off, in no list.
    Induced,
    /// None: strong type marks a question …
    Asked,
    /// … and what stands below it is its answer.
    Answered,
}
