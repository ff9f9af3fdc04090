//! The variables of the services that run Airflow, each once.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::interpolate::interpolate;
use super::service::{Service, Value, Variable};
use crate::domain::{EnvName, RowList};
use crate::draft::{Row, SecretMark, is_sensitive};
use crate::import::formats::airflow_cfg::mark;
use crate::import::formats::env::is_of_the_run;
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
                Some(_) if is_known_away(variable) => continue,
                Some((_, first)) => {
                    let why = format!("{} has another value than {first}. An image has one: the first.", service.name);
                    reading.leave(variable.line, variable.name, why);
                }
            }
            seen.entry(variable.name).or_insert((variable.value, service.name));
        }
    }
}

/// Settings that were left with a reason already, and the empty list of packages that a service sets for itself.
fn is_known_away(variable: &Variable) -> bool {
    local(variable.name).is_some() || (variable.name == PIP && variable.value == Value::Text(""))
}

fn one(variable: &Variable, reading: &mut Reading) {
    let Variable { name, line, .. } = *variable;
    if let Some(why) = local(name) {
        return reading.leave(line, name, why);
    }
    if EnvName::parse(name).is_err() {
        return reading.leave(line, name, "It is no name of a variable: letters, digits and underscores are.");
    }
    let looks = mark(name);
    let secret = is_sensitive(&Row { mark: looks, ..Row::pair(name, "") }, reading.catalog);
    match value(variable.value, reading) {
        Ok((value, _)) if name == PIP => packages(&value, line, reading),
        // What a secret is put into is one, whatever its name.
        Ok((value, true)) if !secret => reading.variable(name, &value, SecretMark::Secret),
        Ok((value, _)) => reading.variable(name, &value, looks),
        Err(Missing::Shell) if is_there(name, reading) => (),
        Err(Missing::Shell) if secret => reading.variable(name, "", looks),
        Err(Missing::Shell) => reading.leave(line, name, "Its value comes from the shell or from .env."),
        Err(Missing::NoText) => reading.leave(line, name, "Its value is a list or a map; a variable holds one text."),
    }
}

enum Missing {
    Shell,
    NoText,
}

/// The value of a variable, and whether a secret is part of it.
fn value(value: Value, reading: &Reading) -> Result<(String, bool), Missing> {
    let secret = Cell::new(false);
    let known = |name: &str| {
        let row = row(name, reading)?;
        secret.set(secret.get() || is_sensitive(row, reading.catalog));
        Some(row.value.clone())
    };
    match value {
        Value::Text(text) => {
            let value = interpolate(text, &known).map_err(|_| Missing::Shell)?;
            Ok((value, secret.get()))
        }
        Value::Shell => Err(Missing::Shell),
        Value::NoText => Err(Missing::NoText),
    }
}

/// The row of a variable that has a value: most often of `.env`, which is read before.
fn row<'a>(name: &str, reading: &'a Reading) -> Option<&'a Row> {
    reading.draft.env.iter().find(|row| row.text.trim() == name && !row.value.is_empty())
}

fn is_there(name: &str, reading: &Reading) -> bool {
    reading.draft.env.iter().any(|row| row.text.trim() == name)
}

/// The value of a variable that neither by its name nor by itself is a secret, for what everybody may read.
pub fn plain(name: &str, reading: &Reading) -> Option<String> {
    let known = row(name, reading)?;
    (!is_sensitive(&Row::pair(name, &known.value), reading.catalog)).then(|| known.value.clone())
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
    if is_of_the_run(name) || name == "DUMB_INIT_SETSID" {
        return Some("It serves the local run of that compose file only; the generated one does without.");
    }
    (name == "AIRFLOW_CONFIG").then_some("It names a mounted file. Drop that airflow.cfg to take its options.")
}
