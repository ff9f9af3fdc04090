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
    /// Says where the configuration came from until the second part is here.
    before: Option<fn(App, &OpenedLink) -> AnyView>,
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
    let link = optional(move || {
        let link = app.opened_link.get()?;
        match panels() {
            Some(panels) => Some((panels.banner)(app, &link)),
            None => before.map(|before| before(app, &link)),
        }
    });
    view! { {link}{notice} }.into_any()
}

fn sentence(link: &OpenedLink) -> String {
    match link.restored {
        Some(at) => [words::RESTORED, &clock::words(at), "."].concat(),
        None => words::opened(&link.sets),
    }
}

/// What can be pressed in it.
struct Ways {
    after: AnyView,
    review: AnyView,
    dismiss: AnyView,
}

/// The same before anything of it can be pressed: the form below it stands where it will stay.
pub fn before(app: App, link: &OpenedLink) -> AnyView {
    let button = |label: &'static str| view! { <span class="fix">{label}</span> }.into_any();
    let earlier = link.earlier.is_some().then(|| view! { " "{button(words::EARLIER)} }.into_any());
    let show = has_instructions(app).then(|| button(words::SHOW_INSTRUCTIONS));
    let ways = Ways {
        after: view! { {button(words::START_OVER)}{earlier} }.into_any(),
        review: view! { {show}{button(words::REVIEWED)} }.into_any(),
        dismiss: view! { <span class="icon-button"><Icon name="close"/></span> }.into_any(),
    };
    section(link, ways, None)
}

/// What the link that opened the page set.
pub fn banner(app: App, link: &OpenedLink) -> AnyView {
    let unapplied = (!link.unapplied.is_empty()).then(|| {
        let items: Vec<AnyView> = link.unapplied.iter().map(|found| finding(app, found)).collect();
        view! { <p>{words::NOT_APPLIED}</p><ul class="findings">{items}</ul> }.into_any()
    });
    let earlier = link.earlier.clone().map(|entry| {
        let press = Callback::new(move |()| app.recall(&entry));
        view! { " "<Button label=words::EARLIER class="fix" press=press/> }.into_any()
    });
    let dismiss = Callback::new(move |()| app.opened_link.set(None));
    let ways = Ways {
        after: view! { {start_over(app)}{earlier} }.into_any(),
        review: review(app),
        dismiss: view! { <IconButton label=words::DISMISS icon="close" press=dismiss/> }.into_any(),
    };
    section(link, ways, unapplied)
}

/// As long as something has to be read it stays.
fn section(link: &OpenedLink, ways: Ways, unapplied: Option<AnyView>) -> AnyView {
    let (icon, name) = match link.restored {
        Some(_) => ("clock", words::RESTORED_NAME),
        None => ("link", words::OPENED),
    };
    let what = [link.to_review.as_str(), "."].concat();
    let (review, dismiss) = match link.to_review.as_str() {
        "" => (None, Some(ways.dismiss)),
        _ => (
            Some(
                view! { <p><strong>{words::REVIEW}</strong>{what}</p><p class="actions">{ways.review}</p> }.into_any(),
            ),
            None,
        ),
    };
    view! {
        <section class="banner" id="f-link" tabindex="-1" aria-label=name>
            <Icon name=icon/>
            <div>
                <p>{sentence(link)}" "{ways.after}</p>
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

fn has_instructions(app: App) -> bool {
    !app.draft.get_untracked().instructions.trim().is_empty()
}

fn review(app: App) -> AnyView {
    let show = has_instructions(app).then(|| {
        let press = Callback::new(move |()| app.go_to(field_id(Field::Text(TextField::Instructions))));
        view! { <Button label=words::SHOW_INSTRUCTIONS class="fix" press=press/> }.into_any()
    });
    let reviewed = Callback::new(move |()| app.reviewed());
    view! { {show}<Button label=words::REVIEWED class="fix" press=reviewed/> }.into_any()
}
