//! The ENV rows that set Airflow's options, read once for all rules about them.
//!
//! Must not be in here: findings.

use super::Examination;
use crate::domain::{EnvVariable, Field, OptionKey, RowList};
use crate::draft::{Diagnostic, Edit};
use crate::knowledge::{Minor, OptionFact, Options};

/// What a row says about an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Its value.
    Value,
    /// `_CMD`: the command that prints the value.
    Command,
    /// `_SECRET`: the value's name in a secret store.
    Secret,
}

impl Form {
    /// What stands behind the option's name.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Value => "",
            Self::Command => "_CMD",
            Self::Secret => "_SECRET",
        }
    }
}

/// A row that sets an option, or means to.
#[derive(Debug, Clone)]
pub struct Setting<'a> {
    /// The row.
    pub variable: &'a EnvVariable,
    /// The option; the suffix of its form is not part of it.
    pub key: OptionKey,
    /// What the row says.
    pub form: Form,
    /// What is known of the option, whatever the version.
    pub fact: Option<&'static OptionFact>,
}

impl Setting<'_> {
    /// `[core] parallelism`
    pub fn title(&self) -> String {
        format!("[{}] {}", self.key.section, self.key.key)
    }

    /// The place of a finding about the row.
    pub fn field(&self) -> Field {
        field(self.variable)
    }

    /// The finding with a way out: the row under another option's name, or away where that name is set already.
    pub fn with_name(&self, examination: &Examination, found: Diagnostic, to: &OptionFact) -> Diagnostic {
        named(examination, found, self.variable, to.env_name() + self.form.suffix())
    }

    /// The finding with the row's removal as its way out.
    pub fn with_removal(&self, found: Diagnostic) -> Diagnostic {
        found.with_fix("Remove it", Edit::Remove(RowList::Env, self.variable.row))
    }
}

/// The rows that set options, in order. Names that Airflow does not read, because they are not in capitals, and options
/// of one team of several (`AIRFLOW__TEAM___CORE__...`) are passed over, as is every name with three underscores.
pub fn settings<'a>(examination: &Examination<'a>) -> Vec<Setting<'a>> {
    let capitals = |variable: &&EnvVariable| !variable.name.as_str().contains(|c: char| c.is_ascii_lowercase());
    examination.description.env.iter().filter(capitals).filter_map(setting).collect()
}

fn setting(variable: &EnvVariable) -> Option<Setting<'_>> {
    let options = Options::start();
    let team = |key: &OptionKey| key.key.starts_with('_') || key.section.starts_with('_');
    let key = variable.name.option().filter(|key| !team(key))?;
    if let Some(fact) = options.find(&key) {
        return Some(Setting { variable, key, form: Form::Value, fact: Some(fact) });
    }
    for (suffix, form) in [("_cmd", Form::Command), ("_secret", Form::Secret)] {
        let Some(bare) = key.key.strip_suffix(suffix) else { continue };
        let bare = OptionKey { section: key.section.clone(), key: bare.to_owned() };
        if let Some(fact) = options.find(&bare) {
            return Some(Setting { variable, key: bare, form, fact: Some(fact) });
        }
    }
    Some(Setting { variable, key, form: Form::Value, fact: None })
}

/// The place of a finding about a variable.
pub fn field(variable: &EnvVariable) -> Field {
    Field::Row(RowList::Env, variable.row)
}

/// The finding with a way out: the row under another name, or away where that name is set already.
pub fn named(examination: &Examination, found: Diagnostic, variable: &EnvVariable, name: String) -> Diagnostic {
    let taken = examination.description.env.iter().any(|other| other.name.as_str() == name);
    match taken {
        true => found.with_fix("Remove it", Edit::Remove(RowList::Env, variable.row)),
        false => found.with_fix(format!("Use {name}"), Edit::RowText(RowList::Env, variable.row, name)),
    }
}

/// `3.3`
pub fn line((major, minor): Minor) -> String {
    format!("{major}.{minor}")
}
