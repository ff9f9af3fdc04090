//! What the link that opened the page set, what of it could not be used, and what to read before building.

use leptos::prelude::*;

use super::findings::finding;
use crate::components::{Button, Icon, IconButton};
use crate::domain::{Field, TextField};
use crate::draft::{Draft, Edit};
use crate::reactive::optional;
use crate::state::{App, OpenedLink, field_id};
use crate::words;

/// The banner; nothing when the page was not opened with a link, or it was dismissed.
#[component]
pub fn LinkBanner(
    /// The state.
    app: App,
) -> impl IntoView {
    optional(move || app.opened_link.get().map(|link| banner(app, &link))).into_any()
}

fn banner(app: App, link: &OpenedLink) -> AnyView {
    let sentence = if link.sets.is_empty() {
        [words::OPENED, "."].concat()
    } else {
        [words::OPENED, " that sets ", &link.sets, "."].concat()
    };
    let unapplied = (!link.unapplied.is_empty()).then(|| {
        let items: Vec<AnyView> = link.unapplied.iter().map(|found| finding(app, found)).collect();
        view! { <p>{words::NOT_APPLIED}</p><ul class="findings">{items}</ul> }.into_any()
    });
    let review = link.to_review.then(|| review(app));
    let dismiss = (!link.to_review)
        .then(|| view! { <IconButton label=words::DISMISS icon="close" press=Callback::new(move |()| app.opened_link.set(None))/> });
    view! {
        <section class="banner" id="f-link" tabindex="-1" aria-label=words::OPENED>
            <Icon name="link"/>
            <div>
                <p>{sentence}" "{start_over(app)}</p>
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
        app.dispatch(&Edit::Replace(Box::new(Draft::start(app.catalog))));
        app.opened_link.set(None);
    });
    view! { <Button label=words::START_OVER class="fix" press=press/> }.into_any()
}

fn review(app: App) -> AnyView {
    let show = Callback::new(move |()| app.go_to(field_id(Field::Text(TextField::Instructions))));
    view! {
        <p><strong>{words::REVIEW}</strong></p>
        <p class="actions">
            <Button label=words::SHOW_INSTRUCTIONS class="fix" press=show/>
            <Button label=words::REVIEWED class="fix" press=Callback::new(move |()| app.reviewed())/>
        </p>
    }
    .into_any()
}
