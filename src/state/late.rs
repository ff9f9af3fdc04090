//! Constraint sets: fetched when a project first needs them, checked against what the description says of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::App;
use crate::domain::{AirflowVersion, PythonVersion, crc32};
use crate::generator::{Content, ProjectFile};
use crate::platform::fetch;
use crate::reactive::effect;
use crate::words;

/// A late text.
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

/// Late texts by their address.
#[derive(Clone, Copy)]
pub struct Late(RwSignal<BTreeMap<String, LateText>>);

struct Wanted {
    address: String,
    length: u32,
    checksum: u32,
}

impl Wanted {
    fn of(file: &ProjectFile) -> Option<Self> {
        match file.content {
            Content::Constraints { airflow, python, length, checksum } => {
                Some(Self { address: address(airflow, python), length, checksum })
            }
            Content::Text(_) => None,
        }
    }

    fn is(&self, text: &str) -> bool {
        u32::try_from(text.len()) == Ok(self.length) && crc32(text.as_bytes()) == self.checksum
    }
}

fn address(airflow: AirflowVersion, python: PythonVersion) -> String {
    ["constraints/", &airflow.to_string(), "-python", &python.to_string(), ".txt"].concat()
}

impl Late {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }

    /// The text of a late file; `None` for a file that is not late.
    pub fn of(self, file: &ProjectFile) -> Option<LateText> {
        let wanted = Wanted::of(file)?;
        Some(self.0.read().get(&wanted.address).cloned().unwrap_or(LateText::Loading))
    }

    /// The text of a set that is here.
    pub(super) fn text(self, airflow: AirflowVersion, python: PythonVersion) -> Option<String> {
        match self.0.read_untracked().get(&address(airflow, python)) {
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
            let wanted: Vec<Wanted> = self.files.get().iter().filter_map(Wanted::of).collect();
            for wanted in wanted {
                if !self.late.0.read_untracked().contains_key(&wanted.address) {
                    self.load(wanted);
                }
            }
        });
    }

    /// Asks again for the late files that failed.
    pub fn retry(self) {
        self.files.get_untracked().iter().filter_map(Wanted::of).for_each(|wanted| self.load(wanted));
    }

    fn load(self, wanted: Wanted) {
        self.late.put(wanted.address.clone(), LateText::Loading);
        leptos::task::spawn_local(async move {
            let text = fetch::text(&wanted.address).await.filter(|text| wanted.is(text));
            let arrived = text.is_some();
            self.late.put(wanted.address, text.map_or(LateText::Failed, |text| LateText::Ready(text.into())));
            if !arrived {
                self.give_up(words::LATE_FAILED);
            }
        });
    }
}
