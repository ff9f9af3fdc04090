//! Whether `pip install` of a package needs a compiler on a system, and which packages then.
//!
//! Must not be in here: what to tell a person, what to change.

use super::Catalog;
use super::native::{FIRST_MUSLLINUX, NativePackage, Recipe, WheelKind};
use crate::domain::{Distro, DistroRelease, PythonVersion};

/// A system that pip runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Os {
    /// Its distribution.
    pub distro: Distro,
    /// Its release, where it is known; else it is taken to be a recent one.
    pub release: Option<DistroRelease>,
}

/// Whether pip must compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CompileNeed {
    /// A wheel fits.
    No,
    /// The tables do not say. Most packages that they do not name are plain Python.
    Unknown,
    /// It compiles from source, with these packages.
    Yes(Build),
    /// No wheel fits, and there is no source to compile.
    Never,
}

/// What a build from source takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// Packages to build with, the compiler first; no name twice.
    pub build: Vec<&'static str>,
    /// Packages to run with.
    pub run: Vec<&'static str>,
    /// Minutes to hours.
    pub long: bool,
    /// This release lacks a package that the build needs: it will not succeed as things are.
    pub lacking: bool,
    /// Where the names come from.
    pub recipe: Recipe,
    /// A package with the same modules that has a wheel here.
    pub instead: Option<&'static str>,
    /// Alpine's own package, when its Python is the image's.
    pub own_package: Option<&'static str>,
}

impl Catalog {
    /// Whether pip must compile this package (normalised name) here. `pinned` is the version of an `==`; without it
    /// pip takes the newest. `python` is the image's; Alpine's headers are needed where it is Alpine's own.
    ///
    /// Up to Alpine 3.13 nothing native has a wheel. From when on a version has one for each Python is measured for
    /// musl; on Debian pins before that are `Unknown`.
    pub fn compile_need(&self, name: &str, pinned: Option<&str>, os: Os, python: Option<PythonVersion>) -> CompileNeed {
        let Some(package) = self.native(name) else { return CompileNeed::Unknown };
        let kind = self.kind_of(package);
        let compiles = match os.distro {
            Distro::Alpine => on_alpine(package, kind, pinned, os.release, python),
            Distro::Debian => on_debian(package, kind, pinned, python),
        };
        match compiles {
            None => CompileNeed::Unknown,
            Some(false) => CompileNeed::No,
            Some(true) if package.wheels_only => CompileNeed::Never,
            Some(true) => CompileNeed::Yes(self.build(package, pinned, os, python)),
        }
    }

    /// Packages that a package needs at run time on a system, whether it is compiled or not: only those of plain
    /// Python packages (a Java for pyspark); wheels bring their libraries with them.
    pub fn run_packages(&self, name: &str, os: Os) -> Vec<&'static str> {
        let Some(package) = self.native(name).filter(|package| package.kind == WheelKind::Pure) else { return vec![] };
        match os.distro {
            Distro::Alpine => package.apk_run.iter().filter_map(|choice| choice.name_in(os.release)).collect(),
            Distro::Debian => package.apt_run.clone(),
        }
    }

    fn kind_of(&self, package: &NativePackage) -> WheelKind {
        match package.kind {
            WheelKind::Via(other) => self.native(other).map_or(WheelKind::Unknown, |other| other.kind),
            kind => kind,
        }
    }

    fn build(&self, package: &NativePackage, pinned: Option<&str>, os: Os, python: Option<PythonVersion>) -> Build {
        let names = package.build_names(pinned, os);
        let mut build = self.compiler(os, python);
        for name in names.iter().flatten() {
            if !build.contains(name) {
                build.push(name);
            }
        }
        Build {
            build,
            run: package.run_names(os),
            long: package.long,
            lacking: names.contains(&None),
            recipe: package.recipe,
            instead: package.instead.filter(|other| self.has_wheel(other, pinned, os, python)),
            own_package: self.own_package(package, os, python),
        }
    }

    /// The binary variant of a package has had wheels for glibc from its first day.
    fn has_wheel(&self, name: &str, pinned: Option<&str>, os: Os, python: Option<PythonVersion>) -> bool {
        os.distro == Distro::Debian || self.compile_need(name, pinned, os, python) == CompileNeed::No
    }

    /// The compiler; with Alpine's own Python its headers too (a `python` image has them, Debian's slim as well).
    pub(super) fn compiler(&self, os: Os, python: Option<PythonVersion>) -> Vec<&'static str> {
        let own = os.release.and_then(|release| self.own_python(release));
        match os.distro {
            Distro::Debian => vec!["build-essential"],
            Distro::Alpine if python.is_none() || python == own => vec!["build-base", "python3-dev"],
            Distro::Alpine => vec!["build-base"],
        }
    }

    fn own_package(&self, package: &NativePackage, os: Os, python: Option<PythonVersion>) -> Option<&'static str> {
        let release = os.release.filter(|_| os.distro == Distro::Alpine)?;
        let serves = python.is_some() && self.own_python(release) == python;
        package.own_package.as_ref().filter(|_| serves)?.name_in(Some(release))
    }
}

