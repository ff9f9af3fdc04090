//! Airflow releases. Source: `catalog/releases.tsv`.
//!
//! Must not be in here: constraints, images.

use super::{Catalog, table::Cells};
use crate::domain::{AirflowVersion, PythonVersion};

pub(super) const TABLE: &str = include_str!("../../catalog/releases.tsv");

/// One release of Airflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its version, patch included.
    pub version: AirflowVersion,
    /// Its date, `YYYY-MM-DD`.
    pub released: &'static str,
    /// The Pythons it runs on, ascending: constraint sets first, then classifiers, within `requires-python`.
    pub pythons: Vec<PythonVersion>,
    /// Why it was withdrawn from the index, when it was: not to be installed from there.
    pub withdrawn: Option<&'static str>,
    /// The Pythons that there are constraints for, of whatever evidence; the sets are in `constraints`.
    pub constrained: Vec<PythonVersion>,
}

pub(super) fn parse(cells: &Cells) -> Option<Release> {
    Some(Release {
        version: AirflowVersion::parse(cells.get(0)).ok().filter(|v| v.patch.is_some())?,
        released: cells.some(1)?,
        pythons: cells.words(2, |word| PythonVersion::parse(word).ok())?,
        withdrawn: cells.some(3),
        constrained: cells.words(4, |word| PythonVersion::parse(word).ok())?,
    })
}

impl Catalog {
    /// Every release, newest version first, withdrawn ones among them.
    pub fn releases(&self) -> &[Release] {
        self.releases.read(TABLE, parse)
    }

    /// The release of exactly this version.
    pub fn release(&self, version: AirflowVersion) -> Option<&Release> {
        self.releases().iter().find(|release| release.version == version)
    }

    /// The newest release that is not withdrawn.
    pub fn newest_release(&self) -> Option<&Release> {
        newest(self.releases())
    }

    /// Whether there are constraints for exactly this release and Python.
    pub fn is_constrained(&self, version: AirflowVersion, python: PythonVersion) -> bool {
        self.release(version).is_some_and(|release| release.constrained.contains(&python))
    }

    /// Whether there are for any release of the version's line.
    pub(super) fn line_is_constrained(&self, version: AirflowVersion, python: PythonVersion) -> bool {
        let of_line = |release: &&Release| release.version.line() == version.line();
        self.releases().iter().filter(of_line).any(|release| release.constrained.contains(&python))
    }

    /// The Pythons of a version, ascending; of its line's newest release when the patch is not known; else none.
    pub fn pythons_for(&self, version: AirflowVersion) -> &[PythonVersion] {
        let fits = |r: &&Release| r.version == version || version.patch.is_none() && r.version.line() == version.line();
        self.releases().iter().find(fits).map_or(&[], |release| &release.pythons)
    }
}

fn newest(releases: &[Release]) -> Option<&Release> {
    releases.iter().find(|release| release.withdrawn.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::table::Table;

    fn check(version: &str, pythons: &str, withdrawn: bool) {
        let version = AirflowVersion::parse(version).expect("a version");
        let found: Vec<String> = Catalog::start().pythons_for(version).iter().map(ToString::to_string).collect();
        let is_withdrawn = Catalog::start().release(version).is_some_and(|release| release.withdrawn.is_some());
        assert_eq!((found.join(" ").as_str(), is_withdrawn), (pythons, withdrawn), "{version}");
    }

    #[test]
    fn constrained_are_those_that_have_a_set() {
        let catalog = Catalog::start();
        let said = catalog.releases().iter().map(|release| release.constrained.len()).sum::<usize>();
        assert_eq!(said, catalog.constraints().len());
        assert!(catalog.constraints().iter().all(|set| catalog.is_constrained(set.airflow, set.python)));
    }

    #[test]
    fn pythons_are_settled_by_constraints_and_bounded_by_requires_python() {
        check("3.3.2", "3.10 3.11 3.12 3.13 3.14", false);
        check("3.0.6", "3.9 3.10 3.11 3.12", false);
        check("2.11.2", "3.10 3.11 3.12", false);
        check("2.9.0", "3.8 3.9 3.10 3.11 3.12", false);
        check("2.3.4", "3.7 3.8 3.9 3.10", false);
        check("2.0.0", "3.6 3.7 3.8 3.9", false);
        check("1.9.0", "2.7 3.4 3.6", false);
        check("3.1.4", "3.10 3.11 3.12 3.13", true);
        check("2.10", "3.8 3.9 3.10 3.11 3.12", false);
        check("4.0.0", "", false);
    }

    #[test]
    fn releases_come_newest_first() {
        let catalog = Catalog::start();
        assert!(catalog.releases().is_sorted_by(|a, b| a.version > b.version));
        assert!(catalog.newest_release().is_some_and(|newest| newest.version >= AirflowVersion::new(3, 3, 2)));
        assert!(catalog.releases().iter().filter(|r| r.withdrawn.is_some()).count() >= 4);
    }

    #[test]
    fn the_newest_is_one_that_can_be_installed() {
        let text = "\n3.3.3\t2026-11-27\t3.12\tbroken\n3.3.2\t2026-09-17\t3.12\t\n";
        let table = Table::unread();
        assert_eq!(newest(table.read(text, parse)).map(|r| r.version), Some(AirflowVersion::new(3, 3, 2)));
    }
}
