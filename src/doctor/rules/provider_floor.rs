//! Providers that need a newer Airflow.
//!
//! Known is what the newest version of each provider asks for; of older versions nothing is said.

use super::super::Examination;
use super::super::requirements::{Named, named};
use crate::domain::version_cmp;
use crate::draft::Diagnostic;
use crate::knowledge::provider_floors::floor;

/// Finds versions, and providers without a version for this Airflow.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    found.extend(named(examination).filter_map(|named| too_new(examination, &named)));
}

fn too_new(examination: &Examination, named: &Named) -> Option<Diagnostic> {
    let description = examination.description;
    let floor = floor(named.name()).filter(|floor| floor.airflow > description.airflow)?;
    let pins = description.python.and_then(|python| examination.knowledge.pins(description.airflow, python));
    let tested = pins.and_then(|pins| pins.version(named.name()));
    let newest = match named.requirement.pinned_version() {
        Some(pin) => version_cmp(pin, floor.version).is_some_and(|order| order.is_ge()),
        // pip takes an older one, if this Airflow had one.
        None => pins.is_some() && tested.is_none() && named.requirement.specifiers().is_empty(),
    };
    let subject = match named.requirement.pinned_version() {
        Some(pin) => format!("Version {pin}"),
        None => format!("Version {}, the newest we know,", floor.version),
    };
    let message = format!("{subject} needs Airflow {} or newer. This is {}.", floor.airflow, description.airflow);
    let warning = newest.then(|| Diagnostic::warning("requirement-provider-new", named.field(), message))?;
    Some(match tested.and_then(|version| Some((version, named.pinned(examination, version)?))) {
        Some((version, edit)) => warning.with_fix(format!("Use {version}"), edit),
        None => warning,
    })
}
