//! How many typos lie between two texts: letters left out, put in, replaced, or two neighbours swapped.
//!
//! Few are let pass, so the ways to make them are tried one after the other; there is no table of distances.
//!
//! Must not be in here: names, ranking.

/// Longest text that typos are looked for in, in bytes.
const LONGEST: usize = 64;

/// How many typos a text may have: one from 4 letters on, two from `two` on; a number none.
pub(super) fn allowed(text: &[u8], two: usize) -> u8 {
    if text.len() < 4 || text.len() > LONGEST || text.iter().all(u8::is_ascii_digit) {
        return 0;
    }
    if text.len() < two { 1 } else { 2 }
}

/// Typos from `typed` to the beginning of `text` that it fits best, and that beginning's length. A beginning that
/// `ends` says is a whole word goes before others of as many typos. `None`: more than `most`.
pub(super) fn beginning(typed: &[u8], text: &[u8], most: u8, ends: impl Fn(usize) -> bool) -> Option<(u8, usize)> {
    let mut best: Option<(u8, bool, usize)> = None;
    walk(typed, text, (0, most), &mut |errors, rest| {
        let length = text.len() - rest;
        let found = (errors, !ends(length), length);
        if best.is_none_or(|best| found < best) {
            best = Some(found);
        }
    });
    best.map(|(errors, _, length)| (errors, length))
}

/// Typos from one text to the other; `None`: more than `most`.
pub(super) fn whole(typed: &[u8], text: &[u8], most: u8) -> Option<u8> {
    let mut best: Option<u8> = None;
    if typed.len().abs_diff(text.len()) <= usize::from(most) {
        walk(typed, text, (0, most), &mut |errors, rest| {
            let all = usize::from(errors) + rest;
            let all = u8::try_from(all).ok().filter(|all| *all <= most);
            best = all.into_iter().chain(best).min();
        });
    }
    best
}

/// Tells each way in which `typed` becomes a beginning of `text`: its typos, and how much of the text is left.
fn walk(typed: &[u8], text: &[u8], (errors, most): (u8, u8), tell: &mut dyn FnMut(u8, usize)) {
    let same = typed.iter().zip(text).take_while(|(a, b)| a == b).count();
    let (typed, text) = (typed.get(same..).unwrap_or_default(), text.get(same..).unwrap_or_default());
    let Some((first, others)) = typed.split_first() else { return tell(errors, text.len()) };
    if errors >= most {
        return;
    }
    let count = (errors + 1, most);
    walk(others, text, count, tell);
    let Some((letter, rest)) = text.split_first() else { return };
    walk(others, rest, count, tell);
    walk(typed, rest, count, tell);
    if let ([second, others @ ..], [next, rest @ ..]) = (others, rest)
        && (first, second) == (next, letter)
    {
        walk(others, rest, count, tell);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The table of distances, as books have it.
    fn by_table(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, n) | (n, 0) => n,
                    _ => {
                        let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                        let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        if swapped { least.min(table[i - 2][j - 2] + 1) } else { least }
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn typos_are_those_of_the_table(a in "[abc]{0,9}", b in "[abc]{0,9}") {
            let (a, b) = (a.as_bytes(), b.as_bytes());
            let distance = by_table(a, b);
            let expected = u8::try_from(distance).ok().filter(|distance| *distance <= 2);
            prop_assert_eq!(whole(a, b, 2), expected);
            let least = (0..=b.len()).map(|end| by_table(a, &b[..end])).min().expect("one at least");
            let found = beginning(a, b, 2, |_| false);
            prop_assert_eq!(found.map(|found| usize::from(found.0)), Some(least).filter(|least| *least <= 2));
            if let Some((errors, length)) = found {
                prop_assert_eq!(by_table(a, &b[..length]), usize::from(errors));
            }
        }
    }
}
