//! Tally: what a talk adds up to for each speaker and each part that he may have, and who speaks after whom.

use super::talk::{Occasion, Said, Talk, Voice};
use super::weights::Weights;
use super::{N_PARTS, Part};
use crate::reading::labels::names::Role;

/// All that the score of a casting needs of a talk.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) voices: Vec<Counts>,
    /// Who speaks first.
    pub(super) first: usize,
    pub(super) n_turns: f64,
    /// What is counted by speeches is multiplied by this.
    pub(super) scale: f64,
    /// The share of all speeches that ask.
    pub(super) share_asking: f64,
    pub(super) are_peers: bool,
    pub(super) occasion: Option<Occasion>,
    pub(super) n_classes: usize,
    /// How far two speakers are all that speak: 1 for two, less where others do, 0 for three of the same weight.
    pub(super) are_two: f64,
    pub(super) hub: Hub,
    /// How little the words of labels say of who asks and who answers: 1 for nothing, 0 from an eighth of all speeches on.
    pub(super) unsaid: f64,
}

/// What one speaker adds to a casting, or several who have the same part.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    pub(super) n_voices: f64,
    /// Speeches.
    pub(super) n: f64,
    pub(super) n_asks: f64,
    /// The sum of the lengths of the speeches.
    pub(super) length: f64,
    /// What speaks for each part, besides who speaks before and after.
    pub(super) alone: [f64; N_PARTS],
    /// Speeches of those of whom a word of the label, or they themselves, say that they ask.
    pub(super) n_said: f64,
    /// Those of whom a word of the label says that they answer, and their speeches.
    pub(super) n_says_answers: f64,
    pub(super) n_said_answers: f64,
    pub(super) n_chairs: f64,
    /// Speeches of members.
    pub(super) n_members: f64,
    /// The speeches of those of a class.
    pub(super) classes: Vec<(usize, f64)>,
    /// Who speaks right after, and how often.
    pub(super) after: Vec<(usize, Follows)>,
    /// Who speaks right before, and how often.
    pub(super) before: Vec<(usize, Follows)>,
    /// How often several of them speak one after the other.
    pub(super) within: Follows,
}

/// By what is multiplied that is counted by speeches: the more there are, the more they say, but what four thousand do is no
/// more sure than what four hundred do.
fn scale(n_turns: f64) -> f64 {
    /// So many speeches say all that their manner can say.
    const MANY: f64 = 400.0;
    n_turns.min(MANY).sqrt() / n_turns
}

/// The speaker who stands between all others.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hub {
    pub(super) voice: usize,
    /// From 0, where others speak after each other in a quarter of all changes of the speaker, to 1, where they never do; less
    /// where few changes are not between the same two.
    pub(super) strength: f64,
}

impl Hub {
    /// Of two speakers neither is the hub: who speaks after whom says nothing.
    fn of(voices: &[Counts]) -> Hub {
        /// So many changes that are not between the same two say all that they can.
        const MANY: f64 = 10.0;
        let n_of =
            |counts: &Counts| counts.after.iter().chain(&counts.before).map(|(_, follows)| follows.n).sum::<f64>();
        let n_changes = voices.iter().map(n_of).sum::<f64>() / 2.0;
        let hub = (0..voices.len()).max_by(|a, b| n_of(&voices[*a]).total_cmp(&n_of(&voices[*b])));
        let Some(voice) = hub.filter(|_| voices.len() > 2 && n_changes > 0.0) else { return Hub::default() };
        let beside = 1.0 - n_of(&voices[voice]) / n_changes;
        // Of two speakers who are interrupted once neither is the hub.
        let n_with = |other: usize| {
            let between = voices[voice].after.iter().chain(&voices[voice].before).filter(|(it, _)| *it == other);
            between.map(|(_, follows)| follows.n).sum::<f64>()
        };
        let n_with_one = (0..voices.len()).map(n_with).fold(0.0, f64::max);
        Hub { voice, strength: (1.0 - 4.0 * beside).max(0.0) * ((n_changes - n_with_one) / MANY).min(1.0) }
    }
}

