//! The rule of the one size: the screen's size is asked for where a frame is drawn, and the state takes it there alone.

use std::path::Path;

use super::check_lines;

/// What takes or asks for a size of the screen, each with the files that may.
const SIZES: &[(&str, &[&str])] = &[
    // the state is laid out for the area of the frame that is about to be drawn
    ("app.resize(", &["src/terminal/session.rs"]),
    ("frame.area()", &["src/terminal/session.rs", "src/ui/mod.rs"]),
    // the painter tells ratatui, which makes the frame of it; what is printed is set as wide as the terminal
    ("terminal::size()", &["src/terminal/backend.rs", "src/terminal/session.rs", "src/terminal/event.rs"]),
    ("tcgetwinsize", &[]),
    // an event of the terminal tells that the size is another, and what it says of it is not used
    ("Event::Resize(", &["src/terminal/event.rs"]),
];

#[test]
fn the_area_of_the_frame_is_the_only_size() {
    check_lines(&["src"], |source, line| {
        let stray = |(what, files): &&(&str, &[&str])| {
            line.contains(what) && !files.iter().any(|file| source.path == Path::new(file))
        };
        let (what, files) = SIZES.iter().find(stray)?;
        Some(format!("`{what}`: only {files:?}; lay out for the area of the frame"))
    });
    for path in SIZES.iter().flat_map(|(_, files)| *files) {
        assert!(Path::new(path).is_file(), "{path} is gone from SIZES");
    }
}
