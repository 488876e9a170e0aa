//! The forms in which marks are given away: how each is called, what its files end in, and what writes it.

use super::{Collection, annotations, csv, json, markdown, org};

/// A form in which marks are given away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// To read and to print.
    Markdown,
    /// Everything; can be imported again.
    Json,
    /// A row a bookmark.
    Csv,
    /// For Emacs.
    Org,
    /// W3C Web Annotations (JSON-LD).
    Annotations,
}

impl Form {
    /// All forms; the first is meant where none is named.
    pub const ALL: [Form; 5] = [Form::Markdown, Form::Json, Form::Csv, Form::Org, Form::Annotations];

    /// What it is called, and what the names of its files end in, the commonest first.
    fn names(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Form::Markdown => ("markdown", &["md", "markdown", "txt"]),
            Form::Json => ("json", &["json"]),
            Form::Csv => ("csv", &["csv"]),
            Form::Org => ("org", &["org"]),
            Form::Annotations => ("annotations", &["jsonld"]),
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// What the names of its files end in, the commonest first.
    pub fn endings(self) -> &'static [&'static str] {
        self.names().1
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<Self> {
        Form::ALL.into_iter().find(|form| form.name() == name)
    }

    /// The form of files whose names end so, in letters of either case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        Form::ALL.into_iter().find(|form| form.endings().contains(&ending.as_str()))
    }

    /// Whether it is JSON, which needs no line feed at its end.
    pub fn is_json(self) -> bool {
        match self {
            Form::Json | Form::Annotations => true,
            Form::Markdown | Form::Csv | Form::Org => false,
        }
    }

    /// Marks in this form; `lost` is said of a passage that is gone, and a table begins with a byte-order mark if wanted.
    ///
    /// # Errors
    /// They have no form in JSON.
    pub fn written(
        self,
        collections: &[Collection],
        lost: &str,
        byte_order_mark: bool,
    ) -> Result<String, serde_json::Error> {
        match self {
            Form::Markdown => Ok(markdown(collections, lost)),
            Form::Json => json(collections),
            Form::Csv => Ok(csv(collections, byte_order_mark)),
            Form::Org => Ok(org(collections, lost)),
            Form::Annotations => annotations(collections),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_known_by_its_name_and_by_each_of_its_endings_and_by_no_other() {
        for form in Form::ALL {
            assert_eq!(Form::named(form.name()), Some(form));
            for ending in form.endings() {
                assert_eq!(Form::of_ending(&ending.to_uppercase()), Some(form), "{ending}");
            }
        }
        for ending in ["", "docx", "md~"] {
            assert_eq!(Form::of_ending(ending), None, "{ending}");
        }
    }
}
