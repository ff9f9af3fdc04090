//! Which lines of a text are gone and which are new.
//!
//! Must not be in here: what the texts are.

/// A line that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    /// In the text before only.
    Gone(&'a str),
    /// In the text after only.
    New(&'a str),
}

/// Largest table of line pairs that is compared; texts that differ more are shown as replaced.
const MOST_PAIRS: usize = 4_000_000;

/// The lines that differ, in order; lines that both texts have in common are left out.
pub fn changes<'a>(before: &'a str, after: &'a str) -> Vec<Change<'a>> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let (before, after) = (before.get(head..).unwrap_or_default(), after.get(head..).unwrap_or_default());
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let cut = |lines: &[&'a str]| lines.get(..lines.len() - tail).unwrap_or_default().to_vec();
    between(&cut(before), &cut(after))
}

fn between<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<Change<'a>> {
    let width = after.len() + 1;
    let (mut gone, mut new) = (before.iter(), after.iter());
    let mut found = Vec::new();
    if before.len().saturating_mul(width) <= MOST_PAIRS {
        let common = common_after(before, after);
        let length = |i: usize, j: usize| common.get(i * width + j).copied().unwrap_or_default();
        let (mut i, mut j) = (0, 0);
        while i < before.len() && j < after.len() {
            if before.get(i) == after.get(j) {
                (i, j) = (i + 1, j + 1);
                gone.next();
                new.next();
            } else if length(i + 1, j) >= length(i, j + 1) {
                i += 1;
                found.extend(gone.next().map(|line| Change::Gone(line)));
            } else {
                j += 1;
                found.extend(new.next().map(|line| Change::New(line)));
            }
        }
    }
    found.extend(gone.map(|line| Change::Gone(line)));
    found.extend(new.map(|line| Change::New(line)));
    found
}

/// How many lines two texts have in common from each pair of places on.
fn common_after(before: &[&str], after: &[&str]) -> Vec<u32> {
    let width = after.len() + 1;
    let mut common = vec![0_u32; (before.len() + 1) * width];
    for (i, a) in before.iter().enumerate().rev() {
        for (j, b) in after.iter().enumerate().rev() {
            let at = |i: usize, j: usize| common.get(i * width + j).copied().unwrap_or_default();
            let length = if a == b { at(i + 1, j + 1) + 1 } else { at(i + 1, j).max(at(i, j + 1)) };
            if let Some(place) = common.get_mut(i * width + j) {
                *place = length;
            }
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(before: &str, after: &str, expected: &str) {
        let found: Vec<String> = changes(before, after)
            .into_iter()
            .map(|change| match change {
                Change::Gone(line) => format!("-{line}"),
                Change::New(line) => format!("+{line}"),
            })
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn changed_lines() {
        check("a\nb\nc", "a\nb\nc", "");
        check("a\nb\nc", "a\nx\nc", "-b +x");
        check("", "a\nb", "+a +b");
        check("a\nb", "", "-a -b");
        check("a\nb\nc\nd", "b\nd\ne", "-a -c +e");
    }

    proptest! {
        /// What is left of both texts after the changes is the same.
        #[test]
        fn common_lines_stay(before in "([abc]\n){0,12}", after in "([abc]\n){0,12}") {
            let without = |text: &str, pick: fn(&Change) -> bool| {
                let changes = changes(&before, &after);
                let mut taken: Vec<&str> = changes.iter().filter(|c| pick(c)).map(|c| match c {
                    Change::Gone(line) | Change::New(line) => *line,
                }).collect();
                let mut left = Vec::new();
                for line in text.lines() {
                    match taken.iter().position(|t| *t == line) {
                        Some(at) => { taken.remove(at); }
                        None => left.push(line.to_owned()),
                    }
                }
                left.sort();
                left
            };
            prop_assert_eq!(
                without(&before, |c| matches!(c, Change::Gone(_))),
                without(&after, |c| matches!(c, Change::New(_)))
            );
        }
    }
}
