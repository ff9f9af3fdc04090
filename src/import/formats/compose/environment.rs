//! The variables of the services that run Airflow, each once.

use std::collections::BTreeMap;

use super::interpolate::interpolate;
use super::service::{Service, Value, Variable};
use crate::domain::{EnvName, RowList};
use crate::draft::{Row, is_sensitive};
use crate::import::formats::airflow_cfg::mark;
use crate::import::reading::Reading;

/// The variable of Airflow's official image that installs packages at each start.
const PIP: &str = "_PIP_ADDITIONAL_REQUIREMENTS";

/// Takes what the services have together.
pub fn take(services: &[&Service], reading: &mut Reading) {
    let mut seen: BTreeMap<&str, (Value, &str)> = BTreeMap::new();
    for service in services {
        for variable in &service.variables {
            match seen.get(variable.name) {
                None => one(variable, reading),
                Some((value, _)) if *value == variable.value => continue,
                Some((_, first)) => {
                    let why = format!("{} has another value than {first}. An image has one: the first.", service.name);
                    reading.leave(variable.line, variable.name, why);
                }
            }
            seen.entry(variable.name).or_insert((variable.value, service.name));
        }
    }
}

fn one(variable: &Variable, reading: &mut Reading) {
    let Variable { name, line, .. } = *variable;
    if let Some(why) = local(name) {
        return reading.leave(line, name, why);
    }
    if EnvName::parse(name).is_err() {
        return reading.leave(line, name, "It is no name of a variable: letters, digits and underscores are.");
    }
    let secret = is_secret(name, reading);
    match value(variable.value, secret, reading) {
        Ok(value) if name == PIP => packages(&value, line, reading),
        Ok(value) => reading.variable(name, &value, mark(name)),
        Err(Missing::Shell) if secret => reading.variable(name, "", mark(name)),
        Err(Missing::Shell) => reading.leave(line, name, "Its value comes from the shell or from .env."),
        Err(Missing::NoText) => reading.leave(line, name, "Its value is a list or a map; a variable holds one text."),
    }
}

enum Missing {
    Shell,
    NoText,
}

fn value(value: Value, secret: bool, reading: &Reading) -> Result<String, Missing> {
    match value {
        Value::Text(text) => interpolate(text, &|name| known(name, secret, reading)).map_err(|_| Missing::Shell),
        Value::Shell => Err(Missing::Shell),
        Value::NoText => Err(Missing::NoText),
    }
}

/// The value of a variable that a file before said (`.env`); a secret only where it stays one.
pub fn known(name: &str, secret: bool, reading: &Reading) -> Option<String> {
    let row = reading.draft.env.iter().find(|row| row.text.trim() == name && !row.value.is_empty())?;
    (secret || !is_sensitive(row, reading.catalog)).then(|| row.value.clone())
}

fn is_secret(name: &str, reading: &Reading) -> bool {
    is_sensitive(&Row { mark: mark(name), ..Row::pair(name, "") }, reading.catalog)
}

/// Its words are lines of requirements.txt.
fn packages(words: &str, line: usize, reading: &mut Reading) {
    let (options, words): (Vec<&str>, Vec<&str>) = words.split_whitespace().partition(|word| word.starts_with('-'));
    words.iter().for_each(|word| reading.line(RowList::Requirements, word));
    if !options.is_empty() {
        reading.leave(line, PIP, "Its packages were taken, options of pip were not. Put those into requirements.txt.");
    }
}

/// Why a variable of Airflow's published compose file is left: it serves that file alone.
fn local(name: &str) -> Option<&'static str> {
    let own = ["AIRFLOW_UID", "AIRFLOW_GID", "AIRFLOW_PROJ_DIR", "AIRFLOW_IMAGE_NAME", "DUMB_INIT_SETSID"];
    if own.contains(&name) || name.starts_with("_AIRFLOW_") {
        return Some("It serves the local run of that compose file only; the generated one does without.");
    }
    (name == "AIRFLOW_CONFIG").then_some("It names a mounted file. Drop that airflow.cfg to take its options.")
}
