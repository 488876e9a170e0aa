//! Clocks: times of a recording as they are written.

/// Milliseconds of `1:02:03.004`, `02:03,004` or `02:03`.
pub(super) fn clock(text: &str) -> Option<u64> {
    milliseconds(text, |parts| {
        (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.len() <= 3) && parts[parts.len() - 1].len() == 2
    })
}

/// Milliseconds of hours, minutes and seconds, where their figures are set as a time is.
pub(super) fn milliseconds(text: &str, is_time: impl Fn(&[&str]) -> bool) -> Option<u64> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let parts: Vec<&str> = whole.split([':', '：']).collect();
    let are_numbers = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !are_numbers || !is_time(&parts) {
        return None;
    }
    let seconds = parts.iter().try_fold(0u64, |sum, part| Some(sum * 60 + part.parse::<u64>().ok()?))?;
    let milliseconds = format!("{fraction:0<3}").get(..3)?.parse::<u64>().ok()?;
    Some(seconds * 1000 + milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_have_two_or_three_parts() {
        let check = |text, expected| assert_eq!(clock(text), expected, "{text}");
        check("00:00:04,799", Some(4_799));
        check("1:02:03", Some(3_723_000));
        check("0:53", Some(53_000));
        check("17:3", None);
        check("4.799", None);
    }
}
