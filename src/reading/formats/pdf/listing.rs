//! Listing: what `pdftotext -bbox` prints, an element for each word with the edges of its frame.

use std::collections::HashSet;

use super::sheet::{Frame, Glyph, Sheet, Turn};
use crate::reading::wrap::is_wide;

/// What such a listing begins its pages with.
const BEGIN: &str = "<doc>";
const PAGE: &str = "<page ";
const WORD: &str = "<word ";

/// The text of such a listing if the bytes are one: they begin as it does, and each line is an element of it.
pub(crate) fn listing(bytes: &[u8]) -> Option<&str> {
    const LONGEST_HEAD: usize = 64 * 1024;
    let start = &bytes[..bytes.len().min(LONGEST_HEAD)];
    memchr::memmem::find(start, BEGIN.as_bytes())?;
    let text = std::str::from_utf8(bytes).ok()?;
    is_listing(text).then_some(text)
}

fn is_listing(text: &str) -> bool {
    let Some((head, rest)) = text.split_once(BEGIN) else { return false };
    head.contains("<html")
        && rest.trim_start().starts_with(PAGE)
        && rest.lines().take(200).all(|line| {
            let line = line.trim_start();
            line.is_empty() || [PAGE, WORD, "</"].iter().any(|start| line.starts_with(start))
        })
}

/// The pages of a listing, one after the other.
pub(crate) struct Listing<'a> {
    rest: &'a str,
}

impl<'a> Listing<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Listing { rest: text.split_once(BEGIN).map_or("", |(_, rest)| rest) }
    }

    /// Whether the listing ends after the last page: the program that prints it may have been stopped.
    pub(crate) fn is_whole(&self) -> bool {
        self.rest.contains("</doc>")
    }

    pub(crate) fn next_sheet(&mut self) -> Option<Sheet> {
        let (_, page) = self.rest.split_once(PAGE)?;
        let (page, rest) = page.split_once("</page>").unwrap_or((page, ""));
        self.rest = rest;
        let mut lines = page.lines();
        let head = lines.next().unwrap_or_default();
        let (width, height) = (number(head, "width"), number(head, "height"));
        let mut sheet = Sheet { width: width.unwrap_or(0.0), height: height.unwrap_or(0.0), glyphs: Vec::new() };
        let words: Vec<Listed> = lines.filter_map(Listed::of).collect();
        // Short words may as well stand upright; those in line with long ones that are turned are turned, too.
        let edges = |word: &Listed| (word.frame.left.round() as i32, word.frame.right.round() as i32);
        let turned: HashSet<(i32, i32)> = words.iter().filter(|word| word.is_turned()).map(edges).collect();
        let height = usual_height(&words);
        for word in &words {
            word.add(turned.contains(&edges(word)), height, &mut sheet);
        }
        Some(sheet)
    }
}

/// How high the frames of most words of wide letters are, for each step from one of these to the next.
fn usual_height(words: &[Listed]) -> Option<f32> {
    let is_wide_throughout = |word: &&Listed| !word.runs_down() && word.text.chars().all(is_wide);
    let heights = words.iter().filter(is_wide_throughout).map(|word| word.height() / word.step().max(0.1));
    let mut heights: Vec<f32> = heights.collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied()
}

/// A word of a listing.
struct Listed {
    text: String,
    frame: Frame,
}

impl Listed {
    fn of(line: &str) -> Option<Self> {
        let (edges, text) = line.split_once(WORD).and_then(|(_, line)| line.split_once('>'))?;
        let text = unescaped(text.split_once("</word>").map_or(text, |(text, _)| text));
        let edge = |name: &str| number(edges, name);
        let frame = Frame { left: edge("xMin")?, top: edge("yMin")?, right: edge("xMax")?, bottom: edge("yMax")? };
        Some(Listed { text, frame })
    }

    fn has_wide(&self) -> bool {
        self.text.chars().any(is_wide)
    }

    fn height(&self) -> f32 {
        self.frame.bottom - self.frame.top
    }

    /// The steps of narrow letters that it takes.
    fn n_shares(&self) -> f32 {
        self.text.chars().map(share).sum::<f32>().max(1.0)
    }

    /// From one wide letter to the next.
    fn step(&self) -> f32 {
        self.frame.width() / self.n_shares() * 2.0
    }

    /// Whether it begins in the font of other letters than it goes on in. Its frame is as high as those of the first.
    fn is_mixed(&self) -> bool {
        let n_wide = self.text.chars().filter(|letter| is_wide(*letter)).count();
        self.text.starts_with(|first| !is_wide(first)) && n_wide * 2 > self.text.chars().count()
    }

