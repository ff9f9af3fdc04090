//! What the page starts with: the link in the address bar, else what this browser remembers; and the link kept at the
//! draft from then on.

use std::sync::Arc;

use leptos::prelude::*;

use super::memory::{has_memory, load};
use super::{App, changed};
use crate::catalog::Catalog;
use crate::draft::{Diagnostic, Draft};
use crate::link::{Opened, View, decode};
use crate::memory::Entry;
use crate::platform::{address, timer::Debounce};
use crate::reactive::effect;
use crate::words;

/// How long the address bar waits for the typing to pause, in milliseconds.
const PAUSE: u32 = 300;

/// With more rows than this a link is read before its download.
const MANY: usize = 20;

/// What the page was opened with.
#[derive(Debug, Default, PartialEq)]
pub struct OpenedLink {
    /// When what was remembered was last changed; `None` for a link.
    pub restored: Option<u64>,
    /// What could not be applied.
    pub unapplied: Vec<Diagnostic>,
    /// What it set, as a phrase; empty when it set none of what is counted.
    pub sets: String,
    /// What the person still has to read of it, as a phrase; empty when nothing.
    pub to_review: String,
    /// What was remembered when a link was opened over it.
    pub earlier: Option<Entry>,
}

/// The draft, the view, and what to say about where they came from.
pub struct AtStart {
    /// The draft.
    pub draft: Draft,
    /// What the link says of the page.
    pub view: View,
    /// What is said about a link or a memory.
    pub link: Option<Arc<OpenedLink>>,
    /// The remembered configuration that this page goes on with.
    pub current: Option<Entry>,
    /// Whether something remembered could not be read.
    pub damaged: bool,
}

impl AtStart {
    /// Without a link and a memory: the defaults.
    pub fn plain(catalog: &Catalog) -> Self {
        Self { draft: Draft::start(catalog), view: View::default(), link: None, current: None, damaged: false }
    }
}

/// Whether there is something to [`open`]: a link, or what this browser remembers.
pub fn is_given() -> bool {
    address::fragment().len() > 1 || has_memory()
}

/// Reads the address bar and the store. A link always wins.
///
/// It is a part of the program by itself (src/main.rs): who comes without a link need not wait for it.
pub fn open() -> AtStart {
    let catalog = Catalog::start();
    let fragment = address::fragment();
    let link = fragment.strip_prefix('#').unwrap_or_default();
    let opened = decode(&fragment, catalog);
    if opened.view.embed {
        return start(opened, None, false);
    }
    let (entries, damaged) = load();
    if !opened.configures && opened.diagnostics.is_empty() {
        return restore(opened, entries.into_iter().next(), catalog, damaged);
    }
    // A reload: the link is what this browser wrote itself.
    let is_own = |entry: &&Entry| !entry.kept && [&entry.fragment, opened.view.kept().as_str()].concat() == link;
    let (own, earlier) = match entries.iter().find(is_own) {
        Some(own) => (Some(own.clone()), None),
        None => (None, entries.into_iter().next()),
    };
    if own.is_some() && opened.diagnostics.is_empty() {
        return AtStart { draft: opened.draft, view: opened.view, link: None, current: own, damaged };
    }
    start(opened, earlier, damaged)
}

fn start(opened: Opened, earlier: Option<Entry>, damaged: bool) -> AtStart {
    let to_review = to_review(&opened.draft);
    // In a docs page the link is what the page is about: it is said only where something has to be read.
    let configures = opened.configures && (!opened.view.embed || !to_review.is_empty());
    let worth_saying = configures || !opened.diagnostics.is_empty();
    let link =
        OpenedLink { restored: None, sets: sets(&opened.draft), to_review, unapplied: opened.diagnostics, earlier };
    let link = worth_saying.then(|| Arc::new(link));
    AtStart { draft: opened.draft, view: opened.view, link, current: None, damaged }
}

fn restore(opened: Opened, newest: Option<Entry>, catalog: &Catalog, damaged: bool) -> AtStart {
    let Some(entry) = newest else { return start(opened, None, damaged) };
    let draft = decode(&entry.fragment, catalog).draft;
    address::replace_fragment(&entry.fragment);
    let link = OpenedLink { restored: Some(entry.at), sets: sets(&draft), ..OpenedLink::default() };
    let current = (!entry.kept).then_some(entry);
    AtStart { draft, view: opened.view, link: Some(Arc::new(link)), current, damaged }
}