/// How much what so few speeches do leaves to the rest, from 1 for none of them to 0 from an eighth of all on: a word of a label
/// that covers few, or a question of the audience, doesn't speak for the whole talk.
pub(super) fn left_by(n: f64, n_turns: f64) -> f64 {
    /// From one of so many speeches on it speaks for all.
    const ONE_OF: f64 = 8.0;
    (1.0 - ONE_OF * n / n_turns).max(0.0)
}

/// How far two speakers are all that speak, besides a few speeches of others.
fn are_two(voices: &[Counts], n_turns: f64) -> f64 {
    let mut n_of: Vec<f64> = voices.iter().map(|counts| counts.n).collect();
    n_of.sort_by(|a, b| b.total_cmp(a));
    if n_of.len() < 2 { 0.0 } else { left_by(n_of[2..].iter().sum(), n_turns) }
}

impl Counts {
    /// Adds another speaker to those of his group, which is `own`.
    fn add(&mut self, other: &Counts, own: usize, groups: &[usize]) {
        self.n_voices += other.n_voices;
        self.n += other.n;
        self.n_asks += other.n_asks;
        self.length += other.length;
        self.alone.iter_mut().zip(other.alone).for_each(|(sum, alone)| *sum += alone);
        self.n_said += other.n_said;
        self.n_says_answers += other.n_says_answers;
        self.n_said_answers += other.n_said_answers;
        self.n_chairs += other.n_chairs;
        self.n_members += other.n_members;
        self.classes.extend(&other.classes);
        for (after, follows) in &other.after {
            match groups[*after] {
                group if group == own => self.within.add(follows, 1.0),
                group => add_to(&mut self.after, group, follows),
            }
        }
        for (before, follows) in other.before.iter().filter(|(before, _)| groups[*before] != own) {
            add_to(&mut self.before, groups[*before], follows);
        }
    }
}

fn add_to(neighbours: &mut Vec<(usize, Follows)>, group: usize, follows: &Follows) {
    match neighbours.iter_mut().find(|(known, _)| *known == group) {
        Some((_, sum)) => sum.add(follows, 1.0),
        None => neighbours.push((group, *follows)),
    }
}

/// How often one speaks right after another.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Follows {
    pub(super) n: f64,
    /// After a question.
    pub(super) n_asked: f64,
    /// After words that hand over.
    pub(super) n_called: f64,
    /// After words that say that the next voice asks.
    pub(super) n_announced: f64,
    /// After a question, and right before another question of the same speaker.
    pub(super) n_again: f64,
    /// With one speech of somebody else between, who hands over.
    pub(super) n_over: f64,
    /// By how many more questions of one are followed by the other than the other way round.
    pub(super) n_one_sided: f64,
}

impl Tally {
    pub(super) fn of(talk: &Talk, weights: &Weights) -> Tally {
        let n_turns = talk.speeches.len().max(1) as f64;
        let n_asking = talk.speeches.iter().filter(|said| said.asks).count();
        let usual = talk.usual_length();
        let scale = scale(n_turns);
        let mut voices = vec![Counts::default(); talk.voices.len()];
        let mut deeds = vec![Deeds::default(); talk.voices.len()];
        for said in &talk.speeches {
            let counts = &mut voices[said.voice];
            counts.n_voices = 1.0;
            counts.n += 1.0;
            counts.n_asks += f64::from(said.asks);
            counts.length += said.length.unwrap_or(usual);
            deeds[said.voice].add(said, usual);
        }
        let is_company = talk.voices.len() >= 4;
        for ((counts, voice), deeds) in voices.iter_mut().zip(&talk.voices).zip(&deeds) {
            let says_asks = voice.is_outlet
                || deeds.n_introduces > 0.0
                || matches!(voice.role, Some(Role::Question | Role::Asker | Role::Host | Role::Member));
            counts.n_said = counts.n * f64::from(says_asks);
            counts.n_says_answers = f64::from(matches!(voice.role, Some(Role::Answer | Role::Answerer)));
            counts.n_said_answers = counts.n * counts.n_says_answers;
            counts.n_chairs = f64::from(voice.role == Some(Role::Chair));
            counts.n_members = counts.n * f64::from(voice.role == Some(Role::Member));
            // One of a class who does something else is odd however few speeches are his.
            counts.classes.extend(voice.class.map(|class| (class, counts.n + weights.words.itself / scale)));
            counts.alone = alone(counts, voice, deeds, scale, is_company, weights);
        }
        neighbours(talk, &mut voices);
        let first = talk.speeches.first().map_or(0, |said| said.voice);
        let n_said = voices.iter().map(|counts| counts.n_said.max(counts.n_said_answers)).sum::<f64>();
        Tally {
            hub: Hub::of(&voices),
            unsaid: left_by(n_said, n_turns),
            are_two: are_two(&voices, n_turns),
            voices,
            first,
            n_turns,
            scale,
            share_asking: n_asking as f64 / n_turns,
            are_peers: talk.are_peers,
            occasion: talk.occasion,
            n_classes: talk.voices.iter().filter_map(|voice| voice.class).max().map_or(0, |last| last + 1),
        }
    }

