//! The page: sections made of components, each a function of the state. Must not be in here: rules about what a draft
//! means, and calls to the browser.

mod adder;
mod aid;
mod banner;
mod beside;
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
mod opening;
mod presets;
mod preview;
mod row;
mod row_box;
mod second;
mod sharing;
mod suggestions;
mod upgrade;
mod why;

pub use opening::{Opening, opening};
pub use second::{Fetch, Second, second};

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use self::second::{Arrival, later};

use crate::components::Button;
use crate::domain::RowList;
use crate::platform;
use crate::reactive::{derive, optional};
use crate::state::{self, App, after_render};
use crate::words;

/// The parts of the program that the start can do without.
#[derive(Clone, Copy)]
pub struct Parts {
    /// Reads the link, or what is remembered.
    pub opening: Fetch<Opening>,
    /// All but the form.
    pub second: Fetch<Second>,
}

/// Starts the page, with the link or the memory where there is one.
pub fn start(parts: Parts) {
    platform::panic::say_where();
    if !state::is_given() {
        return show(Opening::plain(), parts.second);
    }
    spawn_local(async move {
        match (parts.opening)().await {
            Some(opening) => show(opening, parts.second),
            None => platform::page::mark("failed"),
        }
    });
}

/// Takes the place of the static shell, and says that the form works.
fn show(opening: Opening, second: Fetch<Second>) {
    if let Some(root) = platform::page::root() {
        mount_to(root, move || page(opening, second)).forget();
        platform::page::mark("ready");
    }
}

fn page(opening: Opening, second: Fetch<Second>) -> AnyView {
    let app = App::start(opening.at);
    let arrival = Arrival::new(app, second);
    app.listen();
    after_render(move || arrival.fetch());
    let aside = derive(move || app.files_shown.get().then_some("true"));
    let hides = optional(move || (!app.view.read().show.is_empty()).then(|| show_all(app)));
    view! {
        <header::Header app=app/>
        <main class="work" data-aside=aside>
            <section class="form" aria-label=words::CONFIGURATION>
                {beside::failure(arrival)}
                <banner::LinkBanner app=app before=opening.banner/>
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
            <beside::Beside app=app arrival=arrival/>
        </main>
        <foot::BottomBar app=app/>
        {later(move |panels| (panels.dialogs)(app))}
        <p class="unseen" aria-live="polite">{app.said.reading()}</p>
    }
    .into_any()
}

/// Where it runs, and the depths: one step away in the layout of a widget, where the essential path comes first.
fn choices(app: App) -> AnyView {
    let all = view! { <image::HomeQuestion app=app/>{later(move |panels| (panels.depths)(app))} }.into_any();
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
