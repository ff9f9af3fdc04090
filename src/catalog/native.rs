//! Python packages that are not simply plain Python. Source: `catalog/native.tsv`.
//!
//! Must not be in here: whether a build is needed (that is `compile`).

use super::{Catalog, table::Cells};
use crate::domain::{DistroRelease, PythonVersion};

pub(super) const TABLE: &str = include_str!("../../catalog/native.tsv");

/// The first musllinux wheels need a pip and a musl that Alpine 3.13 and older do not have.
pub(super) const FIRST_MUSLLINUX: DistroRelease = DistroRelease::new(3, 14);

/// What the index has of a package, newest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WheelKind {
    /// Wheels for musl and glibc.
    Musl,
    /// Wheels for glibc only.
    Glibc,
    /// A plain wheel beside binary ones: always installs today.
    Either,
    /// Source only, with something to compile.
    Source,
    /// Plain Python that needs system packages at run time.
    Pure,
    /// As the package it stands on.
    Via(&'static str),
    /// Not known; something to compile if there is no wheel.
    Unknown,
}

/// Where the names of build packages come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipe {
    /// A recipe of Alpine's or of an image that built it.
    Read,
    /// Public recipes or general knowledge.
    Inferred,
    /// Nobody looked: the compiler alone is assumed to do.
    Unknown,
}

/// A Python package with native parts or native needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NativePackage {
    /// Normalised name (lower case, `-`).
    pub name: &'static str,
    /// What the index has.
    pub kind: WheelKind,
    /// First version known to have a musl wheel.
    pub first_musl: Option<&'static str>,
    /// Last version that had one, when they ceased.
    pub last_musl: Option<&'static str>,
    /// The version that `kind` was read from, where `first_musl` is not known.
    pub seen: Option<&'static str>,
    /// A build takes minutes to hours.
    pub long: bool,
    /// There is no source distribution: without a wheel it cannot be installed.
    pub wheels_only: bool,
    /// The version from which a build needs Rust; `0` for all.
    pub rust: Option<&'static str>,
    /// Where the names below come from.
    pub recipe: Recipe,
    pub(super) apk_build: Vec<Choice>,
    pub(super) apk_run: Vec<Choice>,
    pub(super) apt_build: Vec<&'static str>,
    pub(super) apt_run: Vec<&'static str>,
    pub(super) own_package: Option<Choice>,
    /// A package with the same modules that has wheels.
    pub instead: Option<&'static str>,
    /// The Pythons from which on the first version with a musl wheel is a later one, ascending.
    pub(super) by_python: Vec<(PythonVersion, &'static str)>,
}

impl NativePackage {
    /// The first version with a musl wheel for a Python, where it is later than the first one at all.
    pub(super) fn first_musl_for(&self, python: Option<PythonVersion>) -> Option<&'static str> {
        self.by_python.iter().rev().find(|(from, _)| python.is_some_and(|python| *from <= python)).map(|step| step.1)
    }
}

/// Names of one thing in different Alpine releases: the first that a release has counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice(Vec<Spelling>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Spelling {
    name: &'static str,
    first: Option<DistroRelease>,
    last: Option<DistroRelease>,
}

impl Choice {
    /// The name in a release; in the newest one when the release is not known.
    pub(super) fn name_in(&self, release: Option<DistroRelease>) -> Option<&'static str> {
        let has = |s: &&Spelling| match release {
            Some(release) => s.first.is_none_or(|first| first <= release) && s.last.is_none_or(|last| release <= last),
            None => s.last.is_none(),
        };
        self.0.iter().find(has).map(|spelling| spelling.name)
    }
}

