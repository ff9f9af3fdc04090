//! "What could this be?": what is typed into a list of the page → items to choose from. Total; the same for the same
//! tables.
//!
//! Nothing typed gives the useful names in groups; anything else one group without a title, best first. A table that
//! has not come gives no items for what is typed.
//!
//! Must not be in here: how names fit (`search`), the forms of tables (`knowledge`), judgements (`doctor`).

mod packages;
mod requirements;
mod said;
mod suggestions;
mod typed;
mod variables;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::catalog::Os;
use crate::domain::{AirflowVersion, RowList};
use crate::knowledge::Knowledge;
use crate::search::{Class, Index, Match};
use typed::Typed;

/// Most items of what is typed.
const MOST: usize = 12;

/// Something to put into a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What goes into the row: the name, and what was typed after it.
    pub insert: String,
    /// What is shown.
    pub name: String,
    /// What of the name matched, in bytes: first and end; ascending, parted, on boundaries of characters.
    pub marks: Vec<(u32, u32)>,
    /// Version, who provides it, or type and default; may be empty.
    pub detail: String,
    /// One short sentence, or empty.
    pub note: String,
}

/// Items that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Empty for a plain list.
    pub title: String,
    /// One at least.
    pub items: Vec<Item>,
}

/// What the items are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// The system of the image, where it is known.
    pub os: Option<Os>,
    /// The Airflow version of the image.
    pub airflow: AirflowVersion,
    /// Rows that are in the list, without the one that is being typed.
    pub present: Vec<String>,
}

/// The items for what is typed into a list.
pub fn find(list: RowList, typed: &str, scene: &Scene, knowledge: &Knowledge) -> Vec<Group> {
    let present: Vec<String> = scene.present.iter().map(|row| Typed::read(list, row).plain()).collect();
    let desk = Desk { scene, knowledge, present };
    if typed.trim().is_empty() {
        return suggestions::groups(list, &desk);
    }
    let typed = Typed::read(list, typed);
    let items = match list {
        RowList::Packages => packages::find(&typed, &desk),
        RowList::Requirements => requirements::find(&typed, &desk),
        RowList::Env => variables::find(&typed, &desk),
        RowList::Labels | RowList::ApkRepositories => vec![],
    };
    if items.is_empty() { vec![] } else { vec![Group { title: String::new(), items }] }
}

/// What there is to look at.
struct Desk<'a> {
    scene: &'a Scene,
    knowledge: &'a Knowledge,
    /// The names of the list, alike in spelling.
    present: Vec<String>,
}

impl Desk<'_> {
    fn has(&self, list: RowList, name: &str) -> bool {
        !self.present.is_empty() && self.present.contains(&Typed::read(list, name).plain())
    }
}

/// A name that was found, and where it fits.
struct Hit {
    name: String,
    marks: Vec<Range<usize>>,
    class: Class,
}

impl Hit {
    fn new(name: &str, found: Match) -> Self {
        Self { name: name.to_owned(), marks: found.marks, class: found.class }
    }

    /// The first part of the name that matched.
    fn marked(&self) -> Option<&str> {
        self.name.get(self.marks.first()?.clone())
    }

    /// The item, with what was typed after the name.
    fn item(self, list: RowList, typed: &Typed, desk: &Desk, detail: String, note: &str) -> Item {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let note = if desk.has(list, &self.name) { "In the list already." } else { note };
        Item {
            insert: format!("{}{}", self.name, typed.rest),
            marks: self.marks.iter().map(|mark| (small(mark.start), small(mark.end))).collect(),
            name: self.name,
            detail,
            note: note.to_owned(),
        }
    }
}

/// The names for a text: those that `search` finds, the useful ones before others, and those for what the text means.
fn names(list: RowList, typed: &str, useful: &[&str], search: impl Fn(&str) -> Vec<Hit>) -> Vec<Hit> {
    let hits = merge(typed, useful, search(typed));
    let Some(meant) = said::meant(list, typed) else { return hits };
    let more = merge(&meant, useful, search(&meant)).into_iter().map(|hit| Hit { marks: vec![], ..hit });
    let room = MOST - hits.len().min(MOST / 2);
    let (exact, others) = exact_and_others(hits);
    each_once(exact.into_iter().chain(more.take(room)).chain(others))
}

/// Exact names, then the useful ones, then the others. A useful one that has a short text somewhere inside does not go
/// before others, and one that needs typos only when it takes the text for the same word as the best of the others.
fn merge(typed: &str, useful: &[&str], found: Vec<Hit>) -> Vec<Hit> {
    let first = found.first();
    let fits = |hit: &Hit| match hit.class {
        Class::Exact | Class::Prefix => true,
        Class::Word => typed.len() > 1,
        Class::Inside => typed.len() > 2,
        Class::Typo => first.is_some_and(|best| best.class == Class::Typo && best.marked() == hit.marked()),
    };
    let matches = Index::new(useful.iter().copied()).find(typed, MOST, |at| u32::try_from(at).unwrap_or(u32::MAX));
    let useful = matches.into_iter().filter_map(|hit| Some(Hit::new(useful.get(hit.index)?, hit)));
    let useful: Vec<Hit> = useful.filter(fits).collect();
    let (exact, others) = exact_and_others(found);
    each_once(exact.into_iter().chain(useful).chain(others))
}

fn exact_and_others(hits: Vec<Hit>) -> (Vec<Hit>, Vec<Hit>) {
    hits.into_iter().partition(|hit| hit.class == Class::Exact)
}

fn each_once(hits: impl Iterator<Item = Hit>) -> Vec<Hit> {
    let mut once: Vec<Hit> = Vec::new();
    for hit in hits {
        if once.len() < MOST && once.iter().all(|other| other.name != hit.name) {
            once.push(hit);
        }
    }
    once
}
