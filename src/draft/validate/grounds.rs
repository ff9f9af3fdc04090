//! Versions and system of the image: what the rest of the validation stands on.

use super::super::image_choice::own_pythons;
use super::super::resolve::{Resolved, agree};
use super::super::{Diagnostic, Draft, ImageDraft, Selection};
use crate::catalog::Catalog;
use crate::domain::{AirflowVersion, Distro, DistroRelease, Family, Field, ImageReference, PythonVersion, Triggers};

/// What the rest of the validation stands on.
pub struct Grounds {
    /// Whose image it is.
    pub family: Family,
    /// The reference to build on.
    pub reference: ImageReference,
    /// The Airflow version.
    pub airflow: AirflowVersion,
    /// The Python version, where it is known.
    pub python: Option<PythonVersion>,
    /// The package manager, where it is known.
    pub distro: Option<Distro>,
    /// The release of the distribution, where it is known.
    pub release: Option<DistroRelease>,
    /// What the image does by itself.
    pub triggers: Triggers,
}

/// Settles versions and system. Where the draft says nothing usable, the defaults stand in and an error says so.
pub fn grounds(resolved: &Resolved, draft: &Draft, catalog: &Catalog, found: &mut Vec<Diagnostic>) -> Grounds {
    let Ok(reference) = &resolved.reference else {
        return fallback(resolved, catalog, found);
    };
    if resolved.os.as_ref().is_some_and(|os| os.release.is_none()) && resolved.family != Family::Company {
        let message =
            format!("{reference} moves from release to release. Name one, such as alpine:3.23 or debian:12-slim.");
        found.push(Diagnostic::error("image-floating", Field::Image, message));
        return start_grounds(catalog);
    }
    report_family(resolved, reference, found);
    report_versions(resolved, draft, found);
    let airflow = airflow(resolved, draft, catalog, found);
    let python = python(resolved, draft, airflow, catalog, found);
    Grounds {
        family: resolved.family,
        reference: reference.clone(),
        airflow,
        python,
        distro: resolved.distro,
        release: resolved.release,
        triggers: resolved.prebuilt.as_ref().map_or(Triggers::None, |image| image.triggers),
    }
}

fn fallback(resolved: &Resolved, catalog: &Catalog, found: &mut Vec<Diagnostic>) -> Grounds {
    let reason = resolved.reference.as_ref().err().map(ToString::to_string).unwrap_or_default();
    let start = start_grounds(catalog);
    let message =
        format!("This is no image reference: {reason}. Until it is one, the project builds on {}.", start.reference);
    found.push(Diagnostic::error("image-reference", Field::Image, message));
    start
}

fn start_grounds(catalog: &Catalog) -> Grounds {
    let image = Selection::start(catalog);
    let resolved = Resolved::of(catalog, &image);
    let known = ImageReference::parse(&image.reference);
    let airflow = resolved.airflow.unwrap_or(AirflowVersion::new(3, 3, 2));
    // The start image is one of the catalogue's, and a test holds that it reads.
    let reference = known.or_else(|_| ImageReference::parse("alpine:3.23"));
    Grounds {
        family: resolved.family,
        reference: reference.unwrap_or_else(|_| unreachable!("a constant reference")),
        airflow,
        python: resolved.python,
        distro: resolved.distro,
        release: resolved.release,
        triggers: Triggers::None,
    }
}

fn report_family(resolved: &Resolved, reference: &ImageReference, found: &mut Vec<Diagnostic>) {
    match resolved.family {
        Family::Unrecognised => found.push(Diagnostic::error(
            "image-unrecognised",
            Field::Image,
            format!("{reference} is not an image we know. Say that it is an operating system to build on, and which."),
        )),
        Family::Company if resolved.distro.is_none() => found.push(Diagnostic::error(
            "image-distro",
            Field::Distro,
            format!("Say whether {reference} is an Alpine or a Debian. Until then Debian is assumed."),
        )),
        _ => {}
    }
}