impl NativePackage {
    /// The packages to build with beside the compiler; `None` for one that the release lacks.
    pub(super) fn build_names(&self, pinned: Option<&str>, os: Os) -> Vec<Option<&'static str>> {
        let rust = self.rust.is_some_and(|since| pinned.is_none_or(|pin| !is_before(pin, since)));
        match os.distro {
            Distro::Alpine => {
                let cargo = rust.then_some(Some("cargo"));
                cargo.into_iter().chain(self.apk_build.iter().map(|choice| choice.name_in(os.release))).collect()
            }
            Distro::Debian => {
                let cargo = ["cargo", "rustc"].into_iter().filter(|_| rust);
                cargo.chain(self.apt_build.iter().copied()).map(Some).collect()
            }
        }
    }

    /// The packages to run with once compiled. Debian's are bookworm's names, which later releases provide too.
    pub(super) fn run_names(&self, os: Os) -> Vec<&'static str> {
        match os.distro {
            Distro::Alpine => self.apk_run.iter().filter_map(|choice| choice.name_in(os.release)).collect(),
            Distro::Debian => self.apt_run.clone(),
        }
    }
}

/// `None`: not known.
fn on_alpine(
    package: &NativePackage,
    kind: WheelKind,
    pinned: Option<&str>,
    release: Option<DistroRelease>,
    python: Option<PythonVersion>,
) -> Option<bool> {
    let too_old = release.is_some_and(|release| release < FIRST_MUSLLINUX);
    match kind {
        WheelKind::Pure => Some(false),
        WheelKind::Source => Some(true),
        _ if too_old => Some(true),
        WheelKind::Unknown | WheelKind::Via(_) => None,
        WheelKind::Glibc => glibc_only(package, pinned),
        WheelKind::Musl | WheelKind::Either => musl_wheel(package, kind, pinned, python),
    }
}

/// Some had musl wheels once: up to there, from where they began, if that is known.
fn glibc_only(package: &NativePackage, pinned: Option<&str>) -> Option<bool> {
    let (Some(last), Some(pin)) = (package.last_musl, pinned) else { return Some(true) };
    if is_before(last, pin) {
        return Some(true);
    }
    package.first_musl.map(|first| is_before(pin, first))
}

/// Unpinned, pip finds the newest wheel. A pin before the version that the tables saw may lack one.
fn musl_wheel(
    package: &NativePackage,
    kind: WheelKind,
    pinned: Option<&str>,
    python: Option<PythonVersion>,
) -> Option<bool> {
    let Some(pin) = pinned else { return Some(false) };
    if package.first_musl_for(python).is_some_and(|first| is_before(pin, first)) {
        return Some(true);
    }
    match (package.first_musl, package.seen) {
        (Some(first), _) => Some(is_before(pin, first)),
        (None, Some(seen)) if !is_before(pin, seen) => Some(false),
        _ if kind == WheelKind::Either && package.name == "sqlalchemy" => Some(false),
        _ => None,
    }
}

/// Wheels for musl came later than those for glibc; of pins before them the tables say nothing.
fn on_debian(
    package: &NativePackage,
    kind: WheelKind,
    pinned: Option<&str>,
    python: Option<PythonVersion>,
) -> Option<bool> {
    match kind {
        WheelKind::Source => Some(true),
        WheelKind::Unknown | WheelKind::Via(_) => None,
        WheelKind::Glibc | WheelKind::Pure => Some(false),
        WheelKind::Musl | WheelKind::Either => musl_wheel(package, kind, pinned, python).filter(|compiles| !compiles),
    }
}

/// Compares the numbers that two versions begin with; a missing number is 0, letters end it.
fn is_before(a: &str, b: &str) -> bool {
    let numbers = |text: &str| -> Vec<u64> {
        let mut found: Vec<u64> = text.split('.').map_while(leading_number).collect();
        while found.last() == Some(&0) {
            found.pop();
        }
        found
    };
    numbers(a) < numbers(b)
}

