//! Names that are nearly an option's: single underscores for double ones, small letters.

use super::super::Examination;
use super::super::settings::{field, named};
use crate::domain::{AirflowVersion, OptionKey};
use crate::draft::Diagnostic;
use crate::knowledge::Options;

/// Finds names that Airflow passes over because of how they are written.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let airflow = examination.description.airflow;
    for variable in &examination.description.env {
        let name = variable.name.as_str();
        let Some(meant) = meant(name, airflow).filter(|meant| meant != name) else { continue };
        let why = if name.eq_ignore_ascii_case(&meant) {
            "Airflow reads capitals only"
        } else {
            "two underscores stand before the section, two behind it"
        };
        let message = format!("{name} does nothing: {why}. Write {meant}.");
        let finding = Diagnostic::warning("env-option-spelling", field(variable), message);
        found.push(named(examination, finding, variable, meant));
    }
}

/// The name of an option of this version that has the same letters; none when the name is an option's as it stands.
fn meant(name: &str, airflow: AirflowVersion) -> Option<String> {
    let upper = name.to_ascii_uppercase();
    if !upper.trim_start_matches('_').starts_with("AIRFLOW_") || is_option(name, &upper) {
        return None;
    }
    let squeezed = squeezed(&upper);
    let options = Options::start().offered(airflow);
    let mut forms = options.flat_map(|fact| {
        let suffixes: &[&str] = if fact.sensitive { &["", "_CMD", "_SECRET"] } else { &[""] };
        suffixes.iter().map(move |suffix| fact.env_name() + suffix)
    });
    forms.find(|form| self::squeezed(form) == squeezed)
}

fn is_option(name: &str, upper: &str) -> bool {
    name == upper && OptionKey::of_env(name).is_some_and(|key| Options::start().find(&key).is_some())
}

/// Without underscores at the ends, and with single ones between words.
fn squeezed(name: &str) -> String {
    name.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}
