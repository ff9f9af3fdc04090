//! `_CMD` and `_SECRET`: values that are fetched when Airflow starts.

use super::super::Examination;
use super::super::settings::{Form, Setting, settings};
use crate::draft::Diagnostic;

/// Finds fetched values of options that cannot be fetched, and of those that have a value already.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let all = settings(examination);
    for setting in all.iter().filter(|setting| setting.form != Form::Value) {
        let sensitive = setting.fact.is_some_and(|fact| fact.sensitive);
        if !sensitive {
            let message = format!(
                "Airflow takes {} for sensitive options only, and {} is none. It does nothing.",
                setting.form.suffix(),
                setting.title()
            );
            let finding = Diagnostic::warning("env-option-not-fetched", setting.field(), message);
            found.push(setting.with_removal(finding));
        } else if let Some(first) = winner(setting, &all) {
            let message = format!("{} counts before this; one of the two is enough.", first.variable.name);
            found.push(setting.with_removal(Diagnostic::note("env-option-twice", setting.field(), message)));
        }
    }
}

/// The row that Airflow asks first: the value, then the command, then the secret store.
fn winner<'a>(setting: &Setting, all: &'a [Setting<'a>]) -> Option<&'a Setting<'a>> {
    let rank = |form: Form| match form {
        Form::Value => 0,
        Form::Command => 1,
        Form::Secret => 2,
    };
    let earlier = |other: &&Setting| other.key == setting.key && rank(other.form) < rank(setting.form);
    all.iter().filter(earlier).min_by_key(|other| rank(other.form))
}
