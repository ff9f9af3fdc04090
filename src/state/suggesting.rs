//! What is suggested while a row is typed: which list is open, and which entry is the active one.

use std::sync::Arc;

use leptos::prelude::*;

use super::{App, Standing};
use crate::domain::RowList;
use crate::engine::{Found, Tables};
use crate::finder::Item;
use crate::reactive::{Cell, effect};

/// The suggestions of one list: handles only.
#[derive(Clone, Copy)]
pub struct Suggesting {
    app: App,
    list: RowList,
    /// Whether they are shown.
    pub open: Cell<bool>,
    /// The active entry, counted over all groups.
    pub active: Cell<Option<usize>>,
    typed: Cell<String>,
}

/// What the suggestions show beside their entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Entries, and nothing more to say.
    None,
    /// The names are on their way.
    Loading,
    /// They could not be had; the person may try again.
    Failed,
    /// Nothing like it is known.
    Unknown,
}

impl Suggesting {
    /// The suggestions of a list.
    pub fn new(app: App, list: RowList) -> Self {
        let typed = Cell::new(String::new());
        let suggesting = Self { app, list, open: Cell::new(false), active: Cell::new(None), typed };
        effect(move || {
            // Asked anew when the engine comes while somebody waits for it.
            if app.advisor.standing() == Standing::Ready && suggesting.open.get_untracked() {
                suggesting.seek();
            }
        });
        suggesting
    }

    /// Whether this list has suggestions at all.
    pub const fn is_offered(self) -> bool {
        matches!(self.list, RowList::Packages | RowList::Requirements | RowList::Env)
    }

    /// Shows what fits to a text.
    pub fn show(self, typed: &str) {
        if self.is_offered() {
            self.typed.set(typed.trim().to_owned());
            self.active.set(None);
            self.open.set(true);
            self.seek();
        }
    }

    fn seek(self) {
        self.app.advisor.seek(self.list, &self.typed.read_untracked());
    }

    /// Shows nothing any more.
    pub fn close(self) {
        self.active.set(None);
        self.open.set(false);
    }

    /// What is found.
    pub fn found(self) -> Arc<Found> {
        self.app.advisor.found(self.list)
    }

    /// The entry at a place, counted over all groups, with what was typed behind it since it was searched for.
    pub fn item(self, at: usize) -> Option<Item> {
        let found = untrack(|| self.found());
        let mut item = found.groups.iter().flat_map(|group| &group.items).nth(at)?.clone();
        let more = since(&item, &found.about, &self.typed.read_untracked()).to_owned();
        item.insert.push_str(&more);
        Some(item)
    }

    /// The active entry.
    pub fn active_item(self) -> Option<Item> {
        self.item(self.active.get_untracked().filter(|_| self.open.get_untracked())?)
    }

    /// Moves to the next entry or the one before; from the first one back to the text. False when there is none.
    pub fn step(self, down: bool) -> bool {
        let count = untrack(|| self.found()).groups.iter().map(|group| group.items.len()).sum::<usize>();
        let next = match (self.active.get_untracked(), down) {
            (None, true) => Some(0),
            (None, false) => return false,
            (Some(at), true) => Some((at + 1).min(count.saturating_sub(1))),
            (Some(at), false) => at.checked_sub(1),
        };
        if count == 0 || !self.open.get_untracked() {
            return false;
        }
        self.active.set(next);
        true
    }

    /// What is to be said beside the entries.
    pub fn notice(self) -> Notice {
        let found = self.found();
        match (self.app.advisor.standing(), found.tables) {
            (Standing::Loading, _) => Notice::Loading,
            (Standing::Failed, _) | (_, Tables::Failed) => Notice::Failed,
            (_, Tables::Loading) => Notice::Loading,
            _ if found.groups.is_empty() && found.about == *self.typed.read() && !found.about.is_empty() => {
                Notice::Unknown
            }
            _ => Notice::None,
        }
    }
}

/// An answer may be some letters old: what was typed since then is behind the name when something was there before, or
/// begins as only that can.
fn since<'a>(item: &Item, about: &str, typed: &'a str) -> &'a str {
    let more = typed.strip_prefix(about).unwrap_or_default();
    if item.insert != item.name {
        return more;
    }
    let behind = more.find(['=', '<', '>', '!', '~', '[', ';', '@', ' ']);
    behind.and_then(|at| more.get(at..)).unwrap_or_default()
}
