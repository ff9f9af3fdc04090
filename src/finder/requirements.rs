//! Python packages for what is typed.
//!
//! Must not be in here: packages of the system, variables.

use crate::domain::RowList;
use crate::knowledge::{PythonPackage, Pythons};
use crate::search::Class;

use super::{Desk, Hit, Item, MOST, names, suggestions, typed::Typed};

/// What the names of Airflow's providers begin with.
const PROVIDER: &str = "apache-airflow-providers-";

/// Lower ranks are for Airflow's own providers.
const OTHERS: u32 = 1 << 24;

/// Known Python packages: of those that fit alike, Airflow's providers first, then the most downloaded.
pub(super) fn find(typed: &Typed, desk: &Desk) -> Vec<Item> {
    let Some(pythons) = desk.knowledge.pythons().filter(|_| !typed.name.is_empty()) else { return vec![] };
    let useful: Vec<&str> = suggestions::of(RowList::Requirements).iter().map(|entry| entry.name).collect();
    let mut hits = names(RowList::Requirements, typed.name, &useful, |text| search(text, pythons));
    if let Some(hit) = provider(typed, pythons) {
        hits.retain(|other| other.name != hit.name);
        let place = hits.iter().take_while(|other| other.class == Class::Exact).count();
        hits.insert(place, hit);
        hits.truncate(MOST);
    }
    let detail = |hit: &Hit| pythons.find(&hit.name).map_or("", |package| package.version).to_owned();
    let item = |hit: Hit| (detail(&hit), hit);
    hits.into_iter().map(item).map(|(detail, hit)| hit.item(RowList::Requirements, typed, desk, detail, "")).collect()
}

fn search(text: &str, pythons: &Pythons) -> Vec<Hit> {
    let place = |at| u32::try_from(at).unwrap_or(OTHERS).min(OTHERS - 1);
    let own = |at| pythons.at(at).is_some_and(|package: PythonPackage| package.provider);
    let found = pythons.index().find(text, MOST, |at| place(at) + if own(at) { 0 } else { OTHERS });
    found.into_iter().filter_map(|hit| Some(Hit::new(pythons.at(hit.index)?.name, hit))).collect()
}

/// The provider of Airflow's that is called just what is typed.
fn provider(typed: &Typed, pythons: &Pythons) -> Option<Hit> {
    let name = format!("{PROVIDER}{}", typed.plain().replace(' ', "-"));
    let name = pythons.find(&name).filter(|package| package.provider)?.name.to_owned();
    let marks = std::iter::once(PROVIDER.len()..name.len()).collect();
    Some(Hit { name, marks, class: Class::Prefix })
}
