//! Assets that files are made of: fetched when a project first needs them, checked against what the description says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::App;
use crate::generator::{Content, LateFile, ProjectFile};
use crate::platform::fetch;
use crate::reactive::{Cell, effect};
use crate::words;

/// An asset.
#[derive(Debug, Clone, PartialEq)]
pub enum LateText {
    /// On its way.
    Loading,
    /// Here, and the right one.
    Ready(Arc<str>),
    /// It did not come, or is not the right one.
    Failed,
}

impl LateText {
    /// Whether the text is not here.
    pub fn is_missing(&self) -> bool {
        !matches!(self, Self::Ready(_))
    }
}

/// Assets by their address.
#[derive(Clone, Copy)]
pub struct Late(Cell<BTreeMap<String, LateText>>);

fn wanted(file: &ProjectFile) -> Option<LateFile> {
    match &file.content {
        Content::Late(late) => Some(late.clone()),
        Content::Text(_) => None,
    }
}

impl Late {
    pub(super) fn new() -> Self {
        Self(Cell::new(BTreeMap::new()))
    }

    /// The text of a late file; `None` for a file that is not late.
    pub fn of(self, file: &ProjectFile) -> Option<LateText> {
        let wanted = wanted(file)?;
        Some(match self.0.read().get(&wanted.asset) {
            Some(LateText::Ready(asset)) => {
                LateText::Ready(wanted.cut(asset).map_or_else(|| Arc::clone(asset), Into::into))
            }
            other => other.cloned().unwrap_or(LateText::Loading),
        })
    }

    /// The text of an asset that is here.
    pub(super) fn text(self, asset: &str) -> Option<String> {
        match self.0.read_untracked().get(asset) {
            Some(LateText::Ready(text)) => Some(text.as_ref().to_owned()),
            _ => None,
        }
    }

    fn put(self, address: String, text: LateText) {
        self.0.update(|texts| {
            texts.insert(address, text);
        });
    }

    /// Whether a set has arrived, or was given up, since it was asked for.
    pub(super) fn track(self) {
        self.0.track();
    }
}

impl App {
    pub(super) fn keep_late(self) {
        effect(move || {
            let wanted: Vec<LateFile> = self.files.get().iter().filter_map(wanted).collect();
            for wanted in wanted {
                if !self.late.0.read_untracked().contains_key(&wanted.asset) {
                    self.load(wanted);
                }
            }
        });
    }

    /// Asks again for the late files that failed.
    pub fn retry(self) {
        self.files.get_untracked().iter().filter_map(wanted).for_each(|wanted| self.load(wanted));
    }

    fn load(self, wanted: LateFile) {
        self.late.put(wanted.asset.clone(), LateText::Loading);
        leptos::task::spawn_local(async move {
            let text = fetch::text(&wanted.asset).await.filter(|text| wanted.is(text));
            let arrived = text.is_some();
            self.late.put(wanted.asset, text.map_or(LateText::Failed, |text| LateText::Ready(text.into())));
            if !arrived {
                self.give_up(words::LATE_FAILED);
            }
        });
    }
}
