//! Which late tables the rules would look into.

use super::Examination;
use crate::catalog::Catalog;
use crate::domain::{Distro, ProjectDescription};
use crate::draft::Draft;
use crate::knowledge::{Knowledge, Table};

/// The late tables that would tell more about this configuration; those that are here already are among them.
pub fn wanted(draft: &Draft, description: &ProjectDescription, catalog: &Catalog, knowledge: &Knowledge) -> Vec<Table> {
    let examination = Examination { draft, description, catalog, knowledge };
    let mut tables = Vec::new();
    // Ready-made Alpine images see Alpine's own Python packages, which may take a requirement's place.
    let alpine_image = description.prebuilt().is_some_and(|image| image.distro == Some(Distro::Alpine));
    if !description.packages.is_empty() || (alpine_image && !description.requirements.is_empty()) {
        tables.extend(examination.os().and_then(Table::packages_of));
    }
    if !description.packages.is_empty() {
        tables.extend(misses_a_package(&examination).then_some(Table::AlpineHistory));
    }
    if !description.requirements.is_empty() {
        tables.push(Table::Pythons);
        tables.extend(pins(description, catalog));
    }
    tables
}

/// Whether a package is not in this Alpine's table, so that other releases are worth asking.
fn misses_a_package(examination: &Examination) -> bool {
    let os = examination.os().filter(|os| os.distro == Distro::Alpine);
    let Some(packages) = os.and_then(|os| examination.knowledge.packages(os)) else { return false };
    let names = examination.description.packages.iter().filter_map(|line| line.value.package());
    names.into_iter().any(|package| packages.find(package.name()).is_none())
}

fn pins(description: &ProjectDescription, catalog: &Catalog) -> Option<Table> {
    let python = description.python?;
    catalog.constraints_for(description.airflow, python).map(|_| Table::Pins(description.airflow, python))
}
