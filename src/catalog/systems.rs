//! Operating systems to build layers of one's own on. Sources: `catalog/alpine.tsv`; Debian's codenames and the tags
//! of Docker's official images are general knowledge.
//!
//! Must not be in here: packages of a distribution, company bases (they are whatever the person says).

use super::{Catalog, table::Cells};
use crate::domain::{AirflowVersion, Distro, DistroRelease, ImageReference, PythonVersion};

pub(super) const TABLE: &str = include_str!("../../catalog/alpine.tsv");

/// Airflow needs a virtual environment, and 3.6 is the first Python whose own is sound enough to build on.
const OLDEST_PYTHON: PythonVersion = PythonVersion::new(3, 6);

/// A release of Debian.
struct DebianRelease {
    major: u16,
    /// The name that a tag may spell.
    codename: &'static str,
    /// Whether layers of one's own are offered on it; one that is not is still read.
    offered: bool,
}

/// The releases of Debian, the one to prefer first.
const DEBIAN: [DebianRelease; 4] = [
    DebianRelease { major: 12, codename: "bookworm", offered: true },
    DebianRelease { major: 13, codename: "trixie", offered: true },
    DebianRelease { major: 11, codename: "bullseye", offered: true },
    DebianRelease { major: 10, codename: "buster", offered: false },
];

impl DebianRelease {
    const fn release(&self) -> DistroRelease {
        DistroRelease::new(self.major, 0)
    }
}

/// A release of Alpine that can be offered; edge never is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlpineRelease {
    /// `3.23`.
    pub release: DistroRelease,
    /// The Python that its `python3` package is, and that its `py3-*` packages serve.
    pub python: PythonVersion,
}

pub(super) fn parse(cells: &Cells) -> Option<AlpineRelease> {
    Some(AlpineRelease {
        release: DistroRelease::parse(cells.get(0))?,
        python: PythonVersion::parse(cells.get(1)).ok()?,
    })
}

/// What a reference to an official operating system or Python image says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OsImage {
    /// Its distribution.
    pub distro: Distro,
    /// Its release; `None` when the tag does not pin one (`latest`, `edge`, `3.12-slim`).
    pub release: Option<DistroRelease>,
    /// The Python it brings; `None` for a bare system, or when the tag does not say.
    pub python: Option<PythonVersion>,
    /// Whether it is a `python` image.
    pub brings_python: bool,
}

/// Reads `alpine`, `debian` and `python` of Docker's official library: bare, under `library/`, or under docker.io.
/// A mirror that keeps `library/` in the path is understood too; any other registry's image is somebody's own.
pub fn recognise_os(reference: &ImageReference) -> Option<OsImage> {
    let hub = reference.registry().is_none_or(|host| matches!(host, "docker.io" | "index.docker.io"));
    let name = match reference.path().rsplit_once("library/") {
        Some(("", name)) => name,
        Some((before, name)) if before.ends_with('/') => name,
        _ if hub => reference.path(),
        _ => return None,
    };
    let tag = reference.tag().unwrap_or("latest");
    match name {
        "alpine" => {
            Some(OsImage { distro: Distro::Alpine, release: alpine_release(tag), python: None, brings_python: false })
        }
        "debian" => {
            Some(OsImage { distro: Distro::Debian, release: debian_tag(tag), python: None, brings_python: false })
        }
        "python" => python_image(tag),
        _ => None,
    }
}

/// The codename of a Debian release: `bookworm` for 12.
pub fn codename(release: DistroRelease) -> Option<&'static str> {
    DEBIAN.iter().find(|debian| debian.major == release.major).map(|debian| debian.codename)
}

/// The Debian releases that layers of one's own can stand on, the one to prefer first.
pub fn offered_debian() -> impl Iterator<Item = DistroRelease> {
    DEBIAN.iter().filter(|debian| debian.offered).map(DebianRelease::release)
}

/// The release of a codename.
pub(super) fn debian_release(name: &str) -> Option<DistroRelease> {
    DEBIAN.iter().find(|debian| debian.codename == name).map(DebianRelease::release)
}

/// `3.23` and `3.23.1`.
fn alpine_release(tag: &str) -> Option<DistroRelease> {
    let mut parts = tag.splitn(3, '.');
    let line = format!("{}.{}", parts.next()?, parts.next()?);
    DistroRelease::parse(&line)
}

/// `12`, `12.5`, `bookworm`, `bookworm-20240101`, each with `-slim`.
fn debian_tag(tag: &str) -> Option<DistroRelease> {
    let word = tag.split('-').next()?;
    let number = DistroRelease::parse(word).filter(|release| codename(*release).is_some());
    debian_release(word).or(number.map(|release| DistroRelease::new(release.major, 0)))
}

/// `3.12-slim-bookworm`, `3.12.4-alpine3.23`, `3.12-slim`, `bookworm`. Without a word for it, Debian.
fn python_image(tag: &str) -> Option<OsImage> {
    let words: Vec<&str> = tag.split('-').collect();
    if words.iter().any(|word| word.contains("windows") || word.contains("nanoserver")) {
        return None;
    }
    let mut parts = words.first()?.split('.');
    let line = format!("{}.{}", parts.next()?, parts.next().unwrap_or_default());
    let python = PythonVersion::parse(&line).ok();
    let alpine = words.iter().find_map(|word| word.strip_prefix("alpine"));
    let (distro, release) = match alpine {
        Some(release) => (Distro::Alpine, alpine_release(release)),
        None => (Distro::Debian, words.iter().find_map(|word| debian_release(word))),
    };
    Some(OsImage { distro, release, python, brings_python: true })
}