    /// The same with those of a group as one speaker, for castings in which they have the same part.
    pub(super) fn of_groups(&self, groups: &[usize], n_groups: usize) -> Tally {
        let mut voices = vec![Counts::default(); n_groups];
        for (counts, &group) in self.voices.iter().zip(groups) {
            voices[group].add(counts, group, groups);
        }
        let group = |voice: usize| groups.get(voice).copied().unwrap_or_default();
        let hub = Hub { voice: group(self.hub.voice), ..self.hub };
        Tally { voices, first: group(self.first), hub, ..*self }
    }
}

/// What a speaker does over the talk, where only the sum counts.
#[derive(Debug, Clone, Copy, Default)]
struct Deeds {
    n_thanks: f64,
    n_hands_over: f64,
    n_introduces: f64,
    n_addresses: f64,
    /// By how much the speeches are longer than usual.
    longer: f64,
}

impl Deeds {
    fn add(&mut self, said: &Said, usual: f64) {
        let longer = said.length.map_or(0.0, |length| length - usual);
        self.n_thanks += f64::from(said.thanks);
        self.n_hands_over += f64::from(said.hands_over);
        self.n_addresses += f64::from(said.addresses);
        self.n_introduces += f64::from(said.introduces);
        self.longer += longer.clamp(-2.0, 2.0);
    }
}

/// What speaks for each part of one speaker by himself. What he does grows with the square root of the talk; a word of
/// the label counts by the speeches that it covers, and a little by itself.
fn alone(
    counts: &Counts,
    voice: &Voice,
    deeds: &Deeds,
    scale: f64,
    is_company: bool,
    weights: &Weights,
) -> [f64; N_PARTS] {
    let voices = &weights.voices;
    let mut alone = of_word(counts, voice, scale, weights);
    let mut add = |part: Part, value: f64| alone[part as usize] += value;
    let asks = counts.n_asks * scale;
    let half = 0.5 * counts.n * scale;
    add(Part::Asks, voices.asker_asks * (asks - half));
    add(Part::Asks, voices.asker_hands_over * deeds.n_hands_over * scale);
    add(Part::Asks, voices.asker_introduces * deeds.n_introduces * scale);
    add(Part::Asks, voices.asker_addresses * deeds.n_addresses * scale);
    add(Part::Answers, voices.answerer_asks * asks);
    add(Part::Answers, voices.answerer_addresses * deeds.n_addresses * scale);
    add(Part::Answers, voices.answerer_thanks * deeds.n_thanks * scale);
    add(Part::Leads, voices.leader_asks * asks);
    add(Part::Leads, voices.leader_hands_over * (deeds.n_hands_over * scale - half));
    add(Part::Leads, voices.leader_is_long * deeds.longer * scale);
    add(Part::Talks, voices.equal_asks * asks);
    add(Part::Talks, voices.equal_hands_over * deeds.n_hands_over * scale);
    add(Part::Talks, voices.equal_thanks * deeds.n_thanks * scale);
    // An asker who asks in an eighth of his speeches is no longer said never to ask.
    let never_asks = (1.0 - 8.0 * counts.n_asks / counts.n.max(1.0)).max(0.0);
    add(Part::Asks, voices.asker_never_asks * never_asks * (counts.n * scale + 0.2));
    if counts.n == 1.0 && is_company {
        add(Part::Asks, voices.rare_asks * (scale + 0.2));
        add(Part::Answers, voices.rare_answers * (scale + 0.2));
    }
    add(Part::Leads, voices.leads * (counts.n * scale + 0.2));
    alone
}

