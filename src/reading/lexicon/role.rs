//! Roles: the parts that words give to those who bear them.

/// The part that a role word gives to a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// Marks a question: `问`, `Q3`.
    Question,
    /// Marks an answer.
    Answer,
    /// Asks for a living: `新华社记者`.
    Asker,
    /// Asks in an interview, leads a conference.
    Host,
    /// Leads, and neither asks nor answers.
    Chair,
    /// Answers: `发言人`.
    Answerer,
    /// Sits in a house and asks those who answer to it.
    Member,
    /// A voice without a part: `Speaker 1`.
    Voice,
}
