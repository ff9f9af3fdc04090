//! Values that Airflow cannot read: booleans, numbers, choices and JSON.

use super::super::Examination;
use super::super::json;
use super::super::python_values::{boolean, float, is_float, is_integer, is_whole};
use super::super::settings::{Form, Setting, settings};
use crate::domain::{AirflowVersion, Placement, RowList};
use crate::draft::{Diagnostic, Edit};
use crate::knowledge::{Kind, OptionFact, Options};
use crate::search::nearest;

/// From this line on 64.0 is a whole number, too (seen in the releases' code).
const WHOLE_FLOATS: (u16, u16) = (3, 2);

/// Finds values that the option's reader refuses. What Airflow expands (`$NAME`) is not known here, and passed over.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let airflow = examination.description.airflow;
    for setting in settings(examination).iter().filter(|setting| setting.form == Form::Value) {
        let Some(fact) = setting.fact.filter(|fact| is_read(setting, fact, airflow)) else { continue };
        let value = setting.variable.value.as_str();
        let not_there = value.is_empty() && setting.variable.placement == Placement::Secret;
        if !value.contains('$') && !value.starts_with('~') && !not_there {
            found.extend(refused(setting, fact, airflow));
        }
    }
}

fn is_read(setting: &Setting, fact: &OptionFact, airflow: AirflowVersion) -> bool {
    fact.exists_in(airflow) || Options::start().renamed_to(&setting.key, airflow).is_some_and(|r| r.still_read)
}

fn refused(setting: &Setting, fact: &OptionFact, airflow: AirflowVersion) -> Option<Diagnostic> {
    let value = setting.variable.value.as_str();
    let whole = |value: &str| is_integer(value) || (airflow.line() >= WHOLE_FLOATS && is_whole(value));
    match &fact.kind {
        _ if value.is_empty() => empty(setting, fact, airflow),
        Kind::Boolean if boolean(value).is_none() => Some(not_boolean(setting)),
        Kind::Integer if !whole(value) => Some(number(setting, "env-value-integer", "a whole number", as_whole(value))),
        Kind::Float if !is_float(value) => {
            let plain = bare(value);
            let fit = is_float(&plain).then_some(plain);
            Some(number(setting, "env-value-float", "a number", fit))
        }
        Kind::Choice(choices) if !fact.choices_open => choice(setting, fact, choices),
        Kind::Json => not_json(setting),
        _ => None,
    }
}

/// An empty value is a value: Airflow does not fall back to the default.
fn empty(setting: &Setting, fact: &OptionFact, airflow: AirflowVersion) -> Option<Diagnostic> {
    let reads = matches!(fact.kind, Kind::Boolean | Kind::Integer | Kind::Float);
    if reads && !fact.empty_fits {
        let message = format!("{} is empty: Airflow cannot read that, and does not take its default.", setting.title());
        let finding = Diagnostic::warning("env-value-empty", setting.field(), message);
        return Some(setting.with_removal(finding));
    }
    let default = fact.default_in(airflow).filter(|default| !default.is_empty())?;
    let shown: String = default.chars().take(40).collect();
    let plain = matches!(fact.kind, Kind::Text | Kind::List) && !fact.empty_fits && shown.len() == default.len();
    let message = format!("An empty value takes the place of the default {shown}.");
    let finding = Diagnostic::note("env-value-empty", setting.field(), message);
    plain.then(|| setting.with_removal(finding))
}

fn with_value(setting: &Setting, finding: Diagnostic, value: &str) -> Diagnostic {
    let edit = Edit::RowValue(RowList::Env, setting.variable.row, value.to_owned());
    finding.with_fix(format!("Use {value}"), edit)
}

fn not_boolean(setting: &Setting) -> Diagnostic {
    let meant = match bare(&setting.variable.value).to_ascii_lowercase().as_str() {
        "yes" | "y" | "on" | "enable" | "enabled" | "true" | "t" | "1" => Some("True"),
        "no" | "n" | "off" | "disable" | "disabled" | "false" | "f" | "0" => Some("False"),
        _ => None,
    };
    let message = format!("{} is True or False; t, f, 1 and 0 fit too. Airflow refuses this.", setting.title());
    let finding = Diagnostic::warning("env-value-boolean", setting.field(), message);
    match meant {
        Some(meant) => with_value(setting, finding, meant),
        None => with_value(setting, with_value(setting, finding, "True"), "False"),
    }
}

fn number(setting: &Setting, code: &'static str, what: &str, meant: Option<String>) -> Diagnostic {
    let message = format!("{} is {what}. Airflow refuses this.", setting.title());
    let finding = Diagnostic::warning(code, setting.field(), message);
    match meant {
        Some(meant) => with_value(setting, finding, &meant),
        None => finding,
    }
}

/// The whole number that is meant by `"64"`, `64.0` and `1,000`.
fn as_whole(value: &str) -> Option<String> {
    let plain = bare(value).replace(',', "");
    if is_integer(&plain) {
        return Some(plain);
    }
    float(&plain).filter(|number| is_whole(&plain) && number.abs() < 1e15).map(|number| format!("{number:.0}"))
}

/// Without quotes around: a value is written as it is, without any.
fn bare(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).trim().to_owned()
}

fn choice(setting: &Setting, fact: &OptionFact, choices: &[&'static str]) -> Option<Diagnostic> {
    let value = setting.variable.value.as_str();
    let fits = |choice: &&str| match fact.any_case {
        true => choice.eq_ignore_ascii_case(value.trim()),
        false => *choice == value,
    };
    if choices.iter().any(fits) {
        return None;
    }
    let plain = bare(value);
    let same = choices.iter().copied().find(|choice| choice.eq_ignore_ascii_case(&plain));
    let listed: Vec<&str> = choices.iter().copied().filter(|choice| !choice.is_empty()).collect();
    let case = if same.is_some() && plain == value { " Capitals count." } else { "" };
    let message = format!("{} is one of {}.{case} Airflow refuses this.", setting.title(), listed.join(", "));
    let finding = Diagnostic::warning("env-value-choice", setting.field(), message);
    let near = same.or_else(|| nearest(&plain, choices.iter().map(|choice| (*choice, 0))));
    Some(match near.filter(|near| !near.is_empty()) {
        Some(meant) => with_value(setting, finding, meant),
        None => finding,
    })
}

fn not_json(setting: &Setting) -> Option<Diagnostic> {
    let value = setting.variable.value.as_str();
    let error = json::check(value).err()?;
    let character = value.get(..error.at).map_or(0, |before| before.chars().count()) + 1;
    let message = format!("{} is JSON. At character {character}: {}.", setting.title(), error.what);
    let finding = Diagnostic::warning("env-value-json", setting.field(), message);
    let quoted = value.replace('\'', "\"");
    Some(match json::check(&quoted) {
        Ok(()) if quoted != value => {
            let edit = Edit::RowValue(RowList::Env, setting.variable.row, quoted);
            finding.with_fix("Use double quotes", edit)
        }
        _ => finding,
    })
}
