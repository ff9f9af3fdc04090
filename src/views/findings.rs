//! Findings at their place: severity as icon and word, one or two sentences, and the ways out as buttons.

use leptos::prelude::*;

use super::second::{Panels, panels};
use crate::components::{Button, Icon};
use crate::domain::Field;
use crate::draft::{Diagnostic, Severity};
use crate::reactive::{Derived, Reading, derive, dynamic};
use crate::state::{App, findings_id};
use crate::words;

/// What fields need to know of their findings.
#[derive(Clone, Copy)]
pub struct Found {
    /// The findings.
    pub list: Derived<Vec<Diagnostic>>,
    /// The id of their list, while there are any.
    pub described_by: Reading<Option<String>>,
    /// Whether one is an error.
    pub invalid: Reading<Option<&'static str>>,
}

/// The findings of one place.
pub fn found_at(app: App, place: Field) -> Found {
    found(app.findings_at(place), findings_id(place))
}

/// Findings whose list has this id.
pub fn found(list: Derived<Vec<Diagnostic>>, id: String) -> Found {
    Found {
        list,
        described_by: derive(move || (!list.get().is_empty()).then(|| id.clone())),
        invalid: derive(move || is_invalid(&list.get()).then_some("true")),
    }
}

fn is_invalid(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// The list of findings of one place.
#[component]
pub fn FindingList(
    /// The state.
    app: App,
    /// Its id in the document.
    id: String,
    /// What was found there.
    list: Derived<Vec<Diagnostic>>,
) -> impl IntoView {
    let items = dynamic(move || {
        let show =
            |panels: Panels| list.get().iter().map(|found| (panels.finding)(app, found)).collect::<Vec<AnyView>>();
        panels().map(show).unwrap_or_default().into_any()
    });
    view! {
        <ul class="findings" id=id>
            {items}
        </ul>
    }
    .into_any()
}

/// One finding.
pub fn finding(app: App, found: &Diagnostic) -> AnyView {
    let (class, icon, word) = severity_words(found.severity);
    let message = [words::instruction_line(found.field).unwrap_or_default(), found.message.clone()].concat();
    let fixes: Vec<AnyView> = found
        .fixes
        .iter()
        .map(|fix| {
            let edit = fix.edit.clone();
            let place = found.field;
            let press = Callback::new(move |()| app.fix(place, &edit));
            view! { <Button label=fix.label.clone() class="fix" press=press/> }.into_any()
        })
        .collect();
    view! {
        <li class=class>
            <Icon name=icon/>
            <span><strong>{word}</strong>" "{message}{fixes}</span>
        </li>
    }
    .into_any()
}

/// Class, icon and word of a severity.
pub const fn severity_words(severity: Severity) -> (&'static str, &'static str, &'static str) {
    match severity {
        Severity::Error => ("finding error", "error", words::ERROR),
        Severity::Warning => ("finding warning", "warning", words::WARNING),
        Severity::Note => ("finding note", "note", words::NOTE),
    }
}
