//! Useful names, in groups. Source: `catalog/suggestions.tsv`: list, group, name, and apt's name where it is another.
//!
//! Must not be in here: anything typed.

use crate::catalog::Os;
use crate::domain::{Distro, RowList};

use super::{Desk, Group, Item, packages, variables};

const TABLE: &str = include_str!("../../catalog/suggestions.tsv");

/// A useful name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Suggestion {
    pub group: &'static str,
    /// For a package: as apk calls it.
    pub name: &'static str,
    apt: &'static str,
}

impl Suggestion {
    /// The package's name on a system.
    pub fn package(&self, os: Os) -> &'static str {
        if os.distro == Distro::Debian && !self.apt.is_empty() { self.apt } else { self.name }
    }
}

/// The useful names for a list, most useful first within a group.
pub(super) fn of(list: RowList) -> Vec<Suggestion> {
    let list = match list {
        RowList::Packages => "packages",
        RowList::Requirements => "requirements",
        RowList::Env => "env",
        RowList::Labels | RowList::ApkRepositories => return vec![],
    };
    let read = |line: &'static str| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        (cell() == list).then(|| Suggestion { group: cell(), name: cell(), apt: cell() })
    };
    TABLE.lines().skip(1).filter_map(read).filter(|entry| !entry.name.is_empty()).collect()
}

/// The groups for a list: without what is there already, and what the system or the Airflow version lacks.
pub(super) fn groups(list: RowList, desk: &Desk) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for entry in of(list) {
        let Some(item) = item(list, &entry, desk).filter(|item| !desk.has(list, &item.name)) else { continue };
        match groups.iter_mut().find(|group| group.title == entry.group) {
            Some(group) if group.items.iter().any(|other| other.name == item.name) => {}
            Some(group) => group.items.push(item),
            None => groups.push(Group { title: entry.group.to_owned(), items: vec![item] }),
        }
    }
    groups
}

fn item(list: RowList, entry: &Suggestion, desk: &Desk) -> Option<Item> {
    let plain = |name: &str, detail: &str, note: &str| Item {
        insert: name.to_owned(),
        name: name.to_owned(),
        marks: vec![],
        detail: detail.to_owned(),
        note: note.to_owned(),
    };
    match list {
        RowList::Packages => {
            let Some(os) = desk.scene.os else { return Some(plain(entry.name, "", "")) };
            let name = entry.package(os);
            let Some(table) = desk.knowledge.packages(os) else { return Some(plain(name, "", "")) };
            let package = packages::resolve(name, os, table, desk.knowledge)?;
            Some(plain(package.name, &packages::detail(package), ""))
        }
        RowList::Requirements => {
            let known = desk.knowledge.pythons().and_then(|pythons| pythons.find(entry.name));
            Some(plain(entry.name, known.map_or("", |package| package.version), ""))
        }
        _ => variables::known(entry.name, desk).map(|(detail, note)| plain(entry.name, &detail, note)),
    }
}
