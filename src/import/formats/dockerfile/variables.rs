//! ENV and ARG among the steps: what becomes a row, what stays an instruction, and that no secret does.

use super::Arguments;
use super::env::{expanded, pairs, requoted};
use super::logical::Instruction;
use crate::domain::EnvName;
use crate::draft::{Row, SecretMark, is_sensitive};
use crate::generator::quoting;
use crate::import::reading::Reading;

const UNREADABLE: &str =
    "It is no NAME=value that can be read. What stands behind it is not shown: it may be a secret.";
const SECRET_TEXT: &str =
    "It may be a secret, and Docker would put variables into it. Set it as a variable: its value goes to .env.";
const SECRET_DEFAULT: &str = "Its default may be a secret and was not taken. Give it when you build, by --build-arg.";
const BUILD_ONLY: &str = "The image that is built here sets this for itself where it is needed.";

/// Variables that layers of one's own set for themselves: another home would tear their paths apart.
const OF_THE_BUILD: [&str; 3] = ["AIRFLOW_HOME", "AIRFLOW_VERSION", "DEBIAN_FRONTEND"];

/// Takes the variables of an ENV; the lines of what has to stay one, because Docker puts other variables in.
pub fn env(step: &Instruction, reading: &mut Reading) -> Vec<String> {
    let Some(pairs) = pairs(&step.rest) else {
        reading.leave(step.line, "ENV", UNREADABLE);
        return Vec::new();
    };
    let values: Vec<Option<String>> = pairs.iter().map(literal).collect();
    let all_stay = values.iter().any(Option::is_none) && !pairs.iter().any(|(name, _)| is_secret(name, reading));
    if all_stay {
        return step.lines.iter().map(|line| (*line).to_owned()).collect();
    }
    let mut stay = Vec::new();
    for ((name, value), literal) in pairs.iter().zip(values) {
        match literal {
            Some(value) => reading.variable(name, &value, SecretMark::Guess),
            None if is_secret(name, reading) => reading.leave(step.line, name, SECRET_TEXT),
            None => stay.push(format!("ENV {name}={}", requoted(value))),
        }
    }
    stay
}

/// Takes the variables of an ENV of a Dockerfile that builds Airflow itself.
pub fn env_of_an_own_build(step: &Instruction, reading: &mut Reading, why: &str) {
    let Some(pairs) = pairs(&step.rest) else { return reading.leave(step.line, "ENV", UNREADABLE) };
    for pair in &pairs {
        let name = format!("ENV {}", pair.0);
        match literal(pair) {
            _ if OF_THE_BUILD.contains(&pair.0.as_str()) => reading.leave(step.line, &name, BUILD_ONLY),
            Some(value) => reading.variable(&pair.0, &value, SecretMark::Guess),
            None => reading.leave(step.line, &name, why),
        }
    }
}

/// Leaves an ARG of a Dockerfile that builds Airflow itself; the version was read with the image.
pub fn arg_of_an_own_build(step: &Instruction, reading: &mut Reading, why: &str) {
    match step.rest.split('=').next().unwrap_or_default().trim() {
        "AIRFLOW_VERSION" => {}
        name if OF_THE_BUILD.contains(&name) => reading.leave(step.line, &shown(step), BUILD_ONLY),
        _ => reading.leave(step.line, &shown(step), why),
    }
}

/// The lines of an ARG: a default that stood above FROM comes with it, one that may be a secret does not.
pub fn arg(step: &Instruction, above: &Arguments, reading: &mut Reading) -> Vec<String> {
    let default = above.iter().rev().find(|(name, _)| *name == step.rest);
    match default {
        Some((name, _)) if is_secret(name, reading) => {}
        Some((name, value)) => return vec![format!("ARG {name}={}", quoting::dockerfile(value))],
        None => {}
    }
    let pairs = pairs(&step.rest).filter(|_| step.rest.contains('=')).unwrap_or_default();
    if !pairs.iter().any(|(name, value)| !value.is_empty() && is_secret(name, reading)) {
        return step.lines.iter().map(|line| (*line).to_owned()).collect();
    }
    let mut lines = Vec::new();
    for (name, value) in &pairs {
        if is_secret(name, reading) {
            reading.leave(step.line, &format!("ARG {name}"), SECRET_DEFAULT);
            lines.push(format!("ARG {name}"));
        } else {
            lines.push(format!("ARG {name}={}", requoted(value)));
        }
    }
    lines
}

/// A step as it may be shown: of ENV and ARG the names alone.
pub fn shown(step: &Instruction) -> String {
    if !matches!(step.keyword.as_str(), "ENV" | "ARG") {
        return step.text.to_owned();
    }
    let names: Vec<String> = pairs(&step.rest).unwrap_or_default().into_iter().map(|(name, _)| name).collect();
    format!("{} {}", step.keyword, names.join(" ")).trim_end().to_owned()
}

/// The value of a variable that can be a row: nothing is left to put in, and its name is one everywhere.
fn literal((name, value): &(String, String)) -> Option<String> {
    EnvName::parse(name).ok()?;
    expanded(value, &Arguments::new())
}

fn is_secret(name: &str, reading: &Reading) -> bool {
    is_sensitive(&Row::pair(name, ""), reading.catalog)
}
