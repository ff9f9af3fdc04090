//! What another image would change, before it does: rows with another name, what is to be looked at, lines of files.

use leptos::prelude::*;

use super::difference::file_difference;
use super::findings::severity_words;
use crate::components::{Button, Dialog, Icon};
use crate::reactive::{derive, optional};
use crate::state::App;
use crate::upgrade::{Plan, Remark, RowChange};
use crate::words;

/// The dialog.
#[component]
pub fn PlanDialog(
    /// The state.
    app: App,
) -> impl IntoView {
    let open = derive(move || app.plan.read().is_some());
    let content = optional(move || app.plan.read().as_ref().map(plan));
    view! {
        <Dialog
            id="plan"
            title=words::PLAN
            close_label=words::PLAN_LEAVE
            open=open
            close=Callback::new(move |()| app.plan.set(None))
        >
            {content}
            <footer>
                <Button label=words::PLAN_LEAVE.to_owned() class="quiet" press=Callback::new(move |()| app.plan.set(None))/>
                <Button label=words::PLAN_APPLY.to_owned() class="primary" press=Callback::new(move |()| app.apply_plan())/>
            </footer>
        </Dialog>
    }
    .into_any()
}

fn plan(plan: &Plan) -> AnyView {
    let rows: Vec<AnyView> = plan.rows.iter().map(row).collect();
    let remarks: Vec<AnyView> = plan.remarks.iter().map(remark).collect();
    let files: Vec<AnyView> = plan.files.iter().map(|file| file_difference(file, false, false)).collect();
    let part = |title: &'static str, list: AnyView| view! { <h3>{title}</h3> {list} }.into_any();
    let rows = (!rows.is_empty()).then(|| part(words::PLAN_ROWS, view! { <ul class="renamed">{rows}</ul> }.into_any()));
    let remarks = (!remarks.is_empty())
        .then(|| part(words::PLAN_REMARKS, view! { <ul class="findings">{remarks}</ul> }.into_any()));
    view! { {rows} {remarks} {part(words::PLAN_FILES, files.into_any())} }.into_any()
}

fn row(change: &RowChange) -> AnyView {
    view! {
        <li>
            <code>{change.before.clone()}</code>
            <span aria-hidden="true">"→"</span>
            <span class="unseen">{words::BECOMES}</span>
            <code>{change.after.clone()}</code>
        </li>
    }
    .into_any()
}

fn remark(remark: &Remark) -> AnyView {
    let (class, icon, word) = severity_words(remark.severity);
    let about = (!remark.about.is_empty()).then(|| view! { <code>{remark.about.clone()}</code> }.into_any());
    view! {
        <li class=class>
            <Icon name=icon/>
            <span><strong>{word}</strong>" "{about}" "{remark.message.clone()}</span>
        </li>
    }
    .into_any()
}
