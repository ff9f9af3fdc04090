//! Values that Airflow changes when it reads them: `$NAME`, `${NAME}` and `~`.

use super::super::Examination;
use super::super::settings::{Form, settings};
use crate::draft::Diagnostic;

/// Variables that containers have anyway.
const USUAL: [&str; 9] =
    ["AIRFLOW_HOME", "HOME", "HOSTNAME", "LANG", "PATH", "PWD", "PYTHONPATH", "PYTHON_VERSION", "SHLVL"];

/// Finds what Airflow expands, as a shell would, and without a way to escape it.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    for setting in settings(examination).iter().filter(|setting| setting.form == Form::Value) {
        let value = setting.variable.value.as_str();
        let message = match names(value).as_slice() {
            [] if value.starts_with('~') => "Airflow reads ~ at the start as a user's home folder.".to_owned(),
            [] => continue,
            [first, ..] if is_set(examination, first) => {
                format!("Airflow puts the value of {first} here when it reads this.")
            }
            [first, ..] => {
                format!("If the container has a variable {first}, Airflow puts its value here.")
            }
        };
        found.push(Diagnostic::note("env-expanded", setting.field(), message));
    }
}

fn is_set(examination: &Examination, name: &str) -> bool {
    USUAL.contains(&name) || examination.description.env.iter().any(|variable| variable.name.as_str() == name)
}

/// The names that follow a `$`, bare or in braces.
fn names(value: &str) -> Vec<&str> {
    value.split('$').skip(1).filter_map(name_at).collect()
}

fn name_at(rest: &str) -> Option<&str> {
    if let Some(braced) = rest.strip_prefix('{') {
        return braced.split_once('}').map(|(name, _)| name);
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    rest.get(..end).filter(|name| !name.is_empty())
}
