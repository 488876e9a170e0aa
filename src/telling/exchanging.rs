//! Why a file can't be imported.

use crate::exchange::ImportError;
use crate::strings::{Strings, put};

/// Why a file can't be imported.
pub fn of_import(error: &ImportError, strings: &Strings) -> String {
    let words = &strings.told;
    match error {
        ImportError::NoJson { line, column } => {
            put(&words.no_json, &[("line", &line.to_string()), ("column", &column.to_string())])
        }
        ImportError::Incomplete(why) => put(&words.incomplete, &[("why", why)]),
        ImportError::Unknown => words.no_export.clone(),
    }
}
