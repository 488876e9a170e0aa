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

/// What a control word at the beginning of a group makes of it: `None` where it says nothing of that. Those behind `\*`
/// that nobody knows are skipped (RTF 1.9.1, Destination Control Words).
pub(super) fn of_word(name: &[u8], is_starred: bool, within: Destination) -> Option<(Destination, Ends)> {
    let plain = |destination| Some((destination, Ends::Nothing));
    match name {
        // These hold text of the document, `\*` or not.
        b"shpinst" | b"shptxt" | b"nesttableprops" | b"ud" | b"shpgrp" if within == Destination::Skipped => None,
        b"shptxt" => Some((Destination::Text, Ends::Box)),
        b"shpinst" | b"shpgrp" | b"nesttableprops" => plain(Destination::Text),
        b"footnote" => Some((Destination::Text, Ends::Note)),
        b"fldinst" => Some((Destination::Instruction, Ends::Instruction)),
        b"listtext" | b"pntext" => Some((Destination::ListText, Ends::ListText)),
        b"fonttbl" => plain(Destination::Fonts),
        b"stylesheet" => plain(Destination::Styles),
        b"info" => plain(Destination::Info),
        b"title" if within == Destination::Info => plain(Destination::Title),
        b"colortbl"
        | b"pict"
        | b"header"
        | b"headerl"
        | b"headerr"
        | b"headerf"
        | b"footer"
        | b"footerl"
        | b"footerr"
        | b"footerf"
        | b"ftnsep"
        | b"ftnsepc"
        | b"ftncn"
        | b"aftnsep"
        | b"aftnsepc"
        | b"aftncn"
        | b"nonshppict"
        | b"shprslt"
        | b"sp"
        | b"xe"
        | b"tc"
        | b"tcn"
        | b"rxe"
        | b"objdata"
        | b"objclass"
        | b"objname"
        | b"template"
        | b"filetbl"
        | b"listtable"
        | b"listoverridetable"
        | b"revtbl"
        | b"rsidtbl"
        | b"generator"
        | b"annotation"
        | b"atnid"
        | b"atnauthor"
        | b"bkmkstart"
        | b"bkmkend"
        | b"nonesttables"
        | b"private"
        | b"do"
        | b"mmath"
        | b"pgdsctbl"
        | b"falt"
        | b"panose"
        | b"pn"
        | b"background"
        | b"datafield"
        | b"formfield"
        | b"themedata"
        | b"colorschememapping"
        | b"datastore"
        | b"latentstyles"
        | b"xmlnstbl"
        | b"operator"
        | b"author"
            if name != b"do" || is_starred =>
        {
            plain(Destination::Skipped)
        }
        _ if is_starred => plain(Destination::Skipped),
        _ => None,
    }
}
