//! Releases that their makers no longer keep up: Airflow's line, the operating system, Python.
//!
//! An Alpine gives way to the one that its Airflow is at home on, a Debian to the first that still gets fixes; to none that ended too.
//! Of images that are retired as a whole only that is said (`image_standing`).

use super::super::Examination;
use crate::domain::{Distro, DistroRelease, Family, Field};
use crate::draft::{Choice, Diagnostic, Edit, Selection};
use crate::knowledge::lifetimes::ended;

/// Finds what has ended.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let description = examination.description;
    if matches!(description.family(), Family::Platform | Family::Certified | Family::Unrecognised) {
        return;
    }
    let selection = Selection::of(examination.catalog, &examination.draft.image);
    let (major, minor) = description.airflow.line();
    let line = if major == 1 { format!("1.{minor}") } else { major.to_string() };
    if let Some(day) = ended("airflow", &line) {
        let message = format!("Airflow {line} had its last fixes before {day}. Plan the way to a newer one.");
        found.push(Diagnostic::note("image-airflow-ended", Field::Airflow, message));
    }
    if let Some((python, day)) = description.python.and_then(|p| Some((p, ended("python", &p.to_string())?))) {
        let message = format!("Python {python} gets no fixes since {day}.");
        let note = Diagnostic::note("image-python-ended", Field::Python, message);
        let newer = selection.pythons().into_iter().filter(|choice| ended("python", &choice.label).is_none());
        found.push(with_choice(note, newer, "Use Python "));
    }
    system(examination, &selection, found);
}

fn system(examination: &Examination, selection: &Selection, found: &mut Vec<Diagnostic>) {
    let Some((distro, Some(release))) = examination.description.os() else { return };
    let Some(day) = ended(distro.as_str(), &release.to_string()) else { return };
    let message = format!("{} {release} gets no fixes since {day}.", distro.title());
    let note = Diagnostic::note("image-system-ended", Field::Image, message);
    let default = examination.catalog.default_alpine_for(examination.description.airflow).map(|alpine| alpine.release);
    let living = |choice: &Choice| {
        let other = choice.label.split(' ').nth(1).and_then(DistroRelease::parse);
        let fits = distro == Distro::Debian || other == default;
        let lives = other.is_some_and(|other| ended(distro.as_str(), &other.to_string()).is_none());
        fits && lives && choice.group.as_deref() == Some(distro.title())
    };
    found.push(with_choice(note, selection.systems().into_iter().filter(living), "Use "));
}

/// The finding with the first choice that can be made.
fn with_choice(finding: Diagnostic, mut choices: impl Iterator<Item = Choice>, verb: &str) -> Diagnostic {
    match choices.find(|choice| choice.unavailable.is_none()) {
        Some(choice) => finding.with_fix(format!("{verb}{}", choice.label), Edit::Image(choice.image)),
        None => finding,
    }
}
