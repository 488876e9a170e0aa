//! Colours as numbers: their contrast, the palettes of terminals with 256 and 16 colours, and what of a palette is nearest
//! to a colour and still legible.

use ratatui::style::Color;

/// A colour of 24 bits: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// 24 bits.
    #[default]
    Full,
    /// xterm's 256.
    Indexed,
    /// The 16 of ECMA-48 and aixterm.
    Sixteen,
}

/// The least contrast of text and its ground (WCAG 2.2, 1.4.3).
pub const TEXT: f64 = 4.5;

/// The least contrast of a sign and its ground (WCAG 2.2, 1.4.11).
pub const SIGN: f64 = 3.0;

/// The least contrast of the ground of a part, as that of what was found, and the ground of the page that it lies on: in few
/// colours the nearest may be the ground itself.
pub const SEEN: f64 = 1.15;

const BLACK: Rgb = Rgb(0, 0, 0);
const WHITE: Rgb = Rgb(255, 255, 255);

/// The 16 colours by name, with xterm's values for them.
const SIXTEEN: [(Color, Rgb); 16] = [
    (Color::Black, BLACK),
    (Color::Red, Rgb(205, 0, 0)),
    (Color::Green, Rgb(0, 205, 0)),
    (Color::Yellow, Rgb(205, 205, 0)),
    (Color::Blue, Rgb(0, 0, 238)),
    (Color::Magenta, Rgb(205, 0, 205)),
    (Color::Cyan, Rgb(0, 205, 205)),
    (Color::Gray, Rgb(229, 229, 229)),
    (Color::DarkGray, Rgb(127, 127, 127)),
    (Color::LightRed, Rgb(255, 0, 0)),
    (Color::LightGreen, Rgb(0, 255, 0)),
    (Color::LightYellow, Rgb(255, 255, 0)),
    (Color::LightBlue, Rgb(92, 92, 255)),
    (Color::LightMagenta, Rgb(255, 0, 255)),
    (Color::LightCyan, Rgb(0, 255, 255)),
    (Color::White, WHITE),
];

