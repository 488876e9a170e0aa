//! Where our breaks differ from those of the bare segmenter, and which listed departure each difference belongs to.

use std::collections::BTreeMap;

use icu_segmenter::LineSegmenter;
use unicode_segmentation::UnicodeSegmentation;
use wenda::layout::breaks::opportunities;
use wenda::layout::departures::{DEPARTURES, Departure, GAPS_STAY, WHOLE_CLUSTERS};
use wenda::layout::kinsoku::{Around, Rules};
use wenda::layout::numbers::Number;
use wenda::layout::width::{WidthPolicy, text_width};

/// How often each departure was what made the difference.
#[derive(Debug, Default)]
pub struct Uses(BTreeMap<&'static str, usize>);

/// What stands on a line before some place, told again from the text.
#[derive(Default)]
struct Before {
    ink: Option<char>,
    /// Whether anything stands there.
    any: bool,
    /// Whether spaces, or characters that do not show, follow it.
    spaced: bool,
    unseen: bool,
    /// Whether the segmenter offers a break behind it, up to here.
    offered: bool,
    number: Number,
}

impl Uses {
    /// Compares the breaks in `text`; what no departure explains, or one that says the opposite, is an error.
    pub fn compare(&mut self, text: &str, rules: Rules) -> Result<(), String> {
        let segmenter = LineSegmenter::new_dictionary(Default::default());
        let bare: Vec<usize> = segmenter.segment_str(text).collect();
        let ours = opportunities(text, rules);
        let mut before = Before::default();
        for (start, cluster) in text.grapheme_indices(true) {
            let is_offered = start > 0 && bare.binary_search(&start).is_ok();
            let is_taken = ours.binary_search(&start).is_ok();
            let departure = before.departure(text, (start, cluster), rules, (is_offered, is_taken));
            match departure {
                Some(departure) => self.count(departure),
                None if is_offered == is_taken => {}
                None => return Err(fault(text, start, rules, is_taken)),
            }
            for at in (start + 1..start + cluster.len()).filter(|at| bare.binary_search(at).is_ok()) {
                if ours.binary_search(&at).is_ok() {
                    return Err(fault(text, at, rules, true));
                }
                self.count(&WHOLE_CLUSTERS);
            }
            before.pass(text, start, cluster);
        }
        Ok(())
    }

    fn count(&mut self, departure: &Departure) {
        *self.0.entry(departure.what).or_default() += 1;
    }

    /// The departures that no difference needed.
    pub fn unused(&self) -> Vec<&'static str> {
        let all = DEPARTURES.iter().chain([&WHOLE_CLUSTERS, &GAPS_STAY]);
        all.map(|departure| departure.what).filter(|what| !self.0.contains_key(what)).collect()
    }

    /// Each departure with how often it made a difference, and what asks for it.
    pub fn lines(&self) -> Vec<String> {
        let all = [&WHOLE_CLUSTERS, &GAPS_STAY].into_iter().chain(&DEPARTURES);
        all.map(|each| format!("{:8} {} ({})", self.0.get(each.what).unwrap_or(&0), each.what, each.asked_by)).collect()
    }
}

impl Before {
    /// The departure that makes us take a break, or not, before a cluster, if that is not what the segmenter says.
    fn departure(
        &mut self,
        text: &str,
        (start, cluster): (usize, &str),
        rules: Rules,
        (is_offered, is_taken): (bool, bool),
    ) -> Option<&'static Departure> {
        let differs = is_offered != is_taken;
        if !self.any {
            return None;
        }
        self.offered |= is_offered;
        let gap = self.spaced || self.unseen;
        if !has_ink(cluster) {
            return (differs && !is_line_end(cluster)).then_some(&GAPS_STAY);
        }
        let offered = self.offered;
        if gap && offered == is_taken {
            return differs.then_some(&GAPS_STAY);
        }
        let ahead = &text[start + cluster.len()..];
        let (before, after) = (self.ink.unwrap_or(' '), first(cluster));
        let around = Around { before, after, ahead, spaced: self.spaced, number: self.number };
        let applying =
            |allows: bool| DEPARTURES.iter().find(move |each| each.allows() == allows && each.applies(rules, &around));
        match (offered, is_taken) {
            (true, false) => applying(false),
            (false, true) if applying(false).is_none() => applying(true),
            _ => None,
        }
    }

    fn pass(&mut self, text: &str, start: usize, cluster: &str) {
        if is_line_end(cluster) {
            *self = Before::default();
        } else if has_ink(cluster) {
            let c = first(cluster);
            let number = self.number.then(c, &text[..start], &text[start + cluster.len()..]);
            *self = Before { ink: Some(c), any: true, number, ..Before::default() };
        } else {
            self.any = true;
            self.spaced |= cells(cluster) > 0;
            self.unseen |= cells(cluster) == 0;
        }
    }
}

fn fault(text: &str, at: usize, rules: Rules, is_taken: bool) -> String {
    let line = |c: char| !matches!(c, '\n');
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find(|c| !line(c)).map_or(text.len(), |end| at + end);
    let what = if is_taken { "breaks" } else { "does not break" };
    format!("no departure says that {:?} {what} before {:?}, {rules:?}", &text[start..end], &text[at..end])
}

fn first(cluster: &str) -> char {
    cluster.chars().next().unwrap_or(' ')
}

fn cells(cluster: &str) -> usize {
    text_width(cluster, WidthPolicy::NARROW)
}

fn is_line_end(cluster: &str) -> bool {
    cluster.starts_with(['\n', '\r', '\x0B', '\x0C', '\u{85}', '\u{2028}', '\u{2029}'])
}

/// Whether a cluster is more than room.
fn has_ink(cluster: &str) -> bool {
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}');
    cells(cluster) > 0 && !cluster.chars().all(blank)
}

/// A character or two of each class of UAX #14 but SA, whose model the segmenter is built without, and of each kind that
/// our departures name.
pub const REPRESENTATIVES: &str = "a中1年万第１Ａ가ᄀאぁ々ー、。（）“”‘「」·～—…／℃￥()-/.,%$!\"\u{2010}\u{301}\u{200D}\u{A0}\u{AD}\u{200B}\u{2060}\u{FFFC}´👍🏽🇨\u{E000} \u{3000}\t\u{85}";

/// Further marks that our departures name.
pub const MARKS: &str = "．，：；！？‼⁇⁈⁉｡､』’》〉】〗〕］｝｠〞〟｣『《〈【〖〔［｛｟〝｢・‧･〜－–~―─⋯％‰℉°′″＄￡＃№#¥€£[]{};:?\
    〻ｰゝゞヽヾゃッｧ亿元月日人米第9９Ｚmk";
