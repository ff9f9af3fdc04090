//! From a draft to what it means. Total: what cannot be used is reported at its field and left out.

mod base;
mod environment;
mod grounds;
mod instructions;
mod lines;
mod own_fields;

pub use base::compile_need;
pub use environment::is_sensitive;

use super::resolve::Resolved;
use super::{Diagnostic, Draft, Edit};
use crate::catalog::Catalog;
use crate::domain::{AirflowVersion, Distro, Field, PresetDag, ProjectDescription, ProjectName, TextField};
use crate::presets;

/// What a draft means, and what was found while reading it. The description's fragment is left empty.
pub fn validate(draft: &Draft, catalog: &Catalog) -> (ProjectDescription, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let resolved = Resolved::of(catalog, &draft.image);
    let grounds = grounds::grounds(&resolved, draft, catalog, &mut found);
    let distro = grounds.distro.unwrap_or(Distro::Debian);
    let packages = lines::packages(draft, distro, &grounds, &mut found);
    let requirements = lines::requirements(draft, &mut found);
    let base = base::base(&grounds, &resolved, &requirements, draft, catalog, &mut found);
    let description = ProjectDescription {
        name: name(draft, &mut found),
        airflow: grounds.airflow,
        python: grounds.python,
        base,
        packages,
        requirements,
        dag: dag(draft, grounds.airflow, &mut found),
        env: environment::environment(draft, catalog, &mut found),
        instructions: instructions::instructions(draft, &mut found),
        platform: draft.platform,
        constraints: draft.constraints,
        fragment: String::new(),
    };
    (description, found)
}

fn name(draft: &Draft, found: &mut Vec<Diagnostic>) -> ProjectName {
    ProjectName::parse(draft.name.trim()).unwrap_or_else(|_| {
        let message = format!(
            "The project is called {} until its name has letters, digits, - and _ only, with a letter or digit at both ends.",
            Draft::DEFAULT_NAME
        );
        found.push(Diagnostic::error("project-name", Field::Text(TextField::Name), message));
        ProjectName::default()
    })
}

/// The DAG of the preset that is named; the plain example where there is none of that name, or none for this Airflow.
fn dag(draft: &Draft, airflow: AirflowVersion, found: &mut Vec<Diagnostic>) -> Option<PresetDag> {
    let (field, name) = (Field::Text(TextField::Dag), draft.dag.trim());
    if name.is_empty() {
        return None;
    }
    let plain = Edit::Text(TextField::Dag, String::new());
    let Some(preset) = presets::find(name) else {
        let message = "There is no preset of this name, so the plain example DAG is written.";
        found.push(Diagnostic::error("dag-unknown", field, message).with_fix("Use the plain example", plain));
        return None;
    };
    if !preset.fits(airflow) {
        let since = preset.since();
        let message = format!("The DAG of this preset is for Airflow {since} and later. The plain example is written.");
        found.push(Diagnostic::warning("dag-since", field, message).with_fix("Use the plain example", plain));
        return None;
    }
    Some(PresetDag {
        id: preset.dag_id(),
        path: preset.dag_path(),
        title: preset.title(),
        about: preset.about(),
        asset: preset.address(),
        length: preset.length,
        checksum: preset.checksum,
    })
}
