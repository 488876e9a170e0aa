//! What is true of a case: the `.turns` file beside it. `tests/reading/cases/README.md` describes the format.

use wenda::document::turn::TurnKind;

/// What must be found in a document.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    /// The title; where none is given, any will do.
    pub title: Option<String>,
    /// All headings in order, without the title.
    pub headings: Vec<String>,
    /// All turns in order.
    pub turns: Vec<TrueTurn>,
}

/// A turn that must be found.
#[derive(Debug, Clone)]
pub struct TrueTurn {
    pub kind: TurnKind,
    /// Who speaks, as printed; `None` where nobody is named.
    pub speaker: Option<String>,
    pub outlet: Option<String>,
    /// The paragraphs that are known; the last may break off.
    pub said: Vec<String>,
    /// With what the turn ends, where that is known.
    pub end: Option<String>,
    /// Whether `said` is all that the turn says.
    pub is_whole: bool,
}

/// Parts a turn's head from what is said.
const SAYS: &str = "»";
/// Parts two paragraphs.
const PARAGRAPH: &str = " ¶ ";
/// Stands for words that are left out.
const LEFT_OUT: &str = " … ";
/// Says that the turn ends here.
const END: char = '∎';

impl Truth {
    /// Reads a `.turns` file; the error names the line.
    pub fn parse(text: &str) -> Result<Truth, String> {
        let mut truth = Truth::default();
        for (index, line) in text.lines().enumerate() {
            let fault = |what: &str| format!("line {}: {what}", index + 1);
            let (sign, rest) = match line.chars().next() {
                Some(sign) => (sign, line[sign.len_utf8()..].trim()),
                None => continue,
            };
            match sign {
                ';' => {}
                '=' => truth.title = Some(rest.to_owned()),
                '#' => truth.headings.push(rest.to_owned()),
                '?' => truth.turns.push(turn(TurnKind::Question, rest).ok_or_else(|| fault("no »"))?),
                '!' => truth.turns.push(turn(TurnKind::Answer, rest).ok_or_else(|| fault("no »"))?),
                '.' => truth.turns.push(turn(TurnKind::Statement, rest).ok_or_else(|| fault("no »"))?),
                _ => return Err(fault("begin with one of ; = # ? ! .")),
            }
        }
        Ok(truth)
    }
}

/// A turn from the rest of its line: `speaker [outlet] » what is said`.
fn turn(kind: TurnKind, rest: &str) -> Option<TrueTurn> {
    let (head, said) = rest.split_once(SAYS)?;
    let (head, said) = (head.trim(), said.trim());
    let outlet = head.strip_suffix(']').and_then(|head| head.rsplit_once('['));
    let (speaker, outlet) = match outlet {
        Some((speaker, outlet)) => (speaker.trim(), Some(outlet.to_owned())),
        None => (head, None),
    };
    let ends = said.strip_suffix(END);
    let said = ends.unwrap_or(said).trim();
    let (beginning, last) = match said.split_once(LEFT_OUT) {
        Some((beginning, last)) => (beginning, Some(last)),
        None => (said, ends.and(said.rsplit(PARAGRAPH).next())),
    };
    Some(TrueTurn {
        kind,
        speaker: (!speaker.is_empty()).then(|| speaker.to_owned()),
        outlet,
        said: beginning.split(PARAGRAPH).map(str::to_owned).collect(),
        end: last.map(str::to_owned),
        is_whole: ends.is_some() && !said.contains(LEFT_OUT),
    })
}
