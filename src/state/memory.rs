//! What this browser remembers: the configuration at hand, earlier ones, bookmarks. All of it optional.
//!
//! Each configuration is an item of its own, and a page writes only the one that it wrote last: two tabs never write
//! over each other. Remembered is the link, which has no secrets.

use leptos::prelude::*;

use super::App;
use crate::draft::{Draft, Edit};
use crate::link::decode;
use crate::memory::{Entry, export, insert, surplus};
use crate::platform::{clock, download, storage};
use crate::reactive::Cell;
use crate::words;

/// Starts the keys of the store.
const PREFIX: &str = "airflow-image-configurator.";

/// Handles only.
#[derive(Clone, Copy)]
pub struct Memory {
    /// What was remembered when the list was last opened, newest first.
    pub entries: Cell<Vec<Entry>>,
    /// Whether the list is open.
    pub shown: Cell<bool>,
    /// What is wrong with the store; said once.
    pub trouble: Cell<Option<&'static str>>,
    /// The item that this page writes; empty for a new one.
    current: Cell<Entry>,
    told: Cell<bool>,
}

/// Whether this browser remembers anything.
pub fn has_memory() -> bool {
    !storage::keys(PREFIX).is_empty()
}

/// All that is remembered, newest first, and whether something of it could not be read; that is forgotten.
pub fn load() -> (Vec<Entry>, bool) {
    let mut damaged = false;
    let mut entries = Vec::new();
    for key in storage::keys(PREFIX) {
        match key.strip_prefix(PREFIX).and_then(stored) {
            Some(entry) => insert(&mut entries, entry),
            None => {
                damaged = true;
                storage::write(&key, None);
            }
        }
    }
    (entries, damaged)
}

fn stored(id: &str) -> Option<Entry> {
    Entry::of_line(id, &storage::read(&key(id))?)
}

fn key(id: &str) -> String {
    [PREFIX, id].concat()
}

fn store(entry: &Entry) -> bool {
    storage::write(&key(&entry.id), Some(&entry.to_line()))
}

impl Memory {
    /// Goes on with this item; none starts a new one.
    pub(super) fn new(current: Option<Entry>, damaged: bool) -> Self {
        Self {
            entries: Cell::new(Vec::new()),
            shown: Cell::new(false),
            trouble: Cell::new(damaged.then_some(words::MEMORY_DAMAGED)),
            current: Cell::new(current.unwrap_or_default()),
            told: Cell::new(damaged),
        }
    }

    fn reload(self) {
        self.entries.set(load().0);
    }

    /// The store refused: says so, once.
    fn refused(self) {
        if !self.told.get_untracked() {
            self.told.set(true);
            self.trouble.set(Some(words::MEMORY_REFUSED));
        }
    }

    fn put(self, entry: &Entry) -> bool {
        let done = store(entry);
        if !done {
            self.refused();
        }
        done
    }

    /// The next change is a configuration of its own: the one at hand stays as it is, and is not written again.
    pub(super) fn turn_page(self) {
        self.current.update_untracked(|current| current.id.clear());
    }

    /// Writes a link over what this page wrote last; as a new item when somebody else has changed that, or it was
    /// marked in the meantime.
    fn write(self, fragment: String) {
        let last = self.current.get_untracked();
        if last.fragment == fragment {
            return;
        }
        let untouched = stored(&last.id).is_some_and(|there| there == last && !there.kept);
        let id = if untouched { last.id } else { clock::new_id() };
        let entry = Entry { id, at: clock::now(), fragment, ..Entry::default() };
        if self.put(&entry) {
            self.make_room(&entry);
            self.current.set(entry);
        }
    }

    /// Forgets what is the same as a new entry, and the oldest ones.
    fn make_room(self, new: &Entry) {
        let (entries, _) = load();
        let same = entries.iter().filter(|old| old.id != new.id && !old.kept && old.fragment == new.fragment);
        let gone: Vec<String> = same.map(|old| old.id.clone()).chain(surplus(&entries)).collect();
        for id in gone {
            storage::write(&key(&id), None);
        }
    }
}

impl App {
    /// Remembers the configuration at hand; not the empty one, and nothing that a link set and nobody has read.
    pub(super) fn remember(self) {
        let draft = self.draft.get_untracked();
        // A docs page is no place of the reader's own work.
        let embedded = self.view.read_untracked().embed;
        if !embedded && !untrack(|| self.needs_review()) && *draft != Draft::start(self.catalog) {
            self.memory.write(self.fragment());
        }
    }

    /// Shows what is remembered.
    pub fn show_memory(self) {
        self.memory.reload();
        self.memory.shown.set(true);
    }

    /// Goes back to a remembered configuration.
    pub fn recall(self, entry: &Entry) {
        self.replace(decode(&entry.fragment, self.catalog).draft);
        if !entry.kept {
            self.memory.current.set(entry.clone());
        }
        self.memory.shown.set(false);
        self.opened_link.set(None);
        self.say(words::RECALLED);
    }

    /// Another configuration in place of the one at hand, which stays among the remembered ones.
    pub fn replace(self, draft: Draft) {
        self.remember();
        self.memory.turn_page();
        self.forget_plan();
        self.dispatch(&Edit::Replace(Box::new(draft)));
    }

    /// Marks the configuration at hand as a bookmark.
    pub fn bookmark(self) {
        let fragment = self.fragment();
        let entry =
            Entry { id: clock::new_id(), at: clock::now(), kept: true, name: untrack(|| self.name()), fragment };
        if self.memory.put(&entry) {
            self.say(words::BOOKMARKED);
        }
        self.memory.reload();
    }

    /// Names an entry, and whether it is a bookmark.
    pub fn change_entry(self, entry: &Entry) {
        self.memory.put(entry);
        self.memory.reload();
    }

    /// Forgets an entry.
    pub fn forget(self, entry: &Entry) {
        storage::write(&key(&entry.id), None);
        self.memory.reload();
        self.say(words::FORGOTTEN);
    }

    /// Takes in the entries of an exported file.
    pub(super) fn take_in(self, entries: &[Entry]) {
        for entry in entries {
            self.memory.put(&Entry { id: clock::new_id(), ..entry.clone() });
        }
        self.show_memory();
    }

    /// Saves all entries as one file.
    pub fn export_memory(self) {
        let text = export(&load().0);
        if !download::save("airflow-configurations.txt", "text/plain", text.as_bytes()) {
            self.say(words::SAVE_REFUSED);
        }
    }
}
