//! Environment variables for what is typed: options of Airflow by their key.
//!
//! Must not be in here: packages; what an option means (that is in its sentence).

use crate::domain::RowList;
use crate::search::Index;

use super::{Desk, Hit, Item, MOST, merge, suggestions, typed::Typed};

/// An option that the Airflow version has.
struct Variable {
    key: String,
    /// Type and default.
    detail: String,
    /// One sentence, or empty.
    note: &'static str,
}

/// Variables of the Airflow version.
pub(super) fn find(typed: &Typed, desk: &Desk) -> Vec<Item> {
    let variables = variables(desk);
    let useful = suggestions::of(RowList::Env);
    let useful: Vec<&str> = useful.iter().map(|entry| entry.name).filter(|name| known(name, desk).is_some()).collect();
    let found = Index::new(variables.iter().map(|variable| variable.key.as_str())).find(typed.name, MOST, |_| 0);
    let hit = |hit: crate::search::Match| Some(Hit::new(&variables.get(hit.index)?.key, hit));
    let hits = merge(typed.name, &useful, found.into_iter().filter_map(hit).collect());
    let item = |hit: Hit| {
        let (detail, note) = known(&hit.name, desk).unwrap_or_default();
        hit.item(RowList::Env, typed, desk, detail, note)
    };
    hits.into_iter().map(item).collect()
}

/// Detail and note of a variable; `None` when it is an option that the Airflow version lacks.
pub(super) fn known(name: &str, desk: &Desk) -> Option<(String, &'static str)> {
    let _ = (name, desk);
    Some((String::new(), ""))
}

fn variables(_desk: &Desk) -> Vec<Variable> {
    vec![]
}
