//! The link in the address bar: read at the start and when the person edits it, written as the draft changes.

use std::sync::Arc;

use leptos::prelude::*;

use super::{App, changed};
use crate::catalog::Catalog;
use crate::draft::{Diagnostic, Draft, Edit};
use crate::link::{View, decode, encode};
use crate::platform::{address, timer::Debounce};
use crate::reactive::effect;
use crate::words;

/// How long the address bar waits for the typing to pause, in milliseconds.
const PAUSE: u32 = 300;

/// What the page was opened with.
#[derive(Debug, PartialEq)]
pub struct OpenedLink {
    /// What could not be applied.
    pub unapplied: Vec<Diagnostic>,
    /// What it set, as a phrase; empty when it set none of what is counted.
    pub sets: String,
    /// Whether the person still has to read the instructions it set.
    pub to_review: bool,
}

/// The draft, the view, and what to say about the link.
pub struct AtStart {
    pub draft: Draft,
    pub view: View,
    pub link: Option<Arc<OpenedLink>>,
}

/// Reads the address bar.
pub fn open(catalog: &Catalog) -> AtStart {
    let opened = decode(&address::fragment(), catalog);
    let counts = (&opened.draft.packages, &opened.draft.requirements, &opened.draft.env);
    let lines = opened.draft.instructions.lines().filter(|line| !line.trim().is_empty()).count();
    let sets = words::sets(counts.0.len(), counts.1.len(), counts.2.len(), lines);
    let link = OpenedLink { unapplied: opened.diagnostics, sets, to_review: lines > 0 };
    let worth_saying = opened.configures || !link.unapplied.is_empty();
    AtStart { draft: opened.draft, view: opened.view, link: worth_saying.then(|| Arc::new(link)) }
}

impl App {
    /// The draft as a link's fragment.
    pub fn fragment(self) -> String {
        encode(&self.draft.get_untracked(), self.catalog)
    }

    /// Whether instructions of an opened link still wait to be read.
    pub fn needs_review(self) -> bool {
        self.opened_link.read().as_ref().is_some_and(|link| link.to_review)
    }

    /// The person has read the instructions.
    pub fn reviewed(self) {
        self.opened_link.update(|link| {
            *link = link.take().filter(|link| !link.unapplied.is_empty()).map(|link| {
                let unapplied = link.unapplied.clone();
                Arc::new(OpenedLink { unapplied, sets: String::new(), to_review: false })
            });
        });
    }

    /// Keeps address bar and title at the draft.
    pub(super) fn keep_address(self) {
        let pause = Debounce::new(PAUSE);
        Effect::new(move |before: Option<Arc<Draft>>| {
            let draft = self.draft.get();
            if changed(before.as_ref(), Some(&draft)) && before.is_some() {
                pause.call(move || address::replace_fragment(&self.fragment()));
            }
            draft
        });
        effect(move || address::set_title(&[&self.name(), " · ", words::PRODUCT].concat()));
        address::on_fragment_change(move || self.reopen());
    }

    fn reopen(self) {
        let opened = open(self.catalog);
        self.dispatch(&Edit::Replace(Box::new(opened.draft)));
        self.opened_link.set(opened.link);
        if let Some(file) = opened.view.file {
            self.opened_file.set(file);
        }
    }
}