pub(super) fn parse(cells: &Cells) -> Option<NativePackage> {
    Some(NativePackage {
        name: cells.some(0)?,
        kind: kind(cells.get(1))?,
        first_musl: cells.some(2),
        last_musl: cells.some(3),
        seen: cells.some(4),
        long: cells.get(5).contains('l'),
        wheels_only: cells.get(5).contains('n'),
        rust: cells.some(6),
        recipe: recipe(cells.get(7))?,
        apk_build: cells.words(8, choice)?,
        apk_run: cells.words(9, choice)?,
        apt_build: cells.words(10, Some)?,
        apt_run: cells.words(11, Some)?,
        own_package: cells.some(12).map(choice).map_or(Some(None), |own| own.map(Some))?,
        instead: cells.some(13),
        by_python: cells.words(14, step)?,
    })
}

/// `3.13:2.2.3`
fn step(word: &'static str) -> Option<(PythonVersion, &'static str)> {
    let (python, version) = word.split_once(':')?;
    Some((PythonVersion::parse(python).ok()?, version))
}

fn kind(word: &'static str) -> Option<WheelKind> {
    Some(match word {
        "musl" => WheelKind::Musl,
        "glibc" => WheelKind::Glibc,
        "either" => WheelKind::Either,
        "source" => WheelKind::Source,
        "pure" => WheelKind::Pure,
        "unknown" => WheelKind::Unknown,
        _ => WheelKind::Via(word.strip_prefix("via ")?),
    })
}

fn recipe(letter: &str) -> Option<Recipe> {
    Some(match letter {
        "r" => Recipe::Read,
        "g" => Recipe::Inferred,
        "" => Recipe::Unknown,
        _ => return None,
    })
}

/// `libpq-dev:3.15|postgresql-dev`.
fn choice(text: &'static str) -> Option<Choice> {
    text.split('|').map(spelling).collect::<Option<Vec<_>>>().map(Choice)
}

/// `name`, `name:3.15` (from there on), `name:3.9-3.18`.
fn spelling(text: &'static str) -> Option<Spelling> {
    let (name, range) = text.split_once(':').map_or((text, None), |(name, range)| (name, Some(range)));
    let Some(range) = range else { return Some(Spelling { name, first: None, last: None }) };
    let (first, last) = range.split_once('-').map_or((range, None), |(first, last)| (first, Some(last)));
    let last = last.map(DistroRelease::parse).map_or(Some(None), |release| release.map(Some))?;
    Some(Spelling { name, first: Some(DistroRelease::parse(first)?), last })
}

impl Catalog {
    pub(super) fn native_packages(&self) -> &[NativePackage] {
        self.native.read(TABLE, parse)
    }

    /// The package of a normalised name. One that is not here is plain Python or not known at all.
    pub fn native(&self, name: &str) -> Option<&NativePackage> {
        let all = self.native_packages();
        all.binary_search_by(|package| package.name.cmp(name)).ok().and_then(|at| all.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_sorted_and_refer_to_one_another() {
        let catalog = Catalog::start();
        assert!(catalog.native_packages().is_sorted_by(|a, b| a.name < b.name));
        for package in catalog.native_packages() {
            let via = if let WheelKind::Via(name) = package.kind { Some(name) } else { None };
            for other in via.into_iter().chain(package.instead) {
                assert!(catalog.native(other).is_some(), "{} refers to {other}", package.name);
            }
        }
    }

    fn check(text: &'static str, release: &str, expected: Option<&str>) {
        let found = choice(text).expect("reads");
        assert_eq!(found.name_in(DistroRelease::parse(release)), expected, "{text} in {release}");
    }

    #[test]
    fn names_change_with_the_release() {
        check("libpq-dev:3.15|postgresql-dev", "3.15", Some("libpq-dev"));
        check("libpq-dev:3.15|postgresql-dev", "3.14", Some("postgresql-dev"));
        check("libssl3:3.15|libssl1.1:3.9-3.18", "3.8", None);
        check("libssl3:3.15|libssl1.1:3.9-3.18", "3.10", Some("libssl1.1"));
        check("libssl3:3.15|libssl1.1:3.9-3.18", "not known", Some("libssl3"));
    }
}
