//! Options that this Airflow has under another name: newer, or older.

use super::super::Examination;
use super::super::settings::{Setting, line, settings};
use crate::draft::Diagnostic;
use crate::knowledge::{OptionFact, Options, Renamed};

/// Finds names that were replaced, and names that had not come yet but had an older one.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let airflow = examination.description.airflow;
    for setting in settings(examination) {
        if setting.fact.is_some_and(|fact| fact.exists_in(airflow)) {
            continue;
        }
        if let Some(renamed) = Options::start().renamed_to(&setting.key, airflow) {
            found.push(replaced(examination, &setting, renamed));
        } else if let Some(older) = setting.fact.and_then(|fact| Options::start().renamed_from(fact, airflow)) {
            found.push(too_new(examination, &setting, older));
        }
    }
}

fn replaced(examination: &Examination, setting: &Setting, renamed: Renamed) -> Diagnostic {
    let (airflow, title) = (line(examination.description.airflow.line()), setting.title());
    let mut to = format!("[{}] {}", renamed.to.section, renamed.to.key);
    if let Some(provider) = renamed.to.provider.filter(|_| renamed.to.is_providers(examination.description.airflow)) {
        to = format!("{to} of the {provider} provider");
    }
    let since = line(renamed.since);
    let finding = if renamed.still_read {
        let message = format!("{title} became {to} with {since}. Airflow {airflow} still reads it, and warns.");
        Diagnostic::note("env-option-old-name", setting.field(), message)
    } else {
        let message = format!("Airflow {airflow} does not read {title}. Since {since} it is {to}.");
        Diagnostic::warning("env-option-renamed", setting.field(), message)
    };
    setting.with_name(examination, finding, renamed.to)
}

fn too_new(examination: &Examination, setting: &Setting, older: &OptionFact) -> Diagnostic {
    let airflow = line(examination.description.airflow.line());
    let since = setting.fact.map_or((0, 0), OptionFact::since);
    let message = format!(
        "{} came with Airflow {}. In {airflow} it is [{}] {}.",
        setting.title(),
        line(since),
        older.section,
        older.key
    );
    let finding = Diagnostic::warning("env-option-renamed", setting.field(), message);
    setting.with_name(examination, finding, older)
}
