//! The image: its versions and system, and for layers of one's own everything that they are made from.

use super::super::resolve::Resolved;
use super::super::{Diagnostic, Draft, Selection};
use super::own_fields;
use crate::catalog::{Catalog, CompileNeed, Os, codename};
use crate::domain::{
    AirflowConstraints, AirflowSource, AirflowVersion, Base, Distro, DistroRelease, Family, Field, ImageReference,
    OwnLayers, PrebuiltImage, PythonSource, PythonVersion, RequirementLine, Sourced, TextField, Triggers,
};

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
        let message = format!("{reference} moves from release to release. Name one, such as alpine:3.23 or debian:12-slim.");
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
    let message = format!("This is no image reference: {reason}. Until it is one, the project builds on {}.", start.reference);
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
    let typed = AirflowVersion::parse(&draft.image.airflow).ok();
    if let (Some(typed), Some(has)) = (typed, image.airflow)
        && typed != has
    {
        let message = format!("The image has Airflow {has}, not {typed}. {has} was taken.");
        found.push(Diagnostic::error("airflow-differs", Field::Airflow, message));
    }
    let typed = PythonVersion::parse(&draft.image.python).ok();
    if let (Some(typed), Some(has)) = (typed, image.python)
        && typed != has
    {
        let message = format!("The image has Python {has}, not {typed}. {has} was taken.");
        found.push(Diagnostic::error("python-differs", Field::Python, message));
    }
}

