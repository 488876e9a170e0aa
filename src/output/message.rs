//! What is told to a person: our own words, and the values in them, which are not ours and stay on one line.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use crate::document::controls::picture;

/// Something told to a person. Its line feeds are ours: what comes from outside gets in by `message!` alone, as a
/// [`Value`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message(String);

/// A [`Message`] from words of ours with `{}` in them, and the values to stand there. Names within the braces don't
/// compile, so that no value gets in by another way.
macro_rules! message {
    ($words:literal $(, $value:expr)* $(,)?) => {
        $crate::output::Message::filled_in(format_args!(concat!($words) $(, $crate::output::Value(&$value))*))
    };
}
pub(crate) use message;

impl Message {
    /// For `message!` alone.
    #[doc(hidden)]
    pub fn filled_in(words: fmt::Arguments<'_>) -> Self {
        Message(words.to_string())
    }

    /// Words of ours from the strings, with the values that stand in the place of their `{name}`s.
    pub fn put(words: &str, values: &[(&str, &dyn Display)]) -> Self {
        let (mut text, mut rest) = (String::new(), words);
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let value = after.split_once('}').and_then(|(name, behind)| {
                let (_, value) = values.iter().find(|(known, _)| *known == name)?;
                Some((value, behind))
            });
            match value {
                // writing to a string never fails
                Some((value, behind)) => (_, rest) = (write!(text, "{}", Value(*value)), behind),
                None => (_, rest) = (text.push('{'), after),
            }
        }
        Message(text + rest)
    }

    /// A value by itself: an error that another part has told.
    pub fn of(value: impl Display) -> Self {
        message!("{}", value)
    }

    /// Each on a line of its own.
    pub fn lines(messages: impl IntoIterator<Item = Message>) -> Self {
        Message(messages.into_iter().map(|message| message.0).collect::<Vec<_>>().join("\n"))
    }

    /// The lines of a text that a library has made, where no value in it is of more than one line.
    pub fn of_library(text: &str) -> Self {
        Message(text.trim_end().to_owned())
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text, as it is made harmless where that is needed.
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

/// A value that is not ours: a name of a file, a title, the text of an error. It stays on one line.
pub struct Value<'a, T: ?Sized>(pub &'a T);

impl<T: Display + ?Sized> Display for Value<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Passes text on without its line ends.
        struct OneLine<'a, 'b>(&'a mut fmt::Formatter<'b>);
        impl Write for OneLine<'_, '_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0.write_str(&one_line(text))
            }
        }
        write!(OneLine(f), "{}", self.0)
    }
}

/// `text` with pictures for line feeds and returns. Readers of a pipe take what follows one for another line, too.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| picture(c).filter(|_| matches!(c, '\n' | '\r')).unwrap_or(c);
    Cow::Owned(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_words_have_lines() {
        let name = "talk.md\nwenda: all is well\r";
        let told = message!("{}: it is gone\ncheck {}", name, 3);
        assert_eq!(told.text(), "talk.md␊wenda: all is well␍: it is gone\ncheck 3");
        assert_eq!(Message::lines([Message::of(name), Message::of("b")]).text().lines().count(), 2);
    }

    #[test]
    fn values_are_put_into_words_and_what_they_hold_is_no_name() {
        let put = |words: &str| Message::put(words, &[("a", &"{b}\n"), ("b", &2)]).text().to_owned();
        assert_eq!(put("{a}: {b} {c} {"), "{b}␊: 2 {c} {");
    }

    #[test]
    fn what_does_no_harm_to_a_pipe_stays_as_it_is() {
        let name = "a\u{202E}\u{1b}{}\t中";
        assert_eq!(Message::of(name).text(), name);
    }
}
