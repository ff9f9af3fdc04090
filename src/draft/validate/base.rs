//! The image as the generator reads it, and for layers of one's own everything that they are made from.

use super::super::resolve::Resolved;
use super::super::{Diagnostic, Draft};
use super::grounds::Grounds;
use super::own_fields;
use crate::catalog::{Catalog, CompileNeed, Os, codename};
use crate::domain::{
    AirflowConstraints, AirflowSource, Base, Distro, Family, Field, ImageReference, OwnLayers, PrebuiltImage,
    PythonSource, PythonVersion, RequirementLine, Sourced, TextField, Triggers,
};

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
