//! What is given: the text of a file and its format, before anybody looks for its blocks. It stays where it is until the
//! document is there, since lines are pieces of it.

use std::borrow::Cow;

use super::ReadOptions;
use super::budget::Budget;
use super::decoding::{self, Decoded, literal};
use super::draft::Page;
use super::formats::{self, Format, Unpacked};
use super::lexicon::Lexicon;
use crate::document::Source;

/// A text and its format.
pub(super) struct Given {
    pub(super) decoded: Decoded,
    pub(super) format: Format,
    /// Whether the text stood in the file as a program's literal.
    is_literal: bool,
    /// Whether the file is not in the format that was asked for.
    is_other_format: bool,
}

impl Given {
    /// Decodes the bytes of the file called `name`, or unpacks them if it is a book or the like: its text is put together as
    /// its blocks are found.
    pub(super) fn of(
        bytes: Cow<'_, [u8]>,
        name: &str,
        options: &ReadOptions,
        lexicon: &Lexicon,
        budget: &mut Budget,
    ) -> Option<(Self, Option<Page<'static>>)> {
        let is_other = |format| options.format.is_some_and(|wanted| wanted != format);
        if let Some(Unpacked { format, page, text }) = formats::unpacked(&bytes, lexicon, budget) {
            let decoded = Decoded { text, encoding: "UTF-8", also: None, n_replaced: 0 };
            let given = Given { decoded, format, is_literal: false, is_other_format: is_other(format) };
            return Some((given, Some(page)));
        }
        let mut decoded = decoding::decode(bytes, options.encoding);
        budget.go_on()?;
        let literal = if options.raw { None } else { literal::undo(&decoded.text) };
        let is_literal = literal.is_some();
        decoded.text = literal.unwrap_or(decoded.text);
        // What is text is no archive, whatever was asked for.
        let wanted = options.format.filter(|wanted| wanted.is_text());
        let format = wanted.unwrap_or_else(|| formats::detect(&decoded.text, name, lexicon));
        let is_other_format = is_other(format);
        Some((Given { decoded, format, is_literal, is_other_format }, None))
    }

    /// Where the document of the file called `name` comes from: the text is given away.
    pub(super) fn source(self, name: &str) -> Source {
        let Decoded { text, encoding, .. } = self.decoded;
        Source { path: name.to_owned(), format: self.format.name(), encoding, text }
    }

    /// The text in blocks, as its format sets them unless they are there already, and what is known of it by now.
    pub(super) fn page<'a>(&'a self, unpacked: Option<Page<'a>>, lexicon: &Lexicon, budget: &mut Budget) -> Page<'a> {
        let mut page = unpacked.unwrap_or_else(|| formats::blocks(&self.decoded.text, self.format, lexicon, budget));
        // They stay until the document is there, and others are made of them.
        page.drafts.shrink_to_fit();
        page.stated.is_literal = self.is_literal;
        page.stated.is_other_format = self.is_other_format;
        page
    }
}
