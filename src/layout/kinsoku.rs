//! What typesetting in Chinese and Japanese forbids at the start and end of a row (避头尾, 禁則).

/// Whether a mark may hang in the margin where its language lets marks hang: its ink is in the left half of the cell.
pub fn is_hanging_mark(mark: char) -> bool {
    matches!(mark, '。' | '．' | '，' | '、' | '：' | '；' | '！' | '？')
}