/// What a draft sets, as a phrase.
pub fn sets(draft: &Draft) -> String {
    let lines = instruction_lines(draft);
    words::sets(draft.packages.len(), draft.requirements.len(), draft.env.len(), lines)
}

fn instruction_lines(draft: &Draft) -> usize {
    draft.instructions.lines().filter(|line| !line.trim().is_empty()).count()
}

/// What a link sets that runs somebody else's code, or is more than one sees at a glance.
fn to_review(draft: &Draft) -> String {
    let elsewhere = |text: &str| text.trim_start().starts_with('-') || text.contains("://");
    let sources = draft.requirements.iter().filter(|row| elsewhere(&row.text)).count();
    let addresses = [&draft.index, &draft.repository].into_iter().filter(|text| !text.is_empty()).count();
    let rows = draft.packages.len() + draft.requirements.len() + draft.env.len();
    words::to_review(instruction_lines(draft), sources + addresses + draft.apk_repositories.len(), rows, rows > MANY)
}

impl App {
    /// The draft as a link's fragment; what stands in the address bar, as long as nobody can write one.
    pub fn fragment(self) -> String {
        let write = self.work.read().map(|work| work.encode);
        write.map_or_else(
            || address::fragment().trim_start_matches('#').to_owned(),
            |write| write(&self.draft.get_untracked(), self.catalog),
        )
    }

    /// Whether something of an opened link still waits to be read.
    pub fn needs_review(self) -> bool {
        self.opened_link.read().as_ref().is_some_and(|link| !link.to_review.is_empty())
    }

    /// The person has read what a link set.
    pub fn reviewed(self) {
        self.opened_link.update(|link| {
            *link = link.take().filter(|link| !link.unapplied.is_empty()).map(|link| {
                let unapplied = link.unapplied.clone();
                Arc::new(OpenedLink { unapplied, ..OpenedLink::default() })
            });
        });
    }

    /// Keeps address bar, memory and title at the draft.
    pub(super) fn keep_address(self) {
        let pause = Debounce::new(PAUSE);
        Effect::new(move |before: Option<Arc<Draft>>| {
            let draft = self.draft.get();
            // What was typed before anything listened is written too.
            let typed = before.is_some() || self.history.read_untracked().undo_label().is_some();
            if changed(before.as_ref(), Some(&draft)) && typed {
                pause.call(move || {
                    address::replace_fragment(&[self.fragment(), self.view.read_untracked().kept()].concat());
                    self.remember();
                });
            }
            draft
        });
        effect(move || address::set_title(&[&self.name(), " · ", words::PRODUCT].concat()));
        address::on_fragment_change(move |fragment| self.reopen(&fragment));
        // Another link may have been opened before anything listened.
        let now = address::fragment();
        if now != self.started.get_untracked() {
            self.reopen(&now);
        }
    }

    /// Somebody changed the address by hand, or went back to another one.
    fn reopen(self, fragment: &str) {
        let opened = decode(fragment, self.catalog);
        let file = opened.view.file.clone();
        let embed = self.view.read_untracked().embed;
        let says_version = fragment.split(['#', '&']).any(|pair| pair.starts_with("v="));
        if embed && opened.view.embed && !opened.configures && !says_version {
            // The page around this one changes what is shown; what is typed stays.
            address::replace_fragment(&[self.fragment(), opened.view.kept()].concat());
            return self.view.set(opened.view);
        }
        // What is locked is lifted first: the link decides.
        self.view.set(View { embed, ..View::default() });
        let view = View { embed, ..opened.view.clone() };
        let start = start(opened, None, false);
        let unapplied = start.link.as_ref().is_some_and(|link| !link.unapplied.is_empty());
        let changes = *self.draft.get_untracked() != start.draft;
        if changes {
            self.changes.open(&start.draft);
            self.replace(start.draft);
        }
        if changes || unapplied {
            self.opened_link.set(start.link);
        }
        self.view.set(view);
        if let Some(file) = file {
            self.open_file(file);
        }
    }
}
