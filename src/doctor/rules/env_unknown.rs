//! Options that no Airflow has: a slip of the keyboard, the wrong section, or a plugin's own.

use super::super::Examination;
use super::super::settings::{Setting, line, settings};
use crate::domain::AirflowVersion;
use crate::draft::Diagnostic;
use crate::knowledge::{OptionFact, Options};
use crate::search::nearest;

/// Sections that take any key and hand it on, or did in some version (general knowledge).
const FREE: [&str; 11] = [
    "celery_broker_transport_options",
    "celery_result_backend_transport_options",
    "elasticsearch_configs",
    "opensearch_configs",
    "kubernetes_annotations",
    "kubernetes_environment_variables",
    "kubernetes_labels",
    "kubernetes_node_selectors",
    "kubernetes_secrets",
    "policy",
    "sentry",
];

/// Options that Airflow reads and lists nowhere (seen in the code of 2.11.0 and 3.3.2).
const UNLISTED: [(&str, &str); 11] = [
    ("api", "jwt_audience"),
    ("core", "dbapihook_resolve_target_fields"),
    ("core", "internal_api_clock_grace"),
    ("debug", "sqlalchemy_stats"),
    ("logging", "disable_trigger_handler_queue_listener"),
    ("logging", "disable_trigger_handler_wrapper"),
    ("logging", "donot_modify_handlers"),
    ("scheduler", "num_stuck_in_queued_retries"),
    ("traces", "tags"),
    ("webserver", "dag_dependencies_refresh_interval"),
    ("webserver", "log_request_clock_grace"),
];

/// Finds keys and sections that are in no table.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let airflow = examination.description.airflow;
    for setting in settings(examination) {
        let (section, key) = (setting.key.section.as_str(), setting.key.key.as_str());
        let passed = FREE.contains(&section) || UNLISTED.contains(&(section, key));
        let renamed = Options::start().renamed_to(&setting.key, airflow).is_some();
        if setting.fact.is_none() && !renamed && !passed {
            found.push(unknown(examination, &setting));
        }
    }
}

fn unknown(examination: &Examination, setting: &Setting) -> Diagnostic {
    let airflow = examination.description.airflow;
    let section = setting.key.section.as_str();
    let here: Vec<&OptionFact> = Options::start().in_section(section).filter(|fact| fact.exists_in(airflow)).collect();
    let what = if here.is_empty() { format!("no section [{section}]") } else { format!("no {}", setting.title()) };
    let start = format!("Airflow {} has {what}", line(airflow.line()));
    if let Some(meant) = meant(setting, &here, airflow) {
        let message = format!("{start}. Did you mean [{}] {}?", meant.section, meant.key);
        let finding = Diagnostic::warning("env-option-unknown", setting.field(), message);
        return setting.with_name(examination, finding, meant);
    }
    let core = here.iter().any(|fact| !fact.is_providers(airflow));
    if core {
        let finding =
            Diagnostic::warning("env-option-unknown", setting.field(), start + ". Most likely it does nothing.");
        setting.with_removal(finding)
    } else {
        let message = start + " in our tables. A provider or plugin may have it.";
        Diagnostic::note("env-option-unlisted", setting.field(), message)
    }
}

/// The option that was meant: near by, in a section of nearly that name, or in the one other section that has the key.
fn meant(setting: &Setting, here: &[&'static OptionFact], airflow: AirflowVersion) -> Option<&'static OptionFact> {
    let (section, key) = (setting.key.section.as_str(), setting.key.key.as_str());
    if let Some(near) = nearest(key, here.iter().map(|fact| (fact.key, 0))) {
        return here.iter().copied().find(|fact| fact.key == near);
    }
    let mut same_key = Options::start().offered(airflow).filter(|fact| fact.key == key);
    let first = same_key.next()?;
    let only = same_key.next().is_none();
    let all = Options::start().offered(airflow).filter(|fact| fact.key == key);
    let all: Vec<(String, &OptionFact)> = all.map(|fact| (fact.option_key().section, fact)).collect();
    let near_section = nearest(section, all.iter().map(|(section, _)| (section.as_str(), 0)));
    let near_section = all.iter().find(|(name, _)| Some(name.as_str()) == near_section).map(|(_, fact)| *fact);
    near_section.or((only && !here.is_empty()).then_some(first))
}