    /// Whether it is much higher than wide; two narrow letters are, too.
    fn runs_down(&self) -> bool {
        let fewest = if self.has_wide() { 2 } else { 4 };
        self.text.chars().count() >= fewest && self.frame.bottom - self.frame.top > 1.4 * self.frame.width()
    }

    /// Whether it is turned by a quarter, and no column of ideographs.
    fn is_turned(&self) -> bool {
        self.runs_down() && !self.has_wide()
    }

    /// Adds its letters, as if each took as much of the frame as it does in most fonts.
    fn add(&self, is_turned: bool, usual_height: Option<f32>, sheet: &mut Sheet) {
        let Frame { left, top, right, bottom } = self.frame;
        let runs_down = is_turned || self.runs_down();
        let length = if runs_down { bottom - top } else { right - left };
        // A frame reaches from the highest to the lowest that any letter of its font does.
        let across = if runs_down { right - left } else { bottom - top };
        let size = match usual_height.filter(|_| !runs_down && self.is_mixed()) {
            Some(height) => height * self.step() * 0.8,
            None if runs_down && !is_turned => across,
            None => across * 0.8,
        };
        let foot = bottom - across * 0.2;
        let step = length / self.n_shares();
        let mut from = 0.0;
        for letter in self.text.chars() {
            let part = share(letter) * step;
            let frame = match (is_turned, runs_down) {
                // Nearly all that is turned is read from bottom to top.
                (true, _) => {
                    Frame { left, top: bottom - from - part, right: right - across * 0.2, bottom: bottom - from }
                }
                (false, true) => Frame { left, top: top + from, right, bottom: top + from + part },
                (false, false) => {
                    Frame { left: left + from, top: foot - size, right: left + from + part, bottom: foot }
                }
            };
            let turn = if is_turned { Turn::Up } else { Turn::Upright };
            sheet.glyphs.push(Glyph { letter, frame, size, is_strong: false, is_emphatic: false, turn });
            from += part;
        }
    }
}

/// How many steps of narrow letters one takes.
fn share(letter: char) -> f32 {
    if is_wide(letter) { 2.0 } else { 1.0 }
}

/// The value of an attribute that is a number.
fn number(head: &str, name: &str) -> Option<f32> {
    let (_, value) = head.split_once(name)?;
    let (_, value) = value.split_once('"')?;
    value.split_once('"')?.0.parse().ok()
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_told_from_a_page_and_gives_its_letters() {
        let page = "<!DOCTYPE html><html>\n<body>\n<doc>\n  <page width=\"100.0\" height=\"200.0\">\n    \
                    <word xMin=\"10.0\" yMin=\"10.0\" xMax=\"30.0\" yMax=\"20.0\">A&amp;B</word>\n  </page>\n</doc>\n";
        let text = listing(page.as_bytes()).unwrap_or_default();
        let mut pages = Listing::of(text);
        let sheet = pages.next_sheet().unwrap_or_default();
        let letters: String = sheet.glyphs.iter().map(|glyph| glyph.letter).collect();
        assert_eq!((sheet.width, letters.as_str(), sheet.glyphs[0].frame.left), (100.0, "A&B", 10.0));
        assert!(pages.next_sheet().is_none() && pages.is_whole());
        let mut cut = Listing::of(&text[..text.len() - 8]);
        assert!(cut.next_sheet().is_some() && !cut.is_whole());
        assert_eq!(listing(b"<html><body><doc>\n<p>text</p>"), None);
    }

    /// `pdftotext` gives a word the height of its first letter's font.
    #[test]
    fn a_line_that_begins_with_digits_is_as_large_as_those_beside_it() {
        let word = |text: &str, top: f32| Listed {
            text: text.to_owned(),
            frame: Frame { left: 0.0, top, right: text.chars().map(share).sum::<f32>() * 6.0, bottom: 117.0 },
        };
        let words = [word("渡口有灯", 100.0), word("摆渡人罗三水", 100.0), word("4月12日，青石镇", 104.0)];
        let mut sheet = Sheet::default();
        words.iter().for_each(|word| word.add(false, usual_height(&words), &mut sheet));
        let sizes: Vec<i32> = sheet.glyphs.iter().map(|glyph| (glyph.size * 10.0).round() as i32).collect();
        assert!(sizes.iter().all(|size| *size == 136), "{sizes:?}");
        sheet.glyphs.clear();
        word("Nora:", 104.0).add(false, usual_height(&words), &mut sheet);
        assert!(sheet.glyphs.iter().all(|glyph| (glyph.size - 10.4).abs() < 0.01));
    }
}
