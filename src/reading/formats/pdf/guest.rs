//! The guest: the library that takes PDF apart, kept on a thread of its own. It may fail, panic or never end: what it says
//! of a page comes through a channel, and nobody waits for it longer than is named here.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use pdf_oxide::document::PdfDocument;
use pdf_oxide::layout::{FontWeight, TextChar};

use super::sheet::{Frame, Glyph, Sheet, Turn};
use super::{MOST_GLYPHS, MOST_PAGES, Pages};
use crate::document::left_out::Why;
use crate::reading::budget::Budget;
use crate::reading::unfit::PdfFault as Fault;

/// So long is waited for a page, and for all of them.
const PAGE: Duration = Duration::from_secs(8);
const ALL: Duration = Duration::from_secs(40);
/// Calls within calls need room: a page may lie in pages, and a picture in pictures.
const STACK: usize = 64 * 1024 * 1024;
/// Objects of a file; one that has more is made to do harm.
const MOST_OBJECTS: usize = 500_000;

thread_local! {
    static IS_GUEST: Cell<bool> = const { Cell::new(false) };
}

/// Whether this is the thread of the library: what goes wrong there is told where its pages are waited for.
pub(crate) fn is_guest() -> bool {
    IS_GUEST.get()
}

/// What comes from the library.
enum Told {
    Page(Sheet),
    /// A page that could not be read.
    Lost,
    End,
    Failed(Fault),
}

/// The pages of the PDF in `bytes`, as far as the budget reaches and `is_enough` has not been said.
pub(crate) fn pages(bytes: &[u8], budget: &mut Budget, is_enough: impl Fn(&Pages) -> bool) -> Result<Pages, Fault> {
    if memchr::memmem::find_iter(bytes, b" obj").count() > MOST_OBJECTS {
        return Err(Fault::Slow);
    }
    let (told, hears) = sync_channel(4);
    let is_over = Arc::new(AtomicBool::new(false));
    let (bytes, ends) = (bytes.to_vec(), Arc::clone(&is_over));
    let work = move || {
        IS_GUEST.set(true);
        let read = catch_unwind(AssertUnwindSafe(|| read(bytes, &told, &ends)));
        // Nobody may hear it any more.
        let _ = told.send(read.unwrap_or(Told::Failed(Fault::Damaged)));
    };
    thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(work).map_err(|_| Fault::Slow)?;
    let pages = heard(&hears, budget, is_enough);
    is_over.store(true, Ordering::Relaxed);
    pages
}

/// Takes the pages as they come.
fn heard(hears: &Receiver<Told>, budget: &mut Budget, is_enough: impl Fn(&Pages) -> bool) -> Result<Pages, Fault> {
    let begun = Instant::now();
    let mut pages = Pages::default();
    loop {
        let left = ALL.saturating_sub(begun.elapsed()).min(PAGE);
        match hears.recv_timeout(left) {
            Ok(Told::Page(sheet)) => {
                if !pages.add(&sheet, budget) || is_enough(&pages) {
                    return Ok(pages);
                }
            }
            Ok(Told::Lost) => pages.leave_out_page(Why::Damaged),
            Ok(Told::End) => return Ok(pages),
            Ok(Told::Failed(fault)) if pages.words.is_empty() => return Err(fault),
            Err(RecvTimeoutError::Timeout) if pages.words.is_empty() => return Err(Fault::Slow),
            Ok(Told::Failed(_)) | Err(RecvTimeoutError::Disconnected) => {
                pages.leave_out(Why::Damaged);
                return Ok(pages);
            }
            Err(RecvTimeoutError::Timeout) => {
                pages.leave_out(Why::Slow);
                return Ok(pages);
            }
        }
    }
}

/// Reads all pages, and says how it ended.
fn read(bytes: Vec<u8>, told: &SyncSender<Told>, is_over: &AtomicBool) -> Told {
    let Ok(document) = PdfDocument::from_bytes(bytes) else { return Told::Failed(Fault::Damaged) };
    if document.is_encrypted() && !document.authenticate(b"").unwrap_or(false) {
        return Told::Failed(Fault::Locked);
    }
    let Ok(n_pages) = document.page_count() else { return Told::Failed(Fault::Damaged) };
    for number in 0..n_pages.min(MOST_PAGES + 1) {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let page = catch_unwind(AssertUnwindSafe(|| sheet(&document, number)));
        let page = page.ok().flatten().map_or(Told::Lost, Told::Page);
        if told.send(page).is_err() {
            break;
        }
    }
    Told::End
}

/// A page, of which no more glyphs are taken than one may have.
fn sheet(document: &PdfDocument, number: usize) -> Option<Sheet> {
    // Those without a filter are kept in memory by the library for as long as the document.
    let letters = document.extract_chars_filtered(number, Default::default(), Default::default()).ok()?;
    let (left, bottom, right, top) = document.get_page_media_box(number).unwrap_or((0.0, 0.0, 612.0, 792.0));
    let (width, height) = ((right - left).abs(), (top - bottom).abs());
    let glyphs = letters.iter().take(MOST_GLYPHS + 1).map(|letter| glyph(letter, left.min(right), top.max(bottom)));
    Some(Sheet { width, height, glyphs: glyphs.collect() })
}

/// A glyph, on a page that begins at the `left` and whose `top` is there.
fn glyph(letter: &TextChar, left: f32, top: f32) -> Glyph {
    let (x, y, size) = (letter.origin_x - left, top - letter.origin_y, letter.font_size.abs());
    let advance = letter.advance_width.abs();
    let turn = match letter.rotation_degrees.rem_euclid(360.0).round() as i32 {
        0..=5 | 355..=360 => Turn::Upright,
        85..=95 => Turn::Up,
        265..=275 => Turn::Down,
        _ => Turn::Aslant,
    };
    let frame = match turn {
        Turn::Upright | Turn::Aslant => Frame { left: x, top: y - size, right: x + advance, bottom: y },
        Turn::Up => Frame { left: x - size, top: y - advance, right: x, bottom: y },
        Turn::Down => Frame { left: x, top: y, right: x + size, bottom: y + advance },
    };
    let is_strong = letter.font_weight as u16 >= FontWeight::SemiBold as u16;
    Glyph { letter: letter.char, frame, size, is_strong, is_emphatic: letter.is_italic, turn }
}
