//! Explanations, asked of the engine where and when somebody wants one.

use std::sync::Arc;

use super::{App, Standing};
use crate::engine::Question;
use crate::guide::{Document, Topic};
use crate::platform::timer::Debounce;
use crate::reactive::{Cell, effect};

/// How long a question waits for the typing to pause, in milliseconds.
const PAUSE: u32 = 150;

/// A document that is there, or on its way.
pub type Explained = Cell<Option<Arc<Document>>>;

/// Handles only.
#[derive(Clone, Copy)]
pub struct Guide {
    /// What stands in place of the file: one of the panes below, or the file itself.
    pub pane: Cell<Option<&'static str>>,
    /// Whether the open file is explained.
    pub annotated: Cell<bool>,
    /// Whether the list of terms is open.
    pub terms: Cell<bool>,
    waiting: Cell<Vec<(u32, Explained)>>,
    downloaded: Cell<bool>,
}

impl Guide {
    /// What differs.
    pub const CHANGES: &'static str = "changes";
    /// The effective image.
    pub const IMAGE: &'static str = "image";
    /// What to do with the download.
    pub const NEXT: &'static str = "next";

    pub(super) fn new() -> Self {
        Self {
            pane: Cell::new(None),
            annotated: Cell::new(false),
            terms: Cell::new(false),
            waiting: Cell::new(Vec::new()),
            downloaded: Cell::new(false),
        }
    }

    /// Whether a pane stands in place of the file.
    pub fn shows(self, pane: &'static str) -> bool {
        self.pane.get() == Some(pane)
    }

    /// Shows a pane, or the file again.
    pub fn toggle(self, pane: &'static str) {
        self.pane.update(|shown| *shown = if *shown == Some(pane) { None } else { Some(pane) });
    }

    /// Whether a download is the first: it leads to what comes next, later ones disturb nobody.
    pub(super) fn is_first_download(self) -> bool {
        let before = self.downloaded.get_untracked();
        self.downloaded.set(true);
        !before
    }

    pub(super) fn explained(self, number: u32, document: Document) {
        let mut waiting = self.waiting.get_untracked();
        if let Some(at) = waiting.iter().position(|(asked, _)| *asked == number) {
            let (_, into) = waiting.swap_remove(at);
            self.waiting.set(waiting);
            // What was asked from may be gone.
            into.set(Some(Arc::new(document)));
        }
    }
}

impl App {
    /// The document on a topic, kept at what the draft is, as long as somebody looks at it.
    pub fn explained(self, topic: impl Fn() -> Topic + Send + Sync + 'static) -> Explained {
        let into = Explained::new(None);
        let pause = Debounce::new(PAUSE);
        effect(move || {
            let (topic, draft) = (topic(), self.draft.get());
            if self.advisor.standing() != Standing::Ready {
                return;
            }
            let ask = move || {
                let question = |number| Question::Explain(number, Box::new(draft.as_ref().clone()), topic);
                let number = self.advisor.errand(question);
                self.guide.waiting.update_untracked(|waiting| {
                    waiting.retain(|(_, other)| *other != into);
                    waiting.push((number, into));
                });
            };
            match into.get_untracked() {
                None => ask(),
                Some(_) => pause.call(ask),
            }
        });
        into
    }
}