fn airflow(
    resolved: &Resolved,
    draft: &Draft,
    catalog: &Catalog,
    found: &mut Vec<Diagnostic>,
) -> AirflowVersion {
    let newest = start_grounds_airflow(catalog);
    let Some(version) = resolved.airflow else {
        let message = format!("Which Airflow this image has is not known. Say it; until then {newest} is assumed.");
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
                let message = format!("Airflow {version} was withdrawn from the index ({why}). Choose another version.");
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
    let fits = super::super::image_choice::own_pythons(catalog, airflow);
    if let Some(python) = resolved.python.filter(|python| fits.contains(python)) {
        return Some(python);
    }
    let cleared = super::super::ImageDraft { python: String::new(), ..draft.image.clone() };
    let cleared = super::super::ImageDraft { airflow: airflow.to_string(), ..cleared };
    let python = PythonVersion::parse(&Selection::completed(catalog, &cleared).python).ok().or(fits.last().copied());
    let range: Vec<String> = fits.iter().map(ToString::to_string).collect();
    let taken = python.map(|p| p.to_string()).unwrap_or_default();
    let message = format!("Airflow {airflow} runs on Python {}. {taken} was taken.", range.join(", "));
    found.push(Diagnostic::error("python-unfit", Field::Python, message));
    python
}

/// The base that the generator stands on.
pub fn base(
    grounds: &Grounds,
    resolved: &Resolved,
    requirements: &[Sourced<RequirementLine>],
    draft: &Draft,
    catalog: &Catalog,
    found: &mut Vec<Diagnostic>,
) -> Base {
    let compiled = Compiled::of(grounds, requirements, catalog);
    if grounds.family.is_own() {
        return Base::Own(Box::new(own(grounds, resolved, compiled, draft, catalog, found)));
    }
    report_own_only(draft, found);
    Base::Prebuilt(PrebuiltImage {
        reference: grounds.reference.clone(),
        family: grounds.family,
        distro: grounds.distro,
        release: grounds.release,
        triggers: grounds.triggers,
        amd64_only: resolved.prebuilt.as_ref().is_some_and(|image| image.amd64_only),
        requirement_build_packages: compiled.build,
        requirement_run_packages: compiled.run,
    })
}

/// Fields that only layers of one's own read: said once each when they are filled in for another image.
fn report_own_only(draft: &Draft, found: &mut Vec<Diagnostic>) {
    let fields = [TextField::Extras, TextField::Repository, TextField::Revision, TextField::Index];
    for field in fields.into_iter().filter(|field| !draft.text(*field).trim().is_empty()) {
        let message = "Only layers of your own can use this; a ready-made image cannot. It is kept, and not written.";
        found.push(Diagnostic::warning("own-layers-only", Field::Text(field), message));
    }
}

fn own(
    grounds: &Grounds,
    resolved: &Resolved,
    compiled: Compiled,
    draft: &Draft,
    catalog: &Catalog,
    found: &mut Vec<Diagnostic>,
) -> OwnLayers {
    let distro = grounds.distro.unwrap_or(Distro::Debian);
    let (image, python_source) = image(grounds, resolved, catalog);
    let source = own_fields::source(draft, found);
    let os = Os { distro, release: grounds.release };
    let airflow_build = catalog.airflow_build_need(grounds.airflow, grounds.python, os);
    OwnLayers {
        family: grounds.family,
        image,
        distro,
        release: grounds.release,
        python_source,
        extras: own_fields::extras(draft, found),
        airflow_constraints: airflow_constraints(grounds, &source, catalog),
        source,
        index: own_fields::index(draft, found),
        labels: own_fields::labels(draft, found),
        apk_repositories: own_fields::apk_repositories(draft, found),
        layout: draft.layout,
        airflow_build_packages: sorted(airflow_build.build),
        airflow_run_packages: sorted(airflow_build.run),
        requirement_build_packages: compiled.build,
        requirement_run_packages: compiled.run,
    }
}

/// What FROM names: the system's image where its own Python fits, Python's image on that system where it does not.
fn image(grounds: &Grounds, resolved: &Resolved, catalog: &Catalog) -> (ImageReference, PythonSource) {
    let as_named = grounds.reference.clone();
    let brings = resolved.os.as_ref().and_then(|os| os.python);
    let named_python = as_named.path().rsplit('/').next() == Some("python");
    if grounds.family == Family::Company {
        let source = if brings.is_some() || named_python { PythonSource::Image } else { PythonSource::System };
        return (as_named, source);
    }
    let (Some(python), Some(release)) = (grounds.python, grounds.release) else {
        return (as_named, PythonSource::System);
    };
    if brings == Some(python) {
        return (as_named, PythonSource::Image);
    }
    let system = match grounds.distro {
        Some(Distro::Debian) => codename(release).map(|codename| format!("slim-{codename}")),
        _ if brings.is_none() && catalog.own_python(release) == Some(python) => None,
        _ => Some(format!("alpine{release}")),
    };
    let with_python = system.and_then(|system| ImageReference::parse(&format!("python:{python}-{system}")).ok());
    with_python.map_or((as_named, PythonSource::System), |image| (image, PythonSource::Image))
}

fn airflow_constraints(grounds: &Grounds, source: &AirflowSource, catalog: &Catalog) -> AirflowConstraints {
    let set = grounds.python.and_then(|python| catalog.constraints_for(grounds.airflow, python));
    match set {
        Some(set) if set.is_exact() && *source == AirflowSource::Index => {
            AirflowConstraints::Vendored { length: set.length, checksum: set.checksum }
        }
        _ => AirflowConstraints::Published,
    }
}

/// What pip compiles of the requirements.
struct Compiled {
    build: Vec<String>,
    run: Vec<String>,
}

impl Compiled {
    /// Nothing where triggers run pip: their compiler would have to come from packages.txt.
    fn of(grounds: &Grounds, requirements: &[Sourced<RequirementLine>], catalog: &Catalog) -> Self {
        let (mut build, mut run) = (Vec::new(), Vec::new());
        if let (Triggers::None, Some(distro)) = (grounds.triggers, grounds.distro) {
            let os = Os { distro, release: grounds.release };
            for need in requirements.iter().filter_map(|line| compile_need(&line.value, os, grounds.python, catalog)) {
                if let CompileNeed::Yes(needed) = need {
                    build.extend(needed.build);
                    run.extend(needed.run);
                }
            }
        }
        Self { build: sorted(build), run: sorted(run) }
    }
}

/// Whether pip compiles a requirement on a system; `None` for lines that name no package.
pub fn compile_need(
    line: &RequirementLine,
    os: Os,
    python: Option<PythonVersion>,
    catalog: &Catalog,
) -> Option<CompileNeed> {
    let RequirementLine::Requirement(requirement) = line else { return None };
    Some(catalog.compile_need(requirement.normalised().as_str(), requirement.pinned_version(), os, python))
}

fn sorted<T: Into<String>>(names: Vec<T>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
    names.sort();
    names.dedup();
    names
}
