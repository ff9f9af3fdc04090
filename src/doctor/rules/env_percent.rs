//! `%%` out of an airflow.cfg: there it is one `%`, in ENV it stays two.

use super::super::Examination;
use super::super::settings::{Form, settings};
use crate::domain::RowList;
use crate::draft::{Diagnostic, Edit};
use crate::knowledge::Kind;

/// Finds doubled signs where the file's escape was meant.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    for setting in settings(examination).iter().filter(|setting| setting.form == Form::Value) {
        let value = setting.variable.value.as_str();
        let text = setting.fact.is_some_and(|fact| fact.kind == Kind::Text);
        if text && (value.contains("%%(") || value.contains("{%%")) {
            let message = "In airflow.cfg %% is one %; in a variable it stays two. Write % here.";
            let edit = Edit::RowValue(RowList::Env, setting.variable.row, value.replace("%%", "%"));
            let finding = Diagnostic::warning("env-percent", setting.field(), message);
            found.push(finding.with_fix("Write one %", edit));
        }
    }
}
