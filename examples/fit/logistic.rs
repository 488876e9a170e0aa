//! Logistic regression: the weights with which the sum of some traits tells best how likely a turn is right.

/// What strong weights cost where it is told how sure a turn is, in turns that are told wrong.
pub const OF_TURNS: f64 = 3.0;
/// The same where it is told whether anybody speaks: pages are fewer than turns, and each is a witness of its own.
pub const OF_PAGES: f64 = 2.0;
/// A document of a hundred turns counts as much as ten of one turn: its errors come together.
const DOCUMENT: f64 = 0.5;
/// Newton's method is there after far fewer.
const N_STEPS: usize = 60;

/// A turn of a document of `n_turns`.
pub struct Row<'a> {
    pub traits: &'a [f64],
    pub is_right: bool,
    pub n_turns: usize,
}

/// What a trait can say of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    For,
    Against,
    Either,
}

impl Speaks {
    /// Whether a weight says what the trait can say.
    fn allows(self, weight: f64) -> bool {
        match self {
            Speaks::For => weight >= 0.0,
            Speaks::Against => weight <= 0.0,
            Speaks::Either => true,
        }
    }
}

/// Fits weights to rows; the first trait is the constant, which costs nothing. A trait that would say what it can't say is
/// left out: it only makes up for others on the documents at hand.
pub fn fit(rows: &[Row], speaks: &[Speaks], penalty: f64) -> Vec<f64> {
    let mut is_used = vec![true; speaks.len()];
    loop {
        let weights = unbound(rows, &is_used, penalty);
        let wrong: Vec<usize> =
            (0..speaks.len()).filter(|&index| is_used[index] && !speaks[index].allows(weights[index])).collect();
        if wrong.is_empty() {
            return weights;
        }
        wrong.into_iter().for_each(|index| is_used[index] = false);
    }
}

/// Fits the weights of the traits that are used; those of others are 0.
fn unbound(rows: &[Row], is_used: &[bool], penalty: f64) -> Vec<f64> {
    let n = is_used.len();
    let scales = scales(rows, n);
    let weights: Vec<f64> = rows.iter().map(|row| (row.n_turns as f64).powf(-DOCUMENT)).collect();
    let total: f64 = weights.iter().sum();
    // As many as there are documents, more or less: turns of one document aren't as many witnesses.
    let unit = rows.len() as f64 * 0.3 / total.max(f64::MIN_POSITIVE);
    let mut fitted = vec![0.0; n];
    for _ in 0..N_STEPS {
        let (mut slope, mut bend) = (vec![0.0; n], vec![vec![0.0; n]; n]);
        for (row, weight) in rows.iter().zip(&weights) {
            let used = row.traits.iter().zip(&scales).zip(is_used);
            let values: Vec<f64> =
                used.map(|((value, scale), is_used)| if *is_used { value / scale } else { 0.0 }).collect();
            let likely = likely(dot(&values, &fitted));
            let miss = f64::from(u8::from(row.is_right)) - likely;
            for i in 0..n {
                slope[i] += weight * unit * values[i] * miss;
                for j in 0..n {
                    bend[i][j] += weight * unit * values[i] * values[j] * likely * (1.0 - likely);
                }
            }
        }
        for i in 0..n {
            let penalty = if i == 0 { 1e-3 } else { penalty };
            slope[i] -= penalty * fitted[i];
            bend[i][i] += penalty + 1e-9;
        }
        let step = solve(bend, slope);
        fitted.iter_mut().zip(&step).for_each(|(weight, step)| *weight += step.clamp(-2.0, 2.0));
        if step.iter().all(|step| step.abs() < 1e-6) {
            break;
        }
    }
    fitted.iter().zip(&scales).map(|(weight, scale)| weight / scale).collect()
}

/// How likely something is whose logarithm of odds this is.
pub fn likely(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The standard deviation of each trait: a penalty must not depend on the unit in which a trait is counted.
fn scales(rows: &[Row], n: usize) -> Vec<f64> {
    let n_rows = rows.len().max(1) as f64;
    let mean = |of: &dyn Fn(&Row) -> f64| rows.iter().map(of).sum::<f64>() / n_rows;
    let scale = |trait_: usize| {
        let middle = mean(&|row| row.traits[trait_]);
        let deviation = mean(&|row| (row.traits[trait_] - middle).powi(2)).sqrt();
        if deviation > 0.0 && trait_ > 0 { deviation } else { 1.0 }
    };
    (0..n).map(scale).collect()
}

/// The solution of a system of linear equations, by elimination with the largest pivot.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()));
        let pivot = pivot.unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let (above, below) = matrix.split_at_mut(column + 1);
        let pivot = &above[column];
        for (offset, row) in below.iter_mut().enumerate() {
            let factor = row[column] / pivot[column];
            row.iter_mut().zip(pivot).for_each(|(value, pivot)| *value -= factor * pivot);
            right[column + 1 + offset] -= factor * right[column];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
