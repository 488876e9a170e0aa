//! Roles: the parts of the screen that have a look of their own.

use serde::Deserialize;

use super::colour::{SIGN, TEXT};

/// A part of the screen with a look of its own; its name in a theme file is this in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the parts explain themselves")]
pub enum Role {
    Ground,
    Title,
    Heading,
    Question,
    Answer,
    Statement,
    Prose,
    Aside,
    Label,
    SignQuestion,
    SignAnswer,
    SignStatement,
    Guess,
    Strong,
    Emphasis,
    Code,
    Link,
    ReadingMark,
    Bookmark,
    Marked,
    #[serde(rename = "tag_1")]
    Tag1,
    #[serde(rename = "tag_2")]
    Tag2,
    #[serde(rename = "tag_3")]
    Tag3,
    #[serde(rename = "tag_4")]
    Tag4,
    #[serde(rename = "tag_5")]
    Tag5,
    #[serde(rename = "tag_6")]
    Tag6,
    #[serde(rename = "tag_7")]
    Tag7,
    #[serde(rename = "tag_8")]
    Tag8,
    #[serde(rename = "tag_9")]
    Tag9,
    Hit,
    CurrentHit,
    Selection,
    Frame,
    FrameInFocus,
    PaneTitle,
    Entry,
    SectionEntry,
    Chosen,
    ChosenInFocus,
    Status,
    Message,
    Alarm,
    Key,
    Repaired,
}

impl Role {
    /// The looks of tags.
    pub(super) const TAGS: [Role; 9] =
        [Role::Tag1, Role::Tag2, Role::Tag3, Role::Tag4, Role::Tag5, Role::Tag6, Role::Tag7, Role::Tag8, Role::Tag9];

    /// The look of the tag with this index. Nine colours take turns, and the tag's sign tells them apart as well.
    pub fn of_tag(index: usize) -> Self {
        Role::TAGS[index % Role::TAGS.len()]
    }

    /// The least contrast that it must have on what it stands on: lines and the mark of the row are signs, all else is read.
    pub fn contrast(self) -> f64 {
        if matches!(self, Role::Frame | Role::ReadingMark | Role::Guess) { SIGN } else { TEXT }
    }
}
