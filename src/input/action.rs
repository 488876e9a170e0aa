//! The actions: everything that a person can do while reading. Their names in `assets/keymap.toml` and
//! `assets/strings/` are these, in snake case.

use std::sync::LazyLock;

/// Declares [`Action`], the list of all of them, and the enums of their groups from one table.
macro_rules! actions {
    ($($(#[$about:meta])* $group:ident { $($(#[$comment:meta])* $name:ident,)* })*) => {
        /// Something a person does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($($(#[$comment])* $name,)*)* }

        /// What an action is for: the parts of the help.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Group { $($(#[$about])* $group,)* }

        /// An action within its group, so that what does the actions of a group names each, and no others.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Grouped { $($(#[$about])* $group(grouped::$group),)* }

        /// The actions of each group.
        pub mod grouped {
            $($(#[$about])* #[derive(Debug, Clone, Copy, PartialEq, Eq)] pub enum $group { $($(#[$comment])* $name,)* })*
        }

        /// All actions, in the order in which the help shows them.
        pub const ALL: &[Action] = &[$($(Action::$name,)*)*];

        impl Action {
            /// The action within its group.
            pub fn grouped(self) -> Grouped {
                match self { $($(Action::$name => Grouped::$group(grouped::$group::$name),)*)* }
            }

            /// What it is for.
            pub fn group(self) -> Group {
                match self.grouped() { $(Grouped::$group(_) => Group::$group,)* }
            }
        }
    };
}

actions! {
    /// Going from one part of the talk to another.
    Jump {
        /// Go to the next question.
        NextQuestion,
        /// Go to the question before.
        PreviousQuestion,
        /// Go to the next turn.
        NextTurn,
        /// Go to the turn before.
        PreviousTurn,
        /// Go to the next section.
        NextSection,
        /// Go to the section before.
        PreviousSection,
        /// Go to the next sentence.
        NextSentence,
        /// Go to the sentence before.
        PreviousSentence,
        /// Go back to the place before the last jump.
        Back,
        /// Undo going back.
        Forward,
        /// Change between this place and the one before the last jump.
        LastPlace,
    }
    /// Moving through the text row by row.
    Scroll {
        /// Go one row down.
        LineDown,
        /// Go one row up.
        LineUp,
        /// Go half a page down.
        HalfPageDown,
        /// Go half a page up.
        HalfPageUp,
        /// Go one page down.
        PageDown,
        /// Go one page up.
        PageUp,
        /// Go to the beginning, or with a count to that question.
        Top,
        /// Go to the end, or with a count to that question.
        Bottom,
        /// Read on at the first row of the screen, without scrolling.
        ScreenTop,
        /// Read on at the row in the middle.
        ScreenMiddle,
        /// Read on at the last row.
        ScreenBottom,
        /// Scroll tables and preformatted text to the right.
        ScrollRight,
        /// Scroll back to the left.
        ScrollLeft,
    }
    /// Finding words, questions and commands.
    Find {
        /// Search for text.
        Search,
        /// Go to the next hit.
        NextHit,
        /// Go to the hit before.
        PreviousHit,
        /// Search for the selected words.
        SearchSelection,
        /// Find a question by its words or by who asks it.
        FindQuestion,
        /// Type a question's number, a reference, or part of what a command is called.
        Command,
    }
    /// Bookmarks, notes and tags.
    Mark {
        /// Bookmark the paragraph at the place, or the selection.
        Mark,
        /// Write a note on the bookmark, or on the paragraph.
        Note,
        /// Tag the bookmark, or the paragraph.
        Tag,
        /// Go to the next bookmark.
        NextBookmark,
        /// Go to the bookmark before.
        PreviousBookmark,
        /// Delete the chosen bookmark.
        Delete,
        /// Bring back what was deleted last.
        Undo,
    }
    /// Selecting and copying.
    Select {
        /// Select text.
        Select,
        /// Select the paragraph.
        SelectParagraph,
        /// Move the end of the selection by a word.
        NextWord,
        /// Move the end of the selection back by a word.
        PreviousWord,
        /// Move the end of the selection by a paragraph.
        NextParagraph,
        /// Move the end of the selection back by a paragraph.
        PreviousParagraph,
        /// Move the other end of the selection.
        OtherEnd,
        /// Copy the selection or the paragraph.
        Copy,
        /// Copy it with its reference.
        CopyWithReference,
    }
    /// The panes beside the text.
    List {
        /// Move the focus to the next pane.
        FocusNext,
        /// Move the focus to the pane before.
        FocusPrevious,
        /// Show or hide the outline.
        Outline,
        /// Show or hide the list of bookmarks.
        Bookmarks,
        /// List what was marked in all documents.
        AllBookmarks,
        /// List the documents read before, to open one.
        Recent,
        /// List the documents that wenda was given, to open one.
        Documents,
        /// Open the next document of the list.
        NextDocument,
        /// Open the document before it.
        PreviousDocument,
        /// List the deleted bookmarks, to bring them back.
        Deleted,
        /// List the corrections of the structure, to take them back.
        Corrections,
        /// List only the bookmarks that say something.
        Filter,
        /// Sort the bookmarks by time, or by place again.
        SortBookmarks,
        /// Go to the chosen entry.
        Follow,
        /// Fold the section in the outline.
        Fold,
        /// Unfold it; go to any other entry.
        Unfold,
    }
    /// How the text is shown.
    Look {
        /// Show the text as it came, beside what was repaired.
        RawText,
        /// Go to the next repair, while the text is shown as it came.
        NextRepair,
        /// Go to the repair before.
        PreviousRepair,
        /// Scroll the text as it came, and not the other.
        RawDown,
        /// Scroll it back.
        RawUp,
        /// Make the text wider.
        Wider,
        /// Make the text narrower.
        Narrower,
        /// Change the theme.
        Theme,
    }
    /// The program itself.
    Program {
        /// Show the keys.
        Help,
        /// Show what is wrong in the person's own files.
        Faults,
        /// Close what is open, or drop the selection.
        Cancel,
        /// Open the file in the person's editor, at the place.
        Edit,
        /// Write what could not be saved to a file elsewhere.
        Rescue,
        /// Draw the screen anew.
        Redraw,
        /// Give the mouse to the terminal, for its own selecting, or take it again.
        Mouse,
        /// Leave wenda for a moment, back to the shell.
        Suspend,
        /// Quit.
        Quit,
    }
}

impl Action {
    /// The name in files: `next_question`.
    pub fn name(self) -> String {
        snake_case(&format!("{self:?}"))
    }

    /// The action of that name.
    pub fn named(name: &str) -> Option<Self> {
        static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| ALL.iter().map(|action| action.name()).collect());
        NAMES.iter().position(|known| known == name).map(|index| ALL[index])
    }
}

impl Group {
    /// The name in files: `jump`.
    pub fn name(self) -> String {
        snake_case(&format!("{self:?}"))
    }
}

fn snake_case(camel: &str) -> String {
    let mut name = String::new();
    for c in camel.chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(c.to_lowercase());
    }
    name
}
