//! What the link that opened the page set, what of it could not be used, and what to read before building.

use leptos::prelude::*;

use super::findings::finding;
use super::second::panels;
use crate::components::{Button, Icon, IconButton};
use crate::domain::{Field, TextField};
use crate::draft::Draft;
use crate::platform::clock;
use crate::reactive::optional;
use crate::state::{App, OpenedLink, field_id};
use crate::words;

/// The banners: where the configuration came from, and trouble with what this browser remembers.
#[component]
pub fn LinkBanner(
    /// The state.
    app: App,
) -> impl IntoView {
    let trouble = app.memory.trouble;
    let notice = optional(move || {
        let dismiss = Callback::new(move |()| trouble.set(None));
        trouble.get().map(|words| {
            view! {
                <section class="banner" role="status">
                    <Icon name="note"/><p>{words}</p><IconButton label=words::DISMISS icon="close" press=dismiss/>
                </section>
            }
            .into_any()
        })
    });
    let link = optional(move || app.opened_link.get().zip(panels()).map(|(link, panels)| (panels.banner)(app, &link)));
    view! { {link}{notice} }.into_any()
}

fn sentence(link: &OpenedLink) -> String {
    match link.restored {
        Some(at) => [words::RESTORED, &clock::words(at), "."].concat(),
        None => words::opened(&link.sets),
    }
}

/// What the link that opened the page set.
pub fn banner(app: App, link: &OpenedLink) -> AnyView {
    let unapplied = (!link.unapplied.is_empty()).then(|| {
        let items: Vec<AnyView> = link.unapplied.iter().map(|found| finding(app, found)).collect();
        view! { <p>{words::NOT_APPLIED}</p><ul class="findings">{items}</ul> }.into_any()
    });
    let reviews = !link.to_review.is_empty();
    let review = reviews.then(|| review(app, &link.to_review));
    let dismiss = (!reviews)
        .then(|| view! { <IconButton label=words::DISMISS icon="close" press=Callback::new(move |()| app.opened_link.set(None))/> });
    let earlier = link.earlier.clone().map(|entry| {
        let press = Callback::new(move |()| app.recall(&entry));
        view! { " "<Button label=words::EARLIER class="fix" press=press/> }.into_any()
    });
    let (icon, name) = match link.restored {
        Some(_) => ("clock", words::RESTORED_NAME),
        None => ("link", words::OPENED),
    };
    view! {
        <section class="banner" id="f-link" tabindex="-1" aria-label=name>
            <Icon name=icon/>
            <div>
                <p>{sentence(link)}" "{start_over(app)}{earlier}</p>
                {review}
                {unapplied}
            </div>
            {dismiss}
        </section>
    }
    .into_any()
}

fn start_over(app: App) -> AnyView {
    let press = Callback::new(move |()| {
        app.replace(Draft::start(app.catalog));
        app.opened_link.set(None);
    });
    view! { <Button label=words::START_OVER class="fix" press=press/> }.into_any()
}

fn review(app: App, what: &str) -> AnyView {
    let has_instructions = !app.draft.get_untracked().instructions.trim().is_empty();
    let show = has_instructions.then(|| {
        let press = Callback::new(move |()| app.go_to(field_id(Field::Text(TextField::Instructions))));
        view! { <Button label=words::SHOW_INSTRUCTIONS class="fix" press=press/> }.into_any()
    });
    view! {
        <p><strong>{words::REVIEW}</strong>{[what, "."].concat()}</p>
        <p class="actions">
            {show}
            <Button label=words::REVIEWED class="fix" press=Callback::new(move |()| app.reviewed())/>
        </p>
    }
    .into_any()
}
