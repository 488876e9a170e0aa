//! The table of a query: where in what was typed each character leads. Only characters that can take part have an entry.

use std::collections::HashMap;

use super::scheme::Scheme;
use super::{States, kana, syllables};

/// The characters that the table speaks of: kana, bopomofo, and the ideographs that have readings.
const FIRST: u32 = 0x3007;
const LAST: u32 = 0x9fff;

/// Where a character leads: from any of these places, so many further.
pub(super) type Moves = Vec<(States, u32)>;

/// Where each character leads.
#[derive(Debug)]
pub(super) struct Table {
    /// The kind of each character from [`FIRST`] on; 0 for those that lead nowhere.
    kinds: Vec<u16>,
    /// Where the kinds lead.
    moves: Vec<Moves>,
    /// Two kana that are read as one, and their kinds.
    pairs: Vec<([char; 2], u16)>,
}

impl Table {
    pub(super) fn new(typed: &[char], scheme: Scheme) -> Self {
        let size = usize::try_from(LAST - FIRST + 1).unwrap_or(0);
        let mut table = Table { kinds: vec![0; size], moves: vec![Vec::new()], pairs: Vec::new() };
        let is_bopomofo = typed.iter().any(|c| ('\u{3105}'..='\u{3129}').contains(c));
        let mut unions = HashMap::new();
        for (syllable, characters) in syllables::all() {
            let forms = match is_bopomofo {
                true => Forms { whole: vec![syllables::bopomofo(syllable)], parts: Vec::new() },
                false => scheme.forms(syllable),
            };
            if let Some(kind) = table.add_moves(moves(typed, &forms)) {
                characters.chars().for_each(|c| table.add_kind(c, kind, &mut unions));
            }
        }
        for (forms, kana) in kana::all() {
            let kind = table.add_moves(moves(typed, &Forms { whole: forms, parts: Vec::new() }));
            for (kind, one) in kind.into_iter().flat_map(|kind| kana.iter().map(move |one| (kind, one))) {
                let mut chars = one.chars();
                match (chars.next(), chars.next()) {
                    (Some(first), Some(second)) => table.pairs.push(([first, second], kind)),
                    (Some(c), None) => table.add_kind(c, kind, &mut unions),
                    (None, _) => {}
                }
            }
        }
        for (characters, moves) in kana::signs(typed) {
            if let Some(kind) = table.add_moves(moves) {
                characters.iter().for_each(|&c| table.add_kind(c, kind, &mut unions));
            }
        }
        table
    }

    /// Where `c` leads from `states`.
    pub(super) fn step(&self, states: States, c: char) -> States {
        let kind = place(c).and_then(|place| self.kinds.get(place)).copied().unwrap_or(0);
        if kind == 0 { 0 } else { self.follow(states, kind) }
    }

    /// Whether `c` begins a pair that leads from the beginning.
    pub(super) fn pairs_begin(&self, c: char) -> bool {
        self.pairs.iter().any(|&([first, _], kind)| first == c && self.follow(1, kind) != 0)
    }

    /// Where two kana that are read as one lead from `states`.
    pub(super) fn step_pair(&self, states: States, c: char, next: char) -> States {
        let pairs = self.pairs.iter().filter(|(pair, _)| *pair == [c, next]);
        pairs.fold(0, |all, &(_, kind)| all | self.follow(states, kind))
    }

    fn follow(&self, states: States, kind: u16) -> States {
        let moves = self.moves.get(usize::from(kind)).map_or(&[][..], Vec::as_slice);
        moves.iter().fold(0, |all, &(from, n)| all | (states & from) << n)
    }

    /// The kind that leads so; `None` for what leads nowhere.
    fn add_moves(&mut self, moves: Moves) -> Option<u16> {
        if moves.is_empty() {
            return None;
        }
        self.moves.push(moves);
        u16::try_from(self.moves.len() - 1).ok()
    }

    /// Lets `c` lead where `kind` does, and where it led before. `unions` knows the kinds that two make together.
    fn add_kind(&mut self, c: char, kind: u16, unions: &mut HashMap<[u16; 2], u16>) {
        let Some(place) = place(c).filter(|&place| place < self.kinds.len()) else { return };
        let before = self.kinds[place];
        if before == 0 {
            self.kinds[place] = kind;
            return;
        }
        let (moves, n_known) = (&mut self.moves, unions.len());
        let both = *unions.entry([before, kind]).or_insert_with(|| {
            let both = [moves[usize::from(before)].as_slice(), &moves[usize::from(kind)]].concat();
            moves.push(both);
            u16::try_from(moves.len() - 1).unwrap_or(before)
        });
        debug_assert!(unions.len() <= n_known + 1);
        self.kinds[place] = both;
    }
}

fn place(c: char) -> Option<usize> {
    u32::from(c).checked_sub(FIRST).and_then(|place| usize::try_from(place).ok())
}

/// The ways to type a syllable.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// All of it; what was typed may end within.
    pub(super) whole: Vec<String>,
    /// The beginnings that stand for it anywhere.
    pub(super) parts: Vec<String>,
}

/// Where a character leads that can be typed in these forms.
fn moves(typed: &[char], forms: &Forms) -> Moves {
    let mut moves = Moves::new();
    let mut add = |place: usize, n: usize| {
        let n = u32::try_from(n).unwrap_or(0);
        match moves.iter_mut().find(|(_, known)| *known == n) {
            Some((from, _)) => *from |= 1 << place,
            None => moves.push((1 << place, n)),
        }
    };
    let all = forms.whole.iter().map(|form| (form, true)).chain(forms.parts.iter().map(|form| (form, false)));
    for (form, may_end_within) in all {
        let n = form.chars().count();
        for place in 0..typed.len() {
            let rest = &typed[place..];
            let n_same = form.chars().zip(rest).take_while(|(c, typed)| c == *typed).count();
            if n_same == n || may_end_within && n_same == rest.len() {
                add(place, n_same);
            }
        }
    }
    moves
}
