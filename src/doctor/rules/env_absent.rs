//! Options that this Airflow does not have, under any name.

use super::super::Examination;
use super::super::settings::{Setting, line, settings};
use crate::domain::AirflowVersion;
use crate::draft::Diagnostic;
use crate::knowledge::{OptionFact, Options};

/// Finds options that were removed, or had not come yet. Renamed ones are another rule's.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let airflow = examination.description.airflow;
    for setting in settings(examination) {
        let Some(fact) = setting.fact.filter(|fact| !fact.exists_in(airflow)) else { continue };
        let options = Options::start();
        let renamed = options.renamed_to(&setting.key, airflow).is_some();
        if !renamed && options.renamed_from(fact, airflow).is_none() {
            found.push(setting.with_removal(absent(&setting, fact, airflow)));
        }
    }
}

fn absent(setting: &Setting, fact: &OptionFact, airflow: AirflowVersion) -> Diagnostic {
    let (title, here) = (setting.title(), line(airflow.line()));
    let back = fact.first_after(airflow).map(line);
    match (fact.last_before(airflow).map(line), back) {
        // What an older provider knew is not in the tables.
        (Some(last), _) if is_providers(fact, airflow) => {
            let message = format!("Airflow {last} was the last with {title}. The newest provider has none.");
            Diagnostic::note("env-option-removed", setting.field(), message)
        }
        (Some(last), None) => {
            let message = format!("Airflow {here} has no {title}: {last} was the last with it. It does nothing.");
            Diagnostic::warning("env-option-removed", setting.field(), message)
        }
        (Some(last), Some(back)) => {
            let message = format!("Airflow {here} has no {title}: it went after {last} and came back in {back}.");
            Diagnostic::warning("env-option-removed", setting.field(), message)
        }
        (None, back) => {
            let back = back.unwrap_or_else(|| line(fact.since()));
            let message = format!("Airflow {here} has no {title} yet: it came with {back}. It does nothing.");
            Diagnostic::warning("env-option-early", setting.field(), message)
        }
    }
}

/// Whether the section is a provider's by now.
fn is_providers(fact: &OptionFact, airflow: AirflowVersion) -> bool {
    let section = fact.option_key().section;
    Options::start().in_section(&section).any(|other| other.exists_in(airflow) && other.is_providers(airflow))
}
