//! The program: a call into the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    wenda::cli::run()
}
