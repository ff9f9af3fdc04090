//! Files on their way into the draft: read by the engine, shown before they are taken, one step of undo.

use std::sync::Arc;

use super::{App, Standing};
use crate::compare::Comparison;
use crate::draft::Edit;
use crate::engine::{Ground, Question};
use crate::import::{Import, SourceFile, Way};
use crate::platform::files::{self, Given};
use crate::reactive::{Cell, effect};
use crate::words;

/// Handles only.
#[derive(Clone, Copy)]
pub struct Importing {
    /// Whether the dialog is open.
    pub shown: Cell<bool>,
    /// What was read; `None` while nothing was given, or it is being read.
    pub import: Cell<Option<Arc<Import>>>,
    /// What taking it would change.
    pub compared: Cell<Option<Arc<Comparison>>>,
    /// Files that were not even looked at, as sentences.
    pub refused: Cell<Vec<String>>,
    /// Whether files are being read.
    pub busy: Cell<bool>,
    /// Whether something is held over the page, to be dropped.
    pub hovering: Cell<bool>,
    /// The text to be read; it stays until something is taken over.
    pub text: Cell<String>,
    /// The name that the person gives it; empty when what it looks like decides.
    pub kind: Cell<String>,
    given: Cell<Option<Arc<Vec<SourceFile>>>>,
    way: Cell<Option<Way>>,
    asked: Cell<(u32, u32)>,
}

impl Importing {
    pub(super) fn new() -> Self {
        Self {
            shown: Cell::new(false),
            import: Cell::new(None),
            compared: Cell::new(None),
            refused: Cell::new(Vec::new()),
            busy: Cell::new(false),
            hovering: Cell::new(false),
            text: Cell::new(String::new()),
            kind: Cell::new(String::new()),
            given: Cell::new(None),
            way: Cell::new(None),
            asked: Cell::new((0, 0)),
        }
    }

    pub(super) fn compared(self, number: u32, comparison: Comparison) {
        if number == self.asked.get_untracked().1 {
            self.compared.set(Some(Arc::new(comparison)));
        }
    }

    /// Nothing is given any more.
    pub fn clear(self) {
        self.given.set(None);
        self.way.set(None);
        self.import.set(None);
        self.compared.set(None);
        self.refused.set(Vec::new());
        self.busy.set(false);
    }

    fn take(self, given: Given) {
        self.refused.set(given.refused);
        self.busy.set(!given.files.is_empty());
        self.way.set(None);
        self.import.set(None);
        self.compared.set(None);
        self.given.set((!given.files.is_empty()).then(|| Arc::new(given.files)));
    }
}

impl App {
    /// Asks the engine about what was given, again when the person chooses another way or another link is opened.
    pub(super) fn keep_import(self) {
        let state = self.importing;
        effect(move || {
            let ready = self.advisor.standing() == Standing::Ready;
            let (given, way) = (state.given.get(), state.way.get());
            if let Some(given) = given.filter(|_| ready) {
                let draft = Box::new(self.draft.get().as_ref().clone());
                let question = |number| Question::Import(number, draft, given.as_ref().clone(), way);
                state.asked.set((self.advisor.errand(question), 0));
            }
        });
        files::on_drop(move |over| state.hovering.set(over), move |given| self.give(given));
    }

    /// Takes what was dropped or chosen, and shows it.
    pub fn give(self, given: files::Pending) {
        let state = self.importing;
        state.clear();
        state.busy.set(true);
        state.shown.set(true);
        leptos::task::spawn_local(async move { state.take(given.read().await) });
    }

    /// Takes the text as a file of the name that was given to it.
    pub fn give_text(self) {
        let (path, text) = (self.importing.kind.get_untracked(), self.importing.text.get_untracked());
        let file = SourceFile { path, bytes: text.into_bytes() };
        self.importing.take(Given { files: vec![file], refused: Vec::new() });
    }

    /// The way that the person chooses.
    pub fn choose_way(self, way: Way) {
        self.importing.way.set(Some(way));
    }

    /// Takes what was read, and asks what it would change.
    pub(super) fn imported(self, number: u32, import: Import) {
        let state = self.importing;
        if number != state.asked.get_untracked().0 {
            return;
        }
        state.busy.set(false);
        if !import.remembered.is_empty() {
            state.shown.set(false);
            self.take_in(&import.remembered);
            state.clear();
            return;
        }
        let before = Ground::Draft(Box::new(self.draft.get_untracked().as_ref().clone()));
        let after = Box::new(import.draft.clone());
        let compare = self.advisor.errand(|number| Question::Compare(number, after, before));
        state.asked.set((number, compare));
        state.import.set(Some(Arc::new(import)));
    }

    /// Takes over what was read: one step of undo.
    pub fn apply_import(self) {
        let Some(import) = self.importing.import.get_untracked() else { return };
        let import = import.as_ref().clone();
        match import.way {
            Way::Replace => self.replace(import.draft.clone()),
            Way::Add => self.dispatch(&Edit::Replace(Box::new(import.draft.clone()))),
        }
        self.changes.import(import);
        self.opened_link.set(None);
        self.importing.shown.set(false);
        self.importing.clear();
        self.importing.text.set(String::new());
        self.importing.kind.set(String::new());
        self.say(words::IMPORTED);
    }
}
