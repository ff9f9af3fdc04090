//! The page: sections made of components, each a function of the state. Must not be in here: rules about what a draft
//! means, and calls to the browser.

mod adder;
mod aid;
mod banner;
mod changes;
mod choices;
mod code;
mod dialogs;
mod difference;
mod field;
mod files;
mod findings;
mod foot;
mod guide;
mod header;
mod history;
mod image;
mod import;
mod layers;
mod locked;
mod presets;
mod preview;
mod row;
mod row_box;
mod sharing;
mod suggestions;
mod upgrade;
mod why;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::components::Button;
use crate::domain::RowList;
use crate::platform;
use crate::reactive::{derive, optional};
use crate::state::App;
use crate::words;

/// Starts the page: takes the place of the static shell, and says when the form works.
pub fn start() {
    platform::panic::install();
    if let Some(root) = platform::page::root() {
        mount_to(root, Page).forget();
        platform::page::mark_ready();
    }
}

#[component]
fn Page() -> impl IntoView {
    let app = App::start();
    app.listen();
    let aside = derive(move || app.files_shown.get().then_some("true"));
    let hides = optional(move || (!app.view.read().show.is_empty()).then(|| show_all(app)));
    view! {
        <header::Header app=app/>
        <main class="work" data-aside=aside>
            <section class="form" aria-label=words::CONFIGURATION>
                <banner::LinkBanner app=app/>
                <image::AirflowQuestion app=app/>
                <section class="question needs" aria-labelledby="q-needs">
                    {why::with_why(app, "needs", words::WHAT_NEEDS, "q-needs")}
                    <presets::Presets app=app/>
                    <row_box::RowBox app=app list=RowList::Packages/>
                    <row_box::RowBox app=app list=RowList::Requirements/>
                    <row_box::RowBox app=app list=RowList::Env/>
                </section>
                {choices(app)}
                {hides}
                <foot::Foot app=app/>
            </section>
            <preview::Preview app=app/>
        </main>
        <foot::BottomBar app=app/>
        <dialogs::KeySheet app=app/>
        <dialogs::ByHand app=app/>
        <guide::TermsDialog app=app/>
        <upgrade::PlanDialog app=app/>
        <history::HistoryDialog app=app/>
        <sharing::ShareDialog app=app/>
        <import::ImportDialog app=app/>
        <p class="unseen" aria-live="polite">{app.said}</p>
    }
    .into_any()
}

/// Where it runs, and the depths: one step away in the layout of a widget, where the essential path comes first.
fn choices(app: App) -> AnyView {
    let all = view! { <image::HomeQuestion app=app/><layers::Depths app=app/> }.into_any();
    if !app.view.read_untracked().embed {
        return all;
    }
    view! {
        <details class="depth more-choices">
            <summary><h2>{words::MORE_CHOICES}</h2><span class="about">{words::MORE_CHOICES_ABOUT}</span></summary>
            <div>{all}</div>
        </details>
    }
    .into_any()
}

fn show_all(app: App) -> AnyView {
    view! { <p class="hides"><Button label=words::SHOW_ALL class="fix" press=Callback::new(move |()| app.show_all())/></p> }
        .into_any()
}
