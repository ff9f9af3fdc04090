//! What the program's second part does for the state. The form does without it for a moment: until it has come there are
//! no files, no findings and no engine, and what is typed waits.
//!
//! Must not be in here: what those functions do. The first part calls them through here alone; one that it named itself
//! would be fetched with it.

use std::sync::Arc;

use super::{App, Findings};
use crate::catalog::Catalog;
use crate::domain::ProjectDescription;
use crate::draft::{Diagnostic, Draft, Start, start_from};
use crate::engine::{Question, to_bytes};
use crate::generator::{ProjectFiles, generate};
use crate::link::encode;
use crate::presets::Preset;
use crate::project;

/// Functions of the second part.
#[derive(Clone, Copy)]
pub struct Work {
    pub(super) encode: fn(&Draft, &Catalog) -> String,
    pub(super) describe: fn(&Draft, &Catalog) -> (ProjectDescription, Findings),
    pub(super) generate: fn(&ProjectDescription) -> ProjectFiles,
    pub(super) in_order: fn(&Draft, &mut [Diagnostic]),
    pub(super) start_from: fn(&Preset, &Draft, &Catalog) -> Result<Start, String>,
    pub(super) bytes: fn(&Question) -> Option<Vec<u8>>,
    pub(super) start_engine: fn(App),
    pub(super) wait: fn(App),
    pub(super) save: fn(App),
    keep: fn(App),
}

/// The functions themselves: for the second part alone.
pub fn work() -> Work {
    Work {
        encode,
        describe,
        generate,
        in_order: project::in_order,
        start_from,
        bytes: |question| to_bytes(question),
        start_engine: App::start_engine,
        wait: App::wait,
        save: App::save,
        keep,
    }
}

fn describe(draft: &Draft, catalog: &Catalog) -> (ProjectDescription, Findings) {
    let (description, findings) = project::describe(draft, catalog);
    (description, Arc::new(findings))
}

fn keep(app: App) {
    app.keep_address();
    app.keep_late();
    app.keep_parcel();
    app.keep_advice();
    app.keep_changes();
    app.keep_import();
    app.keep_sharing();
    app.keep_host();
}

impl App {
    /// The second part has come: files and findings follow, and the engine is started.
    pub fn begin(self, work: Work) {
        self.advisor.speak(work.bytes);
        self.work.set(Some(work));
        (work.keep)(self);
    }

    /// Does what the second part does, if it is here.
    pub(super) fn with_work(self, act: fn(&Work) -> fn(App)) {
        if let Some(work) = self.work.get_untracked() {
            act(&work)(self);
        }
    }
}
