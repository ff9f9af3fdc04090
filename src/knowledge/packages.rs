//! Operating-system packages of one release. Source: `packages/alpine-*.tsv`, `packages/debian-12.tsv`.
//!
//! A line is `name`, `version`, and for Alpine `m` or `c` (main, community); a name that other packages provide has no
//! version and the providers in the third cell, parted by spaces. Sorted by name in byte order.

use std::sync::OnceLock;

use crate::search::Index;

/// A package, or a name that packages provide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version; empty for a provided name.
    pub version: &'a str,
    /// Who provides the name, parted by spaces; empty for a package.
    pub providers: &'a str,
}

/// The packages of one release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packages {
    text: String,
    /// Where the lines begin, in bytes.
    lines: Vec<u32>,
    /// The names, made ready when they are first searched.
    index: OnceLock<Index>,
}

impl Packages {
    /// Reads a table.
    pub fn read(text: String) -> Self {
        Self { lines: line_starts(&text), text, index: OnceLock::new() }
    }

    /// The package or provided name.
    pub fn find(&self, name: &str) -> Option<Package<'_>> {
        let at = self.lines.binary_search_by(|start| self.line(*start).name.cmp(name)).ok()?;
        Some(self.line(*self.lines.get(at)?))
    }

    /// All packages and provided names, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Package<'_>> {
        self.lines.iter().map(|start| self.line(*start))
    }

    /// The package or provided name at a place of [`Self::iter`].
    pub fn at(&self, place: usize) -> Option<Package<'_>> {
        Some(self.line(*self.lines.get(place)?))
    }

    /// The names, ready to be searched; in the order of [`Self::iter`].
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.iter().map(|package| package.name)))
    }

    /// What a name that is not in here is most likely a typo of.
    pub fn nearest(&self, name: &str) -> Option<Package<'_>> {
        let provided = |at| u32::from(self.at(at).is_some_and(|package| !package.providers.is_empty()));
        self.at(self.index().nearest(name, provided)?)
    }

    fn line(&self, start: u32) -> Package<'_> {
        let line = self.text.get(start as usize..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (name, version, third) = (cell(), cell(), cell());
        Package { name, version, providers: if version.is_empty() { third } else { "" } }
    }
}

/// Where the lines after the head begin; empty lines are passed over.
pub(super) fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number > 0 && !line.trim_end().is_empty() {
            starts.extend(u32::try_from(at).ok());
        }
        at += line.len();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_found_by_name() {
        let text = "name\tversion\tfrom\ncurl\t8.14.1-r1\tm\nlibpq-dev\t17.5-r0\tm\npostgresql-dev\t\tlibpq-dev\n";
        let packages = Packages::read(text.to_owned());
        let check = |name, expected| {
            assert_eq!(packages.find(name).map(|p| format!("{} {}", p.version, p.providers)).as_deref(), expected);
        };
        check("curl", Some("8.14.1-r1 "));
        check("postgresql-dev", Some(" libpq-dev"));
        check("cur", None);
        check("name", None);
        assert_eq!(packages.iter().map(|p| p.name).collect::<Vec<_>>(), ["curl", "libpq-dev", "postgresql-dev"]);
        assert_eq!(packages.nearest("crul").map(|p| p.name), Some("curl"));
        assert_eq!(packages.nearest("curl"), None);
        assert_eq!(Packages::read(String::new()).iter().len(), 0);
    }
}
