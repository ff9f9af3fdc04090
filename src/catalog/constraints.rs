//! Which constraint sets exist, and how to tell that a fetched one is whole. Source: `catalog/constraints.tsv`.
//!
//! Must not be in here: the sets themselves (the page fetches them, the twin has them in `vendored`).

use super::{Catalog, table::Cells};
use crate::domain::{AirflowVersion, PythonVersion, crc32};

pub(super) const TABLE: &str = include_str!("../../catalog/constraints.tsv");

/// How a set was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Read at the release's own tag: the only kind that may be written into a project.
    Exact,
    /// A commit whose pins match the release.
    Matched,
    /// A copy that somebody keeps.
    Copied,
    /// The branch of the line: a few pins may differ.
    Branch,
}

/// One constraint set of an Airflow release for one Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConstraintSet {
    /// The release.
    pub airflow: AirflowVersion,
    /// The Python.
    pub python: PythonVersion,
    /// How it was come by.
    pub evidence: Evidence,
    /// Length of the file in bytes.
    pub length: u32,
    /// CRC-32 (IEEE 802.3, as gzip has it) of the file: against a cut or mixed-up file, not against an attacker.
    pub checksum: u32,
}

pub(super) fn parse(cells: &Cells) -> Option<ConstraintSet> {
    Some(ConstraintSet {
        airflow: AirflowVersion::parse(cells.get(0)).ok()?,
        python: PythonVersion::parse(cells.get(1)).ok()?,
        evidence: evidence(cells.get(2))?,
        length: cells.get(3).parse().ok()?,
        checksum: u32::from_str_radix(cells.get(4), 16).ok()?,
    })
}

fn evidence(word: &str) -> Option<Evidence> {
    Some(match word {
        "exact" => Evidence::Exact,
        "matched" => Evidence::Matched,
        "copied" => Evidence::Copied,
        "branch" => Evidence::Branch,
        _ => return None,
    })
}

impl ConstraintSet {
    /// Its address beside the page: `constraints/2.3.4-python3.10.txt`.
    pub fn path(&self) -> String {
        format!("constraints/{}", file_name(self.airflow, self.python))
    }

    /// Whether it may be written into a project.
    pub fn is_exact(&self) -> bool {
        self.evidence == Evidence::Exact
    }

    /// Whether these bytes are the file that the table means.
    pub fn matches(&self, content: &[u8]) -> bool {
        u32::try_from(content.len()) == Ok(self.length) && crc32(content) == self.checksum
    }
}

pub(super) fn file_name(airflow: AirflowVersion, python: PythonVersion) -> String {
    format!("{airflow}-python{python}.txt")
}

impl Catalog {
    /// Every set, oldest Airflow first.
    pub fn constraints(&self) -> &[ConstraintSet] {
        self.constraints.read(TABLE, parse)
    }

    /// The set of exactly this release and Python; never that of a neighbour.
    pub fn constraints_for(&self, airflow: AirflowVersion, python: PythonVersion) -> Option<&ConstraintSet> {
        self.constraints().iter().find(|set| set.airflow == airflow && set.python == python)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(airflow: &str, python: &str, evidence: Option<Evidence>) {
        let version = AirflowVersion::parse(airflow).expect("a version");
        let python = PythonVersion::parse(python).expect("a version");
        let found = Catalog::start().constraints_for(version, python).map(|set| set.evidence);
        assert_eq!(found, evidence, "{airflow} {python}");
    }

    #[test]
    fn sets_are_those_of_the_release_alone() {
        check("2.10.1", "3.12", Some(Evidence::Exact));
        check("2.10.5", "3.12", Some(Evidence::Matched));
        check("2.11.2", "3.12", Some(Evidence::Copied));
        check("2.10.4", "3.12", Some(Evidence::Branch));
        check("3.3.1", "3.12", Some(Evidence::Copied));
        check("3.1.4", "3.12", None);
        check("3.3.1", "3.14", None);
        check("1.9.0", "3.6", None);
    }

    #[test]
    fn embedded_sets_are_whole() {
        for set in Catalog::start().constraints() {
            let text = super::super::constraints_text(&set.path()).expect("embedded");
            assert!(set.matches(text.as_bytes()), "{}", set.path());
            assert!(!set.matches(&text.as_bytes()[1..]), "{}", set.path());
        }
    }
}
