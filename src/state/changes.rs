//! What the draft is compared with, and what differs: asked of the engine whenever the draft has come to rest.

use std::sync::Arc;

use leptos::prelude::*;

use super::{App, Standing};
use crate::catalog::Catalog;
use crate::compare::{Comparison, FileDifference};
use crate::domain::{Field, RowList};
use crate::draft::{Draft, ImageDraft};
use crate::engine::{Ground, Origin, Question};
use crate::import::Import;
use crate::platform::{download, timer::Debounce};
use crate::reactive::{Cell, effect};
use crate::words;

/// How long the comparison waits for the typing to pause, in milliseconds.
const PAUSE: u32 = 250;

/// What the draft is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Base {
    /// The empty page.
    Defaults,
    /// What the page was opened with.
    Opened,
    /// The project that was imported last.
    Imported,
    /// What was downloaded last.
    Downloaded,
    /// The same configuration on another image.
    Other(ImageDraft),
}

/// The draft that an imported project became, and what it was.
type Imported = Arc<(Arc<Draft>, Origin)>;

/// Handles only.
#[derive(Clone, Copy)]
pub struct Changes {
    /// What it is compared with.
    pub base: Cell<Base>,
    /// Whether before and after stand side by side.
    pub beside: Cell<bool>,
    /// Whether files that an imported project does not have count.
    pub with_new: Cell<bool>,
    /// What differs; `None` until the engine has answered.
    pub compared: Cell<Option<Arc<Comparison>>>,
    defaults: Cell<Arc<Draft>>,
    opened: Cell<Arc<Draft>>,
    imported: Cell<Option<Imported>>,
    downloaded: Cell<Option<Arc<Draft>>>,
    asked: Cell<u32>,
}

impl Changes {
    pub(super) fn new(opened: Draft, catalog: &Catalog) -> Self {
        let defaults = Draft::start(catalog);
        let base = if opened == defaults { Base::Defaults } else { Base::Opened };
        Self {
            base: Cell::new(base),
            beside: Cell::new(false),
            with_new: Cell::new(false),
            compared: Cell::new(None),
            defaults: Cell::new(Arc::new(defaults)),
            opened: Cell::new(Arc::new(opened)),
            imported: Cell::new(None),
            downloaded: Cell::new(None),
            asked: Cell::new(0),
        }
    }

    /// Another link was opened.
    pub(super) fn open(self, draft: &Draft) {
        self.opened.set(Arc::new(draft.clone()));
        self.base.set(Base::Opened);
    }

    /// A project was imported.
    pub(super) fn import(self, import: Import) {
        let origin = Origin { files: import.origin, kept: import.kept, with_new: false };
        self.imported.set(Some(Arc::new((Arc::new(import.draft), origin))));
        self.base.set(Base::Imported);
    }

    /// The archive was downloaded.
    pub(super) fn download(self, draft: Arc<Draft>) {
        self.downloaded.set(Some(draft));
    }

    /// What there is to compare with.
    pub fn bases(self) -> Vec<Base> {
        let opened = *self.opened.get() != *self.defaults.get_untracked();
        let bases = [
            (Base::Defaults, true),
            (Base::Opened, opened),
            (Base::Imported, self.imported.read().is_some()),
            (Base::Downloaded, self.downloaded.read().is_some()),
        ];
        bases.into_iter().filter(|(_, there)| *there).map(|(base, _)| base).collect()
    }

    /// The draft that it is compared with: the one at hand has changed since.
    fn draft(self) -> Arc<Draft> {
        match self.base.get() {
            Base::Opened => self.opened.get(),
            Base::Imported => self.imported.read().as_ref().map_or_else(Arc::default, |origin| Arc::clone(&origin.0)),
            Base::Downloaded => self.downloaded.get().unwrap_or_default(),
            Base::Defaults | Base::Other(_) => self.defaults.get_untracked(),
        }
    }

    fn ground(self) -> Ground {
        match (self.base.get(), self.imported.get()) {
            (Base::Other(image), _) => Ground::Image(image),
            (Base::Imported, Some(imported)) if !imported.1.files.is_empty() => {
                Ground::Project(Box::new(Origin { with_new: self.with_new.get(), ..imported.1.clone() }))
            }
            _ => Ground::Draft(Box::new(self.draft().as_ref().clone())),
        }
    }
}

impl App {
    /// Asks what differs whenever the draft has come to rest, or what it is compared with changes.
    pub(super) fn keep_changes(self) {
        let pause = Debounce::new(PAUSE);
        effect(move || {
            let ready = self.advisor.standing() == Standing::Ready;
            let (draft, ground) = (self.draft.get(), self.changes.ground());
            if ready {
                pause.call(move || {
                    let question = |number| Question::Compare(number, Box::new(draft.as_ref().clone()), ground);
                    self.changes.asked.set(self.advisor.errand(question));
                });
            }
        });
    }

    /// Takes what differs, for the page or for the preview of an import.
    pub(super) fn compared(self, number: u32, comparison: Comparison) {
        if number == self.changes.asked.get_untracked() {
            self.changes.compared.set(Some(Arc::new(comparison)));
        } else {
            self.importing.compared(number, comparison);
        }
    }

    /// What differs in a file.
    pub fn difference(self, path: &str) -> Option<FileDifference> {
        self.changes.compared.read().as_ref()?.files.iter().find(|file| file.path == path).cloned()
    }

    /// How many rows of these lists, and how many of these fields, are not as they were.
    pub fn changed(self, lists: &[RowList], fields: &[Field]) -> usize {
        let (now, before) = (self.draft.get(), self.changes.draft());
        let rows: usize = lists.iter().map(|list| now.changed_rows(&before, *list)).sum();
        rows + now.changed_fields(&before, fields)
    }

    /// Saves the patch.
    pub fn download_patch(self) {
        let patch = self.patch();
        let name = [&untrack(|| self.name()), ".patch"].concat();
        if download::save(&name, "text/x-patch", patch.as_bytes()) {
            self.say(words::downloaded(&name));
        } else {
            self.say(words::SAVE_REFUSED);
        }
    }

    /// The patch; empty when nothing differs.
    pub fn patch(self) -> String {
        self.changes.compared.read_untracked().as_ref().map(|compared| compared.patch.clone()).unwrap_or_default()
    }
}
