//! "Did you mean": the nearest of several words.
//!
//! Must not be in here: where the words come from.

/// The word that is fewest typing mistakes away; none when that is more than a slip.
pub fn nearest<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = (typed.len() / 4).clamp(1, 3);
    let near = words.map(|word| (distance(typed, word), word)).filter(|(away, _)| (1..=most).contains(away));
    near.min().map(|(_, word)| word)
}

/// Letters put in, left out, replaced, or swapped with their neighbour.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let replaced = at(&last, j) + usize::from(from != to);
            let mut best = replaced.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(to) && b.get(j - 1) == Some(from);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_and_the_nearest() {
        for (a, b, expected) in
            [("", "", 0), ("", "ab", 2), ("core", "core", 0), ("croe", "core", 1), ("kitten", "sitting", 3)]
        {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
        let words = ["parallelism", "plugins_folder", "dags_folder"];
        assert_eq!(nearest("paralelism", words.into_iter()), Some("parallelism"));
        assert_eq!(nearest("dag_folder", words.into_iter()), Some("dags_folder"));
        assert_eq!(nearest("something_else", words.into_iter()), None);
    }
}
