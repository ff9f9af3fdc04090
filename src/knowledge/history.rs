//! Which Alpine releases have a package. Source: `packages/alpine-history.tsv`.
//!
//! A line is `name`, spans of releases (`3.7-3.9,3.12-`), and other names of the same thing in other releases, parted
//! by spaces. Packages that all releases have are left out. Sorted by name in byte order.

use crate::domain::DistroRelease;

/// The releases that have a package, ascending: first and last; `None` is "and later".
pub type Spans = Vec<(DistroRelease, Option<DistroRelease>)>;

/// Packages that some releases have and others lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    text: String,
    lines: Vec<u32>,
}

impl History {
    /// Reads the table.
    pub fn read(text: String) -> Self {
        Self { lines: super::packages::line_starts(&text), text }
    }

    fn line(&self, start: u32) -> (&str, &str, &str) {
        let line = self.text.get(start as usize..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        (cell(), cell(), cell())
    }

    fn find(&self, name: &str) -> Option<(&str, &str, &str)> {
        let at = self.lines.binary_search_by(|start| self.line(*start).0.cmp(name)).ok()?;
        Some(self.line(*self.lines.get(at)?))
    }

    /// The releases that have it; `None` when all have it, or none.
    pub fn spans(&self, name: &str) -> Option<Spans> {
        self.find(name)?.1.split(',').map(span).collect()
    }

    /// What it is called in other releases.
    pub fn also(&self, name: &str) -> impl Iterator<Item = &str> {
        self.find(name).map_or("", |(_, _, also)| also).split_ascii_whitespace()
    }
}

fn span(text: &str) -> Option<(DistroRelease, Option<DistroRelease>)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let last = if last.is_empty() { None } else { Some(DistroRelease::parse(last)?) };
    Some((DistroRelease::parse(first)?, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_other_names() {
        let text = "name\treleases\talso\nlibpq-dev\t3.15-\tpostgresql-dev\nold\t3.7-3.9,3.12\n";
        let history = History::read(text.to_owned());
        let release = |minor| DistroRelease::new(3, minor);
        assert_eq!(history.spans("libpq-dev"), Some(vec![(release(15), None)]));
        assert_eq!(history.also("libpq-dev").collect::<Vec<_>>(), ["postgresql-dev"]);
        let old = vec![(release(7), Some(release(9))), (release(12), Some(release(12)))];
        assert_eq!(history.spans("old"), Some(old));
        assert_eq!(history.spans("curl"), None);
    }
}