fn leading_number(part: &str) -> Option<u64> {
    let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
    part.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn os(text: &str) -> Os {
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
        let (distro, release) = text.split_at(at);
        Os { distro: Distro::parse(distro).expect("a distro"), release: DistroRelease::parse(release) }
    }

    /// `name` or `name==version`, on a system, with a Python.
    fn check(requirement: &str, system: &str, python: &str, expected: &str) {
        let (name, pin) = requirement.split_once("==").map_or((requirement, None), |(name, pin)| (name, Some(pin)));
        let python = PythonVersion::parse(python).ok();
        let found = match Catalog::start().compile_need(name, pin, os(system), python) {
            CompileNeed::No => "no".to_owned(),
            CompileNeed::Unknown => "unknown".to_owned(),
            CompileNeed::Never => "never".to_owned(),
            CompileNeed::Yes(build) => {
                let marks = [(build.long, " long"), (build.lacking, " lacking")];
                let marks: String = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
                let other = build.instead.or(build.own_package).map(|o| format!(" or {o}")).unwrap_or_default();
                format!("{} / {}{marks}{other}", build.build.join(" "), build.run.join(" "))
            }
        };
        assert_eq!(found, expected, "{requirement} on {system} {python:?}");
    }

    #[test]
    fn the_example_of_the_guide() {
        check("pandas==1.3.5", "alpine3.10", "3.7", "build-base python3-dev linux-headers / libstdc++ long");
        check(
            "scipy",
            "alpine3.10",
            "3.7",
            "build-base python3-dev gfortran openblas-dev lapack-dev / openblas libstdc++ libgfortran long or py3-scipy",
        );
        check("psycopg2==2.8.5", "alpine3.10", "3.7", "build-base python3-dev postgresql-dev / libpq or py3-psycopg2");
        check("pandas==2.2.3", "alpine3.23", "3.12", "no");
        check("pandas", "alpine3.23", "3.12", "no");
        check("scipy==1.14.1", "alpine3.23", "3.12", "no");
        check("psycopg2==2.9.10", "alpine3.23", "3.12", "build-base python3-dev libpq-dev / libpq or psycopg2-binary");
        check("psycopg2", "alpine3.23", "3.13", "build-base libpq-dev / libpq or psycopg2-binary");
        check("psycopg2", "debian12", "3.12", "build-essential libpq-dev / libpq5 or psycopg2-binary");
        check("psycopg2", "debian", "3.14", "build-essential libpq-dev / libpq5 or psycopg2-binary");
        check("pandas==2.2.3", "debian12", "3.12", "no");
        check("pandas==1.3.5", "debian12", "3.12", "unknown");
        check("psycopg2==2.8.5", "debian10", "3.7", "build-essential libpq-dev / libpq5 or psycopg2-binary");
    }

    #[test]
    fn wheels_decide() {
        check(
            "pandas==2.0.3",
            "alpine3.19",
            "3.11",
            "build-base python3-dev linux-headers / libstdc++ long or py3-pandas",
        );
        check("cryptography==3.4.7", "alpine3.15", "3.8", "build-base cargo libffi-dev openssl-dev / libffi libssl3");
        check(
            "cryptography==3.3.2",
            "alpine3.10",
            "3.7",
            "build-base python3-dev libffi-dev openssl-dev / libffi libssl1.1 or py3-cryptography",
        );
        check("pymongo", "alpine3.23", "3.12", "build-base python3-dev /  or py3-mongo");
        check("pymongo", "debian12", "3.12", "no");
        check("scikit-learn", "alpine3.23", "3.13", "build-base openblas-dev / openblas libgomp libstdc++ long");
        check("torch", "alpine3.23", "3.12", "never");
        check("torch", "debian12", "3.12", "no");
        check("duckdb", "alpine3.23", "3.13", "build-base cmake samurai / libstdc++ long");
        check("duckdb==1.3.2", "alpine3.23", "3.12", "unknown");
        check("pymupdf==1.26.0", "alpine3.23", "3.12", "no");
        check("orjson==3.9.0", "alpine3.23", "3.12", "build-base python3-dev cargo /  or py3-orjson");
        check("pandas==2.1.4", "alpine3.23", "3.13", "build-base linux-headers / libstdc++ long");
        check("pandas==2.1.4", "alpine3.23", "3.12", "no");
        check("numpy==1.26.4", "debian12", "3.13", "unknown");
        check("orjson==3.11.9", "alpine3.23", "3.12", "no");
        check("pyarrow", "alpine3.13", "3.8", "build-base python3-dev cmake /  long lacking");
        check("requests-kerberos", "alpine3.23", "3.13", "build-base krb5-dev / krb5-libs");
        check("pyspark", "alpine3.10", "3.7", "no");
        check("frozenlist", "alpine3.10", "3.7", "build-base python3-dev / ");
        check("frozenlist", "alpine3.23", "3.12", "no");
        check("hiredis", "alpine3.23", "3.12", "unknown");
        check("requests", "alpine3.10", "3.7", "unknown");
    }

    #[test]
    fn plain_python_may_need_a_system_package() {
        let run = |name, system| Catalog::start().run_packages(name, os(system)).join(" ");
        assert_eq!(run("pyspark", "alpine3.10"), "openjdk8-jre-base bash");
        assert_eq!(run("pyspark", "alpine3.23"), "openjdk17-jre-headless bash");
        assert_eq!(run("pyspark", "debian12"), "default-jre-headless");
        assert_eq!(run("pandas", "alpine3.23"), "");
    }

    #[test]
    fn versions_compare_by_their_numbers() {
        for (a, b) in [("1.9", "1.10"), ("2.9.3", "2.9.10"), ("3.4", "3.4.8"), ("0.4a1", "0.5")] {
            assert!(is_before(a, b) && !is_before(b, a), "{a} {b}");
        }
        for (a, b) in [("4.0.0", "4"), ("1.2rc1", "1.2"), ("", "0")] {
            assert!(!is_before(a, b) && !is_before(b, a), "{a} {b}");
        }
    }
}
