//! The fullest rows that the rules allow: what no setter without hanging marks can better.

use wenda::layout::clusters::clusters;
use wenda::layout::width::{WidthPolicy, text_width};

/// A piece of a paragraph between two places where a row may end.
struct Piece {
    /// The byte behind it.
    end: usize,
    /// Cells from the beginning of the paragraph to its end, and to the last of its characters that is no space.
    behind: usize,
    inked: usize,
    /// Whether a last row that begins with it would hold a single character.
    orphan: bool,
}

/// What a last row of a single character costs: more than any row could.
const ORPHAN: f64 = 1e6;

/// A paragraph in pieces. Every piece that is wider than a row is cut between any two clusters, so that what is found
/// is a bound for every way of cutting in an emergency.
struct Pieces(Vec<Piece>);

impl Pieces {
    fn new(text: &str, breaks: &[usize], width: usize) -> Self {
        let mut pieces = Vec::new();
        let (mut start, mut behind) = (0, 0);
        for &end in breaks {
            let piece = &text[start..end];
            let inked = text_width(piece.trim_end(), WidthPolicy::NARROW);
            if inked > width {
                for cluster in clusters(piece, WidthPolicy::NARROW) {
                    behind += cluster.width;
                    let end = start + cluster.range.end;
                    pieces.push(Piece {
                        end,
                        behind,
                        inked: behind,
                        orphan: is_orphan(&text[end - cluster.range.len()..]),
                    });
                }
            } else {
                let inked = behind + inked;
                behind += text_width(piece, WidthPolicy::NARROW);
                pieces.push(Piece { end, behind, inked, orphan: is_orphan(&text[start..]) });
            }
            start = end;
        }
        Pieces(pieces)
    }

    /// The piece that each row begins with, for the rows that have the least of: the unused cells of all rows but the
    /// last, less `price` for each such row.
    fn rows(&self, width: usize, price: f64) -> Vec<usize> {
        let n = self.0.len();
        let mut least = vec![(f64::INFINITY, n); n + 1];
        least[n] = (0.0, n);
        for first in (0..n).rev() {
            let before = first.checked_sub(1).map_or(0, |at| self.0[at].behind);
            for (last, piece) in self.0.iter().enumerate().skip(first) {
                let ink = piece.inked.saturating_sub(before);
                if ink > width && last > first {
                    break;
                }
                let row = if last + 1 < n {
                    width.saturating_sub(ink) as f64 - price
                } else if self.0[first].orphan && first > 0 {
                    ORPHAN
                } else {
                    0.0
                };
                let cost = row + least[last + 1].0;
                if cost < least[first].0 {
                    least[first] = (cost, last + 1);
                }
            }
        }
        std::iter::successors(Some(0), |&at| Some(least[at].1).filter(|&next| next < n)).collect()
    }
}

fn is_orphan(row: &str) -> bool {
    row.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none()
}

/// The rows of `text` in `width` cells that are fullest in the mean, for a `price` that is that mean (Dinkelbach): if
/// setting with the price gives it back as the mean, there are no fuller rows.
pub fn fullest(text: &str, breaks: &[usize], width: usize, price: f64) -> Vec<String> {
    let pieces = Pieces::new(text, breaks, width);
    let begin = |piece: usize| piece.checked_sub(1).map_or(0, |before| pieces.0[before].end);
    let starts: Vec<usize> = pieces.rows(width, price).into_iter().map(begin).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(&start, end)| text[start..end].to_owned()).collect()
}
