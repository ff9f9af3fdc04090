//! The forms in which the draft is passed on, made by the engine while their dialog is open.

use std::sync::Arc;

use super::{App, Standing};
use crate::engine::Question;
use crate::platform::address;
use crate::reactive::{Cell, effect};
use crate::share::Snippet;

/// Handles only.
#[derive(Clone, Copy)]
pub struct Sharing {
    /// Whether the dialog is open.
    pub shown: Cell<bool>,
    /// The forms; empty until the engine has answered.
    pub snippets: Cell<Arc<Vec<Snippet>>>,
    asked: Cell<u32>,
}

impl Sharing {
    pub(super) fn new() -> Self {
        Self { shown: Cell::new(false), snippets: Cell::new(Arc::default()), asked: Cell::new(0) }
    }

    pub(super) fn shared(self, number: u32, snippets: Vec<Snippet>) {
        if number == self.asked.get_untracked() {
            self.snippets.set(Arc::new(snippets));
        }
    }
}

impl App {
    /// Shows the forms.
    pub fn share(self) {
        self.sharing.shown.set(true);
    }

    pub(super) fn keep_sharing(self) {
        effect(move || {
            if self.sharing.shown.get() && self.advisor.standing() == Standing::Ready {
                let (draft, file) = (self.draft.get(), self.current_path());
                let draft = Box::new(draft.as_ref().clone());
                let question = |number| Question::Share(number, draft, address::page(), file);
                self.sharing.asked.set(self.advisor.errand(question));
            }
        });
    }
}
