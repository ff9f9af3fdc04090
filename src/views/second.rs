//! The views of the program's second part: the files, what opens over the page, and what stands at a field only after
//! somebody has done something there.
//!
//! Must not be in here: views. The first part shows these through here alone; one that it named itself would be fetched
//! with it.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;

use super::{aid, banner, dialogs, findings, guide, history, import, layers, preview, sharing, suggestions, upgrade};
use crate::draft::Diagnostic;
use crate::engine::OptionHint;
use crate::platform::page;
use crate::reactive::{Cell, Reading, effect, optional};
use crate::state::{App, Explained, OpenedLink, Suggesting, Work, after_render, work};
use crate::words;

/// Views of the second part.
#[derive(Clone, Copy)]
pub struct Panels {
    /// What stands in the frame of the right side.
    pub preview: fn(App) -> AnyView,
    /// What opens over the page.
    pub dialogs: fn(App) -> AnyView,
    /// Depths two and three.
    pub depths: fn(App) -> AnyView,
    /// How many problems there are.
    pub problems: fn(App) -> AnyView,
    /// Where the configuration came from.
    pub banner: fn(App, &OpenedLink) -> AnyView,
    /// One finding.
    pub finding: fn(App, &Diagnostic) -> AnyView,
    /// An explanation.
    pub explained: fn(App, Explained) -> AnyView,
    /// What a row could be.
    pub suggestions: fn(App, &'static str, Suggesting, Callback<usize>) -> AnyView,
    /// What helps with the value of an option.
    pub aid: fn(&OptionHint, Reading<String>, Callback<String>) -> AnyView,
}

/// All of the second part.
pub struct Second {
    work: Work,
    panels: Panels,
}

/// The second part itself: called where the program is cut (src/main.rs), and nowhere else.
pub fn second() -> Second {
    Second {
        work: work(),
        panels: Panels {
            preview: |app| view! { <preview::Preview app=app/> }.into_any(),
            dialogs: all_dialogs,
            depths: |app| view! { <layers::Depths app=app/> }.into_any(),
            problems: |app| view! { <preview::Problems app=app/> }.into_any(),
            banner: banner::banner,
            finding: findings::finding,
            explained: guide::shown,
            suggestions: suggestions::popup,
            aid: aid::help,
        },
    }
}

fn all_dialogs(app: App) -> AnyView {
    view! {
        <dialogs::KeySheet app=app/>
        <dialogs::ByHand app=app/>
        <guide::TermsDialog app=app/>
        <upgrade::PlanDialog app=app/>
        <history::HistoryDialog app=app/>
        <sharing::ShareDialog app=app/>
        <import::ImportDialog app=app/>
    }
    .into_any()
}

/// Fetches a part of the program and runs it; `None` when it did not come.
pub type Fetch<T> = fn() -> Pin<Box<dyn Future<Output = Option<T>>>>;

/// Where the views are to come.
#[derive(Clone, Copy)]
pub struct Arrived(Cell<Option<Panels>>);

/// How it stands with the second part.
#[derive(Clone, Copy)]
pub struct Arrival {
    app: App,
    fetch: Fetch<Second>,
    /// The page's: what follows from the second part lives as long as the page.
    owner: Cell<Option<Owner>>,
    panels: Cell<Option<Panels>>,
    /// Whether it did not come.
    pub failed: Cell<bool>,
}

impl Arrival {
    /// Nothing has come yet; the views below are told when it does.
    pub fn new(app: App, fetch: Fetch<Second>) -> Self {
        let panels = Cell::new(None);
        provide_context(Arrived(panels));
        let owner = Cell::new(Owner::current());
        let arrival = Self { app, fetch, owner, panels, failed: Cell::new(false) };
        // Who waits for a download wants it tried again.
        effect(move || {
            if app.waits() && arrival.failed.get_untracked() {
                arrival.fetch();
            }
        });
        arrival
    }

    /// Fetches it, again where it failed.
    pub fn fetch(self) {
        self.failed.set(false);
        leptos::task::spawn_local(async move {
            match ((self.fetch)().await, self.owner.get_untracked()) {
                (Some(second), Some(owner)) => owner.with(|| {
                    self.app.begin(second.work);
                    self.panels.set(Some(second.panels));
                    after_render(|| page::mark("whole"));
                }),
                _ => {
                    self.failed.set(true);
                    self.app.give_up(words::SECOND_FAILED);
                }
            }
        });
    }
}

/// The views, when they have come; what asks before is told. They stay: nobody else needs to be told.
pub fn panels() -> Option<Panels> {
    let arrived = use_context::<Arrived>()?.0;
    arrived.get_untracked().or_else(|| arrived.get())
}

/// A view of the second part, once it is here.
pub fn later(view: impl Fn(Panels) -> AnyView + Send + 'static) -> AnyView {
    optional(move || panels().map(&view)).into_any()
}