impl Rgb {
    /// The relative luminance, from 0 (black) to 1 (white), as WCAG 2.2 defines it.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Rgb) -> f64 {
        let (one, another) = (self.luminance(), other.luminance());
        (one.max(another) + 0.05) / (one.min(another) + 0.05)
    }

    /// Whether black text is seen worse on it than white text.
    pub fn is_dark(self) -> bool {
        self.contrast(BLACK) < self.contrast(WHITE)
    }

    /// The colour on the way to another: 0 is this, 100 the other.
    pub fn towards(self, other: Rgb, percent: u16) -> Rgb {
        let mix = |one: u8, another: u8| {
            let sum = u16::from(one) * (100 - percent) + u16::from(another) * percent;
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        Rgb(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// Black or white, whichever is seen better on it.
    pub fn opposite(self) -> Rgb {
        if self.is_dark() { WHITE } else { BLACK }
    }

    /// How far its parts lie apart: 0 for a grey.
    fn colourfulness(self) -> u8 {
        self.0.max(self.1).max(self.2) - self.0.min(self.1).min(self.2)
    }

    /// How much two colours differ to the eye, roughly (the weights of Riemersma's "redmean").
    fn distance(self, other: Rgb) -> i64 {
        let difference = |one: u8, another: u8| i64::from(one) - i64::from(another);
        let red_mean = (i64::from(self.0) + i64::from(other.0)) / 2;
        let (red, green, blue) =
            (difference(self.0, other.0), difference(self.1, other.1), difference(self.2, other.2));
        (512 + red_mean) * red * red / 256 + 4 * green * green + (767 - red_mean) * blue * blue / 256
    }
}

/// The value of a colour; `None` for the terminal's own.
pub fn rgb_of(colour: Color) -> Option<Rgb> {
    match colour {
        Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
        Color::Indexed(index @ 16..) => Some(indexed(index)),
        Color::Indexed(index) => Some(SIXTEEN[usize::from(index)].1),
        named => SIXTEEN.iter().find(|(name, _)| *name == named).map(|(_, rgb)| *rgb),
    }
}

/// A colour of xterm's 256 from 16 on: a cube of 6 steps, then 24 greys.
fn indexed(index: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let at = usize::from(index.saturating_sub(16));
    if at < 216 {
        return Rgb(STEPS[at / 36], STEPS[at / 6 % 6], STEPS[at % 6]);
    }
    let grey = 8 + 10 * (index - 232);
    Rgb(grey, grey, grey)
}

/// By how much the parts of a colour may lie farther apart than those of the colour that it stands for.
const LOUDER: u8 = 64;

/// Whether a terminal of 16 colours may draw bold text in another colour than this, the bright one of the same name.
pub fn is_brightened(colour: Color) -> bool {
    SIXTEEN[..8].iter().any(|(name, _)| *name == colour)
}

/// Those of 16 colours that are what their names say in all palettes that people have. In Solarized the bright ones are greys,
/// and a grey, black or white may be the terminal's very ground: there only the six hues are seen; on a ground that is
/// drawn, black and the two whites as well.
fn reliable(on_terminal: bool) -> Vec<(Color, Rgb)> {
    let ends = [Color::Black, Color::Gray, Color::White];
    let is_hue = |colour: Color| is_brightened(colour) && !ends.contains(&colour);
    let is_reliable = |colour: Color| is_hue(colour) || !on_terminal && ends.contains(&colour);
    SIXTEEN.iter().copied().filter(|(colour, _)| is_reliable(*colour)).collect()
}

/// The same as [`fitting`], on the ground that the terminal has by itself. Among 16 colours there is no grey to rely on: it is the
/// terminal's own.
pub fn fitting_on_terminal(colour: Color, grounds: &[Rgb], contrast: f64, depth: Depth) -> Color {
    let is_grey = |rgb: Rgb| rgb.colourfulness() < LOUDER;
    match (depth, rgb_of(colour)) {
        (Depth::Sixteen, Some(wanted)) if is_grey(wanted) => Color::Reset,
        (Depth::Sixteen, Some(wanted)) => nearest(wanted, reliable(true), grounds, contrast),
        (Depth::Sixteen | Depth::Full | Depth::Indexed, _) => fitting(colour, grounds, contrast, depth),
    }
}

/// What a terminal of that depth draws a colour in: the nearest that has at least that contrast on each of the grounds. Where
/// none has, which happens only on several, it is the terminal's own; and that stays what it is.
pub fn fitting(colour: Color, grounds: &[Rgb], contrast: f64, depth: Depth) -> Color {
    let Some(wanted) = rgb_of(colour) else { return colour };
    let least = |rgb: Rgb| grounds.iter().map(|ground| rgb.contrast(*ground)).fold(f64::INFINITY, f64::min);
    let candidates: Vec<(Color, Rgb)> = match depth {
        // what is legible as it is stays as it is
        Depth::Full if least(wanted) >= contrast => return colour,
        Depth::Full => {
            let ways = [BLACK, WHITE].into_iter().flat_map(|end| (0..=100).map(move |step| wanted.towards(end, step)));
            ways.map(|rgb| (Color::Rgb(rgb.0, rgb.1, rgb.2), rgb)).collect()
        }
        // the first 16 are any colours that a person likes
        Depth::Indexed => (16..=255).map(|index| (Color::Indexed(index), indexed(index))).collect(),
        Depth::Sixteen => reliable(false),
    };
    nearest(wanted, candidates, grounds, contrast)
}

/// The nearest of the candidates that has at least that contrast on each of the grounds, or the terminal's own.
fn nearest(wanted: Rgb, mut candidates: Vec<(Color, Rgb)>, grounds: &[Rgb], contrast: f64) -> Color {
    let least = |rgb: Rgb| grounds.iter().map(|ground| rgb.contrast(*ground)).fold(f64::INFINITY, f64::min);
    // a grey for which there is no grey becomes no red
    let is_louder = |rgb: Rgb| rgb.colourfulness() > wanted.colourfulness().saturating_add(LOUDER);
    candidates.sort_by_key(|(_, rgb)| (is_louder(*rgb), rgb.distance(wanted)));
    candidates.into_iter().find(|(_, rgb)| least(*rgb) >= contrast).map_or(Color::Reset, |(found, _)| found)
}

/// The ground, a little nearer to the text; none where the ground is not known, or where 16 colours have none.
pub fn raised(grounds: &[Rgb], depth: Depth) -> Option<Color> {
    /// Per cent of the way to black or white.
    const STEP: u16 = 12;
    let [ground] = grounds else { return None };
    let Rgb(red, green, blue) = ground.towards(ground.opposite(), STEP);
    match depth {
        Depth::Sixteen => None,
        Depth::Full | Depth::Indexed => Some(fitting(Color::Rgb(red, green, blue), &[], 0.0, depth)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((Rgb(119, 119, 119).contrast(WHITE) - 4.48).abs() < 0.005);
        assert!(Rgb(0, 43, 54).is_dark() && !Rgb(253, 246, 227).is_dark());
    }

    #[test]
    fn a_colour_becomes_the_nearest_that_is_legible() {
        let check = |colour, ground, depth, expected| assert_eq!(fitting(colour, &[ground], TEXT, depth), expected);
        let amber = Color::Rgb(215, 168, 110);
        check(amber, BLACK, Depth::Full, amber);
        check(amber, BLACK, Depth::Indexed, Color::Indexed(179));
        check(amber, BLACK, Depth::Sixteen, Color::Gray);
        check(Color::Rgb(0x6f, 0x6a, 0x60), Rgb(0xfd, 0xf6, 0xe3), Depth::Sixteen, Color::Black);
        check(Color::Yellow, WHITE, Depth::Sixteen, Color::Red);
        check(Color::Reset, WHITE, Depth::Sixteen, Color::Reset);
        let darker = rgb_of(fitting(amber, &[WHITE], TEXT, Depth::Full)).map(|rgb| rgb.contrast(WHITE));
        assert!(darker.is_some_and(|contrast| (TEXT..TEXT + 0.3).contains(&contrast)), "{darker:?}");
    }

    #[test]
    fn of_16_colours_only_hues_are_drawn_on_the_ground_of_the_terminal() {
        let check = |(red, green, blue), ground, expected| {
            assert_eq!(
                fitting_on_terminal(Color::Rgb(red, green, blue), &[ground], TEXT, Depth::Sixteen),
                expected,
                "{red} {green} {blue}"
            );
        };
        check((215, 168, 110), BLACK, Color::Yellow);
        check((0x9a, 0x3b, 0x26), WHITE, Color::Red);
        check((0x75, 0x75, 0x75), BLACK, Color::Reset);
        check((255, 255, 255), BLACK, Color::Reset);
    }

    #[test]
    fn the_palette_of_256_is_that_of_xterm() {
        assert_eq!(
            [16, 21, 196, 231, 232, 255].map(indexed),
            [BLACK, Rgb(0, 0, 255), Rgb(255, 0, 0), WHITE, Rgb(8, 8, 8), Rgb(238, 238, 238)]
        );
    }
}
