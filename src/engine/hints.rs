//! How the values of known options are edited.
//!
//! Must not be in here: whether a value is right (that is `doctor`).

use super::{Editor, OptionHint};
use crate::domain::OptionKey;
use crate::domain::{AirflowVersion, ProjectDescription, RowId};
use crate::draft::Draft;
use crate::knowledge::{Kind, Minor, OptionFact, Options};

/// The hints for the rows of ENV that set an option of this Airflow version.
pub(super) fn of(draft: &Draft, description: &ProjectDescription) -> Vec<OptionHint> {
    let version = description.airflow;
    let fact = |name: &str| {
        let fact = Options::start().find(&OptionKey::of_env(name.trim())?)?;
        fact.exists_in(version).then_some(fact)
    };
    draft.env.iter().filter_map(|row| Some(hint(row.id, fact(&row.text)?, version))).collect()
}

fn hint(row: RowId, fact: &OptionFact, version: AirflowVersion) -> OptionHint {
    OptionHint {
        row,
        editor: editor(&fact.kind),
        default: fact.default_in(version).unwrap_or_default().to_owned(),
        sentence: fact.sentence.unwrap_or_default().to_owned(),
        since: line(fact.since()),
        until: fact.until().map(line).unwrap_or_default(),
        reference: fact.reference(version),
    }
}

fn line((major, minor): Minor) -> String {
    format!("{major}.{minor}")
}

fn editor(kind: &Kind) -> Editor {
    match kind {
        Kind::Text => Editor::Text,
        Kind::Boolean => Editor::Boolean,
        Kind::Integer => Editor::Integer,
        Kind::Float => Editor::Float,
        Kind::List => Editor::List,
        Kind::Json => Editor::Json,
        Kind::Choice(values) => Editor::Choice(values.iter().map(|value| (*value).to_owned()).collect()),
    }
}
