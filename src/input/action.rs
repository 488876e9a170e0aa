//! The actions: everything that a person can do while reading. Beside each is its name in `assets/keymap.toml`
//! and `assets/strings/`.

/// Declares [`Action`], the list of all of them, and the enums of their groups from one table.
macro_rules! actions {
    ($($(#[$about:meta])* $group:ident = $group_name:literal {
        $($(#[$comment:meta])* $action:ident = $name:literal,)*
    })*) => {
        /// Something a person does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($($(#[$comment])* $action,)*)* }

        /// What an action is for: the parts of the help.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Group { $($(#[$about])* $group,)* }

        /// An action within its group, so that what does the actions of a group names each, and no others.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Grouped { $($(#[$about])* $group(grouped::$group),)* }

        /// The actions of each group.
        pub mod grouped {
            $($(#[$about])* #[derive(Debug, Clone, Copy, PartialEq, Eq)] pub enum $group { $($(#[$comment])* $action,)* })*
        }

        /// All actions, in the order in which the help shows them.
        pub const ALL: &[Action] = &[$($(Action::$action,)*)*];

        impl Action {
            /// The action within its group.
            pub fn grouped(self) -> Grouped {
                match self { $($(Action::$action => Grouped::$group(grouped::$group::$action),)*)* }
            }

            /// The name in files: `next_question`.
            pub fn name(self) -> &'static str {
                match self { $($(Action::$action => $name,)*)* }
            }

            /// What it is for.
            pub fn group(self) -> Group {
                match self.grouped() { $(Grouped::$group(_) => Group::$group,)* }
            }
        }

        impl Group {
            /// The name in files: `jump`.
            pub fn name(self) -> &'static str {
                match self { $(Group::$group => $group_name,)* }
            }
        }
    };
}

actions! {
    /// Going from one part of the talk to another.
    Jump = "jump" {
        /// Go to the next question.
        NextQuestion = "next_question",
        /// Go to the question before.
        PreviousQuestion = "previous_question",
        /// Go to the next turn.
        NextTurn = "next_turn",
        /// Go to the turn before.
        PreviousTurn = "previous_turn",
        /// Go to the next section.
        NextSection = "next_section",
        /// Go to the section before.
        PreviousSection = "previous_section",
        /// Go to the next sentence.
        NextSentence = "next_sentence",
        /// Go to the sentence before.
        PreviousSentence = "previous_sentence",
        /// Go back to the place before the last jump.
        Back = "back",
        /// Undo going back.
        Forward = "forward",
        /// Change between this place and the one before the last jump.
        LastPlace = "last_place",
    }
    /// Moving through the text row by row.
    Scroll = "scroll" {
        /// Go one row down.
        LineDown = "line_down",
        /// Go one row up.
        LineUp = "line_up",
        /// Go half a page down.
        HalfPageDown = "half_page_down",
        /// Go half a page up.
        HalfPageUp = "half_page_up",
        /// Go one page down.
        PageDown = "page_down",
        /// Go one page up.
        PageUp = "page_up",
        /// Go to the beginning, or with a count to that question.
        Top = "top",
        /// Go to the end, or with a count to that question.
        Bottom = "bottom",
        /// Read on at the first row of the screen, without scrolling.
        ScreenTop = "screen_top",
        /// Read on at the row in the middle.
        ScreenMiddle = "screen_middle",
        /// Read on at the last row.
        ScreenBottom = "screen_bottom",
        /// Scroll tables and preformatted text to the right.
        ScrollRight = "scroll_right",
        /// Scroll back to the left.
        ScrollLeft = "scroll_left",
    }
    /// Finding words, questions and commands.
    Find = "find" {
        /// Search for text.
        Search = "search",
        /// Go to the next hit.
        NextHit = "next_hit",
        /// Go to the hit before.
        PreviousHit = "previous_hit",
        /// Search for the selected words.
        SearchSelection = "search_selection",
        /// Find a question by its words or by who asks it.
        FindQuestion = "find_question",
        /// Type a question's number, a reference, or part of what a command is called.
        Command = "command",
    }
    /// Bookmarks, notes and tags.
    Mark = "mark" {
        /// Bookmark the paragraph at the place, or the selection.
        Mark = "mark",
        /// Write a note on the bookmark, or on the paragraph.
        Note = "note",
        /// Tag the bookmark, or the paragraph.
        Tag = "tag",
        /// Go to the next bookmark.
        NextBookmark = "next_bookmark",
        /// Go to the bookmark before.
        PreviousBookmark = "previous_bookmark",
        /// Delete the chosen bookmark.
        Delete = "delete",
        /// Bring back what was deleted last.
        Undo = "undo",
    }
    /// Selecting and copying.
    Select = "select" {
        /// Select text.
        Select = "select",
        /// Select the paragraph.
        SelectParagraph = "select_paragraph",
        /// Move the end of the selection by a word.
        NextWord = "next_word",
        /// Move the end of the selection back by a word.
        PreviousWord = "previous_word",
        /// Move the end of the selection by a paragraph.
        NextParagraph = "next_paragraph",
        /// Move the end of the selection back by a paragraph.
        PreviousParagraph = "previous_paragraph",
        /// Move the other end of the selection.
        OtherEnd = "other_end",
        /// Copy the selection or the paragraph.
        Copy = "copy",
        /// Copy it with its reference.
        CopyWithReference = "copy_with_reference",
    }
    /// The panes beside the text.
    List = "list" {
        /// Move the focus to the next pane.
        FocusNext = "focus_next",
        /// Move the focus to the pane before.
        FocusPrevious = "focus_previous",
        /// Show or hide the outline.
        Outline = "outline",
        /// Show or hide the list of bookmarks.
        Bookmarks = "bookmarks",
        /// List what was marked in all documents.
        AllBookmarks = "all_bookmarks",
        /// List the documents read before, to open one.
        Recent = "recent",
        /// List the documents that wenda was given, to open one.
        Documents = "documents",
        /// Open the next document of the list.
        NextDocument = "next_document",
        /// Open the document before it.
        PreviousDocument = "previous_document",
        /// List the deleted bookmarks, to bring them back.
        Deleted = "deleted",
        /// List the corrections of the structure, to take them back.
        Corrections = "corrections",
        /// List only the bookmarks that say something.
        Filter = "filter",
        /// Sort the bookmarks by time, or by place again.
        SortBookmarks = "sort_bookmarks",
        /// Go to the chosen entry.
        Follow = "follow",
        /// Fold the section in the outline.
        Fold = "fold",
        /// Unfold it; go to any other entry.
        Unfold = "unfold",
    }
    /// How the text is shown.
    Look = "look" {
        /// Show the text as it came, beside what was repaired.
        RawText = "raw_text",
        /// Go to the next repair, while the text is shown as it came.
        NextRepair = "next_repair",
        /// Go to the repair before.
        PreviousRepair = "previous_repair",
        /// Scroll the text as it came, and not the other.
        RawDown = "raw_down",
        /// Scroll it back.
        RawUp = "raw_up",
        /// Make the text wider.
        Wider = "wider",
        /// Make the text narrower.
        Narrower = "narrower",
        /// Change the theme.
        Theme = "theme",
    }
    /// The program itself.
    Program = "program" {
        /// Show the keys.
        Help = "help",
        /// Show what is wrong in the person's own files.
        Faults = "faults",
        /// Close what is open, or drop the selection.
        Cancel = "cancel",
        /// Open the file in the person's editor, at the place.
        Edit = "edit",
        /// Write what could not be saved to a file elsewhere.
        Rescue = "rescue",
        /// Draw the screen anew.
        Redraw = "redraw",
        /// Give the mouse to the terminal, for its own selecting, or take it again.
        Mouse = "mouse",
        /// Leave wenda for a moment, back to the shell.
        Suspend = "suspend",
        /// Quit.
        Quit = "quit",
    }
}

impl Action {
    /// The action of that name.
    pub fn named(name: &str) -> Option<Self> {
        ALL.iter().copied().find(|action| action.name() == name)
    }
}
