//! Environment variables for what is typed: options of Airflow by their key.
//!
//! Must not be in here: packages; what an option means (that is in its sentence).

use crate::domain::{AirflowVersion, EnvName, RowList};
use crate::knowledge::{Kind, OptionFact, Options};
use crate::search::{Index, Match};

use super::{Desk, Hit, Item, MOST, names, suggestions, typed::Typed};

/// Longest default that is shown, in characters.
const LONGEST: usize = 40;

/// Options that the Airflow version has, by the words of their keys; those with a sentence go before others that fit
/// alike, and those of providers after.
pub(super) fn find(typed: &Typed, desk: &Desk) -> Vec<Item> {
    let version = desk.scene.airflow;
    let facts: Vec<(String, &OptionFact)> =
        Options::start().offered(version).map(|fact| (fact.env_name(), fact)).collect();
    let rank = |at: usize| facts.get(at).map_or(0, |(_, fact)| worth(fact, version));
    let index = Index::new(facts.iter().map(|(name, _)| name.as_str()));
    let hit = |hit: Match| Some(Hit::new(&facts.get(hit.index)?.0, hit));
    let search = |text: &str| index.find(text, MOST, rank).into_iter().filter_map(hit).collect();
    let useful = suggestions::of(RowList::Env);
    let useful: Vec<&str> = useful.iter().map(|entry| entry.name).filter(|name| known(name, desk).is_some()).collect();
    let item = |hit: Hit| {
        let (detail, note) = known(&hit.name, desk).unwrap_or_default();
        hit.item(RowList::Env, typed, desk, detail, note)
    };
    names(RowList::Env, typed.name, &useful, search).into_iter().map(item).collect()
}

/// Detail and note of a variable; `None` when it is an option that the Airflow version lacks.
pub(super) fn known(name: &str, desk: &Desk) -> Option<(String, &'static str)> {
    let version = desk.scene.airflow;
    let Some(key) = EnvName::parse(name).ok().and_then(|name| name.option()) else { return Some(Default::default()) };
    let fact = Options::start().find(&key).filter(|fact| fact.exists_in(version))?;
    Some((detail(fact, version), fact.sentence.unwrap_or_default()))
}

/// Less is better.
fn worth(fact: &OptionFact, version: AirflowVersion) -> u32 {
    let old = fact.deprecated.is_some_and(|since| since <= version.line());
    u32::from(fact.sentence.is_none()) + u32::from(fact.is_providers(version)) + 2 * u32::from(old)
}

/// `whole number, default 32`; `Disabled | Enabled, default Disabled`.
fn detail(fact: &OptionFact, version: AirflowVersion) -> String {
    let choices = match &fact.kind {
        Kind::Choice(choices) => choices.join(" | "),
        _ => String::new(),
    };
    let kind = match &fact.kind {
        Kind::Boolean => "True or False",
        Kind::Integer => "whole number",
        Kind::Float => "number",
        Kind::Text => "text",
        Kind::List => "list",
        Kind::Json => "JSON",
        Kind::Choice(_) if choices.len() <= LONGEST => &choices,
        Kind::Choice(_) => "choice",
    };
    let default = fact.default_in(version).filter(|default| !fact.sensitive && !default.is_empty());
    match default {
        Some(default) if default.chars().count() <= LONGEST && !default.contains('\n') => {
            format!("{kind}, default {default}")
        }
        _ => kind.to_owned(),
    }
}
