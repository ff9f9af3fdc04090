//! Options that the local run (compose.yaml) sets itself, whatever the image says.
//!
//! `tests/doctor_env.rs` holds this list against what the generator writes.

use super::super::Examination;
use super::super::settings::field;
use crate::domain::{AirflowVersion, EnvVariable, Placement};
use crate::draft::Diagnostic;

/// Finds values that count in the image and not in the local run.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let description = examination.description;
    for variable in &description.env {
        let name = variable.name.as_str();
        let message = match replaced_by(name, description.airflow, description.airflow_home()) {
            Some(local) if local != variable.value => {
                format!("The local run of compose.yaml uses {local} here; your value counts everywhere else.")
            }
            None if names_database(name, description.airflow) => database(variable).to_owned(),
            _ => continue,
        };
        found.push(Diagnostic::note("env-local-run", field(variable), message));
    }
}

/// The value that the local run writes in place of the person's own.
fn replaced_by(name: &str, airflow: AirflowVersion, home: &'static str) -> Option<&'static str> {
    let option = name.strip_prefix("AIRFLOW__").unwrap_or(name);
    match (option, airflow.major) {
        ("CORE__EXECUTOR", _) => Some("LocalExecutor"),
        ("AIRFLOW_HOME", _) => Some(home),
        ("CORE__EXECUTION_API_SERVER_URL", 3..) => Some("http://api-server:8080/execution/"),
        ("API__HOST", 3..) | ("WEBSERVER__WEB_SERVER_HOST", ..=2) => Some("0.0.0.0"),
        ("API__PORT", 3..) | ("WEBSERVER__WEB_SERVER_PORT", ..=2) => Some("8080"),
        ("API__BASE_URL", 3..) | ("WEBSERVER__BASE_URL", ..=2) => Some("http://127.0.0.1:8080"),
        ("SCHEDULER__STANDALONE_DAG_PROCESSOR", 2) if airflow.line() >= (2, 3) => Some("False"),
        _ => None,
    }
}

fn names_database(name: &str, airflow: AirflowVersion) -> bool {
    let own = if airflow.line() >= (2, 3) {
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"
    } else {
        "AIRFLOW__CORE__SQL_ALCHEMY_CONN"
    };
    airflow.major >= 2 && name.strip_prefix(own).is_some_and(|rest| matches!(rest, "" | "_CMD" | "_SECRET"))
}

fn database(variable: &EnvVariable) -> &'static str {
    let plain = variable.name.as_str().ends_with("_CONN");
    match variable.placement {
        Placement::Image if plain => "The local run uses this database, too, and migrates it when it starts.",
        _ => "The local run has a database of its own; yours counts everywhere else.",
    }
}