impl Catalog {
    /// Alpine's releases, newest first.
    pub fn alpine_releases(&self) -> &[AlpineRelease] {
        self.alpine.read(TABLE, parse)
    }

    /// Alpine's own Python in a release.
    pub fn own_python(&self, release: DistroRelease) -> Option<PythonVersion> {
        self.alpine_releases().iter().find(|alpine| alpine.release == release).map(|alpine| alpine.python)
    }

    /// The Alpine to choose for an Airflow, with its own Python: the newest whose Python this release supports and
    /// this line has constraints for; else the newest whose Python it supports. Pythons before 3.6 are not offered.
    pub fn default_alpine_for(&self, airflow: AirflowVersion) -> Option<AlpineRelease> {
        let pythons = self.pythons_for(airflow);
        let fits = |alpine: &&AlpineRelease| alpine.python >= OLDEST_PYTHON && pythons.contains(&alpine.python);
        let mut candidates = self.alpine_releases().iter().filter(fits);
        candidates
            .clone()
            .find(|alpine| self.line_is_constrained(airflow, alpine.python))
            .or_else(|| candidates.next())
            .copied()
    }

    /// The Pythons that layers of one's own can be built with, ascending: those of the release from 3.6 on.
    pub fn own_layer_pythons(&self, airflow: AirflowVersion) -> impl Iterator<Item = PythonVersion> {
        self.pythons_for(airflow).iter().copied().filter(|python| *python >= OLDEST_PYTHON)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_os(reference: &str, expected: &str) {
        let parsed = ImageReference::parse(reference).expect("a reference");
        let found = recognise_os(&parsed).map(|os| {
            let release = os.release.map_or("-".to_owned(), |r| r.to_string());
            let python = os.python.map_or("-".to_owned(), |p| p.to_string());
            format!("{} {release} {python}", os.distro.as_str())
        });
        assert_eq!(found.as_deref().unwrap_or("nothing"), expected, "{reference}");
    }

    #[test]
    fn official_systems_are_recognised() {
        check_os("alpine:3.23", "alpine 3.23 -");
        check_os("alpine:3.23.1", "alpine 3.23 -");
        check_os("docker.io/library/alpine:3.9", "alpine 3.9 -");
        check_os("registry.corp/hub/library/alpine:3.9", "alpine 3.9 -");
        check_os("registry.corp/alpine:3.23", "nothing");
        check_os("mylibrary/alpine:3.23", "nothing");
        check_os("alpine:edge", "alpine - -");
        check_os("alpine", "alpine - -");
        check_os("debian:12-slim", "debian 12 -");
        check_os("debian:bookworm-slim", "debian 12 -");
        check_os("debian:bookworm-20240110-slim", "debian 12 -");
        check_os("debian:12.5", "debian 12 -");
        check_os("debian:stable-slim", "debian - -");
        check_os("python:3.12-slim-bookworm", "debian 12 3.12");
        check_os("python:3.12.4-slim-trixie", "debian 13 3.12");
        check_os("python:3.12-alpine3.23", "alpine 3.23 3.12");
        check_os("python:3.12-alpine", "alpine - 3.12");
        check_os("python:3.12-slim", "debian - 3.12");
        check_os("python:slim-bookworm", "debian 12 -");
        check_os("python:3.12-windowsservercore-ltsc2022", "nothing");
        check_os("ubuntu:24.04", "nothing");
    }

    #[test]
    fn a_debian_that_is_not_offered_is_still_read() {
        assert_eq!(offered_debian().map(|release| release.major).collect::<Vec<_>>(), [12, 13, 11]);
        check_os("debian:buster-slim", "debian 10 -");
        assert_eq!(codename(DistroRelease::new(10, 0)), Some("buster"));
    }

    fn check_default(airflow: &str, expected: &str) {
        let version = AirflowVersion::parse(airflow).expect("a version");
        let found = Catalog::start().default_alpine_for(version).map(|a| format!("{} {}", a.release, a.python));
        assert_eq!(found.as_deref().unwrap_or("nothing"), expected, "{airflow}");
    }

    #[test]
    fn the_default_alpine_has_a_python_with_constraints() {
        check_default("3.3.2", "3.23 3.12");
        check_default("3.0.6", "3.23 3.12");
        check_default("2.11.2", "3.23 3.12");
        check_default("2.8.4", "3.19 3.11");
        check_default("2.3.4", "3.17 3.10");
        check_default("2.0.2", "3.15 3.9");
        check_default("1.10.15", "3.13 3.8");
        check_default("1.10.10", "3.10 3.7");
        check_default("1.10.0", "3.9 3.6");
        check_default("1.9.0", "3.9 3.6");
        check_default("9.9.9", "nothing");
    }

    #[test]
    fn every_release_has_a_default() {
        let catalog = Catalog::start();
        for release in catalog.releases() {
            assert!(catalog.default_alpine_for(release.version).is_some(), "{}", release.version);
        }
        assert_eq!(catalog.own_python(DistroRelease::new(3, 23)), Some(PythonVersion::new(3, 12)));
        assert_eq!(catalog.own_layer_pythons(AirflowVersion::new(1, 9, 0)).count(), 1);
    }
}
