//! Names of packages that this release does not have: another name here, the other distribution's name, or no name
//! that the tables know.
//!
//! The tables leave some kinds of packages out, so that an unknown name is a warning at most.

use super::super::Examination;
use crate::catalog::Os;
use crate::domain::{Distro, DistroRelease, Field, OsPackage, RowId, RowList};
use crate::draft::{Diagnostic, Edit};
use crate::knowledge::{Packages, Spans, translations};

/// Endings of packages that the tables leave out.
const LEFT_OUT: [&str; 9] = [
    "-doc",
    "-dbg",
    "-lang",
    "-openrc",
    "-bash-completion",
    "-zsh-completion",
    "-fish-completion",
    "-systemd",
    "-udev",
];

/// Finds names that this release does not have.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let Some(os) = examination.os() else { return };
    for line in &examination.description.packages {
        let Some(package) = line.value.package().filter(|package| is_judged(package)) else { continue };
        let finding = match examination.knowledge.packages(os) {
            Some(packages) if packages.find(package.name()).is_some() => None,
            Some(packages) => Some(missing(examination, line.row, package.name(), os, packages)),
            None => other_system(examination, line.row, package.name(), os.distro),
        };
        found.extend(finding);
    }
}

/// A package of another repository or release is not in our tables.
fn is_judged(package: &OsPackage) -> bool {
    let elsewhere = package.repository().is_some() || package.release().is_some() || package.is_conflict();
    !elsewhere && !LEFT_OUT.iter().any(|ending| package.name().ends_with(ending))
}

fn missing(examination: &Examination, row: RowId, name: &str, os: Os, packages: &Packages) -> Diagnostic {
    let here = |other: &&str| packages.find(other).is_some();
    let history = examination.knowledge.history().filter(|_| os.distro == Distro::Alpine);
    if let Some(other) = history.and_then(|history| history.also(name).find(here)) {
        let message = format!("{name} is called {other} on {}.", system(os));
        return with_name(finding("package-renamed", row, message), examination, row, name, other);
    }
    if let Some(other) = translations::name_for(os.distro, name).filter(here) {
        return translated(examination, row, name, other, os.distro);
    }
    if let Some(spans) = history.and_then(|history| history.spans(name)) {
        let message = format!("{} has no {name}: {}.", system(os), when(&spans, os.release));
        return finding("package-unknown", row, message);
    }
    let message = format!("{name} is not in our table of {}. It may still exist; check the spelling.", system(os));
    let finding = finding("package-unknown", row, message);
    match packages.nearest(name) {
        Some(near) => with_name(finding, examination, row, name, near.name),
        None => finding,
    }
}

/// Without a table of this release the other distribution's names are all that can be told.
fn other_system(examination: &Examination, row: RowId, name: &str, distro: Distro) -> Option<Diagnostic> {
    let other = translations::name_for(distro, name).filter(|_| !translations::is_name_of(distro, name))?;
    Some(translated(examination, row, name, other, distro))
}

fn translated(examination: &Examination, row: RowId, name: &str, other: &str, distro: Distro) -> Diagnostic {
    let theirs = match distro {
        Distro::Alpine => Distro::Debian,
        Distro::Debian => Distro::Alpine,
    };
    let message = format!("{name} is {}’s name. On {} it is {other}.", theirs.title(), distro.title());
    with_name(finding("package-other-distribution", row, message), examination, row, name, other)
}

fn finding(code: &'static str, row: RowId, message: String) -> Diagnostic {
    Diagnostic::warning(code, Field::Row(RowList::Packages, row), message)
}

/// The finding with a way out, unless the white list is against it.
fn with_name(finding: Diagnostic, examination: &Examination, row: RowId, name: &str, other: &str) -> Diagnostic {
    match examination.draft.allows(other) {
        true => finding.with_fix(format!("Use {other}"), renamed(examination, row, name, other)),
        false => finding,
    }
}

/// The row under another name; away where that name is listed already. A version of the old name fits no other.
fn renamed(examination: &Examination, row: RowId, name: &str, other: &str) -> Edit {
    let listed = examination.description.packages.iter().filter_map(|line| line.value.package());
    if listed.into_iter().any(|package| package.name() == other) {
        return Edit::Remove(RowList::Packages, row);
    }
    let text = examination.draft.row(RowList::Packages, row).map_or("", |row| row.text.as_str());
    let comment = text.find('#').and_then(|at| text.get(at..)).filter(|_| text.trim_start().starts_with(name));
    let text = comment.map_or_else(|| other.to_owned(), |comment| format!("{other} {comment}"));
    Edit::RowText(RowList::Packages, row, text)
}

/// "it exists since Alpine 3.15", "it was there up to Alpine 3.14".
fn when(spans: &Spans, release: Option<DistroRelease>) -> String {
    let later = spans.iter().find(|(first, _)| release.is_some_and(|release| *first > release));
    let earlier = spans.iter().rev().find_map(|(_, last)| last.filter(|last| release.is_some_and(|now| *last < now)));
    match (later, earlier) {
        (Some((first, _)), _) => format!("it exists since Alpine {first}"),
        (None, Some(last)) => format!("it was there up to Alpine {last}"),
        (None, None) => "other releases have it".to_owned(),
    }
}

fn system(os: Os) -> String {
    match os.release {
        Some(release) => format!("{} {release}", os.distro.title()),
        None => os.distro.title().to_owned(),
    }
}
