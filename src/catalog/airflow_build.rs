//! What Airflow itself compiles when it is installed with its constraints. Source: `catalog/airflow_musl.tsv`.
//!
//! Must not be in here: the user's own requirements (that is `compile`).

use super::{Catalog, Os, native::FIRST_MUSLLINUX, table::Cells};
use crate::domain::{AirflowVersion, Distro, PythonVersion};

pub(super) const TABLE: &str = include_str!("../../catalog/airflow_musl.tsv");

/// Before this release nobody resolved what compiles.
const FIRST_RESOLVED: AirflowVersion = AirflowVersion::new(2, 3, 0);
/// pendulum 2, which Airflow 2.3 to 2.8.0 pins, has no wheels of any kind for Python 3.10 and later.
const LAST_PENDULUM_2: AirflowVersion = AirflowVersion::new(2, 8, 0);

/// What the images of 2018 to 2021 built Airflow and its usual extras with, as their build rules say.
const HISTORIC_APK: [&str; 6] =
    ["libffi-dev", "openssl-dev", "linux-headers", "postgresql-dev", "libxml2-dev", "libxslt-dev"];
const HISTORIC_APK_RUN: [&str; 5] = ["libffi", "libpq", "libstdc++", "libxml2", "libxslt"];
const HISTORIC_APT: [&str; 3] = ["libffi-dev", "libpq-dev", "libssl-dev"];

/// From a release on, these of its dependencies have no musl wheel.
#[derive(Debug)]
pub(super) struct Compiles {
    from: AirflowVersion,
    packages: Vec<&'static str>,
}

pub(super) fn parse(cells: &Cells) -> Option<Compiles> {
    Some(Compiles { from: AirflowVersion::parse(cells.get(0)).ok()?, packages: cells.words(1, Some)? })
}

/// What it takes to install Airflow itself, with the extra `postgres` (psycopg2-binary).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AirflowBuild {
    /// Python packages that compile, as far as they are known.
    pub compiles: Vec<&'static str>,
    /// Packages to build with, the compiler first; empty when wheels do.
    pub build: Vec<&'static str>,
    /// Packages to run with.
    pub run: Vec<&'static str>,
    /// Whether a resolver showed it; else the packages are the usual ones of the time, and may be too many or too few.
    pub known: bool,
    /// Minutes to hours.
    pub long: bool,
}

impl Catalog {
    /// What Airflow itself needs compiled on a system. From 3.1.6 on nothing anywhere.
    ///
    /// The table was resolved for x86_64 and for one Python of each line. On Debian wheels are taken to do from 2.3
    /// on, but for pendulum 2 on Python 3.10 and later.
    pub fn airflow_build_need(&self, airflow: AirflowVersion, python: Option<PythonVersion>, os: Os) -> AirflowBuild {
        let too_old = os.distro == Distro::Alpine && os.release.is_some_and(|release| release < FIRST_MUSLLINUX);
        if airflow < FIRST_RESOLVED || too_old {
            return self.historic(airflow, python, os);
        }
        let compiles = match os.distro {
            Distro::Alpine => self.compiled_on_musl(airflow),
            Distro::Debian => compiled_on_debian(airflow, python),
        };
        self.build_of(compiles, python, os)
    }

    pub(super) fn airflow_builds(&self) -> &[Compiles] {
        self.airflow_builds.read(TABLE, parse)
    }

