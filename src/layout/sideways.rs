//! Text that is not wrapped: with the gaps between its columns, and through a window that is moved sideways.

use super::clusters::{Cluster, clusters};
use super::columns::Gap;
use super::width::WidthPolicy;

/// The clusters of `text`, each with the cell that it begins at, the gaps before it counted.
pub fn spread<'a>(
    text: &'a str,
    gaps: &'a [Gap],
    policy: WidthPolicy,
) -> impl Iterator<Item = (usize, Cluster<'a>)> + 'a {
    let (mut moved, mut gaps) = (0, gaps.iter().peekable());
    clusters(text, policy).map(move |cluster| {
        while let Some(gap) = gaps.next_if(|gap| gap.byte <= cluster.range.start) {
            moved += gap.cells;
        }
        (cluster.column + moved, cluster)
    })
}

/// The clusters of a row that begin at cell `hidden` or behind it, each with its cell in the window. Of a character that
/// the window's edge cuts nothing is left, so that columns stay where they are.
pub fn sideways<'a>(
    text: &'a str,
    gaps: &'a [Gap],
    hidden: usize,
    policy: WidthPolicy,
) -> impl Iterator<Item = (usize, Cluster<'a>)> + 'a {
    spread(text, gaps, policy).filter_map(move |(at, cluster)| Some((at.checked_sub(hidden)?, cluster)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is seen of `text`, blank cells as dots.
    #[track_caller]
    fn check(text: &str, gaps: &[Gap], hidden: usize, expected: &str) {
        let mut seen = String::new();
        let mut used = 0;
        for (at, cluster) in sideways(text, gaps, hidden, WidthPolicy::NARROW) {
            seen.extend(std::iter::repeat_n('.', at - used));
            seen.push_str(&cluster.shown);
            used = at + cluster.width;
        }
        assert_eq!(seen, expected, "{text} from {hidden}");
    }

    #[test]
    fn half_a_character_is_a_blank() {
        check("中文ab", &[], 0, "中文ab");
        check("中文ab", &[], 1, ".文ab");
        check("中文ab", &[], 2, "文ab");
        check("中文ab", &[], 9, "");
        check("a\tb", &[], 3, ".....b");
    }

    #[test]
    fn gaps_scroll_with_the_text() {
        let gaps = [Gap { byte: 3, cells: 2 }, Gap { byte: 6, cells: 1 }];
        check("中文ab", &gaps, 0, "中..文.ab");
        check("中文ab", &gaps, 1, "...文.ab");
        check("中文ab", &gaps, 5, ".·ab".replace('·', ".").as_str());
    }
}
