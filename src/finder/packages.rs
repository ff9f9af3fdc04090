//! Operating-system packages for what is typed.
//!
//! Must not be in here: requirements, variables.

use crate::catalog::Os;
use crate::domain::{Distro, RowList};
use crate::knowledge::{Knowledge, Package, Packages};

use super::{Desk, Hit, Item, MOST, names, suggestions, typed::Typed};

/// Packages of the system's table; of those that fit alike, provided names last.
pub(super) fn find(typed: &Typed, desk: &Desk) -> Vec<Item> {
    let Some((os, packages)) = desk.scene.os.and_then(|os| Some((os, desk.knowledge.packages(os)?))) else {
        return vec![];
    };
    let resolve = |entry: &suggestions::Suggestion| resolve(entry.package(os), os, packages, desk.knowledge);
    let useful = suggestions::of(RowList::Packages);
    let useful: Vec<&str> = useful.iter().filter_map(resolve).map(|package| package.name).collect();
    let hits = names(RowList::Packages, typed.name, &useful, |text| search(text, packages));
    hits.into_iter().map(|hit| item(hit, packages, typed, desk)).collect()
}

fn search(text: &str, packages: &Packages) -> Vec<Hit> {
    let provided = |at| u32::from(packages.at(at).is_some_and(|package| !package.providers.is_empty()));
    let found = packages.index().find(text, MOST, provided);
    found.into_iter().filter_map(|hit| Some(Hit::new(packages.at(hit.index)?.name, hit))).collect()
}

fn item(hit: Hit, packages: &Packages, typed: &Typed, desk: &Desk) -> Item {
    let detail = packages.find(&hit.name).map(detail).unwrap_or_default();
    hit.item(RowList::Packages, typed, desk, detail, "")
}

/// Its version, or who provides it.
pub(super) fn detail(package: Package) -> String {
    let mut providers = package.providers.split(' ').filter(|name| !name.is_empty());
    match (providers.next(), providers.count()) {
        (None, _) => package.version.to_owned(),
        (Some(one), 0) => format!("provided by {one}"),
        (Some(one), more) => format!("provided by {one} and {more} more"),
    }
}

/// A package under the name that this system has for it.
pub(super) fn resolve<'p>(name: &str, os: Os, packages: &'p Packages, knowledge: &Knowledge) -> Option<Package<'p>> {
    let history = knowledge.history().filter(|_| os.distro == Distro::Alpine);
    packages.find(name).or_else(|| history?.also(name).find_map(|other| packages.find(other)))
}