    fn compiled_on_musl(&self, airflow: AirflowVersion) -> Vec<&'static str> {
        let newest = AirflowVersion { patch: Some(airflow.patch.unwrap_or(u16::MAX)), ..airflow };
        self.airflow_builds().iter().rfind(|row| row.from <= newest).map(|row| row.packages.clone()).unwrap_or_default()
    }

    fn build_of(&self, compiles: Vec<&'static str>, python: Option<PythonVersion>, os: Os) -> AirflowBuild {
        let known = os.distro == Distro::Alpine || compiles.is_empty();
        let mut build = if compiles.is_empty() { vec![] } else { self.compiler(os, python) };
        let mut run = vec![];
        for package in compiles.iter().filter_map(|name| self.native(name)) {
            // The pendulum that compiles here is version 2, which has no Rust in it.
            extend(&mut build, package.build_names(Some("2"), os).into_iter().flatten());
            extend(&mut run, package.run_names(os).into_iter());
        }
        AirflowBuild { compiles, build, run, known, long: false }
    }

    fn historic(&self, airflow: AirflowVersion, python: Option<PythonVersion>, os: Os) -> AirflowBuild {
        let mut build = self.compiler(os, python);
        let run: &[&str] = match os.distro {
            Distro::Alpine => {
                extend(&mut build, HISTORIC_APK.into_iter());
                // cryptography is written in Rust from 3.4 on, which Airflow 2 pins or exceeds.
                extend(&mut build, Some("cargo").filter(|_| airflow.major >= 2).into_iter());
                &HISTORIC_APK_RUN
            }
            Distro::Debian => {
                extend(&mut build, HISTORIC_APT.into_iter());
                &["libpq5"]
            }
        };
        AirflowBuild { compiles: vec![], build, run: run.to_vec(), known: false, long: os.distro == Distro::Alpine }
    }
}

fn compiled_on_debian(airflow: AirflowVersion, python: Option<PythonVersion>) -> Vec<&'static str> {
    let new_python = python.is_none_or(|python| python >= PythonVersion::new(3, 10));
    if airflow <= LAST_PENDULUM_2 && new_python { vec!["pendulum"] } else { vec![] }
}

fn extend(names: &mut Vec<&'static str>, more: impl Iterator<Item = &'static str>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DistroRelease;

    fn check(airflow: &str, python: &str, system: (Distro, &str), known: bool, expected: &str) {
        let version = AirflowVersion::parse(airflow).expect("a version");
        let os = Os { distro: system.0, release: DistroRelease::parse(system.1) };
        let found = Catalog::start().airflow_build_need(version, PythonVersion::parse(python).ok(), os);
        assert_eq!((found.build.join(" ").as_str(), found.known), (expected, known), "{airflow} {python} {system:?}");
    }

    #[test]
    fn on_alpine_by_release() {
        let alpine = |release| (Distro::Alpine, release);
        check("3.3.2", "3.12", alpine("3.23"), true, "");
        check("3.1.6", "3.13", alpine("3.23"), true, "");
        check("3.1.5", "3.12", alpine("3.23"), true, "build-base python3-dev linux-headers");
        check("3.0.6", "3.11", alpine("3.23"), true, "build-base linux-headers");
        check("2.11.2", "3.12", alpine("3.23"), true, "build-base python3-dev re2-dev abseil-cpp-dev");
        check("2.11.0", "3.12", alpine("3.23"), true, "build-base python3-dev re2-dev abseil-cpp-dev linux-headers");
        check("2.8.4", "3.11", alpine("3.19"), true, "build-base python3-dev re2-dev abseil-cpp-dev linux-headers");
        check("2.5.3", "3.10", alpine("3.17"), true, "build-base python3-dev linux-headers yaml-dev");
        let historic =
            "build-base python3-dev libffi-dev openssl-dev linux-headers postgresql-dev libxml2-dev libxslt-dev";
        check("1.10.12", "3.7", alpine("3.10"), false, historic);
        check("2.2.5", "3.9", alpine("3.15"), false, &format!("{historic} cargo"));
        check("2.3.4", "3.8", alpine("3.13"), false, &format!("{historic} cargo"));
    }

    #[test]
    fn on_debian_wheels_do_but_for_old_releases() {
        let debian = (Distro::Debian, "12");
        check("3.3.2", "3.12", debian, true, "");
        check("2.11.2", "3.10", debian, true, "");
        check("2.7.3", "3.11", debian, false, "build-essential");
        check("2.7.3", "3.9", debian, true, "");
        check("1.10.15", "3.8", debian, false, "build-essential libffi-dev libpq-dev libssl-dev");
    }
}
