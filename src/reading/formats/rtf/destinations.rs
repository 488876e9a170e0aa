//! The destinations of RTF: what the text of a group is for.

/// What the text of a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Destination {
    /// The document, a note or a box.
    #[default]
    Text,
    /// Nothing that is read.
    Skipped,
    Fonts,
    Styles,
    /// A style within the table of styles.
    Style,
    /// What the file says about itself.
    Info,
    Title,
    /// What is printed before an item of a list.
    ListText,
    /// What a field tells programs.
    Instruction,
}

/// What the end of a group ends as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ends {
    #[default]
    Nothing,
    Note,
    Box,
    Style,
    ListText,
    Instruction,
}

/// Groups that hold no text of the document, `\*` or not: pictures, heads and feet of pages, comments, lists by their
/// definitions, what a program keeps for itself.
const SKIPPED: &str = "colortbl pict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep \
    aftnsepc aftncn nonshppict shprslt sp xe tc tcn rxe objdata objclass objname template filetbl listtable \
    listoverridetable revtbl rsidtbl generator annotation atnid atnauthor bkmkstart bkmkend nonesttables private \
    mmath pgdsctbl falt panose pn background datafield formfield themedata colorschememapping datastore \
    latentstyles xmlnstbl operator author";

fn is_skipped(name: &[u8]) -> bool {
    SKIPPED.split(' ').any(|skipped| skipped.as_bytes() == name)
}

/// What a control word at the beginning of a group makes of it: `None` where it says nothing of that. Those behind `\*`
/// that nobody knows are skipped (RTF 1.9.1, Destination Control Words).
pub(super) fn of_word(name: &[u8], is_starred: bool, within: Destination) -> Option<(Destination, Ends)> {
    let plain = |destination| Some((destination, Ends::Nothing));
    match name {
        // What holds no text holds none in its parts either.
        _ if within == Destination::Skipped => None,
        // These hold text of the document, `\*` or not.
        b"shptxt" => Some((Destination::Text, Ends::Box)),
        b"shpinst" | b"shpgrp" | b"nesttableprops" => plain(Destination::Text),
        b"footnote" => Some((Destination::Text, Ends::Note)),
        b"fldinst" => Some((Destination::Instruction, Ends::Instruction)),
        b"listtext" | b"pntext" => Some((Destination::ListText, Ends::ListText)),
        b"fonttbl" => plain(Destination::Fonts),
        b"stylesheet" => plain(Destination::Styles),
        b"info" => plain(Destination::Info),
        b"title" if within == Destination::Info => plain(Destination::Title),
        b"do" if is_starred => plain(Destination::Skipped),
        name if is_skipped(name) => plain(Destination::Skipped),
        _ if is_starred => plain(Destination::Skipped),
        _ => None,
    }
}