/// With a prebuilt image, typed versions must agree with what the tag says.
fn report_versions(resolved: &Resolved, draft: &Draft, found: &mut Vec<Diagnostic>) {
    let Some(image) = &resolved.prebuilt else { return };
    let typed = draft.image.airflow.trim();
    if let Some(has) = image.airflow.filter(|_| !typed.is_empty())
        && !AirflowVersion::parse(typed).is_ok_and(|typed| agree(typed, has))
    {
        let message = format!("The image has Airflow {has}, not {}. {has} was taken.", short(typed));
        found.push(Diagnostic::error("airflow-differs", Field::Airflow, message));
    }
    let typed = draft.image.python.trim();
    let read = PythonVersion::parse(typed);
    match image.python.filter(|_| !typed.is_empty()) {
        Some(has) if read != Ok(has) => {
            let message = format!("The image has Python {has}, not {}. {has} was taken.", short(typed));
            found.push(Diagnostic::error("python-differs", Field::Python, message));
        }
        None if !typed.is_empty() && read.is_err() => {
            let message = format!("{} is not a version of Python, such as 3.12.", short(typed));
            found.push(Diagnostic::error("python-differs", Field::Python, message));
        }
        _ => {}
    }
}

/// At most 40 characters of what was typed.
fn short(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_control()).take(40).collect()
}

fn airflow(resolved: &Resolved, draft: &Draft, catalog: &Catalog, found: &mut Vec<Diagnostic>) -> AirflowVersion {
    let newest = start_grounds_airflow(catalog);
    let Some(version) = resolved.airflow else {
        let message = match short(draft.image.airflow.trim()) {
            typed if typed.is_empty() => {
                format!("Which Airflow this image has is not known. Say it; until then {newest} is assumed.")
            }
            typed => format!("{typed} is not a version of Airflow. {newest} is assumed."),
        };
        found.push(Diagnostic::error("airflow-unknown", Field::Airflow, message));
        return newest;
    };
    if !resolved.family.is_own() {
        return version;
    }
    match catalog.release(version) {
        None => {
            let message = format!("Airflow {version} is not a version we know. {newest} was taken.");
            found.push(Diagnostic::error("airflow-unknown", Field::Airflow, message));
            newest
        }
        Some(release) => {
            if let Some(why) = release.withdrawn.filter(|_| draft.repository.trim().is_empty()) {
                let message =
                    format!("Airflow {version} was withdrawn from the index ({why}). Choose another version.");
                found.push(Diagnostic::error("airflow-withdrawn", Field::Airflow, message));
            }
            version
        }
    }
}

fn start_grounds_airflow(catalog: &Catalog) -> AirflowVersion {
    catalog.newest_release().map_or(AirflowVersion::new(3, 3, 2), |release| release.version)
}

fn python(
    resolved: &Resolved,
    draft: &Draft,
    airflow: AirflowVersion,
    catalog: &Catalog,
    found: &mut Vec<Diagnostic>,
) -> Option<PythonVersion> {
    if !resolved.family.is_own() {
        return resolved.prebuilt.as_ref().and_then(|image| image.python).or(resolved.python);
    }
    let fits = own_pythons(catalog, airflow);
    if let Some(python) = resolved.python.filter(|python| fits.contains(python)) {
        return Some(python);
    }
    let cleared = ImageDraft { python: String::new(), ..draft.image.clone() };
    let cleared = ImageDraft { airflow: airflow.to_string(), ..cleared };
    let python = PythonVersion::parse(&Selection::completed(catalog, &cleared).python).ok().or(fits.last().copied());
    // Where the version is not known, that is the finding, and a Python was never chosen for it.
    if draft.image.python.is_empty() && resolved.airflow != Some(airflow) {
        return python;
    }
    let range: Vec<String> = fits.iter().map(ToString::to_string).collect();
    let taken = python.map(|p| p.to_string()).unwrap_or_default();
    let message = format!("Airflow {airflow} runs on Python {}. {taken} was taken.", range.join(", "));
    found.push(Diagnostic::error("python-unfit", Field::Python, message));
    python
}
