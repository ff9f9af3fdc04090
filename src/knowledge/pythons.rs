//! Names of Python packages, most downloaded first. Source: `packages/python.tsv`.
//!
//! A line is `name`, `version`, and `p` for a provider of Airflow's own. Not a list of all that exists.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::search::Index;

/// A Python package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PythonPackage<'a> {
    /// Normalised name.
    pub name: &'a str,
    /// Newest version when the table was made.
    pub version: &'a str,
    /// Whether Airflow's own constraints name it as a provider.
    pub provider: bool,
}

/// The names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pythons {
    text: String,
    /// Where the lines begin, in bytes.
    lines: Vec<u32>,
    by_name: BTreeMap<String, u32>,
    /// The names, made ready when they are first searched.
    index: OnceLock<Index>,
}

impl Pythons {
    /// Reads the table.
    pub fn read(text: String) -> Self {
        let lines = super::packages::line_starts(&text);
        let named = |start: &u32| (line(&text, *start).name.to_owned(), *start);
        Self { by_name: lines.iter().map(named).collect(), lines, text, index: OnceLock::new() }
    }

    /// The package of a normalised name.
    pub fn find(&self, name: &str) -> Option<PythonPackage<'_>> {
        Some(line(&self.text, *self.by_name.get(name)?))
    }

    /// All, most downloaded first.
    pub fn iter(&self) -> impl Iterator<Item = PythonPackage<'_>> {
        self.lines.iter().map(|start| line(&self.text, *start))
    }

    /// The package at a place of [`Self::iter`].
    pub fn at(&self, place: usize) -> Option<PythonPackage<'_>> {
        Some(line(&self.text, *self.lines.get(place)?))
    }

    /// The names, ready to be searched; in the order of [`Self::iter`].
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.iter().map(|package| package.name)))
    }

    /// What a name that is not in here is most likely a typo of; the most downloaded of many.
    pub fn nearest(&self, name: &str) -> Option<PythonPackage<'_>> {
        self.at(self.index().nearest(name, |at| u32::try_from(at).unwrap_or(u32::MAX))?)
    }
}

fn line(text: &str, start: u32) -> PythonPackage<'_> {
    read(text.get(start as usize..).and_then(|rest| rest.lines().next()).unwrap_or_default())
}

fn read(line: &str) -> PythonPackage<'_> {
    let mut cells = line.split('\t');
    let mut cell = || cells.next().unwrap_or_default();
    PythonPackage { name: cell(), version: cell(), provider: cell() == "p" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_rank() {
        let text = "name\tversion\tkind\nboto3\t1.44.5\napache-airflow-providers-sftp\t5.8.0\tp\n";
        let pythons = Pythons::read(text.to_owned());
        assert_eq!(pythons.iter().map(|p| p.name).collect::<Vec<_>>(), ["boto3", "apache-airflow-providers-sftp"]);
        assert_eq!(pythons.find("boto3").map(|p| (p.version, p.provider)), Some(("1.44.5", false)));
        assert_eq!(pythons.find("apache-airflow-providers-sftp").map(|p| p.provider), Some(true));
        assert_eq!(pythons.find("name"), None);
        assert_eq!(pythons.nearest("btoo3").map(|p| p.name), Some("boto3"));
    }
}