/// What a word of the label, or what the document says of a speaker, speaks for each part.
fn of_word(counts: &Counts, voice: &Voice, scale: f64, weights: &Weights) -> [f64; N_PARTS] {
    let words = &weights.words;
    let told = if voice.is_billed { 1.0 + words.billed } else { 1.0 };
    let word = (counts.n * scale + words.itself) * told;
    let mut alone = [0.0; N_PARTS];
    let mut add = |part: Part, value: f64| alone[part as usize] += value;
    match voice.role {
        Some(Role::Question) => {
            add(Part::Asks, words.mark * word);
            add(Part::Answers, -words.mark * word);
        }
        Some(Role::Answer) => {
            add(Part::Answers, words.mark * word);
            add(Part::Asks, -words.mark * word);
        }
        Some(Role::Asker) => add(Part::Asks, words.asker * word),
        Some(Role::Host) => add(Part::Leads, words.host_leads * word),
        Some(Role::Chair) => add(Part::Leads, words.chair * word),
        Some(Role::Answerer) => add(Part::Answers, words.answerer * word),
        Some(Role::Member) => {
            add(Part::Asks, words.member_asks * word);
            add(Part::Talks, words.member_talks * word);
        }
        Some(Role::Voice) | None => {}
    }
    add(Part::Asks, words.outlet * word * f64::from(voice.is_outlet));
    add(Part::Answers, words.guest * word * f64::from(voice.is_guest));
    add(Part::Answers, words.introduced * word * f64::from(voice.is_introduced));
    alone
}

/// Counts who speaks after whom; speeches without words are passed over.
fn neighbours(talk: &Talk, voices: &mut [Counts]) {
    let said: Vec<&Said> = talk.speeches.iter().filter(|said| said.length.is_some()).collect();
    let mut pairs = std::collections::BTreeMap::<(usize, usize), Follows>::new();
    for (index, pair) in said.windows(2).enumerate().filter(|(_, pair)| pair[0].voice != pair[1].voice) {
        let follows = pairs.entry((pair[0].voice, pair[1].voice)).or_default();
        let is_again = |next: &&Said| next.voice == pair[0].voice && next.asks && pair[0].asks;
        follows.n += 1.0;
        follows.n_asked += f64::from(pair[0].asks);
        follows.n_called += f64::from(pair[0].hands_over);
        follows.n_announced += f64::from(pair[0].announces);
        follows.n_again += f64::from(said.get(index + 2).is_some_and(is_again));
    }
    for three in said.windows(3).filter(|three| three[1].hands_over) {
        let [before, between, after] = [three[0].voice, three[1].voice, three[2].voice];
        if before != between && between != after && before != after {
            pairs.entry((before, after)).or_default().n_over += 1.0;
        }
    }
    let asked: Vec<((usize, usize), f64)> = pairs.iter().map(|(pair, follows)| (*pair, follows.n_asked)).collect();
    for ((before, after), n_asked) in asked {
        let back = pairs.get(&(after, before)).map_or(0.0, |follows| follows.n_asked);
        pairs.entry((before, after)).or_default().n_one_sided = (n_asked - back).max(0.0);
    }
    for ((before, after), follows) in pairs {
        voices[before].after.push((after, follows));
        voices[after].before.push((before, follows));
    }
}
