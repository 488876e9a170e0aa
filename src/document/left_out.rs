//! What of a file is not in its document, and why.

/// A part of a file that was left out, or read without its markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What is missing.
    pub part: Part,
    /// Why.
    pub why: Why,
}

/// What can be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The whole book.
    Book,
    /// The part of a book with this name.
    Named(String),
    /// The meaning of the tags in the part of this name; the text is there.
    TagsOf(String),
    /// The meaning of the tags of a page, or of those within Markdown.
    Tags,
    /// The meaning of the marks of Markdown.
    Marks,
    /// Names that the front matter lists.
    FrontMatter,
    /// All behind the place up to which the file was read.
    Rest,
    /// Chapters beyond those that the package may list.
    Chapters,
    /// The page of this number.
    PageNumber(usize),
    /// The page of this number and all after it.
    PagesFrom(usize),
    /// So many parts that a page does not show.
    Hidden(usize),
    /// So many texts of data.
    Texts(usize),
    /// So many more parts, which are not named one by one.
    More(usize),
}

/// Why something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is missing in the archive, or damaged there.
    Damaged,
    /// It would have taken too long.
    Slow,
    /// It lies outside the book.
    Outside,
    /// The page itself does not show it.
    Hidden,
    /// The data have it beside the talk.
    NotOfTalk,
    /// It would have taken too much of this.
    Spent(Resource),
}

/// What reading a document uses up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// Bytes, once unpacked.
    Bytes,
    /// Elements of HTML and XML, and marks of Markdown.
    Elements,
    /// Elements within elements.
    Nesting,
    /// Attributes of elements.
    Attributes,
    /// Lines.
    Lines,
    /// Entries of a list that a file begins with: of an archive, a manifest, a reading order.
    Entries,
    /// Line breaks of text that is read without its tags.
    Breaks,
}

impl Resource {
    /// All of them, in the order of their numbers.
    pub const ALL: [Resource; 7] = [
        Resource::Bytes,
        Resource::Elements,
        Resource::Nesting,
        Resource::Attributes,
        Resource::Lines,
        Resource::Entries,
        Resource::Breaks,
    ];
}
