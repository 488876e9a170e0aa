//! The program: a call into the library.

fn main() {}
