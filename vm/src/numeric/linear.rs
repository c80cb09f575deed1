//! Small dense linear systems.

/// Solves `a x = b` by elimination with row exchanges; no answer for a singular matrix.
pub fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let n = b.len();
    for column in 0..n {
        let pivot = (column..n).max_by(|&i, &j| a[i][column].abs().total_cmp(&a[j][column].abs()))?;
        if a[pivot][column] == 0.0 || !a[pivot][column].is_finite() {
            return None;
        }
        a.swap(column, pivot);
        b.swap(column, pivot);
        let (above, below) = a.split_at_mut(column + 1);
        let (known, unknown) = b.split_at_mut(column + 1);
        for (row, value) in below.iter_mut().zip(unknown) {
            let factor = row[column] / above[column][column];
            if factor != 0.0 {
                row.iter_mut().zip(&above[column]).skip(column).for_each(|(x, y)| *x -= factor * y);
                *value -= factor * known[column];
            }
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|k| a[row][k] * b[k]).sum();
        b[row] = (b[row] - known) / a[row][row];
    }
    b.iter().all(|value| value.is_finite()).then_some(b)
}

/// The `x` that makes `|a x - b|` least, by Householder reflections; columns that depend on others get 0.
#[expect(clippy::needless_range_loop, reason = "columns of a matrix that is kept by rows")]
pub fn least_squares(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let (m, n) = (a.len(), a.first()?.len());
    let size = a.iter().flatten().fold(0.0f64, |most, value| most.max(value.abs()));
    let mut diagonal = vec![0.0; n];
    let mut row_of = vec![None; n];
    let mut top = 0;
    for column in 0..n {
        if top == m {
            break;
        }
        let length = (top..m).map(|row| a[row][column] * a[row][column]).sum::<f64>().sqrt();
        if length <= size * 1e-13 * (m as f64).sqrt() {
            continue;
        }
        let sign = if a[top][column] > 0.0 { -length } else { length };
        let mut reflector: Vec<f64> = (top..m).map(|row| a[row][column]).collect();
        reflector[0] -= sign;
        let norm: f64 = reflector.iter().map(|value| value * value).sum();
        let reflect = |at: &dyn Fn(usize) -> f64| {
            2.0 * reflector.iter().enumerate().map(|(k, value)| value * at(top + k)).sum::<f64>() / norm
        };
        for other in column + 1..n {
            let scale = reflect(&|row| a[row][other]);
            for (k, value) in reflector.iter().enumerate() {
                a[top + k][other] -= scale * value;
            }
        }
        let scale = reflect(&|row| b[row]);
        for (k, value) in reflector.iter().enumerate() {
            b[top + k] -= scale * value;
        }
        diagonal[column] = sign;
        row_of[column] = Some(top);
        top += 1;
    }
    let mut x = vec![0.0; n];
    for column in (0..n).rev() {
        if let Some(row) = row_of[column] {
            let known: f64 = (column + 1..n).map(|k| a[row][k] * x[k]).sum();
            x[column] = (b[row] - known) / diagonal[column];
        }
    }
    x.iter().all(|value| value.is_finite()).then_some(x)
}

#[cfg(test)]
mod tests {
    use super::{least_squares, solve};

    #[test]
    fn systems_are_solved() {
        let x = solve(vec![vec![0.0, 2.0], vec![3.0, 1.0]], vec![4.0, 5.0]).unwrap();
        assert!((x[0] - 1.0).abs() < 1e-15 && (x[1] - 2.0).abs() < 1e-15);
        assert_eq!(solve(vec![vec![1.0, 2.0], vec![2.0, 4.0]], vec![1.0, 2.0]), None);
    }

    #[test]
    fn lines_are_fitted() {
        let rows: Vec<Vec<f64>> = (0..10).map(|x| vec![1.0, f64::from(x)]).collect();
        let values: Vec<f64> = (0..10).map(|x| 3.0 - 0.5 * f64::from(x)).collect();
        let fit = least_squares(rows, values).unwrap();
        assert!((fit[0] - 3.0).abs() < 1e-13 && (fit[1] + 0.5).abs() < 1e-13);
    }
}
