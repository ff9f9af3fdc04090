//! The tables that are files of their own, by name.

use crate::catalog::Os;
use crate::domain::{AirflowVersion, Distro, DistroRelease, PythonVersion};

/// Alpine releases that have a table.
const ALPINE: std::ops::RangeInclusive<u16> = 7..=24;

/// The one Debian release that has a table.
const BOOKWORM: DistroRelease = DistroRelease::new(12, 0);

/// A late table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Packages of a release.
    Packages(Distro, DistroRelease),
    /// Which Alpine releases have a package, for those that not all have.
    AlpineHistory,
    /// Names of Python packages.
    Pythons,
    /// Airflow's constraints for a version and Python.
    Pins(AirflowVersion, PythonVersion),
}

impl Table {
    /// The packages of a system; `None` where nobody compiled any.
    pub fn packages_of(os: Os) -> Option<Self> {
        let release = os.release?;
        let known = match os.distro {
            Distro::Alpine => release.major == 3 && ALPINE.contains(&release.minor),
            Distro::Debian => release == BOOKWORM,
        };
        known.then_some(Self::Packages(os.distro, release))
    }

    /// The constraints at an address beside the page.
    pub fn pins_at(address: &str) -> Option<Self> {
        let (airflow, python) = address.strip_prefix("constraints/")?.strip_suffix(".txt")?.split_once("-python")?;
        Some(Self::Pins(AirflowVersion::parse(airflow).ok()?, PythonVersion::parse(python).ok()?))
    }

    /// Where it stands, relative to `catalog/`, and to the page: `packages/alpine-3.23.tsv`.
    pub fn path(self) -> String {
        match self {
            Self::Packages(distro, release) => format!("packages/{}-{release}.tsv", distro.as_str()),
            Self::AlpineHistory => "packages/alpine-history.tsv".to_owned(),
            Self::Pythons => "packages/python.tsv".to_owned(),
            Self::Pins(airflow, python) => format!("constraints/{airflow}-python{python}.txt"),
        }
    }
}
