//! Text that is not wrapped, seen through a window that is moved sideways.

use super::clusters::{Cluster, clusters};
use super::width::WidthPolicy;

/// The clusters of a row that begin at cell `hidden` or behind it, each with its cell in the window. Of a character that
/// the window's edge cuts nothing is left, so that columns stay where they are.
pub fn sideways(text: &str, hidden: usize, policy: WidthPolicy) -> impl Iterator<Item = (usize, Cluster<'_>)> {
    let mut column = 0;
    clusters(text, policy).filter_map(move |cluster| {
        let begin = column;
        column += cluster.width;
        begin.checked_sub(hidden).map(|at| (at, cluster))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is seen of `text`, blank cells as dots.
    #[track_caller]
    fn check(text: &str, hidden: usize, expected: &str) {
        let mut seen = String::new();
        let mut used = 0;
        for (at, cluster) in sideways(text, hidden, WidthPolicy::NARROW) {
            seen.extend(std::iter::repeat_n('.', at - used));
            seen.push_str(&cluster.shown);
            used = at + cluster.width;
        }
        assert_eq!(seen, expected, "{text} from {hidden}");
    }

    #[test]
    fn half_a_character_is_a_blank() {
        check("中文ab", 0, "中文ab");
        check("中文ab", 1, ".文ab");
        check("中文ab", 2, "文ab");
        check("中文ab", 9, "");
        check("a\tb", 3, ".....b");
    }
}
