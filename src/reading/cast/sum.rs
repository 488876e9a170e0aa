//! Sum: the score of a casting, kept up to date while single speakers change their part.

use super::talk::Occasion;
use super::tally::{Follows, Tally, left_by};
use super::weights::Weights;
use super::{N_PARTS, Part};

/// A casting of a talk with all that its score is made of.
#[derive(Debug, Clone)]
pub(super) struct Sum<'a> {
    pub(super) tally: &'a Tally,
    weights: &'a Weights,
    pub(super) parts: Vec<Part>,
    alone: f64,
    /// Who speaks after whom, by their parts.
    pairs: [[Follows; N_PARTS]; N_PARTS],
    totals: [Totals; N_PARTS],
    /// The speeches of each class of speakers, by their parts.
    classes: Vec<[f64; N_PARTS]>,
}

/// What all speakers of one part add up to.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    n_voices: f64,
    n: f64,
    n_asks: f64,
    length: f64,
    /// Speeches of those of whom a word says that they ask.
    n_said: f64,
    n_says_answers: f64,
    n_said_answers: f64,
    n_chairs: f64,
    /// Speeches of members.
    n_members: f64,
}

impl<'a> Sum<'a> {
    /// The casting in which all talk as equals.
    pub(super) fn of_equals(tally: &'a Tally, weights: &'a Weights) -> Sum<'a> {
        let n = tally.voices.len();
        let mut sum = Sum {
            tally,
            weights,
            parts: vec![Part::Talks; n],
            alone: 0.0,
            pairs: [[Follows::default(); N_PARTS]; N_PARTS],
            totals: [Totals::default(); N_PARTS],
            classes: vec![[0.0; N_PARTS]; tally.n_classes],
        };
        for (voice, counts) in tally.voices.iter().enumerate() {
            sum.alone += counts.alone[Part::Talks as usize];
            sum.count(voice, 1.0);
            sum.pairs[Part::Talks as usize][Part::Talks as usize].add(&counts.within, 1.0);
            for (_, follows) in &counts.after {
                sum.pairs[Part::Talks as usize][Part::Talks as usize].add(follows, 1.0);
            }
        }
        sum
    }

    /// The casting that gives each speaker one of these parts.
    pub(super) fn with_parts(tally: &'a Tally, weights: &'a Weights, parts: &[Part]) -> Sum<'a> {
        let mut sum = Sum::of_equals(tally, weights);
        parts.iter().enumerate().for_each(|(voice, &part)| sum.change(voice, part));
        sum
    }

    /// Gives one speaker another part.
    pub(super) fn change(&mut self, voice: usize, part: Part) {
        let old = self.parts[voice];
        if old == part {
            return;
        }
        let counts = &self.tally.voices[voice];
        self.alone += counts.alone[part as usize] - counts.alone[old as usize];
        self.count(voice, -1.0);
        self.parts[voice] = part;
        self.count(voice, 1.0);
        self.pairs[old as usize][old as usize].add(&counts.within, -1.0);
        self.pairs[part as usize][part as usize].add(&counts.within, 1.0);
        for (other, follows) in &counts.after {
            let next = self.parts[*other] as usize;
            self.pairs[old as usize][next].add(follows, -1.0);
            self.pairs[part as usize][next].add(follows, 1.0);
        }
        for (other, follows) in &counts.before {
            let previous = self.parts[*other] as usize;
            self.pairs[previous][old as usize].add(follows, -1.0);
            self.pairs[previous][part as usize].add(follows, 1.0);
        }
    }

    /// Adds a speaker to the totals of his part, or takes him away.
    fn count(&mut self, voice: usize, sign: f64) {
        let counts = &self.tally.voices[voice];
        let totals = &mut self.totals[self.parts[voice] as usize];
        totals.n_voices += sign * counts.n_voices;
        totals.n += sign * counts.n;
        totals.n_asks += sign * counts.n_asks;
        totals.length += sign * counts.length;
        totals.n_said += sign * counts.n_said;
        totals.n_says_answers += sign * counts.n_says_answers;
        totals.n_said_answers += sign * counts.n_said_answers;
        totals.n_chairs += sign * counts.n_chairs;
        totals.n_members += sign * counts.n_members;
        for (class, n) in &counts.classes {
            self.classes[*class][self.parts[voice] as usize] += sign * n;
        }
    }

    /// The score of the casting: the higher, the better.
    pub(super) fn score(&self) -> f64 {
        self.alone + self.of_neighbours() * self.tally.scale + self.of_the_whole()
    }

    fn of_neighbours(&self) -> f64 {
        use Part::{Answers, Asks, Leads, Talks};
        let weights = &self.weights.neighbours;
        let pair = |before: Part, after: Part| &self.pairs[before as usize][after as usize];
        let n_mixed = [(Talks, Asks), (Asks, Talks), (Talks, Answers), (Answers, Talks)];
        let n_mixed: f64 = n_mixed.iter().map(|(before, after)| pair(*before, *after).n).sum();
        weights.asker_answerer * pair(Asks, Answers).n
            + weights.question_answerer * pair(Asks, Answers).n_asked
            + weights.asks_again * pair(Asks, Answers).n_again
            + weights.answerer_asker * pair(Answers, Asks).n
            + weights.asker_asker * pair(Asks, Asks).n
            + weights.answerer_answerer * pair(Answers, Answers).n
            + weights.leader_asker * pair(Leads, Asks).n
            + weights.leader_calls_asker * pair(Leads, Asks).n_called
            + weights.leader_announces_asker * pair(Leads, Asks).n_announced
            + weights.leader_asks_answerer * pair(Leads, Answers).n_asked
            + weights.leader_calls_answerer * pair(Leads, Answers).n_called
            + weights.asker_then_called_answerer * pair(Asks, Answers).n_over
            + weights.answerer_then_called_asker * pair(Answers, Asks).n_over
            + weights.equal_equal * pair(Talks, Talks).n
            + weights.equal_asks_equal * pair(Talks, Talks).n_asked
            + weights.equal_asks_unasked * pair(Talks, Talks).n_one_sided
            + weights.equal_among_others * n_mixed
    }

    fn of_the_whole(&self) -> f64 {
        let [asking, answering, leading, equals] = &self.totals;
        let (weights, n_turns, scale) = (&self.weights.whole, self.tally.n_turns, self.tally.scale);
        let mut score = 0.0;
        let mut add = |weight: f64, is_so: bool| score += if is_so { weight } else { 0.0 };
        let (asks, answers) = (asking.n > 0.0, answering.n > 0.0);
        // A casting in which nobody asks leaves the questions of a talk unexplained; one question of the audience explains few.
        let unasked = left_by(asking.n + answering.n, n_turns);
        add(weights.asks_without_answerer * (1.0 - unasked), asks && !answers);
        add(weights.answers_without_asker * (1.0 - unasked), answers && !asks);
        let first = self.parts.get(self.tally.first);
        add(weights.opens_as_answerer, first == Some(&Part::Answers));
        let hub = &self.tally.hub;
        add(weights.equal_is_hub * hub.strength, self.parts.get(hub.voice) == Some(&Part::Talks));
        add(weights.nobody_asks * unasked, true);
        add(weights.nobody_asks_of_two * self.tally.are_two * unasked, true);
        add(weights.nobody_asks_of_many_turns * self.tally.unsaid * rises(n_turns, 10.0, 30.0) * unasked, true);
        add(weights.nobody_asks_of_peers * unasked, self.tally.are_peers);
        let occasion = self.tally.occasion;
        add(weights.nobody_asks_in_interview * unasked, occasion == Some(Occasion::Interview));
        add(weights.asks_in_conversation * (1.0 - unasked), occasion == Some(Occasion::Conversation));
        add(weights.questions_unexplained * self.tally.share_asking * n_turns.min(30.0).sqrt() / 3.0 * unasked, true);
        let apart = |class: &[f64; N_PARTS]| class.iter().sum::<f64>() - class.iter().copied().fold(0.0, f64::max);
        add(weights.class_divided * self.classes.iter().map(apart).sum::<f64>() * scale, true);
        add(weights.members_ask_officials * asking.n_members * scale, answering.n_says_answers > 0.0);
        if asks && answers {
            let rate = |totals: &Totals| totals.n_asks / totals.n;
            let contrast = rate(asking) - rate(answering);
            let longer = answering.length / answering.n - asking.length / asking.n;
            let strength = (asking.n.min(answering.n).sqrt() / 2.0).min(2.5);
            add(weights.contrast * contrast * strength, true);
            add(weights.little_contrast * rises(-contrast, -0.45, -0.15), true);
            add(weights.answers_are_short * rises(-longer, -0.35, 0.05), true);
            add(weights.answers_are_long * rises(longer, 0.6, 1.8) * strength, true);
            let (one_asks, one_answers) = (asking.n_voices == 1.0, answering.n_voices == 1.0);
            add(weights.one_asks_one, one_asks && one_answers);
            add(weights.many_ask_one, !one_asks && one_answers);
            add(weights.equals_beside_questions * equals.n / n_turns, true);
            let unsaid = left_by(asking.n_said + answering.n_said_answers, n_turns);
            add(weights.many_ask_many_unsaid * unsaid, !one_asks && !one_answers);
            let n_unsaid = asking.n - asking.n_said;
            add(weights.unsaid_among_said * n_unsaid * scale, asking.n_said > n_unsaid);
            add(weights.few_turns_unsaid * rises(-n_turns, -10.0, -7.0) * unsaid, true);
            add(weights.chair_unsaid * unsaid, leading.n_chairs > 0.0);
        }
        score
    }
}

/// How far a number has come from one bound to the other, from 0 to 1: a step would let one speech more turn a talk round.
pub(crate) fn rises(number: f64, from: f64, to: f64) -> f64 {
    ((number - from) / (to - from)).clamp(0.0, 1.0)
}

impl Follows {
    pub(super) fn add(&mut self, other: &Follows, sign: f64) {
        self.n += sign * other.n;
        self.n_asked += sign * other.n_asked;
        self.n_called += sign * other.n_called;
        self.n_announced += sign * other.n_announced;
        self.n_again += sign * other.n_again;
        self.n_over += sign * other.n_over;
        self.n_one_sided += sign * other.n_one_sided;
    }
}
