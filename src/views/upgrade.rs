//! What another image would change, before it does: rows with another name, what is to be looked at, lines of files.

use leptos::prelude::*;

use super::difference::file_difference;
use super::findings::severity_words;
use crate::components::{Button, Dialog, Icon};
use crate::domain::RowList;
use crate::reactive::{derive, optional};
use crate::state::{App, ShownPlan};
use crate::upgrade::{Plan, Remark, RowChange};
use crate::words;

/// The dialog.
#[component]
pub fn PlanDialog(
    /// The state.
    app: App,
) -> impl IntoView {
    let open = derive(move || app.plan.read().is_some());
    let apply = derive(move || {
        let preset = app.plan.read().as_ref().is_some_and(|shown| !shown.about.is_empty());
        if preset { words::PRESET_APPLY } else { words::PLAN_APPLY }.to_owned()
    });
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
                <Button label=apply class="primary" press=Callback::new(move |()| app.apply_plan())/>
            </footer>
        </Dialog>
    }
    .into_any()
}

fn plan(shown: &ShownPlan) -> AnyView {
    let plan = &shown.plan;
    let head = (!shown.about.is_empty())
        .then(|| view! { <h3>{shown.title}</h3><p>{shown.about.clone()}</p> {additions(plan)} }.into_any());
    let rows: Vec<AnyView> = plan.rows.iter().map(row).collect();
    let remarks: Vec<AnyView> = plan.remarks.iter().map(remark).collect();
    let files: Vec<AnyView> = plan.files.iter().map(|file| file_difference(file, false, false)).collect();
    let part = |title: &'static str, list: AnyView| view! { <h3>{title}</h3> {list} }.into_any();
    let rows = (!rows.is_empty()).then(|| part(words::PLAN_ROWS, view! { <ul class="renamed">{rows}</ul> }.into_any()));
    let remarks = (!remarks.is_empty())
        .then(|| part(words::PLAN_REMARKS, view! { <ul class="findings">{remarks}</ul> }.into_any()));
    let files = (!files.is_empty()).then(|| part(words::PLAN_FILES, files.into_any()));
    view! { {head} {rows} {remarks} {files} }.into_any()
}

/// What is added, list by list.
fn additions(plan: &Plan) -> AnyView {
    let lists = [RowList::Packages, RowList::Requirements, RowList::Env];
    let items = lists.into_iter().filter_map(|list| {
        let rows = plan.added.iter().filter(|(of, _)| *of == list);
        let rows: Vec<AnyView> = rows.map(|(_, row)| view! { <code>{row.clone()}</code>" " }.into_any()).collect();
        (!rows.is_empty()).then(|| view! { <li><strong>{words::list(list).title}</strong>": "{rows}</li> }.into_any())
    });
    let items: Vec<AnyView> = items.collect();
    view! { <ul class="additions">{items}</ul> }.into_any()
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
