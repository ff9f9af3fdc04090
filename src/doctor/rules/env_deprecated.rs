//! Options that Airflow has and advises against.

use super::super::Examination;
use super::super::settings::{line, settings};
use crate::draft::Diagnostic;

/// Finds options that are on their way out.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let airflow = examination.description.airflow;
    for setting in settings(examination) {
        let fact = setting.fact.filter(|fact| fact.exists_in(airflow));
        let since = fact.and_then(|fact| fact.deprecated).filter(|since| *since <= airflow.line());
        if let Some(since) = since {
            let message = format!("{} is deprecated since Airflow {}; it may go.", setting.title(), line(since));
            found.push(Diagnostic::note("env-option-deprecated", setting.field(), message));
        }
    }
}
